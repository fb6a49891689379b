//! Sharing a report with less than the whole text of its articles.
//!
//! In: a report, and how much of the articles' words may go with it. Out: a report of the same
//! shape. Words that stay behind are put out of sight **in place**: each of their code points
//! becomes a [`MASK`], line breaks stay, and every span is cut anew from the text so made. Thus
//! `text[start..end] == exact` goes on to hold for every span, positions go on to count in the
//! article as it was, and readers of older versions read the report as they read any other.
//! [`Article::shared`](super::Article::shared) says what was done and
//! [`Article::text_sha256`](super::Article::text_sha256) which text it was, so that whoever has
//! the article can prove that it is the same, and [`join()`] the two again.
//!
//! Quotes keep the words that findings need: headline, the summary that is shown first, every
//! claim with source, cue and markers, roles of those who speak, passages in conflict, and the
//! words of corrections. Hashes keep the headline alone. Names of speakers and other entities,
//! what the file is called and where it was published stay in both: without them, nobody would
//! know what a finding is about.

mod join;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::article::codes;
use super::{Article, BlockKind, ClaimKind, Comparison, Edit, Report, Span, apply_edits};
use crate::engine::text::sha256;
pub use join::{join, join_all};
pub use words::{MASK, holds_mask, is_left_out, readable};

codes! {
    /// How much of an article's words a report holds. Since 1.2.
    #[derive(Default)]
    Shared {
        /// All of them.
        #[default]
        Whole = "whole",
        /// Those that somebody's claims, summary and conflicts quote; the author's own are left out.
        Quotes = "quotes",
        /// The headline, and the text's SHA-256.
        Hashes = "hashes",
    }
}

impl Shared {
    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|shared| shared.code() == name)
    }
}

/// `report` with no more of the articles' words than `shared` allows. What was left out before
/// stays left out.
pub fn share(mut report: Report, shared: Shared) -> Report {
    if shared == Shared::Whole {
        return report;
    }
    let edited = apply_edits(&report.articles, &report.edits);
    let mut texts = BTreeMap::new();
    for (article, edited) in report.articles.iter_mut().zip(&edited) {
        let keep = match shared {
            Shared::Quotes => {
                let mut keep = Keep::of_article(article);
                keep.add_article(edited);
                keep.add_comparison(article, report.comparison.as_ref());
                keep.add_edits(article, &report.edits);
                keep
            }
            _ => Keep::headline(article),
        };
        let whole = std::mem::take(&mut article.text);
        article.text = keep.mask(&whole);
        texts.insert(article.id.clone(), (cut(&whole), cut(&article.text)));
        let hash = || sha256(whole.as_bytes());
        article.text_sha256 = Some(article.text_sha256.take().unwrap_or_else(hash));
        article.shared = article.shared.max(shared);
        withhold(article);
    }
    let masked = |id: &str| texts.get(id).map(|(_, masked)| masked.as_slice());
    if let Some(comparison) = &mut report.comparison {
        withhold_from_comparison(comparison, shared, &masked);
    }
    for edit in &mut report.edits {
        let Some((whole, masked)) = texts.get(&edit.target.article) else { continue };
        let mut hide = |span: &mut Span| {
            // Words that stand elsewhere, in a part that cleaning took out, are not known here.
            let fits = whole
                .get(span.start..span.end)
                .is_some_and(|w| span.exact.chars().eq(w.iter().copied()));
            span.exact = match masked.get(span.start..span.end).filter(|_| fits) {
                Some(words) => words.iter().collect(),
                None => words::mask(&span.exact),
            };
        };
        edit.target.spans.iter_mut().for_each(&mut hide);
        each_span_of_value(&mut edit.before, &mut hide);
        each_span_of_value(&mut edit.after, &mut hide);
    }
    report
}

