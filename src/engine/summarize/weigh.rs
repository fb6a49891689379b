//! What an article shows of each of its content words, from which the model tells how likely the
//! word is in a summary (after Hong & Nenkova 2014).

use super::Context;
use super::network::SEEN_OF_WORD;
use super::view::{Term, View};
use crate::engine::tag::{NameTag, Relation, Upos};
use crate::engine::text::Span;

/// What is seen of every term of `view`, a row each.
pub(super) fn observe(context: &Context<'_>, view: &View, quoted: &[Span]) -> Vec<f32> {
    let n = view.ids.len().max(1) as f32;
    let mut rows = Vec::with_capacity(view.terms.len() * SEEN_OF_WORD);
    for (id, term) in view.terms.iter().enumerate() {
        let titled = view.title.binary_search(&(id as u32)).is_ok();
        let row = row(context, term, quoted, n, titled, !view.title.is_empty());
        rows.extend(row);
    }
    rows
}

fn row(
    context: &Context<'_>,
    term: &Term,
    quoted: &[Span],
    n: f32,
    titled: bool,
    has_title: bool,
) -> [f32; SEEN_OF_WORD] {
    let flag = |b: bool| f32::from(u8::from(b));
    let tokens = || term.tokens.iter().map(|&t| t as usize);
    let count = term.tokens.len().max(1) as f32;
    let share = |test: &dyn Fn(usize) -> bool| tokens().filter(|&t| test(t)).count() as f32 / count;
    let word = |t: usize| &context.words[t];
    let first = term.sentences.first().copied().unwrap_or(0) as f32;
    let last = term.sentences.last().copied().unwrap_or(0) as f32;
    let is_subject = |t: usize| {
        matches!(word(t).relation, Relation::Nsubj | Relation::NsubjPass)
            || matches!(word(t).relation, Relation::Compound | Relation::Flat)
                && word(t).head.is_some_and(|h| {
                    matches!(word(h).relation, Relation::Nsubj | Relation::NsubjPass)
                })
    };
    let in_quote = |t: usize| {
        let span = context.document.tokens[t].span;
        let near = quoted.partition_point(|q| q.end <= span.start);
        quoted.get(near).is_some_and(|q| q.contains(span))
    };
    let capital = |t: usize| {
        context.document.words(context.document.tokens[t].span).starts_with(char::is_uppercase)
    };
    let spread = term.sentences.len() as f32;
    [
        libm::logf(count),
        spread / n,
        libm::logf(spread.max(1.0)),
        1.0 / (1.0 + first),
        libm::log1pf(first),
        first / n,
        flag(first < 1.0),
        flag(first < 3.0),
        last / n,
        flag(titled),
        flag(has_title),
        flag(has_title && !titled),
        term.idf,
        term.idf * libm::logf(1.0 + count),
        term.prior,
        share(&|t| word(t).name != NameTag::Outside),
        share(&|t| word(t).upos == Upos::Propn),
        share(&|t| word(t).upos == Upos::Noun),
        share(&|t| word(t).upos == Upos::Verb),
        share(&|t| word(t).upos == Upos::Num),
        share(&is_subject),
        share(&|t| matches!(word(t).relation, Relation::Obj | Relation::Obl)),
        share(&|t| word(t).head.is_none()),
        share(&in_quote),
        share(&capital),
        libm::logf(n),
    ]
}
