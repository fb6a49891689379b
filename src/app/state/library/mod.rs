//! [`Library`]: the files that were dropped, and the articles that were read from them.

mod entry;
mod ids;

use std::collections::{BTreeMap, BTreeSet};

use super::Update;
use crate::app::strings;
use crate::protocol::Card;
use crate::report::{FailedFile, Failure, Shared};
pub(in crate::app) use entry::{ArticleEntry, FileEntry, FileState, ListRow, Progress};
use ids::Ids;

/// The files that were dropped, and the articles that were read from them.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Library {
    files: BTreeMap<u32, FileEntry>,
    articles: BTreeMap<u32, ArticleEntry>,
    ids: Ids,
    next_file: u32,
    /// Files that finished since the queue was last empty.
    finished: usize,
    reopened_failures: BTreeSet<Failure>,
}

impl Library {
    /// Takes a file in; its id.
    pub(in crate::app) fn add_file(&mut self, path: String, bytes: Option<u64>) -> u32 {
        if self.progress().open == 0 {
            self.finished = 0;
        }
        let id = self.next_file;
        self.next_file += 1;
        let state = FileState::Waiting;
        self.files.insert(
            id,
            FileEntry { path, bytes, state, articles: Vec::new(), failures: Vec::new() },
        );
        id
    }

    /// Takes in what happened.
    pub(in crate::app) fn apply(&mut self, update: &Update) {
        match update {
            Update::Started { file } => self.set(*file, FileState::Reading(0)),
            Update::Progress { file, done, total } => {
                let percent = done.saturating_mul(100) / (*total).max(1);
                self.set(*file, FileState::Reading(percent.min(100)));
            }
            Update::PartFailed { file, failure } => {
                if let Some(entry) = self.files.get_mut(file) {
                    entry.failures.push(failure.clone());
                }
            }
            Update::Article { file, key, card } => self.add_article(*file, *key, card.clone()),
            Update::Restored { key, card } => {
                if let Some(article) = self.articles.get_mut(key) {
                    article.card = card.clone();
                }
            }
            Update::Reopened { failures, .. } => {
                self.reopened_failures.extend(failures.iter().cloned());
            }
            Update::Finished { file } => self.end(*file, FileState::Done),
            Update::Failed { file, reason } => self.end(*file, FileState::Failed(reason.clone())),
            Update::Cancelled { file } => self.end(*file, FileState::Cancelled),
            Update::Compared { ids, .. } => self.set_ids(ids),
            Update::Hits { .. } | Update::Exported { .. } | Update::DeskFailed { .. } => {}
        }
    }

    fn set(&mut self, file: u32, state: FileState) {
        if let Some(entry) = self.files.get_mut(&file) {
            entry.state = state;
        }
    }

    fn end(&mut self, file: u32, state: FileState) {
        if self.files.contains_key(&file) {
            self.finished += 1;
        }
        self.set(file, state);
    }

    fn add_article(&mut self, file: u32, key: u32, card: Card) {
        let Some(entry) = self.files.get_mut(&file) else { return };
        entry.articles.push(key);
        let id = self.ids.give(key, &card.hash);
        self.articles.insert(key, ArticleEntry { file, card, id });
    }

    fn take_out(&mut self, key: u32) -> Option<ArticleEntry> {
        let article = self.articles.remove(&key)?;
        self.ids.take_back(key, &article.card.hash, &article.id);
        Some(article)
    }

    fn set_ids(&mut self, ids: &[(u32, String)]) {
        for (key, id) in ids {
            if let Some(article) = self.articles.get_mut(key) {
                article.id.clone_from(id);
            }
        }
        self.ids.set(self.articles.iter().map(|(key, article)| (*key, article.id.as_str())));
    }

    /// An article that was shared in part, and one that holds its whole text: by key.
    pub(in crate::app) fn joinable(&self) -> Option<(u32, u32)> {
        let is_whole = |a: &ArticleEntry| a.card.shared == Shared::Whole;
        if self.articles.values().all(is_whole) {
            return None;
        }
        let originals = self.articles.iter().rev().filter(|(_, a)| is_whole(a));
        let originals: BTreeMap<&str, u32> =
            originals.map(|(key, a)| (a.card.text_sha256.as_str(), *key)).collect();
        self.articles.iter().filter(|(_, a)| !is_whole(a)).find_map(|(key, shared)| {
            Some((*key, *originals.get(shared.card.text_sha256.as_str())?))
        })
    }

    /// Makes the article `shared` whole by `original`, which goes.
    pub(in crate::app) fn join(&mut self, shared: u32, original: u32) {
        let card = self.articles.get(&original).map(|a| a.card.clone());
        self.remove_article(original);
        if let (Some(article), Some(card)) = (self.articles.get_mut(&shared), card) {
            article.card.shared = Shared::Whole;
            (article.card.words, article.card.removed) = (card.words, card.removed);
        }
    }

