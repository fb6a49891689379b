//! The messages between the page and its workers.
//!
//! There are two kinds of worker, from one binary. *Readers*, a pool, turn one file at a time into
//! articles. The *desk*, one worker, holds the finished articles and answers questions about all
//! of them: comparison, search, exports. A worker takes one request at a time and answers it with
//! any number of other events and then exactly one [`Event::Finished`] or [`Event::Failed`].
//!
//! Messages cross as plain values (serde-wasm-bindgen); articles and reports inside them as the
//! bytes of their JSON, made in Rust, so that what the page saves is what the command line prints.
//! The page keeps the bytes of every article, so that a desk that crashed is filled again.

#![warn(missing_docs)]

pub mod wire;

use serde::{Deserialize, Serialize};

use crate::report;

/// Bytes that cross as one Uint8Array.
pub type Bytes = serde_bytes::ByteBuf;

/// Names a request; never used twice on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u32);

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Names the request in the events that answer it.
    pub id: RequestId,
    /// What is asked for.
    pub command: Command,
}

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Command {
    /// To a reader: read a file. Answered by [`Event::Article`] for each article in it, or by
    /// [`Event::Reopened`] if it is a report.
    Read {
        /// Path inside the drop, "/"-separated.
        path: String,
        /// The file's bytes.
        bytes: Bytes,
        /// Which of its parts.
        parts: Parts,
    },
    /// To the desk: take an article in, or put it in the place of the one with the same key.
    Add {
        /// The page's own name for the article; report ids are given when a report is put together.
        key: u32,
        /// The article's JSON.
        article: Bytes,
    },
    /// To the desk: put back into an article what cleaning took out, or take it out again, and
    /// analyse it anew. Answered by [`Event::Restored`].
    Restore {
        /// The page's name for the article.
        key: u32,
        /// Ids of all that is to be in its text.
        removed: Vec<String>,
    },
    /// To the desk: forget articles.
    Remove {
        /// The page's names for them.
        keys: Vec<u32>,
    },
    /// To the desk: compare all articles, with `edits` applied. Answered by [`Event::Compared`].
    Compare {
        /// What a person changed.
        edits: Vec<report::Edit>,
    },
    /// To the desk: search articles, claims and speakers. Answered by [`Event::Hits`].
    Search {
        /// Words, all of which must occur.
        query: String,
        /// At most that many hits.
        limit: u32,
        /// What a person changed: the hits are of the articles with it applied.
        edits: Vec<report::Edit>,
    },
    /// To the desk: the whole report in one of its forms. Answered by [`Event::Exported`].
    Export {
        /// "json", "csv", "markdown", "html" or "annotations".
        format: String,
        /// How much of the articles' words goes with it.
        shared: report::Shared,
        /// Files that could not be read.
        failures: Vec<report::Failure>,
        /// What a person changed.
        edits: Vec<report::Edit>,
    },
}

/// Parts of a file: the `first`, and from there every `step`-th. A file of one article has part 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// The first, from 0.
    pub first: u32,
    /// From one to the next; at least 1.
    pub step: u32,
}

impl Parts {
    /// All parts.
    pub const ALL: Self = Self { first: 0, step: 1 };

    /// True if `part` is one of them.
    pub fn holds(self, part: u32) -> bool {
        part >= self.first && (part - self.first).is_multiple_of(self.step.max(1))
    }

    /// Those that come after `part`.
    pub fn after(self, part: u32) -> Self {
        Self { first: part.saturating_add(self.step.max(1)), ..self }
    }
}

