//! `nutgraf analyze` of files and folders, and `nutgraf render`.

use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use anyhow::{Context, Result};

use super::args::{AnalyzeArgs, RenderArgs};
use super::files::{self, Entry};
use super::output::{self, Progress};
use super::parallel::in_order;
use super::{Outcome, ndjson};
use crate::engine::ingest::{self, Input};
use crate::engine::{Config, Observer, Resources, Stage};
use crate::report::{self, Article, Edit, FailedFile, Failure, Format, Reception, Report};

/// Entries of an archive that are one piece of work.
const PARTS: usize = 8;

/// What a file gave.
enum Read {
    Article(Box<Article>),
    Report(Box<Report>),
    Failed(Failure),
}

/// Runs `nutgraf analyze`.
pub(super) fn run(args: &AnalyzeArgs) -> Result<Outcome> {
    let resources = Resources::new();
    let config = Config { clean: args.clean, summary_length: args.length };
    let (entries, unreadable) = files::walk(&args.paths);
    let mut gathered = Gathered::default();
    for file in unreadable {
        let file = Failure { file: FailedFile::at(&file.shown, None), reason: file.reason };
        gathered.failed(file);
    }
    let mut progress = Progress::new(Some(entries.len()));
    let work = |job: Job| (read(&resources, &config, &job), job.is_last);
    let streamed = args.format == Format::Ndjson;
    let shared = |article: &Article| report::share_article(article, args.shared);
    let mut out = output::open(args.out.as_deref())?;
    in_order(jobs(entries, args.jobs), args.jobs, work, |(read, is_last)| {
        if is_last {
            progress.step();
        }
        for read in read {
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
        let report = report::share(report, args.shared);
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
    let report = report::share(report, args.shared);
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

/// A file to be read, or some of the parts of one.
struct Job {
    entry: Entry,
    /// Its bytes, where they were read already.
    bytes: Option<Arc<Vec<u8>>>,
    parts: Range<usize>,
    /// The file is done with this.
    is_last: bool,
}

/// The work on `entries`, in order: archives of many entries are cut into several pieces of work,
/// so that one of them keeps all of `threads` busy.
fn jobs(entries: Vec<Entry>, threads: usize) -> impl Iterator<Item = Job> {
    entries.into_iter().flat_map(move |entry| {
        let archive = (threads > 1).then(|| files::read_archive(&entry.path)).flatten();
        let n_parts = archive.as_ref().map_or(0, |bytes| {
            ingest::count_parts(Input::named(&entry.shown, bytes), ingest::Limits::default())
        });
        let ends = (PARTS..n_parts).step_by(PARTS).chain([usize::MAX]);
        let starts = std::iter::once(0).chain((PARTS..n_parts).step_by(PARTS));
        let job = move |(start, end)| Job {
            entry: entry.clone(),
            bytes: archive.clone(),
            parts: start..end,
            is_last: end == usize::MAX,
        };
        starts.zip(ends).map(job).collect::<Vec<_>>()
    })
}

fn read(resources: &Resources, config: &Config, job: &Job) -> Vec<Read> {
    let Job { entry, bytes, parts, .. } = job;
    let failed = |bytes: Option<u64>, reason: String| {
        vec![Read::Failed(Failure { file: FailedFile::at(&entry.shown, bytes), reason })]
    };
    let bytes = match bytes.clone().map_or_else(|| files::read(&entry.path).map(Arc::new), Ok) {
        Ok(bytes) => bytes,
        Err(error) => return failed(None, format!("the file cannot be opened: {error}")),
    };
    if report::is_report(&bytes) {
        return match report::read(&bytes) {
            Ok(report) => vec![Read::Report(Box::new(report))],
            Err(error) => failed(Some(bytes.len() as u64), error.to_string()),
        };
    }
    let input = Input { path: &entry.shown, bytes: &bytes, verbatim: !config.clean };
    let mut taken = Taken { parts: parts.clone(), reads: Vec::new() };
    report::analyze_file(resources, input, super::readers(), config, &mut taken);
    if taken.reads.is_empty() && parts.start == 0 && parts.end == usize::MAX {
        return failed(Some(bytes.len() as u64), ingest::IngestError::Empty.to_string());
    }
    taken.reads
}

/// What one piece of work gave.
struct Taken {
    parts: Range<usize>,
    reads: Vec<Read>,
}

impl Observer for Taken {
    fn begins(&mut self, _: Stage) -> bool {
        true
    }
}

impl Reception for Taken {
    fn wants(&mut self, part: usize, _: &str) -> bool {
        self.parts.contains(&part)
    }

    fn take(&mut self, outcome: Result<Article, Failure>) -> ControlFlow<()> {
        self.reads.push(match outcome {
            Ok(article) => Read::Article(Box::new(article)),
            Err(failure) => Read::Failed(failure),
        });
        ControlFlow::Continue(())
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
        // Each piece of work on an archive says again what is wrong with the archive itself.
        if self.failures.contains(&failure) {
            return;
        }
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
