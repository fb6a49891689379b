//! PDF: read by a host's [`PdfReader`], since its readers outweigh all others together.

use super::container::Reading;
use super::date::find_dates;
use super::{
    Body, IngestError, LeftOut, LeftOutKind, Limits, Readers, SourceBlock, SourceMetadata,
};
use crate::engine::Warning;

/// Reads PDF.
pub trait PdfReader {
    /// The text of `bytes` in reading order, without running heads, page numbers and hyphens at
    /// line ends.
    ///
    /// # Errors
    /// [`IngestError`]: locked, a scan, too many pages, not readable.
    fn read(&self, bytes: &[u8], limits: &Limits) -> Result<PdfText, IngestError>;
}

/// The text of a PDF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PdfText {
    /// Headings, paragraphs, list items and captions in reading order.
    pub blocks: Vec<SourceBlock>,
    /// What the file's own metadata says.
    pub metadata: SourceMetadata,
    /// Running heads, running feet and page numbers, once each.
    pub running_heads: Vec<String>,
    /// What was odd, a sentence each, without a full stop: pages that are pictures, and the like.
    pub warnings: Vec<String>,
}

/// Reads a PDF by the host's reader.
pub(super) fn read(bytes: &[u8], readers: Readers<'_>) -> Result<Reading, IngestError> {
    let reader = readers.pdf.ok_or(IngestError::NoReader("PDF"))?;
    let PdfText { blocks, mut metadata, running_heads, warnings } =
        reader.read(bytes, &readers.limits)?;
    metadata.published = metadata.published.or_else(|| printed_day(&running_heads));
    let warnings =
        warnings.into_iter().map(|message| Warning { stage: "ingest", message, span: None });
    let head = |text| LeftOut { text, kind: LeftOutKind::RunningHead };
    Ok(Reading {
        body: Body::Blocks(blocks),
        metadata,
        left_out: running_heads.into_iter().map(head).collect(),
        warnings: warnings.collect(),
        encoding: "UTF-8",
    })
}

/// The one day that running heads name; with a time of day it is when somebody printed the file.
fn printed_day(running_heads: &[String]) -> Option<String> {
    let mut days: Vec<String> =
        running_heads.iter().flat_map(|head| find_dates(head)).map(|date| date.iso).collect();
    days.dedup();
    days.pop().filter(|day| days.is_empty() && !day.contains('T'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_day_from_the_running_head() {
        let day = |heads: &[&str]| {
            printed_day(&heads.iter().map(|head| (*head).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(day(&["Post 3 March 2026 7", "Post"]).as_deref(), Some("2026-03-03"));
        assert_eq!(day(&["3 March 2026", "4 March 2026"]), None);
        assert_eq!(day(&["13/05/2026, 10:12 A bridge opens"]), None);
        assert_eq!(day(&[]), None);
    }
}
