//! JSON-LD of a web page: what the publisher tells search engines of the article (schema.org).
//!
//! Every shape that is met: one object, a list, `@graph`, objects in objects; authors as text, as
//! object, as a list of either, or as a reference to another object by `@id`. Pages tell of other
//! articles too: of those that they lead to, and of the entries of a live blog. Of several the one
//! that the page's own title, headings or address name counts, then one that is in no list, then the
//! one with the longest body, then the first.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::html_metadata::squeeze;

/// What is said of the article; empty where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    /// The page's title, heading or address says that this is its article.
    pub(super) is_shown: bool,
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
    /// It, or a part of it, is for subscribers.
    pub(super) is_paid: bool,
}

/// Objects that are read on one page.
const MOST_OBJECTS: usize = 5_000;

/// Authors that are read.
const MOST_AUTHORS: usize = 20;

/// What the page itself says, by which its own article is known.
#[derive(Clone, Copy, Default)]
pub(super) struct Shown<'a> {
    pub(super) url: Option<&'a str>,
    /// What `<title>` says.
    pub(super) title: &'a str,
    pub(super) headings: &'a [String],
}

impl Shown<'_> {
    /// The page names `article` by its address or its headline.
    fn names(&self, article: &Map<String, Value>) -> bool {
        let bare = |url: &str| {
            let url = url.split(['#', '?']).next().unwrap_or(url).trim_end_matches('/');
            url.rsplit("://").next().unwrap_or(url).to_owned()
        };
        let has_url = |own: &str| address(article).is_some_and(|url| bare(&url) == bare(own));
        let headline = ["headline", "name"].iter().find_map(|name| text(article, name));
        let headline = headline.map(squeeze).filter(|headline| headline.contains(' '));
        let has_headline = |headline: &String| {
            self.title.contains(headline.as_str()) || self.headings.contains(headline)
        };
        self.url.is_some_and(has_url) || headline.as_ref().is_some_and(has_headline)
    }
}

/// Fields whose articles are others than the page's, or its parts.
const OF_OTHERS: [&str; 9] = [
    "itemListElement",
    "liveBlogUpdate",
    "hasPart",
    "isPartOf",
    "isBasedOn",
    "citation",
    "mentions",
    "comment",
    "review",
];

/// Reads the scripts of type `application/ld+json` of one page.
pub(super) fn read<'a>(scripts: impl Iterator<Item = &'a str>, shown: Shown<'_>) -> LinkedData {
    let values: Vec<Value> = scripts.filter_map(parse).collect();
    let mut objects: Vec<(&Map<String, Value>, bool)> = Vec::new();
    let mut open: Vec<(&Value, bool)> = values.iter().rev().map(|value| (value, true)).collect();
    while let Some((value, is_own)) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev().map(|item| (item, is_own))),
            Value::Object(object) if objects.len() < MOST_OBJECTS => {
                objects.push((object, is_own));
                let is_of_others = |name: &str| OF_OTHERS.contains(&name);
                open.extend(object.iter().map(|(name, v)| (v, is_own && !is_of_others(name))));
            }
            _ => {}
        }
    }
    let named = objects.iter().filter(|(object, _)| object.len() > 1);
    let mut by_id = Objects::new();
    by_id.extend(named.filter_map(|(object, _)| Some((object.get("@id")?.as_str()?, *object))));
    let rank = |(object, is_own): &(&Map<String, Value>, bool)| {
        let n_bytes = text(object, "articleBody").map_or(0, str::len);
        (shown.names(object), *is_own, n_bytes)
    };
    let articles = objects.iter().copied().filter(|(object, _)| is_article(object));
    // Of equals, `max_by_key` takes the last.
    let article = articles.rev().max_by_key(rank);
    let Some((article, _)) = article else { return LinkedData::default() };
    LinkedData { is_shown: shown.names(article), ..of_article(article, &by_id) }
}

