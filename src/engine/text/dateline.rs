//! [`dateline`]: where, when and for whom a report was filed, at the head of a paragraph.
//!
//! "WASHINGTON, Oct. 12 (AP) —", "LONDON —", "(CNN) --", "MOSCOW, March 3. /TASS/." It is told by its
//! shape: places and dates in capitals or an agency that is known, a mark behind them, and words that
//! begin anew. It looks at characters alone, so that every phase and the report find the same.

/// Agencies whose dateline names them as the source.
pub const AGENCIES: [&str; 17] = [
    "Reuters",
    "REUTERS",
    "AP",
    "AFP",
    "dpa",
    "DPA",
    "UPI",
    "Xinhua",
    "TASS",
    "Interfax",
    "ANSA",
    "EFE",
    "Kyodo",
    "IANS",
    "PTI",
    "Bloomberg",
    "CNN",
];

/// The longest dateline, in bytes.
const LONGEST: usize = 120;
/// The most words of places and dates.
const WORDS: usize = 9;
/// The most words of one place.
const PLACE_WORDS: usize = 4;
/// The most words of an agency's name.
const AGENCY_WORDS: usize = 3;

/// The head of a paragraph before its report begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline<'a> {
    /// Places and dates: "WASHINGTON, Oct. 12".
    pub place: &'a str,
    /// For whom: "AP".
    pub agency: Option<&'a str>,
    /// Bytes of the paragraph up to its report.
    pub length: usize,
}

/// The dateline that `paragraph` opens with.
pub fn dateline(paragraph: &str) -> Option<Dateline<'_>> {
    let head = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    let (stated, mark) = cut(head)?;
    let (place, agency) = parts(stated);
    let rest = paragraph[stated.len() + mark.len()..].trim_start();
    let is_known = agency.is_some_and(|a| AGENCIES.contains(&a));
    let is_filed = is_known
        || is_shouted(place) && agency.is_none_or(is_name)
        || agency.is_none() && is_closed(place);
    // "LONDON" alone may as well be spoken of: "NATO — Europe's shield — said".
    let is_bare = agency.is_none() && !place.contains(|c: char| c == ',' || c.is_ascii_digit());
    let fits = is_filed && is_place(place) && begins_anew(rest);
    let length = paragraph.len() - rest.len();
    (fits && !(is_bare && has_one(rest, mark))).then_some(Dateline { place, agency, length })
}

/// True if `text` is nothing but a dateline.
pub fn is_dateline(text: &str) -> bool {
    dateline(text).is_some_and(|found| found.length == text.len())
}

/// What stands before the first mark that may end a dateline, and the mark.
fn cut(head: &str) -> Option<(&str, &str)> {
    for (at, c) in head.char_indices() {
        let (before, behind) = (&head[..at], &head[at + c.len_utf8()..]);
        let length = match c {
            '—' | '–' if !before.ends_with(|c: char| c.is_ascii_digit()) => c.len_utf8(),
            '-' if behind.starts_with('-') => 2,
            '-' if before.ends_with(' ') && behind.starts_with([' ', '\n']) => 1,
            // "/TASS/."
            '/' if before.ends_with("/TASS") => 1 + usize::from(behind.starts_with('.')),
            // "LONDON (CNN)The bridge".
            ')' if behind.starts_with(char::is_uppercase) => 0,
            _ => continue,
        };
        let end = if length == 0 { at + 1 } else { at };
        return Some((&head[..end], &head[end..end + length]));
    }
    None
}

/// "LONDON, March 3 (Reuters)" as places and agency.
fn parts(stated: &str) -> (&str, Option<&str>) {
    let stated = stated.trim();
    let in_brackets = stated.strip_suffix(')').and_then(|s| s.rsplit_once('('));
    match in_brackets.or_else(|| stated.rsplit_once('/')) {
        Some((place, agency)) => (place.trim(), Some(agency.trim())),
        None => (stated, None),
    }
}

/// True for "Associated Press", and for nobody's "formerly Hale & Co".
fn is_name(agency: &str) -> bool {
    agency.starts_with(char::is_uppercase) && agency.split_whitespace().count() <= AGENCY_WORDS
}

