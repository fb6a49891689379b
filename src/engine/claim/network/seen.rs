//! What the network sees of a passage beside the states and forms of its words.

use std::ops::Range;

use super::FLAGS;
use crate::engine::segment::Quote;
use crate::engine::tag::{Relation, Word};
use crate::engine::text::Document;

/// The longest passage that is read as one, in tokens.
const LONGEST: usize = 320;

/// A paragraph, or a part of one that is very long.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    document: &'a Document,
    words: &'a [Word],
    /// Its tokens in the document.
    pub tokens: Range<usize>,
    /// For each token the number of its quotation in the paragraph, or 0.
    pub(super) quotes: Vec<u16>,
    /// For each token the number of its sentence in the document.
    pub(super) sentences: Vec<usize>,
}

/// Relations whose presence below a word is a feature of it.
const CHILDREN: [Relation; 10] = [
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::Ccomp,
    Relation::Xcomp,
    Relation::Obj,
    Relation::Obl,
    Relation::Parataxis,
    Relation::Mark,
    Relation::Advcl,
    Relation::Aux,
];
const _: () = assert!(5 + CHILDREN.len() <= FLAGS);

impl<'a> Passage<'a> {
    /// The passages of a block with the quotations in it.
    pub fn of_block(
        document: &'a Document,
        words: &'a [Word],
        block: usize,
        quotes: &[Quote],
    ) -> Vec<Self> {
        let ids = document.blocks[block].sentences.clone();
        let sentences = &document.sentences[ids.clone()];
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
            return Vec::new();
        };
        let numbers = quote_numbers(document, block, quotes);
        let all = first.tokens.start..last.tokens.end;
        let of_tokens: Vec<usize> = ids
            .flat_map(|id| std::iter::repeat_n(id, document.sentences[id].tokens.len()))
            .collect();
        all.clone()
            .step_by(LONGEST)
            .map(|start| {
                let tokens = start..all.end.min(start + LONGEST);
                let places = start - all.start..tokens.end - all.start;
                Self {
                    document,
                    words,
                    quotes: numbers[places.clone()].to_vec(),
                    sentences: of_tokens[places].to_vec(),
                    tokens,
                }
            })
            .collect()
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn form(&self, place: usize) -> &'a str {
        self.document.words(self.document.tokens[self.tokens.start + place].span)
    }

    pub(super) fn relation(&self, place: usize) -> Relation {
        self.words[self.tokens.start + place].relation
    }

    /// Place of the head, if it has one in the passage.
    pub(super) fn head(&self, place: usize) -> Option<usize> {
        let head = self.words[self.tokens.start + place].head?;
        self.tokens.contains(&head).then(|| head - self.tokens.start)
    }

    /// The features of every word, a bit each: in a quotation, first of one, last of one, first of
    /// its sentence, without a head; then what hangs on it.
    pub(super) fn flags(&self) -> Vec<u32> {
        let n = self.len();
        let mut flags = vec![0u32; n];
        for place in 0..n {
            let quote = self.quotes[place];
            let before = if place == 0 { 0 } else { self.quotes[place - 1] };
            let after = self.quotes.get(place + 1).copied().unwrap_or(0);
            let starts = place == 0 || self.sentences[place] != self.sentences[place - 1];
            let head = self.head(place);
            let bits = [
                quote > 0,
                quote > 0 && quote != before,
                quote > 0 && quote != after,
                starts,
                head.is_none(),
            ];
            for (k, _) in bits.iter().enumerate().filter(|(_, bit)| **bit) {
                flags[place] |= 1 << k;
            }
            if let Some(head) = head
                && let Some(k) = CHILDREN.iter().position(|r| *r == self.relation(place))
            {
                flags[head] |= 1 << (5 + k);
            }
        }
        flags
    }
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
