//! Measures who says what: on the PolNeAR corpus, on the project's own marked articles, on sentences
//! worth a check; and what it costs.
//!
//! In: a folder with `attributions/polnear_{dev,test,train}.jsonl.gz` and `checkworthy/*.jsonl.gz`,
//! any of which may be absent and is named then; the project's own articles lie in the repository.
//! Out: a row for each figure beside those of others, the same as JSON, and examples of what goes
//! wrong, which never come from articles that are kept apart.
//! The corpus marks no attributions inside others, so there found ones with a parent do not count;
//! in the project's own articles all count.

mod anchors;
#[path = "../../../../tests/attributions/mod.rs"]
mod attributions;
mod checkworthy;
mod cost;
mod details;
mod errors;
mod figures;
mod reliability;
mod sets;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use lexopt::Arg::{Long, Value as Word};
use lexopt::ValueExt;
use nutgraf::engine::Resources;
use serde_json::{Map, Value, json};

use super::table::{Table, Use};
use attributions::score::{Judged, Totals, judge};
use attributions::{Reading, read};
use details::Tally;
use errors::Errors;
use reliability::Reliability;
use sets::Set;

/// What is wanted.
pub(super) struct Options {
    /// Where the sets are.
    data: PathBuf,
    /// Measure the training articles too.
    train: bool,
    /// Examples of each kind of error.
    errors: usize,
    /// Where the figures go as JSON.
    json: Option<PathBuf>,
}

impl Options {
    /// From `DIR [--train] [--errors N] [--json FILE]`.
    pub(super) fn parse(mut parser: lexopt::Parser) -> Result<Self> {
        let (mut data, mut train, mut errors, mut json) = (None, false, 0, None);
        while let Some(argument) = parser.next()? {
            match argument {
                Word(folder) if data.is_none() => data = Some(PathBuf::from(folder)),
                Long("train") => train = true,
                Long("errors") => errors = parser.value()?.parse()?,
                Long("json") => json = Some(PathBuf::from(parser.value()?)),
                other => return Err(other.unexpected().into()),
            }
        }
        let data = data.context("which folder?")?;
        ensure!(data.is_dir(), "{} is no folder", data.display());
        Ok(Self { data, train, errors, json })
    }
}

/// What came out on a set.
#[derive(Default)]
struct Measured {
    totals: Totals,
    errors: Errors,
    /// Over all claims, and over those that count in the scope "speech".
    reliability: [Reliability; 2],
    details: [Tally; details::WHAT.len()],
}

/// Measures everything and prints it.
pub(super) fn run(options: &Options) -> Result<()> {
    let resources = Resources::new();
    let (sets, absent) = sets::read_all(&options.data, options.train)?;
    let mut table = Table { absent, ..Table::default() };
    let (mut figures, mut examples) = (Map::new(), String::new());
    for set in &sets {
        let shown = if matches!(set.used, Use::Test) { 0 } else { options.errors };
        let measured = measure(&resources, set, shown > 0)?;
        figures.insert(set.name.clone(), figures::add(set, &measured, &mut table));
        if shown > 0 {
            examples += &format!("\n# {}\n{}", set.name, measured.errors.examples(shown));
        }
    }
    let worthy = checkworthy::score(&resources, &options.data, &mut table)?;
    let time = match sets.first() {
        Some(set) => cost::time(&resources, &set.name, &set.articles, &mut table)?,
        None => Value::Null,
    };
    let sizes = cost::sizes(&mut table);
    print!("{}{examples}", table.to_markdown());
    if sets.iter().any(|set| set.used == Use::Training) {
        println!("polnear_train is learned from: figures on it say nothing of new articles.");
    }
    if let Some(path) = &options.json {
        let all = json!({
            "sets": figures, "checkworthy": worthy, "time": time, "sizes": sizes,
            "absent": table.absent,
        });
        let text = serde_json::to_string_pretty(&all)? + "\n";
        std::fs::write(path, text).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// Reads the articles of a set and counts; with `examples`, errors are put in words.
fn measure(resources: &Resources, set: &Set, examples: bool) -> Result<Measured> {
    let readings = in_parallel(&set.articles, |article| read(resources, article));
    let mut measured = Measured::default();
    for (article, reading) in set.articles.iter().zip(readings) {
        let reading = reading.with_context(|| article.name.clone())?;
        let judged = judge(article, &reading.claims);
        measured.totals.add(&judged);
        rely(&judged, &reading, &mut measured.reliability);
        let shown = |fault: &errors::Fault, note: &str| match examples {
            true => errors::show(article, &reading, fault, note),
            false => String::new(),
        };
        for fault in errors::of(article, &judged) {
            let shown = shown(&fault, "");
            measured.errors.add(fault.label, shown);
        }
        let errors = &mut measured.errors;
        details::add(article, &reading, &judged, &mut measured.details, |what, pair, note| {
            let (marked, found) = (Some(pair.marked), Some(pair.found));
            let fault = errors::Fault { label: format!("DETAIL, {what}"), marked, found };
            let shown = shown(&fault, &note);
            errors.add(fault.label, shown);
        });
    }
    Ok(measured)
}

/// Counts how sure claims are and whether they are right.
fn rely(judged: &Judged, reading: &Reading, reliability: &mut [Reliability; 2]) {
    let in_speech = judged.in_speech();
    for (j, claim) in reading.claims.iter().enumerate() {
        let right = judged.pairs.iter().any(|pair| pair.found == j && pair.right());
        reliability[0].add(claim.confidence, right);
        if in_speech[j] {
            reliability[1].add(claim.confidence, right);
        }
    }
}

/// Does `work` for each of `items` on every core; results in the order of the items.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(i) else { return done };
            done.push((i, work(item)));
        }
    };
    let mut results: Vec<(usize, R)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(share)).collect();
        let joined = threads.into_iter().map(|thread| thread.join().expect("the work panicked"));
        joined.flatten().collect()
    });
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        assert_eq!(in_parallel(&items, |i| i * 2), (0..200).step_by(2).collect::<Vec<_>>());
    }
}
