//! `cargo xtask eval summaries --data DIR`: summaries against human ones, beside the lead.
//!
//! In: `*.jsonl.gz` in DIR or in `DIR/summaries`, a line for each article with `id`, `text`,
//! `summary` and perhaps `title`; of each set at most [`ARTICLES`]. Of a file that was learned from,
//! only the articles that [`HELD_OUT`] names are measured, those that were looked at to choose
//! between ways apart from those that were not. Out: for each set and length the gain in ROUGE over
//! as many first sentences, with its 95 % bootstrap interval; the same of other ways, if there are any ([`peers`]); and
//! the time that ranking takes. The lead is cut by a splitter of its own, so that the engine's
//! sentences count for or against it. Texts stay as they are: nothing is cleaned.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use nutgraf::engine::ingest::{Format, SourceMetadata, ingest_row};
use nutgraf::engine::text::SentenceId;
use nutgraf::engine::{Analysis, Config, Resources, SummaryLength, analyze, summarize};
use serde::Deserialize;

use super::data;
use super::lead::split_sentences;
use super::peers;
use super::rouge::{Rouge, Scorer};

use super::table::{Row, Table, Use};

/// So many articles of a set are measured.
const ARTICLES: usize = 1000;
/// Lengths in sentences.
const LENGTHS: [usize; 4] = [1, 2, 3, 5];
/// So many articles of a part are timed in wasm.
const TIMED: usize = 150;
/// A length in words.
const BUDGET: usize = 60;
/// Draws of the bootstrap.
const DRAWS: usize = 1000;
/// Articles that the networks never learned from, by the hash of their id.
const HELD_OUT: &str = include_str!("../../../training/summaries/held_out.tsv");
/// Files that were learned from but for those.
const LEARNED: [&str; 3] = ["cnn_train_big", "cnndm_train", "newsdesc_train"];

/// A line of a set.
#[derive(Deserialize)]
struct Gold {
    #[serde(default)]
    id: String,
    #[serde(default)]
    title: String,
    text: String,
    summary: String,
}

/// Gains over the lead, one for each article, and the lead's own scores.
#[derive(Default)]
struct Gains {
    lead: Vec<Rouge>,
    gain: Vec<Rouge>,
}

/// Prints the table for the sets in `folder`. `wasm`: what [`print_wasm`] printed.
pub(super) fn print(folder: &Path, wasm: Option<&str>) -> Result<()> {
    let resources = Resources::new();
    let mut measure = Measure::new(&resources);
    for (name, path) in sets(folder)? {
        let (parts, learned) = parts(&name, &data::read(&path)?)?;
        for (used, golds) in parts {
            measure.set(&name, used, &golds)?;
        }
        if learned > 0 {
            measure.table.notes.push(format!("{name}: {learned} articles are training, not shown"));
        }
    }
    let native = middle_time(&mut measure.times);
    let wasm = wasm.map_or("not measured: no Node", str::trim);
    measure.table.rows.push(time_row("native", &native, "1 ms"));
    measure.table.rows.push(time_row("wasm in Node", wasm, "3 ms"));
    print!("{}", measure.table.to_markdown());
    Ok(())
}

/// Prints the time that ranking takes in this wasm.
pub(super) fn print_wasm(folder: &Path) -> Result<()> {
    let resources = Resources::new();
    let mut times = Vec::new();
    for (name, path) in sets(folder)? {
        for (_, golds) in parts(&name, &data::read(&path)?)?.0 {
            for gold in golds.iter().take(TIMED) {
                let analysis = analyzed(&resources, gold)?;
                times.push((analysis.document.tokens.len(), ranking_time(&resources, &analysis)));
            }
        }
    }
    println!("{}", middle_time(&mut times));
    Ok(())
}

fn sets(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut sets = data::files(&folder.join("summaries"), ".jsonl.gz");
    sets.extend(data::files(folder, ".jsonl.gz"));
    ensure!(!sets.is_empty(), "{} holds no sets of summaries", folder.display());
    Ok(sets)
}

/// Articles, and what they were for.
type Part = (Use, Vec<Gold>);

