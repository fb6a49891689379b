//! Passages that cannot both be right, found by the words around what differs.
//!
//! Numbers and dates: two clauses of different articles with like words, a quantity or date of the
//! same unit or grain in each, and different values. Roles: one person is "minister" here and
//! "former minister" or "deputy minister" there. Polarity and quotation: two claims of one cluster.

use std::collections::BTreeMap;

use super::clusters;
use super::likeness::Likeness;
use super::speakers::Names;
use super::story::sentence_around;
use super::types::{
    Article, Claim, ClaimRef, Cluster, Conflict, ConflictKind, Passage, Quantity, Time,
};
use crate::engine::text::Span;

/// Cosine from which the words around two figures speak of the same.
const SAME_MATTER: f64 = 0.5;
/// So many words of weight must be the same around two figures.
const FEWEST_SHARED: usize = 3;
/// Conflicts shown for a pair of articles, surest first.
const SHOWN: usize = 20;

/// Conflicts between articles, surest first.
pub(super) fn find(articles: &[Article<'_>], names: &Names, clusters: &[Cluster]) -> Vec<Conflict> {
    let mut conflicts = roles(articles, names);
    conflicts.extend(figures(articles));
    conflicts.extend(claims(articles, names, clusters));
    conflicts.sort_by(|a, b| {
        let key = |c: &Conflict| (c.left, c.right, c.kind);
        b.confidence.total_cmp(&a.confidence).then_with(|| key(a).cmp(&key(b)))
    });
    let mut shown: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    conflicts.retain(|c| {
        let n = shown.entry((c.left.article, c.right.article)).or_default();
        *n += 1;
        *n <= SHOWN
    });
    conflicts
}

/// One person whose office is held in some articles and over, acting or a deputy's in others.
fn roles(articles: &[Article<'_>], names: &Names) -> Vec<Conflict> {
    let mut people: BTreeMap<&str, Vec<Role>> = BTreeMap::new();
    for (article, a) in articles.iter().enumerate() {
        for entity in a.entities.iter().filter(|e| e.person) {
            for &span in &entity.roles {
                let role = Role::new(span.of(a.text), Passage { article, span });
                people.entry(names.of(entity.name)).or_default().extend(role);
            }
        }
    }
    let mut conflicts = Vec::new();
    for (name, roles) in people {
        let Some((a, b)) = first_clash(&roles) else { continue };
        let (left, right) = if a.at <= b.at { (a, b) } else { (b, a) };
        let count = |role: &Role| {
            let mut articles: Vec<usize> =
                roles.iter().filter(|r| r.says_like(role)).map(|r| r.at.article).collect();
            articles.sort_unstable();
            articles.dedup();
            in_articles(articles.len())
        };
        let text = |role: &Role| role.at.span.of(articles[role.at.article].text);
        conflicts.push(Conflict {
            kind: ConflictKind::Role,
            entity: Some(name.to_owned()),
            left: left.at,
            right: right.at,
            explanation: format!(
                "Role of {name}: {} {}, {} {}.",
                text(left),
                count(left),
                text(right),
                count(right)
            ),
            confidence: 0.8,
        });
    }
    conflicts
}

/// "in one article", "in two articles", "in 12 articles".
fn in_articles(n: usize) -> String {
    const WORDS: [&str; 10] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let number = WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned());
    format!("in {number} article{}", if n == 1 { "" } else { "s" })
}

/// Words that change what a role is worth, sorted.
const STANDINGS: [&str; 9] =
    ["acting", "assistant", "deputy", "erstwhile", "ex", "former", "interim", "onetime", "vice"];

/// A role, and how it is held.
struct Role {
    at: Passage,
    /// Its words without those of its standing.
    words: Vec<String>,
    /// "former", "deputy", …
    standing: Vec<String>,
}

impl Role {
    fn new(text: &str, at: Passage) -> Option<Self> {
        let all = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let (standing, mut words): (Vec<String>, Vec<String>) = all
            .filter(|w| !w.is_empty())
            .partition(|w| STANDINGS.binary_search(&w.as_str()).is_ok());
        words.retain(|w| !matches!(w.as_str(), "the" | "a" | "an"));
        (!words.is_empty()).then_some(Self { at, words, standing })
    }

    /// True if both speak of one office: they end alike, and one's words are all among the other's.
    fn same_office(&self, other: &Role) -> bool {
        let within = |a: &[String], b: &[String]| a.iter().all(|w| b.contains(w));
        self.words.last() == other.words.last()
            && (within(&self.words, &other.words) || within(&other.words, &self.words))
    }

    /// True if `self` says of the office what `role` says.
    fn says_like(&self, role: &Role) -> bool {
        self.standing == role.standing && self.same_office(role)
    }
}

/// The first office that is held in different ways in two articles. An article that gives the role
/// with and without its standing has only shortened it.
fn first_clash(roles: &[Role]) -> Option<(&Role, &Role)> {
    let shortened = |plain: &Role, full: &Role| {
        roles.iter().any(|r| r.at.article == plain.at.article && r.says_like(full))
    };
    roles.iter().filter(|r| r.standing.is_empty()).find_map(|plain| {
        let clashes = |r: &&Role| {
            !r.standing.is_empty()
                && r.at.article != plain.at.article
                && r.same_office(plain)
                && !shortened(plain, r)
        };
        roles.iter().find(clashes).map(|full| (plain, full))
    })
}

/// A figure and the words around it.
struct Figured<'a> {
    article: usize,
    sentence: Span,
    figure: Figure<'a>,
    words: String,
}

