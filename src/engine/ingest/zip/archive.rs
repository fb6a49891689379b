//! [`Archive`]: the entries of a zip archive in a slice, each unpacked by itself.
//!
//! The directory is read by `rawzip`. What it says of sizes is used to find an entry's bytes and
//! for nothing else; what comes out is counted as it comes. An archive whose entries share bytes is
//! refused: that is how a small file unfolds to petabytes without an archive in the archive
//! (D. Fifield, "A better zip bomb", WOOT 2019), and no archiver writes so.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::Range;

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive};

use super::{names, rescue};
use crate::engine::ingest::IngestError;
use crate::engine::ingest::crc32::crc32;
use crate::engine::ingest::limits::Budget;

/// How many bytes are unpacked before they are counted.
const CHUNK: u64 = 1 << 16;

/// Deflate makes no more than this of a byte.
const MOST_PER_BYTE: u64 = 1_032;

/// How many entries are listed for each that may be read: a saved page has its pictures beside it.
const LISTED_FOR_EACH: usize = 8;

/// An entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine::ingest) struct Slot {
    /// Path inside the archive, "/"-separated, leading nowhere else.
    pub(in crate::engine::ingest) name: String,
    pub(super) is_folder: bool,
    /// Locked with a password.
    pub(super) is_locked: bool,
    pub(super) method: u16,
    pub(super) crc: Option<u32>,
    /// Unpacked size as declared; a hint, not to be believed.
    pub(super) declared: u64,
    /// The whole of the entry, its header first.
    pub(super) all: Range<usize>,
    /// Its packed bytes; `None`: they lie outside of the file.
    pub(super) packed: Option<Range<usize>>,
}

/// The entries of an archive.
#[derive(Debug)]
pub(in crate::engine::ingest) struct Archive<'a> {
    bytes: &'a [u8],
    slots: Vec<Slot>,
    /// The directory at its end is missing or broken.
    is_cut: bool,
    /// It lists more than is read.
    has_more: bool,
    /// Numbers of the entries by their names in lower case; of several, the first.
    index: OnceCell<BTreeMap<String, usize>>,
}

impl<'a> Archive<'a> {
    /// Lists the entries of the archive `bytes`, in the order of its directory.
    ///
    /// # Errors
    /// If nothing in it can be read, or its entries share bytes.
    pub(in crate::engine::ingest) fn open(
        bytes: &'a [u8],
        budget: &Budget,
    ) -> Result<Self, IngestError> {
        let most = budget.limits.entries.saturating_mul(LISTED_FOR_EACH);
        let mut archive = match listed(bytes, most) {
            Some((slots, has_more)) => {
                Self { bytes, slots, is_cut: false, has_more, index: OnceCell::new() }
            }
            None => {
                let (slots, has_more) = rescue::slots(bytes, most);
                Self { bytes, slots, is_cut: true, has_more, index: OnceCell::new() }
            }
        };
        if archive.slots.is_empty() && archive.is_cut {
            return Err(malformed("its directory is missing or damaged"));
        }
        if archive.shares_bytes() {
            return Err(malformed("its entries share bytes, as in archives made to do harm"));
        }
        archive.slots.retain(|slot| !slot.is_folder);
        Ok(archive)
    }

    /// The files in it.
    pub(in crate::engine::ingest) fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// True if the directory at its end is missing, so that files may be missing too.
    pub(in crate::engine::ingest) fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// True if it lists more than is read of any archive.
    pub(super) fn has_more(&self) -> bool {
        self.has_more
    }

    /// The file of that name; upper and lower case are one.
    pub(in crate::engine::ingest) fn find(&self, name: &str) -> Option<&Slot> {
        let index = self.index.get_or_init(|| {
            let names = self.slots.iter().map(|slot| slot.name.to_lowercase());
            let mut index = BTreeMap::new();
            for (i, name) in names.enumerate() {
                index.entry(name).or_insert(i);
            }
            index
        });
        self.slots.get(*index.get(&name.to_lowercase())?)
    }

