//! Reads a report back, as hostile input: it may come from anywhere.

use std::collections::BTreeSet;

use super::{Article, Claim, Report, SCHEMA_VERSION, Span, apply_to};

/// Why a report is refused. Displayed as a clause for the reader, lower case, no full stop.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or not of this shape.
    #[error("not a readable Nutgraf report: {0}")]
    Malformed(#[from] serde_json::Error),
    /// A newer or unknown format.
    #[error(
        "the report is of format {found:?}, this Nutgraf reads format {expected}; \
         open it with the version that wrote it"
    )]
    Version {
        /// What the report says.
        found: String,
        /// What this build reads.
        expected: &'static str,
    },
    /// A span that does not fit its text.
    #[error("the report is damaged: {field} of article {article} does not fit its text")]
    Span {
        /// Id of the article.
        article: String,
        /// Which field.
        field: String,
    },
    /// A reference to something that is not there.
    #[error(
        "the report is damaged: {field} of article {article} names {found:?}, which is not there"
    )]
    Reference {
        /// Id of the article.
        article: String,
        /// Which field.
        field: String,
        /// What it names.
        found: String,
    },
    /// Two articles with one id.
    #[error("the report is damaged: it holds two articles with the id {0:?}")]
    SameId(String),
}

/// The part of a report that is looked at first.
#[derive(serde::Deserialize)]
struct Head {
    schema_version: String,
}

/// True if `bytes` look like a report, whole or damaged: a JSON object that opens with its version.
pub fn is_report(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = &bytes[..bytes.len().min(4096)];
    let mut marks = head.iter().filter(|b| !b.is_ascii_whitespace());
    marks.next() == Some(&b'{') && head.windows(16).any(|w| w == b"\"schema_version\"")
}

/// Reads a report and checks that every span and every reference holds.
///
/// # Errors
/// [`ReadError`] says what is wrong, and where.
pub fn read(bytes: &[u8]) -> Result<Report, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Head { schema_version } = serde_json::from_slice(bytes)?;
    if major(&schema_version) != major(SCHEMA_VERSION) {
        return Err(ReadError::Version { found: schema_version, expected: SCHEMA_VERSION });
    }
    let mut report: Report = serde_json::from_slice(bytes)?;
    // What a person did stands in the edits alone.
    let claims = report.articles.iter_mut().flat_map(|article| &mut article.claims);
    claims.for_each(|claim| claim.person = None);
    let mut ids = BTreeSet::new();
    for article in &report.articles {
        if !ids.insert(article.id.as_str()) {
            return Err(ReadError::SameId(article.id.clone()));
        }
        Check::new(article).article()?;
    }
    check_comparison(&report)?;
    Ok(report)
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

/// Checks one article against its own text.
struct Check<'a> {
    article: &'a Article,
    /// Byte at which each code point begins, and the length of the text.
    starts: Vec<usize>,
}

impl<'a> Check<'a> {
    fn new(article: &'a Article) -> Self {
        let mut starts: Vec<usize> = article.text.char_indices().map(|(i, _)| i).collect();
        starts.push(article.text.len());
        Self { article, starts }
    }

    fn article(&self) -> Result<(), ReadError> {
        let a = self.article;
        a.blocks.iter().try_for_each(|b| self.span("blocks", &b.span))?;
        a.sentences.iter().try_for_each(|s| self.span("sentences", &s.span))?;
        a.quantities.iter().try_for_each(|q| self.span("quantities", &q.span))?;
        a.times.iter().try_for_each(|t| self.span("times", &t.span))?;
        for entity in &a.entities {
            entity.roles.iter().try_for_each(|r| self.span("entities", r))?;
            entity.mentions.iter().try_for_each(|m| self.span("entities", &m.span))?;
        }
        for warning in a.warnings.iter().filter_map(|w| w.span.as_ref()) {
            self.span("warnings", warning)?;
        }
        for (i, sentence) in a.sentences.iter().enumerate() {
            if sentence.id != i {
                return Err(self.reference("sentences", sentence.id));
            }
        }
        for ranked in &a.summary.ranking {
            self.index("summary", ranked.sentence, a.sentences.len())?;
        }
        for removed in &a.removed {
            self.index("removed", removed.at, self.starts.len())?;
        }
        let claims: BTreeSet<&str> = a.claims.iter().map(|c| c.id.as_str()).collect();
        let entities: BTreeSet<&str> = a.entities.iter().map(|e| e.id.as_str()).collect();
        a.claims.iter().try_for_each(|c| self.claim(c, &claims, &entities))
    }

