//! What depends on this machine or lies in the repository: sizes, speed, memory, and the sets
//! beside the tests.

use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use anyhow::Result;
use nutgraf::engine::Resources;
use nutgraf::engine::model;
use nutgraf::engine::tag::{lemma, tag_words};

use super::table::{Row, Table, Use};
use super::treebanks::{self, Treebank};

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
    resources
}

/// Memory that this process has in use, in kB, where the system says so.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Takes up the figures that the tests of `tests/language` printed.
pub(super) fn sets_of_the_tests(printed: &str, table: &mut Table) {
    let wanted = [
        ("he, she, titles, nominals", "pronouns, titles", "nearest name 62 %", "85 %"),
        ("nearest name", "nearest name", "", ""),
        ("names:", "names, own articles", "", ""),
        ("expressions,", "times, quantities", "best crate 22 of 47", "times: 45 of 47, none wrong"),
    ];
    for (mark, what, anchor, asked) in wanted {
        let lines: Vec<&str> = printed.lines().filter(|line| line.contains(mark)).collect();
        if lines.is_empty() {
            table.absent.push(format!("tests/language ({what})"));
        }
        for line in lines {
            let (before, after) = line.split_once(mark).unwrap_or_default();
            let before = before.trim_matches(|c: char| !c.is_alphabetic());
            let mut row = Row::new(what, before, after.trim()).beside(anchor, asked);
            row.used = match before {
                "dev" => Use::Development,
                "held" => Use::Test,
                _ => Use::Unknown,
            };
            table.rows.push(row);
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

/// Size gzipped.
pub(super) fn packed(bytes: &[u8]) -> usize {
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
}

/// Prints speed and memory of this wasm, a line each.
pub(super) fn print_wasm(folder: &Path) -> Result<()> {
    let resources = Resources::new();
    let loaded = linear_memory();
    let treebanks = treebanks::read_all(folder)?;
    let forms: Vec<Vec<&str>> = treebanks.iter().flat_map(Treebank::forms).collect();
    let sentences: Vec<&[&str]> = forms.iter().map(Vec::as_slice).collect();
    let n_words = sentences.iter().map(|s| s.len()).sum();
    println!("{}", per_second(n_words, || tag_words(&resources, black_box(&sentences))));
    println!("{:.1} MB", loaded as f64 / 1e6);
    Ok(())
}

/// Takes up what [`print_wasm`] printed; `None` where it could not run.
pub(super) fn wasm(printed: Option<&str>, table: &mut Table) {
    let mut lines = printed.unwrap_or_default().lines();
    let mut next = || lines.next().unwrap_or("not measured: no Node").to_owned();
    let speed = Row::new("tag and parse", "wasm in Node", next());
    table.rows.push(speed.beside("", "25k, then 40k words/s"));
    let memory = Row::new("memory after loading", "wasm in Node", next());
    table.rows.push(memory.beside("", "at most 25 MB"));
}

/// Bytes of memory that this wasm holds.
fn linear_memory() -> usize {
    #[cfg(target_arch = "wasm32")]
    {
        core::arch::wasm32::memory_size(0) << 16
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// The middle speed of a few passes of `work`, by the clock and by what the processor did.
fn per_second<T>(n_words: usize, work: impl Fn() -> T) -> String {
    if n_words == 0 {
        return "not measured: no words".to_owned();
    }
    let (mut walls, mut cpus): (Vec<f64>, Vec<f64>) = (0..PASSES)
        .map(|_| {
            let (started, before) = (Instant::now(), processor_seconds());
            black_box(work());
            let cpu = processor_seconds().zip(before).map(|(after, before)| after - before);
            (started.elapsed().as_secs_f64(), cpu.unwrap_or(f64::NAN))
        })
        .unzip();
    walls.sort_by(f64::total_cmp);
    cpus.sort_by(f64::total_cmp);
    let thousands = |seconds: f64| n_words as f64 / seconds / 1e3;
    let (wall, cpu) = (thousands(walls[PASSES / 2]), thousands(cpus[PASSES / 2]));
    match cpu.is_finite() {
        true => format!("{wall:.0}k words/s ({cpu:.0}k by processor time)"),
        false => format!("{wall:.0}k words/s"),
    }
}

/// A clock that counts seconds: those of [`processor_seconds`], or of the wall.
pub(super) fn seconds() -> f64 {
    static BEGINNING: LazyLock<Instant> = LazyLock::new(Instant::now);
    processor_seconds().unwrap_or_else(|| BEGINNING.elapsed().as_secs_f64())
}

/// Seconds that this thread has run, without those in which others did, where the system says so.
pub(super) fn processor_seconds() -> Option<f64> {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Some(time.tv_sec as f64 + time.tv_nsec as f64 / 1e9)
    }
    #[cfg(not(unix))]
    None
}
