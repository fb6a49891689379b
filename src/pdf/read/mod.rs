//! [`Hayro`]: the reader of PDF, on the crates `hayro-syntax` and `hayro-font`.
//!
//! In: the bytes of a PDF. Out: headings, paragraphs, list items and captions in reading order,
//! and what the file says of itself. The crates give operators and the Unicode of a font's codes;
//! the rest is layout analysis of our own:
//!
//! 1. `content`: the page's operators become glyphs with places and sizes; nothing is painted.
//! 2. `words`: glyphs become words, by the gaps between them.
//! 3. `running`: what repeats at the edge of the pages goes out.
//! 4. `columns`, `gutter`: the page is cut by its white space, whatever the order it was drawn in.
//! 5. `lines`, `paragraphs`: the words of a column become lines, these paragraphs.
//! 6. `document`: headings, captions and notes are told apart, interrupted sentences joined.
//! 7. `joining`: words that a line's end parted become whole.
mod columns;
mod content;
mod document;
mod font;
mod guard;
mod gutter;
mod joining;
mod lines;
mod marks;
mod metadata;
mod paragraphs;
mod reader;
mod running;
mod tables;
mod words;

pub use reader::Hayro;
