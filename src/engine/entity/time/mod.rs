//! Times: dates in full or in part, periods, and relative ones reckoned from the article's date.
//!
//! In: a document and its date. Out: [`Time`]s in text order. [`parts`] cuts the sentences,
//! [`dates`] reads days of the calendar, [`weekdays`] days of the week and of feasts, [`clock`] times
//! of day, [`periods`] months, quarters, seasons and years, [`eras`] what is longer, [`relative`] what is told from
//! the article's date; [`direction`] says whether a sentence looks back or ahead.
//!
//! A time that may mean two has no value: better none than a wrong one. That goes for
//! "04/05/2023", for "was due on Friday", for "last week" in a Sunday paper, for "today" within a
//! quotation (said on another day), and for all that is reckoned from elsewhere ("a day later").
//!
//! # Values
//! ISO 8601 and its extension EDTF (ISO 8601-2), cut to the grain: minute "2023-03-31T14:30" (the
//! clock of the place; with "Z" for GMT), day "2023-03-31", week "2023-W13", month "2023-03",
//! season "2021-22" (21 spring to 24 winter; those told from the article's date are the northern
//! ones), year "2023", decade "199", century "19" (1900 to 1999). A quarter is "2023-Q3", as
//! statistics offices write it, since EDTF's "2023-35" is read by nobody. "Early", "late" and parts of a
//! day are dropped. An interval has the grain of its ends: the first is the value, the last, which
//! belongs to it, the `end` (`last` in reports). A fiscal year is named by its number, whatever months it has.

mod calendar;
mod clock;
mod dates;
mod direction;
mod eras;
pub(super) mod parts;
mod periods;
mod relative;
mod verbs;
mod weekdays;

use ::time::Date;

use super::{Grain, Time};
use crate::engine::lexicon::{CalendarWord, Lexicon};
use crate::engine::segment::quotes_of_block;
use crate::engine::text::{BlockKind, Document, Span};
use direction::{Clause, Direction};
use parts::Parts;

/// Finds the times of `document`, which is of the day `published`, ISO 8601.
pub(super) fn find(lexicon: &Lexicon, document: &Document, published: Option<&str>) -> Vec<Time> {
    let published = published.and_then(calendar::parse);
    let quotes = quotes(document);
    let mut times = Vec::new();
    for sentence in &document.sentences {
        let parts = Parts::new(&document.text, sentence.span);
        let kind = document.blocks[sentence.block].kind;
        let headline = matches!(kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading);
        let reader = Reader { lexicon, parts: &parts, published, headline, quotes: &quotes };
        let mut i = 0;
        while i < parts.len() {
            match reader.time(i) {
                Some(found) => {
                    let end = found.until.clamp(i + 1, parts.len());
                    let Found { grain, value, last, .. } = found;
                    let end_value = last.filter(|_| value.is_some());
                    times.push(Time { span: parts.span(i..end), value, end: end_value, grain });
                    i = end;
                }
                None => i += 1,
            }
        }
    }
    times
}

/// What stands within quotation marks, in text order.
fn quotes(document: &Document) -> Vec<Span> {
    let quotes = (0..document.blocks.len()).flat_map(|block| quotes_of_block(document, block));
    quotes.map(|quote| quote.inner).collect()
}

/// A time that begins at some part.
#[derive(Clone, Debug)]
struct Found {
    /// The part after its last.
    until: usize,
    grain: Grain,
    value: Option<String>,
    /// The last of an interval.
    last: Option<String>,
}

impl Found {
    fn new(until: usize, grain: Grain, value: Option<String>) -> Self {
        Self { until, grain, value, last: None }
    }

    fn interval(until: usize, grain: Grain, ends: Option<(String, String)>) -> Self {
        let (value, last) = ends.unzip();
        Self { until, grain, value, last }
    }

    fn day(until: usize, date: Option<Date>) -> Self {
        Self::new(until, Grain::Day, date.map(calendar::iso))
    }

    fn vague(until: usize, grain: Grain) -> Self {
        Self::new(until, grain, None)
    }
}

