//! [`Hayro::read`](crate::engine::ingest::PdfReader::read): one document from its bytes to its text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::columns::{Region, regions};
use super::content::{Picture, Reader};
use super::gutter::Work;
use super::lines::{Line, lines};
use super::paragraphs::{Place, Style, paragraphs};
use super::running::{PageBox, drop_running};
use super::words::words;
use super::{document, guard, metadata};
use crate::engine::ingest::{IngestError, Limits, PdfReader, PdfText, SourceBlock};
use crate::engine::text::BlockKind;

/// What all pages' own streams may unfold to together, in bytes.
const MAX_PAGE_BYTES: usize = 256 << 20;

/// Reads PDF.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hayro;

impl PdfReader for Hayro {
    /// A fault of the libraries is caught where panics unwind; in wasm it ends the instance.
    fn read(&self, bytes: &[u8], limits: &Limits) -> Result<PdfText, IngestError> {
        catch_unwind(AssertUnwindSafe(|| read(bytes.to_vec(), limits)))
            .unwrap_or_else(|_| Err(malformed("its reader failed on it")))
    }
}

impl Hayro {
    /// The same without a copy of the bytes.
    ///
    /// # Errors
    /// As [`PdfReader::read`].
    pub fn read_owned(&self, bytes: Vec<u8>, limits: &Limits) -> Result<PdfText, IngestError> {
        read(bytes, limits)
    }
}

fn malformed(reason: &str) -> IngestError {
    IngestError::Malformed { format: "PDF", reason: reason.to_owned() }
}

/// What is known of the pages once all are read.
#[derive(Default)]
struct Pages {
    boxes: Vec<PageBox>,
    pictures: Vec<(usize, Picture)>,
    /// Pages that are pictures without text, from 1.
    scans: Vec<usize>,
    n_glyphs: usize,
    n_unknown: usize,
    recognised: usize,
}

fn read(bytes: Vec<u8>, limits: &Limits) -> Result<PdfText, IngestError> {
    guard::check_streams(&bytes, limits)?;
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => IngestError::Locked("PDF"),
        LoadPdfError::Decryption(_) => malformed("it is locked in a way that is not known"),
        LoadPdfError::Invalid => malformed("it is damaged or cut off"),
    })?;
    let (found, limit) = (pdf.pages().len(), limits.pages);
    if found > limit {
        return Err(IngestError::TooManyPages { found, limit });
    }
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
    let mut pages = read_pages(&pdf, &catalog)?;
    if pages.boxes.iter().all(|page| page.words.is_empty()) {
        return Err(match () {
            () if !pages.scans.is_empty() => IngestError::Scan("PDF"),
            () if pages.n_unknown > 0 => malformed(
                "its fonts do not say which characters they draw; run it through text recognition (OCR)",
            ),
            () => IngestError::Empty,
        });
    }
    let warnings = warnings(&pages);
    let running_heads = drop_running(&mut pages.boxes);
    let blocks = lay_out(&pages);
    let mut metadata = metadata::metadata(pdf.metadata(), &catalog);
    if metadata.title.is_none() {
        let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
        metadata.title = title.map(|block| block.text.clone());
    }
    Ok(PdfText { blocks, metadata, running_heads, warnings })
}

fn read_pages(pdf: &Pdf, catalog: &Dict<'_>) -> Result<Pages, IngestError> {
    let mut reader = Reader::new(catalog);
    let mut pages = Pages::default();
    let mut n_bytes = 0_usize;
    for (i, page) in pdf.pages().iter().enumerate() {
        n_bytes = n_bytes.saturating_add(page.page_stream().map_or(0, <[u8]>::len));
        if n_bytes > MAX_PAGE_BYTES {
            return Err(IngestError::UnfoldsTooLarge { limit: MAX_PAGE_BYTES as u64 });
        }
        let content = reader.page(page)?;
        let read = words(&content);
        let covered: f64 = content.pictures.iter().map(|p| (p.x1 - p.x0) * (p.y1 - p.y0)).sum();
        if read.n_glyphs < 20 && covered > 0.4 * content.width * content.height {
            pages.scans.push(i + 1);
        }
        pages.n_glyphs += read.n_glyphs;
        pages.n_unknown += read.n_unknown;
        pages.recognised += usize::from(read.recognised);
        pages.pictures.extend(content.pictures.into_iter().map(|picture| (i, picture)));
        let height = if read.turn.is_multiple_of(2) { content.height } else { content.width };
        pages.boxes.push(PageBox { height, words: read.words });
    }
    Ok(pages)
}

fn lay_out(pages: &Pages) -> Vec<SourceBlock> {
    let mut columns: Vec<(Place, Vec<Line>)> = Vec::new();
    let mut work = Work::default();
    for (page, content) in pages.boxes.iter().enumerate() {
        for region in regions(&content.words, content.height, &mut work) {
            let Region { words, is_table, is_edge } = region;
            let place = Place { page, region: columns.len(), is_table, is_edge };
            columns.push((place, lines(&content.words, &words, is_table)));
        }
    }
    let style = Style::of(columns.iter().map(|(_, lines)| lines.as_slice()));
    let blocks = columns.iter().flat_map(|(place, lines)| paragraphs(lines, &style, *place));
    let heights: Vec<f64> = pages.boxes.iter().map(|page| page.height).collect();
    document::blocks(blocks.collect(), style.body, &heights, &pages.pictures)
}

fn warnings(pages: &Pages) -> Vec<String> {
    let mut warnings = Vec::new();
    if !pages.scans.is_empty() {
        let (subject, verb) = if pages.scans.len() == 1 {
            ("page", "is a picture")
        } else {
            ("pages", "are pictures")
        };
        let list = listed(&pages.scans);
        warnings.push(format!("{subject} {list} {verb} without text and could not be read"));
    }
    if pages.recognised > 0 {
        warnings.push(
            "the text was recognised in pictures by another program and may hold its errors"
                .to_owned(),
        );
    }
    if pages.n_unknown * 50 > pages.n_glyphs {
        let share = pages.n_unknown * 100 / pages.n_glyphs.max(1);
        warnings.push(format!(
            "{share} % of the characters could not be read, since their fonts do not say which they are"
        ));
    }
    warnings
}

/// "1, 2 and 5", cut after some.
fn listed(numbers: &[usize]) -> String {
    const MOST: usize = 12;
    let mut words: Vec<String> = numbers.iter().take(MOST).map(usize::to_string).collect();
    if numbers.len() > MOST {
        words.push(format!("{} others", numbers.len() - MOST));
    }
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
