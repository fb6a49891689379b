//! Names: runs of capitalised words, cut into role and name, and told apart by kind.

use std::collections::HashSet;
use std::ops::Range;

use super::EntityKind;
use super::referents::{Head, head_of};
use crate::engine::lexicon::{Lexicon, Place};
use crate::engine::segment::Words;
use crate::engine::tag::{NameKind, NameTag, Upos, Word};
use crate::engine::text::Sentence;

/// The longest name with its role, in tokens.
pub(super) const LONGEST: usize = 14;

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its tokens, without role.
    pub(super) tokens: Range<usize>,
    /// The role before it.
    pub(super) role: Option<Range<usize>>,
    pub(super) kind: EntityKind,
}

/// Finds the names of an article.
pub(super) struct NameFinder<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) words: &'a Words<'a>,
    /// What the tagger read.
    pub(super) tags: &'a [Word],
    /// Words that stand with a capital inside a sentence.
    seen: HashSet<&'a str>,
    /// Words that the tagger reads as the end of a person's name somewhere.
    surnames: HashSet<&'a str>,
}

impl<'a> NameFinder<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, words: &'a Words<'a>, tags: &'a [Word]) -> Self {
        let mut finder =
            Self { lexicon, words, tags, seen: HashSet::new(), surnames: HashSet::new() };
        finder.surnames = finder.tagged_surnames();
        for sentence in &words.document().sentences {
            if !finder.is_title_case(sentence) {
                let inside = sentence.tokens.clone().skip(1);
                let capital = inside.filter(|&i| words.is_capital(i) && !finder.opens(i, sentence));
                let capital: Vec<&str> = capital.map(|i| words.word(i)).collect();
                finder.seen.extend(capital);
            }
        }
        finder
    }

    /// The names of a sentence, in order.
    pub(super) fn names(&self, sentence: &Sentence) -> Vec<Name> {
        let title_case = self.is_title_case(sentence);
        let mut names = Vec::new();
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let Some(run) = self.run(i, sentence) else {
                i += 1;
                continue;
            };
            i = run.end;
            let opens = self.opens(run.start, sentence) && self.is_mere_opening(&run);
            let run = run.start + usize::from(opens)..run.end;
            let name = self.read(run).filter(|name| !self.is_belonging(name));
            names.extend(name.filter(|name| !title_case || self.is_known(name)));
        }
        for name in &mut names {
            self.tell_kind(name);
        }
        let more: Vec<Name> = self
            .tagged(sentence)
            .into_iter()
            .filter(|name| !title_case || self.is_known(name))
            .filter(|name| {
                let apart = |n: &Name| {
                    let start = n.role.as_ref().map_or(n.tokens.start, |r| r.start);
                    name.tokens.end <= start || n.tokens.end <= name.tokens.start
                };
                names.iter().all(apart)
            })
            .collect();
        names.extend(more.into_iter().filter(|name| name.kind == EntityKind::Organisation));
        names.sort_by_key(|name| name.tokens.start);
        names
    }

    /// A headline in capitals, where a capital says nothing.
    fn is_title_case(&self, sentence: &Sentence) -> bool {
        let long = || {
            sentence.tokens.clone().filter(|&i| {
                self.words.is_word(i)
                    && !self.words.is_possessive(i)
                    && self.words.word(i).len() > 3
            })
        };
        let n_capital = long().filter(|&i| self.words.is_capital(i)).count();
        let n_long = long().count();
        let last = sentence.tokens.end.saturating_sub(1);
        if self.words.lower(last) == "." {
            n_long >= 6 && n_capital == n_long
        } else {
            n_long >= 4 && n_capital * 10 >= n_long * 8
        }
    }

    /// "the Republican", "a Swede": somebody is called so, but it is no name.
    fn is_belonging(&self, name: &Name) -> bool {
        let before = name.tokens.start.checked_sub(1).map_or("", |i| self.words.lower(i));
        let head = head_of(self.lexicon, self.words, name.tokens.end - 1);
        name.kind == EntityKind::Other
            && head == Some(Head::Belonging)
            && (matches!(before, "the" | "a" | "an") || name.tokens.len() == 1)
    }

    /// In a headline, a name counts if it stands in the text or in a list.
    fn is_known(&self, name: &Name) -> bool {
        let text = self.words.document().words(self.words.span(name.tokens.clone()));
        let listed = self.lexicon.is_body(text)
            || self.lexicon.is_agency(text)
            || self.lexicon.place(text).is_some();
        listed
            || (name.tokens.len() <= 3
                && name.tokens.clone().all(|i| self.seen.contains(self.words.word(i))))
    }

    /// How many words a name has; joined by a hyphen they are one.
    pub(super) fn n_words(&self, name: &Range<usize>) -> usize {
        let hyphens = name.clone().filter(|&i| matches!(self.words.lower(i), "-" | "‑")).count();
        name.len().saturating_sub(2 * hyphens)
    }

    /// Whether token `i` has its capital from where it stands.
    pub(super) fn opens(&self, i: usize, sentence: &Sentence) -> bool {
        i == sentence.tokens.start
            || matches!(
                self.words.word(i - 1),
                "“" | "\"" | "‘" | "'" | "«" | "„" | ":" | "(" | "•" | "–" | "—" | "…"
            )
    }

    /// The run of capitalised words that begins at token `i`.
    fn run(&self, i: usize, sentence: &Sentence) -> Option<Range<usize>> {
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

    pub(super) fn belongs(&self, i: usize) -> bool {
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

    pub(super) fn is_organised(&self, i: usize) -> bool {
        let lower = self.words.lower(i);
        self.lexicon.is_organisation_word(lower) || self.lexicon.body_name_word(lower).is_some()
    }

    /// Role and name of a run.
    fn read(&self, run: Range<usize>) -> Option<Name> {
        // Some of these letters are roles too, and a name stands behind the last role.
        let letters = run.clone().rev().take_while(|&i| is_behind_name(self.words.word(i))).count();
        let behind = if letters + 2 < run.len() { letters } else { 0 };
        let mut name = self.name_part(&(run.start..run.end - behind))?;
        while name.len() > 2 && is_behind_name(self.words.word(name.end - 1)) {
            name.end -= 1;
        }
        let role =
            (name.start > run.start).then(|| run.start..self.role_end(run.start, name.start));
        let role = role.filter(|r| {
            r.clone()
                .any(|i| self.is_role(i) || self.lexicon.person_noun(self.words.lower(i)).is_some())
        });
        let kind = self.kind(&name, role.is_some())?;
        Some(Name { tokens: name, role, kind })
    }

    /// "Rival Stone Mills said": a plain noun with a capital because it opens the sentence.
    fn is_mere_opening(&self, run: &Range<usize>) -> bool {
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

    fn role_end(&self, start: usize, name: usize) -> usize {
        let mut end = name;
        while end > start + 1 && matches!(self.words.lower(end - 1), "of" | "the" | "-") {
            end -= 1;
        }
        end
    }

    /// Where the name of a run stands: behind its last role.
    fn name_part(&self, run: &Range<usize>) -> Option<Range<usize>> {
        if self.lexicon.first_name(self.words.word(run.start)).is_some() && run.len() > 1 {
            return Some(run.clone());
        }
        // "General Farming Council".
        let general = |i: usize| {
            self.words.lower(i) == "general"
                && i == run.start
                && run.len() > 2
                && self.is_organised(run.end - 1)
        };
        let role = run.clone().rev().find(|&i| self.is_role(i) && !general(i));
        // "Neighbour Ann Stone".
        let noun = self.lexicon.person_noun(self.words.lower(run.start)).is_some()
            && self.lexicon.first_name(self.words.word(run.start + 1)).is_some();
        if role.is_none() && noun && run.len() > 2 {
            return Some(run.start + 1..run.end);
        }
        let Some(role) = role else {
            let second = run.start + 1;
            let strip = run.len() > 2
                && self.is_demonym(run.start)
                && self.lexicon.first_name(self.words.word(second)).is_some();
            return Some(if strip { second..run.end } else { run.clone() });
        };
        let rest = role + 1..run.end;
        if rest.is_empty() {
            // "Ministry of the Chief" is a body; a bare role is no name.
            return None;
        }
        if self.words.lower(rest.start) != "of" {
            return Some(rest);
        }
        let first = rest.clone().find(|&i| self.lexicon.first_name(self.words.word(i)).is_some());
        first
            .filter(|&i| i + 1 < run.end)
            .map(|i| i..run.end)
            .or_else(|| self.behind_place(rest.clone()))
            // "Secretary of State Ann Stone".
            .or_else(|| {
                let office = (4..=5).contains(&rest.len())
                    && is_portfolio(self.words.lower(rest.start + 1))
                    && !self.is_organised(rest.end - 1);
                office.then(|| rest.start + 2..rest.end)
            })
            .or_else(|| self.behind_unknown_place(rest))
    }

    /// "… of Ruritania Ann Stone", where "Stone" is somebody's name elsewhere.
    fn behind_unknown_place(&self, rest: Range<usize>) -> Option<Range<usize>> {
        if let Some(start) = self.tagged_person(rest.clone()) {
            return Some(start..rest.end);
        }
        let plain = |i: usize| self.words.is_word(i) && self.words.is_capital(i);
        let surname = self.surnames.contains(self.words.word(rest.end - 1));
        (rest.len() == 4 && surname && rest.clone().skip(1).all(plain))
            .then(|| rest.end - 2..rest.end)
    }

    /// "… of South Sudan Ann Stone": what follows the longest place name.
    fn behind_place(&self, rest: Range<usize>) -> Option<Range<usize>> {
        let start = rest.clone().find(|&i| !matches!(self.words.lower(i), "of" | "the"))?;
        let text = |end| self.words.document().words(self.words.span(start..end));
        let end =
            (start + 1..rest.end).rev().find(|&end| self.lexicon.place(text(end)).is_some())?;
        Some(end..rest.end)
    }

    pub(super) fn is_role(&self, i: usize) -> bool {
        self.lexicon.role(self.words.lower(i).trim_end_matches('.')).is_some()
    }

    pub(super) fn is_demonym(&self, i: usize) -> bool {
        self.lexicon.place(self.words.word(i)) == Some(Place::Demonym)
    }
}

/// What a secretary or minister may be of.
fn is_portfolio(word: &str) -> bool {
    matches!(
        word,
        "state"
            | "defence"
            | "defense"
            | "health"
            | "education"
            | "energy"
            | "labour"
            | "labor"
            | "commerce"
            | "transport"
            | "transportation"
            | "agriculture"
            | "justice"
            | "finance"
            | "police"
    )
}

/// Letters that stand behind a name: "Ann Stone KC".
fn is_behind_name(word: &str) -> bool {
    matches!(
        word,
        "KC" | "QC"
            | "SC"
            | "MP"
            | "MSP"
            | "MEP"
            | "TD"
            | "OBE"
            | "CBE"
            | "MBE"
            | "PhD"
            | "MD"
            | "FRS"
    )
}

/// "NATO", "U.S.": two or more letters, none of them small.
pub(super) fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}
