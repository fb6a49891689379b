//! How surely a claim is put forward, and the words that show it.
//!
//! Auxiliaries and adverbs count where they hang on a predicate of the chain, "seems to" and "it is
//! likely that" where they are one, a condition where it hangs on one. "Can" states an ability;
//! "could not" leaves nothing open.

use std::ops::Range;

use super::scope::Scope;
use crate::engine::claim::{Certainty, CertaintyLabel, CueClass};
use crate::engine::lexicon::Hedge;
use crate::engine::tag::{Relation, Upos, Xpos};
use crate::engine::text::Span;

/// The degree and its markers.
pub(super) fn certainty(scope: &Scope<'_>, class: CueClass) -> Certainty {
    let mut found: Vec<(Hedge, Range<usize>)> = Vec::new();
    for (k, &predicate) in scope.chain.iter().enumerate() {
        if let Some(next) = scope.chain.get(k + 1) {
            found.extend(matrix(scope, predicate, *next));
        }
        modifiers(scope, predicate, &mut found);
        found.extend(obligation(scope, predicate));
    }
    phrases(scope, &mut found);
    found.extend(opening(scope));
    found.extend(verdict(scope));
    found.sort_by_key(|(_, range)| (range.start, range.end));
    let strongest = found.iter().map(|(hedge, _)| *hedge).min_by_key(|hedge| match hedge {
        Hedge::Reported => 0,
        Hedge::Conditional => 1,
        Hedge::Possible => 2,
        Hedge::Probable => 3,
        Hedge::Required => 4,
        Hedge::Predicted => 5,
    });
    let label = match strongest {
        None => unmarked(scope, class),
        Some(Hedge::Probable) => CertaintyLabel::Probable,
        Some(Hedge::Possible) => CertaintyLabel::Possible,
        Some(Hedge::Reported) => CertaintyLabel::Reported,
        Some(Hedge::Conditional) => CertaintyLabel::Conditional,
        Some(Hedge::Predicted) => CertaintyLabel::Predicted,
        Some(Hedge::Required) => CertaintyLabel::Required,
    };
    let mut markers: Vec<Span> = found
        .into_iter()
        .filter(|(_, range)| range.clone().all(|i| scope.tokens.binary_search(&i).is_ok()))
        .map(|(_, range)| scope.words.span(range))
        .collect();
    markers.dedup_by(|b, a| a.overlaps(*b));
    Certainty { label, markers }
}

/// What the cue says of a content without markers: "to cut taxes" behind "promised", "demanded".
fn unmarked(scope: &Scope<'_>, class: CueClass) -> CertaintyLabel {
    let Some(&first) = scope.chain.first() else { return CertaintyLabel::Asserted };
    // "The index to fall": the infinitive hangs on its subject or on the cue.
    let infinitive = scope.tokens.iter().any(|&i| {
        scope.lower(i) == "to"
            && scope.tags[i].upos == Upos::Part
            && scope.tags[i].head.is_some_and(|h| h == first || scope.tags[h].head == Some(first))
    });
    let that = scope.tokens.first().is_some_and(|&i| scope.lower(i) == "that");
    let base = scope.tags[first].xpos == Xpos::Vb;
    match class {
        CueClass::Promise | CueClass::Threaten | CueClass::Expect if infinitive => {
            CertaintyLabel::Predicted
        }
        CueClass::Demand if infinitive || that || base => CertaintyLabel::Required,
        _ => CertaintyLabel::Asserted,
    }
}

