//! [`Update`]: what the workers did, as the page's state takes it in.

use crate::protocol::{Card, Hit};
use crate::report;

/// Something that happened to a file, or an answer of the desk.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Update {
    /// A reader began with a file.
    Started { file: u32 },
    /// A reader went on with a file.
    Progress { file: u32, done: u32, total: u32 },
    /// A part of a file could not be read.
    PartFailed { file: u32, failure: report::Failure },
    /// An article was read from a file.
    Article { file: u32, key: u32, card: Card },
    /// An article was analysed anew.
    Restored { key: u32, card: Card },
    /// A file was a report, with its failures and a person's changes.
    Reopened { failures: Vec<report::Failure>, edits: Vec<report::Edit> },
    /// A file is done.
    Finished { file: u32 },
    /// A file could not be read.
    Failed { file: u32, reason: String },
    /// Work on a file was called off.
    Cancelled { file: u32 },
    /// The articles were compared: JSON of the comparison, report ids by key.
    Compared { comparison: Vec<u8>, ids: Vec<(u32, String)> },
    /// A search was answered.
    Hits { query: String, hits: Vec<Hit>, total: u32 },
    /// An export was made and handed to the browser.
    Exported { name: String },
    /// The desk could not do something.
    DeskFailed { what: &'static str, reason: String },
}
