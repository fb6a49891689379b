//! From a file's bytes to an article of a report: what page and command line both call.

use super::{Article, article_from_analysis};
use crate::engine::{self, Cancelled, Config, Observer, Resources, ingest};

/// Why a file gave no article. Displayed as a clause for the reader, lower case, no full stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnalyzeError {
    /// It cannot be read.
    #[error(transparent)]
    Ingest(#[from] ingest::IngestError),
    /// The observer asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Reads and analyses one file.
///
/// # Errors
/// [`AnalyzeError`] says why the file gave no article.
pub fn analyze_file(
    resources: &Resources,
    input: ingest::Input<'_>,
    config: &Config,
    observer: &mut dyn Observer,
) -> Result<Article, AnalyzeError> {
    let source = ingest::ingest(input)?;
    analyze_source(resources, &source, config, observer)
}

/// Analyses a document that was read already.
///
/// # Errors
/// Only [`AnalyzeError::Cancelled`].
pub fn analyze_source(
    resources: &Resources,
    source: &ingest::SourceDocument,
    config: &Config,
    observer: &mut dyn Observer,
) -> Result<Article, AnalyzeError> {
    let analysis = engine::analyze(resources, source, config, observer)?;
    Ok(article_from_analysis(&source.file, &analysis))
}
