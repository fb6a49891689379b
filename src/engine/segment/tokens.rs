//! Tokens of a sentence: the words of UAX 29, with clitics cut off ("Russia|’s"), short forms kept
//! whole ("U.S.") and currency signs joined to their number ("$5").

use unicode_segmentation::UnicodeSegmentation;

use crate::engine::lexicon::Lexicon;
use crate::engine::text::{Span, Token, TokenKind};

/// Endings that are words of their own, after an apostrophe.
const CLITICS: [&str; 6] = ["s", "re", "ll", "ve", "m", "d"];

/// Puts the tokens of `sentence` at the end of `tokens`.
pub(super) fn tokenize(lexicon: &Lexicon, text: &str, sentence: Span, tokens: &mut Vec<Token>) {
    let first = tokens.len();
    for (offset, piece) in sentence.of(text).split_word_bound_indices() {
        let mut at = sentence.start + offset;
        for part in piece.split(char::is_whitespace) {
            if !part.is_empty() {
                push_word(lexicon, text, first, Span::new(at, at + part.len()), tokens);
            }
            // What was split at is one character of white space.
            at += part.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
}

fn push_word(lexicon: &Lexicon, text: &str, first: usize, span: Span, tokens: &mut Vec<Token>) {
    if let Some(last) = tokens[first..].last_mut()
        && last.span.end == span.start
        && joins(lexicon, last.span.of(text), span.of(text))
    {
        last.span.end = span.end;
        last.kind = kind(last.span.of(text));
        return;
    }
    let cut = clitic_start(span.of(text)).map(|i| span.start + i);
    let ends = [cut, Some(span.end)];
    let mut start = span.start;
    for end in ends.into_iter().flatten() {
        let span = Span::new(start, end);
        tokens.push(Token { span, kind: kind(span.of(text)) });
        start = end;
    }
}

/// True if `next`, which follows `word` without a gap, belongs to it.
fn joins(lexicon: &Lexicon, word: &str, next: &str) -> bool {
    match next {
        "." => is_dotted(word) || is_title(lexicon, word),
        _ => is_currency(word) && next.starts_with(|c: char| c.is_ascii_digit()),
    }
}

/// True for "U.S", "a.m": single letters with stops between them, and for a capital by itself.
fn is_dotted(word: &str) -> bool {
    let mut parts = word.split('.').map(|part| part.chars());
    let single = parts.all(|mut c| c.next().is_some_and(char::is_alphabetic) && c.next().is_none());
    single && (word.contains('.') || word.chars().all(|c| c.is_uppercase() && c != 'I'))
}

/// True for "Mr", "Gen": short forms that begin with a capital.
fn is_title(lexicon: &Lexicon, word: &str) -> bool {
    word.len() <= 6
        && word.starts_with(char::is_uppercase)
        && lexicon.abbreviation(&word.to_lowercase()).is_some()
}

fn is_currency(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '$' | '€' | '£' | '¥' | '₽' | '₹' | '₴'))
}

/// Where a clitic with its apostrophe begins.
fn clitic_start(word: &str) -> Option<usize> {
    let at = word.rfind(['\'', '’']).filter(|&at| at > 0)?;
    let ending = word[at..].trim_start_matches(['\'', '’']);
    CLITICS.iter().any(|clitic| ending.eq_ignore_ascii_case(clitic)).then_some(at)
}

fn kind(word: &str) -> TokenKind {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return TokenKind::Symbol };
    let second = chars.next();
    if first.is_alphabetic() || (matches!(first, '\'' | '’') && second.is_some()) {
        TokenKind::Word
    } else if first.is_numeric() || (second.is_some_and(char::is_numeric) && !is_mark(first)) {
        TokenKind::Number
    } else if is_mark(first) {
        TokenKind::Punctuation
    } else {
        TokenKind::Symbol
    }
}

/// True for marks: ASCII punctuation that is no sign, and the blocks of general and CJK punctuation.
fn is_mark(c: char) -> bool {
    match c {
        '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => false,
        '«' | '»' | '¿' | '¡' | '·' | '§' | '¶' => true,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' => true,
        '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => true,
        '،' | '؛' | '؟' | '！' | '？' | '，' | '：' | '；' => true,
        _ => c.is_ascii_punctuation(),
    }
}
