//! Sentence boundaries inside paragraphs.
//!
//! A boundary is the end of a sentence that is not the end of its paragraph, counted in characters
//! that are not blank. The sentences of the gold, joined by one space, are a paragraph's text.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::engine::ingest::{Format, SourceMetadata, ingest_row};
use nutgraf::engine::{Config, Resources, analyze};
use serde::Deserialize;

use super::data::{self, Counts};
use super::table::{Row, Table, Use};

/// A document cut by hand.
#[derive(Deserialize)]
struct Gold {
    /// Paragraphs, as their sentences.
    paras: Vec<Vec<String>>,
}

/// Scores every set in `data`.
pub(super) fn score(resources: &Resources, data: &Path, table: &mut Table) -> Result<()> {
    let files = data::files(&data.join("sentences"), ".json");
    if files.iter().all(|(name, _)| !name.contains("news")) {
        table.absent.push("sentences/*news*.json".to_owned());
    }
    if files.iter().all(|(name, _)| !name.contains("weblog")) {
        table.absent.push("sentences/*weblog*.json".to_owned());
    }
    for (name, path) in files {
        let documents: Vec<Gold> =
            serde_json::from_str(&data::read(&path)?).with_context(|| name.clone())?;
        let mut counts = Counts::default();
        for document in &documents {
            add(resources, document, &mut counts)?;
        }
        let (precision, recall, f1) = counts.scores();
        let measured = format!("F1 {f1:.3} (P {precision:.3}, R {recall:.3})");
        let (anchor, asked) = match name.as_str() {
            name if name.contains("news") => ("unicode-segmentation .947, sentencex .911", ".970"),
            name if name.contains("weblog") => {
                ("unicode-segmentation .939, sentencex .913", ".970")
            }
            _ => ("", ""),
        };
        let set = format!("{name} ({} boundaries)", counts.gold);
        let row = Row::new("sentences", &set, measured).used(Use::of(&name));
        table.rows.push(row.beside(anchor, asked));
    }
    Ok(())
}

fn add(resources: &Resources, gold: &Gold, counts: &mut Counts) -> Result<()> {
    let trim = |sentence: &String| sentence.trim_matches(is_blank).to_owned();
    let paragraphs: Vec<Vec<String>> =
        gold.paras.iter().map(|sentences| sentences.iter().map(trim).collect()).collect();
    let (inner, ends) = boundaries(&paragraphs);
    counts.gold += inner.len();
    let text: Vec<String> = paragraphs.iter().map(|sentences| sentences.join(" ")).collect();
    let text = text.join("\n\n");
    let source = ingest_row("document", &text, Format::Text, true, SourceMetadata::default())?;
    let config = Config { clean: false, ..Config::default() };
    let document = analyze(resources, &source, &config, &mut ())?.value.document;
    let ends_found = document.sentences.iter().map(|s| s.span.end);
    let found: BTreeSet<usize> = ends_found.map(|end| solid(&document.text[..end])).collect();
    let found: BTreeSet<usize> = found.difference(&ends).copied().collect();
    counts.found += found.len();
    counts.right += found.intersection(&inner).count();
    Ok(())
}

/// Ends of sentences inside paragraphs, and ends of paragraphs.
fn boundaries(paragraphs: &[Vec<String>]) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let (mut at, mut inner, mut ends) = (0, BTreeSet::new(), BTreeSet::new());
    for sentences in paragraphs {
        for sentence in sentences {
            at += solid(sentence);
            inner.insert(at);
        }
        ends.insert(at);
    }
    (inner.difference(&ends).copied().collect(), ends)
}

/// Characters that are not blank.
fn solid(text: &str) -> usize {
    text.chars().filter(|&c| !is_blank(c)).count()
}

/// White space as Python has it, whose script this agrees with.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_paragraph_is_no_boundary() {
        let paragraphs = [vec!["A b.".to_owned(), "C.".to_owned()], vec!["D e.".to_owned()]];
        let (inner, ends) = boundaries(&paragraphs);
        assert_eq!(inner, BTreeSet::from([3]));
        assert_eq!(ends, BTreeSet::from([5, 8]));
    }
}
