//! RSS and Atom feeds.

use super::IngestError;
use super::container::Visit;
use super::limits::Budget;

/// Hands over every entry that has a text.
pub(super) fn each(
    _bytes: &[u8],
    _budget: &mut Budget,
    _visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    Err(IngestError::NotSupported("RSS or Atom feed"))
}
