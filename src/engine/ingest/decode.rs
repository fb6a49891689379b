//! Bytes to text: the encoding is taken from a byte order mark, from valid UTF-8, from what a web
//! page says of itself, or else guessed.
//!
//! Names are those of the [Encoding Standard](https://encoding.spec.whatwg.org/).
//! The guess is `chardetng`'s, the one that Firefox makes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::IngestError;

/// A decoded file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    /// Some bytes meant nothing in the encoding and stand as U+FFFD.
    pub(super) replaced: bool,
}

/// How many bytes at the head of a web page may state its encoding (the standard says 1,024).
const META_WINDOW: usize = 4_096;

/// Decodes `bytes`.
///
/// # Errors
/// [`IngestError::NotText`] if what comes out is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, IngestError> {
    let encoding = choose(bytes);
    let (text, encoding, malformed) = encoding.decode(bytes);
    let text = text.into_owned();
    if !is_text(&text, malformed) {
        return Err(IngestError::NotText);
    }
    Ok(Decoded { text, encoding: encoding.name(), replaced: malformed })
}

fn choose(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    let escapes = bytes.contains(&0x1b); // ISO-2022-JP is valid UTF-8 to look at
    if !escapes && std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    if let Some(encoding) = stated(bytes) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-16 of a mostly Latin text: every second byte is zero, the others hardly ever.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = &bytes[..bytes.len().min(4_096) & !1];
    if window.len() < 8 {
        return None;
    }
    let zeros = |parity: usize| window.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), window.len() / 2);
    match (even * 100 / pairs, odd * 100 / pairs) {
        (0..5, 40..) => Some(UTF_16LE),
        (40.., 0..5) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a web page's head or an XML declaration states, in ASCII.
fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(META_WINDOW)].to_ascii_lowercase();
    if !head.windows(5).any(|w| w == b"<meta" || w == b"<?xml" || w == b"<html") {
        return None;
    }
    let after = |word: &[u8]| {
        let at = head.windows(word.len()).position(|w| w == word)?;
        label(&head[at + word.len()..])
    };
    let encoding = after(b"charset").or_else(|| after(b"encoding"))?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// Reads `="label"`.
fn label(bytes: &[u8]) -> Option<&'static Encoding> {
    let is_filler = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\'');
    let start = bytes.iter().position(|b| !is_filler(b))?;
    let ends = |b: &u8| is_filler(b) || matches!(b, b'>' | b';' | b'/' | b'?');
    let end = bytes[start..].iter().position(ends).unwrap_or(bytes.len() - start);
    Encoding::for_label(&bytes[start..start + end])
}

/// Text has next to no control characters, and few that could not be decoded.
fn is_text(text: &str, malformed: bool) -> bool {
    let controls = text.chars().filter(|&c| is_odd_control(c)).count();
    let lost = if malformed { text.chars().filter(|&c| c == '\u{fffd}').count() } else { 0 };
    let total = text.chars().count();
    controls * 20 <= total && lost * 4 <= total
}

fn is_odd_control(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c' | '\x1b')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        assert!(!decoded.replaced);
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn reads_utf8_with_and_without_a_mark() {
        check("Zürich wählt".as_bytes(), "Zürich wählt", "UTF-8");
        check("\u{feff}Zürich wählt".as_bytes(), "Zürich wählt", "UTF-8");
    }

    #[test]
    fn reads_utf16_with_and_without_a_mark() {
        check(&utf16("\u{feff}Zürich wählt", u16::to_le_bytes), "Zürich wählt", "UTF-16LE");
        check(&utf16("Zürich wählt", u16::to_le_bytes), "Zürich wählt", "UTF-16LE");
        check(&utf16("Zürich wählt", u16::to_be_bytes), "Zürich wählt", "UTF-16BE");
    }

    #[test]
    fn believes_a_page_that_states_its_encoding() {
        let page = b"<meta charset=\"iso-8859-2\"><p>\xb1</p>";
        check(page, "<meta charset=\"iso-8859-2\"><p>ą</p>", "ISO-8859-2");
    }

    #[test]
    fn guesses_western_text() {
        check(
            b"Le maire a d\xe9clar\xe9 l\x92\xe9t\xe9",
            "Le maire a déclaré l’été",
            "windows-1252",
        );
    }

    #[test]
    fn tells_of_bytes_without_meaning() {
        let mut bytes = "\u{feff}A fair copy of the text ".as_bytes().to_vec();
        bytes.extend(b"\xff and more");
        assert!(decode(&bytes).unwrap().replaced);
    }

    #[test]
    fn refuses_junk() {
        let junk: Vec<u8> =
            (0..4_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&junk), Err(IngestError::NotText));
    }
}
