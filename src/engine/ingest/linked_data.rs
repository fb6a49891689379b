//! JSON-LD of a web page: what the publisher tells search engines of the article (schema.org).
//!
//! Every shape that is met: one object, a list, `@graph`, objects in objects; authors as text, as
//! object, as a list of either, or as a reference to another object by `@id`. Of several articles the
//! one with the longest body counts, then the first.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::html_metadata::squeeze;

/// What is said of the article; empty where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    pub(super) headline: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) description: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The article's text; may hold markup.
    pub(super) body: Option<String>,
}

/// Objects that are read on one page.
const MOST_OBJECTS: usize = 5_000;

/// Authors that are read.
const MOST_AUTHORS: usize = 20;

/// Reads the scripts of type `application/ld+json` of one page.
pub(super) fn read<'a>(scripts: impl Iterator<Item = &'a str>) -> LinkedData {
    let values: Vec<Value> = scripts.filter_map(parse).collect();
    let mut objects: Vec<&Map<String, Value>> = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) if objects.len() < MOST_OBJECTS => {
                objects.push(object);
                open.extend(object.values());
            }
            _ => {}
        }
    }
    let by_id: BTreeMap<&str, &Map<String, Value>> = objects
        .iter()
        .filter(|object| object.len() > 1)
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)))
        .collect();
    let body_length =
        |object: &Map<String, Value>| text(object, "articleBody").map_or(0, |b| b.len());
    let articles = objects.iter().copied().filter(|object| is_article(object));
    // Of equals, `max_by_key` takes the last.
    let article = articles.rev().max_by_key(|object| body_length(object));
    article.map(|article| of_article(article, &by_id)).unwrap_or_default()
}

/// Publishers write line breaks into their texts, which JSON forbids, and wrap it in comments.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let script = script.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("//]]>").trim_end_matches("]]>").trim();
    let script = script.trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let plain: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&plain).ok()
    })
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is_one = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        kind.ends_with("Article")
            || kind.ends_with("BlogPosting")
            || matches!(kind, "Report" | "Review" | "CreativeWork" | "ReportageNewsArticle")
    };
    match object.get("@type") {
        Some(Value::String(kind)) => is_one(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_one),
        _ => false,
    }
}

type Objects<'a> = BTreeMap<&'a str, &'a Map<String, Value>>;

fn of_article(article: &Map<String, Value>, by_id: &Objects<'_>) -> LinkedData {
    let line = |name: &str| text(article, name).map(squeeze).filter(|line| !line.is_empty());
    let mut authors = Vec::new();
    for field in ["author", "creator"] {
        if authors.is_empty() {
            article.get(field).into_iter().for_each(|value| names(value, by_id, &mut authors));
        }
    }
    let mut publishers = Vec::new();
    article.get("publisher").into_iter().for_each(|value| names(value, by_id, &mut publishers));
    let url = line("url").or_else(|| match article.get("mainEntityOfPage")? {
        Value::String(url) => Some(url.clone()),
        Value::Object(page) => text(page, "@id").or_else(|| text(page, "url")).map(str::to_owned),
        _ => None,
    });
    LinkedData {
        headline: line("headline").or_else(|| line("name")),
        subtitle: line("alternativeHeadline"),
        description: line("description"),
        authors,
        published: line("datePublished").or_else(|| line("dateCreated")),
        updated: line("dateModified"),
        publisher: publishers.into_iter().next(),
        url: url.filter(|url| url.starts_with("http")),
        language: line("inLanguage"),
        body: text(article, "articleBody").map(str::to_owned).or_else(|| updates(article)),
    }
}

/// The entries of a live blog.
fn updates(article: &Map<String, Value>) -> Option<String> {
    let Value::Array(entries) = article.get("liveBlogUpdate")? else { return None };
    let mut body = String::new();
    for entry in entries.iter().filter_map(Value::as_object) {
        for part in ["headline", "articleBody"].iter().filter_map(|name| text(entry, name)) {
            body.push_str(part);
            body.push_str("\n\n");
        }
    }
    (!body.is_empty()).then_some(body)
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    match object.get(name)? {
        Value::String(text) => Some(text),
        Value::Array(items) => items.iter().find_map(Value::as_str),
        Value::Object(inner) => inner.get("@value").or_else(|| inner.get("name"))?.as_str(),
        _ => None,
    }
}

fn names(value: &Value, by_id: &Objects<'_>, found: &mut Vec<String>) {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    for item in items {
        let name = match item {
            Value::String(name) => Some(name.as_str()),
            Value::Object(object) => text(object, "name").or_else(|| {
                let other = by_id.get(object.get("@id")?.as_str()?)?;
                text(other, "name")
            }),
            _ => None,
        };
        let name = name.map(squeeze).filter(|name| !name.is_empty() && !name.contains("://"));
        if let Some(name) = name.filter(|name| !found.contains(name) && found.len() < MOST_AUTHORS)
        {
            found.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str) -> LinkedData {
        read([script].into_iter())
    }

    #[test]
    fn reads_an_article_in_a_graph() {
        let found = of(r##"{"@context":"https://schema.org","@graph":[
            {"@type":"Person","@id":"#jd","name":"Jane Doe"},
            {"@type":"WebSite","name":"Daily Pail"},
            {"@type":["NewsArticle"],"headline":"A bridge  opens","author":[{"@id":"#jd"},"John Roe",{"name":["Ana Poe"]}],
             "datePublished":"2024-03-03T14:05:00Z","dateModified":"2024-03-04","publisher":{"@type":"Organization","name":"Daily Pail"},
             "mainEntityOfPage":{"@id":"https://pail.example/bridge"},"inLanguage":"en","articleBody":"It opened.
It stands."}]}"##);
        assert_eq!(found.headline.as_deref(), Some("A bridge opens"));
        assert_eq!(found.authors, ["Jane Doe", "John Roe", "Ana Poe"]);
        assert_eq!(found.published.as_deref(), Some("2024-03-03T14:05:00Z"));
        assert_eq!(found.updated.as_deref(), Some("2024-03-04"));
        assert_eq!(found.publisher.as_deref(), Some("Daily Pail"));
        assert_eq!(found.url.as_deref(), Some("https://pail.example/bridge"));
        assert_eq!(found.body.as_deref(), Some("It opened. It stands."));
    }

    #[test]
    fn takes_the_article_with_a_body() {
        let found = of(r#"[{"@type":"Article","headline":"One"},
            {"@type":"LiveBlogPosting","headline":"Two","liveBlogUpdate":[{"headline":"14:05","articleBody":"It opened."}]},
            {"@type":"NewsArticle","headline":"Three","articleBody":"It stands."}]"#);
        assert_eq!(found.headline.as_deref(), Some("Three"));
        let live = of(
            r#"{"@type":"LiveBlogPosting","liveBlogUpdate":[{"headline":"14:05","articleBody":"It opened."}]}"#,
        );
        assert_eq!(live.body.as_deref(), Some("14:05\n\nIt opened.\n\n"));
    }

    #[test]
    fn survives_what_is_no_json() {
        for script in ["", "{", "[[[[", "{\"@type\":\"Article\",\"author\":[[{}]]}", "null"] {
            assert_eq!(of(script).headline, None);
        }
        assert_eq!(of(&"[".repeat(100_000)), LinkedData::default());
        let knot = r#"{"@id":"a","@type":"Article","author":{"@id":"a"}}"#;
        assert_eq!(of(knot).authors, [""; 0]);
    }
}
