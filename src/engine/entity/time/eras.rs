//! Decades, centuries and fiscal years.

use super::{Found, Reader};
use crate::engine::entity::Grain;

impl Reader<'_> {
    /// "19th century", "twenty-first century".
    pub(super) fn of_century(&self, i: usize) -> Option<Found> {
        let (number, at) = if self.parts.is_number(i) {
            let ending = matches!(self.lower(i + 1), "st" | "nd" | "rd" | "th");
            (self.lower(i).parse::<i32>().ok().filter(|_| ending)?, i + 2)
        } else {
            let number = match self.lower(i) {
                "fifteenth" => 15,
                "sixteenth" => 16,
                "seventeenth" => 17,
                "eighteenth" => 18,
                "nineteenth" => 19,
                "twentieth" => 20,
                "twenty" if self.lower(i + 2) == "first" && self.parts.is_dash(i + 1) => 21,
                _ => return None,
            };
            (number, if number == 21 { i + 3 } else { i + 1 })
        };
        let at = at + usize::from(self.parts.is_dash(at));
        let named = self.lower(at) == "century" && !self.parts.is_capital(at);
        let old = matches!(self.lower(at + 1), "bc" | "b.c." | "bce");
        let value = (!old && (1..=21).contains(&number)).then(|| format!("{:02}", number - 1));
        named.then(|| Found::new(at + 1, Grain::Century, value))
    }

    /// "1990s", "'90s", "nineties".
    pub(super) fn of_decade(&self, i: usize) -> Option<Found> {
        let apostrophe = |at: usize| matches!(self.lower(at), "'" | "’" | "‘");
        let is_plural = |at: usize| {
            let at = at + usize::from(apostrophe(at));
            (self.lower(at) == "s" && self.parts.is_glued(at)).then_some(at + 1)
        };
        let word = self.lower(i);
        if word.len() == 4 && word.ends_with('0') && self.parts.is_number(i) {
            let until = is_plural(i + 1)?;
            let year: i32 = word.parse().ok().filter(|year| (1000..2100).contains(year))?;
            let found = match year {
                1900 => Found::vague(until, Grain::Decade),
                _ if year % 100 == 0 && year < 1900 => {
                    Found::new(until, Grain::Century, Some(format!("{:02}", year / 100)))
                }
                _ => Found::new(until, Grain::Decade, Some(format!("{:03}", year / 10))),
            };
            return Some(found);
        }
        if apostrophe(i) && self.parts.is_number(i + 1) && self.parts.is_glued(i + 1) {
            let until = is_plural(i + 2)?;
            let tens: i32 = self.lower(i + 1).strip_suffix('0')?.parse().ok()?;
            return Some(Found::new(until, Grain::Decade, (tens > 2).then(|| format!("19{tens}"))));
        }
        let decade = match word {
            "thirties" => 193,
            "forties" => 194,
            "fifties" => 195,
            "sixties" => 196,
            "seventies" => 197,
            "eighties" => 198,
            "nineties" => 199,
            _ => return None,
        };
        let before = self.parts.before(i, 1);
        let whose =
            matches!(self.parts.before(i, 2), "his" | "her" | "their" | "my" | "our" | "your");
        let dated = before == "the" || matches!(before, "early" | "late" | "mid" | "-");
        let weather = (0..self.parts.len())
            .any(|k| self.lower(k).starts_with("temperature") || self.lower(k) == "degrees");
        (dated && !whose && !weather)
            .then(|| Found::new(i + 1, Grain::Decade, Some(decade.to_string())))
    }

    /// "fiscal 2022", "fiscal year 2022", "FY2022".
    pub(super) fn fiscal(&self, i: usize) -> Option<Found> {
        let at = match (self.lower(i), self.lower(i + 1)) {
            ("fiscal", "year") | ("financial", "year") => i + 2,
            ("fiscal", _) => i + 1,
            ("fy", _) if self.parts.is_capital(i) => i + 1,
            _ => return None,
        };
        let year = self.year(at)?;
        let double = self.parts.is_dash(at + 1) || self.lower(at + 1) == "/";
        let value = (!double).then(|| format!("{year:04}"));
        Some(Found::new(at + 1, Grain::Year, value))
    }
}
