//! [`Library`]: the files that were dropped, and the articles that were read from them.

use std::collections::{BTreeMap, BTreeSet};

use super::Update;
use crate::app::strings;
use crate::protocol::Card;
use crate::report::{FailedFile, Failure, Shared};

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum FileState {
    /// In the queue.
    Waiting,
    /// Being read, so many percent.
    Reading(u32),
    /// Read.
    Done,
    /// Not readable, for this reason.
    Failed(String),
    /// Called off.
    Cancelled,
}

/// A file that was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct FileEntry {
    /// Path inside the drop.
    pub(in crate::app) path: String,
    /// Size, where it is known.
    pub(in crate::app) bytes: Option<u64>,
    /// How far it has come.
    pub(in crate::app) state: FileState,
    /// Keys of its articles.
    pub(in crate::app) articles: Vec<u32>,
    /// Entries of it, if it is an archive, that could not be read.
    pub(in crate::app) failures: Vec<Failure>,
}

/// An article that was read.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct ArticleEntry {
    /// The file that it came in.
    pub(in crate::app) file: u32,
    /// What a list shows of it.
    pub(in crate::app) card: Card,
    /// Its id in the report.
    pub(in crate::app) id: String,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::app) enum ListRow {
    /// An article, by its key.
    Article(u32),
    /// A file without an article (yet), by its id.
    File(u32),
    /// An entry of an archive that could not be read: the file's id, and which of its failures.
    Failure(u32, usize),
}

/// Counts for the status line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct Progress {
    /// Files in all since the queue was last empty.
    pub(in crate::app) total: usize,
    /// Files that wait or are being read.
    pub(in crate::app) open: usize,
    /// Files, and entries of archives, that failed.
    pub(in crate::app) failed: usize,
    /// Files that were called off.
    pub(in crate::app) cancelled: usize,
}

