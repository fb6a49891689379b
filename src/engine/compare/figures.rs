//! Figures that cannot both be right, found by the words around them.
//!
//! Two clauses of different articles with like words, a quantity or date of the same unit or grain
//! in each, and different values; or two claims in like words whose figures differ.

use std::collections::BTreeSet;

use super::clusters::Clash;
use super::likeness::Likeness;
use super::speakers::Names;
use super::story::sentence_around;
use super::types::{Article, ClaimRef, Conflict, ConflictKind, Passage, Quantity, Time};
use crate::engine::text::Span;

/// Cosine from which the words around two figures speak of the same.
const SAME_MATTER: f64 = 0.5;
/// So many words of weight must be the same around two figures.
const FEWEST_SHARED: usize = 3;

/// A figure and where it stands.
struct Found<'a> {
    article: usize,
    sentence: Span,
    figure: Figure<'a>,
}

impl<'a> Found<'a> {
    fn new(articles: &[Article<'a>], article: usize, figure: Figure<'a>) -> Self {
        let sentence = sentence_around(&articles[article], figure.span());
        Self { article, sentence, figure }
    }
}

/// A quantity or a time.
#[derive(Clone, Copy)]
pub(super) enum Figure<'a> {
    Quantity(Quantity<'a>),
    Time(Time<'a>),
}

impl Figure<'_> {
    fn span(&self) -> Span {
        match self {
            Figure::Quantity(q) => q.span,
            Figure::Time(t) => t.span,
        }
    }

    /// True if both count the same or are as fine, so that they can agree or differ.
    fn is_comparable(&self, other: &Figure<'_>) -> bool {
        match (self, other) {
            (Figure::Quantity(a), Figure::Quantity(b)) => a.unit == b.unit,
            (Figure::Time(a), Figure::Time(b)) => a.grain == b.grain,
            _ => false,
        }
    }

    fn differs(&self, other: &Figure<'_>) -> bool {
        match (self, other) {
            (Figure::Quantity(a), Figure::Quantity(b)) => numbers_differ(a, b),
            (Figure::Time(a), Figure::Time(b)) => a.value != b.value,
            _ => false,
        }
    }
}

/// Different figures among like words, each pair of sentences once.
pub(super) fn conflicts(
    articles: &[Article<'_>],
    names: &Names,
    clashes: &[Clash],
) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> =
        clashes.iter().filter_map(|c| of_claims(articles, names, c)).collect();
    let pair = |c: &Conflict| (c.left, c.right, c.kind);
    let mut known: BTreeSet<_> = conflicts.iter().map(pair).collect();
    conflicts.extend(of_clauses(articles).into_iter().filter(|c| known.insert(pair(c))));
    conflicts
}

/// Two figures in which two claims differ, of those that do not stand in both.
pub(super) fn clash<'a>(
    articles: &[Article<'a>],
    a: ClaimRef,
    b: ClaimRef,
) -> Option<(Figure<'a>, Figure<'a>)> {
    let (left, right) = (of_claim(articles, a), of_claim(articles, b));
    let unmatched = |figure: &Figure<'a>, others: &[Figure<'a>]| {
        !others.iter().any(|other| figure.is_comparable(other) && !figure.differs(other))
    };
    left.iter().filter(|l| unmatched(l, &right)).find_map(|l| {
        let other = right.iter().find(|r| l.is_comparable(r) && unmatched(r, &left))?;
        Some((*l, *other))
    })
}

fn of_claim<'a>(articles: &[Article<'a>], at: ClaimRef) -> Vec<Figure<'a>> {
    let article = &articles[at.article];
    let claim = &article.claims[at.claim];
    let quantities = claim.quantities.iter().map(|&i| Figure::Quantity(article.quantities[i]));
    let times = claim.times.iter().map(|&i| article.times[i]).filter(|t| t.value.is_some());
    quantities.chain(times.map(Figure::Time)).collect()
}

