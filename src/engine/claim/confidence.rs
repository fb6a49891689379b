//! How likely it is that a claim's content and source are right.

use super::Quotation;
use super::network::Found;

/// Weights of a logistic regression over what the network thinks of its finding.
///
/// Order: bias, cue, source, content, edge (logarithms of chances), direct, mixed, no source.
const WEIGHTS: [f64; 8] = [1.0, 1.0, 1.0, 1.0, 0.3, 0.3, 0.0, 0.0];

/// The probability, from 0 to 1.
pub(super) fn of(found: &Found, quotation: Quotation) -> f64 {
    let c = found.chances;
    let yes = |condition: bool| if condition { 1.0 } else { 0.0 };
    let features = [
        1.0,
        f64::from(c.cue),
        f64::from(c.source),
        f64::from(c.content),
        f64::from(c.edge),
        yes(quotation == Quotation::Direct),
        yes(quotation == Quotation::Mixed),
        yes(found.source.is_none()),
    ];
    let sum: f64 = WEIGHTS.iter().zip(features).map(|(w, f)| w * f).sum();
    1.0 / (1.0 + libm::exp(-sum))
}