/// The articles of a set by what they were for, and how many more were learned from.
fn parts(name: &str, lines: &str) -> Result<(Vec<Part>, usize)> {
    let held: HashMap<&str, &str> = HELD_OUT.lines().filter_map(|l| l.split_once('\t')).collect();
    let (mut parts, mut learned): (Vec<Part>, _) = (Vec::new(), 0);
    for line in lines.lines() {
        let gold: Gold = serde_json::from_str(line).with_context(|| name.to_owned())?;
        let used = match held.get(format!("{:08x}", hash(&gold.id)).as_str()) {
            Some(&"test") => Use::Test,
            Some(_) => Use::Development,
            None if LEARNED.contains(&name) => {
                learned += 1;
                continue;
            }
            None => Use::of(name),
        };
        match parts.iter_mut().find(|part| part.0 == used) {
            Some((_, golds)) if golds.len() < ARTICLES => golds.push(gold),
            Some(_) => {}
            None => parts.push((used, vec![gold])),
        }
    }
    Ok((parts, learned))
}

/// The low half of FNV-1a in 64 bits.
fn hash(id: &str) -> u32 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    id.bytes().fold(0xcbf2_9ce4_8422_2325, step) as u32
}

/// What is measured so far.
struct Measure<'a> {
    resources: &'a Resources,
    scorer: Scorer,
    table: Table,
    /// Tokens of each article, and the milliseconds that ranking took.
    times: Vec<(usize, f64)>,
}

impl<'a> Measure<'a> {
    fn new(resources: &'a Resources) -> Self {
        let (scorer, table, times) = Default::default();
        Self { resources, scorer, table, times }
    }

    fn set(&mut self, name: &str, used: Use, golds: &[Gold]) -> Result<()> {
        let mut gains: Vec<Gains> = LENGTHS.iter().map(|_| Gains::default()).collect();
        let mut of_budget = Gains::default();
        let leads: Vec<Vec<String>> = golds.iter().map(|g| split_sentences(&g.text)).collect();
        for (gold, lead) in golds.iter().zip(&leads) {
            let analysis = analyzed(self.resources, gold)?;
            self.times
                .push((analysis.document.tokens.len(), ranking_time(self.resources, &analysis)));
            for (&length, gains) in LENGTHS.iter().zip(&mut gains) {
                if lead.len() > length {
                    self.add(gold, &lead[..length], &summary(&analysis, length), gains);
                }
            }
            let first = within(lead.iter().map(String::as_str));
            let order = analysis.summary.ranking.iter();
            let fit = within(order.map(|r| analysis.document.sentence_text(r.sentence)));
            if lead.len() > first {
                self.add(gold, &lead[..first], &summary(&analysis, fit), &mut of_budget);
            }
        }
        let mut row = |length: &str, gains: &Gains| {
            let row = row(name, length, gains).map(|row| row.used(used));
            self.table.rows.extend(row);
        };
        for (length, gains) in LENGTHS.iter().zip(&gains) {
            row(&format!("{length} sentences"), gains);
        }
        row(&format!("{BUDGET} words"), &of_budget);
        self.others(name, used, golds, &leads);
        Ok(())
    }

    /// What sumy gains with three sentences, cut as the lead is.
    fn others(&mut self, name: &str, used: Use, golds: &[Gold], leads: &[Vec<String>]) {
        let Some(ways) = peers::summaries(leads) else {
            self.table.absent.push(format!("sumy beside {name} (PYTHON names one that has it)"));
            return;
        };
        for (way, chosen) in ways {
            let mut gains = Gains::default();
            for ((gold, lead), places) in golds.iter().zip(leads).zip(&chosen) {
                let own: Vec<String> =
                    places.iter().filter_map(|&place| lead.get(place).cloned()).collect();
                if lead.len() > 3 {
                    self.add(gold, &lead[..3], &own, &mut gains);
                }
            }
            let row = row(name, &format!("3 sentences, sumy {way}"), &gains);
            self.table.rows.extend(row.map(|row| Row { asked: String::new(), ..row.used(used) }));
        }
    }

    fn add(&mut self, gold: &Gold, lead: &[String], own: &[String], gains: &mut Gains) {
        let lines = |s: &[String]| s.iter().map(|s| s.replace('\n', " ")).collect::<Vec<_>>();
        let reference = match gold.summary.contains('\n') {
            true => gold.summary.lines().map(str::to_owned).collect(),
            false => split_sentences(&gold.summary),
        };
        let mut score = |own: &[String]| {
            let own = lines(own);
            self.scorer.score(&borrowed(&reference), &borrowed(&own))
        };
        let (theirs, ours) = (score(lead), score(own));
        gains.lead.push(theirs);
        gains.gain.push(std::array::from_fn(|i| ours[i] - theirs[i]));
    }
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// How many of the first sentences have at most [`BUDGET`] words together; at least one.
fn within<'a>(sentences: impl Iterator<Item = &'a str>) -> usize {
    let mut words = 0;
    let fit = sentences.take_while(|s| {
        words += s.split_whitespace().count();
        words <= BUDGET
    });
    fit.count().max(1)
}

