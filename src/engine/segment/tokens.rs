//! Tokens of a sentence, as the UD English treebanks cut words: clitics ("Russia|’s", "do|n’t"),
//! hyphens ("state|-|owned"), currency and percent signs ("$|5|bn", "10|%") and marks by
//! themselves; short forms ("U.S."), addresses and runs of one mark ("...", "--") whole.

use unicode_segmentation::UnicodeSegmentation;

use super::clitics::{is_apostrophe, is_clipped};
use super::web;
use super::word::{self, Place};
use crate::engine::lexicon::Lexicon;
use crate::engine::text::{Span, Token, TokenKind};

/// Faces made of marks.
const FACES: [&str; 14] =
    [":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":-D", ":P", ":p", "=)", ":/", "<3", "^_^"];

/// Puts the tokens of `sentence` at the end of `tokens`.
pub(super) fn tokenize(lexicon: &Lexicon, text: &str, sentence: Span, tokens: &mut Vec<Token>) {
    let body = sentence.of(text);
    let last = body.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let mut at = sentence.start;
    for piece in body.split_inclusive(char::is_whitespace) {
        let run = piece.trim_end_matches(char::is_whitespace);
        if !run.is_empty() {
            let is_last = at + run.len() >= sentence.start + last;
            Cutter { lexicon, text, at, end: at + run.len(), is_last, tokens }.cut();
        }
        at += piece.len();
    }
}

/// Cuts a run of characters without white space.
struct Cutter<'a, 't> {
    lexicon: &'a Lexicon,
    text: &'a str,
    at: usize,
    end: usize,
    /// The last word of the sentence is in the run.
    is_last: bool,
    tokens: &'t mut Vec<Token>,
}

impl<'a> Cutter<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    /// Makes a token of the next `length` bytes.
    fn push(&mut self, length: usize) {
        let span = Span::new(self.at, self.at + length);
        self.tokens.push(Token { span, kind: kind(span.of(self.text)) });
        self.at += length;
    }

    fn cut(mut self) {
        let run = self.rest();
        if FACES.contains(&run) {
            return self.push(run.len());
        }
        let maybe_address = run.contains(['.', '@', ':', '#']);
        while let Some(first) = self.rest().chars().next() {
            if maybe_address && let Some(length) = address(self.rest()) {
                self.push(length);
            } else if word::is_inner(first) && first != '_' {
                let (lexicon, rest, is_last) = (self.lexicon, self.rest(), self.is_last);
                for length in (Place { lexicon, rest, is_last }).lengths() {
                    self.push(length);
                }
            } else {
                self.push(mark_length(self.rest(), first, self.at == 0 || self.follows_space()));
            }
        }
    }

    fn follows_space(&self) -> bool {
        self.text[..self.at].ends_with(char::is_whitespace)
    }
}

/// Length of the address or handle that `text` begins with.
fn address(text: &str) -> Option<usize> {
    if !text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '#')) {
        return None;
    }
    if text.starts_with(['@', '#']) {
        let name = 1 + text[1..].find(|c| !word::is_inner(c)).unwrap_or(text.len() - 1);
        return web::is_handle(&text[..name]).then_some(name);
    }
    let near = &text[..text.floor_char_boundary(web::MAX_ADDRESS)];
    let end = near.find(['<', '>', '"', '“', '”', '|']).unwrap_or(near.len());
    let mut found = text[..end].trim_end_matches(is_behind_address);
    // A bracket that was opened inside belongs to it.
    if text[found.len()..].starts_with(')') && found.contains('(') {
        found = &text[..=found.len()];
    }
    if found.contains("://") || !found.contains([',', ';', '(', ')', '’', '\'']) {
        return web::is_address(found).then_some(found.len());
    }
    let end = found.find([',', ';', '(', ')', '’', '\'']).unwrap_or(found.len());
    web::is_address(&found[..end]).then_some(end)
}

fn is_behind_address(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '\'' | '’' | '*' | '…')
}

/// Length of the token that begins with a mark or sign.
fn mark_length(text: &str, first: char, after_space: bool) -> usize {
    let same = |text: &str| text.len() - text.trim_start_matches(first).len();
    match first {
        '.' | '-' | '–' | '—' | '*' | '=' | '_' | '+' | '~' | '<' | '>' | '#' | '|' => {
            same(text)
        }
        '!' | '?' => text.len() - text.trim_start_matches(['!', '?']).len(),
        '°' if text[2..].starts_with(['C', 'F']) && !text[3..].starts_with(word::is_inner) => 3,
        c if is_apostrophe(c) => apostrophe_length(text, c, after_space),
        c if c.is_ascii() => 1,
        _ => text.graphemes(true).next().map_or(first.len_utf8(), str::len),
    }
}

/// Length of a token that begins with an apostrophe: a doubled mark, "'em" and "'90s", "'s" behind
/// what is no word, or the mark alone.
fn apostrophe_length(text: &str, first: char, after_space: bool) -> usize {
    let length = first.len_utf8();
    let behind = &text[length..];
    if behind.starts_with(first) {
        return 2 * length;
    }
    let word = &behind[..behind.find(|c| !word::is_inner(c)).unwrap_or(behind.len())];
    let whole = if after_space {
        is_clipped(word) || (word == "s" && behind.len() == 1)
    } else {
        matches!(word, "s" | "S" | "re" | "ll" | "ve" | "m" | "d")
    };
    if whole { length + word.len() } else { length }
}

fn kind(word: &str) -> TokenKind {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return TokenKind::Symbol };
    let second = chars.next();
    let digit = second.is_some_and(char::is_numeric);
    if first.is_alphabetic()
        || (is_apostrophe(first) && second.is_some_and(char::is_alphabetic))
        || (matches!(first, '@' | '#') && second.is_some_and(word::is_inner) && !digit)
    {
        TokenKind::Word
    } else if first.is_numeric() || (digit && (is_apostrophe(first) || !is_mark(first))) {
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
