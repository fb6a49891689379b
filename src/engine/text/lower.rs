//! Words in lower case.

use std::borrow::Cow;

/// `word` in lower case, which most words are as they stand.
pub fn in_lower_case(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_is_copied() {
        assert!(matches!(in_lower_case("9pm"), Cow::Borrowed("9pm")));
        for word in ["Ada", "É", "ΟΔΟΣ", "’", "ǅ"] {
            assert_eq!(in_lower_case(word), word.to_lowercase());
        }
    }
}
