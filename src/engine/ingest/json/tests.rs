//! JSON texts through [`super::each`] and [`super::each_line`].

use super::*;
use crate::engine::ingest::{Entry, Input, Readers, Sink, ingest_each};

#[derive(Default)]
struct All(Vec<Entry>);

impl Sink for All {
    fn take(&mut self, entry: Entry) -> ControlFlow<()> {
        self.0.push(entry);
        ControlFlow::Continue(())
    }
}

/// Title and beginning of every article, and why others failed.
fn read(text: &str) -> Vec<String> {
    let mut all = All::default();
    ingest_each(Input::named("a.json", text.as_bytes()), Readers::default(), &mut all);
    all.0
        .into_iter()
        .map(|entry| match entry.outcome {
            Err(error) => format!("! {error}"),
            Ok(source) => {
                let body = source.body.texts().join("¶");
                format!("{}: {body}", source.metadata.title.unwrap_or_default())
            }
        })
        .collect()
}

#[test]
fn finds_articles_in_many_shapes() {
    let article = r#"{"title": "Bridge", "text": "It opened."}"#;
    let expected = ["Bridge: It opened."];
    for text in [
        article.to_owned(),
        format!("[{article}]"),
        format!(r#"{{"status": "ok", "articles": [{article}]}}"#),
        format!(r#"{{"response": {{"results": [{article}]}}}}"#),
        format!(r#"{{"hits": {{"total": 1, "hits": [{{"_id": "1", "_source": {article}}}]}}}}"#),
        format!(r#"{{"data": [{{"type": "x", "attributes": {article}}}]}}"#),
        r#"[{"title": {"rendered": "Bridge"}, "content": {"rendered": "<p>It opened.</p>"}}]"#.to_owned(),
        r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge", "articleBody": "It opened."}"#.to_owned(),
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"title": "Bridge", "content_html": "<p>It opened.</p>"}]}"#.to_owned(),
        r#"{"uri": "http://a", "type": "text", "headline": "Bridge", "body_xhtml": "<p>It opened.</p>"}"#.to_owned(),
        r#"{"headlines": [{"role": "main", "value": "Bridge"}], "bodies": [{"role": "teaser", "value": "x"}, {"role": "main", "value": "<p>It opened.</p>"}]}"#.to_owned(),
    ] {
        assert_eq!(read(&text), expected, "{text}");
    }
}

#[test]
fn goes_on_after_a_bad_line() {
    let lines = "{\"title\":\"A\",\"text\":\"One.\"}\n{\"title\":\"B\",\"text\":\n\n{\"n\":1}\n{\"title\":\"C\",\"text\":\"Three.\"}\n{\"title\":\"D\",\"te";
    let found = read(lines);
    assert_eq!((found[0].as_str(), found[3].as_str()), ("A: One.", "C: Three."));
    assert!(found[1].contains("line 2: EOF"), "{}", found[1]);
    assert!(found[2].contains("line 4 holds no article"), "{}", found[2]);
    assert!(found[4].contains("line 6"), "{}", found[4]);
}

#[test]
fn reads_what_stands_before_a_break() {
    let found = read(r#"[{"title":"A","text":"One."},{"title":"B","te"#);
    assert_eq!(found[0], "A: One.");
    assert!(found[1].contains("after 1 entries"), "{}", found[1]);
    let found = read(r#"{"articles": [{"title":"A","text":"One."},{"title":"B","te"#);
    assert_eq!(found[0], "A: One.");
    assert!(found[1].starts_with("! the JSON could not be read: EOF"), "{}", found[1]);
}

#[test]
fn says_what_it_looked_for() {
    assert!(read(r#"{"a": 1, "b": [1, 2]}"#)[0].contains("looked for text, body"));
    assert!(read(r#"[{"name": "x"}, {"name": "y"}]"#)[0].contains("looked for text, body"));
    let found = read(r#"[{"title": "A", "text": "One."}, {"title": "B"}]"#);
    assert!(found[1].contains("1 of its entries hold no text, number 2 first"), "{}", found[1]);
    let report = r#"{"generator": {"name": "x"}, "schema_version": "1.0", "articles": []}"#;
    assert!(read(report)[0].contains("report of Nutgraf"));
}

#[test]
fn ends_in_bottomless_json() {
    for text in [
        format!("{{\"text\": {}1", "[".repeat(100_000)),
        format!("{{\"text\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("[{}]", "{\"a\":".repeat(100_000)),
        format!("{}1{}", "{\"data\":".repeat(10_000), "}".repeat(10_000)),
    ] {
        assert!(read(&text).iter().all(|found| found.starts_with('!')));
    }
}
