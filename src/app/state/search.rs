//! [`SearchState`]: a search over everything, its answer, and which hit is chosen.

use super::Update;
use crate::protocol::{Hit, HitKind};

/// A search, its answer, and which hit is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct SearchState {
    /// What is looked for.
    pub(in crate::app) query: String,
    /// The query that the hits answer.
    pub(in crate::app) answered: String,
    /// What was found, in groups: articles, speakers, claims, passages.
    pub(in crate::app) hits: Vec<Hit>,
    /// How many there are in all.
    pub(in crate::app) total: u32,
    /// Index of the chosen hit.
    pub(in crate::app) chosen: usize,
}

impl SearchState {
    /// Takes in what happened; answers to an older query are dropped.
    pub(in crate::app) fn apply(&mut self, update: &Update) {
        let Update::Hits { query, hits, total } = update else { return };
        if query != self.query.trim() {
            return;
        }
        self.answered.clone_from(query);
        self.hits.clone_from(hits);
        self.hits.sort_by_key(|hit| group(hit.kind));
        self.total = *total;
        self.chosen = 0;
    }

    /// Chooses the next hit, or the one before.
    pub(in crate::app) fn step(&mut self, forward: bool) {
        let n = self.hits.len().max(1);
        self.chosen = if forward { (self.chosen + 1) % n } else { (self.chosen + n - 1) % n };
    }

    /// The chosen hit.
    pub(in crate::app) fn chosen_hit(&self) -> Option<&Hit> {
        self.hits.get(self.chosen)
    }
}

fn group(kind: HitKind) -> u8 {
    match kind {
        HitKind::Article => 0,
        HitKind::Speaker => 1,
        HitKind::Claim => 2,
        HitKind::Passage => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(kind: HitKind) -> Hit {
        Hit {
            kind,
            key: 0,
            start: 0,
            end: 1,
            label: String::new(),
            excerpt: String::new(),
            marks: Vec::new(),
        }
    }

    fn answered() -> SearchState {
        let mut state = SearchState { query: "ships ".to_owned(), ..SearchState::default() };
        let hits = vec![hit(HitKind::Passage), hit(HitKind::Article)];
        state.apply(&Update::Hits { query: "ships".to_owned(), hits, total: 9 });
        state
    }

    #[test]
    fn hits_are_grouped() {
        let kinds: Vec<_> = answered().hits.iter().map(|h| h.kind).collect();
        assert_eq!(kinds, [HitKind::Article, HitKind::Passage]);
    }

    #[test]
    fn an_answer_to_an_older_query_is_dropped() {
        let mut state = answered();
        state.query = "shipyard".to_owned();
        state.apply(&Update::Hits { query: "ship".to_owned(), hits: Vec::new(), total: 0 });
        assert_eq!(state.hits.len(), 2);
    }

    #[test]
    fn stepping_goes_round() {
        let mut state = answered();
        state.step(false);
        assert_eq!(state.chosen, 1);
        state.step(true);
        assert_eq!(state.chosen, 0);
    }
}
