//! [`OpenArticle`]: an article laid out for reading, its text cut into segments.
//!
//! Spans overlap: a claim's content runs over several sentences, and holds the source of a claim
//! inside it. The text of a block is therefore cut at every border of every span, and each piece
//! names what covers it. Spans count code points; they are turned into bytes here and nowhere else.

use std::collections::BTreeSet;

use crate::report::{
    Article, BlockKind, Claim, Edit, EditOp, MASK, Span, SummaryLine, apply_to, is_left_out,
    summary_lines,
};

/// A piece of text that is covered by the same spans from end to end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct Segment {
    /// Its first code point.
    pub(in crate::app) start: usize,
    /// Its words.
    pub(in crate::app) text: String,
    /// Indices of the claims whose content covers it.
    pub(in crate::app) content: Vec<usize>,
    /// Indices of the claims whose source covers it.
    pub(in crate::app) source: Vec<usize>,
    /// Indices of the claims whose cue covers it.
    pub(in crate::app) cue: Vec<usize>,
    /// The sentence it stands in.
    pub(in crate::app) sentence: Option<usize>,
    /// True if its words were left out when the report was shared.
    pub(in crate::app) is_left_out: bool,
    /// True if a person changed one of those claims.
    pub(in crate::app) by_person: bool,
}

/// A block in segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct BlockLayout {
    /// Its number.
    pub(in crate::app) index: usize,
    /// What it is.
    pub(in crate::app) kind: BlockKind,
    /// Its text, in order.
    pub(in crate::app) segments: Vec<Segment>,
    /// What stood before it and was taken out.
    pub(in crate::app) furniture: Vec<Furniture>,
    /// The block was taken out itself, and the reader put it back.
    pub(in crate::app) put_back: Option<Furniture>,
}

/// Something that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct Furniture {
    /// Its id in the report.
    pub(in crate::app) id: String,
    /// The code point before which it stood.
    pub(in crate::app) at: usize,
    /// Its words.
    pub(in crate::app) exact: String,
    /// Why, as a code.
    pub(in crate::app) reason: String,
}

/// An article laid out for reading.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct OpenArticle {
    /// The page's name for it.
    pub(in crate::app) key: u32,
    /// The article with the reader's changes; its metadata as they were found.
    pub(in crate::app) article: Article,
    /// The article as it was found.
    pub(in crate::app) found: Article,
    /// Its blocks.
    pub(in crate::app) blocks: Vec<BlockLayout>,
    /// What was taken out behind the last block.
    pub(in crate::app) tail: Vec<Furniture>,
}

impl OpenArticle {
    /// Lays an article out, with `edits` applied to its claims.
    pub(in crate::app) fn new(key: u32, found: Article, edits: &[Edit]) -> Self {
        let edits = edits.iter().filter(|edit| edit.op != EditOp::SetMetadata);
        let article = apply_to(&found, &edits.cloned().collect::<Vec<_>>()).into_owned();
        let offsets = byte_offsets(&article.text);
        let borders = borders(&article);
        let mut removed: Vec<_> = article.removed.iter().collect();
        removed.sort_by_key(|r| r.at);
        let mut removed = removed.into_iter().peekable();
        let furniture = |r: &crate::report::Removed| Furniture {
            id: r.id.clone(),
            at: r.at,
            exact: r.exact.clone(),
            reason: r.reason.clone(),
        };
        let mut blocks = Vec::with_capacity(article.blocks.len());
        for (index, block) in article.blocks.iter().enumerate() {
            let (mut before, mut put_back) = (Vec::new(), None);
            while let Some(piece) = removed.next_if(|r| r.at <= block.span.start) {
                if piece.restored {
                    put_back = Some(furniture(piece));
                } else {
                    before.push(furniture(piece));
                }
            }
            let segments = segments(&article, &offsets, &borders, &block.span);
            let (kind, furniture) = (block.kind, before);
            blocks.push(BlockLayout { index, kind, segments, furniture, put_back });
        }
        leave_out(&mut blocks);
        let tail = removed.filter(|r| !r.restored).map(furniture).collect();
        let mut open = Self { key, article, found, blocks, tail };
        open.name_coverings();
        open
    }

    /// The sentences of the summary of `length` sentences, in document order.
    pub(in crate::app) fn summary(&self, length: usize) -> Vec<usize> {
        let ranking = self.article.summary.ranking.iter().take(length);
        let mut sentences: Vec<usize> = ranking.map(|r| r.sentence).collect();
        sentences.sort_unstable();
        sentences
    }

    /// The same as it is shown: with the names that a reader of the summary alone would miss.
    pub(in crate::app) fn summary_lines(&self, length: usize) -> Vec<SummaryLine> {
        summary_lines(&self.article, length)
    }

    /// Why a sentence stands where it stands in the ranking, as codes.
    pub(in crate::app) fn because(&self, sentence: usize) -> &[String] {
        let ranking = &self.article.summary.ranking;
        ranking.iter().find(|r| r.sentence == sentence).map_or(&[], |r| r.because.as_slice())
    }

