//! Claims in the author's own voice: sentences that state a fact that can be checked.
//!
//! Offered is a sentence of the body that nobody in the article is quoted or cited for, that states
//! something (no question, no order to the reader, no headline without a verb) and is worth a
//! check. Opinion and advice have no mark of their own in the report: their check-worthiness is low.

use super::genre::is_question;
use super::qualify::{self, Scope};
use super::{Claim, ClaimId, ClaimKind, Context, Source, repair};
use crate::engine::Resources;
use crate::engine::segment::{Words, find_quotes};
use crate::engine::tag::{Relation, Upos, Xpos};
use crate::engine::text::{SentenceId, Span};

/// What a sentence must reach to be taken.
const THRESHOLD: f64 = 0.5;

/// The lengths of a sentence that is taken, in tokens.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=80;

/// Puts authorial claims among `claims`, in text order.
pub(super) fn add(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
    claims: &mut Vec<Claim>,
) {
    let taken = taken(context, claims);
    let document = context.document;
    let mut found = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        // Whoever asks in an interview states little of his own.
        if !block.kind.is_body() || is_question(document.words(block.span)) {
            continue;
        }
        let quotes: Vec<Span> =
            find_quotes(&document.text, block.span, false).iter().map(|q| q.outer).collect();
        for id in document.sentences_of_block(index) {
            if !taken[id.0 as usize] && !is_quoted(document.sentence(id).span, &quotes) {
                found.extend(claim(resources, context, words, id));
            }
        }
    }
    merge(claims, found);
}

/// Whether most of a sentence lies in quotations.
fn is_quoted(sentence: Span, quotes: &[Span]) -> bool {
    let inside = quotes.iter().filter(|q| q.overlaps(sentence));
    let length: usize = inside.map(|q| q.end.min(sentence.end) - q.start.max(sentence.start)).sum();
    2 * length >= sentence.end - sentence.start
}

/// Which sentences hold a part of an attributed claim.
fn taken(context: &Context<'_>, claims: &[Claim]) -> Vec<bool> {
    let document = context.document;
    let mut taken = vec![false; document.sentences.len()];
    for span in claims.iter().flat_map(|c| c.content.iter().chain(&c.cue)) {
        let first = document.sentence_at(span.start).map_or(0, |id| id.0 as usize);
        for (i, sentence) in document.sentences.iter().enumerate().skip(first) {
            if sentence.span.start >= span.end {
                break;
            }
            taken[i] = true;
        }
    }
    taken
}

fn claim(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
    id: SentenceId,
) -> Option<Claim> {
    let document = context.document;
    let text = document.sentence_text(id);
    if !LENGTHS.contains(&document.sentence_tokens(id).len()) {
        return None;
    }
    // Headlines and links have no mark at their end.
    if !text.ends_with(['.', '!', ')', '”', '"', '’', '\'']) {
        return None;
    }
    let tokens: Vec<usize> = document.sentence(id).tokens.clone().collect();
    if !states(&Scope::new(resources, words, context.words, &tokens)) {
        return None;
    }
    let kept = words.span(repair::kept(words, &document.sentence(id).tokens)?);
    let body = document.words(kept);
    let body = body.trim_end_matches(|c: char| c.is_whitespace() || ".!".contains(c));
    let start = kept.start;
    let named = context.metadata.bylines.first().or(context.metadata.outlet.as_ref());
    let mut claim = Claim {
        kind: ClaimKind::Authorial,
        source: Source { name: named.cloned(), ..Source::default() },
        ..Claim::of(vec![(start..start + body.len()).into()])
    };
    qualify::qualify(resources, context, words, &mut claim);
    (claim.check_worthiness >= THRESHOLD).then_some(claim)
}

/// Whether a sentence says something of somebody: a finite predicate with a subject, and no order.
fn states(scope: &Scope<'_>) -> bool {
    let Some(&predicate) = scope.chain.first() else { return false };
    let carries = [Relation::Aux, Relation::AuxPass, Relation::Cop];
    let finite = |i: usize| {
        matches!(scope.tags[i].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
            // Taggers take a past tense for a participle now and then.
            || scope.tags[i].xpos == Xpos::Vbn && scope.tags[i].upos == Upos::Verb
    };
    let has_subject = scope.subject(predicate).is_some()
        || scope.child(predicate, &[Relation::Csubj, Relation::Expl]).is_some();
    let is_finite = finite(predicate)
        || scope.children(predicate).any(|i| carries.contains(&scope.relation(i)) && finite(i));
    has_subject && is_finite
}

/// Both lists in text order, parents renumbered.
fn merge(claims: &mut Vec<Claim>, found: Vec<Claim>) {
    let n_attributed = claims.len();
    let mut all: Vec<(usize, usize, Claim)> = claims
        .drain(..)
        .chain(found)
        .enumerate()
        .map(|(i, claim)| (start(&claim), i, claim))
        .collect();
    all.sort_by_key(|(start, i, _)| (*start, *i));
    let mut place = vec![0; n_attributed.max(all.len())];
    for (new, (_, old, _)) in all.iter().enumerate() {
        place[*old] = new;
    }
    claims.extend(all.into_iter().map(|(_, _, mut claim)| {
        claim.parent = claim.parent.map(|p| ClaimId(place[p.0 as usize] as u32));
        claim
    }));
}

fn start(claim: &Claim) -> usize {
    let spans = claim.content.iter().chain(&claim.source.spans).chain(&claim.cue);
    spans.map(|s| s.start).min().unwrap_or(0)
}
