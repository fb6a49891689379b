//! PDF: the order of words, what goes out, what is said of files that cannot be read, and that no
//! bytes do harm.
//!
//! The score is twice the longest common subsequence of words over the words of both texts, marks
//! and case counting. `cargo test --test pdf -- --nocapture` prints it. `NUTGRAF_PDF_FOLDER`
//! scores another folder, `NUTGRAF_PDF_SHOW=name` prints what was read of a file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "scores are printed")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nutgraf::engine::ingest::{IngestError, Limits, PdfReader, PdfText};
use nutgraf::engine::text::BlockKind;
use nutgraf::pdf::{Hayro, wire};

/// The score that each file must reach.
const FLOOR: f64 = 0.985;

fn read(bytes: &[u8]) -> Result<PdfText, IngestError> {
    Hayro.read(bytes, &Limits::default())
}

fn text(read: &PdfText) -> String {
    read.blocks.iter().map(|block| format!("{}\n", block.text)).collect()
}

fn folder() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/pdf");
    std::env::var("NUTGRAF_PDF_FOLDER").map_or(own, PathBuf::from)
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    files.sort();
    files
}

fn sample(name: &str) -> Vec<u8> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/pdf");
    fs::read(own.join(name)).unwrap()
}

fn word_order(found: &str, expected: &str) -> f64 {
    let (a, b): (Vec<&str>, Vec<&str>) =
        (found.split_whitespace().collect(), expected.split_whitespace().collect());
    let mut row = vec![0_usize; b.len() + 1];
    for word in &a {
        let mut diagonal = 0;
        for (j, other) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if word == other { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    2.0 * row[b.len()] as f64 / (a.len() + b.len()).max(1) as f64
}

#[test]
fn words_come_in_reading_order() {
    let mut faults = Vec::new();
    for path in files() {
        let Ok(expected) = fs::read_to_string(path.with_extension("txt")) else { continue };
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let found = read(&fs::read(&path).unwrap());
        let found = found.map_or_else(|error| error.to_string(), |read| text(&read));
        let score = word_order(&found, &expected);
        let lines: Vec<&str> = expected.lines().collect();
        let whole = found.lines().filter(|line| lines.contains(line)).count();
        println!("{name:24} {score:.4}   blocks {whole} of {}", lines.len());
        if std::env::var("NUTGRAF_PDF_SHOW").is_ok_and(|shown| shown == name) {
            println!("{found}");
        }
        if score < FLOOR {
            faults.push(format!("{name}: {score:.4}"));
        }
    }
    assert!(faults.is_empty(), "below {FLOOR}: {faults:?}");
}

#[test]
fn titles_are_taken_from_the_page_where_the_file_names_none() {
    for name in ["hard_2col", "groff_2col", "latex_2col", "twice", "lo_2col"] {
        let read = read(&sample(&format!("{name}.pdf"))).unwrap();
        let expected = String::from_utf8(sample(&format!("{name}.txt"))).unwrap();
        assert_eq!(read.metadata.title.as_deref(), expected.lines().next(), "{name}");
        let titles = read.blocks.iter().filter(|block| block.kind == BlockKind::Title).count();
        assert_eq!(titles, 1, "{name}");
        assert!(read.metadata.bylines.is_empty() && read.metadata.published.is_none(), "{name}");
    }
}

#[test]
fn headings_items_and_captions_are_told_apart() {
    let kind = |read: &PdfText, begin: &str| {
        read.blocks.iter().find(|block| block.text.starts_with(begin)).map(|block| block.kind)
    };
    for name in ["groff_2col.pdf", "latex_2col.pdf", "latex_pages.pdf"] {
        let read = read(&sample(name)).unwrap();
        assert_eq!(kind(&read, "Islanders left waiting"), Some(BlockKind::Heading), "{name}");
        assert_eq!(kind(&read, "fire pumps aboard"), Some(BlockKind::ListItem), "{name}");
        assert_eq!(kind(&read, "Mayor Astrid"), Some(BlockKind::Paragraph), "{name}");
    }
    let magazine = read(&sample("chrome_magazine.pdf")).unwrap();
    assert_eq!(kind(&magazine, "Two hospitals"), Some(BlockKind::Title));
    assert_eq!(kind(&magazine, "Managers promise"), Some(BlockKind::Subtitle));
    let read = read(&sample("chrome_table.pdf")).unwrap();
    assert_eq!(kind(&read, "The Terne at the quay"), Some(BlockKind::Caption));
    assert_eq!(kind(&read, "Vessel\tBuilt\tPassengers"), Some(BlockKind::Paragraph));
}

#[test]
fn notes_stand_behind_the_text() {
    for name in ["latex_2col.pdf", "latex_pages.pdf", "chrome_1col.pdf"] {
        let read = read(&sample(name)).unwrap();
        let last = &read.blocks.last().unwrap().text;
        assert!(last.starts_with("The claim was filed"), "{name}: {last}");
    }
}

#[test]
fn running_heads_and_stamps_go_out() {
    let pages = text(&read(&sample("latex_pages.pdf")).unwrap());
    assert!(!pages.contains("Strandvik Courier") && !pages.contains("Friday edition"));
    assert!(!text(&read(&sample("twice.pdf")).unwrap()).contains("Downloaded"));
    assert!(!text(&read(&sample("chrome_table.pdf")).unwrap()).contains("Printed for"));
}

#[test]
fn files_without_text_are_named_for_what_they_are() {
    assert_eq!(read(&sample("scan.pdf")), Err(IngestError::Scan("PDF")));
    assert_eq!(read(&sample("locked.pdf")), Err(IngestError::Locked("PDF")));
    let mixed = read(&sample("scan_mixed.pdf")).unwrap();
    assert_eq!(mixed.warnings, ["page 2 is a picture without text and could not be read"]);
    assert_eq!(read(&sample("scan_recognised.pdf")).unwrap().warnings.len(), 1);
    let limits = Limits { pages: 2, ..Limits::default() };
    let outcome = Hayro.read(&sample("scan_mixed.pdf"), &limits);
    assert_eq!(outcome, Err(IngestError::TooManyPages { found: 3, limit: 2 }));
    for bytes in [&b""[..], b"%PDF-1.4", b"%PDF-1.4\n%%EOF"] {
        assert!(matches!(read(bytes), Err(IngestError::Malformed { .. })));
    }
}

#[test]
fn the_answer_crosses_to_the_worker() {
    let read = read(&sample("latex_2col.pdf"));
    assert_eq!(wire::decode(&wire::encode(read.clone())), read);
}

/// A file of these objects, numbered from 1; the first is the catalog.
fn document(objects: &[&str]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    for (i, object) in objects.iter().enumerate() {
        writeln!(file, "{} 0 obj\n{object}\nendobj", i + 1).unwrap();
    }
    file.push_str("trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    file.into_bytes()
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";

fn page(resources: &str) -> String {
    format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources {resources} >>"
    )
}

fn stream(entries: &str, data: &str) -> String {
    format!("<< {entries} /Length {} >>\nstream\n{data}\nendstream", data.len())
}

#[test]
fn loops_and_bombs_end_in_a_message_or_a_text() {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    let plain = page(&format!("<< /Font << /F {font} >> /XObject << /X 5 0 R >> >>"));
    let words = "BT /F 12 Tf 50 700 Td (The bridge opened in May.) Tj ET";
    let good = document(&[CATALOG, PAGES, &plain, &stream("", words)]);
    assert_eq!(text(&read(&good).unwrap()), "The bridge opened in May.\n");

    // A form that draws itself, many times.
    let body = format!("{words} {}", "/X Do ".repeat(40));
    let form = stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800]", &body);
    let looped = document(&[CATALOG, PAGES, &plain, &stream("", &body), &form]);
    // Pages that are their own parents.
    let kids = "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>";
    let cycle = document(&[CATALOG, kids, &plain, &stream("", words)]);
    assert_eq!(text(&read(&cycle).unwrap()), "The bridge opened in May.\n");
    // Widths of four thousand million codes.
    let wide = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts \
        [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W [0 4294967295 500] >>] >>";
    let wide = page(&format!("<< /Font << /F {wide} >> >>"));
    let widths = document(&[CATALOG, PAGES, &wide, &stream("", words)]);
    let first = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 99999999999 \
        /LastChar 99999999999 /Widths [500] >>";
    let first = page(&format!("<< /Font << /F {first} >> >>"));
    let first = document(&[CATALOG, PAGES, &first, &stream("", words)]);
    // Arrays in arrays.
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let deep = document(&[CATALOG, PAGES, &plain, &stream("", &format!("{deep} TJ {words}"))]);
    for (name, bytes) in [("form", looped), ("W", widths), ("first", first), ("deep", deep)] {
        let begun = Instant::now();
        let outcome = read(&bytes);
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}");
        assert!(!failed(&outcome), "{name}: {outcome:?}");
    }
}

#[test]
fn what_unfolds_is_counted() {
    use std::io::Write;
    let mut file = b"%PDF-1.4\n".to_vec();
    file.extend_from_slice(b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
    file.extend_from_slice(b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n");
    let page = page("<< >>");
    writeln!(file, "3 0 obj\n{page}\nendobj").unwrap();
    let zeros = vec![b' '; 80 << 20];
    let bomb = zlib(&zeros);
    writeln!(file, "4 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream", bomb.len()).unwrap();
    file.extend_from_slice(&bomb);
    file.extend_from_slice(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    assert!(file.len() < 1 << 20);
    assert_eq!(read(&file), Err(IngestError::UnfoldsTooLarge { limit: 64 << 20 }));
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// True if a panic was caught.
fn failed(outcome: &Result<PdfText, IngestError>) -> bool {
    matches!(outcome, Err(IngestError::Malformed { reason, .. }) if reason.contains("failed on it"))
}

/// A generator of numbers: Marsaglia's xorshift.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

#[test]
fn no_damage_makes_the_reader_fail() {
    let rounds: usize = std::env::var("NUTGRAF_PDF_ROUNDS").map_or(25, |n| n.parse().unwrap());
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for name in
        ["hard_2col", "twice", "scan_recognised", "groff_2col", "latex_bitmaps", "owner_locked"]
    {
        let original = sample(&format!("{name}.pdf"));
        for round in 0..rounds {
            let mut bytes = original.clone();
            for _ in 0..1 + numbers.below(12) {
                let at = numbers.below(bytes.len());
                match numbers.below(5) {
                    0 => bytes[at] ^= 1 << numbers.below(8),
                    1 => bytes[at] = b"0123456789<>[]()/ R-"[numbers.below(20)],
                    2 => bytes.truncate(at.max(20)),
                    3 => {
                        let end = (at + numbers.below(60)).min(bytes.len());
                        bytes.drain(at..end);
                    }
                    _ => {
                        let from = numbers.below(original.len());
                        let to = (from + numbers.below(200)).min(original.len());
                        let piece = original[from..to].to_vec();
                        bytes.splice(at..at, piece);
                    }
                }
                if bytes.is_empty() {
                    break;
                }
            }
            let begun = Instant::now();
            let outcome = read(&bytes);
            assert!(!failed(&outcome), "{name}, round {round}");
            assert!(begun.elapsed() < Duration::from_secs(30), "{name}, round {round}");
        }
    }
}