/// Auxiliaries, adverbs and conditions that hang on a predicate.
fn modifiers(scope: &Scope<'_>, predicate: usize, found: &mut Vec<(Hedge, Range<usize>)>) {
    let lexicon = &scope.resources.lexicon;
    for i in scope.children(predicate) {
        let lower = scope.lower(i);
        match scope.relation(i) {
            Relation::Aux if scope.tags[i].xpos == Xpos::Md || lower.starts_with("'ll") => {
                let inverted = lower == "should"
                    && scope.tokens.first() == Some(&i)
                    && scope.subject(predicate).is_some_and(|subject| subject > i);
                let hedge =
                    if inverted { Some(Hedge::Conditional) } else { modal(scope, predicate, i) };
                found.extend(hedge.map(|hedge| (hedge, i..i + 1)));
            }
            Relation::Advmod | Relation::Discourse => {
                if let Some(hedge) = lexicon.hedge(lower)
                    && hedge != Hedge::Conditional
                {
                    found.push((hedge, i..i + 1));
                }
            }
            Relation::Advcl => found.extend(condition(scope, i)),
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj => {
                found.extend(alleged(scope, i));
            }
            _ if matches!(lower, "provided" | "providing") && i > predicate => {
                let says_how = matches!(scope.lower(i + 1), "by" | "for" | "to" | "with");
                found.extend((!says_how).then_some((Hedge::Conditional, i..i + 1)));
            }
            _ => {}
        }
    }
    if scope.tags[predicate].upos == Upos::Noun {
        found.extend(alleged(scope, predicate));
    }
}

/// What a modal verb says.
fn modal(scope: &Scope<'_>, predicate: usize, i: usize) -> Option<Hedge> {
    let negated = scope
        .children(predicate)
        .any(|k| k > i && k <= i + 2 && matches!(scope.lower(k), "not" | "n't" | "n’t" | "never"));
    let perfect = scope.children(predicate).any(|k| k > i && scope.lower(k) == "have");
    match scope.lower(i) {
        "may" | "might" => Some(Hedge::Possible),
        "could" => (!negated || perfect).then_some(Hedge::Possible),
        "will" | "'ll" | "’ll" | "wo" | "shall" => Some(Hedge::Predicted),
        "would" if perfect => Some(Hedge::Conditional),
        "would" => Some(Hedge::Predicted),
        "must" if perfect => Some(Hedge::Probable),
        "must" | "should" | "ought" => Some(Hedge::Required),
        _ => None,
    }
}

/// "If" of a clause, or the verb that stands before its subject: "should the vote fail".
fn condition(scope: &Scope<'_>, clause: usize) -> Option<(Hedge, Range<usize>)> {
    let mark = scope.children(clause).find(|&i| {
        matches!(scope.relation(i), Relation::Mark | Relation::Advmod | Relation::Fixed)
            && matches!(scope.lower(i), "if" | "unless" | "provided" | "providing" | "assuming")
    });
    let concedes = |i: usize| {
        let before = scope.lower(i.wrapping_sub(1));
        matches!(before, "even" | "as") || scope.lower(i + 1) == "not"
    };
    if let Some(mark) = mark {
        return (!concedes(mark)).then_some((Hedge::Conditional, mark..mark + 1));
    }
    if matches!(scope.lower(clause), "provided" | "assuming") {
        return Some((Hedge::Conditional, clause..clause + 1));
    }
    let subject = scope.subject(clause)?;
    let inverted = scope.children(clause).find(|&i| {
        i < subject
            && matches!(scope.relation(i), Relation::Aux | Relation::AuxPass | Relation::Cop)
            && matches!(scope.lower(i), "should" | "had" | "were")
    })?;
    Some((Hedge::Conditional, inverted..inverted + 1))
}

/// "Alleged" before a noun.
fn alleged(scope: &Scope<'_>, noun: usize) -> Option<(Hedge, Range<usize>)> {
    let i = scope.children(noun).find(|&i| {
        matches!(scope.relation(i), Relation::Amod | Relation::Advmod)
            && matches!(
                scope.lower(i),
                "alleged"
                    | "allegedly"
                    | "purported"
                    | "so-called"
                    | "supposed"
                    | "rumoured"
                    | "rumored"
                    | "reported"
            )
    })?;
    Some((Hedge::Reported, i..i + 1))
}

/// "Has to", "needs to", whose infinitive the chain goes on with, say more than [`matrix`] where
/// it does not.
fn obligation(scope: &Scope<'_>, predicate: usize) -> Option<(Hedge, Range<usize>)> {
    // "Ought to" is an auxiliary to some taggers and a verb to others.
    let ought = scope.children(predicate).find(|&i| scope.lower(i) == "ought")?;
    Some((Hedge::Required, ought..ought + 1))
}

