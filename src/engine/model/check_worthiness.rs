//! `models/check_worthiness.bin`: the weights of the features by which it is told what is worth a
//! check.
//!
//! # Layout
//! Little-endian: the bias and the size of one unit of weight, each in 32-bit floating point; the
//! hashes of all features' names in ascending order, 4 bytes each; their weights in the same order,
//! 1 byte each.

use crate::engine::text::{FNV_BASIS, fnv};

/// The file as it is linked in.
pub(super) const BYTES: &[u8] = include_bytes!("../../../models/check_worthiness.bin");

const HEADER: usize = 8;
const HASH: usize = size_of::<u32>();

/// Bits of a hash by which the place of its weight is looked up.
const LEADING: u32 = 14;

/// Bits of a hash that tell most features that were not learnt from those that were.
const TELLING: u32 = 18;

/// Weights by the hash of the feature's name.
#[derive(Clone, Debug)]
pub struct CheckWorthiness {
    bias: f32,
    unit: f32,
    hashes: &'static [[u8; HASH]],
    weights: &'static [u8],
    /// How many hashes have leading bits below each number.
    starts: Vec<u32>,
    /// A bit for every number of [`TELLING`] bits: whether a hash begins with it.
    learnt: Vec<u64>,
}

impl Default for CheckWorthiness {
    fn default() -> Self {
        Self::new()
    }
}

impl CheckWorthiness {
    /// The weights that are linked into the binary.
    pub fn new() -> Self {
        let (header, rest) = BYTES.split_at(HEADER);
        let number = |at: usize| {
            f32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
        };
        let (hashes, weights) = rest.split_at(rest.len() / (HASH + 1) * HASH);
        let hashes: &[[u8; HASH]] = hashes.as_chunks().0;
        let mut starts = vec![0; (1 << LEADING) + 1];
        let mut learnt = vec![0; (1 << TELLING) / 64];
        for (hash, count) in hashes.iter().zip(1..) {
            let hash = u32::from_le_bytes(*hash);
            starts[leading(hash) + 1] = count;
            let (word, bit) = telling(hash);
            learnt[word] |= bit;
        }
        for i in 1..starts.len() {
            starts[i] = starts[i].max(starts[i - 1]);
        }
        Self { bias: number(0), unit: number(4), hashes, weights, starts, learnt }
    }

    /// The hash of the feature `template:value|value…`.
    pub fn hash(template: &str, values: &[&str]) -> u32 {
        let mut hash = fnv(fnv(FNV_BASIS, template.as_bytes()), b":");
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                hash = fnv(hash, b"|");
            }
            hash = fnv(hash, value.as_bytes());
        }
        (hash ^ (hash >> 32)) as u32
    }

    /// The logit of features that are given by their hashes. One that is given again counts once, one
    /// that was not learnt not at all.
    pub fn logit(&self, hashes: &[u32]) -> f64 {
        let mut taken = vec![0u64; self.weights.len().div_ceil(64)];
        let mut sum = 0;
        for place in hashes.iter().filter_map(|&hash| self.place(hash)) {
            let bit = 1 << (place % 64);
            if taken[place / 64] & bit == 0 {
                taken[place / 64] |= bit;
                sum += i32::from(self.weights[place].cast_signed());
            }
        }
        f64::from(self.bias) + f64::from(sum) * f64::from(self.unit)
    }

    /// Where the weight of a feature stands.
    fn place(&self, hash: u32) -> Option<usize> {
        let (word, bit) = telling(hash);
        if self.learnt[word] & bit == 0 {
            return None;
        }
        let near = self.starts[leading(hash)] as usize..self.starts[leading(hash) + 1] as usize;
        let at = self.hashes[near.clone()].iter().position(|h| u32::from_le_bytes(*h) == hash)?;
        Some(near.start + at)
    }
}

fn leading(hash: u32) -> usize {
    (hash >> (u32::BITS - LEADING)) as usize
}

/// The word of a hash in [`CheckWorthiness::learnt`], and its bit there.
fn telling(hash: u32) -> (usize, u64) {
    let number = hash >> (u32::BITS - TELLING);
    ((number / 64) as usize, 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole_and_sorted() {
        let model = CheckWorthiness::new();
        assert_eq!(HEADER + model.hashes.len() * (HASH + 1), BYTES.len());
        let hashes: Vec<u32> = model.hashes.iter().map(|h| u32::from_le_bytes(*h)).collect();
        assert!(hashes.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(model.unit > 0.0 && model.bias.is_finite());
    }

    #[test]
    fn a_feature_is_found_by_its_name() {
        let model = CheckWorthiness::new();
        let logit = |template: &str, value: &str| {
            model.logit(&[CheckWorthiness::hash(template, &[value])]) - f64::from(model.bias)
        };
        assert!(logit("w", "percent") > 0.0);
        assert!(logit("question", "1") < 0.0);
        assert!(logit("none", "x").abs() < 1e-9);
        let percent = CheckWorthiness::hash("w", &["percent"]);
        assert_eq!(model.logit(&[percent]), model.logit(&[percent, percent]));
    }
}
