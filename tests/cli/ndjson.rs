//! Lines of JSON in, lines of JSON out.

use serde_json::{Value, json};

use super::common::root;
use super::process::*;

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
