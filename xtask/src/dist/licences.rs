//! Collects the licences of everything that is linked into the two modules.
//!
//! Out: JSON, `{"packages": [{"name", "version", "licence", "source", "texts": [0, 3]}],
//! "texts": ["…"]}`, sorted by name; each text stands in it once, and packages refer to texts by
//! number. Packages that only build (macros, build scripts) are not in the file and so not in the
//! list. A package that came without its terms gets those that its licence is known by.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;

use super::Bin;
use crate::process;
use crate::workspace::{self, Metadata, Package};

#[derive(Serialize)]
struct Licences {
    packages: Vec<Entry>,
    texts: Vec<String>,
}

#[derive(Serialize)]
struct Entry {
    name: String,
    version: String,
    licence: String,
    /// Where the source is.
    source: Option<String>,
    texts: Vec<usize>,
}

/// What the MIT licence says after the line that names the authors.
const MIT: &str = include_str!("mit.txt");

/// Makes the list.
pub(crate) fn collect(metadata: &Metadata) -> Result<String> {
    let mut linked = BTreeSet::new();
    for bin in [Bin::App, Bin::Worker, Bin::Pdf] {
        linked.extend(linked_into(bin)?);
    }
    let mut licences = Licences { packages: Vec::new(), texts: Vec::new() };
    licences.add_standard_library()?;
    let packages: Vec<&Package> =
        linked.iter().map(|package| find(metadata, package)).collect::<Result<_>>()?;
    for package in &packages {
        licences.add(package)?;
    }
    licences.add_missing_texts(&packages);
    serde_json::to_string(&licences).context("the licences could not be written as JSON")
}

fn find<'a>(metadata: &'a Metadata, (name, version): &(String, String)) -> Result<&'a Package> {
    let same = |package: &&Package| package.name == *name && package.version == *version;
    let found = metadata.packages.iter().find(same);
    found.with_context(|| format!("`cargo metadata` does not know {name} {version}"))
}

/// Names and versions of the packages that are linked into a binary.
fn linked_into(bin: Bin) -> Result<BTreeSet<(String, String)>> {
    let tree = process::output(
        workspace::cargo()
            .args(["tree", "--package", "nutgraf", "--no-default-features"])
            .args(["--features", bin.feature(), "--target", "wasm32-unknown-unknown"])
            .args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]),
    )?;
    Ok(tree.lines().filter_map(parse_line).collect())
}

/// Reads "name v1.2.3 (where)".
fn parse_line(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let name = words.next()?;
    let version = words.next()?.strip_prefix('v')?;
    Some((name.to_owned(), version.to_owned()))
}

impl Licences {
    /// Rust's own libraries are linked too, and are no package.
    fn add_standard_library(&mut self) -> Result<()> {
        let version = process::output(workspace::rustc().arg("--version"))?;
        let version = version.split_whitespace().nth(1).unwrap_or_default().to_owned();
        let sysroot = process::output(workspace::rustc().args(["--print", "sysroot"]))?;
        let terms = Path::new(sysroot.trim()).join("share/doc/rust/licenses");
        let files = ["Apache-2.0.txt", "MIT.txt"].map(|file| terms.join(file));
        let there = files.iter().filter(|path| path.is_file());
        let texts = there.map(|path| self.text(path)).collect::<Result<_>>()?;
        self.packages.push(Entry {
            name: "Rust standard library".to_owned(),
            version,
            licence: "MIT OR Apache-2.0".to_owned(),
            source: Some("https://github.com/rust-lang/rust".to_owned()),
            texts,
        });
        Ok(())
    }

    fn add(&mut self, package: &Package) -> Result<()> {
        let dir = package.manifest_path.parent().context("a manifest has a directory")?;
        let mut texts = self.texts_in(dir)?;
        if let Some(file) = &package.license_file {
            let number = self.text(&dir.join(file))?;
            texts.retain(|other| *other != number);
            texts.push(number);
        }
        self.packages.push(Entry {
            name: package.name.clone(),
            version: package.version.clone(),
            licence: package.license.clone().unwrap_or_else(|| "see the text".to_owned()),
            source: package.repository.clone(),
            texts,
        });
        Ok(())
    }

    /// Some packages do not carry the text of their licence. The MIT licence is made from their
    /// authors' names; another is taken from a package that has the same.
    fn add_missing_texts(&mut self, packages: &[&Package]) {
        for package in packages {
            let Some(at) = self.without_text(package) else { continue };
            let licence = self.packages[at].licence.clone();
            self.packages[at].texts = if licence.contains("MIT") {
                vec![self.number(mit(package))]
            } else {
                let same = |entry: &&Entry| entry.licence == licence && !entry.texts.is_empty();
                self.packages.iter().find(same).map(|entry| entry.texts.clone()).unwrap_or_default()
            };
        }
    }

    fn without_text(&self, package: &Package) -> Option<usize> {
        self.packages.iter().position(|entry| {
            entry.name == package.name && entry.version == package.version && entry.texts.is_empty()
        })
    }

    fn texts_in(&mut self, dir: &Path) -> Result<Vec<usize>> {
        licence_files(dir).iter().map(|path| self.text(path)).collect()
    }

    /// The number of a text.
    fn text(&mut self, path: &Path) -> Result<usize> {
        let bytes =
            fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
        Ok(self.number(normalize(&String::from_utf8_lossy(&bytes))))
    }

    fn number(&mut self, text: String) -> usize {
        let known = self.texts.iter().position(|known| *known == text);
        known.unwrap_or_else(|| {
            self.texts.push(text);
            self.texts.len() - 1
        })
    }
}

fn mit(package: &Package) -> String {
    let authors = if package.authors.is_empty() {
        format!("the authors of {}", package.name)
    } else {
        package.authors.join(", ")
    };
    normalize(&format!("MIT License\n\nCopyright (c) {authors}\n\n{MIT}"))
}

/// Files at the top of a package that hold its terms, sorted.
fn licence_files(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && holds_terms(path))
        .collect();
    files.sort();
    files
}

fn holds_terms(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
    ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// The same text, however its lines end, so that it is kept once.
fn normalize(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_line_of_cargo_tree() {
        let pair = |name: &str, version: &str| Some((name.to_owned(), version.to_owned()));
        assert_eq!(parse_line("regex v1.13.1"), pair("regex", "1.13.1"));
        assert_eq!(parse_line("nutgraf v0.1.0 (/home/ada/nutgraf)"), pair("nutgraf", "0.1.0"));
        assert_eq!(parse_line(""), None);
    }

    #[test]
    fn keeps_a_text_once_however_its_lines_end() {
        assert_eq!(normalize("\r\nMIT  \r\nas is\r\n"), normalize("MIT\nas is"));
    }
}
