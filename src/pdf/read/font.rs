//! [`Faces`]: the fonts of a document, and what their codes say.
//!
//! Widths, encodings and Unicode come from `hayro-font`. It is guarded here: tables of widths that
//! would fill gigabytes are refused, and a stub stands in for fonts that the document does not
//! embed, since outlines are never asked for.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontResolverFn, GlyphId};
use hayro_syntax::object::{Array, Dict, Name, Object};

/// The smallest bare CFF font that is one: no glyph but an empty one.
const STUB: &[u8] = &[
    1,
    0,
    4,
    1, // header
    0,
    1,
    1,
    1,
    2,
    b'X', // names
    0,
    1,
    1,
    1,
    3,
    139 + 21,
    17, // top dictionary: charstrings are at byte 21
    0,
    0, // strings
    0,
    0, // subroutines
    0,
    1,
    1,
    1,
    2,
    14, // charstrings: one, which ends at once
];

/// The most entries that a font may list widths for.
const MAX_WIDTHS: u64 = 1 << 17;

/// A font and what its name says.
pub(super) struct Face<'a> {
    font: Font<'a>,
    /// Drawn bold.
    pub(super) bold: bool,
    /// Drawn slanted.
    pub(super) italic: bool,
    /// Its glyphs are drawings, and its size need not mean anything.
    pub(super) drawn: bool,
    /// Codes of drawings that are named by a number, which is a code of TeX.
    numbered: Vec<u8>,
}

/// What a code stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code {
    /// Number of bytes read.
    pub(super) bytes: usize,
    /// Step to the next glyph, in thousandths of the size.
    pub(super) advance: f64,
    /// Up to three characters; none if the font does not say.
    pub(super) text: [Option<char>; 3],
    /// One byte that is 32: word spacing applies.
    pub(super) is_word_space: bool,
}

/// The fonts of a document, each read once.
pub(super) struct Faces<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
    /// By the bytes of the font's dictionary.
    faces: BTreeMap<Vec<u8>, Option<Rc<Face<'a>>>>,
}

impl<'a> Faces<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            fonts: Arc::new(|_| Some((Arc::new(STUB), 0))),
            cmaps: Arc::new(|_| None),
            faces: BTreeMap::new(),
        }
    }

    /// The font that `dict` describes; none if it is not readable.
    pub(super) fn face(&mut self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        if let Some(face) = self.faces.get(dict.data()) {
            return face.clone();
        }
        let face = self.read(dict).map(Rc::new);
        self.faces.insert(dict.data().to_vec(), face.clone());
        face
    }

    fn read(&self, dict: &Dict<'a>) -> Option<Face<'a>> {
        if !is_sane(dict) {
            return None;
        }
        let font = self.cache.font(dict, &self.fonts, &self.cmaps)?;
        let name = dict.get::<Name<'_>>(b"BaseFont").map(|name| name.as_str().to_ascii_lowercase());
        let name = name.unwrap_or_default();
        let descendant = descendant(dict);
        let descriptor = descendant.as_ref().unwrap_or(dict).get::<Dict<'_>>(b"FontDescriptor");
        let weight = descriptor.as_ref().and_then(|d| d.get::<f32>(b"FontWeight")).unwrap_or(400.0);
        let flags = descriptor.as_ref().and_then(|d| d.get::<u32>(b"Flags")).unwrap_or(0);
        let drawn = dict.get::<Name<'_>>(b"Subtype").is_some_and(|s| &*s == b"Type3");
        let holds = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        Some(Face {
            font,
            bold: weight >= 600.0
                || flags & (1 << 18) != 0
                || holds(&["bold", "black", "heavy", "demi", "-medi", "cmbx", "sfbx", "ecbx"]),
            italic: flags & (1 << 6) != 0 || holds(&["italic", "oblique", "cmti", "sfti", "ecti"]),
            drawn,
            numbered: if drawn { numbered(dict) } else { Vec::new() },
        })
    }
}

impl Face<'_> {
    /// Reads the code at `at` of `bytes`, which is before the end.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> Code {
        let (code, n_bytes) = self.font.read_code(bytes, at);
        let unicode = match self.font.glyph(GlyphId::NOTDEF, code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let advance = self.font.code_advance(code).x;
        Code {
            bytes: n_bytes.max(1),
            advance: if advance.is_finite() { advance.clamp(-1e5, 1e5) } else { 0.0 },
            text: match unicode {
                Some(unicode) => characters(&unicode),
                None if self.numbered.contains(&(code as u8)) => cork(code as u8),
                None => [None; 3],
            },
            is_word_space: code == 32 && n_bytes == 1,
        }
    }
}

