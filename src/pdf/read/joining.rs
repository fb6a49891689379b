//! [`Vocabulary`]: lines become running text, and words parted by a line's end become whole.
//!
//! Whether a hyphen at a line's end belongs to the word is asked of the document itself: which
//! form occurs elsewhere, whether both parts are words of their own, and whether the document
//! parts words at all.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::lines::DROPPED;

/// First parts of words that keep their hyphen; prefixes that programs part words behind are none.
const HEADS: &[&str] = &[
    "cross", "far", "full", "half", "high", "ill", "long", "low", "near", "open", "part", "self",
    "short", "vice", "well", "one", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Of how many lines one must end in a hyphen if the document parts words.
const PARTED: usize = 28;

/// The words of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    counts: BTreeMap<String, u32>,
    lines: usize,
    hyphens: usize,
}

impl Vocabulary {
    /// Counts the words of the lines of a paragraph.
    pub(super) fn add(&mut self, lines: &[String]) {
        self.lines += lines.len().saturating_sub(1);
        let mut parted = false;
        for (i, line) in lines.iter().enumerate() {
            let ends_parted = i + 1 < lines.len() && hyphen_at_end(line).is_some();
            self.hyphens += usize::from(ends_parted);
            let n = line.split_whitespace().count();
            for (k, word) in line.split_whitespace().enumerate() {
                let cut = k == 0 && parted || k + 1 == n && ends_parted;
                let word = bare(word);
                if cut || word.is_empty() || word.contains(DROPPED) {
                    continue;
                }
                if word.contains('-') {
                    for part in word.split('-') {
                        *self.counts.entry(part.to_owned()).or_default() += 1;
                    }
                }
                *self.counts.entry(word).or_default() += 1;
            }
            parted = ends_parted;
        }
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(&bare(word)).copied().unwrap_or(0)
    }

    /// The lines as running text, in Unicode's composed form.
    pub(super) fn join(&self, lines: &[String]) -> String {
        let mut text = String::new();
        for line in lines {
            let line = self.with_drop_cap(line);
            self.append(&mut text, line.trim());
        }
        let text: String = text.nfc().filter(|c| *c != '\u{AD}').collect();
        text.replace('‐', "-")
    }

    fn append(&self, text: &mut String, line: &str) {
        let before = text.chars().rev().nth(1);
        let next = line.chars().next();
        match hyphen_at_end(text) {
            Some('\u{AD}') => {
                text.pop();
            }
            Some(hyphen) if before.is_some_and(char::is_alphabetic) => {
                if next.is_some_and(char::is_lowercase) && !self.keeps_hyphen(text, line) {
                    text.truncate(text.len() - hyphen.len_utf8());
                }
            }
            Some(_) if before.is_some_and(|c| c.is_ascii_digit()) => {}
            _ if text.ends_with(['—', '/']) && before.is_some_and(|c| c != ' ') => {}
            _ if line.starts_with('—') && next.is_some() && !line.starts_with("— ") => {}
            _ if text.is_empty() => {}
            _ => text.push(' '),
        }
        text.push_str(line);
    }

    /// True if the hyphen between the end of `text` and `line` belongs to the word.
    fn keeps_hyphen(&self, text: &str, line: &str) -> bool {
        let whole = text.split_whitespace().next_back().unwrap_or("");
        let (tail, rest) = (bare(whole), line.split_whitespace().next().unwrap_or(""));
        let head = tail.rsplit('-').next().unwrap_or(&tail).to_owned();
        let joined = self.count(&format!("{tail}{rest}"));
        let hyphenated = self.count(&format!("{tail}-{rest}"));
        if joined != hyphenated {
            return hyphenated > joined;
        }
        let follows = bare(rest);
        let follows = follows.split('-').next().unwrap_or("");
        if tail.contains('-') && (tail.len() > head.len() + 1) {
            return true; // state-of-the-art
        }
        if HEADS.contains(&head.as_str()) && follows.len() >= 3 && self.count(follows) > 0 {
            return true;
        }
        let parts_words = self.hyphens * PARTED > self.lines;
        let both = self.count(&head) > 0 && self.count(follows) > 0;
        if parts_words { both && head.len() >= 4 && follows.len() >= 4 } else { true }
    }

    /// Joins a drop cap with the rest of its word, if it is not a word of its own.
    fn with_drop_cap(&self, line: &str) -> String {
        let Some((cap, rest)) = line.split_once(DROPPED) else { return line.to_owned() };
        let first = rest.split_whitespace().next().unwrap_or("");
        let is_word = ["A", "I", "O"].iter().any(|word| cap.ends_with(word));
        let joined = self.count(&format!("{cap}{first}"));
        let apart = is_word && joined == 0 && self.count(first) > 0;
        if apart { format!("{cap} {rest}") } else { format!("{cap}{rest}") }
    }
}

/// The word without marks around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('‐', "-")
}

fn hyphen_at_end(text: &str) -> Option<char> {
    text.chars().next_back().filter(|c| matches!(c, '-' | '\u{AD}' | '‐'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &[&str], lines: &[&str], expected: &str) {
        let own = |lines: &[&str]| lines.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(&own(document));
        vocabulary.add(&own(lines));
        assert_eq!(vocabulary.join(&own(lines)), expected);
    }

    #[test]
    fn words_that_a_line_parts_become_whole() {
        check(&[], &["the infor-", "mation of"], "the information of");
        check(&["co-operation"], &["their co-", "operation"], "their co-operation");
        check(&["the infor\u{AD}", "mation"], &["soft\u{AD}", "ened"], "softened");
    }

    #[test]
    fn words_with_a_hyphen_keep_it() {
        check(&["made"], &["a self-", "made man"], "a self-made man");
        check(&[], &["Anglo-", "American"], "Anglo-American");
        check(&[], &["in 2019-", "20"], "in 2019-20");
        check(&[], &["state-of-", "the-art"], "state-of-the-art");
    }

    #[test]
    fn a_drop_cap_joins_its_word() {
        check(&["the"], &["T\u{1}he bridge"], "The bridge");
        check(&["man"], &["A\u{1}man came"], "A man came");
        check(&[], &["A\u{1}fter rain"], "After rain");
    }
}
