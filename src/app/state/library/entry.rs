//! What the library holds: files, articles, rows of the list.

use crate::protocol::Card;
use crate::report::Failure;

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
