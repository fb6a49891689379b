//! What holds several articles: archives, mails, feeds and tables, seen part by part.
//!
//! A reader of such a format hands its parts to a [`Visit`], one at a time, and keeps none, so
//! that an archive of any size is read in the memory of its largest entry.

use std::ops::ControlFlow;

use super::limits::Budget;
use super::{Body, Format, IngestError, LeftOut, SourceMetadata};
use crate::engine::Warning;

/// A document as its format's reader gives it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::engine) struct Reading {
    /// The text.
    pub(super) body: Body,
    /// What the format itself says of the article.
    pub(super) metadata: SourceMetadata,
    /// What was left out of it.
    pub(super) left_out: Vec<LeftOut>,
    /// What was odd.
    pub(super) warnings: Vec<Warning>,
    /// Name of the encoding that the text was decoded from, as the WHATWG standard spells it.
    pub(super) encoding: &'static str,
}

/// A part of a file that holds several.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "one part is there at a time")]
pub(super) enum Part<'a> {
    /// A file, of whatever format: an entry of an archive, an attachment of a mail.
    File(&'a [u8]),
    /// An article that the format itself holds: a row of a table, an entry of a feed, the text of
    /// a mail.
    Article {
        /// The bytes that are this article's own and give its id.
        bytes: &'a [u8],
        /// What it is, for the report.
        format: Format,
        /// The article.
        reading: Reading,
    },
    /// What cannot be read.
    Failure {
        /// Its size in bytes, where it is known.
        bytes: Option<u64>,
        /// Why.
        error: IngestError,
    },
}

/// Sees the parts of a file.
pub(super) trait Visit {
    /// Whether the next part is wanted. Asked once for each part, in order, before it is unpacked.
    fn wants(&mut self, path: &str) -> bool;

    /// Sees a part. `path` is its path inside the file, "/"-separated. `Break` ends the reading.
    fn part(&mut self, budget: &mut Budget, path: &str, part: Part<'_>) -> ControlFlow<()>;
}
