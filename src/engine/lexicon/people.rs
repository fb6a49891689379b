//! Nouns for people and bodies, and what else tells who is meant: nicknames, parties, kinds of roles.

use super::{Gender, Lexicon, gender};

/// What a noun says of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonNoun {
    /// Of whom it can be said.
    pub gender: Gender,
    /// How it is used with "the".
    pub usage: NounUse,
}

/// How a noun for a person is used with "the".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounUse {
    /// For somebody whom the article has called so before: "the driver".
    Plain,
    /// For somebody seen from somebody else: "her husband".
    Kin,
    /// Also to say something new of somebody known: "the billionaire".
    Epithet,
}

/// What kind of body a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyClass {
    /// Company, bank, airline.
    Company,
    /// Ministry, court, police.
    State,
    /// Charity, union, party.
    Association,
    /// Newspaper, broadcaster.
    Media,
    /// Sports club.
    Club,
    /// University, hospital, museum.
    Institution,
}

impl BodyClass {
    pub(super) fn from_code(code: &str) -> Option<Self> {
        match code {
            "company" => Some(Self::Company),
            "state" => Some(Self::State),
            "association" => Some(Self::Association),
            "media" => Some(Self::Media),
            "club" => Some(Self::Club),
            "institution" => Some(Self::Institution),
            _ => None,
        }
    }
}

pub(super) fn person_noun(fields: &[&'static str]) -> Option<PersonNoun> {
    let usage = match *fields.get(2)? {
        "plain" => NounUse::Plain,
        "kin" => NounUse::Kin,
        "epithet" => NounUse::Epithet,
        _ => return None,
    };
    Some(PersonNoun { gender: gender(fields[1])?, usage })
}

impl Lexicon {
    /// What the noun `word` says of a person.
    pub fn person_noun(&self, word: &str) -> Option<PersonNoun> {
        self.person_nouns.get(word).copied()
    }

    /// What kind of body the noun `word` names.
    pub fn body_noun(&self, word: &str) -> Option<BodyClass> {
        self.body_nouns.get(word).copied()
    }

    /// What kind of body has `word` at the end of its name: "Stone Motors", "Evening Gazette".
    pub fn body_name_word(&self, word: &str) -> Option<BodyClass> {
        self.body_name_words.get(word).copied()
    }

    /// True if somebody with a role of `class` may be called by the noun `word`: a senator is a lawmaker.
    pub fn is_kind_of_role(&self, word: &str, class: &str) -> bool {
        self.role_kinds.get(word).is_some_and(|classes| classes.split(' ').any(|c| c == class))
    }

    /// True if who is called `name` in full may be called `short`: James and Jim.
    pub fn is_nickname(&self, short: &str, name: &str) -> bool {
        self.nicknames.get(short).is_some_and(|names| names.split(' ').any(|n| n == name))
    }

    /// The party that a word names, spelt as names are: "Democrat", "Democratic".
    pub fn affiliation(&self, word: &str) -> Option<&'static str> {
        self.affiliations.get(word).copied()
    }
}
