//! Whom "who", "they" and "it" go back to, where that is nobody with a name.
//!
//! People and bodies that the article names are resolved by [`entity`](crate::engine::entity) already;
//! what is left are those that it calls by a common noun.

use std::ops::Range;

use super::Sources;
use crate::engine::claim::doubt::is_document;
use crate::engine::claim::nameless::is_several;
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::tag::{Relation, above, run_below};

impl Sources<'_> {
    /// The noun phrase that "who" or "which" goes back to: the word that the relative clause hangs on,
    /// with what stands before it in its phrase.
    pub(super) fn antecedent(
        &self,
        words: &Words<'_>,
        tokens: Range<usize>,
    ) -> Option<Range<usize>> {
        const FARTHEST: usize = 11;
        let tags = self.context.words;
        let relative = tokens.len() == 1
            && matches!(words.lower(tokens.start), "who" | "which" | "that" | "whom" | "whose");
        let verb = tags[tokens.start].head.filter(|_| relative)?;
        let noun = tags[verb].head.filter(|&noun| noun < tokens.start)?;
        if tags[verb].relation != Relation::AclRelcl {
            return None;
        }
        let Range { start, end } =
            run_below(tags, noun, noun.saturating_sub(FARTHEST)..tokens.start);
        let start = (start..noun).find(|&i| tags[i].relation != Relation::Case).unwrap_or(noun);
        Some(start..end)
    }

    /// The people without a name that a "they" goes back to: the last subject before it in its sentence or
    /// the one before ("International monitors called it calm, although *they* voiced concern").
    pub(super) fn people_before(
        &self,
        lexicon: &Lexicon,
        words: &Words<'_>,
        tokens: Range<usize>,
    ) -> Option<Range<usize>> {
        let tags = self.context.words;
        let document = words.document();
        let at = words.span(tokens.clone());
        let known = self.mentions.iter().any(|m| m.0 == at);
        if tokens.len() != 1 || words.lower(tokens.start) != "they" || known {
            return None;
        }
        let here = document.sentence_at(at.start)?.0 as usize;
        let block = document.blocks.iter().find(|b| b.sentences.contains(&here))?;
        let from = here.saturating_sub(1).max(block.sentences.start);
        let before = document.sentences[from].tokens.start..tokens.start;
        let is_subject = |i: &usize| {
            matches!(tags[*i].relation, Relation::Nsubj | Relation::NsubjPass)
                && words.lower(*i) != "they"
        };
        let phrase = |subject: usize| {
            let Range { start, end } = run_below(tags, subject, before.clone());
            let ends = |i: &usize| matches!(words.lower(*i), "," | "(" | "who" | "which" | "that");
            start..(start..end).find(ends).unwrap_or(end)
        };
        // In its own sentence the nearest, in the one before that of the main clause.
        let of_sentence = document.sentences[here].tokens.start;
        let mut subjects: Vec<usize> = before.clone().rev().filter(is_subject).collect();
        subjects.sort_by_key(|&i| if i < of_sentence { above(tags, i).count() } else { 0 });
        let mut phrases = subjects.into_iter().map(phrase);
        phrases.find(|people| is_several(lexicon, words, tags, people))
    }

    /// The body or document without a name that an "it" goes back to: the subject of the sentence
    /// before ("The council met. *It* said …").
    pub(super) fn body_before(
        &self,
        lexicon: &Lexicon,
        words: &Words<'_>,
        tokens: Range<usize>,
    ) -> Option<String> {
        const FARTHEST: usize = 3;
        let tags = self.context.words;
        let document = words.document();
        if tokens.len() != 1 || words.lower(tokens.start) != "it" {
            return None;
        }
        let here = document.sentence_at(document.tokens[tokens.start].span.start)?.0 as usize;
        let block = document.blocks.iter().find(|b| b.sentences.contains(&here))?;
        for id in (block.sentences.start..here).rev().take(FARTHEST) {
            let sentence = document.sentences[id].tokens.clone();
            let is_subject = |i: &usize| {
                let root = tags[*i].head.filter(|&head| tags[head].head.is_none());
                let subject = matches!(tags[*i].relation, Relation::Nsubj | Relation::NsubjPass);
                root.is_some() && subject
            };
            let subject = sentence.clone().find(is_subject)?;
            let noun = words.lower(subject);
            if noun == "it" {
                continue;
            }
            let is_body = lexicon.is_organisation_word(noun)
                || lexicon.body_noun(noun).is_some()
                || is_document(noun);
            let start = run_below(tags, subject, sentence).start;
            let ends = |i: &usize| matches!(words.lower(*i), "," | "(" | "that" | "which");
            let end = (start..subject + 1).find(ends).unwrap_or(subject + 1);
            return (is_body && end > subject)
                .then(|| document.words(words.span(start..end)).to_owned());
        }
        None
    }
}
