//! The other forms of a report: CSV, Markdown, HTML, annotations, schema.

use std::fs;

use nutgraf::report;
use serde_json::json;

use super::common::root;
use super::process::*;

#[test]
fn prints_the_schema() {
    let run = nutgraf(root(), &["schema"]).succeeded();
    assert_eq!(run.json(), report::schema());
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
