//! `models/claims.bin`: the network that finds cues, sources and contents.
//!
//! # Layout
//! Numbers are little-endian. `NGCLAIM1`; the sizes that [`sizes`] lists, 4 bytes each; the width of
//! the first and of the second reader and how many recurrences each has, 4 bytes each; the number of
//! floats; the floats; then bytes, as in `language.bin`. The first float is the bias of the cue
//! labels.

use bytemuck::{cast_slice, try_cast_slice};

use super::cursor::{Aligned, Cursor};
use crate::engine::claim::network::{
    CUE_LABELS, FLAGS, FORMS, JOINED, Network, PAIR_ROWS, RELATIONS, ROLE_LABELS, Table,
};
use crate::engine::encode::PIECES;
use crate::engine::tag::Relation;

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../models/claims.bin"));

/// The file as it is linked in, once.
pub(super) static BYTES: &[u8] = &FILE.0;

const MAGIC: &[u8] = b"NGCLAIM1";

/// The sizes that the engine is built for; the file states the same.
fn sizes() -> [u32; 6] {
    [JOINED, FORMS.0, RELATIONS.0, FLAGS, PAIR_ROWS.iter().sum(), Relation::ALL.len()]
        .map(|n| n as u32)
}

/// The network that is linked in. `None` if the file is not of this build.
pub(super) fn network() -> Option<Network<'static>> {
    let (magic, rest) = FILE.0.split_at_checked(MAGIC.len())?;
    let words: &[u32] = try_cast_slice(rest.get(..rest.len() / 4 * 4)?).ok()?;
    let (stated, words) = words.split_at_checked(sizes().len())?;
    let (&[width, role_width, layers, role_layers, floats], words) = words.split_first_chunk()?;
    if magic != MAGIC || *stated != sizes() {
        return None;
    }
    let (floats, _) = words.split_at_checked(floats as usize)?;
    let from = MAGIC.len() + 4 * (sizes().len() + 5 + floats.len());
    let mut cursor = Cursor::new(cast_slice(floats), cast_slice(FILE.0.get(from..)?));
    let widths = (width as usize, role_width as usize);
    let network = cursor.claims(widths, layers, role_layers)?;
    cursor.is_at_end().then_some(network)
}

impl Cursor {
    fn claims(
        &mut self,
        (width, role_width): (usize, usize),
        layers: u32,
        role_layers: u32,
    ) -> Option<Network<'static>> {
        Some(Network {
            cue_bias: self.floats(1)?[0],
            forms: self.table(FORMS.0, FORMS.1)?,
            relations: self.table(RELATIONS.0, RELATIONS.1)?,
            mix: self.linear(width * PIECES, JOINED)?,
            norm: self.norm(width)?,
            layers: (0..layers).map(|_| self.recurrence(width)).collect::<Option<_>>()?,
            cue: self.linear(CUE_LABELS, width)?,
            mine: self.linear(role_width, width)?,
            its: self.linear(role_width, width)?,
            pairs: {
                let [a, b, c, d] = PAIR_ROWS;
                [
                    self.table(a, role_width)?.scaled(),
                    self.table(b, role_width)?.scaled(),
                    self.table(c, role_width)?.scaled(),
                    self.table(d, role_width)?.scaled(),
                ]
            },
            role_norm: self.norm(role_width)?,
            role_layers: (0..role_layers)
                .map(|_| self.recurrence(role_width))
                .collect::<Option<_>>()?,
            role: self.linear(ROLE_LABELS, role_width)?,
        })
    }

    fn table(&mut self, rows: usize, columns: usize) -> Option<Table<'static>> {
        Some(Table { values: self.bytes(rows * columns)?, scale: self.floats(1)?[0] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_of_this_build() {
        assert!(network().is_some());
    }
}
