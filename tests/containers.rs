//! Files of every format, made by real programs: their words are those of the article.
//!
//! What holds several articles: mails and mailboxes, web archives, feeds, JSON and tables.
//! `tests/formats/<format>/<name>.txt` says what `<name>.<ending>` must give, article by article:
//! a line "== title | byline | outlet | published", then the text. Every word must be right.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "figures are read by people")]

#[path = "common/samples.rs"]
mod samples;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::engine::ingest::{Body, IngestError, SourceDocument, SourceMetadata};
use nutgraf::engine::text::BlockKind;
use nutgraf::engine::{Resources, clean};
use quickcheck::{Arbitrary, Gen, QuickCheck};
use samples::files;

/// Folders of files that may hold several articles.
const FOLDERS: [&str; 6] = ["eml", "mbox", "mhtml", "feed", "json", "csv"];

#[test]
fn every_word_and_fact_is_read_and_no_other() {
    let mut faults = Vec::new();
    for folder in FOLDERS {
        let (mut right, mut all) = (0, 0);
        for file in files(folder) {
            let expected = fs::read_to_string(file.with_extension("txt")).unwrap();
            let bytes = fs::read(&file).unwrap();
            let found: String = read(&file, &bytes).iter().map(shown).collect();
            let (expected, found) = (words(&expected), words(&found));
            let shared = n_shared(&expected, &found);
            (right, all) = (right + 2 * shared, all + expected.len() + found.len());
            if expected != found {
                faults.push(format!("{}\n{}", file.display(), difference(&expected, &found)));
            }
        }
        assert!(all > 0, "no files in {folder}");
        println!("{folder}: {:.4} of the words", f64::from(right as u32) / f64::from(all as u32));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn encodings_are_named() {
    let check = |path: &str, encoding: &str| {
        let file = Path::new("tests/formats").join(path);
        let first = read(&file, &fs::read(&file).unwrap()).remove(0);
        assert_eq!(first.unwrap().file.encoding, encoding, "{path}");
    };
    check("csv/post-western.tsv", "windows-1252");
    check("csv/post-excel.csv", "UTF-8");
    check("json/post-jsonfeed.json", "UTF-16LE");
    check("mhtml/release-explorer.mht", "windows-1252");
    check("eml/release-python-flowed.eml", "windows-1252");
}

/// How many broken files are tried; a few thousand more find little that is new.
const TRIES: u64 = 2_000;

/// A sample file with bytes flipped, cut out, doubled or spliced in from another.
#[derive(Clone, Debug)]
struct Broken {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Arbitrary for Broken {
    fn arbitrary(g: &mut Gen) -> Self {
        let all: Vec<PathBuf> = FOLDERS.iter().flat_map(|folder| files(folder)).collect();
        let path = g.choose(&all).unwrap().clone();
        let mut bytes = fs::read(&path).unwrap();
        for _ in 0..1 + u8::arbitrary(g) % 8 {
            let at = usize::arbitrary(g) % bytes.len().max(1);
            let end = (at + usize::arbitrary(g) % 200).min(bytes.len());
            match u8::arbitrary(g) % 6 {
                0 if !bytes.is_empty() => bytes[at] = u8::arbitrary(g),
                1 => drop(bytes.drain(at..end)),
                2 => bytes.truncate(at),
                3 => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece.repeat(3));
                }
                4 => {
                    let other = fs::read(g.choose(&all).unwrap()).unwrap();
                    let from = usize::arbitrary(g) % other.len();
                    bytes.splice(at..end, other[from..].iter().take(400).copied());
                }
                _ => {
                    let marks: [&[u8]; 8] =
                        [b"\"", b"<", b"\n\n", b"--", b"=", b"\0", b"]]>", b"\r\n.\r\n"];
                    bytes.splice(at..at, g.choose(&marks).unwrap().iter().copied());
                }
            }
        }
        Self { path, bytes }
    }
}

#[test]
fn no_damage_ends_the_reading_in_a_panic() {
    fn holds(broken: Broken) -> Result<(), String> {
        for outcome in read(&broken.path, &broken.bytes) {
            let said = match outcome {
                Ok(source) => source.metadata.title.clone().unwrap_or_default() + &text(&source),
                Err(error) => error.to_string(),
            };
            if said.trim().is_empty() {
                let file = String::from_utf8_lossy(&broken.bytes);
                return Err(format!("nothing said of {}:\n{file}", broken.path.display()));
            }
        }
        Ok(())
    }
    // The same inputs each time: what passes once passes always.
    let inputs = Gen::from_size_and_seed(100, 2026);
    QuickCheck::new()
        .rng(inputs)
        .tests(TRIES)
        .quickcheck(holds as fn(Broken) -> Result<(), String>);
}

/// Files that are made to take long: they end, and soon.
#[test]
fn crafted_files_are_read_in_linear_time() {
    let head = "From: a@b.example\nMIME-Version: 1.0\n";
    let n = 40_000;
    let crafted: [(&str, String); 12] = [
        (
            "a.eml",
            format!("{head}Content-Type: multipart/mixed; boundary=x\n\n{}", "--x\n\n".repeat(n)),
        ),
        ("b.eml", format!("{head}Subject: {}\n\nx", "=?utf-8?q?=41?= ".repeat(n))),
        ("c.eml", format!("{head}To: {}\n\nx", "(".repeat(n * 5))),
        ("d.eml", format!("{head}Content-Type: text/plain; {}\n\nx", "a*0*=x; ".repeat(n))),
        ("e.eml", format!("{head}\n{}", "> On 2026 a wrote:\n\n".repeat(n))),
        ("f.mbox", format!("{head}From a 09:00 2026\nSubject: x\n\n").repeat(n / 10)),
        ("g.xml", format!("<rss><channel><item>{}", "<title>x".repeat(n))),
        ("h.xml", format!("<rss><channel>{}", "<item><p></item>".repeat(n))),
        ("i.json", format!("[{}", "{\"text\": \"x\", \"a\": [".repeat(n))),
        ("j.csv", format!("title,text\n{}", "a,\"b\n".repeat(n))),
        ("k.csv", format!("title,text\n{}", "\"".repeat(n * 5))),
        (
            "l.html",
            format!(
                "{head}Content-Type: text/html\n\n{}",
                "<b><div style='display:none'>x".repeat(n)
            ),
        ),
    ];
    for (name, file) in crafted {
        let start = std::time::Instant::now();
        let _ = read(Path::new(name), file.as_bytes());
        let took = start.elapsed();
        println!("{name}: {took:?}");
        assert!(took.as_secs() < 20, "{name} took {took:?}");
    }
}

fn read(path: &Path, bytes: &[u8]) -> Vec<Result<SourceDocument, IngestError>> {
    let name = path.file_name().unwrap().to_str().unwrap();
    samples::entries(name, bytes).into_iter().map(|entry| entry.outcome).collect()
}

/// An article in the form of the expected texts.
fn shown(outcome: &Result<SourceDocument, IngestError>) -> String {
    match outcome {
        Ok(source) => {
            let SourceMetadata { title, bylines, outlet, published, .. } = &source.metadata;
            let of = |fact: &Option<String>| fact.clone().unwrap_or_default();
            let facts = [of(title), bylines.join(", "), of(outlet), of(published)].join(" | ");
            format!("== {facts}\n{}\n\n", text(source))
        }
        Err(error) => format!("== ! {error}\n\n"),
    }
}

fn text(source: &SourceDocument) -> String {
    match &source.body {
        // What of a page is the article is told by cleaning.
        Body::Page(_) => {
            let cleaned = clean::clean(&Resources::new(), source, true);
            let blocks = cleaned.blocks.iter().filter(|block| block.kind != BlockKind::Title);
            blocks.map(|b| b.span.of(&cleaned.text)).collect::<Vec<_>>().join("\n")
        }
        body => body.texts().join("\n"),
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| *word != "•").collect()
}

/// Words that both have, each as often as it stands in both.
fn n_shared(a: &[&str], b: &[&str]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    a.iter().for_each(|word| *counts.entry(word).or_default() += 1);
    let mut n = 0;
    for word in b {
        if let Some(left) = counts.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            n += 1;
        }
    }
    n
}

fn difference(expected: &[&str], found: &[&str]) -> String {
    let diff = similar::TextDiff::from_slices(expected, found);
    let odd = diff.iter_all_changes().filter(|c| c.tag() != similar::ChangeTag::Equal);
    odd.take(40).map(|c| format!("{}{}", c.tag(), c.value())).collect::<Vec<_>>().join(" ")
}
