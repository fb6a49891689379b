//! Trained weights and tables, each file of `models/` read in exactly one place.
//!
//! In: the files, linked into the binary. Out: typed views of their bytes. Loading is a cast and
//! not a parse: a loader checks a header and cuts slices. What the files hold, from what and how
//! they were made, and how good they are, is in `models/README.md`.

mod language;
mod lemma;
mod sentence_ends;

pub use lemma::{Casing, Edit, LemmaTable};
pub use sentence_ends::SentenceEnds;

/// A model's file name and its bytes, as they are linked in.
pub const FILES: &[(&str, &[u8])] =
    &[("language.bin", language::BYTES), ("lemma.bin", lemma::BYTES)];

/// The network of `language.bin`.
pub fn network() -> crate::engine::tag::network::Network<'static> {
    language::network().expect("the file is made for this build; a test reads it")
}
