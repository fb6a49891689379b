//! Documents of a book: XHTML read as a web page, without what is no text of the chapter.
//!
//! A row of a table is one paragraph, its cells parted by tabs, unless its cells hold running text, as
//! in the documents of word processors.

use dom_query::{Document, NodeRef};

use crate::engine::ingest::flow::LONGEST_CELL;
use crate::engine::ingest::html_metadata::squeeze;
use crate::engine::ingest::{IngestError, SourceBlock, html};

/// Elements of HTML that are empty whether they are closed or not.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// What documents and sections are for that hold no text of the book, in the words of EPUB's
/// vocabulary of structure.
const FURNITURE: [&str; 14] = [
    "cover",
    "titlepage",
    "halftitlepage",
    "toc",
    "landmarks",
    "page-list",
    "loi",
    "lot",
    "copyright-page",
    "imprint",
    "index",
    "noteref",
    "backlink",
    "pagebreak",
];

/// Classes that programs give to links between documents and to notes' marks.
const CLASSES: [&str; 5] =
    ["footnote-ref", "footnote-back", "calibre_navbar", "noteref", "calibre_feed_list"];

/// The blocks of a document.
///
/// # Errors
/// If it nests too deep.
pub(super) fn blocks(xhtml: &str) -> Result<Vec<SourceBlock>, IngestError> {
    let document = html::tree(&with_ends(xhtml))?;
    take_out_furniture(&document);
    join_cells(&document);
    Ok(html::all_blocks(&document))
}

fn take_out_furniture(document: &Document) {
    let mut furniture = Vec::new();
    for node in document.select("*").nodes() {
        if is_furniture(node) {
            furniture.push(*node);
        }
    }
    for node in furniture {
        node.remove_from_parent();
    }
}

/// Makes one cell of the cells of each row that holds no running text.
fn join_cells(document: &Document) {
    for row in document.select("tr").nodes() {
        let cells = row.children_it(false).filter(|n| n.has_name("td") || n.has_name("th"));
        let cells: Vec<(NodeRef<'_>, String)> =
            cells.map(|cell| (cell, squeeze(&cell.text()))).collect();
        let filled: Vec<&str> =
            cells.iter().map(|(_, text)| text.as_str()).filter(|text| !text.is_empty()).collect();
        if filled.len() < 2 || !cells.iter().all(|(cell, text)| is_short(cell, text)) {
            continue;
        }
        cells[0].0.set_text(filled.join("\t"));
        cells[1..].iter().for_each(|(cell, _)| cell.remove_from_parent());
    }
}

/// A cell with one short paragraph at most.
fn is_short(cell: &NodeRef<'_>, text: &str) -> bool {
    let blocks =
        cell.descendants_it().filter(|n| n.node_name().is_some_and(|n| html::is_block(&n)));
    let mut blocks = blocks.map(|block| block.has_name("p") || block.has_name("div"));
    text.chars().count() <= LONGEST_CELL && blocks.next() != Some(false) && blocks.next().is_none()
}

fn is_furniture(node: &NodeRef<'_>) -> bool {
    let holds = |attribute: &str, known: &[&str], prefix: &str| {
        node.attr(attribute).is_some_and(|value| {
            let words = value.split_whitespace();
            words.map(|word| word.strip_prefix(prefix).unwrap_or(word)).any(|w| known.contains(&w))
        })
    };
    holds("epub:type", &FURNITURE, "")
        || holds("role", &FURNITURE, "doc-")
        || holds("class", &CLASSES, "")
        || is_mark_of_note(node)
}

/// A raised number, or letter, that leads to a note or back from it.
fn is_mark_of_note(node: &NodeRef<'_>) -> bool {
    let is = |node: &NodeRef<'_>, name: &str| node.node_name().is_some_and(|n| &*n == name);
    let leads = |node: &NodeRef<'_>| {
        is(node, "a") && node.attr("href").is_some_and(|href| href.contains('#'))
    };
    if !is(node, "sup") {
        return false;
    }
    let text = node.text();
    let text = text.trim();
    let is_mark = |c: char| c.is_ascii_alphanumeric() || "*†‡§[]()".contains(c);
    !text.is_empty()
        && text.chars().count() <= 5
        && text.chars().all(is_mark)
        && (node.parent().is_some_and(|parent| leads(&parent))
            || node.children_it(false).any(|child| leads(&child)))
}

/// Writes ends for elements that XHTML closes where they begin, which a reader of web pages takes
/// for open: after `<title/>` it would see nothing but a title.
fn with_ends(xhtml: &str) -> String {
    let mut out = String::with_capacity(xhtml.len() + 64);
    let mut rest = xhtml;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else {
            end_of_tag(rest)
        };
        let (tag, after) = rest.split_at(end.unwrap_or(rest.len()));
        match closed_name(tag) {
            Some(name) => {
                out.push_str(&tag[..tag.len() - 2]);
                out.push_str("></");
                out.push_str(name);
                out.push('>');
            }
            None => out.push_str(tag),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where the tag that `text` begins with ends; ">" in quotes does not end it.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some(at + 1),
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// The name of an element that is closed where it begins, and may not be so in HTML.
fn closed_name(tag: &str) -> Option<&str> {
    let inner = tag.strip_prefix('<')?.strip_suffix("/>")?;
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !":-_".contains(c));
    let name = &inner[..end.unwrap_or(inner.len())];
    (name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !VOID.contains(&name.to_ascii_lowercase().as_str()))
    .then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xhtml: &str) -> Vec<String> {
        blocks(xhtml).unwrap().into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn elements_that_are_closed_at_once_swallow_nothing() {
        let page = "<?xml version='1.0'?><html xmlns='x'><head><title/><script src='a>b'/></head>\
                    <body><p>One <a id='p1'/>and <br/>two.</p><p/><!-- <p/> --><p>Three</p></body></html>";
        assert_eq!(texts(page), ["One and \ntwo.", "Three"]);
    }

    #[test]
    fn marks_of_notes_and_pages_are_left_out() {
        let page = "<html><body><p>The span<a epub:type='noteref' href='#n1'>1</a> is \
                    long<sup><a href='n.xhtml#n2'>2</a></sup>, 10<sup>2</sup> metres\
                    <span epub:type='pagebreak'>12</span>.</p></body></html>";
        assert_eq!(texts(page), ["The span is long, 102 metres."]);
    }

    #[test]
    fn a_row_is_a_line_unless_it_holds_running_text() {
        let table = |cell: &str| {
            let rows = "<tr><th>Bank</th><td/><td><p>Cost</p></td></tr>";
            format!(
                "<html><body><table>{rows}<tr><td>North</td><td>{cell}</td></tr></table></body></html>"
            )
        };
        assert_eq!(texts(&table("41")), ["Bank\tCost", "North\t41"]);
        let long = "words ".repeat(60);
        assert_eq!(texts(&table(&long)), ["Bank\tCost", "North", long.as_str()]);
        assert_eq!(texts(&table("<p>41</p><p>42</p>")), ["Bank\tCost", "North", "41", "42"]);
    }

    #[test]
    fn covers_and_tables_of_contents_are_left_out() {
        let page = "<html><body epub:type='cover'><p>A cover</p></body></html>";
        assert!(texts(page).is_empty());
        assert!(
            texts("<html><body><nav epub:type='toc'><ol><li>One</li></ol></nav></body></html>")
                .is_empty()
        );
    }
}
