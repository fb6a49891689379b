//! Claims in the author's own voice: sentences that state a fact that can be checked.

use super::qualify;
use super::{CertaintyLabel, Claim, ClaimId, ClaimKind, Context, Source};
use crate::engine::Resources;
use crate::engine::segment::Words;
use crate::engine::text::SentenceId;

/// What a sentence must reach to be taken.
const THRESHOLD: f64 = 0.54;

/// Puts authorial claims among `claims`, in text order.
pub(super) fn add(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
    claims: &mut Vec<Claim>,
) {
    let taken = taken(context, claims);
    let found: Vec<Claim> = context
        .document
        .sentence_ids()
        .filter(|id| !taken[id.0 as usize])
        .filter_map(|id| claim(resources, context, words, id))
        .collect();
    merge(claims, found);
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
    let n_tokens = document.sentence_tokens(id).len();
    let told = document.block_of(id).kind.is_body() && !text.ends_with(['?', '”', '"', ':']);
    if !told || !(7..=80).contains(&n_tokens) || !text.ends_with(['.', '!', ')']) {
        return None;
    }
    let body = text.trim_end_matches(|c: char| c.is_whitespace() || ".!".contains(c));
    let start = document.sentence(id).span.start;
    let mut claim = qualify::blank();
    claim.kind = ClaimKind::Authorial;
    claim.content = vec![(start..start + body.len()).into()];
    qualify::qualify(&resources.lexicon, context, words, &mut claim);
    let named = context.metadata.bylines.first().or(context.metadata.outlet.as_ref());
    claim.source = Source { name: named.cloned(), ..Source::default() };
    let flat = matches!(
        claim.certainty.label,
        CertaintyLabel::Asserted | CertaintyLabel::Reported | CertaintyLabel::Predicted
    );
    (flat && claim.check_worthiness >= THRESHOLD).then_some(claim)
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
