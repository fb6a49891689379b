//! Where things are.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// The top of the repository.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// Where the finished file goes.
pub(crate) fn dist_dir() -> PathBuf {
    root().join("dist")
}

/// Cargo, at the top of the repository.
pub(crate) fn cargo() -> Command {
    let mut cargo = process::cargo();
    cargo.current_dir(root());
    cargo
}

/// The compiler that Cargo would use.
pub(crate) fn rustc() -> Command {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.current_dir(root());
    rustc
}

/// What `cargo metadata` says, as far as it is wanted here.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    pub(crate) target_directory: PathBuf,
}

/// A package that Cargo knows.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) authors: Vec<String>,
    pub(crate) repository: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) license_file: Option<PathBuf>,
    pub(crate) manifest_path: PathBuf,
}

impl Metadata {
    /// Asks Cargo.
    pub(crate) fn read() -> Result<Self> {
        let text =
            process::output(cargo().args(["metadata", "--format-version", "1", "--all-features"]))?;
        serde_json::from_str(&text).context("`cargo metadata` printed something unexpected")
    }
}
