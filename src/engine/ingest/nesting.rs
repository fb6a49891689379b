//! How deep a web page nests, before a parser builds its tree.
//!
//! Reading a tree and dropping it use the stack; a page of a hundred thousand nested elements,
//! which no person writes, would exhaust it.

use std::collections::BTreeMap;

/// Elements that hold nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that the next of their kind closes.
const SELF_CLOSING: [&str; 14] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup", "thead", "tbody", "tfoot",
    "colgroup", "a",
];

/// Elements whose content is not markup.
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Elements that a parser opens again after the block that held them has closed.
const FORMATTING: [&str; 12] =
    ["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];

/// True if elements of `html` nest deeper than `limit`. Errs towards false for what is left open.
pub(super) fn is_deeper(html: &str, limit: usize) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut formatting: BTreeMap<&str, usize> = BTreeMap::new();
    let mut n_formatting = 0;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let closes = rest.starts_with('/');
        let from = usize::from(closes);
        let name = &rest[from..from + name_length(&rest[from..])];
        if name.is_empty() {
            continue;
        }
        let lower = name.to_ascii_lowercase();
        let is = |list: &[&str]| list.contains(&lower.as_str());
        if is(&VOID) || is(&SELF_CLOSING) {
            continue;
        }
        if closes {
            close(&mut open, &mut counts, &lower);
        } else if is(&RAW) {
            rest = after_raw(rest, &lower);
        } else if is(&FORMATTING) {
            let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
            let same = formatting.entry(tag).or_default();
            *same += 1;
            n_formatting += usize::from(*same <= 3); // a parser reopens at most three alike
        } else {
            open.push(name);
            *counts.entry(lower.clone()).or_default() += 1;
        }
        if closes && is(&FORMATTING) {
            n_formatting = n_formatting.saturating_sub(close_formatting(&mut formatting, &lower));
        }
        if open.len() + n_formatting > limit {
            return true;
        }
    }
    false
}

fn name_length(tag: &str) -> usize {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 0;
    }
    tag.find(|c| !is_name(c)).unwrap_or(tag.len())
}

/// Pops up to the nearest element of that name, if one is open.
fn close(open: &mut Vec<&str>, counts: &mut BTreeMap<String, usize>, name: &str) {
    if counts.get(name).is_none_or(|&n| n == 0) {
        return;
    }
    while let Some(top) = open.pop() {
        let top = top.to_ascii_lowercase();
        let found = top == name;
        if let Some(n) = counts.get_mut(&top) {
            *n -= 1;
        }
        if found {
            return;
        }
    }
}

/// Takes one open formatting element of that name off; 1 if it counted.
fn close_formatting(formatting: &mut BTreeMap<&str, usize>, name: &str) -> usize {
    let is_it = |tag: &str| tag[..name_length(tag)].eq_ignore_ascii_case(name);
    let Some(tag) = formatting.keys().find(|tag| is_it(tag)).copied() else { return 0 };
    let n = formatting.get_mut(tag).map_or(0, |n| {
        *n -= 1;
        *n + 1
    });
    if n <= 1 {
        formatting.remove(tag);
    }
    usize::from(n <= 3)
}

/// What follows the end tag of a raw element.
fn after_raw<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let tag = &rest[from + at + 2..];
        if tag.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name)) {
            return tag;
        }
        from += at + 2;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_stays_open() {
        assert!(is_deeper(&"<div>".repeat(11), 10));
        assert!(!is_deeper(&"<div></div>".repeat(100), 10));
        assert!(!is_deeper(&"<p>One<br><img>".repeat(100), 10));
        assert!(!is_deeper(&"<div><span></div>".repeat(100), 10));
        assert!(!is_deeper(&"<b>bold</b> <i>italic</i>".repeat(100), 10));
        assert!(!is_deeper(&format!("<script>{}</script>", "<div>".repeat(100)), 10));
    }

    #[test]
    fn sees_through_closing_tags_that_close_nothing() {
        assert!(is_deeper(&"<div></b></span>".repeat(11), 10));
        let reopened: String = (0..20).map(|i| format!("<div><b id={i}></div>")).collect();
        assert!(is_deeper(&reopened, 10));
    }
}
