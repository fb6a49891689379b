//! Function words by class, as far as the rules for noun phrases need them.

/// "has", "would"
pub(super) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "have"
            | "had"
            | "is"
            | "was"
            | "are"
            | "were"
            | "be"
            | "been"
            | "being"
            | "will"
            | "would"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "can"
            | "did"
            | "does"
            | "do"
            | "shall"
            | "wo"
            | "ca"
            | "ai"
            | "'ve"
            | "’ve"
            | "'ll"
            | "’ll"
            | "'d"
            | "’d"
            | "'m"
            | "’m"
    )
}

/// "also", "later", and what ends in -ly.
pub(super) fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "also"
            | "later"
            | "then"
            | "now"
            | "earlier"
            | "once"
            | "again"
            | "further"
            | "still"
            | "just"
            | "even"
            | "often"
            | "sometimes"
            | "always"
            | "only"
            | "first"
            | "both"
            | "too"
            | "instead"
            | "already"
            | "however"
            | "meanwhile"
            | "therefore"
            | "there"
            | "today"
            | "yesterday"
            | "ever"
            | "long"
            | "moreover"
            | "nonetheless"
            | "yet"
    ) || (word.len() > 4
        && word.ends_with("ly")
        && !matches!(word, "family" | "italy" | "assembly" | "ally" | "daily" | "weekly" | "july"))
}

/// "he", "they", "some".
pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she"
            | "they"
            | "i"
            | "we"
            | "you"
            | "it"
            | "who"
            | "him"
            | "her"
            | "them"
            | "us"
            | "me"
    ) || is_quantifier(word)
}

/// "some", "many".
pub(super) fn is_quantifier(word: &str) -> bool {
    matches!(word, "some" | "many" | "others" | "few" | "both" | "most")
}

/// "that", "but", "because".
pub(super) fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "but"
            | "and"
            | "or"
            | "because"
            | "while"
            | "if"
            | "when"
            | "where"
            | "although"
            | "though"
            | "since"
            | "until"
            | "unless"
            | "whereas"
            | "as"
            | "than"
            | "so"
            | "which"
            | "how"
            | "why"
            | "what"
            | "whether"
            | "nor"
            | "once"
            | "before"
            | "after"
            | "who"
    )
}

/// "of", "during"; and what opens an adverbial clause.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "from"
            | "in"
            | "at"
            | "with"
            | "on"
            | "to"
            | "by"
            | "during"
            | "about"
            | "against"
            | "among"
            | "between"
            | "into"
            | "through"
            | "under"
            | "over"
            | "via"
            | "since"
            | "despite"
            | "following"
            | "amid"
            | "within"
            | "without"
            | "per"
            | "like"
            | "after"
            | "before"
            | "around"
            | "across"
            | "toward"
            | "towards"
            | "upon"
            | "until"
            | "if"
            | "when"
            | "while"
            | "as"
            | "although"
            | "though"
            | "because"
            | "unless"
            | "once"
            | "asked"
    )
}

/// Words that may open a sentence before its subject.
pub(super) fn is_leading(word: &str) -> bool {
    matches!(
        word,
        "but"
            | "and"
            | "or"
            | "so"
            | "yet"
            | "meanwhile"
            | "however"
            | "then"
            | "still"
            | "also"
            | "instead"
            | "indeed"
            | "later"
            | "now"
            | "that"
            | "because"
            | "-"
            | ","
            | "'s"
            | "’s"
    )
}
