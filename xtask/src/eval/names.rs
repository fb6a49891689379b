//! Names by strict spans: the same words and the same kind.
//!
//! A set has a word and its tag on each line, a tab between the two, and an empty line between
//! sentences; tags are O, B-kind, I-kind. An I that goes on nothing of its kind begins a name.

use std::path::Path;

use anyhow::Result;
use nutgraf::engine::Resources;
use nutgraf::engine::tag::{NameKind, NameTag, tag_words};

use super::data::{self, Counts};
use super::table::{Row, Table, Use};

const KINDS: [(NameKind, &str); 4] = [
    (NameKind::Person, "person"),
    (NameKind::Organisation, "organisation"),
    (NameKind::Place, "place"),
    (NameKind::Other, "other"),
];

/// The kinds of the figure over all.
const MAIN: usize = 3;

/// Scores every set in `data`.
pub(super) fn score(resources: &Resources, data: &Path, table: &mut Table) -> Result<()> {
    let files = data::files(&data.join("names"), ".conll.gz");
    if files.is_empty() {
        table.absent.push("names/*.conll.gz".to_owned());
    }
    for (name, path) in files {
        let text = data::read(&path)?;
        let counts = compare(resources, &text);
        let mut all = Counts::default();
        for kind in &counts[..MAIN] {
            all.right += kind.right;
            all.found += kind.found;
            all.gold += kind.gold;
        }
        let row = |what: &str, counts: Counts| {
            let (precision, recall, f1) = counts.scores();
            let [precision, recall, f1] = [precision, recall, f1].map(|share| 100.0 * share);
            let measured = format!("F1 {f1:.1} (P {precision:.1}, R {recall:.1})");
            let set = format!("{name} ({} names)", counts.gold);
            Row::new(what, &set, measured).used(Use::of(&name))
        };
        let beside = ("out of domain: spaCy sm 60", "out of domain: 72");
        table.rows.push(row("names, three kinds", all).beside(beside.0, beside.1));
        for ((_, kind), counts) in KINDS.iter().zip(counts) {
            table.rows.push(row(&format!("names, {kind}"), counts));
        }
    }
    Ok(())
}

fn compare(resources: &Resources, text: &str) -> [Counts; KINDS.len()] {
    let (mut forms, mut gold, mut sentences) = (Vec::new(), Vec::new(), Vec::new());
    let mut begin = 0;
    for line in text.lines().chain([""]) {
        match line.split_once('\t') {
            Some((form, tag)) => {
                forms.push(form);
                gold.push(read_tag(tag.trim()));
            }
            None if begin < forms.len() => {
                sentences.push(begin..forms.len());
                begin = forms.len();
            }
            None => {}
        }
    }
    let given: Vec<&[&str]> = sentences.iter().map(|range| &forms[range.clone()]).collect();
    let found: Vec<NameTag> = tag_words(resources, &given).iter().map(|word| word.name).collect();
    let mut counts = [Counts::default(); KINDS.len()];
    for range in sentences {
        let (gold, found) = (spans(&gold[range.clone()]), spans(&found[range]));
        for (count, (kind, _)) in counts.iter_mut().zip(KINDS) {
            let of_kind = |span: &&(usize, usize, NameKind)| span.2 == kind;
            count.gold += gold.iter().filter(of_kind).count();
            count.found += found.iter().filter(of_kind).count();
            count.right += found.iter().filter(of_kind).filter(|s| gold.contains(s)).count();
        }
    }
    counts
}

/// A tag of the sets, whose kinds are more than ours.
fn read_tag(tag: &str) -> NameTag {
    let Some((place, kind)) = tag.split_once('-') else { return NameTag::Outside };
    let kind = match kind.to_ascii_lowercase().as_str() {
        "person" | "per" => NameKind::Person,
        "location" | "loc" | "gpe" | "place" => NameKind::Place,
        "corporation" | "group" | "organisation" | "organization" | "org" => NameKind::Organisation,
        _ => NameKind::Other,
    };
    if place == "B" { NameTag::Begin(kind) } else { NameTag::Inside(kind) }
}

/// The names of a sentence: first word, word behind the last, kind.
fn spans(tags: &[NameTag]) -> Vec<(usize, usize, NameKind)> {
    let mut spans: Vec<(usize, usize, NameKind)> = Vec::new();
    for (i, tag) in tags.iter().enumerate() {
        match (*tag, spans.last_mut()) {
            (NameTag::Outside, _) => {}
            (NameTag::Inside(kind), Some(last)) if last.1 == i && last.2 == kind => last.1 = i + 1,
            (NameTag::Begin(kind) | NameTag::Inside(kind), _) => spans.push((i, i + 1, kind)),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_go_by_their_tags() {
        let tags = ["B-person", "I-person", "B-person", "O", "I-group", "I-location"].map(read_tag);
        let expected = [
            (0, 2, NameKind::Person),
            (2, 3, NameKind::Person),
            (4, 5, NameKind::Organisation),
            (5, 6, NameKind::Place),
        ];
        assert_eq!(spans(&tags), expected);
    }
}
