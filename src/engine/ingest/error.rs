//! [`IngestError`]: why a file cannot be read.

/// Why a file cannot be read. Displayed as a clause for the reader, lower case, no full stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// A format that is known by name but not read yet.
    #[error(
        "{0} files are not supported yet; save the article as a web page or as text and drop that"
    )]
    NotSupported(&'static str),
    /// Neither text nor a known format.
    #[error("this is not a text file, and no known document format")]
    NotText,
    /// No text in it.
    #[error("the file holds no text")]
    Empty,
    /// Too large to be read safely.
    #[error("the file holds {found} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Size, in bytes.
        found: u64,
        /// Limit, in bytes.
        limit: u64,
    },
    /// What was compressed is too large to be read safely.
    #[error("it unfolds to more than {limit} bytes, which is the limit")]
    UnfoldsTooLarge {
        /// Limit, in bytes.
        limit: u64,
    },
    /// An archive, a table or a mail of too many parts.
    #[error("it holds more than {limit} entries, which is the limit; the first {limit} were read")]
    TooManyEntries {
        /// Limit.
        limit: usize,
    },
    /// Archives in archives.
    #[error("archives lie more than {limit} deep in each other, which is the limit")]
    NestedTooDeep {
        /// Limit.
        limit: usize,
    },
    /// A document of too many pages.
    #[error("it has {found} pages, more than the limit of {limit}")]
    TooManyPages {
        /// Pages.
        found: usize,
        /// Limit.
        limit: usize,
    },
    /// The text alone is too long to be analysed.
    #[error("its text is {found} bytes long, more than the limit of {limit}")]
    TextTooLong {
        /// Length, in bytes of UTF-8.
        found: usize,
        /// Limit, in bytes of UTF-8.
        limit: usize,
    },
    /// Locked with a password.
    #[error("the {0} is locked with a password; unlock it and drop it again")]
    Locked(&'static str),
    /// Pictures of pages, and no text.
    #[error(
        "the {0} holds pictures of pages and no text; run it through text recognition (OCR) first"
    )]
    Scan(&'static str),
    /// An archive, where one article was expected.
    #[error("the file holds several articles where one was expected")]
    Several,
    /// No reader for it in this program.
    #[error("this build of the program cannot read {0} files")]
    NoReader(&'static str),
    /// The format's own reader gave up.
    #[error("the {format} could not be read: {reason}")]
    Malformed {
        /// Name of the format.
        format: &'static str,
        /// What the reader said.
        reason: String,
    },
}