    /// True if the text looks the same: it need not be drawn again.
    pub(in crate::app) fn looks_like(&self, other: &Self) -> bool {
        let ids =
            |open: &Self| open.article.claims.iter().map(|c| c.id.clone()).collect::<Vec<_>>();
        self.key == other.key && self.blocks == other.blocks && ids(self) == ids(other)
    }

    /// The claim of that id.
    pub(in crate::app) fn claim(&self, id: &str) -> Option<&Claim> {
        self.article.claims.iter().find(|claim| claim.id == id)
    }

    /// The claim of that id as it was found; `None` for one that a person added.
    pub(in crate::app) fn found_claim(&self, id: &str) -> Option<&Claim> {
        self.found.claims.iter().find(|claim| claim.id == id)
    }

    /// The claims that the reader deleted.
    pub(in crate::app) fn deleted(&self) -> impl Iterator<Item = &Claim> {
        self.found.claims.iter().filter(|claim| self.claim(&claim.id).is_none())
    }

    /// Writes into each segment what covers it.
    fn name_coverings(&mut self) {
        let Self { article, blocks, .. } = self;
        let mut places: Vec<&mut Segment> =
            blocks.iter_mut().flat_map(|b| b.segments.iter_mut()).collect();
        places.sort_by_key(|s| s.start);
        let mut cover = |span: &Span, name: &mut dyn FnMut(&mut Segment)| {
            let from = places.partition_point(|s| s.start < span.start);
            places[from..].iter_mut().take_while(|s| s.start < span.end).for_each(|s| name(s));
        };
        for sentence in &article.sentences {
            cover(&sentence.span, &mut |s| s.sentence = Some(sentence.id));
        }
        for (i, claim) in article.claims.iter().enumerate() {
            claim.content.iter().for_each(|span| cover(span, &mut |s| s.content.push(i)));
            claim.source.spans.iter().for_each(|span| cover(span, &mut |s| s.source.push(i)));
            claim.cue.iter().for_each(|span| cover(span, &mut |s| s.cue.push(i)));
            if claim.person.as_ref().is_some_and(|person| !person.edits.is_empty()) {
                claim.content.iter().for_each(|span| cover(span, &mut |s| s.by_person = true));
            }
        }
    }
}

/// The byte at which each code point begins, and the length of the text.
fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Every position at which a span begins or ends.
fn borders(article: &Article) -> BTreeSet<usize> {
    let claims = article
        .claims
        .iter()
        .flat_map(|claim| claim.content.iter().chain(&claim.source.spans).chain(&claim.cue));
    let sentences = article.sentences.iter().map(|s| &s.span);
    let spans = claims.chain(sentences).flat_map(|span| [span.start, span.end]);
    spans.chain(borders_of_left_out(&article.text)).collect()
}

/// Every position at which words that were left out begin or end.
fn borders_of_left_out(text: &str) -> Vec<usize> {
    let mut before = false;
    let mut borders = Vec::new();
    for (at, c) in text.chars().enumerate() {
        if (c == MASK) != before {
            before = !before;
            borders.push(at);
        }
    }
    borders
}

/// Marks what was left out, once for each run of it.
fn leave_out(blocks: &mut [BlockLayout]) {
    let mut before = false;
    for block in blocks.iter_mut() {
        for segment in &mut block.segments {
            segment.is_left_out = is_left_out(&segment.text);
        }
        block.segments.retain(|segment| {
            let again = segment.is_left_out && before;
            before = segment.is_left_out;
            !again
        });
    }
}

