//! The phrases of a sentence that may mean somebody: names, pronouns, "the minister", "a farmer".
//!
//! In: a sentence and its names. Out: [`Phrase`]s in text order, each with its place in the clause.
//! A phrase that only says what a name is ("Ann Stone, the mayor", "Ann Stone is a farmer") is a
//! [`Use::Describes`].

use std::ops::Range;

use super::humans::Humans;
use super::names::Name;
use super::referents::{Head, head_of};
use super::syntax::{Function, Syntax, is_auxiliary, is_conjunction, is_preposition};
use crate::engine::lexicon::{Gender, NounUse};
use crate::engine::text::TokenKind;

/// The longest phrase that is looked at, in tokens.
const LONGEST: usize = 9;

/// Words that may mean somebody.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) tokens: Range<usize>,
    /// With the role or description before it.
    pub(super) outer: Range<usize>,
    pub(super) usage: Use,
    pub(super) function: Function,
    /// The quotation that it stands in, counted from the first of the article.
    pub(super) quote: Option<usize>,
}

/// How a phrase is used.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Use {
    /// A name; index into the names of the sentence.
    Name(usize),
    /// He or she.
    Person { gender: Gender, reflexive: bool },
    /// "it", "its".
    Thing,
    /// "they", "their".
    Plural,
    /// "I", "we".
    Speaker,
    /// "the minister", "the company".
    Definite(Head),
    /// "a farmer", "one of them", "his wife": somebody who was not there before.
    New(Head),
    /// "his wife", with whose wife it is.
    Kin(Head),
    /// Says what the name (an index) is.
    Describes(usize),
}

/// Finds the phrases of a sentence.
pub(super) struct PhraseFinder<'a> {
    pub(super) syntax: Syntax<'a>,
    /// Tokens of the sentence.
    pub(super) sentence: Range<usize>,
    pub(super) names: &'a [Name],
    /// Nouns that mean people in this article, beside those in lists.
    pub(super) humans: &'a Humans<'a>,
}