#[derive(Clone, Copy)]
enum Figure<'a> {
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

/// Different figures among like words.
fn figures(articles: &[Article<'_>]) -> Vec<Conflict> {
    let figured: Vec<Figured> =
        articles.iter().enumerate().flat_map(|(i, a)| with_surroundings(i, a)).collect();
    let likeness = Likeness::new(&figured.iter().map(|f| f.words.as_str()).collect::<Vec<_>>());
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
            conflicts.extend(clash(articles, &figured, left, right, cosine));
        }
    }
    conflicts
}

fn shared_terms(likeness: &Likeness, a: usize, b: usize) -> usize {
    let theirs = &likeness.vectors[b];
    let is_shared = |term| theirs.binary_search_by_key(&term, |&(t, _)| t).is_ok();
    likeness.vectors[a].iter().filter(|&&(term, _)| is_shared(term)).count()
}

/// The figures of an article, each with the words of its clause.
fn with_surroundings<'a>(article: usize, a: &Article<'a>) -> Vec<Figured<'a>> {
    let quantities = a.quantities.iter().map(|&q| Figure::Quantity(q));
    let times = a.times.iter().filter(|t| t.value.is_some()).map(|&t| Figure::Time(t));
    let surrounded = |figure: Figure<'a>| {
        let sentence = sentence_around(a, figure.span());
        Figured { article, sentence, figure, words: surroundings(a.text, sentence, figure.span()) }
    };
    quantities.chain(times).map(surrounded).collect()
}

