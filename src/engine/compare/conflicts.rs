//! Passages that cannot both be right.
//!
//! Figures are compared in [`super::figures`]. Roles: one person is "minister" here and "former
//! minister" or "deputy minister" there. Polarity and
//! quotation: two claims in like words.

use std::collections::BTreeMap;

use super::clusters::{self, Clash};
use super::figures;
use super::speakers::Names;
use super::types::{Article, ClaimRef, Cluster, Conflict, ConflictKind, Passage};

/// Conflicts shown for a pair of articles, surest first.
const SHOWN: usize = 20;

/// Conflicts between articles, surest first.
pub(super) fn find(
    articles: &[Article<'_>],
    names: &Names,
    clusters: &[Cluster],
    clashes: &[Clash],
) -> Vec<Conflict> {
    let mut conflicts = roles(articles, names);
    conflicts.extend(figures::conflicts(articles, names, clashes));
    conflicts.extend(polarity(articles, names, clashes));
    conflicts.extend(quotations(articles, names, clusters));
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
    let full: Vec<&Role> = roles.iter().filter(|r| !r.standing.is_empty()).collect();
    roles.iter().filter(|r| r.standing.is_empty()).find_map(|plain| {
        // The roles stand by article.
        let article = plain.at.article;
        let from = roles.partition_point(|r| r.at.article < article);
        let to = roles.partition_point(|r| r.at.article <= article);
        let clashes = |r: &&&Role| {
            r.at.article != article
                && r.same_office(plain)
                && !roles[from..to].iter().any(|beside| beside.says_like(r))
        };
        full.iter().find(clashes).map(|full| (plain, *full))
    })
}

/// Claims in like words of which one is affirmed and the other denied.
fn polarity(articles: &[Article<'_>], names: &Names, clashes: &[Clash]) -> Vec<Conflict> {
    let negative = |at: ClaimRef| articles[at.article].claims[at.claim].negative;
    let opposed = clashes.iter().filter(|c| negative(c.left) != negative(c.right));
    let conflict = |clash: &Clash| {
        let said = |at| if negative(at) { "denied" } else { "affirmed" };
        let (left, right) = (said(clash.left), said(clash.right));
        let explanation = format!("The same is {left} in one article and {right} in the other.");
        between(articles, names, ConflictKind::Polarity, clash.left, clash.right, explanation)
    };
    opposed.filter_map(conflict).collect()
}

/// Claims of one cluster that give one quotation in different words.
fn quotations(articles: &[Article<'_>], names: &Names, clusters: &[Cluster]) -> Vec<Conflict> {
    let conflict = |cluster: &Cluster| {
        let (a, b) = misquoted(articles, names, cluster)?;
        let who = names.of_claim(a).unwrap_or("one speaker");
        let explanation = format!("Two wordings of one quotation of {who}.");
        between(articles, names, ConflictKind::Quotation, a, b, explanation)
    };
    clusters.iter().filter_map(conflict).collect()
}

/// The first two direct quotations of one speaker, in different articles, that differ in words and
/// are nearly as long.
fn misquoted(
    articles: &[Article<'_>],
    names: &Names,
    cluster: &Cluster,
) -> Option<(ClaimRef, ClaimRef)> {
    let mut by_speaker: BTreeMap<&str, Vec<ClaimRef>> = BTreeMap::new();
    for &at in cluster.claims.iter().filter(|at| articles[at.article].claims[at.claim].direct) {
        if let Some(name) = names.of_claim(at) {
            by_speaker.entry(name).or_default().push(at);
        }
    }
    let pairs = by_speaker.values().filter_map(|direct| first_differing(articles, direct));
    pairs.min()
}

/// The first two of one speaker's quotations that differ. Each two wordings are compared once.
fn first_differing(articles: &[Article<'_>], direct: &[ClaimRef]) -> Option<(ClaimRef, ClaimRef)> {
    let mut wordings: Vec<Vec<String>> = Vec::new();
    let mut numbers: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut wording = |at: ClaimRef| {
        let words = clusters::words(articles, at).to_lowercase();
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let words: Vec<String> = words.map(str::to_owned).collect();
        *numbers.entry(words).or_insert_with_key(|words| {
            wordings.push(words.clone());
            wordings.len() - 1
        })
    };
    let quotes: Vec<(ClaimRef, usize)> = direct.iter().map(|&at| (at, wording(at))).collect();
    let mut known: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for (i, &(a, x)) in quotes.iter().enumerate() {
        for &(b, y) in &quotes[i + 1..] {
            if x != y && a.article != b.article {
                let differ = || one_quotation_in_two_wordings(&wordings[x], &wordings[y]);
                if *known.entry((x, y)).or_insert_with(differ) {
                    return Some((a, b));
                }
            }
        }
    }
    None
}

/// True if most words are the same, and neither is a piece of the other.
fn one_quotation_in_two_wordings(x: &[String], y: &[String]) -> bool {
    let shared = x.iter().filter(|w| y.contains(w)).count();
    let part = |n: usize| shared as f64 / n.max(1) as f64;
    let shorter_inside =
        y.windows(x.len().max(1)).any(|w| w == x) || x.windows(y.len().max(1)).any(|w| w == y);
    !shorter_inside && part(x.len()) >= 0.7 && part(y.len()) >= 0.7
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
