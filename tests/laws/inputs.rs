//! Arbitrary inputs: what people and machines do to articles and reports.

use std::sync::LazyLock;

use quickcheck::{Arbitrary, Gen};

/// Pieces that break text tools, between and inside of real sentences.
const SALT: &[&str] = &[
    "\"",
    "“",
    "”",
    "„",
    "»",
    "«",
    "‘",
    "’",
    "'",
    "\u{0}",
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    "\n\n\n\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    "\u{200f}",
    "\u{ad}",
    "🗞️",
    "👩‍👩‍👧",
    "e\u{301}",
    "مرحبا بالعالم",
    "שלום",
    "日本語。",
    "…",
    "...",
    "?!",
    " – ",
    "—",
    "(",
    ")",
    "[",
    "]",
    "{}",
    "<p>",
    "</p>",
    "&amp;",
    "$",
    "€",
    "1,000,000",
    "0.5%",
    "1e309",
    "99999999999999999999999",
    "-",
    "Mr.",
    "U.S.",
    "a.m.",
    "said",
    " said Dr. A. ",
    "according to",
    "CHAIR:",
    "Advertisement",
    "No time to read?",
    "By ",
    "Read more: ",
    "31 February 2026",
    "12:61",
    "ß",
    "İ",
    "ﬁ",
    "½",
    "٣",
    " ",
    "  ",
    ".",
    ",",
    ":",
    ";",
    "http://a.b/c?d#e",
    "@who",
    "#tag",
    "\u{1b}[31m",
    "\u{fffd}",
];

/// Names under which bytes come.
const NAMES: &[&str] = &[
    "a.txt",
    "a.md",
    "a.html",
    "a.htm",
    "a",
    "a.gz",
    "a.txt.gz",
    "a.pdf",
    "a.docx",
    "a.zip",
    "a.json",
    "a.eml",
    "dir/a.TXT",
    "",
    "/",
    "é.txt",
    "a.ndjson",
];

/// What some formats begin with.
const MAGIC: &[&[u8]] = &[
    b"",
    b"",
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\x00",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"<!DOCTYPE html><html>",
    b"{\\rtf1",
    b"{\"schema_version\":\"1.0\"",
];

static SOURCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let cases = super::common::corpus().into_iter();
    cases.map(|case| String::from_utf8(case.bytes).unwrap()).collect()
});

/// Text: arbitrary, salted, or the corpus cut to pieces.
#[derive(Clone, Debug)]
pub(crate) struct Mixed {
    /// The text.
    pub(crate) text: String,
}

impl Arbitrary for Mixed {
    fn arbitrary(g: &mut Gen) -> Self {
        let n_pieces = 1 + usize::arbitrary(g) % 12;
        let pieces: Vec<String> = (0..n_pieces).map(|_| piece(g)).collect();
        Self { text: pieces.concat() }
    }

    fn shrink(&self) -> Box<dyn Iterator<Item = Self>> {
        // Halves, then quarters and so on taken out, then single characters.
        let chars: Vec<char> = self.text.chars().collect();
        let mut sizes: Vec<usize> = Vec::new();
        let mut size = chars.len() / 2;
        while size > 0 {
            sizes.push(size);
            size /= 2;
        }
        let without = move |size: usize, at: usize| {
            let kept = chars[..at].iter().chain(&chars[(at + size).min(chars.len())..]);
            Self { text: kept.collect() }
        };
        let n = self.text.chars().count();
        Box::new(sizes.into_iter().flat_map(move |size| {
            let without = without.clone();
            (0..n).step_by(size).map(move |at| without(size, at))
        }))
    }
}

fn piece(g: &mut Gen) -> String {
    match usize::arbitrary(g) % 8 {
        0 => String::arbitrary(g),
        1 | 2 => pick(g, SALT).to_string(),
        3 => pick(g, SALT).repeat(1 + usize::arbitrary(g) % 30),
        _ => slice(g),
    }
}

/// A slice of an article, of at most 600 characters.
fn slice(g: &mut Gen) -> String {
    let source = &SOURCES[usize::arbitrary(g) % SOURCES.len()];
    let chars: Vec<char> = source.chars().collect();
    let start = usize::arbitrary(g) % chars.len();
    let length = 1 + usize::arbitrary(g) % 600;
    chars[start..(start + length).min(chars.len())].iter().collect()
}

fn pick<'a, T: ?Sized>(g: &mut Gen, from: &[&'a T]) -> &'a T {
    from[usize::arbitrary(g) % from.len()]
}

