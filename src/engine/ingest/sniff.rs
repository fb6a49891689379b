//! What a file is, by its content; the name only breaks ties between kinds of text.
//!
//! Signatures are those of the formats' own specifications. Formats that are known but not read
//! are refused by name, so that a reader learns what to do instead.

use super::limits::{Budget, Limits};
use super::zip::Archive;
use super::{Format, IngestError, json, mail, table};

/// What bytes are, as far as their first ones and an archive's directory tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Gzip,
    Zip,
    Docx,
    Odt,
    Epub,
    Rtf,
    Pdf,
    /// Text of some kind, or nothing that is known.
    Text,
}

/// What a text is, as far as it is more than words and markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    Feed,
    Json,
    Ndjson,
    Mail,
    Mbox,
    Mhtml,
    Table,
    /// Plain text, Markdown or a web page: [`text_format`] tells which.
    Article,
}

/// What a file's extension suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    Markdown,
    Html,
    Text,
    Table,
    None,
}

impl Hint {
    /// Reads the extension of `name`.
    pub(super) fn of(name: &str) -> Self {
        let extension = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" | "mdown" | "mkd" => Hint::Markdown,
            "html" | "htm" | "xhtml" | "shtml" => Hint::Html,
            "txt" | "text" => Hint::Text,
            "csv" | "tsv" | "tab" => Hint::Table,
            _ => Hint::None,
        }
    }
}

/// First bytes and the name of the format that begins with them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Microsoft Office"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"II*\0", "TIFF image"),
    (b"MM\0*", "TIFF image"),
    (b"BM\0", "BMP image"),
    (b"ID3", "MP3 audio"),
    (b"\xff\xfb", "MP3 audio"),
    (b"\xff\xf3", "MP3 audio"),
    (b"OggS", "Ogg audio"),
    (b"fLaC", "FLAC audio"),
    (b"\x1a\x45\xdf\xa3", "Matroska or WebM video"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"\0asm", "WebAssembly"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\0", "program"),
];

/// What `bytes` are.
///
/// # Errors
/// Formats that are known and not read.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, IngestError> {
    let after_bom = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if super::gzip::is_gzip(bytes) {
        Ok(Kind::Gzip)
    } else if is_pdf(after_bom) {
        Ok(Kind::Pdf)
    } else if after_bom.starts_with(b"{\\rtf") {
        Ok(Kind::Rtf)
    } else if [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08"]
        .iter()
        .any(|m| bytes.starts_with(m))
    {
        zip_kind(bytes)
    } else if is_drawing(after_bom) {
        Err(IngestError::NotSupported("SVG image"))
    } else if is_locked_office(bytes) {
        Err(IngestError::Locked("Office document"))
    } else {
        other_binary(bytes).map_or(Ok(Kind::Text), |name| Err(IngestError::NotSupported(name)))
    }
}

/// A header may be preceded by up to a kilobyte of junk; text that speaks of it is not a PDF.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1_024)];
    bytes.starts_with(b"%PDF-")
        || head.contains(&0) && head.windows(5).any(|window| window == b"%PDF-")
        || head.windows(6).any(|window| window == b"\n%PDF-")
            && bytes[bytes.len().saturating_sub(1_024)..].windows(5).any(|w| w == b"%%EOF")
}

fn other_binary(bytes: &[u8]) -> Option<&'static str> {
    // An Outlook mail is an old Office file that names its properties so, in UTF-16.
    let property = b"_\0_\0s\0u\0b\0s\0t\0g\x001\x00.\x000\0".as_slice();
    if bytes.starts_with(SIGNATURES[0].0) && bytes.windows(property.len()).any(|w| w == property) {
        return Some("Outlook mail (.msg)");
    }
    if let Some((_, name)) = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    let at = |from: usize, word: &[u8]| bytes.get(from..from + word.len()) == Some(word);
    match () {
        () if at(0, b"RIFF") && at(8, b"WEBP") => Some("WebP image"),
        () if at(0, b"RIFF") && at(8, b"WAVE") => Some("WAV audio"),
        () if at(0, b"RIFF") && at(8, b"AVI ") => Some("AVI video"),
        () if at(4, b"ftypM4A") => Some("M4A audio"),
        () if at(4, b"ftypheic") || at(4, b"ftypavif") => Some("HEIC or AVIF image"),
        () if at(4, b"ftyp") => Some("MP4 video"),
        () if at(257, b"ustar") => Some("tar archive"),
        () => None,
    }
}

