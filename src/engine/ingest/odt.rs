//! OpenDocument texts.

use super::IngestError;
use super::container::Reading;
use super::limits::Budget;

/// Reads the document.
pub(super) fn read(_bytes: &[u8], _budget: &mut Budget) -> Result<Reading, IngestError> {
    Err(IngestError::NotSupported("ODT"))
}
