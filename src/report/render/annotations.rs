//! W3C Web Annotation Data Model (Recommendation of 23 February 2017), JSON-LD: an annotation a
//! claim, a target a piece of its content.
//!
//! The whole is an AnnotationPage, whose `@context` holds for its items. Each annotation has two
//! textual bodies: who puts the claim forward (`identifying`), and how (`describing`). Each target
//! is a SpecificResource with a TextQuoteSelector, 32 code points of context at either side, by
//! which other tools anchor, and a TextPositionSelector in code points of the article's `text`.
//! The source is the article's address where it states one, else a name made of the file's
//! SHA-256. At an address, where the site's furniture stands around the text, the quote is what
//! anchors. Words that were left out are in no selector.

use serde_json::{Value, json};

use super::outline::{manner, speaker};
use crate::engine::text::sha256;
use crate::report::{Article, Claim, Generator, MASK, Span, holds_mask};

/// Code points of context at either side of a quote.
const CONTEXT: usize = 32;

/// The claims of all articles, as one AnnotationPage. `generator` made the report.
pub(super) fn render(generator: &Generator, articles: &[Article]) -> Value {
    let name = format!("{} {}", generator.name, generator.version);
    let items: Vec<Value> = articles
        .iter()
        .flat_map(|a| {
            let chars: Vec<char> = a.text.chars().collect();
            let quoted = a.claims.iter().filter(|claim| !claim.content.is_empty());
            quoted.map(|c| annotation(&name, a, &chars, c)).collect::<Vec<_>>()
        })
        .collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:nutgraf:page:{}", page_id(articles)),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    })
}

/// Names a page by the articles on it.
fn page_id(articles: &[Article]) -> String {
    let ids: Vec<&str> = articles.iter().map(|a| a.id.as_str()).collect();
    sha256(ids.join(" ").as_bytes()).chars().take(16).collect()
}

fn annotation(generator: &str, article: &Article, chars: &[char], claim: &Claim) -> Value {
    let body = |purpose: &str, value: String| {
        json!({
            "type": "TextualBody",
            "purpose": purpose,
            "value": value,
            "format": "text/plain",
            "language": "en",
        })
    };
    let mut bodies = vec![body("identifying", speaker(claim)), body("describing", manner(claim))];
    if let Some(person) = &claim.person {
        bodies.extend(person.mark.as_ref().map(|mark| body("tagging", mark.clone())));
        bodies.extend(person.note.as_ref().map(|note| body("commenting", note.clone())));
    }
    json!({
        "id": format!("urn:nutgraf:{}:{}", name(&article.id), name(&claim.id)),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"type": "Software", "name": generator},
        "body": bodies,
        "target": claim.content.iter().map(|s| target(article, chars, s)).collect::<Vec<_>>(),
    })
}

fn target(article: &Article, chars: &[char], span: &Span) -> Value {
    let position = json!({"type": "TextPositionSelector", "start": span.start, "end": span.end});
    let selector = match quote(chars, span) {
        Some(quote) => json!([quote, position]),
        None => position,
    };
    json!({"type": "SpecificResource", "source": source(article), "selector": selector})
}

/// Selects by words; `None` where some of them were left out.
fn quote(chars: &[char], span: &Span) -> Option<Value> {
    if holds_mask(&span.exact) {
        return None;
    }
    let (start, end) = (span.start.min(chars.len()), span.end.min(chars.len()));
    let before = &chars[start.saturating_sub(CONTEXT)..start];
    let after = &chars[end..(end + CONTEXT).min(chars.len())];
    let from = before.iter().rposition(|&c| c == MASK).map_or(0, |i| i + 1);
    let to = after.iter().position(|&c| c == MASK).unwrap_or(after.len());
    Some(json!({
        "type": "TextQuoteSelector",
        "exact": span.exact,
        "prefix": before[from..].iter().collect::<String>(),
        "suffix": after[..to].iter().collect::<String>(),
    }))
}

/// The article's address if it is one that annotations can have as their source, else a name.
fn source(article: &Article) -> String {
    let is_web = |url: &&String| {
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
        (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(plain)
    };
    let named = || format!("urn:sha256:{}", name(&article.file.sha256));
    article.metadata.url.as_ref().filter(is_web).cloned().unwrap_or_else(named)
}

/// `text` as a part of a URN: ids and hashes come from the report, which may hold anything.
fn name(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}
