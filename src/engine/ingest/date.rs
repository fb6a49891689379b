//! Dates as articles print them, as ISO 8601.
//!
//! Only a full date counts: without a year, or with day and month that could be either
//! (03/04/2024), there is none. A time of day is kept; of time zones only those that are offsets
//! from UTC, since "EST" means several things.

use std::ops::Range;
use std::sync::LazyLock;

use super::date_scan::{Clock, Found, MONTHS, Printed, clock_before, scan};

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine) struct FoundDate {
    /// ISO 8601: "2024-03-03", "2024-03-03T14:05:00" or with an offset at the end.
    pub(in crate::engine) iso: String,
    /// Where it stands, with its weekday, time and zone.
    pub(in crate::engine) range: Range<usize>,
}

/// The longest line that is looked through, in bytes.
const LONGEST: usize = 1_000;

/// All full dates in `text`, in order. A long text holds none: dates are looked for in lines.
pub(in crate::engine) fn find_dates(text: &str) -> Vec<FoundDate> {
    if text.len() > LONGEST || !may_hold_date(text) {
        return Vec::new();
    }
    scan(text).into_iter().filter_map(|found| read(text, found)).collect()
}

/// The first date in `text`.
pub(in crate::engine) fn first_date(text: &str) -> Option<String> {
    find_dates(text).into_iter().next().map(|date| date.iso)
}

/// True where a year stands in a date, as far as can be seen without the pattern, which is slow:
/// digits and a mark are beside it, or the beginning of a month's name is somewhere above.
fn may_hold_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mark = |b: Option<&u8>| b.is_some_and(|b| matches!(b, b'-' | b'/' | b'.'));
    let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    let month = first_month(bytes);
    let is_year = |at: usize| bytes[at..at + 4].iter().all(u8::is_ascii_digit);
    let mut years = (0..bytes.len().saturating_sub(3)).filter(|&at| is_year(at));
    years.any(|at| {
        month.is_some_and(|month| month < at)
            || mark(bytes.get(at + 4)) && digit(bytes.get(at + 5))
            || at >= 2 && mark(bytes.get(at - 1)) && digit(bytes.get(at - 2))
    })
}

/// The first place at which a month's name may begin.
fn first_month(bytes: &[u8]) -> Option<usize> {
    /// First and third bytes of all names of months.
    static ENDS: LazyLock<Vec<[u8; 2]>> = LazyLock::new(|| {
        let mut ends: Vec<[u8; 2]> = Vec::new();
        for name in MONTHS.concat() {
            let end = [name.as_bytes()[0], name.as_bytes()[2]];
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
        ends
    });
    let lower = |b: u8| b.to_ascii_lowercase();
    bytes.windows(3).position(|window| {
        let fits = |ends: &[u8; 2]| {
            // What is not ASCII may stand for another case of the letter.
            lower(window[0]) == ends[0]
                && (lower(window[2]) == ends[1] || !ends[1].is_ascii() || !window[2].is_ascii())
        };
        window[0].is_ascii_alphabetic() && ENDS.iter().any(fits)
    })
}

fn read(text: &str, found: Found<'_>) -> Option<FoundDate> {
    let (year, month, day) = match found.printed {
        Printed::Known(year, month, day) => (year, month, day),
        Printed::Numbers(first, mark, second, year) => {
            let (month, day) = day_and_month(first, second, mark)?;
            (year, month, day)
        }
    };
    let mut iso = iso_date(year, month, day)?;
    let mut range = found.start..found.end;
    if let Some(clock) = found.clock {
        iso.push_str(&time_of(&clock).unwrap_or_default());
    }
    if !iso.contains('T')
        && let Some((start, clock)) = clock_before(&text[..range.start])
    {
        range.start = start;
        iso.push_str(&time_of(&clock).unwrap_or_default());
    }
    Some(FoundDate { iso, range })
}

/// Day and month of "3.4.2024" (always day first) and "13/4/2024"; `None` if it could be either.
fn day_and_month(first: u32, second: u32, mark: char) -> Option<(u32, u32)> {
    match (first, second) {
        _ if mark == '.' => Some((second, first)),
        (13.., ..=12) => Some((second, first)),
        (..=12, 13..) => Some((first, second)),
        (a, b) if a == b => Some((a, b)),
        _ => None,
    }
}

fn iso_date(year: u32, month: u32, day: u32) -> Option<String> {
    let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
    let year = i32::try_from(year).ok().filter(|year| (1600..3000).contains(year))?;
    time::Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()?;
    Some(format!("{year:04}-{:02}-{day:02}", u8::from(month)))
}

/// "T14:05:00Z".
fn time_of(clock: &Clock<'_>) -> Option<String> {
    let hour = match (clock.hour, clock.is_pm) {
        (12, Some(false)) => 0,
        (hour @ 1..12, Some(true)) => hour + 12,
        (hour, _) => hour,
    };
    let (minute, second) = (clock.minute, clock.second.unwrap_or(0));
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some(format!("T{hour:02}:{minute:02}:{second:02}{}", offset(clock.zone)))
}

fn offset(zone: &str) -> String {
    match zone.to_ascii_lowercase().as_str() {
        "utc" | "gmt" | "z" => "Z".to_owned(),
        zone if zone.starts_with(['+', '-']) => {
            let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
            format!("{}{}:{}", &zone[..1], &digits[..2], &digits[2..])
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, iso: &str) {
        assert_eq!(first_date(text).as_deref().unwrap_or(""), iso, "{text}");
    }

    #[test]
    fn reads_dates_in_words() {
        check("3 March 2024", "2024-03-03");
        check("Published on March 3rd, 2024", "2024-03-03");
        check("Sunday, 3rd of March, 2024", "2024-03-03");
        check("3. März 2024", "2024-03-03");
        check("le 3 août 2024", "2024-08-03");
        check("3 de marzo de 2024", "2024-03-03");
        check("Sept. 9, 2023", "2023-09-09");
        check("May 5, 2023", "2023-05-05");
    }

    #[test]
    fn reads_times() {
        check("Published: 3 March 2024 14:05", "2024-03-03T14:05:00");
        check("March 3, 2024 at 2:05 p.m. EST", "2024-03-03T14:05:00");
        check("14:05 GMT, 3 March 2024", "2024-03-03T14:05:00Z");
        check("2024-03-03T14:05:09.123Z", "2024-03-03T14:05:09Z");
        check("2024-03-03T14:05:09+0200", "2024-03-03T14:05:09+02:00");
        check("2024-03-03T14:05-05:00", "2024-03-03T14:05:00-05:00");
    }

    #[test]
    fn gives_nothing_where_it_cannot_know() {
        check("03/04/2024", "");
        check("3 March", "");
        check("31 February 2024", "");
        check("in 2024", "");
        check("12345678", "");
        check("13/04/2024", "2024-04-13");
        check("04/13/2024", "2024-04-13");
        check("3.4.2024", "2024-04-03");
    }

    #[test]
    fn tells_where_a_date_stands() {
        let dates = find_dates("Published 3 March 2024, updated 4 March 2024");
        let words: Vec<_> = dates.iter().map(|d| d.iso.as_str()).collect();
        assert_eq!(words, ["2024-03-03", "2024-03-04"]);
        assert_eq!(dates[0].range, 10..22);
    }
}
