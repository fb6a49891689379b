//! What a line looks like, apart from what it says.

/// A line in the form in which it is compared: lower case, straight apostrophes, single spaces, no
/// marks at its ends.
pub(super) fn key(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if text.is_ascii() {
        let mut key = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(word);
        }
        key.make_ascii_lowercase();
        return key;
    }
    if text.contains('Σ') {
        // Its lower case depends on what stands beside it.
        let words = text.split_whitespace();
        return words.collect::<Vec<_>>().join(" ").replace('’', "'").to_lowercase();
    }
    let mut key = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        for c in word.chars() {
            match c {
                '’' => key.push('\''),
                c if c.is_ascii() => key.push(c.to_ascii_lowercase()),
                c => key.extend(c.to_lowercase()),
            }
        }
    }
    key
}

/// Words between spaces; scripts without spaces count half a word a character.
pub(super) fn n_words(text: &str) -> usize {
    let (mut n_words, mut n_solid, mut in_word) = (0, 0, false);
    if text.is_ascii() {
        for byte in text.bytes() {
            let is_space = matches!(byte, b' ' | b'\t'..=b'\r');
            n_words += usize::from(!is_space && !in_word);
            in_word = !is_space;
        }
        return n_words;
    }
    for c in text.chars() {
        let is_space = c.is_whitespace();
        n_words += usize::from(!is_space && !in_word);
        in_word = !is_space;
        n_solid += usize::from(('\u{3040}'..='\u{9fff}').contains(&c));
    }
    n_words + n_solid / 2
}

/// The last mark of `text` ends a sentence, closing quotation marks and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '“' | ' ');
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'])
}

/// Running text: long enough, and ending as sentences do.
pub(super) fn is_prose(text: &str) -> bool {
    match n_words(text) {
        0..8 => false,
        8..25 => ends_sentence(text),
        _ => true,
    }
}

/// A headline: short, and not ending in the middle or at the end of a sentence.
/// A question or an exclamation may be one.
pub(super) fn is_headline(text: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»');
    let bare = text.trim_end_matches(closing);
    let ends_open =
        bare.ends_with(['.', ',', ';', ':', '。', '،', '।', '۔']) && !bare.ends_with("...");
    n_words(text) <= 30
        && text.len() <= 300
        && !ends_open
        && text.chars().any(char::is_alphanumeric)
}

/// What follows the mark of a list's item: "- ", "• ".
pub(super) fn list_item(text: &str) -> Option<&str> {
    let marks = ['-', '*', '•', '‣', '◦', '▪', '●'];
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix(marks).filter(|r| r.starts_with(char::is_whitespace))
    {
        rest = inner.trim_start();
    }
    (rest.len() < text.len() && !rest.is_empty()).then_some(rest)
}

/// What follows the marks of a quoted line: "> ".
pub(super) fn quoted(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['>', ' ']);
    (text.starts_with("> ") && !rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_headlines_from_prose() {
        assert!(is_headline("A bridge opens"));
        assert!(is_headline("Who pays for the bridge?"));
        assert!(!is_headline("The bridge opened on Sunday."));
        assert!(!is_headline("The bridge, he said,"));
        assert!(!is_headline("***"));
        assert!(is_prose("The new bridge over the river opened on Sunday."));
        assert!(!is_prose("Read this."));
    }

    #[test]
    fn counts_words() {
        for text in [
            "",
            " ",
            " a\tb\r\n c ",
            "a\u{1c}b",
            "Ä  b\u{a0}c\u{2003}d ",
            "’ ’ x",
            "橋が開通した。 ok",
        ] {
            let solid = text.chars().filter(|&c| ('\u{3040}'..='\u{9fff}').contains(&c)).count();
            assert_eq!(n_words(text), text.split_whitespace().count() + solid / 2, "{text:?}");
        }
    }

    #[test]
    fn takes_marks_off_items() {
        assert_eq!(list_item("- - one"), Some("one"));
        assert_eq!(list_item("-one"), None);
        assert_eq!(list_item("* "), None);
        assert_eq!(quoted("> > said"), Some("said"));
    }

    #[test]
    fn compares_without_marks() {
        assert_eq!(key("  “Don’t   miss:” "), "don't miss");
        assert_eq!(key("ΟΔΟΣ  Älg’s"), "οδος älg's");
    }
}
