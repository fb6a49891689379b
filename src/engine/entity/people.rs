//! Names to entities, and what goes back to them: surnames, titles and pronouns.
//!
//! One pass over the names collects whom the article names in full; a second one goes through the
//! text in order and gives every mention to an entity. A pronoun goes to the last person who was a
//! subject nearby, else to the only one who fits; where two fit, it is left alone.

use std::collections::HashMap;
use std::ops::Range;

use super::names::{Name, NameFinder};
use super::{Entity, EntityKind, Mention, MentionForm};
use crate::engine::lexicon::{Gender, Lexicon};
use crate::engine::segment::{Quote, Words, find_quotes};
use crate::engine::text::{Document, Span};

/// How far back an elsewhere named holder of a title is remembered, in persons.
pub(super) const MEMORY: usize = 12;

/// An entity and what tells who may be meant.
pub(super) struct Person {
    pub(super) entity: Entity,
    pub(super) gender: Option<Gender>,
    /// Classes of its roles.
    pub(super) classes: Vec<&'static str>,
}

pub(super) fn find(lexicon: &Lexicon, document: &Document) -> Vec<Entity> {
    let words = Words::new(document);
    let finder = NameFinder::new(lexicon, &words);
    let names: Vec<Vec<Name>> = document.sentences.iter().map(|s| finder.names(s)).collect();
    let mut linker = Linker {
        lexicon,
        words: &words,
        sentence: 0..0,
        people: Vec::new(),
        by_name: HashMap::new(),
        by_surname: HashMap::new(),
        recent: Vec::new(),
        focus: None,
    };
    for name in
        names.iter().flatten().filter(|n| n.kind == EntityKind::Person && n.tokens.len() > 1)
    {
        linker.entity(name);
    }
    for (block, names) in document.blocks.iter().zip(blocks(document, &names)) {
        let quotes = find_quotes(&document.text, block.span, false);
        for (index, names) in block.sentences.clone().zip(names) {
            linker.read_sentence(index, names, &quotes);
        }
    }
    linker.finish()
}

fn blocks<'n>(
    document: &'n Document,
    names: &'n [Vec<Name>],
) -> impl Iterator<Item = &'n [Vec<Name>]> {
    document.blocks.iter().map(|b| &names[b.sentences.clone()])
}

/// Goes through the text and remembers who was spoken of.
pub(super) struct Linker<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) words: &'a Words<'a>,
    /// Tokens of the sentence at hand.
    sentence: Range<usize>,
    pub(super) people: Vec<Person>,
    by_name: HashMap<String, usize>,
    by_surname: HashMap<String, Vec<usize>>,
    /// Persons by their last mention, latest last, with its sentence.
    pub(super) recent: Vec<(usize, usize)>,
    /// The last person that was a subject, with its sentence.
    pub(super) focus: Option<(usize, usize)>,
}

