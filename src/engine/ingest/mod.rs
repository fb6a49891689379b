//! Bytes to [`SourceDocument`]: one file per format, each through a well-kept crate.
//!
//! In: the bytes of one file and its name. Out: its text as the format gives it, with what the
//! format itself says of title, author and date. What is furniture is left to [`super::clean`].

mod assets;
pub(in crate::engine) mod byline;
mod container;
mod crc32;
pub(in crate::engine) mod date;
mod date_scan;
mod decode;
mod dispatch;
mod docx;
mod epub;
mod error;
mod feed;
mod flow;
mod front_matter;
mod gzip;
mod html;
mod html_authors;
mod html_byline;
mod html_metadata;
mod html_title;
mod hyphens;
mod json;
mod limits;
mod linked_data;
mod mail;
mod markdown;
mod mhtml;
mod mime;
mod nesting;
mod odt;
mod office;
mod page;
mod page_state;
mod part_name;
mod pdf;
mod record;
mod rtf;
mod sniff;
mod table;
mod xml;
mod zip;

use std::borrow::Cow;
use std::ops::ControlFlow;

pub use assets::Assets;
pub use error::IngestError;
pub use gzip::inflate as unpack_gzip;
pub use limits::Limits;
pub use page::{Marks, Page, PageBlock, Place};
pub use pdf::{PdfReader, PdfText};

use super::Warning;
use super::text::{BlockKind, sha256};
use dispatch::Dispatch;
use limits::Budget;

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
    /// A web page with its pictures in one file.
    Mhtml,
    /// PDF.
    Pdf,
    /// A document of Microsoft Word.
    Docx,
    /// A document of LibreOffice and others.
    Odt,
    /// An e-book.
    Epub,
    /// Rich Text Format.
    Rtf,
    /// A mail.
    Mail,
    /// An entry of an RSS or Atom feed.
    Feed,
    /// An object of JSON.
    Json,
    /// A row of a table.
    Table,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 13] = [
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Mhtml,
        Format::Pdf,
        Format::Docx,
        Format::Odt,
        Format::Epub,
        Format::Rtf,
        Format::Mail,
        Format::Feed,
        Format::Json,
        Format::Table,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Mhtml => "mhtml",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Epub => "epub",
            Format::Rtf => "rtf",
            Format::Mail => "eml",
            Format::Feed => "feed",
            Format::Json => "json",
            Format::Table => "csv",
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
    /// What the format's reader left out of the text, in the order of the source.
    pub left_out: Vec<LeftOut>,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

/// Words of a file that are no part of the article, as its format tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The words, on one line.
    pub text: String,
    /// What they are.
    pub kind: LeftOutKind,
}

/// What a format's reader leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOutKind {
    /// What stands on every page: a running head or foot, a page number.
    RunningHead,
    /// What a mail quotes of earlier ones, its signature, the footer of a list.
    QuotedMail,
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
    /// A web page: article and furniture, with what tells the one from the other.
    Page(Page),
}

impl Body {
    /// The text as the format gives it: a plain text whole, else the blocks with an empty line
    /// between them, as a reader of the page sees them. Positions in the source count in it.
    pub fn source_text(&self) -> Cow<'_, str> {
        match self {
            Body::Plain(text) | Body::Verbatim(text) => Cow::Borrowed(text),
            Body::Blocks(_) | Body::Page(_) => Cow::Owned(self.texts().join("\n\n")),
        }
    }

    /// The text of each block; a plain text as one.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Body::Plain(text) | Body::Verbatim(text) => vec![text],
            Body::Blocks(blocks) => blocks.iter().map(|block| block.text.as_str()).collect(),
            Body::Page(page) => page.blocks.iter().map(|b| b.block.text.as_str()).collect(),
        }
    }
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

/// What came out of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Number of the part of the file that it stands in, from 0. A file that is one article has
    /// one part; what lies deeper, in an archive in the archive, counts as its outer part.
    pub part: usize,
    /// Path inside the drop, "/"-separated: the file's, then the one inside of it.
    pub path: String,
    /// Size in bytes, where it is known.
    pub bytes: Option<u64>,
    /// The article, or why there is none.
    pub outcome: Result<SourceDocument, IngestError>,
}

