//! The HTML of a mail: the whole of it, since newsletters are tables in which no extractor finds
//! its way, but without what is hidden, quoted mails and signatures.

use dom_query::{Document, NodeRef};

use super::body::{Piece, Way, missing};
use super::forward;
use super::plain::FEWEST_WORDS;
use crate::engine::ingest::{Body, IngestError, SourceBlock, html};

/// Elements in which programs put the signature.
const SIGNATURES: &str = ".gmail_signature, [data-smartmail='gmail_signature'], .moz-signature, \
    #AppleMailSignature, #ms-outlook-mobile-signature";

/// Elements in which programs put the mail that is answered.
const QUOTATIONS: &str = "blockquote[type='cite'], .gmail_quote, .gmail_quote_container, \
    .yahoo_quoted, .moz-cite-prefix, .protonmail_quote, .gmail_attr";

/// Reads `html`.
pub(super) fn read(html: &str, way: Way) -> Result<Piece, IngestError> {
    let document = html::tree(html)?;
    let whole = html::all_blocks(&document);
    hide(&document);
    let mut blocks = html::all_blocks(&document);
    if blocks.is_empty() {
        blocks = whole;
    }
    let mut left_out = Vec::new();
    let mut selectors = vec![SIGNATURES];
    let passes_on = lines(&blocks)
        .iter()
        .any(|(_, line)| forward::is_mark(line) && !line.to_lowercase().contains("original"));
    if way.answers && !passes_on {
        selectors.push(QUOTATIONS);
    }
    for selector in selectors {
        document.select(selector).remove();
        let rest = html::all_blocks(&document);
        if n_words(&rest) >= FEWEST_WORDS {
            left_out.extend(left_between(&blocks, &rest));
            blocks = rest;
        } else {
            break;
        }
    }
    let mut passed_on = None;
    let all = lines(&blocks);
    let texts: Vec<&str> = all.iter().map(|(_, line)| *line).collect();
    if let Some(head) = forward::head(&texts) {
        if way.answers && !passes_on {
            let own: usize =
                texts[..head.lines.start].iter().map(|l| l.split_whitespace().count()).sum();
            if own >= FEWEST_WORDS {
                let range = head.lines.start..texts.len();
                let rest = without(&blocks, &all, range);
                left_out.extend(left_between(&blocks, &rest));
                blocks = rest;
            }
        } else {
            blocks = without(&blocks, &all, head.lines);
            passed_on = Some(head.metadata);
        }
    }
    Ok(Piece { body: Body::Blocks(blocks), passed_on, left_out })
}

/// Takes out what readers do not see: the line for the list of mails, forms for other screens.
fn hide(document: &Document) {
    let hidden: Vec<NodeRef<'_>> = document
        .root()
        .descendants_it()
        .filter(|node| node.is_element() && (node.has_attr("hidden") || is_hidden(node)))
        .collect();
    for node in hidden {
        node.remove_from_parent();
    }
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let Some(style) = node.attr("style") else { return false };
    let style: String = style.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    style.split(';').any(|rule| {
        let rule = rule.trim_end_matches("!important");
        matches!(
            rule,
            "display:none"
                | "visibility:hidden"
                | "mso-hide:all"
                | "max-height:0"
                | "max-height:0px"
        )
    })
}

/// The lines of `blocks`, each with the number of its block.
fn lines(blocks: &[SourceBlock]) -> Vec<(usize, &str)> {
    let numbered = blocks.iter().enumerate();
    numbered.flat_map(|(i, block)| block.text.lines().map(move |line| (i, line))).collect()
}

/// `blocks` without the lines `range` of `lines`.
fn without(
    blocks: &[SourceBlock],
    lines: &[(usize, &str)],
    range: std::ops::Range<usize>,
) -> Vec<SourceBlock> {
    let cut = |i: usize| lines[range.clone()].iter().any(|&(block, _)| block == i);
    let kept = |i: usize| -> String {
        let numbered = lines.iter().enumerate();
        let of_block = numbered.filter(|(n, (block, _))| *block == i && !range.contains(n));
        of_block.map(|(_, (_, line))| *line).collect::<Vec<_>>().join("\n")
    };
    let rest = blocks.iter().enumerate().map(|(i, block)| {
        let text = if cut(i) { kept(i) } else { block.text.clone() };
        SourceBlock { kind: block.kind, text }
    });
    rest.filter(|block| !block.text.trim().is_empty()).collect()
}

fn n_words(blocks: &[SourceBlock]) -> usize {
    blocks.iter().map(|block| block.text.split_whitespace().count()).sum()
}

/// The lines of `before` that are not in `after`.
fn left_between(before: &[SourceBlock], after: &[SourceBlock]) -> Vec<String> {
    let texts = |blocks| -> Vec<&str> { lines(blocks).into_iter().map(|(_, l)| l).collect() };
    missing(&texts(before), &texts(after))
}
