//! Trained weights, each file read here and nowhere else.
//!
//! The files lie in `models/`, each with its card in `models/README.md`.

mod sentence_ends;

pub use sentence_ends::SentenceEnds;
