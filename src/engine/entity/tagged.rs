//! What the tagger reads of names, beside what lists and capitals tell.

use std::collections::HashSet;
use std::ops::Range;

use super::EntityKind;
use super::names::{LONGEST, Name, NameFinder};
use crate::engine::tag::{NameKind, NameTag};
use crate::engine::text::Sentence;

impl<'a> NameFinder<'a> {
    /// Takes the tagger's kind where the lists know none.
    pub(super) fn tell_kind(&self, name: &mut Name) {
        let tagged = name.tokens.clone().find_map(|i| kind_of(self.tags[i].name));
        let given = self.lexicon.first_name(self.words.word(name.tokens.start)).is_some();
        match (name.kind, tagged) {
            // What lists and rules know they know better.
            (EntityKind::Other, Some(kind @ EntityKind::Organisation)) => name.kind = kind,
            (EntityKind::Other, Some(kind @ EntityKind::Person))
                if (2..=3).contains(&self.n_words(&name.tokens)) && self.is_tagged_whole(name) =>
            {
                name.kind = kind;
            }
            (EntityKind::Other, Some(kind @ EntityKind::Place)) if self.is_located(name) => {
                name.kind = kind;
            }
            (EntityKind::Person, Some(kind @ EntityKind::Organisation))
                if name.role.is_none() && !given =>
            {
                name.kind = kind;
            }
            _ => {}
        }
    }

    /// Whether the tagger reads the very same words as one name.
    fn is_tagged_whole(&self, name: &Name) -> bool {
        let inside = |i: usize| matches!(self.tags[i].name, NameTag::Inside(_));
        matches!(self.tags[name.tokens.start].name, NameTag::Begin(_))
            && name.tokens.clone().skip(1).all(inside)
    }

    /// "in Ulmen", "near Ulmen".
    fn is_located(&self, name: &Name) -> bool {
        let before = name.tokens.start.checked_sub(1).map_or("", |i| self.words.lower(i));
        matches!(before, "in" | "near" | "outside" | "across" | "into" | "around")
    }

    /// The last words of the names that the tagger reads as people's.
    pub(super) fn tagged_surnames(&self) -> HashSet<&'a str> {
        let person = |i: usize| kind_of(self.tags[i].name) == Some(EntityKind::Person);
        let goes_on =
            |i: usize| self.tags.get(i + 1).is_some_and(|t| matches!(t.name, NameTag::Inside(_)));
        let last = (0..self.tags.len()).filter(|&i| person(i) && !goes_on(i));
        last.map(|i| self.words.word(i)).collect()
    }

    /// Where the tagger sees a person's name begin among `tokens`.
    pub(super) fn tagged_person(&self, mut tokens: Range<usize>) -> Option<usize> {
        tokens.find(|&i| self.tags[i].name == NameTag::Begin(NameKind::Person))
    }

    /// The names that the tagger reads.
    pub(super) fn tagged(&self, sentence: &Sentence) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for i in sentence.tokens.clone() {
            let tag = self.tags[i].name;
            let Some(kind) = kind_of(tag) else { continue };
            match (tag, names.last_mut()) {
                (NameTag::Inside(_), Some(last)) if last.tokens.end == i => last.tokens.end = i + 1,
                _ => names.push(Name { tokens: i..i + 1, role: None, kind }),
            }
        }
        names.retain(|name| {
            let one = name.tokens.len() == 1;
            let i = name.tokens.start;
            let common = self.is_role(i)
                || self.lexicon.person_noun(self.words.lower(i)).is_some()
                || self.lexicon.body_noun(self.words.lower(i)).is_some()
                || self.is_demonym(i)
                || self.lexicon.affiliation(self.words.word(i)).is_some();
            let edges = self.belongs(i) && self.belongs(name.tokens.end - 1);
            edges && !(one && common) && name.tokens.len() <= LONGEST
        });
        names
    }
}

/// What bears a tagged name; nothing for events, works and laws.
fn kind_of(tag: NameTag) -> Option<EntityKind> {
    match tag {
        NameTag::Begin(kind) | NameTag::Inside(kind) => match kind {
            NameKind::Person => Some(EntityKind::Person),
            NameKind::Organisation => Some(EntityKind::Organisation),
            NameKind::Place => Some(EntityKind::Place),
            NameKind::Other => None,
        },
        NameTag::Outside => None,
    }
}
