//! The sets of marked articles: the PolNeAR corpus, in the folder of data, and the project's own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use nutgraf::engine::text::{CodePoints, Span};
use serde::Deserialize;

use super::super::data;
use super::super::table::Use;
use super::attributions::{Article, Attribution, Tier, marked};

/// Articles that are measured together.
pub(super) struct Set {
    /// "polnear_dev".
    pub(super) name: String,
    /// What it was for while the engine was made.
    pub(super) used: Use,
    /// In the order of the file, or of the files' names.
    pub(super) articles: Vec<Article>,
}

/// A line of the corpus. Positions are code points.
#[derive(Deserialize)]
struct Row {
    id: String,
    title: Option<String>,
    text: String,
    attributions: Vec<RowAttribution>,
}

#[derive(Deserialize)]
struct RowAttribution {
    #[serde(default)]
    source: Option<Vec<[usize; 2]>>,
    #[serde(default)]
    cue: Option<Vec<[usize; 2]>>,
    #[serde(default)]
    content: Option<Vec<[usize; 2]>>,
    tier: Option<String>,
    source_head: Option<[usize; 2]>,
}

/// Every set that is there, and what is not. The training articles only where they are asked for.
pub(super) fn read_all(folder: &Path, train: bool) -> Result<(Vec<Set>, Vec<String>)> {
    let (mut sets, mut absent) = (Vec::new(), Vec::new());
    let wanted: &[&str] = if train {
        &["polnear_dev", "polnear_test", "polnear_train"]
    } else {
        &["polnear_dev", "polnear_test"]
    };
    for name in wanted {
        let file = format!("attributions/{name}.jsonl.gz");
        let path = folder.join(&file);
        if path.exists() {
            let articles = read_rows(&data::read(&path)?).context(file)?;
            sets.push(Set { name: (*name).to_owned(), used: Use::of(name), articles });
        } else {
            absent.push(file);
        }
    }
    for (half, used) in [("dev", Use::Development), ("held", Use::Test)] {
        let articles = read_own(&own().join(half))?;
        if articles.is_empty() {
            absent.push(format!("tests/language/attributions/{half}/*.txt"));
        } else {
            sets.push(Set { name: format!("own_{half}"), used, articles });
        }
    }
    Ok((sets, absent))
}

/// Where the project's own articles are.
fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/language/attributions")
}

fn read_own(folder: &Path) -> Result<Vec<Article>> {
    let read = |(name, path): (String, PathBuf)| {
        let shown = path.display().to_string();
        let text = fs::read_to_string(&path).with_context(|| shown.clone())?;
        marked::read(&name, &text).with_context(|| shown)
    };
    data::files(folder, ".txt").into_iter().map(read).collect()
}

fn read_rows(lines: &str) -> Result<Vec<Article>> {
    let read = |(line, number): (&str, usize)| {
        let row: Row = serde_json::from_str(line).with_context(|| format!("line {number}"))?;
        article(row).with_context(|| format!("line {number}"))
    };
    lines.lines().zip(1..).map(read).collect()
}

fn article(row: Row) -> Result<Article> {
    let attributions = {
        let code_points = CodePoints::new(&row.text);
        let byte = |at: usize| code_points.to_byte(at).context("a position lies behind the text");
        let span =
            |[start, end]: [usize; 2]| -> Result<Span> { Ok(Span::new(byte(start)?, byte(end)?)) };
        let spans = |of: Option<Vec<[usize; 2]>>| -> Result<Vec<Span>> {
            of.unwrap_or_default().into_iter().map(span).collect()
        };
        let attribution = |row: RowAttribution| -> Result<Attribution> {
            let tier = match row.tier.as_deref() {
                Some(code) => Tier::from_code(code).with_context(|| format!("tier {code:?}"))?,
                None => Tier::Other,
            };
            Ok(Attribution {
                source: spans(row.source)?,
                cue: spans(row.cue)?,
                content: spans(row.content)?,
                head: row.source_head.map(span).transpose()?,
                tier,
                details: None,
            })
        };
        row.attributions.into_iter().map(attribution).collect::<Result<Vec<Attribution>>>()?
    };
    Ok(Article {
        name: row.id,
        title: row.title,
        published: None,
        outlet: None,
        text: row.text,
        attributions,
        nested: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_become_bytes() {
        let line = r#"{"id": "a", "text": "“Ja”, Jörg said", "attributions": [{"source": [[6, 10]],
            "cue": [[11, 15]], "content": [[1, 3]], "tier": "direct", "source_head": null}]}"#;
        let articles = read_rows(&line.replace('\n', "")).unwrap();
        let [attribution] = &articles[0].attributions[..] else { panic!("{articles:?}") };
        assert_eq!(attribution.source[0].of(&articles[0].text), "Jörg");
        assert_eq!(attribution.content[0].of(&articles[0].text), "Ja");
        assert!(read_rows(&line.replace('\n', "").replace("15", "99")).is_err());
    }
}
