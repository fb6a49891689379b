//! Copies of one text: articles that share runs of words.
//!
//! Shingles of [`SIZE`] words (Broder 1997), held as hashes; an article's share is counted over the
//! words of its paragraphs.

use std::collections::{BTreeMap, HashMap};

use unicode_segmentation::UnicodeSegmentation;

use super::likeness::Sets;
use super::types::{Article, Copies, Passage};
use crate::engine::text::{FNV_BASIS, Span, fnv};

/// Words in a shingle.
const SIZE: usize = 7;
/// Share of the shorter article from which the two are copies.
const COPY: f64 = 0.25;
/// A shingle in more articles than this leads to the [`NEXT`] ones alone.
const MANY: usize = 64;
/// So many articles behind one that share with it what is in very many.
const NEXT: usize = 8;
/// Shared passages shown for a group.
const SHOWN: usize = 3;

/// Groups of articles each of which shares its text with another of the group; most shared first.
pub(super) fn find(articles: &[Article<'_>]) -> Vec<Copies> {
    let shingles: Vec<Shingles> = articles.iter().map(Shingles::new).collect();
    let mut sets = Sets::new(articles.len());
    // For each set, by its root: the weakest link in it, and the passages of the strongest.
    let mut links: BTreeMap<usize, (f64, Vec<Passage>)> = BTreeMap::new();
    for link in links_by_strength(articles, &shingles) {
        let (a, b) = (sets.root(link.left), sets.root(link.right));
        if a == b {
            continue;
        }
        let passages = [a, b].into_iter().find_map(|root| Some(links.remove(&root)?.1));
        let passages = passages.unwrap_or_else(|| link.passages(articles, &shingles));
        links.remove(&b);
        sets.join(a, b);
        links.insert(sets.root(a), (link.overlap, passages));
    }
    let mut copies: Vec<Copies> = links
        .into_iter()
        .map(|(root, (overlap, passages))| Copies {
            articles: (0..articles.len()).filter(|&i| sets.root(i) == root).collect(),
            overlap,
            passages,
        })
        .collect();
    copies
        .sort_by(|a, b| b.overlap.total_cmp(&a.overlap).then_with(|| a.articles.cmp(&b.articles)));
    copies
}

/// Two articles that share text.
struct Link {
    left: usize,
    right: usize,
    overlap: f64,
}

impl Link {
    fn passages(&self, articles: &[Article<'_>], shingles: &[Shingles]) -> Vec<Passage> {
        if shingles[self.left].hashes == shingles[self.right].hashes {
            vec![whole(&articles[self.left], self.left)]
        } else {
            passages(shingles, self.left, self.right)
        }
    }
}

/// Pairs that share enough, most shared first. Of equal articles, each with the first alone.
fn links_by_strength(articles: &[Article<'_>], shingles: &[Shingles]) -> Vec<Link> {
    let groups = equal_groups(shingles);
    let mut links: Vec<Link> = groups
        .iter()
        .filter(|g| !shingles[g[0]].hashes.is_empty())
        .flat_map(|g| g[1..].iter().map(|&right| Link { left: g[0], right, overlap: 1.0 }))
        .collect();
    let first: Vec<usize> = groups.iter().map(|g| g[0]).collect();
    for (left, right, shared) in shared_counts(shingles, &first) {
        let shorter = shingles[left].hashes.len().min(shingles[right].hashes.len());
        let overlap = (shared as f64 / shorter as f64).min(1.0);
        if overlap >= COPY {
            links.push(Link { left, right, overlap });
        }
    }
    debug_assert!(links.iter().all(|l| l.left < l.right && l.right < articles.len()));
    links.sort_by(|a, b| {
        b.overlap.total_cmp(&a.overlap).then_with(|| (a.left, a.right).cmp(&(b.left, b.right)))
    });
    links
}

/// An article's runs of words.
struct Shingles {
    /// Hash of each run, in text order.
    hashes: Vec<u64>,
    /// Where each run stands.
    spans: Vec<Span>,
}

impl Shingles {
    fn new(article: &Article<'_>) -> Self {
        let (mut hashes, mut spans) = (Vec::new(), Vec::new());
        for paragraph in &article.paragraphs {
            let words: Vec<(Span, u64)> = paragraph
                .of(article.text)
                .unicode_word_indices()
                .map(|(i, word)| {
                    let start = paragraph.start + i;
                    (
                        Span::new(start, start + word.len()),
                        fnv(FNV_BASIS, word.to_lowercase().as_bytes()),
                    )
                })
                .collect();
            for run in words.windows(SIZE) {
                let bytes: Vec<u8> = run.iter().flat_map(|(_, h)| h.to_le_bytes()).collect();
                hashes.push(fnv(FNV_BASIS, &bytes));
                spans.push(run[0].0.cover(run[SIZE - 1].0));
            }
        }
        Self { hashes, spans }
    }
}

/// Articles with the same words taken together, in the order of their first.
fn equal_groups(shingles: &[Shingles]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_hashes: HashMap<&[u64], usize> = HashMap::new();
    for (i, article) in shingles.iter().enumerate() {
        let group = *by_hashes.entry(&article.hashes).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(i);
    }
    groups
}

/// For each pair among `chosen` that shares a shingle, how many of the shorter one's are shared.
///
/// A shingle in very many articles leads from each of them to the next few alone: boilerplate would
/// make a pair of every two, and the copies of one text hold together by their neighbours.
fn shared_counts(shingles: &[Shingles], chosen: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut distinct: HashMap<usize, Vec<u64>> = HashMap::new();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for &i in chosen {
        let mut hashes = shingles[i].hashes.clone();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.iter().for_each(|hash| holders.entry(*hash).or_default().push(i));
        distinct.insert(i, hashes);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for &i in chosen {
        for hash in &distinct[&i] {
            let holders = &holders[hash];
            let next = holders.partition_point(|&j| j <= i);
            let reach = if holders.len() > MANY { NEXT } else { MANY };
            pairs.extend(holders[next..].iter().take(reach).map(|&j| (i, j)));
        }
        // Those of `i`, which stand at the end.
        let from = pairs.partition_point(|&(left, _)| left < i);
        let mut found = pairs.split_off(from);
        found.sort_unstable();
        found.dedup();
        pairs.extend(found);
    }
    let shared = |&(i, j): &(usize, usize)| {
        // Counted over the shorter article's runs; of two as long, over the first one's.
        let key = |a: usize| (shingles[a].hashes.len(), a);
        let (short, long) = if key(i) < key(j) { (i, j) } else { (j, i) };
        let long = &distinct[&long];
        let is_shared = |hash: &&u64| long.binary_search(hash).is_ok();
        (i, j, shingles[short].hashes.iter().filter(is_shared).count())
    };
    pairs.iter().map(shared).collect()
}

/// The longest passages of `i` that stand in `j` too.
fn passages(shingles: &[Shingles], i: usize, j: usize) -> Vec<Passage> {
    let mut theirs = shingles[j].hashes.clone();
    theirs.sort_unstable();
    let shared = |k: usize| theirs.binary_search(&shingles[i].hashes[k]).is_ok();
    let mut runs: Vec<(usize, Span)> = Vec::new();
    let mut open: Option<(usize, Span)> = None;
    for k in 0..shingles[i].hashes.len() {
        let span = shingles[i].spans[k];
        // A run of shingles that does not touch the one before begins a new passage.
        let touches = open.is_some_and(|(_, run)| span.start <= run.end);
        if shared(k) && touches {
            open = open.map(|(n, run)| (n + 1, run.cover(span)));
        } else {
            runs.extend(open.take());
            open = shared(k).then_some((1, span));
        }
    }
    runs.extend(open);
    runs.sort_by_key(|&(n, span)| (std::cmp::Reverse(n), span));
    runs.truncate(SHOWN);
    runs.into_iter().map(|(_, span)| Passage { article: i, span }).collect()
}

/// The first paragraph of an article, to stand for all of it.
fn whole(article: &Article<'_>, index: usize) -> Passage {
    Passage { article: index, span: article.paragraphs.first().copied().unwrap_or_default() }
}
