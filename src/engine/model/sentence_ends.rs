//! `models/sentence_ends.bin`: the weights of the features by which sentence ends are told.
//!
//! # Layout
//! Little-endian: the hashes of all features' names in ascending order, 8 bytes each, then their
//! weights in thousandths in the same order, 2 bytes each.

use crate::engine::text::{FNV_BASIS, fnv};

/// The file as it is linked in.
pub(super) const BYTES: &[u8] = include_bytes!("../../../models/sentence_ends.bin");

const HASH: usize = size_of::<u64>();
const WEIGHT: usize = size_of::<i16>();

/// Weights in thousandths, by the hash of the feature's name.
#[derive(Clone, Copy, Debug)]
pub struct SentenceEnds {
    hashes: &'static [[u8; HASH]],
    weights: &'static [[u8; WEIGHT]],
}

impl Default for SentenceEnds {
    fn default() -> Self {
        Self::new()
    }
}

impl SentenceEnds {
    /// The weights that are linked into the binary.
    pub fn new() -> Self {
        let count = BYTES.len() / (HASH + WEIGHT);
        let (hashes, weights) = BYTES.split_at(count * HASH);
        Self { hashes: hashes.as_chunks().0, weights: weights.as_chunks().0 }
    }

    /// The weight of the feature `template:value|value…`; 0 for one that was not learnt.
    pub fn weight(&self, template: &str, values: &[&str]) -> i32 {
        let mut hash = fnv(fnv(FNV_BASIS, template.as_bytes()), b":");
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                hash = fnv(hash, b"|");
            }
            hash = fnv(hash, value.as_bytes());
        }
        match self.hashes.binary_search_by_key(&hash, |h| u64::from_le_bytes(*h)) {
            Ok(i) => i32::from(i16::from_le_bytes(self.weights[i])),
            Err(_) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole_and_sorted() {
        let model = SentenceEnds::new();
        assert_eq!(model.hashes.len() * (HASH + WEIGHT), BYTES.len());
        let hashes: Vec<u64> = model.hashes.iter().map(|h| u64::from_le_bytes(*h)).collect();
        assert!(hashes.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_feature_is_found_by_its_name() {
        // The bias has no values and is learnt in every run.
        assert!(SentenceEnds::new().weight("b", &[]) < 0);
        assert_eq!(SentenceEnds::new().weight("none", &["x"]), 0);
    }
}