    /// The bytes of an entry. What is stored unpacked is not copied.
    ///
    /// # Errors
    /// If it is locked, damaged, packed in a way that is not read, or unfolds to too much.
    pub(in crate::engine::ingest) fn unpack(
        &self,
        slot: &Slot,
        budget: &mut Budget,
    ) -> Result<Cow<'a, [u8]>, IngestError> {
        if slot.is_locked {
            return Err(IngestError::Locked("archive"));
        }
        let packed = slot.packed.clone().and_then(|range| self.bytes.get(range));
        let packed = packed.ok_or_else(|| damaged("the archive ends before its bytes"))?;
        let unpacked = match CompressionMethod::new(slot.method) {
            CompressionMethod::STORE => {
                count(packed.len() as u64, packed.len() as u64, budget)?;
                Cow::Borrowed(packed)
            }
            CompressionMethod::DEFLATE => Cow::Owned(inflate(packed, slot.declared, budget)?),
            method => {
                let name = method.name().unwrap_or("an unknown method");
                return Err(damaged(&format!("it is packed by {name}, which is not read")));
            }
        };
        if slot.crc.is_some_and(|crc| crc != crc32(&unpacked)) {
            return Err(damaged("its bytes are not those that its checksum speaks of"));
        }
        Ok(unpacked)
    }

    fn shares_bytes(&self) -> bool {
        let mut ends = BTreeSet::new();
        let is_new = |slot: &Slot| ends.insert((slot.all.start, slot.all.end));
        !self.slots.iter().all(is_new)
            || ends.iter().zip(ends.iter().skip(1)).any(|(one, next)| next.0 < one.1)
    }
}

/// The entries that the directory lists, at most `most`, and whether there are more.
fn listed(bytes: &[u8], most: usize) -> Option<(Vec<Slot>, bool)> {
    let archive = ZipArchive::from_slice(bytes).ok()?;
    let mut slots = Vec::new();
    for record in archive.entries() {
        let record = record.ok()?;
        if slots.len() == most {
            return Some((slots, true));
        }
        let entry = archive.get_entry(record.wayfinder()).ok();
        let header = usize::try_from(record.local_header_offset()).unwrap_or(usize::MAX);
        let packed = entry.and_then(|entry| {
            let (from, to) = entry.compressed_data_range();
            Some(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
        });
        let raw = record.file_path();
        slots.push(Slot {
            name: names::safe(&names::decode(raw.as_bytes())),
            is_folder: record.is_dir() || raw.as_bytes().ends_with(b"\\"),
            is_locked: record.flags().is_encrypted(),
            method: record.compression_method().as_u16(),
            crc: Some(record.crc32()),
            declared: record.uncompressed_size_hint(),
            all: header..packed.as_ref().map_or(header, |range| range.end),
            packed,
        });
    }
    Some((slots, false))
}

/// Unpacks `packed`, counting what comes out.
fn inflate(packed: &[u8], declared: u64, budget: &mut Budget) -> Result<Vec<u8>, IngestError> {
    let likely = declared.min(packed.len() as u64 * MOST_PER_BYTE).min(budget.entry_bytes_left());
    let mut unpacked = Vec::with_capacity(usize::try_from(likely).unwrap_or(0));
    let mut decoder = DeflateDecoder::new(packed);
    loop {
        let n = decoder
            .by_ref()
            .take(CHUNK)
            .read_to_end(&mut unpacked)
            .map_err(|error| damaged(&error.to_string()))?;
        if n == 0 {
            return Ok(unpacked);
        }
        count(n as u64, unpacked.len() as u64, budget)?;
    }
}

/// Counts `n` bytes more of an entry of which `of_entry` have come out.
fn count(n: u64, of_entry: u64, budget: &mut Budget) -> Result<(), IngestError> {
    budget.inflated(n)?;
    let limit = budget.limits.entry_bytes;
    if of_entry > limit { Err(IngestError::UnfoldsTooLarge { limit }) } else { Ok(()) }
}

fn malformed(reason: &str) -> IngestError {
    IngestError::Malformed { format: "zip archive", reason: reason.to_owned() }
}

fn damaged(reason: &str) -> IngestError {
    IngestError::Malformed { format: "entry of the archive", reason: reason.to_owned() }
}
