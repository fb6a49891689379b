//! Files and articles come and go.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Pane, Store, View};
use crate::app::analyst::{Analyst, Input};
use crate::app::state::{EditLog, Library, OpenArticle};
use crate::app::strings;

impl Store {
    /// Reads files: path, bytes in it, where they come from.
    pub(in crate::app) fn read(&self, files: Vec<(String, Option<u64>, Input)>) {
        let queued = self.library.try_update(|library| {
            let add = |(path, bytes, input): (String, Option<u64>, Input)| {
                (library.add_file(path.clone(), bytes), path, input)
            };
            files.into_iter().map(add).collect::<Vec<_>>()
        });
        self.ask(|analyst| analyst.read(queued.unwrap_or_default()));
    }

    /// Reads pasted text.
    pub(in crate::app) fn read_pasted(&self, text: String) {
        if text.trim().is_empty() {
            return;
        }
        self.n_pasted.update_value(|n| *n += 1);
        let name = strings::pasted_name(self.n_pasted.get_value());
        self.read(vec![(name, Some(text.len() as u64), Input::Text(text))]);
    }

    /// Reads files again that failed or were called off.
    pub(in crate::app) fn retry(&self, files: Vec<u32>) {
        for file in &files {
            let keys = self.library.with_untracked(|l| l.file(*file).map(|f| f.articles.clone()));
            self.forget(&keys.unwrap_or_default());
        }
        let files: Vec<u32> = self
            .library
            .try_update(|l| files.into_iter().filter(|file| l.retry(*file)).collect())
            .unwrap_or_default();
        self.ask(|analyst| analyst.retry(&files));
    }

    /// Calls off all reading.
    pub(in crate::app) fn cancel(&self) {
        self.ask(Analyst::cancel);
    }

    /// Takes an article out of the page.
    pub(in crate::app) fn remove_article(&self, key: u32) {
        self.forget(&[key]);
        self.compare_soon();
    }

    /// Takes a file out of the page, with its articles.
    pub(in crate::app) fn remove_file(&self, file: u32) {
        self.ask(|analyst| analyst.forget_files(&[file]));
        let keys = self.library.try_update(|library| library.remove_file(file));
        self.forget(&keys.unwrap_or_default());
        self.compare_soon();
    }

    /// Takes everything out of the page.
    pub(in crate::app) fn clear(&self) {
        self.cancel();
        let keys: Vec<u32> =
            self.library.with_untracked(|l| l.articles().map(|(key, _)| key).collect());
        self.forget(&keys);
        self.library.update(Library::clear);
        self.edits.set(EditLog::default());
        self.editing.set(None);
        self.selected.set(None);
        self.comparison.set(None);
        self.view.set(View::Article);
        self.pane.set(Pane::Reading);
    }

    pub(super) fn forget(&self, keys: &[u32]) {
        if keys.is_empty() {
            return;
        }
        self.library.update(|l| keys.iter().for_each(|key| l.remove_article(*key)));
        self.claims.update(|claims| claims.remove(keys));
        self.collected.update_value(|(claims, _)| claims.remove(keys));
        self.drawn.set_value(None);
        self.kept.update_value(|kept| kept.retain(|open| !keys.contains(&open.key)));
        self.ask(|analyst| analyst.forget_articles(keys));
        if self.filter.with_untracked(|f| f.article.is_some_and(|key| keys.contains(&key))) {
            self.filter.update(|filter| filter.article = None);
        }
        let is_gone = |open: &Option<Arc<OpenArticle>>| {
            open.as_ref().is_some_and(|open| keys.contains(&open.key))
        };
        if self.open.with_untracked(is_gone) {
            self.open.set(None);
            let next = self.library.with_untracked(|l| l.articles().next().map(|(key, _)| key));
            if let Some(next) = next {
                self.open_article(next, None);
            }
        }
    }
}
