//! Files of every format, made by real programs: their words are those of the article.
//!
//! `tests/formats/<format>/<name>.<format>` holds the article whose text is in `<name>.txt` beside
//! it, or in `<article>.txt`, where the name is `<article>-<program>`.

#![allow(clippy::print_stdout, reason = "the figures are what the test is for")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/samples.rs"]
mod samples;

use std::fs;
use std::path::Path;

use nutgraf::engine::ingest::{Entry, SourceDocument};
use samples::files;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Folder, and the least share of words that must be right, of both sides together.
const FLOORS: &[(&str, f64)] = &[("docx", 1.0), ("odt", 1.0), ("epub", 1.0), ("rtf", 0.999)];

#[test]
fn every_word_of_the_article_is_read_and_no_other() {
    let (mut faults, mut n_below) = (Vec::new(), 0);
    for (folder, floor) in FLOORS {
        let (mut same, mut all, mut n_files) = (0, 0, 0);
        for file in files(folder) {
            let (expected, found) = (expected(&file), words(&read(&file)));
            let diff = capture_diff_slices(Algorithm::Myers, &expected, &found);
            let equal: usize = diff.iter().map(equal).sum();
            if equal * 2 != expected.len() + found.len() {
                let odd = odd_words(&diff, &expected, &found);
                faults.push(format!("{}: {odd}", file.display()));
            }
            same += equal * 2;
            all += expected.len() + found.len();
            n_files += 1;
        }
        let share = same as f64 / all as f64;
        println!("{folder}: {share:.4} of the words of {n_files} files");
        assert!(n_files > 0, "no files in {folder}");
        if share < *floor {
            faults.push(format!("{folder}: {share:.4}, not {floor}"));
            n_below += 1;
        }
    }
    assert_eq!(n_below, 0, "{}", faults.join("\n"));
    println!("{}", faults.join("\n")); // a word in a thousand may be odd in some
}

/// Bytes flipped, cut out and doubled: nothing panics, and every failure has a reason.
#[test]
fn harmed_files_end_in_words() {
    let mut state = 17u32;
    let mut below = move |n: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % n.max(1)
    };
    for file in FLOORS.iter().flat_map(|(folder, _)| files(folder)) {
        let bytes = fs::read(&file).unwrap();
        for _ in 0..20 {
            let mut harmed = bytes.clone();
            let (at, n) = (below(bytes.len()), 1 + below(200));
            let to = (at + n).min(bytes.len());
            match below(4) {
                0 => harmed.truncate(at),
                1 => drop(harmed.drain(at..to)),
                2 => drop(harmed.splice(at..at, bytes[at..to].to_vec())),
                _ => harmed[at] ^= 1 << below(8),
            }
            let entries = samples::entries("harmed", &harmed);
            assert!(!entries.is_empty(), "{}: neither text nor a reason", file.display());
        }
    }
}

fn equal(op: &DiffOp) -> usize {
    if let DiffOp::Equal { len, .. } = op { *len } else { 0 }
}

fn odd_words(diff: &[DiffOp], expected: &[String], found: &[String]) -> String {
    let odd = diff.iter().filter(|op| equal(op) == 0).take(20).map(|op| {
        let (old, new) = (&expected[op.old_range()], &found[op.new_range()]);
        format!("\n    expected \"{}\", found \"{}\"", old.join(" "), new.join(" "))
    });
    odd.collect()
}

fn expected(file: &Path) -> Vec<String> {
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let article = stem.rsplit_once('-').map_or(stem, |(article, _)| article);
    let own = file.with_extension("txt");
    let shared = Path::new("tests/formats").join(format!("{article}.txt"));
    let text = fs::read_to_string(own).or_else(|_| fs::read_to_string(shared)).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

fn words(document: &SourceDocument) -> Vec<String> {
    let text = document.body.texts().join("\n");
    // A soft hyphen is no part of a word.
    text.replace('\u{ad}', "").split_whitespace().map(str::to_owned).collect()
}

/// The only article of a file.
fn read(file: &Path) -> SourceDocument {
    let mut entries = entries(file);
    assert_eq!(entries.len(), 1, "{}", file.display());
    entries.remove(0).outcome.unwrap()
}

fn entries(file: &Path) -> Vec<Entry> {
    samples::entries(file.file_name().unwrap().to_str().unwrap(), &fs::read(file).unwrap())
}
