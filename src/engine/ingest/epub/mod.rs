//! E-books (EPUB 2 and 3): chapters in the order of the spine.
//!
//! A book that is no longer than a long article is one article. A longer one is a file of several:
//! a novel's chapters, a magazine's pieces. A document of the book begins a new part if the table
//! of contents names it, or if there is no such table; otherwise it goes on with the one before.
//! Covers, title pages and tables of contents are left out.

mod chapter;
mod package;
#[cfg(test)]
mod tests;

use super::container::{Part, Reading, Visit};
use super::limits::Budget;
use super::zip::Archive;
use super::{Body, Format, IngestError, SourceBlock, SourceMetadata, xml};
use crate::engine::Warning;
use crate::engine::text::BlockKind;
use package::Package;

const FORMAT: &str = "e-book";

/// The longest book that is one article, in bytes of text: about 6,500 words.
const ONE_ARTICLE: usize = 40_000;

/// The shortest part that stands alone, in bytes of running text; title pages of parts and
/// dedications go with what follows.
const SHORTEST_PART: usize = 300;

/// Hands over the book as one article, or chapter by chapter.
///
/// # Errors
/// If it is locked, or nothing in it can be read.
pub(super) fn each(
    bytes: &[u8],
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    let archive = Archive::open(bytes, budget)?;
    let package = Package::read(&archive, budget)?;
    let mut book = Book {
        bytes,
        package: &package,
        waiting: Vec::new(),
        is_long: false,
        failures: Vec::new(),
    };
    let mut n_bytes = 0;
    for path in &package.spine {
        budget.entry()?;
        let blocks = match read_document(&archive, path, budget) {
            Ok(blocks) => blocks,
            Err(error) => {
                budget.inflated(0)?;
                book.failures.push(error);
                continue;
            }
        };
        if blocks.is_empty() {
            continue;
        }
        n_bytes += length(&blocks);
        book.add(path, blocks);
        book.is_long |= n_bytes > ONE_ARTICLE;
        // The last part may still go on.
        while book.is_long && book.waiting.len() > 1 {
            let part = book.waiting.remove(0);
            if book.hand_over(part, budget, visit) {
                return Ok(());
            }
        }
    }
    if n_bytes == 0 {
        return Err(book.failures.into_iter().next().unwrap_or(IngestError::Empty));
    }
    book.finish(budget, visit);
    match book.failures.into_iter().next() {
        Some(error) if book.is_long => Err(error),
        _ => Ok(()),
    }
}

/// The blocks of a document of the book.
fn read_document(
    archive: &Archive<'_>,
    path: &str,
    budget: &mut Budget,
) -> Result<Vec<SourceBlock>, IngestError> {
    let missing = || IngestError::Malformed {
        format: FORMAT,
        reason: "a chapter that it lists is not there".to_owned(),
    };
    let slot = archive.find(path).ok_or_else(missing)?;
    let text = xml::text(archive.unpack(slot, budget)?)?;
    let (found, limit) = (text.len(), budget.limits.text_bytes);
    if found > limit {
        return Err(IngestError::TextTooLong { found, limit });
    }
    chapter::blocks(&text)
}

/// Parts of a book on their way.
struct Book<'a> {
    bytes: &'a [u8],
    package: &'a Package,
    waiting: Vec<Chapter>,
    is_long: bool,
    /// Why documents of the book could not be read.
    failures: Vec<IngestError>,
}

/// A part of a book.
struct Chapter {
    path: String,
    /// What the table of contents calls it.
    label: Option<String>,
    blocks: Vec<SourceBlock>,
}

impl Book<'_> {
    /// Adds a document: to the part before, or as a part of its own.
    fn add(&mut self, path: &str, blocks: Vec<SourceBlock>) {
        let label = self.package.label(path).map(str::to_owned);
        let goes_on = label.is_none() && self.package.has_contents();
        match self.waiting.last_mut() {
            Some(last) if goes_on => last.blocks.extend(blocks),
            Some(last) if running(&last.blocks) < SHORTEST_PART => {
                last.path = path.to_owned();
                last.label = label;
                last.blocks.extend(blocks);
            }
            _ => self.waiting.push(Chapter { path: path.to_owned(), label, blocks }),
        }
    }

    /// Hands over what is left: all of it in one, if the book is short.
    fn finish(&mut self, budget: &mut Budget, visit: &mut dyn Visit) {
        let mut parts = std::mem::take(&mut self.waiting);
        if self.is_long {
            for part in parts {
                if self.hand_over(part, budget, visit) {
                    return;
                }
            }
            return;
        }
        let blocks = parts.iter_mut().flat_map(|part| std::mem::take(&mut part.blocks)).collect();
        if visit.wants("") {
            let metadata = self.package.metadata.clone();
            let part = self.part(blocks, metadata, self.bytes);
            let _ = visit.part(budget, "", part);
        }
    }

    /// Hands over a part of a long book; true if no more are wanted.
    fn hand_over(&self, chapter: Chapter, budget: &mut Budget, visit: &mut dyn Visit) -> bool {
        if !visit.wants(&chapter.path) {
            return false;
        }
        let heading = |block: &&SourceBlock| block.kind == BlockKind::Heading;
        let first = chapter.blocks.iter().find(heading).map(|block| block.text.clone());
        let book = self.package.metadata.clone();
        let metadata = SourceMetadata {
            title: chapter.label.or(first),
            outlet: book.outlet.or(book.title),
            ..book
        };
        let text: Vec<&str> = chapter.blocks.iter().map(|block| block.text.as_str()).collect();
        let own = text.join("\n");
        let part = self.part(chapter.blocks, metadata, own.as_bytes());
        visit.part(budget, &chapter.path, part).is_break()
    }

    fn part<'b>(
        &self,
        blocks: Vec<SourceBlock>,
        metadata: SourceMetadata,
        bytes: &'b [u8],
    ) -> Part<'b> {
        let warning = |failure: &IngestError| Warning {
            stage: "ingest",
            message: format!("a chapter is missing: {failure}"),
            span: None,
        };
        // Of a long book, the file itself fails after its chapters.
        let failures = if self.is_long { &[] } else { self.failures.as_slice() };
        let reading = Reading {
            body: Body::Blocks(blocks),
            metadata,
            left_out: Vec::new(),
            warnings: failures.iter().map(warning).collect(),
            encoding: "UTF-8",
        };
        Part::Article { bytes, format: Format::Epub, reading }
    }
}

fn length(blocks: &[SourceBlock]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

/// Bytes of running text.
fn running(blocks: &[SourceBlock]) -> usize {
    blocks.iter().filter(|block| block.kind.is_body()).map(|block| block.text.len()).sum()
}
