//! What depends on this machine or lies in the repository: sizes, speed, memory, and the sets
//! beside the tests.

use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use nutgraf::engine::Resources;
use nutgraf::engine::model;
use nutgraf::engine::tag::{lemma, tag_words};

use super::table::{Row, Table};
use super::treebanks::Treebank;

/// Passes over the words, of which the middle one counts.
const PASSES: usize = 5;

/// Loads the engine's resources and says how much memory and time that took.
pub(super) fn load(table: &mut Table) -> Resources {
    let before = resident();
    let started = Instant::now();
    let resources = Resources::new();
    let elapsed = started.elapsed().as_secs_f64() * 1e3;
    let measured = match (before, resident()) {
        (Some(before), Some(after)) => {
            let more = after.saturating_sub(before) as f64 / 1e3;
            format!("{more:.1} MB more than before, {elapsed:.1} ms")
        }
        _ => format!("not measured; {elapsed:.1} ms"),
    };
    table.rows.push(Row::new("loading", "native", measured));
    let worker = Row::new("memory after loading", "worker", "not measured");
    table.rows.push(worker.beside("", "at most 25 MB"));
    resources
}

/// Memory that this process has in use, in kB, where the system says so.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Sets in the repository that have a test of their own, which prints their figures.
pub(super) fn other_sets(table: &mut Table) {
    let sets = [
        ("pronouns, titles", "speakers", "speakers", "nearest name 62 %", "85 %"),
        ("times", "times.tsv", "expressions", "best crate 22 of 47", "45 of 47, none wrong"),
    ];
    for (what, path, test, anchor, asked) in sets {
        let path = format!("tests/language/{path}");
        if Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&path).exists() {
            let measured = format!("by cargo test --test {test} -- --nocapture");
            table.rows.push(Row::new(what, &path, measured).beside(anchor, asked));
        } else {
            table.absent.push(format!("{path} ({what}: {asked}; {anchor})"));
        }
    }
}

/// The size of each model, gzipped, and of all.
pub(super) fn sizes(table: &mut Table) {
    let mut total = 0;
    for (name, bytes) in model::FILES {
        let packed = packed(bytes);
        total += packed;
        table.rows.push(Row::new("size, gzipped", name, megabytes(packed)));
    }
    let row = Row::new("size, gzipped", "all models", megabytes(total));
    table.rows.push(row.beside("spaCy sm 12.8 MB", "at most 2.5 MB"));
}

fn packed(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().map_or(0, |packed| packed.len())
}

fn megabytes(bytes: usize) -> String {
    format!("{:.3} MB", bytes as f64 / 1e6)
}

/// Words a second, in this one thread, over the words of all treebanks.
pub(super) fn speed(resources: &Resources, treebanks: &[Treebank], table: &mut Table) {
    let forms: Vec<Vec<&str>> = treebanks.iter().flat_map(Treebank::forms).collect();
    let sentences: Vec<&[&str]> = forms.iter().map(Vec::as_slice).collect();
    let n_words: usize = sentences.iter().map(|s| s.len()).sum();
    let set = format!("native, {n_words} words");
    let tagged = || tag_words(resources, black_box(&sentences));
    let words = tagged();
    let spelled = || {
        let forms = sentences.iter().flat_map(|s| s.iter());
        let lemmas = forms.zip(&words).map(|(f, w)| lemma(&resources.lemmas, f, w.upos, w.xpos));
        lemmas.map(|lemma| lemma.len()).sum::<usize>()
    };
    let row = Row::new("tag and parse", &set, per_second(n_words, tagged));
    table.rows.push(row.beside("spaCy sm 11.5k", "60k, then 100k words/s"));
    table.rows.push(Row::new("lemmas", &set, per_second(n_words, spelled)));
    table.rows.push(
        Row::new("tag and parse", "wasm", "not measured").beside("", "25k, then 40k words/s"),
    );
}

/// The middle speed of a few passes of `work`.
fn per_second<T>(n_words: usize, work: impl Fn() -> T) -> String {
    if n_words == 0 {
        return "not measured: no words".to_owned();
    }
    let mut passes: Vec<f64> = (0..PASSES)
        .map(|_| {
            let started = Instant::now();
            black_box(work());
            started.elapsed().as_secs_f64()
        })
        .collect();
    passes.sort_by(f64::total_cmp);
    format!("{:.0}k words/s", n_words as f64 / passes[PASSES / 2] / 1e3)
}