    fn claim(
        &self,
        claim: &Claim,
        claims: &BTreeSet<&str>,
        entities: &BTreeSet<&str>,
    ) -> Result<(), ReadError> {
        let via = claim.via.iter().flat_map(|v| &v.spans);
        let spans = claim.content.iter().chain(&claim.source.spans).chain(&claim.cue);
        spans
            .chain(&claim.certainty.markers)
            .chain(via)
            .try_for_each(|s| self.span("claims", s))?;
        if let Some(parent) = claim.parent.as_deref().filter(|p| !claims.contains(p)) {
            return Err(self.reference("claims", parent));
        }
        if let Some(entity) = claim.source.entity.as_deref().filter(|e| !entities.contains(e)) {
            return Err(self.reference("claims", entity));
        }
        claim
            .quantities
            .iter()
            .try_for_each(|&i| self.index("claims", i, self.article.quantities.len()))?;
        claim.times.iter().try_for_each(|&i| self.index("claims", i, self.article.times.len()))
    }

    fn span(&self, field: &str, span: &Span) -> Result<(), ReadError> {
        let byte = |i: usize| self.starts.get(i).copied();
        let found = byte(span.start).zip(byte(span.end)).filter(|(start, end)| start <= end);
        match found {
            Some((start, end)) if self.article.text[start..end] == span.exact => Ok(()),
            _ => Err(ReadError::Span {
                article: self.article.id.clone(),
                field: format!("{field} at {}", span.start),
            }),
        }
    }

    fn index(&self, field: &str, index: usize, len: usize) -> Result<(), ReadError> {
        if index < len { Ok(()) } else { Err(self.reference(field, index)) }
    }

    fn reference(&self, field: &str, found: impl ToString) -> ReadError {
        ReadError::Reference {
            article: self.article.id.clone(),
            field: field.to_owned(),
            found: found.to_string(),
        }
    }
}

/// Checks that a comparison names nothing that is not in the report.
fn check_comparison(report: &Report) -> Result<(), ReadError> {
    let Some(comparison) = &report.comparison else { return Ok(()) };
    let ids: BTreeSet<&str> = report.articles.iter().map(|a| a.id.as_str()).collect();
    // Articles were compared with the edits applied: claims that a person added count.
    let edited: Vec<_> = report.articles.iter().map(|a| apply_to(a, &report.edits)).collect();
    let claims: BTreeSet<(&str, &str)> = edited
        .iter()
        .flat_map(|a| a.claims.iter().map(|c| (a.id.as_str(), c.id.as_str())))
        .collect();
    let missing = |article: &str, found: &str| ReadError::Reference {
        article: article.to_owned(),
        field: "comparison".to_owned(),
        found: found.to_owned(),
    };
    let named = comparison
        .conflicts
        .iter()
        .flat_map(|c| [&c.left.article, &c.right.article])
        .chain(comparison.copies.iter().flat_map(|c| &c.articles))
        .chain(comparison.timeline.iter().map(|m| &m.article))
        .chain(comparison.summary.iter().map(|s| &s.article))
        .chain(comparison.summary.iter().flat_map(|s| &s.agreed));
    for article in named {
        if !ids.contains(article.as_str()) {
            return Err(missing(article, article));
        }
    }
    let refs = comparison.clusters.iter().flat_map(|c| &c.claims);
    for claim in refs.chain(comparison.speakers.iter().flat_map(|s| &s.claims)) {
        if !claims.contains(&(claim.article.as_str(), claim.claim.as_str())) {
            return Err(missing(&claim.article, &claim.claim));
        }
    }
    Ok(())
}
