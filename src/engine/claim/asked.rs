//! What the network is asked for beside the cues that it finds itself.
//!
//! Attributions inside the content of others: "TASS reported that *Lavrov said that …*". The network
//! learned from articles where a word has one role only, so it takes few of them for cues. Where a
//! reporting verb with a subject and a clause of its own stands in a content, or a noun like "claim"
//! with somebody's name before it, it is asked what that word attributes.
//!
//! Such verbs that it passed over, outside of any content: the parse sees a subject from further away
//! ("The ministry, which paid for the scans, *said* in a statement that …").

use std::ops::Range;

use super::Context;
use super::network::{Found, Passage, Reading};
use crate::engine::Resources;
use crate::engine::encode::Work;
use crate::engine::lexicon::{CueClass, Frame, Lexicon};
use crate::engine::segment::Words;
use crate::engine::tag::{Relation, Upos};

/// Adds what is attributed inside the contents of `found`, which is in the order of cues. `readings`:
/// what the network made of each passage.
pub(super) fn add(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
    passages: &[Passage<'_>],
    readings: &[Reading],
    found: &mut Vec<Found>,
) {
    let (mut added, mut work) = (Vec::new(), Work::default());
    let mut rest = found.as_slice();
    for (passage, reading) in passages.iter().zip(readings) {
        let (here, later) =
            rest.split_at(rest.partition_point(|f| f.cue.start < passage.tokens.end));
        rest = later;
        let mut cues: Vec<Range<usize>> = here.iter().map(|f| f.cue.clone()).collect();
        let mut ask = |cue: Range<usize>, fits: &dyn Fn(&Found) -> bool| {
            if !cues.iter().all(|c| are_apart(c, &cue)) {
                return;
            }
            let answer = resources.claims.ask(passage, reading, cue.clone(), &cues, &mut work);
            if let Some(answer) = answer.filter(|answer| fits(answer)) {
                cues.push(cue);
                added.push(answer);
            }
        };
        for cue in phrases(words, passage.tokens.clone()) {
            ask(cue, &|answer| stands_free(answer, here));
        }
        let is_free = |i: &usize| {
            here.iter().all(|f| f.content.iter().chain([&f.cue]).all(|run| !run.contains(i)))
        };
        let missed = passage
            .tokens
            .clone()
            .filter(|&i| reports(&resources.lexicon, context, words, i))
            .filter(is_free);
        for verb in missed {
            ask(with_auxiliaries(context, verb), &|answer| stands_free(answer, here));
        }
        for run in here.iter().flat_map(|outer| &outer.content) {
            for cue in run.clone().filter_map(|i| cue_at(resources, context, words, i)) {
                ask(cue.start.max(run.start)..cue.end, &|answer| stands_inside(answer, run));
            }
        }
    }
    found.extend(added);
    found.sort_by_key(|f| f.cue.start);
}

fn are_apart(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.end <= b.start || b.end <= a.start
}

/// Whether `answer` has a source, and shares no word with what was found.
fn stands_free(answer: &Found, found: &[Found]) -> bool {
    let is_free = |run: &Range<usize>| {
        found.iter().all(|f| f.content.iter().chain([&f.cue]).all(|r| are_apart(r, run)))
    };
    answer.source.as_ref().is_some_and(is_free) && answer.content.iter().all(is_free)
}

/// Whether `answer` has a source and lies in `run`.
fn stands_inside(answer: &Found, run: &Range<usize>) -> bool {
    let inside = |r: &Range<usize>| run.start <= r.start && r.end <= run.end;
    answer.source.as_ref().is_some_and(inside) && answer.content.iter().all(inside)
}

/// Phrases that attribute whatever stands around them.
fn phrases(words: &Words<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    const PHRASES: [&[&str]; 4] = [
        &["in", "the", "words", "of"],
        &["in", "the", "opinion", "of"],
        &["in", "the", "view", "of"],
        &["according", "to"],
    ];
    let begins = |i: usize, phrase: &[&str]| {
        phrase.iter().enumerate().all(|(k, word)| words.lower(i + k) == *word)
    };
    let end = tokens.end;
    tokens
        .filter_map(|i| {
            let phrase = PHRASES.iter().find(|phrase| begins(i, phrase))?;
            Some(i..i + phrase.len()).filter(|cue| cue.end <= end)
        })
        .collect()
}

/// The words of the cue that ends with token `i`, if it is a verb that reports or a noun like it.
fn cue_at(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
    i: usize,
) -> Option<Range<usize>> {
    if reports(&resources.lexicon, context, words, i) {
        return Some(with_auxiliaries(context, i));
    }
    named(resources, context, words, i).then_some(i..i + 1)
}

/// Whether the word is a noun that reports, with somebody's name before and a clause behind it:
/// "the minister’s claim that".
fn named(resources: &Resources, context: &Context<'_>, words: &Words<'_>, i: usize) -> bool {
    let owned = |c: usize| {
        context.words[c].head == Some(i) && context.words[c].relation == Relation::NmodPoss
    };
    words.lower(i + 1) == "that"
        && resources.lexicon.cue_noun(words.lower(i)).is_some()
        && (i.saturating_sub(12)..i).any(owned)
}

/// Whether the word is a verb that reports, with a subject and a clause of its own.
pub(super) fn reports(
    lexicon: &Lexicon,
    context: &Context<'_>,
    words: &Words<'_>,
    i: usize,
) -> bool {
    if context.words[i].upos != Upos::Verb {
        return false;
    }
    let known = lexicon.cue(words.lower(i)).is_some_and(|cue| {
        let doubts = matches!(cue.class, CueClass::Believe | CueClass::Expect | CueClass::Ask);
        matches!(cue.frame, Frame::Clause | Frame::That) && !doubts
    });
    if !known {
        return false;
    }
    let near = i.saturating_sub(30)..context.words.len().min(i + 30);
    let has = |relation| {
        near.clone()
            .find(|&c| context.words[c].head == Some(i) && context.words[c].relation == relation)
    };
    let Some(subject) = has(Relation::Nsubj) else { return false };
    let speaks = !matches!(
        words.lower(subject),
        "i" | "we" | "you" | "it" | "this" | "that" | "which" | "there"
    );
    speaks && (has(Relation::Ccomp).is_some() || has(Relation::Parataxis).is_some())
}

/// The verb with its auxiliaries directly before it.
fn with_auxiliaries(context: &Context<'_>, verb: usize) -> Range<usize> {
    let is_auxiliary = |i: &usize| {
        context.words[*i].head == Some(verb) && context.words[*i].relation == Relation::Aux
    };
    let count = (0..verb).rev().take_while(is_auxiliary).count();
    verb - count..verb + 1
}
