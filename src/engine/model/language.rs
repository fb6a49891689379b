//! `models/language.bin`: the encoder, tagger, parser and name tagger.
//!
//! # Layout
//! Numbers are little-endian. `NGLANG1` and a zero byte; the sizes that [`sizes`] lists, 4 bytes
//! each; the number of layers and their kinds (0 convolution, 1 recurrence), 4 bytes each; the number
//! of floats; the floats; then bytes. A linear layer's scales and bias are among the floats and its
//! weights among the bytes, in the order in which [`Cursor`] reads them.

use bytemuck::{cast_slice, try_cast_slice};

use super::cursor::{Aligned, Cursor};
use crate::engine::encode::{Body, Encoder, JOINED, Layer, PIECES, TABLES, WIDTH};
use crate::engine::tag::network::{ARC, DISTANCES, NAMES, Network, RELATION};
use crate::engine::tag::{Relation, Upos, Xpos};

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../models/language.bin"));

/// The file as it is linked in, once.
pub(super) static BYTES: &[u8] = &FILE.0;

const MAGIC: &[u8] = b"NGLANG1\0";

/// The sizes that the engine is built for; the file states the same.
fn sizes() -> [u32; 10] {
    [
        WIDTH,
        PIECES,
        TABLES.len(),
        JOINED,
        ARC,
        DISTANCES,
        RELATION,
        Upos::ALL.len(),
        Xpos::ALL.len() << 16 | Relation::ALL.len(),
        NAMES.len(),
    ]
    .map(|n| n as u32)
}

/// The network that is linked in. `None` if the file is not of this build.
pub(super) fn network() -> Option<Network<'static>> {
    let (magic, rest) = FILE.0.split_at_checked(MAGIC.len())?;
    let words: &[u32] = try_cast_slice(rest.get(..rest.len() / 4 * 4)?).ok()?;
    let (stated, words) = words.split_at_checked(sizes().len())?;
    let (&layers, words) = words.split_first()?;
    let (kinds, words) = words.split_at_checked(layers as usize)?;
    let (&floats, words) = words.split_first()?;
    if magic != MAGIC || *stated != sizes() {
        return None;
    }
    let (floats, _) = words.split_at_checked(floats as usize)?;
    let from = FILE.0.len() - rest.len() + 4 * (sizes().len() + 2 + kinds.len() + floats.len());
    let mut cursor = Cursor::new(cast_slice(floats), cast_slice(FILE.0.get(from..)?));
    let network = cursor.network(kinds)?;
    cursor.is_at_end().then_some(network)
}

impl Cursor {
    fn network(&mut self, kinds: &[u32]) -> Option<Network<'static>> {
        let mut tables: [&[i8]; TABLES.len()] = [&[]; TABLES.len()];
        let mut factors = [0; TABLES.len()];
        for ((table, factor), size) in tables.iter_mut().zip(&mut factors).zip(TABLES) {
            *table = self.bytes(size.rows * size.columns)?;
            *factor = self.floats(1)?[0] as i16;
        }
        let mix = self.linear(WIDTH * PIECES, JOINED)?;
        let norm = self.norm(WIDTH)?;
        let layers = kinds.iter().map(|&kind| self.layer(kind)).collect::<Option<_>>()?;
        Some(Network {
            encoder: Encoder { tables, factors, mix, norm, layers },
            upos: self.linear(Upos::ALL.len(), WIDTH)?,
            xpos: self.linear(Xpos::ALL.len(), WIDTH)?,
            names: self.linear(NAMES.len(), WIDTH)?,
            arc_dependent: self.linear(ARC, WIDTH)?,
            arc_head: self.linear(ARC, WIDTH)?,
            arc: self.linear(ARC, ARC)?,
            distance: self.linear(DISTANCES, ARC)?,
            arc_root: self.floats(ARC)?,
            relation_dependent: self.linear(RELATION, WIDTH)?,
            relation_head: self.linear(RELATION, WIDTH)?,
            relation_root: self.floats(RELATION)?,
            relation: self.linear(Relation::ALL.len(), RELATION)?,
        })
    }

    fn layer(&mut self, kind: u32) -> Option<Layer<'static>> {
        match kind {
            0 => {
                let body = Body::Convolution(self.linear(WIDTH * PIECES, 3 * WIDTH)?);
                Some(Layer { body, norm: self.norm(WIDTH)? })
            }
            1 => self.recurrence(WIDTH),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::encode::Work;

    #[test]
    fn the_file_is_of_this_build() {
        assert!(network().is_some());
    }

    #[test]
    fn words_are_tagged_and_parsed() {
        let forms: Vec<&str> =
            "Foreign Minister Anna Lindqvist said on Tuesday that the talks had failed ."
                .split(' ')
                .collect();
        let words = network().unwrap().read(&[&forms], &mut Vec::new(), &mut Work::default());
        let head = |i: usize| words[i].head.map(|h| forms[h]);
        assert_eq!(words[4].relation, Relation::Root);
        assert_eq!((head(8), words[8].relation), (Some("talks"), Relation::Det));
        assert_eq!((head(9), words[9].relation), (Some("failed"), Relation::Nsubj));
        assert_eq!((head(11), words[11].relation), (Some("said"), Relation::Ccomp));
        assert_eq!((words[3].upos, words[3].xpos), (Upos::Propn, Xpos::Nnp));
        assert_eq!(words[2].name, NAMES[1]);
        assert_eq!(words[3].name, NAMES[2]);
    }

    #[test]
    fn a_sentence_is_read_the_same_among_others() {
        let one = ["It", "rained", "."];
        let other = ["Nobody", "was", "hurt", ",", "police", "said", "."];
        let network = network().unwrap();
        let together = network.read(&[&other, &one, &[]], &mut Vec::new(), &mut Work::default());
        let alone = network.read(&[&one], &mut Vec::new(), &mut Work::default());
        for (a, b) in alone.iter().zip(&together[other.len()..]) {
            assert_eq!((a.upos, a.relation, a.name), (b.upos, b.relation, b.name));
            assert_eq!(a.head, b.head.map(|h| h - other.len()));
        }
    }
}
