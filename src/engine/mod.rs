//! The engine: bytes and text in, plain values out.
//!
//! It does no I/O and has no clock, thread, randomness or hash order in its results, so the same
//! input gives the same output on every target. Odd text is never an error: what could not be read
//! well is a [`Warning`] beside the result. Everything that comes from outside is in [`Resources`].
//!
//! A phase may use [`text`], [`lexicon`], [`model`] and earlier phases, never later ones; the order is
//! `ingest`, `clean`, `segment`, `encode`, `tag`, `entity`, `claim`, `summarize`, `compare`.

#![warn(missing_docs)]
#![warn(clippy::disallowed_methods)]

pub mod claim;
pub mod clean;
pub mod compare;
pub mod encode;
pub mod entity;
pub mod ingest;
pub mod lexicon;
pub mod model;
pub mod segment;
pub mod summarize;
pub mod tag;
pub mod text;

use text::{Document, Span};

/// What the engine knows beforehand: word lists and models. Built once by the host.
pub struct Resources {
    /// Word lists, each read by one loader.
    pub lexicon: lexicon::Lexicon,
    /// Weights that tell what is worth a check.
    pub check_worthiness: model::CheckWorthiness,
    /// How lemmas are spelled.
    pub lemmas: model::LemmaTable,
    /// Tagger, parser and name tagger.
    pub network: tag::network::Network<'static>,
    /// Finds cues, sources and contents.
    pub claims: claim::network::Network<'static>,
    /// Weights that tell where sentences end.
    pub sentence_ends: model::SentenceEnds,
    /// What makes a sentence tell.
    pub salience: model::Salience,
    /// What tells the article's blocks from a web page's furniture.
    pub page_blocks: model::ArticleWeights,
    /// What tells the article's lines from the furniture of a page given as plain text.
    pub page_lines: model::ArticleWeights,
}

impl Resources {
    /// Loads everything that is linked into the binary.
    pub fn new() -> Self {
        Self {
            lexicon: lexicon::Lexicon::new(),
            check_worthiness: model::CheckWorthiness::new(),
            lemmas: model::LemmaTable::new(),
            network: model::network(),
            claims: model::claims(),
            sentence_ends: model::SentenceEnds::new(),
            salience: model::Salience::new(),
            page_blocks: model::ArticleWeights::of_blocks(),
            page_lines: model::ArticleWeights::of_lines(),
        }
    }
}

impl Default for Resources {
    fn default() -> Self {
        Self::new()
    }
}

/// How an article is to be analysed.
#[derive(Clone, Debug)]
pub struct Config {
    /// Take the site's furniture out of the text. Off: the text stays exactly as it came.
    pub clean: bool,
    /// Length of the summary that is shown first.
    pub summary_length: SummaryLength,
}

/// Length of a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryLength {
    /// So many sentences; a very short article whole.
    Sentences(usize),
    /// As many sentences as have at most so many words together, but at least one.
    Words(usize),
}

impl Default for Config {
    fn default() -> Self {
        Self { clean: true, summary_length: SummaryLength::Sentences(3) }
    }
}

/// A step of [`analyze`], as shown to a waiting reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Taking the furniture out.
    Clean,
    /// Cutting into sentences and tokens.
    Segment,
    /// Telling parts of speech, dependencies and names.
    Tag,
    /// Finding names, quantities and times.
    Entities,
    /// Finding claims.
    Claims,
    /// Ranking sentences.
    Summary,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 6] =
        [Stage::Clean, Stage::Segment, Stage::Tag, Stage::Entities, Stage::Claims, Stage::Summary];
}

/// Hears of progress and may stop the work between two stages.
pub trait Observer {
    /// Called before each stage. `false` cancels.
    fn begins(&mut self, stage: Stage) -> bool;
}

/// Nobody watches.
impl Observer for () {
    fn begins(&mut self, _: Stage) -> bool {
        true
    }
}

