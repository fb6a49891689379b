//! Claims that say the same in several articles, and whom they go back to.

use std::collections::BTreeSet;

use super::figures;
use super::likeness::{Likeness, Sets};
use super::speakers::Names;
use super::types::{Article, Claim, ClaimRef, Cluster, Origin, OriginKind};

/// Cosine from which two claims of different speakers say the same.
const SAME: f64 = 0.55;
/// Cosine from which two claims of one speaker say the same.
const SAME_BY_ONE: f64 = 0.32;

/// Two claims in like words of which one says yes and the other no, or that give different figures;
/// and how like the words are.
pub(super) struct Clash {
    pub(super) left: ClaimRef,
    pub(super) right: ClaimRef,
    pub(super) likeness: f64,
}

/// Claims that say the same, from at least two articles, surest first; and claims that would, but
/// for a figure or a "not".
pub(super) fn find(articles: &[Article<'_>], names: &Names) -> (Vec<Cluster>, Vec<Clash>) {
    let refs = all_claims(articles);
    // What is denied is not the same text as what is said: a mark that is no word keeps them apart.
    let mark = |r: ClaimRef| if claim(articles, r).negative { "\0" } else { "" };
    let texts: Vec<String> =
        refs.iter().map(|&r| format!("{}{}", words(articles, r), mark(r))).collect();
    let likeness = Likeness::new(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let mut sets = Sets::new(refs.len());
    let mut sureness = vec![1.0_f64; refs.len()];
    for group in &likeness.groups {
        group.windows(2).for_each(|w| sets.join(w[0], w[1]));
    }
    let mut clashes = Vec::new();
    for (a, b, cosine) in likeness.pairs(SAME_BY_ONE) {
        let (first, other) = (&likeness.groups[a], &likeness.groups[b]);
        let (left, right) = (refs[first[0]], refs[other[0]]);
        let opposed = claim(articles, left).negative != claim(articles, right).negative;
        if opposed || figures::clash(articles, left, right).is_some() {
            let (left, right) = (left.min(right), left.max(right));
            if left.article != right.article && cosine >= threshold(names, left, right) {
                clashes.push(Clash { left, right, likeness: cosine });
            }
            continue;
        }
        for &i in first {
            // Members of a group are alike in all but speaker and article: the first that fits will do.
            let fits = |&&j: &&usize| {
                refs[i].article != refs[j].article && cosine >= threshold(names, refs[i], refs[j])
            };
            if let Some(&j) = other.iter().find(fits) {
                sets.join(i, j);
                sureness[i] = sureness[i].min(cosine);
                sureness[j] = sureness[j].min(cosine);
            }
        }
    }
    let mut clusters = gather(articles, names, &refs, &mut sets, &sureness);
    clusters.sort_by(|a, b| {
        b.confidence.total_cmp(&a.confidence).then_with(|| a.claims.cmp(&b.claims))
    });
    (clusters, clashes)
}

/// Every claim whose content has words, in order, but for those that do no more than pass on another
/// one of their article: "“It will rise,” she said" as reported by an agency.
fn all_claims(articles: &[Article<'_>]) -> Vec<ClaimRef> {
    let claims = articles
        .iter()
        .enumerate()
        .flat_map(|(article, a)| (0..a.claims.len()).map(move |claim| ClaimRef { article, claim }));
    claims
        .filter(|&r| !claim(articles, r).content.is_empty() && !passes_on(&articles[r.article], r))
        .collect()
}

/// Whether most of the claim's content is that of a claim that it reports.
fn passes_on(article: &Article<'_>, at: ClaimRef) -> bool {
    const MOST: f64 = 0.6;
    let size = |i: usize| article.claims[i].content.iter().map(|s| s.len()).sum::<usize>() as f64;
    let reported =
        (0..article.claims.len()).filter(|&i| article.claims[i].parent == Some(at.claim));
    reported.map(size).any(|inner| inner >= MOST * size(at.claim))
}

fn claim<'a>(articles: &'a [Article<'a>], at: ClaimRef) -> &'a Claim<'a> {
    &articles[at.article].claims[at.claim]
}

/// The words of a claim's content.
pub(super) fn words(articles: &[Article<'_>], at: ClaimRef) -> String {
    let text = articles[at.article].text;
    let pieces: Vec<&str> = claim(articles, at).content.iter().map(|s| s.of(text)).collect();
    pieces.join(" ")
}

fn threshold(names: &Names, a: ClaimRef, b: ClaimRef) -> f64 {
    let same = names.of_claim(a).is_some() && names.of_claim(a) == names.of_claim(b);
    if same { SAME_BY_ONE } else { SAME }
}

fn gather(
    articles: &[Article<'_>],
    names: &Names,
    refs: &[ClaimRef],
    sets: &mut Sets,
    sureness: &[f64],
) -> Vec<Cluster> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); refs.len()];
    for i in 0..refs.len() {
        members[sets.root(i)].push(i);
    }
    let mut clusters = Vec::new();
    for set in members {
        let claims: Vec<ClaimRef> = set.iter().map(|&i| refs[i]).collect();
        let several = claims.windows(2).any(|w| w[0].article != w[1].article);
        if several {
            let origins = origins(articles, names, &claims);
            let confidence = set.iter().map(|&i| sureness[i]).fold(1.0, f64::min);
            clusters.push(Cluster { claims, origins, confidence });
        }
    }
    clusters
}

/// Whom `claims` go back to: the named speaker, else who passed it on first, else the article.
fn origins(articles: &[Article<'_>], names: &Names, claims: &[ClaimRef]) -> Vec<Origin> {
    let mut origins = BTreeSet::new();
    for &at in claims {
        let (article, claim) = (&articles[at.article], claim(articles, at));
        let origin = match (names.of_claim(at), claim.via.last()) {
            (Some(name), _) => Origin { name: name.to_owned(), kind: OriginKind::Speaker },
            (None, Some(agency)) => Origin { name: (*agency).to_owned(), kind: OriginKind::Agency },
            (None, None) => {
                let name = article.outlet.unwrap_or(article.title).to_owned();
                Origin { name, kind: OriginKind::Article }
            }
        };
        origins.insert(origin);
    }
    origins.into_iter().collect()
}
