//! What several integration tests share: the corpus, analysing a file, comparing with a golden.

#![allow(dead_code, reason = "each test uses its own part of this")]

use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::engine::ingest::{self, Input, SourceDocument};
use nutgraf::engine::{self, Analysis, Config, Resources, Warned};
use nutgraf::report::{self, Article};

/// Set to 1, goldens are written instead of compared.
pub(crate) const UPDATE: &str = "NUTGRAF_UPDATE_GOLDENS";

/// The package's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file that tests read.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// Name of its folder.
    pub(crate) slug: String,
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// The article itself: "source.txt", "source.md" or "source.html".
    pub(crate) source: PathBuf,
    /// The bytes of the article.
    pub(crate) bytes: Vec<u8>,
}

impl Case {
    /// Name by which the engine gets to know the file, the same on every machine.
    pub(crate) fn path(&self) -> String {
        let extension = self.source.extension().unwrap().to_string_lossy();
        format!("{}.{extension}", self.slug)
    }

    /// The lines of a file beside the source; none if it is not there.
    pub(crate) fn lines(&self, name: &str) -> Vec<String> {
        let text = fs::read_to_string(self.folder.join(name)).unwrap_or_default();
        text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect()
    }
}

/// All articles of the corpus, by name.
pub(crate) fn corpus() -> Vec<Case> {
    let mut cases = Vec::new();
    for folder in folders(&root().join("tests/corpus")) {
        let source = ["source.txt", "source.md", "source.html"]
            .iter()
            .map(|name| folder.join(name))
            .find(|path| path.exists())
            .unwrap_or_else(|| panic!("{} holds no source", folder.display()));
        let bytes = fs::read(&source).unwrap();
        let slug = folder.file_name().unwrap().to_string_lossy().into_owned();
        cases.push(Case { slug, folder, source, bytes });
    }
    cases
}

/// The folders in `folder`, sorted.
pub(crate) fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|e| e.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

/// Reads and analyses one file as the command line does without options.
pub(crate) fn analyze(
    resources: &Resources,
    path: &str,
    bytes: &[u8],
) -> Result<(SourceDocument, Warned<Analysis>), ingest::IngestError> {
    let source = ingest::ingest(Input::named(path, bytes))?;
    let analysis =
        engine::analyze(resources, &source, &Config::default(), &mut ()).expect("nobody cancels");
    Ok((source, analysis))
}

/// Reads and analyses one file, as an article of a report.
pub(crate) fn article(
    resources: &Resources,
    path: &str,
    bytes: &[u8],
) -> Result<Article, ingest::IngestError> {
    let (source, analysis) = analyze(resources, path, bytes)?;
    Ok(report::article_from_analysis(&source.file, &analysis))
}

/// Reads and analyses an article of the corpus.
pub(crate) fn case_article(resources: &Resources, case: &Case) -> Article {
    article(resources, &case.path(), &case.bytes)
        .unwrap_or_else(|e| panic!("{}: {e}", case.source.display()))
}

/// Goldens that were compared, with those that differ.
#[derive(Default)]
pub(crate) struct Goldens {
    faults: Vec<String>,
}

impl Goldens {
    /// Compares `actual` with the file at `path`, or writes it.
    pub(crate) fn check(&mut self, path: &Path, actual: &str) {
        if std::env::var(UPDATE).is_ok_and(|v| v == "1") {
            fs::write(path, actual).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            return;
        }
        let expected = fs::read_to_string(path).unwrap_or_default();
        if expected != actual {
            let shown = path.strip_prefix(root()).unwrap_or(path).display().to_string();
            let diff = similar::TextDiff::from_lines(expected.as_str(), actual);
            let diff = diff.unified_diff().context_radius(1).header(&shown, "now").to_string();
            self.faults.push(diff);
        }
    }

    /// Fails with all differences.
    pub(crate) fn finish(self) {
        assert!(
            self.faults.is_empty(),
            "\n{}\n{} goldens differ. If the change is meant, renew them with {UPDATE}=1.\n",
            self.faults.join("\n"),
            self.faults.len(),
        );
    }
}

/// `text` with every run of white space as one space.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
