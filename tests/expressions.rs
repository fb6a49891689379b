//! Times and quantities in sentences as news writes them, against `language/*.tsv`.
//!
//! `times.tsv`: published ("-": unknown), sentence, expression, expected value ("first/last" of an
//! interval), expected grain. `quantities.tsv`: sentence, expression, value, upper end, unit ("*":
//! any), "~" if approximate. "-" stands for none. An expected time of "-" must not be found, or
//! without a value; a quantity of "x" must not be found at all. `*_second.tsv` were written when the
//! code was there, without looking at it. Wrong is worse than missed: nothing may be wrong.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "the figures are to be read")]

mod common;

use nutgraf::engine::Resources;
use nutgraf::engine::entity::{Grain, find_quantities, find_times};
use nutgraf::engine::segment::segment;
use nutgraf::engine::text::{Block, BlockKind, Document, Span};

/// What became of the expressions of a set.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

impl Score {
    /// Shows the figures; fails below a share of right ones in percent, or with a wrong one.
    fn finish(&self, name: &str, at_least: usize) {
        let all = self.right + self.wrong.len() + self.missed.len();
        println!(
            "{name}: {all} expressions, {} right, {} wrong, {} missed",
            self.right,
            self.wrong.len(),
            self.missed.len()
        );
        let faults = || {
            let wrong = self.wrong.iter().map(|line| format!("wrong: {line}\n"));
            wrong.chain(self.missed.iter().map(|line| format!("missed: {line}\n")))
        };
        print!("{}", faults().collect::<String>());
        assert!(self.wrong.is_empty(), "{name}:\n{}", faults().collect::<String>());
        assert!(100 * self.right >= at_least * all, "{name}:\n{}", faults().collect::<String>());
    }
}

fn rows(name: &str) -> Vec<Vec<String>> {
    let path = common::root().join("tests/language").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn document(resources: &Resources, sentence: &str) -> Document {
    let span = Span::new(0, sentence.len());
    let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
    segment(resources, sentence.to_owned(), vec![block])
}

/// Where the expression stands, as a word of its own.
fn place(sentence: &str, expression: &str) -> Span {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let at = sentence
        .match_indices(expression)
        .map(|(at, _)| at)
        .find(|&at| {
            let (before, after) = (&sentence[..at], &sentence[at + expression.len()..]);
            is_edge(before.chars().next_back()) && is_edge(after.chars().next())
        })
        .or_else(|| sentence.to_lowercase().find(&expression.to_lowercase()));
    let at = at.unwrap_or_else(|| panic!("{expression:?} is not in {sentence:?}"));
    Span::new(at, at + expression.len())
}

fn grain_name(grain: Grain) -> String {
    format!("{grain:?}").to_lowercase()
}

fn score_times(name: &str) -> Score {
    let resources = Resources::new();
    let mut score = Score::default();
    for row in rows(name) {
        let [published, sentence, expression, value, grain] = &row[..] else {
            panic!("{name}: {row:?}");
        };
        let document = document(&resources, sentence);
        let published = Some(published.as_str()).filter(|p| *p != "-");
        let times = find_times(&resources, &document, published);
        let span = place(sentence, expression);
        let near: Vec<_> = times.iter().filter(|t| t.span.overlaps(span)).collect();
        let shown: Vec<String> = near
            .iter()
            .map(|t| {
                let value = t.value.as_deref().unwrap_or("-");
                let end = t.end.as_ref().map(|end| format!("/{end}")).unwrap_or_default();
                format!("{}={value}{end} {}", document.words(t.span), grain_name(t.grain))
            })
            .collect();
        let line = format!("{expression} ({value}) in {sentence:?}: {shown:?}");
        if value == "-" {
            match near.iter().all(|t| t.value.is_none()) {
                true => score.right += 1,
                false => score.wrong.push(line),
            }
        } else if shown.contains(&format!("{expression}={value} {grain}")) {
            score.right += 1;
        } else if near.iter().all(|t| t.value.is_none()) {
            score.missed.push(line);
        } else {
            score.wrong.push(line);
        }
    }
    score
}

fn score_quantities(name: &str) -> Score {
    let resources = Resources::new();
    let mut score = Score::default();
    for row in rows(name) {
        let [sentence, expression, value, high, unit, approximate] = &row[..] else {
            panic!("{name}: {row:?}");
        };
        let document = document(&resources, sentence);
        let quantities = find_quantities(&resources, &document);
        let span = place(sentence, expression);
        let near: Vec<_> = quantities.iter().filter(|q| q.span.overlaps(span)).collect();
        let number = |text: &str| text.parse::<f64>().ok();
        let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-4,
            (a, b) => a.is_none() && b.is_none(),
        };
        let line = format!("{expression} in {sentence:?}: {near:?}");
        let is_right = near.iter().any(|q| {
            q.span == span
                && same(Some(q.value), number(value))
                && same(q.high, number(high))
                && (unit == "*" || q.unit.as_deref().unwrap_or("-") == unit)
                && q.approximate == (approximate == "~")
        });
        match near.is_empty() {
            true if value == "x" => score.right += 1,
            true => score.missed.push(line),
            false if is_right => score.right += 1,
            false => score.wrong.push(line),
        }
    }
    score
}

#[test]
fn reads_times_of_news() {
    score_times("times.tsv").finish("times", 95);
}

#[test]
fn reads_quantities_of_news() {
    score_quantities("quantities.tsv").finish("quantities", 95);
}

#[test]
fn reads_a_second_batch_of_times() {
    score_times("times_second.tsv").finish("times, second batch", 95);
}

#[test]
fn reads_a_second_batch_of_quantities() {
    score_quantities("quantities_second.tsv").finish("quantities, second batch", 95);
}
