//! [`Sureness`]: a claim's confidence in words, and how often claims are right as measured.

use crate::engine::model;

/// How sure it is that a claim's content and source are right, in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Less than [`Sureness::FairlySure`].
    #[default]
    Unsure,
    /// Right more often than not.
    FairlySure,
    /// Seldom wrong.
    Sure,
}

impl Sureness {
    /// All of them, least sure first.
    pub const ALL: [Self; 3] = [Self::Unsure, Self::FairlySure, Self::Sure];

    /// What a claim's `confidence` is called.
    pub fn of(confidence: f64) -> Self {
        let reached = |level: &&Self| confidence >= level.from();
        Self::ALL.iter().rev().find(reached).copied().unwrap_or(Self::Unsure)
    }

    /// The least confidence that is called so.
    pub fn from(self) -> f64 {
        match self {
            Self::Unsure => 0.0,
            Self::FairlySure => 0.6,
            Self::Sure => 0.85,
        }
    }

    /// For the reader.
    pub fn words(self) -> &'static str {
        match self {
            Self::Unsure => "unsure",
            Self::FairlySure => "fairly sure",
            Self::Sure => "sure",
        }
    }
}

/// Kinds of claim whose errors are measured, as in [`ErrorRate::kind`], with their names.
pub const CLAIM_KINDS: [(&str, &str); 6] = [
    ("direct", "Quotes"),
    ("mixed", "Part quotes"),
    ("indirect", "Paraphrases"),
    ("other", "Other attributions"),
    ("authorial", "The author's own"),
    ("all", "All claims"),
];

/// How often claims of one kind were found, or right, when it was measured.
pub type ErrorRate = model::ErrorRate;

/// How often claims are found and right, as measured. The one place that says so is
/// `models/claims_error_rates.tsv`.
pub fn error_rates() -> Vec<ErrorRate> {
    model::error_rates()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_the_number() {
        let words = [0.0, 0.59, 0.6, 0.85, 1.0].map(|c| Sureness::of(c).words());
        assert_eq!(words, ["unsure", "unsure", "fairly sure", "sure", "sure"]);
        assert_eq!(Sureness::of(f64::NAN), Sureness::Unsure);
    }

    #[test]
    fn every_measured_kind_has_a_name() {
        for rate in error_rates() {
            assert!(CLAIM_KINDS.iter().any(|(kind, _)| *kind == rate.kind), "{}", rate.kind);
        }
    }
}
