//! What goes on beside the reading: articles are compared, and their claims are collected.

use std::collections::VecDeque;
use std::time::Duration;

use leptos::prelude::*;

use super::Store;
use crate::app::browser;
use crate::app::state::{ClaimIndex, Library};
use crate::report::{Article, apply_to};

/// Comparison waits this long for more to happen.
const COMPARE_DELAY: Duration = Duration::from_millis(300);
/// Milliseconds of collecting claims before the page gets to breathe.
const SLICE: f64 = 12.0;
/// Pause between two such slices.
const INDEX_DELAY: Duration = Duration::from_millis(20);
/// Milliseconds between two drawings of the claims that were collected.
const SHOW_CLAIMS: f64 = 400.0;

impl Store {
    /// Compares soon; again if something happens in the meantime.
    pub(in crate::app) fn compare_soon(self) {
        if let Some(timer) = self.compare_timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if self.library.with_untracked(Library::n_articles) < 2 {
            self.comparison.set(None);
        }
        self.comparing.set(self.library.with_untracked(Library::n_articles) > 1);
        let compare = move || {
            let edits = self.edits.with_untracked(|log| log.edits().to_vec());
            self.ask(|analyst| analyst.compare(edits));
        };
        let timer = set_timeout_with_handle(compare, COMPARE_DELAY).ok();
        self.compare_timer.set_value(timer);
    }

    /// Collects the claims of articles that came in, a few at a time.
    pub(super) fn index_soon(self) {
        if self.indexing.get_value() || self.to_index.with_value(VecDeque::is_empty) {
            return;
        }
        self.indexing.set_value(true);
        let index = move || {
            self.indexing.set_value(false);
            self.index_some();
        };
        set_timeout(index, INDEX_DELAY);
    }

    pub(super) fn index_some(self) {
        let begun = browser::now();
        while browser::now() - begun < SLICE {
            let Some(key) = self.to_index.try_update_value(VecDeque::pop_front).flatten() else {
                break;
            };
            if self.library.with_untracked(|l| l.article(key).is_none()) {
                continue;
            }
            let json = self.ask(|analyst| analyst.article(key)).flatten();
            let article = json.and_then(|json| serde_json::from_slice::<Article>(&json).ok());
            let article = article.zip(self.id(key)).map(|(article, id)| Article { id, ..article });
            if let Some(article) = article {
                let edited = self.edits.with_untracked(|log| apply_to(&article, log.edits()));
                self.collected.update_value(|(claims, _)| claims.add(key, &edited));
            }
        }
        // What shows claims is drawn anew for all of them: not at every few that come in.
        let is_due = self.to_index.with_value(VecDeque::is_empty)
            || self.collected.with_value(|(_, last)| begun - last >= SHOW_CLAIMS);
        if is_due {
            let taken = |c: &mut _| std::mem::replace(c, (ClaimIndex::default(), begun)).0;
            let collected = self.collected.try_update_value(taken).unwrap_or_default();
            if collected.n_articles() > 0 {
                self.claims.update(|claims| claims.take_in(collected));
            }
        }
        self.index_soon();
    }
}
