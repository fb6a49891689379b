//! Sums, ranks and keywords of an article.

use super::view::{Bag, View, unit};

/// The sum of all sentences' vectors, of length 1.
pub(super) fn centroid(view: &View) -> Bag {
    let idf = |term: usize| view.terms[term].idf;
    unit(view.terms.iter().enumerate().map(|(t, term)| (t as u32, term.count * idf(t))).collect())
}

pub(super) fn merged<'a>(vectors: impl Iterator<Item = &'a Bag>) -> Bag {
    let mut all: Bag = vectors.flatten().copied().collect();
    all.sort_by_key(|&(term, _)| term);
    let mut bag: Bag = Vec::new();
    for (term, weight) in all {
        match bag.last_mut() {
            Some((last, sum)) if *last == term => *sum += weight,
            _ => bag.push((term, weight)),
        }
    }
    bag
}

/// For each value its place among all, 0 for the highest and 1 for the lowest.
pub(super) fn ranks(values: &[f32]) -> Vec<f32> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    let mut ranks = vec![0.0; values.len()];
    for (rank, &i) in order.iter().enumerate() {
        ranks[i] = rank as f32 / (values.len() - 1).max(1) as f32;
    }
    ranks
}

/// The ten words that are likeliest in a summary.
pub(super) fn keywords(view: &View, weights: &[f32]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..view.terms.len()).collect();
    order.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
    let mut keys = vec![false; view.terms.len()];
    order.iter().take(10).for_each(|&t| keys[t] = true);
    keys
}
