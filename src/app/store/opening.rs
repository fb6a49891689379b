//! Articles are opened, and shown anew when they change.

use std::collections::VecDeque;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Pane, Place, Store, View};
use crate::app::state::OpenArticle;
use crate::app::strings;
use crate::report::Article;

/// Articles whose parsed form is kept.
const KEPT_OPEN: usize = 4;

impl Store {
    /// Opens an article, at a place in it.
    pub(in crate::app) fn open_article(&self, key: u32, place: Option<Place>) {
        let is_open = self.open.with_untracked(|o| o.as_ref().is_some_and(|o| o.key == key));
        if !is_open {
            let Some(open) = self.load(key) else {
                self.say(strings::OPEN_FAILED);
                return;
            };
            self.chosen.set(None);
            self.selected.set(None);
            self.editing.set(None);
            self.show_removed.set(false);
            self.length.set(open.article.summary.default_length.max(1));
            self.open.set(Some(open));
        }
        self.view.set(View::Article);
        if let Some(Place::Claim(claim)) = &place {
            self.chosen.set(Some(claim.clone()));
        }
        if place.is_some() {
            self.pane.set(Pane::Reading);
            self.jump.set(place);
        }
    }

    /// Opens an article by its id in the report.
    pub(in crate::app) fn open_by_id(&self, id: &str, place: Option<Place>) {
        if let Some(key) = self.library.with_untracked(|l| l.key_of(id)) {
            self.open_article(key, place);
        }
    }

    /// The article, parsed and laid out; the last few are kept.
    pub(in crate::app) fn load(&self, key: u32) -> Option<Arc<OpenArticle>> {
        let kept = self.kept.with_value(|kept| kept.iter().find(|o| o.key == key).cloned());
        if kept.is_some() {
            return kept;
        }
        let json = self.ask(|analyst| analyst.article(key)).flatten()?;
        let article: Article = serde_json::from_slice(&json).ok()?;
        let article = Article { id: self.id(key)?, ..article };
        let open =
            Arc::new(self.edits.with_untracked(|log| OpenArticle::new(key, article, log.edits())));
        self.kept.update_value(|kept| {
            kept.push_back(open.clone());
            if kept.len() > KEPT_OPEN {
                kept.pop_front();
            }
        });
        Some(open)
    }

    /// Shows articles anew that the reader changed.
    pub(in crate::app) fn show_anew(self, keys: &[u32]) {
        self.kept.update_value(VecDeque::clear);
        let open = self.open.with_untracked(|open| open.as_ref().map(|open| open.key));
        if let Some(open) = open.filter(|key| keys.contains(key)).and_then(|key| self.load(key)) {
            self.open.set(Some(open));
        }
        self.to_index.update_value(|queue| queue.extend(keys));
        self.index_some();
    }
}
