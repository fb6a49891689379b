//! `models/summary.bin`: how rare words are in news, and what makes a sentence tell.
//!
//! # Layout
//! Numbers are little-endian. `NGSUMM1` and a zero byte; the sizes that [`sizes`] lists, the number
//! of networks and that of words, 4 bytes each; the floats in the order in which [`Cursor`] reads
//! them; the windows' weights, a byte each; of the words the low 32 bits of the FNV-1a hashes of
//! their stems, ascending, a byte each of rarity in sixteenths, and a signed byte each of how much
//! more readily than others they get into summaries, in sixteenths of a natural logarithm.

use bytemuck::{cast_slice, try_cast_slice};

use crate::engine::encode::Linear;
use crate::engine::summarize::network::{
    HIDDEN, Networks, OF_SET, SEEN, SEEN_OF_WORD, STEP, Scale, Scorer, WORD_HIDDEN, WordNetwork,
};

/// Bytes that floats can be read from in place.
#[repr(C, align(16))]
struct Aligned<B: ?Sized>(B);

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../models/summary.bin"));

/// The file as it is linked in, once.
pub(super) static BYTES: &[u8] = &FILE.0;

const MAGIC: &[u8] = b"NGSUMM1\0";

/// Rarity of a word that the file does not know.
const UNKNOWN: f32 = 9.0;

/// The sizes that the engine is built for; the file states the same.
fn sizes() -> [u32; 6] {
    [SEEN, SEEN_OF_WORD, OF_SET, HIDDEN, STEP, WORD_HIDDEN].map(|n| n as u32)
}

/// What `summary.bin` holds.
#[derive(Clone, Debug)]
pub struct Salience {
    /// What tells how much words and sentences say.
    pub networks: Networks<'static>,
    hashes: &'static [[u8; 4]],
    rarity: &'static [u8],
    priors: &'static [u8],
}

impl Salience {
    /// What is linked into the binary.
    pub fn new() -> Self {
        Self::read(BYTES).expect("the file is made for this build; a test reads it")
    }

    /// Reads a file of this layout, which stands at a multiple of 4 in memory; `None` if it is none.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let words: &[u32] = try_cast_slice(rest.get(..rest.len() / 4 * 4)?).ok()?;
        let (stated, words) = words.split_at_checked(sizes().len())?;
        let (&[networks, count], words) = words.split_first_chunk::<2>()?;
        if *stated != sizes() {
            return None;
        }
        let floats: &[f32] = cast_slice(words);
        let mut cursor = Cursor { floats, rest: &[] };
        let scale_of_words = cursor.scale(SEEN_OF_WORD)?;
        let of_words = WordNetwork {
            scale: scale_of_words,
            hidden: cursor.floats(WORD_HIDDEN * SEEN_OF_WORD)?,
            bias: cursor.floats(WORD_HIDDEN)?,
            out: cursor.floats(WORD_HIDDEN + 1)?,
        };
        let scale = cursor.scale(SEEN)?;
        let parts = (0..networks).map(|_| cursor.parts()).collect::<Option<Vec<_>>>()?;
        let read = 4 * (floats.len() - cursor.floats.len() + sizes().len() + 2);
        cursor.rest = rest.get(read..)?;
        let scorer = |[scales, window_bias, own, bias, set, out, direct]: [&'static [f32]; 7]| {
            let weights = cast_slice(cursor.bytes(HIDDEN * 3 * SEEN)?);
            let window = Linear::new(weights, scales, window_bias);
            Some(Scorer { window, own, bias, set, out, direct })
        };
        let scorers = parts.into_iter().map(scorer).collect::<Option<_>>()?;
        let count = count as usize;
        let hashes = cursor.bytes(4 * count)?.as_chunks().0;
        let (rarity, priors) = (cursor.bytes(count)?, cursor.bytes(count)?);
        let networks = Networks { words: of_words, scale, scorers };
        cursor.rest.is_empty().then_some(Self { networks, hashes, rarity, priors })
    }

    /// Rarity of the stem with this hash, and how readily it gets into summaries.
    pub fn word(&self, hash: u64) -> (f32, f32) {
        match self.hashes.binary_search_by_key(&(hash as u32), |h| u32::from_le_bytes(*h)) {
            Ok(i) => (f32::from(self.rarity[i]) / 16.0, f32::from(self.priors[i] as i8) / 16.0),
            Err(_) => (UNKNOWN, 0.0),
        }
    }
}

impl Default for Salience {
    fn default() -> Self {
        Self::new()
    }
}

/// What is left to read.
struct Cursor {
    floats: &'static [f32],
    rest: &'static [u8],
}

impl Cursor {
    fn floats(&mut self, count: usize) -> Option<&'static [f32]> {
        let (taken, rest) = self.floats.split_at_checked(count)?;
        self.floats = rest;
        Some(taken)
    }

    fn bytes(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn scale(&mut self, count: usize) -> Option<Scale<'static>> {
        Some(Scale { mean: self.floats(count)?, factor: self.floats(count)? })
    }

    /// A scorer's scales, bias of the window, and the rest in the order of its fields.
    fn parts(&mut self) -> Option<[&'static [f32]; 7]> {
        Some([
            self.floats(HIDDEN)?,
            self.floats(HIDDEN)?,
            self.floats(STEP * HIDDEN)?,
            self.floats(STEP)?,
            self.floats(STEP * OF_SET)?,
            self.floats(STEP)?,
            self.floats(HIDDEN + 1)?,
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_of_this_build() {
        let model = Salience::read(BYTES).unwrap();
        assert!(!model.networks.scorers.is_empty());
        let hashes: Vec<u32> = model.hashes.iter().map(|h| u32::from_le_bytes(*h)).collect();
        assert!(hashes.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn rare_words_are_rarer_than_common_ones() {
        use crate::engine::text::{FNV_BASIS, fnv};
        let rarity = |stem: &str| Salience::new().word(fnv(FNV_BASIS, stem.as_bytes())).0;
        assert!(rarity("year") < rarity("harbour"), "{} {}", rarity("year"), rarity("harbour"));
        assert_eq!(rarity("qqqqq"), UNKNOWN);
    }
}
