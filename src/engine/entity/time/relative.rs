//! Times told from the article's date: "yesterday", "two weeks ago", "the past six months".

use super::calendar::{self, days_from, iso, iso_month, iso_week, months_from};
use super::direction::Direction;
use super::{Found, Reader};
use crate::engine::entity::Grain;

/// From so many years back a count is a round one.
const LONG_AGO: i32 = 100;

impl Reader<'_> {
    /// "yesterday", "this morning", "last night", "the day before".
    pub(super) fn deictic(&self, i: usize) -> Option<Found> {
        let (one, two, three) = (self.lower(i), self.lower(i + 1), self.lower(i + 2));
        let part_of_day = |word| matches!(word, "morning" | "afternoon" | "evening" | "night");
        let (days, until) = match (one, two, three) {
            ("day", "before", "yesterday") => (-2, i + 3),
            ("day", "after", "tomorrow") => (2, i + 3),
            ("day", "before" | "after" | "earlier" | "later", _)
                if matches!(self.parts.before(i, 1), "the" | "a" | "one") =>
            {
                return Some(Found::vague(i + 2, Grain::Day));
            }
            ("yesterday", part, _) => (-1, i + 1 + usize::from(part_of_day(part))),
            ("tomorrow", part, _) => (1, i + 1 + usize::from(part_of_day(part))),
            ("tonight", _, _) => (0, i + 1),
            ("earlier" | "later", "today", _) => (0, i + 2),
            ("today", _, _) if self.is_nowadays(i) => return None,
            ("today", _, _) => (0, i + 1),
            ("this", "morning" | "afternoon" | "evening", _) => (0, i + 2),
            ("last", "night", _) => (-1, i + 2),
            ("following" | "previous" | "same", "day", _) => {
                return Some(Found::vague(i + 2, Grain::Day));
            }
            _ => return None,
        };
        // What is quoted was said on another day.
        let date = self.published.filter(|_| !self.is_quoted(i));
        Some(Found::day(until, date.and_then(|date| days_from(date, days))))
    }

    /// "Today" for these times: no verb says that something happens on that day.
    fn is_nowadays(&self, i: usize) -> bool {
        self.parts.is_possessive(i + 1)
            || matches!(self.parts.before(i, 1), "of" | "until" | "to" | "even")
            || self.parts.is_capital(i) && i > 0 && !self.headline
            || self.direction(i, i + 1) == Direction::Unknown
    }

    /// "two weeks ago", "a decade ago"; "three days earlier", which has no value.
    pub(super) fn ago(&self, i: usize) -> Option<Found> {
        let (count, unit) = match self.lower(i) {
            "few" | "several" | "many" => (None, i + 1),
            "couple" if self.lower(i + 1) == "of" => (None, i + 2),
            _ => {
                let (count, unit) = self.count(i)?;
                (Some(count), unit)
            }
        };
        let (grain, months) = unit_of(self.lower(unit))?;
        let until = unit + 2;
        match self.lower(unit + 1) {
            "ago" => {}
            "earlier" | "later" | "before" | "previously" => {
                return Some(Found::vague(until, grain));
            }
            _ => return None,
        }
        let rough = matches!(
            self.parts.before(i, 1),
            "than"
                | "about"
                | "around"
                | "nearly"
                | "almost"
                | "some"
                | "over"
                | "roughly"
                | "least"
                | "well"
                | "approximately"
                | "just"
                | "maybe"
                | "and"
                | "or"
                | "to"
        ) || self.parts.is_dash(i.wrapping_sub(1));
        let grain = if grain == Grain::Decade { Grain::Year } else { grain };
        let value = count.filter(|_| !rough && !self.is_quoted(i)).and_then(|count| {
            self.back(grain, count, months).filter(|_| count * months / 12 < LONG_AGO)
        });
        Some(Found::new(until, grain, value))
    }

    /// So many units before the article's date, cut to the unit.
    fn back(&self, grain: Grain, count: i32, months: i32) -> Option<String> {
        let published = self.published?;
        match grain {
            Grain::Day => days_from(published, -i64::from(count)).map(iso),
            Grain::Week => days_from(published, -7 * i64::from(count)).map(iso_week),
            Grain::Month => {
                let (year, month) = months_from(published, -count);
                Some(iso_month(year, month))
            }
            Grain::Year => Some(format!("{:04}", published.year() - count * months / 12)),
            _ => None,
        }
    }

    /// "past six months", "last three years", "past decade": an interval up to the article's date.
    pub(super) fn span_of_units(&self, i: usize) -> Option<Found> {
        let step = match self.lower(i) {
            "past" => -1,
            "last" => -1,
            "next" | "coming" => 1,
            _ => return None,
        };
        let articled = matches!(
            self.parts.before(i, 1),
            "the" | "over" | "in" | "for" | "within" | "during" | "these"
        );
        if matches!(self.lower(i + 1), "few" | "several" | "couple") {
            let unit = i + 2 + usize::from(self.lower(i + 2) == "of");
            let (grain, _) = unit_of(self.lower(unit)).filter(|_| articled)?;
            return Some(Found::vague(unit + 1, grain));
        }
        let (count, unit) = match self.count(i + 1) {
            Some((count, unit)) if count > 1 => (count, unit),
            _ if self.lower(i) == "past" && self.parts.before(i, 1) == "the" => (1, i + 1),
            _ => return None,
        };
        let (grain, months) = unit_of(self.lower(unit)).filter(|_| articled)?;
        if grain == Grain::Minute {
            return None;
        }
        let grain = if grain == Grain::Decade { Grain::Year } else { grain };
        // "The last two years of his life."
        let ahead = || matches!(self.direction(i, unit + 1), Direction::Ahead | Direction::Rather);
        let other = self.lower(unit + 1) == "of" || self.is_quoted(i) || step > 0 && !ahead();
        let ends = self.published.filter(|_| !other).and_then(|_| {
            let far = self.back(grain, -step * count, months)?;
            let now = self.back(grain, 0, months)?;
            Some(if step < 0 { (far, now) } else { (now, far) })
        });
        Some(Found::interval(unit + 1, grain, ends))
    }

    /// "last year", "this month", "next week", with "earlier" and the like before them.
    pub(super) fn near(&self, i: usize) -> Option<Found> {
        let step = match self.lower(i) {
            "last" => -1,
            "next" => 1,
            "this" => 0,
            _ => return None,
        };
        let until = i + 2;
        // "The last week of May", "the next day": of another time than the article's.
        let articled = self.parts.before(i, 1) == "the";
        let of = self.lower(until) == "of";
        let unit = self.lower(i + 1);
        if let Some(found) = self.near_month(i, step).or_else(|| self.near_season(i, step)) {
            return Some(found);
        }
        if unit == "weekend" {
            return Some(self.weekend(i, until, step));
        }
        let grain = match unit {
            "year" => Grain::Year,
            "month" => Grain::Month,
            "week" => Grain::Week,
            "quarter" => Grain::Quarter,
            "decade" => Grain::Decade,
            "century" => Grain::Century,
            _ => return None,
        };
        if of && step != 0 || self.parts.is_possessive(i + 2) && unit == "week" && articled {
            return None;
        }
        let value = self.published.filter(|_| !articled).and_then(|published| match grain {
            Grain::Year => Some(format!("{:04}", published.year() + step)),
            Grain::Month => {
                let (year, month) = months_from(published, step);
                Some(iso_month(year, month))
            }
            // A Sunday paper may count the day to either week.
            Grain::Week if published.weekday() == ::time::Weekday::Sunday => None,
            Grain::Week => days_from(published, 7 * i64::from(step)).map(iso_week),
            Grain::Quarter => {
                let (year, month) = months_from(published, 3 * step);
                calendar::date(year, month, 1)
                    .map(|d| format!("{year:04}-Q{}", calendar::quarter(d)))
            }
            Grain::Decade if step == 0 => Some(format!("{:03}", published.year() / 10)),
            Grain::Century => Some(format!("{:02}", published.year() / 100 + step)),
            _ => None,
        });
        Some(Found::new(until, grain, value))
    }

    /// "last October": the last one, unless it lies in this year, which "last" may pass over.
    fn near_month(&self, i: usize, step: i32) -> Option<Found> {
        let (month, until) = self.month(i + 1)?;
        if self.year(until).is_some() || self.day(until).is_some() {
            return None;
        }
        let year = self.published.and_then(|published| {
            let now = u8::from(published.month());
            match step {
                -1 if month >= now => Some(published.year() - 1),
                1 if month <= now => Some(published.year() + 1),
                0 => Some(published.year()),
                _ => None,
            }
        });
        Some(Found::new(until, Grain::Month, year.map(|year| iso_month(year, month))))
    }

    /// "last summer": clear up to its end in this year. A winter belongs to two years.
    fn near_season(&self, i: usize, step: i32) -> Option<Found> {
        let season = season(self.lower(i + 1))?;
        let first = 3 * (season - 20);
        let year = self.published.filter(|_| season < 24).and_then(|published| {
            let now = u8::from(published.month());
            match step {
                -1 if now <= first + 2 => Some(published.year() - 1),
                1 if now >= first => Some(published.year() + 1),
                0 if (first..first + 3).contains(&now) => Some(published.year()),
                0 => match self.direction(i, i + 2) {
                    Direction::Back if now > first => Some(published.year()),
                    Direction::Ahead if now < first => Some(published.year()),
                    _ => None,
                },
                _ => None,
            }
        });
        Some(Found::new(i + 2, Grain::Season, year.map(|year| format!("{year:04}-{season}"))))
    }

    /// Saturday and Sunday; `step` for "last" and "next", 0 for "this" and "the".
    pub(super) fn weekend(&self, start: usize, until: usize, step: i32) -> Found {
        let ends = self.published.and_then(|published| {
            let today = i64::from(published.weekday().number_from_monday());
            let saturday = days_from(published, 6 - today)?;
            let weeks = match (step, self.direction(start, until)) {
                (-1, _) => -1,
                (1, _) if today > 5 => 1,
                (0, Direction::Back) if today < 6 => -1,
                (0, Direction::Back | Direction::Ahead | Direction::Rather) => 0,
                _ => return None,
            };
            let first = days_from(saturday, 7 * weeks)?;
            Some((iso(first), iso(days_from(first, 1)?)))
        });
        Found::interval(until, Grain::Day, ends)
    }
}

/// Grain of a unit of time, and its months where it has years.
fn unit_of(word: &str) -> Option<(Grain, i32)> {
    match word {
        "minute" | "minutes" | "hour" | "hours" => Some((Grain::Minute, 0)),
        "day" | "days" => Some((Grain::Day, 0)),
        "week" | "weeks" => Some((Grain::Week, 0)),
        "month" | "months" => Some((Grain::Month, 1)),
        "year" | "years" => Some((Grain::Year, 12)),
        "decade" | "decades" => Some((Grain::Decade, 120)),
        _ => None,
    }
}

/// The code of a season in ISO 8601-2.
pub(super) fn season(word: &str) -> Option<u8> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    }
}