/// The files that were dropped, and the articles that were read from them.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Library {
    files: BTreeMap<u32, FileEntry>,
    articles: BTreeMap<u32, ArticleEntry>,
    /// Keys of the articles by their ids.
    keys: BTreeMap<String, u32>,
    /// The number of the newest copy among the articles of each hash.
    copies: BTreeMap<String, usize>,
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
        let copies = self.copies.entry(card.hash.clone()).or_default();
        *copies += 1;
        let id = id_of_copy(&card.hash, *copies);
        self.keys.entry(id.clone()).or_insert(key);
        self.articles.insert(key, ArticleEntry { file, card, id });
    }

    fn take_out(&mut self, key: u32) -> Option<ArticleEntry> {
        let article = self.articles.remove(&key)?;
        if self.keys.get(&article.id) == Some(&key) {
            self.keys.remove(&article.id);
        }
        // A number comes back only with the last copy, so that no two have the same id.
        if let Some(copies) = self.copies.get_mut(&article.card.hash)
            && article.id == id_of_copy(&article.card.hash, *copies)
        {
            *copies -= 1;
        }
        Some(article)
    }

    fn set_ids(&mut self, ids: &[(u32, String)]) {
        for (key, id) in ids {
            if let Some(article) = self.articles.get_mut(key) {
                article.id.clone_from(id);
            }
        }
        let by_id = self.articles.iter().rev().map(|(key, a)| (a.id.clone(), *key));
        self.keys = by_id.collect();
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
        self.keys.get(id).copied()
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

/// The id of the nth article of one text.
fn id_of_copy(hash: &str, copy: usize) -> String {
    if copy <= 1 { hash.to_owned() } else { format!("{hash}-{copy}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(hash: &str) -> Card {
        Card { hash: hash.to_owned(), ..Card::default() }
    }

    fn library_with(articles: &[(u32, u32, &str)]) -> Library {
        let mut library = Library::default();
        for (file, key, hash) in articles {
            while library.next_file <= *file {
                library.add_file(format!("{}.txt", library.next_file), None);
            }
            library.apply(&Update::Article { file: *file, key: *key, card: card(hash) });
            library.apply(&Update::Finished { file: *file });
        }
        library
    }

    #[test]
    fn a_file_with_two_articles_is_two_rows() {
        let library = library_with(&[(0, 5, "a"), (0, 6, "b"), (1, 9, "c")]);
        assert_eq!(library.rows(), [5, 6, 9].map(ListRow::Article));
    }

    #[test]
    fn entries_that_failed_are_rows_and_go_into_the_report() {
        let mut library = library_with(&[(0, 5, "a")]);
        let failure = Failure {
            file: FailedFile::at("all.zip/b.doc", Some(3)),
            reason: "no text".to_owned(),
        };
        library.apply(&Update::PartFailed { file: 0, failure: failure.clone() });
        assert_eq!(library.rows(), [ListRow::Article(5), ListRow::Failure(0, 0)]);
        assert_eq!(library.failures(), [failure]);
        assert_eq!(library.progress().failed, 1);
        library.remove_article(5);
        assert_eq!(library.rows(), [ListRow::Failure(0, 0)]);
    }

    #[test]
    fn an_unfinished_file_keeps_its_row_below_its_articles() {
        let mut library = Library::default();
        let file = library.add_file("feed.xml".to_owned(), None);
        library.apply(&Update::Article { file, key: 1, card: card("a") });
        library.apply(&Update::Progress { file, done: 1, total: 4 });
        assert_eq!(library.rows(), [ListRow::Article(1), ListRow::File(file)]);
        assert_eq!(library.file(file).map(|f| f.state.clone()), Some(FileState::Reading(25)));
    }

    #[test]
    fn equal_files_are_both_listed_under_different_ids() {
        let library = library_with(&[(0, 1, "a"), (1, 2, "a")]);
        assert_eq!(library.key_of("a"), Some(1));
        assert_eq!(library.key_of("a-2"), Some(2));
    }

    #[test]
    fn the_id_of_a_copy_is_not_given_twice() {
        let mut library = library_with(&[(0, 1, "a"), (1, 2, "a")]);
        library.remove_article(1);
        library.add_file("2.txt".to_owned(), None);
        library.apply(&Update::Article { file: 2, key: 3, card: card("a") });
        assert_eq!(library.key_of("a-2"), Some(2));
        assert_eq!(library.key_of("a-3"), Some(3));
    }

    #[test]
    fn the_desks_ids_win() {
        let mut library = library_with(&[(0, 1, "a"), (1, 2, "a")]);
        let ids = vec![(1, "a-2".to_owned()), (2, "a".to_owned())];
        library.apply(&Update::Compared { comparison: Vec::new(), ids });
        assert_eq!(library.key_of("a"), Some(2));
    }

    #[test]
    fn failures_and_cancelled_files_go_into_the_report_sorted() {
        let mut library = Library::default();
        let b = library.add_file("b.pdf".to_owned(), Some(3));
        let a = library.add_file("in/a.txt".to_owned(), None);
        library.apply(&Update::Failed { file: b, reason: "no text".to_owned() });
        library.apply(&Update::Cancelled { file: a });
        let names: Vec<_> = library.failures().into_iter().map(|f| f.file.name).collect();
        assert_eq!(names, ["a.txt", "b.pdf"]);
    }

    #[test]
    fn retry_puts_a_cancelled_file_back_and_leaves_a_done_one() {
        let mut library = library_with(&[(0, 1, "a")]);
        let file = library.add_file("b".to_owned(), None);
        library.apply(&Update::Cancelled { file });
        assert!(!library.retry(0));
        assert_eq!(library.retryable(), [file]);
        assert!(library.retry(file));
        assert_eq!(library.progress(), Progress { total: 1, open: 1, failed: 0, cancelled: 0 });
    }

    #[test]
    fn progress_starts_anew_when_the_queue_was_empty() {
        let mut library = library_with(&[(0, 1, "a"), (1, 2, "b")]);
        assert_eq!(library.progress().open, 0);
        library.add_file("c".to_owned(), None);
        assert_eq!(library.progress().total, 1);
    }

    #[test]
    fn removing_the_last_article_removes_the_file() {
        let mut library = library_with(&[(0, 1, "a")]);
        library.remove_article(1);
        assert!(library.is_empty());
    }

    #[test]
    fn an_article_shared_in_part_is_joined_with_the_one_of_the_same_text() {
        let mut library = library_with(&[(0, 1, "a"), (1, 2, "b"), (2, 3, "a")]);
        let text = ["same", "other", "same"];
        for (article, text) in library.articles.values_mut().zip(text) {
            article.card.text_sha256 = text.to_owned();
        }
        assert_eq!(library.joinable(), None);
        library.articles.get_mut(&1).expect("it is there").card.shared = Shared::Quotes;
        assert_eq!(library.joinable(), Some((1, 3)));
        library.join(1, 3);
        assert_eq!((library.joinable(), library.n_articles()), (None, 2));
    }

    #[test]
    fn updates_of_removed_files_are_ignored() {
        let mut library = library_with(&[(0, 1, "a")]);
        assert_eq!(library.remove_file(0), [1]);
        library.apply(&Update::Article { file: 0, key: 2, card: card("b") });
        library.apply(&Update::Finished { file: 0 });
        assert!(library.is_empty());
        assert_eq!(library.n_articles(), 0);
    }
}
