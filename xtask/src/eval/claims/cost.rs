//! What finding claims costs: time of that stage and of all, and the size of its models.

use std::time::Instant;

use anyhow::Result;
use nutgraf::engine::{Observer, Resources, Stage, analyze, model};
use serde_json::{Value, json};

use super::super::host::{packed, processor_seconds};
use super::super::table::{Row, Table};
use super::attributions::words::Words;
use super::attributions::{self, Article};

/// Passes over the articles, of which the middle one counts.
const PASSES: usize = 5;
/// Words of the article that times are of.
const WORDS: f64 = 800.0;
/// What the names of the models of this phase begin with.
const MODELS: [&str; 4] = ["claim", "attribution", "check", "source"];

/// When each stage began, by the clock and by what the processor did.
#[derive(Default)]
struct Watch(Vec<(Stage, f64)>);

impl Observer for Watch {
    fn begins(&mut self, stage: Stage) -> bool {
        self.0.push((stage, now()));
        true
    }
}

/// Seconds that this thread has run, or of the clock where the system does not say.
fn now() -> f64 {
    thread_local!(static START: Instant = Instant::now());
    processor_seconds().unwrap_or_else(|| START.with(|start| start.elapsed().as_secs_f64()))
}

/// Seconds of each stage over all articles, in one thread, and of all stages.
fn pass(resources: &Resources, articles: &[Article]) -> Result<[f64; Stage::ALL.len() + 1]> {
    let mut seconds = [0.0; Stage::ALL.len() + 1];
    for article in articles {
        let source = attributions::source(article)?;
        let mut watch = Watch::default();
        analyze(resources, &source, &attributions::config(), &mut watch)?;
        let end = now();
        let ends = watch.0.iter().skip(1).map(|(_, began)| *began).chain([end]);
        for ((stage, began), end) in watch.0.iter().zip(ends) {
            let place = Stage::ALL.iter().position(|s| s == stage).unwrap_or_default();
            seconds[place] += end - began;
            seconds[Stage::ALL.len()] += end - began;
        }
    }
    Ok(seconds)
}

/// Times the stages on the articles of the set `name`.
pub(super) fn time(
    resources: &Resources,
    name: &str,
    articles: &[Article],
    table: &mut Table,
) -> Result<Value> {
    let passes = (0..PASSES).map(|_| pass(resources, articles)).collect::<Result<Vec<_>>>()?;
    let n_words: usize = articles.iter().map(|article| Words::of(&article.text).len()).sum();
    let middle = |place: usize| {
        let mut seconds: Vec<f64> = passes.iter().map(|pass| pass[place]).collect();
        seconds.sort_by(f64::total_cmp);
        1e3 * seconds[PASSES / 2]
    };
    let mut out = serde_json::Map::new();
    let names = Stage::ALL.iter().map(|stage| format!("{stage:?}").to_lowercase());
    for (place, stage) in names.chain(["whole".to_owned()]).enumerate() {
        let per_article = middle(place) / articles.len().max(1) as f64;
        let per_800 = middle(place) * WORDS / n_words.max(1) as f64;
        let measured = format!("{per_800:.2} ms ({per_article:.2} ms an article)");
        let anchor = match stage.as_str() {
            "claims" => "prototype 2.6, regex 9, citron 900 after its parse",
            "whole" => "spaCy sm 177, GenderGapTracker 260",
            _ => "",
        };
        let set = format!("{name}, 800 words, native");
        table.rows.push(Row::new(&format!("time, {stage}"), &set, measured).beside(anchor, ""));
        out.insert(stage, json!({ "ms_per_800_words": per_800, "ms_per_article": per_article }));
    }
    Ok(Value::Object(out))
}

/// The models that claims are found with, as they are and gzipped.
pub(super) fn sizes(table: &mut Table) -> Value {
    let ours = |name: &str| MODELS.iter().any(|begin| name.starts_with(begin));
    let models: Vec<_> = model::FILES.iter().filter(|(name, _)| ours(name)).collect();
    if models.is_empty() {
        table.rows.push(Row::new("size", "models of claims", "none: rules and word lists alone"));
    }
    let mut out = serde_json::Map::new();
    for (name, bytes) in models {
        let packed = packed(bytes);
        let kilobytes = |bytes: usize| format!("{:.1} kB", bytes as f64 / 1e3);
        let measured = format!("{}, gzipped {}", kilobytes(bytes.len()), kilobytes(packed));
        let row = Row::new("size", name, measured);
        table.rows.push(row.beside("prototype 2 MB", "gzipped at most 1.5 MB in all"));
        out.insert((*name).to_owned(), json!({ "bytes": bytes.len(), "gzipped": packed }));
    }
    Value::Object(out)
}
