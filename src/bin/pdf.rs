//! The reader of PDF, as a wasm module of its own.

use nutgraf::engine::ingest::Limits;
use nutgraf::pdf::{Hayro, wire};
use wasm_bindgen::prelude::wasm_bindgen;

/// Reads a PDF of at most `max_pages` pages; the answer is for `nutgraf::pdf::wire::decode`.
#[wasm_bindgen]
pub fn read_pdf(bytes: Vec<u8>, max_pages: usize) -> Vec<u8> {
    let limits = Limits { pages: max_pages, ..Limits::default() };
    wire::encode(Hayro.read_owned(bytes, &limits))
}

fn main() {}
