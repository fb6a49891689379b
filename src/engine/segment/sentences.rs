//! Sentence ends: a linear model over the gaps between words, and rules where no model is needed.
//!
//! A gap is a run of white space. Most cannot end a sentence and are passed over; an empty line and
//! a bullet on a new line always do. The rest is weighed by a logistic regression over the features
//! of [`super::features`], from left to right, so that the length of the sentence so far is one of
//! them. Its weights are whole numbers, so that every target adds them up alike.

use super::chunk::{Chunk, is_closer, is_opener, is_terminator, is_wide};
use super::features::{Gap, Nesting, Sink};
use super::web::{self, MAX_ADDRESS};
use crate::engine::Resources;
use crate::engine::model::SentenceEnds;
use crate::engine::text::Span;

/// A place where a sentence might end, as the trainer sees it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Byte offset in the text, behind the last character that is not white space.
    pub at: usize,
    /// Names of its features; none if a sentence ends there by rule.
    pub features: Vec<String>,
}

/// The sentences of `block`, trimmed, in order, with nothing but white space between them.
pub(super) fn split(resources: &Resources, text: &str, block: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = block.start;
    let chunks = chunks(text, block);
    let decide = |gap: &Gap<'_, '_>, ruled: bool| {
        if ruled {
            return true;
        }
        let mut score = Score { model: &resources.sentence_ends, sum: 0 };
        gap.features(&mut score);
        score.sum > 0
    };
    for end in ends(resources, &chunks, decide) {
        push(text, start, end, &mut sentences);
        start = end;
    }
    push(text, start, block.end, &mut sentences);
    sentences
}

/// The candidates of `block`, given where its sentences end.
pub fn candidates(
    resources: &Resources,
    text: &str,
    block: Span,
    gold: &[usize],
) -> Vec<Candidate> {
    let mut found = Vec::new();
    ends(resources, &chunks(text, block), |gap, ruled| {
        let mut names = Names(Vec::new());
        if !ruled {
            gap.features(&mut names);
        }
        let at = gap.chunks[gap.at].end();
        found.push(Candidate { at, features: names.0 });
        ruled || gold.contains(&at)
    });
    found
}

fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let span = Span::new(start, end).trim(text);
    if !span.is_empty() {
        sentences.push(span);
    }
}

/// Where sentences end because `decide` says so, which is asked of every gap where one may end and
/// hears whether one ends there by rule; not the end of the block.
fn ends<'a>(
    resources: &'a Resources,
    chunks: &[Chunk<'a>],
    mut decide: impl FnMut(&Gap<'a, '_>, bool) -> bool,
) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut first = 0;
    let mut nesting = Nesting::default();
    for (i, pair) in chunks.windows(2).enumerate() {
        let (chunk, next) = (&pair[0], &pair[1]);
        nesting = nesting.after(chunk);
        let gap = Gap { lexicon: &resources.lexicon, chunks, at: i, first, nesting };
        let glued = chunk.end() == next.start;
        let broken = next.line_ends > 1 || (next.line_ends == 1 && begins_item(next));
        let ruled = glued || broken || gap.is_before_credit();
        if (ruled || gap.is_open()) && decide(&gap, ruled) {
            ends.push(chunk.end());
            first = i + 1;
        }
    }
    ends
}

/// The runs of characters without white space; a run in which a sentence surely ends is cut there.
fn chunks(text: &str, block: Span) -> Vec<Chunk<'_>> {
    let mut chunks = Vec::with_capacity(block.len() / 5);
    let body = block.of(text);
    let mut at = block.start;
    let mut line_ends = 0;
    for piece in body.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end_matches(char::is_whitespace);
        if !word.is_empty() {
            let mut rest = word;
            let mut from = at;
            while let Some(cut) = inner_end(rest) {
                chunks.push(Chunk::new(&rest[..cut], from, line_ends));
                (rest, from, line_ends) = (&rest[cut..], from + cut, 0);
            }
            chunks.push(Chunk::new(rest, from, line_ends));
            line_ends = 0;
        }
        let ends_line = piece.ends_with(['\n', '\u{2028}', '\u{2029}']);
        line_ends += usize::from(ends_line);
        at += piece.len();
    }
    chunks
}

/// Where a sentence ends inside a run of characters: behind a wide full stop, and in "it.The" and
/// "it.”“The".
fn inner_end(run: &str) -> Option<usize> {
    let mut search = 0;
    while let Some(found) = run[search..].find(is_terminator) {
        let stop = search + found;
        let after = run[stop..].trim_start_matches(is_terminator);
        let closed = after.trim_start_matches(is_closer);
        let end = run.len() - closed.len();
        if closed.is_empty() {
            return None;
        }
        let marks = &run[stop..run.len() - after.len()];
        if marks.ends_with(is_wide) {
            return Some(end);
        }
        let behind = &run[run.len() - after.len()..];
        if ends_word(&run[..stop]) && begins_word(behind) {
            if run.len() <= MAX_ADDRESS && web::is_address(run) {
                return None;
            }
            return Some(run.len() - behind.len() + closed_length(behind));
        }
        search = end;
    }
    None
}

/// Length of the closing marks that `text` begins with, up to a mark that opens what follows. Of
/// several straight marks the last one opens.
fn closed_length(text: &str) -> usize {
    let marks = &text[..text.len() - text.trim_start_matches(is_closer).len()];
    if let Some(at) = marks.find(['“', '‘', '«']) {
        return at;
    }
    match marks.char_indices().next_back() {
        Some((at, '"' | '\'')) if at > 0 => at,
        _ => marks.len(),
    }
}

/// Two small letters at the end: no short form, no initial.
fn ends_word(text: &str) -> bool {
    let mut chars = text.chars().rev();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_lowercase)
}

/// A capital and a small letter behind closing marks.
fn begins_word(text: &str) -> bool {
    let mut chars = text.trim_start_matches(|c| is_closer(c) || is_opener(c)).chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// A bullet or the number of a list item.
fn begins_item(chunk: &Chunk<'_>) -> bool {
    if matches!(chunk.text, "•" | "·" | "‣" | "▪" | "●" | "○" | "*" | "-" | "–" | "—" | "+")
    {
        return true;
    }
    let number = chunk.text.trim_start_matches('(').trim_end_matches(['.', ')']);
    let marked = number.len() < chunk.text.len() && chunk.text.ends_with(['.', ')']);
    marked && !number.is_empty() && number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit())
}

/// Adds up weights.
struct Score<'a> {
    model: &'a SentenceEnds,
    sum: i32,
}

impl Sink for Score<'_> {
    fn add(&mut self, template: &str, values: &[&str]) {
        self.sum += self.model.weight(template, values);
    }
}

/// Writes names.
struct Names(Vec<String>);

impl Sink for Names {
    fn add(&mut self, template: &str, values: &[&str]) {
        self.0.push(format!("{template}:{}", values.join("|")));
    }
}