/// Where the article stands.
fn address(article: &Map<String, Value>) -> Option<String> {
    let stated = text(article, "url").map(squeeze).filter(|url| !url.is_empty());
    stated.or_else(|| match article.get("mainEntityOfPage")? {
        Value::String(url) => Some(url.clone()),
        Value::Object(page) => text(page, "@id").or_else(|| text(page, "url")).map(str::to_owned),
        _ => None,
    })
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
    LinkedData {
        is_shown: false,
        headline: line("headline").or_else(|| line("name")),
        subtitle: line("alternativeHeadline"),
        description: line("description"),
        authors,
        published: line("datePublished").or_else(|| line("dateCreated")),
        updated: line("dateModified"),
        publisher: publishers.into_iter().next(),
        url: address(article).filter(|url| url.starts_with("http")),
        language: line("inLanguage"),
        body: text(article, "articleBody").map(str::to_owned).or_else(|| updates(article)),
        is_paid: is_paid(article),
    }
}

fn is_paid(article: &Map<String, Value>) -> bool {
    match article.get("isAccessibleForFree") {
        Some(Value::Bool(is_free)) => !is_free,
        Some(Value::String(word)) => word.eq_ignore_ascii_case("false"),
        _ => false,
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
        read([script].into_iter(), Shown::default())
    }

    #[test]
    fn reads_an_article_in_a_graph() {
        let found = of(r##"{"@context":"https://schema.org","@graph":[
            {"@type":"Person","@id":"#jd","name":"Jane Doe"},
            {"@type":"WebSite","name":"Daily Pail"},
            {"@type":["NewsArticle"],"headline":"A bridge  opens","author":[{"@id":"#jd"},"John Roe",{"name":["Ana Poe"]}],
             "datePublished":"2024-03-03T14:05:00Z","dateModified":"2024-03-04","publisher":{"@type":"Organization","name":"Daily Pail"},
             "mainEntityOfPage":{"@id":"https://pail.example/bridge"},"inLanguage":"en","isAccessibleForFree":"False","articleBody":"It opened.
It stands."}]}"##);
        assert_eq!(found.headline.as_deref(), Some("A bridge opens"));
        assert_eq!(found.authors, ["Jane Doe", "John Roe", "Ana Poe"]);
        assert_eq!(found.published.as_deref(), Some("2024-03-03T14:05:00Z"));
        assert_eq!(found.updated.as_deref(), Some("2024-03-04"));
        assert_eq!(found.publisher.as_deref(), Some("Daily Pail"));
        assert_eq!(found.url.as_deref(), Some("https://pail.example/bridge"));
        assert_eq!(found.body.as_deref(), Some("It opened. It stands."));
        assert!(found.is_paid);
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
    fn takes_the_article_that_the_page_shows() {
        let script = r#"{"@graph":[{"@type":"ItemList","itemListElement":[
            {"@type":"NewsArticle","headline":"Trams stand still","author":"Tom Pell","articleBody":"They stood."}]},
            {"@type":"NewsArticle","headline":"A mill is sold","author":"Greta Vance","url":"https://pail.example/mill"},
            {"@type":"NewsArticle","headline":"A bridge opens","author":"Jane Doe",
             "mainEntityOfPage":{"@id":"http://pail.example/bridge/"}}]}"#;
        let read = |shown: Shown<'_>| read([script].into_iter(), shown).authors;
        assert_eq!(
            read(Shown { title: "A bridge opens | Daily Pail", ..Shown::default() }),
            ["Jane Doe"]
        );
        let url = Some("https://pail.example/bridge?from=mail");
        assert_eq!(read(Shown { url, ..Shown::default() }), ["Jane Doe"]);
        let headings = ["A mill is sold".to_owned()];
        assert_eq!(read(Shown { headings: &headings, ..Shown::default() }), ["Greta Vance"]);
        assert_eq!(read(Shown::default()), ["Greta Vance"]);
    }

    #[test]
    fn takes_a_live_blog_and_no_entry_of_it() {
        let found = of(
            r#"{"@type":"LiveBlogPosting","headline":"The bridge opens: live","author":{"name":"Jane Doe"},
            "liveBlogUpdate":[{"@type":"BlogPosting","headline":"14:05","author":"Tom Pell","articleBody":"It opened."}]}"#,
        );
        assert_eq!(found.authors, ["Jane Doe"]);
        assert_eq!(found.body.as_deref(), Some("14:05\n\nIt opened.\n\n"));
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
