//! People, bodies and places with their mentions; quantities; times.
//!
//! In: a segmented [`Document`] with its tagged words. Out: [`Entity`], [`Quantity`] and [`Time`]
//! values with their spans. Names, titles and pronouns are given to whom they mean by salience over
//! the parse and word lists (`score`); dates are reckoned from the article's own date.

mod features;
mod humans;
mod kinds;
mod link;
mod nameless;
mod names;
mod nominal;
mod phrases;
mod pronouns;
mod quantity;
mod referents;
mod resolve;
mod roles;
mod score;
mod syntax;
mod tagged;
mod time;

use super::Resources;
use super::tag::Word;
use super::text::{Document, Span};

/// Index into the entities of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Someone or something with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name that the article gives.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Titles and roles that the article gives it, one span for each.
    pub roles: Vec<Span>,
    /// Every mention, in text order.
    pub mentions: Vec<Mention>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// A body: ministry, company, agency, country that speaks.
    Organisation,
    /// A place.
    Place,
    /// Anything else with a name.
    Other,
}

/// A place where the article speaks of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// What kind of words.
    pub form: MentionForm,
}

/// What kind of words a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionForm {
    /// "Sergei Lavrov", "Lavrov".
    Name,
    /// "the minister".
    Title,
    /// "he".
    Pronoun,
    /// "the company".
    Nominal,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words.
    pub span: Span,
    /// The value, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// "%", "USD", "people", …; `None` for a bare number.
    pub unit: Option<String>,
    /// "about", "nearly", "more than", …
    pub approximate: bool,
}

/// A date or period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The words.
    pub span: Span,
    /// ISO 8601, cut to the grain: "2023-03-31", "2023-W13", "2023-03", "2023-Q1", "2021-22"
    /// (summer), "2023", "199" (decade), "19" (century); `None` where it cannot be known.
    pub value: Option<String>,
    /// The last of an interval, which belongs to it, in the form of `value`, the first.
    pub end: Option<String>,
    /// How fine it is.
    pub grain: Grain,
}

/// How fine a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A time of day.
    Minute,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A season.
    Season,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
}

/// Finds numbers, money, percentages and ranges, in text order. A number that belongs to a time is
/// none.
pub fn find_quantities(resources: &Resources, document: &Document) -> Vec<Quantity> {
    quantity::find(&resources.lexicon, document)
}

/// Finds dates and periods, in text order.
///
/// `published` is the article's date, ISO 8601: "on Tuesday" is the last Tuesday up to it. Without
/// it, relative times have no value.
pub fn find_times(
    resources: &Resources,
    document: &Document,
    published: Option<&str>,
) -> Vec<Time> {
    time::find(&resources.lexicon, document, published)
}

/// Finds names, and the surnames, titles and pronouns that go back to them. In order of the first
/// mention. `words`: what the tagger read, one for each token.
pub fn find_entities(resources: &Resources, document: &Document, words: &[Word]) -> Vec<Entity> {
    resolve::find(&resources.lexicon, document, words, None)
}

/// What "he" or "she" was given to someone, or to nobody, from.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The pronoun.
    pub mention: Span,
    /// The names of each candidate, and what speaks for it: a number for each of
    /// [`choice_features`].
    pub candidates: Vec<(Vec<String>, Vec<f64>)>,
}

/// What is asked of each candidate of a [`Choice`].
pub fn choice_features() -> &'static [&'static str] {
    features::NAMES
}

/// As [`find_entities`], with the choices on the way: what the weights are learnt from.
pub fn find_entities_and_choices(
    resources: &Resources,
    document: &Document,
    words: &[Word],
) -> (Vec<Entity>, Vec<Choice>) {
    let mut choices = Vec::new();
    let entities = resolve::find(&resources.lexicon, document, words, Some(&mut choices));
    (entities, choices)
}

#[cfg(test)]
mod tests;
