//! Who says what: cue, source and content; how surely; passed on by whom.
//!
//! In: a document with its parse, entities, quantities and times. Out: [`Claim`]s in text order, and
//! the kind of article. A small network finds cue, source and content ([`network`]); rules add what
//! it has not learned, resolve the source and read the content. A content keeps the "that" it begins
//! with.

mod announced;
mod asked;
mod authorial;
mod confidence;
mod cue;
mod doubt;
mod edges;
mod extract;
mod genre;
mod interview;
mod nameless;
pub mod network;
mod pieces;
mod qualify;
mod repair;
mod source;
mod turns;
mod via;
mod worth;

use super::clean::{Genre, Language, Metadata};
use super::entity::{Entity, EntityId, Quantity, Time};
use super::segment::Words;
use super::tag::Word;
use super::text::{Document, Span};
use super::{Resources, Warning};

pub use super::lexicon::CueClass;
pub use confidence::Evidence;
pub use worth::{check_worthiness, check_worthiness_features};

/// Index into the claims of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// What earlier phases found.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The text.
    pub document: &'a Document,
    /// Tags, dependency and name tag of every token.
    pub words: &'a [Word],
    /// What the language network made of every token.
    pub states: &'a [i16],
    /// Title, byline and the like.
    pub metadata: &'a Metadata,
    /// People, bodies, places.
    pub entities: &'a [Entity],
    /// Numbers.
    pub quantities: &'a [Quantity],
    /// Dates.
    pub times: &'a [Time],
}

/// Something that somebody puts forward.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Said by somebody in the article, or by its author.
    pub kind: ClaimKind,
    /// The claim that this one is reported in.
    pub parent: Option<ClaimId>,
    /// What is put forward, without quotation marks; one span for each contiguous piece.
    pub content: Vec<Span>,
    /// Who puts it forward.
    pub source: Source,
    /// The words that attribute it: "said", "according to".
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
    /// Indices of the article's quantities that lie in the content.
    pub quantities: Vec<usize>,
    /// Indices of the article's times that lie in the content.
    pub times: Vec<usize>,
    /// How much it is worth to check, 0 to 1.
    pub check_worthiness: f64,
    /// Probability that content and source are right; `None` where nothing calibrates it.
    pub confidence: Option<f64>,
    /// What the confidence was reckoned from.
    pub evidence: Option<Evidence>,
}

impl Claim {
    /// A flat claim of somebody with this content, and nothing else.
    pub fn of(content: Vec<Span>) -> Self {
        Self {
            kind: ClaimKind::Attributed,
            parent: None,
            content,
            source: Source::default(),
            cue: Vec::new(),
            cue_class: CueClass::Say,
            quotation: Quotation::Indirect,
            via: Vec::new(),
            polarity: Polarity::Positive,
            certainty: Certainty { label: CertaintyLabel::Asserted, markers: Vec::new() },
            quantities: Vec::new(),
            times: Vec::new(),
            check_worthiness: 0.0,
            confidence: None,
            evidence: None,
        }
    }
}

/// Whose claim it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// Somebody in the article says it.
    Attributed,
    /// The author says it.
    Authorial,
}

/// Who puts a claim forward.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The words at the attribution, even "he".
    pub spans: Vec<Span>,
    /// Whom they mean.
    pub entity: Option<EntityId>,
    /// The name of whom they mean, or the words themselves where no name is known.
    pub name: Option<String>,
    /// Kept nameless by the article: "a senior official", "observers".
    pub anonymous: bool,
}

/// Whose words a content is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quotation {
    /// The source's own.
    Direct,
    /// The article's.
    Indirect,
    /// Both.
    Mixed,
}

/// Somebody who passed a claim on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Via {
    /// "TASS".
    pub name: String,
    /// The words that say so.
    pub spans: Vec<Span>,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is so.
    Positive,
    /// It is not so.
    Negative,
}

/// How surely something is put forward, and the words that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certainty {
    /// The degree.
    pub label: CertaintyLabel,
    /// "may", "reportedly", "if", …
    pub markers: Vec<Span>,
}

/// How surely something is put forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CertaintyLabel {
    /// Flatly.
    Asserted,
    /// Probably, likely.
    Probable,
    /// May, might, could.
    Possible,
    /// Reportedly, allegedly.
    Reported,
    /// If, unless.
    Conditional,
    /// Will, is going to.
    Predicted,
    /// Must, should.
    Required,
}

/// Finds claims, in text order. A text that is surely not English gives none, and a warning.
pub fn extract_claims(
    resources: &Resources,
    context: &Context<'_>,
    warnings: &mut Vec<Warning>,
) -> Vec<Claim> {
    if let Some(code) = foreign(&context.metadata.language) {
        let message = format!("claims are found in English only; this text is in {code:?}");
        warnings.push(Warning { stage: "claim", message, span: None });
        return Vec::new();
    }
    let words = Words::new(context.document);
    let mut claims = extract::attributed(resources, context, &words);
    for claim in &mut claims {
        qualify::qualify(resources, context, &words, claim);
    }
    authorial::add(resources, context, &words, &mut claims);
    via::add(&resources.lexicon, context, &words, &mut claims);
    claims
}

/// The language of a text that is surely not English.
fn foreign(language: &Language) -> Option<&str> {
    const SURE: f64 = 0.9;
    let known = !language.code.is_empty() && language.confidence >= SURE;
    (known && language.code != "en").then_some(&language.code)
}

/// Fills in what follows from a claim's content, cue and class: numbers and times in it, polarity,
/// certainty, and how much it is worth to check.
pub fn qualify_claim(resources: &Resources, context: &Context<'_>, claim: &mut Claim) {
    qualify::qualify(resources, context, &Words::new(context.document), claim);
}

/// True unless a text is surely in another language than English.
pub fn is_english(language: &Language) -> bool {
    foreign(language).is_none()
}

/// Tells a report from an opinion piece, an interview, a live blog, a transcript, a release.
pub fn classify_genre(_resources: &Resources, context: &Context<'_>, claims: &[Claim]) -> Genre {
    genre::classify(context, claims)
}

#[cfg(test)]
mod tests;
