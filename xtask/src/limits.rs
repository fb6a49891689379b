//! How large what is shipped may be, in bytes. The one place where these numbers stand.

/// The page's wasm, gzipped.
pub(crate) const APP_WASM: usize = 720_000;

/// The worker's wasm, gzipped: engine, readers, lexicons and models.
pub(crate) const WORKER_WASM: usize = 5_200_000;

/// The reader of PDF, gzipped.
pub(crate) const PDF_WASM: usize = 550_000;

/// The finished file.
pub(crate) const FILE: usize = 9_000_000;
