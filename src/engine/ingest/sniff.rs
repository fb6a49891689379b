//! What a file is, by its content; the name only breaks ties between kinds of text.
//!
//! Signatures are those of the formats' own specifications. Formats that are known but not read
//! are refused by name, so that a reader learns what to do instead.

use super::{Format, IngestError};

/// What a file's extension suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    Markdown,
    Html,
    Text,
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
            _ => Hint::None,
        }
    }
}

/// First bytes and the name of the format that begins with them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
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

/// Refuses formats that are known by their first bytes.
pub(super) fn refuse_binary(bytes: &[u8]) -> Result<(), IngestError> {
    match binary_format(bytes) {
        Some(name) => Err(IngestError::NotSupported(name)),
        None => Ok(()),
    }
}

fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip_kind(bytes));
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
        // A header may be preceded by up to a kilobyte of junk; text that speaks of it is not.
        () if bytes.starts_with(b"\xef\xbb\xbf%PDF-") => Some("PDF"),
        () => None,
    }
}

/// Office documents and e-books are zip archives with known entries, named in the directory at the
/// archive's end.
fn zip_kind(bytes: &[u8]) -> &'static str {
    const WINDOW: usize = 1 << 18;
    let head = &bytes[..bytes.len().min(4_096)];
    let tail = &bytes[bytes.len().saturating_sub(WINDOW)..];
    let holds = |word: &[u8]| {
        [head, tail].iter().any(|part| part.windows(word.len()).any(|window| window == word))
    };
    let kinds: [(&[u8], &str); 9] = [
        (b"application/epub+zip", "EPUB"),
        (b"opendocument.text", "ODT"),
        (b"opendocument.spreadsheet", "ODS"),
        (b"opendocument.presentation", "ODP"),
        (b"word/document.xml", "DOCX"),
        (b"xl/workbook.xml", "XLSX"),
        (b"ppt/presentation.xml", "PPTX"),
        (b"word/", "DOCX"),
        (b"META-INF/container.xml", "EPUB"),
    ];
    kinds.iter().find(|(word, _)| holds(word)).map_or("zip archive", |(_, name)| name)
}

/// Refuses formats that are text to look at, but not an article's.
pub(super) fn refuse_text(text: &str) -> Result<(), IngestError> {
    let trimmed = text.trim();
    let name = if is_feed(trimmed) {
        "RSS or Atom feed"
    } else if is_json(trimmed) {
        "JSON"
    } else if let Some(name) = mail_kind(trimmed) {
        name
    } else {
        return Ok(());
    };
    Err(IngestError::NotSupported(name))
}

fn is_feed(trimmed: &str) -> bool {
    let head = prefix(trimmed, 2_000).to_ascii_lowercase();
    let marked = ["<rss", "<feed", "<rdf:rdf"].iter().filter_map(|tag| head.find(tag)).min();
    trimmed.starts_with('<')
        && marked.is_some_and(|at| head.find("<html").is_none_or(|h| at < h))
        && !head.starts_with("<!doctype html")
}

fn is_json(trimmed: &str) -> bool {
    let opens = |open: char, next: &[char]| {
        trimmed.strip_prefix(open).is_some_and(|rest| rest.trim_start().starts_with(next))
    };
    opens('{', &['"']) && trimmed.ends_with('}') && trimmed.contains("\":")
        || opens('{', &['"']) && trimmed.ends_with('}') && trimmed.contains("\" :")
        || opens('[', &['{', '[']) && trimmed.ends_with(']')
}

/// A message as stored by mail programs, or a web archive in the same form.
/// Header lines that people type are not enough: one must be there that only programs write.
fn mail_kind(trimmed: &str) -> Option<&'static str> {
    const BY_PROGRAMS: [&str; 5] =
        ["mime-version:", "message-id:", "received:", "return-path:", "content-type:"];
    let mut n_headers = 0;
    let mut by_programs = false;
    let mut archive = false;
    for line in trimmed.lines().take(200).take_while(|line| !line.trim().is_empty()) {
        let lower = prefix(line, 300).to_ascii_lowercase();
        archive |= lower.contains("multipart/related") || lower.contains("<saved by ");
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
    (n_headers >= 2 && by_programs).then_some(if archive { "MHTML" } else { "saved e-mail" })
}

/// Which kind of text `text` is. A verbatim text is a web page or Markdown only if it says so
/// unmistakably: its first tag or the file's name.
pub(super) fn text_format(text: &str, hint: Hint, verbatim: bool) -> Format {
    let trimmed = text.trim_start();
    let head = prefix(trimmed, 1_000).to_ascii_lowercase();
    let is_page = head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with("<?xml") && head.contains("<html")
        || head.starts_with("<!--")
            && prefix(trimmed, 20_000).to_ascii_lowercase().contains("<html");
    let has_tags = || tags(prefix(text, 200_000)) >= 1;
    match hint {
        _ if is_page => Format::Html,
        Hint::Html if has_tags() => Format::Html,
        Hint::Markdown => Format::Markdown,
        _ if verbatim => Format::Text,
        _ if head.starts_with('<') && tags(prefix(text, 20_000)) >= 3 => Format::Html,
        _ if is_markdown(text) => Format::Markdown,
        _ => Format::Text,
    }
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

    fn refused(bytes: &[u8]) -> Option<&'static str> {
        binary_format(bytes)
    }

    #[test]
    fn knows_binary_formats_by_their_first_bytes() {
        assert_eq!(refused(b"%PDF-1.7\n"), Some("PDF"));
        assert_eq!(refused(b"\x89PNG\r\n\x1a\n...."), Some("PNG image"));
        assert_eq!(refused(b"RIFF\0\0\0\0WEBPVP8 "), Some("WebP image"));
        assert_eq!(refused(b"PK\x03\x04....word/document.xml"), Some("DOCX"));
        assert_eq!(refused(b"PK\x03\x04mimetypeapplication/epub+zip"), Some("EPUB"));
        assert_eq!(refused(b"PK\x03\x04photo.jpg"), Some("zip archive"));
        assert_eq!(refused(b"Plain words"), None);
    }

    fn refused_text(text: &str) -> bool {
        refuse_text(text).is_err()
    }

    #[test]
    fn knows_structured_text_that_is_no_article() {
        assert!(refused_text("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel/></rss>"));
        assert!(refused_text("{\"title\": \"Bridge opens\"}"));
        assert!(refused_text("From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\n\nHello"));
        assert_eq!(mail_kind("From: <Saved by Blink>\nMIME-Version: 1.0\n\nx"), Some("MHTML"));
    }

    #[test]
    fn leaves_articles_that_begin_oddly() {
        assert!(!refused_text("{}\nThe bridge opened in May."));
        assert!(!refused_text("[Updated] The bridge opened in May.]"));
        assert!(!refused_text("From: the mayor\nTo: the council\n\nWe open in May."));
        assert!(!refused_text("Note: the bridge\nopened in May."));
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
