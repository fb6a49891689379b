//! Whether claims that are shown as sure are right: confidence against the share that is right.
//!
//! Right is ATTR80. The error is the mean distance of the two over ten bins of confidence, weighted
//! by what is in them (expected calibration error; Naeini, Cooper and Hauskrecht 2015).

use serde::Serialize;

const BINS: usize = 10;

/// Claims shown with one confidence or another.
#[derive(Clone, Debug, Default)]
pub(super) struct Reliability {
    /// Confidence and whether it is right.
    claims: Vec<(f64, bool)>,
    /// Claims that say no confidence.
    unknown: usize,
}

/// Claims whose confidence lies in a bin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(super) struct Bin {
    /// Where it begins.
    pub(super) from: f64,
    /// How many.
    pub(super) n: usize,
    /// Their mean confidence.
    pub(super) confidence: f64,
    /// Share that is right.
    pub(super) right: f64,
}

impl Reliability {
    /// Counts a claim.
    pub(super) fn add(&mut self, confidence: Option<f64>, right: bool) {
        match confidence {
            Some(confidence) => self.claims.push((confidence, right)),
            None => self.unknown += 1,
        }
    }

    /// Claims with and without a confidence.
    pub(super) fn n(&self) -> (usize, usize) {
        (self.claims.len(), self.unknown)
    }

    /// All bins, lowest first.
    pub(super) fn bins(&self) -> Vec<Bin> {
        let place = |confidence: f64| ((confidence * BINS as f64) as usize).min(BINS - 1);
        let nth = |i: usize| {
            let inside = self.claims.iter().filter(|(confidence, _)| place(*confidence) == i);
            bin(i as f64 / BINS as f64, inside)
        };
        (0..BINS).map(nth).collect()
    }

    /// Claims of that confidence or more.
    pub(super) fn at_least(&self, least: f64) -> Bin {
        bin(least, self.claims.iter().filter(|(confidence, _)| *confidence >= least))
    }

    /// Expected calibration error; `None` if no claim says its confidence.
    pub(super) fn error(&self) -> Option<f64> {
        let weighted = |bin: Bin| bin.n as f64 * (bin.confidence - bin.right).abs();
        let sum: f64 = self.bins().into_iter().map(weighted).sum();
        (!self.claims.is_empty()).then(|| sum / self.claims.len() as f64)
    }
}

fn bin<'a>(from: f64, inside: impl Iterator<Item = &'a (f64, bool)>) -> Bin {
    let (mut n, mut confidence, mut right) = (0, 0.0, 0);
    for claim in inside {
        n += 1;
        confidence += claim.0;
        right += usize::from(claim.1);
    }
    let all = n.max(1) as f64;
    Bin { from, n, confidence: confidence / all, right: right as f64 / all }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_distance_of_sure_and_right() {
        let mut reliability = Reliability::default();
        assert_eq!(reliability.error(), None);
        for right in [true, true, true, false] {
            reliability.add(Some(0.95), right);
        }
        reliability.add(Some(0.25), false);
        reliability.add(None, true);
        assert_eq!(reliability.n(), (5, 1));
        let error = reliability.error().unwrap();
        assert!((error - (4.0 * 0.2 + 0.25) / 5.0).abs() < 1e-12, "{error}");
        assert_eq!(reliability.at_least(0.8).right, 0.75);
        assert_eq!(reliability.bins()[2].n, 1);
        reliability.add(Some(1.0), true);
        assert_eq!(reliability.bins()[9].n, 5);
    }
}
