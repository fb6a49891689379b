//! Sentences and tokens, as spans.
//!
//! In: a text and its blocks. Out: a [`Document`]. Every sentence lies in one block, every token in
//! one sentence, and nothing but white space lies between them. Sentences end by rules over the
//! marks, the word before and the word after; tokens are the words of UAX 29, with clitics and
//! short forms put right.

mod chunk;
mod clitics;
mod features;
mod quotes;
mod sentences;
mod short_form;
mod tokens;
mod web;
mod word;
mod words;

pub use quotes::{QUOTE_MARKS, Quote, find_quotes, quotes_of_block};
pub use sentences::{Candidate, candidates};
pub use words::Words;

use super::Resources;
use super::text::{Block, Document, Sentence};

/// Cuts the blocks of `text` into sentences and those into tokens.
///
/// `blocks` are in order and do not overlap; their `sentences` are filled in.
pub fn segment(resources: &Resources, text: String, mut blocks: Vec<Block>) -> Document {
    let mut sentences = Vec::new();
    let mut tokens = Vec::new();
    for (i, block) in blocks.iter_mut().enumerate() {
        let first = sentences.len();
        for span in sentences::split(resources, &text, block.span) {
            let first_token = tokens.len();
            tokens::tokenize(&resources.lexicon, &text, span, &mut tokens);
            sentences.push(Sentence { span, block: i, tokens: first_token..tokens.len() });
        }
        block.sentences = first..sentences.len();
    }
    Document { text, blocks, sentences, tokens }
}

#[cfg(test)]
mod tests;
