//! [`Span`]: a piece of an article's text, with its words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A piece of an article's `text`: code points `start..end`, and the words that stand there.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Span {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The words.
    pub exact: String,
}
