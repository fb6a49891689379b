//! Makes wasm of the binaries.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::{Bin, Speed};
use crate::process;
use crate::workspace::{self, Metadata};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Lets the engine multiply in SIMD.
pub(crate) const SIMD: &str = "-Ctarget-feature=+simd128";

/// The profile of what is shipped.
pub(crate) const SHIPPED: &str = "release-wasm";

/// Adds the wasm target through rustup if it is missing.
///
/// Without rustup it goes on: the toolchain may have the target, and Cargo says so if not.
pub(crate) fn ensure_target() -> Result<()> {
    if process::find("rustup").is_none() {
        return Ok(());
    }
    let root = workspace::root();
    let rustup = || {
        let mut rustup = Command::new("rustup");
        rustup.current_dir(&root).arg("target");
        rustup
    };
    let installed = process::output(rustup().args(["list", "--installed"]))?;
    if installed.lines().any(|line| line.trim() == TARGET) {
        return Ok(());
    }
    process::run(rustup().args(["add", TARGET]))
}

/// Builds one binary and returns the path of its wasm.
pub(crate) fn compile(metadata: &Metadata, bin: Bin, speed: Speed) -> Result<PathBuf> {
    let profile = match speed {
        Speed::Fast => "dev-wasm",
        Speed::Shipped => SHIPPED,
    };
    // Each binary has flags of its own: in one folder, each would make Cargo compile the others'
    // dependencies anew.
    let target = metadata.target_directory.join("wasm").join(bin.name());
    let mut cargo = workspace::cargo();
    cargo
        .args(["build", "--package", "nutgraf", "--no-default-features"])
        .arg("--target-dir")
        .arg(&target)
        .args(["--features", bin.feature(), "--bin", bin.name()])
        .args(["--target", TARGET, "--profile", profile])
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags(bin));
    if let Bin::Worker = bin {
        cargo.args(engine_for_speed(profile));
    }
    process::run(&mut cargo)?;
    let name = format!("{}.wasm", bin.name());
    Ok(target.join(TARGET).join(profile).join(name))
}

/// What tells Cargo to build the engine for speed in `profile`, which builds the page for size.
pub(crate) fn engine_for_speed(profile: &str) -> [String; 2] {
    ["--config".into(), format!("profile.{profile}.package.nutgraf.opt-level=3")]
}

/// Takes the builder's directories out of the messages of panics, so that the same sources give
/// the same bytes on every machine, and say nothing of it.
///
/// The page's views are drawn through one erased type, where Leptos would compile each kind of
/// nesting by itself: a sixth less of wasm. The worker multiplies in SIMD, which every browser has
/// that runs the page.
fn rustflags(bin: Bin) -> String {
    let mut flags = vec![remap(&workspace::root(), "nutgraf")];
    flags.push(match bin {
        Bin::App => "--cfg=erase_components".into(),
        Bin::Worker => SIMD.into(),
        // What a crafted file unfolds to ends the reader, not the browser.
        Bin::Pdf => "-Clink-arg=--max-memory=536870912".into(),
    });
    flags.extend(cargo_home().map(|home| remap(&home, "cargo")));
    flags.join("\u{1f}")
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}
