//! Bytes to [`SourceDocument`]: one file per format, each through a well-kept crate.
//!
//! In: the bytes of one file and its name. Out: its text as the format gives it, with what the
//! format itself says of title, author and date. What is furniture is left to [`super::clean`].

pub(in crate::engine) mod byline;
pub(in crate::engine) mod date;
mod decode;
mod error;
mod front_matter;
mod gzip;
mod html;
mod html_metadata;
mod markdown;
mod nesting;
mod sniff;

use std::borrow::Cow;

pub use error::IngestError;

use super::Warning;
use super::text::{BlockKind, sha256};
use decode::Decoded;
use sniff::Hint;

/// The largest file that is read, and the most that a compressed file may unfold to.
const MAX_BYTES: u64 = 64 << 20;

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

impl SourceMetadata {
    /// What `self` says, and what `other` says where `self` says nothing.
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            subtitle: self.subtitle.or(other.subtitle),
            bylines: if self.bylines.is_empty() { other.bylines } else { self.bylines },
            published: self.published.or(other.published),
            updated: self.updated.or(other.updated),
            outlet: self.outlet.or(other.outlet),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
        }
    }
}

/// Reads one file.
///
/// # Errors
/// [`IngestError`] says why the file cannot be read at all.
pub fn ingest(input: Input<'_>) -> Result<SourceDocument, IngestError> {
    check_size(input.bytes.len() as u64)?;
    let name = input.path.rsplit('/').next().unwrap_or(input.path);
    let (unpacked, hint) = unpack(input.bytes, name)?;
    let Decoded { text, encoding, replaced } = decode::decode(&unpacked)?;
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    if !input.verbatim {
        sniff::refuse_text(&text)?;
    }
    let format = sniff::text_format(&text, hint, input.verbatim);
    let (body, metadata) = match format {
        Format::Html => html::read(&text)?,
        Format::Markdown => markdown::read(&text)?,
        Format::Text if input.verbatim => (Body::Verbatim(text), SourceMetadata::default()),
        Format::Text => (Body::Plain(text), SourceMetadata::default()),
    };
    let file = source_file(input.path, input.bytes, format, encoding);
    let warnings = if replaced { vec![replacement_warning(encoding)] } else { Vec::new() };
    Ok(SourceDocument { file, body, metadata, warnings })
}

/// Reads an article that a host hands over as text, with what it knows of it: plain text, or HTML.
///
/// Stands for a file of UTF-8 at `path`; nothing is guessed from the text. What is `stated` wins
/// over what the text says.
///
/// # Errors
/// [`IngestError`] says why it cannot be read at all.
pub fn ingest_row(
    path: &str,
    text: &str,
    format: Format,
    verbatim: bool,
    stated: SourceMetadata,
) -> Result<SourceDocument, IngestError> {
    check_size(text.len() as u64)?;
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    let (body, found) = match format {
        Format::Html => html::read(text)?,
        Format::Markdown => markdown::read(text)?,
        Format::Text if verbatim => (Body::Verbatim(text.to_owned()), SourceMetadata::default()),
        Format::Text => (Body::Plain(text.to_owned()), SourceMetadata::default()),
    };
    let file = source_file(path, text.as_bytes(), format, "UTF-8");
    Ok(SourceDocument { file, body, metadata: stated.or(found), warnings: Vec::new() })
}

fn source_file(path: &str, bytes: &[u8], format: Format, encoding: &'static str) -> SourceFile {
    SourceFile {
        name: path.rsplit('/').next().unwrap_or(path).to_owned(),
        path: path.to_owned(),
        format,
        bytes: bytes.len() as u64,
        sha256: sha256(bytes),
        encoding,
    }
}

fn check_size(found: u64) -> Result<(), IngestError> {
    if found > MAX_BYTES {
        return Err(IngestError::TooLarge { found, limit: MAX_BYTES });
    }
    Ok(())
}

/// The bytes of the document itself, and the file's extension in lower case without ".gz".
fn unpack<'a>(bytes: &'a [u8], name: &'a str) -> Result<(Cow<'a, [u8]>, Hint), IngestError> {
    if !gzip::is_gzip(bytes) {
        sniff::refuse_binary(bytes)?;
        return Ok((Cow::Borrowed(bytes), Hint::of(name)));
    }
    let inflated = gzip::inflate(bytes, MAX_BYTES)?;
    if gzip::is_gzip(&inflated) {
        return Err(IngestError::NotSupported("twice compressed"));
    }
    sniff::refuse_binary(&inflated)?;
    let inner = if name.to_ascii_lowercase().ends_with(".gz") {
        name.get(..name.len() - 3).unwrap_or(name)
    } else {
        name
    };
    Ok((Cow::Owned(inflated), Hint::of(inner)))
}

fn replacement_warning(encoding: &str) -> Warning {
    Warning {
        stage: "ingest",
        message: format!("some characters could not be read as {encoding} and were replaced"),
        span: None,
    }
}

#[cfg(test)]
mod tests;
