//! How likely it is that a claim's content and source are right.
//!
//! A logistic regression over what the network thinks of its finding and what is known of the
//! source. `training/claims/calibrate.py` fits it; what it is worth stands in `models/README.md`.

use super::network::Found;
use super::{Claim, Quotation};

/// What a confidence is reckoned from: one; the logarithms of chances of cue, source, content and
/// its edges; direct; mixed; no source; a source with a known name; a source that is neither named nor
/// somebody with a role ("the framework"); logarithm of the content's words.
pub type Evidence = [f32; 11];

/// A weight for each piece of evidence.
const WEIGHTS: Evidence =
    [0.9532, 2.8551, 1.6681, 4.4473, 0.6824, 0.897, 0.3442, -0.7593, 0.1373, 0.1386, 0.2462];

/// What speaks for and against a claim; `None` where the network did not find the cue itself.
pub(super) fn evidence(found: &Found, claim: &Claim) -> Option<Evidence> {
    let chances = found.chances?;
    let yes = |condition: bool| if condition { 1.0 } else { 0.0 };
    let source = &claim.source;
    let thing = source.entity.is_none() && !source.anonymous && source.name.is_some();
    let words: usize = found.content.iter().map(|run| run.len()).sum();
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
        libm::logf(words as f32),
    ])
}

/// The probability, from 0 to 1.
pub(super) fn confidence(evidence: &Evidence) -> f64 {
    let sum: f64 = WEIGHTS.iter().zip(evidence).map(|(w, f)| f64::from(*w) * f64::from(*f)).sum();
    1.0 / (1.0 + libm::exp(-sum))
}
