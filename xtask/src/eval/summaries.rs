//! `cargo xtask eval summaries --data DIR`: summaries against human ones, beside the lead.
//!
//! In: `*.jsonl.gz` in DIR or in `DIR/summaries`, a line for each article with `id`, `text`,
//! `summary` and perhaps `title`; of each file at most [`ARTICLES`]. Out: for each set and length
//! the gain in ROUGE over as many first sentences, with its 95 % bootstrap interval, and the time
//! that ranking takes. The lead is cut by a splitter of its own, so that the engine's sentences
//! count for or against it. Texts stay as they are: nothing is cleaned.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use nutgraf::engine::ingest::{Format, SourceMetadata, ingest_row};
use nutgraf::engine::text::SentenceId;
use nutgraf::engine::{Analysis, Config, Resources, SummaryLength, analyze, summarize};
use serde::Deserialize;

use super::data;
use super::lead::split_sentences;
use super::rouge::{Rouge, Scorer};
use super::table::{Row, Table, Use};

/// So many articles of a set are read.
const ARTICLES: usize = 1000;
/// Lengths in sentences.
const LENGTHS: [usize; 4] = [1, 2, 3, 5];
/// A length in words.
const BUDGET: usize = 60;
/// Draws of the bootstrap.
const DRAWS: usize = 1000;

/// A line of a set.
#[derive(Deserialize)]
struct Gold {
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

/// Prints the table for the sets in `folder`.
pub(super) fn print(folder: &Path) -> Result<()> {
    let resources = Resources::new();
    let inner = folder.join("summaries");
    let mut sets = data::files(&inner, ".jsonl.gz");
    sets.extend(data::files(folder, ".jsonl.gz"));
    ensure!(!sets.is_empty(), "{} holds no sets of summaries", folder.display());
    let mut table = Table::default();
    let mut times = Vec::new();
    for (name, path) in sets {
        score_set(&resources, &name, &data::read(&path)?, &mut table, &mut times)?;
    }
    table.rows.push(time_row(&mut times));
    print!("{}", table.to_markdown());
    Ok(())
}

fn score_set(
    resources: &Resources,
    name: &str,
    lines: &str,
    table: &mut Table,
    times: &mut Vec<(usize, f64)>,
) -> Result<()> {
    let mut gains: Vec<Gains> = LENGTHS.iter().map(|_| Gains::default()).collect();
    let mut of_budget = Gains::default();
    let mut scorer = Scorer::default();
    for line in lines.lines().take(ARTICLES) {
        let gold: Gold = serde_json::from_str(line).with_context(|| name.to_owned())?;
        let analysis = analyzed(resources, &gold)?;
        times.push((analysis.document.tokens.len(), ranking_time(resources, &analysis)));
        let lead = split_sentences(&gold.text);
        let reference: Vec<String> = match gold.summary.contains('\n') {
            true => gold.summary.lines().map(str::to_owned).collect(),
            false => split_sentences(&gold.summary),
        };
        let reference: Vec<&str> = reference.iter().map(String::as_str).collect();
        let mut add = |lead: &[String], own: &[String], gains: &mut Gains| {
            let texts = |s: &[String]| s.iter().map(|s| s.replace('\n', " ")).collect::<Vec<_>>();
            let (lead, own) = (texts(lead), texts(own));
            let lead: Vec<&str> = lead.iter().map(String::as_str).collect();
            let own: Vec<&str> = own.iter().map(String::as_str).collect();
            let (theirs, ours) = (scorer.score(&reference, &lead), scorer.score(&reference, &own));
            gains.lead.push(theirs);
            gains.gain.push(std::array::from_fn(|i| ours[i] - theirs[i]));
        };
        for (&length, gains) in LENGTHS.iter().zip(&mut gains) {
            if lead.len() > length {
                add(&lead[..length], &summary(&analysis, length), gains);
            }
        }
        let first = within(lead.iter().map(String::as_str));
        let order = analysis.summary.ranking.iter();
        let fit = within(order.map(|r| analysis.document.sentence_text(r.sentence)));
        if lead.len() > first {
            add(&lead[..first], &summary(&analysis, fit), &mut of_budget);
        }
    }
    for (length, gains) in LENGTHS.iter().zip(&gains) {
        table.rows.extend(rows(name, &format!("{length} sentences"), gains));
    }
    table.rows.extend(rows(name, &format!("{BUDGET} words"), &of_budget));
    Ok(())
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
fn time_row(times: &mut Vec<(usize, f64)>) -> Row {
    times.retain(|(tokens, _)| (640..=760).contains(tokens));
    times.sort_by(|a, b| a.1.total_cmp(&b.1));
    let middle = times.get(times.len() / 2).map(|t| format!("{:.2} ms", t.1));
    let set = format!("{} articles of about 620 words", times.len());
    Row::new("ranking", &set, middle.unwrap_or_else(|| "no such article".to_owned()))
        .beside("sumy 5.3 ms", "1 ms, in wasm 3 ms")
}

fn rows(name: &str, length: &str, gains: &Gains) -> Option<Row> {
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
    let mut row = Row::new(
        &format!("R1 / R2 / RLsum, {length}"),
        &format!("{name}, {n}"),
        figures.join(" / "),
    )
    .beside(&format!("lead {}", lead.join(" / ")), asked(name, length));
    row.used = Use::of(name);
    Some(row)
}

/// What is asked for, by the kind of set.
fn asked(name: &str, length: &str) -> &'static str {
    match (name, length) {
        _ if name.contains("newsdesc") && length.starts_with("3") => "no loss",
        _ if name.contains("mixed") && length.starts_with("3") => "+1.8 / +1.3 / +1.8",
        _ if name.contains("mixed") && length.starts_with("1") => "R1 +3.8",
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
