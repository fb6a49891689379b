//! The other forms a report is written in: CSV, Markdown, printable HTML, W3C Web Annotation.
//!
//! Each has its edits applied; JSON keeps what the engine found and the edits apart.

mod annotations;
mod csv;
mod html;
mod markdown;
mod outline;

use std::borrow::Cow;

use super::{Article, Report, apply_edits, to_json, to_json_tight};
pub use outline::by_speaker;

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

impl Format {
    /// All of them, with their names.
    pub const ALL: [(&'static str, Format); 6] = [
        ("json", Format::Json),
        ("ndjson", Format::Ndjson),
        ("csv", Format::Csv),
        ("markdown", Format::Markdown),
        ("html", Format::Html),
        ("annotations", Format::Annotations),
    ];

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|&(_, format)| format)
    }
}

/// `report` in another form, as UTF-8.
pub fn render(report: &Report, format: Format) -> Vec<u8> {
    let edited = || match report.edits.is_empty() {
        true => Cow::Borrowed(&report.articles[..]),
        false => Cow::Owned(apply_edits(&report.articles, &report.edits)),
    };
    match format {
        Format::Json => to_json_tight(report),
        Format::Ndjson => edited().iter().flat_map(to_json::<Article>).collect(),
        Format::Csv => csv::render(&edited()),
        Format::Markdown => markdown::render(report, &edited()).into_bytes(),
        Format::Html => html::render(report, &edited()).into_bytes(),
        Format::Annotations => to_json(&annotations::render(&report.generator, &edited())),
    }
}
