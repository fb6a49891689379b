//! Code pages of RTF, as encodings of the web.

use encoding_rs::{self as e, Encoding};

use crate::engine::ingest::zip::from_cp437;

/// How bytes of text are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodePage {
    /// An encoding of the web.
    Web(&'static Encoding),
    /// Code page 437, and 850, whose letters are the same for the most part.
    Dos,
    /// Pictures in place of letters: Symbol, Wingdings. No words.
    Pictures,
}

impl CodePage {
    /// What Windows numbers so; Windows-1252 where the number means nothing here.
    pub(super) fn numbered(number: i32) -> Self {
        CodePage::Web(match number {
            437 | 850 => return CodePage::Dos,
            42 => return CodePage::Pictures,
            866 => e::IBM866,
            874 => e::WINDOWS_874,
            932 => e::SHIFT_JIS,
            936 => e::GBK,
            949 | 1361 => e::EUC_KR,
            950 => e::BIG5,
            1250 => e::WINDOWS_1250,
            1251 => e::WINDOWS_1251,
            1253 => e::WINDOWS_1253,
            1254 => e::WINDOWS_1254,
            1255 => e::WINDOWS_1255,
            1256 => e::WINDOWS_1256,
            1257 => e::WINDOWS_1257,
            1258 => e::WINDOWS_1258,
            10_000 => e::MACINTOSH,
            10_007 => e::X_MAC_CYRILLIC,
            20_866 => e::KOI8_R,
            21_866 => e::KOI8_U,
            28_592 => e::ISO_8859_2,
            28_595 => e::ISO_8859_5,
            28_597 => e::ISO_8859_7,
            54_936 => e::GB18030,
            65_001 => e::UTF_8,
            _ => e::WINDOWS_1252,
        })
    }

    /// What a font's character set stands for; `None`: that of the document.
    pub(super) fn of_charset(charset: i32) -> Option<Self> {
        let number = match charset {
            0 => 1252,
            2 => 42,
            77 => 10_000,
            128 => 932,
            129 | 130 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 | 255 => 437,
            _ => return None,
        };
        Some(Self::numbered(number))
    }

    /// The name in reports.
    pub(super) fn name(self) -> &'static str {
        match self {
            CodePage::Web(encoding) => encoding.name(),
            CodePage::Dos => "IBM437",
            CodePage::Pictures => e::WINDOWS_1252.name(),
        }
    }

    /// The text of `bytes`, and whether some of them meant nothing.
    pub(super) fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self {
            CodePage::Web(encoding) => {
                let (text, malformed) = encoding.decode_without_bom_handling(bytes);
                (text.into_owned(), malformed)
            }
            CodePage::Dos => (from_cp437(bytes), false),
            // White space is so in every font.
            CodePage::Pictures => {
                (bytes.iter().filter(|b| b.is_ascii_whitespace()).map(|_| ' ').collect(), false)
            }
        }
    }
}
