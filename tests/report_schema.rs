//! The border: the report's JSON Schema is what the types give, reports keep to it, and reading is
//! as strict and as lenient as the format promises.
//!
//! `report.schema.json` is renewed with `NUTGRAF_UPDATE_GOLDENS=1`. A renewal that removes or
//! renames a field is a major step of `SCHEMA_VERSION`, one that adds a field a minor step.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::sync::LazyLock;

use common::{Goldens, case_article, corpus, root};
use nutgraf::engine::Resources;
use nutgraf::report::{self, ReadError, Report, SCHEMA_VERSION};
use serde_json::{Value, json};

/// A report of the whole corpus, with a failure.
static REPORT: LazyLock<Report> = LazyLock::new(|| {
    let resources = Resources::new();
    let articles = corpus().iter().map(|case| case_article(&resources, case)).collect();
    let failure = report::Failure {
        file: report::FailedFile::at("papers/scan.pdf", Some(1234)),
        reason: "it holds pictures of pages and no text".to_owned(),
    };
    report::assemble(&resources, articles, vec![failure], Vec::new())
});

fn value() -> Value {
    serde_json::to_value(&*REPORT).unwrap()
}

fn read(value: &Value) -> Result<Report, ReadError> {
    report::read(&serde_json::to_vec(value).unwrap())
}

#[test]
fn the_schema_is_made_from_the_types() {
    let mut goldens = Goldens::default();
    let schema = serde_json::to_string_pretty(&report::schema()).unwrap() + "\n";
    goldens.check(&root().join("tests/report.schema.json"), &schema);
    goldens.finish();
}

#[test]
fn the_schema_is_a_schema_of_2020_12() {
    let schema = report::schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::validator_for(&schema).expect("the schema is a schema");
}

#[test]
fn reports_keep_to_the_schema() {
    let validator = jsonschema::validator_for(&report::schema()).unwrap();
    let value = value();
    let faults: Vec<String> =
        validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let validator = jsonschema::validator_for(&report::schema()).unwrap();
    assert!(!validator.is_valid(&json!({})));
    let mut value = value();
    value["articles"][0]["blocks"][0]["kind"] = json!("poem");
    assert!(!validator.is_valid(&value));
}

#[test]
fn nothing_is_lost_between_json_and_types() {
    let typed: Report = serde_json::from_value(value()).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), value());
}

#[test]
fn fields_come_in_the_order_of_the_contract() {
    let json = String::from_utf8(report::to_json(&*REPORT)).unwrap();
    assert!(json.starts_with("{\"schema_version\":\"1."), "{}", &json[..60]);
    assert!(json.ends_with("}\n") && !json.ends_with("\n\n"));
    let fields = ["schema_version", "generator", "articles", "failures", "comparison", "edits"];
    let mut at = 0;
    for field in fields {
        let found = json[at..].find(&format!("\"{field}\":"));
        at += found.unwrap_or_else(|| panic!("{field} is missing or out of order"));
    }
}

#[test]
fn a_report_of_an_unknown_major_version_is_refused_with_both_versions() {
    for version in ["2.0", "0.9", "10.0", "", "two"] {
        let mut value = value();
        value["schema_version"] = json!(version);
        let error = read(&value).unwrap_err();
        assert!(matches!(error, ReadError::Version { .. }), "{version:?}: {error}");
        let message = error.to_string();
        assert!(message.contains(version) && message.contains(SCHEMA_VERSION), "{message}");
    }
}

#[test]
fn the_version_is_looked_at_before_the_shape() {
    let error = report::read(br#"{"schema_version": "9.0", "papers": []}"#).unwrap_err();
    assert!(matches!(error, ReadError::Version { .. }), "{error}");
}

#[test]
fn a_report_of_a_later_minor_version_is_read() {
    let mut value = value();
    value["schema_version"] = json!("1.99");
    let report = read(&value).unwrap();
    assert_eq!(report.articles, REPORT.articles);
}

#[test]
fn unknown_fields_are_passed_over() {
    let mut value = value();
    add_field_everywhere(&mut value);
    let report = read(&value).unwrap();
    assert_eq!(report.articles, REPORT.articles);
    assert_eq!(report.comparison, REPORT.comparison);
}

/// Adds a field to every object but the map of models, whose keys are names.
fn add_field_everywhere(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(add_field_everywhere),
        Value::Object(fields) => {
            for (_, item) in fields.iter_mut().filter(|(name, _)| *name != "models") {
                add_field_everywhere(item);
            }
            fields.insert("from_the_future".to_owned(), json!({"a": [1]}));
        }
        _ => {}
    }
}

