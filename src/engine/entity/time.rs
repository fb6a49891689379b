//! Times: dates in full or in part, and relative ones reckoned back from the article's date.

use ::time::{Date, Duration, Month, Weekday};

use super::{Grain, Time};
use crate::engine::lexicon::{CalendarWord, Lexicon};
use crate::engine::segment::Words;
use crate::engine::text::Document;

pub(super) fn find(lexicon: &Lexicon, document: &Document, published: Option<&str>) -> Vec<Time> {
    let words = Words::new(document);
    let published = published.and_then(iso_date);
    let mut times = Vec::new();
    for sentence in &document.sentences {
        let reader = Reader { lexicon, words: &words, published, end: sentence.tokens.end };
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            match reader.time(i) {
                Some((next, grain, value)) => {
                    let next = next.clamp(i + 1, sentence.tokens.end);
                    times.push(Time { span: words.span(i..next), value, grain });
                    i = next;
                }
                None => i += 1,
            }
        }
    }
    times
}

/// The date at the beginning of an ISO 8601 string.
fn iso_date(text: &str) -> Option<Date> {
    let mut parts = text.get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    words: &'a Words<'a>,
    published: Option<Date>,
    end: usize,
}

/// Where a time ends, its grain and its value.
type Found = (usize, Grain, Option<String>);

impl Reader<'_> {
    fn lower(&self, i: usize) -> &str {
        if i < self.end { self.words.lower(i) } else { "" }
    }

    fn time(&self, i: usize) -> Option<Found> {
        self.absolute(i).or_else(|| self.relative(i))
    }

    fn month(&self, i: usize) -> Option<u8> {
        let word = self.lower(i).trim_end_matches('.');
        match self.lexicon.calendar(word) {
            Some(CalendarWord::Month(month)) if i < self.end && self.words.is_capital(i) => {
                Some(month)
            }
            _ => None,
        }
    }

    fn weekday(&self, i: usize) -> Option<u8> {
        match self.lexicon.calendar(self.lower(i)) {
            Some(CalendarWord::Weekday(day)) => Some(day),
            _ => None,
        }
    }

    fn day(&self, i: usize) -> Option<u8> {
        let word = self.lower(i);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &word[digits.len()..];
        let day = digits.parse().ok().filter(|day| (1..=31).contains(day));
        day.filter(|_| matches!(ending, "" | "st" | "nd" | "rd" | "th"))
    }

    fn year(&self, i: usize) -> Option<i32> {
        let word = self.lower(i);
        let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        word.parse().ok().filter(|year| plain && (1700..=2100).contains(year))
    }

    fn absolute(&self, i: usize) -> Option<Found> {
        if let Some(found) = self.iso(i) {
            return Some(found);
        }
        if let Some(month) = self.month(i) {
            return self.of_month(i, month);
        }
        if let (Some(day), Some(month)) = (self.day(i), self.month(i + 1)) {
            let year = self.year(i + 2);
            let end = if year.is_some() { i + 3 } else { i + 2 };
            return Some((end, Grain::Day, self.date(year, month, day)));
        }
        self.bare_year(i)
    }

    /// "2023-03-31", which is three numbers and two marks.
    fn iso(&self, i: usize) -> Option<Found> {
        let year = self.year(i)?;
        if self.lower(i + 1) != "-" || self.lower(i + 3) != "-" || self.lower(i + 2).len() != 2 {
            return None;
        }
        let month: u8 = self.lower(i + 2).parse().ok()?;
        let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, self.day(i + 4)?);
        Some((i + 5, Grain::Day, Some(iso(date.ok()?))))
    }

    fn of_month(&self, i: usize, month: u8) -> Option<Found> {
        let dated = self.day(i + 1).filter(|_| self.year(i + 1).is_none());
        if let Some(day) = dated {
            let comma = usize::from(self.lower(i + 2) == ",");
            let year = self.year(i + 2 + comma);
            let end = if year.is_some() { i + 3 + comma } else { i + 2 };
            return Some((end, Grain::Day, self.date(year, month, day)));
        }
        let comma = usize::from(self.lower(i + 1) == ",");
        if let Some(year) = self.year(i + 1 + comma) {
            return Some((i + 2 + comma, Grain::Month, Some(format!("{year:04}-{month:02}"))));
        }
        // "May" and "March" alone are words unless something before says otherwise.
        let before = i.checked_sub(1).map_or("", |k| self.words.lower(k));
        let sure = self.words.word(i).len() > 4 && month != 3
            || matches!(
                before,
                "in" | "since" | "last" | "until" | "of" | "by" | "early" | "late" | "mid" | "this"
            );
        let published = self.published.filter(|_| sure);
        let year =
            published.map(|p| if u8::from(p.month()) >= month { p.year() } else { p.year() - 1 });
        sure.then(|| (i + 1, Grain::Month, year.map(|year| format!("{year:04}-{month:02}"))))
    }

    /// A day of a month; without a year, the last one up to the article's date, or the next one
    /// within two months.
    fn date(&self, year: Option<i32>, month: u8, day: u8) -> Option<String> {
        let month = Month::try_from(month).ok()?;
        if let Some(year) = year {
            return Date::from_calendar_date(year, month, day).ok().map(iso);
        }
        let published = self.published?;
        let this = Date::from_calendar_date(published.year(), month, day).ok()?;
        let past = this <= published || this - published < Duration::days(60);
        let date = if past {
            this
        } else {
            Date::from_calendar_date(published.year() - 1, month, day).ok()?
        };
        Some(iso(date))
    }

    fn bare_year(&self, i: usize) -> Option<Found> {
        let word = self.lower(i);
        if let Some(decade) = word
            .strip_suffix('s')
            .filter(|d| d.len() == 4 && d.ends_with('0') && d.bytes().all(|b| b.is_ascii_digit()))
        {
            return Some((i + 1, Grain::Decade, Some(decade.to_owned())));
        }
        let year = self.year(i)?;
        let before = i.checked_sub(1).map_or("", |k| self.words.lower(k));
        let after = self.lower(i + 1);
        let dated = matches!(
            before,
            "in" | "since"
                | "before"
                | "after"
                | "by"
                | "until"
                | "of"
                | "from"
                | "during"
                | "to"
                | "early"
                | "late"
                | "the"
                | "("
                | "-"
                | "–"
                | "and"
                | "between"
        );
        let counts = self.lexicon.unit(after).is_some()
            || matches!(after, "," | "%")
                && self.lower(i + 2).len() == 3
                && self.words.is_glued(i + 1);
        (dated && !counts).then(|| (i + 1, Grain::Year, Some(format!("{year:04}"))))
    }

    fn relative(&self, i: usize) -> Option<Found> {
        let back =
            |days: i64| self.published.and_then(|p| p.checked_sub(Duration::days(days))).map(iso);
        match self.lower(i) {
            "yesterday" => Some((i + 1, Grain::Day, back(1))),
            "today" => Some((i + 1, Grain::Day, back(0))),
            "tomorrow" => Some((i + 1, Grain::Day, back(-1))),
            "last" | "this" | "next" => self.near(i),
            _ => self.weekday(i).map(|day| (i + 1, Grain::Day, self.last_weekday(day, false))),
        }
    }

    fn last_weekday(&self, day: u8, next: bool) -> Option<String> {
        let weekday = Weekday::Monday.nth_next(day.checked_sub(1)?);
        let mut date = self.published?;
        for _ in 0..8 {
            if next {
                date = date.next_day()?;
            }
            if date.weekday() == weekday {
                return Some(iso(date));
            }
            if !next {
                date = date.previous_day()?;
            }
        }
        None
    }

    /// "last year", "this month", "next Tuesday".
    fn near(&self, i: usize) -> Option<Found> {
        let step = match self.lower(i) {
            "last" => -1,
            "next" => 1,
            _ => 0,
        };
        if let Some(day) = self.weekday(i + 1) {
            return Some((i + 2, Grain::Day, self.last_weekday(day, step == 1)));
        }
        if step <= 0
            && let Some(month) = self.month(i + 1)
        {
            let (end, grain, value) = self.of_month(i + 1, month)?;
            return Some((end, grain, value));
        }
        let year = self.published.map(|p| p.year() + step);
        match self.lower(i + 1) {
            "year" => Some((i + 2, Grain::Year, year.map(|y| format!("{y:04}")))),
            "month" => Some((i + 2, Grain::Month, self.published.map(|p| month_from(p, step)))),
            "week" => Some((i + 2, Grain::Week, self.published.and_then(|p| week_from(p, step)))),
            "quarter" => Some((i + 2, Grain::Quarter, None)),
            "decade" => Some((i + 2, Grain::Decade, None)),
            _ => None,
        }
    }
}

