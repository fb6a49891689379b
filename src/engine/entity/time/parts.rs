//! [`Parts`]: a sentence cut into runs of letters, numbers and single marks.
//!
//! Dates and amounts are glued in ways that tokens of words are not made for ("1990s", "9pm",
//! "€500m", "2023-03-31"), and rules on them must not depend on how a word with a hyphen is cut.
//! So they read their own, smaller parts of the text: letters, digits with the stops and commas
//! between them, and each other mark by itself. "a.m." and "U.S." are one part.

use std::borrow::Cow;
use std::ops::Range;

use crate::engine::text::{Span, in_lower_case};

/// What a part is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Number,
    Mark,
}

#[derive(Clone, Debug)]
struct Part<'a> {
    span: Span,
    kind: Kind,
    lower: Cow<'a, str>,
}

/// The parts of a sentence, by index. Past the end there are empty marks.
#[derive(Clone, Debug)]
pub(in crate::engine::entity) struct Parts<'a> {
    text: &'a str,
    parts: Vec<Part<'a>>,
}

impl<'a> Parts<'a> {
    /// Cuts the words of `sentence`.
    pub(in crate::engine::entity) fn new(text: &'a str, sentence: Span) -> Self {
        let mut parts = Vec::new();
        let mut at = sentence.start;
        while let Some(first) = text[at..sentence.end].chars().next() {
            let rest = &text[at..sentence.end];
            let (len, kind) = if first.is_alphabetic() {
                (dotted(rest).unwrap_or_else(|| run(rest, char::is_alphabetic)), Kind::Word)
            } else if first.is_ascii_digit() {
                (digits(rest), Kind::Number)
            } else if first.is_numeric() {
                (first.len_utf8(), Kind::Number)
            } else {
                (first.len_utf8(), Kind::Mark)
            };
            if !first.is_whitespace() {
                let span = Span::new(at, at + len);
                parts.push(Part { span, kind, lower: in_lower_case(span.of(text)) });
            }
            at += len;
        }
        Self { text, parts }
    }

    /// How many there are.
    pub(in crate::engine::entity) fn len(&self) -> usize {
        self.parts.len()
    }

    /// Part `i` as it stands.
    pub(in crate::engine::entity) fn word(&self, i: usize) -> &'a str {
        self.parts.get(i).map_or("", |p| p.span.of(self.text))
    }

    /// Part `i` in lower case.
    pub(in crate::engine::entity) fn lower(&self, i: usize) -> &str {
        self.parts.get(i).map_or("", |p| &p.lower)
    }

    /// The part `n` places before part `i`, in lower case.
    pub(in crate::engine::entity) fn before(&self, i: usize, n: usize) -> &str {
        i.checked_sub(n).map_or("", |k| self.lower(k))
    }

    /// True for a run of letters.
    pub(in crate::engine::entity) fn is_word(&self, i: usize) -> bool {
        self.parts.get(i).is_some_and(|p| p.kind == Kind::Word)
    }

    /// True for a run of digits.
    pub(in crate::engine::entity) fn is_number(&self, i: usize) -> bool {
        self.parts.get(i).is_some_and(|p| p.kind == Kind::Number)
    }

    /// True for a word that begins with a capital.
    pub(in crate::engine::entity) fn is_capital(&self, i: usize) -> bool {
        self.is_word(i) && self.word(i).starts_with(char::is_uppercase)
    }

    /// True if no white space stands between part `i` and the one before.
    pub(in crate::engine::entity) fn is_glued(&self, i: usize) -> bool {
        i > 0 && i < self.parts.len() && self.parts[i - 1].span.end == self.parts[i].span.start
    }

    /// True for a hyphen or a dash that stands for "to".
    pub(in crate::engine::entity) fn is_dash(&self, i: usize) -> bool {
        matches!(self.lower(i), "-" | "–" | "‑" | "—")
    }

    /// True if "'s" follows part `i - 1` at `i`.
    pub(in crate::engine::entity) fn is_possessive(&self, i: usize) -> bool {
        matches!(self.lower(i), "'" | "’")
            && self.is_glued(i)
            && self.lower(i + 1) == "s"
            && self.is_glued(i + 1)
    }

    /// From the first to the last part of a range that is not empty.
    pub(in crate::engine::entity) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.parts[range.start].span.start, self.parts[range.end - 1].span.end)
    }
}

fn run(text: &str, is_inside: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_inside(c)).unwrap_or(text.len())
}

/// Length of "a.m.", "U.S.", "p.m": single letters with stops between them.
fn dotted(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut len = 0;
    while bytes.get(len).is_some_and(u8::is_ascii_alphabetic) && bytes.get(len + 1) == Some(&b'.') {
        len += 2;
    }
    let next = text[len..].chars().next();
    if let (2, Some(letter)) = (len, next.filter(|c| c.is_alphabetic())) {
        let end = len + letter.len_utf8();
        return text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric()).then_some(end);
    }
    (len > 2 && next.is_none_or(|c| !c.is_alphanumeric())).then_some(len)
}

/// Length of a number: digits, and stops and commas between digits.
fn digits(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut len = 0;
    loop {
        match bytes.get(len) {
            Some(b'0'..=b'9') => len += 1,
            Some(b'.' | b',') if bytes.get(len + 1).is_some_and(u8::is_ascii_digit) => len += 1,
            _ => return len,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let parts = Parts::new(text, Span::new(0, text.len()));
        let found: Vec<&str> = (0..parts.len()).map(|i| parts.word(i)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cuts_between_letters_and_digits() {
        check("€500m in the 1990s.", &["€", "500", "m", "in", "the", "1990", "s", "."]);
        check("31.03.2023, 1,200.5 km", &["31.03.2023", ",", "1,200.5", "km"]);
        check("At 9 p.m. on É-day", &["At", "9", "p.m.", "on", "É", "-", "day"]);
        check("U.S. firms. A. Smith", &["U.S.", "firms", ".", "A", ".", "Smith"]);
    }
}
