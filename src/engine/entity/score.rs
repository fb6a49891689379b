//! How near to mind a referent is at some place, and the choice among several.
//!
//! Salience in the manner of Lappin & Leass (1994): recency, grammatical function and repetition
//! add up. The choice falls on nobody where the best is not good enough or hardly better than the
//! next.

use super::MentionForm;
use super::features::{COUNT, Features};
use super::referents::Referent;
use super::syntax::Function;

/// What the choices rest on, in one scale.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    /// By how many sentences ago the referent was last seen, and for all further off.
    by_distance: [f64; 7],
    far: f64,
    /// By what it was there.
    subject: f64,
    object: f64,
    owner: f64,
    /// Last meant by a pronoun: what is spoken of goes on.
    by_pronoun: f64,
    /// For each time seen, up to so many.
    seen: f64,
    most_seen: f64,
    same_block: f64,
    nameless: f64,
    /// A clause with "who" is about it.
    relative: f64,
    /// What the best must reach, and by how much it must lead: for he and she, for it, for a known
    /// role, for a phrase that says something new, for a body.
    pub(super) person: (f64, f64),
    pub(super) thing: (f64, f64),
    pub(super) holder: (f64, f64),
    pub(super) epithet: (f64, f64),
    pub(super) body: (f64, f64),
    /// By what a nominal says that is known of it.
    pub(super) same_role: f64,
    pub(super) kind_of_role: f64,
    pub(super) same_word: f64,
    /// Called by that very noun, not only by one of its class.
    pub(super) exact_word: f64,
    pub(super) other_word: f64,
    pub(super) same_class: f64,
    /// The only body of that class.
    pub(super) only: f64,
    /// For a phrase that says something new: last meant by name; the latest of all.
    pub(super) by_name: f64,
    pub(super) latest: f64,
    pub(super) was_subject: f64,
    /// For one by whose origin: the subject of the sentence before.
    pub(super) was_spoken_of: f64,
    /// How much salience counts beside that.
    pub(super) near: f64,
}

/// Set by hand, then by going up and down from there on the marked articles and on GUM; they serve
/// all choices but that for "he" and "she", which [`PERSON`] serves.
pub(super) static WEIGHTS: Weights = Weights {
    by_distance: [3.7, 2.2, 0.0, -0.8, -1.0, -1.2, -1.5],
    far: -2.6,
    subject: 1.0,
    object: 0.25,
    owner: 0.2,
    by_pronoun: 0.3,
    seen: 0.1,
    most_seen: 6.0,
    same_block: 1.0,
    nameless: -0.4,
    relative: 1.1,
    person: (0.0, 0.3),
    thing: (2.6, 0.25),
    holder: (1.2, 0.3),
    epithet: (2.0, 0.4),
    body: (0.8, 0.0),
    same_role: 3.0,
    kind_of_role: 2.0,
    same_word: 0.8,
    exact_word: 1.3,
    other_word: -1.2,
    same_class: 0.4,
    only: 0.9,
    by_name: 0.9,
    latest: 0.5,
    was_subject: -0.4,
    was_spoken_of: -1.5,
    near: 0.4,
};

/// A place in the text from which one looks back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    /// The token.
    pub(super) at: usize,
    pub(super) sentence: usize,
    /// The first sentence of its block.
    pub(super) block: usize,
}

/// How near to mind `referent` is; `None` if it has not been spoken of yet.
pub(super) fn salience(weights: &Weights, referent: &Referent, here: Here) -> Option<f64> {
    let last = referent.last_before(here.at)?;
    let distance = here.sentence.saturating_sub(last.sentence);
    let earlier = || referent.seen.iter().filter(|s| s.tokens.end <= here.at);
    let function = earlier()
        .filter(|s| s.sentence == last.sentence)
        .map(|s| s.function)
        .min()
        .unwrap_or(Function::Oblique);
    let mut score = weights.by_distance.get(distance).copied().unwrap_or(weights.far);
    score += match function {
        Function::Subject => weights.subject,
        Function::Object => weights.object,
        Function::Owner => weights.owner,
        Function::Oblique => 0.0,
    };
    if last.sentence == here.sentence && last.relative && function != Function::Subject {
        score += weights.relative;
    }
    if last.form == MentionForm::Pronoun {
        score += weights.by_pronoun;
    }
    if last.sentence >= here.block {
        score += weights.same_block;
    }
    if referent.name.is_none() {
        score += weights.nameless;
    }
    Some(score + weights.seen * (earlier().count() as f64).min(weights.most_seen))
}

