//! Mails and mailboxes.

use super::IngestError;
use super::container::Visit;
use super::limits::Budget;

/// Hands over the text of a mail, then its attachments.
pub(super) fn each(
    _bytes: &[u8],
    _budget: &mut Budget,
    _visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    Err(IngestError::NotSupported("saved e-mail"))
}

/// Hands over every mail of a mailbox.
pub(super) fn each_of_mailbox(
    _bytes: &[u8],
    _budget: &mut Budget,
    _visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    Err(IngestError::NotSupported("mailbox"))
}