fn segments(
    article: &Article,
    offsets: &[usize],
    borders: &BTreeSet<usize>,
    block: &Span,
) -> Vec<Segment> {
    if block.start >= block.end {
        return Vec::new();
    }
    let inside = borders.range(block.start + 1..block.end).copied();
    let mut segments = Vec::new();
    let mut start = block.start;
    for end in inside.chain([block.end]) {
        // A report may be damaged: what does not fit its text is not shown.
        let words = offsets
            .get(start)
            .zip(offsets.get(end))
            .and_then(|(from, to)| article.text.get(*from..*to));
        if let Some(words) = words {
            segments.push(Segment { start, text: words.to_owned(), ..Segment::default() });
        }
        start = end;
    }
    segments
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use serde_json::json;

    fn span(text: &str, words: &str) -> serde_json::Value {
        let byte = text.find(words).expect("the words stand in the text");
        let start = text[..byte].chars().count();
        json!({ "start": start, "end": start + words.chars().count(), "exact": words })
    }

    pub(in crate::app::state) fn article() -> Article {
        let text = "“Żółw” rises\n\nHe said ships 🚢 left. Nobody replied.";
        let with = |mut value: serde_json::Value, key: &str, extra: serde_json::Value| {
            value[key] = extra;
            value
        };
        serde_json::from_value(json!({
            "id": "a",
            "file": {"name": "a", "path": "a", "format": "text", "bytes": 1, "sha256": "", "encoding": "UTF-8"},
            "metadata": {"title": null, "subtitle": null, "bylines": [], "published": null,
                "updated": null, "outlet": null, "url": null, "author_note": null,
                "language": {"code": "en", "confidence": 1.0},
                "genre": {"label": "news", "confidence": 1.0}},
            "text": text,
            "blocks": [
                with(span(text, "“Żółw” rises"), "kind", json!("title")),
                with(span(text, "He said ships 🚢 left. Nobody replied."), "kind", json!("paragraph")),
            ],
            "sentences": [
                with(span(text, "“Żółw” rises"), "id", json!(0)),
                with(span(text, "He said ships 🚢 left."), "id", json!(1)),
                with(span(text, "Nobody replied."), "id", json!(2)),
            ],
            "removed": [
                {"id": "r1", "at": 0, "exact": "Menu", "reason": "navigation", "restored": false},
                {"id": "r2", "at": 99, "exact": "Share", "reason": "social", "restored": false},
            ],
            "summary": {"ranking": [
                {"sentence": 2, "score": 0.9, "because": ["opening"]},
                {"sentence": 1, "score": 0.5, "because": []},
            ], "default_length": 1},
            "entities": [],
            "claims": [{
                "id": "c1", "kind": "attributed", "parent": null,
                "content": [span(text, "ships 🚢 left")],
                "source": {"spans": [span(text, "He")], "entity": null, "name": "Lavrov", "anonymous": false},
                "cue": [span(text, "said")], "cue_class": "say", "quotation": "indirect", "via": [],
                "polarity": "positive", "certainty": {"label": "asserted", "markers": []},
                "quantities": [], "times": [], "check_worthiness": 0.5, "confidence": null,
            }],
            "quantities": [], "times": [], "warnings": [],
        }))
        .expect("the article is of the report's shape")
    }

    #[test]
    fn cuts_at_code_points_and_names_what_covers() {
        let open = OpenArticle::new(1, article(), &[]);
        let shown: Vec<_> = open.blocks[1]
            .segments
            .iter()
            .map(|s| (s.text.as_str(), s.source.len(), s.cue.len(), s.content.len(), s.sentence))
            .collect();
        assert_eq!(
            shown,
            [
                ("He", 1, 0, 0, Some(1)),
                (" ", 0, 0, 0, Some(1)),
                ("said", 0, 1, 0, Some(1)),
                (" ", 0, 0, 0, Some(1)),
                ("ships 🚢 left", 0, 0, 1, Some(1)),
                (".", 0, 0, 0, Some(1)),
                (" ", 0, 0, 0, None),
                ("Nobody replied.", 0, 0, 0, Some(2)),
            ]
        );
    }

    #[test]
    fn the_segments_are_the_whole_block() {
        let open = OpenArticle::new(1, article(), &[]);
        for (layout, block) in open.blocks.iter().zip(&open.article.blocks) {
            let text: String = layout.segments.iter().map(|s| s.text.as_str()).collect();
            assert_eq!(text, block.span.exact);
        }
    }

    #[test]
    fn what_was_left_out_is_one_segment_for_each_run() {
        let mut quotes = article();
        quotes = crate::report::share_article(&quotes, crate::report::Shared::Quotes);
        let open = OpenArticle::new(1, quotes, &[]);
        let shown = |i: usize| {
            let segments = open.blocks[i].segments.iter();
            segments.map(|s| if s.is_left_out { "…" } else { &s.text }).collect::<String>()
        };
        assert_eq!(shown(0), "“Żółw” rises");
        assert_eq!(shown(1), "He…said…ships 🚢 left…Nobody replied.");
        let hashes = crate::report::share_article(&article(), crate::report::Shared::Hashes);
        let open = OpenArticle::new(1, hashes, &[]);
        assert_eq!(open.blocks[1].segments.len(), 1);
    }

    #[test]
    fn furniture_stands_where_it_stood() {
        let open = OpenArticle::new(1, article(), &[]);
        assert_eq!(open.blocks[0].furniture[0].exact, "Menu");
        assert_eq!(open.tail[0].exact, "Share");
    }

    #[test]
    fn summaries_nest_and_are_in_document_order() {
        let open = OpenArticle::new(1, article(), &[]);
        assert_eq!(open.summary(1), [2]);
        assert_eq!(open.summary(9), [1, 2]);
        assert_eq!(open.because(2), ["opening"]);
    }

    #[test]
    fn a_span_beyond_the_text_is_not_shown() {
        let mut damaged = article();
        damaged.claims[0].content[0].end = 5000;
        damaged.blocks[1].span.end = 4000;
        let open = OpenArticle::new(1, damaged, &[]);
        assert!(!open.blocks[1].segments.is_empty());
    }
}
