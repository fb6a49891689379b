//! Measures the language core on the sets of a folder: quality, size, speed, memory.
//!
//! In: a folder with `treebanks/*_{dev,test}.conllu.gz`, `sentences/*.json` and `names/*.conll.gz`,
//! any of which may be absent and is named then. Out: a row for each figure with the best of what
//! there is elsewhere and what is asked for. The engine that is measured is the one that ships.
//! Run by `cargo xtask eval language`, which builds it for release, and for wasm too: there it
//! prints its speed and memory alone, which the native run takes as its
//! second argument; the third is what the tests print that score sets of the repository.

#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

mod data;
mod host;
mod lead;
mod names;
mod porter;
mod rouge;
mod sentences;
mod summaries;
mod table;
mod treebanks;

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).context("which folder?")?;
    ensure!(folder.is_dir(), "{} is no folder", folder.display());
    if std::env::args().nth(2).as_deref() == Some("summaries") {
        return summaries::print(&folder);
    }
    if cfg!(target_family = "wasm") {
        return host::print_wasm(&folder);
    }
    let mut table = table::Table::default();
    // First, so that nothing else is in memory yet.
    let resources = host::load(&mut table);
    let treebanks = treebanks::score(&resources, &folder, &mut table)?;
    sentences::score(&resources, &folder, &mut table)?;
    names::score(&resources, &folder, &mut table)?;
    host::sets_of_the_tests(&std::env::args().nth(3).unwrap_or_default(), &mut table);
    host::sizes(&mut table);
    host::speed(&resources, &treebanks, &mut table);
    host::wasm(std::env::args().nth(2).as_deref(), &mut table);
    print!("{}", table.to_markdown());
    Ok(())
}
