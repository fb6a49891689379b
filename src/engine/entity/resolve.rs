//! Goes through the text and gives every phrase to whom it means.
//!
//! Names come first, for the whole text; then, block by block, what stands outside of quotations,
//! and then what stands inside: there "I" is the speaker and "he" is not. What cannot be told goes
//! to nobody.

use std::ops::Range;

use super::link::{Link, Names};
use super::names::{Name, NameFinder};
use super::phrases::{Phrase, PhraseFinder, Use};
use super::referents::{Head, Referent, Seen};
use super::roles::RoleFinder;
use super::score::{Here, Weights, choose, salience};
use super::syntax::{Function, Syntax};
use super::{Entity, EntityKind, MentionForm};
use crate::engine::lexicon::{Gender, Lexicon, NounUse};
use crate::engine::segment::{Words, find_quotes};
use crate::engine::text::{Block, Document};

/// Finds the entities of an article.
pub(super) fn find(lexicon: &Lexicon, document: &Document, weights: Weights) -> Vec<Entity> {
    let words = Words::new(document);
    let finder = NameFinder::new(lexicon, &words);
    let names: Vec<Vec<Name>> = document.sentences.iter().map(|s| finder.names(s)).collect();
    let mut table = Names::new(lexicon, &words);
    let fuller =
        |kind| names.iter().flatten().filter(move |n| n.kind == kind && n.tokens.len() > 1);
    for name in fuller(EntityKind::Person).chain(fuller(EntityKind::Organisation)) {
        table.register(name);
    }
    let mut walk = Walk { names: table, weights, speaker: None, subjects: Vec::new(), couples: Vec::new() };
    for block in &document.blocks {
        walk.read_block(block, &names[block.sentences.clone()]);
    }
    walk.finish()
}

/// A phrase with whom it means.
struct Read {
    phrase: Phrase,
    sentence: usize,
    meant: Option<usize>,
}

/// What is known of the text up to some place.
pub(super) struct Walk<'a> {
    pub(super) names: Names<'a>,
    pub(super) weights: Weights,
    /// Who spoke last, and in which sentence.
    speaker: Option<(usize, usize)>,
    /// Subjects of the sentence at hand, with where they end.
    subjects: Vec<(usize, usize)>,
    /// Husbands and wives: whose, and who.
    couples: Vec<(usize, usize)>,
}

