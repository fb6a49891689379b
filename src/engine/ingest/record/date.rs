//! Dates as programs write them: ISO 8601, that of mails and feeds, numbers of seconds.

use mail_parser::DateTime;
use time::OffsetDateTime;

use crate::engine::ingest::date::first_date;

/// `value` as ISO 8601.
pub(in crate::engine::ingest) fn iso(value: &str) -> Option<String> {
    let value = value.trim();
    let is_digit = |b: u8| b.is_ascii_digit();
    let (whole, rest) = value.split_once('.').unwrap_or((value, ""));
    let is_number = !whole.is_empty() && whole.bytes().chain(rest.bytes()).all(is_digit);
    if value.len() > 100 {
        return None;
    }
    if is_number && !(value.len() == 8 && value.starts_with(['1', '2'])) {
        return of_seconds(value);
    }
    compact(value).or_else(|| of_mail(value)).or_else(|| first_date(value))
}

/// Seconds, or milliseconds, since 1970.
fn of_seconds(value: &str) -> Option<String> {
    let number: i64 = value.split('.').next()?.parse().ok()?;
    let seconds = if number >= 100_000_000_000 { number / 1_000 } else { number };
    let date = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
    let fits = (1980..2200).contains(&date.year());
    let (day, clock) = (date.date(), date.time());
    fits.then(|| {
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            day.year(),
            u8::from(day.month()),
            day.day(),
            clock.hour(),
            clock.minute(),
            clock.second()
        )
    })
}

/// "20260303", "20260303T091500Z", "20260303091500".
fn compact(value: &str) -> Option<String> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let is_plain = value.chars().all(|c| c.is_ascii_digit() || matches!(c, 'T' | 'Z'));
    if !is_plain || !matches!(digits.len(), 8 | 14) {
        return None;
    }
    let spread = match digits.len() {
        8 => format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]),
        _ => format!(
            "{}-{}-{}T{}:{}:{}{}",
            &digits[..4],
            &digits[4..6],
            &digits[6..8],
            &digits[8..10],
            &digits[10..12],
            &digits[12..],
            if value.ends_with('Z') { "Z" } else { "" }
        ),
    };
    first_date(&spread)
}

/// "Tue, 3 Mar 2026 09:15:00 +0100", with the zones that have names there.
fn of_mail(value: &str) -> Option<String> {
    const ZONES: [(&str, &str); 12] = [
        ("EST", "-0500"),
        ("EDT", "-0400"),
        ("CST", "-0600"),
        ("CDT", "-0500"),
        ("MST", "-0700"),
        ("MDT", "-0600"),
        ("PST", "-0800"),
        ("PDT", "-0700"),
        ("GMT", "+0000"),
        ("UTC", "+0000"),
        ("UT", "+0000"),
        ("Z", "+0000"),
    ];
    // Only a date with its time and zone: the crate fills in what is missing.
    let (head, zone) = value.rsplit_once(' ')?;
    let offset = ZONES.iter().find(|(name, _)| *name == zone).map_or(zone, |(_, offset)| offset);
    let is_offset = offset.len() == 5
        && offset.starts_with(['+', '-'])
        && offset[1..].bytes().all(|b| b.is_ascii_digit());
    if !is_offset || !head.contains(':') || !head.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let date = DateTime::parse_rfc822(&format!("{head} {offset}"))?;
    (date.is_valid() && (1970..2200).contains(&date.year)).then(|| date.to_rfc3339())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_of_programs() {
        let check = |value, expected: &str| {
            assert_eq!(iso(value).as_deref().unwrap_or(""), expected, "{value}");
        };
        check("Tue, 3 Mar 2026 09:15:00 +0100", "2026-03-03T09:15:00+01:00");
        check("Tue, 03 Mar 2026 09:15:00 EST", "2026-03-03T09:15:00-05:00");
        check("3 Mar 26 09:15 GMT", "2026-03-03T09:15:00Z");
        check("2026-03-03T09:15:00.123Z", "2026-03-03T09:15:00Z");
        check("20260303T091500Z", "2026-03-03T09:15:00Z");
        check("20260303", "2026-03-03");
        check("1772529300", "2026-03-03T09:15:00Z");
        check("1772529300000", "2026-03-03T09:15:00Z");
        check("2026-03-03 09:15:00", "2026-03-03T09:15:00");
        check("1772529300.25", "2026-03-03T09:15:00Z");
        check("03.04.2026", "2026-04-03");
        check("12", "");
        check("yesterday", "");
        check("", "");
    }
}
