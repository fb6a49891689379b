//! Sentences and tokens from text.

use super::*;
use crate::engine::text::{BlockKind, Span, TokenKind};

fn cut(text: &str) -> Document {
    let span = Span::new(0, text.len()).trim(text);
    let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
    segment(&Resources::new(), text.to_owned(), vec![block])
}

fn sentences(document: &Document) -> Vec<&str> {
    document.sentence_ids().map(|s| document.sentence_text(s)).collect()
}

/// `text` with "|" between what should be sentences.
fn check(text: &str) {
    let document = cut(&text.replace('|', " "));
    assert_eq!(sentences(&document), text.split('|').collect::<Vec<_>>());
}

/// `text`, of one or more sentences, with "|" where a token ends without white space behind it.
fn check_tokens(text: &str) {
    let document = cut(&text.replace('|', ""));
    let found: Vec<&str> = document.tokens.iter().map(|t| document.words(t.span)).collect();
    let expected: Vec<&str> = text.split([' ', '|']).filter(|word| !word.is_empty()).collect();
    assert_eq!(found, expected);
}

#[test]
fn keeps_abbreviations_inside_a_sentence() {
    check("Mr. Stone met Dr. Hale on Jan. 5 in St. Gallen.|They talked.");
    check("The U.S. Senate voted.|It rose in the U.S.|The vote was close.");
    check("J. R. Stone works at Hale Inc. as No. 2.|No.|He left.");
    check("It opens at 5 p.m. Monday.|It closes at 6 p.m.|The end.");
    check("Gov. Ana Ruiz and Sen. Lee Park spoke in Boise, Idaho.|Rep. Cole did not.");
    check("The ferry left St. Petersburg at 9 a.m. on Friday.|Nobody was hurt.");
    check("U.S. President Mary Hale flew home.|A vote on No. 5 Hill Road is due in Sept. or Oct.");
    check("J. K. Rowling wrote it.|Samuel L. Jackson read it to the crowd.");
    check("He lives in Washington, D.C., and works for Acme Corp. there.|She does not.");
    check("The firm, e.g. its Lt. Governor, i.e. Ms. Roe, won Hale v. Stone.|It cost approx. $5.");
    check("The council met in Athens, Ga.|It adjourned at noon.");
    check("He fell ill.|Doctors came.");
}

#[test]
fn keeps_numbers_and_ellipses_inside_a_sentence() {
    check("It rose by 2.5 percent to 3.14.|It fell then.");
    check("The index fell 0.4% to 7,123.45 on Monday.|Shares of 3.5bn were sold.");
    check("He waited ... and left.|Then… nothing.");
    check("“We hoped … to win,” she said.|They lost.");
}

#[test]
fn ends_behind_a_closing_quotation_mark() {
    check("“It is done.”|She left.");
    check("“Is it done?” she asked.|No.");
    check("“It is done!” Stone said.|Yes.");
    check("He said: “It is done.”|“It was hard.”");
    check("\"It is done,\" he said.|\"It was hard.\"");
    check("\"Who will pay?\" asked the mayor.|\"We will.\"");
    check("‘It is done.’|She left at once.");
    check("“He told me ‘no’ twice,” she said.|“Then he left.”");
    check("“He said ‘I will not go.’”|Nobody believed him.");
    check("The report called it “a failure”.|The ministry disagreed.");
}

#[test]
fn cuts_sentences_inside_a_quotation() {
    check("“The bridge is closed.|It will stay closed until May,” said Anna Roe, the engineer.");
    check("\"We did all we could.|The rest is up to them,\" he said.");
}

#[test]
fn keeps_a_colon_that_introduces_a_quotation() {
    check("The mayor said: “We will rebuild.”|She left.");
    check("Stone put it this way: \"There is no plan.\"");
    check("The message was clear: pay or leave.");
}

#[test]
fn keeps_the_name_of_a_speaker_with_what_is_said() {
    check("GREGOR VANCE: That the gate had stopped.|The engineer said so.");
    check("Dr. Imhof: We have asked him.|He will come.");
}

#[test]
fn keeps_names_with_marks() {
    check("Yahoo! said profits rose.|Analysts cheered.");
    check("The band Wham! and the show Jeopardy! are back.");
    check("The Visitors' Center opened.|The workers' union objected.");
}

#[test]
fn cuts_off_a_dateline() {
    check("GENEVA (AP) —|The talks broke down on Sunday.|Nobody knew why.");
}

