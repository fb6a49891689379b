//! Days of the week, and feasts that fall on the same date every year.

use ::time::Date;

use super::calendar::{self, days_from, days_since};
use super::direction::Direction;
use super::{Found, Reader};

impl Reader<'_> {
    /// "Tuesday", "late on Tuesday night", "last Tuesday", "Tuesday, March 28".
    pub(super) fn weekday_expression(&self, i: usize) -> Option<Found> {
        let mut at = i;
        if matches!(self.lower(at), "early" | "late") {
            at += 1 + usize::from(self.lower(at + 1) == "on");
        }
        let near = self.nearness(at);
        let at = near.map_or(at, |(_, at)| at);
        let day = self.weekday(at)?;
        if self.is_no_day(at) {
            return None;
        }
        let mut until = at + 1;
        if matches!(self.lower(until), "morning" | "afternoon" | "evening" | "night") {
            if self.parts.is_capital(until) && !self.headline {
                return None;
            }
            until += 1;
        }
        let comma = usize::from(matches!(self.lower(until), "," | "("));
        if let Some(found) = self.date_of_weekday(until + comma, day) {
            return Some(found);
        }
        if self.is_habit(at) {
            return Some(Found::day(until, None));
        }
        if let Some(found) = self.of_week(day, until) {
            return Some(found);
        }
        let date = match near {
            Some((near, _)) => self.near_weekday(near, day, i, until),
            None => self.bare_weekday(day, i, until),
        };
        Some(Found::day(until, date))
    }

    /// "last", "next", "this coming", and the part after it.
    fn nearness(&self, i: usize) -> Option<(Nearness, usize)> {
        match (self.lower(i), self.lower(i + 1)) {
            ("this", "coming") => Some((Nearness::Coming, i + 2)),
            ("this", "past") => Some((Nearness::Last, i + 2)),
            ("last" | "past", _) => Some((Nearness::Last, i + 1)),
            ("coming", _) => Some((Nearness::Coming, i + 1)),
            ("next", _) => Some((Nearness::Next, i + 1)),
            ("this", _) => Some((Nearness::This, i + 1)),
            ("previous" | "following" | "first" | "second" | "third" | "every" | "each", _) => {
                Some((Nearness::Elsewhere, i + 1))
            }
            _ => None,
        }
    }

    fn near_weekday(&self, near: Nearness, day: u8, start: usize, end: usize) -> Option<Date> {
        let published = self.published?;
        let weekday = calendar::weekday(day);
        let since = days_since(published, weekday);
        // The same day counts as a week off.
        let back = days_from(published, if since == 0 { -7 } else { -since });
        let ahead = days_from(published, 7 - since);
        match near {
            Nearness::Last => back,
            Nearness::Coming => ahead,
            // Where this week still holds such a day, "next" may mean it or the one after.
            Nearness::Next if day > published.weekday().number_from_monday() => None,
            Nearness::Next => ahead,
            Nearness::This if since == 0 => Some(published),
            Nearness::This => match self.direction(start, end) {
                Direction::Back => back,
                Direction::Ahead | Direction::Rather => ahead,
                Direction::Unknown => None,
            },
            Nearness::Elsewhere => None,
        }
    }

    /// The weekday nearest to the article's date in the direction that the sentence looks.
    fn bare_weekday(&self, day: u8, start: usize, end: usize) -> Option<Date> {
        let published = self.published?;
        let since = days_since(published, calendar::weekday(day));
        if since == 0 {
            return Some(published);
        }
        match self.direction(start, end) {
            Direction::Back => days_from(published, -since),
            Direction::Ahead => days_from(published, 7 - since),
            Direction::Rather if 7 - since < since => days_from(published, 7 - since),
            _ => None,
        }
    }

    /// "Tuesday of last week", "on Tuesday next week".
    fn of_week(&self, day: u8, at: usize) -> Option<Found> {
        let at = at + usize::from(self.lower(at) == "of");
        let step = match self.lower(at) {
            "last" => -7,
            "this" => 0,
            "next" => 7,
            _ => return None,
        };
        if self.lower(at + 1) != "week" || self.parts.is_possessive(at + 2) {
            return None;
        }
        let date = self.published.filter(|p| p.weekday() != ::time::Weekday::Sunday);
        let date = date.and_then(|p| {
            let today = i64::from(p.weekday().number_from_monday());
            days_from(p, i64::from(day) - today + step)
        });
        Some(Found::day(at + 2, date))
    }

    /// "Monday to Friday", "every Friday", "a Friday": no day of its own; "a week on Tuesday" too.
    fn is_habit(&self, at: usize) -> bool {
        let before = self.parts.before(at, 1);
        let joined = |i: usize, j: usize| {
            (matches!(self.lower(i), "to" | "through") || self.parts.is_dash(i))
                && self.weekday(j).is_some()
        };
        matches!(before, "every" | "each" | "any" | "one" | "another" | "some")
            || matches!(before, "a" | "an") && !self.parts.is_word(at + 1)
            || joined(at + 1, at + 2)
            || at >= 2 && joined(at - 1, at - 2)
            || matches!(self.lower(at + 1), "week" | "fortnight")
            || before == "on" && matches!(self.parts.before(at, 2), "week" | "fortnight")
            || self.parts.before(at, 1) == "ago"
    }

    /// Weekdays in names: "Black Friday", "the Sunday Times", "Friday prayers".
    fn is_no_day(&self, at: usize) -> bool {
        let before = self.parts.before(at, 1);
        let named = matches!(
            before,
            "black"
                | "good"
                | "ash"
                | "super"
                | "bloody"
                | "easter"
                | "palm"
                | "cyber"
                | "ruby"
                | "sheffield"
                | "fat"
                | "holy"
                | "maundy"
                | "shrove"
                | "whit"
                | "man"
                | "giving"
                | "orange"
                | "red"
                | "blue"
                | "girl"
                | "wacky"
                | "throwback"
        );
        let title = self.parts.is_capital(at + 1)
            && self.month(at + 1).is_none()
            && !self.headline
            && (matches!(before, "the" | "a") || self.lower(at + 1) == "night");
        let kind = matches!(
            self.lower(at + 1),
            "prayer"
                | "prayers"
                | "sermon"
                | "sermons"
                | "school"
                | "roast"
                | "supplement"
                | "mass"
        );
        named
            || title
            || kind
            || self.parts.is_dash(at + 1)
                && self.parts.is_capital(at + 2)
                && self.weekday(at + 2).is_none()
    }

    /// Feasts of the same date every year, in all countries that keep them.
    pub(super) fn holiday(&self, i: usize) -> Option<Found> {
        let (month, day, until) = self.feast(i)?;
        if let Some(year) = self.year(until) {
            return Some(Found::day(until + 1, calendar::date(year, month, day)));
        }
        let date = self.published.and_then(|published| {
            let of = |step| calendar::date(published.year() + step, month, day);
            match self.direction(i, until) {
                Direction::Back => of(0).filter(|d| *d <= published).or_else(|| of(-1)),
                Direction::Ahead => of(0).filter(|d| *d >= published).or_else(|| of(1)),
                Direction::Rather => {
                    of(0).filter(|d| *d >= published && (*d - published).whole_days() < 100)
                }
                Direction::Unknown => None,
            }
        });
        Some(Found::day(until, date))
    }

    fn feast(&self, i: usize) -> Option<(u8, u8, usize)> {
        if !self.parts.is_capital(i) || i > 0 && self.parts.is_capital(i - 1) && i > 1 {
            return None;
        }
        let possessive = 2 * usize::from(self.parts.is_possessive(i + 1));
        let next = self.lower(i + 1 + possessive);
        let until = i + 2 + possessive;
        let alone = || {
            let prepared = matches!(
                self.parts.before(i, 1),
                "at" | "by"
                    | "before"
                    | "since"
                    | "until"
                    | "till"
                    | "after"
                    | "over"
                    | "this"
                    | "on"
                    | "last"
                    | "around"
                    | "for"
            );
            let noun = self.parts.is_word(i + 1) && !self.lexicon.is_stop_word(self.lower(i + 1));
            prepared && !noun && possessive == 0
        };
        match (self.lower(i), next) {
            ("christmas", "eve") => Some((12, 24, until)),
            ("christmas", "day") => Some((12, 25, until)),
            ("boxing", "day") => Some((12, 26, until)),
            ("valentine", "day") => Some((2, 14, until)),
            ("christmas", _) if alone() => Some((12, 25, i + 1)),
            ("halloween", _) if alone() => Some((10, 31, i + 1)),
            ("juneteenth", _) if alone() => Some((6, 19, i + 1)),
            ("bastille", "day") => Some((7, 14, until)),
            ("new", "year") if self.parts.is_possessive(i + 2) => match self.lower(i + 4) {
                "day" => Some((1, 1, i + 5)),
                "eve" => Some((12, 31, i + 5)),
                _ => None,
            },
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nearness {
    Last,
    This,
    Next,
    Coming,
    /// Told from another day than the article's.
    Elsewhere,
}
