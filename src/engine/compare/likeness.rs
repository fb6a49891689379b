//! Pairs of like texts among many, without comparing every text with every other.

use std::collections::HashMap;

use crate::engine::text::terms::{self, TermId, Terms, Vector};

/// Texts, with equal ones taken together.
pub(super) struct Likeness {
    terms: Terms,
    /// For each distinct text, the places in the input that have it, in order.
    pub(super) groups: Vec<Vec<usize>>,
    /// For each distinct text, its vector.
    pub(super) vectors: Vec<Vector>,
}

/// Terms in more distinct texts than this lead to no pair: they are common words of the story.
const COMMON: usize = 64;

impl Likeness {
    /// Reads all texts.
    pub(super) fn new(texts: &[&str]) -> Self {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut by_text: HashMap<&str, usize> = HashMap::new();
        for (i, &text) in texts.iter().enumerate() {
            let group = *by_text.entry(text).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(i);
        }
        let (terms, bags) = Terms::read(groups.iter().map(|g| texts[g[0]]));
        let vectors = bags.iter().map(|bag| terms.vector(bag)).collect();
        Self { terms, groups, vectors }
    }

    /// Pairs of distinct texts with a cosine of at least `threshold`, as indices into `groups`.
    pub(super) fn pairs(&self, threshold: f64) -> Vec<(usize, usize, f64)> {
        let mut postings: HashMap<TermId, Vec<usize>> = HashMap::new();
        let mut pairs = Vec::new();
        for (j, vector) in self.vectors.iter().enumerate() {
            let mut candidates: Vec<usize> = vector
                .iter()
                .filter_map(|(term, _)| postings.get(term))
                .flatten()
                .copied()
                .collect();
            candidates.sort_unstable();
            candidates.dedup();
            for i in candidates {
                let cosine = terms::cosine(&self.vectors[i], vector);
                if cosine >= threshold {
                    pairs.push((i, j, cosine));
                }
            }
            for &(term, _) in vector {
                if (self.terms.frequency(term) as usize) <= COMMON {
                    postings.entry(term).or_default().push(j);
                }
            }
        }
        pairs
    }
}

/// Sets that grow together.
pub(super) struct Sets {
    parents: Vec<usize>,
}

impl Sets {
    /// `n` sets of one.
    pub(super) fn new(n: usize) -> Self {
        Self { parents: (0..n).collect() }
    }

    /// The smallest member of the set that holds `i`.
    pub(super) fn root(&mut self, mut i: usize) -> usize {
        while self.parents[i] != i {
            self.parents[i] = self.parents[self.parents[i]];
            i = self.parents[i];
        }
        i
    }

    /// Makes one set of those that hold `i` and `j`.
    pub(super) fn join(&mut self, i: usize, j: usize) {
        let (a, b) = (self.root(i), self.root(j));
        self.parents[a.max(b)] = a.min(b);
    }
}