impl PhraseFinder<'_> {
    /// All phrases, by where they end. `quote_of`: the quotation that a token stands in.
    pub(super) fn phrases(&self, quote_of: impl Fn(usize) -> Option<usize>) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        let mut push = |tokens: Range<usize>, usage: Use| {
            let outer = self.outer(&tokens, &usage);
            let function = self.syntax.function(&outer, &self.sentence);
            let quote = quote_of(tokens.start);
            phrases.push(Phrase { tokens, outer, usage, function, quote });
        };
        for (index, name) in self.names.iter().enumerate() {
            push(name.tokens.clone(), Use::Name(index));
        }
        let mut i = self.sentence.start;
        while i < self.sentence.end {
            if let Some(usage) = self.pronoun(i).filter(|_| !self.in_name(i)) {
                push(i..i + 1, usage);
            }
            if let Some((tokens, usage)) = self.noun_phrase(i) {
                let end = tokens.end;
                push(tokens, usage);
                i = end;
                continue;
            }
            i += 1;
        }
        self.join_descriptions(&mut phrases);
        phrases.sort_by_key(|p| (p.tokens.end, p.tokens.start));
        phrases
    }

    /// "The mayor, Ann Stone, said": the name stands where its description does.
    fn join_descriptions(&self, phrases: &mut [Phrase]) {
        let described: Vec<(usize, usize)> = phrases
            .iter()
            .filter_map(|p| match p.usage {
                Use::Describes(index) => Some((index, p.tokens.start)),
                _ => None,
            })
            .collect();
        for (index, start) in described {
            let name = phrases.iter_mut().find(|p| p.usage == Use::Name(index));
            if let Some(name) = name.filter(|name| start < name.outer.start) {
                name.outer.start = start;
                name.function = self.syntax.function(&name.outer, &self.sentence);
            }
        }
    }

    fn outer(&self, tokens: &Range<usize>, usage: &Use) -> Range<usize> {
        match usage {
            Use::Name(index) => {
                let role = self.names[*index].role.as_ref();
                role.map_or(tokens.start, |r| r.start)..tokens.end
            }
            _ => tokens.clone(),
        }
    }

    fn in_name(&self, i: usize) -> bool {
        self.names.iter().any(|n| n.tokens.contains(&i))
    }

    fn lower(&self, i: usize) -> &str {
        self.syntax.words.lower(i)
    }

    fn pronoun(&self, i: usize) -> Option<Use> {
        // "he or she" means nobody.
        let either = |word: &str| matches!(word, "he" | "she" | "him" | "her" | "his");
        let paired = self.lower(i + 1) == "or" && either(self.lower(i + 2))
            || i > 1 && self.lower(i - 1) == "or" && either(self.lower(i - 2));
        if paired {
            return None;
        }
        let person = |gender, reflexive| Some(Use::Person { gender, reflexive });
        match self.lower(i) {
            "he" | "him" | "his" => person(Gender::Male, false),
            "himself" => person(Gender::Male, true),
            "she" | "her" | "hers" => person(Gender::Female, false),
            "herself" => person(Gender::Female, true),
            "it" if !self.syntax.is_empty_it(i, self.sentence.end) => Some(Use::Thing),
            "its" => Some(Use::Thing),
            "they" | "their" => Some(Use::Plural),
            "i" | "my" | "me" | "myself" | "we" | "our" | "us" => Some(Use::Speaker),
            _ => None,
        }
    }

    /// The phrase for a person or body that begins at token `i`.
    fn noun_phrase(&self, i: usize) -> Option<(Range<usize>, Use)> {
        let words = self.syntax.words;
        let lower = self.lower(i);
        match lower {
            "someone" | "somebody" | "anyone" | "anybody" | "whoever" => {
                return Some((i..i + 1, Use::New(Head::Person(NounUse::Plain))));
            }
            "one" | "another" | "neither" | "either" | "each" if self.lower(i + 1) == "of" => {
                return Some((i..i + 1, Use::New(Head::Person(NounUse::Plain))));
            }
            _ => {}
        }
        let definite = matches!(lower, "the" | "this" | "that");
        let new = matches!(lower, "a" | "an" | "one" | "another" | "every" | "no" | "any" | "each");
        let owned = matches!(lower, "his" | "her" | "its" | "their" | "my" | "our")
            || words.is_possessive(i);
        if !(definite || new || owned) {
            return None;
        }
        let head = self.head(i + 1)?;
        let kind = self.head_of(head)?;
        if !definite && !matches!(kind, Head::Person(_) | Head::Age | Head::Body(_)) {
            // "a Republican who …" says what somebody is.
            return self.described(i, head);
        }
        let tokens = i..head + 1;
        if self.stands_before_name(head) {
            return None;
        }
        if let Some(described) = self.described(i, head) {
            return Some(described);
        }
        let usage = if definite {
            Use::Definite(kind)
        } else if owned {
            // "the Wandara people’s elder": whose it is stands before.
            Use::Kin(kind)
        } else {
            Use::New(kind)
        };
        Some((tokens, usage))
    }

    fn head_of(&self, i: usize) -> Option<Head> {
        let human = || self.humans.contains(self.lower(i));
        let words = self.syntax.words;
        head_of(self.syntax.lexicon, words, i)
            .or_else(|| human().then_some(Head::Person(NounUse::Plain)))
    }

    /// The last word of a phrase whose words begin at token `start`.
    fn head(&self, start: usize) -> Option<usize> {
        let (syntax, words) = (&self.syntax, self.syntax.words);
        let end = self.sentence.end.min(start + LONGEST);
        let listed = |i: usize| self.head_of(i).is_some();
        let mut last = None;
        let mut i = start;
        while i < end {
            let lower = words.lower(i);
            let hyphen = lower == "-" && words.is_glued(i) && words.is_glued(i + 1)
                || lower == "of" && words.lower(i - 1) == "-" && words.lower(i + 1) == "-";
            let dotted = lower == "." && i > start && words.is_glued(i) && words.is_glued(i + 1);
            if !(words.is_word(i) || words.kind(i) == TokenKind::Number || hyphen || dotted)
                || words.is_possessive(i)
            {
                break;
            }
            if hyphen {
                i += 1;
                continue;
            }
            let closes = last.is_some() && words.kind(i) == TokenKind::Number
                || is_auxiliary(lower)
                || is_preposition(lower)
                || is_conjunction(lower)
                || matches!(
                    lower,
                    "who"
                        | "not"
                        | "he"
                        | "she"
                        | "it"
                        | "they"
                        | "i"
                        | "we"
                        | "you"
                        | "also"
                        | "then"
                        | "this"
                        | "these"
                        | "those"
                        | "a"
                        | "an"
                        | "the"
                        | "his"
                        | "her"
                        | "its"
                        | "their"
                        | "last"
                        | "next"
                        | "yesterday"
                        | "today"
                        | "tomorrow"
                        | "tonight"
                        | "later"
                        | "there"
                        | "here"
                        | "how"
                        | "what"
                        | "again"
                        | "so"
                        | "too"
                        | "now"
                )
                || syntax.lexicon.calendar(lower).is_some();
            // "The firm accused".
            let verb = || self.syntax.is_verb(i) || !listed(i) && self.may_be_verb(i);
            if closes || (last.is_some() && verb()) {
                break;
            }
            if listed(i) {
                last = Some(i);
            }
            i += 1;
        }
        // What follows the last listed noun is part of a longer phrase about something else, unless the
        // parser knows better: "had let the manager down".
        let last = last?;
        let within =
            |of: usize, to: Range<usize>| syntax.tags[of].head.is_some_and(|h| to.contains(&h));
        let apart =
            || !within(last, last + 1..i) && (last + 1..i).all(|k| !within(k, start..last + 1));
        let whole = last + 1 == i || apart();
        let open = words.lower(last + 1) == "-";
        (whole && !open).then_some(last)
    }

    fn may_be_verb(&self, i: usize) -> bool {
        let word = self.lower(i);
        self.syntax.is_verb(i)
            || self.syntax.reports(i)
            || word.ends_with("ly")
            || word == "himself"
            || word == "herself"
            || word == "itself"
    }

    /// "the former mayor Ann Stone".
    fn stands_before_name(&self, head: usize) -> bool {
        self.names.iter().any(|n| {
            let start = n.role.as_ref().map_or(n.tokens.start, |r| r.start.min(n.tokens.start));
            start <= head + 1 && head < n.tokens.start && n.tokens.start <= head + 3
                || n.tokens.start <= head && head < n.tokens.end
        })
    }

    /// The phrase from `start` to `head` with whose it is, and the name that it is in apposition
    /// to, or is said of.
    fn described(&self, start: usize, head: usize) -> Option<(Range<usize>, Use)> {
        let possessive = self.syntax.words.is_possessive(start);
        let first = if possessive { self.owner_start(start) } else { start };
        let index = self.behind_name(first, head).or_else(|| self.before_name(first, head))?;
        Some((first..head + 1, Use::Describes(index)))
    }

    /// Where "Calder’s" begins, given its "’s".
    fn owner_start(&self, possessive: usize) -> usize {
        let name = self.names.iter().find(|n| n.tokens.end == possessive);
        let start = name.map_or(possessive.saturating_sub(1), |n| n.tokens.start);
        if start > self.sentence.start && self.lower(start - 1) == "the" {
            start - 1
        } else {
            start
        }
    }

    /// "Ann Stone, the mayor of …,", "Ann Stone is a farmer".
    fn behind_name(&self, start: usize, head: usize) -> Option<usize> {
        let mut mark = start.checked_sub(1)?;
        if matches!(self.lower(mark), "once" | "now" | "formerly" | "then" | "still" | "also") {
            mark = mark.checked_sub(1)?;
        }
        let said = matches!(self.lower(mark), "is" | "was" | "became" | "remains");
        if !said && !matches!(self.lower(mark), "," | "(" | "–" | "—") {
            return None;
        }
        let name = self.names.iter().position(|n| {
            let behind = self.lower(n.tokens.end) == "(" && self.lower(mark.wrapping_sub(1)) == ")";
            n.tokens.end == mark || behind && n.tokens.end < mark && mark < n.tokens.end + 9
        })?;
        let next = head + 1;
        let ends = next >= self.sentence.end
            || matches!(
                self.lower(next),
                "," | "." | ";" | ")" | "–" | "—" | "who" | "and" | "whose"
            )
            || is_preposition(self.lower(next))
            || self.lower(next).ends_with("ing");
        (said || ends).then_some(name)
    }

    /// "the head of the clinic, Ann Stone,".
    fn before_name(&self, start: usize, head: usize) -> Option<usize> {
        let mut comma = head + 1;
        if matches!(self.lower(comma), "of" | "for" | "at" | "in" | "from") {
            let stop = self.sentence.end.min(comma + 9);
            comma = (comma..stop).find(|&i| {
                self.lower(i) == "," || is_auxiliary(self.lower(i)) || self.syntax.reports(i)
            })?;
        }
        let begins_at =
            |n: &Name, i: usize| n.role.as_ref().map_or(n.tokens.start, |r| r.start) == i;
        // "identified the driver as Ann Stone".
        let told = self.lower(comma) == "as"
            && start > self.sentence.start
            && matches!(self.lower(start - 1), "named" | "identified" | "identify");
        if told {
            return self.names.iter().position(|n| begins_at(n, comma + 1));
        }
        // "a group called Grey Tide".
        let behind: &[&[&str]] = &[
            &["called"],
            &["named"],
            &["known", "as"],
            &["calling", "itself"],
            &["that", "calls", "itself"],
            &["which", "calls", "itself"],
        ];
        let new = matches!(self.lower(start), "a" | "an");
        let called = behind.iter().filter(|_| new).find(|words| {
            words.iter().enumerate().all(|(k, word)| self.lower(head + 1 + k) == *word)
        });
        if let Some(words) = called {
            return self.names.iter().position(|n| begins_at(n, head + 1 + words.len()));
        }
        if self.lower(comma) != "," {
            return None;
        }
        let begins = |n: &Name| n.role.as_ref().map_or(n.tokens.start, |r| r.start);
        let under = usize::from(matches!(self.lower(comma + 1), "under" | "the"));
        let index = self.names.iter().position(|n| begins(n) == comma + 1 + under)?;
        let end = self.names[index].tokens.end;
        let closed = end >= self.sentence.end
            || matches!(self.lower(end), "," | "." | ";" | ":" | "”" | ")");
        let listed = self.lower(start) == "a" && self.lower(end) == "and";
        (closed && !listed).then_some(index)
    }
}
