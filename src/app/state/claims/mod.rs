//! [`ClaimIndex`]: the claims of all articles as compact rows, for the table and the comparison.

mod filter;
mod order;
mod row;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::report::{Article, Sureness};
pub(in crate::app) use filter::{ClaimFilter, KindFilter, MarkFilter, SortBy};
use order::sort_rows;
pub(in crate::app) use row::ClaimRow;

/// Rows that views share: thousands are not copied for each.
pub(in crate::app) type Rows = Arc<Vec<Arc<ClaimRow>>>;

/// Those of `rows` that a reader sees who wants claims at least so sure.
pub(in crate::app) fn sure_enough(rows: &Rows, least: Sureness) -> Rows {
    if least == Sureness::default() {
        return rows.clone();
    }
    Arc::new(rows.iter().filter(|row| !row.is_hidden(least)).cloned().collect())
}

/// The claims of all articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct ClaimIndex {
    rows: BTreeMap<u32, Vec<Arc<ClaimRow>>>,
}

impl ClaimIndex {
    /// Takes an article's claims in.
    pub(in crate::app) fn add(&mut self, key: u32, article: &Article) {
        let rows = article.claims.iter().map(|claim| Arc::new(ClaimRow::new(key, claim)));
        self.rows.insert(key, rows.collect());
    }

    /// Takes in what was collected beside it.
    pub(in crate::app) fn take_in(&mut self, collected: ClaimIndex) {
        self.rows.extend(collected.rows);
    }

    /// Takes claims out.
    pub(in crate::app) fn remove(&mut self, keys: &[u32]) {
        keys.iter().for_each(|key| drop(self.rows.remove(key)));
    }

    /// How many articles' claims are there.
    pub(in crate::app) fn n_articles(&self) -> usize {
        self.rows.len()
    }

    /// A claim.
    pub(in crate::app) fn claim(&self, key: u32, claim: &str) -> Option<&Arc<ClaimRow>> {
        self.rows.get(&key)?.iter().find(|row| row.claim == claim)
    }

    /// How many claims are rated.
    pub(in crate::app) fn n_rated(&self) -> usize {
        self.rows.values().flatten().filter(|row| row.confidence.is_some()).count()
    }

    /// All rows in an order.
    pub(in crate::app) fn sorted(&self, sort: SortBy) -> Rows {
        let mut rows: Vec<_> = self.rows.values().flatten().cloned().collect();
        sort_rows(&mut rows, sort);
        Arc::new(rows)
    }

    /// Everyone who puts something forward, with the number of claims, by name.
    pub(in crate::app) fn speakers(&self, article: Option<u32>) -> Vec<(Arc<str>, usize)> {
        let mut speakers: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        let rows = self.rows.iter().filter(|(key, _)| article.is_none_or(|a| a == **key));
        for row in rows.flat_map(|(_, rows)| rows) {
            let name = row.speaker.clone().unwrap_or_else(|| Arc::from(""));
            *speakers.entry(name).or_default() += 1;
        }
        speakers.into_iter().collect()
    }

    /// The reader's marks that are in use, and whether there are notes and changes.
    pub(in crate::app) fn marks(&self) -> (BTreeSet<String>, bool, bool) {
        let rows = || self.rows.values().flatten();
        let marks = rows().filter_map(|row| row.mark.clone()).collect();
        (marks, rows().any(|row| row.note.is_some()), rows().any(|row| row.is_edited))
    }

    /// The articles in which somebody is called by one of `names`.
    pub(in crate::app) fn articles_of(&self, names: &BTreeSet<String>) -> Vec<u32> {
        let is_of = |row: &Arc<ClaimRow>| {
            row.speaker.as_deref().is_some_and(|name| names.contains(name))
                || names.iter().any(|name| !name.is_empty() && row.via.contains(name.as_str()))
        };
        let articles = self.rows.iter().filter(|(_, rows)| rows.iter().any(is_of));
        articles.map(|(key, _)| *key).collect()
    }

    /// How many claims of an article there are, once they were collected.
    pub(in crate::app) fn n_of(&self, key: u32) -> Option<usize> {
        self.rows.get(&key).map(Vec::len)
    }

    /// How many claims there are.
    pub(in crate::app) fn n_claims(&self) -> usize {
        self.rows.values().map(Vec::len).sum()
    }
}

#[cfg(test)]
mod tests;