/// SHA-256 of an article's whole text, whether it is there or not.
pub fn text_sha256(article: &Article) -> String {
    article.text_sha256.clone().unwrap_or_else(|| sha256(article.text.as_bytes()))
}

/// One article with no more of its words than `shared` allows: for where there is no report.
pub fn share_article(article: &Article, shared: Shared) -> Article {
    let report = Report {
        schema_version: String::new(),
        generator: super::Generator::default(),
        articles: vec![article.clone()],
        failures: Vec::new(),
        comparison: None,
        edits: Vec::new(),
    };
    let mut articles = share(report, shared).articles;
    articles.pop().expect("as many articles come out as went in")
}

/// Cuts every span of an article anew from its text, and takes out what stands beside the text.
fn withhold(article: &mut Article) {
    let text = cut(&article.text);
    each_span(article, &mut |span| {
        if let Some(words) = text.get(span.start..span.end) {
            span.exact = words.iter().collect();
        }
    });
    article.metadata.subtitle = None;
    article.metadata.author_note = None;
    article.removed.clear();
    article.warnings.retain(|warning| warning.span.is_none());
    for quantity in article.quantities.iter_mut().filter(|q| is_left_out(&q.span.exact)) {
        (quantity.value, quantity.high, quantity.unit) = (0.0, None, None);
    }
    for time in article.times.iter_mut().filter(|t| is_left_out(&t.span.exact)) {
        (time.value, time.last) = (None, None);
    }
}

/// The line of a conflict whose words were left out.
const WORDS_LEFT_OUT: &str = "The words of both passages were left out when this was shared.";

fn withhold_from_comparison<'a>(
    comparison: &mut Comparison,
    shared: Shared,
    masked: &dyn Fn(&str) -> Option<&'a [char]>,
) {
    let hide = |article: &str, span: &mut Span| {
        let words = masked(article).and_then(|text| text.get(span.start..span.end));
        span.exact = words.map_or_else(|| words::mask(&span.exact), |w| w.iter().collect());
    };
    for conflict in &mut comparison.conflicts {
        for side in [&mut conflict.left, &mut conflict.right] {
            hide(&side.article, &mut side.span);
        }
        if is_left_out(&conflict.left.span.exact) && is_left_out(&conflict.right.span.exact) {
            conflict.explanation = WORDS_LEFT_OUT.to_owned();
        }
    }
    for copies in &mut comparison.copies {
        copies.passages.iter_mut().for_each(|p| hide(&p.article, &mut p.span));
        copies.passages.retain(|p| !holds_mask(&p.span.exact));
    }
    comparison.timeline.iter_mut().for_each(|m| hide(&m.article, &mut m.span));
    comparison.timeline.retain(|m| !is_left_out(&m.span.exact));
    if shared == Shared::Hashes {
        comparison.speakers.iter_mut().for_each(|speaker| speaker.roles.clear());
    }
}

/// The code points that stay.
struct Keep {
    spans: Vec<(usize, usize)>,
}

impl Keep {
    fn headline(article: &Article) -> Self {
        let titles = article.blocks.iter().filter(|b| b.kind == BlockKind::Title);
        Self { spans: titles.map(|b| (b.span.start, b.span.end)).collect() }
    }

    fn of_article(article: &Article) -> Self {
        let mut keep = Self::headline(article);
        keep.add_article(article);
        keep
    }

