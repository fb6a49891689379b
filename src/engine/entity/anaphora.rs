//! Titles and pronouns: which words they are, and whom they mean.

use std::ops::Range;

use super::people::{Linker, MEMORY};
use crate::engine::lexicon::Gender;

/// How many sentences back a pronoun reaches.
const REACH: usize = 3;

impl Linker<'_> {
    /// "the French president", "the minister": not before a name.
    pub(super) fn title(&self, i: usize, end: usize) -> Option<Range<usize>> {
        if self.words.lower(i) != "the" {
            return None;
        }
        let near = end.min(i + 6);
        let mut last = None;
        for k in i + 1..near {
            let word = self.words.lower(k);
            if self.lexicon.role(word).is_some() {
                last = Some(k);
            } else if !(self.words.is_capital(k)
                || self.lexicon.is_role_modifier(word)
                || self.words.is_possessive(k))
            {
                break;
            }
        }
        let last = last?;
        let named = last + 1 < end && self.words.is_capital(last + 1);
        let plural = self.words.lower(last).ends_with('s') && self.words.lower(last) != "boss";
        (!named && !plural).then_some(i..last + 1)
    }

    pub(super) fn resolve_title(&self, title: Range<usize>) -> Option<usize> {
        let class = self.lexicon.role(self.words.lower(title.end - 1))?;
        let press = self.words.lower(title.end - 2) == "press";
        let class = if press { "spokesperson" } else { class };
        let holders = || {
            self.recent
                .iter()
                .rev()
                .take(MEMORY)
                .map(|(id, _)| *id)
                .filter(|&id| self.people[id].classes.contains(&class))
        };
        let modifier = title.clone().find(|&i| {
            self.words.is_capital(i)
                && self.lexicon.role(self.words.lower(i)).is_none()
                && !self.lexicon.is_role_modifier(self.words.lower(i))
                && self.words.lower(i) != "the"
        });
        let Some(modifier) = modifier else { return holders().next() };
        let word = self.words.word(modifier);
        let document = self.words.document();
        let fits = |id: &usize| {
            self.people[*id].entity.roles.iter().any(|r| document.words(*r).contains(word))
        };
        holders().find(fits).or_else(|| {
            let mut all = holders();
            let only = all.next();
            only.filter(|_| all.next().is_none())
        })
    }

    pub(super) fn resolve_pronoun(&self, gender: Gender, sentence: usize) -> Option<usize> {
        let fits =
            |id: usize| self.people[id].gender.is_none_or(|g| g == gender || g == Gender::Either);
        if let Some((id, at)) = self.focus
            && sentence - at < REACH
            && fits(id)
        {
            return Some(id);
        }
        let mut near = self
            .recent
            .iter()
            .rev()
            .take_while(|(_, at)| sentence - at < REACH)
            .filter(|(id, _)| fits(*id));
        let only = near.next()?;
        near.next().is_none().then_some(only.0)
    }
}
