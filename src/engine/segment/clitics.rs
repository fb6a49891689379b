//! Words that are written as one and stand for two: "don't", "Russia's", "cannot", "gonna".
//!
//! They are cut where the UD English treebanks cut them.

/// Endings that are words of their own behind an apostrophe.
const CLITICS: [&str; 6] = ["s", "re", "ll", "ve", "m", "d"];

/// Words without an apostrophe, in lower case, with the lengths of their parts.
const FUSED: [(&str, &[usize]); 24] = [
    ("arent", &[3, 2]),
    ("cannot", &[3, 3]),
    ("cant", &[2, 2]),
    ("couldnt", &[5, 2]),
    ("didnt", &[3, 2]),
    ("doesnt", &[4, 2]),
    ("dont", &[2, 2]),
    ("dunno", &[2, 1, 2]),
    ("gimme", &[3, 2]),
    ("gonna", &[3, 2]),
    ("gotta", &[3, 2]),
    ("hadnt", &[3, 2]),
    ("hasnt", &[3, 2]),
    ("havent", &[4, 2]),
    ("isnt", &[2, 2]),
    ("lemme", &[3, 2]),
    ("outta", &[3, 2]),
    ("shouldnt", &[6, 2]),
    ("wanna", &[3, 2]),
    ("wasnt", &[3, 2]),
    ("werent", &[4, 2]),
    ("wont", &[2, 2]),
    ("wouldnt", &[5, 2]),
    ("y'all", &[2, 3]),
];

/// True for the signs that are written for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '´')
}

/// Where a clitic begins in a word that reads on to `end` behind the apostrophe at `at`: "'s" at
/// the apostrophe, "n't" one letter before. `None` if the apostrophe belongs to the word: "O'Neill".
pub(super) fn clitic_start(word: &str, at: usize) -> Option<usize> {
    let ending = word[at..].trim_start_matches(is_apostrophe);
    if CLITICS.iter().any(|clitic| ending.eq_ignore_ascii_case(clitic)) {
        return Some(at);
    }
    let before = &word[..at];
    (ending.eq_ignore_ascii_case("t") && at > 1 && before.ends_with(['n', 'N'])).then(|| at - 1)
}

/// The lengths of the parts of a word that is cut without an apostrophe to show it.
pub(super) fn fused(word: &str) -> Option<&'static [usize]> {
    if !(4..=8).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    let found = FUSED.iter().find(|(fused, _)| fused.eq_ignore_ascii_case(word));
    found.map(|(_, lengths)| *lengths)
}

/// True for what is left of a word behind an apostrophe that stands for its beginning: "'em".
pub(super) fn is_clipped(word: &str) -> bool {
    let years = word.trim_end_matches('s');
    matches!(word, "em" | "til" | "cause" | "twas" | "bout" | "n")
        || (years.len() == 2 && years.bytes().all(|b| b.is_ascii_digit()))
}
