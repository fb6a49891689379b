//! Articles with their attributions marked by hand, and how far the engine's agree with them.
//!
//! What `tests/attributions.rs` and `cargo xtask eval claims` share: [`marked`] reads the project's
//! own articles, [`score`] counts, [`words`] is what is counted. In: an [`Article`]. Out: what
//! [`read`] makes of it, and [`score::Totals`] over many.

#![allow(dead_code, reason = "the test uses a part of what the eval does")]

pub(crate) mod marked;
pub(crate) mod score;
pub(crate) mod words;

use nutgraf::engine::claim::{CertaintyLabel, Claim, ClaimId, ClaimKind, CueClass, Polarity};
use nutgraf::engine::ingest::{Format, IngestError, SourceDocument, SourceMetadata, ingest_row};
use nutgraf::engine::text::Span;
use nutgraf::engine::{Config, Resources, analyze};

/// An article with its attributions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Article {
    /// By which it is told from the others of its set.
    pub(crate) name: String,
    /// Headline; not a part of the text.
    pub(crate) title: Option<String>,
    /// Date of publication, ISO 8601.
    pub(crate) published: Option<String>,
    /// Newspaper, agency.
    pub(crate) outlet: Option<String>,
    /// The text that spans point into.
    pub(crate) text: String,
    /// In the order of the marks.
    pub(crate) attributions: Vec<Attribution>,
    /// Attributions inside the content of another are marked too.
    pub(crate) nested: bool,
}

/// Who says what, marked by hand. Spans are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Attribution {
    /// The words for who says it; none for no source.
    pub(crate) source: Vec<Span>,
    /// The words that attribute it.
    pub(crate) cue: Vec<Span>,
    /// What is said.
    pub(crate) content: Vec<Span>,
    /// The source's head word, where it is known.
    pub(crate) head: Option<Span>,
    /// Which kind of attribution.
    pub(crate) tier: Tier,
    /// What the project's own articles say besides.
    pub(crate) details: Option<Details>,
}

/// How something is attributed, as the PolNeAR corpus has it (Newell, Margolin and Ruths 2018).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    /// All of it quoted.
    Direct,
    /// A part of it quoted.
    Mixed,
    /// Unquoted, with a word of reporting.
    Speech,
    /// Belief, attitude, expectation and the like.
    #[default]
    Other,
}

impl Tier {
    /// All tiers, in order.
    pub(crate) const ALL: [Self; 4] = [Self::Direct, Self::Mixed, Self::Speech, Self::Other];

    /// As the sets spell it.
    pub(crate) fn as_str(self) -> &'static str {
        ["direct", "mixed", "speech", "other"][self as usize]
    }

    /// From how the sets spell it.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.as_str() == code)
    }
}

/// What only the project's own articles say of an attribution.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Details {
    /// Whom the source is; `None` for no source.
    pub(crate) name: Option<String>,
    /// What kind of act.
    pub(crate) class: CueClass,
    /// The attribution that this one is reported in, as an index.
    pub(crate) parent: Option<usize>,
    /// The article does not say who it is.
    pub(crate) anonymous: bool,
    /// Who passed it on.
    pub(crate) via: Vec<String>,
    /// Of what is put forward.
    pub(crate) polarity: Polarity,
    /// How surely it is put forward.
    pub(crate) certainty: CertaintyLabel,
}

/// What the engine makes of an article.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// What is compared: attributed claims, those inside others only if the article marks such.
    pub(crate) claims: Vec<Claim>,
    /// Their ids, by which parents name them.
    pub(crate) ids: Vec<ClaimId>,
    /// The sentences of the text.
    pub(crate) sentences: Vec<Span>,
}

/// The article as a host hands it over.
pub(crate) fn source(article: &Article) -> Result<SourceDocument, IngestError> {
    let stated = SourceMetadata {
        title: article.title.clone(),
        published: article.published.clone(),
        outlet: article.outlet.clone(),
        ..SourceMetadata::default()
    };
    ingest_row(&article.name, &article.text, Format::Text, true, stated)
}

/// How marked articles are analysed: their text stays as it is.
pub(crate) fn config() -> Config {
    Config { clean: false, ..Config::default() }
}

/// Reads an article.
///
/// # Errors
/// Its text cannot be read at all.
pub(crate) fn read(resources: &Resources, article: &Article) -> Result<Reading, IngestError> {
    let source = source(article)?;
    let analysis =
        analyze(resources, &source, &config(), &mut ()).expect("nobody cancels the analysis").value;
    let compared = |claim: &Claim| {
        claim.kind == ClaimKind::Attributed && (article.nested || claim.parent.is_none())
    };
    let claims = analysis.claims.into_iter().zip(0..).filter(|(claim, _)| compared(claim));
    let (claims, ids) = claims.map(|(claim, id)| (claim, ClaimId(id))).unzip();
    let sentences = analysis.document.sentences.iter().map(|sentence| sentence.span).collect();
    Ok(Reading { claims, ids, sentences })
}
