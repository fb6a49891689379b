//! Whom "the minister", "the Republican", "the billionaire" and "the company" mean.

use super::phrases::Phrase;
use super::referents::{Referent, Seen, role_class};
use super::resolve::Walk;
use super::score::{Chosen, Here, Weights, choose, salience, weigh};
use super::syntax::Function;
use super::{EntityKind, MentionForm};
use crate::engine::lexicon::{BodyClass, Lexicon, NounUse, Place};
use crate::engine::segment::Words;

impl Referent {
    /// Takes over what stands behind a name that ends at token `end`: ", 58," and "(D-Ohio)".
    pub(super) fn describe_behind(&mut self, lexicon: &Lexicon, words: &Words<'_>, end: usize) {
        if words.lower(end) == "," && matches!(words.lower(end + 2), "," | ".") {
            let age = words.lower(end + 1);
            if age.len() == 2 && age.bytes().all(|b| b.is_ascii_digit()) {
                self.words.push(age.to_owned());
            }
        }
        if words.lower(end) == "," {
            match words.lower(end + 1) {
                "prosecuting" => self.classes.push("prosecutor"),
                "defending" | "mitigating" => self.classes.push("lawyer"),
                "who" if matches!(words.lower(end + 2), "studies" | "researches" | "studied") => {
                    self.classes.push("analyst");
                }
                _ => {}
            }
        }
        match words.word(end) {
            "KC" | "QC" => self.classes.push("lawyer"),
            "MP" | "MSP" | "MEP" => self.classes.push("mp"),
            _ => {}
        }
        if words.lower(end) == "(" {
            let party = match words.lower(end + 1).trim_end_matches('.') {
                "d" => Some("democrat"),
                "r" => Some("republican"),
                _ => lexicon.affiliation(words.word(end + 1)),
            };
            self.words.extend(party.map(str::to_owned));
        }
    }

    /// How well a phrase for a person says what this one is known to be; `None` if it does not.
    fn answers(
        &self,
        weights: &Weights,
        lexicon: &Lexicon,
        words: &Words<'_>,
        phrase: &Phrase,
    ) -> Option<f64> {
        let (start, head) = (phrase.tokens.start, phrase.tokens.end - 1);
        let (word, noun) = (words.word(head), words.lower(head));
        if noun == "old" {
            return self.has_word(words.lower(start + 1)).then_some(weights.same_role);
        }
        if let Some(party) = lexicon.affiliation(word) {
            return self.has_word(party).then_some(weights.same_role);
        }
        let class = role_class(lexicon, words, start, head);
        let same = class.is_some_and(|c| self.classes.contains(&c))
            || class.is_none() && self.has_word(noun);
        // A prime minister is no mere minister.
        let higher = class.is_some() && class != lexicon.role(noun);
        let kind =
            || !higher && self.classes.iter().any(|class| lexicon.is_kind_of_role(noun, class));
        let mut score = if same {
            weights.same_role
        } else if kind() {
            weights.kind_of_role
        } else {
            return None;
        };
        if same && self.name.is_some() && self.has_word(noun) {
            score += weights.exact_word;
        }
        for i in start + 1..head {
            let before = words.lower(i);
            if self.has_word(before)
                || before == "former" && self.has_word("predecessor")
                || lexicon.affiliation(words.word(i)).is_some_and(|p| self.has_word(p))
            {
                score += weights.same_word;
            } else if !matches!(
                before,
                "former" | "prime" | "chief" | "senior" | "veteran" | "then"
            ) && words.is_word(i)
                && !words.is_possessive(i)
            {
                let tells = words.is_capital(i) || lexicon.is_role_modifier(before);
                score += if tells { weights.other_word } else { weights.other_word / 3.0 };
            } else if before == "former" {
                score += weights.other_word / 2.0;
            }
        }
        if self.has_word("predecessor") && (start + 1..head).all(|i| words.lower(i) != "former") {
            score += weights.other_word;
        }
        Some(score)
    }
}

