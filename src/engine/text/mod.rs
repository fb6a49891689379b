//! Text and positions in it: [`Span`], [`Document`], [`CodePoints`]; and [`dateline()`].
//!
//! Inside the engine every position is a byte offset into the one cleaned text of an article.
//! Code points appear only where results leave the engine.

mod code_points;
mod dateline;
mod document;
mod hash;
mod lower;
mod span;
pub mod terms;

pub use code_points::CodePoints;
pub use dateline::{AGENCIES, Dateline, dateline, is_dateline};
pub use document::{Block, BlockKind, Document, Sentence, SentenceId, Token, TokenId, TokenKind};
pub use hash::{FNV_BASIS, fnv, sha256};
pub use lower::in_lower_case;
pub use span::Span;
