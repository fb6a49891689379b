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
mod format;
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
mod source;
mod table;
mod xml;
mod zip;

use std::ops::ControlFlow;

pub use assets::Assets;
pub use error::IngestError;
pub use format::Format;
pub use gzip::inflate as unpack_gzip;
pub use limits::Limits;
pub use page::{Marks, Page, PageBlock, Place};
pub use pdf::{PdfReader, PdfText};
pub use source::{
    Body, LeftOut, LeftOutKind, SourceBlock, SourceDocument, SourceFile, SourceMetadata,
};

use super::Warning;
use super::text::sha256;
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
