//! Names of entries: decoded, and made harmless.

use std::borrow::Cow;

/// The upper half of code page 437, in which old archivers write names.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The longest name that is kept, in bytes.
const LONGEST: usize = 1_024;

/// Text of code page 437.
pub(in crate::engine::ingest) fn from_cp437(bytes: &[u8]) -> String {
    let upper: Vec<char> = CP437.chars().collect();
    let decoded = |&byte: &u8| match byte.checked_sub(0x80) {
        Some(i) => upper.get(usize::from(i)).copied().unwrap_or('\u{fffd}'),
        None => char::from(byte),
    };
    bytes.iter().map(decoded).collect()
}

/// The name of an entry: UTF-8 if it says so or is so, else code page 437.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(name) => Cow::Borrowed(name),
        Err(_) => Cow::Owned(from_cp437(bytes)),
    }
}

/// A path that leads nowhere but into the archive: "/"-separated, without a root, a drive, "..",
/// control characters and marks that turn the direction of writing.
pub(super) fn safe(name: &str) -> String {
    let name = &name[..name.floor_char_boundary(LONGEST)];
    let kept = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let is_drive = |part: &str| part.len() == 2 && part.ends_with(':');
    let parts: Vec<String> = name
        .split(['/', '\\'])
        .map(|part| part.chars().filter(kept).collect::<String>().trim().to_owned())
        .filter(|part| !matches!(part.as_str(), "" | "." | "..") && !is_drive(part))
        .collect();
    if parts.is_empty() { "unnamed".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_else() {
        assert_eq!(safe("../../etc/passwd"), "etc/passwd");
        assert_eq!(safe("C:\\Users\\ann\\story.txt"), "Users/ann/story.txt");
        assert_eq!(safe("/abs//./a\u{7}b\u{202e}txt.exe"), "abs/abtxt.exe");
        assert_eq!(safe("../.."), "unnamed");
    }

    #[test]
    fn old_names_are_read_by_their_code_page() {
        assert_eq!(decode("Zürich.txt".as_bytes()), "Zürich.txt");
        assert_eq!(decode(b"Z\x81rich.txt"), "Zürich.txt");
        assert_eq!(CP437.chars().count(), 128);
    }
}
