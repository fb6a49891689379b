//! The other forms of a report: CSV, Markdown, HTML, annotations, schema.

use std::collections::BTreeSet;
use std::fs;

use nutgraf::report;
use serde_json::{Value, json};

use super::common::{corpus, root};
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

/// What the W3C's Web Annotation Data Model asks of an annotation (3.1, 3.2.4, 4.2.4, 4.2.5) and of
/// a page of them (5.2); the faults that are found.
fn faults_of_annotations(page: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ask = |asked: bool, what: &str, value: &Value| {
        if !asked {
            faults.push(format!("{what}: {value}"));
        }
    };
    let is_iri = |value: &Value| {
        let iri = value.as_str().unwrap_or_default();
        let scheme = iri.split(':').next().unwrap_or_default();
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        is_scheme
            && scheme.len() < iri.len()
            && !iri.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c))
    };
    ask(page["@context"] == "http://www.w3.org/ns/anno.jsonld", "context", &page["@context"]);
    ask(is_iri(&page["id"]), "id of the page", &page["id"]);
    ask(page["type"] == "AnnotationPage", "type of the page", &page["type"]);
    let items = page["items"].as_array().cloned().unwrap_or_default();
    ask(!items.is_empty(), "items", &page["items"]);
    let mut ids = BTreeSet::new();
    for item in &items {
        ask(is_iri(&item["id"]) && ids.insert(item["id"].to_string()), "one id each", &item["id"]);
        ask(item["type"] == "Annotation", "type", &item["type"]);
        let motivations = ["describing", "highlighting", "identifying", "commenting"];
        let is_motivation = |value: &Value| motivations.iter().any(|m| value == m);
        ask(is_motivation(&item["motivation"]), "motivation", &item["motivation"]);
        let bodies = item["body"].as_array().cloned().unwrap_or_default();
        for body in &bodies {
            ask(body["type"] == "TextualBody" && body["value"].is_string(), "body", body);
            ask(is_motivation(&body["purpose"]), "purpose", &body["purpose"]);
        }
        let targets = item["target"].as_array().cloned().unwrap_or_default();
        ask(!targets.is_empty(), "one target or more", &item["target"]);
        for target in &targets {
            ask(is_iri(&target["source"]), "source", &target["source"]);
            let selectors = match &target["selector"] {
                Value::Array(selectors) => selectors.clone(),
                selector => vec![selector.clone()],
            };
            for selector in &selectors {
                let number = |name: &str| selector[name].as_u64();
                let text = |name: &str| selector[name].is_string();
                let is_good = match selector["type"].as_str() {
                    Some("TextPositionSelector") => {
                        number("start").zip(number("end")).is_some_and(|(from, to)| from < to)
                    }
                    Some("TextQuoteSelector") => text("exact") && text("prefix") && text("suffix"),
                    _ => false,
                };
                ask(is_good, "selector", selector);
            }
        }
    }
    faults
}

#[test]
fn annotations_keep_to_the_data_model_however_they_are_shared() {
    let hostile = STORY.replace("nine", "<script>nine</script> \u{1F6A2}");
    let folder = folder(&[("bridge.txt", hostile.as_bytes())]);
    for shared in ["whole", "quotes", "hashes"] {
        let args = ["analyze", "--format", "annotations", "--share", shared, "bridge.txt"];
        let page = nutgraf(folder.path(), &args).succeeded().json();
        let faults = faults_of_annotations(&page);
        assert!(faults.is_empty(), "{shared}:\n{}", faults.join("\n"));
        let quotes = page.to_string().contains("TextQuoteSelector");
        assert_eq!(quotes, shared != "hashes", "{shared}: words are quoted where they are shared");
        assert!(page.to_string().contains("TextPositionSelector"));
    }
}