/// True for XML the first element of which is a drawing. A page may hold drawings.
fn is_drawing(bytes: &[u8]) -> bool {
    let mut rest = bytes[..bytes.len().min(4_096)].trim_ascii_start();
    // Declaration, comments and document type come before it.
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'!', ..] => b">",
            // A document type may hold entities in brackets.
            [b']', ..] => b"]>",
            _ => return rest.starts_with(b"<svg"),
        };
        let Some(at) = rest.windows(end.len()).position(|w| w == end) else { return false };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
}

/// A locked document of today's Office is a compound file, as those of old Office were; it names
/// its streams in UTF-16.
fn is_locked_office(bytes: &[u8]) -> bool {
    const STREAM: &str = "EncryptedPackage";
    let name: Vec<u8> = STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(SIGNATURES[0].0) && bytes.windows(name.len()).any(|window| window == name)
}

/// Office documents and e-books are zip archives with known entries. What an archive holds inside
/// of its entries is not looked at: it may hold such documents.
fn zip_kind(bytes: &[u8]) -> Result<Kind, IngestError> {
    const LONGEST: u64 = 1 << 10;
    let mut budget = Budget::new(Limits { entry_bytes: LONGEST, ..Limits::default() });
    let Ok(archive) = Archive::open(bytes, &budget) else { return Ok(kind_of_damaged(bytes)) };
    let has = |start: &str| archive.slots().iter().any(|slot| slot.name.starts_with(start));
    let stated = archive.find("mimetype").and_then(|slot| archive.unpack(slot, &mut budget).ok());
    let states = |kind: &[u8]| stated.as_ref().is_some_and(|stated| stated.starts_with(kind));
    match () {
        () if states(b"application/epub+zip") => Ok(Kind::Epub),
        () if states(b"application/vnd.oasis.opendocument.text") => Ok(Kind::Odt),
        () if states(b"application/vnd.oasis.opendocument.spreadsheet") => {
            Err(IngestError::NotSupported("ODS"))
        }
        () if states(b"application/vnd.oasis.opendocument.presentation") => {
            Err(IngestError::NotSupported("ODP"))
        }
        () if has("[Content_Types].xml") && has("word/") => Ok(Kind::Docx),
        () if has("[Content_Types].xml") && has("xl/") => Err(IngestError::NotSupported("XLSX")),
        () if has("[Content_Types].xml") && has("ppt/") => Err(IngestError::NotSupported("PPTX")),
        () if has("Index/Document.iwa") => Err(IngestError::NotSupported("Apple Pages")),
        () if has("META-INF/container.xml") => Ok(Kind::Epub),
        () => Ok(Kind::Zip),
    }
}

/// What an archive that cannot be listed was, by its first bytes, so that its reader says what is
/// wrong with it.
fn kind_of_damaged(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(4_096)];
    let holds = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    match () {
        () if holds(b"mimetypeapplication/epub+zip") => Kind::Epub,
        () if holds(b"mimetypeapplication/vnd.oasis.opendocument.text") => Kind::Odt,
        () if holds(b"[Content_Types].xml") && holds(b"word/document") => Kind::Docx,
        () => Kind::Zip,
    }
}

/// What `text` is, by its content; `hint` breaks ties.
pub(super) fn text_kind(text: &str, hint: Hint) -> TextKind {
    let trimmed = text.trim();
    if is_feed(trimmed) {
        TextKind::Feed
    } else if is_json(trimmed) {
        if json::is_lines(trimmed) { TextKind::Ndjson } else { TextKind::Json }
    } else if let Some(kind) = mail_kind(trimmed) {
        kind
    } else if hint != Hint::Table && is_page(trimmed)
        || hint == Hint::Html && trimmed.starts_with('<')
    {
        TextKind::Article
    } else if table::is_table(text, hint == Hint::Table) {
        TextKind::Table
    } else {
        TextKind::Article
    }
}

fn is_feed(trimmed: &str) -> bool {
    let head = prefix(trimmed, 2_000).to_ascii_lowercase();
    let tags = ["<rss", "<feed", "<rdf:rdf", "<atom:feed", "<ns0:feed", "<a:feed", "<ns0:rdf"];
    let marked = tags.iter().filter_map(|tag| head.find(tag)).min();
    trimmed.starts_with('<')
        && marked.is_some_and(|at| head.find("<html").is_none_or(|h| at < h))
        && !head.starts_with("<!doctype html")
}

