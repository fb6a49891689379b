//! [`Span`]: a piece of a text, as bytes.

use std::ops::Range;

/// A half-open range of bytes, on character boundaries of the text that it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`, which must not lie before `start`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True for a span without a byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of this span in `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// As a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// True if all of `other` lies in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// From the earlier start to the later end.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span of `text` without white space at its edges; empty at its start if it is all space.
    pub fn trim(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        let end = (self.start + inside.trim_end().len()).max(start);
        if inside.trim().is_empty() {
            Span::new(self.start, self.start)
        } else {
            Span::new(start, end)
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_white_space_at_both_edges() {
        let text = "a\u{a0} fair copy \n";
        let span = Span::new(1, text.len()).trim(text);
        assert_eq!(span.of(text), "fair copy");
    }

    #[test]
    fn trims_all_space_to_an_empty_span_at_the_start() {
        assert_eq!(Span::new(1, 3).trim("a  b"), Span::new(1, 1));
    }
}