impl Linker<'_> {
    fn text(&self, tokens: Range<usize>) -> String {
        self.words
            .document()
            .words(self.words.span(tokens))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The entity of a name, made if it is new.
    fn entity(&mut self, name: &Name) -> usize {
        let text = self.text(name.tokens.clone());
        let key = match name.kind {
            EntityKind::Person if name.tokens.len() > 1 => format!(
                "{} {}",
                self.words.lower(name.tokens.start),
                self.words.lower(name.tokens.end - 1)
            ),
            _ => text.to_lowercase(),
        };
        if let Some(&id) = self.by_name.get(&key) {
            let person = &mut self.people[id];
            if text.len() > person.entity.name.len() {
                person.entity.name = text;
            }
            return id;
        }
        let id = self.people.len();
        let gender = self
            .lexicon
            .first_name(self.words.word(name.tokens.start))
            .filter(|_| name.kind == EntityKind::Person);
        let entity =
            Entity { name: text, kind: name.kind, roles: Vec::new(), mentions: Vec::new() };
        self.people.push(Person { entity, gender, classes: Vec::new() });
        self.by_name.insert(key, id);
        if name.kind == EntityKind::Person {
            let surname = self.words.lower(name.tokens.end - 1).to_owned();
            self.by_surname.entry(surname).or_default().push(id);
        }
        id
    }

    /// The entity of a mention: of a person by its surname, too.
    fn link(&mut self, name: &Name) -> usize {
        if name.tokens.len() == 1
            && matches!(name.kind, EntityKind::Person | EntityKind::Other)
            && let Some(ids) = self.by_surname.get(self.words.lower(name.tokens.start))
        {
            let last = self.recent.iter().rev().take(MEMORY).find(|(id, _)| ids.contains(id));
            return last.map_or(ids[0], |(id, _)| *id);
        }
        self.entity(name)
    }

    fn read_sentence(&mut self, index: usize, names: &[Name], quotes: &[Quote]) {
        let tokens = self.words.document().sentences[index].tokens.clone();
        self.sentence = tokens.clone();
        let mut names = names.iter().peekable();
        let mut i = tokens.start;
        let mut has_subject = false;
        let mut name_end = None;
        while i < tokens.end {
            if let Some(name) = names.next_if(|n| n.tokens.start <= i) {
                let id = self.read_name(name);
                if self.people[id].entity.kind == EntityKind::Person {
                    let subject = self.is_subject(name, tokens.start);
                    self.note(id, index, subject && !has_subject);
                    has_subject |= subject;
                }
                name_end = Some(name.tokens.end);
                i = name.tokens.end.max(i);
                continue;
            }
            let in_name = names
                .peek()
                .is_some_and(|n| n.role.as_ref().map_or(n.tokens.start, |r| r.start) <= i);
            if !in_name && !is_quoted(self.words, i, quotes) {
                if let Some(gender) = pronoun(self.words.lower(i)) {
                    if let Some(id) = self.resolve_pronoun(gender, index) {
                        self.mention(id, i..i + 1, MentionForm::Pronoun);
                        self.people[id].gender.get_or_insert(gender);
                        self.note(id, index, !has_subject && i < tokens.start + 4);
                    }
                } else if let Some(title) = self.title(i, tokens.end) {
                    let end = title.end;
                    // "Ann Stone, the mayor": a role, read with the name.
                    let apposition =
                        name_end.is_some_and(|e| e + 1 == i) && self.words.lower(i - 1) == ",";
                    if !apposition && let Some(id) = self.resolve_title(title.clone()) {
                        self.mention(id, title, MentionForm::Title);
                        self.note(id, index, !has_subject);
                    }
                    i = end;
                    continue;
                }
            }
            i += 1;
        }
    }

    fn mention(&mut self, id: usize, tokens: Range<usize>, form: MentionForm) {
        let span = self.words.span(tokens);
        self.people[id].entity.mentions.push(Mention { span, form });
    }

    fn note(&mut self, id: usize, sentence: usize, subject: bool) {
        let from = self.recent.len().saturating_sub(MEMORY);
        if let Some(at) = self.recent[from..].iter().position(|(other, _)| *other == id) {
            self.recent.remove(from + at);
        }
        self.recent.push((id, sentence));
        if subject {
            self.focus = Some((id, sentence));
        }
    }

    fn read_name(&mut self, name: &Name) -> usize {
        let id = self.link(name);
        self.mention(id, name.tokens.clone(), MentionForm::Name);
        if self.people[id].entity.kind == EntityKind::Person {
            let before = name.role.clone().or_else(|| self.role_before(name.tokens.start));
            let before = before.or_else(|| self.role_before_comma(&name.tokens));
            for role in [before, self.role_after(name.tokens.end)].into_iter().flatten() {
                self.add_role(id, role);
            }
        }
        id
    }

    fn add_role(&mut self, id: usize, role: Range<usize>) {
        let head = role.clone().find(|&i| self.words.lower(i) == "of").unwrap_or(role.end);
        let class = (role.start..head).rev().find_map(|i| {
            let class = self.lexicon.role(self.words.lower(i).trim_end_matches('.'))?;
            let press = i > role.start && self.words.lower(i - 1) == "press";
            Some(if press { "spokesperson" } else { class })
        });
        let person = &mut self.people[id];
        if let Some(class) = class {
            person.classes.push(class);
        }
        let sex = role.clone().find_map(|i| gender_of_role(self.words.lower(i)));
        if person.gender.is_none_or(|g| g == Gender::Either) {
            person.gender = sex.or(person.gender);
        }
        let polite = role.clone().all(|i| {
            matches!(
                self.words.lower(i).trim_end_matches('.'),
                "mr" | "mrs" | "ms" | "miss" | "sir"
            )
        });
        let span = self.words.span(role);
        if !polite {
            let document = self.words.document();
            let same =
                person.entity.roles.iter().any(|r| document.words(*r) == document.words(span));
            if !same {
                person.entity.roles.push(span);
            }
        }
    }

    /// "spokeswoman Ann Stone": a role in small letters before the name at `start`.
    fn role_before(&self, start: usize) -> Option<Range<usize>> {
        let last = start.checked_sub(1).filter(|&last| last >= self.sentence.start)?;
        self.lexicon.role(self.words.lower(last).trim_end_matches('.'))?;
        let mut from = last;
        while from > self.sentence.start && last - from < 5 {
            let word = self.words.lower(from - 1);
            let joins = self.lexicon.is_role_modifier(word)
                || self.lexicon.role(word).is_some()
                || (self.words.is_capital(from - 1) && !self.lexicon.is_stop_word(word));
            if !joins {
                break;
            }
            from -= 1;
        }
        Some(from..start)
    }

    /// "the former mayor, Ann Stone, said": a role before a name between commas.
    fn role_before_comma(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let comma = name.start.checked_sub(1).filter(|&i| i > self.sentence.start)?;
        let between = self.words.lower(comma) == "," && self.words.lower(name.end) == ",";
        between.then(|| self.role_before(comma)).flatten()
    }

    /// "Ann Stone, the former mayor,": a role between commas behind the name that ends at `end`.
    fn role_after(&self, end: usize) -> Option<Range<usize>> {
        if self.words.lower(end) != "," || end >= self.sentence.end {
            return None;
        }
        let mut start = end + 1;
        if matches!(self.words.lower(start), "the" | "a" | "an") {
            start += 1;
        }
        let stop = (start..self.sentence.end.min(start + 12))
            .find(|&i| matches!(self.words.word(i), "," | "." | ";" | ")" | ""))?;
        let head = (start..stop).find(|&i| self.lexicon.role(self.words.lower(i)).is_some())?;
        let plain = (start..head).all(|i| {
            let word = self.words.lower(i);
            self.lexicon.is_role_modifier(word)
                || self.words.is_capital(i)
                || self.words.is_possessive(i)
                || self.lexicon.role(word).is_some()
                || word == "-"
        });
        let ends_well = stop < start + 12 && !self.words.lower(stop).is_empty();
        (plain && ends_well && stop > start).then_some(start..stop)
    }

    fn is_subject(&self, name: &Name, first: usize) -> bool {
        let mut before = name.role.as_ref().map_or(name.tokens.start, |r| r.start);
        while before > first
            && (self.lexicon.is_role_modifier(self.words.lower(before - 1))
                || self.lexicon.role(self.words.lower(before - 1)).is_some()
                || self.words.lower(before - 1) == "the")
        {
            before -= 1;
        }
        before == first
            || !matches!(
                self.words.lower(before - 1),
                "of" | "by"
                    | "with"
                    | "between"
                    | "to"
                    | "from"
                    | "for"
                    | "and"
                    | "on"
                    | "against"
                    | "in"
                    | "about"
                    | "at"
                    | "than"
                    | "over"
            ) && self.words.lower(name.tokens.end) != "'s"
                && self.words.lower(name.tokens.end) != "’s"
    }

    fn finish(self) -> Vec<Entity> {
        let mut entities: Vec<Entity> =
            self.people.into_iter().map(|p| p.entity).filter(|e| !e.mentions.is_empty()).collect();
        for entity in &mut entities {
            entity.mentions.sort_by_key(|m| m.span);
            entity.roles.sort_unstable();
        }
        entities.sort_by_key(|e| e.mentions[0].span);
        entities
    }
}

fn is_quoted(words: &Words<'_>, i: usize, quotes: &[Quote]) -> bool {
    let span: Span = words.document().tokens[i].span;
    let after = quotes.partition_point(|q| q.outer.start <= span.start);
    after > 0 && span.start < quotes[after - 1].outer.end
}

fn pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

fn gender_of_role(word: &str) -> Option<Gender> {
    match word.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "spokesman" | "chairman" | "congressman" | "king" | "prince" => {
            Some(Gender::Male)
        }
        "mrs" | "ms" | "miss" | "lady" | "spokeswoman" | "chairwoman" | "congresswoman"
        | "queen" | "princess" => Some(Gender::Female),
        _ => None,
    }
}