    /// Takes an article out; its file goes with its last article.
    pub(in crate::app) fn remove_article(&mut self, key: u32) {
        let Some(article) = self.take_out(key) else { return };
        if let Some(file) = self.files.get_mut(&article.file) {
            // The keys of a file's articles ascend.
            if let Ok(at) = file.articles.binary_search(&key) {
                file.articles.remove(at);
            }
            let is_empty = file.articles.is_empty() && file.failures.is_empty();
            if is_empty && file.state == FileState::Done {
                self.files.remove(&article.file);
            }
        }
    }

    /// Takes a file out; the keys of the articles that went with it.
    pub(in crate::app) fn remove_file(&mut self, file: u32) -> Vec<u32> {
        let keys = self.files.remove(&file).map(|f| f.articles).unwrap_or_default();
        for key in &keys {
            self.take_out(*key);
        }
        keys
    }

    /// Takes everything out.
    pub(in crate::app) fn clear(&mut self) {
        *self = Self { next_file: self.next_file, ..Self::default() };
    }

    /// Puts a file that failed or was called off back into the queue; false if it is neither.
    pub(in crate::app) fn retry(&mut self, file: u32) -> bool {
        let Some(entry) = self.files.get_mut(&file) else { return false };
        let again = matches!(entry.state, FileState::Failed(_) | FileState::Cancelled);
        if again {
            entry.state = FileState::Waiting;
            entry.failures.clear();
            self.finished = self.finished.saturating_sub(1);
        }
        again
    }

    /// Files that failed or were called off.
    pub(in crate::app) fn retryable(&self) -> Vec<u32> {
        let again = |f: &FileEntry| matches!(f.state, FileState::Failed(_) | FileState::Cancelled);
        self.files.iter().filter(|(_, f)| again(f)).map(|(id, _)| *id).collect()
    }

    /// The rows of the list, in the order in which the files came.
    pub(in crate::app) fn rows(&self) -> Vec<ListRow> {
        let mut rows = Vec::with_capacity(self.articles.len());
        for (id, file) in &self.files {
            rows.extend(file.articles.iter().map(|key| ListRow::Article(*key)));
            rows.extend((0..file.failures.len()).map(|i| ListRow::Failure(*id, i)));
            let is_empty = file.articles.is_empty() && file.failures.is_empty();
            if file.state != FileState::Done || is_empty {
                rows.push(ListRow::File(*id));
            }
        }
        rows
    }

    /// A file.
    pub(in crate::app) fn file(&self, id: u32) -> Option<&FileEntry> {
        self.files.get(&id)
    }

    /// An article.
    pub(in crate::app) fn article(&self, key: u32) -> Option<&ArticleEntry> {
        self.articles.get(&key)
    }

    /// All articles, by key.
    pub(in crate::app) fn articles(&self) -> impl Iterator<Item = (u32, &ArticleEntry)> {
        self.articles.iter().map(|(key, article)| (*key, article))
    }

    /// How many files there are.
    pub(in crate::app) fn n_files(&self) -> usize {
        self.files.len()
    }

    /// How many articles there are.
    pub(in crate::app) fn n_articles(&self) -> usize {
        self.articles.len()
    }

    /// True if nothing was dropped yet.
    pub(in crate::app) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The key of the article with this id in the report.
    pub(in crate::app) fn key_of(&self, id: &str) -> Option<u32> {
        self.ids.key_of(id)
    }

    /// Counts for the status line.
    pub(in crate::app) fn progress(&self) -> Progress {
        let mut progress = Progress::default();
        for file in self.files.values() {
            progress.failed += file.failures.len();
            match file.state {
                FileState::Waiting | FileState::Reading(_) => progress.open += 1,
                FileState::Failed(_) => progress.failed += 1,
                FileState::Cancelled => progress.cancelled += 1,
                FileState::Done => {}
            }
        }
        progress.total = progress.open + self.finished;
        progress
    }

    /// The failures, as a report lists them.
    pub(in crate::app) fn failures(&self) -> Vec<Failure> {
        let mut failures = self.reopened_failures.clone();
        for file in self.files.values() {
            failures.extend(file.failures.iter().cloned());
            let reason = match &file.state {
                FileState::Failed(reason) => reason.clone(),
                FileState::Cancelled => strings::REASON_CANCELLED.to_owned(),
                _ => continue,
            };
            failures.insert(Failure { file: FailedFile::at(&file.path, file.bytes), reason });
        }
        failures.into_iter().collect()
    }
}

#[cfg(test)]
mod tests;