impl Walk<'_> {
    /// Who is known to have the role, party or age that a phrase names.
    pub(super) fn holder(&self, phrase: &Phrase, here: Here, speaker: Option<usize>) -> Chosen {
        let (lexicon, words) = (self.names.lexicon, self.names.words);
        let sex = lexicon.person_noun(words.lower(phrase.tokens.end - 1)).map(|noun| noun.gender);
        let mut candidates = Vec::new();
        for (id, referent) in self.names.referents.iter().enumerate() {
            if !referent.may_be_person() || referent.contradicts(sex) || speaker == Some(id) {
                continue;
            }
            let Some(near) = salience(self.weights, referent, here) else { continue };
            // "The Turkish minister" is no Russian one.
            let origin = (phrase.tokens.start..phrase.tokens.end).find(|&i| self.is_origin(i));
            if origin.is_some_and(|i| self.is_of_other_origin(referent, words.lower(i))) {
                continue;
            }
            if let Some(mut answer) = referent.answers(self.weights, lexicon, words, phrase) {
                // Who says something says it of somebody else.
                let says =
                    |s: &Seen| s.sentence == here.sentence && s.function == Function::Subject;
                if referent.last_before(here.at).is_some_and(says) {
                    answer += self.weights.other_word;
                }
                candidates.push((answer + self.weights.near * near, id));
            }
        }
        weigh(&mut candidates, self.weights.holder)
    }

    /// Who is meant by a phrase that says something new: who stands out nearby.
    pub(super) fn epithet(
        &self,
        phrase: &Phrase,
        here: Here,
        speaker: Option<usize>,
    ) -> Option<usize> {
        let (lexicon, words) = (self.names.lexicon, self.names.words);
        let head = phrase.tokens.end - 1;
        let noun = words.lower(head);
        let parent = (words.lower(head - 1) == "-" && head > 3).then(|| words.lower(head - 4));
        let sex = lexicon.person_noun(parent.unwrap_or(noun)).map(|n| n.gender);
        let sex = sex.or_else(|| gender_of_origin(noun));
        let is_role = lexicon.role(noun).is_some();
        let says_new = lexicon.person_noun(noun).is_some_and(|noun| noun.usage == NounUse::Epithet)
            || phrase.tokens.clone().any(|i| matches!(words.lower(i), "former" | "retired"));
        let polite = |class: &&str| matches!(*class, "mr" | "mrs" | "sir");
        // A goalkeeper is no defender.
        let plays = |class: &str| lexicon.is_kind_of_role("player", class);
        let position = lexicon.role(noun).filter(|class| plays(class));
        let party = lexicon.affiliation(words.word(head)).is_some();
        let aged = |r: &Referent| {
            r.words.iter().any(|w| w.len() == 2 && w.bytes().all(|b| b.is_ascii_digit()))
        };
        let origin = (phrase.tokens.start..phrase.tokens.end).find(|&i| self.is_origin(i));
        let fits = |id: usize, referent: &Referent| {
            let other_party = party
                && ["democrat", "republican", "labour", "conservative"]
                    .iter()
                    .any(|p| referent.has_word(p));
            let unfit = !referent.may_be_person()
                || referent.contradicts(sex)
                || speaker == Some(id)
                || other_party
                || noun == "old" && aged(referent)
                || is_role && !says_new && !referent.classes.iter().all(polite)
                || position.is_some_and(|p| referent.classes.iter().any(|c| plays(c) && *c != p))
                || origin.is_some_and(|i| self.is_of_other_origin(referent, words.lower(i)));
            !unfit
        };
        let mut candidates = Vec::new();
        let all = self.names.referents.iter().enumerate().filter(|(id, r)| fits(*id, r));
        let latest = all
            .clone()
            .filter_map(|(id, r)| Some((r.last_before(here.at)?.tokens.start, id)))
            .max();
        for (id, referent) in all {
            let Some(mut score) = salience(self.weights, referent, here) else { continue };
            let Some(last) = referent.last_before(here.at) else { continue };
            // "The coach said the skipper": who does something is not described anew in it.
            if last.sentence == here.sentence && last.function == Function::Subject {
                continue;
            }
            // Who was the subject goes on as "he"; who has just come in is described.
            if last.form == MentionForm::Name {
                score += self.weights.by_name;
            }
            if last.function == Function::Subject {
                score += self.weights.was_subject;
                // "The Swede": seldom who was spoken of, mostly who has just been named beside.
                if origin == Some(head) && last.sentence + 1 == here.sentence {
                    score += self.weights.was_spoken_of;
                }
            }
            if latest.is_some_and(|l| l.1 == id) {
                score += self.weights.latest;
            }
            let politician = party
                && referent
                    .classes
                    .iter()
                    .any(|class| lexicon.is_kind_of_role("politician", class));
            if politician {
                score += self.weights.kind_of_role;
            }
            if origin.is_some_and(|i| referent.has_word(words.lower(i))) {
                score += self.weights.kind_of_role;
            }
            candidates.push((score, id));
        }
        choose(candidates, self.weights.epithet)
    }

    /// "Italian", "Chinese".
    fn is_origin(&self, i: usize) -> bool {
        let words = self.names.words;
        words.is_capital(i) && self.names.lexicon.place(words.word(i)) == Some(Place::Demonym)
    }

    /// Whether the article has called `referent` by another origin than `origin`.
    fn is_of_other_origin(&self, referent: &Referent, origin: &str) -> bool {
        referent.origins.iter().all(|o| o != origin) && !referent.origins.is_empty()
    }

    /// Which body "the company" means.
    pub(super) fn body(
        &self,
        phrase: &Phrase,
        class: BodyClass,
        here: Here,
        speaker: Option<usize>,
    ) -> Option<usize> {
        let words = self.names.words;
        let noun = words.lower(phrase.tokens.end - 1);
        let fits = |r: &Referent| r.bodies.contains(&class) || r.has_word(noun);
        let bodies = || {
            let all = self.names.referents.iter().enumerate();
            all.filter(|(id, r)| {
                let acts = |s: &Seen| matches!(s.function, Function::Subject | Function::Owner);
                r.may_be_body()
                    && speaker != Some(*id)
                    && r.last_before(here.at).is_some()
                    // A name that is never more than a place to be in or go to is a town.
                    && (r.kind == EntityKind::Organisation || r.seen.iter().any(acts))
            })
        };
        let only = bodies().filter(|(_, r)| fits(r)).count() == 1;
        let near_by = |r: &Referent| {
            r.last_before(here.at).is_some_and(|last| last.sentence + 2 >= here.sentence)
        };
        let lone = bodies().filter(|(_, r)| near_by(r)).count() == 1;
        let first_body = self.first_body();
        let mut candidates = Vec::new();
        for (id, referent) in bodies() {
            let Some(near) = salience(self.weights, referent, here) else { continue };
            let unknown = referent.bodies.is_empty();
            // "a newspaper" of the lead is soon forgotten for one with a name.
            let faded = referent.name.is_none()
                && referent.last_before(here.at).is_some_and(|s| s.sentence + 2 <= here.sentence);
            let mut answer = if faded && referent.bodies.contains(&class) {
                self.weights.same_class
            } else if referent.has_word(noun) || noun == "force" && referent.has_word("police") {
                self.weights.same_role
            } else if !is_particular(noun)
                && (referent.bodies.contains(&class)
                    || class == BodyClass::Company && first_body == Some(id) && unknown)
            {
                self.weights.same_class
            } else if !is_particular(noun) && (unknown || is_general(noun, &referent.bodies))
                || (only && class != BodyClass::State && referent.bodies.contains(&class)
                    || noun == "school"
                        && ["university", "college", "primary", "academy", "grammar"]
                            .iter()
                            .any(|w| referent.has_word(w))
                    || noun == "party"
                        && referent
                            .name
                            .as_deref()
                            .is_some_and(|name| self.names.lexicon.affiliation(name).is_some())
                    || noun == "institution"
                        && ["bank", "university", "hospital", "museum"]
                            .iter()
                            .any(|w| referent.has_word(w))
                    || noun == "authority" && referent.has_word("council"))
                || (unknown
                    && lone
                    && near_by(referent)
                    && referent.kind == EntityKind::Organisation
                    && is_common(noun))
            {
                0.0
            } else {
                continue;
            };
            if only && fits(referent) {
                answer += self.weights.only;
            }
            // "the cider maker" is who was called so.
            let told = (phrase.tokens.start + 1..phrase.tokens.end - 1)
                .any(|i| referent.has_word(words.lower(i)));
            if told {
                answer += self.weights.same_word;
            }
            candidates.push((answer + self.weights.near * near, id));
        }
        choose(candidates, self.weights.body)
    }

    /// The body that the article begins with, if its name is the subject of one of the first sentences.
    fn first_body(&self) -> Option<usize> {
        const LEAD: usize = 4;
        let first = |r: &Referent| r.seen.first().map(|seen| seen.tokens.start);
        let bodies = self.names.referents.iter().enumerate();
        let named = bodies.filter(|(_, r)| r.kind == EntityKind::Organisation && r.name.is_some());
        let (id, referent) =
            named.filter(|(_, r)| first(r).is_some()).min_by_key(|(_, r)| first(r))?;
        let leads = |s: &Seen| s.function == Function::Subject && s.sentence < LEAD;
        referent.seen.iter().any(leads).then_some(id)
    }
}

