//! What a PDF says of itself.
//!
//! Titles and authors that programs fill in by themselves are left out. So are all dates: the
//! document's own ones say when the file was made, which is not when the article appeared, and
//! a date that is wrong is worse than none.

use hayro_syntax::metadata::Metadata;
use hayro_syntax::object::{Dict, String as PdfString};
use unicode_normalization::UnicodeNormalization;

use crate::engine::ingest::SourceMetadata;

/// Reads the document's own words on itself.
pub(super) fn metadata(info: &Metadata, catalog: &Dict<'_>) -> SourceMetadata {
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(decode).unwrap_or_default();
    let title = text(&info.title);
    let author = text(&info.author);
    let language = catalog.get::<PdfString<'_>>(b"Lang").map(|tag| decode(tag.as_bytes()));
    SourceMetadata {
        title: (!is_junk_title(&title)).then_some(title),
        bylines: if is_junk_author(&author) { Vec::new() } else { authors(&author) },
        language: language.filter(|tag| {
            (2..=20).contains(&tag.len())
                && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }),
        ..SourceMetadata::default()
    }
}

/// A text string: UTF-16 or UTF-8 if it begins with the mark of that, else PDFDocEncoding.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| pdf_doc_encoded(byte)).collect(),
    };
    let clean: String = text.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// ISO 32000, annex D.3.
fn pdf_doc_encoded(byte: u8) -> char {
    const FROM_80: &[char] = &[
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
    ];
    match byte {
        0x80..=0x9E => FROM_80[usize::from(byte - 0x80)],
        0xA0 => '€',
        byte => char::from(byte),
    }
}

/// True for titles that say nothing: names of files, of programs, of nothing.
fn is_junk_title(title: &str) -> bool {
    const ENDINGS: &[&str] = &[
        ".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd", ".qxd", ".qxp", ".tex", ".dvi", ".ps",
        ".html", ".htm", ".txt", ".pages", ".ppt", ".pptx", ".xls", ".xlsx", ".ai", ".eps", ".jpg",
        ".tif", ".tmp", ".p65", ".pmd",
    ];
    const BEGINNINGS: &[&str] = &[
        "microsoft word",
        "untitled",
        "http://",
        "https://",
        "file:",
        "about:",
        "print -",
        "scan",
    ];
    let lower = title.to_lowercase();
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    letters < 4
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
        || [
            "document",
            "title",
            "no title",
            "slide 1",
            "layout 1",
            "(anonymous)",
            "unnamed document",
        ]
        .contains(&lower.as_str())
        || !title.contains(' ') && title.chars().any(|c| c.is_ascii_digit() || c == '_')
}

/// True for names that programs write.
fn is_junk_author(author: &str) -> bool {
    let lower = author.to_lowercase();
    const WORDS: &[&str] = &[
        "admin",
        "user",
        "owner",
        "author",
        "unknown",
        "anonymous",
        "default",
        "microsoft",
        "office",
        "adobe",
        "hp",
        "dell",
        "root",
        "guest",
        "scanner",
        "pc",
        "windows",
        "apache",
    ];
    let letters = author.chars().filter(|c| c.is_alphabetic()).count();
    letters < 4
        || author.len() > 200
        || author.contains(['@', '\\', '_', '='])
        || !author.contains(' ')
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

fn authors(author: &str) -> Vec<String> {
    let parts = author.split([';', '&']).flat_map(|part| part.split(" and "));
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_titles_that_programs_write() {
        for junk in ["Microsoft Word - x.doc", "untitled", "report_v3.indd", "", "DSC00041"] {
            assert!(is_junk_title(junk), "{junk}");
        }
        for title in ["Bridge opens in May", "Untangling the budget", "Gridlock"] {
            assert!(!is_junk_title(title), "{title}");
        }
    }

    #[test]
    fn knows_authors_that_programs_write() {
        for junk in ["Admin", "HP User", "jsmith", "a@b.example", "(anonymous)"] {
            assert!(is_junk_author(junk), "{junk}");
        }
        assert_eq!(authors("Ada Stone and Bo Lind"), ["Ada Stone", "Bo Lind"]);
        assert!(!is_junk_author("Ada Stone"));
    }

    #[test]
    fn reads_text_strings_of_every_encoding() {
        assert_eq!(decode(b"\xFE\xFF\0Z\0\xFC"), "Zü");
        assert_eq!(decode(b"\xEF\xBB\xBFZ\xC3\xBC"), "Zü");
        assert_eq!(decode(b"it\x90s\x85"), "it’s–");
    }
}