/// True if the first word has no small letter: "WASHINGTON, Oct. 12". More words than a place has are
/// a heading: "WHAT THE COUNCIL KNEW ALL ALONG — The report".
fn is_shouted(place: &str) -> bool {
    let name = place.split(',').next().unwrap_or_default();
    let first = name.split_whitespace().next().unwrap_or_default();
    name.split_whitespace().count() <= PLACE_WORDS
        && first.chars().filter(|c| c.is_alphabetic()).count() > 1
        && first.chars().all(|c| !c.is_lowercase() && (c.is_alphabetic() || ".-'’".contains(c)))
}

/// True for a name or two with a full stop: "Tarnholm. – The siren sounded".
fn is_closed(place: &str) -> bool {
    let Some(names) = place.strip_suffix('.') else { return false };
    let mut words = names.split_whitespace();
    words.clone().count() <= 2
        && words.all(|w| w.chars().count() > 3 && w.starts_with(char::is_uppercase))
}

/// True for names, numbers and little words between them, and for nothing.
fn is_place(place: &str) -> bool {
    const LITTLE: [&str; 12] =
        ["al", "and", "at", "de", "el", "in", "near", "of", "on", "the", "to", "und"];
    let mut words = place.split_whitespace();
    words.clone().count() <= WORDS
        && words.all(|w| !w.starts_with(char::is_lowercase) || LITTLE.contains(&w))
}

/// True for nothing, and for what a sentence may begin with.
fn begins_anew(rest: &str) -> bool {
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit() || "\"'“‘«„([$£€".contains(c);
    rest.chars().next().is_none_or(opens)
}

/// True if one more `mark` follows in the sentence: the words between are put in.
fn has_one(rest: &str, mark: &str) -> bool {
    let sentence = rest.split_once(". ").map_or(rest, |split| split.0);
    !mark.is_empty() && sentence.matches(mark).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str) {
        let (head, rest) = paragraph.split_once('|').unwrap_or(("", paragraph));
        let whole = format!("{head}{rest}");
        assert_eq!(dateline(&whole).map_or(0, |d| d.length), head.len(), "{paragraph}");
    }

    #[test]
    fn places_dates_and_agencies_before_a_mark() {
        check("WASHINGTON, Oct. 12 (AP) — |The vote failed.");
        check("LONDON — |British firms closed. Prices rose — again.");
        check("RIO DE JANEIRO, Brazil (CNN) -- |The match was stopped.");
        check("ST. JOHN'S, Canada – |“We are done,” he said.");
        check("London, England (CNN) -- |Models met.");
        check("Manila to Tacloban, the Philippines (CNN) -- |The road is closed.");
        check("(CNN) -- |The words are gone.");
        check("(CNN)|The words are gone.");
        check("CNN -- |The words are gone.");
        check("LONDON, March 3, 2024 (Reuters) - |The bridge opened.");
        check("MOSCOW, March 3. /TASS/. |The minister left.");
        check("KARVIA (Northern Wire) - |Eighteen people left.");
        check("HARBOUR CITY, March 3 (Wire) —|");
        check("Tarnholm. – |The siren sounded.");
    }

    #[test]
    fn other_openings_have_none() {
        check("The council (AP) - it said.");
        check("NATO — the alliance of 32 — met.");
        check("NATO — Europe's shield — met.");
        check("He said it — The Hague knew.");
        check("The Bank of England (BoE) – Britain's central bank – met.");
        check("The U.S.–China talks (in Geneva) ended.");
        check("A — The first of three.");
        check("UN-backed talks ended — Again.");
        check("Ada Stone (left)Nothing.");
        check("He waited. – Nobody came.");
        check("No. – Nobody came.");
        check("WHAT THE COUNCIL KNEW ALL ALONG — The report came late.");
        check("");
    }

    #[test]
    fn parts_are_told_apart() {
        let found = dateline("LONDON, March 3 (Reuters) - The bridge opened.").unwrap();
        assert_eq!((found.place, found.agency), ("LONDON, March 3", Some("Reuters")));
        let found = dateline("MOSCOW, March 3. /TASS/. The minister left.").unwrap();
        assert_eq!((found.place, found.agency), ("MOSCOW, March 3.", Some("TASS")));
    }
}
