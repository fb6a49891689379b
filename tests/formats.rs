//! Files made by real programs are read as what was written into them.
//!
//! `tests/formats/<format>/` holds files and, beside each, `<name>.txt`: what a reader reads, a
//! block a line. PDF is scored by the order of its words: twice the longest common subsequence of
//! words over the words of both, marks and case counting. `-- --nocapture` prints the scores.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "scores are printed")]

use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::engine::ingest::{IngestError, Limits, PdfReader, PdfText};
use nutgraf::engine::text::BlockKind;
use nutgraf::pdf::Hayro;

/// The score that each PDF must reach.
const FLOOR: f64 = 0.985;

fn read(bytes: &[u8]) -> Result<PdfText, IngestError> {
    Hayro.read(bytes, &Limits::default())
}

fn text(read: &PdfText) -> String {
    read.blocks.iter().map(|block| format!("{}\n", block.text)).collect()
}

/// The PDF files of `tests/formats/pdf`, or of the folder that a variable names.
fn files() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/pdf");
    let folder = std::env::var("NUTGRAF_PDF_FOLDER").map_or(own, PathBuf::from);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "pdf"));
    files.sort();
    files
}

/// Twice the longest common subsequence over both lengths.
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
fn pdf_words_come_in_reading_order() {
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
fn pdf_titles_are_found() {
    for path in files() {
        let Ok(expected) = fs::read_to_string(path.with_extension("txt")) else { continue };
        let read = read(&fs::read(&path).unwrap()).unwrap();
        let title = read.metadata.title.unwrap_or_default();
        assert!(expected.lines().any(|line| line == title), "{}: {title}", path.display());
        let n_titles = read.blocks.iter().filter(|b| b.kind == BlockKind::Title).count();
        assert!(n_titles <= 1, "{}", path.display());
    }
}
