//! Word lists, each read here and nowhere else.
//!
//! In: the files of `data/`, linked into the binary. Out: [`Lexicon`], which answers questions about
//! single words and short phrases. Keys are in lower case, except for names. What the lists hold
//! and where they come from is in `data/README.md`.

mod inflect;
mod people;
mod verbs;

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

pub use people::{BodyClass, NounUse, PersonNoun};
pub use verbs::{Cue, CueClass, Form, Frame};

use super::text::{FNV_BASIS, fnv};

/// A list of `data/`.
macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("data/", $name, ".tsv"))
    };
}

/// How the full stop behind a short form is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A sentence never ends here: "Mr."
    Title,
    /// A sentence may end here: "Inc."
    Maybe,
}

/// What a listed place name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A country.
    Country,
    /// The seat of a government, which often stands for it.
    Capital,
    /// A word for the people of a country or what belongs to it.
    Demonym,
    /// Any other place.
    Other,
}

/// The gender of a first name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
    /// Given to either.
    Either,
}

/// What a hedge says of certainty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hedge {
    /// Probably.
    Probable,
    /// May.
    Possible,
    /// Reportedly.
    Reported,
    /// If.
    Conditional,
    /// Will.
    Predicted,
    /// Must.
    Required,
}

/// A word of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarWord {
    /// 1 to 12.
    Month(u8),
    /// 1 for Monday to 7.
    Weekday(u8),
}

type Words = HashSet<&'static str, BuildHasherDefault<Fnv>>;
type Map<K, T> = HashMap<K, T, BuildHasherDefault<Fnv>>;
type Table<T> = Map<&'static str, T>;

/// FNV-1a, which is quick on single words. The lists are our own: nobody can choose keys that clash.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(FNV_BASIS)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = fnv(self.0, bytes);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Every word list that the engine uses.
#[derive(Clone, Debug)]
pub struct Lexicon {
    cues: Map<String, Cue>,
    cue_nouns: Table<CueClass>,
    roles: Table<&'static str>,
    role_modifiers: Words,
    first_names: Table<Gender>,
    places: Table<Place>,
    bodies: Words,
    agencies: Words,
    anonymous: Words,
    hedges: Table<Hedge>,
    /// The first words of those that are phrases.
    hedge_openers: Words,
    negations: Words,
    stop_words: Words,
    abbreviations: Table<Abbreviation>,
    numbers: Table<f64>,
    units: Table<&'static str>,
    calendar: Table<CalendarWord>,
    organisation_words: Words,
    person_nouns: Table<PersonNoun>,
    body_nouns: Table<BodyClass>,
    body_name_words: Table<BodyClass>,
    role_kinds: Table<&'static str>,
    nicknames: Table<&'static str>,
    affiliations: Table<&'static str>,
    past_verbs: Words,
    counted_nouns: Table<&'static str>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}

impl Lexicon {
    /// Reads the lists that are linked into the binary.
    pub fn new() -> Self {
        Self {
            cues: verbs::read(list!("reporting_verbs"), list!("irregular_verbs")),
            cue_nouns: table(list!("cue_nouns"), |f| CueClass::from_code(f[1])),
            roles: table(list!("roles"), |f| Some(f[1])),
            role_modifiers: words(list!("role_modifiers")),
            first_names: table(list!("first_names"), |f| gender(f[1])),
            places: table(list!("places"), |f| place(f[1])),
            bodies: words(list!("bodies")),
            agencies: words(list!("agencies")),
            anonymous: words(list!("anonymous_nouns")),
            hedges: table(list!("hedges"), |f| hedge(f[1])),
            hedge_openers: openers(list!("hedges")),
            negations: words(list!("negations")),
            stop_words: words(list!("stop_words")),
            abbreviations: table(list!("abbreviations"), |f| abbreviation(f[1])),
            numbers: table(list!("number_words"), |f| f[1].parse().ok()),
            units: table(list!("units"), |f| Some(f[1])),
            calendar: table(list!("calendar"), calendar_word),
            organisation_words: words(list!("organisation_words")),
            person_nouns: table(list!("person_nouns"), people::person_noun),
            body_nouns: table(list!("body_nouns"), |f| BodyClass::from_code(f[1])),
            body_name_words: table(list!("body_name_words"), |f| BodyClass::from_code(f[1])),
            role_kinds: table(list!("role_kinds"), |f| Some(f[1])),
            nicknames: table(list!("nicknames"), |f| Some(f[1])),
            affiliations: table(list!("affiliations"), |f| Some(f[1])),
            past_verbs: words(list!("past_verbs")),
            counted_nouns: table(list!("counted_nouns"), |f| Some(f[1])),
        }
    }

