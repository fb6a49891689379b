//! W3C Web Annotation (JSON-LD): an annotation a claim, a target a piece of its content.
//!
//! Each target has a TextQuoteSelector with 32 characters of context at either side, as other
//! tools anchor by words, and a TextPositionSelector in code points of the article's `text`.

use serde_json::{Value, json};

use super::outline::{manner, speaker};
use crate::report::{Article, Claim, Span};

/// Characters of context at either side of a quote.
const CONTEXT: usize = 32;

/// The claims of all articles, as one AnnotationPage.
pub(super) fn render(articles: &[Article]) -> Value {
    let items: Vec<Value> = articles
        .iter()
        .flat_map(|a| {
            let chars: Vec<char> = a.text.chars().collect();
            a.claims.iter().map(|c| annotation(a, &chars, c)).collect::<Vec<_>>()
        })
        .collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": items,
    })
}

fn annotation(article: &Article, chars: &[char], claim: &Claim) -> Value {
    let body = format!("{}: {}", speaker(claim), manner(claim));
    let body =
        json!({"type": "TextualBody", "value": body, "format": "text/plain", "language": "en"});
    let person = claim.person.as_ref();
    let of_person = |purpose: &str, value: &String| json!({"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"});
    let mark = person.and_then(|p| p.mark.as_ref()).map(|mark| of_person("tagging", mark));
    let note = person.and_then(|p| p.note.as_ref()).map(|note| of_person("commenting", note));
    // One body stands alone, as before; a mark and a note stand beside it.
    let bodies = match (mark, note) {
        (None, None) => body,
        (mark, note) => std::iter::once(body).chain(mark).chain(note).collect(),
    };
    json!({
        "id": format!("urn:nutgraf:{}:{}", article.id, claim.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": claim.content.iter().map(|s| target(article, chars, s)).collect::<Vec<_>>(),
    })
}

fn target(article: &Article, chars: &[char], span: &Span) -> Value {
    let source = article.metadata.url.clone();
    let source = source.unwrap_or_else(|| format!("urn:sha256:{}", article.file.sha256));
    let slice = |from: usize, to: usize| chars[from.min(to)..to].iter().collect::<String>();
    let end = span.end.min(chars.len());
    json!({
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.exact,
                "prefix": slice(span.start.saturating_sub(CONTEXT), span.start.min(chars.len())),
                "suffix": slice(end, (end + CONTEXT).min(chars.len())),
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    })
}
