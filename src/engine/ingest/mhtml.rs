//! Web pages saved with their pictures in one file: MHTML.

use super::IngestError;
use super::container::Reading;
use super::limits::Budget;

/// Reads the page.
pub(super) fn read(_bytes: &[u8], _budget: &mut Budget) -> Result<Reading, IngestError> {
    Err(IngestError::NotSupported("MHTML"))
}
