//! [`Format`]: what a file can be read as.

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
