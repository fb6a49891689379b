//! Finds the programs that the end-to-end tests need, and installs them where that is easy.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::process;

/// The oldest Node that the tests run on.
const OLDEST_NODE: u32 = 20;

/// What the end-to-end tests run on.
pub(crate) struct Tools {
    pub(crate) chromium: PathBuf,
    pub(crate) firefox: PathBuf,
    pub(crate) node: PathBuf,
    pub(crate) npm: PathBuf,
}

/// A program that is not Rust's.
struct Wanted {
    what: &'static str,
    /// A variable that names it.
    variable: &'static str,
    names: &'static [&'static str],
    /// Where it is when it is not on the PATH.
    places: &'static [&'static str],
    /// The Debian package.
    package: &'static str,
}

const CHROMIUM: Wanted = Wanted {
    what: "Chromium or Chrome",
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    places: &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
    ],
    package: "chromium",
};

const FIREFOX: Wanted = Wanted {
    what: "Firefox",
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox"],
    places: &[
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        "C:/Program Files/Mozilla Firefox/firefox.exe",
    ],
    package: "firefox-esr",
};

const NODE: Wanted = Wanted {
    what: "Node 20 or later (https://nodejs.org)",
    variable: "NODE",
    names: &["node", "nodejs"],
    places: &[],
    package: "nodejs",
};

const NPM: Wanted = Wanted {
    what: "npm (https://nodejs.org)",
    variable: "NPM",
    names: &["npm"],
    places: &[],
    package: "npm",
};

impl Wanted {
    fn find(&self) -> Option<PathBuf> {
        std::env::var_os(self.variable)
            .map(PathBuf::from)
            .filter(|path| path.is_file())
            .or_else(|| self.names.iter().find_map(|name| process::find(name)))
            .or_else(|| self.places.iter().map(PathBuf::from).find(|path| path.is_file()))
    }

    fn require(&self) -> Result<PathBuf> {
        let (what, variable) = (self.what, self.variable);
        self.find().with_context(|| {
            format!("{what} is missing: install it, or set {variable} to the path of its program")
        })
    }
}

/// Finds all of them, after installing what is missing if this is Debian and root asks.
pub(crate) fn find() -> Result<Tools> {
    let wanted = [CHROMIUM, FIREFOX, NODE, NPM];
    let missing: Vec<&Wanted> = wanted.iter().filter(|tool| tool.find().is_none()).collect();
    if !missing.is_empty() && is_debian() && is_root() {
        let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
        install(&packages)?;
    } else if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|tool| tool.what).collect();
        let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
        bail!(
            "the end-to-end tests need {}; on Debian: sudo apt-get install {}; a program that is \
            somewhere else is named by CHROMIUM, FIREFOX, NODE or NPM",
            names.join(", "),
            packages.join(" ")
        );
    }
    let [chromium, firefox, node, npm] = wanted.map(|tool| tool.require());
    let tools = Tools { chromium: chromium?, firefox: firefox?, node: node?, npm: npm? };
    check_node(&tools.node)?;
    Ok(tools)
}

fn install(packages: &[&str]) -> Result<()> {
    println!("installing {}", packages.join(", "));
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    process::run(apt().args(["update", "--quiet"]))?;
    process::run(
        apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages),
    )
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line.trim() == "ID=debian"))
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|said| said.trim() == "0")
}

fn check_node(node: &Path) -> Result<()> {
    let said = process::output(Command::new(node).arg("--version"))?;
    let major = parse_major(&said).with_context(|| format!("what version is {}?", said.trim()))?;
    ensure!(
        major >= OLDEST_NODE,
        "{} is Node {}, the end-to-end tests need {OLDEST_NODE} or later",
        node.display(),
        said.trim()
    );
    Ok(())
}

/// Reads "v20.19.2".
fn parse_major(said: &str) -> Option<u32> {
    said.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_that_node_prints() {
        assert_eq!(parse_major("v20.19.2\n"), Some(20));
        assert_eq!(parse_major("20"), None);
    }
}
