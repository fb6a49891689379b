//! [`Dispatch`]: each file to the reader of its format, and what is in it to the reader of that.

use std::ops::ControlFlow;

use super::container::{Part, Reading, Visit};
use super::decode::{self, Decoded};
use super::hyphens::without_soft_hyphens;
use super::limits::Budget;
use super::sniff::{self, Hint, Kind, TextKind};
use super::{
    Body, Entry, Format, IngestError, Readers, Sink, SourceDocument, SourceMetadata, check_text,
    docx, epub, feed, gzip, html, json, mail, markdown, mhtml, odt, pdf, rtf, source_file, table,
    zip,
};

/// What is kept while a file is read.
pub(super) struct Dispatch<'a> {
    pub(super) readers: Readers<'a>,
    pub(super) sink: &'a mut dyn Sink,
    /// The text is the article itself.
    pub(super) verbatim: bool,
    /// The part of the file that is being read, if the file has parts.
    pub(super) part: Option<usize>,
    /// Parts of the file seen so far.
    pub(super) parts: usize,
}

/// Goes through a container's parts.
type Each = fn(&[u8], &mut Budget, &mut dyn Visit) -> Result<(), IngestError>;
/// Reads a document.
type Read = fn(&[u8], &mut Budget) -> Result<Reading, IngestError>;

/// The reader of the parts of a `kind`, if it has parts.
fn each_of(kind: Kind) -> Option<Each> {
    (kind == Kind::Zip).then_some(zip::each as Each)
}

/// The reader of the parts of a text of that `kind`, if it has parts.
fn each_of_text(kind: TextKind) -> Option<Each> {
    match kind {
        TextKind::Feed => Some(feed::each),
        TextKind::Json => Some(json::each),
        TextKind::Ndjson => Some(json::each_line),
        TextKind::Mail => Some(mail::each),
        TextKind::Mbox => Some(mail::each_of_mailbox),
        TextKind::Table => Some(table::each),
        TextKind::Mhtml | TextKind::Article => None,
    }
}

