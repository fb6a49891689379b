//! Part of speech, lemma, dependency and name tag of every token.
//!
//! In: a segmented document. Out: one [`Word`] for each token, in the same order.

mod labels;
mod lemma;

pub use labels::{Relation, Upos, Xpos};
pub use lemma::lemma;

/// What is known of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Universal part of speech.
    pub upos: Upos,
    /// Part of speech of the Penn Treebank.
    pub xpos: Xpos,
    /// The token that it depends on, as an index into the document's tokens and in the same
    /// sentence; `None` for the head of a sentence.
    pub head: Option<usize>,
    /// How it depends on its head; [`Relation::Root`] for the head of a sentence.
    pub relation: Relation,
    /// Whether it begins or goes on a name, and of what.
    pub name: NameTag,
}

/// The place of a token in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameTag {
    /// In none.
    Outside,
    /// The first word of a name.
    Begin(NameKind),
    /// A further word of a name.
    Inside(NameKind),
}

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A body: government, party, company, team, newspaper.
    Organisation,
    /// A place: country, city, river, building.
    Place,
    /// Anything else: event, work, product, law, people of a country.
    Other,
}
