//! Where a text prints a date, and its parts: a matcher by hand, as a machine for patterns would be a
//! tenth of all readers of files.
//!
//! ```text
//! date   = [weekday] (day month year | month day year | year-month-day | day.month.year) [clock]
//! clock  = hour:minute[:second] [am | pm] [zone]
//! ```
//! Each reader below takes as much as it can from a place on and gives the place behind it.

/// Names of months.
pub(super) const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "janvier", "enero", "janeiro", "gennaio", "januari"],
    &["february", "feb", "februar", "février", "febrero", "fevereiro", "febbraio", "februari"],
    &["march", "mar", "märz", "mars", "marzo", "março", "maart"],
    &["april", "apr", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maio", "maggio", "mei"],
    &["june", "jun", "juni", "juin", "junio", "junho", "giugno"],
    &["july", "jul", "juli", "juillet", "julio", "julho", "luglio"],
    &["august", "aug", "août", "agosto", "augustus"],
    &["september", "sept", "sep", "septembre", "septiembre", "setembro", "settembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "ottobre"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "dez", "décembre", "diciembre", "dezembro", "dicembre"],
];

/// The longest of them, in bytes.
const LONGEST_MONTH: usize = 10;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Endings of a day's number.
const ORDINALS: [&str; 6] = ["st", "nd", "rd", "th", ".", "º"];

/// A date as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Printed {
    /// Year, month, day.
    Known(u32, u32, u32),
    /// Two numbers, the mark after the first, and the year: day and month in either order.
    Numbers(u32, char, u32, u32),
}

/// A time of day as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock<'a> {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: Option<u32>,
    /// It says "pm" (`true`) or "am".
    pub(super) is_pm: Option<bool>,
    pub(super) zone: &'a str,
}

/// A date, where it stands, and the time behind it.
pub(super) struct Found<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) printed: Printed,
    pub(super) clock: Option<Clock<'a>>,
}

