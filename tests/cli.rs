//! The command line, run as a process: what it reads, prints, names on standard error, and its
//! exit codes, as the format's contract has them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "cli/conllu.rs"]
mod conllu;
#[path = "cli/forms.rs"]
mod forms;
#[path = "cli/ndjson.rs"]
mod ndjson;
#[path = "cli/process.rs"]
mod process;

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use common::{corpus, root};
use nutgraf::engine::Resources;
use nutgraf::report;
use process::*;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    flate2::read::GzEncoder::new(bytes, flate2::Compression::default())
        .read_to_end(&mut packed)
        .unwrap();
    packed
}

#[test]
fn prints_a_report_of_one_file() {
    let folder = story();
    let run = nutgraf(folder.path(), &["analyze", "bridge.txt"]).succeeded();
    let report = run.report();
    assert_eq!(report.articles.len(), 1);
    assert_eq!(report.articles[0].file.name, "bridge.txt");
    assert_eq!(report.articles[0].file.bytes, STORY.len() as u64);
    assert_eq!(report.comparison, None);
    assert!(run.text().ends_with("}\n"));
    assert_eq!(run.out, report::to_json(&report), "it is compact");
}

#[test]
fn prints_the_report_that_the_library_makes() {
    let resources = Resources::new();
    let cases = corpus();
    let paths: Vec<String> = cases.iter().map(common::Case::path).collect();
    let files: Vec<(&str, &[u8])> =
        cases.iter().zip(&paths).map(|(c, p)| (p.as_str(), c.bytes.as_slice())).collect();
    let folder = folder(&files);
    let args: Vec<&str> = ["analyze"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    let run = nutgraf(folder.path(), &args).succeeded();
    let articles = cases.iter().map(|c| common::case_article(&resources, c)).collect();
    let expected = report::assemble(&resources, articles, Vec::new(), Vec::new());
    assert!(run.out == report::to_json(&expected), "the bytes differ from the library's");
}

#[test]
fn the_order_of_files_and_the_number_of_jobs_do_not_change_a_byte() {
    let cases = corpus();
    let names: Vec<String> = (0..cases.len()).map(|i| format!("{i:02}.txt")).collect();
    let mut files: Vec<(&str, &[u8])> =
        cases.iter().zip(&names).map(|(c, n)| (n.as_str(), c.bytes.as_slice())).collect();
    files.push(("copy.txt", &cases[0].bytes));
    let folder = folder(&files);
    let mut args: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let one =
        nutgraf(folder.path(), &[&["analyze", "--jobs", "1"], &args[..]].concat()).succeeded();
    args.reverse();
    let other =
        nutgraf(folder.path(), &[&["analyze", "--jobs", "4"], &args[..]].concat()).succeeded();
    assert!(one.out == other.out, "the bytes differ");
    let ids: HashSet<String> = one.report().articles.into_iter().map(|a| a.id).collect();
    assert_eq!(ids.len(), files.len());
    assert!(ids.iter().any(|id| id.ends_with("-2")), "{ids:?}");
}

#[test]
fn indents_for_people() {
    let folder = story();
    let run = nutgraf(folder.path(), &["analyze", "--pretty", "bridge.txt"]).succeeded();
    assert_eq!(run.out, report::to_json_pretty(&run.report()));
}

#[test]
fn reads_standard_input() {
    let folder = story();
    let run = nutgraf_reading(folder.path(), &["analyze", "-"], STORY.as_bytes()).succeeded();
    let from_file = nutgraf(folder.path(), &["analyze", "bridge.txt"]).succeeded().report();
    assert_eq!(run.report().articles[0].text, from_file.articles[0].text);
    assert_eq!(run.report().articles[0].id, from_file.articles[0].id);
}

#[test]
fn walks_folders_with_paths_that_are_the_same_on_every_machine() {
    let folder = folder(&[
        ("pile/b.txt", b"One said: no.\n"),
        ("pile/deep/a.md", b"# A\n\nTwo said yes.\n"),
    ]);
    let run = nutgraf(folder.path(), &["analyze", "pile"]).succeeded();
    let mut paths: Vec<String> = run.report().articles.into_iter().map(|a| a.file.path).collect();
    paths.sort();
    assert_eq!(paths, ["pile/b.txt", "pile/deep/a.md"]);
    let absolute = folder.path().join("pile");
    let other = nutgraf(Path::new("/"), &["analyze", absolute.to_str().unwrap()]).succeeded();
    assert!(run.out == other.out, "the path of the machine is in the report");
}

#[test]
fn passes_over_a_saved_pages_folder_of_assets() {
    let page = b"<html><body><article><h1>Bridge</h1><p>It opens in May, the mayor said on \
        Tuesday in the town hall.</p></article></body></html>";
    let folder = folder(&[
        ("pile/page.html", page),
        ("pile/page_files/logo.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("pile/page_files/style.css", b"a{}"),
    ]);
    let run = nutgraf(folder.path(), &["analyze", "pile"]).succeeded();
    assert_eq!(run.report().articles.len(), 1);
    assert_eq!(run.report().failures, []);
}

#[test]
fn reads_packed_files() {
    let folder = folder(&[("bridge.txt.gz", &gzip(STORY.as_bytes()))]);
    let run = nutgraf(folder.path(), &["analyze", "bridge.txt.gz"]).succeeded();
    assert!(run.report().articles[0].text.contains("Ada Stone"));
}

#[test]
fn leaves_the_text_alone_when_cleaning_is_off() {
    let text = "Advertisement\r\n\r\n  Two  spaces, he said.\r\nBy A. B.\n\n\n";
    let folder = folder(&[("exact.txt", text.as_bytes())]);
    let run = nutgraf(folder.path(), &["analyze", "--clean", "off", "exact.txt"]).succeeded();
    let article = &run.report().articles[0];
    assert_eq!(article.text, text);
    assert_eq!(article.removed, []);
}

#[test]
fn the_length_of_the_summary_can_be_asked_for() {
    let folder = story();
    let run = nutgraf(folder.path(), &["analyze", "--sentences", "2", "bridge.txt"]).succeeded();
    assert_eq!(run.report().articles[0].summary.default_length, 2);
}

#[test]
fn a_summary_can_have_a_budget_of_words() {
    let folder = story();
    for budget in [1, 20, 40] {
        let args = ["analyze", "--words", &budget.to_string(), "bridge.txt"];
        let report = nutgraf(folder.path(), &args).succeeded().report();
        let article = &report.articles[0];
        let words = |length: usize| report::summary_words(article, length);
        let length = article.summary.default_length;
        assert!(length == 1 || words(length) <= budget, "{length} sentences for {budget}");
        let has_more = length < article.summary.ranking.len();
        assert!(!has_more || words(length + 1) > budget, "{length} sentences for {budget}");
    }
}

#[test]
fn writes_to_a_file() {
    let folder = story();
    let run = nutgraf(folder.path(), &["analyze", "--out", "r.json", "bridge.txt"]).succeeded();
    assert!(run.out.is_empty());
    let bytes = fs::read(folder.path().join("r.json")).unwrap();
    assert_eq!(report::read(&bytes).unwrap().articles.len(), 1);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_not_replaced() {
    let folder = story();
    let link = folder.path().join("r.json");
    std::os::unix::fs::symlink("/dev/stdout", &link).unwrap();
    let run = nutgraf(folder.path(), &["analyze", "--out", "r.json", "bridge.txt"]).succeeded();
    assert_eq!(run.report().articles.len(), 1);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("there.json", &link).unwrap();
    fs::write(folder.path().join("there.json"), "old").unwrap();
    nutgraf(folder.path(), &["analyze", "--out", "r.json", "bridge.txt"]).succeeded();
    let bytes = fs::read(folder.path().join("there.json")).unwrap();
    assert_eq!(report::read(&bytes).unwrap().articles.len(), 1);
}

#[test]
fn says_nothing_of_progress_when_nobody_watches() {
    let folder = story();
    let run = nutgraf(folder.path(), &["analyze", "bridge.txt"]).succeeded();
    assert_eq!(run.err, "");
}

#[test]
fn a_file_that_fails_is_named_and_the_rest_is_there() {
    let folder = folder(&[("bridge.txt", STORY.as_bytes()), ("scan.pdf", b"%PDF-1.4\n%\xe2\xe3")]);
    let run = nutgraf(folder.path(), &["analyze", "bridge.txt", "scan.pdf", "absent.txt"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let report = run.report();
    assert_eq!(report.articles.len(), 1);
    let failed: Vec<&str> = report.failures.iter().map(|f| f.file.path.as_str()).collect();
    assert_eq!(failed, ["absent.txt", "scan.pdf"]);
    for failure in &report.failures {
        assert!(run.err.contains(&failure.file.path), "{}", run.err);
        assert!(!failure.reason.ends_with('.'), "{}", failure.reason);
    }
}

#[test]
fn nothing_readable_is_an_error_of_its_own() {
    let folder = folder(&[("scan.pdf", b"%PDF-1.4\n%\xe2\xe3")]);
    assert_eq!(nutgraf(folder.path(), &["analyze", "scan.pdf"]).code, 2);
    assert_eq!(nutgraf(folder.path(), &["analyze", "absent.txt"]).code, 2);
}

#[test]
fn unusable_arguments_are_named() {
    let folder = story();
    for (args, named) in [
        (&["analyse", "bridge.txt"][..], "analyse"),
        (&["analyze", "--colour", "bridge.txt"], "--colour"),
        (&["analyze", "--format", "yaml", "bridge.txt"], "yaml"),
        (&["analyze", "--clean", "maybe", "bridge.txt"], "maybe"),
        (&["analyze", "--sentences", "many", "bridge.txt"], "many"),
        (&["analyze", "--jobs", "0", "bridge.txt"], "jobs"),
        (&["analyze", "--input", "xml", "bridge.txt"], "xml"),
        (&["analyze"], ""),
        (&["render"], ""),
        (&[], ""),
    ] {
        let run = nutgraf(folder.path(), args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(run.out.is_empty(), "{args:?}");
        assert!(!run.err.is_empty() && run.err.contains(named), "{args:?}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{args:?}: {}", run.err);
    }
}

#[test]
fn explains_itself() {
    let run = nutgraf(root(), &["--help"]).succeeded();
    for word in ["analyze", "render", "schema", "--format"] {
        assert!(run.text().contains(word), "{}", run.text());
    }
    let run = nutgraf(root(), &["--version"]).succeeded();
    assert!(run.text().contains(env!("CARGO_PKG_VERSION")), "{}", run.text());
}

#[test]
fn several_files_are_compared() {
    let examples = root().join("src/app/examples");
    let run = nutgraf(&examples, &["analyze", "."]).succeeded();
    let report = run.report();
    assert_eq!(report.articles.len(), 3);
    assert!(report.comparison.is_some());
}
