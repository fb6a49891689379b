//! [`Article`] and its parts: what is known of the text as a whole, its blocks, its summary.

mod claim;
mod mention;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Shared, Span};
pub use claim::*;
pub use mention::*;

/// One article: its text and all that was found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// First 16 hex digits of the SHA-256 of the article's bytes; copies get "-2", "-3".
    pub id: String,
    /// The file that it came in.
    pub file: FileInfo,
    /// Title, byline and the like.
    pub metadata: Metadata,
    /// Title, subtitle, then the article; blocks separated by a blank line. Of an article that was
    /// shared in part, each code point that was left out is a full block, "█".
    pub text: String,
    /// How much of the words is there. Since 1.2.
    #[serde(default)]
    pub shared: Shared,
    /// SHA-256 of the whole text as UTF-8, 64 hex digits, where some of it is not there; null where
    /// all is. Since 1.2.
    pub text_sha256: Option<String>,
    /// Blocks of the text, in order.
    pub blocks: Vec<Block>,
    /// Sentences of all blocks, in order; headings and captions are sentences too.
    pub sentences: Vec<Sentence>,
    /// What cleaning took out.
    pub removed: Vec<Removed>,
    /// Where the text stands in the source: the text of the file as its format gives it (a plain
    /// text whole, else its blocks with an empty line between them), before anything was taken out.
    /// What stands nowhere in it, as a title that the format states elsewhere, is left out. Since
    /// 1.3.
    #[serde(default)]
    pub source_map: Vec<SourceRun>,
    /// Every rankable sentence, best first.
    pub summary: Summary,
    /// People, bodies and places.
    pub entities: Vec<Entity>,
    /// Who says what, in text order.
    pub claims: Vec<Claim>,
    /// Numbers, money, percentages.
    pub quantities: Vec<Quantity>,
    /// Dates and periods.
    pub times: Vec<Time>,
    /// What was odd and worked around.
    pub warnings: Vec<Warning>,
}

/// The file that an article came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileInfo {
    /// Last part of the path.
    pub name: String,
    /// Path inside the drop or archive, "/"-separated.
    pub path: String,
    /// What it was read as.
    pub format: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, 64 hex digits.
    pub sha256: String,
    /// Encoding that the text was decoded from, as the WHATWG standard spells it.
    pub encoding: String,
}

/// What is known of an article; null and empty: not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Standfirst.
    pub subtitle: Option<String>,
    /// Authors, as printed, without "By".
    pub bylines: Vec<String>,
    /// Date of publication, ISO 8601.
    pub published: Option<String>,
    /// Date of the last change, ISO 8601.
    pub updated: Option<String>,
    /// Newspaper, agency, site.
    pub outlet: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// What the article says of its author.
    pub author_note: Option<String>,
    /// Language of the text.
    pub language: Language,
    /// Kind of article.
    pub genre: Genre,
}

/// A language and how sure it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Language {
    /// ISO 639 code; empty if unknown.
    pub code: String,
    /// 0 to 1.
    pub confidence: f64,
}

/// A kind of article and how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Genre {
    /// The kind.
    pub label: GenreLabel,
    /// 0 to 1.
    pub confidence: f64,
}

/// Defines an enum of the report whose variants are spelled in snake case, with its name as text.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// As spelled in the report.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }
        }
    };
}
pub(super) use codes;

codes! {
    /// A kind of article.
    #[derive(Default)]
    GenreLabel {
        /// A report.
        News = "news",
        /// A piece in which the writer argues.
        Opinion = "opinion",
        /// Questions and answers with one person.
        Interview = "interview",
        /// A live blog.
        Live = "live",
        /// A transcript.
        Transcript = "transcript",
        /// A press release.
        Release = "release",
        /// None of these, or too little text to tell.
        #[default]
        Other = "other",
    }
}

/// A block of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

codes! {
    /// What a block is.
    BlockKind {
        /// The headline.
        Title = "title",
        /// The standfirst below the headline.
        Subtitle = "subtitle",
        /// A heading inside the article.
        Heading = "heading",
        /// Running text.
        Paragraph = "paragraph",
        /// An item of a list.
        ListItem = "list_item",
        /// A passage set off as quoted.
        Quote = "quote",
        /// The words below a picture.
        Caption = "caption",
    }
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its number, from 0.
    pub id: usize,
}

/// Something that cleaning took out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Removed {
    /// "r1", "r2", … in the order of the source.
    pub id: String,
    /// Position in the text where it stood.
    pub at: usize,
    /// Its words.
    pub exact: String,
    /// Why: "summary_widget", "navigation", "subscription", "social", "legal", "caption",
    /// "related", "advertisement", "template", "front_matter", "author_note", "duplicate",
    /// "running_head", "quoted_mail", "outside".
    pub reason: String,
    /// A reader put it back: it is the block that begins at `at`.
    pub restored: bool,
    /// Where it stands in the source, as `[start, end)`; null where it was not found there; since
    /// 1.3.
    #[serde(default)]
    pub source: Option<(usize, usize)>,
}

/// A piece of the text, and where it stands in the source: the same characters, but for the kind of
/// white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceRun {
    /// Its first code point in the text.
    pub text: usize,
    /// Its first code point in the source.
    pub source: usize,
    /// How many there are.
    pub length: usize,
}

/// Sentences ranked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Every rankable sentence, best first, redundant ones last. The first n, put in document
    /// order, are the n-sentence summary.
    pub ranking: Vec<RankedSentence>,
    /// Sentences in the summary that is shown first.
    pub default_length: usize,
    /// How the ranking was made; since 1.2.
    #[serde(default)]
    pub method: SummaryMethod,
}

codes! {
    /// How a ranking is made.
    #[derive(Default)]
    SummaryMethod {
        /// By networks that learnt from English news.
        #[default]
        Learnt = "learnt",
        /// By what holds in any language: place, shared words, length.
        General = "general",
    }
}

/// A sentence's place in the ranking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RankedSentence {
    /// Number of the sentence.
    pub sentence: usize,
    /// Salience, 0 to 1.
    pub score: f64,
    /// What counted, strongest first: "opening", "central", "title", "names", "figures", "claim",
    /// "redundant", "length", "dependent".
    pub because: Vec<String>,
}

/// Something odd that was worked around.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// Name of the phase.
    pub stage: String,
    /// A sentence for the reader.
    pub message: String,
    /// Where in the text, if it is there.
    pub span: Option<Span>,
}
