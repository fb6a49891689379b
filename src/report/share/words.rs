//! Words that were left out: how they stand in a text, and how they are shown.

/// Stands in for a code point that was left out: a full block, as on a paper that was blacked out.
pub const MASK: char = '█';

/// What a code point becomes when it is left out. Line breaks keep the blocks apart.
pub(super) fn masked(c: char) -> char {
    if matches!(c, '\n' | '\r') { c } else { MASK }
}

/// `text`, all of it left out.
pub(super) fn mask(text: &str) -> String {
    text.chars().map(masked).collect()
}

/// True if some of `text` was left out.
pub fn holds_mask(text: &str) -> bool {
    text.contains(MASK)
}

/// True if nothing of `text` but white space is there.
pub fn is_left_out(text: &str) -> bool {
    holds_mask(text) && text.chars().all(|c| c == MASK || c.is_whitespace())
}

/// `text` for reading: "[…]" for each run of what was left out.
pub fn readable(text: &str) -> String {
    if !holds_mask(text) {
        return text.to_owned();
    }
    let shown = text.split(MASK).map(str::trim).filter(|piece| !piece.is_empty());
    let mut out = shown.collect::<Vec<_>>().join(" […] ");
    if text.starts_with(MASK) {
        out.insert_str(0, if out.is_empty() { "[…]" } else { "[…] " });
    }
    if text.ends_with(MASK) && !out.ends_with("[…]") {
        out.push_str(" […]");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_stay() {
        assert_eq!(mask("Two\n\nlines"), "███\n\n█████");
    }

    #[test]
    fn a_run_of_left_out_words_is_one_mark() {
        assert_eq!(readable("████He said████████it was so██"), "[…] He said […] it was so […]");
        assert_eq!(readable("████\n\n███"), "[…]");
        assert_eq!(readable("as it stands"), "as it stands");
    }
}
