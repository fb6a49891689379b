//! What holds for a whole article: who is spoken of how often, and where claims, quotations, numbers
//! and days stand.

use std::ops::Range;

use super::Context;
use crate::engine::claim::{Claim, ClaimKind, Quotation};
use crate::engine::entity::{EntityKind, Grain, MentionForm};
use crate::engine::text::Span;

/// What holds for the whole article.
pub(super) struct Whole {
    /// Direct quotations, in text order.
    pub(super) quoted: Vec<Span>,
    /// What somebody says whose words stand in an earlier paragraph, in text order.
    announced: Vec<Span>,
    /// Cues of attributed claims.
    pub(super) cues: Vec<Span>,
    /// What indirect claims say.
    pub(super) indirect: Vec<Span>,
    /// Numbers.
    pub(super) quantities: Vec<Span>,
    /// Days and times of day.
    pub(super) days: Vec<Span>,
    /// Mentions by name, with the number of the entity by how often it is mentioned, in text order.
    pub(super) named: Vec<(Span, usize)>,
    /// Other mentions, likewise.
    pub(super) unnamed: Vec<(Span, usize)>,
    /// Mentions of each entity, most first.
    pub(super) counts: Vec<f32>,
    /// First mention of each entity.
    pub(super) introductions: Vec<Span>,
    /// Which entities are people.
    pub(super) people: Vec<bool>,
}

impl Whole {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let claims = || context.claims.iter().filter(|c| c.kind == ClaimKind::Attributed);
        let sorted = |mut spans: Vec<Span>| {
            spans.sort_unstable();
            spans
        };
        let content = |direct: bool| {
            let of = claims().filter(|c| (c.quotation == Quotation::Direct) == direct);
            sorted(of.flat_map(|c| c.content.clone()).collect())
        };
        let mut order: Vec<usize> = (0..context.entities.len()).collect();
        order.sort_by_key(|&e| std::cmp::Reverse(context.entities[e].mentions.len()));
        let (mut named, mut unnamed) = (Vec::new(), Vec::new());
        for (rank, &e) in order.iter().enumerate() {
            for mention in &context.entities[e].mentions {
                let list =
                    if mention.form == MentionForm::Name { &mut named } else { &mut unnamed };
                list.push((mention.span, rank));
            }
        }
        named.sort_unstable();
        unnamed.sort_unstable();
        let first = |e: &usize| context.entities[*e].mentions.first().map(|m| m.span);
        let days = context.times.iter().filter(|t| matches!(t.grain, Grain::Day | Grain::Minute));
        Self {
            quoted: content(true),
            announced: sorted(claims().flat_map(|c| announced(context, c)).collect()),
            cues: sorted(claims().flat_map(|c| c.cue.clone()).collect()),
            indirect: content(false),
            quantities: context.quantities.iter().map(|q| q.span).collect(),
            days: days.map(|t| t.span).collect(),
            named,
            unnamed,
            counts: order.iter().map(|&e| context.entities[e].mentions.len() as f32).collect(),
            introductions: sorted(order.iter().filter_map(first).collect()),
            people: order.iter().map(|&e| context.entities[e].kind == EntityKind::Person).collect(),
        }
    }
}

impl Whole {
    /// Share of a sentence that is in direct speech.
    pub(super) fn quoted_share(&self, sentence: Span) -> f32 {
        covered(sentence, &self.quoted)
    }

    /// Share of a sentence that is put forward by somebody whom an earlier paragraph names.
    pub(super) fn announced_share(&self, sentence: Span) -> f32 {
        covered(sentence, &self.announced)
    }

    /// True if the sentence says who says something.
    pub(super) fn has_cue(&self, sentence: Span) -> bool {
        !begin_in(sentence, &self.cues, |s| *s).is_empty()
    }
}

/// The content of a claim of which cue and source stand in paragraphs before it.
fn announced(context: &Context<'_>, claim: &Claim) -> Vec<Span> {
    let blocks = &context.document.blocks;
    let block = |at: usize| blocks.partition_point(|b| b.span.start <= at);
    let last = claim.cue.iter().chain(&claim.source.spans).map(|s| block(s.start)).max();
    let content = claim.content.iter().copied();
    content.filter(|s| last.is_some_and(|last| last < block(s.start))).collect()
}

/// Which of `spans`, which are sorted by their starts, begin in `sentence`.
pub(super) fn begin_in<T>(sentence: Span, spans: &[T], span: impl Fn(&T) -> Span) -> Range<usize> {
    let from = spans.partition_point(|s| span(s).start < sentence.start);
    let to = spans.partition_point(|s| span(s).start < sentence.end);
    from..to.max(from)
}

/// Share of the bytes of `sentence` that `spans`, sorted, cover.
pub(super) fn covered(sentence: Span, spans: &[Span]) -> f32 {
    let mut bytes = 0;
    let mut from = sentence.start;
    for span in spans.iter().skip_while(|s| s.end <= sentence.start) {
        if span.start >= sentence.end {
            break;
        }
        let start = span.start.max(from);
        let end = span.end.min(sentence.end);
        if end > start {
            bytes += end - start;
            from = end;
        }
    }
    bytes as f32 / sentence.len().max(1) as f32
}
