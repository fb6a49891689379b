//! One sentence as the rules see it: which tokens are quoted, where a noun phrase begins and ends.
//!
//! There is no parser here. A noun phrase is what stands between marks, conjunctions and verbs;
//! the lists below say which words end one.

use std::ops::Range;

use super::function_words::{
    is_adverb, is_auxiliary, is_conjunction, is_leading, is_preposition, is_pronoun, is_quantifier,
};
use crate::engine::lexicon::{Form, Lexicon};
use crate::engine::segment::{Quote, Words};
use crate::engine::text::TokenKind;

/// The longest noun phrase, in tokens.
const LONGEST: usize = 16;

/// A sentence and what is needed to read it.
pub(super) struct Clause<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) words: &'a Words<'a>,
    /// The quotations of the block.
    pub(super) quotes: &'a [Quote],
    /// Its tokens.
    pub(super) tokens: Range<usize>,
}

impl Clause<'_> {
    /// The quotation that holds token `i`, marks included.
    pub(super) fn quote_at(&self, i: usize) -> Option<Quote> {
        let at = self.words.document().tokens.get(i)?.span.start;
        let after = self.quotes.partition_point(|q| q.outer.start <= at);
        let quote = *self.quotes.get(after.checked_sub(1)?)?;
        (at < quote.outer.end).then_some(quote)
    }

    pub(super) fn is_quoted(&self, i: usize) -> bool {
        self.quote_at(i).is_some()
    }

    pub(super) fn lower(&self, i: usize) -> &str {
        if self.tokens.contains(&i) { self.words.lower(i) } else { "" }
    }

    /// True for a forward walk past the sentence and for marks.
    pub(super) fn is_mark(&self, i: usize) -> bool {
        !self.tokens.contains(&i)
            || !matches!(self.words.kind(i), TokenKind::Word | TokenKind::Number)
    }

    /// Steps back over auxiliaries and adverbs that stand before token `i`.
    pub(super) fn skip_auxiliaries(&self, mut i: usize) -> usize {
        while i > self.tokens.start && !self.is_quoted(i - 1) && self.is_auxiliary(i - 1) {
            i -= 1;
        }
        i
    }

    pub(super) fn is_auxiliary(&self, i: usize) -> bool {
        let word = self.lower(i);
        is_auxiliary(word) || is_adverb(word) || self.lexicon.is_negation(word)
    }

    /// The noun phrase that ends before token `end`.
    pub(super) fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let end = self.before_apposition(end);
        if end > self.tokens.start && is_pronoun(self.lower(end - 1)) {
            return (!self.is_quoted(end - 1)).then_some(end - 1..end);
        }
        let mut start = end;
        while start > self.tokens.start && end - start < LONGEST && self.extends_back(start - 1) {
            start -= 1;
        }
        while start < end && (is_leading(self.lower(start)) || is_adverb(self.lower(start))) {
            start += 1;
        }
        if start < end && is_preposition(self.lower(start)) {
            start = self.last_name(start, end);
        }
        (start < end && self.is_nominal(start..end)).then_some(start..end)
    }

    /// "Stone, the mayor, said": the end of the phrase before what stands between commas.
    fn before_apposition(&self, end: usize) -> usize {
        if end == self.tokens.start || self.lower(end - 1) != "," {
            return end;
        }
        let from = self.tokens.start.max((end - 1).saturating_sub(25));
        let comma = (from..end - 1).rev().find(|&i| self.lower(i) == "," && !self.is_quoted(i));
        match comma {
            Some(comma) if comma > self.tokens.start && self.is_apposition(comma + 1) => comma,
            _ => end,
        }
    }

    fn is_apposition(&self, i: usize) -> bool {
        let word = self.lower(i);
        let stops = is_conjunction(word) || is_adverb(word) || is_preposition(word);
        matches!(word, "who" | "whose" | "which")
            || (!stops
                && !is_pronoun(word)
                && !self.is_quoted(i)
                && self.words.kind(i) != TokenKind::Punctuation)
    }

    /// Whether token `i` belongs to the noun phrase that begins behind it.
    fn extends_back(&self, i: usize) -> bool {
        let word = self.lower(i);
        if self.is_quoted(i) {
            return false;
        }
        match self.words.kind(i) {
            TokenKind::Punctuation => {
                word == "-"
                    || self.words.is_possessive(i)
                    || (word == "." && self.words.is_glued(i) && self.lower(i - 1).len() < 2)
            }
            TokenKind::Symbol => word == "&" || self.lexicon.unit(word).is_some(),
            TokenKind::Number => true,
            TokenKind::Word if word == "and" => {
                let the_name = self.lower(i + 1) == "the" && self.words.is_capital(i + 2);
                (self.words.is_capital(i + 1) || the_name)
                    && i > self.tokens.start
                    && self.words.is_capital(i - 1)
            }
            TokenKind::Word => {
                let stops = is_conjunction(word) || is_auxiliary(word) || self.is_verb(i);
                !stops && (is_quantifier(word) || !is_pronoun(word))
            }
        }
    }

    /// A finite form of a reporting verb, which is the only verb that can be told without a parser,
    /// or a word in -ing or -ed in lower case.
    fn is_verb(&self, i: usize) -> bool {
        let word = self.lower(i);
        if self.words.is_capital(i) && i > self.tokens.start {
            return false;
        }
        match self.lexicon.cue(word) {
            Some(cue) => matches!(cue.form, Form::Past | Form::Gerund),
            None => false,
        }
    }

    /// Where the names at the end of `start..end` begin.
    fn last_name(&self, start: usize, end: usize) -> usize {
        let mut from = end;
        while from > start && (self.words.is_capital(from - 1) || self.lower(from - 1) == "-") {
            from -= 1;
        }
        if from < end && from > start { from } else { self.after_preposition(start, end) }
    }

    /// Behind the last preposition but "of" of `start..end`, if a determiner follows.
    fn after_preposition(&self, start: usize, end: usize) -> usize {
        (start + 1..end)
            .rev()
            .find(|&i| matches!(self.lower(i), "the" | "a" | "an" | "some" | "many" | "one"))
            .filter(|&i| !is_preposition(self.lower(i - 1)))
            .unwrap_or(end)
    }

    /// Whether a phrase holds a word that is more than a function word.
    fn is_nominal(&self, mut range: Range<usize>) -> bool {
        range.any(|i| {
            let word = self.lower(i);
            self.words.is_word(i) && (!self.lexicon.is_stop_word(word) || is_quantifier(word))
        })
    }

    /// The noun phrase that begins at token `start`, with what "of" and "for" hang on it.
    pub(super) fn phrase_after(&self, start: usize) -> Option<Range<usize>> {
        if is_pronoun(self.lower(start)) {
            return Some(start..start + 1);
        }
        let mut end = start;
        while end < self.tokens.end && end - start < LONGEST && self.extends_forward(start, end) {
            end += 1;
        }
        while end > start
            && (is_preposition(self.lower(end - 1)) || is_leading(self.lower(end - 1)))
        {
            end -= 1;
        }
        (start < end && self.is_nominal(start..end)).then_some(start..end)
    }

    fn extends_forward(&self, start: usize, i: usize) -> bool {
        let word = self.lower(i);
        if self.is_quoted(i) {
            return false;
        }
        match self.words.kind(i) {
            TokenKind::Punctuation => {
                word == "-"
                    || (word == "."
                        && i + 1 < self.tokens.end
                        && self.words.is_glued(i)
                        && self.words.is_capital(i + 1))
            }
            TokenKind::Symbol => word == "&",
            TokenKind::Number => i == start || self.words.is_capital(i - 1),
            TokenKind::Word => {
                let hangs = matches!(word, "of" | "for" | "from" | "with" | "and" | "at" | "in");
                !(is_auxiliary(word)
                    || is_adverb(word)
                    || self.is_verb(i)
                    || self.lexicon.calendar(word).is_some()
                    || (is_conjunction(word) && word != "and")
                    || (is_preposition(word) && !hangs)
                    || (is_pronoun(word) && i > start))
            }
        }
    }

    /// The subject of the sentence: the first noun phrase, behind an opening adverbial.
    pub(super) fn subject(&self, before: usize) -> Option<Range<usize>> {
        let mut at = self.tokens.start;
        if is_preposition(self.lower(at))
            || self.lexicon.cue(self.lower(at)).is_some_and(|c| c.form == Form::Gerund)
        {
            at = (at..before).find(|&i| self.lower(i) == ",")? + 1;
        }
        while at < before
            && (is_leading(self.lower(at)) || is_adverb(self.lower(at)) || self.lower(at) == ",")
        {
            at += 1;
        }
        let mut phrase = self.phrase_after(at).filter(|p| p.start < before)?;
        phrase.end = phrase.end.min(before);
        if self.words.is_capital(at) {
            let first_lower = phrase.clone().find(|&i| {
                !self.words.is_capital(i)
                    && self.lower(i) != "of"
                    && self.lower(i) != "the"
                    && self.lower(i) != "-"
            });
            if let Some(end) = first_lower.filter(|&end| {
                end > phrase.start && !matches!(self.lower(phrase.start), "the" | "a" | "an")
            }) {
                phrase.end = end;
            }
        }
        if matches!(self.lower(phrase.start), "the" | "a" | "an") {
            let verb = phrase.clone().skip(2).find(|&i| self.lower(i).ends_with("ed"));
            phrase.end = verb.unwrap_or(phrase.end);
        }
        Some(phrase)
    }
}
