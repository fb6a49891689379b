//! What each step of the check does.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail, ensure};

use super::Outcome;
use super::tools::{self, Tools};
use crate::dist::{self, Speed};
use crate::process;
use crate::workspace::{self, Metadata, cargo};

pub(crate) fn fmt() -> Result<Outcome> {
    passed(cargo().args(["fmt", "--all", "--check"]))
}

pub(crate) fn lock() -> Result<Outcome> {
    process::output(cargo().args(["metadata", "--format-version", "1", "--locked"]))?;
    Ok(Outcome::Passed)
}

/// `cargo tree -i` fails, or prints nothing, when the package that it is asked about is not in
/// the tree.
pub(crate) fn tree() -> Result<Outcome> {
    for package in ["leptos", "wasm-bindgen"] {
        let tree = cargo()
            .args(["tree", "--package", "nutgraf", "--edges", "normal", "--invert", package])
            .output()?;
        let said = String::from_utf8_lossy(&tree.stderr);
        ensure!(tree.stdout.is_empty(), "the native build depends on {package}");
        ensure!(
            tree.status.success() || said.contains("did not match any packages"),
            "cargo tree failed: {}",
            said.trim()
        );
    }
    Ok(Outcome::Passed)
}

pub(crate) fn deny() -> Result<Outcome> {
    if process::find("cargo-deny").is_none() {
        return Ok(Outcome::Skipped("cargo-deny is not installed".to_owned()));
    }
    passed(cargo().args(["deny", "--all-features", "check"]))
}

pub(crate) fn check_engine() -> Result<Outcome> {
    passed(cargo().args(["check", "--package", "nutgraf", "--lib", "--no-default-features"]))
}

pub(crate) fn clippy() -> Result<Outcome> {
    passed(
        cargo()
            .args(["clippy", "--workspace", "--all-targets", "--features", "xtask/eval"])
            .args(["--", "-D", "warnings"]),
    )
}

/// The state of the page and the worker's handler know no browser: they are tested natively too.
pub(crate) fn unit() -> Result<Outcome> {
    passed(cargo().args(["test", "--workspace", "--features", "nutgraf/web,xtask/eval"]))
}

/// The documentation is for those who work on this, so it shows what is private and may link to it.
pub(crate) fn doc() -> Result<Outcome> {
    let mut doc = cargo();
    doc.args(["doc", "--workspace", "--no-deps", "--document-private-items"]);
    passed(doc.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"))
}

/// The page, the worker and the reader of PDF are separate builds: each must do without the others' features.
pub(crate) fn wasm() -> Result<Outcome> {
    dist::ensure_target()?;
    for (feature, bin) in [("worker", "worker"), ("web", "app"), ("pdf-wasm", "pdf")] {
        process::run(
            cargo()
                .args(["clippy", "--package", "nutgraf", "--target", dist::TARGET])
                .args(["--no-default-features", "--features", feature, "--lib", "--bin", bin])
                .args(["--", "-D", "warnings"]),
        )?;
    }
    Ok(Outcome::Passed)
}

/// Comes before the file is built, which is smaller with the `wasm-opt` of these packages.
pub(crate) fn packages() -> Result<Outcome> {
    install_packages(&tools::find()?, &tests_dir()?)?;
    Ok(Outcome::Passed)
}

pub(crate) fn dist() -> Result<Outcome> {
    dist::dist(Speed::Shipped)?;
    Ok(Outcome::Passed)
}

pub(crate) fn e2e() -> Result<Outcome> {
    let tests = Tests::prepare()?;
    process::run(tests.command(&tests.tools.npm).args(["test"]))?;
    Ok(Outcome::Passed)
}

/// `cargo xtask screenshot`: the README's picture.
pub(crate) fn screenshot() -> Result<()> {
    let tests = Tests::prepare()?;
    process::run(tests.command(&tests.tools.node).args(["screenshot.mjs", "screenshots", "readme"]))
}

/// `cargo xtask bench [FOLDER]`: how fast the built page is; of the articles in `folder`.
pub(crate) fn bench(folder: Option<&Path>) -> Result<()> {
    let folder = folder.map(std::path::absolute).transpose()?;
    let tests = Tests::prepare()?;
    process::run(tests.command(&tests.tools.node).arg("bench.mjs").args(folder))
}

fn passed(command: &mut Command) -> Result<Outcome> {
    process::run(command)?;
    Ok(Outcome::Passed)
}

/// The end-to-end tests with all that they need.
struct Tests {
    dir: PathBuf,
    dist: PathBuf,
    bin: PathBuf,
    tools: Tools,
}

impl Tests {
    /// Looks for browsers and Node, installs the tests' packages, and builds the command line.
    fn prepare() -> Result<Self> {
        let dir = tests_dir()?;
        let dist = workspace::dist_dir().join("nutgraf.html");
        if !dist.is_file() {
            bail!("{} is not there; run cargo xtask dist first", dist.display());
        }
        let tools = tools::find()?;
        install_packages(&tools, &dir)?;
        process::run(cargo().args(["build", "--package", "nutgraf", "--bin", "nutgraf"]))?;
        let name = format!("nutgraf{}", std::env::consts::EXE_SUFFIX);
        let bin = Metadata::read()?.target_directory.join("debug").join(name);
        Ok(Self { dir, dist, bin, tools })
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.dir)
            .env("NUTGRAF_DIST", &self.dist)
            .env("NUTGRAF_BIN", &self.bin)
            .env("CHROMIUM", &self.tools.chromium)
            .env("FIREFOX", &self.tools.firefox);
        command
    }
}

fn tests_dir() -> Result<PathBuf> {
    let dir = workspace::root().join("tests/e2e");
    ensure!(dir.join("package.json").is_file(), "{} has no package.json", dir.display());
    Ok(dir)
}

/// Runs `npm ci` unless what is installed is newer than the lock file.
fn install_packages(tools: &Tools, dir: &Path) -> Result<()> {
    let modified = |path: &str| dir.join(path).metadata().and_then(|file| file.modified()).ok();
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") {
        return Ok(());
    }
    let mut npm = Command::new(&tools.npm);
    npm.current_dir(dir).args(["ci", "--no-audit", "--no-fund"]);
    process::run(npm.env("PUPPETEER_SKIP_DOWNLOAD", "1"))
}
