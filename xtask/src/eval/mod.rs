//! `cargo xtask eval language --data DIR`: every figure of the language core in one table.
//!
//! The measuring is a binary of its own (`main.rs` beside this), because it holds the engine as it
//! ships, built for release, and nothing of what the other commands need.

use std::path::Path;

use anyhow::Result;

use crate::process;
use crate::workspace::cargo;

/// Prints the table for the sets in `data`.
pub(crate) fn language(data: &Path) -> Result<()> {
    let mut eval = cargo();
    eval.args(["run", "--quiet", "--release", "--package", "xtask", "--bin", "eval"]);
    eval.args(["--no-default-features", "--features", "eval", "--"]).arg(data);
    process::run(&mut eval)
}
