//! [`Passage`]: words of an article that the reader selected.

use crate::report::{Article, Span};

/// Words of an article that the reader selected: whole words, a span a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct Passage {
    /// The page's name for the article.
    pub(in crate::app) key: u32,
    /// The words.
    pub(in crate::app) spans: Vec<Span>,
}

impl Passage {
    /// The words between two code points of an article; `None` if there are none. A word that is
    /// touched is taken whole: a hand does not hit its border.
    pub(in crate::app) fn between(
        key: u32,
        article: &Article,
        from: usize,
        to: usize,
    ) -> Option<Self> {
        let chars: Vec<char> = article.text.chars().collect();
        let blocks = article.blocks.iter().map(|b| (b.span.start, b.span.end.min(chars.len())));
        let piece = |(first, last): (usize, usize)| {
            let (mut start, mut end) = (from.max(first), to.min(last));
            while start < end && chars[start].is_whitespace() {
                start += 1;
            }
            while end > start && chars[end - 1].is_whitespace() {
                end -= 1;
            }
            if start >= end {
                return None;
            }
            let is_inside = |at: usize| {
                at > first
                    && at < last
                    && chars[at - 1].is_alphanumeric()
                    && chars[at].is_alphanumeric()
            };
            while is_inside(start) {
                start -= 1;
            }
            while is_inside(end) {
                end += 1;
            }
            Some(Span { start, end, exact: chars[start..end].iter().collect() })
        };
        let spans: Vec<Span> = blocks.filter_map(piece).collect();
        (!spans.is_empty()).then_some(Self { key, spans })
    }

    /// The words, a line a span.
    pub(in crate::app) fn words(&self) -> String {
        lines(&self.spans)
    }
}

/// The words of spans, a line a span.
pub(in crate::app) fn lines(spans: &[Span]) -> String {
    spans.iter().map(|s| s.exact.as_str()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::article;
    use super::*;

    fn between(from: usize, to: usize) -> Option<String> {
        Passage::between(1, &article(), from, to).map(|p| p.words())
    }

    #[test]
    fn takes_whole_words() {
        // “Żółw” rises¶¶He said ships 🚢 left. Nobody replied.
        assert_eq!(between(17, 24).as_deref(), Some("said ships"));
        assert_eq!(between(27, 30).as_deref(), Some("🚢"));
    }

    #[test]
    fn is_cut_at_the_borders_of_blocks() {
        assert_eq!(between(7, 16).as_deref(), Some("rises\nHe"));
        assert_eq!(between(12, 14), None);
        assert_eq!(between(3, 3), None);
        assert_eq!(between(60, 9000), None);
    }
}
