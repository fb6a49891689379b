//! Months, quarters, seasons, years, decades and centuries, alone or with "early" and the like.

use super::calendar::{self, iso_month};
use super::direction::Direction;
use super::relative::season;
use super::{Found, Reader};
use crate::engine::entity::Grain;

/// Words of a sentence on business, in which a quarter is one of the year and not of a game.
const BUSINESS: [&str; 30] = [
    "profit",
    "sale",
    "revenue",
    "earning",
    "growth",
    "economy",
    "gdp",
    "output",
    "income",
    "order",
    "export",
    "import",
    "deliver",
    "inflation",
    "spending",
    "investment",
    "loss",
    "share",
    "price",
    "product",
    "business",
    "company",
    "quarterly",
    "analyst",
    "demand",
    "trade",
    "bank",
    "fund",
    "turnover",
    "shipment",
];

impl Reader<'_> {
    /// A period, with what goes before it.
    pub(super) fn period(&self, i: usize) -> Option<Found> {
        let core = self.modifier(i);
        if core > i {
            return self.plain_period(core, i);
        }
        self.half(i).or_else(|| self.plain_period(i, i))
    }

    /// The part after "early", "mid-", "the end of"; `i` itself where there is none.
    fn modifier(&self, i: usize) -> usize {
        match (self.lower(i), self.lower(i + 1)) {
            ("early" | "late" | "mid", _) if self.parts.is_dash(i + 1) => i + 2,
            ("early", "in" | "on") => i,
            ("early" | "late" | "mid" | "earlier" | "later" | "mid‑", _) => i + 1,
            ("end" | "start" | "beginning" | "middle", "of") => i + 2,
            _ => i,
        }
    }

    fn plain_period(&self, at: usize, start: usize) -> Option<Found> {
        let at = at + usize::from(at > start && self.lower(at) == "the");
        self.near(at)
            .or_else(|| self.of_month(at, start))
            .or_else(|| self.of_season(at))
            .or_else(|| self.of_quarter(at, start))
            .or_else(|| self.of_century(at))
            .or_else(|| self.of_decade(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.years(at, start))
            .or_else(|| self.of_weekend(at))
    }

    /// "first half of 2019".
    fn half(&self, i: usize) -> Option<Found> {
        let months = match self.lower(i) {
            "first" => (1, 6),
            "second" => (7, 12),
            _ => return None,
        };
        let at = i + 3;
        if self.lower(i + 1) != "half" || self.lower(i + 2) != "of" {
            return None;
        }
        let year = self.year(at)?;
        let ends = (iso_month(year, months.0), iso_month(year, months.1));
        Some(Found::interval(at + 1, Grain::Month, Some(ends)))
    }

    fn of_weekend(&self, i: usize) -> Option<Found> {
        let before = matches!(self.parts.before(i, 1), "the" | "over" | "this");
        let plain = !self.parts.is_word(i + 1) || self.lexicon.is_stop_word(self.lower(i + 1));
        (self.lower(i) == "weekend" && before && plain && self.lower(i + 1) != "of")
            .then(|| self.weekend(i, i + 1, 0))
    }

    /// "March 2023", "in January", "January to March 2023".
    fn of_month(&self, i: usize, start: usize) -> Option<Found> {
        let (month, until) = self.month(i)?;
        if self.is_to(until, start)
            && let Some((last, after)) = self.month(until + 1)
            && self.day(after).is_none()
        {
            return Some(self.months(month, last, after, start));
        }
        if let Some((year, until)) = self.year_of(until) {
            return Some(Found::new(until, Grain::Month, Some(iso_month(year, month))));
        }
        if !self.is_month(i, until, start) {
            return None;
        }
        Some(Found::new(until, Grain::Month, self.month_near(month, start, until)))
    }

    /// "2023" in ", 2023" and "of 2023", and the part after it.
    fn year_of(&self, i: usize) -> Option<(i32, usize)> {
        let at = i + usize::from(matches!(self.lower(i), "," | "of"));
        let year = self.year(at).filter(|_| !self.is_counted(at))?;
        let listed = self.lower(i) == "," && self.parts.is_dash(at + 1);
        (!listed).then_some((year, at + 1))
    }

    fn months(&self, first: u8, last: u8, after: usize, start: usize) -> Found {
        let (end, until) = match self.year_of(after) {
            Some((year, until)) => (Some(iso_month(year, last)), until),
            None => (self.month_near(last, start, after), after),
        };
        let ends = end.filter(|_| first < last).and_then(|end| {
            let year: i32 = end.get(..4)?.parse().ok()?;
            Some((iso_month(year, first), end))
        });
        Found::interval(until, Grain::Month, ends)
    }

    /// The month without a year, nearest in the direction that the sentence looks.
    fn month_near(&self, month: u8, start: usize, until: usize) -> Option<String> {
        let published = self.published?;
        let now = u8::from(published.month());
        let back = (now + 12 - month) % 12;
        let ahead = (month + 12 - now) % 12;
        let last = published.year() - i32::from(month > now);
        let next = published.year() + i32::from(month < now);
        let year = match self.direction(start, until) {
            _ if month == now => Some(published.year()),
            // A paper would give the year.
            Direction::Back if back > 8 && last != published.year() => None,
            Direction::Back => Some(last),
            Direction::Ahead => Some(next),
            Direction::Rather if ahead < back => Some(next),
            _ => None,
        };
        year.map(|year| iso_month(year, month))
    }

    /// A month's name may be a person's, a verb or part of a name.
    fn is_month(&self, i: usize, until: usize, start: usize) -> bool {
        let before = self.parts.before(start, 1);
        let dated = start < i
            || matches!(
                before,
                "in" | "since"
                    | "until"
                    | "till"
                    | "by"
                    | "from"
                    | "during"
                    | "of"
                    | "before"
                    | "after"
                    | "for"
                    | "between"
                    | "and"
                    | "to"
                    | "through"
                    | "throughout"
                    | "around"
            );
        let named = self.parts.is_capital(until) && self.weekday(until).is_none()
            || self.parts.before(i, 1) == "black"
            || i > 0 && start == i && self.parts.is_capital(i - 1) && i > 1;
        let short = matches!(
            self.lower(i),
            "may" | "march" | "mar" | "jan" | "jun" | "dec" | "april" | "june" | "august" | "sun"
        );
        let possessive = self.parts.is_possessive(until);
        if named {
            return false;
        }
        dated
            && (!short
                || !matches!(before, "and" | "of" | "to" | "for" | "by" | "from")
                || start < i
                || !self.parts.is_word(until))
            || possessive && !short
    }

    /// "summer of 2021", "spring 2023".
    fn of_season(&self, i: usize) -> Option<Found> {
        let season = season(self.lower(i))?;
        let (year, until) = self.year_of(i + 1).filter(|_| self.lower(i + 1) != ",")?;
        let double = self.parts.is_dash(until) || self.lower(until) == "/";
        let value = (!double).then(|| format!("{year:04}-{season}"));
        Some(Found::new(until, Grain::Season, value))
    }

    /// "Q3 2023", "third quarter of 2023", "fourth quarter".
    fn of_quarter(&self, i: usize, start: usize) -> Option<Found> {
        let (number, until) = if self.lower(i) == "q" && self.parts.is_glued(i + 1) {
            (self.lower(i + 1).parse().ok()?, i + 2)
        } else {
            let number = match self.lower(i) {
                "first" => 1,
                "second" => 2,
                "third" => 3,
                "fourth" => 4,
                _ => return None,
            };
            let dash = usize::from(self.parts.is_dash(i + 1));
            (number, i + 2 + dash)
        };
        let named = self.lower(i) == "q" || self.lower(until - 1) == "quarter";
        if !named || !(1..=4).contains(&number) {
            return None;
        }
        if let Some((year, until)) = self.year_of(until) {
            return Some(Found::new(until, Grain::Quarter, Some(format!("{year:04}-Q{number}"))));
        }
        if self.lower(i) != "q" && !self.is_business() {
            return None;
        }
        let value = self.published.and_then(|published| {
            let now = calendar::quarter(published);
            let year = match self.direction(start, until) {
                // The quarter that runs now, or that of last year?
                _ if number == now => return None,
                Direction::Back => published.year() - i32::from(number > now),
                Direction::Ahead => published.year() + i32::from(number < now),
                _ => return None,
            };
            Some(format!("{year:04}-Q{number}"))
        });
        Some(Found::new(until, Grain::Quarter, value))
    }

    fn is_business(&self) -> bool {
        (0..self.parts.len()).any(|i| BUSINESS.iter().any(|word| self.lower(i).starts_with(word)))
    }

    /// "2019", "1990-95", "2014 and 2016".
    fn years(&self, i: usize, start: usize) -> Option<Found> {
        let first = self.year(i)?;
        if i > 0 && self.parts.is_number(i - 1) {
            return None;
        }
        let spoken = matches!(self.parts.before(start, 1), "between" | "from");
        if self.is_to(i + 1, start)
            && let Some(last) = self.last_year(first, i)
            && (spoken || self.parts.is_dash(i + 1) || self.is_dated(i, start))
            && !self.is_counted(i + 2)
        {
            let ends = (format!("{first:04}"), format!("{last:04}"));
            return Some(Found::interval(i + 3, Grain::Year, Some(ends)));
        }
        let dated = (start < i || self.is_dated(i, start)) && !self.is_counted(i);
        dated.then(|| Found::new(i + 1, Grain::Year, Some(format!("{first:04}"))))
    }

    /// The year that ends an interval: "1990-95", "1990-1995", "1990 to 1995".
    fn last_year(&self, first: i32, i: usize) -> Option<i32> {
        if first < 1500 {
            return None;
        }
        let last = self.year(i + 2).or_else(|| {
            let glued = self.parts.is_dash(i + 1) && self.parts.is_glued(i + 2);
            let short = self.parts.is_number(i + 2) && self.lower(i + 2).len() == 2;
            let years: i32 = self.lower(i + 2).parse().ok().filter(|_| glued && short)?;
            let more = self.parts.is_dash(i + 3)
                || self.parts.is_word(i + 3) && self.parts.is_glued(i + 3);
            (!more).then_some(first / 100 * 100 + years)
        })?;
        (first < last).then_some(last)
    }

    /// True if the words around a number of four digits say that it is a year.
    fn is_dated(&self, i: usize, start: usize) -> bool {
        let year: i32 = self.lower(i).parse().unwrap_or_default();
        let before = self.parts.before(start, 1);
        let modern = (1700..=2100).contains(&year);
        let closes = !self.parts.is_word(i + 1) || self.lexicon.is_stop_word(self.lower(i + 1));
        if self.parts.is_possessive(i + 1) && modern {
            return true;
        }
        let owned = before == "s" && matches!(self.parts.before(start, 2), "'" | "’");
        if owned && modern && year % 50 != 0 && self.parts.is_word(i + 1) {
            return true;
        }
        match before {
            "in" | "since" | "until" | "till" | "year" => modern || closes,
            "before" | "after" | "by" | "from" | "during" | "throughout" | "through" | "circa"
            | "late" | "early" => modern,
            "of" => modern && !self.is_amount(start),
            "the" | "a" | "its" | "his" | "their" | "our" | "this" | "that" => {
                modern && self.parts.is_word(i + 1) && year % 50 != 0
                    || modern
                        && before == "the"
                        && self.parts.is_word(i + 1)
                        && (1950..=2050).contains(&year)
                        && !self.lower(i + 1).ends_with('s')
            }
            "(" => modern && matches!(self.lower(i + 1), ")" | "," | ";" | "-" | "–"),
            "and" | "or" | "to" => modern && closes && self.follows_year(start),
            "," => modern && closes && self.follows_year(start),
            "for" | "with" | "than" | "on" | "vs" | "versus" => {
                modern
                    && year >= 1900
                    && (closes || self.lower(i + 1) == "levels")
                    && year % 100 != 0
            }
            "" => modern && matches!(self.lower(i + 1), "was" | "is" | "saw" | "will" | "has"),
            _ => false,
        }
    }

    /// "a crowd of 2000".
    fn is_amount(&self, start: usize) -> bool {
        matches!(
            self.parts.before(start, 2),
            "crowd"
                | "total"
                | "population"
                | "average"
                | "number"
                | "sum"
                | "score"
                | "price"
                | "cost"
                | "value"
                | "height"
                | "distance"
                | "weight"
                | "length"
                | "group"
                | "force"
                | "staff"
                | "minimum"
                | "maximum"
                | "fine"
                | "fee"
                | "record"
                | "out"
                | "audience"
                | "field"
                | "team"
                | "majority"
                | "lead"
        )
    }

    /// "in 2014 and 2016": a year stands right before the joining word.
    fn follows_year(&self, start: usize) -> bool {
        start >= 2 && self.year(start - 2).is_some_and(|year| (1700..=2100).contains(&year))
    }
}
