//! Quantities: numbers in digits and words, money, percentages, ranges, fractions.
//!
//! In: a document. Out: [`Quantity`] values with what they count, in text order. [`number`] reads
//! the value, [`mod@unit`] the currency, measure or head noun that it belongs to; here they are joined
//! to ranges, and labels sorted out that are written as numbers ("Flight 370", "3-1", "F-16").
//! What belongs to a time is none, and neither are ordinals and a bare "two".

mod approximate;
mod number;
mod unit;

use super::Quantity;
use super::time::{self, parts::Parts};
use crate::engine::lexicon::Lexicon;
use crate::engine::text::{BlockKind, Document, Span};
use number::Number;
use unit::Unit;

/// Finds the quantities of `document`.
pub(super) fn find(lexicon: &Lexicon, document: &Document) -> Vec<Quantity> {
    let times: Vec<Span> =
        time::find(lexicon, document, None).into_iter().map(|t| t.span).collect();
    let mut quantities = Vec::new();
    for sentence in &document.sentences {
        let parts = Parts::new(&document.text, sentence.span);
        let headline = document.blocks[sentence.block].kind == BlockKind::Title;
        let reader = Reader { lexicon, parts: &parts, headline };
        let mut i = 0;
        while i < parts.len() {
            let span = parts.span(i..i + 1);
            let near = times.partition_point(|t| t.end <= span.start);
            if times.get(near).is_some_and(|t| t.overlaps(span)) {
                i += 1;
                continue;
            }
            match reader.quantity(i) {
                Some((quantity, next)) => {
                    let clear = times.get(near).is_none_or(|t| !t.overlaps(quantity.span));
                    quantities.extend(clear.then_some(quantity));
                    i = next.max(i + 1);
                }
                None => i += 1,
            }
        }
    }
    quantities
}

/// A sentence, read for quantities.
struct Reader<'a> {
    lexicon: &'a Lexicon,
    parts: &'a Parts<'a>,
    /// In a headline every word may begin with a capital.
    headline: bool,
}

/// The ends of a range and what it counts.
struct Range {
    value: f64,
    high: f64,
    unit: Option<Unit>,
    until: usize,
}

