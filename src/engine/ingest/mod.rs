//! Bytes to [`SourceDocument`]: one file per format, each through a well-kept crate.
//!
//! In: the bytes of one file and its name. Out: its text as the format gives it, with what the
//! format itself says of title, author and date. What is furniture is left to [`super::clean`].

mod error;

pub use error::IngestError;

use super::Warning;
use super::text::BlockKind;

/// What a host hands in.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Path inside the drop or archive, "/"-separated; the last part is the file's name.
    pub path: &'a str,
    /// The bytes.
    pub bytes: &'a [u8],
    /// The text is the article itself: no cleaning, every line end stays. Plain text only.
    pub verbatim: bool,
}

impl<'a> Input<'a> {
    /// A file of that name, to be cleaned.
    pub fn named(path: &'a str, bytes: &'a [u8]) -> Self {
        Self { path, bytes, verbatim: false }
    }
}

/// A readable format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
}

impl Format {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
        }
    }
}

/// A file as read.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceDocument {
    /// The file's own facts.
    pub file: SourceFile,
    /// The text.
    pub body: Body,
    /// What the format itself says of the article.
    pub metadata: SourceMetadata,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

/// A file's own facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Last part of the path.
    pub name: String,
    /// Path inside the drop or archive, "/"-separated.
    pub path: String,
    /// What it was read as.
    pub format: Format,
    /// Size in bytes, as handed in.
    pub bytes: u64,
    /// SHA-256 of the bytes handed in, as 64 hex digits.
    pub sha256: String,
    /// Name of the encoding that the text was decoded from, as the WHATWG standard spells it.
    pub encoding: &'static str,
}

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Lines as they came, furniture and all.
    Plain(String),
    /// The article itself: not to be changed by a character.
    Verbatim(String),
    /// Blocks that the format marks, in reading order; what lies outside the main content is gone.
    Blocks(Vec<SourceBlock>),
}

/// A block that the format marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceBlock {
    /// What the format says it is.
    pub kind: BlockKind,
    /// Its text; white space is as in the source.
    pub text: String,
}

/// What the format, or the host, says of the article. `None` and empty: it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMetadata {
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
    /// Language tag, as stated.
    pub language: Option<String>,
}

/// Reads one file.
///
/// # Errors
/// [`IngestError`] says why the file cannot be read at all.
pub fn ingest(input: Input<'_>) -> Result<SourceDocument, IngestError> {
    let text = String::from_utf8_lossy(input.bytes).into_owned();
    let name = input.path.rsplit('/').next().unwrap_or(input.path).to_owned();
    Ok(SourceDocument {
        file: SourceFile {
            name,
            path: input.path.to_owned(),
            format: Format::Text,
            bytes: input.bytes.len() as u64,
            sha256: String::new(),
            encoding: "UTF-8",
        },
        body: if input.verbatim { Body::Verbatim(text) } else { Body::Plain(text) },
        metadata: SourceMetadata::default(),
        warnings: Vec::new(),
    })
}

/// Reads an article that a host hands over with what it knows of it: plain text, or HTML.
///
/// What is `stated` wins over what the text says.
///
/// # Errors
/// [`IngestError`] says why it cannot be read at all.
pub fn ingest_row(
    input: Input<'_>,
    _is_html: bool,
    stated: SourceMetadata,
) -> Result<SourceDocument, IngestError> {
    Ok(SourceDocument { metadata: stated, ..ingest(input)? })
}
