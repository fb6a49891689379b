//! Trained weights and tables, each file of `models/` read in exactly one place.
//!
//! In: the files, linked into the binary. Out: typed views of their bytes. Loading is a cast and
//! not a parse: a loader checks a header and cuts slices. What the files hold, from what and how
//! they were made, and how good they are, is in `models/README.md`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::text::sha256;

mod article;
mod check_worthiness;
mod claims;
mod cursor;
mod error_rates;
mod language;
mod lemma;
mod salience;
mod sentence_ends;

pub use article::ArticleWeights;
pub use check_worthiness::CheckWorthiness;
pub use error_rates::{ErrorRate, error_rates};
pub use lemma::{Casing, Edit, LemmaTable};
pub use salience::Salience;
pub use sentence_ends::SentenceEnds;

/// A model's file name and its bytes, as they are linked in.
pub static FILES: &[(&str, &[u8])] = &[
    ("check_worthiness.bin", check_worthiness::BYTES),
    ("claims.bin", claims::BYTES),
    ("language.bin", language::BYTES),
    ("lemma.bin", lemma::BYTES),
    ("page_blocks.bin", article::BLOCKS),
    ("page_lines.bin", article::LINES),
    ("sentence_ends.bin", sentence_ends::BYTES),
    ("summary.bin", salience::BYTES),
];

/// Name and SHA-256 of every file, reckoned once.
pub fn digests() -> &'static BTreeMap<String, String> {
    static DIGESTS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let name = |file: &str| file.split('.').next().unwrap_or(file).to_owned();
    DIGESTS.get_or_init(|| FILES.iter().map(|(file, bytes)| (name(file), sha256(bytes))).collect())
}

/// The network of `language.bin`.
pub fn network() -> crate::engine::tag::network::Network<'static> {
    language::network().expect("the file is made for this build; a test reads it")
}

/// The network of `claims.bin`.
pub fn claims() -> crate::engine::claim::network::Network<'static> {
    claims::network().expect("the file is made for this build; a test reads it")
}
