//! Says how large each part of the file is, and fails where one is too large.

use std::fmt::Write;

use anyhow::{Result, bail};

use crate::limits;

/// A part of the file.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    /// Bytes as they came.
    pub(crate) raw: usize,
    /// Bytes after gzip.
    pub(crate) gzipped: usize,
}

/// Names of the parts that have a limit.
pub(crate) const APP_WASM: &str = "app wasm";
pub(crate) const WORKER_WASM: &str = "worker wasm";
pub(crate) const PDF_WASM: &str = "PDF wasm";
pub(crate) const FILE: &str = "whole file";

/// The parts as a table.
pub(crate) fn table(parts: &[Part]) -> String {
    let mut table = format!("{:<14}{:>12}{:>12}", "bytes of", "raw", "gzipped");
    for part in parts {
        // Writing to a string cannot fail.
        let _ = write!(table, "\n{:<14}{:>12}{:>12}", part.name, part.raw, part.gzipped);
    }
    table
}

/// Fails where a part is above its limit.
pub(crate) fn check(parts: &[Part]) -> Result<()> {
    let size = |part: &Part| if part.name == FILE { part.raw } else { part.gzipped };
    for (name, limit) in [
        (APP_WASM, limits::APP_WASM),
        (WORKER_WASM, limits::WORKER_WASM),
        (PDF_WASM, limits::PDF_WASM),
        (FILE, limits::FILE),
    ] {
        if let Some(part) = parts.iter().find(|part| part.name == name && size(part) > limit) {
            bail!("{name} has {} bytes, more than the {limit} of xtask/src/limits.rs", size(part));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_a_part_that_is_too_large() {
        let part = |gzipped| Part { name: APP_WASM, raw: 9_000_000, gzipped };
        assert!(check(&[part(limits::APP_WASM)]).is_ok());
        let error = check(&[part(limits::APP_WASM + 1)]).unwrap_err();
        let found = format!("app wasm has {} bytes", limits::APP_WASM + 1);
        assert!(error.to_string().contains(&found), "{error}");
    }
}
