//! Makes the wasm smaller with `wasm-opt`, where one is found that does not break it.
//!
//! Debian 12's binaryen 108 makes modules that no browser starts, because it does not know the
//! tables of references that rustc and wasm-bindgen use now. The npm package `binaryen` works.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::Speed;
use crate::{process, workspace};

/// The oldest binaryen that is trusted.
const OLDEST: u32 = 117;

/// What rustc's output uses without saying so in the file, as its target features are stripped.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// A `wasm-opt` that is recent enough.
pub(crate) struct Optimizer {
    path: PathBuf,
}

/// Looks for a `wasm-opt` beside the end-to-end tests and on the PATH; says what was found.
pub(crate) fn find(speed: Speed) -> Option<Optimizer> {
    if speed == Speed::Fast {
        return None;
    }
    let root = workspace::root();
    let beside = [root.join("node_modules/.bin"), root.join("tests/e2e/node_modules/.bin")];
    let candidates = beside
        .iter()
        .filter_map(|dir| process::executable(dir, "wasm-opt"))
        .chain(process::find("wasm-opt"));
    for path in candidates {
        match version(&path) {
            Some(version) if version >= OLDEST => {
                println!("wasm-opt: {} (binaryen {version})", path.display());
                return Some(Optimizer { path });
            }
            Some(version) => {
                println!("wasm-opt: {} is too old ({version} < {OLDEST})", path.display());
            }
            None => println!("wasm-opt: {} does not say its version", path.display()),
        }
    }
    println!("wasm-opt: none that is fit, so the wasm stays some 5 % larger");
    None
}

fn version(path: &PathBuf) -> Option<u32> {
    let said = process::output(Command::new(path).arg("--version")).ok()?;
    parse_version(&said)
}

fn parse_version(said: &str) -> Option<u32> {
    said.split_whitespace().find_map(|word| word.parse().ok())
}

impl Optimizer {
    /// The same module, smaller; `name` is for its files.
    pub(crate) fn run(&self, wasm: &[u8], name: &str) -> Result<Vec<u8>> {
        let dir = workspace::dist_dir().join("parts");
        fs::create_dir_all(&dir)?;
        let (from, to) = (dir.join("in.wasm"), dir.join(format!("{name}.wasm")));
        fs::write(&from, wasm)?;
        let mut command = Command::new(&self.path);
        command.args(["-Os", "-o"]).arg(&to).arg(&from).args(FEATURES);
        process::run(&mut command)?;
        let smaller = fs::read(&to).with_context(|| format!("no {}", to.display()))?;
        fs::remove_dir_all(&dir)?;
        Ok(smaller)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_that_binaryen_prints() {
        assert_eq!(parse_version("wasm-opt version 132 (version_132)\n"), Some(132));
        assert_eq!(parse_version("wasm-opt version 108\n"), Some(108));
        assert_eq!(parse_version(""), None);
    }
}