/// The codes that an encoding names by themselves, as pdfTeX does for bitmaps: `a65` for 65.
fn numbered(dict: &Dict<'_>) -> Vec<u8> {
    let names = dict
        .get::<Dict<'_>>(b"Encoding")
        .and_then(|encoding| encoding.get::<Array<'_>>(b"Differences"));
    let mut found = Vec::new();
    let mut code = 0_i64;
    for item in names.iter().flat_map(|names| names.iter::<Object<'_>>()).take(512) {
        match item {
            Object::Number(number) => code = number.as_i64(),
            Object::Name(name) => {
                let digits = name.as_str().trim_start_matches(|c: char| c.is_ascii_alphabetic());
                if let Ok(byte) = u8::try_from(code)
                    && digits.parse() == Ok(code)
                {
                    found.push(byte);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    found
}

/// TeX's encoding of the letters of Europe, "Cork" or T1; below it, that of ASCII.
fn cork(code: u8) -> [Option<char>; 3] {
    let c = match code {
        16 => '“',
        17 => '”',
        18 => '„',
        19 => '«',
        20 => '»',
        21 => '–',
        22 => '—',
        27..=31 => char::from_u32(0xFB00 + u32::from(code - 27)).unwrap_or(' '),
        39 => '’',
        96 => '‘',
        32..=126 => char::from(code),
        192..=214 | 217..=222 | 224..=246 | 248..=254 => char::from(code),
        215 => 'Œ',
        216 => 'Ø',
        223 => 'ẞ',
        247 => 'œ',
        255 => 'ß',
        _ => return [None; 3],
    };
    spelled_out(c)
}

/// At most three characters, which is what ligatures need.
fn characters(unicode: &BfString) -> [Option<char>; 3] {
    let mut text = [None; 3];
    match unicode {
        BfString::Char(c) => text[0] = known(*c),
        BfString::String(string) => {
            for (place, c) in text.iter_mut().zip(string.chars().filter_map(known)) {
                *place = Some(c);
            }
        }
    }
    match text {
        [Some(c), None, None] => spelled_out(c),
        text => text,
    }
}

/// Ligatures as the letters that they join.
fn spelled_out(c: char) -> [Option<char>; 3] {
    let letters = match c {
        '\u{FB00}' => ['f', 'f', ' '],
        '\u{FB01}' => ['f', 'i', ' '],
        '\u{FB02}' => ['f', 'l', ' '],
        '\u{FB03}' => ['f', 'f', 'i'],
        '\u{FB04}' => ['f', 'f', 'l'],
        '\u{FB05}' | '\u{FB06}' => ['s', 't', ' '],
        c => return [Some(c), None, None],
    };
    letters.map(|c| (c != ' ').then_some(c))
}

/// `None` for characters that say nothing: controls, private ones, replacements.
fn known(c: char) -> Option<char> {
    match c {
        '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' | '\u{F0FC}' => Some('•'),
        '\t' | '\n' | '\r' => Some(' '),
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => None,
        '\u{F0000}'.. | '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' => None,
        c => Some(c),
    }
}

/// The font within a composite font.
fn descendant<'a>(dict: &Dict<'a>) -> Option<Dict<'a>> {
    dict.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()
}

/// False if the tables of widths would span more codes than there are.
fn is_sane(dict: &Dict<'_>) -> bool {
    let first = dict.get::<i64>(b"FirstChar").unwrap_or(0);
    if !(0..=255).contains(&first) {
        return false;
    }
    let Some(descendant) = descendant(dict) else { return true };
    ["W", "W2"].into_iter().all(|key| {
        descendant.get::<Array<'_>>(key).is_none_or(|widths| n_widths(&widths) <= MAX_WIDTHS)
    })
}

/// How many codes a table of widths speaks of: `first [w …]` and `first last w …`, mixed. Where it
/// is not clear which number is which, every pair is taken for a range.
fn n_widths(widths: &Array<'_>) -> u64 {
    let mut total = 0_u64;
    let mut numbers: Vec<f64> = Vec::new();
    for item in widths.iter::<Object<'_>>() {
        match item {
            Object::Number(number) => {
                numbers.push(number.as_f64());
                if let [first, last, _] = numbers[..] {
                    total = total.saturating_add((last - first).max(0.0) as u64);
                    numbers.clear();
                }
            }
            Object::Array(inner) => {
                total = total.saturating_add(inner.data().len() as u64 / 2);
                numbers.clear();
            }
            _ => numbers.clear(),
        }
    }
    total
}
