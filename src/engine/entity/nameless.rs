//! "the minister", "his wife", "a farmer": who of those known is meant, or somebody new.

use super::names::Name;
use super::phrases::Phrase;
use super::referents::{Head, Referent, Seen};
use super::resolve::Walk;
use super::score::{Chosen, Here};
use super::syntax::Function;
use super::{EntityKind, MentionForm};
use crate::engine::lexicon::NounUse;
use crate::engine::text::TokenKind;

impl Walk<'_> {
    /// Whom "the minister" or "the company" means.
    pub(super) fn definite(
        &mut self,
        phrase: &Phrase,
        head: Head,
        here: Here,
        speaker: Option<usize>,
    ) -> Option<usize> {
        match head {
            Head::Body(class) => self.body(phrase, class, here, speaker),
            Head::Person(usage) => {
                match self.holder(phrase, here, speaker) {
                    Chosen::One(id) => return Some(id),
                    Chosen::Unclear => return None,
                    Chosen::Nobody => {}
                }
                let says_new = usage == NounUse::Epithet || self.is_role(phrase);
                let epithet = || self.epithet(phrase, here, speaker);
                says_new
                    .then(epithet)
                    .flatten()
                    .or_else(|| (!says_new).then(|| self.nameless(phrase, head)))
            }
            Head::Age | Head::Belonging => match self.holder(phrase, here, speaker) {
                Chosen::One(id) => Some(id),
                Chosen::Unclear => None,
                Chosen::Nobody => self.epithet(phrase, here, speaker),
            },
        }
    }

    /// "his wife": who was called so with a name, or somebody new.
    pub(super) fn kin(&mut self, phrase: &Phrase, head: Head, sentence: usize) -> Option<usize> {
        let noun = self.names.words.lower(phrase.tokens.end - 1).to_owned();
        if is_spouse(&noun)
            && let Some(owner) = self.owner(phrase, sentence)
        {
            let other = self.couples.iter().find_map(|&(a, b)| match owner {
                _ if owner == a => Some(b),
                _ if owner == b => Some(a),
                _ => None,
            });
            if other.is_some() {
                return other;
            }
        }
        let mut known = self
            .names
            .referents
            .iter()
            .enumerate()
            .filter(|(_, r)| r.name.is_some() && r.may_be_person() && r.has_word(&noun))
            .filter(|(_, r)| r.last_before(phrase.tokens.start).is_some())
            .map(|(id, _)| id);
        let only = known.next().filter(|_| known.next().is_none());
        match head {
            Head::Body(_) => None,
            _ => Some(only.unwrap_or_else(|| self.nameless(phrase, head))),
        }
    }

    /// Whose husband or wife a phrase is about: who is meant by its first words.
    pub(super) fn owner(&self, phrase: &Phrase, sentence: usize) -> Option<usize> {
        let start = phrase.tokens.start;
        let at = |s: &Seen| {
            s.sentence == sentence
                && (s.tokens.start == start || s.tokens.end == start)
                && s.tokens.end <= start + 1
                || s.tokens.start == start && s.tokens.end < phrase.tokens.end
        };
        self.names.referents.iter().position(|r| r.seen.iter().any(at))
    }

    /// "One voter in the hall, a retired teacher, …": the nameless subject before the comma.
    pub(super) fn apposed(&mut self, phrase: &Phrase) -> Option<usize> {
        const REACH: usize = 6;
        let (lexicon, words) = (self.names.lexicon, self.names.words);
        let comma = phrase.tokens.start.checked_sub(1).filter(|&i| words.lower(i) == ",")?;
        let &(end, id) = self.subjects.last()?;
        let plain = (end..comma).all(|i| words.is_word(i) && !self.syntax().is_verb(i));
        if self.names.referents[id].name.is_some() || end + REACH < comma || !plain {
            return None;
        }
        self.names.referents[id].describe(lexicon, words, phrase.tokens.clone());
        Some(id)
    }

    /// "A nurse walked free on Tuesday. … Ann Stone, 39, wept": the nameless subject of the lead is
    /// who is named first with an age, if nothing else was said of that name.
    pub(super) fn name_the_nameless(&mut self, id: usize, name: &Name, here: Here) {
        /// The headline and the sentences of a lead; by which sentence the name has to come.
        const LEAD: usize = 2;
        const LATEST: usize = 7;
        let words = self.names.words;
        let aged = words.lower(name.tokens.end) == ","
            && words.kind(name.tokens.end + 1) == TokenKind::Number
            && matches!(words.lower(name.tokens.end + 2), "," | ".");
        let referent = &self.names.referents[id];
        if !aged || !referent.may_be_person() || !referent.classes.is_empty() {
            return;
        }
        if here.sentence > LATEST {
            return;
        }
        let leads = |s: &Seen| {
            s.form == MentionForm::Nominal
                && s.function == Function::Subject
                && (1..=LEAD).contains(&s.sentence)
                && matches!(words.lower(s.tokens.start), "a" | "an")
        };
        let fits = |r: &Referent| {
            r.name.is_none()
                && r.may_be_person()
                && !r.contradicts(referent.gender)
                && r.seen.first().is_some_and(leads)
        };
        let all = &self.names.referents;
        let mut nameless = (0..all.len()).filter(|&i| fits(&all[i]));
        let Some(one) = nameless.next().filter(|_| nameless.next().is_none()) else { return };
        let known = std::mem::replace(
            &mut self.names.referents[one],
            Referent::new(None, EntityKind::Other),
        );
        let referent = &mut self.names.referents[id];
        referent.learn_gender(known.gender);
        referent.classes.extend(known.classes);
        referent.words.extend(known.words);
        referent.seen.extend(known.seen);
        let rename = |was: &mut usize| {
            if *was == one {
                *was = id;
            }
        };
        self.subjects.iter_mut().for_each(|s| rename(&mut s.1));
        self.all_subjects.iter_mut().for_each(|s| rename(&mut s.2));
        if let Some(speaker) = &mut self.speaker {
            rename(&mut speaker.0);
        }
    }

    /// Somebody without a name.
    pub(super) fn nameless(&mut self, phrase: &Phrase, head: Head) -> usize {
        let kind = match head {
            Head::Body(_) => EntityKind::Organisation,
            _ => EntityKind::Person,
        };
        let mut referent = Referent::new(None, kind);
        let (lexicon, words) = (self.names.lexicon, self.names.words);
        referent.describe(lexicon, words, phrase.tokens.clone());
        self.names.referents.push(referent);
        self.names.referents.len() - 1
    }
}

/// Husband or wife.
pub(super) fn is_spouse(noun: &str) -> bool {
    matches!(noun, "husband" | "wife" | "widow" | "widower")
}
