//! The article in the data from which a page's script would draw it.
//!
//! Sites of React, Vue and their like send it as JSON in a `<script type="application/json">`
//! (`__NEXT_DATA__` of Next.js is one) or as `window.__STATE__ = {…}`, and a page saved before its
//! script ran shows little else.
//! Nuxt 3 and SvelteKit write it flat ([`flat`]).
//! Its fields have no fixed names. Read are a long text, and a list of blocks that each hold a
//! paragraph, as editors of rich text write them. Of those that speak of what the page's title speaks
//! of, the longest is the article: the data may hold other articles too, and not this one.

mod flat;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Fields that hold a text or a part of one.
const TEXTS: [&str; 9] =
    ["text", "html", "value", "content", "body", "articleBody", "copy", "markup", "paragraph"];
/// Fields that hold the parts of a block.
const PARTS: [&str; 5] = ["content", "children", "data", "nodes", "model"];
/// Fields of what is an article of its own and no block.
const OF_ARTICLES: [&str; 5] = ["headline", "title", "url", "slug", "publishedAt"];
/// The deepest nesting of a block's parts.
const DEEPEST: usize = 6;
/// An article has so many blocks, or sentences.
const FEWEST: usize = 3;
/// The longest name of a variable, in bytes.
const LONGEST_NAME: usize = 100;
/// Values that are looked at in one page.
const MOST: usize = 200_000;

/// The longest text in `scripts` that is about `title`; may hold markup.
pub(super) fn article<'a>(scripts: impl Iterator<Item = &'a str>, title: &str) -> Option<String> {
    let title = content_words(title);
    let values: Vec<Value> = scripts.filter_map(value).collect();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    let mut best: Option<String> = None;
    let mut offer = |text: String| {
        let is_longer = best.as_ref().is_none_or(|best| best.len() < text.len());
        if is_longer && is_about(&text, &title) {
            best = Some(text);
        }
    };
    for _ in 0..MOST {
        let Some(value) = open.pop() else { break };
        match value {
            Value::Array(items) => {
                let blocks = items.iter().filter_map(|item| block(item, 0));
                let blocks: Vec<String> = blocks.filter(|text| !text.trim().is_empty()).collect();
                if blocks.iter().filter(|text| n_sentences(text) > 0).count() >= FEWEST {
                    offer(blocks.join("\n\n"));
                }
                open.extend(items.iter().rev());
            }
            Value::Object(object) => {
                let texts = TEXTS.iter().filter_map(|name| object.get(*name)?.as_str());
                texts.filter(|text| n_sentences(text) >= FEWEST).for_each(|t| offer(t.to_owned()));
                open.extend(object.values());
            }
            _ => {}
        }
    }
    best
}

/// Words that tell what a text is about.
fn content_words(text: &str) -> BTreeSet<String> {
    const SHORTEST: usize = 5;
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= SHORTEST);
    let mut set = BTreeSet::new();
    set.extend(words.map(str::to_lowercase));
    set
}

/// Half of the title's words are in the text.
fn is_about(text: &str, title: &BTreeSet<String>) -> bool {
    let n_known = content_words(text).intersection(title).count();
    !title.is_empty() && n_known * 2 >= title.len()
}

/// The value that `script` is, or that it gives to its first variable.
fn value(script: &str) -> Option<Value> {
    let script = script.trim();
    let json = if script.starts_with(['{', '[']) {
        script
    } else {
        let (name, json) = script.split_once('=')?;
        let is_name = name.len() <= LONGEST_NAME && !name.contains(['(', '{', ';']);
        Some(json.trim_start()).filter(|json| is_name && json.starts_with('{'))?
    };
    let value: Value = serde_json::Deserializer::from_str(json).into_iter().next()?.ok()?;
    let unfolded = value.as_array().and_then(|items| flat::unfolded(items, MOST));
    Some(unfolded.unwrap_or(value))
}

/// The text of a block; `None` for what is none.
fn block(value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) if depth < DEEPEST && depth > 0 => {
            Some(items.iter().filter_map(|item| block(item, depth + 1)).collect())
        }
        Value::Object(object) if depth < DEEPEST && !is_article(object) => {
            let mut texts = TEXTS.iter().filter_map(|name| object.get(*name)?.as_str());
            texts.next().map(str::to_owned).or_else(|| {
                let mut parts = PARTS.iter().filter_map(|name| object.get(*name));
                parts.find_map(|part| block(part, depth + 1))
            })
        }
        _ => None,
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    OF_ARTICLES.iter().any(|name| object.contains_key(*name))
}

