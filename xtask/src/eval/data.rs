//! Finding and reading the sets.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Files of `folder` whose names end with `ending`, sorted, with their names without it.
pub(super) fn files(folder: &Path, ending: &str) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let named = entries.filter_map(Result::ok).filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().strip_suffix(ending)?.to_owned();
        Some((name, entry.path()))
    });
    let mut files: Vec<(String, PathBuf)> = named.collect();
    files.sort();
    files
}

/// The text of `path`, which may be gzip.
pub(super) fn read(path: &Path) -> Result<String> {
    let shown = || path.display().to_string();
    let bytes = fs::read(path).with_context(shown)?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return String::from_utf8(bytes).with_context(shown);
    }
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice())
        .read_to_string(&mut text)
        .with_context(shown)?;
    Ok(text)
}

/// Right ones, found ones and those of the gold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) right: usize,
    pub(super) found: usize,
    pub(super) gold: usize,
}

impl Counts {
    /// Precision, recall and their harmonic mean.
    pub(super) fn scores(self) -> (f64, f64, f64) {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.found), share(self.gold));
        let sum = precision + recall;
        (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_the_harmonic_one() {
        let (precision, recall, f1) = Counts { right: 1, found: 1, gold: 3 }.scores();
        assert_eq!((precision, recall), (1.0, 1.0 / 3.0));
        assert!((f1 - 0.5).abs() < 1e-12);
        assert_eq!(Counts::default().scores().2, 0.0);
    }
}
