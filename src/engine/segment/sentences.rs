//! Sentence ends by rules: the marks, the word before, the word after.

use crate::engine::lexicon::{Abbreviation, Lexicon};
use crate::engine::text::Span;

/// How far a rule looks for the word before or after, in bytes.
const REACH: usize = 48;

/// The sentences of `block`, trimmed, in order, with nothing but white space between them.
pub(super) fn split(lexicon: &Lexicon, text: &str, block: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = block.start;
    let mut at = block.start;
    while let Some(end) = next_end(lexicon, text, Span::new(at, block.end), start) {
        push(text, start, end, &mut sentences);
        start = end;
        at = end;
    }
    push(text, start, block.end, &mut sentences);
    sentences
}

fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let span = Span::new(start, end).trim(text);
    if !span.is_empty() {
        sentences.push(span);
    }
}

/// The end of the sentence that began at `start`, if it lies in `rest`.
fn next_end(lexicon: &Lexicon, text: &str, rest: Span, start: usize) -> Option<usize> {
    let mut at = rest.start;
    while at < rest.end {
        let here = &text[at..rest.end];
        let stop = at + here.find(|c| is_terminator(c) || c == '\n')?;
        if text[stop..].starts_with('\n') {
            at = stop + run(&text[stop..rest.end], char::is_whitespace);
            if is_blank_line(&text[stop..at]) {
                return Some(at);
            }
            continue;
        }
        let after = stop + run(&text[stop..rest.end], is_terminator);
        let end = after + run(&text[after..rest.end], is_closer);
        let candidate = Candidate {
            lexicon,
            before: tail(&text[start..stop]),
            marks: &text[stop..after],
            closers: &text[after..end],
            rest: &text[end..rest.end],
            first: stop - start <= 8 && text[start..stop].trim_start().len() <= 2,
        };
        if candidate.ends_sentence() {
            return Some(end);
        }
        at = end;
    }
    None
}

/// A place where a sentence might end.
struct Candidate<'a> {
    lexicon: &'a Lexicon,
    /// What stands before the marks, cut to the last few words.
    before: &'a str,
    /// Full stops and the like.
    marks: &'a str,
    /// Closing quotation marks and brackets behind them.
    closers: &'a str,
    /// All that follows.
    rest: &'a str,
    /// The marks follow the first character or two of the sentence.
    first: bool,
}

impl Candidate<'_> {
    fn ends_sentence(&self) -> bool {
        if self.marks.ends_with(is_wide) {
            return true;
        }
        let next = self.rest.trim_start();
        if next.is_empty() {
            return true;
        }
        if next.len() == self.rest.len() || !self.starts_like_sentence(next) {
            return false;
        }
        if self.marks == "." && self.closers.is_empty() {
            return self.stop_ends(next);
        }
        !(self.marks.ends_with(['!', '?', '…', ','])
            && !self.closers.is_empty()
            && continues_as_attribution(self.lexicon, next))
    }

    /// Whether a sentence may begin with `next`.
    fn starts_like_sentence(&self, next: &str) -> bool {
        let bare = next.trim_start_matches(is_opener);
        let Some(first) = bare.chars().next() else { return false };
        let quoted = bare.len() < next.len();
        if first.is_lowercase() {
            return quoted && self.closers.is_empty() && self.marks != "…" && self.marks != "...";
        }
        first.is_alphanumeric() || matches!(first, '@' | '#' | '$' | '€' | '£' | '—' | '–' | '-')
    }

    /// Whether a single full stop ends the sentence, by the word before it.
    fn stop_ends(&self, next: &str) -> bool {
        let word = last_word(self.before);
        let lower = word.to_lowercase();
        let bare = next.trim_start_matches(is_opener);
        let next_word = first_word(bare).to_lowercase();
        let starts = next.len() != bare.len() || self.lexicon.is_stop_word(&next_word);
        if is_initial(word) {
            return false;
        }
        if self.first && word.chars().all(|c| c.is_numeric() || word.len() == 1) {
            return false;
        }
        if is_dotted(&lower) || self.lexicon.abbreviation(&lower) == Some(Abbreviation::Maybe) {
            return starts;
        }
        if self.lexicon.abbreviation(&lower) == Some(Abbreviation::Title) {
            return !self.abbreviates(word, &lower, bare);
        }
        true
    }

    /// Whether a word that may be a short form or a word ("no", "sat", "may") is a short form.
    fn abbreviates(&self, word: &str, lower: &str, next: &str) -> bool {
        let is_word = matches!(lower, "no" | "sat" | "sun" | "art" | "fig" | "mon" | "wed" | "fri");
        if lower == "no" || lower == "nos" || lower == "pp" {
            return next.starts_with(|c: char| c.is_ascii_digit());
        }
        !(is_word && word.chars().all(char::is_lowercase))
    }
}

/// Whether "…!” Smith said" goes on: a reporting verb among the next few words.
fn continues_as_attribution(lexicon: &Lexicon, next: &str) -> bool {
    let near = head(next);
    near.split_whitespace()
        .take(4)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .any(|word| {
            matches!(&*word, "said" | "says" | "asked" | "asks" | "told")
                && lexicon.cue(&word).is_some()
        })
        && !near.starts_with(is_opener)
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '।') || is_wide(c)
}

/// Marks that need no white space behind them.
fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '“' | '」' | '』')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '„' | '»' | '(' | '[')
}

/// Whether a run of white space holds an empty line.
fn is_blank_line(text: &str) -> bool {
    text.matches('\n').count() > 1
}

/// "A", "J", not "I".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_uppercase() && c != 'I') && chars.next().is_none()
}

/// "u.s", "a.m".
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().take(2).count() == 1)
}

/// Length in bytes of the characters at the beginning of `text` that `matches`.
fn run(text: &str, matches: impl Fn(char) -> bool) -> usize {
    text.find(|c| !matches(c)).unwrap_or(text.len())
}

/// The last [`REACH`] bytes, or a little less.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The first [`REACH`] bytes, or a little less.
fn head(text: &str) -> &str {
    let mut to = text.len().min(REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}

fn last_word(text: &str) -> &str {
    let breaks =
        |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '(' | '[' | '—' | '–' | '/');
    text.rfind(breaks).map_or(text, |at| text[at..].trim_start_matches(breaks))
}

fn first_word(text: &str) -> &str {
    let text = head(text);
    text.find(|c: char| !c.is_alphanumeric()).map_or(text, |at| &text[..at])
}
