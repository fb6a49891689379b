//! The reader of PDF, and its answer on the way from one wasm module to another.
//!
//! It is a module beside the engine since it outweighs all its readers together: the page has it
//! as a wasm module of its own. [`wire`] carries the answer from there to the worker, which is built
//! without the reader.

#[cfg(feature = "pdf")]
mod read;
#[cfg(any(feature = "pdf-wasm", feature = "report"))]
pub mod wire;

#[cfg(feature = "pdf")]
pub use read::Hayro;
