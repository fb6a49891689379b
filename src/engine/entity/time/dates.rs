//! Days of the calendar: "March 31, 2023", "31 March", "31.03.2023", "2023-03-31", "3-5 March".

use ::time::Date;

use super::calendar::{self, iso};
use super::direction::Direction;
use super::{Found, Reader};
use crate::engine::entity::Grain;

/// Days to the nearest such date from which a date without a year is doubtful.
const FAR: i64 = 240;
/// So near, a date without a year and a verb is taken for the nearest one.
const NEAR: i64 = 100;

/// Day, month and perhaps year, and the part after them.
struct Parsed {
    day: u8,
    month: u8,
    year: Option<i32>,
    until: usize,
}

impl Reader<'_> {
    /// A day of the calendar at part `i`.
    pub(super) fn date(&self, i: usize) -> Option<Found> {
        self.numeric(i).or_else(|| self.day_interval(i)).or_else(|| {
            let parsed = self.parsed(i)?;
            let date = self.resolve(&parsed, i, parsed.until);
            let date = date.filter(|_| !self.is_event(&parsed, i));
            Some(Found::day(parsed.until, date))
        })
    }

    /// "March 28" and "28 March", for a weekday before it: the year is the nearest in which it
    /// fell on that day.
    pub(super) fn date_of_weekday(&self, i: usize, weekday: u8) -> Option<Found> {
        let parsed = self.parsed(i)?;
        let weekday = calendar::weekday(weekday);
        let date = match (parsed.year, self.published) {
            (Some(year), _) => calendar::date(year, parsed.month, parsed.day),
            (None, Some(published)) => {
                let fits = |year| {
                    calendar::date(year, parsed.month, parsed.day)
                        .filter(|date| date.weekday() == weekday)
                };
                (published.year() - 1..=published.year() + 1)
                    .filter_map(fits)
                    .min_by_key(|date| (*date - published).whole_days().abs())
            }
            (None, None) => None,
        };
        Some(Found::day(parsed.until, date))
    }

    /// "The Sept. 11 attacks" are those of 2001.
    fn is_event(&self, parsed: &Parsed, i: usize) -> bool {
        let before = self.parts.before(i, 1);
        let named = matches!(before, "since" | "before" | "after" | "of" | "post" | "pre" | "-")
            || (parsed.until..parsed.until + 3).any(|k| {
                let word = self.lower(k);
                word.starts_with("attack")
                    || word.starts_with("terror")
                    || word.starts_with("hijack")
            });
        parsed.year.is_none() && (parsed.month, parsed.day) == (9, 11) && named
    }

    fn parsed(&self, i: usize) -> Option<Parsed> {
        if let Some((month, after)) = self.month(i) {
            let (day, after) = self.day(after)?;
            let comma = usize::from(self.lower(after) == ",");
            let year = self.year(after + comma).filter(|_| !self.is_counted(after + comma));
            let until = if year.is_some() { after + comma + 1 } else { after };
            return Some(Parsed { day, month, year, until });
        }
        let (day, after) = self.day(i)?;
        let of = usize::from(self.lower(after) == "of");
        let (month, after) = self.month(after + of)?;
        let comma = usize::from(self.lower(after) == ",");
        let year = self.year(after + comma).filter(|_| !self.is_counted(after + comma));
        let until = if year.is_some() { after + comma + 1 } else { after };
        Some(Parsed { day, month, year, until })
    }

    /// True for "2000 people": the number is a count.
    pub(super) fn is_counted(&self, i: usize) -> bool {
        let next = self.lower(i + 1);
        let plural = self.parts.is_word(i + 1)
            && !self.parts.is_capital(i + 1)
            && next.ends_with('s')
            && !self.lexicon.is_stop_word(next);
        let round = self.lower(i).ends_with("00") || self.lower(i).ends_with("50");
        self.lexicon.unit(next).is_some() && !matches!(next, "year" | "day")
            || plural && round
            || matches!(next, "%" | "people" | "men" | "women" | "children" | "million" | "billion")
    }

    /// A day of a month, with its "st" or "th".
    pub(super) fn day(&self, i: usize) -> Option<(u8, usize)> {
        let day = self.lower(i).parse().ok().filter(|day| (1..=31).contains(day))?;
        let long = self.lower(i).len() > 2;
        if !self.parts.is_number(i) || long {
            return None;
        }
        if !self.parts.is_glued(i + 1) {
            return Some((day, i + 1));
        }
        match self.lower(i + 1) {
            "st" | "nd" | "rd" | "th" => Some((day, i + 2)),
            ":" | "/" | "%" => None,
            _ if self.parts.is_word(i + 1) => None,
            _ => Some((day, i + 1)),
        }
    }

    /// The date meant: without a year, the last or next one, as the sentence looks back or ahead.
    fn resolve(&self, parsed: &Parsed, start: usize, end: usize) -> Option<Date> {
        if let Some(year) = parsed.year {
            return calendar::date(year, parsed.month, parsed.day);
        }
        let published = self.published?;
        let of = |year| calendar::date(year, parsed.month, parsed.day);
        let years = published.year() - 1..=published.year() + 1;
        let back = years.clone().rev().filter_map(of).find(|date| *date <= published);
        let ahead = years.filter_map(of).find(|date| *date >= published);
        let past = back.map_or(i64::MAX, |date| (published - date).whole_days());
        let to_come = ahead.map_or(i64::MAX, |date| (date - published).whole_days());
        match self.direction(start, end) {
            // A paper gives the year of what lies so far back, unless it is this year.
            Direction::Back if past > FAR && back?.year() != published.year() => None,
            Direction::Back => back,
            Direction::Ahead => ahead,
            // "Would decide by 30 June" is not said of a day months ago.
            Direction::Rather if to_come < past || past > NEAR => ahead,
            Direction::Unknown if past <= NEAR && past <= to_come => back,
            Direction::Unknown if to_come <= NEAR => ahead,
            _ => None,
        }
    }

    /// "2023-03-31", "31.03.2023", "3/31/2023"; no value where day and month could be either.
    fn numeric(&self, i: usize) -> Option<Found> {
        if !self.parts.is_number(i) || self.parts.is_glued(i) && self.parts.before(i, 1) != "(" {
            return None;
        }
        if let Some(found) = self.dotted(i) {
            return Some(found);
        }
        let mark = self.lower(i + 1);
        let glued = (i + 1..i + 5).all(|k| self.parts.is_glued(k));
        if !matches!(mark, "-" | "/") || self.lower(i + 3) != mark || !glued {
            return None;
        }
        let (one, two, three) = (self.lower(i), self.lower(i + 2), self.lower(i + 4));
        if self.year(i).is_some() || self.lower(i).len() == 4 {
            let date = calendar::date(one.parse().ok()?, two.parse().ok()?, three.parse().ok()?)?;
            return Some(Found::day(i + 5, Some(date)));
        }
        let date = unordered(one, two, three)?;
        Some(Found::day(i + 5, date))
    }

    fn dotted(&self, i: usize) -> Option<Found> {
        let mut fields = self.lower(i).split('.');
        let (one, two, three) = (fields.next()?, fields.next()?, fields.next()?);
        if fields.next().is_some() || self.lower(i).contains(',') {
            return None;
        }
        Some(Found::day(i + 1, unordered(one, two, three)?))
    }

    /// "3-5 March 2024", "March 3-5", "24 February to 31 March 2022".
    fn day_interval(&self, i: usize) -> Option<Found> {
        if let Some((first, after)) = self.day(i).filter(|(_, after)| self.is_to(*after, i))
            && let Some(last) = self.parsed(after + 1).filter(|_| self.day(after + 1).is_some())
        {
            return self.between(first, last.month, &last, i);
        }
        if let Some((month, after)) = self.month(i)
            && let Some((first, after)) = self.day(after).filter(|(_, after)| self.is_to(*after, i))
            && let Some((day, after)) = self.day(after + 1)
            && self.month(after).is_none()
        {
            let comma = usize::from(self.lower(after) == ",");
            let year = self.year(after + comma);
            let until = if year.is_some() { after + comma + 1 } else { after };
            return self.between(first, month, &Parsed { day, month, year, until }, i);
        }
        let first = self.parsed(i)?;
        let joined = self.is_to(first.until, i) && first.year.is_none();
        let last = self.parsed(first.until + 1).filter(|_| joined)?;
        self.between(first.day, first.month, &last, i)
    }

    fn between(&self, day: u8, month: u8, last: &Parsed, start: usize) -> Option<Found> {
        let ends = self.resolve(last, start, last.until).and_then(|end| {
            let first = calendar::date(end.year(), month, day).filter(|first| *first < end)?;
            Some((iso(first), iso(end)))
        });
        Some(Found::interval(last.until, Grain::Day, ends))
    }

    /// True for the word or mark between the ends of an interval that begins at `start`.
    pub(super) fn is_to(&self, i: usize, start: usize) -> bool {
        match self.lower(i) {
            "to" | "through" | "until" => true,
            "and" => self.parts.before(start, 1) == "between",
            _ => self.parts.is_dash(i),
        }
    }
}

/// Day and month in either order, where only one order gives a date. The outer `None`: no date at
/// all; the inner: it could be either.
fn unordered(one: &str, two: &str, year: &str) -> Option<Option<Date>> {
    if year.len() != 4 || one.len() > 2 || two.len() > 2 {
        return None;
    }
    let (one, two): (u8, u8) = (one.parse().ok()?, two.parse().ok()?);
    let year = year.parse().ok()?;
    match (calendar::date(year, two, one), calendar::date(year, one, two)) {
        (Some(a), Some(b)) => Some((a == b).then_some(a)),
        (None, None) => None,
        (found, None) | (None, found) => Some(found),
    }
}