/// A predicate that says how its complement holds.
fn matrix(scope: &Scope<'_>, predicate: usize, next: usize) -> Option<(Hedge, Range<usize>)> {
    let lexicon = &scope.resources.lexicon;
    let lower = scope.lower(predicate);
    let lemma = scope.lemma(predicate);
    let to = scope.children(next).find(|&i| scope.lower(i) == "to" && i < next && i > predicate);
    if let Some(to) = to {
        let hedge = lexicon
            .hedge(&format!("{lower} to"))
            .or_else(|| lexicon.hedge(&format!("{lemma} to")))?;
        if scope.children(predicate).any(|i| scope.lower(i) == "yet") {
            return None;
        }
        let auxiliaries = [Relation::AuxPass, Relation::Cop, Relation::Aux];
        let from = scope
            .children(predicate)
            .filter(|&i| {
                auxiliaries.contains(&scope.relation(i)) && i < predicate && scope.lemma(i) == "be"
            })
            .min()
            .filter(|&i| predicate - i <= 3)
            .unwrap_or(predicate);
        return Some((hedge, from..to + 1));
    }
    if let Some(noun) = scope.evidence(predicate) {
        let open = !matches!(&*scope.lemma(noun), "doubt" | "question");
        return open.then_some((Hedge::Possible, noun..noun + 1));
    }
    // "It is believed that" is hearsay, "I believed that" is not.
    let passive = scope.child(predicate, &[Relation::AuxPass]).is_some();
    let hedge = passive.then(|| lexicon.hedge(&format!("{lower} that"))).flatten();
    let hedge = hedge.or_else(|| lexicon.hedge(&format!("{lemma} that")))?;
    Some((hedge, predicate..predicate + 1))
}

/// "Perhaps 200 people remain": an adverb that opens the claim holds for all of it.
fn opening(scope: &Scope<'_>) -> Option<(Hedge, Range<usize>)> {
    let first = *scope.tokens.first()?;
    let hedge = scope.resources.lexicon.hedge(scope.lower(first))?;
    (scope.relation(first) == Relation::Advmod).then_some((hedge, first..first + 1))
}

/// "A delay is unlikely": the last predicate says itself how far something holds.
fn verdict(scope: &Scope<'_>) -> Option<(Hedge, Range<usize>)> {
    let last = *scope.chain.last()?;
    let hedge = match scope.lower(last) {
        "likely" | "unlikely" | "probable" | "improbable" => Hedge::Probable,
        "possible" | "conceivable" => Hedge::Possible,
        "expected" | "forecast" | "scheduled"
            if scope.child(last, &[Relation::AuxPass, Relation::Cop]).is_some() =>
        {
            Hedge::Predicted
        }
        _ => return is_to(scope, last),
    };
    Some((hedge, last..last + 1))
}

/// "The bell is to leave in April."
fn is_to(scope: &Scope<'_>, predicate: usize) -> Option<(Hedge, Range<usize>)> {
    let be = scope.children(predicate).find(|&i| {
        matches!(scope.relation(i), Relation::Cop | Relation::Aux)
            && matches!(scope.lower(i), "is" | "are" | "was" | "were")
    })?;
    let to = (scope.lower(be + 1) == "to" && scope.tags[be + 1].head == Some(predicate))
        .then_some(be + 1)?;
    Some((Hedge::Predicted, be..to + 1))
}

/// Adverbial phrases, wherever they stand.
fn phrases(scope: &Scope<'_>, found: &mut Vec<(Hedge, Range<usize>)>) {
    let mut phrase = String::new();
    let opens = |i: &&usize| scope.resources.lexicon.opens_hedge(scope.lower(**i));
    for &i in scope.tokens.iter().filter(opens) {
        phrase.clear();
        phrase.push_str(scope.lower(i));
        for n in [2, 3] {
            phrase.push(' ');
            phrase.push_str(scope.lower(i + n - 1));
            if !phrase.ends_with(" to")
                && !phrase.ends_with(" that")
                && let Some(hedge) = scope.resources.lexicon.hedge(&phrase)
            {
                found.push((hedge, i..i + n));
            }
        }
    }
}
