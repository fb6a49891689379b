//! Roles and titles beside a name: before it, before a comma, behind a comma.
//!
//! Each role is one span, with the body where it is given: "chief executive of Stone Mills".

use std::ops::Range;

use super::names::Name;
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;

/// The longest role before a name, in tokens.
const LONGEST_BEFORE: usize = 9;
/// The longest role behind a name, in tokens.
const LONGEST_BEHIND: usize = 14;

/// Finds the roles of the names of one sentence.
pub(super) struct RoleFinder<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) words: &'a Words<'a>,
    /// Tokens of the sentence.
    pub(super) sentence: Range<usize>,
}

impl RoleFinder<'_> {
    /// The roles that stand at `name`.
    pub(super) fn roles(&self, name: &Name) -> impl Iterator<Item = Range<usize>> {
        let before = name.role.clone().or_else(|| self.before(name.tokens.start));
        let before = before.or_else(|| self.before_comma(&name.tokens));
        [before, self.behind(name.tokens.end)].into_iter().flatten()
    }

    fn is_role(&self, i: usize) -> bool {
        self.lexicon.role(self.words.lower(i).trim_end_matches('.')).is_some()
    }

    /// "spokeswoman Ann Stone": a role in small letters before the name at `start`.
    fn before(&self, start: usize) -> Option<Range<usize>> {
        let last = start.checked_sub(1).filter(|&last| last >= self.sentence.start)?;
        if !self.is_role(last) {
            return None;
        }
        let mut from = last;
        while from > self.sentence.start && last - from < LONGEST_BEFORE {
            let word = self.words.lower(from - 1);
            let owner = self.words.is_possessive(from - 1)
                && from > self.sentence.start + 1
                && self.words.is_capital(from - 2);
            let joins = self.lexicon.is_role_modifier(word)
                || self.is_role(from - 1)
                || owner
                || (self.words.is_capital(from - 1) && !self.lexicon.is_stop_word(word));
            if !joins {
                break;
            }
            from -= 1;
        }
        Some(from..start)
    }

    /// "the former mayor, Ann Stone, said", "the head of the clinic, Ann Stone, said".
    fn before_comma(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let comma = name.start.checked_sub(1).filter(|&i| i > self.sentence.start)?;
        let closed = matches!(self.words.lower(name.end), "," | "." | "");
        if self.words.lower(comma) != "," || !closed {
            return None;
        }
        self.before(comma).or_else(|| {
            let first = comma.saturating_sub(LONGEST_BEFORE).max(self.sentence.start);
            let of = (first..comma).rev().find(|&i| {
                matches!(self.words.lower(i), "of" | "for" | "at")
                    || !(self.words.is_word(i) || self.words.lower(i) == "-")
            })?;
            let hangs = matches!(self.words.lower(of), "of" | "for" | "at");
            let head = hangs.then(|| self.before(of)).flatten()?;
            Some(head.start..comma)
        })
    }

    /// "Ann Stone, the former mayor,", "Ann Stone, who heads the board,": a role behind a comma
    /// behind the name that ends at `end`.
    fn behind(&self, end: usize) -> Option<Range<usize>> {
        if self.words.lower(end) != "," || end >= self.sentence.end {
            return None;
        }
        let mut start = end + 1;
        let last = self.sentence.end.min(start + LONGEST_BEHIND);
        let stop =
            (start..last).find(|&i| matches!(self.words.word(i), "," | "." | ";" | ")" | ""))?;
        if self.words.lower(start) == "who"
            && matches!(
                self.words.lower(start + 1),
                "heads"
                    | "leads"
                    | "chairs"
                    | "runs"
                    | "directs"
                    | "headed"
                    | "led"
                    | "chaired"
                    | "ran"
                    | "owns"
                    | "founded"
                    | "manages"
            )
        {
            return (stop > start + 2).then_some(start + 1..stop);
        }
        if matches!(self.words.lower(start), "the" | "a" | "an" | "its" | "his" | "her" | "their") {
            start += 1;
        }
        let head = (start..stop).find(|&i| self.is_role(i))?;
        let plain = (start..head).all(|i| {
            let word = self.words.lower(i);
            self.lexicon.is_role_modifier(word)
                || self.words.is_capital(i)
                || self.words.is_possessive(i)
                || self.is_role(i)
                || word == "-"
        });
        (plain && stop > start).then_some(start..stop)
    }
}