    /// The reporting verb that `word` (in lower case) is a form of.
    pub fn cue(&self, word: &str) -> Option<Cue> {
        self.cues.get(word).copied()
    }

    /// The act that a noun like "claim" names.
    pub fn cue_noun(&self, word: &str) -> Option<CueClass> {
        self.cue_nouns.get(word).copied()
    }

    /// The class of a role word: "spokesman" and "spokesperson" are one.
    pub fn role(&self, word: &str) -> Option<&'static str> {
        self.roles.get(word).copied()
    }

    /// True for words like "foreign" and "deputy", which stand before a role.
    pub fn is_role_modifier(&self, word: &str) -> bool {
        self.role_modifiers.contains(word)
    }

    /// The gender of a first name, spelt as names are.
    pub fn first_name(&self, word: &str) -> Option<Gender> {
        self.first_names.get(word).copied()
    }

    /// What a place name or demonym is, spelt as names are.
    pub fn place(&self, name: &str) -> Option<Place> {
        self.places.get(name).copied()
    }

    /// True for the names of bodies, without "the".
    pub fn is_body(&self, name: &str) -> bool {
        self.bodies.contains(name)
    }

    /// True for the names of agencies and outlets.
    pub fn is_agency(&self, name: &str) -> bool {
        self.agencies.contains(name)
    }

    /// True for nouns of nameless sources: "officials".
    pub fn is_anonymous(&self, word: &str) -> bool {
        self.anonymous.contains(word)
    }

    /// What a word or phrase says of certainty.
    pub fn hedge(&self, phrase: &str) -> Option<Hedge> {
        self.hedges.get(phrase).copied()
    }

    /// True for the first word of a phrase that [`Self::hedge`] knows.
    pub fn opens_hedge(&self, word: &str) -> bool {
        self.hedge_openers.contains(word)
    }

    /// True for "not", "never", "no".
    pub fn is_negation(&self, word: &str) -> bool {
        self.negations.contains(word)
    }

    /// True for function words.
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }

    /// How the full stop behind `word` (in lower case, without it) is to be read.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied()
    }

    /// The value of a number word.
    pub fn number(&self, word: &str) -> Option<f64> {
        self.numbers.get(word).copied()
    }

    /// The unit that `word` names, as reports spell it.
    pub fn unit(&self, word: &str) -> Option<&'static str> {
        self.units.get(word).copied()
    }

    /// The month or weekday that `word` names.
    pub fn calendar(&self, word: &str) -> Option<CalendarWord> {
        self.calendar.get(word).copied()
    }

    /// True for past tenses without a regular ending: "met".
    pub fn is_past_verb(&self, word: &str) -> bool {
        self.past_verbs.contains(word)
    }

    /// What the news counts: "soldier" and "soldiers" are "soldiers".
    pub fn counted_noun(&self, word: &str) -> Option<&'static str> {
        self.counted_nouns.get(word).copied()
    }

    /// True for words like "ministry" and "university".
    pub fn is_organisation_word(&self, word: &str) -> bool {
        self.organisation_words.contains(word)
    }
}

/// Lines of a list, as fields. The lists have no empty lines and no comments.
fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines().map(|line| line.split('\t').collect())
}

fn words(list: &'static str) -> Words {
    list.lines().collect()
}

/// The first words of the phrases of a list.
fn openers(list: &'static str) -> Words {
    list.lines().filter_map(|line| line.split('\t').next()?.split_once(' ')).map(|p| p.0).collect()
}