/// A sentence, read for times.
struct Reader<'a> {
    lexicon: &'a Lexicon,
    parts: &'a Parts<'a>,
    published: Option<Date>,
    /// The sentence is a headline or heading.
    headline: bool,
    /// What stands within quotation marks, in text order.
    quotes: &'a [Span],
}

impl Reader<'_> {
    /// The time that begins at part `i`.
    fn time(&self, i: usize) -> Option<Found> {
        if self.parts.is_number(i) && self.is_label(i) {
            return None;
        }
        self.timed(i)
            .or_else(|| self.date(i))
            .or_else(|| self.weekday_expression(i))
            .or_else(|| self.holiday(i))
            .or_else(|| self.deictic(i))
            .or_else(|| self.ago(i))
            .or_else(|| self.span_of_units(i))
            .or_else(|| self.period(i))
    }

    fn lower(&self, i: usize) -> &str {
        self.parts.lower(i)
    }

    /// True for the number of a flight, road, room, page or paragraph.
    fn is_label(&self, i: usize) -> bool {
        let before = self.parts.before(i, 1);
        self.parts.is_glued(i)
            && i > 0
            && (self.parts.is_word(i - 1) && !matches!(before, "q" | "fy")
                || matches!(
                    before,
                    "$" | "€" | "£" | "¥" | "₹" | "₽" | "#" | "/" | "+" | "@" | "_"
                ))
    }

    fn direction(&self, start: usize, end: usize) -> Direction {
        let clause = Clause { lexicon: self.lexicon, parts: self.parts, headline: self.headline };
        clause.direction(start, end)
    }

    /// True within quotation marks.
    fn is_quoted(&self, i: usize) -> bool {
        let span = self.parts.span(i..i + 1);
        self.quotes.iter().any(|quote| quote.contains(span))
    }

    /// The month that part `i` names, and the part after it with its full stop.
    fn month(&self, i: usize) -> Option<(u8, usize)> {
        let Some(CalendarWord::Month(month)) = self.calendar(i) else { return None };
        let abbreviated =
            self.lower(i).len() < 5 && !matches!(self.lower(i), "may" | "june" | "july");
        let stop = abbreviated && self.lower(i + 1) == "." && self.parts.is_glued(i + 1);
        Some((month, i + 1 + usize::from(stop)))
    }

    fn weekday(&self, i: usize) -> Option<u8> {
        match self.calendar(i) {
            Some(CalendarWord::Weekday(day)) => Some(day),
            _ => None,
        }
    }

    /// What part `i` names, which has a capital then.
    fn calendar(&self, i: usize) -> Option<CalendarWord> {
        if self.parts.is_capital(i) { self.lexicon.calendar(self.lower(i)) } else { None }
    }

    /// A year of four digits at part `i`.
    fn year(&self, i: usize) -> Option<i32> {
        let word = self.lower(i);
        let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let glued = self.parts.is_glued(i + 1)
            && (self.parts.is_word(i + 1) || matches!(self.lower(i + 1), "%" | "/" | "°"));
        word.parse().ok().filter(|year| plain && !glued && (1000..=2100).contains(year))
    }

    /// A small count in digits or words, "a" for one; and the part after it.
    fn count(&self, i: usize) -> Option<(i32, usize)> {
        let word = self.lower(i);
        if self.parts.is_number(i) {
            let plain = word.parse().ok().filter(|n| (1..1000).contains(n));
            return plain.map(|n| (n, i + 1));
        }
        if matches!(word, "a" | "an") {
            return Some((1, i + 1));
        }
        let value = self.lexicon.number(word).filter(|v| (1.0..100.0).contains(v))? as i32;
        if value >= 20
            && self.parts.is_dash(i + 1)
            && let Some(ones) = self.lexicon.number(self.lower(i + 2)).filter(|v| *v < 10.0)
        {
            return Some((value + ones as i32, i + 3));
        }
        (!matches!(word, "dozen" | "dozens" | "k" | "m")).then_some((value, i + 1))
    }
}

#[cfg(test)]
mod tests;
