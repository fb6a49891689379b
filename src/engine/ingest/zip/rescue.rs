//! Entries of an archive whose directory is missing, as of a download that broke off: the headers
//! that stand before each of them are looked for.

use std::ops::Range;

use super::archive::Slot;
use super::names;

const HEADER: &[u8] = b"PK\x03\x04";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";
const DIRECTORY: &[u8] = b"PK\x01\x02";

/// Length of a header without the name and what follows it, in bytes.
const FIXED: usize = 30;

/// The entries whose headers are in `bytes`, at most `most`, and whether there are more.
pub(super) fn slots(bytes: &[u8], most: usize) -> (Vec<Slot>, bool) {
    let mut slots = Vec::new();
    let mut at = 0;
    while let Some((slot, next)) = slot_at(bytes, at) {
        if slots.len() == most {
            return (slots, true);
        }
        slots.push(slot);
        at = next;
    }
    (slots, false)
}

/// The entry whose header is at `at`, and where the next one begins.
fn slot_at(bytes: &[u8], at: usize) -> Option<(Slot, usize)> {
    let header = bytes.get(at..at.checked_add(FIXED)?).filter(|h| h.starts_with(HEADER))?;
    let short = |i: usize| u16::from_le_bytes([header[i], header[i + 1]]);
    let long =
        |i: usize| u32::from_le_bytes([header[i], header[i + 1], header[i + 2], header[i + 3]]);
    let (flags, method, crc, size) = (short(6), short(8), long(14), long(18));
    let name = at + FIXED..at + FIXED + usize::from(short(26));
    let from = name.end + usize::from(short(28));
    let name = bytes.get(name)?;
    if from > bytes.len() {
        return None;
    }
    // Sizes that were not known when the header was written follow the entry.
    let is_sized = flags & 8 == 0 && size != u32::MAX;
    let (packed, next) = if is_sized {
        let end = from.checked_add(usize::try_from(size).ok()?)?;
        ((end <= bytes.len()).then_some(from..end), end)
    } else {
        let (end, next) = end_of(bytes, from);
        (Some(from..end), next)
    };
    let slot = Slot {
        name: names::safe(&names::decode(name)),
        is_folder: name.ends_with(b"/"),
        is_locked: flags & 1 != 0,
        method,
        crc: is_sized.then_some(crc),
        declared: 0,
        all: at..packed.as_ref().map_or(from, |range: &Range<usize>| range.end),
        packed,
    };
    Some((slot, next))
}

/// Where an entry that begins at `from` ends, and where the next one begins.
fn end_of(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut end = None;
    let mut at = from;
    while let Some(found) = bytes[at..].windows(4).position(|w| w.starts_with(b"PK")) {
        let here = at + found;
        let mark = &bytes[here..here + 4];
        if mark == DESCRIPTOR {
            end = end.or(Some(here));
        } else if mark == HEADER && slot_is_likely(&bytes[here..]) || mark == DIRECTORY {
            return (end.unwrap_or(here), here);
        }
        at = here + 2;
    }
    (end.unwrap_or(bytes.len()), bytes.len())
}

/// True if what looks like a header is one: packed bytes may hold its mark by chance.
fn slot_is_likely(header: &[u8]) -> bool {
    header.len() >= FIXED && header[5] == 0 && header[4] <= 63 && header[9] == 0
}
