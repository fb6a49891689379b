//! What the network found, mended by what is known of datelines, credits, insertions and marks.

use std::ops::Range;

use super::network::Found;
use crate::engine::segment::{Quote, Words};
use crate::engine::tag::{Relation, Word, top};
use crate::engine::text::{Span, TokenKind, dateline};

/// The tokens of `run` outside a dateline and a credit, without a comma in front; `None` if nothing
/// is left.
pub(super) fn kept(words: &Words<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let kept = before_credit(words, after_dateline(words, run.clone())?)?;
    let is_comma = |i: &usize| matches!(words.lower(*i), "," | ";");
    let start = kept.clone().find(|i| !is_comma(i))?;
    Some(start..kept.end)
}

/// The rest of a sentence that a speaker was put into: "The crest, *she said*, **is now expected on
/// Saturday**". `found` has the words before alone, and their head stands behind.
pub(super) fn behind_insertion(
    words: &Words<'_>,
    tags: &[Word],
    found: &Found,
) -> Option<Range<usize>> {
    let document = words.document();
    let [run] = &found.content[..] else { return None };
    let id = document.sentence_at(document.tokens[run.start].span.start)?;
    let sentence = document.sentence(id).tokens.clone();
    let inserted = match &found.source {
        Some(source) => source.start.min(found.cue.start)..source.end.max(found.cue.end),
        None => found.cue.clone(),
    };
    let is_comma = |i: usize| words.lower(i) == ",";
    let near = inserted.start.checked_sub(1)? == run.end && is_comma(run.end);
    // The comma may stand behind a few more words: ", she said on Monday,".
    let comma = (inserted.end..sentence.end.min(inserted.end + 6)).find(|&i| is_comma(i))?;
    let top = top(tags, run)?;
    let behind = tags[top].head.is_some_and(|h| h > comma && h < sentence.end);
    let subject = matches!(
        tags[top].relation,
        Relation::Nsubj | Relation::NsubjPass | Relation::Advcl | Relation::Obl | Relation::Advmod
    );
    if !near || !behind || !subject || run.start < sentence.start {
        return None;
    }
    let is_mark = |i: usize| words.kind(i) == TokenKind::Punctuation;
    let end = (comma + 1..sentence.end).rev().find(|&i| !is_mark(i))? + 1;
    Some(comma + 1..end)
}

/// Whether a source is nobody at all: "nobody", "no one".
pub(super) fn is_nobody(words: &Words<'_>, run: &Range<usize>) -> bool {
    let second = words.lower(run.start + 1);
    match words.lower(run.start) {
        "nobody" | "none" => run.len() == 1,
        "no" => run.len() == 2 && second == "one",
        _ => false,
    }
}

/// Whether a content is but a word that stands for another ("it", "this", "that"), or but the wish to
/// stay nameless.
pub(super) fn says_nothing(words: &Words<'_>, run: &Range<usize>) -> bool {
    const NAMELESS: [&[&str]; 6] = [
        &["not", "to", "be", "named"],
        &["not", "to", "be", "identified"],
        &["to", "remain", "anonymous"],
        &["to", "stay", "anonymous"],
        &["to", "be", "named"],
        &["anonymity"],
    ];
    let begins = |phrase: &&[&str]| {
        phrase.iter().enumerate().all(|(k, word)| words.lower(run.start + k) == *word)
    };
    run.len() == 1
        && matches!(
            words.lower(run.start),
            "it" | "this" | "that" | "so" | "them" | "him" | "her" | "these" | "those" | "one"
        )
        || NAMELESS.iter().any(begins)
}

/// A span with the marks of the quotations that begin or end inside it, so that they stand in pairs.
pub(super) fn with_marks(words: &Words<'_>, run: Range<usize>, quotes: &[Quote]) -> Span {
    let text = &words.document().text;
    let found = words.span(run);
    let mut span = found;
    let bare = |start: usize, end: usize| {
        start <= end && !text[start..end].contains(char::is_alphanumeric)
    };
    for quote in quotes.iter().filter(|q| q.closed && q.outer.overlaps(found)) {
        let begins = quote.outer.start > span.start;
        let ends = quote.outer.end < span.end;
        if begins && !ends && bare(span.end, quote.outer.end) {
            span.end = quote.outer.end;
        } else if ends && !begins && bare(quote.outer.start, span.start) {
            span.start = quote.outer.start;
        }
    }
    span
}

/// The tokens of `run` behind "WASHINGTON, Oct. 12 (AP) —" at the beginning of its paragraph.
fn after_dateline(words: &Words<'_>, run: Range<usize>) -> Option<Range<usize>> {
    let document = words.document();
    let at = document.tokens[run.start].span.start;
    let block = document.blocks.partition_point(|b| b.span.start <= at).checked_sub(1)?;
    let block = document.blocks[block].span;
    let told_from = block.start + dateline(document.words(block)).map_or(0, |d| d.length);
    let start = run.clone().find(|&i| document.tokens[i].span.start >= told_from)?;
    Some(start..run.end)
}

/// The tokens before "(Source: TASS)".
fn before_credit(words: &Words<'_>, run: Range<usize>) -> Option<Range<usize>> {
    let credit = |i: &usize| {
        words.lower(*i) == "(" && words.lower(i + 1) == "source" && words.lower(i + 2) == ":"
    };
    let Some(end) = run.clone().find(credit) else { return Some(run) };
    let is_mark = |i: usize| words.kind(i) == TokenKind::Punctuation;
    let end = (run.start..end).rev().find(|&i| !is_mark(i))? + 1;
    Some(run.start..end)
}
