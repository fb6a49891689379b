//! A joint summary: what several articles say together, agreements first, conflicts named.
//!
//! Candidates are the sentences of each article's own summary and those that hold a claim which
//! other articles make too. No two of the chosen say the same; each knows which other articles say
//! it and which conflicts touch it.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::Likeness;
use super::story::sentence_around;
use super::types::{Article, Cluster, Conflict, SummarySentence};
use crate::engine::summarize::opens_alone;
use crate::engine::text::{Span, terms};

/// Sentences of a joint summary.
const LENGTH: usize = 8;
/// So many of them say what several articles say, while there is anything else to tell.
const AGREED: usize = 4;
/// Cosine from which a sentence says again what another says.
const REPEATED: f64 = 0.45;

/// The sentences, in the order in which they are read.
pub(super) fn summary(
    articles: &[Article<'_>],
    clusters: &[Cluster],
    conflicts: &[Conflict],
) -> Vec<SummarySentence> {
    let candidates = candidates(articles, clusters);
    let texts: Vec<&str> =
        candidates.iter().map(|c| c.span(articles).of(articles[c.article].text)).collect();
    let likeness = Likeness::new(&texts);
    let mut group_of = vec![0; candidates.len()];
    for (group, members) in likeness.groups.iter().enumerate() {
        members.iter().for_each(|&m| group_of[m] = group);
    }
    let cosine = |a: usize, b: usize| {
        terms::cosine(&likeness.vectors[group_of[a]], &likeness.vectors[group_of[b]])
    };
    let alike = alike(&likeness);
    let touching = Touching::new(articles.len(), conflicts);
    // Of the many only counts are kept.
    let mut seen = vec![usize::MAX; articles.len()];
    let mut sentences: Vec<(usize, usize, bool)> = Vec::with_capacity(candidates.len());
    for (i, candidate) in candidates.iter().enumerate() {
        seen[candidate.article] = i;
        let mut agreed = 0;
        candidate.each_agreed(clusters, &candidates, &likeness, &alike[group_of[i]], |article| {
            agreed += usize::from(std::mem::replace(&mut seen[article], i) != i);
        });
        let touched = touching.any(candidate.article, candidate.span(articles));
        sentences.push((candidate.rank, agreed, touched));
    }
    // Agreements first, those of more articles before others; then what each article puts first.
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by_key(|&i| {
        let ((rank, agreed, _), at) = (sentences[i], &candidates[i]);
        (std::cmp::Reverse(agreed), rank, at.article, at.sentence)
    });
    let mut chosen: Vec<usize> = Vec::new();
    let mut take = |from: &[usize], most: usize| {
        for &i in from {
            if chosen.len() < most && chosen.iter().all(|&k| i != k && cosine(i, k) < REPEATED) {
                chosen.push(i);
            }
        }
    };
    let (agreed, mut others): (Vec<usize>, Vec<usize>) =
        order.into_iter().partition(|&i| sentences[i].1 > 0);
    // Then what the articles differ on, and what each alone puts first.
    others.sort_by_key(|&i| (!sentences[i].2, sentences[i].0));
    take(&agreed, AGREED);
    take(&others, LENGTH);
    take(&agreed, LENGTH);
    let sentence = |i: usize| {
        let candidate = &candidates[i];
        let mut agreed = BTreeSet::new();
        let alike = &alike[group_of[i]];
        candidate.each_agreed(clusters, &candidates, &likeness, alike, |article| {
            agreed.insert(article);
        });
        agreed.remove(&candidate.article);
        SummarySentence {
            article: candidate.article,
            sentence: candidate.sentence,
            agreed: agreed.into_iter().collect(),
            conflicts: touching.all(candidate.article, candidate.span(articles)),
        }
    };
    chosen.into_iter().map(sentence).collect()
}

/// For each distinct text, those that say the same, itself among them.
fn alike(likeness: &Likeness) -> Vec<Vec<usize>> {
    let has_words = |group: usize| !likeness.vectors[group].is_empty();
    let mut alike: Vec<Vec<usize>> = (0..likeness.groups.len())
        .map(|group| if has_words(group) { vec![group] } else { Vec::new() })
        .collect();
    for (a, b, _) in likeness.pairs(REPEATED) {
        alike[a].push(b);
        alike[b].push(a);
    }
    alike
}

/// The conflicts that touch each article: where, and which.
struct Touching(Vec<Vec<(Span, usize)>>);

impl Touching {
    fn new(n_articles: usize, conflicts: &[Conflict]) -> Self {
        let mut touching = vec![Vec::new(); n_articles];
        for (i, conflict) in conflicts.iter().enumerate() {
            for passage in [conflict.left, conflict.right] {
                touching[passage.article].push((passage.span, i));
            }
        }
        Self(touching)
    }

    fn any(&self, article: usize, span: Span) -> bool {
        self.0[article].iter().any(|(at, _)| span.overlaps(*at))
    }

    fn all(&self, article: usize, span: Span) -> Vec<usize> {
        let touched = self.0[article].iter().filter(|(at, _)| span.overlaps(*at));
        let mut touched: Vec<usize> = touched.map(|&(_, i)| i).collect();
        touched.dedup();
        touched
    }
}

/// A sentence that may be chosen.
struct Candidate {
    article: usize,
    sentence: usize,
    /// Place in its article's summary; beyond it if it stands there only for its claim.
    rank: usize,
    /// The clusters that its claims are in, as indices.
    clusters: Vec<usize>,
}

impl Candidate {
    fn span(&self, articles: &[Article<'_>]) -> Span {
        articles[self.article].sentences[self.sentence]
    }

    /// Calls `found` with every article that makes its claims or has a sentence like it, its own
    /// among them, some more than once. `alike`: the texts that say the same.
    fn each_agreed(
        &self,
        clusters: &[Cluster],
        candidates: &[Candidate],
        likeness: &Likeness,
        alike: &[usize],
        mut found: impl FnMut(usize),
    ) {
        let claims = self.clusters.iter().flat_map(|&c| &clusters[c].claims);
        claims.for_each(|claim| found(claim.article));
        let like = alike.iter().flat_map(|&group| &likeness.groups[group]);
        like.for_each(|&k| found(candidates[k].article));
    }
}

fn candidates(articles: &[Article<'_>], clusters: &[Cluster]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut known: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (article, a) in articles.iter().enumerate() {
        let there = a.summary.iter().copied().filter(|&s| s < a.sentences.len());
        for (rank, sentence) in there.enumerate() {
            known.entry((article, sentence)).or_insert(candidates.len());
            candidates.push(Candidate { article, sentence, rank, clusters: Vec::new() });
        }
    }
    for (i, cluster) in clusters.iter().enumerate() {
        for claim in &cluster.claims {
            let article = claim.article;
            let a = &articles[article];
            let Some(&content) = a.claims[claim.claim].content.first() else { continue };
            let span = sentence_around(a, content);
            let Ok(sentence) = a.sentences.binary_search(&span) else { continue };
            match known.get(&(article, sentence)) {
                Some(&candidate) => candidates[candidate].clusters.push(i),
                None if a.paragraphs.iter().any(|p| p.contains(span))
                    && opens_alone(span.of(a.text)) =>
                {
                    known.insert((article, sentence), candidates.len());
                    let rank = a.summary.len();
                    candidates.push(Candidate { article, sentence, rank, clusters: vec![i] });
                }
                None => {}
            }
        }
    }
    candidates
}
