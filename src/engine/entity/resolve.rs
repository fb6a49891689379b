//! Goes through the text and gives every phrase to whom it means.
//!
//! Names come first, for the whole text; then, block by block, what stands outside of quotations,
//! and then what stands inside: there "I" is the speaker and "he" is not. What cannot be told goes
//! to nobody.

use std::ops::Range;

use super::features::Features;
use super::humans::{self, Humans};
use super::kinds::does_as_bodies_do;
use super::link::{Link, Names};
use super::nameless::is_spouse;
use super::names::{Name, NameFinder};
use super::phrases::{Phrase, PhraseFinder, Use};
use super::referents::{Head, Referent, Seen};
use super::roles::RoleFinder;
use super::score::{Here, WEIGHTS, Weights, salience};
use super::syntax::{Function, Syntax};
use super::{Choice, Entity, EntityKind, Mention, MentionForm};
use crate::engine::lexicon::{Gender, Lexicon, Place};
use crate::engine::segment::{Words, find_quotes};
use crate::engine::tag::Word;
use crate::engine::text::{Block, Document, Span};

/// Finds the entities of an article.
///
/// `choices`: where the choices made for pronouns are noted, to learn from.
pub(super) fn find(
    lexicon: &Lexicon,
    document: &Document,
    tags: &[Word],
    choices: Option<&mut Vec<Choice>>,
) -> Vec<Entity> {
    let words = Words::new(document);
    let finder = NameFinder::new(lexicon, &words, tags);
    let names: Vec<Vec<Name>> = document.sentences.iter().map(|s| finder.names(s)).collect();
    let mut table = Names::new(lexicon, &words);
    let fuller =
        |kind| names.iter().flatten().filter(move |n| n.kind == kind && n.tokens.len() > 1);
    for name in fuller(EntityKind::Person).chain(fuller(EntityKind::Organisation)) {
        table.register(name);
    }
    let humans = humans::find(&Syntax { lexicon, words: &words, tags }, document);
    let mut walk = Walk {
        names: table,
        tags,
        humans: &humans,
        weights: &WEIGHTS,
        speaker: None,
        subjects: Vec::new(),
        all_subjects: Vec::new(),
        couples: Vec::new(),
        n_quotes: 0,
        looks: choices.is_some().then(Vec::new),
    };
    for block in &document.blocks {
        walk.read_block(block, &names[block.sentences.clone()]);
    }
    if let (Some(choices), Some(looks)) = (choices, walk.looks.take()) {
        choices.extend(looks.into_iter().map(|(span, looks)| walk.choice(span, looks)));
    }
    walk.finish()
}

/// A phrase with whom it means.
struct Read {
    phrase: Phrase,
    sentence: usize,
    meant: Option<usize>,
}

/// A pronoun, and what speaks for each candidate.
type Look = (Span, Vec<(Features, usize)>);

/// What is known of the text up to some place.
pub(super) struct Walk<'a> {
    pub(super) names: Names<'a>,
    pub(super) tags: &'a [Word],
    humans: &'a Humans<'a>,
    pub(super) weights: &'static Weights,
    /// Who spoke last, and in which sentence.
    pub(super) speaker: Option<(usize, usize)>,
    /// Subjects of the sentence at hand, with where they end.
    pub(super) subjects: Vec<(usize, usize)>,
    /// Subjects of all sentences outside of quotations: the sentence, where they end, and who.
    pub(super) all_subjects: Vec<(usize, usize, usize)>,
    /// Husbands and wives: whose, and who.
    pub(super) couples: Vec<(usize, usize)>,
    /// Quotations before the block at hand.
    n_quotes: usize,
    /// What was seen of the candidates for each pronoun, if that is asked for.
    pub(super) looks: Option<Vec<Look>>,
}

