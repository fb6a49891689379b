//! What a name names: a person, a body, a place, told by lists, by its words and by what stands
//! beside it.

use std::ops::Range;

use super::EntityKind;
use super::names::{NameFinder, is_acronym};
use crate::engine::lexicon::{BodyClass, Cue, Lexicon, Place};
use crate::engine::segment::Words;
use crate::engine::tag::{NameKind, NameTag};
use crate::engine::text::{TokenKind, dateline};

impl NameFinder<'_> {
    /// What bears the name of these tokens; nothing for mere origins. `role`: one stands before it.
    pub(super) fn kind(&self, name: &Range<usize>, role: bool) -> Option<EntityKind> {
        let text = self.words.document().words(self.words.span(name.clone()));
        let listed = if self.lexicon.is_body(text) || self.lexicon.is_agency(text) {
            Some(EntityKind::Organisation)
        } else {
            // "KYIV, March 3": towns in capitals at the head of a report.
            let titled = title_case(text);
            let shouted = text.len() > 3 && is_acronym(text);
            match self.lexicon.place(if shouted { &titled } else { text }) {
                None if shouted && self.is_dateline(name) => Some(EntityKind::Place),
                Some(Place::Demonym) => return None,
                Some(_) => Some(EntityKind::Place),
                None => None,
            }
        };
        if listed.is_some() {
            return listed;
        }
        if self.only_origins(name) {
            return None;
        }
        let first = self.words.word(name.start);
        let first_is_given = self.lexicon.first_name(first).is_some();
        let organised =
            name.clone().any(|i| self.lexicon.is_organisation_word(self.words.lower(i)))
                || name.len() > 1 && !first_is_given && self.is_organised(name.end - 1);
        let given = self.lexicon.first_name(first).is_some()
            && !name.clone().any(|i| self.words.lower(i) == "of");
        let tagged = || matches!(self.tags[name.start].name, NameTag::Begin(NameKind::Person));
        // "Forecaster Ann Power".
        let organised = organised
            && !(role
                && name.len() == 2
                && tagged()
                && !self.lexicon.is_organisation_word(self.words.lower(name.end - 1)));
        let joined = name.clone().any(|i| self.words.lower(i) == "&")
            || name.len() > 2 && self.is_organised(name.end - 1) && !tagged()
            || body_beside(self.lexicon, self.words, name).is_some();
        Some(if organised || joined {
            EntityKind::Organisation
        } else if role
            || given
            || (2..=3).contains(&self.n_words(name)) && self.acts_like_person(name)
        {
            EntityKind::Person
        } else if is_acronym(first) {
            EntityKind::Organisation
        } else {
            EntityKind::Other
        })
    }

    /// At the head of a block, in its dateline.
    fn is_dateline(&self, name: &Range<usize>) -> bool {
        let document = self.words.document();
        let span = self.words.span(name.clone());
        document.blocks.iter().any(|block| {
            block.span.start == span.start
                && dateline(document.words(block.span))
                    .is_some_and(|found| span.end <= block.span.start + found.length)
        })
    }

    /// "Russia-China", "Eastern European": nothing but places and what belongs to them.
    fn only_origins(&self, name: &Range<usize>) -> bool {
        let origin = |i: usize| {
            self.words.word(i) == "-" || self.lexicon.place(self.words.word(i)).is_some()
        };
        name.len() > 1 && name.clone().all(origin)
    }

    /// A reporting verb, "who", an age or a role stands at the name.
    fn acts_like_person(&self, name: &Range<usize>) -> bool {
        let after = name.end;
        let speaks = self.says(after)
            || matches!(self.words.lower(after), "has" | "had") && self.says(after + 1)
            || matches!(self.words.lower(name.start.wrapping_sub(1)), "said" | "says");
        let comma = self.words.lower(after) == ",";
        let age = comma
            && self.words.kind(after + 1) == TokenKind::Number
            && self.words.lower(after + 2) == ",";
        let who = self.words.lower(after + usize::from(comma)) == "who";
        let plain = name.clone().all(|i| !self.is_demonym(i) && !is_acronym(self.words.word(i)));
        plain && (speaks || who || age || self.has_role_beside(name))
    }

    fn says(&self, i: usize) -> bool {
        self.lexicon.cue(self.words.lower(i)).is_some_and(Cue::is_finite)
    }

    /// "trade minister Ruben Castell", "the chief engineer, Tove Lindal,", "Petra Voll, head of …".
    fn has_role_beside(&self, name: &Range<usize>) -> bool {
        let role_ends = |i: Option<usize>| i.is_some_and(|i| self.is_role(i));
        let comma_after = self.words.lower(name.end) == ",";
        let comma_before = name.start > 0 && self.words.lower(name.start - 1) == ",";
        let behind = name.end + 1..name.end + 5;
        let role_begins = || {
            let leads = |i: usize| {
                let word = self.words.lower(i);
                matches!(word, "the" | "a" | "an" | "-") || self.lexicon.is_role_modifier(word)
            };
            behind.clone().find(|&i| !leads(i)).is_some_and(|i| self.is_role(i))
        };
        role_ends(name.start.checked_sub(1))
            || comma_before && comma_after && role_ends(name.start.checked_sub(2))
            || comma_after && role_begins()
    }
}

/// The kind of body that a name of one word is said to be behind it: "Stonewright, the British homeware
/// *chain*, …".
pub(super) fn body_beside(
    lexicon: &Lexicon,
    words: &Words<'_>,
    name: &Range<usize>,
) -> Option<BodyClass> {
    const LONGEST: usize = 7;
    let article = matches!(words.lower(name.end + 1), "the" | "a" | "an");
    if name.len() != 1 || words.lower(name.end) != "," || !article {
        return None;
    }
    let near = name.end + 2..name.end + 2 + LONGEST;
    let ends = |i: &usize| {
        matches!(words.lower(*i), "," | "." | "which" | "that" | "in" | "of" | "behind")
    };
    let end = near.clone().find(ends).filter(|&end| end > near.start)?;
    let plain = near.start..end;
    let is_plain = plain.clone().all(|i| words.is_word(i) || words.lower(i) == "-");
    lexicon.body_noun(words.lower(end - 1)).filter(|_| is_plain)
}

/// What a country does as a body: "agreed", "expelled".
pub(super) fn does_as_bodies_do(verb: &str) -> bool {
    matches!(
        verb,
        "agree"
            | "agrees"
            | "agreed"
            | "refuse"
            | "refuses"
            | "refused"
            | "offer"
            | "offers"
            | "offered"
            | "want"
            | "wants"
            | "wanted"
            | "asks"
            | "asked"
            | "backs"
            | "backed"
            | "plans"
            | "planned"
            | "seeks"
            | "sought"
            | "imposed"
            | "summoned"
            | "expelled"
            | "pledged"
            | "pledges"
            | "vowed"
            | "vows"
            | "decided"
            | "responded"
            | "retaliated"
            | "condemned"
            | "rejected"
            | "promised"
            | "hopes"
            | "hoped"
            | "reject"
            | "deny"
    )
}

fn title_case(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut titled = String::new();
    let mut opens = true;
    for c in lower.chars() {
        if opens {
            titled.extend(c.to_uppercase());
        } else {
            titled.push(c);
        }
        opens = !c.is_alphabetic();
    }
    titled
}