/// Ends of sentences: a lower-case letter or a quotation mark, a full stop, and a space or an end.
fn n_sentences(text: &str) -> usize {
    let is_end = |&(at, _): &(usize, &str)| {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        before.is_some_and(|c| c.is_lowercase() || matches!(c, '”' | '"' | ')'))
            && after.is_none_or(|c| c.is_whitespace() || matches!(c, '<' | '”' | '"'))
    };
    text.match_indices(['.', '?', '!']).filter(is_end).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str) -> Option<String> {
        article([script].into_iter(), "A bridge opened")
    }

    #[test]
    fn reads_a_text_with_markup() {
        let found = of(r#"{"props":{"pageProps":{"story":{"title":"A bridge opens",
            "body":"<p>The bridge opened.</p><p>It stands.</p><p>Nobody fell.</p>"},
            "more":[{"title":"A tram stops","body":"It stopped. It stood. It went."}]}}}"#);
        let expected = "<p>The bridge opened.</p><p>It stands.</p><p>Nobody fell.</p>";
        assert_eq!(found.as_deref(), Some(expected));
    }

    #[test]
    fn reads_blocks_and_their_parts() {
        let flat = r#"{"blocks":[{"type":"paragraph","data":{"text":"The bridge opened."}},
            {"type":"image","data":{"url":"b.jpg"}},{"type":"header","data":{"text":"Nine years"}},
            {"type":"paragraph","data":{"text":"It stands."}},{"type":"p","html":"Nobody fell."}]}"#;
        let expected = "The bridge opened.\n\nNine years\n\nIt stands.\n\nNobody fell.";
        assert_eq!(of(flat).as_deref(), Some(expected));
        let nested = r#"{"json":{"nodeType":"document","content":[
            {"nodeType":"paragraph","content":[{"value":"The "},{"content":[{"value":"bridge"}]},{"value":" opened."}]},
            {"nodeType":"paragraph","content":[{"value":"It stands."}]},
            {"nodeType":"paragraph","content":[{"value":"Nobody fell."}]}]}}"#;
        let expected = "The bridge opened.\n\nIt stands.\n\nNobody fell.";
        assert_eq!(of(nested).as_deref(), Some(expected));
    }

    #[test]
    fn reads_what_is_written_flat() {
        let flat = r#"[["ShallowReactive",1],{"data":2},{"story":3},{"headline":4,"slug":5,"blocks":6},"A bridge opens",
            "bridge",[7,9,11],{"type":13,"html":8},"<p>The bridge opened.</p>",{"type":13,"html":10},"<p>It stands.</p>",
            {"type":13,"html":12},"<p>Nobody fell.</p>","paragraph"]"#;
        let expected = "<p>The bridge opened.</p>\n\n<p>It stands.</p>\n\n<p>Nobody fell.</p>";
        assert_eq!(of(flat).as_deref(), Some(expected));
    }

    #[test]
    fn reads_what_a_variable_holds() {
        let json = r#"{"text":{"json":[{"type":"p","children":[{"data":"It opened."}]},{"children":[{"data":"The bridge, that is."}]},
            {"type":"p","children":[{"data":"It "},{"data":"stands."}]},{"children":[{"data":"Nobody fell."}]}]}}"#;
        let expected = "It opened.\n\nThe bridge, that is.\n\nIt stands.\n\nNobody fell.";
        for script in
            [format!("window.__STATE__={json};(function(){{}}())"), format!("var state = {json}\n")]
        {
            assert_eq!(of(&script).as_deref(), Some(expected));
        }
        assert_eq!(of(&format!("load({{a: 1}}); b={json}")), None);
    }

    #[test]
    fn leaves_other_articles_alone() {
        let script = r#"{"body":"A tram stopped. It stood for an hour. Then it went on again."}"#;
        assert_eq!(of(script), None);
        assert!(article([script].into_iter(), "Why the tram stopped again").is_some());
    }

    #[test]
    fn leaves_lists_of_articles_and_settings_alone() {
        let teasers = r#"{"latest":[{"title":"One","text":"It opened."},{"title":"Two","text":"It stands."},
            {"title":"Three","text":"Nobody fell."}],"config":{"text":"Accept all","value":"a.b.c"}}"#;
        assert_eq!(of(teasers), None);
        for script in ["", "null", "{", "[[[]]]", "[1,2,3]"] {
            assert_eq!(of(script), None);
        }
        assert_eq!(of(&"[".repeat(100_000)), None);
    }
}
