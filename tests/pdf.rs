//! Files made by real programs are read as what was written into them.
//!
//! `tests/formats/<format>/` holds files and, beside each, `<name>.txt`: what a reader reads, a
//! block a line. `tests/formats/README.md` says what made them. One module per format.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "scores are printed")]

#[path = "formats/pdf.rs"]
mod pdf;
