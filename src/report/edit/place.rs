//! [`Places`]: where the words of an edit stand in an article's text.

use std::cell::Cell;

use crate::report::{Article, Span};

/// Spans that one field of an edit may have.
const MOST_SPANS: usize = 64;
/// Bytes that are searched for words which do not stand where they stood: a report may come from
/// anywhere, and name many places that are not there.
const MOST_SEARCHED: usize = 500_000_000;

/// The text of an article, for looking up spans.
pub(super) struct Places {
    text: String,
    /// Byte at which each code point begins, and the length of the text.
    starts: Vec<usize>,
    /// First and last code point of each block.
    blocks: Vec<(usize, usize)>,
    /// Bytes that may still be searched.
    left: Cell<usize>,
}

impl Places {
    pub(super) fn of(article: &Article) -> Self {
        let mut starts: Vec<usize> = article.text.char_indices().map(|(i, _)| i).collect();
        starts.push(article.text.len());
        let mut blocks: Vec<_> =
            article.blocks.iter().map(|b| (b.span.start, b.span.end)).collect();
        blocks.sort_unstable();
        let left = Cell::new(MOST_SEARCHED);
        Self { text: article.text.clone(), starts, blocks, left }
    }

    /// The spans as they stand in this text: where they stood, else where their exact words are
    /// nearest; cut at the borders of blocks and white space, in order, without overlap. `None` if
    /// one of them is not there, or none remains.
    pub(super) fn fit(&self, spans: &[Span]) -> Option<Vec<Span>> {
        if spans.len() > MOST_SPANS {
            return None;
        }
        let mut found: Vec<(usize, usize)> = Vec::new();
        for span in spans {
            let (start, end) = self.anchor(span)?;
            found.extend(self.cut(start, end));
        }
        found.sort_unstable();
        let mut last = 0;
        found.retain(|&(start, end)| {
            let is_apart = start >= last;
            last = if is_apart { end } else { last };
            is_apart
        });
        (!found.is_empty()).then(|| found.into_iter().map(|at| self.span(at)).collect())
    }

    /// Code points at which the words of `span` stand.
    fn anchor(&self, span: &Span) -> Option<(usize, usize)> {
        if self.words(span.start, span.end) == Some(span.exact.as_str()) {
            return Some((span.start, span.end));
        }
        if span.exact.trim().is_empty() {
            return None;
        }
        self.left.set(self.left.get().checked_sub(self.text.len())?);
        let n = span.exact.chars().count();
        let places = self.text.match_indices(&span.exact);
        let starts = places.filter_map(|(byte, _)| self.starts.binary_search(&byte).ok());
        let start = starts.min_by_key(|start| start.abs_diff(span.start))?;
        Some((start, start + n))
    }

    /// The words from one code point to another.
    fn words(&self, start: usize, end: usize) -> Option<&str> {
        let (from, to) = (*self.starts.get(start)?, *self.starts.get(end)?);
        self.text.get(from..to)
    }

    /// The parts of a stretch that lie inside of a block each, without white space around them.
    fn cut(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let first = self.blocks.partition_point(|block| block.1 <= start);
        let inside = self.blocks[first..].iter().take_while(|block| block.0 < end);
        inside.filter_map(|block| self.trim(start.max(block.0), end.min(block.1))).collect()
    }

    fn trim(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let words = self.words(start, end)?;
        let lead = words.chars().take_while(|c| c.is_whitespace()).count();
        let n = words.trim().chars().count();
        (n > 0).then_some((start + lead, start + lead + n))
    }

    fn span(&self, (start, end): (usize, usize)) -> Span {
        Span { start, end, exact: self.words(start, end).unwrap_or_default().to_owned() }
    }
}

/// The share of what two lists of spans cover together that both of them cover, 0 to 1.
pub(super) fn overlap(left: &[Span], right: &[Span]) -> f64 {
    let length = |spans: &[Span]| spans.iter().map(|s| s.end.saturating_sub(s.start)).sum();
    let both: usize = left
        .iter()
        .flat_map(|l| right.iter().map(move |r| (l.start.max(r.start), l.end.min(r.end))))
        .map(|(start, end)| end.saturating_sub(start))
        .sum();
    let (l, r): (usize, usize) = (length(left), length(right));
    let together = (l + r).saturating_sub(both);
    if together == 0 { 0.0 } else { both as f64 / together as f64 }
}