/// An object with a member, or a list of objects or lists; its end may be missing.
fn is_json(trimmed: &str) -> bool {
    let object = |text: &str| {
        let rest = text.strip_prefix('{').map(str::trim_start);
        rest.and_then(|rest| rest.strip_prefix('"')).is_some_and(|rest| {
            let end = rest.find('"').map_or("", |at| rest[at + 1..].trim_start());
            end.starts_with(':')
        })
    };
    let trimmed = trimmed.trim_start_matches('\u{feff}');
    let inner = trimmed.strip_prefix('[').map(str::trim_start);
    object(trimmed)
        || inner.is_some_and(object)
        || inner.is_some_and(|inner| inner.starts_with('[')) && trimmed.ends_with(']')
}

/// A message as stored by mail programs, or a web archive in the same form.
/// Header lines that people type are not enough: one must be there that only programs write.
fn mail_kind(trimmed: &str) -> Option<TextKind> {
    const BY_PROGRAMS: [&str; 5] =
        ["mime-version:", "message-id:", "received:", "return-path:", "content-type:"];
    const BY_SENDING: [&str; 6] =
        ["to:", "cc:", "message-id:", "received:", "delivered-to:", "return-path:"];
    let mailbox = trimmed.starts_with("From ");
    let trimmed = mail::without_length(trimmed.as_bytes());
    let trimmed = std::str::from_utf8(trimmed).unwrap_or_default();
    let mut n_headers = 0;
    let mut by_programs = false;
    let (mut saved, mut related, mut sent) = (false, false, false);
    for line in trimmed.lines().take(200).take_while(|line| !line.trim().is_empty()) {
        let lower = prefix(line, 300).to_ascii_lowercase();
        saved |= lower.starts_with("from:") && lower.contains("saved by ");
        related |= lower.contains("multipart/related");
        sent |= BY_SENDING.iter().any(|header| lower.starts_with(header));
        if lower.starts_with([' ', '\t']) || n_headers == 0 && lower.starts_with("from ") {
            continue; // a folded header, or the line that begins an entry of a mailbox
        }
        let name = lower.split(':').next().unwrap_or("");
        if name.len() == lower.len() || name.contains(char::is_whitespace) {
            return None;
        }
        n_headers += 1;
        by_programs |= BY_PROGRAMS.iter().any(|header| lower.starts_with(header));
    }
    (n_headers >= 2 && by_programs).then_some(match () {
        () if mailbox => TextKind::Mbox,
        () if saved || related && !sent => TextKind::Mhtml,
        () => TextKind::Mail,
    })
}

/// Which kind of text `text` is. A verbatim text is a web page or Markdown only if it says so
/// unmistakably: its first tag or the file's name.
pub(super) fn text_format(text: &str, hint: Hint, verbatim: bool) -> Format {
    let trimmed = text.trim_start();
    let has_tags = || tags(prefix(text, 200_000)) >= 1;
    match hint {
        _ if is_page(trimmed) => Format::Html,
        Hint::Html if has_tags() => Format::Html,
        Hint::Markdown => Format::Markdown,
        _ if verbatim => Format::Text,
        _ if trimmed.starts_with('<') && tags(prefix(text, 20_000)) >= 3 => Format::Html,
        _ if is_markdown(text) => Format::Markdown,
        _ => Format::Text,
    }
}

/// True if `trimmed` says that it is a web page before it says anything else.
fn is_page(trimmed: &str) -> bool {
    let head = prefix(trimmed, 1_000).to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with("<?xml") && head.contains("<html")
        || head.starts_with("<!--")
            && prefix(trimmed, 20_000).to_ascii_lowercase().contains("<html")
}

/// Counts closing tags of blocks.
fn tags(text: &str) -> usize {
    let lower = text.to_ascii_lowercase();
    [
        "</p>",
        "</div>",
        "</h1>",
        "</h2>",
        "</li>",
        "</a>",
        "</head>",
        "</article>",
        "</title>",
        "</body>",
    ]
    .iter()
    .map(|tag| lower.matches(tag).count())
    .sum()
}

/// True if at least two habits of Markdown are there, or front matter.
fn is_markdown(text: &str) -> bool {
    if super::front_matter::split(text).is_some() {
        return true;
    }
    let head = prefix(text, 100_000);
    let heading = head.lines().any(|line| {
        let level = line.len() - line.trim_start_matches('#').len();
        (1..=6).contains(&level) && line[level..].starts_with(' ')
    });
    let link = head.contains("](http") || head.contains("](/") || head.contains("](#");
    let emphasis = head.split("**").count() > 2;
    let quote = head.lines().any(|line| line.starts_with("> "));
    let fence = head.lines().any(|line| line.starts_with("```"));
    [heading, link, emphasis, quote, fence].iter().filter(|&&there| there).count() >= 2
}

