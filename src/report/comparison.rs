//! [`Comparison`]: what several articles have in common, and where they differ.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;
use super::article::codes;

/// What several articles have in common, and where they differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// Claims that say the same.
    pub clusters: Vec<Cluster>,
    /// Passages that cannot both be right.
    pub conflicts: Vec<Conflict>,
    /// Copies of one text.
    pub copies: Vec<Copies>,
    /// Everyone who is reported to have said something.
    pub speakers: Vec<Speaker>,
    /// Dated passages, earliest first.
    pub timeline: Vec<Moment>,
    /// A joint summary without repetition: what several articles say first.
    pub summary: Vec<SentenceRef>,
}

/// Names a claim of an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRef {
    /// Id of the article.
    pub article: String,
    /// Id of the claim.
    pub claim: String,
}

/// A sentence of a joint summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentenceRef {
    /// Id of the article.
    pub article: String,
    /// Number of the sentence.
    pub sentence: usize,
    /// Ids of other articles that say it too. Since 1.2.
    #[serde(default)]
    pub agreed: Vec<String>,
    /// Conflicts that touch it, as places in `conflicts`. Since 1.2.
    #[serde(default)]
    pub conflicts: Vec<usize>,
}

/// Claims that say the same, from at least two articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cluster {
    /// The claims, by article.
    pub claims: Vec<ClaimRef>,
    /// Whom they go back to.
    pub origins: Vec<Origin>,
    /// 0 to 1.
    pub confidence: f64,
}

/// Whom a claim goes back to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: OriginKind,
}

codes! {
    /// What an origin is.
    OriginKind {
        /// A person or body that said it.
        Speaker = "speaker",
        /// A news agency that passed it on.
        Agency = "agency",
        /// The article itself.
        Article = "article",
        /// A press release.
        Release = "release",
    }
}

/// A passage of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// Id of the article.
    pub article: String,
    /// Where it stands.
    pub span: Span,
}

/// Two passages that cannot both be right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    /// What differs.
    pub kind: ConflictKind,
    /// Name of who or what it is about.
    pub entity: Option<String>,
    /// One passage.
    pub left: Passage,
    /// The other.
    pub right: Passage,
    /// One plain line for the reader.
    pub explanation: String,
    /// 0 to 1.
    pub confidence: f64,
}

codes! {
    /// What differs in a conflict.
    ConflictKind {
        /// A number.
        Number = "number",
        /// A date.
        Date = "date",
        /// A place.
        Place = "place",
        /// Somebody's role.
        Role = "role",
        /// Yes or no.
        Polarity = "polarity",
        /// The words of one quotation.
        Quotation = "quotation",
    }
}

/// Articles that share their text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Copies {
    /// Ids of the articles.
    pub articles: Vec<String>,
    /// Share of the shorter article's runs of words that stand in the longer one too, 0 to 1; of
    /// more than two articles, of the weakest link that holds them together.
    pub overlap: f64,
    /// The longest shared passages.
    pub passages: Vec<Passage>,
}

/// Somebody who is reported to have said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// Fullest name.
    pub name: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// Roles as the articles give them.
    pub roles: Vec<String>,
    /// What they are reported to have said, by article.
    pub claims: Vec<ClaimRef>,
}

/// A dated passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moment {
    /// ISO 8601, cut to the grain.
    pub value: String,
    /// How fine it is.
    pub grain: super::Grain,
    /// Id of the article.
    pub article: String,
    /// The sentence.
    pub span: Span,
}
