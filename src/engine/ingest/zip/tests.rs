//! Archives, honest and not, built byte by byte; also for tests of formats that are archives.

use std::io::Write;
use std::ops::ControlFlow;

use flate2::{Compression, write::DeflateEncoder};

use super::*;
use crate::engine::ingest::limits::Limits;

/// An entry to be written.
#[derive(Clone)]
pub(in crate::engine::ingest) struct Packed {
    name: Vec<u8>,
    flags: u16,
    method: u16,
    crc: u32,
    size: u32,
    data: Vec<u8>,
}

impl Packed {
    pub(in crate::engine::ingest) fn new(name: &str, bytes: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        Self {
            name: name.as_bytes().to_vec(),
            flags: 0,
            method: 8,
            crc: rawzip::crc32(bytes),
            size: bytes.len() as u32,
            data: encoder.finish().unwrap(),
        }
    }

    pub(in crate::engine::ingest) fn stored(name: &str, bytes: &[u8]) -> Self {
        Self { method: 0, data: bytes.to_vec(), ..Self::new(name, bytes) }
    }

    fn fields(&self) -> Vec<u8> {
        let mut fields = Vec::new();
        fields.extend([20u16, self.flags, self.method, 0, 0].map(u16::to_le_bytes).concat());
        fields.extend([self.crc, self.data.len() as u32, self.size].map(u32::to_le_bytes).concat());
        fields.extend([self.name.len() as u16, 0].map(u16::to_le_bytes).concat());
        fields
    }

    fn header(&self) -> Vec<u8> {
        [b"PK\x03\x04", self.fields().as_slice(), &self.name].concat()
    }
}

/// The archive of `entries`.
pub(in crate::engine::ingest) fn archive(entries: &[Packed]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut offsets = Vec::new();
    for entry in entries {
        offsets.push(bytes.len());
        bytes.extend(entry.header());
        bytes.extend(&entry.data);
    }
    let listed: Vec<_> = entries.iter().zip(offsets).collect();
    with_directory(bytes, &listed)
}

/// `bytes`, and a directory that says that `entries` begin at those bytes.
fn with_directory(mut bytes: Vec<u8>, entries: &[(&Packed, usize)]) -> Vec<u8> {
    let start = bytes.len();
    for (entry, at) in entries {
        bytes.extend(b"PK\x01\x02\x14\x00");
        bytes.extend(entry.fields());
        bytes.extend([0u16; 3].map(u16::to_le_bytes).concat());
        bytes.extend([0, *at as u32].map(u32::to_le_bytes).concat());
        bytes.extend(&entry.name);
    }
    let (n, size) = (entries.len() as u16, (bytes.len() - start) as u32);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([n, n].map(u16::to_le_bytes).concat());
    bytes.extend([size, start as u32].map(u32::to_le_bytes).concat());
    bytes.extend([0, 0]);
    bytes
}

/// What was seen of an archive.
#[derive(Debug, Default)]
struct Seen {
    asked: Vec<String>,
    unwanted: &'static str,
    files: Vec<(String, Vec<u8>)>,
    failures: Vec<(String, IngestError)>,
}

impl Visit for Seen {
    fn wants(&mut self, path: &str) -> bool {
        self.asked.push(path.to_owned());
        path != self.unwanted
    }

    fn part(&mut self, _: &mut Budget, path: &str, part: Part<'_>) -> ControlFlow<()> {
        match part {
            Part::File(bytes) => self.files.push((path.to_owned(), bytes.to_vec())),
            Part::Failure { error, .. } => self.failures.push((path.to_owned(), error)),
            Part::Article { .. } => {}
        }
        ControlFlow::Continue(())
    }
}

fn seen(bytes: &[u8], limits: Limits) -> (Seen, Result<(), IngestError>) {
    let mut seen = Seen::default();
    let outcome = each(bytes, &mut Budget::new(limits), &mut seen);
    (seen, outcome)
}

