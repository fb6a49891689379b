//! Bytes to text: the encoding is taken from a byte order mark, from valid UTF-8, from what a page,
//! an XML declaration or a mail states, or else guessed.
//!
//! Valid UTF-8 comes before what is stated: programs that save pages as UTF-8 leave the old
//! statement in them, and no text in another encoding of one byte a character happens to be UTF-8.
//! Names are those of the [Encoding Standard](https://encoding.spec.whatwg.org/), and "UTF-32LE"
//! and "UTF-32BE", which it leaves out.
//! The guess is `chardetng`'s, the one that Firefox makes, but for Mac Roman, which it never
//! guesses, and for English texts, which are Western.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_4, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250,
    WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258,
};

use super::{IngestError, replacement_warning};
use crate::engine::Warning;

/// A decoded file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    /// The text; borrowed if the bytes were UTF-8.
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
    /// Some bytes meant nothing in the encoding and stand as U+FFFD.
    pub(super) replaced: bool,
    /// Nothing stated the encoding; it was guessed from how often bytes occur.
    pub(super) guessed: bool,
}

impl Decoded<'_> {
    /// What a reader has to know of how the text was decoded.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let guess = self.guessed.then(|| Warning {
            stage: "ingest",
            message: format!("the encoding is not stated; read as {}", self.encoding),
            span: None,
        });
        let loss = self.replaced.then(|| replacement_warning(self.encoding));
        guess.into_iter().chain(loss).collect()
    }
}

/// How many bytes at the head of a web page may state its encoding (the standard says 1,024).
const META_WINDOW: usize = 4_096;

/// Other encodings of Latin letters in one byte.
const LATIN: [&Encoding; 6] =
    [WINDOWS_1250, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258, ISO_8859_2, ISO_8859_4];

/// Decodes `bytes`.
///
/// # Errors
/// [`IngestError::NotText`] if what comes out is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, IngestError> {
    decode_as(bytes, None)
}

/// Decodes `bytes`, of which a mail or an archive says that they are in the encoding `label`.
///
/// # Errors
/// [`IngestError::NotText`] if what comes out is no text.
pub(super) fn decode_as<'a>(
    bytes: &'a [u8],
    label: Option<&str>,
) -> Result<Decoded<'a>, IngestError> {
    if let Some((text, encoding)) = utf32(bytes) {
        return Ok(Decoded { text: text.into(), encoding, replaced: false, guessed: false });
    }
    let outer = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let (encoding, guessed) = choose(bytes, outer);
    let (text, encoding, malformed) = encoding.decode(bytes);
    if !is_text(&text, malformed) {
        return Err(IngestError::NotText);
    }
    Ok(Decoded { text, encoding: encoding.name(), replaced: malformed, guessed })
}

