//! Files of every format as real programs write them, in the repository's `tests/formats`.
//!
//! The measure is the share of words in their order: twice the longest common subsequence of words
//! over the words of both texts, marks and case counting. What a file must give stands beside it as
//! `<name>.txt`, or, for `<article>-<program>.<ending>`, as `<article>.txt` above its folder; lines
//! that begin with "== " there are facts of an article and not its words.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use nutgraf::engine::Resources;
use nutgraf::engine::clean::clean;
use nutgraf::engine::ingest::{Body, Entry, Input, Readers, Sink, SourceDocument, ingest_each};
use nutgraf::engine::text::BlockKind;
use nutgraf::pdf::Hayro;

use super::table::{Row, Table};

/// Adds a row for each folder of files.
pub(super) fn measure(resources: &Resources, table: &mut Table) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/formats");
    let folders = children(&root).into_iter().filter(|path| path.is_dir());
    let before = table.rows.len();
    for folder in folders {
        let (mut shared, mut all, mut n_files) = (0, 0, 0);
        for file in children(&folder) {
            let Some(expected) = expected(&file) else { continue };
            let found = found(resources, &file);
            let (expected, found) = (words(&expected), words(&found));
            shared += 2 * longest_common(&expected, &found);
            all += expected.len() + found.len();
            n_files += 1;
        }
        if n_files == 0 {
            continue;
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let share = shared as f64 / all.max(1) as f64;
        let row = Row::new("words in order", &name, format!("{share:.4} of {n_files} files"));
        table.rows.push(match name.as_str() {
            "pdf" => row.beside("hayro .980, unpdf .956, pdftotext .922", ".985"),
            "rtf" => row.beside("rtf-parser .989", ".999"),
            _ => row.beside("1.000", "1.000"),
        });
    }
    if table.rows.len() == before {
        table.absent.push("tests/formats".to_owned());
    }
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    paths
}

/// What `file` must give; `None` for what is no sample, or is there to be refused.
fn expected(file: &Path) -> Option<String> {
    if file.extension().is_none_or(|ending| ending == "txt") {
        return None;
    }
    let stem = file.file_stem()?.to_str()?;
    let article = stem.rsplit_once('-').map_or(stem, |(article, _)| article);
    let shared = file.parent()?.parent()?.join(format!("{article}.txt"));
    let text = fs::read_to_string(file.with_extension("txt"))
        .or_else(|_| fs::read_to_string(shared))
        .ok()?;
    Some(text.lines().filter(|line| !line.starts_with("== ")).collect::<Vec<_>>().join("\n"))
}

/// The words of all articles in `file`.
fn found(resources: &Resources, file: &Path) -> String {
    struct Texts<'a>(&'a Resources, String);
    impl Sink for Texts<'_> {
        fn take(&mut self, entry: Entry) -> ControlFlow<()> {
            if let Ok(source) = entry.outcome {
                self.1.push_str(&text(self.0, &source));
                self.1.push('\n');
            }
            ControlFlow::Continue(())
        }
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::read(file).unwrap_or_default();
    let readers = Readers { pdf: Some(&Hayro), ..Readers::default() };
    let mut texts = Texts(resources, String::new());
    ingest_each(Input::named(&name, &bytes), readers, &mut texts);
    texts.1
}

/// The text as read; of a web page, the article without its title.
fn text(resources: &Resources, source: &SourceDocument) -> String {
    if !matches!(source.body, Body::Page(_)) {
        return source.body.texts().join("\n");
    }
    let cleaned = clean(resources, source, true);
    let body = cleaned.blocks.iter().filter(|block| block.kind != BlockKind::Title);
    body.map(|block| block.span.of(&cleaned.text)).collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> Vec<String> {
    // A soft hyphen is no part of a word, and a bullet is none.
    let text = text.replace('\u{ad}', "");
    text.split_whitespace().filter(|word| *word != "•").map(str::to_owned).collect()
}

/// Length of the longest common subsequence.
fn longest_common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0_usize; b.len() + 1];
    for word in a {
        let mut diagonal = 0;
        for (j, other) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if word == other { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_out_of_order_do_not_count() {
        let words = |text: &str| words(text);
        assert_eq!(longest_common(&words("a b c d"), &words("a c b d")), 3);
        assert_eq!(longest_common(&words("a b"), &words("c")), 0);
    }
}
