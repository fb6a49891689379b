//! The layers hold: who may name whom, and the small rules that a compiler does not know.
//!
//! A table of folders and the words that may not stand in them, and a few rules on every file. It
//! reads the sources as text; words are looked for outside of comments. Plain `std`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folder, or file, below `src/`, and the words that may not stand in it.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "engine",
        &[
            "crate::app",
            "crate::worker",
            "crate::protocol",
            "crate::report",
            "crate::cli",
            "super::super",
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "gloo",
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::thread",
            "std::time",
            "println!",
            "Serialize",
        ],
    ),
    (
        "report",
        &["crate::app", "crate::worker", "crate::protocol", "crate::cli", "leptos", "std::fs"],
    ),
    ("protocol", &["crate::engine", "crate::app", "crate::worker", "crate::cli"]),
    ("worker", &["crate::app", "crate::cli", "leptos", "std::fs"]),
    (
        "pdf",
        &[
            "crate::app",
            "crate::worker",
            "crate::protocol",
            "crate::report",
            "crate::cli",
            "std::fs",
        ],
    ),
    ("cli", &["crate::app", "crate::worker", "crate::protocol", "leptos", "web_sys", "js_sys"]),
    (
        "app",
        &[
            "crate::engine",
            "crate::worker",
            "crate::cli",
            "inner_html",
            "insert_adjacent_html",
            "outer_html",
            "WebSocket",
            "EventSource",
            "RtcPeerConnection",
            "send_beacon",
            "XmlHttpRequest",
            "fetch_with",
            "window.open",
            "open_with_url",
            "js_sys::eval",
        ],
    ),
];

/// The phases of the engine, each of which may name those before it.
const PHASES: &[&str] =
    &["ingest", "clean", "segment", "encode", "tag", "entity", "claim", "summarize", "compare"];

/// Where data may be linked into a binary.
const LINKING: &[&str] = &["engine/lexicon", "engine/model", "app/examples", "app/examples.rs"];

const MAX_CODE_LINES: usize = 400;
const MAX_BIN_LINES: usize = 30;

#[test]
fn layers_do_not_name_what_lies_above_them() {
    let mut faults = Vec::new();
    for source in sources() {
        for (folder, words) in FORBIDDEN {
            if source.is_under(folder) {
                source.find(words, &mut faults);
            }
        }
    }
    report(&faults);
}

#[test]
fn phases_name_earlier_phases_only() {
    let mut faults = Vec::new();
    for source in sources() {
        for (i, phase) in PHASES.iter().enumerate() {
            if source.is_under(&format!("engine/{phase}")) {
                for later in &PHASES[i + 1..] {
                    let words = [format!("engine::{later}"), format!("super::{later}::")];
                    source.find(&[words[0].as_str(), words[1].as_str()], &mut faults);
                }
            }
        }
    }
    report(&faults);
}

#[test]
fn every_file_opens_with_what_it_is() {
    let mut faults = Vec::new();
    for source in sources().into_iter().chain(other_sources()) {
        if !source.text.starts_with("//! ") {
            faults.push(format!("{}: the first line is no module doc", source.path));
        }
    }
    report(&faults);
}

#[test]
fn files_stay_readable_in_one_sitting() {
    let mut faults = Vec::new();
    for source in sources().into_iter().chain(other_sources()) {
        let lines =
            source.code_lines().filter(|(number, _)| *number < source.tests_begin()).count();
        let excused =
            source.text.lines().any(|l| l.starts_with("//!") && l.contains("Long because"));
        if lines > MAX_CODE_LINES && !excused {
            faults.push(format!("{}: {lines} lines of code, and no \"Long because\"", source.path));
        }
        if source.is_under("bin") && source.text.lines().count() > MAX_BIN_LINES {
            faults.push(format!("{}: a binary is under {MAX_BIN_LINES} lines", source.path));
        }
    }
    report(&faults);
}

