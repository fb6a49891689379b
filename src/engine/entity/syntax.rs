//! Where a phrase stands in its clause, told by its neighbours.

use std::ops::Range;

use crate::engine::lexicon::{Cue, Lexicon};
use crate::engine::segment::Words;
use crate::engine::tag::{Relation, Upos, Word, Xpos, top};
use crate::engine::text::TokenKind;

/// What a phrase is in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Function {
    /// Of a verb.
    Subject,
    /// Of a verb, without a preposition.
    Object,
    /// Before "'s", or "his".
    Owner,
    /// Behind a preposition, or part of another phrase.
    Oblique,
}

/// Reads the neighbours of a phrase.
#[derive(Clone, Copy)]
pub(super) struct Syntax<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) words: &'a Words<'a>,
    /// What the tagger and the parser read.
    pub(super) tags: &'a [Word],
}

impl Syntax<'_> {
    /// What `phrase` is in its clause. `sentence`: the tokens of its sentence.
    pub(super) fn function(&self, phrase: &Range<usize>, sentence: &Range<usize>) -> Function {
        let words = self.words;
        if words.is_possessive(phrase.end) {
            return Function::Owner;
        }
        if let Some(function) = self.parsed(phrase) {
            return function;
        }
        match words.lower(phrase.start) {
            "his" | "its" | "their" | "my" | "our" if phrase.len() == 1 => return Function::Owner,
            "her" if phrase.len() == 1 && self.tags[phrase.start].xpos == Xpos::PrpPossessive => {
                return Function::Owner;
            }
            "he" | "she" | "i" | "we" if phrase.len() == 1 => return Function::Subject,
            "him" | "me" | "her" | "us" | "them" if phrase.len() == 1 => {
                let behind =
                    phrase.start > sentence.start && is_preposition(words.lower(phrase.start - 1));
                return if behind { Function::Oblique } else { Function::Object };
            }
            _ => {}
        }
        let before = self.before(phrase.start, sentence.start);
        let behind_verb = before.is_some_and(|i| self.reports(i));
        let next = self.past_insertions(phrase, sentence);
        let joins = |i: usize| {
            matches!(
                words.lower(i),
                "before" | "after" | "since" | "until" | "as" | "than" | "like"
            )
        };
        if before
            .is_some_and(|i| is_preposition(words.lower(i)) && !(joins(i) && self.is_verb(next)))
        {
            return Function::Oblique;
        }
        if self.is_verb(next) {
            return Function::Subject;
        }
        // "…, said Ann Stone."
        let inverted = before.is_some_and(|i| {
            behind_verb && i > sentence.start && self.words.kind(i - 1) == TokenKind::Punctuation
        });
        let conjoined = words.lower(phrase.end) == "and"
            && before.is_none_or(|i| words.kind(i) == TokenKind::Punctuation);
        if inverted || before.is_none() || conjoined { Function::Subject } else { Function::Object }
    }

    /// The word of a phrase that the others hang on.
    pub(super) fn head(&self, phrase: &Range<usize>) -> usize {
        top(self.tags, phrase).unwrap_or(phrase.end - 1)
    }

    /// The heads of the clauses that token `i` stands in, from the inmost outwards.
    pub(super) fn clauses(&self, mut i: usize) -> [Option<usize>; 4] {
        const MOST: usize = 24;
        let mut heads = [None; 4];
        let mut depth = 0;
        for _ in 0..MOST {
            let clausal = matches!(
                self.tags[i].relation,
                Relation::Root
                    | Relation::Ccomp
                    | Relation::Xcomp
                    | Relation::Advcl
                    | Relation::AdvclRelcl
                    | Relation::Acl
                    | Relation::AclRelcl
                    | Relation::Csubj
                    | Relation::Parataxis
            ) || self.tags[i].relation == Relation::Conj
                && matches!(self.tags[i].upos, Upos::Verb | Upos::Aux);
            if clausal {
                heads[depth] = Some(i);
                depth += 1;
            }
            match self.tags[i].head {
                Some(head) if depth < heads.len() => i = head,
                _ => break,
            }
        }
        heads
    }

    /// Whether a phrase is one of several joined by "and".
    pub(super) fn is_joined(&self, phrase: &Range<usize>) -> bool {
        let head = self.head(phrase);
        self.tags[head].relation == Relation::Conj
            || self.words.lower(phrase.end) == "and" && self.words.is_capital(phrase.end + 1)
    }

    /// The word that a phrase stands for in its clause: past titles, appositions and "and".
    pub(super) fn bearer(&self, phrase: &Range<usize>) -> usize {
        const MOST: usize = 4;
        let mut head = self.head(phrase);
        for _ in 0..MOST {
            let hangs = matches!(
                self.tags[head].relation,
                Relation::Conj
                    | Relation::Appos
                    | Relation::Flat
                    | Relation::Compound
                    | Relation::NmodDesc
                    | Relation::Dislocated
            );
            match self.tags[head].head.filter(|_| hangs) {
                Some(next) => head = next,
                None => break,
            }
        }
        head
    }

    /// What the parser says that a phrase is.
    fn parsed(&self, phrase: &Range<usize>) -> Option<Function> {
        Some(match self.tags[self.bearer(phrase)].relation {
            Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter | Relation::Csubj => {
                Function::Subject
            }
            Relation::NmodPoss => Function::Owner,
            Relation::Obj | Relation::Iobj => Function::Object,
            Relation::Obl | Relation::OblAgent | Relation::Nmod => Function::Oblique,
            _ => return None,
        })
    }

    /// The reporting verb that the parser gives `phrase` to as its subject, or a verb joined to it.
    fn parsed_report(&self, phrase: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        let bearer = self.bearer(phrase);
        let subject = matches!(self.tags[bearer].relation, Relation::Nsubj | Relation::NsubjOuter);
        let verb = self.tags[bearer].head.filter(|_| subject)?;
        let says = |i: usize| self.tags[i].upos == Upos::Verb && self.is_cue(i);
        if says(verb) {
            return Some(verb);
        }
        let joined = |i: &usize| {
            let tag = &self.tags[*i];
            let own = || {
                sentence.clone().any(|k| {
                    self.tags[k].head == Some(*i)
                        && matches!(self.tags[k].relation, Relation::Nsubj | Relation::NsubjPass)
                })
            };
            tag.relation == Relation::Conj && tag.head == Some(verb) && says(*i) && !own()
        };
        (verb + 1..sentence.end).find(joined)
    }

    /// The reporting verb that `phrase` is the subject of.
    pub(super) fn reporting_verb(
        &self,
        phrase: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Option<usize> {
        if let Some(verb) = self.parsed_report(phrase, sentence) {
            return Some(verb);
        }
        let mut next = self.past_insertions(phrase, sentence);
        while is_auxiliary(self.words.lower(next)) && next < sentence.end {
            next = self.past_adverbs(next + 1);
        }
        if self.reports(next) && next < sentence.end {
            return Some(next);
        }
        let verb = self.before(phrase.start, sentence.start).filter(|&i| self.reports(i))?;
        let inverted =
            verb == sentence.start || self.words.kind(verb - 1) == TokenKind::Punctuation;
        inverted.then_some(verb)
    }

    /// The token before a phrase, past its article, titles and adjectives.
    fn before(&self, start: usize, first: usize) -> Option<usize> {
        let mut i = start;
        while i > first {
            let word = self.words.lower(i - 1).trim_end_matches('.');
            let belongs = matches!(word, "the" | "a" | "an")
                || self.lexicon.is_role_modifier(word)
                || self.lexicon.role(word).is_some()
                || self.lexicon.person_noun(word).is_some();
            if !belongs {
                break;
            }
            i -= 1;
        }
        (i > first).then(|| i - 1)
    }

    /// Past ", 58," and ", the mayor," and ", who …," and adverbs, if a verb may follow them.
    fn past_insertions(&self, phrase: &Range<usize>, sentence: &Range<usize>) -> usize {
        let words = self.words;
        let (mut i, end) = (phrase.end, sentence.end);
        // "The mayor, Ann Stone, said".
        let before = self.before(phrase.start, sentence.start);
        let inserted = before.is_some_and(|k| words.lower(k) == ",");
        if inserted && words.lower(i) == "," && self.is_verb(self.past_adverbs(i + 1)) {
            return self.past_adverbs(i + 1);
        }
        if words.lower(i) == "(" {
            i = (i..end.min(i + 12)).find(|&k| words.lower(k) == ")").map_or(i, |k| k + 1);
        }
        if words.lower(i) == "," {
            let close = (i + 1..end.min(i + 30)).find(|&k| words.lower(k) == ",");
            if let Some(close) = close
                && self.is_verb(self.past_adverbs(close + 1))
                && words.lower(i + 1) != "and"
            {
                return self.past_adverbs(close + 1);
            }
        }
        self.past_adverbs(i)
    }

    fn past_adverbs(&self, mut i: usize) -> usize {
        while (self.words.lower(i).ends_with("ly") && self.words.lower(i).len() > 4)
            || matches!(
                self.words.lower(i),
                "also"
                    | "then"
                    | "later"
                    | "now"
                    | "never"
                    | "still"
                    | "even"
                    | "just"
                    | "once"
                    | "twice"
                    | "himself"
                    | "herself"
                    | "itself"
                    | "too"
                    | "again"
                    | "only"
            )
        {
            i += 1;
        }
        i
    }

    /// Whether the word at `i` can be a finite verb or stands before one.
    pub(super) fn is_verb(&self, i: usize) -> bool {
        if !self.words.is_word(i) || self.words.is_capital(i) {
            return false;
        }
        let tag = &self.tags[i];
        matches!(tag.upos, Upos::Verb | Upos::Aux)
            && !matches!(tag.xpos, Xpos::Vbg)
            && !matches!(tag.relation, Relation::Amod)
    }

    /// Whether the word at `i` is a finite reporting verb.
    pub(super) fn reports(&self, i: usize) -> bool {
        let cue = self.lexicon.cue(self.words.lower(i));
        !self.words.is_capital(i) && cue.is_some_and(Cue::is_finite)
    }

    /// Whether the word at `i` is any form of a reporting verb that may stand with a subject.
    pub(super) fn is_cue(&self, i: usize) -> bool {
        !self.words.is_capital(i) && self.lexicon.cue(self.words.lower(i)).is_some()
    }

    /// "It was unclear that …", "it rained": an "it" at `i` that means nothing.
    pub(super) fn is_empty_it(&self, i: usize, end: usize) -> bool {
        let words = self.words;
        let next = self.past_adverbs(i + 1);
        let word = words.lower(next);
        if matches!(word, "is" | "was" | "'s" | "’s" | "be" | "been" | "would" | "may" | "might")
        {
            let negated = usize::from(words.lower(next + 1) == "not");
            let verb = words.lower(self.past_adverbs(next + 1 + negated));
            let goes_on = (verb.ends_with("ing") || verb.ends_with("ed"))
                && !(next + 1..end.min(next + 6))
                    .any(|k| matches!(words.lower(k), "that" | "whether"));
            let modal = matches!(word, "would" | "may" | "might") && verb != "be";
            return !(goes_on || modal) || is_weather(verb);
        }
        is_weather(word) || matches!(word, "seems" | "seemed" | "appears" | "appeared" | "takes")
    }
}