#[test]
fn what_is_no_report_is_refused_as_malformed() {
    for bytes in
        ["", "null", "[]", "{}", "{\"schema_version\":1}", "{\"schema_version\":\"1.0\"}", "\u{0}"]
    {
        let error = report::read(bytes.as_bytes()).unwrap_err();
        assert!(matches!(error, ReadError::Malformed(_)), "{bytes:?}: {error}");
    }
}

#[test]
fn words_that_do_not_stand_where_the_report_says_are_refused() {
    let damages: [fn(&mut Value); 5] = [
        |a| a["sentences"][1]["exact"] = json!("Something else."),
        |a| a["sentences"][1]["end"] = json!(1_000_000),
        |a| a["blocks"][0]["start"] = json!(u32::MAX),
        |a| {
            let (start, end) = (a["blocks"][0]["start"].clone(), a["blocks"][0]["end"].clone());
            a["blocks"][0]["start"] = end;
            a["blocks"][0]["end"] = start;
        },
        |a| a["text"] = json!("A text of its own."),
    ];
    for (i, damage) in damages.iter().enumerate() {
        let mut value = value();
        damage(&mut value["articles"][0]);
        let read = read(&value);
        assert!(matches!(read, Err(ReadError::Span { .. })), "damage {i}: {:?}", read.map(|_| ()));
    }
}

#[test]
fn names_of_what_is_not_there_are_refused() {
    let with_claims = value()["articles"]
        .as_array()
        .unwrap()
        .iter()
        .position(|a| !a["claims"].as_array().unwrap().is_empty())
        .expect("the corpus holds claims");
    let damages: [fn(&mut Value); 5] = [
        |a| a["claims"][0]["parent"] = json!("c999"),
        |a| a["claims"][0]["source"]["entity"] = json!("e999"),
        |a| a["claims"][0]["quantities"] = json!([999]),
        |a| a["claims"][0]["times"] = json!([999]),
        |a| a["summary"]["ranking"][0]["sentence"] = json!(999),
    ];
    for (i, damage) in damages.iter().enumerate() {
        let mut value = value();
        damage(&mut value["articles"][with_claims]);
        let read = read(&value);
        assert!(
            matches!(read, Err(ReadError::Reference { .. })),
            "damage {i}: {:?}",
            read.map(|_| ())
        );
    }
}

/// A report of two articles with equal words, and a claim that a person added to the first.
fn with_an_added_claim() -> Value {
    let resources = Resources::new();
    let articles: Vec<_> = REPORT.articles.iter().take(2).cloned().collect();
    let words = articles[0].sentences[0].span.clone();
    let target = report::EditTarget { article: articles[0].id.clone(), spans: vec![words] };
    let add = report::Edit {
        id: "x1".to_owned(),
        op: report::EditOp::AddClaim,
        target,
        before: Value::Null,
        after: json!({"source": {"name": "Ada Stone", "spans": []}}),
    };
    let report = report::assemble(&resources, articles, Vec::new(), vec![add]);
    serde_json::to_value(&report).unwrap()
}

#[test]
fn a_comparison_may_name_a_claim_that_a_person_added() {
    let value = with_an_added_claim();
    let speakers = value["comparison"]["speakers"].to_string();
    assert!(speakers.contains("\"p1\""), "{speakers}");
    assert_eq!(serde_json::to_value(read(&value).unwrap()).unwrap(), value);
    let mut value = value;
    value["edits"] = json!([]);
    assert!(matches!(read(&value), Err(ReadError::Reference { .. })));
}

#[test]
fn what_is_no_edit_is_left_out_and_the_rest_is_read() {
    let mut value = with_an_added_claim();
    let odd = [
        json!(null),
        json!("delete everything"),
        json!({"id": "x2", "op": "turn_into_poem", "target": {"article": "a", "spans": []},
            "before": null, "after": null}),
        json!({"id": "x3", "op": "delete_claim", "target": {"article": 7, "spans": 9},
            "before": null, "after": null}),
    ];
    value["edits"].as_array_mut().unwrap().extend(odd);
    let report = read(&value).unwrap();
    assert_eq!(report.edits.len(), 1);
    value["edits"] = json!({"x1": 3});
    assert!(matches!(read(&value), Err(ReadError::Malformed(_))));
}

#[test]
fn what_a_person_did_stands_in_the_edits_alone() {
    let mut value = value();
    let claims = value["articles"].as_array_mut().unwrap().iter_mut();
    for article in claims {
        for claim in article["claims"].as_array_mut().unwrap() {
            claim["person"] =
                json!({"edits": ["x1"], "added": true, "mark": "checked", "note": "x"});
        }
    }
    assert_eq!(read(&value).unwrap().articles, REPORT.articles);
}