#[test]
fn annotations_quote_what_stands_at_their_position() {
    let folder = story();
    let report = nutgraf(folder.path(), &["analyze", "bridge.txt"]).succeeded().report();
    let args = ["analyze", "--format", "annotations", "bridge.txt"];
    let page = nutgraf(folder.path(), &args).succeeded().json();
    let chars: Vec<char> = report.articles[0].text.chars().collect();
    for target in page["items"].as_array().unwrap().iter().flat_map(|i| i["target"].as_array()) {
        for target in target {
            let (quote, position) = (&target["selector"][0], &target["selector"][1]);
            let at = |name: &str| position[name].as_u64().unwrap() as usize;
            let words = |name: &str| quote[name].as_str().unwrap().to_owned();
            let text = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
            assert_eq!(text(at("start"), at("end")), words("exact"));
            assert!(text(0, at("start")).ends_with(&words("prefix")));
            assert!(text(at("end"), chars.len()).starts_with(&words("suffix")));
        }
    }
}

#[test]
fn the_checks_on_annotations_can_fail() {
    let page = json!({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage",
        "items": [{"id": "no iri", "type": "Note", "target": []}]});
    assert!(faults_of_annotations(&page).len() >= 4);
}

#[test]
fn a_report_is_shared_in_part_and_made_whole_by_the_original() {
    let folder = story();
    let whole = nutgraf(folder.path(), &["analyze", "bridge.txt"]).succeeded().report();
    for shared in ["quotes", "hashes"] {
        let args = ["analyze", "--share", shared, "--out", "part.json", "bridge.txt"];
        nutgraf(folder.path(), &args).succeeded();
        let part = nutgraf(folder.path(), &["render", "part.json", "--format", "json"]);
        let part = part.succeeded().report();
        assert_eq!(part.articles[0].shared.code(), shared);
        assert_ne!(part.articles[0].text, whole.articles[0].text);
        let again = nutgraf(folder.path(), &["analyze", "part.json", "bridge.txt"]).succeeded();
        assert_eq!(again.report().articles, whole.articles);
        let lines = nutgraf(
            folder.path(),
            &["analyze", "--share", shared, "--format", "ndjson", "bridge.txt"],
        );
        assert_eq!(lines.succeeded().json()["shared"], shared);
    }
    let refused = nutgraf(folder.path(), &["analyze", "--share", "some", "bridge.txt"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
}

#[test]
fn confidence_is_said_in_words_in_every_form_for_reading() {
    let folder = story();
    let mut report = nutgraf(folder.path(), &["analyze", "bridge.txt"]).succeeded().json();
    report["articles"][0]["claims"][0]["confidence"] = json!(0.72);
    fs::write(folder.path().join("r.json"), report.to_string()).unwrap();
    for format in ["markdown", "html", "annotations"] {
        let run = nutgraf(folder.path(), &["render", "r.json", "--format", format]).succeeded();
        assert!(run.text().contains("fairly sure (72 %)"), "{format}");
    }
    let run = nutgraf(folder.path(), &["render", "r.json", "--format", "csv"]).succeeded();
    assert!(run.text().contains("0.72,fairly sure"), "{}", run.text());
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

/// Every place of an article's text in its source, and of what was taken out, is of the same words.
#[test]
fn the_source_map_leads_to_the_same_words() {
    let same = |a: char, b: char| a == b || a.is_whitespace() && b.is_whitespace();
    for case in corpus() {
        let folder = folder(&[(&case.path(), &case.bytes)]);
        let source = nutgraf(folder.path(), &["source", &case.path()]).succeeded().text();
        let source: Vec<char> = source.chars().collect();
        let report = nutgraf(folder.path(), &["analyze", &case.path()]).succeeded().report();
        let article = &report.articles[0];
        let text: Vec<char> = article.text.chars().collect();
        for run in &article.source_map {
            let (ours, theirs) = (&text[run.text..], &source[run.source..]);
            let (ours, theirs) = (&ours[..run.length], &theirs[..run.length]);
            assert!(
                ours.iter().zip(theirs).all(|(a, b)| same(*a, *b)),
                "{run:?} of {}",
                case.path()
            );
        }
        let mapped: usize = article.source_map.iter().map(|run| run.length).sum();
        assert!(mapped * 100 >= text.len() * 95, "{mapped} of {} of {}", text.len(), case.path());
        for piece in &article.removed {
            let (start, end) = piece.source.unwrap_or_else(|| panic!("no place: {piece:?}"));
            let words: String = source[start..end].iter().collect();
            let squeezed = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(squeezed(&words), squeezed(&piece.exact));
        }
    }
}
