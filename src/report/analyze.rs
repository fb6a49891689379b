//! From a file's bytes to articles of a report: what page and command line both call.

use std::ops::ControlFlow;

use super::{Article, FailedFile, Failure, article_from_analysis};
use crate::engine::{self, Cancelled, Config, Observer, Resources, ingest};

/// Sees what a file gives, one after the other, and how far it has come.
pub trait Reception: Observer {
    /// Whether the `part`-th part of the file, at `path`, is to be read. Asked before it is unpacked.
    fn wants(&mut self, part: usize, path: &str) -> bool {
        let _ = (part, path);
        true
    }

    /// Takes an article, or why there is none. `Break` ends the reading.
    fn take(&mut self, outcome: Result<Article, Failure>) -> ControlFlow<()>;
}

/// Reads a file, and analyses every article in it as it comes.
pub fn analyze_file(
    resources: &Resources,
    input: ingest::Input<'_>,
    readers: ingest::Readers<'_>,
    config: &Config,
    reception: &mut dyn Reception,
) {
    ingest::ingest_each(input, readers, &mut Bridge { resources, config, reception });
}

/// The articles of a file and what failed in it, all at once.
pub fn analyze_all(
    resources: &Resources,
    input: ingest::Input<'_>,
    readers: ingest::Readers<'_>,
    config: &Config,
) -> Vec<Result<Article, Failure>> {
    struct All(Vec<Result<Article, Failure>>);
    impl Observer for All {
        fn begins(&mut self, _: engine::Stage) -> bool {
            true
        }
    }
    impl Reception for All {
        fn take(&mut self, outcome: Result<Article, Failure>) -> ControlFlow<()> {
            self.0.push(outcome);
            ControlFlow::Continue(())
        }
    }
    let mut all = All(Vec::new());
    analyze_file(resources, input, readers, config, &mut all);
    all.0
}

/// Analyses a document that was read already.
///
/// # Errors
/// Only if `observer` cancels.
pub fn analyze_source(
    resources: &Resources,
    source: &ingest::SourceDocument,
    config: &Config,
    observer: &mut dyn Observer,
) -> Result<Article, Cancelled> {
    let analysis = engine::analyze(resources, source, config, observer)?;
    Ok(article_from_analysis(&source.file, &analysis))
}

/// Analyses what a file's reader hands over.
struct Bridge<'a> {
    resources: &'a Resources,
    config: &'a Config,
    reception: &'a mut dyn Reception,
}

impl ingest::Sink for Bridge<'_> {
    fn wants(&mut self, part: usize, path: &str) -> bool {
        self.reception.wants(part, path)
    }

    fn take(&mut self, entry: ingest::Entry) -> ControlFlow<()> {
        let failure = |reason: String| {
            Err(Failure { file: FailedFile::at(&entry.path, entry.bytes), reason })
        };
        let outcome = match &entry.outcome {
            Ok(source) => analyze_source(self.resources, source, self.config, self.reception)
                .or_else(|error| failure(error.to_string())),
            Err(error) => failure(error.to_string()),
        };
        self.reception.take(outcome)
    }
}