/// The first `n` bytes of `text`, or a little less, so that no character is cut.
fn prefix(text: &str, n: usize) -> &str {
    &text[..text.floor_char_boundary(n)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_binary_formats_by_their_first_bytes() {
        let refused = |name| Err(IngestError::NotSupported(name));
        assert_eq!(kind(b"%PDF-1.7\n"), Ok(Kind::Pdf));
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n...."), refused("PNG image"));
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), refused("WebP image"));
        let drawing = b"<?xml version=\"1.0\"?>\n<!-- a house -->\n<svg width=\"9\"><text>Harbour</text></svg>";
        assert_eq!(kind(drawing), refused("SVG image"));
        assert_eq!(kind(b"<!DOCTYPE html><body><svg></svg><p>Text"), Ok(Kind::Text));
        assert_eq!(kind(b"PK\x03\x04[Content_Types].xml word/document.xml"), Ok(Kind::Docx));
        assert_eq!(kind(b"PK\x03\x04mimetypeapplication/epub+zip"), Ok(Kind::Epub));
        assert_eq!(kind(b"PK\x03\x04photo.jpg"), Ok(Kind::Zip));
        assert_eq!(kind(b"{\\rtf1\\ansi Words}"), Ok(Kind::Rtf));
        assert_eq!(kind(b"Plain words on %PDF-1.4"), Ok(Kind::Text));
    }

    #[test]
    fn an_archive_of_documents_is_no_document() {
        use crate::engine::ingest::zip::tests::{Packed, archive};
        let document = archive(&[
            Packed::stored("[Content_Types].xml", b"<Types/>"),
            Packed::stored("word/document.xml", b"<x/>"),
        ]);
        assert_eq!(kind(&document), Ok(Kind::Docx));
        assert_eq!(kind(&archive(&[Packed::stored("story.docx", &document)])), Ok(Kind::Zip));
        let book = archive(&[Packed::stored("mimetype", b"application/epub+zip")]);
        assert_eq!(kind(&book), Ok(Kind::Epub));
        assert_eq!(kind(&archive(&[Packed::stored("book.epub", &book)])), Ok(Kind::Zip));
    }

    #[test]
    fn a_locked_document_is_no_old_one() {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let file = [SIGNATURES[0].0, &[0; 500], &name].concat();
        assert_eq!(kind(&file), Err(IngestError::Locked("Office document")));
        let old = [SIGNATURES[0].0, &[0; 500]].concat();
        assert_eq!(kind(&old), Err(IngestError::NotSupported("old Microsoft Office")));
    }

    #[test]
    fn knows_structured_text() {
        let of = |text| text_kind(text, Hint::None);
        let feed = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel/></rss>";
        assert_eq!(of(feed), TextKind::Feed);
        assert_eq!(of("{\"title\": \"Bridge opens\"}"), TextKind::Json);
        let mail = "From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\n\nHello";
        assert_eq!(of(mail), TextKind::Mail);
        assert_eq!(of("From: <Saved by Blink>\nMIME-Version: 1.0\n\nx"), TextKind::Mhtml);
    }

    #[test]
    fn leaves_articles_that_begin_oddly() {
        let article = |text| text_kind(text, Hint::None) == TextKind::Article;
        assert!(article("{}\nThe bridge opened in May."));
        assert!(article("[Updated] The bridge opened in May.]"));
        assert!(article("From: the mayor\nTo: the council\n\nWe open in May."));
        assert!(article("Note: the bridge\nopened in May."));
    }

    #[test]
    fn tells_kinds_of_text_apart() {
        let page = "<!DOCTYPE html><p>Words</p>";
        assert_eq!(text_format(page, Hint::Text, false), Format::Html);
        assert_eq!(text_format("<p>a</p><p>b</p><p>c</p>", Hint::None, false), Format::Html);
        assert_eq!(text_format("a < b and c > d", Hint::Html, false), Format::Text);
        assert_eq!(
            text_format("# Title\n\nA [link](http://a.example).", Hint::Text, false),
            Format::Markdown
        );
        assert_eq!(text_format("#1 in the charts\n\nThe band", Hint::None, false), Format::Text);
        assert_eq!(text_format("Words", Hint::Markdown, false), Format::Markdown);
    }
}
