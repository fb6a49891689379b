//! `nutgraf analyze` of files and folders, and `nutgraf render`.

use anyhow::{Context, Result};

use super::args::{AnalyzeArgs, RenderArgs};
use super::files::{self, Entry};
use super::output::{self, Progress};
use super::parallel::in_order;
use super::{Outcome, ndjson};
use crate::engine::ingest::Input;
use crate::engine::{Config, Resources};
use crate::report::{self, Article, Edit, FailedFile, Failure, Format, Report};

/// What a file gave.
enum Read {
    Article(Box<Article>),
    Report(Box<Report>),
    Failed(Failure),
}

/// Runs `nutgraf analyze`.
pub(super) fn run(args: &AnalyzeArgs) -> Result<Outcome> {
    let resources = Resources::new();
    let config = Config { clean: args.clean, summary_length: args.sentences };
    let (entries, unreadable) = files::walk(&args.paths);
    let mut gathered = Gathered::default();
    for file in unreadable {
        let file = Failure { file: FailedFile::at(&file.shown, None), reason: file.reason };
        gathered.failed(file);
    }
    let mut progress = Progress::new(Some(entries.len()));
    let work = |entry: Entry| read(&resources, &config, &entry);
    let streamed = args.format == Format::Ndjson;
    let shared = |article: &Article| report::share_article(article, args.shared);
    let mut out = output::open(args.out.as_deref())?;
    in_order(entries.into_iter(), args.jobs, work, |read| {
        progress.step();
        match read {
            Read::Article(article) if streamed => {
                gathered.streamed += 1;
                out.write(&ndjson::line(&shared(&article), args.pretty))?;
            }
            Read::Article(article) => gathered.articles.push(*article),
            Read::Report(report) if streamed => {
                for article in report::apply_edits(&report.articles, &report.edits) {
                    gathered.streamed += 1;
                    out.write(&ndjson::line(&shared(&article), args.pretty))?;
                }
            }
            Read::Report(report) => gathered.report(*report),
            Read::Failed(failure) => gathered.failed(failure),
        }
        Ok(())
    })?;
    progress.finish();
    let outcome = gathered.outcome();
    if outcome == Outcome::NothingRead && args.paths.iter().all(|p| !p.exists()) {
        return Ok(outcome);
    }
    if !streamed {
        let Gathered { articles, failures, edits, .. } = gathered;
        let report = report::assemble(&resources, articles, failures, edits);
        let report = report::share(&report, args.shared);
        out.write(&bytes(&report, args.format, args.pretty))?;
    }
    out.finish()?;
    Ok(outcome)
}

/// Runs `nutgraf render`.
pub(super) fn render(args: &RenderArgs) -> Result<Outcome> {
    let shown = args.path.display();
    let read = files::read(&args.path).with_context(|| format!("{shown} cannot be read"))?;
    let report = report::read(&read).with_context(|| shown.to_string())?;
    let report = report::share(&report, args.shared);
    let mut out = output::open(args.out.as_deref())?;
    out.write(&bytes(&report, args.format, args.pretty))?;
    out.finish()?;
    Ok(Outcome::AllRead)
}

fn bytes(report: &Report, format: Format, pretty: bool) -> Vec<u8> {
    if pretty && format == Format::Json {
        report::to_json_pretty(report)
    } else {
        report::render(report, format)
    }
}

fn read(resources: &Resources, config: &Config, entry: &Entry) -> Read {
    let failed = |bytes: Option<u64>, reason: String| {
        Read::Failed(Failure { file: FailedFile::at(&entry.shown, bytes), reason })
    };
    let bytes = match files::read(&entry.path) {
        Ok(bytes) => bytes,
        Err(error) => return failed(None, format!("the file cannot be opened: {error}")),
    };
    let size = Some(bytes.len() as u64);
    if report::is_report(&bytes) {
        return match report::read(&bytes) {
            Ok(report) => Read::Report(Box::new(report)),
            Err(error) => failed(size, error.to_string()),
        };
    }
    let input = Input { path: &entry.shown, bytes: &bytes, verbatim: !config.clean };
    match report::analyze_file(resources, input, config, &mut ()) {
        Ok(article) => Read::Article(Box::new(article)),
        Err(error) => failed(size, error.to_string()),
    }
}

/// What all files gave.
#[derive(Default)]
struct Gathered {
    articles: Vec<Article>,
    failures: Vec<Failure>,
    edits: Vec<Edit>,
    /// Articles that were written already.
    streamed: usize,
    /// Failures of this run; a reopened report brings others.
    failed: usize,
}

impl Gathered {
    fn failed(&mut self, failure: Failure) {
        eprintln!("nutgraf: {}: {}", failure.file.path, failure.reason);
        self.failures.push(failure);
        self.failed += 1;
    }

    fn report(&mut self, report: Report) {
        self.articles.extend(report.articles);
        self.failures.extend(report.failures);
        self.edits.extend(report.edits);
    }

    fn outcome(&self) -> Outcome {
        match (self.articles.len() + self.streamed, self.failed) {
            (0, _) => Outcome::NothingRead,
            (_, 0) => Outcome::AllRead,
            _ => Outcome::SomeFailed,
        }
    }
}
