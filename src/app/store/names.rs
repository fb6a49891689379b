//! What articles are called, with the reader's changes.

use leptos::prelude::*;

use super::Store;

impl Store {
    /// Id of an article in the report.
    pub(in crate::app) fn id(&self, key: u32) -> Option<String> {
        self.library.with_untracked(|l| l.article(key).map(|a| a.id.clone()))
    }

    /// A field of an article as it stands with the reader's changes, and whether the reader set it.
    pub(in crate::app) fn field(
        &self,
        key: u32,
        field: &str,
        original: Option<String>,
    ) -> (Option<String>, bool) {
        let id = self.library.with(|l| l.article(key).map(|a| a.id.clone())).unwrap_or_default();
        match self.edits.with(|log| log.set_value(&id, field)) {
            Some(value) => (value, true),
            None => (original, false),
        }
    }

    /// Title of an article as a list shows it.
    pub(in crate::app) fn title(&self, key: u32) -> String {
        let title = self.library.with(|l| l.article(key).map(|a| a.card.title.clone()));
        let path = || self.library.with(|l| l.article(key).map(|a| a.card.path.clone()));
        self.field(key, "title", title).0.or_else(path).unwrap_or_default()
    }

    /// Outlet of an article as a list shows it.
    pub(in crate::app) fn outlet(&self, key: u32) -> Option<String> {
        let outlet = self.library.with(|l| l.article(key).and_then(|a| a.card.outlet.clone()));
        self.field(key, "outlet", outlet).0
    }

    /// "Outlet · title" of an article, by its id in the report.
    pub(in crate::app) fn name_by_id(&self, id: &str) -> String {
        let Some(key) = self.library.with(|l| l.key_of(id)) else { return id.to_owned() };
        match self.outlet(key) {
            Some(outlet) => format!("{outlet} · {}", self.title(key)),
            None => self.title(key),
        }
    }
}