fn is_weather(word: &str) -> bool {
    ["rain", "snow", "hail", "thunder", "drizzl"].iter().any(|stem| word.starts_with(stem))
}

/// True for forms of be, have and do and for modal verbs.
pub(super) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "are"
            | "were"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "does"
            | "do"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "shall"
            | "'s"
            | "’s"
            | "'d"
            | "’d"
            | "'ll"
            | "’ll"
            | "cannot"
            | "won't"
            | "won’t"
            | "didn't"
            | "didn’t"
            | "isn't"
            | "wasn't"
            | "doesn't"
            | "hasn't"
            | "isn’t"
            | "wasn’t"
            | "doesn’t"
            | "hasn’t"
    )
}

/// True for words that a phrase may hang on.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "by"
            | "with"
            | "between"
            | "to"
            | "from"
            | "for"
            | "on"
            | "against"
            | "in"
            | "about"
            | "at"
            | "than"
            | "over"
            | "under"
            | "near"
            | "behind"
            | "before"
            | "after"
            | "into"
            | "through"
            | "without"
            | "within"
            | "across"
            | "like"
            | "around"
            | "beside"
            | "besides"
            | "despite"
            | "during"
            | "since"
            | "until"
            | "toward"
            | "towards"
            | "upon"
            | "via"
            | "as"
            | "among"
            | "outside"
            | "inside"
            | "onto"
    )
}

/// True for words that join clauses or phrases.
pub(super) fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "but"
            | "if"
            | "when"
            | "while"
            | "because"
            | "although"
            | "though"
            | "whether"
            | "where"
            | "unless"
            | "once"
            | "that"
            | "which"
            | "why"
    )
}
