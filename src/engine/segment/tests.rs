//! Sentences and tokens from text.

use super::*;
use crate::engine::text::{BlockKind, Span, TokenKind};

fn cut(text: &str) -> Document {
    let span = Span::new(0, text.len()).trim(text);
    let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
    segment(&Resources::new(), text.to_owned(), vec![block])
}

/// `text` with "|" between what should be sentences.
fn check(text: &str) {
    let document = cut(&text.replace('|', " "));
    let found: Vec<&str> = document.sentence_ids().map(|s| document.sentence_text(s)).collect();
    assert_eq!(found, text.split('|').collect::<Vec<_>>());
}

fn check_tokens(text: &str) {
    let document = cut(&text.replace('|', ""));
    let mut found: Vec<&str> = document.tokens.iter().map(|t| document.words(t.span)).collect();
    found.retain(|word| !word.is_empty());
    let expected: Vec<&str> = text.split([' ', '|']).filter(|word| !word.is_empty()).collect();
    assert_eq!(found, expected);
}

#[test]
fn keeps_abbreviations_inside_a_sentence() {
    check("Mr. Stone met Dr. Hale on Jan. 5 in St. Gallen.|They talked.");
    check("The U.S. Senate voted.|It rose in the U.S.|The vote was close.");
    check("J. R. Stone works at Hale Inc. as No. 2.|No.|He left.");
    check("It opens at 5 p.m. Monday.|It closes at 6 p.m.|The end.");
}

#[test]
fn keeps_numbers_and_ellipses_inside_a_sentence() {
    check("It rose by 2.5 percent to 3.14.|It fell then.");
    check("He waited ... and left.|Then… nothing.");
}

#[test]
fn ends_behind_a_closing_quotation_mark() {
    check("“It is done.”|She left.");
    check("“Is it done?” she asked.|No.");
    check("“It is done!” Stone said.|Yes.");
    check("He said: “It is done.”|“It was hard.”");
}

#[test]
fn ends_behind_a_stop_that_stands_by_itself() {
    check("The needs are great .|Nobody came .");
}

#[test]
fn ends_at_a_blank_line() {
    check("The headline");
    let document = cut("The headline\n\nThe text\ngoes on");
    assert_eq!(document.sentences.len(), 2);
}

#[test]
fn cuts_clitics_and_joins_short_forms() {
    check_tokens("Stone|’s plan isn't done|, he|'s in the U.S.|");
    check_tokens("It cost $5.5 million|, or 20|%|.");
    check_tokens("Mr. Stone|-|Hale (|Ltd|)");
}

#[test]
fn names_the_kinds() {
    let document = cut("She paid €5, $ or +");
    let kinds: Vec<TokenKind> = document.tokens.iter().map(|t| t.kind).collect();
    use TokenKind::{Number, Punctuation, Symbol, Word};
    assert_eq!(kinds, [Word, Word, Number, Punctuation, Symbol, Word, Symbol]);
}

#[test]
fn leaves_only_white_space_between_tokens() {
    for text in [
        "a \u{308}b\u{200b} c",
        "🗞️ x\u{a0}y",
        "日本。中国",
        "…",
        "\u{308}\u{308} a",
        "a\r\n\tb . . .",
    ] {
        let document = cut(text);
        let mut at = 0;
        for token in &document.tokens {
            assert!(text[at..token.span.start].trim().is_empty(), "{text:?}");
            assert!(!token.span.of(text).is_empty());
            at = token.span.end;
        }
        assert!(text[at..].trim().is_empty(), "{text:?}");
    }
}
