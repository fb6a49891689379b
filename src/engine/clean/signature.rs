//! The author's name on a line of its own above the article, with nothing that says "by".

use super::front_matter::{is_author_note, is_bare_name};
use super::shape::n_words;
use crate::engine::ingest::byline;
use crate::engine::lexicon::Lexicon;

/// Whether line `i` of `lines`, which are in the order of the text, signs the article below it: a
/// name that a note on its author repeats, or one that begins with a known first name and is no
/// heading, since nothing else in the article speaks of somebody with that surname.
pub(super) fn is_signature(lexicon: &Lexicon, lines: &[&str], i: usize) -> bool {
    let Some(name) = name(lines[i]) else { return false };
    let by = [name.to_owned()];
    let below = &lines[i + 1..];
    if below.iter().rev().take(LAST).any(|line| is_author_note(line, &by)) {
        return true;
    }
    let mut words = name.split_whitespace();
    let first = words.next().is_some_and(|first| lexicon.first_name(first).is_some());
    let surname = words.next_back().unwrap_or(name);
    let is_word = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()) == surname;
    let speaks = |line: &&str| line.split(|c: char| !c.is_alphanumeric()).any(is_word);
    first && !lines[..i].iter().any(speaks) && !below.iter().any(speaks)
}

/// The name that a line is, alone or with what its bearer is: "Jane Doe, court reporter".
pub(super) fn name(line: &str) -> Option<&str> {
    let line = line.trim();
    let name = line.split_once(", ").filter(|(_, job)| byline::is_office(job) && n_words(job) <= 4);
    Some(name.map_or(line, |(name, _)| name)).filter(|name| is_bare_name(name))
}

/// How many lines at the end may be notes on authors.
const LAST: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: bool) {
        assert_eq!(is_signature(&Lexicon::new(), lines, 1), expected, "{lines:?}");
    }

    #[test]
    fn knows_whom_a_note_speaks_of() {
        let text = "The council wants to close nine libraries.";
        check(&["Libraries", "Ngaio Tuwhare", text, "Ngaio Tuwhare is a novelist."], true);
        check(&["Libraries", "Ngaio Tuwhare", text], false);
    }

    #[test]
    fn knows_first_names_but_no_headings() {
        let text = "The council wants to close nine libraries.";
        check(&["Libraries", "Dorothea Quill", text], true);
        check(&["Libraries", "Mary Quill", "Quill, 83, kept the library open."], false);
        check(&["Mary Quill dies at 83", "Mary Quill", text], false);
        check(&["Libraries", "North Harbour", text], false);
        check(&["Libraries", "Dorothea Quill, arts reporter", text], true);
        check(&["Libraries", "Dorothea Quill, who reads", text], false);
    }
}
