//! [`PdfModule`]: the reader of PDF, a wasm module of its own beside the worker's.
//!
//! It outweighs all other readers together and most piles hold no PDF, so the worker's boot script
//! keeps it packed until the first one comes. It then runs in a new instance for every file: what a
//! broken file does to it ends with that file.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::engine::ingest::{IngestError, Limits, PdfReader, PdfText, unpack_gzip};
use crate::pdf::wire;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = nutgrafPdf, js_name = isCompiled)]
    fn is_compiled() -> bool;

    #[wasm_bindgen(js_namespace = nutgrafPdf, catch)]
    fn packed() -> Result<Uint8Array, JsValue>;

    #[wasm_bindgen(js_namespace = nutgrafPdf, catch)]
    fn compile(wasm: &[u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = nutgrafPdf, js_name = read, catch)]
    fn read_pdf(bytes: &[u8], max_pages: usize) -> Result<Vec<u8>, JsValue>;
}

/// More than the module takes, unpacked; it came with the page.
const LARGEST: u64 = 1 << 28;

/// The reader of PDF.
pub(super) struct PdfModule;

impl PdfReader for PdfModule {
    fn read(&self, bytes: &[u8], limits: &Limits) -> Result<PdfText, IngestError> {
        if !is_compiled() {
            load().map_err(|error| failed("its reader did not start", &error))?;
        }
        let answer = read_pdf(bytes, limits.pages)
            .map_err(|error| failed("its reader broke down on it", &error))?;
        wire::decode(&answer)
    }
}

/// Unpacks and compiles the module.
fn load() -> Result<(), JsValue> {
    let wasm = unpack_gzip(&packed()?.to_vec(), LARGEST)
        .map_err(|error| JsValue::from_str(&error.to_string()))?;
    compile(&wasm)
}

fn failed(what: &str, error: &JsValue) -> IngestError {
    let said = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    let said = said.or_else(|| error.as_string()).unwrap_or_default();
    IngestError::Malformed { format: "PDF", reason: format!("{what} ({said})") }
}