#[test]
fn nothing_is_left_to_do_in_a_comment() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    let calls = [concat!("to", "do!("), concat!("unimpl", "emented!(")];
    let mut faults = Vec::new();
    for source in sources().into_iter().chain(other_sources()) {
        for mark in marks.iter().chain(&calls) {
            if source.text.contains(mark) {
                faults.push(format!("{}: {mark}", source.path));
            }
        }
    }
    report(&faults);
}

#[test]
fn data_is_linked_in_by_its_loaders_only() {
    let mut faults = Vec::new();
    for source in sources() {
        if !LINKING.iter().any(|folder| source.is_under(folder)) {
            source.find(&["include_str!", "include_bytes!"], &mut faults);
        }
    }
    report(&faults);
}

#[test]
fn every_data_file_is_described_beside_it() {
    let mut faults = Vec::new();
    for folder in ["src/engine/lexicon/data", "models"] {
        let folder = root().join(folder);
        let readme = fs::read_to_string(folder.join("README.md")).unwrap_or_default();
        for path in files_below(&folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name != "README.md" && !readme.contains(&name) {
                faults.push(format!("{}: not in {}/README.md", path.display(), folder.display()));
            }
        }
    }
    report(&faults);
}

#[test]
fn every_integration_test_is_in_the_manifest() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut faults = Vec::new();
    for path in fs::read_dir(root().join("tests")).unwrap().map(|e| e.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".rs") && !manifest.contains(&format!("path = \"tests/{name}\"")) {
            faults.push(format!("tests/{name}: no [[test]] entry, so it never runs"));
        }
    }
    report(&faults);
}

#[test]
fn comments_and_strings_do_not_count_as_code() {
    let source = Source {
        path: "engine/x.rs".to_owned(),
        text: "//! Not std::fs.\nuse a; // nor std::net\n\n/// nor std::env\nlet url = \"a//b\";\n"
            .to_owned(),
    };
    let code: Vec<&str> = source.code_lines().map(|(_, line)| line).collect();
    assert_eq!(code, ["use a;", "let url = \"a//b\";"]);
}

/// A source file.
struct Source {
    /// Path below `src/`, or below the package for those outside of it.
    path: String,
    text: String,
}

impl Source {
    fn is_under(&self, folder: &str) -> bool {
        self.path == folder || self.path.starts_with(&format!("{folder}/"))
    }

    /// Lines with code on them, without the comment that may end them, numbered from 1.
    fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(i, line)| {
                let code = match line.find("//") {
                    Some(at) if line[..at].matches('"').count() % 2 == 0 => &line[..at],
                    _ => line,
                };
                (i + 1, code.trim())
            })
            .filter(|(_, line)| !line.is_empty())
    }

    /// The line on which the tests beneath the code begin.
    fn tests_begin(&self) -> usize {
        let at = self.text.lines().position(|line| line == "#[cfg(test)]");
        at.map_or(usize::MAX, |i| i + 1)
    }

    fn find(&self, words: &[&str], faults: &mut Vec<String>) {
        let tests_begin = self.tests_begin();
        for (number, line) in self.code_lines() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                // In tests beneath the code it is the module's own parent.
                if *word == "super::super" && number > tests_begin {
                    continue;
                }
                faults.push(format!("src/{}:{number}: {word}", self.path));
            }
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Everything below `src/`.
fn sources() -> Vec<Source> {
    rust_files("src", "src/")
}

/// The tests and `xtask`, to which the rules on layers do not apply.
fn other_sources() -> Vec<Source> {
    [rust_files("tests", ""), rust_files("xtask", "")].into_iter().flatten().collect()
}

fn rust_files(folder: &str, prefix: &str) -> Vec<Source> {
    files_below(&root().join(folder))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| {
            let inside = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            Source {
                path: inside.strip_prefix(prefix).unwrap_or(&inside).to_owned(),
                text: fs::read_to_string(&path).unwrap(),
            }
        })
        .collect()
}

/// All files below `folder`, sorted; none if it is not there.
fn files_below(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.map(|e| e.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "node_modules" && name != "target" {
                found.extend(files_below(&path));
            }
        } else {
            found.insert(path);
        }
    }
    found
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
