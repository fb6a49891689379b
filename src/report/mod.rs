//! The report: plain types that become JSON, and the only road from the engine to the outside.
//!
//! # Format
//! A report is one JSON object, UTF-8, compact, fields in the order of the types below, floats
//! rounded to four decimals, one newline at the end. It holds no clock and no path of the machine:
//! the same files give the same bytes, natively and in the browser, whatever the order in which
//! they came. `articles` is sorted by id.
//!
//! Positions are **Unicode code points**, half-open, into the article's `text`, as in the W3C's
//! TextPositionSelector. Every [`Span`] repeats its words: `text[start..end] == exact`. Spans
//! neither begin nor end in white space and never cross a block; what does is several spans.
//!
//! An article's id is the first 16 hex digits of the SHA-256 of its own bytes; further articles
//! with equal bytes get `-2`, `-3`. Claim ids are `c1`, `c2`, … in text order, entity ids `e1`, …;
//! sentences are numbered from 0.
//!
//! # Sharing
//! Words of an article may be left out ([`share()`]): each of their code points stands as "█", so
//! that all of the above goes on to hold. `shared` says how much is there, `text_sha256` which text
//! it was. "quotes" holds the words that the claims of others than the author, summary and
//! conflicts need, "hashes" the headline alone.
//!
//! # Edits
//! What a person changed stands in `edits` and nowhere else: [`apply_edits`] makes of `articles`
//! what is shown, compared and exported. [`Edit`] lists what stands in `before` and `after` of each
//! operation. Only NDJSON and the other forms hold articles with the edits applied; their claims
//! then tell in `person` what was done to them.
//!
//! # Versions
//! Adding a field is a minor step of [`SCHEMA_VERSION`], renaming or removing one a major step.
//! Readers ignore fields they do not know, and [`read()`] refuses a major version that it does not
//! know.

#![warn(missing_docs)]

mod analyze;
mod article;
mod comparison;
mod convert;
mod edit;
mod read;
mod render;
mod restore;
mod share;
mod span;
mod summary_lines;
mod sureness;
mod write;

pub use crate::engine::ingest::Assets;
pub use analyze::{Reception, analyze_all, analyze_file, analyze_source};
pub use article::{
    Article, Block, BlockKind, Certainty, CertaintyLabel, Claim, ClaimKind, CueClass, Entity,
    EntityKind, FileInfo, Genre, GenreLabel, Grain, Language, Mention, MentionForm, Metadata,
    Polarity, Quantity, Quotation, RankedSentence, Removed, Sentence, Source, SourceRun, Summary,
    SummaryMethod, Time, Via, Warning,
};
pub use comparison::{
    ClaimRef, Cluster, Comparison, Conflict, ConflictKind, Copies, Moment, Origin, OriginKind,
    Passage, SentenceRef, Speaker,
};
pub use convert::{article_from_analysis, compare_articles};
pub use edit::{
    ByPerson, Edit, EditOp, EditTarget, MOST_EDITS, apply_edits, apply_to, is_everywhere, touches,
};
pub use read::{ReadError, is_report, read};
pub use render::{Format, by_speaker, render};
pub use restore::{restore, restored_by};
pub use share::{
    MASK, Shared, holds_mask, is_left_out, join, join_all, readable, share, share_article,
    text_sha256,
};
pub use span::Span;
pub use summary_lines::{
    SummaryLine, SummaryPiece, summary_lines, summary_within, summary_words, told,
};
pub use sureness::{CLAIM_KINDS, ErrorRate, Sureness, error_rates};
pub use write::{round4, to_json, to_json_pretty, to_json_tight};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the format, "major.minor".
pub const SCHEMA_VERSION: &str = "1.3";

/// Everything that is known of a pile of articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Version of the format, "major.minor".
    pub schema_version: String,
    /// What made the report.
    pub generator: Generator,
    /// The articles, sorted by id.
    pub articles: Vec<Article>,
    /// Files that could not be read.
    pub failures: Vec<Failure>,
    /// Of the articles with the edits applied; null for fewer than two.
    pub comparison: Option<Comparison>,
    /// What a person changed, kept apart from what the engine found.
    #[serde(deserialize_with = "edit::read_edits")]
    #[schemars(with = "Vec<Edit>")]
    pub edits: Vec<Edit>,
}

/// What made a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// "nutgraf".
    pub name: String,
    /// Its version.
    pub version: String,
    /// Name and SHA-256 of each model.
    pub models: std::collections::BTreeMap<String, String>,
}

impl Generator {
    /// This build.
    pub fn current() -> Self {
        Self {
            name: "nutgraf".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            models: crate::engine::model::digests().clone(),
        }
    }
}

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// Which one.
    pub file: FailedFile,
    /// Why, as a clause for the reader.
    pub reason: String,
}

/// Names a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct FailedFile {
    /// Last part of the path.
    pub name: String,
    /// Path inside the drop or archive, "/"-separated.
    pub path: String,
    /// Size in bytes; null where it is not known.
    pub bytes: Option<u64>,
}

impl FailedFile {
    /// A file at `path`, which is "/"-separated.
    pub fn at(path: &str, bytes: Option<u64>) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Self { name, path: path.to_owned(), bytes }
    }
}

/// Puts a report together: sorts, tells equal articles apart, applies `edits` and compares.
///
/// An article that was shared in part and its original become one. The order of `articles` and
/// `failures` does not change a byte of the result.
pub fn assemble(
    resources: &crate::engine::Resources,
    mut articles: Vec<Article>,
    mut failures: Vec<Failure>,
    edits: Vec<Edit>,
) -> Report {
    join_all(&mut articles);
    number_articles(&mut articles);
    failures.sort();
    let comparison = (articles.len() > 1).then(|| {
        let edited: Vec<_> = articles.iter().map(|article| apply_to(article, &edits)).collect();
        compare_articles(resources, &edited)
    });
    Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator::current(),
        articles,
        failures,
        comparison,
        edits,
    }
}

/// Gives every article its id, from its hash, and sorts by it.
pub fn number_articles(articles: &mut [Article]) {
    let refs: Vec<&Article> = articles.iter().collect();
    let ids = article_ids(&refs);
    for (article, id) in articles.iter_mut().zip(ids) {
        article.id = id;
    }
    articles.sort_by(|a, b| a.id.cmp(&b.id));
}

/// The id of each article in a report that holds them all: the first 16 hex digits of its hash;
/// articles with equal bytes are told apart by "-2", "-3" in the order of their paths.
pub fn article_ids(articles: &[&Article]) -> Vec<String> {
    let hash = |i: usize| {
        let sha256 = &articles[i].file.sha256;
        sha256.get(..16).unwrap_or(sha256)
    };
    let mut order: Vec<usize> = (0..articles.len()).collect();
    // The whole JSON is the last resort: only articles that are equal in all of it may swap.
    order.sort_by(|&i, &j| {
        hash(i)
            .cmp(hash(j))
            .then_with(|| articles[i].file.path.cmp(&articles[j].file.path))
            .then_with(|| to_json(articles[i]).cmp(&to_json(articles[j])))
    });
    let mut ids = vec![String::new(); articles.len()];
    let mut copies = 0;
    for (k, &i) in order.iter().enumerate() {
        copies = if k > 0 && hash(order[k - 1]) == hash(i) { copies + 1 } else { 1 };
        ids[i] = if copies == 1 { hash(i).to_owned() } else { format!("{}-{copies}", hash(i)) };
    }
    ids
}

/// The JSON Schema (2020-12) of a report, made from the types.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Report).to_value()
}
