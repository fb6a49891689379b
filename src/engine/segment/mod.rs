//! Sentences and tokens, as spans.

use super::Resources;
use super::text::{Block, Document, Sentence};

/// Cuts the blocks of `text` into sentences and those into tokens.
///
/// `blocks` are in order and do not overlap; their `sentences` are filled in.
pub fn segment(_resources: &Resources, text: String, mut blocks: Vec<Block>) -> Document {
    let mut sentences = Vec::new();
    for (i, block) in blocks.iter_mut().enumerate() {
        let first = sentences.len();
        sentences.push(Sentence { span: block.span, block: i, tokens: 0..0 });
        block.sentences = first..sentences.len();
    }
    Document { text, blocks, sentences, tokens: Vec::new() }
}
