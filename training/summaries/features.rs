//! Writes what the engine sees in articles with summaries, for `train.py`.
//!
//! In, on standard input: a line of JSON for each article, `{"id", "title", "text", "summary"}`.
//! First argument: the folder for what comes out; second: a model file that is used in place of the
//! linked one. Out: `articles.jsonl`, a line for each article with its sentences, its words and its
//! ranking, and `articles.f32`, for each article its rows of numbers one after the other: of the
//! sentences, of the words, and the mean state of the encoder in each sentence.

use std::fs;
use std::io::{self, BufRead as _, BufWriter, Write as _};

use nutgraf::engine::encode::{WIDTH, Work};
use nutgraf::engine::ingest::{Format, SourceMetadata, ingest_row};
use nutgraf::engine::model::Salience;
use nutgraf::engine::summarize::{Context, observe};
use nutgraf::engine::{Analysis, Config, Resources, SummaryLength, analyze};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which folder?")?;
    let mut resources = Resources::new();
    if let Some(path) = arguments.next() {
        resources.salience = Salience::read(fs::read(path)?.leak()).ok_or("no model")?;
    }
    fs::create_dir_all(&folder)?;
    let mut lines = BufWriter::new(fs::File::create(format!("{folder}/articles.jsonl"))?);
    let mut numbers = BufWriter::new(fs::File::create(format!("{folder}/articles.f32"))?);
    for line in io::stdin().lock().lines() {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| article[name].as_str().unwrap_or_default();
        let title = Some(field("title").to_owned()).filter(|t| !t.is_empty());
        let stated = SourceMetadata { title, ..SourceMetadata::default() };
        let source = ingest_row("a.txt", field("text"), Format::Text, true, stated)?;
        let config = Config { clean: false, summary_length: SummaryLength::Sentences(3) };
        let analysis =
            analyze(&resources, &source, &config, &mut ()).map_err(|_| "cancelled")?.value;
        let context = Context {
            document: &analysis.document,
            words: &analysis.words,
            metadata: &analysis.metadata,
            entities: &analysis.entities,
            quantities: &analysis.quantities,
            times: &analysis.times,
            claims: &analysis.claims,
        };
        let seen = observe(&resources.salience, &context);
        let text = |&id| analysis.document.sentence_text(id);
        let record = serde_json::json!({
            "id": field("id"),
            "summary": field("summary"),
            "sentences": seen.sentences.iter().map(text).collect::<Vec<_>>(),
            "stems": seen.stems,
            "bags": seen.bags,
            "links": seen.links,
            "allowed": seen.allowed,
            "waits": seen.waits,
            "ranking": analysis.summary.ranking.iter().map(|r| r.sentence.0).collect::<Vec<_>>(),
            "ids": seen.sentences.iter().map(|id| id.0).collect::<Vec<_>>(),
            "genre": format!("{:?}", analysis.metadata.genre.label),
            "columns": seen.rows.len() / seen.sentences.len().max(1),
        });
        serde_json::to_writer(&mut lines, &record)?;
        lines.write_all(b"\n")?;
        let states = states(&resources, &analysis, &seen.sentences);
        for value in seen.rows.iter().chain(&seen.words).chain(&states) {
            numbers.write_all(&value.to_le_bytes())?;
        }
    }
    Ok(())
}

/// The mean state of the encoder in each sentence.
fn states(
    resources: &Resources,
    analysis: &Analysis,
    sentences: &[nutgraf::engine::text::SentenceId],
) -> Vec<f32> {
    let document = &analysis.document;
    let mut work = Work::default();
    let mut out = Vec::with_capacity(sentences.len() * WIDTH);
    for &id in sentences {
        let tokens = document.sentence_tokens(id).iter().take(200);
        let forms: Vec<&str> = tokens.map(|t| document.words(t.span)).collect();
        let rows = resources.network.encoder.encode(&[&forms], &mut work);
        let mut mean = [0.0f32; WIDTH];
        for row in rows.values.chunks_exact(WIDTH) {
            mean.iter_mut().zip(row).for_each(|(m, v)| *m += v);
        }
        let count = rows.live.iter().filter(|l| **l).count().max(1) as f32;
        out.extend(mean.map(|v| v / count));
    }
    out
}
