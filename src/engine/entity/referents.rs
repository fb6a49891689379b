//! Whom and what the article speaks of, named or not, and what it has said of them so far.
//!
//! People without a name ("a shopkeeper") are kept beside the others, so that a "he" who is one of
//! them goes to nobody with a name.

use std::ops::Range;

use super::syntax::Function;
use super::{Entity, EntityKind, Mention, MentionForm};
use crate::engine::lexicon::{BodyClass, Gender, Lexicon, NounUse, Place};
use crate::engine::segment::Words;
use crate::engine::text::Span;

/// A place where a referent stands.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) tokens: Range<usize>,
    pub(super) form: MentionForm,
    pub(super) sentence: usize,
    pub(super) function: Function,
    /// "who" follows.
    pub(super) relative: bool,
    /// Joined to others by "and".
    pub(super) joined: bool,
    /// The quotation that it stands in, counted from the first of the article.
    pub(super) quote: Option<usize>,
    /// The head of its clause.
    pub(super) clause: Option<usize>,
}

/// Somebody or something that the article speaks of.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    /// The fullest name; `None` for the nameless.
    pub(super) name: Option<String>,
    pub(super) kind: EntityKind,
    /// He or she, if known.
    pub(super) gender: Option<Gender>,
    /// Classes of its roles.
    pub(super) classes: Vec<&'static str>,
    /// Words of its roles and of what else it is called, in lower case.
    pub(super) words: Vec<String>,
    /// Where it is said to come from, in lower case: "italian".
    pub(super) origins: Vec<String>,
    /// What kind of body it is.
    pub(super) bodies: Vec<BodyClass>,
    pub(super) roles: Vec<Span>,
    pub(super) seen: Vec<Seen>,
}

impl Referent {
    pub(super) fn new(name: Option<String>, kind: EntityKind) -> Self {
        Self {
            name,
            kind,
            gender: None,
            classes: Vec::new(),
            words: Vec::new(),
            origins: Vec::new(),
            bodies: Vec::new(),
            roles: Vec::new(),
            seen: Vec::new(),
        }
    }

    /// The latest place before token `at`.
    pub(super) fn last_before(&self, at: usize) -> Option<&Seen> {
        self.seen.iter().filter(|s| s.tokens.end <= at).max_by_key(|s| s.tokens.start)
    }

    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }

    /// He where she is meant, or the other way round.
    pub(super) fn contradicts(&self, gender: Option<Gender>) -> bool {
        matches!(
            (self.gender, gender),
            (Some(Gender::Male), Some(Gender::Female)) | (Some(Gender::Female), Some(Gender::Male))
        )
    }

    /// Takes the gender unless one is known.
    pub(super) fn learn_gender(&mut self, gender: Option<Gender>) {
        if self.gender.is_none() {
            self.gender = gender.filter(|g| *g != Gender::Either);
        }
    }

    /// Whether it can be a person.
    pub(super) fn may_be_person(&self) -> bool {
        self.kind == EntityKind::Person
    }

    /// Whether it can act as a body.
    pub(super) fn may_be_body(&self) -> bool {
        matches!(self.kind, EntityKind::Organisation | EntityKind::Other)
    }

    /// Takes over what the words of a role or description say.
    pub(super) fn describe(&mut self, lexicon: &Lexicon, words: &Words<'_>, range: Range<usize>) {
        let mut head = true;
        for i in range.clone() {
            let lower = words.lower(i).trim_end_matches('.');
            // Behind "of" stands whom or what the role belongs to.
            if matches!(lower, "of" | "for" | "at" | "in" | "from" | "who" | "to" | "with") {
                head = false;
            }
            if !words.is_word(i) || lexicon.is_stop_word(lower) {
                continue;
            }
            if !self.has_word(lower) {
                self.words.push(lower.to_owned());
            }
            let origin = lexicon.place(words.word(i)) == Some(Place::Demonym);
            if head && origin && !words.is_possessive(i + 1) {
                self.origins.push(lower.to_owned());
            }
            if let Some(party) = lexicon.affiliation(words.word(i)) {
                self.words.push(party.to_owned());
            }
            if !head || words.is_possessive(i + 1) && i + 1 < range.end {
                continue;
            }
            if let Some(class) = role_class(lexicon, words, range.start, i) {
                self.classes.push(class);
            }
            if self.kind == EntityKind::Other && lexicon.person_noun(lower).is_some() {
                self.kind = EntityKind::Person;
            }
            self.bodies.extend(lexicon.body_noun(lower));
            let sex = gender_of_title(lower)
                .or_else(|| lexicon.person_noun(lower).map(|noun| noun.gender));
            self.learn_gender(sex);
        }
    }

    pub(super) fn into_entity(self, words: &Words<'_>) -> Option<Entity> {
        let name = self.name.filter(|_| !self.seen.is_empty())?;
        let mut mentions: Vec<Mention> = self
            .seen
            .iter()
            .map(|s| Mention { span: words.span(s.tokens.clone()), form: s.form })
            .collect();
        mentions.sort_unstable_by_key(|m| (m.span, m.form));
        mentions.dedup_by_key(|m| m.span);
        let mut roles = self.roles;
        roles.sort_unstable();
        Some(Entity { name, kind: self.kind, roles, mentions })
    }
}

