//! Where a run of capitalised words begins and ends, and which words in small letters join two.

use std::ops::Range;

use super::{LONGEST, NameFinder, is_acronym};
use crate::engine::tag::{NameKind, NameTag, Upos};
use crate::engine::text::Sentence;

impl NameFinder<'_> {
    /// The run of capitalised words that begins at token `i`.
    pub(super) fn run(&self, i: usize, sentence: &Sentence) -> Option<Range<usize>> {
        if !self.begins(i, sentence) {
            return None;
        }
        let last = sentence.tokens.end.min(i + LONGEST);
        let mut end = i + 1;
        while end < last {
            let bridge = self.bridge(end, last).filter(|_| !self.is_whole_person(i, end));
            let bridge = bridge.or_else(|| self.bridge_in_body(i, end, last));
            // "the Department for Transport".
            let office =
                self.words.lower(end) == "for" && end + 1 < last && self.is_organised(end - 1);
            let bridge = bridge.or_else(|| office.then_some(end + 1));
            // "the Toy Traders' Association".
            let plural = matches!(self.words.lower(end), "'" | "’")
                && self.words.is_glued(end)
                && self.words.lower(end - 1).ends_with('s')
                && end + 1 < last
                && self.is_organised(end + 1);
            let bridge = bridge.or_else(|| plural.then_some(end + 1));
            // "St Ann's Hospital".
            let saint = self.words.is_possessive(end)
                && matches!(self.words.lower(i).trim_end_matches('.'), "st" | "saint")
                && (end + 1..last.min(end + 3)).any(|k| self.is_organised(k));
            let bridge = bridge.or_else(|| saint.then_some(end + 1));
            if self.belongs(end) {
                end += 1;
            } else if let Some(next) = bridge.filter(|&next| self.belongs(next)) {
                end = next + 1;
            } else {
                break;
            }
        }
        Some(i..end)
    }

    fn begins(&self, i: usize, sentence: &Sentence) -> bool {
        if !self.belongs(i) {
            return false;
        }
        let word = self.words.word(i);
        if !self.opens(i, sentence) {
            return true;
        }
        let listed = self.lexicon.first_name(word).is_some()
            || self.lexicon.place(word).is_some()
            || self.lexicon.is_body(word)
            || self.lexicon.is_agency(word);
        // "Secretary of State Ann Stone".
        let of = self.is_role(i) && self.words.lower(i + 1) == "of" && i + 3 < sentence.tokens.end;
        let next = i + 1 < sentence.tokens.end && self.belongs(i + 1)
            || of && self.belongs(i + 2) && self.belongs(i + 3);
        let lower = self.words.lower(i);
        let before_role = next && self.is_role(i + 1);
        let plain = !before_role
            && (self.lexicon.cue(lower).is_some()
                || lower.ends_with("ing")
                || lower.ends_with("ly"));
        let common = self.lexicon.body_noun(lower).is_some()
            || self.lexicon.person_noun(lower).is_some()
            || self.is_role(i);
        if common && !next && !listed {
            return false;
        }
        if is_acronym(word) && word.len() > 6 && !listed {
            return false;
        }
        listed || self.seen.contains(word) || (next && !plain) || is_acronym(word)
    }

    pub(in crate::engine::entity) fn belongs(&self, i: usize) -> bool {
        let lower = self.words.lower(i);
        self.words.is_capital(i)
            && !self.words.is_possessive(i)
            && !matches!(lower, "i" | "the" | "a" | "an")
            && (!self.lexicon.is_stop_word(lower) || is_acronym(self.words.word(i)))
            && self.lexicon.calendar(lower.trim_end_matches('.')).is_none()
    }

    /// Past the words that may join two parts of a name.
    fn bridge(&self, i: usize, last: usize) -> Option<usize> {
        let lower = self.words.lower(i);
        let next = match lower {
            "of" if i > 1 && self.is_polite(i - 2) => return None,
            "of" if self.words.lower(i + 1) == "the" => i + 2,
            "of" | "de" | "van" | "von" | "der" | "den" | "bin" | "al" | "el" | "la" | "da"
            | "dos" | "ibn" | "di" | "du" | "&" => i + 1,
            "-" | "‑" if self.words.is_glued(i) && self.words.is_glued(i + 1) => i + 1,
            _ => return None,
        };
        (next < last).then_some(next)
    }

    /// "Mrs", "Mr".
    fn is_polite(&self, i: usize) -> bool {
        matches!(self.words.lower(i).trim_end_matches('.'), "mr" | "mrs" | "ms" | "miss")
    }

    /// "Ann Stone of …": first name and surname from `start` to `end`.
    fn is_whole_person(&self, start: usize, end: usize) -> bool {
        let given = (start..end).rev().skip(1).take(3);
        // What lists do not know, the tagger may.
        let tagged = || {
            let start = (start..end).find(|&i| !self.is_role(i)).unwrap_or(start);
            end - start == 2
                && self.tags[start].name == NameTag::Begin(NameKind::Person)
                && self.tags[end - 1].name == NameTag::Inside(NameKind::Person)
                && self.tags[end].name == NameTag::Outside
        };
        self.words.lower(end) == "of"
            && (given.into_iter().any(|i| self.lexicon.first_name(self.words.word(i)).is_some())
                || tagged())
            && !(start..end).any(|i| self.is_organised(i))
    }

    /// "the Health and Safety Board": past the "and" at `end`.
    fn bridge_in_body(&self, start: usize, end: usize, last: usize) -> Option<usize> {
        let article = start > 0 && self.words.lower(start - 1) == "the";
        if self.words.lower(end) != "and" || !article || end - start > 2 {
            return None;
        }
        let known = (start..end).any(|i| {
            let word = self.words.word(i);
            self.lexicon.first_name(word).is_some()
                || self.lexicon.place(word).is_some()
                || self.lexicon.is_body(word)
                || self.is_organised(i)
                || is_acronym(word)
        });
        let mut body = (end + 1..last.min(end + 4)).take_while(|&i| self.belongs(i));
        (!known && body.any(|i| self.is_organised(i))).then_some(end + 1)
    }

    /// "Rival Stone Mills said": a plain noun with a capital because it opens the sentence.
    pub(super) fn is_mere_opening(&self, run: &Range<usize>) -> bool {
        let first = &self.tags[run.start];
        run.len() > 1
            && first.name == NameTag::Outside
            && (matches!(first.upos, Upos::Noun | Upos::Adj)
                || self.lexicon.person_noun(self.words.lower(run.start)).is_some())
            && matches!(self.tags[run.start + 1].name, NameTag::Begin(_))
            && self.lexicon.first_name(self.words.word(run.start)).is_none()
            && !self.is_role(run.start)
            // "Rescuer Ann Stone said".
            || run.len() == 3
                && self.words.lower(run.start).ends_with("er")
                && self.lexicon.first_name(self.words.word(run.start)).is_none()
                && self.lexicon.first_name(self.words.word(run.start + 1)).is_some()
                && !self.is_role(run.start)
    }
}
