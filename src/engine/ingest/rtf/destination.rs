//! Destinations of RTF: which groups hold words of the text, and which do not.

/// What a group's words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Words of the text, of a box or of a note.
    Text,
    /// No words, but groups inside may hold some.
    Frame,
    /// Nothing that is read.
    Skipped,
    /// The table of fonts.
    Fonts,
    /// The table of styles.
    Styles,
    /// What the document says of itself.
    Info,
}

/// What a control word that opens a group makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// A group of that kind.
    Group(Destination),
    /// A text box.
    Box,
    /// A footnote or an endnote.
    Note,
}

/// What the first control word of a group makes of it; `None`: nothing, if the group may be
/// ignored by who does not know it, it is skipped.
pub(super) fn opens(word: &[u8]) -> Option<Opens> {
    let word = std::str::from_utf8(word).ok()?;
    Some(match word {
        "fonttbl" => Opens::Group(Destination::Fonts),
        "stylesheet" => Opens::Group(Destination::Styles),
        "info" => Opens::Group(Destination::Info),
        "footnote" => Opens::Note,
        "shptxt" | "dptxbxtext" => Opens::Box,
        "shp" | "shpinst" | "do" | "shpgrp" | "upr" | "field" | "object" => {
            Opens::Group(Destination::Frame)
        }
        "fldrslt" | "result" | "ud" => Opens::Group(Destination::Text),
        // Formulas: their numbers and letters stand in runs.
        "mmath" | "moMath" | "moMathPara" => Opens::Group(Destination::Frame),
        "mr" => Opens::Group(Destination::Text),
        _ if is_skipped(word) => Opens::Group(Destination::Skipped),
        _ => return None,
    })
}

fn is_skipped(word: &str) -> bool {
    const SKIPPED: [&str; 53] = [
        "aftncn",
        "aftnsep",
        "aftnsepc",
        "annotation",
        "atnauthor",
        "atnid",
        "atrfend",
        "atrfstart",
        "author",
        "bkmkend",
        "bkmkstart",
        "buptim",
        "colortbl",
        "comment",
        "creatim",
        "doccomm",
        "docvar",
        "falt",
        "filetbl",
        "fldinst",
        "footer",
        "footerf",
        "footerl",
        "footerr",
        "ftncn",
        "ftnsep",
        "ftnsepc",
        "generator",
        "header",
        "headerf",
        "headerl",
        "headerr",
        "keywords",
        "listoverridetable",
        "listtable",
        "listtext",
        "nesttableprops",
        "nextfile",
        "nonesttables",
        "nonshppict",
        "objdata",
        "operator",
        "panose",
        "pict",
        "pntext",
        "private",
        "revtbl",
        "rxe",
        "shprslt",
        "tc",
        "tcn",
        "txe",
        "xe",
    ];
    SKIPPED.contains(&word)
}

/// The character that a control word stands for.
pub(super) fn character(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"tab" => "\t",
        b"line" | b"lbr" | b"softline" => "\n",
        b"emdash" => "—",
        b"endash" => "–",
        b"lquote" => "‘",
        b"rquote" => "’",
        b"ldblquote" => "“",
        b"rdblquote" => "”",
        b"bullet" => "•",
        b"emspace" => "\u{2003}",
        b"enspace" => "\u{2002}",
        b"qmspace" => "\u{2005}",
        b"zwj" => "\u{200d}",
        b"zwnj" => "\u{200c}",
        b"zwbo" => "\u{200b}",
        b"zwnbo" => "\u{feff}",
        _ => return None,
    })
}
