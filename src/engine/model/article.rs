//! `models/page_blocks.bin` and `models/page_lines.bin`: the weights of the features by which the
//! blocks of a web page, and the lines of a whole page, are told to be the article's.
//!
//! # Layout
//! Little-endian: the hashes of all features' names in ascending order, 8 bytes each, then their
//! weights in thousandths in the same order, 2 bytes each.

use std::fmt::{self, Write};

use crate::engine::text::{FNV_BASIS, fnv};

/// `page_blocks.bin` as it is linked in.
pub(super) const BLOCKS: &[u8] = include_bytes!("../../../models/page_blocks.bin");
/// `page_lines.bin` as it is linked in.
pub(super) const LINES: &[u8] = include_bytes!("../../../models/page_lines.bin");

const HASH: usize = size_of::<u64>();
const WEIGHT: usize = size_of::<i16>();

/// Hashes are looked for among those that share their highest bits, of which there are so many.
const SHARED_BITS: u32 = 12;

/// Weights in thousandths, by the hash of the feature's name.
#[derive(Clone, Debug)]
pub struct ArticleWeights {
    hashes: &'static [[u8; HASH]],
    weights: &'static [[u8; WEIGHT]],
    /// For all values of the shared bits, in order, where their hashes begin; then the end.
    starts: Vec<usize>,
}

impl ArticleWeights {
    /// For blocks of web pages.
    pub fn of_blocks() -> Self {
        Self::read(BLOCKS)
    }

    /// For lines of whole pages.
    pub fn of_lines() -> Self {
        Self::read(LINES)
    }

    /// Weights in the layout above. What is left over at the end is not read.
    pub fn read(bytes: &'static [u8]) -> Self {
        let count = bytes.len() / (HASH + WEIGHT);
        let (hashes, weights) = bytes.split_at(count * HASH);
        let hashes: &[[u8; HASH]] = hashes.as_chunks().0;
        let is_below = |bits: u64| {
            move |hash: &[u8; HASH]| u64::from_le_bytes(*hash) >> (64 - SHARED_BITS) < bits
        };
        let starts = (0..=1 << SHARED_BITS).map(|bits| hashes.partition_point(is_below(bits)));
        Self { hashes, weights: weights.as_chunks().0, starts: starts.collect() }
    }

    /// The weight of the feature of that name; 0 for one that was not learnt.
    pub fn weight(&self, name: fmt::Arguments<'_>) -> i32 {
        self.weight_of_hash(FNV_BASIS, name)
    }

    /// The same where one file holds several sets of weights: for the feature `set|name`.
    pub fn weight_of(&self, set: &str, name: fmt::Arguments<'_>) -> i32 {
        self.weight_of_hash(fnv(fnv(FNV_BASIS, set.as_bytes()), b"|"), name)
    }

    /// The weight of the feature whose name goes on with `name`; `hash` is that of its beginning.
    fn weight_of_hash(&self, hash: u64, name: fmt::Arguments<'_>) -> i32 {
        let mut hashed = Hashed(hash);
        // Hashing takes whatever is written.
        let _ = hashed.write_fmt(name);
        let bits = (hashed.0 >> (64 - SHARED_BITS)) as usize;
        let (start, end) = (self.starts[bits], self.starts[bits + 1]);
        let wanted = hashed.0.to_le_bytes();
        let found = self.hashes[start..end].iter().position(|hash| *hash == wanted);
        found.map_or(0, |i| i32::from(i16::from_le_bytes(self.weights[start + i])))
    }
}

/// The hash of what is written.
struct Hashed(u64);

impl Write for Hashed {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        self.0 = fnv(self.0, words.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_whole_and_sorted() {
        for (bytes, weights) in
            [(BLOCKS, ArticleWeights::of_blocks()), (LINES, ArticleWeights::of_lines())]
        {
            assert_eq!(weights.hashes.len() * (HASH + WEIGHT), bytes.len());
            let hashes: Vec<u64> = weights.hashes.iter().map(|h| u64::from_le_bytes(*h)).collect();
            assert!(hashes.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn a_feature_is_found_by_its_name() {
        assert!(ArticleWeights::of_blocks().weight(format_args!("b")) != 0);
        let lines = ArticleWeights::of_lines();
        assert!(lines.weight_of("start", format_args!("b")) != 0);
        let whole = lines.weight(format_args!("end|{}", 'b'));
        assert_eq!(lines.weight_of("end", format_args!("b")), whole);
        assert_eq!(lines.weight(format_args!("none")), 0);
    }
}
