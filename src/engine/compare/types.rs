//! What goes into a comparison and what comes out.

use crate::engine::text::Span;

/// What is read of an article. Spans are bytes into `text`.
#[derive(Clone, Debug, PartialEq)]
pub struct Article<'a> {
    /// The article's id, unique among those compared.
    pub id: &'a str,
    /// The cleaned text.
    pub text: &'a str,
    /// The headline; the file's name where there is none.
    pub title: &'a str,
    /// Where the article was published.
    pub outlet: Option<&'a str>,
    /// Date of publication, ISO 8601.
    pub published: Option<&'a str>,
    /// Blocks that tell the story: paragraphs, list items, quotes.
    pub paragraphs: Vec<Span>,
    /// All sentences.
    pub sentences: Vec<Span>,
    /// The sentences of the summary that is shown first, as indices into `sentences`.
    pub summary: Vec<usize>,
    /// People, bodies and places.
    pub entities: Vec<Entity<'a>>,
    /// Who says what.
    pub claims: Vec<Claim<'a>>,
    /// Numbers.
    pub quantities: Vec<Quantity<'a>>,
    /// Dates.
    pub times: Vec<Time<'a>>,
}

/// What is read of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity<'a> {
    /// Fullest name.
    pub name: &'a str,
    /// True for a person.
    pub person: bool,
    /// Titles and roles.
    pub roles: Vec<Span>,
    /// Every mention.
    pub mentions: Vec<Span>,
}

/// What is read of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim<'a> {
    /// Index of the claim that this one is reported in, among the article's.
    pub parent: Option<usize>,
    /// What is put forward.
    pub content: Vec<Span>,
    /// Name of who puts it forward.
    pub speaker: Option<&'a str>,
    /// Index of who puts it forward, among the article's entities.
    pub entity: Option<usize>,
    /// The article keeps the source nameless.
    pub anonymous: bool,
    /// The author's own claim.
    pub authorial: bool,
    /// The source's own words.
    pub direct: bool,
    /// Denied or negated.
    pub negative: bool,
    /// Names of who passed it on, nearest to the reader first.
    pub via: Vec<&'a str>,
    /// Indices of the article's quantities in the content.
    pub quantities: Vec<usize>,
    /// Indices of the article's times in the content.
    pub times: Vec<usize>,
}

/// What is read of a quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity<'a> {
    /// The words.
    pub span: Span,
    /// The value, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// "%", "USD", "people", …
    pub unit: Option<&'a str>,
    /// "about", "nearly", …
    pub approximate: bool,
}

/// What is read of a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time<'a> {
    /// The words.
    pub span: Span,
    /// ISO 8601, cut to the grain.
    pub value: Option<&'a str>,
    /// Name of the grain: "day", "month", …
    pub grain: &'a str,
}

/// What several articles have in common, and where they differ. Articles are indices into the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Claims that say the same.
    pub clusters: Vec<Cluster>,
    /// Passages that cannot both be right.
    pub conflicts: Vec<Conflict>,
    /// Copies of one text.
    pub copies: Vec<Copies>,
    /// Everyone who is reported to have said something.
    pub speakers: Vec<Speaker>,
    /// Dated passages, earliest first.
    pub timeline: Vec<Moment>,
    /// A joint summary without repetition.
    pub summary: Vec<SummarySentence>,
}

/// A claim of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimRef {
    /// Index of the article.
    pub article: usize,
    /// Index among its claims.
    pub claim: usize,
}

/// Claims that say the same, from at least two articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The claims, by article.
    pub claims: Vec<ClaimRef>,
    /// Whom they go back to.
    pub origins: Vec<Origin>,
    /// 0 to 1.
    pub confidence: f64,
}

/// Whom a claim goes back to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: OriginKind,
}

/// What an origin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OriginKind {
    /// A person or body that said it.
    Speaker,
    /// A news agency that passed it on.
    Agency,
    /// The article itself.
    Article,
    /// A press release.
    Release,
}

/// Two passages that cannot both be right.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What differs.
    pub kind: ConflictKind,
    /// Name of who or what it is about.
    pub entity: Option<String>,
    /// One passage.
    pub left: Passage,
    /// The other.
    pub right: Passage,
    /// One plain line for the reader.
    pub explanation: String,
    /// 0 to 1.
    pub confidence: f64,
}

/// What differs in a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A number.
    Number,
    /// A date.
    Date,
    /// A place.
    Place,
    /// Somebody's role.
    Role,
    /// Yes or no.
    Polarity,
    /// The words of one quotation.
    Quotation,
}

/// A passage of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Index of the article.
    pub article: usize,
    /// Where it stands.
    pub span: Span,
}

/// Articles that share their text.
#[derive(Clone, Debug, PartialEq)]
pub struct Copies {
    /// Indices of the articles.
    pub articles: Vec<usize>,
    /// Share of the shorter article's runs of words that stand in the longer one too, 0 to 1; of
    /// more than two articles, of the weakest link that holds them together.
    pub overlap: f64,
    /// The longest shared passages.
    pub passages: Vec<Passage>,
}

/// Somebody who is reported to have said something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Fullest name.
    pub name: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// Roles as the articles give them.
    pub roles: Vec<String>,
    /// What they are reported to have said, by article.
    pub claims: Vec<ClaimRef>,
}

/// A dated passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// ISO 8601, cut to the grain.
    pub value: String,
    /// Name of the grain.
    pub grain: String,
    /// The sentence.
    pub passage: Passage,
}

/// A sentence of the joint summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummarySentence {
    /// Index of the article.
    pub article: usize,
    /// Index among its sentences.
    pub sentence: usize,
    /// Other articles that say it too.
    pub agreed: Vec<usize>,
    /// Conflicts that touch it, as indices into the comparison's.
    pub conflicts: Vec<usize>,
}
