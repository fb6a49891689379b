//! What the network of this phase sees of a token beside its word and its parse: quotation marks.

use crate::engine::segment::{Quote, find_quotes};
use crate::engine::text::Document;

/// The quotations of a block. One that is never closed counts if the next block goes on with it.
pub fn quotes_of_block(document: &Document, block: usize) -> Vec<Quote> {
    let next = document.blocks.get(block + 1);
    let goes_on =
        next.is_some_and(|b| document.words(b.span).starts_with(['“', '"', '«', '‘', '„']));
    find_quotes(&document.text, document.blocks[block].span, goes_on)
}

/// For every token of a block the quotation that it stands in, marks included: its place among
/// `quotes`, counted from 1, or 0.
pub fn quote_numbers(document: &Document, block: usize, quotes: &[Quote]) -> Vec<u16> {
    let sentences = &document.sentences[document.blocks[block].sentences.clone()];
    let tokens = sentences.iter().flat_map(|s| &document.tokens[s.tokens.clone()]);
    let mut next = 0;
    tokens
        .map(|token| {
            while quotes.get(next).is_some_and(|q| q.outer.end <= token.span.start) {
                next += 1;
            }
            let inside = quotes.get(next).is_some_and(|q| q.outer.start < token.span.end);
            if inside { u16::try_from(next + 1).unwrap_or(u16::MAX) } else { 0 }
        })
        .collect()
}