fn names(seen: &Seen) -> Vec<&str> {
    seen.files.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn files_come_in_order_by_harmless_names() {
    let bytes = archive(&[
        Packed::new("b/story.txt", b"One."),
        Packed::stored("../a.txt", b"Two."),
        Packed::new("folder/", b""),
        Packed::new("__MACOSX/._a.txt", b"x"),
        Packed::new("b/story.txt", b"The same name again."),
    ]);
    let (seen, outcome) = seen(&bytes, Limits::default());
    assert_eq!(names(&seen), ["b/story.txt", "a.txt", "b/story.txt"]);
    assert_eq!(seen.asked, names(&seen));
    assert_eq!(seen.files[1].1, b"Two.");
    assert_eq!(outcome, Ok(()));
}

#[test]
fn what_is_not_wanted_is_not_unpacked() {
    let mut broken = Packed::new("a.txt", b"One.");
    broken.data = vec![0xff; 20];
    let bytes = archive(&[broken, Packed::new("b.txt", b"Two.")]);
    let mut seen = Seen { unwanted: "a.txt", ..Seen::default() };
    assert_eq!(each(&bytes, &mut Budget::new(Limits::default()), &mut seen), Ok(()));
    assert_eq!((names(&seen), seen.failures.len()), (vec!["b.txt"], 0));
}

#[test]
fn an_entry_beyond_the_limit_fails_and_the_rest_goes_on() {
    let mut bomb = Packed::new("bomb.txt", &vec![b'a'; 1_000_000]);
    bomb.size = 10; // it lies
    let bytes = archive(&[bomb, Packed::new("b.txt", b"Two.")]);
    let limits = Limits { entry_bytes: 100_000, ..Limits::default() };
    let (seen, outcome) = seen(&bytes, limits);
    assert_eq!(names(&seen), ["b.txt"]);
    assert_eq!(seen.failures[0].1, IngestError::UnfoldsTooLarge { limit: 100_000 });
    assert_eq!(outcome, Ok(()));
}

#[test]
fn once_the_whole_is_spent_nothing_more_is_unpacked() {
    let part = Packed::new("a.txt", &vec![b'a'; 1_000_000]);
    let bytes = archive(&[part.clone(), part.clone(), part]);
    let limits = Limits { inflated_bytes: 1_500_000, ..Limits::default() };
    let (seen, outcome) = seen(&bytes, limits);
    assert_eq!((seen.files.len(), seen.failures.len()), (1, 1));
    assert_eq!(outcome, Err(IngestError::UnfoldsTooLarge { limit: 1_500_000 }));
}

#[test]
fn a_wrong_size_does_no_harm() {
    for size in [0, 1, u32::MAX - 1] {
        let entry = Packed { size, ..Packed::new("a.txt", b"One.") };
        let (seen, _) = seen(&archive(&[entry]), Limits::default());
        assert_eq!(seen.files[0].1, b"One.");
    }
}

#[test]
fn entries_that_share_bytes_are_refused() {
    let inner = Packed::stored("b.txt", b"Two, and it is long.");
    let quoting = [inner.header(), inner.data.clone()].concat();
    let outer = Packed::stored("a.txt", &quoting);
    let bytes = [outer.header(), quoting].concat();
    let bytes = with_directory(bytes, &[(&outer, 0), (&inner, outer.header().len())]);
    let (seen, outcome) = seen(&bytes, Limits::default());
    assert!(seen.files.is_empty());
    assert!(outcome.unwrap_err().to_string().contains("share bytes"));
}

#[test]
fn too_many_entries_end_the_reading() {
    let entries: Vec<_> = (0..9).map(|i| Packed::new(&format!("{i}.txt"), b"x")).collect();
    let (seen, outcome) = seen(&archive(&entries), Limits { entries: 5, ..Limits::default() });
    assert_eq!(seen.files.len(), 5);
    assert_eq!(outcome, Err(IngestError::TooManyEntries { limit: 5 }));
}

#[test]
fn locked_and_damaged_entries_are_named() {
    let locked = Packed { flags: 1, ..Packed::new("a.txt", b"One.") };
    let damaged = Packed { crc: 7, ..Packed::new("b.txt", b"Two.") };
    let odd = Packed { method: 14, ..Packed::new("c.txt", b"Three.") };
    let (seen, _) = seen(&archive(&[locked, damaged, odd]), Limits::default());
    let why: Vec<String> = seen.failures.iter().map(|(_, error)| error.to_string()).collect();
    assert!(why[0].contains("locked with a password"), "{why:?}");
    assert!(why[1].contains("checksum"), "{why:?}");
    assert!(why[2].contains("LZMA"), "{why:?}");
}

#[test]
fn what_stands_before_a_cut_is_read() {
    let text = "words of a story ".repeat(40);
    let mut streamed = Packed::new("b.txt", text.as_bytes());
    let sizes = [streamed.crc, streamed.data.len() as u32, text.len() as u32];
    let descriptor = [b"PK\x07\x08".to_vec(), sizes.map(u32::to_le_bytes).concat()].concat();
    streamed.flags = 8;
    let mut header = streamed.header();
    header[14..26].fill(0); // the sizes follow
    let first = Packed::new("a.txt", b"One.");
    let whole = [
        first.header(),
        first.data.clone(),
        header,
        streamed.data.clone(),
        descriptor,
        first.header(),
    ]
    .concat();
    let (seen, outcome) = seen(&whole, Limits::default());
    assert_eq!(names(&seen), ["a.txt", "b.txt"]);
    assert_eq!(seen.files[1].1, text.as_bytes());
    assert_eq!(seen.failures.len(), 1);
    assert!(outcome.unwrap_err().to_string().contains("its end is missing"));
}

#[test]
fn archives_in_archives_are_read_and_their_parts_numbered() {
    use crate::engine::ingest::{Entry, Input, Readers, Sink, ingest_each};
    #[derive(Default)]
    struct All(Vec<(usize, String, bool)>);
    impl Sink for All {
        fn take(&mut self, entry: Entry) -> ControlFlow<()> {
            self.0.push((entry.part, entry.path, entry.outcome.is_ok()));
            ControlFlow::Continue(())
        }
    }
    let story = |name| Packed::new(name, b"The bridge opened on Sunday.");
    let inner = archive(&[story("b.txt"), story("c.txt")]);
    let outer = archive(&[story("a.txt"), Packed::stored("in.zip", &inner), story("d/e.txt")]);
    let mut all = All::default();
    ingest_each(Input::named("drop.zip", &outer), Readers::default(), &mut all);
    let expected = [
        (0, "drop.zip/a.txt"),
        (1, "drop.zip/in.zip/b.txt"),
        (1, "drop.zip/in.zip/c.txt"),
        (2, "drop.zip/d/e.txt"),
    ];
    assert_eq!(all.0, expected.map(|(part, path)| (part, path.to_owned(), true)));
}

#[test]
fn an_archive_of_assets_holds_no_text() {
    let (_, outcome) = seen(&archive(&[Packed::new("a/style.css", b"x")]), Limits::default());
    assert_eq!(outcome, Err(IngestError::Empty));
}

/// Numbers without chance in them.
pub(in crate::engine::ingest) fn numbers(mut state: u32) -> impl FnMut(usize) -> usize {
    move |below| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below.max(1)
    }
}

/// `bytes` with some flipped, cut out or doubled.
pub(in crate::engine::ingest) fn harmed(
    bytes: &[u8],
    below: &mut impl FnMut(usize) -> usize,
) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + below(4) {
        let at = below(bytes.len());
        let to = (at + below(40)).min(bytes.len());
        match below(4) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let piece = bytes[at..to].to_vec();
                let into = below(bytes.len());
                bytes.splice(into..into, piece);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = below(256) as u8;
                }
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

#[test]
fn harmed_archives_end_in_words() {
    let entries: Vec<_> =
        (0..4).map(|i| Packed::new(&format!("{i}.txt"), &[b'a' + i; 300])).collect();
    let bytes = archive(&entries);
    let mut below = numbers(5);
    for _ in 0..3_000 {
        let _ = seen(&harmed(&bytes, &mut below), Limits::default());
    }
}