/// The class of the role that token `i` names; `start`: where the phrase begins.
pub(super) fn role_class(
    lexicon: &Lexicon,
    words: &Words<'_>,
    start: usize,
    i: usize,
) -> Option<&'static str> {
    let class = lexicon.role(words.lower(i).trim_end_matches('.'))?;
    let before = if i > start { words.lower(i - 1) } else { "" };
    match (class, before) {
        ("secretary", "press") => Some("spokesperson"),
        ("minister", "prime" | "first") => Some("premier"),
        ("secretary", "general") => Some("director"),
        ("general", "attorney") => Some("lawyer"),
        ("lawyer", "district" | "county" | "state" | "u.s" | "u.s." | "us" | "federal")
            if words.lower(i) == "attorney" =>
        {
            Some("prosecutor")
        }
        ("general", "director" | "secretary") => Some("director"),
        ("deputy", _) if words.is_word(i + 1) && lexicon.role(words.lower(i + 1)).is_some() => None,
        _ => Some(class),
    }
}

/// The gender that a title tells.
pub(super) fn gender_of_title(word: &str) -> Option<Gender> {
    match word.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "king" | "prince" | "duke" | "emir" | "sultan" | "emperor" => {
            Some(Gender::Male)
        }
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "mme" => {
            Some(Gender::Female)
        }
        _ => None,
    }
}

/// "geologist", "anaesthetist", "astrophysicist", "photographer": told by how they end.
fn names_scholar(noun: &str) -> bool {
    let mere = matches!(
        noun,
        "checklist"
            | "shortlist"
            | "blacklist"
            | "watchlist"
            | "playlist"
            | "exist"
            | "assist"
            | "resist"
            | "consist"
            | "insist"
            | "persist"
            | "twist"
            | "hoist"
            | "whist"
            | "enlist"
            | "subsist"
            | "desist"
            | "artist"
            | "activist"
            | "tourist"
            | "racist"
            | "terrorist"
            | "extremist"
            | "motorist"
            | "protagonist"
    );
    noun.ends_with("ographer") || noun.len() > 5 && noun.ends_with("ist") && !mere
}

/// What a noun may stand for with "the".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// A person; with how the noun is used.
    Person(NounUse),
    /// A body.
    Body(BodyClass),
    /// "45-year-old".
    Age,
    /// "Republican", "Italian".
    Belonging,
}

/// What token `i` names, as the head of a phrase.
pub(super) fn head_of(lexicon: &Lexicon, words: &Words<'_>, i: usize) -> Option<Head> {
    let (word, lower) = (words.word(i), words.lower(i));
    // "45-year-old", "mother-of-two".
    let hyphen = i > 1 && words.lower(i - 1) == "-";
    if hyphen && (lower == "old" || words.lower(i - 2) == "of") {
        return Some(Head::Age);
    }
    if names_scholar(lower) {
        return Some(Head::Person(NounUse::Epithet));
    }
    if words.is_capital(i) {
        let people = ["man", "woman"].iter().any(|end| lower.ends_with(end) && lower.len() > 6);
        let belongs = lexicon.affiliation(word).is_some()
            || lexicon.place(word) == Some(Place::Demonym)
            || people;
        if belongs && !lower.ends_with("ans") && !lower.ends_with("ats") {
            return Some(Head::Belonging);
        }
    }
    if let Some(noun) = lexicon.person_noun(lower) {
        return Some(Head::Person(noun.usage));
    }
    if let Some(class) = lexicon.role(lower) {
        let polite = matches!(class, "mr" | "mrs" | "sir" | "chief" | "director" | "member");
        let plural = lower.ends_with('s') && lower != "boss";
        let mere = polite && !matches!(lower, "chief" | "director" | "member" | "boss");
        return (!plural && !mere).then_some(Head::Person(NounUse::Plain));
    }
    lexicon.body_noun(lower).map(Head::Body)
}
