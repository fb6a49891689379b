//! A field that holds text, or HTML.

use crate::engine::ingest::html_metadata::squeeze;
use crate::engine::ingest::{Body, IngestError, html};

/// A text that may be HTML.
pub(in crate::engine::ingest) fn of_either(text: &str) -> Result<Body, IngestError> {
    if is_html(text) { of_html(text) } else { Ok(Body::Plain(text.to_owned())) }
}

/// True if `text` has tags of HTML's blocks or links.
pub(in crate::engine::ingest) fn is_html(text: &str) -> bool {
    const TAGS: [&str; 14] = [
        "</p>",
        "<p>",
        "<p ",
        "<br",
        "</div>",
        "</a>",
        "</li>",
        "</h2>",
        "</h3>",
        "</em>",
        "</strong>",
        "</b>",
        "</i>",
        "</span>",
    ];
    text.contains('<') && {
        let lower = text.to_ascii_lowercase();
        TAGS.iter().any(|tag| lower.contains(tag))
    }
}

/// The blocks of an article in HTML, all of it; a whole page goes the way of pages.
pub(in crate::engine::ingest) fn of_html(text: &str) -> Result<Body, IngestError> {
    let head = text[..text.floor_char_boundary(2_000)].to_ascii_lowercase();
    if head.contains("<html") || head.contains("<!doctype") {
        return html::read_page(text, &mut Vec::new()).map(|(body, _)| body);
    }
    let document = html::tree(text)?;
    let blocks = html::all_blocks(&document);
    if blocks.is_empty() { Err(IngestError::Empty) } else { Ok(Body::Blocks(blocks)) }
}

/// Words without tags and entities of HTML.
pub(in crate::engine::ingest) fn plain_words(text: &str) -> String {
    if !text.contains('&') && !is_html(text) {
        return squeeze(text);
    }
    let Ok(document) = html::tree(text) else { return squeeze(text) };
    let blocks: Vec<String> =
        html::all_blocks(&document).into_iter().map(|block| block.text).collect();
    squeeze(&blocks.join(" "))
}

/// News interfaces cut texts off and say so: "… [+1234 chars]".
pub(super) fn is_cut(body: &Body) -> bool {
    let texts = body.texts();
    let text = texts.last().copied().unwrap_or_default().trim_end();
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(30))..];
    tail.ends_with(']')
        && tail.rsplit_once("[+").is_some_and(|(_, n)| n.trim_end_matches(']').ends_with("chars"))
}
