//! Measures the engine on the sets of a folder: `language FOLDER …`, `claims FOLDER …`,
//! `summaries FOLDER …` or `ingest FOLDER`.
//!
//! All but the first are told in their own modules. `language` is quality, size, speed and memory of the language
//! core. In: a folder with `treebanks/*_{dev,test}.conllu.gz`, `sentences/*.json` and `names/*.conll.gz`,
//! any of which may be absent and is named then. Out: a row for each figure with the best of what
//! there is elsewhere and what is asked for. The engine that is measured is the one that ships.
//! Run by `cargo xtask eval`, which builds it for release, and `language`, `summaries` and `ingest` for
//! wasm too: there they print speed (and memory) alone, which the native run takes behind the folder;
//! behind that comes for `language` what the tests print that score sets of the repository, for
//! `ingest` the size of the readers.

#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

mod claims;
mod data;
mod facts;
mod formats;
mod host;
mod lead;
mod names;
mod pages;
mod peers;
mod porter;
mod readability;
mod rouge;
mod sentences;
mod summaries;

mod table;
mod treebanks;

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use lexopt::prelude::*;

fn main() -> Result<()> {
    let mut parser = lexopt::Parser::from_env();
    match parser.next()? {
        Some(Value(subject)) if subject == "language" => language(parser),
        Some(Value(subject)) if subject == "claims" => {
            claims::run(&claims::Options::parse(parser)?)
        }
        Some(Value(subject)) if subject == "summaries" => {
            let folder = folder(&mut parser)?;
            if cfg!(target_family = "wasm") {
                return summaries::print_wasm(&folder);
            }
            let wasm = parser.raw_args()?.next().map(|text| text.to_string_lossy().into_owned());
            summaries::print(&folder, wasm.as_deref().filter(|w| !w.is_empty()))
        }
        Some(Value(subject)) if subject == "ingest" => ingest(parser),
        _ => bail!("language, claims, summaries or ingest?"),
    }
}

fn folder(parser: &mut lexopt::Parser) -> Result<PathBuf> {
    let folder = PathBuf::from(parser.value().context("which folder?")?);
    ensure!(folder.is_dir(), "{} is no folder", folder.display());
    Ok(folder)
}

fn ingest(mut parser: lexopt::Parser) -> Result<()> {
    let folder = folder(&mut parser)?;
    if cfg!(target_family = "wasm") {
        return pages::print_wasm(&folder);
    }
    let (mut wasm, mut errors) = (pages::InWasm::default(), false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("errors") => errors = true,
            Long("speed") => wasm.speed = Some(parser.value()?.string()?),
            Long("size") => wasm.size = Some(parser.value()?.string()?),
            other => bail!(other.unexpected()),
        }
    }
    pages::print(&folder, errors, &wasm)
}

fn language(mut parser: lexopt::Parser) -> Result<()> {
    let folder = folder(&mut parser)?;
    if cfg!(target_family = "wasm") {
        return host::print_wasm(&folder);
    }
    let mut printed = parser.raw_args()?.map(|text| text.to_string_lossy().into_owned());
    let (wasm, tests) = (printed.next(), printed.next().unwrap_or_default());
    let mut table = table::Table::default();
    // First, so that nothing else is in memory yet.
    let resources = host::load(&mut table);
    let treebanks = treebanks::score(&resources, &folder, &mut table)?;
    sentences::score(&resources, &folder, &mut table)?;
    names::score(&resources, &folder, &mut table)?;
    host::sets_of_the_tests(&tests, &mut table);
    host::sizes(&mut table);
    host::speed(&resources, &treebanks, &mut table);
    host::wasm(wasm.as_deref(), &mut table);
    print!("{}", table.to_markdown());
    Ok(())
}
