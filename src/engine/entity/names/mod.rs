//! Names: runs of capitalised words (`run`), cut into role and name (`part`), and told apart by kind.

mod part;
mod run;

use std::collections::HashSet;
use std::ops::Range;

use super::EntityKind;
use super::referents::{Head, head_of};
use crate::engine::lexicon::{Lexicon, Place};
use crate::engine::segment::Words;
use crate::engine::tag::Word;
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

    pub(super) fn is_organised(&self, i: usize) -> bool {
        let lower = self.words.lower(i);
        self.lexicon.is_organisation_word(lower) || self.lexicon.body_name_word(lower).is_some()
    }

    pub(super) fn is_role(&self, i: usize) -> bool {
        self.lexicon.role(self.words.lower(i).trim_end_matches('.')).is_some()
    }

    pub(super) fn is_demonym(&self, i: usize) -> bool {
        self.lexicon.place(self.words.word(i)) == Some(Place::Demonym)
    }
}

/// "NATO", "U.S.": two or more letters, none of them small.
pub(super) fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}