/// What a worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Sent once, first of all. Nothing may be sent to a worker before it.
    Ready {
        /// Version of the worker's build, to be compared with the page's.
        build: String,
    },
    /// How far a request has come.
    Progress {
        /// Which request.
        id: RequestId,
        /// Stages done.
        done: u32,
        /// Stages in all.
        total: u32,
    },
    /// A reader goes on to another part of a file that has several: an entry of an archive.
    Part {
        /// Which request.
        id: RequestId,
        /// The part's number, from 0.
        part: u32,
        /// How many there are.
        of: u32,
        /// Its path.
        path: String,
    },
    /// A part of a file could not be read; the rest goes on.
    PartFailed {
        /// Which request.
        id: RequestId,
        /// Which part, and why.
        failure: report::Failure,
    },
    /// An article was read.
    Article {
        /// Which request.
        id: RequestId,
        /// What a list shows of it.
        card: Card,
        /// Its JSON: one [`report::Article`].
        article: Bytes,
    },
    /// An article was analysed anew; it stands in the place of the one with that key.
    Restored {
        /// Which request.
        id: RequestId,
        /// The page's name for the article.
        key: u32,
        /// What a list shows of it.
        card: Card,
        /// Its JSON.
        article: Bytes,
    },
    /// A file was a report: its failures and edits. Its articles came before it.
    Reopened {
        /// Which request.
        id: RequestId,
        /// Files that could not be read when the report was made.
        failures: Vec<report::Failure>,
        /// What a person changed.
        edits: Vec<report::Edit>,
    },
    /// The comparison of all articles on the desk.
    Compared {
        /// Which request.
        id: RequestId,
        /// Its JSON: one [`report::Comparison`], or `null` for fewer than two articles.
        comparison: Bytes,
        /// The report's id of each article, by the page's name for it.
        ids: Vec<(u32, String)>,
    },
    /// What a search found.
    Hits {
        /// Which request.
        id: RequestId,
        /// Best first.
        hits: Vec<Hit>,
        /// How many there are in all.
        total: u32,
    },
    /// A report in the form that was asked for.
    Exported {
        /// Which request.
        id: RequestId,
        /// The file.
        bytes: Bytes,
    },
    /// The request is done.
    Finished {
        /// Which request.
        id: RequestId,
    },
    /// The request could not be done.
    Failed {
        /// Which request.
        id: RequestId,
        /// Why, as a clause for the reader.
        reason: String,
    },
}

impl Event {
    /// The request that this event answers; `None` for [`Event::Ready`].
    pub fn request(&self) -> Option<RequestId> {
        match self {
            Event::Ready { .. } => None,
            Event::Progress { id, .. }
            | Event::Part { id, .. }
            | Event::PartFailed { id, .. }
            | Event::Article { id, .. }
            | Event::Restored { id, .. }
            | Event::Reopened { id, .. }
            | Event::Compared { id, .. }
            | Event::Hits { id, .. }
            | Event::Exported { id, .. }
            | Event::Finished { id }
            | Event::Failed { id, .. } => Some(*id),
        }
    }
}

/// What a list shows of an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Headline; the file's name where there is none.
    pub title: String,
    /// True if `title` is the headline.
    pub titled: bool,
    /// Newspaper, agency, site.
    pub outlet: Option<String>,
    /// Date of publication, ISO 8601.
    pub published: Option<String>,
    /// Path of the file.
    pub path: String,
    /// First 16 hex digits of the SHA-256 of its bytes.
    pub hash: String,
    /// How much of its words is there.
    pub shared: report::Shared,
    /// SHA-256 of its whole text.
    pub text_sha256: String,
    /// Claims in it.
    pub claims: u32,
    /// Words in its text.
    pub words: u32,
    /// Pieces of furniture that were taken out.
    pub removed: u32,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// What was found.
    pub kind: HitKind,
    /// The page's name for the article.
    pub key: u32,
    /// Code points of the article's text; for a speaker, of the first mention.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
    /// Id of the claim, or name of the speaker; empty for a passage.
    pub label: String,
    /// The words around the hit.
    pub excerpt: String,
    /// Where the query's words stand in `excerpt`, as UTF-16 ranges for the page.
    pub marks: Vec<(u32, u32)>,
}

/// What a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// An article, by its title or file name.
    Article,
    /// A sentence of an article.
    Passage,
    /// A claim.
    Claim,
    /// Somebody who says something.
    Speaker,
}

/// The version that page and worker must share.
pub fn build() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
