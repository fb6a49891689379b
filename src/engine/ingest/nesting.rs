//! How deep a web page nests, before a parser builds its tree.
//!
//! A parser walks up its open elements for nearly every tag, so that a page of a hundred thousand
//! nested elements, which no person writes, would take it minutes. The count here is rough, and
//! errs towards more for elements that are left open. The depth of the tree itself is measured
//! when it is there.

use std::collections::BTreeMap;

use crate::engine::text::{FNV_BASIS, fnv};

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

/// True if elements of `html` seem to nest deeper than `limit`.
pub(super) fn is_deeper(html: &str, limit: usize) -> bool {
    let mut open = Open::default();
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
        let is = |list: &[&str]| list.iter().any(|other| other.eq_ignore_ascii_case(name));
        if name.is_empty() || is(&VOID) || is(&SELF_CLOSING) {
            continue;
        }
        if closes {
            open.close(hash(name));
        } else if is(&RAW) {
            rest = after_raw(rest, name);
        } else {
            open.push(hash(name));
        }
        if open.names.len() > limit {
            return true;
        }
    }
    false
}

/// Elements that are open, by the hashes of their names, and how many there are of each name.
#[derive(Default)]
struct Open {
    names: Vec<u64>,
    counts: BTreeMap<u64, usize>,
}

impl Open {
    fn push(&mut self, name: u64) {
        *self.counts.entry(name).or_default() += 1;
        self.names.push(name);
    }

    /// Pops up to the nearest element of that name, if one is open.
    fn close(&mut self, name: u64) {
        if self.counts.get(&name).is_none_or(|&n| n == 0) {
            return;
        }
        while let Some(top) = self.names.pop() {
            if let Some(n) = self.counts.get_mut(&top) {
                *n -= 1;
            }
            if top == name {
                return;
            }
        }
    }
}

/// The hash of a name, whose case does not count.
fn hash(name: &str) -> u64 {
    name.bytes().fold(FNV_BASIS, |hash, byte| fnv(hash, &[byte.to_ascii_lowercase()]))
}

fn name_length(tag: &str) -> usize {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 0;
    }
    tag.find(|c| !is_name(c)).unwrap_or(tag.len())
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
    }
}
