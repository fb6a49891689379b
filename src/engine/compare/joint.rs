//! A joint summary: what several articles say together, agreements first, conflicts named.
//!
//! Candidates are the sentences of each article's own summary and those that hold a claim which
//! other articles make too. No two of the chosen say the same; each knows which other articles say
//! it and which conflicts touch it.

use super::likeness::Likeness;
use super::story::sentence_around;
use super::types::{Article, Cluster, Conflict, Passage, SummarySentence};
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
    let mut sentences: Vec<(usize, SummarySentence)> = Vec::with_capacity(candidates.len());
    for (i, candidate) in candidates.iter().enumerate() {
        let like = (0..candidates.len()).filter(|&k| k != i && cosine(i, k) >= REPEATED);
        let mut agreed: Vec<usize> = like.map(|k| candidates[k].article).collect();
        agreed.extend(&candidate.agreed);
        agreed.sort_unstable();
        agreed.dedup();
        agreed.retain(|&a| a != candidate.article);
        let touches = |passage: &Passage| {
            passage.article == candidate.article && candidate.span(articles).overlaps(passage.span)
        };
        let touched = conflicts.iter().enumerate();
        let touched = touched.filter(|(_, c)| touches(&c.left) || touches(&c.right));
        let sentence = SummarySentence {
            article: candidate.article,
            sentence: candidate.sentence,
            agreed,
            conflicts: touched.map(|(i, _)| i).collect(),
        };
        sentences.push((candidate.rank, sentence));
    }
    // Agreements first, those of more articles before others; then what each article puts first.
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by_key(|&i| {
        let (rank, sentence) = &sentences[i];
        (std::cmp::Reverse(sentence.agreed.len()), *rank, sentence.article, sentence.sentence)
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
        order.into_iter().partition(|&i| !sentences[i].1.agreed.is_empty());
    // Then what the articles differ on, and what each alone puts first.
    others.sort_by_key(|&i| (sentences[i].1.conflicts.is_empty(), sentences[i].0));
    take(&agreed, AGREED);
    take(&others, LENGTH);
    take(&agreed, LENGTH);
    chosen.into_iter().map(|i| sentences[i].1.clone()).collect()
}

/// A sentence that may be chosen.
struct Candidate {
    article: usize,
    sentence: usize,
    /// Place in its article's summary; beyond it if it stands there only for its claim.
    rank: usize,
    /// Articles that make its claim.
    agreed: Vec<usize>,
}

impl Candidate {
    fn span(&self, articles: &[Article<'_>]) -> Span {
        articles[self.article].sentences[self.sentence]
    }
}

fn candidates(articles: &[Article<'_>], clusters: &[Cluster]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (article, a) in articles.iter().enumerate() {
        let there = a.summary.iter().copied().filter(|&s| s < a.sentences.len());
        candidates.extend(there.enumerate().map(|(rank, sentence)| Candidate {
            article,
            sentence,
            rank,
            agreed: Vec::new(),
        }));
    }
    for cluster in clusters {
        let agreed: Vec<usize> = cluster.claims.iter().map(|c| c.article).collect();
        for claim in &cluster.claims {
            let a = &articles[claim.article];
            let Some(&content) = a.claims[claim.claim].content.first() else { continue };
            let span = sentence_around(a, content);
            let Ok(sentence) = a.sentences.binary_search(&span) else { continue };
            let known = candidates
                .iter_mut()
                .find(|c| c.article == claim.article && c.sentence == sentence);
            match known {
                Some(candidate) => candidate.agreed.extend(&agreed),
                None if a.paragraphs.iter().any(|p| p.contains(span))
                    && opens_alone(span.of(a.text)) =>
                {
                    let rank = a.summary.len();
                    let (article, agreed) = (claim.article, agreed.clone());
                    candidates.push(Candidate { article, sentence, rank, agreed });
                }
                None => {}
            }
        }
    }
    candidates
}