impl<'a> Walk<'a> {
    fn syntax(&self) -> Syntax<'a> {
        Syntax { lexicon: self.names.lexicon, words: self.names.words }
    }

    fn read_block(&mut self, block: &Block, names: &[Vec<Name>]) {
        let words = self.names.words;
        let document = words.document();
        let quotes: Vec<Range<usize>> = find_quotes(&document.text, block.span, false)
            .iter()
            .map(|q| words.token_at(q.outer.start)..words.token_at(q.outer.end))
            .collect();
        let quote_of = |i: usize| quotes.iter().position(|q| q.contains(&i));
        let mut read: Vec<Read> = Vec::new();
        for (index, names) in block.sentences.clone().zip(names) {
            let sentence = document.sentences[index].tokens.clone();
            let finder = PhraseFinder { syntax: self.syntax(), sentence, names };
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
            read[i].meant = self.resolve(&phrase, here, speakers[quote]);
        }
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
                        self.names.referents[id].describe(lexicon, words, phrase.tokens.clone());
                        if is_spouse(words.lower(phrase.tokens.end - 1)) {
                            let owner = self.owner(&phrase, index);
                            self.couples.extend(owner.map(|owner| (owner, id)));
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
        let weights = self.weights.clone();
        let rank = |r: &Referent| salience(&weights, r, here).unwrap_or(-3.0);
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
                if !polite && !referent.roles.iter().any(|r| text(*r) == text(span)) {
                    referent.roles.push(span);
                }
            }
            referent.describe_behind(lexicon, words, name.tokens.end);
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
        matches!(
            words.lower(verb),
            "agree"
                | "agrees"
                | "agreed"
                | "refuse"
                | "refuses"
                | "refused"
                | "offer"
                | "offers"
                | "offered"
                | "want"
                | "wants"
                | "wanted"
                | "asks"
                | "asked"
                | "backs"
                | "backed"
                | "plans"
                | "planned"
                | "seeks"
                | "sought"
                | "imposed"
                | "summoned"
                | "expelled"
                | "pledged"
                | "pledges"
                | "vowed"
                | "vows"
                | "decided"
                | "responded"
                | "retaliated"
                | "condemned"
                | "rejected"
                | "promised"
                | "hopes"
                | "hoped"
                | "reject"
                | "deny"
        )
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
        self.names.referents[id].seen.push(Seen { tokens, form, sentence, function, relative });
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
            Use::Definite(head) => {
                let id = self.definite(phrase, head, here, speaker)?;
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
    fn is_relative(&self, end: usize) -> bool {
        let words = self.names.words;
        words.lower(end) == "who" || words.lower(end) == "," && words.lower(end + 1) == "who"
    }

    fn is_role(&self, phrase: &Phrase) -> bool {
        self.names.lexicon.role(self.names.words.lower(phrase.tokens.end - 1)).is_some()
    }

    /// Whom "he" or "she" means.
    fn person(
        &self,
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
        let mut candidates: Vec<(f64, usize)> = Vec::new();
        for (id, referent) in self.names.referents.iter().enumerate() {
            if !fits(id) || speaker == Some(id) || bound && subject == Some(id) {
                continue;
            }
            let Some(mut score) = salience(&self.weights, referent, here) else { continue };
            if referent.gender == Some(gender) {
                score += self.weights.gender;
            }
            if self.says_so(referent, here) && phrase.function == Function::Subject {
                score += self.weights.said;
            }
            let spoke = self.speaker.is_some_and(|(who, at)| who == id && at + 2 >= here.sentence);
            if spoke && speaker.is_none() && phrase.function == Function::Subject {
                score += self.weights.spoke;
            }
            candidates.push((score, id));
        }
        if let Some(id) = self.ahead(here).filter(|&id| fits(id)) {
            candidates.retain(|c| c.1 != id);
            candidates.push((self.weights.ahead, id));
        }
        self.debug(phrase, &candidates);
        choose(candidates, self.weights.person)
    }

    /// "Ann Stone said that she": `referent` is the subject of the reporting verb right before.
    fn says_so(&self, referent: &Referent, here: Here) -> bool {
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

    pub(super) fn debug(&self, phrase: &Phrase, c: &[(f64, usize)]) {
        if std::env::var("DBG").is_ok() {
            eprintln!("{} {:?} {:?}", self.names.text(phrase.tokens.clone()), phrase.function, c.iter().map(|(s, i)| format!("{s:.2} {:?}", self.names.referents[*i].name.clone().unwrap_or(self.names.referents[*i].words.join(" ")))).collect::<Vec<_>>());
        }
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

    /// Which body "it" means.
    fn thing(&self, phrase: &Phrase, here: Here, speaker: Option<usize>) -> Option<usize> {
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
            if let Some(score) = salience(&self.weights, referent, here).filter(|_| near) {
                candidates.push((score, id));
            }
        }
        choose(candidates, self.weights.thing)
    }

    /// "his wife": who was called so with a name, or somebody new.
    fn kin(&mut self, phrase: &Phrase, head: Head, sentence: usize) -> Option<usize> {
        let noun = self.names.words.lower(phrase.tokens.end - 1).to_owned();
        if is_spouse(&noun)
            && let Some(owner) = self.owner(phrase, sentence)
        {
            let other = self.couples.iter().find_map(|&(a, b)| match owner {
                _ if owner == a => Some(b),
                _ if owner == b => Some(a),
                _ => None,
            });
            if other.is_some() {
                return other;
            }
        }
        let mut known = self
            .names
            .referents
            .iter()
            .enumerate()
            .filter(|(_, r)| r.name.is_some() && r.may_be_person() && r.has_word(&noun))
            .filter(|(_, r)| r.last_before(phrase.tokens.start).is_some())
            .map(|(id, _)| id);
        let only = known.next().filter(|_| known.next().is_none());
        match head {
            Head::Body(_) => None,
            _ => Some(only.unwrap_or_else(|| self.nameless(phrase, head))),
        }
    }

    /// "One voter in the hall, a retired teacher, …": the nameless subject before the comma.
    fn apposed(&mut self, phrase: &Phrase) -> Option<usize> {
        const REACH: usize = 6;
        let (lexicon, words) = (self.names.lexicon, self.names.words);
        let comma = phrase.tokens.start.checked_sub(1).filter(|&i| words.lower(i) == ",")?;
        let &(end, id) = self.subjects.last()?;
        let plain = (end..comma).all(|i| words.is_word(i) && !self.syntax().is_verb(i));
        if self.names.referents[id].name.is_some() || end + REACH < comma || !plain {
            return None;
        }
        self.names.referents[id].describe(lexicon, words, phrase.tokens.clone());
        Some(id)
    }

    /// Whose husband or wife a phrase is about: who is meant by its first words.
    fn owner(&self, phrase: &Phrase, sentence: usize) -> Option<usize> {
        let start = phrase.tokens.start;
        let at = |s: &Seen| {
            s.sentence == sentence
                && (s.tokens.start == start || s.tokens.end == start)
                && s.tokens.end <= start + 1
                || s.tokens.start == start && s.tokens.end < phrase.tokens.end
        };
        self.names.referents.iter().position(|r| r.seen.iter().any(at))
    }

    /// Somebody without a name.
    pub(super) fn nameless(&mut self, phrase: &Phrase, head: Head) -> usize {
        let kind = match head {
            Head::Body(_) => EntityKind::Organisation,
            _ => EntityKind::Person,
        };
        let mut referent = Referent::new(None, kind);
        let (lexicon, words) = (self.names.lexicon, self.names.words);
        referent.describe(lexicon, words, phrase.tokens.clone());
        self.names.referents.push(referent);
        self.names.referents.len() - 1
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

    fn finish(self) -> Vec<Entity> {
        let words = self.names.words;
        let referents = self.names.referents.into_iter();
        let mut entities: Vec<Entity> = referents.filter_map(|r| r.into_entity(words)).collect();
        entities.sort_by_key(|e| e.mentions[0].span);
        entities
    }

    /// Whom "the minister" or "the company" means.
    fn definite(
        &mut self,
        phrase: &Phrase,
        head: Head,
        here: Here,
        speaker: Option<usize>,
    ) -> Option<usize> {
        match head {
            Head::Body(class) => self.body(phrase, class, here, speaker),
            Head::Person(usage) => {
                if let Some(id) = self.holder(phrase, here, speaker) {
                    return Some(id);
                }
                let says_new = usage == NounUse::Epithet || self.is_role(phrase);
                let epithet = || self.epithet(phrase, here, speaker);
                says_new
                    .then(epithet)
                    .flatten()
                    .or_else(|| (!says_new).then(|| self.nameless(phrase, head)))
            }
            Head::Age | Head::Belonging => {
                self.holder(phrase, here, speaker).or_else(|| self.epithet(phrase, here, speaker))
            }
        }
    }
}

fn is_spouse(noun: &str) -> bool {
    matches!(noun, "husband" | "wife" | "widow" | "widower")
}
