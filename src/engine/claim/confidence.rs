//! How likely it is that a claim's content and source are right.
//!
//! A logistic regression over what the network thinks of its finding and what is known of the
//! source. `training/claims/calibrate.py` fits it; what it is worth stands in `models/README.md`.

use std::ops::Range;

use super::network::Found;
use super::{Claim, Quotation};
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::tag::{Relation, Word, top};

/// What a confidence is reckoned from: one; the logarithms of chances of cue, source, content and
/// its edges; direct; mixed; no source; a source with a known name; a source that is neither named nor
/// somebody with a role ("the framework"); logarithm of the content's words; the cue is known to
/// report; the content hangs on it as a clause, as an open clause ("to leave"); the content ends where
/// words go on.
pub type Evidence = [f32; 15];

/// A weight for each piece of evidence.
const WEIGHTS: Evidence = [
    0.4868, 2.5571, 2.4516, 4.2234, 0.6937, 1.0155, 0.1595, -0.6996, 0.1279, 0.033, 0.1124, 0.4516,
    0.3996, 0.3618, -0.3075,
];

/// What speaks for and against a claim; `None` where the network did not find the cue itself.
pub(super) fn evidence(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    found: &Found,
    claim: &Claim,
) -> Option<Evidence> {
    let chances = found.chances?;
    let yes = |condition: bool| if condition { 1.0 } else { 0.0 };
    let source = &claim.source;
    let thing = source.entity.is_none() && !source.anonymous && source.name.is_some();
    let n_words: usize = found.content.iter().map(|run| run.len()).sum();
    let cue = &found.cue;
    let known = is_known(lexicon, words, cue);
    let hangs = |run: &Range<usize>| {
        let top = top(tags, run)?;
        tags[top].head.filter(|head| cue.contains(head)).map(|_| tags[top].relation)
    };
    let has = |relations: &[Relation]| {
        found.content.iter().filter_map(hangs).any(|relation| relations.contains(&relation))
    };
    let goes_on = |run: &Range<usize>| {
        words.is_word(run.end) && !words.is_glued(run.end) && !cue.contains(&run.end)
    };
    Some([
        1.0,
        chances.cue,
        chances.source,
        chances.content,
        chances.edge,
        yes(claim.quotation == Quotation::Direct),
        yes(claim.quotation == Quotation::Mixed),
        yes(source.spans.is_empty()),
        yes(source.entity.is_some()),
        yes(thing),
        libm::logf(n_words as f32),
        yes(known),
        yes(has(&[Relation::Ccomp, Relation::Parataxis])),
        yes(has(&[Relation::Xcomp])),
        yes(found.content.iter().any(goes_on)),
    ])
}

/// Whether a cue has a word that is known to report.
pub(super) fn is_known(lexicon: &Lexicon, words: &Words<'_>, cue: &Range<usize>) -> bool {
    cue.clone().any(|i| {
        let word = words.lower(i);
        lexicon.cue(word).is_some() || lexicon.cue_noun(word).is_some() || word == "according"
    })
}

/// The probability, from 0 to 1.
pub(super) fn confidence(evidence: &Evidence) -> f64 {
    let sum: f64 = WEIGHTS.iter().zip(evidence).map(|(w, f)| f64::from(*w) * f64::from(*f)).sum();
    1.0 / (1.0 + libm::exp(-sum))
}
