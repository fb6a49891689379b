//! JSON and NDJSON of articles.

use super::IngestError;
use super::container::Visit;
use super::limits::Budget;

/// Hands over every article of a JSON text.
pub(super) fn each(
    _bytes: &[u8],
    _budget: &mut Budget,
    _visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    Err(IngestError::NotSupported("JSON"))
}

/// Hands over the article of every line.
pub(super) fn each_line(
    _bytes: &[u8],
    _budget: &mut Budget,
    _visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    Err(IngestError::NotSupported("NDJSON"))
}

/// True if `text`, which begins and ends as JSON does, is one value a line.
pub(super) fn is_lines(_text: &str) -> bool {
    false
}
