//! Rich Text Format (specification 1.9.1): the text, without running heads, comments, deleted and
//! hidden words, pictures and instructions of fields. Notes stand behind the text.
//!
//! A reader of our own, since no crate reads words exactly: `rtf-parser` 0.4, the best-kept one,
//! drops the ends of paragraphs when it gives text (0.989 of the words of LibreOffice's files, where
//! this reader has all) and takes a `&str`, so that code pages are lost; others are parts of
//! frameworks of many megabytes, and read no code page but Windows-1252.

mod codepage;
mod destination;
mod header;
mod state;
#[cfg(test)]
mod tests;
mod token;
mod walk;

use super::IngestError;
use super::container::Reading;
use super::limits::Budget;
use super::office;
use walk::Walk;

const FORMAT: &str = "RTF document";

/// Reads the document.
///
/// # Errors
/// If its groups nest too deep, or it holds nothing but damage.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Reading, IngestError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let walk = Walk::run(bytes, budget.limits.element_depth)
        .map_err(|reason| IngestError::Malformed { format: FORMAT, reason })?;
    let damage = walk.is_cut().then_some("it ends in the middle of a group");
    let mut odd = Vec::new();
    let encoding = walk.encoding();
    if walk.has_replaced() {
        odd.push(super::replacement_warning(encoding).message);
    }
    let (blocks, metadata) = walk.finish();
    let reading = office::reading(FORMAT, blocks, metadata, damage, odd)?;
    Ok(Reading { encoding, ..reading })
}
