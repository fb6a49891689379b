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
    let words = text.split_whitespace();
    words.collect::<Vec<_>>().join(" ").replace('’', "'").to_lowercase()
}

/// Words between spaces; scripts without spaces count half a word a character.
pub(super) fn n_words(text: &str) -> usize {
    let n_words = text.split_whitespace().count();
    if text.is_ascii() {
        return n_words;
    }
    n_words + text.chars().filter(|&c| ('\u{3040}'..='\u{9fff}').contains(&c)).count() / 2
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
    fn takes_marks_off_items() {
        assert_eq!(list_item("- - one"), Some("one"));
        assert_eq!(list_item("-one"), None);
        assert_eq!(list_item("* "), None);
        assert_eq!(quoted("> > said"), Some("said"));
    }

    #[test]
    fn compares_without_marks() {
        assert_eq!(key("  “Don’t   miss:” "), "don't miss");
    }
}
