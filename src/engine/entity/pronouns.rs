//! Whom "he" and "she" mean, and which body "it" is.

use super::MentionForm;
use super::phrases::Phrase;
use super::referents::{Referent, Seen};
use super::resolve::Walk;
use super::score::{Here, choose, salience, score};
use super::syntax::Function;
use crate::engine::lexicon::Gender;
use crate::engine::tag::{Relation, Xpos};

impl Walk<'_> {
    /// Whom "he" or "she" means.
    pub(super) fn person(
        &mut self,
        phrase: &Phrase,
        gender: Gender,
        reflexive: bool,
        here: Here,
        speaker: Option<usize>,
    ) -> Option<usize> {
        let fits = |id: usize| {
            let r = &self.names.referents[id];
            r.may_be_person() && !r.contradicts(Some(gender))
        };
        let subject = self.subjects.iter().rev().find(|(end, _)| *end <= here.at).map(|s| s.1);
        if reflexive && let Some(id) = subject.filter(|&id| fits(id)) {
            return Some(id);
        }
        // Who does something does not do it to "him", but to "himself".
        let bound = matches!(phrase.function, Function::Object | Function::Oblique);
        let ids: Vec<usize> = (0..self.names.referents.len())
            .filter(|&id| fits(id) && speaker != Some(id) && !(bound && subject == Some(id)))
            .collect();
        let ahead = self.ahead(here).filter(|id| ids.contains(id));
        let looks = self.look(phrase, gender, here, &ids, ahead);
        let scored = looks.iter().map(|(f, id)| (score(f), *id)).collect();
        if let Some(all) = &mut self.looks {
            all.push((self.names.words.span(phrase.tokens.clone()), looks));
        }
        choose(scored, self.weights.person).filter(|&id| !self.is_one_of_a_pair(id, &ids))
    }

    /// "Settled between John Stone and Peter Hale. He": `id` and another of `ids` were last spoken of
    /// together, and never before.
    fn is_one_of_a_pair(&self, id: usize, ids: &[usize]) -> bool {
        let only = |id: usize| match &self.names.referents[id].seen[..] {
            [seen] if seen.joined => Some((seen.sentence, seen.clause)),
            _ => None,
        };
        only(id).is_some_and(|pair| ids.iter().any(|&o| o != id && only(o) == Some(pair)))
    }

    /// "Ann Stone said that she": `referent` is the subject of the reporting verb right before.
    pub(super) fn says_so(&self, referent: &Referent, here: Here) -> bool {
        let words = self.names.words;
        let that = usize::from(here.at > 0 && words.lower(here.at - 1) == "that");
        let Some(verb) = (here.at - that).checked_sub(1) else { return false };
        let sentence = &words.document().sentences[here.sentence].tokens;
        let is_subject = |s: &&Seen| {
            s.function == Function::Subject
                && s.tokens.start >= sentence.start
                && s.tokens.end <= verb
                && self.syntax().reporting_verb(&s.tokens, sentence) == Some(verb)
        };
        self.syntax().reports(verb) && referent.seen.iter().find(is_subject).is_some()
    }

    /// "When she took office, Ann Stone …": the name that an opening clause looks ahead to.
    fn ahead(&self, here: Here) -> Option<usize> {
        let words = self.names.words;
        let sentence = &words.document().sentences[here.sentence].tokens;
        let opens = matches!(
            words.lower(sentence.start),
            "when"
                | "as"
                | "after"
                | "before"
                | "while"
                | "although"
                | "though"
                | "if"
                | "asked"
                | "since"
                | "because"
                | "until"
                | "once"
                | "speaking"
                | "despite"
                | "in"
                | "on"
                | "with"
                | "for"
                | "at"
                | "by"
                | "from"
        );
        if !opens || (sentence.start..here.at).any(|i| words.lower(i) == ",") {
            return None;
        }
        let comma = (here.at..sentence.end).find(|&i| words.lower(i) == ",")?;
        let people = self.names.referents.iter().enumerate().filter(|(_, r)| r.may_be_person());
        let subject = |r: &Referent| {
            r.seen
                .iter()
                .find(|s| {
                    s.form == MentionForm::Name
                        && s.function == Function::Subject
                        && s.tokens.start > comma
                        && s.tokens.end <= sentence.end
                })
                .map(|s| s.tokens.start)
        };
        people
            .filter_map(|(id, r)| Some((subject(r)?, id)))
            .min()
            .filter(|(start, _)| *start < comma + 8)
            .map(|(_, id)| id)
    }

    /// Which body "they" means: "The club said they would appeal", "The band lost their drummer".
    pub(super) fn plural(&self, here: Here) -> Option<usize> {
        let syntax = self.syntax();
        let words = self.names.words;
        let sentence = &words.document().sentences[here.sentence].tokens;
        // A subject of its own, not the "Stone" of "Stone workers".
        let is_subject = |s: &&Seen| {
            s.function == Function::Subject
                && !s.joined
                && s.sentence == here.sentence
                && s.tokens.end <= here.at
                && matches!(
                    syntax.tags[syntax.head(&s.tokens)].relation,
                    Relation::Nsubj | Relation::NsubjOuter | Relation::Appos
                )
        };
        let bodies = self.names.referents.iter().enumerate().filter(|(_, r)| r.may_be_body());
        let found = bodies
            .filter_map(|(id, r)| Some((r.seen.iter().rev().find(is_subject)?.tokens.clone(), id)))
            .max_by_key(|(tokens, _)| tokens.start);
        let (tokens, id) = found?;
        // Somebody else in between may be meant.
        let many = (tokens.end..here.at).any(|i| {
            matches!(syntax.tags[i].xpos, Xpos::Nns | Xpos::Nnps)
                || matches!(syntax.tags[i].relation, Relation::Nsubj | Relation::NsubjPass)
        });
        if many {
            return None;
        }
        if words.lower(here.at) == "their" {
            let verb = syntax.tags[syntax.bearer(&tokens)].head;
            return verb.filter(|&v| syntax.clauses(here.at)[0] == Some(v)).map(|_| id);
        }
        let that = usize::from(words.lower(here.at - 1) == "that");
        let verb = (here.at - that).checked_sub(1)?;
        (syntax.reporting_verb(&tokens, sentence) == Some(verb)).then_some(id)
    }

    /// Which body "it" means.
    pub(super) fn thing(
        &self,
        phrase: &Phrase,
        here: Here,
        speaker: Option<usize>,
    ) -> Option<usize> {
        if matches!(phrase.function, Function::Object | Function::Oblique) {
            return None;
        }
        let mut candidates = Vec::new();
        for (id, referent) in self.names.referents.iter().enumerate() {
            if !referent.may_be_body() || speaker == Some(id) {
                continue;
            }
            let Some(last) = referent.last_before(here.at) else { continue };
            let near = last.sentence + 1 >= here.sentence;
            if let Some(score) = salience(self.weights, referent, here).filter(|_| near) {
                candidates.push((score, id));
            }
        }
        choose(candidates, self.weights.thing)
    }
}
