//! Whether a claim says that something is so or that it is not so.
//!
//! Every predicate of the chain turns the answer over if it is negated, or if it negates what
//! follows ("failed to", "it is unlikely that"). A denial turns it over once more.

use super::scope::Scope;
use crate::engine::claim::{CueClass, Polarity};
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::tag::{Relation, Upos, Xpos};

/// The polarity of what is put forward. `cue`: the tokens of the words that attribute it.
pub(super) fn polarity(scope: &Scope<'_>, class: CueClass, cue: &[usize]) -> Polarity {
    let mut negative = scope.chain.iter().enumerate().fold(false, |negative, (k, &predicate)| {
        let goes_on = k + 1 < scope.chain.len();
        negative ^ is_negated(scope, predicate) ^ turns_over(scope, predicate, goes_on)
    });
    if scope.chain.is_empty() {
        negative = scope.tokens.iter().any(|&i| matches!(scope.lower(i), "no" | "not" | "never"));
    }
    negative ^= turned_by_cue(&scope.resources.lexicon, scope.words, class, cue);
    if negative { Polarity::Negative } else { Polarity::Positive }
}

/// Whether "denied" or "does not believe" turns the content over.
fn turned_by_cue(lexicon: &Lexicon, words: &Words<'_>, class: CueClass, cue: &[usize]) -> bool {
    let before = cue.first().map_or(0, |&i| i.saturating_sub(2))..cue.last().map_or(0, |&i| i + 1);
    let negated = before.clone().any(|i| lexicon.is_negation(words.lower(i)));
    let doubts = cue.iter().any(|&i| words.lower(i).starts_with("doubt"));
    match class {
        CueClass::Deny => !negated,
        CueClass::Believe if doubts => !negated,
        CueClass::Believe | CueClass::Expect => negated,
        _ => false,
    }
}

/// Whether a negation governs `predicate`.
fn is_negated(scope: &Scope<'_>, predicate: usize) -> bool {
    let mut count = 0;
    for i in scope.children(predicate) {
        let lower = scope.lower(i);
        let governs = match scope.relation(i) {
            Relation::Advmod | Relation::Discourse | Relation::Cc | Relation::CcPreconj => {
                is_not(scope, i) || lower == "longer" && scope.lower(i - 1) == "no"
            }
            Relation::Aux | Relation::AuxPass | Relation::Cop => {
                scope.children(i).any(|k| is_not(scope, k))
            }
            Relation::Det => lower == "no" && !is_certain(scope, predicate),
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::NsubjOuter => {
                is_nothing(scope, i)
            }
            Relation::Obl => {
                is_nothing(scope, i)
                    && matches!(
                        &*scope.lemma(i),
                        "way"
                            | "circumstance"
                            | "case"
                            | "mean"
                            | "account"
                            | "condition"
                            | "point"
                            | "time"
                    )
            }
            _ => false,
        };
        count += usize::from(governs);
    }
    // "Never before has …", and "No" as all that is said.
    let opens = scope.tokens.first().is_some_and(|&i| {
        matches!(scope.lower(i), "never" | "nowhere" | "nor")
            && scope.chain.first() == Some(&predicate)
    });
    // "Nobody said nothing" is rare; "neither … nor" marks one negation twice.
    count > 0 || opens || scope.lower(predicate) == "no"
}

/// "No" in "no doubt", which is said of what is certain.
fn is_certain(scope: &Scope<'_>, noun: usize) -> bool {
    scope.lemma(noun) == "doubt" && scope.relation(noun) == Relation::Discourse
}

/// "Not", "never", "hardly", but not "not only".
fn is_not(scope: &Scope<'_>, i: usize) -> bool {
    let next = scope.lower(i + 1);
    match scope.lower(i) {
        "not" | "n't" | "n’t" | "nt" => !matches!(next, "only" | "just" | "merely" | "simply"),
        "never" | "nor" | "neither" | "hardly" | "scarcely" | "nowhere" => true,
        _ => false,
    }
}

/// "Nobody", "no money", "none of them", "not all of them".
fn is_nothing(scope: &Scope<'_>, noun: usize) -> bool {
    let none = |i: usize| {
        matches!(scope.lower(i), "nobody" | "nothing" | "none" | "neither" | "no-one")
            || scope.lower(i) == "no"
                && (scope.tags[i].relation == Relation::Det || scope.tags[i].xpos == Xpos::Dt)
    };
    none(noun)
        || scope.lower(noun) == "one" && scope.lower(noun.wrapping_sub(1)) == "no"
        || scope.children(noun).any(|i| {
            matches!(scope.relation(i), Relation::Det | Relation::CcPreconj) && none(i)
                || i < noun && is_not(scope, i) && scope.relation(i) != Relation::Acl
                || matches!(scope.relation(i), Relation::Det | Relation::Amod | Relation::DetPredet)
                    && scope.children(i).any(|k| is_not(scope, k))
        })
}

/// Whether a predicate negates what hangs on it. `goes_on`: it is not the last of the chain.
fn turns_over(scope: &Scope<'_>, predicate: usize, goes_on: bool) -> bool {
    if !goes_on {
        return matches!(scope.lower(predicate), "unlikely" | "improbable");
    }
    if scope.evidence(predicate).is_some_and(|noun| {
        matches!(&*scope.lemma(noun), "doubt" | "question") && is_a_noun(scope, noun)
    }) {
        return true;
    }
    let yet = || scope.children(predicate).any(|i| scope.lower(i) == "yet");
    match &*scope.lemma(predicate) {
        "fail" | "refuse" | "decline" | "neglect" | "unable" | "unlikely" | "impossible"
        | "doubtful" | "false" | "untrue" | "improbable" | "doubt" => true,
        "have" => yet(),
        _ => false,
    }
}

fn is_a_noun(scope: &Scope<'_>, i: usize) -> bool {
    scope.tags[i].upos == Upos::Noun
}