/// The words right around a figure, up to the next mark that ends a clause.
fn surroundings(text: &str, sentence: Span, figure: Span) -> String {
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
fn meeting(a: &[usize], b: &[usize], figured: &[Figured<'_>]) -> Vec<(usize, usize)> {
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
fn clash(
    articles: &[Article<'_>],
    figured: &[Figured<'_>],
    left: usize,
    right: usize,
    cosine: f64,
) -> Option<Conflict> {
    let (l, r) = (&figured[left], &figured[right]);
    if !l.figure.is_comparable(&r.figure) || !l.figure.differs(&r.figure) {
        return None;
    }
    let beside = |one: &Figured, k: usize| {
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
    if agrees(left, &r.figure) || agrees(right, &l.figure) {
        return None;
    }
    let (kind, what) = match l.figure {
        Figure::Quantity(q) => {
            (ConflictKind::Number, q.unit.map_or("Number".to_owned(), |u| format!("Number ({u})")))
        }
        Figure::Time(_) => (ConflictKind::Date, "Date".to_owned()),
    };
    let word = |f: &Figured| f.figure.span().of(articles[f.article].text).to_owned();
    Some(Conflict {
        kind,
        entity: None,
        left: Passage { article: l.article, span: l.sentence },
        right: Passage { article: r.article, span: r.sentence },
        explanation: format!("{what}: {} in one article, {} in the other.", word(l), word(r)),
        confidence: cosine * 0.8,
    })
}

/// True if two quantities cannot be the same: ranges do not meet, with a tenth of room where one is
/// approximate.
fn numbers_differ(a: &Quantity<'_>, b: &Quantity<'_>) -> bool {
    let room = |q: &Quantity| if q.approximate { q.value.abs() * 0.1 } else { 0.0 };
    let room = room(a).max(room(b));
    let (a_high, b_high) = (a.high.unwrap_or(a.value), b.high.unwrap_or(b.value));
    a_high + room < b.value || b_high + room < a.value
}

/// Claims of one cluster that say yes and no, or that give one quotation in different words.
fn claims(articles: &[Article<'_>], names: &Names, clusters: &[Cluster]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for cluster in clusters {
        let claim = |at: ClaimRef| &articles[at.article].claims[at.claim];
        let first = |found: &dyn Fn(&Claim) -> bool| {
            cluster.claims.iter().copied().find(|&at| found(claim(at)))
        };
        let yes_and_no = first(&|c| !c.negative).zip(first(&|c| c.negative));
        if let Some((a, b)) = yes_and_no.filter(|(a, b)| a.article != b.article) {
            let (a, b) = if a < b { (a, b) } else { (b, a) };
            let said = |at| if claim(at).negative { "denied" } else { "affirmed" };
            let explanation =
                format!("The same is {} in one article and {} in the other.", said(a), said(b));
            conflicts.extend(between(articles, names, ConflictKind::Polarity, a, b, explanation));
        } else if let Some((a, b)) = misquoted(articles, names, cluster) {
            let who = names.of_claim(a).unwrap_or("one speaker");
            let explanation = format!("Two wordings of one quotation of {who}.");
            conflicts.extend(between(articles, names, ConflictKind::Quotation, a, b, explanation));
        }
    }
    conflicts
}

/// The first two direct quotations of one speaker, in different articles, that differ in words and
/// are nearly as long.
fn misquoted(
    articles: &[Article<'_>],
    names: &Names,
    cluster: &Cluster,
) -> Option<(ClaimRef, ClaimRef)> {
    let direct: Vec<ClaimRef> = cluster
        .claims
        .iter()
        .copied()
        .filter(|at| articles[at.article].claims[at.claim].direct && names.of_claim(*at).is_some())
        .collect();
    let plain = |at: ClaimRef| -> Vec<String> {
        let words = clusters::words(articles, at).to_lowercase();
        words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    for (i, &a) in direct.iter().enumerate() {
        for &b in &direct[i + 1..] {
            if a.article == b.article || names.of_claim(a) != names.of_claim(b) {
                continue;
            }
            let (x, y) = (plain(a), plain(b));
            let shared = x.iter().filter(|w| y.contains(w)).count();
            let part = |n: usize| shared as f64 / n.max(1) as f64;
            let shorter_inside = y.windows(x.len().max(1)).any(|w| w == x)
                || x.windows(y.len().max(1)).any(|w| w == y);
            if !shorter_inside && part(x.len()) >= 0.7 && part(y.len()) >= 0.7 {
                return Some((a, b));
            }
        }
    }
    None
}

fn between(
    articles: &[Article<'_>],
    names: &Names,
    kind: ConflictKind,
    a: ClaimRef,
    b: ClaimRef,
    explanation: String,
) -> Option<Conflict> {
    let passage = |at: ClaimRef| {
        let span = *articles[at.article].claims[at.claim].content.first()?;
        Some(Passage { article: at.article, span })
    };
    Some(Conflict {
        kind,
        entity: names.of_claim(a).map(str::to_owned),
        left: passage(a)?,
        right: passage(b)?,
        explanation,
        confidence: 0.6,
    })
}
