//! The command line, run as a process: what it reads, prints, names on standard error, and its
//! exit codes, as the format's contract has them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::HashSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use common::{corpus, root};
use nutgraf::engine::Resources;
use nutgraf::report::{self, Report};
use serde_json::{Value, json};

const STORY: &str = "The bridge will open in May, Mayor Ada Stone said on Tuesday.\n\n\
    \"We have waited for nine years,\" Stone told reporters. She thanked the 40 engineers.\n";

/// What a run left behind.
struct Run {
    code: i32,
    out: Vec<u8>,
    err: String,
}

impl Run {
    fn text(&self) -> String {
        String::from_utf8(self.out.clone()).expect("output is UTF-8")
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.out)
            .unwrap_or_else(|e| panic!("{e}\n{}\n{}", self.text(), self.err))
    }

    fn report(&self) -> Report {
        report::read(&self.out).unwrap_or_else(|e| panic!("{e}\n{}\n{}", self.text(), self.err))
    }

    /// The lines of NDJSON.
    fn lines(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn succeeded(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.err);
        self
    }
}

fn nutgraf(folder: &Path, args: &[&str]) -> Run {
    nutgraf_reading(folder, args, b"")
}

fn nutgraf_reading(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that does not read its input closes it early: no fault.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Run {
        code: output.status.code().expect("it was not killed"),
        out: output.stdout,
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with files, which goes when it is dropped.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn story() -> tempfile::TempDir {
    folder(&[("bridge.txt", STORY.as_bytes())])
}

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
fn writes_to_a_file() {
    let folder = story();
    let run = nutgraf(folder.path(), &["analyze", "--out", "r.json", "bridge.txt"]).succeeded();
    assert!(run.out.is_empty());
    let bytes = fs::read(folder.path().join("r.json")).unwrap();
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
fn prints_the_schema() {
    let run = nutgraf(root(), &["schema"]).succeeded();
    assert_eq!(run.json(), report::schema());
}

#[test]
fn ndjson_keeps_order_and_ids_and_answers_bad_lines_in_their_place() {
    let lines = [
        json!({"id": "z", "title": "Bridge", "text": STORY, "unknown": [1]}).to_string(),
        "{not json".to_owned(),
        json!({"text": "No id, she said."}).to_string(),
        json!({"id": "z", "text": "Again, he said."}).to_string(),
        json!({"id": "a", "title": "no text"}).to_string(),
        json!({"id": "b", "html": "<article><p>A page, they said on Monday.</p></article>"})
            .to_string(),
    ];
    let input = lines.join("\n");
    let run = nutgraf_reading(
        root(),
        &["analyze", "--input", "ndjson", "--format", "ndjson", "--jobs", "3", "-"],
        input.as_bytes(),
    );
    assert_eq!(run.code, 1, "{}", run.err);
    let lines = run.lines();
    let ids: Vec<&str> = lines.iter().map(|l| l["id"].as_str().unwrap_or("?")).collect();
    assert_eq!(ids, ["z", "2", "3", "z", "a", "b"]);
    for (i, line) in lines.iter().enumerate() {
        let bad = [1, 3, 4].contains(&i);
        assert_eq!(line.get("failure").is_some(), bad, "{line}");
        if bad {
            assert_eq!(line["failure"]["line"], json!(i + 1), "{line}");
            assert!(!line["failure"]["reason"].as_str().unwrap().is_empty(), "{line}");
        }
    }
    assert!(lines[0]["text"].as_str().unwrap().starts_with("Bridge\n\n"), "{}", lines[0]);
    assert_eq!(lines[0]["metadata"]["title"], "Bridge");
}

#[test]
fn ndjson_fields_become_metadata() {
    let line = json!({
        "id": "one", "title": "Bridge opens", "published": "2026-03-31", "outlet": "The Post",
        "byline": "Ada Lind", "url": "https://post.example/1", "text": STORY,
    });
    let args = ["analyze", "--input", "ndjson", "--format", "ndjson", "-"];
    let run = nutgraf_reading(root(), &args, line.to_string().as_bytes()).succeeded();
    let metadata = &run.lines()[0]["metadata"];
    assert_eq!(metadata["title"], "Bridge opens");
    assert_eq!(metadata["published"], "2026-03-31");
    assert_eq!(metadata["outlet"], "The Post");
    assert_eq!(metadata["bylines"], json!(["Ada Lind"]));
    assert_eq!(metadata["url"], "https://post.example/1");
}

#[test]
fn ndjson_text_is_left_alone_when_cleaning_is_off() {
    let text = " Two  spaces,\r\nhe said. ";
    let line = json!({"title": "Outside", "text": text}).to_string();
    let args = ["analyze", "--input", "ndjson", "--format", "ndjson", "--clean", "off", "-"];
    let run = nutgraf_reading(root(), &args, line.as_bytes()).succeeded();
    assert_eq!(run.lines()[0]["text"], text);
    assert_eq!(run.lines()[0]["metadata"]["title"], "Outside");
}

#[test]
fn ndjson_from_many_lines_comes_in_their_order() {
    let lines: Vec<String> = (0..60)
        .map(|i| json!({"text": format!("{STORY} {}", "Number, he said. ".repeat(i % 7 * 9))}))
        .map(|line| line.to_string())
        .collect();
    let args = ["analyze", "--input", "ndjson", "--format", "ndjson", "--jobs", "4", "-"];
    let run = nutgraf_reading(root(), &args, lines.join("\n").as_bytes()).succeeded();
    let ids: Vec<String> =
        run.lines().iter().map(|l| l["id"].as_str().unwrap().to_owned()).collect();
    let expected: Vec<String> = (1..=60).map(|i| i.to_string()).collect();
    assert_eq!(ids, expected);
}

#[test]
fn files_as_ndjson_are_one_article_a_line() {
    let folder = folder(&[("a.txt", b"Al said yes.\n"), ("b.txt", STORY.as_bytes())]);
    let args = ["analyze", "--format", "ndjson", "b.txt", "a.txt"];
    let run = nutgraf(folder.path(), &args).succeeded();
    let names: Vec<Value> = run.lines().iter().map(|l| l["file"]["name"].clone()).collect();
    assert_eq!(names, [json!("b.txt"), json!("a.txt")]);
}

#[test]
fn csv_has_a_row_for_every_claim() {
    let folder = story();
    let report = nutgraf(folder.path(), &["analyze", "bridge.txt"]).succeeded().report();
    let run = nutgraf(folder.path(), &["analyze", "--format", "csv", "bridge.txt"]).succeeded();
    let text = run.text();
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let n_columns = rows.headers().unwrap().len();
    let records: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), report.articles[0].claims.len());
    assert!(records.iter().all(|r| r.len() == n_columns));
    assert!(text.contains("Ada Stone"), "{text}");
}

#[test]
fn csv_cells_are_no_formulas() {
    let text = "=cmd|'/C calc'!A0 and +1, Mayor Ada Stone said.\n\n\"=1+1\" is right, she said.\n";
    let folder = folder(&[("=evil.txt", text.as_bytes())]);
    let run = nutgraf(folder.path(), &["analyze", "--format", "csv", "./=evil.txt"]).succeeded();
    let text = run.text();
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for record in rows.records().map(Result::unwrap) {
        for cell in &record {
            assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{cell:?}");
        }
    }
}

#[test]
fn markdown_and_html_are_for_reading() {
    let folder = folder(&[("bridge.txt", STORY.replace("nine", "<b>nine</b>").as_bytes())]);
    let markdown =
        nutgraf(folder.path(), &["analyze", "--format", "markdown", "bridge.txt"]).succeeded();
    assert!(markdown.text().contains("Ada Stone"), "{}", markdown.text());
    let html = nutgraf(folder.path(), &["analyze", "--format", "html", "bridge.txt"]).succeeded();
    let html = html.text();
    assert!(html.trim_start().to_lowercase().starts_with("<!doctype html>"), "{html}");
    assert!(html.contains("Ada Stone"), "{html}");
    assert!(!html.contains("<b>nine</b>"), "markup of the article is live in the page");
    assert!(!html.contains("<script"), "{html}");
}

#[test]
fn annotations_point_into_the_text() {
    let folder = story();
    let report = nutgraf(folder.path(), &["analyze", "bridge.txt"]).succeeded().report();
    let run =
        nutgraf(folder.path(), &["analyze", "--format", "annotations", "bridge.txt"]).succeeded();
    let json = run.json().to_string();
    assert!(json.contains("http://www.w3.org/ns/anno.jsonld"), "{json}");
    assert!(json.contains("TextPositionSelector"), "{json}");
    let exact = &report.articles[0].claims[0].content[0].exact;
    assert!(json.contains(&serde_json::to_string(exact).unwrap()), "{json}");
}

#[test]
fn renders_a_report_as_analyze_would_have() {
    let folder = story();
    nutgraf(folder.path(), &["analyze", "--out", "r.json", "bridge.txt"]).succeeded();
    for format in ["json", "ndjson", "csv", "markdown", "html", "annotations"] {
        let rendered =
            nutgraf(folder.path(), &["render", "r.json", "--format", format]).succeeded();
        let analyzed =
            nutgraf(folder.path(), &["analyze", "--format", format, "bridge.txt"]).succeeded();
        assert_eq!(rendered.text(), analyzed.text(), "{format}");
    }
}

#[test]
fn rendering_applies_the_edits() {
    let folder = story();
    let run = nutgraf(folder.path(), &["analyze", "bridge.txt"]).succeeded();
    let mut report = run.json();
    let id = report["articles"][0]["id"].clone();
    report["edits"] = json!([{
        "id": "x1", "op": "set_metadata", "target": {"article": id, "spans": []},
        "before": {"outlet": null}, "after": {"outlet": "The Edited Post"},
    }]);
    fs::write(folder.path().join("r.json"), report.to_string()).unwrap();
    let run = nutgraf(folder.path(), &["render", "r.json", "--format", "markdown"]).succeeded();
    assert!(run.text().contains("The Edited Post"), "{}", run.text());
}

#[test]
fn refuses_a_report_of_another_major_version() {
    let folder = folder(&[("r.json", br#"{"schema_version": "7.0"}"#)]);
    let run = nutgraf(folder.path(), &["render", "r.json"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("7.0"), "{}", run.err);
}

#[test]
fn several_files_are_compared() {
    let examples = root().join("src/app/examples");
    let run = nutgraf(&examples, &["analyze", "."]).succeeded();
    let report = run.report();
    assert_eq!(report.articles.len(), 3);
    assert!(report.comparison.is_some());
}

#[test]
fn parses_text_into_sentences_and_tokens() {
    let folder = story();
    let run = nutgraf(folder.path(), &["parse", "bridge.txt"]).succeeded();
    let text = run.text();
    let words: Vec<&str> = text
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(|l| {
            assert_eq!(l.split('\t').count(), 10, "{l}");
            l.split('\t').nth(1).unwrap()
        })
        .collect();
    assert!(words.contains(&"Ada") && words.contains(&"Stone"), "{words:?}");
    assert!(text.contains("# text = "), "{text}");
}