impl Reader<'_> {
    fn lower(&self, i: usize) -> &str {
        self.parts.lower(i)
    }

    /// The quantity that begins at part `i`, and the part after it.
    fn quantity(&self, i: usize) -> Option<(Quantity, usize)> {
        if let Some((value, until)) = self.fraction(i) {
            let span = self.parts.span(i..until);
            let approximate = self.is_approximate(i, until);
            return Some((Quantity { span, value, high: None, unit: None, approximate }, until));
        }
        let (negative, first) = self.sign(i);
        let (currency, at) = self.currency(first).map_or((None, first), |(c, at)| (Some(c), at));
        let low = self.number(at, currency.is_some())?;
        if let Some(range) = self.range(at, &low, currency) {
            let approximate = self.is_approximate(i, range.until);
            let span = self.parts.span(i..range.until);
            let unit = range.unit.map(|u| u.name);
            let high = Some(range.high);
            return Some((
                Quantity { span, value: range.value, high, unit, approximate },
                range.until,
            ));
        }
        let more = self.or_so(low.until);
        let unit = match currency {
            Some(name) => Some(Unit::new(name, low.until)),
            None => self.unit(more, &low),
        };
        if self.is_label(at, &low, unit.as_ref()) {
            return None;
        }
        let until = unit.as_ref().map_or(low.until, |unit| unit.until);
        let mut value = low.value * unit.as_ref().map_or(1.0, |unit| unit.factor);
        let start = if negative && unit.as_ref().is_some_and(Unit::has_sign) {
            value = -value;
            i
        } else {
            first
        };
        let approximate = low.rough || more > low.until || self.is_approximate(start, until);
        let span = self.parts.span(start..until);
        let unit = unit.map(|unit| unit.name).or_else(|| self.age(at, &low));
        Some((Quantity { span, value, high: None, unit, approximate }, until))
    }

    /// A minus before a number, and the part after it.
    fn sign(&self, i: usize) -> (bool, usize) {
        let glued = (self.lower(i) == "-" || self.lower(i) == "−" || self.lower(i) == "–")
            && self.parts.is_glued(i + 1)
            && !self.parts.is_glued(i);
        let minus = glued || self.lower(i) == "minus";
        (minus, i + usize::from(minus))
    }

    /// The upper end, where a range begins with `low` at part `i`.
    fn range(&self, i: usize, low: &Number, currency: Option<&str>) -> Option<Range> {
        let own = self.measure(low.until);
        let join = own.as_ref().map_or(low.until, |unit| unit.until);
        // "18- to 24-year-olds".
        let hangs = self.parts.is_dash(join) && matches!(self.lower(join + 1), "to" | "or");
        let join = join + usize::from(hangs);
        let dash = self.parts.is_dash(join);
        let between = self.is_after(i, "between", 3);
        let joins = match self.lower(join) {
            "to" => !self.is_after(i, "from", 3),
            "and" => between,
            "or" => low.value < 100.0,
            _ => dash,
        };
        if !joins || dash && !self.parts.is_glued(join + 1) && self.parts.is_glued(join) {
            return None;
        }
        let (second, at) =
            self.currency(join + 1).map_or((None, join + 1), |(c, at)| (Some(c), at));
        let high = self.upper(at, currency.is_some() || second.is_some())?;
        let unit = match (currency, second) {
            (Some(name), None) => Some(Unit::new(name, high.until)),
            (Some(name), Some(other)) if name == other => Some(Unit::new(name, high.until)),
            (None, None) => self.unit(self.or_so(high.until), &high),
            _ => return None,
        };
        let same = own.as_ref().is_none_or(|own| unit.as_ref().is_some_and(|u| u.name == own.name));
        let told_twice = own.is_some() || second.is_some();
        if !same || told_twice && self.lower(join) == "to" && self.is_change(i) {
            return None;
        }
        // A score has no unit: "won 21-24".
        if dash && unit.is_none() {
            return None;
        }
        // "5 to 6 million" shares its scale.
        let shared = if low.scale == 1.0 && own.is_none() && low.value < high.value {
            high.scale
        } else {
            1.0
        };
        let factor = unit.as_ref().map_or(1.0, |u| u.factor);
        let (value, high_value) = (low.value * shared * factor, high.value * factor);
        let until = unit.as_ref().map_or(high.until, |u| u.until);
        (value < high_value).then_some(Range { value, high: high_value, unit, until })
    }

    /// True if `word` stands at most `n` parts before `i`, with no mark in between.
    fn is_after(&self, i: usize, word: &str, n: usize) -> bool {
        (1..=n).map(|k| self.parts.before(i, k)).take_while(|w| *w != ",").any(|w| w == word)
    }

    /// "fell 7% to 12%": two figures, no range.
    fn is_change(&self, i: usize) -> bool {
        (1..=4).any(|k| {
            matches!(
                self.parts.before(i, k),
                "by" | "rose"
                    | "fell"
                    | "grew"
                    | "up"
                    | "down"
                    | "increased"
                    | "decreased"
                    | "gained"
                    | "lost"
                    | "dropped"
                    | "climbed"
                    | "slipped"
                    | "jumped"
                    | "declined"
                    | "added"
            )
        })
    }

    /// "20 or so": the part after it.
    fn or_so(&self, at: usize) -> usize {
        let so = self.lower(at) == "or"
            && matches!(self.lower(at + 1), "so" | "more" | "fewer" | "less");
        at + 2 * usize::from(so)
    }

    /// True for a number that names or numbers something, or says too little to be told.
    fn is_label(&self, i: usize, low: &Number, unit: Option<&Unit>) -> bool {
        let named = self.parts.is_capital(i) && i > 0 && !self.headline && !low.digits;
        let opens = i == 0 || matches!(self.parts.before(i, 1), "“" | "\"" | "‘" | ":");
        if named && !opens {
            return true;
        }
        let numbered = matches!(
            self.parts.before(i, 1),
            "flight"
                | "route"
                | "article"
                | "section"
                | "room"
                | "chapter"
                | "page"
                | "channel"
                | "gate"
                | "boeing"
                | "airbus"
                | "phase"
                | "category"
                | "highway"
                | "interstate"
                | "resolution"
                | "apollo"
                | "formula"
                | "number"
                | "line"
                | "level"
                | "grade"
                | "act"
                | "title"
        );
        let Some(unit) = unit else {
            let word = low.until - i == 1 && !low.digits && low.value < 11.0;
            let name = self.parts.is_capital(low.until) && self.lower(low.until) != "i";
            let behind_name = i > 1 && self.parts.is_capital(i - 1);
            let year = low.digits
                && low.until == i + 1
                && self.lower(i).len() == 4
                && (1700.0..=2100.0).contains(&low.value);
            let listed = behind_name && low.digits && low.scale == 1.0;
            return word || name && low.digits && low.scale == 1.0 || listed || year || numbered;
        };
        // "Trump's 1995 tax filings": a count of thousands has a comma.
        let year = low.digits
            && low.until == i + 1
            && self.lower(i).len() == 4
            && (1900.0..2050.0).contains(&low.value)
            && low.value % 50.0 != 0.0;
        (numbered || year || self.parts.before(i, 1) == "fortune") && !unit.measure
    }

    /// "Anna Berg, 45, said".
    fn age(&self, i: usize, low: &Number) -> Option<String> {
        let name = i >= 2 && self.lower(i - 1) == "," && self.parts.is_capital(i - 2);
        let closed = self.lower(low.until) == ",";
        let years = low.digits && (1.0..110.0).contains(&low.value) && low.value % 1.0 == 0.0;
        (name && closed && years).then(|| "year".to_owned())
    }
}

#[cfg(test)]
mod tests;
