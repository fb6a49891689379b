//! `cargo xtask eval language|claims|summaries|ingest --data DIR`: every figure of the language core,
//! of who says what, of the summaries, or of reading files, in one table.
//!
//! The measuring is a binary of its own (`main.rs` beside this), because it holds the engine as it
//! ships, built for release, and nothing of what the other commands need. For the language core and
//! the summaries and for files it is built for wasm too, as the worker is, and run in Node for speed
//! and memory there.
//!
//! How large the readers are is told by a wasm of their own (`readers.rs` beside this): it reads a
//! file of any format but PDF and does nothing else, so that the linker drops all the rest. Its size
//! in brotli counts Rust's own runtime too, which the worker has anyhow: the readers add at most that
//! much to the worker.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::dist::{SHIPPED, SIMD, Speed, engine_for_speed, wasm_opt};
use crate::process;
use crate::workspace::{cargo, root};

/// Wasm with files and a clock.
const TARGET: &str = "wasm32-wasip1";

/// What Cargo is told of the binary.
const BINARY: [&str; 7] =
    ["--quiet", "--package", "xtask", "--bin", "eval", "--no-default-features", "--features=eval"];

/// Prints the table of the language core for the sets in `data`.
pub(crate) fn language(data: &Path) -> Result<()> {
    let wasm = in_wasm("language", data)?;
    let printed = sets_of_the_tests()?;
    process::run(natively("language", data).args([wasm, printed]))
}

/// What is wanted of `eval claims`.
#[derive(Default)]
pub(crate) struct Claims {
    /// Measure the articles too that were learned from.
    pub(crate) train: bool,
    /// How many examples of each kind of error are shown.
    pub(crate) errors: Option<usize>,
    /// Where the figures go as JSON.
    pub(crate) json: Option<PathBuf>,
}

/// Prints the table of who says what for the sets in `data`.
pub(crate) fn claims(data: &Path, wanted: &Claims) -> Result<()> {
    let mut run = natively("claims", data);
    if wanted.train {
        run.arg("--train");
    }
    if let Some(errors) = wanted.errors {
        run.args(["--errors".to_owned(), errors.to_string()]);
    }
    if let Some(json) = &wanted.json {
        run.arg("--json").arg(std::path::absolute(json)?);
    }
    process::run(&mut run)
}

/// Prints the table of summaries for the sets in `data`.
pub(crate) fn summaries(data: &Path) -> Result<()> {
    let wasm = in_wasm("summaries", data)?;
    process::run(natively("summaries", data).arg(wasm))
}

/// Prints the table of reading and cleaning files for the sets in `data`.
pub(crate) fn ingest(data: &Path, each: bool) -> Result<()> {
    let mut run = natively("ingest", data);
    if let Some(node) = process::find("node") {
        let speed = in_wasm("ingest", data)?;
        if !speed.trim().is_empty() {
            run.arg("--speed").arg(speed.trim());
        }
        run.arg("--size").arg(size_of_readers(&node)?);
    }
    if each {
        run.arg("--errors");
    }
    process::run(&mut run)
}

/// The size of the readers in kB of brotli.
fn size_of_readers(node: &Path) -> Result<String> {
    const PROGRAM: [&str; 7] = [
        "--quiet",
        "--package",
        "xtask",
        "--bin",
        "readers",
        "--no-default-features",
        "--features=readers",
    ];
    const PACK: &str = r#"
        const { brotliCompressSync } = require("node:zlib");
        const bytes = require("node:fs").readFileSync(process.argv[1]);
        const kB = (n) => `${(n / 1000).toFixed(0)} kB`;
        console.log(`${kB(brotliCompressSync(bytes).length)}, ${kB(bytes.length)} unpacked`);
    "#;
    let wasm = build(&PROGRAM, "readers")?;
    let printed = process::output(Command::new(node).args(["-e", PACK]).arg(wasm))?;
    Ok(printed.trim().to_owned())
}

/// What the tests print that score the sets of this repository.
fn sets_of_the_tests() -> Result<String> {
    let mut tests = cargo();
    tests.args(["test", "--quiet", "--package", "nutgraf", "--test", "speakers"]);
    tests.args(["--test", "expressions", "--", "--nocapture", "--test-threads=1"]);
    process::output(&mut tests)
}

/// Measures `subject` with the native binary.
fn natively(subject: &str, data: &Path) -> Command {
    let mut run = cargo();
    run.args(["run", "--release"]).args(BINARY).args(["--", subject]).arg(data);
    run
}

/// Builds for wasm, runs it and returns what it prints; nothing without Node.
fn in_wasm(subject: &str, data: &Path) -> Result<String> {
    let Some(node) = process::find("node") else { return Ok(String::new()) };
    let wasm = build(&BINARY, "eval")?;
    let run = root().join("xtask/src/eval/run.mjs");
    let mut node = Command::new(node);
    process::output(node.arg("--no-warnings").arg(run).arg(wasm).arg(subject).arg(data))
}

/// Builds the program `name` for wasm as the worker is built, and returns its file: smaller, if there
/// is a `wasm-opt` that is fit.
fn build(program: &[&str], name: &str) -> Result<PathBuf> {
    process::run(Command::new("rustup").args(["--quiet", "target", "add", TARGET]))?;
    let mut build = cargo();
    build.arg("build").args(program).args(["--target", TARGET, "--profile", SHIPPED]);
    build.args(engine_for_speed(SHIPPED));
    process::run(build.env("CARGO_ENCODED_RUSTFLAGS", SIMD))?;
    let folder = root().join("target").join(TARGET).join(SHIPPED);
    let wasm = folder.join(format!("{name}.wasm"));
    let Some(optimizer) = wasm_opt::find(Speed::Shipped) else { return Ok(wasm) };
    let smaller = folder.join(format!("{name}-opt.wasm"));
    fs::write(&smaller, optimizer.run(&fs::read(&wasm)?, name)?)?;
    Ok(smaller)
}
