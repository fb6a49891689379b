//! Times of day: "9 p.m. on Tuesday", "Monday at 14:30 GMT". Without a day they have no value.

use super::{Found, Reader};
use crate::engine::entity::Grain;

/// A time of day, and the part after it.
struct Clock {
    hour: u8,
    minute: u8,
    universal: bool,
    until: usize,
}

impl Reader<'_> {
    /// A time of day with its day, in either order.
    pub(super) fn timed(&self, i: usize) -> Option<Found> {
        if let Some(clock) = self.clock(i) {
            let mut at = clock.until;
            while matches!(self.lower(at), "," | "on") {
                at += 1;
            }
            let day = self.day_of(at).filter(|day| day.grain == Grain::Day && day.last.is_none());
            return Some(match day {
                Some(day) => Found::new(day.until, Grain::Minute, day.value.map(|d| clock.of(&d))),
                None => Found::vague(clock.until, Grain::Minute),
            });
        }
        let day = self.day_of(i).filter(|day| day.grain == Grain::Day && day.last.is_none())?;
        let mut at = day.until;
        while matches!(self.lower(at), "," | "at") && at < day.until + 2 {
            at += 1;
        }
        let clock = self.clock(at).filter(|_| at > day.until)?;
        Some(Found::new(clock.until, Grain::Minute, day.value.map(|d| clock.of(&d))))
    }

    fn day_of(&self, i: usize) -> Option<Found> {
        self.date(i).or_else(|| self.weekday_expression(i)).or_else(|| self.deictic(i))
    }

    fn clock(&self, i: usize) -> Option<Clock> {
        if self.lower(i) == "noon" {
            let dated = matches!(self.lower(i + 1), "on" | ",") || self.weekday(i + 1).is_some();
            return dated.then_some(Clock { hour: 12, minute: 0, universal: false, until: i + 1 });
        }
        if !self.parts.is_number(i) || self.lower(i).len() > 5 {
            return None;
        }
        let word = self.lower(i);
        let (hour, minute, mut until) = if self.lower(i + 1) == ":" && self.parts.is_glued(i + 2) {
            if self.lower(i + 2).len() != 2 || self.lower(i + 3) == ":" {
                return None;
            }
            (word, self.lower(i + 2), i + 3)
        } else if let Some((hour, minute)) = word.split_once('.').filter(|(_, m)| m.len() == 2) {
            (hour, minute, i + 1)
        } else if word.len() == 4 && self.is_universal(i + 1) {
            (&word[..2], &word[2..], i + 1)
        } else {
            (word, "0", i + 1)
        };
        let bare = until == i + 1 && word.len() != 4;
        let (mut hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
        let half = match self.lower(until).replace('.', "").as_str() {
            "am" => Some(0),
            "pm" => Some(12),
            _ if bare => return None,
            _ => None,
        };
        if let Some(half) = half {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + half;
            until += 1;
        } else if hour > 23 || word.contains('.') {
            return None;
        }
        let universal = self.is_universal(until);
        if universal
            || matches!(self.lower(until), "et" | "edt" | "est" | "bst" | "cet" | "pst" | "pdt")
        {
            until += 1;
        } else if self.lower(until) == "local" && self.lower(until + 1) == "time" {
            until += 2;
        }
        (minute < 60).then_some(Clock { hour, minute, universal, until })
    }

    fn is_universal(&self, i: usize) -> bool {
        matches!(self.lower(i), "gmt" | "utc")
    }
}

impl Clock {
    /// This time of the day `date`.
    fn of(&self, date: &str) -> String {
        let zone = if self.universal { "Z" } else { "" };
        format!("{date}T{:02}:{:02}{zone}", self.hour, self.minute)
    }
}
