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
    /// The format's own reader gave up.
    #[error("the {format} could not be read: {reason}")]
    Malformed {
        /// Name of the format.
        format: &'static str,
        /// What the reader said.
        reason: String,
    },
}
