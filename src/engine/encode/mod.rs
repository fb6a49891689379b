//! The encoder: numbers that stand for each word in its sentence, shared by tagger, parser and
//! name tagger.
//!
//! In: sentences as lists of words. Out: [`Rows`]. A word's form, prefix, suffixes and shape are
//! hashed into small tables (Bloom embeddings, as in spaCy's `MultiHashEmbed`), mixed by maxout, and
//! read in context by convolutions and recurrences. Weights are 8-bit integers.

mod elements;
mod features;
pub mod kernel;
mod layers;

pub(crate) use elements::{positive_sums, products, quantize};
pub use features::{JOINED, ROWS, Spelling, TABLES, Table};
pub use layers::{Body, Layer, Linear, Norm, PIECES, Rows, WIDTH, Work};

/// The encoder's weights.
#[derive(Clone, Debug)]
pub struct Encoder<'a> {
    /// One table for each of [`TABLES`], row by row.
    pub tables: [&'a [i8]; TABLES.len()],
    /// What the numbers of each table are multiplied by before they are mixed.
    pub factors: [i16; TABLES.len()],
    /// Mixes what the tables give.
    pub mix: Linear<'a>,
    /// The normalisation after it.
    pub norm: Norm<'a>,
    /// What follows.
    pub layers: Vec<Layer<'a>>,
}

impl Encoder<'_> {
    /// Encodes sentences. Their words stand in the live rows of the result, in order; one empty row
    /// stands before each sentence and after the last.
    pub fn encode(&self, sentences: &[&[&str]], work: &mut Work) -> Rows {
        let mut spelling = Spelling::default();
        let mut live = vec![false];
        let n_rows = 1 + sentences.iter().map(|s| s.len() + 1).sum::<usize>();
        let mut joined = Vec::with_capacity(n_rows * JOINED);
        joined.resize(JOINED, 0i16);
        for sentence in sentences {
            for word in *sentence {
                self.embed(&spelling.rows(word), &mut joined);
                live.push(true);
            }
            live.push(false);
            joined.resize(live.len() * JOINED, 0);
        }
        let mut rows = Rows::new(live, &joined, JOINED, &self.mix, &self.norm, work);
        for layer in &self.layers {
            rows.apply(layer, work);
        }
        rows
    }

    fn embed(&self, rows: &[u32; ROWS], joined: &mut Vec<i16>) {
        let mut at = 0;
        for ((table, size), factor) in self.tables.iter().zip(&TABLES).zip(self.factors) {
            let begin = joined.len();
            joined.resize(begin + size.columns, 0);
            for &row in &rows[at..at + size.probes] {
                let values = &table[row as usize * size.columns..][..size.columns];
                for (sum, &v) in joined[begin..].iter_mut().zip(values) {
                    *sum += i16::from(v) * factor;
                }
            }
            at += size.probes;
        }
    }
}