/// Nouns for bodies of more than one kind.
fn is_general(noun: &str, bodies: &[BodyClass]) -> bool {
    let public = |b: &BodyClass| matches!(b, BodyClass::State | BodyClass::Association);
    matches!(noun, "agency" | "body" | "group" | "organisation" | "organization" | "watchdog")
        && bodies.iter().any(public)
}

/// Nouns that also mean a body whose name does not say that it is one.
fn is_common(noun: &str) -> bool {
    matches!(noun, "movement" | "bank" | "chain" | "network" | "platform" | "campaign" | "party")
}

/// Nouns that mean a body only if it was called so.
fn is_particular(noun: &str) -> bool {
    matches!(
        noun,
        "government"
            | "parliament"
            | "senate"
            | "court"
            | "police"
            | "army"
            | "navy"
            | "military"
            | "party"
            | "university"
            | "college"
            | "school"
            | "hospital"
            | "museum"
            | "service"
            | "church"
            | "cabinet"
            | "council"
            | "ministry"
            | "bank"
            | "exchange"
            | "embassy"
            | "house"
            | "theatre"
            | "theater"
            | "treasury"
            | "assembly"
            | "platform"
            | "league"
            | "network"
            | "daily"
            | "weekly"
            | "station"
            | "chain"
            | "campaign"
            | "movement"
            | "office"
            | "choir"
            | "orchestra"
            | "band"
            | "journal"
            | "trust"
            | "side"
            | "lobby"
            | "panel"
            | "prosecutor"
            | "administration"
            | "department"
            | "committee"
            | "commission"
            | "authority"
            | "board"
    )
}

/// "the Frenchman", "the Welshwoman".
fn gender_of_origin(noun: &str) -> Option<crate::engine::lexicon::Gender> {
    use crate::engine::lexicon::Gender;
    if noun.ends_with("woman") {
        Some(Gender::Female)
    } else {
        noun.ends_with("man").then_some(Gender::Male)
    }
}
