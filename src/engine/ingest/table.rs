//! Tables of articles: CSV and TSV with a text column.

use super::IngestError;
use super::container::Visit;
use super::limits::Budget;

/// Hands over every row.
pub(super) fn each(
    _bytes: &[u8],
    _budget: &mut Budget,
    _visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    Err(IngestError::NotSupported("CSV"))
}

/// True if `text` is a table with a column of texts; `named` if its file is called one.
pub(super) fn is_table(_text: &str, _named: bool) -> bool {
    false
}
