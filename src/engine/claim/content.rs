//! Where the content of a cue begins and ends, before and behind it.

use std::ops::Range;

use super::attribution::Reader;
use super::function_words::{is_adverb, is_conjunction, is_preposition, is_pronoun};
use crate::engine::lexicon::{Cue, CueClass, Form, Frame};
use crate::engine::text::Span;

impl Reader<'_> {
    /// Past the one who was told and an adverbial with "that" behind it.
    pub(super) fn behind_cue(&self, end: usize, cue: Cue) -> (Option<Range<usize>>, usize) {
        let clause = self.clause;
        let mut at = end;
        let mut told = None;
        let tells = matches!(
            cue.lemma,
            "tell"
                | "inform"
                | "remind"
                | "assure"
                | "warn"
                | "notify"
                | "ask"
                | "advise"
                | "urge"
                | "convince"
                | "brief"
        );
        if tells && let Some(phrase) = self.told(at) {
            at = phrase.end;
            told = Some(phrase);
        }
        let near = (at + 14).min(clause.tokens.end);
        let stops = (at..near).find(|&k| {
            clause.is_quoted(k)
                || matches!(clause.lower(k), "that" | "how" | "whether" | "why" | "," | ";" | ":")
        });
        let gerund =
            clause.lexicon.cue(clause.lower(at + 1)).is_some_and(|c| c.form == Form::Gerund);
        if let Some(that) = stops
            && that > at
            && !gerund
            && (clause.is_quoted(that)
                || matches!(clause.lower(that), "that" | "how" | "whether" | "why" | ":"))
            && (is_preposition(clause.lower(at))
                || clause.lexicon.calendar(clause.lower(at)).is_some()
                || is_adverb(clause.lower(at)))
            && (cue.frame != Frame::Object && !matches!(clause.lower(at), "if" | "when" | "while"))
            && !(clause.is_quoted(that) && cue.frame == Frame::That && cue.class != CueClass::Say)
        {
            at = that;
        }
        while clause.lexicon.calendar(clause.lower(at)).is_some()
            || is_adverb(clause.lower(at)) && clause.lower(at) != "there"
        {
            at += 1;
        }
        (told, at)
    }

    fn told(&self, at: usize) -> Option<Range<usize>> {
        let clause = self.clause;
        if is_pronoun(clause.lower(at)) {
            return Some(at..at + 1);
        }
        let mut end = at;
        let capital = clause.words.is_capital(at);
        while end < clause.tokens.end
            && end - at < 8
            && !clause.is_mark(end)
            && !clause.is_quoted(end)
        {
            let word = clause.lower(end);
            let opens = end > at && matches!(word, "the" | "a" | "an" | "there" | "to");
            if opens
                || is_conjunction(word)
                || is_preposition(word)
                || is_pronoun(word)
                || clause.words.is_capital(end) != capital
                    && end > at
                    && !matches!(clause.lower(at), "the" | "a" | "his" | "her" | "their")
            {
                break;
            }
            end += 1;
        }
        (end > at).then_some(at..end)
    }

    /// Whether content begins at `at`: `Some(true)` surely, `None` perhaps, `Some(false)` no.
    pub(super) fn begins_content(&self, at: usize, cue: Cue) -> Option<bool> {
        let clause = self.clause;
        let word = clause.lower(at);
        if clause.is_quoted(at) || matches!(word, "that" | "whether" | ":") {
            return Some(!clause.is_quoted(at) || !self.is_content_before_quote(at));
        }
        if word.is_empty()
            || (clause.is_mark(at) && word != "$")
            || clause.lexicon.calendar(word).is_some()
        {
            return Some(false);
        }
        let adverbial = matches!(
            word,
            "in" | "on"
                | "at"
                | "during"
                | "after"
                | "when"
                | "as"
                | "of"
                | "through"
                | "late"
                | "early"
                | "earlier"
                | "last"
                | "this"
                | "with"
                | "before"
                | "by"
                | "via"
                | "while"
                | "from"
                | "and"
        );
        if adverbial {
            if cue.frame == Frame::Clause { None } else { Some(false) }
        } else {
            Some(true)
        }
    }

    /// A quotation at `at` goes on with one before the cue.
    fn is_content_before_quote(&self, at: usize) -> bool {
        at > 1 && (self.clause.tokens.start..at).any(|i| self.clause.is_quoted(i))
    }

    /// Whether what stands before token `at` may be content.
    pub(super) fn is_content_before(&self, at: usize) -> bool {
        let clause = self.clause;
        if at == clause.tokens.start {
            return false;
        }
        let first = clause.tokens.start;
        let mark = clause.lower(at - 1);
        if clause.is_quoted(at - 1) {
            return true;
        }
        if !matches!(mark, "," | "—" | "–" | "-") || at - first < 3 {
            return false;
        }
        let taken = self
            .found
            .iter()
            .any(|f| f.content.iter().any(|c| c.end > self.region.start && f.parent.is_none()));
        let opening = clause.lower(first);
        let gerund = opening.ends_with("ing") && !clause.is_quoted(first);
        let quoted = (first..at).any(|i| clause.is_quoted(i));
        let adverbial = is_preposition(opening)
            || is_adverb(opening)
            || gerund
            || opening == "but" && is_preposition(clause.lower(first + 1));
        !taken && (quoted || !adverbial)
    }

    /// Where content behind the cue begins, if the verb takes such content.
    pub(super) fn content_start(&self, at: usize, begins: Option<bool>, cue: Cue) -> Option<usize> {
        let clause = self.clause;
        let word = clause.lower(at);
        if clause.is_quoted(at) {
            return Some(at);
        }
        if matches!(word, ":" | ",") {
            let quoted = clause.is_quoted(at + 1);
            return (quoted || (word == ":" && clause.tokens.contains(&(at + 1))))
                .then_some(at + 1);
        }
        let clausal = matches!(word, "that" | "whether" | "how" | "why" | "what" | "if");
        let fits = match cue.frame {
            Frame::Clause => begins.is_none_or(|b| b) && !clause.is_mark(at),
            Frame::That => clausal && word != "if" || self.takes_more(at, cue),
            Frame::Object => {
                !clause.is_mark(at) && !is_preposition(word) && cue.form != Form::Gerund
            }
            Frame::Quote => false,
        };
        fits.then_some(at)
    }

    /// Whether a verb takes something other than a clause with "that".
    fn takes_more(&self, at: usize, cue: Cue) -> bool {
        let word = self.clause.lower(at);
        let infinitive = word == "to"
            && matches!(cue.class, CueClass::Promise | CueClass::Threaten | CueClass::Demand);
        let called = word == "for" && matches!(cue.lemma, "call" | "appeal" | "plead");
        let subject = is_pronoun(word)
            && self.clause.tokens.contains(&(at + 2))
            && matches!(
                cue.class,
                CueClass::Say
                    | CueClass::Assert
                    | CueClass::Report
                    | CueClass::Deny
                    | CueClass::Warn
                    | CueClass::Promise
            );
        let named = matches!(cue.class, CueClass::Deny | CueClass::Demand | CueClass::Assert)
            || matches!(
                cue.lemma,
                "announce"
                    | "underscore"
                    | "stress"
                    | "emphasize"
                    | "emphasise"
                    | "highlight"
                    | "point"
                    | "explain"
                    | "acknowledge"
            );
        let object = named
            && cue.form != Form::Gerund
            && !self.clause.is_mark(at)
            && (!is_preposition(word) || cue.lemma == "point" && word == "to")
            && word != "with";
        infinitive || called || subject || object
    }

    /// Where content that begins at token `at` ends.
    pub(super) fn content_end(&self, at: usize) -> usize {
        for i in at..self.clause.tokens.end {
            if self.clause.is_quoted(i) {
                continue;
            }
            let word = self.clause.lower(i);
            let passed_on =
                word == "as" && matches!(self.clause.lower(i + 1), "reported" | "quoted" | "cited");
            let marked = word == "(" && matches!(self.clause.lower(i + 1), "source" | "via");
            let according = word == "according"
                && self.clause.lower(i + 1) == "to"
                && i > at + 1
                && self.clause.lower(i - 1) == ",";
            if passed_on || marked || according {
                return self.end_before(i);
            }
        }
        self.region.end
    }

    /// What follows a cue in the middle of its content.
    pub(super) fn push_rest(&self, at: usize, content: &mut Vec<Span>) {
        let mut at = at;
        while matches!(self.clause.lower(at), "," | "—" | "–") && !self.clause.is_quoted(at) {
            at += 1;
        }
        let verb = self.clause.lexicon.cue(self.clause.lower(at));
        let adverbial = is_preposition(self.clause.lower(at))
            || matches!(self.clause.lower(at), "who" | "which" | "according");
        if self.clause.tokens.contains(&at)
            && (!adverbial || self.clause.is_quoted(at))
            && verb.is_none_or(|c| c.form != Form::Gerund)
        {
            let start = self.start_of(at);
            content.push(Span::new(start, self.content_end(at).max(start)));
        }
    }
}