fn analyzed(resources: &Resources, gold: &Gold) -> Result<Analysis> {
    let title = Some(gold.title.clone()).filter(|t| !t.is_empty());
    let stated = SourceMetadata { title, ..SourceMetadata::default() };
    let source = ingest_row("article.txt", &gold.text, Format::Text, true, stated)?;
    let config = Config { clean: false, ..Config::default() };
    Ok(analyze(resources, &source, &config, &mut ()).context("cancelled")?.value)
}

/// The first `length` sentences of the ranking, in document order.
fn summary(analysis: &Analysis, length: usize) -> Vec<String> {
    let ranking = analysis.summary.ranking.iter().take(length);
    let mut chosen: Vec<SentenceId> = ranking.map(|r| r.sentence).collect();
    chosen.sort_unstable();
    chosen.iter().map(|&id| analysis.document.sentence_text(id).to_owned()).collect()
}

/// Milliseconds that ranking takes once all else is known.
fn ranking_time(resources: &Resources, analysis: &Analysis) -> f64 {
    let context = summarize::Context {
        document: &analysis.document,
        words: &analysis.words,
        metadata: &analysis.metadata,
        entities: &analysis.entities,
        quantities: &analysis.quantities,
        times: &analysis.times,
        claims: &analysis.claims,
    };
    let started = Instant::now();
    std::hint::black_box(summarize::summarize(resources, &context, SummaryLength::Sentences(3)));
    started.elapsed().as_secs_f64() * 1e3
}

/// The middle time of articles of about 620 words.
fn middle_time(times: &mut Vec<(usize, f64)>) -> String {
    times.retain(|(tokens, _)| (640..=760).contains(tokens));
    times.sort_by(|a, b| a.1.total_cmp(&b.1));
    let middle = times.get(times.len() / 2).map(|t| format!("{:.2} ms", t.1));
    middle.unwrap_or_else(|| "no such article".to_owned())
}

fn time_row(place: &str, measured: &str, asked: &str) -> Row {
    Row::new("ranking", &format!("articles of about 620 words, {place}"), measured)
        .beside("sumy 5.3 ms", asked)
}

fn row(name: &str, length: &str, gains: &Gains) -> Option<Row> {
    let n = gains.gain.len();
    if n == 0 {
        return None;
    }
    let mean = |values: &[Rouge], i: usize| values.iter().map(|v| v[i]).sum::<f64>() / n as f64;
    let figures: Vec<String> = (0..3)
        .map(|i| {
            let (low, high) = interval(&gains.gain, i);
            format!("{:+.2} [{low:+.2}, {high:+.2}]", mean(&gains.gain, i))
        })
        .collect();
    let lead: Vec<String> = (0..3).map(|i| format!("{:.2}", mean(&gains.lead, i))).collect();
    let row = Row::new(
        &format!("R1 / R2 / RLsum, {length}"),
        &format!("{name}, {n}"),
        figures.join(" / "),
    );
    Some(row.beside(&format!("lead {}", lead.join(" / ")), asked(name, length)))
}

/// What is asked for, by the kind of set.
fn asked(name: &str, length: &str) -> &'static str {
    let is_mixed = name.contains("mixed") || name.contains("cnndm");
    match (name, length) {
        _ if name.contains("newsdesc") && length.starts_with("3") => "no loss",
        _ if is_mixed && length.starts_with("3") => "+1.8 / +1.3 / +1.8",
        _ if is_mixed && length.starts_with("1") => "R1 +3.8",
        _ if name.contains("cnn") && length.starts_with("3") => "+2.8 / +1.6 / +2.3",
        _ if name.contains("cnn") && length.starts_with("1") => "R1 +4.2",
        _ => "",
    }
}

/// The 95 % bootstrap interval of the mean of one figure; the same in every run.
fn interval(values: &[Rouge], figure: usize) -> (f64, f64) {
    let n = values.len();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % n
    };
    let mut means: Vec<f64> = (0..DRAWS)
        .map(|_| (0..n).map(|_| values[draw()][figure]).sum::<f64>() / n as f64)
        .collect();
    means.sort_by(f64::total_cmp);
    (means[DRAWS / 40], means[DRAWS - 1 - DRAWS / 40])
}
