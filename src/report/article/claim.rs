//! [`Claim`] and its parts: who puts it forward, in whose words, how surely.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes;
use crate::report::{ByPerson, Span};

/// Something that somebody puts forward.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// "c1", "c2", … in text order.
    pub id: String,
    /// Said by somebody in the article, or by its author.
    pub kind: ClaimKind,
    /// Id of the claim that this one is reported in.
    pub parent: Option<String>,
    /// What is put forward, without quotation marks.
    pub content: Vec<Span>,
    /// Who puts it forward.
    pub source: Source,
    /// The words that attribute it.
    pub cue: Vec<Span>,
    /// What kind of act the cue names.
    pub cue_class: CueClass,
    /// Whose words the content is in.
    pub quotation: Quotation,
    /// Who passed it on, nearest to the reader first.
    pub via: Vec<Via>,
    /// Of what the source puts forward.
    pub polarity: Polarity,
    /// How surely it is put forward.
    pub certainty: Certainty,
    /// Indices of the article's quantities in the content.
    pub quantities: Vec<usize>,
    /// Indices of the article's times in the content.
    pub times: Vec<usize>,
    /// How much it is worth to check, 0 to 1.
    pub check_worthiness: f64,
    /// Probability that content and source are right; null while nothing calibrates it.
    pub confidence: Option<f64>,
    /// What a person did to it: where edits are applied, never in the articles of a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<ByPerson>,
}

impl Claim {
    /// The content for a list: pieces joined by an ellipsis, without the "that" of "said that".
    pub fn wording(&self) -> String {
        let pieces: Vec<&str> = self.content.iter().map(|s| s.exact.as_str()).collect();
        let words = pieces.join(" … ");
        let bare =
            if self.quotation == Quotation::Direct { None } else { words.strip_prefix("that ") };
        bare.map(str::to_owned).unwrap_or(words)
    }
}

codes! {
    /// Whose claim it is.
    ClaimKind {
        /// Somebody in the article says it.
        Attributed = "attributed",
        /// The author says it.
        Authorial = "authorial",
    }
}

/// Who puts a claim forward.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The words at the attribution, even "he"; none where nobody is named.
    pub spans: Vec<Span>,
    /// Id of the entity that they mean.
    pub entity: Option<String>,
    /// Name of whom they mean; of an authorial claim, the byline or outlet.
    pub name: Option<String>,
    /// Kept nameless by the article.
    pub anonymous: bool,
}

codes! {
    /// What kind of act a cue names.
    CueClass {
        /// Said, told, added.
        Say = "say",
        /// Claimed, insisted, argued.
        Assert = "assert",
        /// Denied, rejected.
        Deny = "deny",
        /// Promised, vowed.
        Promise = "promise",
        /// Warned, cautioned.
        Warn = "warn",
        /// Threatened.
        Threaten = "threaten",
        /// Asked, wondered.
        Ask = "ask",
        /// Demanded, urged, ordered.
        Demand = "demand",
        /// Praised, welcomed.
        Praise = "praise",
        /// Blamed, accused, criticised.
        Blame = "blame",
        /// Reported, announced, according to.
        Report = "report",
        /// Believes, thinks.
        Believe = "believe",
        /// Expects, predicts, hopes.
        Expect = "expect",
    }
}

codes! {
    /// Whose words a content is in.
    Quotation {
        /// The source's own.
        Direct = "direct",
        /// The article's.
        Indirect = "indirect",
        /// Both.
        Mixed = "mixed",
    }
}

/// Somebody who passed a claim on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Via {
    /// "TASS".
    pub name: String,
    /// The words that say so.
    pub spans: Vec<Span>,
}

codes! {
    /// Yes or no.
    Polarity {
        /// It is so.
        Positive = "positive",
        /// It is not so.
        Negative = "negative",
    }
}

/// How surely something is put forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Certainty {
    /// The degree.
    pub label: CertaintyLabel,
    /// The words that show it.
    pub markers: Vec<Span>,
}

codes! {
    /// How surely something is put forward.
    CertaintyLabel {
        /// Flatly.
        Asserted = "asserted",
        /// Probably, likely.
        Probable = "probable",
        /// May, might, could.
        Possible = "possible",
        /// Reportedly, allegedly.
        Reported = "reported",
        /// If, unless.
        Conditional = "conditional",
        /// Will, is going to.
        Predicted = "predicted",
        /// Must, should.
        Required = "required",
    }
}
