//! Passages that cannot both be right, found by the words around what differs.
//!
//! Numbers and dates: two sentences of different articles with like words, one quantity or date
//! of the same unit or grain in each, and different values. Roles: one person is "minister" here
//! and "former minister" there. Polarity and quotation: two claims of one cluster.

use std::collections::BTreeMap;

use super::clusters;
use super::likeness::Likeness;
use super::speakers::Names;
use super::story::sentence_around;
use super::types::{
    Article, Claim, ClaimRef, Cluster, Conflict, ConflictKind, Passage, Quantity, Time,
};
use crate::engine::text::Span;

/// Cosine from which two sentences speak of the same.
const SAME_MATTER: f64 = 0.45;
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

/// One person with a role in some articles and the same role as a former one in others.
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
        let Some((now, former)) = first_clash(&roles) else { continue };
        let (left, right) = if now.at <= former.at { (now, former) } else { (former, now) };
        let count = |role: &Role| {
            let mut articles: Vec<usize> =
                roles.iter().filter(|r| r.clashes_like(role)).map(|r| r.at.article).collect();
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

/// A role and whether it is said to be over.
struct Role {
    at: Passage,
    /// Its last word, "minister".
    head: String,
    /// All its words but those that say it is over.
    words: Vec<String>,
    former: bool,
}

impl Role {
    fn new(text: &str, at: Passage) -> Option<Self> {
        let all = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let mut former = false;
        let mut words: Vec<String> = Vec::new();
        for word in all.filter(|w| !w.is_empty()) {
            match word.as_str() {
                "former" | "ex" | "onetime" | "erstwhile" => former = true,
                "the" | "a" | "an" => {}
                _ => words.push(word),
            }
        }
        let head = words.last()?.clone();
        Some(Self { at, head, words, former })
    }

    /// True if both speak of one office: one's words are all among the other's.
    fn same_office(&self, other: &Role) -> bool {
        let within = |a: &[String], b: &[String]| a.iter().all(|w| b.contains(w));
        self.head == other.head
            && (within(&self.words, &other.words) || within(&other.words, &self.words))
    }

    /// True if `self` says of the office what `role` says.
    fn clashes_like(&self, role: &Role) -> bool {
        self.former == role.former && self.same_office(role)
    }
}

/// The first office that is held in one article and over in another.
fn first_clash(roles: &[Role]) -> Option<(&Role, &Role)> {
    roles.iter().filter(|r| !r.former).find_map(|now| {
        let clash = |r: &&Role| r.former && r.at.article != now.at.article && r.same_office(now);
        roles.iter().find(clash).map(|former| (now, former))
    })
}

/// A sentence with a figure in it.
struct Figured<'a> {
    article: usize,
    sentence: Span,
    /// The sentence without its figures.
    words: String,
    quantities: Vec<Quantity<'a>>,
    times: Vec<Time<'a>>,
}

/// Like sentences with different figures.
fn figures(articles: &[Article<'_>]) -> Vec<Conflict> {
    let figured: Vec<Figured> =
        articles.iter().enumerate().flat_map(|(i, a)| sentences_with_figures(i, a)).collect();
    let likeness = Likeness::new(&figured.iter().map(|f| f.words.as_str()).collect::<Vec<_>>());
    let mut pairs: Vec<(usize, usize, f64)> =
        (0..likeness.groups.len()).map(|group| (group, group, 1.0)).collect();
    pairs.extend(likeness.pairs(SAME_MATTER));
    let mut conflicts = Vec::new();
    for (a, b, cosine) in pairs {
        if likeness.vectors[a].len() < 3 {
            continue;
        }
        // Of many copies of a sentence, each side's first in each article stands for all.
        for (left, right) in meeting(&likeness.groups[a], &likeness.groups[b], &figured) {
            conflicts.extend(clash(articles, &figured[left], &figured[right], cosine));
        }
    }
    conflicts
}

fn sentences_with_figures<'a>(article: usize, a: &Article<'a>) -> Vec<Figured<'a>> {
    let mut found: BTreeMap<Span, Figured> = BTreeMap::new();
    let new = |sentence: Span| Figured {
        article,
        sentence,
        words: String::new(),
        quantities: Vec::new(),
        times: Vec::new(),
    };
    for quantity in &a.quantities {
        let sentence = sentence_around(a, quantity.span);
        found.entry(sentence).or_insert_with(|| new(sentence)).quantities.push(*quantity);
    }
    for time in a.times.iter().filter(|t| t.value.is_some()) {
        let sentence = sentence_around(a, time.span);
        found.entry(sentence).or_insert_with(|| new(sentence)).times.push(*time);
    }
    for figured in found.values_mut() {
        figured.words = without_figures(a.text, figured);
    }
    found.into_values().collect()
}

/// The words of a sentence around its figures.
fn without_figures(text: &str, figured: &Figured<'_>) -> String {
    let quantities = figured.quantities.iter().map(|q| q.span);
    let mut cuts: Vec<Span> = quantities.chain(figured.times.iter().map(|t| t.span)).collect();
    cuts.sort_unstable();
    let (mut words, mut from) = (String::new(), figured.sentence.start);
    for cut in cuts {
        if cut.start >= from {
            words.push_str(&text[from..cut.start]);
            words.push(' ');
        }
        from = from.max(cut.end);
    }
    words.push_str(&text[from.min(figured.sentence.end)..figured.sentence.end]);
    words
}

/// Pairs of sentences from two groups, of different articles; a few, where there are many.
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

/// The first figure in which two like sentences differ, if each has just one of its kind.
fn clash(
    articles: &[Article<'_>],
    left: &Figured<'_>,
    right: &Figured<'_>,
    cosine: f64,
) -> Option<Conflict> {
    let conflict = |kind, what: &str, l: Span, r: Span| {
        let word = |f: &Figured, s: Span| s.of(articles[f.article].text).to_owned();
        Conflict {
            kind,
            entity: None,
            left: Passage { article: left.article, span: left.sentence },
            right: Passage { article: right.article, span: right.sentence },
            explanation: format!(
                "{what}: {} in one article, {} in the other.",
                word(left, l),
                word(right, r)
            ),
            confidence: cosine * 0.8,
        }
    };
    for l in &left.quantities {
        let unit = |q: &&Quantity| q.unit == l.unit;
        let (n_left, n_right) =
            (left.quantities.iter().filter(unit).count(), right.quantities.iter().filter(unit));
        let r: Vec<&Quantity> = n_right.collect();
        if let ([r], 1) = (r.as_slice(), n_left)
            && numbers_differ(l, r)
        {
            let what = l.unit.map_or("Number".to_owned(), |u| format!("Number ({u})"));
            return Some(conflict(ConflictKind::Number, &what, l.span, r.span));
        }
    }
    for l in &left.times {
        let grain = |t: &&Time| t.grain == l.grain;
        let n_left = left.times.iter().filter(grain).count();
        let r: Vec<&Time> = right.times.iter().filter(grain).collect();
        if let ([r], 1) = (r.as_slice(), n_left)
            && l.value != r.value
        {
            return Some(conflict(ConflictKind::Date, "Date", l.span, r.span));
        }
    }
    None
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
