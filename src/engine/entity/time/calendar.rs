//! Days, weeks, months and their ISO 8601 spelling. The arithmetic is the `time` crate's.

use ::time::{Date, Duration, Month, Weekday};

/// The date at the beginning of an ISO 8601 string.
pub(super) fn parse(text: &str) -> Option<Date> {
    let mut parts = text.get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    date(year, month, day)
}

/// A date that is in the calendar.
pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// "2023-03-31".
pub(super) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// "2023-W13", the ISO week.
pub(super) fn iso_week(date: Date) -> String {
    let (year, week, _) = date.to_iso_week_date();
    format!("{year:04}-W{week:02}")
}

/// "2023-03".
pub(super) fn iso_month(year: i32, month: u8) -> String {
    format!("{year:04}-{month:02}")
}

/// The day so many days on.
pub(super) fn days_from(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Duration::days(days))
}

/// Year and month so many months on.
pub(super) fn months_from(date: Date, months: i32) -> (i32, u8) {
    let months = date.year() * 12 + i32::from(u8::from(date.month())) - 1 + months;
    (months.div_euclid(12), months.rem_euclid(12) as u8 + 1)
}

/// 1 to 4.
pub(super) fn quarter(date: Date) -> u8 {
    (u8::from(date.month()) - 1) / 3 + 1
}

/// The weekday of that number, 1 for Monday.
pub(super) fn weekday(number: u8) -> Weekday {
    Weekday::Monday.nth_next(number.saturating_sub(1))
}

/// Days back from `date` to such a weekday, 0 to 6.
pub(super) fn days_since(date: Date, weekday: Weekday) -> i64 {
    let from = i64::from(date.weekday().number_days_from_monday());
    (from - i64::from(weekday.number_days_from_monday())).rem_euclid(7)
}