impl Dispatch<'_> {
    /// Reads the file `bytes` at `path`.
    pub(super) fn file(
        &mut self,
        budget: &mut Budget,
        path: &str,
        bytes: &[u8],
    ) -> ControlFlow<()> {
        let (found, limit) = (bytes.len() as u64, self.readers.limits.file_bytes);
        if found > limit {
            return self.failure(path, Some(found), IngestError::TooLarge { found, limit });
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        match sniff::kind(bytes) {
            Err(error) => self.failure(path, Some(found), error),
            Ok(Kind::Gzip) => self.unfolded(budget, path, name, bytes),
            Ok(kind) => self.known(budget, path, Hint::of(name), kind, bytes, bytes),
        }
    }

    /// Reads what the gzip file `bytes` holds.
    fn unfolded(
        &mut self,
        budget: &mut Budget,
        path: &str,
        name: &str,
        bytes: &[u8],
    ) -> ControlFlow<()> {
        let size = Some(bytes.len() as u64);
        let inflated = gzip::inflate(bytes, budget.entry_bytes_left())
            .and_then(|inner| budget.inflated(inner.len() as u64).map(|()| inner));
        let inner = match inflated {
            Ok(inner) => inner,
            Err(error) => return self.failure(path, size, error),
        };
        let is_gz = name.to_ascii_lowercase().ends_with(".gz");
        let name = if is_gz { name.get(..name.len() - 3).unwrap_or(name) } else { name };
        match sniff::kind(&inner) {
            Err(error) => self.failure(path, size, error),
            Ok(Kind::Gzip) => {
                self.failure(path, size, IngestError::NotSupported("twice compressed"))
            }
            Ok(kind) => self.known(budget, path, Hint::of(name), kind, &inner, bytes),
        }
    }

    /// Reads `bytes`, which are a `kind`. `outer` are the bytes that give the article its id.
    fn known(
        &mut self,
        budget: &mut Budget,
        path: &str,
        hint: Hint,
        kind: Kind,
        bytes: &[u8],
        outer: &[u8],
    ) -> ControlFlow<()> {
        if let Some(each) = each_of(kind) {
            return self.container(budget, path, bytes, each);
        }
        let text = match kind {
            Kind::Gzip | Kind::Text => Some(decode::decode(bytes)),
            _ => None,
        };
        if let Some(Ok(decoded)) = &text
            && let Some(each) = each_of_text(self.kind_of_text(decoded, hint))
        {
            return self.container(budget, path, bytes, each);
        }
        // The only part of its file.
        if self.part.is_none() && !self.sink.wants(0, path) {
            return ControlFlow::Continue(());
        }
        let document = |format, read: Read, budget: &mut Budget| Ok((format, read(bytes, budget)?));
        let outcome = match kind {
            Kind::Docx => document(Format::Docx, docx::read, budget),
            Kind::Odt => document(Format::Odt, odt::read, budget),
            Kind::Epub => return self.container(budget, path, bytes, epub::each),
            Kind::Rtf => document(Format::Rtf, rtf::read, budget),
            Kind::Pdf => pdf::read(bytes, self.readers).map(|reading| (Format::Pdf, reading)),
            Kind::Zip | Kind::Gzip | Kind::Text => match text {
                Some(Ok(decoded)) if self.kind_of_text(&decoded, hint) == TextKind::Mhtml => {
                    document(Format::Mhtml, mhtml::read, budget)
                }
                Some(Ok(decoded)) => self.text(decoded, hint),
                Some(Err(error)) => Err(error),
                None => Err(IngestError::NotText),
            },
        };
        self.article(path, outer, outcome)
    }

    fn kind_of_text(&self, decoded: &Decoded<'_>, hint: Hint) -> TextKind {
        if self.verbatim { TextKind::Article } else { sniff::text_kind(&decoded.text, hint) }
    }

    /// Plain text, Markdown or a web page.
    fn text(&self, decoded: Decoded<'_>, hint: Hint) -> Result<(Format, Reading), IngestError> {
        check_text(&decoded.text, &self.readers.limits)?;
        let mut warnings = decoded.warnings();
        let Decoded { text, encoding, .. } = decoded;
        let format = sniff::text_format(&text, hint, self.verbatim);
        let (body, metadata) = match format {
            Format::Html => html::read_page(&text, &mut warnings)?,
            Format::Markdown => markdown::read(&text)?,
            _ if self.verbatim => (Body::Verbatim(text.into_owned()), SourceMetadata::default()),
            _ => (Body::Plain(text.into_owned()), SourceMetadata::default()),
        };
        let left_out = Vec::new();
        Ok((format, Reading { body, metadata, left_out, warnings, encoding }))
    }

    fn container(
        &mut self,
        budget: &mut Budget,
        path: &str,
        bytes: &[u8],
        each: Each,
    ) -> ControlFlow<()> {
        let size = Some(bytes.len() as u64);
        if let Err(error) = budget.enter() {
            return self.failure(path, size, error);
        }
        let mut parts = Parts { dispatch: self, path, ended: false };
        let outcome = each(bytes, budget, &mut parts);
        let ended = parts.ended;
        budget.leave();
        match outcome {
            _ if ended => ControlFlow::Break(()),
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => self.failure(path, size, error),
        }
    }

    fn article(
        &mut self,
        path: &str,
        bytes: &[u8],
        outcome: Result<(Format, Reading), IngestError>,
    ) -> ControlFlow<()> {
        let size = Some(bytes.len() as u64);
        let outcome = outcome.and_then(|(format, reading)| {
            check_body(&reading.body, self.readers.limits.text_bytes)?;
            let Reading { body, metadata, left_out, warnings, encoding } = reading;
            let file = source_file(path, bytes, format, encoding);
            let (body, metadata) = without_soft_hyphens(body, metadata);
            Ok(SourceDocument { file, body, metadata, left_out, warnings })
        });
        self.entry(path, size, outcome)
    }

    fn failure(&mut self, path: &str, bytes: Option<u64>, error: IngestError) -> ControlFlow<()> {
        self.entry(path, bytes, Err(error))
    }

    fn entry(
        &mut self,
        path: &str,
        bytes: Option<u64>,
        outcome: Result<SourceDocument, IngestError>,
    ) -> ControlFlow<()> {
        let part = self.part.unwrap_or(self.parts);
        self.sink.take(Entry { part, path: path.to_owned(), bytes, outcome })
    }
}

fn check_body(body: &Body, limit: usize) -> Result<(), IngestError> {
    let texts = body.texts();
    let is_empty = texts.iter().all(|text| text.trim().is_empty());
    let found = texts.iter().map(|text| text.len()).sum();
    match () {
        () if is_empty => Err(IngestError::Empty),
        () if found > limit => Err(IngestError::TextTooLong { found, limit }),
        () => Ok(()),
    }
}

/// The parts of one container, each to the reader of its format.
struct Parts<'d, 'a> {
    dispatch: &'d mut Dispatch<'a>,
    /// Path of the container.
    path: &'d str,
    ended: bool,
}

impl Visit for Parts<'_, '_> {
    fn wants(&mut self, path: &str) -> bool {
        // Only the outermost container's parts are numbered.
        if self.dispatch.part.is_some() {
            return true;
        }
        let part = self.dispatch.parts;
        let wanted = self.dispatch.sink.wants(part, &format!("{}/{path}", self.path));
        if !wanted {
            self.dispatch.parts += 1;
        }
        wanted
    }

    fn part(&mut self, budget: &mut Budget, path: &str, part: Part<'_>) -> ControlFlow<()> {
        let outermost = self.dispatch.part.is_none();
        if outermost {
            self.dispatch.part = Some(self.dispatch.parts);
        }
        // A part without a name is the file itself: a book that is one article.
        let separator = if path.is_empty() { "" } else { "/" };
        let path = format!("{}{separator}{path}", self.path);
        let flow = match part {
            Part::File(bytes) => self.dispatch.file(budget, &path, bytes),
            Part::Article { bytes, format, reading } => {
                self.dispatch.article(&path, bytes, Ok((format, reading)))
            }
            Part::Failure { bytes, error } => self.dispatch.failure(&path, bytes, error),
        };
        if outermost {
            self.dispatch.part = None;
            self.dispatch.parts += 1;
        }
        self.ended |= flow.is_break();
        flow
    }
}
