//! Whether a word is a reporting verb here, and whether its subject can speak.

use std::ops::Range;

use super::attribution::Reader;
use super::function_words::{is_adverb, is_preposition, is_pronoun};
use crate::engine::lexicon::{Cue, Form, Frame, Place};

impl Reader<'_> {
    /// Whether the word at `i` is used as a verb that reports.
    pub(super) fn is_verb(&self, i: usize, first: usize, cue: Cue) -> bool {
        let clause = self.clause;
        let before = if first > clause.tokens.start { clause.lower(first - 1) } else { "" };
        let directly = if i > clause.tokens.start { clause.lower(i - 1) } else { "" };
        let negated = (first..i).any(|k| clause.lexicon.is_negation(clause.lower(k)));
        let passive = (first..i).any(|k| {
            matches!(clause.lower(k), "is" | "was" | "are" | "were" | "be" | "been" | "being")
        }) && matches!(cue.form, Form::Past | Form::Participle);
        if passive || (negated && cue.frame == Frame::Clause && clause.lower(i + 1) != "that") {
            return false;
        }
        if matches!(
            before,
            "to" | "the"
                | "a"
                | "an"
                | "its"
                | "their"
                | "his"
                | "this"
                | "no"
                | "any"
                | "not"
                | "of"
        ) {
            return false;
        }
        if i > clause.tokens.start && clause.words.is_possessive(i - 1) {
            return false;
        }
        let capital = clause.words.is_capital(i) && i > clause.tokens.start;
        if capital && cue.frame != Frame::Clause {
            return false;
        }
        match cue.form {
            Form::Past => true,
            Form::Participle => matches!(directly, "has" | "have" | "had"),
            Form::Gerund => {
                matches!(directly, "," | "by" | "as" | "is" | "was" | "are" | "were" | "")
                    || is_adverb(directly)
            }
            Form::ThirdPerson => {
                !is_preposition(before) && !clause.words.is_possessive(i.saturating_sub(1))
            }
            Form::Base if before == "," && clause.lower(i + 1) == "that" => true,
            Form::Base => {
                first < i && clause.is_auxiliary(i - 1) && !is_adverb(directly)
                    || matches!(before, "i" | "we" | "they" | "you" | "some" | "many" | "others")
                    || (before.ends_with('s')
                        && !before.ends_with("ss")
                        && self.starts_clause(i + 1))
            }
        }
    }

    fn starts_clause(&self, i: usize) -> bool {
        let word = self.clause.lower(i);
        word == "that"
            || is_pronoun(word)
            || self.clause.is_quoted(i)
            || matches!(word, "the" | "there" | "a" | "this" | "these")
            || self.clause.words.is_capital(i)
    }

    /// False for what cannot be a speaker: a lone adjective, a participle, an origin; and for a
    /// thing as the subject of a verb that things can have, too.
    pub(super) fn may_speak(&self, tokens: Range<usize>, cue: Cue) -> bool {
        let clause = self.clause;
        let (lower, word) = (clause.lower(tokens.start), clause.words.word(tokens.start));
        let capital = clause.words.is_capital(tokens.start);
        if tokens.len() == 1 && !capital {
            let plural = lower.ends_with('s') && !lower.ends_with("ss");
            return self.is_animate(tokens.start) || plural || lower.ends_with("man");
        }
        if lower.ends_with("ing") && !capital {
            return false;
        }
        let place = |i: usize| clause.lexicon.place(clause.words.word(i));
        let origins = tokens.clone().all(|i| place(i) == Some(Place::Demonym));
        let name = capital && !clause.lexicon.is_stop_word(lower) && !lower.ends_with("ing");
        let listed = clause.lexicon.is_body(word) || place(tokens.start).is_some();
        let animate = listed || name || tokens.clone().any(|i| self.is_animate(i));
        (!origins || cue.form == Form::Past) && (animate || !takes_things(cue.lemma))
    }

    fn is_animate(&self, i: usize) -> bool {
        let (lexicon, word) = (self.clause.lexicon, self.clause.lower(i));
        lexicon.is_anonymous(word)
            || lexicon.role(word).is_some()
            || lexicon.is_organisation_word(word)
            || is_pronoun(word)
            || matches!(word, "his" | "her")
            || (self.clause.words.is_capital(i) && i > self.clause.tokens.start)
    }
}

/// Verbs whose subject is often a thing that says nothing.
fn takes_things(lemma: &str) -> bool {
    matches!(
        lemma,
        "underscore"
            | "highlight"
            | "underline"
            | "frame"
            | "depict"
            | "portray"
            | "signal"
            | "indicate"
            | "show"
            | "reveal"
            | "suggest"
            | "find"
            | "imply"
            | "stress"
            | "emphasize"
            | "point"
            | "describe"
            | "express"
            | "reflect"
            | "convey"
    )
}