/// A file of any bytes.
#[derive(Clone, Debug)]
pub(crate) struct Wild {
    /// Its name.
    pub(crate) path: &'static str,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

impl Arbitrary for Wild {
    fn arbitrary(g: &mut Gen) -> Self {
        let mut bytes = pick(g, MAGIC).to_vec();
        match u8::arbitrary(g) % 3 {
            0 => bytes.extend(Vec::<u8>::arbitrary(g)),
            1 => bytes.extend(Mixed::arbitrary(g).text.into_bytes()),
            _ => {
                bytes.extend(Mixed::arbitrary(g).text.into_bytes());
                let n = bytes.len().max(1);
                for _ in 0..u8::arbitrary(g) % 8 {
                    let at = usize::arbitrary(g) % n;
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = u8::arbitrary(g);
                    }
                }
            }
        }
        Self { path: pick(g, NAMES), bytes }
    }

    fn shrink(&self) -> Box<dyn Iterator<Item = Self>> {
        let path = self.path;
        Box::new(self.bytes.shrink().map(move |bytes| Self { path, bytes }))
    }
}

/// Articles of the corpus, some more than once and some under the same name, and an order.
#[derive(Clone, Debug)]
pub(crate) struct Pile {
    /// Number of the article, and the name that it goes by.
    pub(crate) files: Vec<(usize, u8)>,
    /// What is swapped with what.
    pub(crate) order: Vec<usize>,
}

impl Arbitrary for Pile {
    fn arbitrary(g: &mut Gen) -> Self {
        let n = 2 + usize::arbitrary(g) % 6;
        let files = (0..n).map(|_| (usize::arbitrary(g) % 40, u8::arbitrary(g) % 3)).collect();
        Self { files, order: (0..2 * n).map(|_| usize::arbitrary(g) % 64).collect() }
    }
}

/// What can happen to the bytes of a report.
#[derive(Clone, Debug)]
pub(crate) enum Damaged {
    /// Cut off, at this share of 65,536.
    Cut(u16),
    /// One byte set to another.
    Byte(u32, u8),
    /// One digit set to another, which leaves it JSON.
    Digit(u32, u8),
    /// A slice taken out.
    Gap(u32, u8),
    /// One number replaced by a huge or odd one.
    Number(u32, u8),
    /// A string replaced by another.
    Text(u32, Mixed),
}

impl Arbitrary for Damaged {
    fn arbitrary(g: &mut Gen) -> Self {
        let at = u32::arbitrary(g);
        match u8::arbitrary(g) % 6 {
            0 => Self::Cut(u16::arbitrary(g)),
            1 => Self::Byte(at, u8::arbitrary(g)),
            2 => Self::Digit(at, u8::arbitrary(g) % 10),
            3 => Self::Gap(at, u8::arbitrary(g)),
            4 => Self::Number(at, u8::arbitrary(g)),
            _ => Self::Text(at, Mixed::arbitrary(g)),
        }
    }
}

impl Damaged {
    /// `report` with the damage done.
    pub(crate) fn apply(&self, report: &[u8]) -> Vec<u8> {
        let mut bytes = report.to_vec();
        let n = bytes.len();
        match self {
            Self::Cut(at) => bytes.truncate(n * *at as usize / 65_536),
            Self::Byte(at, byte) => bytes[*at as usize % n] = *byte,
            Self::Gap(at, length) => {
                let at = *at as usize % n;
                bytes.drain(at..(at + *length as usize).min(n));
            }
            Self::Digit(at, digit) => {
                if let Some(i) = (*at as usize % n..n).find(|&i| bytes[i].is_ascii_digit()) {
                    bytes[i] = b'0' + digit;
                }
            }
            Self::Number(at, which) => {
                const NUMBERS: [&str; 8] = [
                    "0",
                    "18446744073709551615",
                    "4294967295",
                    "-1",
                    "1e308",
                    "null",
                    "65536",
                    "7",
                ];
                let start = (*at as usize % n..n)
                    .find(|&i| i > 0 && bytes[i - 1] == b':' && bytes[i].is_ascii_digit());
                if let Some(start) = start {
                    let digits = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
                    let number = NUMBERS[*which as usize % NUMBERS.len()];
                    bytes.splice(start..start + digits, number.bytes());
                }
            }
            Self::Text(at, mixed) => {
                let start = (*at as usize % n..n)
                    .find(|&i| i > 0 && bytes[i - 1] == b':' && bytes[i] == b'"');
                let length = start.and_then(|start| {
                    let ends = |i: &usize| bytes[*i] == b'"' && bytes[*i - 1] != b'\\';
                    (start + 1..n).find(ends).map(|end| end + 1 - start)
                });
                if let (Some(start), Some(length)) = (start, length) {
                    let text = serde_json::to_vec(&mixed.text).unwrap();
                    bytes.splice(start..start + length, text);
                }
            }
        }
        bytes
    }
}