/// The observer asked to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// A value and what was odd on the way to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Warned<T> {
    /// The result.
    pub value: T,
    /// What could not be read well.
    pub warnings: Vec<Warning>,
}

/// Something in the input that was worked around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Name of the phase, in lower case: "ingest", "clean", "claim", …
    pub stage: &'static str,
    /// A sentence for the reader, without a full stop.
    pub message: String,
    /// Where in the cleaned text, if it is there.
    pub span: Option<Span>,
}

/// Everything that is known of one article by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The cleaned text with its blocks, sentences and tokens.
    pub document: Document,
    /// Tags, dependency and name tag of every token.
    pub words: Vec<tag::Word>,
    /// Title, byline, dates, outlet, language, genre.
    pub metadata: clean::Metadata,
    /// What cleaning took out.
    pub removed: Vec<clean::Removed>,
    /// Where the text stands in the source.
    pub source_map: Vec<clean::SourceRun>,
    /// People, bodies and places, with their mentions.
    pub entities: Vec<entity::Entity>,
    /// Numbers, money, percentages.
    pub quantities: Vec<entity::Quantity>,
    /// Dates and periods.
    pub times: Vec<entity::Time>,
    /// Who says what, in text order.
    pub claims: Vec<claim::Claim>,
    /// Every rankable sentence, best first.
    pub summary: summarize::Summary,
}

/// Analyses one article.
///
/// `source` comes from [`ingest::ingest`]. Never fails on odd text; `Err` only if `observer` cancels.
pub fn analyze(
    resources: &Resources,
    source: &ingest::SourceDocument,
    config: &Config,
    observer: &mut dyn Observer,
) -> Result<Warned<Analysis>, Cancelled> {
    if !observer.begins(Stage::Clean) {
        return Err(Cancelled);
    }
    let cleaned = clean::clean(resources, source, config.clean);
    let mut warnings = source.warnings.clone();
    if cleaned.is_all_kept {
        let message = "nothing in the text reads like an article: all of it was kept".to_owned();
        warnings.push(Warning { stage: "clean", message, span: None });
    }
    analyze_cleaned(resources, cleaned, warnings, config, observer)
}

/// Analyses an article that was cleaned already; `warnings` are those of reading it.
///
/// `Err` only if `observer` cancels.
pub fn analyze_cleaned(
    resources: &Resources,
    cleaned: clean::Cleaned,
    mut warnings: Vec<Warning>,
    config: &Config,
    observer: &mut dyn Observer,
) -> Result<Warned<Analysis>, Cancelled> {
    let mut step = |stage| if observer.begins(stage) { Ok(()) } else { Err(Cancelled) };
    let clean::Cleaned { text, blocks, removed, source_map, mut metadata, .. } = cleaned;

    step(Stage::Segment)?;
    let document = segment::segment(resources, text, blocks);

    step(Stage::Tag)?;
    let (words, states) = tag::tag_with_states(resources, &document);

    step(Stage::Entities)?;
    let quantities = entity::find_quantities(resources, &document);
    let times = entity::find_times(resources, &document, metadata.published.as_deref());
    let entities = entity::find_entities(resources, &document, &words);

    step(Stage::Claims)?;
    let context = claim::Context {
        document: &document,
        words: &words,
        states: &states,
        metadata: &metadata,
        entities: &entities,
        quantities: &quantities,
        times: &times,
    };
    let claims = claim::extract_claims(resources, &context, &mut warnings);
    metadata.genre = claim::classify_genre(resources, &context, &claims);

    step(Stage::Summary)?;
    let summary = summarize::summarize(
        resources,
        &summarize::Context {
            document: &document,
            words: &words,
            metadata: &metadata,
            entities: &entities,
            quantities: &quantities,
            times: &times,
            claims: &claims,
        },
        config.summary_length,
    );
    let value = Analysis {
        document,
        words,
        metadata,
        removed,
        source_map,
        entities,
        quantities,
        times,
        claims,
        summary,
    };
    Ok(Warned { value, warnings })
}