#[test]
fn keeps_parentheses() {
    check("The bill (see p. 4 of the draft) passed.|(It had failed twice.)|It is now law.");
    check("The firm (formerly Hale & Co.) closed.|It had 40 workers.");
}

#[test]
fn keeps_a_headline_whole() {
    check("Council Backs New Harbour Plan After Long Debate");
    check("What We Know About the Fire in the Old Town");
}

#[test]
fn ends_at_the_items_of_a_list() {
    let document = cut("The plan has parts:\n• a new road\n• a bridge\n2. The harbour");
    assert_eq!(
        sentences(&document),
        ["The plan has parts:", "• a new road", "• a bridge", "2. The harbour"]
    );
    check("1. The road is closed.|2. The bridge is open.");
}

#[test]
fn keeps_addresses_whole() {
    check("Write to press@example.org or see www.example.org/news.|We answer.");
    check("The site example.com was down.|It is back.");
}

#[test]
fn ends_where_white_space_is_missing() {
    let document = cut("The talks ended.The ministers left.“We tried.”“Nobody listened.”");
    assert_eq!(
        sentences(&document),
        ["The talks ended.", "The ministers left.", "“We tried.”", "“Nobody listened.”"]
    );
    check("See example.com/The.Plan for more.");
}

#[test]
fn ends_at_the_credit_of_a_picture() {
    check("The bridge at dawn|Photo: A. Roe");
    check("She showed us the photo: a bridge.");
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
fn cuts_clitics() {
    check_tokens("Stone|’s plan is|n't done|, he|'s in the U.S.");
    check_tokens("They ca|n’t and wo|n’t|; you can|not|.");
    check_tokens("O'Brien and D’Arcy have gon|na see the dockworkers|' hall at six o'clock|.");
    check_tokens("The ’90s and the '70s|; rock 'n roll|.");
    check_tokens("Y'|all do|nt know|.");
}

#[test]
fn cuts_numbers_from_signs_and_units() {
    check_tokens("It cost $|5.5 million|, or 20|%|.");
    check_tokens("It sold £|3|bn and US$|5|m|-|worth of 10|kg sacks at 10:30|am|.");
    check_tokens("The 5th of the 1990s|: 1,200.50 on 9/11|, 2026-11-22|, call 555-0142|.");
    check_tokens("It was -|3|°C in 1990|-|95|.");
}

#[test]
fn keeps_short_forms_whole() {
    check_tokens("Mr. Stone|-|Hale (|Ltd|)");
    check_tokens("J. K. Hale|, Ph.D.|, of Acme Inc.|, met Lt. Roe at 9 a.m. in the U.S.");
    check_tokens("She took vitamin C|.");
    check_tokens("No. 5 is open|. He said no|.");
    check_tokens("AT&T and R&D at S&P|.");
}

#[test]
fn cuts_hyphens_and_keeps_prefixes() {
    check_tokens("Eye|-|Tracking is state|-|of|-|the|-|art|.");
    check_tokens("The re-elected ex-minister met non-EU co-founders by e-mail|.");
    check_tokens("and|/|or he|/|she");
}

#[test]
fn keeps_runs_of_one_mark() {
    check_tokens("Well|... no|!!| -- yes — “|maybe|”|…");
    check_tokens("[|He|] left|—|at last|.");
    check_tokens("Smile :) now");
}

#[test]
fn keeps_addresses_and_handles_as_tokens() {
    check_tokens("See https://example.org/a_(b)?c=d|, www.example.ee or (|example.com/news|)|.");
    check_tokens("Write to jane.roe@example.co.uk|. Or @harbour_news|, #Budget2026|!");
}

#[test]
fn names_the_kinds() {
    let document = cut("She paid €5, $ or + n't '90s");
    let kinds: Vec<TokenKind> = document.tokens.iter().map(|t| t.kind).collect();
    use TokenKind::{Number, Punctuation, Symbol, Word};
    let expected = [Word, Word, Symbol, Number, Punctuation, Symbol, Word, Symbol, Word, Number];
    assert_eq!(kinds, expected);
}

#[test]
fn leaves_only_white_space_between_tokens() {
    for text in [
        "a \u{308}b\u{200b} c",
        "🗞️ x\u{a0}y",
        "日本。中国",
        "ภาษาไทย ok",
        "…",
        "\u{308}\u{308} a",
        "a\r\n\tb . . .",
        "'''''\"\"\"((([[[",
        "°C ° x°F",
        "l’’’s n't 't",
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
