//! What the tagger reads of names, beside what lists and capitals tell.

use super::EntityKind;
use super::names::{LONGEST, Name, NameFinder};
use crate::engine::tag::{NameKind, NameTag};
use crate::engine::text::Sentence;

impl NameFinder<'_> {
    /// Takes the tagger's kind where the lists know none.
    pub(super) fn tell_kind(&self, name: &mut Name) {
        let tagged = name.tokens.clone().find_map(|i| kind_of(self.tags[i].name));
        let given = self.lexicon.first_name(self.words.word(name.tokens.start)).is_some();
        match (name.kind, tagged) {
            // People and places the lists and rules know better.
            (EntityKind::Other, Some(kind @ EntityKind::Organisation)) => name.kind = kind,
            (EntityKind::Person, Some(kind @ EntityKind::Organisation))
                if name.role.is_none() && !given =>
            {
                name.kind = kind;
            }
            _ => {}
        }
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
