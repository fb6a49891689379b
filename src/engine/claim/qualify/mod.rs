//! What is said of a claim beyond who and what: certainty, polarity, numbers and dates in it, and
//! how much it is worth to check.

mod certainty;
mod polarity;
mod scope;

pub(super) use scope::Scope;

use super::worth;
use super::{Claim, Context};
use crate::engine::Resources;
use crate::engine::segment::Words;
use crate::engine::text::Span;

/// Fills in what follows from the content, the cue and its class.
pub(super) fn qualify(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
    claim: &mut Claim,
) {
    claim.quantities = inside(&claim.content, context.quantities, |q| q.span);
    claim.times = inside(&claim.content, context.times, |t| t.span);
    let tokens = tokens_of(words, &claim.content);
    let scope = Scope::new(resources, words, context.words, &tokens);
    claim.certainty = certainty::certainty(&scope, claim.cue_class);
    let cue = tokens_of(words, &claim.cue);
    claim.polarity = polarity::polarity(&scope, claim.cue_class, &cue);
    claim.check_worthiness = worth::score(resources, context, words, &claim.content);
}

/// Indices of the items, which are in text order, that lie in the content.
pub(super) fn inside<T>(content: &[Span], items: &[T], span: impl Fn(&T) -> Span) -> Vec<usize> {
    let mut indices = Vec::new();
    for piece in content {
        let from = items.partition_point(|item| span(item).start < piece.start);
        indices.extend((from..items.len()).take_while(|&i| span(&items[i]).end <= piece.end));
    }
    indices.sort_unstable();
    indices.dedup();
    indices
}

/// The first tokens of the content, in text order.
pub(super) fn tokens_of(words: &Words<'_>, content: &[Span]) -> Vec<usize> {
    let tokens = &words.document().tokens;
    let of = |piece: &Span| {
        let end = piece.end;
        (words.token_at(piece.start)..tokens.len()).take_while(move |&i| tokens[i].span.start < end)
    };
    let mut found: Vec<usize> = content.iter().flat_map(of).take(400).collect();
    found.sort_unstable();
    found.dedup();
    found
}