/// All dates of `text`, in order.
pub(super) fn scan(text: &str) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match date_at(text, at) {
            Some(date) => {
                at = date.end;
                found.push(date);
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// The time that stands right before the end of `text`, and where.
pub(super) fn clock_before(text: &str) -> Option<(usize, Clock<'_>)> {
    /// What is looked through, in bytes.
    const LONGEST: usize = 80;
    let from = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    let starts = (from..text.len()).filter(|&at| digit(text, at) && is_edge(text, at));
    starts.into_iter().find_map(|at| {
        let (clock, end) = clock(text, at)?;
        let end = skip(text, end, is_mark);
        let on = word(text, end, "on").map(|on| (on, skip(text, on, char::is_whitespace)));
        let end = on.filter(|(on, behind)| behind > on).map_or(end, |(_, behind)| behind);
        (end == text.len()).then_some((at, clock))
    })
}

fn date_at(text: &str, start: usize) -> Option<Found<'_>> {
    let first = text.as_bytes()[start];
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let found = |at: usize| {
        if !is_edge(text, at) {
            return None;
        }
        let (printed, end) = printed(text, at)?;
        let (clock, end) = match clock_behind(text, end) {
            Some((clock, end)) => (Some(clock), end),
            None => (None, end),
        };
        (clock.is_some() || is_edge(text, end)).then_some(Found { start, end, printed, clock })
    };
    behind_weekday(text, start).and_then(found).or_else(|| found(start))
}

/// Behind "Sunday, ".
fn behind_weekday(text: &str, at: usize) -> Option<usize> {
    let at = any_word(text, at, &WEEKDAYS)?;
    let at = skip(text, at, |c| c.is_ascii_alphabetic());
    let at = skip_one(text, skip_one(text, at, "."), ",");
    some_space(text, at)
}

fn printed(text: &str, at: usize) -> Option<(Printed, usize)> {
    if !digit(text, at) {
        return month_first(text, at);
    }
    day_first(text, at).or_else(|| year_first(text, at)).or_else(|| numbers(text, at))
}

/// "3rd of March, 2024", "3. März 2024", "3 de marzo de 2024".
fn day_first(text: &str, at: usize) -> Option<(Printed, usize)> {
    let (day, at) = short_number(text, at)?;
    let at = any_word(text, at, &ORDINALS).unwrap_or(at);
    let at = some(text, at, is_gap)?;
    let at = small_word(text, at, &["of", "de"]);
    let (month, at) = month(text, at)?;
    let at = skip_one(text, skip_one(text, at, "."), ",");
    let at = some(text, at, is_gap)?;
    let at = small_word(text, at, &["de", "del"]);
    let (year, at) = digits(text, at, 4)?;
    Some((Printed::Known(year, month, day), at))
}

/// "March 3rd, 2024".
fn month_first(text: &str, at: usize) -> Option<(Printed, usize)> {
    let (month, at) = month(text, at)?;
    let at = some_space(text, skip_one(text, at, "."))?;
    let (day, at) = short_number(text, at)?;
    let at = any_word(text, at, &ORDINALS[..4]).unwrap_or(at);
    let at = some_space(text, skip_one(text, at, ","))?;
    let (year, at) = digits(text, at, 4)?;
    Some((Printed::Known(year, month, day), at))
}

/// "2024-03-03".
fn year_first(text: &str, at: usize) -> Option<(Printed, usize)> {
    let slash = |at: usize| text[at..].starts_with(['-', '/']).then_some(at + 1);
    let (year, at) = digits(text, at, 4)?;
    let (month, at) = short_number(text, slash(at)?)?;
    let (day, at) = short_number(text, slash(at)?)?;
    Some((Printed::Known(year, month, day), at))
}

/// "3.4.2024".
fn numbers(text: &str, at: usize) -> Option<(Printed, usize)> {
    let mark = |at: usize| text[at..].chars().next().filter(|c| matches!(c, '.' | '/' | '-'));
    let (first, at) = short_number(text, at)?;
    let between = mark(at)?;
    let (second, at) = short_number(text, at + 1)?;
    mark(at)?;
    let (year, at) = digits(text, at + 1, 4)?;
    Some((Printed::Numbers(first, between, second, year), at))
}

/// The time behind a date: "T14:05", ", at 2.05 p.m.".
fn clock_behind(text: &str, at: usize) -> Option<(Clock<'_>, usize)> {
    if let Some(at) = word(text, at, "t") {
        return clock(text, at);
    }
    let at = some(text, at, is_mark)?;
    let at = any_word(text, at, &["at", "um", "à", "À"]).unwrap_or(at);
    clock(text, skip(text, at, char::is_whitespace))
}

fn clock(text: &str, at: usize) -> Option<(Clock<'_>, usize)> {
    let mark = |at: usize, marks: &[char]| text[at..].starts_with(marks).then_some(at + 1);
    let (hour, at) = short_number(text, at)?;
    let (minute, at) = digits(text, mark(at, &[':', '.', 'h', 'H'])?, 2)?;
    let second = mark(at, &[':', '.']).and_then(|at| digits(text, at, 2));
    let (second, at) = second.map_or((None, at), |(second, at)| (Some(second), at));
    let fraction = mark(at, &['.', ',']).filter(|&from| second.is_some() && digit(text, from));
    let at = fraction.map_or(at, |at| skip(text, at, |c| c.is_ascii_digit()));
    let at = skip(text, at, char::is_whitespace);
    let (is_pm, at) = half(text, at).map_or((None, at), |(is_pm, at)| (Some(is_pm), at));
    let at = skip(text, at, char::is_whitespace);
    let (zone, at) = zone(text, at).unwrap_or(("", at));
    Some((Clock { hour, minute, second, is_pm, zone }, at))
}

/// "a.m." or "pm".
fn half(text: &str, at: usize) -> Option<(bool, usize)> {
    let is_pm = text[at..].starts_with(['p', 'P']);
    let at = any_word(text, at, &["a", "p"])?;
    let at = word(text, skip_one(text, at, "."), "m").filter(|&at| is_edge(text, at))?;
    Some((is_pm, skip_one(text, at, ".")))
}

/// "GMT", "(EST)", "+02:00".
fn zone(text: &str, at: usize) -> Option<(&str, usize)> {
    let from = skip_one(text, at, "(");
    let offset = || {
        let at = text[from..].starts_with(['+', '-']).then_some(from + 1)?;
        let (_, at) = digits(text, at, 2)?;
        Some(digits(text, skip_one(text, at, ":"), 2)?.1)
    };
    let letters = || {
        let end = skip(text, from, |c| c.is_ascii_alphabetic());
        ((3..=5).contains(&(end - from)) && text[..end].ends_with(['t', 'T'])).then_some(end)
    };
    let ends_word = |end: &usize| is_edge(text, *end);
    let named = |name: &&str| word(text, from, name).filter(ends_word);
    let end = ["utc", "gmt", "z"]
        .iter()
        .find_map(named)
        .or_else(|| offset().filter(ends_word))
        .or_else(|| letters().filter(ends_word))
        .or_else(|| ["uk time", "local time", "uhr"].iter().find_map(named))?;
    Some((&text[from..end], skip_one(text, end, ")")))
}

/// The month whose name the word at `at` is, as a number.
fn month(text: &str, at: usize) -> Option<(u32, usize)> {
    let end = skip(text, at, is_word);
    let name = text.get(at..end).filter(|name| name.len() <= LONGEST_MONTH)?.to_lowercase();
    let i = MONTHS.iter().position(|names| names.contains(&name.as_str()))?;
    Some((i as u32 + 1, end))
}

/// Behind one of `words` and white space, if they stand there.
fn small_word(text: &str, at: usize, words: &[&str]) -> usize {
    let behind = |small: &&str| some_space(text, word(text, at, small)?);
    words.iter().find_map(behind).unwrap_or(at)
}

/// A number of one or two digits.
fn short_number(text: &str, at: usize) -> Option<(u32, usize)> {
    digits(text, at, 2).or_else(|| digits(text, at, 1))
}

/// A number of the next `n` digits.
fn digits(text: &str, at: usize, n: usize) -> Option<(u32, usize)> {
    let digits = text.get(at..at + n).filter(|s| s.bytes().all(|b| b.is_ascii_digit()))?;
    Some((digits.parse().ok()?, at + n))
}

fn digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// Behind `wanted`, in capitals or not.
fn word(text: &str, at: usize, wanted: &str) -> Option<usize> {
    let end = at + wanted.len();
    text.get(at..end).filter(|found| found.eq_ignore_ascii_case(wanted)).map(|_| end)
}

fn any_word(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|wanted| word(text, at, wanted))
}

fn skip_one(text: &str, at: usize, mark: &str) -> usize {
    word(text, at, mark).unwrap_or(at)
}

fn skip(text: &str, at: usize, fits: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !fits(c)).map_or(text.len(), |n| at + n)
}

/// Behind one or more of such characters.
fn some(text: &str, at: usize, fits: impl Fn(char) -> bool) -> Option<usize> {
    Some(skip(text, at, fits)).filter(|&end| end > at)
}

fn some_space(text: &str, at: usize) -> Option<usize> {
    some(text, at, char::is_whitespace)
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '-'
}

/// What stands between a date and its time.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '–' | '—' | '-')
}

fn is_word(c: char) -> bool {
    c.is_alphabetic()
        || c.is_ascii_digit()
        || matches!(c, '_' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// A word begins or ends at `at`.
fn is_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(is_word);
    before != text[at..].chars().next().is_some_and(is_word)
}
