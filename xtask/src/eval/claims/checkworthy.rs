//! Check-worthy sentences, told from others.
//!
//! A set has a sentence on each line, with `label` 1 for one that is worth a check; those of debates
//! have a `file_name` besides, and the figure of those is the mean of the average precision in each
//! file, as at CLEF CheckThat! (Atanasova et al. 2019). The weights
//! have seen both training sets; `training/checkworthy/train.py --folds` scores what they have not.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::engine::Resources;
use nutgraf::engine::claim::{Context as Reading, check_worthiness};
use nutgraf::engine::clean::Metadata;
use nutgraf::engine::entity::{find_entities, find_quantities, find_times};
use nutgraf::engine::segment::segment;
use nutgraf::engine::tag::tag_with_states;
use nutgraf::engine::text::{Block, BlockKind, Span};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::data::{self, Counts};
use super::super::table::{Row, Table, Use};
use super::in_parallel;

/// Worth a check from here on.
const THRESHOLD: f64 = 0.5;

#[derive(Deserialize)]
struct Sentence {
    text: String,
    label: Label,
    file_name: Option<String>,
}

/// A number, or the same spelled out.
#[derive(Deserialize)]
#[serde(untagged)]
enum Label {
    Number(u8),
    Word(String),
}

impl Sentence {
    fn is_worthy(&self) -> bool {
        match &self.label {
            Label::Number(label) => *label == 1,
            Label::Word(label) => label == "1",
        }
    }
}

/// Scores every set in `data`.
pub(super) fn score(
    resources: &Resources,
    data: &Path,
    table: &mut Table,
) -> Result<Map<String, Value>> {
    let files = data::files(&data.join("checkworthy"), ".jsonl.gz");
    for wanted in ["claimbuster_test", "ct19_test"] {
        if files.iter().all(|(name, _)| name != wanted) {
            table.absent.push(format!("checkworthy/{wanted}.jsonl.gz"));
        }
    }
    let mut out = Map::new();
    for (name, path) in files {
        let text = data::read(&path)?;
        let read = |line: &str| serde_json::from_str(line).with_context(|| name.clone());
        let sentences: Vec<Sentence> = text.lines().map(read).collect::<Result<_>>()?;
        let worths = in_parallel(&sentences, |sentence| worth(resources, &sentence.text));
        out.insert(name.clone(), rows(&name, &sentences, &worths, table));
    }
    Ok(out)
}

/// How much a sentence by itself is worth a check.
fn worth(resources: &Resources, sentence: &str) -> f64 {
    let span = Span::new(0, sentence.len());
    let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
    let document = segment(resources, sentence.to_owned(), vec![block]);
    let (words, states) = tag_with_states(resources, &document);
    let context = Reading {
        document: &document,
        words: &words,
        states: &states,
        metadata: &Metadata::default(),
        entities: &find_entities(resources, &document, &words),
        quantities: &find_quantities(resources, &document),
        times: &find_times(resources, &document, None),
    };
    check_worthiness(resources, &context, &[span.trim(sentence)])
}

fn rows(name: &str, sentences: &[Sentence], worths: &[f64], table: &mut Table) -> Value {
    let set = format!("{name} ({} sentences)", sentences.len());
    let mut push = |what: &str, measured: String, anchor: &str| {
        table.rows.push(Row::new(what, &set, measured).used(Use::of(name)).beside(anchor, ""));
    };
    let scored: Vec<(f64, bool)> = sentences
        .iter()
        .zip(worths)
        .map(|(sentence, &worth)| (worth, sentence.is_worthy()))
        .collect();
    let mut files: BTreeMap<&str, Vec<(f64, bool)>> = BTreeMap::new();
    for (sentence, scored) in sentences.iter().zip(&scored) {
        if let Some(file) = &sentence.file_name {
            files.entry(file).or_default().push(*scored);
        }
    }
    if files.is_empty() {
        let counts = Counts {
            right: scored.iter().filter(|(worth, yes)| *yes && *worth >= THRESHOLD).count(),
            found: scored.iter().filter(|(worth, _)| *worth >= THRESHOLD).count(),
            gold: scored.iter().filter(|(_, yes)| *yes).count(),
        };
        let (precision, recall, f1) = counts.scores();
        let ap = average_precision(scored).unwrap_or(0.0);
        let [p, r, f] = [precision, recall, f1].map(|share| 100.0 * share);
        let anchors = "number in it 62.1, logistic regression 76.9";
        push("check-worthy, positive F1", format!("{f:.1} (P {p:.1}, R {r:.1})"), anchors);
        let anchor = "logistic regression 85.6";
        push("check-worthy, average precision", format!("{:.1}", 100.0 * ap), anchor);
        return json!({ "p": precision, "r": recall, "f": f1, "ap": ap });
    }
    let precisions: Vec<f64> = files.into_values().filter_map(average_precision).collect();
    let map = precisions.iter().sum::<f64>() / precisions.len().max(1) as f64;
    let anchors = "random .031, logistic regression .149, best official .166";
    let files = precisions.len();
    push("check-worthy, MAP", format!("{map:.3} over {files} files with any"), anchors);
    json!({ "map": map, "files": files })
}

/// Precision at each that is worthy, averaged, sentences of one worth taken together; `None` if none
/// is.
fn average_precision(mut scored: Vec<(f64, bool)>) -> Option<f64> {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut seen, mut sum) = (0, 0, 0.0);
    for equal in scored.chunk_by(|a, b| a.0 == b.0) {
        let n = equal.iter().filter(|(_, yes)| *yes).count();
        right += n;
        seen += equal.len();
        sum += n as f64 * right as f64 / seen as f64;
    }
    (right > 0).then(|| sum / right as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_averaged_over_the_worthy() {
        let ap = average_precision(vec![(0.1, false), (0.9, true), (0.5, false), (0.3, true)]);
        assert_eq!(ap, Some((1.0 + 2.0 / 3.0) / 2.0));
        assert_eq!(average_precision(vec![(0.5, true), (0.5, false)]), Some(0.5));
        assert_eq!(average_precision(vec![(0.5, false)]), None);
    }
}