fn month_from(date: Date, step: i32) -> String {
    let months = date.year() * 12 + i32::from(u8::from(date.month())) - 1 + step;
    format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
}

/// The ISO week.
fn week_from(date: Date, step: i32) -> Option<String> {
    let date = date.checked_add(Duration::days(i64::from(step) * 7))?;
    let (year, week, _) = date.to_iso_week_date();
    Some(format!("{year:04}-W{week:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Resources;
    use crate::engine::segment::segment;
    use crate::engine::text::{Block, BlockKind, Span};

    /// Times of a text of Wednesday, 5 April 2023.
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let span = Span::new(0, text.len());
        let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
        let resources = Resources::new();
        let document = segment(&resources, text.to_owned(), vec![block]);
        let times = find(&resources.lexicon, &document, Some("2023-04-05T10:00:00Z"));
        let found: Vec<_> =
            times.iter().map(|t| (document.words(t.span), t.value.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_dates() {
        check("March 31, 2023, marked it.", &[("March 31, 2023", Some("2023-03-31"))]);
        check("On 31 March 2020 it began.", &[("31 March 2020", Some("2020-03-31"))]);
        check("On February 17 they met.", &[("February 17", Some("2023-02-17"))]);
        check("On December 17 they met.", &[("December 17", Some("2022-12-17"))]);
        check(
            "It began in May 2019, before 2020.",
            &[("May 2019", Some("2019-05")), ("2020", Some("2020"))],
        );
    }

    #[test]
    fn reckons_back_from_the_date_of_the_article() {
        check("He spoke on Tuesday.", &[("Tuesday", Some("2023-04-04"))]);
        check("He spoke on Wednesday.", &[("Wednesday", Some("2023-04-05"))]);
        check("He left yesterday.", &[("yesterday", Some("2023-04-04"))]);
        check("Sales fell last year.", &[("last year", Some("2022"))]);
        check("Sales fell last month.", &[("last month", Some("2023-03"))]);
    }

    #[test]
    fn takes_no_verb_for_a_month() {
        check("They may march. 2,000 people came.", &[]);
    }
}