    fn add<'a>(&mut self, spans: impl IntoIterator<Item = &'a Span>) {
        self.spans.extend(spans.into_iter().map(|span| (span.start, span.end)));
    }

    fn add_article(&mut self, article: &Article) {
        let summary = article.summary.ranking.iter().take(article.summary.default_length);
        self.add(summary.filter_map(|r| article.sentences.get(r.sentence)).map(|s| &s.span));
        let mut speakers = BTreeSet::new();
        for claim in article.claims.iter().filter(|c| c.kind == ClaimKind::Attributed) {
            self.add(claim.content.iter().chain(&claim.source.spans).chain(&claim.cue));
            self.add(claim.certainty.markers.iter().chain(claim.via.iter().flat_map(|v| &v.spans)));
            speakers.extend(claim.source.entity.as_deref());
        }
        let speaks = article.entities.iter().filter(|e| speakers.contains(e.id.as_str()));
        self.add(speaks.flat_map(|entity| &entity.roles));
    }

    fn add_comparison(&mut self, article: &Article, comparison: Option<&Comparison>) {
        let Some(comparison) = comparison else { return };
        let sides = comparison.conflicts.iter().flat_map(|c| [&c.left, &c.right]);
        self.add(sides.filter(|side| side.article == article.id).map(|side| &side.span));
        let summary = comparison.summary.iter().filter(|s| s.article == article.id);
        self.add(summary.filter_map(|s| article.sentences.get(s.sentence)).map(|s| &s.span));
    }

    /// The words of corrections; only those that stand where they say that they stand.
    fn add_edits(&mut self, article: &Article, edits: &[Edit]) {
        let text = cut(&article.text);
        let mut add = |span: &mut Span| {
            let words = text.get(span.start..span.end);
            if words.is_some_and(|w| span.exact.chars().eq(w.iter().copied())) {
                self.spans.push((span.start, span.end));
            }
        };
        for edit in edits.iter().filter(|edit| edit.target.article == article.id) {
            let mut edit = edit.clone();
            edit.target.spans.iter_mut().for_each(&mut add);
            each_span_of_value(&mut edit.before, &mut add);
            each_span_of_value(&mut edit.after, &mut add);
        }
    }

    /// `text` with all else out of sight.
    fn mask(mut self, text: &str) -> String {
        self.spans.sort_unstable();
        let mut kept = self.spans.into_iter().peekable();
        let mut end = 0;
        let mut out = String::with_capacity(text.len() * 2);
        for (i, c) in text.chars().enumerate() {
            while let Some((_, to)) = kept.next_if(|(from, _)| *from <= i) {
                end = end.max(to);
            }
            out.push(if i < end { c } else { words::masked(c) });
        }
        out
    }
}

fn cut(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// Calls `change` for every span of `article`.
fn each_span(article: &mut Article, change: &mut dyn FnMut(&mut Span)) {
    article.blocks.iter_mut().for_each(|b| change(&mut b.span));
    article.sentences.iter_mut().for_each(|s| change(&mut s.span));
    for entity in &mut article.entities {
        entity.roles.iter_mut().for_each(&mut *change);
        entity.mentions.iter_mut().for_each(|m| change(&mut m.span));
    }
    for claim in &mut article.claims {
        let spans = claim.content.iter_mut().chain(&mut claim.source.spans).chain(&mut claim.cue);
        let via = claim.via.iter_mut().flat_map(|v| &mut v.spans);
        spans.chain(&mut claim.certainty.markers).chain(via).for_each(&mut *change);
    }
    article.quantities.iter_mut().for_each(|q| change(&mut q.span));
    article.times.iter_mut().for_each(|t| change(&mut t.span));
    article.warnings.iter_mut().filter_map(|w| w.span.as_mut()).for_each(&mut *change);
}

/// Calls `change` for every object in `value` that is a span.
fn each_span_of_value(value: &mut Value, change: &mut dyn FnMut(&mut Span)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_span_of_value(item, change)),
        Value::Object(fields) => {
            let number = |name: &str| fields.get(name).and_then(Value::as_u64).map(|n| n as usize);
            let exact = fields.get("exact").and_then(Value::as_str).map(str::to_owned);
            if let (Some(start), Some(end), Some(exact)) = (number("start"), number("end"), exact) {
                let mut span = Span { start, end, exact };
                change(&mut span);
                fields.insert("exact".to_owned(), Value::String(span.exact));
            }
            fields.values_mut().for_each(|item| each_span_of_value(item, change));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