/// The conflict of two claims that give different figures.
fn of_claims(articles: &[Article<'_>], names: &Names, at: &Clash) -> Option<Conflict> {
    let (l, r) = clash(articles, at.left, at.right)?;
    let left = Found::new(articles, at.left.article, l);
    let right = Found::new(articles, at.right.article, r);
    let same = names.of_claim(at.left) == names.of_claim(at.right);
    let entity = names.of_claim(at.left).filter(|_| same).map(str::to_owned);
    Some(Conflict { entity, ..conflict(articles, &left, &right, at.likeness) })
}

/// Different figures among like words around them.
fn of_clauses(articles: &[Article<'_>]) -> Vec<Conflict> {
    let figured: Vec<Found> = (0..articles.len()).flat_map(|i| all_of(articles, i)).collect();
    let words: Vec<String> = figured.iter().map(|f| surroundings(articles, f)).collect();
    let likeness = Likeness::new(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let mut pairs: Vec<(usize, usize, f64)> =
        (0..likeness.groups.len()).map(|group| (group, group, 1.0)).collect();
    pairs.extend(likeness.pairs(SAME_MATTER));
    let mut conflicts = Vec::new();
    for (a, b, cosine) in pairs {
        if shared_terms(&likeness, a, b) < FEWEST_SHARED {
            continue;
        }
        // Of many copies of a passage, a few stand for all.
        for (left, right) in meeting(&likeness.groups[a], &likeness.groups[b], &figured) {
            conflicts.extend(of_pair(articles, &figured, left, right, cosine));
        }
    }
    conflicts
}

fn shared_terms(likeness: &Likeness, a: usize, b: usize) -> usize {
    let theirs = &likeness.vectors[b];
    let is_shared = |term| theirs.binary_search_by_key(&term, |&(t, _)| t).is_ok();
    likeness.vectors[a].iter().filter(|&&(term, _)| is_shared(term)).count()
}

/// The figures of an article.
fn all_of<'a>(articles: &[Article<'a>], article: usize) -> Vec<Found<'a>> {
    let a = &articles[article];
    let quantities = a.quantities.iter().map(|&q| Figure::Quantity(q));
    let times = a.times.iter().filter(|t| t.value.is_some()).map(|&t| Figure::Time(t));
    quantities.chain(times).map(|figure| Found::new(articles, article, figure)).collect()
}

/// The words right around a figure, up to the next mark that ends a clause.
fn surroundings(articles: &[Article<'_>], found: &Found<'_>) -> String {
    let (text, sentence, figure) =
        (articles[found.article].text, found.sentence, found.figure.span());
    const ENDS: [char; 9] = [',', ';', ':', '(', ')', '–', '—', '“', '”'];
    const BEFORE: usize = 8;
    const AFTER: usize = 3;
    let before = text[sentence.start..figure.start].rsplit(ENDS).next().unwrap_or_default();
    let after = text[figure.end..sentence.end].split(ENDS).next().unwrap_or_default();
    let mut words: Vec<&str> = before.split_whitespace().rev().take(BEFORE).collect();
    words.reverse();
    words.extend(after.split_whitespace().take(AFTER));
    words.join(" ")
}

/// Pairs of figures from two groups, of different articles; a few, where there are many.
fn meeting(a: &[usize], b: &[usize], figured: &[Found<'_>]) -> Vec<(usize, usize)> {
    const MOST: usize = 12;
    let mut pairs = Vec::new();
    for &i in a.iter().take(MOST) {
        for &j in b.iter().take(MOST) {
            if figured[i].article < figured[j].article {
                pairs.push((i, j));
            } else if figured[j].article < figured[i].article && a != b {
                pairs.push((j, i));
            }
        }
    }
    pairs
}

/// The conflict of two figures, unless one stands in the other's sentence too.
fn of_pair(
    articles: &[Article<'_>],
    figured: &[Found<'_>],
    left: usize,
    right: usize,
    cosine: f64,
) -> Option<Conflict> {
    let (l, r) = (&figured[left], &figured[right]);
    if !l.figure.is_comparable(&r.figure) || !l.figure.differs(&r.figure) {
        return None;
    }
    let beside = |one: &Found, k: usize| {
        let other = &figured[k];
        other.article == one.article && other.sentence == one.sentence
    };
    let agrees = |at: usize, with: &Figure| {
        let near = at.saturating_sub(8)..(at + 9).min(figured.len());
        near.into_iter().any(|k| {
            let figure = &figured[k].figure;
            beside(&figured[at], k) && figure.is_comparable(with) && !figure.differs(with)
        })
    };
    let agreed = agrees(left, &r.figure) || agrees(right, &l.figure);
    (!agreed).then(|| conflict(articles, l, r, cosine))
}

fn conflict(articles: &[Article<'_>], l: &Found<'_>, r: &Found<'_>, cosine: f64) -> Conflict {
    let (kind, what) = match l.figure {
        Figure::Quantity(q) => {
            (ConflictKind::Number, q.unit.map_or("Number".to_owned(), |u| format!("Number ({u})")))
        }
        Figure::Time(_) => (ConflictKind::Date, "Date".to_owned()),
    };
    let word = |f: &Found| f.figure.span().of(articles[f.article].text).to_owned();
    Conflict {
        kind,
        entity: None,
        left: Passage { article: l.article, span: l.sentence },
        right: Passage { article: r.article, span: r.sentence },
        explanation: format!("{what}: {} in one article, {} in the other.", word(l), word(r)),
        confidence: cosine * 0.8,
    }
}

/// True if two quantities cannot be the same: ranges do not meet, with a tenth of room where one is
/// approximate.
fn numbers_differ(a: &Quantity<'_>, b: &Quantity<'_>) -> bool {
    let room = |q: &Quantity| if q.approximate { q.value.abs() * 0.1 } else { 0.0 };
    let room = room(a).max(room(b));
    let (a_high, b_high) = (a.high.unwrap_or(a.value), b.high.unwrap_or(b.value));
    a_high + room < b.value || b_high + room < a.value
}
