//! Every rankable sentence, best first.
//!
//! [`salience`] gives each sentence a score by itself: position, centrality by the centroid (Radev
//! et al. 2004), title words, names, figures. [`select`] orders them so that every prefix is a
//! summary: what says again what a better sentence says goes to the end.

mod salience;
mod select;

use super::Resources;
use super::claim::Claim;
use super::clean::Metadata;
use super::entity::{Entity, Quantity};
use super::text::{Document, SentenceId};

/// What earlier phases found.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The text.
    pub document: &'a Document,
    /// Title and the like.
    pub metadata: &'a Metadata,
    /// People, bodies, places.
    pub entities: &'a [Entity],
    /// Numbers.
    pub quantities: &'a [Quantity],
    /// Who says what.
    pub claims: &'a [Claim],
}

/// A ranking that nests: the first n, put in document order, are the n-sentence summary.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Every rankable sentence, best first, redundant ones last.
    pub ranking: Vec<Ranked>,
    /// Sentences in the summary that is shown first.
    pub default_length: usize,
}

/// A sentence's place in the ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Which one.
    pub sentence: SentenceId,
    /// Salience, 0 to 1.
    pub score: f64,
    /// What counted for or against it, strongest first.
    pub because: Vec<Because>,
}

/// What counts for or against a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// It stands at or near the opening.
    Opening,
    /// Many other sentences share its words.
    Central,
    /// It shares words with the title.
    Title,
    /// It names who the article is about.
    Names,
    /// It gives figures.
    Figures,
    /// It says who says what.
    Claim,
    /// It says again what a better sentence says.
    Redundant,
    /// It is very short or very long.
    Length,
    /// It leans on the sentence before it.
    Dependent,
}

impl Because {
    /// The code in reports.
    pub fn code(self) -> &'static str {
        match self {
            Because::Opening => "opening",
            Because::Central => "central",
            Because::Title => "title",
            Because::Names => "names",
            Because::Figures => "figures",
            Because::Claim => "claim",
            Because::Redundant => "redundant",
            Because::Length => "length",
            Because::Dependent => "dependent",
        }
    }
}

/// Ranks the sentences of an article. `length`: sentences in the summary that is shown first.
///
/// Headings, captions and questions to the reader are sentences but never ranked.
pub fn summarize(_resources: &Resources, context: &Context<'_>, length: usize) -> Summary {
    let sentences = salience::score(context);
    Summary { ranking: select::rank(sentences), default_length: length }
}
