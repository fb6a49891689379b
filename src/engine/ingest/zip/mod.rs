//! Zip archives, entry by entry: one is unpacked at a time and handed over before the next.
//!
//! Office documents and e-books are archives too; their readers open them by [`Archive`].

mod archive;
mod names;
mod rescue;
#[cfg(test)]
pub(super) mod tests;

pub(super) use archive::Archive;
pub(super) use names::from_cp437;

use super::IngestError;
use super::assets::Assets;
use super::container::{Part, Visit};
use super::limits::Budget;

/// Hands over every entry that is a file and may be an article, in the order of the directory.
///
/// What cannot be unpacked is handed over as a failure, and the rest goes on. What belongs to a
/// saved page or a disk is passed over.
///
/// # Errors
/// After what could be read: if the archive is cut short or holds more than is read. Before it: if
/// nothing can be.
pub(super) fn each(
    bytes: &[u8],
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    let archive = Archive::open(bytes, budget)?;
    let assets = Assets::among(archive.slots().iter().map(|slot| slot.name.as_str()));
    let mut n_seen = 0;
    for slot in archive.slots().iter().filter(|slot| !assets.holds(&slot.name)) {
        budget.entry()?;
        n_seen += 1;
        if !visit.wants(&slot.name) {
            continue;
        }
        let unpacked = archive.unpack(slot, budget);
        let part = match &unpacked {
            Ok(bytes) => Part::File(bytes),
            Err(error) => Part::Failure { bytes: None, error: error.clone() },
        };
        if visit.part(budget, &slot.name, part).is_break() {
            return Ok(());
        }
        budget.inflated(0)?; // nothing more can be unpacked once the whole is spent
    }
    if archive.is_cut() {
        let reason = "its end is missing; the files before that were read".to_owned();
        return Err(IngestError::Malformed { format: "zip archive", reason });
    }
    match n_seen {
        _ if archive.has_more() => {
            Err(IngestError::TooManyEntries { limit: budget.limits.entries })
        }
        0 => Err(IngestError::Empty),
        _ => Ok(()),
    }
}
