//! How much a passage is worth to check: whether it states something that facts can bear out.
//!
//! In: the tokens of a claim. Out: a number from 0 to 1, by logistic regression over words, tags,
//! clauses and counts, learnt from debates in which people marked what they would check
//! (ClaimBuster, Arslan et al. 2020; CheckThat! Lab 2019, Atanasova et al. 2019).

mod features;

use std::borrow::Cow;

use super::{Context, qualify};
use crate::engine::Resources;
use crate::engine::entity::Quantity;
use crate::engine::model::CheckWorthiness;
use crate::engine::segment::Words;
use crate::engine::tag::{Word, lemma};
use crate::engine::text::Span;

/// What is read.
struct Passage<'a> {
    words: &'a Words<'a>,
    tags: &'a [Word],
    /// In text order.
    tokens: &'a [usize],
    /// One for each of them.
    lemmas: Vec<Cow<'a, str>>,
    quantities: &'a [&'a Quantity],
    /// How many times lie in it.
    times: usize,
}

/// How much the words in `spans` are worth to check, 0 to 1; a half and more is worth it.
pub fn check_worthiness(resources: &Resources, context: &Context<'_>, spans: &[Span]) -> f64 {
    score(resources, context, &Words::new(context.document), spans)
}

/// The same, with `words` read before.
pub(super) fn score(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
    spans: &[Span],
) -> f64 {
    let mut hashes = Vec::with_capacity(512);
    read(resources, context, words, spans, &mut |template, values| {
        hashes.push(CheckWorthiness::hash(template, values));
    });
    if hashes.is_empty() {
        return 0.0;
    }
    1.0 / (1.0 + libm::exp(-resources.check_worthiness.logit(&hashes)))
}

/// The names of the features of `spans`, for training.
pub fn check_worthiness_features(
    resources: &Resources,
    context: &Context<'_>,
    spans: &[Span],
) -> Vec<String> {
    let mut names = Vec::new();
    let words = Words::new(context.document);
    read(resources, context, &words, spans, &mut |template, values| {
        names.push(format!("{template}:{}", values.join("|")));
    });
    names.sort_unstable();
    names.dedup();
    names
}

fn read(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
    spans: &[Span],
    take: &mut dyn FnMut(&str, &[&str]),
) {
    let inside = qualify::inside(spans, context.quantities, |q| q.span);
    let quantities: Vec<&Quantity> = inside.into_iter().map(|i| &context.quantities[i]).collect();
    let tokens = qualify::tokens_of(words, spans);
    let lemma_of = |&i: &usize| {
        let tag = &context.words[i];
        lemma(&resources.lemmas, words.word(i), tag.upos, tag.xpos)
    };
    let passage = Passage {
        words,
        tags: context.words,
        lemmas: tokens.iter().map(lemma_of).collect(),
        tokens: &tokens,
        quantities: &quantities,
        times: qualify::inside(spans, context.times, |t| t.span).len(),
    };
    if !passage.tokens.is_empty() {
        features::each(&passage, take);
    }
}
