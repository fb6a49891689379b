//! "the minister", "his wife", "a farmer": who of those known is meant, or somebody new.

use std::ops::Range;

use super::names::Name;
use super::phrases::Phrase;
use super::referents::{Head, Referent, Seen};
use super::resolve::Walk;
use super::score::{Chosen, Here};
use super::syntax::Function;
use super::{EntityKind, MentionForm};
use crate::engine::lexicon::NounUse;
use crate::engine::tag::Upos;
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
                // "the man" is not somebody new, but mostly who was just named.
                let mere = phrase.tokens.len() == 2
                    && matches!(self.names.words.lower(phrase.tokens.end - 1), "man" | "woman");
                let says_new = usage == NounUse::Epithet || self.is_role(phrase) || mere;
                let epithet = || self.epithet(phrase, here, speaker);
                says_new.then(epithet).flatten().or_else(|| {
                    let lead = self.leads(phrase, here);
                    (!says_new || lead).then(|| self.nameless(phrase, head))
                })
            }
            Head::Age | Head::Belonging => match self.holder(phrase, here, speaker) {
                Chosen::One(id) => Some(id),
                Chosen::Unclear => None,
                Chosen::Nobody => self.epithet(phrase, here, speaker),
            },
        }
    }

    /// "The mayor resigned on Monday": somebody by office at the head of a report, before any name.
    fn leads(&self, phrase: &Phrase, here: Here) -> bool {
        const LEAD: usize = 2;
        (1..=LEAD).contains(&here.sentence)
            && phrase.function == Function::Subject
            && self.is_role(phrase)
            && self.names.words.lower(phrase.tokens.start) == "the"
            && !self.names.referents.iter().any(|r| r.may_be_person() && !r.seen.is_empty())
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

    /// "the cider maker Stone Mills", "the agency AND": what kind of body bears the name. "Prosecuting,
    /// Ann Stone said": for whom somebody speaks in court.
    pub(super) fn describe_before(&mut self, id: usize, name: &Name, sentence: &Range<usize>) {
        let (lexicon, words) = (self.names.lexicon, self.names.words);
        let Some(noun) = name.tokens.start.checked_sub(1).filter(|&i| i >= sentence.start) else {
            return;
        };
        let referent = &mut self.names.referents[id];
        if referent.may_be_body() && lexicon.body_noun(words.lower(noun)).is_some() {
            let before = noun.saturating_sub(1).max(sentence.start);
            let plain = self.tags[before].upos == Upos::Noun && !words.is_capital(before);
            let start = if plain { before } else { noun };
            referent.describe(lexicon, words, start..noun + 1);
        }
        let opens = noun == sentence.start + 1 && words.lower(noun) == ",";
        if referent.may_be_person() && opens {
            match words.lower(sentence.start) {
                "prosecuting" => referent.classes.push("prosecutor"),
                "defending" | "mitigating" => referent.classes.push("lawyer"),
                _ => {}
            }
        }
    }

    /// "A nurse walked free on Tuesday. … Ann Stone, 39, wept": the nameless subject of the lead is
    /// who is named first, as a subject or with an age, if nothing else was said of that name. "The
    /// mayor resigned. … Ann Stone wrote" too.
    pub(super) fn name_the_nameless(
        &mut self,
        id: usize,
        name: &Name,
        phrase: &Phrase,
        here: Here,
    ) {
        let sentence = &self.names.words.document().sentences[here.sentence].tokens;
        /// The headline and the sentences of a lead; by which sentence the name has to come.
        const LEAD: usize = 2;
        const LATEST: usize = 7;
        let words = self.names.words;
        let aged = words.lower(name.tokens.end) == ","
            && words.kind(name.tokens.end + 1) == TokenKind::Number
            && matches!(words.lower(name.tokens.end + 2), "," | ".");
        let referent = &self.names.referents[id];
        let polite = |class: &&str| matches!(*class, "mr" | "mrs" | "sir");
        if !referent.may_be_person() || !referent.classes.iter().all(polite) {
            return;
        }
        let is_first = name.tokens.len() > 1
            && (phrase.function == Function::Subject
                || self.syntax().reporting_verb(&phrase.outer, sentence).is_some())
            && !self.names.referents.iter().any(|r| {
                r.name.is_some() && r.may_be_person() && r.seen.iter().any(|s| s.sentence > 0)
            });
        if !aged && !is_first {
            return;
        }
        if here.sentence > LATEST {
            return;
        }
        let leads = |s: &Seen| {
            matches!(s.form, MentionForm::Nominal | MentionForm::Title)
                && s.function == Function::Subject
                && (1..=LEAD).contains(&s.sentence)
                && (matches!(words.lower(s.tokens.start), "a" | "an")
                    || is_first && words.lower(s.tokens.start) == "the")
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
        // "one of the officials": an official.
        let end = phrase.tokens.end;
        if phrase.tokens.len() == 1 && words.lower(end) == "of" {
            const REACH: usize = 5;
            let plural = (end + 1..end + REACH).find_map(|i| words.lower(i).strip_suffix('s'));
            if let Some(one) = plural.filter(|one| one.len() > 3) {
                referent.words.push(one.to_owned());
                referent.classes.extend(lexicon.role(one));
            }
        }
        self.names.referents.push(referent);
        self.names.referents.len() - 1
    }
}

/// Husband or wife.
pub(super) fn is_spouse(noun: &str) -> bool {
    matches!(noun, "husband" | "wife" | "widow" | "widower")
}