impl<'a> Walk<'a> {
    pub(super) fn syntax(&self) -> Syntax<'a> {
        Syntax { lexicon: self.names.lexicon, words: self.names.words, tags: self.tags }
    }

    fn read_block(&mut self, block: &Block, names: &[Vec<Name>]) {
        let words = self.names.words;
        let document = words.document();
        let quotes: Vec<Range<usize>> = find_quotes(&document.text, block.span, false)
            .iter()
            .map(|q| words.token_at(q.outer.start)..words.token_at(q.outer.end))
            .collect();
        let n_quotes = self.n_quotes;
        let quote_of = |i: usize| Some(n_quotes + quotes.iter().position(|q| q.contains(&i))?);
        let mut read: Vec<Read> = Vec::new();
        for (index, names) in block.sentences.clone().zip(names) {
            let sentence = document.sentences[index].tokens.clone();
            let (syntax, humans) = (self.syntax(), self.humans);
            let finder = PhraseFinder { syntax, sentence, names, humans };
            let phrases = finder.phrases(quote_of);
            self.read_sentence(index, block.sentences.start, names, phrases, &mut read);
        }
        let speakers: Vec<Option<usize>> = self.speakers(&quotes, &read);
        for i in 0..read.len() {
            let Some(quote) = read[i].phrase.quote else { continue };
            if matches!(read[i].phrase.usage, Use::Name(_) | Use::Describes(_)) {
                continue;
            }
            let here = self.here(&read[i].phrase, read[i].sentence, block.sentences.start);
            self.subjects = read
                .iter()
                .filter(|r| r.sentence == here.sentence && r.phrase.function == Function::Subject)
                .filter_map(|r| Some((r.phrase.tokens.end, r.meant?)))
                .collect();
            let phrase = read[i].phrase.clone();
            read[i].meant = self.resolve(&phrase, here, speakers[quote - n_quotes]);
        }
        self.n_quotes += quotes.len();
    }

    fn here(&self, phrase: &Phrase, sentence: usize, block: usize) -> Here {
        Here { at: phrase.tokens.start, sentence, block }
    }

    fn read_sentence(
        &mut self,
        index: usize,
        block: usize,
        names: &[Name],
        phrases: Vec<Phrase>,
        read: &mut Vec<Read>,
    ) {
        self.subjects.clear();
        let tokens = self.names.words.document().sentences[index].tokens.clone();
        let mut linked: Vec<Option<usize>> = vec![None; names.len()];
        for phrase in &phrases {
            if let Use::Name(i) = phrase.usage {
                linked[i] =
                    self.read_name(&names[i], phrase, self.here(phrase, index, block), &tokens);
            }
        }
        for phrase in phrases {
            let here = self.here(&phrase, index, block);
            let meant = match phrase.usage {
                Use::Name(i) => linked[i],
                Use::Describes(i) => {
                    if let Some(id) = linked[i] {
                        let (lexicon, words) = (self.names.lexicon, self.names.words);
                        let referent = &mut self.names.referents[id];
                        referent.describe(lexicon, words, phrase.tokens.clone());
                        // "Grey Tide, a group of students, said".
                        if lexicon.body_noun(words.lower(phrase.tokens.end - 1)).is_some()
                            && referent.kind == EntityKind::Person
                            && referent.gender.is_none()
                            && referent.classes.is_empty()
                        {
                            referent.kind = EntityKind::Organisation;
                        }
                        if is_spouse(words.lower(phrase.tokens.end - 1)) {
                            let owner = self.owner(&phrase, index);
                            self.couples.extend(owner.map(|owner| (owner, id)));
                        } else if matches!(
                            words.lower(phrase.tokens.end - 1),
                            "counterpart" | "predecessor" | "successor"
                        ) && let Some(owner) = self.owner(&phrase, index)
                        {
                            let classes = self.names.referents[owner].classes.clone();
                            self.names.referents[id].classes.extend(classes);
                        }
                    }
                    None
                }
                _ if phrase.quote.is_some() => None,
                _ => self.resolve(&phrase, here, None),
            };
            if let Some(id) = meant
                && phrase.quote.is_none()
            {
                self.note(id, &phrase, index, &tokens);
            }
            read.push(Read { phrase, sentence: index, meant });
        }
    }

    /// Remembers subjects and speakers.
    fn note(&mut self, id: usize, phrase: &Phrase, sentence: usize, tokens: &Range<usize>) {
        if phrase.function == Function::Subject || self.is_relative(phrase.tokens.end) {
            self.subjects.push((phrase.tokens.end, id));
            self.all_subjects.push((sentence, phrase.tokens.end, id));
        }
        if phrase.function == Function::Subject
            && self.syntax().reporting_verb(&phrase.outer, tokens).is_some()
        {
            self.speaker = Some((id, sentence));
        }
    }

    fn read_name(
        &mut self,
        name: &Name,
        phrase: &Phrase,
        here: Here,
        sentence: &Range<usize>,
    ) -> Option<usize> {
        let mut name = name.clone();
        if name.kind == EntityKind::Place && self.acts(&name, phrase, sentence) {
            name.kind = EntityKind::Organisation;
        }
        let pronoun = self.pronoun_behind(&name, sentence);
        let weights = self.weights;
        let rank = |r: &Referent| salience(weights, r, here).unwrap_or(-3.0);
        let Link::To(id) = self.names.link(&name, pronoun, rank) else { return None };
        let (lexicon, words) = (self.names.lexicon, self.names.words);
        let finder = RoleFinder { lexicon, words, sentence: sentence.clone() };
        let referent = &mut self.names.referents[id];
        if referent.may_be_person() {
            for role in finder.roles(&name) {
                referent.describe(lexicon, words, role.clone());
                let polite = role.clone().all(|i| {
                    let word = words.lower(i).trim_end_matches('.');
                    matches!(word, "mr" | "mrs" | "ms" | "miss" | "sir" | "dame" | "")
                });
                let span = words.span(role);
                let text = |s| words.document().words(s);
                if !polite
                    && !referent.roles.iter().any(|r| text(*r).eq_ignore_ascii_case(text(span)))
                {
                    referent.roles.push(span);
                }
            }
            // "Dutch teenager Ann Stone".
            let noun = name.tokens.start.checked_sub(1).filter(|&i| i >= sentence.start);
            if let Some(noun) = noun.filter(|&i| lexicon.person_noun(words.lower(i)).is_some()) {
                let origin = noun > sentence.start
                    && lexicon.place(words.word(noun - 1)) == Some(Place::Demonym);
                let start = noun - usize::from(origin);
                referent.describe(lexicon, words, start..noun + 1);
            }
            // "the Swede Ann Stone".
            let demonym = name.tokens.start.checked_sub(1).filter(|&i| i > sentence.start);
            if let Some(i) =
                demonym.filter(|&i| lexicon.place(words.word(i)) == Some(Place::Demonym))
            {
                referent.origins.push(words.lower(i).to_owned());
            }
            referent.describe_behind(lexicon, words, name.tokens.end);
        }
        self.describe_before(id, &name, sentence);
        if self.names.referents[id].seen.is_empty() {
            self.name_the_nameless(id, &name, phrase, here);
        }
        self.see(id, phrase, here.sentence, MentionForm::Name);
        Some(id)
    }

    /// A country or capital that does what bodies do.
    fn acts(&self, name: &Name, phrase: &Phrase, sentence: &Range<usize>) -> bool {
        let words = self.names.words;
        let syntax = self.syntax();
        if !self.names.is_seat(name) || phrase.function != Function::Subject {
            return false;
        }
        if syntax.reporting_verb(&name.tokens, sentence).is_some() {
            return true;
        }
        let mut verb = name.tokens.end;
        if words.lower(verb) == "and" && words.is_capital(verb + 1) {
            verb += 2;
        }
        if matches!(words.lower(verb), "has" | "had" | "have" | "will" | "would") {
            verb += 1;
        }
        does_as_bodies_do(words.lower(verb))
    }

    /// The gender of the "he" or "she" that the clause of a name goes on with.
    fn pronoun_behind(&self, name: &Name, sentence: &Range<usize>) -> Option<Gender> {
        let words = self.names.words;
        let end = sentence.end.min(name.tokens.end + 6);
        (name.tokens.end..end).find_map(|i| match words.lower(i) {
            "he" | "his" | "himself" => Some(Gender::Male),
            "she" | "herself" => Some(Gender::Female),
            _ => None,
        })
    }

    pub(super) fn see(&mut self, id: usize, phrase: &Phrase, sentence: usize, form: MentionForm) {
        let (tokens, function) = (phrase.tokens.clone(), phrase.function);
        let relative = self.is_relative(tokens.end);
        let syntax = self.syntax();
        let seen = Seen {
            form,
            sentence,
            function,
            relative,
            joined: syntax.is_joined(&phrase.outer),
            quote: phrase.quote,
            clause: syntax.clauses(syntax.bearer(&phrase.outer))[0],
            tokens,
        };
        self.names.referents[id].seen.push(seen);
    }

    /// Whom a phrase that is no name means. `speaker`: of the quotation that it stands in.
    fn resolve(&mut self, phrase: &Phrase, here: Here, speaker: Option<usize>) -> Option<usize> {
        let (id, form) = match phrase.usage {
            Use::Name(_) | Use::Describes(_) => return None,
            Use::Speaker => (speaker?, MentionForm::Pronoun),
            Use::Person { gender, reflexive } => {
                let id = self.person(phrase, gender, reflexive, here, speaker)?;
                self.names.referents[id].learn_gender(Some(gender));
                (id, MentionForm::Pronoun)
            }
            Use::Thing => (self.thing(phrase, here, speaker)?, MentionForm::Pronoun),
            Use::Plural => (self.plural(here)?, MentionForm::Pronoun),
            Use::Definite(head) => {
                let id = self.definite(phrase, head, here, speaker)?;
                let (lexicon, words) = (self.names.lexicon, self.names.words);
                for i in phrase.tokens.clone() {
                    let referent = &mut self.names.referents[id];
                    if words.is_capital(i) && lexicon.place(words.word(i)) == Some(Place::Demonym) {
                        referent.origins.push(words.lower(i).to_owned());
                    }
                }
                let title = matches!(head, Head::Person(_)) && self.is_role(phrase);
                (id, if title { MentionForm::Title } else { MentionForm::Nominal })
            }
            Use::Kin(head) => (self.kin(phrase, head, here.sentence)?, MentionForm::Nominal),
            Use::New(head) => {
                let same = self.apposed(phrase);
                (same.unwrap_or_else(|| self.nameless(phrase, head)), MentionForm::Nominal)
            }
        };
        self.see(id, phrase, here.sentence, form);
        Some(id)
    }

    /// "…, who" follows at token `end`.
    pub(super) fn is_relative(&self, end: usize) -> bool {
        let words = self.names.words;
        words.lower(end) == "who" || words.lower(end) == "," && words.lower(end + 1) == "who"
    }

    pub(super) fn is_role(&self, phrase: &Phrase) -> bool {
        self.names.lexicon.role(self.names.words.lower(phrase.tokens.end - 1)).is_some()
    }

    /// Who speaks in each of a block's quotations.
    fn speakers(&self, quotes: &[Range<usize>], read: &[Read]) -> Vec<Option<usize>> {
        let syntax = self.syntax();
        let sentences = &self.names.words.document().sentences;
        let mut cues: Vec<(usize, usize, usize)> = Vec::new();
        for r in read.iter().filter(|r| r.phrase.quote.is_none()) {
            let tokens = &sentences[r.sentence].tokens;
            if r.phrase.function == Function::Subject
                && let Some(id) = r.meant
                && let Some(verb) = syntax.reporting_verb(&r.phrase.outer, tokens)
            {
                cues.push((verb, r.sentence, id));
            }
        }
        let mut speakers: Vec<Option<usize>> = Vec::new();
        for (index, quote) in quotes.iter().enumerate() {
            let at = |token: usize| sentences.partition_point(|s| s.tokens.end <= token);
            let (first, last) = (at(quote.start), at(quote.end.saturating_sub(1)));
            let next = quotes.get(index + 1).map_or(usize::MAX, |q| q.start);
            let behind = cues
                .iter()
                .find(|c| c.0 >= quote.end && c.0 < next && c.1 == last && c.0 < quote.end + 8);
            let before = || cues.iter().rev().find(|c| c.0 < quote.start && c.1 == first);
            let same = || speakers.last().copied().flatten();
            speakers.push(behind.or_else(before).map(|c| c.2).or_else(same));
        }
        speakers
    }

    /// What a choice was made from, with all names of each candidate.
    fn choice(&self, mention: Span, looks: Vec<(Features, usize)>) -> Choice {
        let words = self.names.words;
        let names = |id: usize| {
            let referent: &Referent = &self.names.referents[id];
            let seen = referent.seen.iter().filter(|s| s.form == MentionForm::Name);
            let text = |s: &Seen| words.document().words(words.span(s.tokens.clone())).to_owned();
            referent.name.clone().into_iter().chain(seen.map(text)).collect()
        };
        let candidates = looks.into_iter().map(|(f, id)| (names(id), f.to_vec())).collect();
        Choice { mention, candidates }
    }

    fn finish(self) -> Vec<Entity> {
        let words = self.names.words;
        let referents = self.names.referents.into_iter();
        let mut entities: Vec<Entity> = referents.filter_map(|r| r.into_entity(words)).collect();
        drop_parts_of_roles(&mut entities);
        entities.sort_by_key(|e| e.mentions[0].span);
        entities
    }
}

/// "the President" in "press secretary of the President" says what office that is, and nobody meant
/// before.
fn drop_parts_of_roles(entities: &mut [Entity]) {
    let roles: Vec<Span> = entities.iter().flat_map(|e| e.roles.iter().copied()).collect();
    let is_part = |m: &Mention| {
        m.form == MentionForm::Title
            && roles.iter().any(|role| role.contains(m.span) && *role != m.span)
    };
    for entity in entities {
        entity.mentions.retain(|m| !is_part(m));
    }
}