/// How likely a candidate is the one that "he" or "she" means; nobody has zero.
pub(super) fn score(features: &Features) -> f64 {
    features.iter().zip(&PERSON).map(|(f, w)| f * w).sum()
}

/// The best of the candidates, if it reaches `least` and is `margin` ahead of the next.
pub(super) fn choose(
    mut candidates: Vec<(f64, usize)>,
    (least, margin): (f64, f64),
) -> Option<usize> {
    match weigh(&mut candidates, (least, margin)) {
        Chosen::One(id) => Some(id),
        Chosen::Nobody | Chosen::Unclear => None,
    }
}

/// As [`choose`], with why there is none.
pub(super) fn weigh(candidates: &mut [(f64, usize)], (least, margin): (f64, f64)) -> Chosen {
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let Some(&(best, id)) = candidates.first().filter(|c| c.0 >= least) else {
        return Chosen::Nobody;
    };
    let next = candidates.get(1).map_or(f64::NEG_INFINITY, |c| c.0);
    if best - next >= margin { Chosen::One(id) } else { Chosen::Unclear }
}

/// What each feature of a candidate for "he" or "she" counts.
///
/// GENERATED BY training/speakers/remake.sh: a log-linear ranking with a Gaussian prior, fitted on the
/// `dev-`, `second-` and `third-` articles of tests/language/speakers and on GUM (training split: news,
/// interviews, biographies, speeches, court, letters).
#[rustfmt::skip]
static PERSON: [f64; COUNT] = [
    -0.18, // Any
    0.67, // Quoted
    -0.71, // Nameless
    0.34, // Ahead
    0.12, // Ago1
    -0.21, // Ago2
    -0.10, // Ago3
    -0.55, // Ago4
    -0.48, // Ago6
    -1.03, // Ago9
    0.13, // WasSubject
    -0.15, // WasObject
    0.55, // WasOwner
    0.16, // SameFunction
    0.77, // SubjectHere
    0.56, // SubjectBefore
    0.35, // FirstSubjectBefore
    -0.07, // ByPronoun
    -0.31, // ByNominal
    0.56, // Relative
    -0.46, // Joined
    0.53, // Latest
    0.10, // SecondLatest
    0.33, // Only
    -0.76, // OneBetween
    -1.16, // MoreBetween
    0.42, // Often
    0.51, // MostOften
    -0.09, // InTitle
    1.41, // SameBlock
    0.54, // LeadsBlock
    0.22, // Gendered
    -0.11, // Ungendered
    0.26, // SaysSo
    0.09, // SpeaksAgain
    -0.11, // SpokeLast
    0.46, // OwnClause
    0.38, // UpperClause
    0.20, // SameQuote
    -0.34, // QuotedNear
    0.63, // QuotedMost
    0.23, // QuotedLatest
    0.40, // FromQuote
    -0.16, // QuotedSpokeLast
    0.49, // OpensWithFirst
    0.54, // OpensWithOther
    0.30, // NewBlockMost
    0.29, // NewBlockLatest
    0.09, // OwnerLatest
    0.41, // OwnerClause
    -0.42, // ObjectUpper
    0.19, // UpperSays
    0.27, // NamelessHere
    -0.81, // NamelessBefore
    -0.49, // NamelessSubject
    0.64, // NamelessNew
    -0.39, // NamelessAgain
    0.43, // NamelessQuoted
];

/// What a choice came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// This one.
    One(usize),
    /// None is good enough.
    Nobody,
    /// One of several; which, cannot be told.
    Unclear,
}