fn table<T>(list: &'static str, value: impl Fn(&[&'static str]) -> Option<T>) -> Table<T> {
    rows(list)
        .filter(|fields| fields.len() > 1)
        .filter_map(|fields| Some((fields[0], value(&fields)?)))
        .collect()
}

fn gender(code: &str) -> Option<Gender> {
    match code {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        "u" => Some(Gender::Either),
        _ => None,
    }
}

fn place(code: &str) -> Option<Place> {
    match code {
        "country" => Some(Place::Country),
        "capital" => Some(Place::Capital),
        "demonym" => Some(Place::Demonym),
        "place" => Some(Place::Other),
        _ => None,
    }
}

fn hedge(code: &str) -> Option<Hedge> {
    match code {
        "probable" => Some(Hedge::Probable),
        "possible" => Some(Hedge::Possible),
        "reported" => Some(Hedge::Reported),
        "conditional" => Some(Hedge::Conditional),
        "predicted" => Some(Hedge::Predicted),
        "required" => Some(Hedge::Required),
        _ => None,
    }
}

fn abbreviation(code: &str) -> Option<Abbreviation> {
    match code {
        "title" => Some(Abbreviation::Title),
        "maybe" => Some(Abbreviation::Maybe),
        _ => None,
    }
}

fn calendar_word(fields: &[&'static str]) -> Option<CalendarWord> {
    let number = fields.get(2)?.parse().ok()?;
    match fields[1] {
        "month" => Some(CalendarWord::Month(number)),
        "weekday" => Some(CalendarWord::Weekday(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: [(&str, usize, &str); 25] = [
        ("affiliations", 2, list!("affiliations")),
        ("body_name_words", 2, list!("body_name_words")),
        ("body_nouns", 2, list!("body_nouns")),
        ("nicknames", 2, list!("nicknames")),
        ("person_nouns", 3, list!("person_nouns")),
        ("role_kinds", 2, list!("role_kinds")),
        ("past_verbs", 1, list!("past_verbs")),
        ("counted_nouns", 2, list!("counted_nouns")),
        ("cue_nouns", 2, list!("cue_nouns")),
        ("roles", 2, list!("roles")),
        ("role_modifiers", 1, list!("role_modifiers")),
        ("first_names", 2, list!("first_names")),
        ("places", 2, list!("places")),
        ("bodies", 1, list!("bodies")),
        ("agencies", 1, list!("agencies")),
        ("anonymous_nouns", 1, list!("anonymous_nouns")),
        ("hedges", 2, list!("hedges")),
        ("negations", 1, list!("negations")),
        ("stop_words", 1, list!("stop_words")),
        ("abbreviations", 2, list!("abbreviations")),
        ("number_words", 2, list!("number_words")),
        ("units", 2, list!("units")),
        ("calendar", 3, list!("calendar")),
        ("organisation_words", 1, list!("organisation_words")),
        ("reporting_verbs", 3, list!("reporting_verbs")),
    ];

    #[test]
    fn lists_are_sorted_without_repeats_and_of_even_width() {
        for (name, width, list) in LISTS {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "{name} is not sorted");
            for line in &lines {
                assert_eq!(line.split('\t').count(), width, "{name}: {line}");
            }
            let mut keys: Vec<_> = rows(list).map(|fields| fields[0]).collect();
            keys.sort_unstable();
            assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "{name} repeats a key");
        }
    }

    #[test]
    fn every_entry_is_read() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.hedges.len(), list!("hedges").lines().count());
        assert_eq!(lexicon.places.len(), list!("places").lines().count());
        assert_eq!(lexicon.calendar.len(), list!("calendar").lines().count());
        assert_eq!(lexicon.numbers.len(), list!("number_words").lines().count());
        assert_eq!(lexicon.cue_nouns.len(), list!("cue_nouns").lines().count());
        assert_eq!(lexicon.person_nouns.len(), list!("person_nouns").lines().count());
        assert_eq!(lexicon.body_nouns.len(), list!("body_nouns").lines().count());
        assert_eq!(lexicon.first_names.len(), list!("first_names").lines().count());
    }
}