/// Sees what a file holds, article by article.
pub trait Sink {
    /// Whether the `part`-th part of the file, at `path`, is to be read. Asked once for each part,
    /// in order, before it is unpacked.
    fn wants(&mut self, part: usize, path: &str) -> bool {
        let _ = (part, path);
        true
    }

    /// Takes an article or a failure. `Break` ends the reading.
    fn take(&mut self, entry: Entry) -> ControlFlow<()>;
}

/// Readers that a host may do without.
#[derive(Clone, Copy, Default)]
pub struct Readers<'a> {
    /// Reads PDF.
    pub pdf: Option<&'a dyn PdfReader>,
    /// How much is read.
    pub limits: Limits,
}

/// Reads a file and all that is in it, one article at a time.
///
/// What cannot be read is handed over as a failure, and the rest goes on.
pub fn ingest_each(input: Input<'_>, readers: Readers<'_>, sink: &mut dyn Sink) {
    let mut budget = Budget::new(readers.limits);
    let mut dispatch = Dispatch { readers, sink, verbatim: input.verbatim, part: None, parts: 0 };
    let _ = dispatch.file(&mut budget, input.path, input.bytes);
}

/// How many parts the file `input` has: entries of an archive, rows of a table. One for a file that
/// is one article. Nothing is read but the list of parts.
pub fn count_parts(input: Input<'_>, limits: Limits) -> usize {
    struct Count(usize);
    impl Sink for Count {
        fn wants(&mut self, _: usize, _: &str) -> bool {
            self.0 += 1;
            false
        }

        fn take(&mut self, _: Entry) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
    }
    let mut count = Count(0);
    ingest_each(input, Readers { pdf: None, limits }, &mut count);
    count.0
}

/// Reads a file that is one article, as every file is but archives, mailboxes, feeds and tables.
///
/// # Errors
/// [`IngestError`] says why the file cannot be read at all; a file of several articles is
/// [`IngestError::Several`].
pub fn ingest(input: Input<'_>) -> Result<SourceDocument, IngestError> {
    ingest_only(input, Readers::default())
}

/// The same with the host's own `readers`.
///
/// # Errors
/// As [`ingest`].
pub fn ingest_only(input: Input<'_>, readers: Readers<'_>) -> Result<SourceDocument, IngestError> {
    struct Only(Option<Result<SourceDocument, IngestError>>);
    impl Sink for Only {
        fn take(&mut self, entry: Entry) -> ControlFlow<()> {
            if self.0.is_some() {
                self.0 = Some(Err(IngestError::Several));
                return ControlFlow::Break(());
            }
            self.0 = Some(entry.outcome);
            ControlFlow::Continue(())
        }
    }
    let mut only = Only(None);
    ingest_each(input, readers, &mut only);
    only.0.unwrap_or(Err(IngestError::Empty))
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
    check_text(text, &Limits::default())?;
    let mut warnings = Vec::new();
    let (body, found) = match format {
        Format::Html => html::read_page(text, &mut warnings)?,
        Format::Markdown => markdown::read(text)?,
        _ if verbatim => (Body::Verbatim(text.to_owned()), SourceMetadata::default()),
        _ => (Body::Plain(text.to_owned()), SourceMetadata::default()),
    };
    let file = source_file(path, text.as_bytes(), format, "UTF-8");
    let (body, metadata) = hyphens::without_soft_hyphens(body, stated.or(found));
    let left_out = Vec::new();
    Ok(SourceDocument { file, body, metadata, left_out, warnings })
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

fn check_text(text: &str, limits: &Limits) -> Result<(), IngestError> {
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    let (found, limit) = (text.len(), limits.text_bytes);
    if found > limit {
        return Err(IngestError::TextTooLong { found, limit });
    }
    Ok(())
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
