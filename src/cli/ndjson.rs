//! `nutgraf analyze --input ndjson`: one article a line in, one a line out, in the same order.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::Outcome;
use super::args::{AnalyzeArgs, is_stdin};
use super::output::{self, Progress};
use super::parallel::in_order;
use crate::engine::ingest::{self, SourceMetadata};
use crate::engine::{Config, Resources};
use crate::report::{self, Article, FailedFile, Format};

/// A line of input. Unknown fields are ignored.
#[derive(Debug, Deserialize)]
struct Row {
    id: Option<serde_json::Value>,
    title: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
    byline: Option<String>,
    url: Option<String>,
    text: Option<String>,
    html: Option<String>,
}

/// A line that could not be read, as it stands in the output.
#[derive(Debug, Serialize)]
struct FailedRow {
    id: String,
    failure: RowFailure,
}

/// Which line, counted from 1 over all files, and why.
#[derive(Debug, Serialize)]
struct RowFailure {
    line: usize,
    reason: String,
}

/// A line before it is read: its number, and what reading the file said.
struct Line {
    number: usize,
    text: std::io::Result<Vec<u8>>,
}

/// Runs `nutgraf analyze --input ndjson`.
pub(super) fn run(args: &AnalyzeArgs) -> Result<Outcome> {
    let resources = Resources::new();
    let config = Config { clean: args.clean, summary_length: args.length };
    let lines = read_lines(&args.paths)?;
    let mut out = output::open(args.out.as_deref())?;
    let mut progress = Progress::new(None);
    let (mut read, mut failures) = (Vec::new(), Vec::new());
    let (mut n_read, mut n_failed) = (0, 0);
    let streamed = args.format == Format::Ndjson;
    let mut ids = BTreeSet::new();
    // Ids are checked one after the other, before the lines go to the threads.
    let rows = lines.map(move |line| {
        let row = parse(line);
        match row {
            Ok((line, id, _)) if !ids.insert(id.clone()) => {
                Err(failed(id, line, "another line has this id".to_owned()))
            }
            row => row,
        }
    });
    let work = |row: Result<(usize, String, Row), FailedRow>| {
        let (line, id, row) = row?;
        analyze(&resources, &config, &id, row).map_err(|reason| failed(id, line, reason))
    };
    in_order(rows, args.jobs, work, |result: Result<Article, FailedRow>| {
        progress.step();
        match result {
            Ok(article) => {
                n_read += 1;
                if streamed {
                    let article = report::share_article(&article, args.shared);
                    out.write(&line(&article, args.pretty))?;
                } else {
                    read.push(article);
                }
            }
            Err(row) => {
                n_failed += 1;
                eprintln!("nutgraf: line {}: {}", row.failure.line, row.failure.reason);
                if streamed {
                    out.write(&report::to_json(&row))?;
                } else {
                    let file = FailedFile::at(&row.id, None);
                    failures.push(report::Failure { file, reason: row.failure.reason });
                }
            }
        }
        Ok(())
    })?;
    progress.finish();
    if !streamed {
        let report = report::assemble(&resources, read, failures, Vec::new());
        let report = report::share(report, args.shared);
        let pretty = args.pretty && args.format == Format::Json;
        let bytes = if pretty {
            report::to_json_pretty(&report)
        } else {
            report::render(&report, args.format)
        };
        out.write(&bytes)?;
    }
    out.finish()?;
    Ok(match (n_read, n_failed) {
        (0, _) => Outcome::NothingRead,
        (_, 0) => Outcome::AllRead,
        _ => Outcome::SomeFailed,
    })
}

/// One article as a line of output.
pub(super) fn line(article: &Article, pretty: bool) -> Vec<u8> {
    if pretty { report::to_json_pretty(article) } else { report::to_json(article) }
}

/// All lines that are not blank, of all files, counted from 1.
fn read_lines(paths: &[std::path::PathBuf]) -> Result<impl Iterator<Item = Line> + Send + use<>> {
    let readers = paths.iter().map(|p| open(p)).collect::<Result<Vec<_>>>()?;
    let lines = readers.into_iter().flat_map(|reader| reader.split(b'\n'));
    let numbered = lines.enumerate().map(|(i, text)| Line { number: i + 1, text });
    Ok(numbered.filter(|l| !matches!(&l.text, Ok(t) if t.iter().all(u8::is_ascii_whitespace))))
}

fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    if is_stdin(path) {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut reader = BufReader::new(file);
    if reader.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(reader))));
    }
    Ok(Box::new(reader))
}

/// A line's number, id and fields.
fn parse(line: Line) -> Result<(usize, String, Row), FailedRow> {
    let number = line.number;
    let fail = |id: Option<String>, reason: String| {
        failed(id.unwrap_or_else(|| number.to_string()), number, reason)
    };
    let text = line.text.map_err(|e| fail(None, format!("the line cannot be read: {e}")))?;
    let text =
        if number == 1 { text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text) } else { &text };
    let row: Row = serde_json::from_slice(text).map_err(|e| {
        // The id may be readable where the rest is not.
        let id = serde_json::from_slice::<serde_json::Value>(text).ok();
        fail(id.and_then(|v| v.get("id").and_then(id_text)), e.to_string())
    })?;
    let id = match &row.id {
        None | Some(serde_json::Value::Null) => number.to_string(),
        Some(id) => id_text(id)
            .ok_or_else(|| fail(None, "the id is neither a string nor a number".to_owned()))?,
    };
    Ok((number, id, row))
}

fn id_text(id: &serde_json::Value) -> Option<String> {
    match id {
        serde_json::Value::String(id) => Some(id.clone()),
        serde_json::Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn failed(id: String, line: usize, reason: String) -> FailedRow {
    FailedRow { id, failure: RowFailure { line, reason } }
}

/// Analyses one line.
fn analyze(resources: &Resources, config: &Config, id: &str, row: Row) -> Result<Article, String> {
    let (text, format) = match (row.text, row.html) {
        (Some(text), _) => (text, ingest::Format::Text),
        (None, Some(html)) => (html, ingest::Format::Html),
        (None, None) => return Err("the line has neither text nor html".to_owned()),
    };
    let stated = SourceMetadata {
        title: row.title,
        published: row.published,
        outlet: row.outlet,
        bylines: row.byline.into_iter().collect(),
        url: row.url,
        ..SourceMetadata::default()
    };
    let source =
        ingest::ingest_row(id, &text, format, !config.clean, stated).map_err(|e| e.to_string())?;
    let mut article =
        report::analyze_source(resources, &source, config, &mut ()).map_err(|e| e.to_string())?;
    article.id = id.to_owned();
    Ok(article)
}
