//! One word or number at the beginning of a run of characters, as the UD English treebanks cut it.

use unicode_segmentation::UnicodeSegmentation;

use super::chunk::{is_closer, is_dotted};
use super::clitics::{clitic_start, fused, is_apostrophe};
use super::short_form::{is_word_too, short_form};
use crate::engine::lexicon::{Abbreviation, Lexicon};

/// Beginnings that stay with what follows their hyphen: "re-elected".
const PREFIXES: [&str; 28] = [
    "anti", "bi", "co", "counter", "cross", "de", "e", "ex", "inter", "intra", "mid", "mini",
    "multi", "neo", "non", "over", "post", "pre", "pro", "proto", "re", "semi", "socio", "sub",
    "super", "trans", "ultra", "un",
];

/// What is written right behind a number and is a word of its own.
const UNITS: [&str; 51] = [
    "AM", "B", "C", "F", "GB", "GW", "Hz", "K", "M", "MB", "MHz", "MM", "MW", "PM", "TB", "TWh",
    "am", "b", "bn", "c", "cm", "ft", "g", "gb", "ha", "hp", "hr", "hrs", "k", "kW", "kWh", "kWp",
    "kb", "kg", "km", "kmh", "kph", "kt", "l", "lb", "lbs", "m", "mb", "mg", "min", "ml", "mm",
    "mn", "mph", "p", "pm",
];

/// Where a word stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub lexicon: &'a Lexicon,
    /// The run of characters it begins, up to the next white space.
    pub rest: &'a str,
    /// Nothing but marks follows `rest` in the sentence.
    pub is_last: bool,
}

impl Place<'_> {
    /// The lengths of the tokens of the word that `rest` begins with: one, or two or three where it
    /// is cut. `rest` begins with a letter, a digit or what combines with them.
    pub(super) fn lengths(self) -> Vec<usize> {
        let rest = self.rest;
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            let number = number_end(rest);
            let letters = number + run(&rest[number..]);
            if letters == number || is_unit(&rest[number..], letters - number) {
                return vec![number];
            }
        }
        let end = self.word_end();
        let word = &rest[..end];
        if word.chars().any(is_unspaced) {
            return word.split_word_bounds().map(str::len).collect();
        }
        if let Some(lengths) = fused(word) {
            return lengths.to_vec();
        }
        if let Some(at) = word.rfind(is_apostrophe)
            && let Some(start) = clitic_start(word, at)
            && start > 0
        {
            return vec![start, end - start];
        }
        vec![end]
    }

    /// Where the word ends, with the clitic at its end.
    fn word_end(self) -> usize {
        let rest = self.rest;
        let mut end = run(rest);
        loop {
            let word = &rest[..end];
            let mut behind = rest[end..].chars();
            let Some(sign) = behind.next() else { return end };
            let after = end + sign.len_utf8();
            let next = behind.next();
            let goes_on = next.is_some_and(is_inner);
            let letter = next.is_some_and(char::is_alphabetic);
            let joins = match sign {
                '.' if goes_on => true,
                '.' => return if self.keeps_stop(word, &rest[after..]) { after } else { end },
                '-' | '‑' => goes_on && is_prefix(word),
                '&' => letter && word.len() <= 8 && word.chars().all(char::is_uppercase),
                '/' => letter && is_short_for_two(word, &rest[after..]),
                '$' if matches!(word, "US" | "A" | "AU" | "C" | "CA" | "HK" | "NZ" | "S" | "R") => {
                    return after;
                }
                c if is_apostrophe(c) => letter,
                _ => false,
            };
            if !joins {
                return end;
            }
            end = after + run(&rest[after..]);
        }
    }

    /// Whether the full stop behind `word` belongs to it. `behind` is what follows the stop.
    fn keeps_stop(self, word: &str, behind: &str) -> bool {
        if behind.starts_with('.') {
            return behind.len() == 1 && is_dotted(word);
        }
        // A comma behind a full stop says that the stop ends no sentence.
        let goes_on =
            behind.trim_start_matches(is_closer).starts_with([',', ';', ':', '-', '–', '—']);
        let is_last = self.is_last && !goes_on;
        if is_dotted(word) {
            return true;
        }
        let capital = word.starts_with(char::is_uppercase);
        let mut letters = word.chars();
        if letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() {
            return !is_last;
        }
        let lower = word.to_lowercase();
        match short_form(self.lexicon, word) {
            Some(Abbreviation::Maybe) => true,
            Some(Abbreviation::Title) => !is_last || (capital && !is_word_too(&lower)),
            None if word.contains('.') => lower.ends_with(".d") || lower.ends_with(".c"),
            None => {
                let short = capital && word.len() <= 5 && word.chars().all(char::is_alphabetic);
                short && !is_last && !self.lexicon.is_stop_word(&lower)
            }
        }
    }
}

/// Length of the run of letters, digits, what combines with them and low lines.
fn run(text: &str) -> usize {
    text.find(|c| !is_inner(c)).unwrap_or(text.len())
}

/// True for what a word is made of.
pub(super) fn is_inner(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}')
        || (c > '\u{700}' && is_mark_of_script(c))
}

/// Vowel signs and the like of scripts that are written with them.
fn is_mark_of_script(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
        && !matches!(c, '\u{964}' | '\u{965}')
}

/// True for letters of scripts that put no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// Where the number ends that `text` begins with: "1,200.5", "10:30", "9/11", "555-0142".
fn number_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    while bytes.get(end).is_some_and(|b| matches!(b, b',' | b'.' | b':' | b'/')) {
        let more = digits(end + 1);
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    // Parts of telephone numbers, and dates in digits.
    let mut groups = vec![end];
    let mut far = end;
    while bytes.get(far) == Some(&b'-') && digits(far + 1) > 0 {
        groups.push(digits(far + 1));
        far += 1 + digits(far + 1);
    }
    let phone = groups.len() == 2 && groups[0] == 3 && groups[1] == 4;
    if phone || groups.len() > 2 { far } else { end }
}

/// True if the letters that follow a number, `length` bytes of `text`, are a unit and no ending
/// such as in "5th" and "1990s".
fn is_unit(text: &str, length: usize) -> bool {
    let letters = &text[..length];
    let dotted = letters.len() == 1 && text[1..].starts_with(".m");
    dotted || UNITS.binary_search(&letters).is_ok()
}

fn is_prefix(word: &str) -> bool {
    PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(word))
}

/// "w/o", "b/c", "s/he".
fn is_short_for_two(word: &str, behind: &str) -> bool {
    word.len() == 1
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && run(behind) <= 2
        && behind.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_sorted_for_the_search() {
        assert!(UNITS.is_sorted());
    }
}