/// The encoding of `bytes`, and whether it is but a guess.
fn choose(bytes: &[u8], outer: Option<&'static Encoding>) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, false);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, false);
    }
    let stated = outer.or_else(|| stated(bytes));
    let escapes = bytes.contains(&0x1b); // ISO-2022-JP is valid UTF-8 to look at
    if !escapes && std::str::from_utf8(bytes).is_ok() {
        // Two bytes of Chinese or Japanese may look like one of UTF-8's letters: a mail says so.
        let fits = |encoding: &&'static Encoding| {
            !encoding.is_single_byte()
                && !bytes.is_ascii()
                && encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
        };
        return (outer.filter(fits).unwrap_or(UTF_8), false);
    }
    if let Some(encoding) = stated.filter(|&encoding| encoding != UTF_8) {
        return (encoding, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    let encoding = match guess {
        guess if guess.is_single_byte() && reads_as_mac_roman(bytes, guess) => MACINTOSH,
        // Names from elsewhere in an English text are no sign of an encoding from elsewhere.
        guess if LATIN.contains(&guess) && is_english(bytes) => WINDOWS_1252,
        guess => guess,
    };
    (encoding, encoding != UTF_8)
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

/// UTF-32, with or without a mark: every four bytes are a character, and the top one is zero.
fn utf32(bytes: &[u8]) -> Option<(String, &'static str)> {
    if bytes.len() < 8 || !bytes.len().is_multiple_of(4) {
        return None;
    }
    let read = |number: fn([u8; 4]) -> u32| -> Option<String> {
        let words = bytes.chunks_exact(4).map(|b| number([b[0], b[1], b[2], b[3]]));
        words.map(|word| char::from_u32(word).filter(|&c| c != '\0')).collect()
    };
    let (text, name) = match (bytes[0], bytes[3]) {
        (1.., 0) => (read(u32::from_le_bytes)?, "UTF-32LE"),
        (0, 1..) => (read(u32::from_be_bytes)?, "UTF-32BE"),
        _ => return None,
    };
    Some((text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), name))
}

/// True if every twentieth word is one of the commonest of English.
fn is_english(bytes: &[u8]) -> bool {
    const WORDS: [&[u8]; 7] = [b"the", b"of", b"and", b"to", b"in", b"said", b"for"];
    let words = || bytes.split(|b| !b.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let n_common = words().filter(|word| WORDS.contains(word)).count();
    n_common >= 3 && n_common * 20 >= words().count()
}

/// True if the bytes above ASCII make sense as Mac Roman and little as `guess`: a capital or a sign
/// in the midst of small letters, or a lone quotation mark of one of them, does not happen.
fn reads_as_mac_roman(bytes: &[u8], guess: &'static Encoding) -> bool {
    let odd = |encoding: &'static Encoding| {
        let (text, malformed) = encoding.decode_without_bom_handling(bytes);
        oddities(&text).saturating_add(if malformed { usize::MAX } else { 0 })
    };
    let n_high = bytes.iter().filter(|b| !b.is_ascii()).count();
    // Only Western guesses are doubted: there, bytes above ASCII are rare.
    if n_high * 5 > bytes.len() {
        return false;
    }
    let (mac, other) = (odd(MACINTOSH), odd(guess).max(odd(WINDOWS_1252)));
    other >= 2 && other * 3 >= n_high && mac * 4 <= other
}

/// Characters above ASCII that hardly stand where they do.
fn oddities(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let odd = |i: usize| {
        let before = i.checked_sub(1).and_then(|j| chars.get(j));
        let after = chars.get(i + 1);
        let small = |c: Option<&char>| c.is_some_and(|c| c.is_lowercase());
        let blank = |c: Option<&char>| c.is_none_or(|c| c.is_whitespace());
        match chars[i] {
            c if c.is_ascii() => false,
            c if c.is_uppercase() => small(before) || blank(before) && blank(after),
            c if c.is_alphabetic() => blank(before) && after.is_some_and(|c| c.is_uppercase()),
            '“' | '‘' | '„' | '«' | '–' | '—' | '…' | '’' | '”' | '»' | '\u{a0}' => {
                false
            }
            c => c.is_control() || small(before) && small(after),
        }
    };
    (0..chars.len()).filter(|&i| odd(i)).count()
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
    let controls = text.bytes().filter(|&byte| is_odd_control(byte)).count();
    let lost = if malformed { text.chars().filter(|&c| c == '\u{fffd}').count() } else { 0 };
    let total = text.chars().count();
    controls * 20 <= total && lost * 4 <= total
}

fn is_odd_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c' | b'\x1b')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((&*decoded.text, decoded.encoding), (text, encoding));
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

    /// Decodes `text` in `encoding`, and finds it again.
    fn guesses(text: &str, encoding: &'static Encoding, name: &str) {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{name}");
        let decoded = decode(&bytes).unwrap();
        assert_eq!((&*decoded.text, decoded.encoding), (text, name));
        assert!(decoded.guessed && decoded.warnings()[0].message.ends_with(name));
    }

    #[test]
    fn guesses_what_nothing_states() {
        let czech = "Most přes řeku byl včera znovu otevřen, řekla starostka. Žádný úřad nechtěl říci, kdo za zpoždění zaplatí. Občané dlouho čekali na chodník a veřejné osvětlení.";
        guesses(czech, encoding_rs::WINDOWS_1250, "windows-1250");
        let russian = "Мост через реку вновь открыт, сообщила мэр города. Никто не сказал, кто заплатит за задержку. Жители долго ждали тротуара и освещения.";
        guesses(russian, encoding_rs::WINDOWS_1251, "windows-1251");
        guesses(russian, encoding_rs::KOI8_R, "KOI8-U"); // which holds all of KOI8-R's letters
        let japanese = "川にかかる橋が昨日ふたたび開通したと市長が述べた。遅れの費用を誰が払うのかは明らかにされていない。住民は歩道と照明を長く待っていた。";
        guesses(japanese, encoding_rs::SHIFT_JIS, "Shift_JIS");
        guesses(japanese, encoding_rs::EUC_JP, "EUC-JP");
        let chinese = "市长说，跨河大桥昨天重新开放。没有人说明谁来支付延误的费用。居民们已经等待人行道和路灯很久了。";
        guesses(chinese, encoding_rs::GBK, "GBK");
    }

    /// Mac Roman has no encoder in `encoding_rs`.
    fn mac_roman(text: &str) -> Vec<u8> {
        let byte = |c: char| match c {
            c if c.is_ascii() => c as u8,
            c => (128..=255).find(|&b| MACINTOSH.decode(&[b]).0.starts_with(c)).unwrap(),
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn guesses_mac_roman() {
        for text in [
            "“It’s open,” the mayor said — after nine years. The café owners’ wait wasn’t over.",
            "Le maire a déclaré que l’été serait sans travaux ; les élèves ont été prévenus.",
            "Die Brücke wurde „für alle“ eröffnet, sagte die Bürgermeisterin später in Köln.",
        ] {
            let decoded = decode(&mac_roman(text)).map(|d| (d.text.into_owned(), d.encoding));
            assert_eq!(decoded, Ok((text.to_owned(), "macintosh")));
        }
    }

    #[test]
    fn leaves_western_text_western() {
        for text in [
            "“It’s open,” the mayor said — after nine years. The café owners’ wait wasn’t over.",
            "LE PRÉSIDENT A PARLÉ À L’ÉTÉ. Élise était là, à côté d’Émile.",
            "Fish for the schools of Île-aux-Pins, said Tomáš Velín, and £310,000 for the buses.",
            "Ärger in Köln: Übermäßige Wärme, Öl für 3 € je Liter, 20 °C, «größer» – 5 × 4 m².",
        ] {
            guesses(text, WINDOWS_1252, "windows-1252");
        }
    }

    #[test]
    fn reads_utf32() {
        let le: Vec<u8> = "\u{feff}Zürich".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        check(&le, "Zürich", "UTF-32LE");
        let be: Vec<u8> = "Zürich".chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        check(&be, "Zürich", "UTF-32BE");
    }

    #[test]
    fn believes_a_mail_only_where_the_bytes_allow_it() {
        let of = |bytes: &[u8], label| {
            let decoded = decode_as(bytes, Some(label)).unwrap();
            (decoded.text.into_owned(), decoded.encoding)
        };
        assert_eq!(of(b"\xb1", "iso-8859-2"), ("ą".to_owned(), "ISO-8859-2"));
        assert_eq!(of("ą".as_bytes(), "iso-8859-1"), ("ą".to_owned(), "UTF-8"));
        assert_eq!(of("ą".as_bytes(), "nonsense"), ("ą".to_owned(), "UTF-8"));
        assert_eq!(of(b"caf\xe9 \x93now\x94", "utf-8").1, "windows-1252");
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
