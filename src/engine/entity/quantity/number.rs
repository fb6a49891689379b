//! The value of a number, in digits or words.

use super::Reader;

/// A number and where it ends.
pub(super) struct Number {
    /// Its value, scale included.
    pub(super) value: f64,
    /// "million", … of its last word; 1 where there is none.
    pub(super) scale: f64,
    /// Written in digits.
    pub(super) digits: bool,
    /// "hundreds", "a couple".
    pub(super) rough: bool,
    /// The part after it.
    pub(super) until: usize,
}

impl Reader<'_> {
    /// The number that begins at part `i`; `money`: behind a currency, where "m" is a million.
    pub(super) fn number(&self, i: usize, money: bool) -> Option<Number> {
        if !self.parts.is_number(i) {
            return self.spelt(i);
        }
        if money || !self.is_part_of_label(i) { self.digits(i, money) } else { None }
    }

    /// The upper end of a range, behind its dash or "to".
    pub(super) fn upper(&self, i: usize, money: bool) -> Option<Number> {
        if self.parts.is_number(i) { self.digits(i, money) } else { self.spelt(i) }
    }

    fn digits(&self, i: usize, money: bool) -> Option<Number> {
        let mut value = match vulgar(self.lower(i)) {
            Some(value) => value,
            None => decimal(self.lower(i))?,
        };
        let mut until = i + 1;
        if self.parts.is_glued(until)
            && let Some(rest) = vulgar(self.lower(until))
        {
            value += rest;
            until += 1;
        }
        let mut scale = 1.0;
        if self.parts.is_glued(until) && self.parts.is_word(until) {
            match self.lower(until) {
                "bn" | "b" => scale = 1e9,
                "tn" | "trn" => scale = 1e12,
                "k" => scale = 1e3,
                "mn" | "million" => scale = 1e6,
                "m" if money || self.head_noun(until + 1, 2.0).is_some() => scale = 1e6,
                // A metre or a million.
                "m" => return None,
                "p" | "c" | "f" => {}
                word if self.lexicon.unit(word).is_some() => {}
                _ => return None,
            }
            until += usize::from(scale > 1.0);
        }
        let (more, until) = self.scales(until);
        Some(Number {
            value: value * scale * more,
            scale: scale * more,
            digits: true,
            rough: false,
            until,
        })
    }

    /// "million", "hundred thousand", also with a hyphen before it; and the part after.
    fn scales(&self, mut at: usize) -> (f64, usize) {
        let mut scale = 1.0;
        loop {
            let dash = usize::from(self.parts.is_dash(at) && self.parts.is_glued(at));
            let Some(more) = self.scale(at + dash) else { return (scale, at) };
            scale *= more;
            at += dash + 1;
        }
    }

    fn scale(&self, i: usize) -> Option<f64> {
        let singular = matches!(
            self.lower(i),
            "hundred"
                | "thousand"
                | "million"
                | "billion"
                | "trillion"
                | "bn"
                | "tn"
                | "dozen"
                | "lakh"
                | "crore"
                | "mn"
        );
        if singular { self.lexicon.number(self.lower(i)) } else { None }
    }

    /// True for digits of a phone number, score, type or date.
    fn is_part_of_label(&self, i: usize) -> bool {
        let glued = self.parts.is_glued(i);
        let before = self.parts.before(i, 1);
        let word = glued && i > 0 && self.parts.is_word(i - 1);
        let dashed = glued
            && i > 1
            && self.parts.is_dash(i - 1)
            && self.parts.is_glued(i - 1)
            && (self.parts.is_word(i - 2) || self.parts.is_number(i - 2));
        let mark = glued && matches!(before, "/" | ":" | "#" | "@" | "_" | "." | "'" | "’" | "+");
        let after = self.parts.is_glued(i + 1)
            && (self.lower(i + 1) == "/"
                || self.lower(i + 1) == ":"
                    && self.parts.is_glued(i + 2)
                    && self.parts.is_number(i + 2));
        let run = i > 0 && self.parts.is_number(i - 1) && !glued
            || self.parts.is_number(i + 1) && !self.parts.is_glued(i + 1)
            || self.parts.is_dash(i + 1)
                && self.parts.is_glued(i + 1)
                && self.parts.is_number(i + 2)
                && (self.parts.is_dash(i + 3) && self.parts.is_number(i + 4));
        let numbered = before == "no" && i > 0 && self.parts.is_capital(i - 1)
            || before == "." && self.parts.before(i, 2) == "no";
        let score = self.parts.is_dash(i + 1)
            && self.parts.is_glued(i + 1)
            && self.parts.is_glued(i + 2)
            && self.parts.is_number(i + 2)
            && self.is_falling(i);
        let padded = self.lower(i).len() > 1
            && self.lower(i).starts_with('0')
            && !self.lower(i).starts_with("0.");
        word || dashed || mark || after || run || numbered || score || padded
    }

    /// "52-48": no range rises like that.
    fn is_falling(&self, i: usize) -> bool {
        match (decimal(self.lower(i)), decimal(self.lower(i + 2))) {
            (Some(low), Some(high)) => low >= high,
            _ => true,
        }
    }

    /// "two dozen", "half a million", "three and a half million", "seven hundred and five".
    fn spelt(&self, i: usize) -> Option<Number> {
        let word = self.lower(i);
        if let Some(number) = self.half(i).or_else(|| self.rough(i)) {
            return Some(number);
        }
        if matches!(word, "bn" | "tn" | "mn" | "m" | "k" | "zero" | "half" | "couple" | "tens") {
            return None;
        }
        if self.scale(i).is_some() {
            let counted = matches!(self.parts.before(i, 1), "a" | "several" | "few" | "per");
            let (value, until) = self.scales(i);
            let article = self.parts.before(i, 1) == "a";
            return (counted && article).then_some(Number {
                value,
                scale: value,
                digits: false,
                rough: false,
                until,
            });
        }
        let mut total = 0.0;
        let (mut current, mut at) = self.below_hundred(i)?;
        // "nineteen ninety-nine" is a year.
        if self.below_hundred(at).is_some_and(|(value, _)| value >= 10.0) {
            return None;
        }
        if (self.lower(at), self.lower(at + 1), self.lower(at + 2)) == ("and", "a", "half") {
            current += 0.5;
            at += 3;
        }
        let mut scale = 1.0;
        loop {
            let dash = usize::from(self.parts.is_dash(at));
            let and = usize::from(self.lower(at) == "and" && scale > 1.0);
            if let Some(more) =
                self.scale(at + dash).filter(|_| dash == 0 || self.parts.is_glued(at))
            {
                current *= more;
                scale = more;
                at += dash + 1;
                if more >= 1e3 {
                    total += current;
                    current = 0.0;
                }
            } else if let Some((value, next)) =
                self.below_hundred(at + and).filter(|_| scale > 1.0 && scale != 12.0 && scale < 1e6)
                && (and == 0 || !self.parts.is_capital(at + 1) && self.ends_number(next))
            {
                current += value;
                at = next;
                scale = if self.scale(at).is_some() { scale } else { 0.5 };
            } else {
                break;
            }
        }
        Some(Number {
            value: total + current,
            scale: scale.max(1.0),
            digits: false,
            rough: false,
            until: at,
        })
    }

    /// "two hundred and five people" but not "two hundred and five of them", which counts twice.
    fn ends_number(&self, at: usize) -> bool {
        self.lower(at) != "of"
    }

    /// A number word up to 99.
    fn below_hundred(&self, i: usize) -> Option<(f64, usize)> {
        if !self.parts.is_word(i) || self.scale(i).is_some() {
            return None;
        }
        let word = self.lower(i);
        let value = self.lexicon.number(word).filter(|v| (1.0..100.0).contains(v))?;
        if word.ends_with("dozens") || matches!(word, "couple" | "tens" | "dozen") {
            return None;
        }
        let dash = usize::from(self.parts.is_dash(i + 1) && self.parts.is_glued(i + 1));
        if value >= 20.0
            && let Some(ones) =
                self.lexicon.number(self.lower(i + 1 + dash)).filter(|v| (1.0..10.0).contains(v))
            && self.lower(i + 1 + dash) != "couple"
        {
            return Some((value + ones, i + 2 + dash));
        }
        Some((value, i + 1))
    }

    /// "half a million", "half an hour".
    fn half(&self, i: usize) -> Option<Number> {
        if self.lower(i) == "quarter" && (self.lower(i + 1), self.lower(i + 2)) == ("of", "a") {
            let scale = self.scale(i + 3)?;
            let value = scale / 4.0;
            return Some(Number { value, scale: value, digits: false, rough: false, until: i + 4 });
        }
        if self.lower(i) != "half" || !matches!(self.lower(i + 1), "a" | "an") {
            return None;
        }
        let number =
            |value, until| Number { value, scale: value, digits: false, rough: false, until };
        match self.scale(i + 2) {
            Some(scale) => Some(number(scale / 2.0, i + 3)),
            None => {
                let unit = self.lexicon.unit(self.lower(i + 2)).is_some();
                unit.then(|| number(0.5, i + 2))
            }
        }
    }

    /// "hundreds of", "tens of thousands", "a couple of".
    fn rough(&self, i: usize) -> Option<Number> {
        let number =
            |value, until| Number { value, scale: value, digits: false, rough: true, until };
        let plural = |at: usize| {
            let many = matches!(
                self.lower(at),
                "dozens"
                    | "hundreds"
                    | "thousands"
                    | "millions"
                    | "billions"
                    | "trillions"
                    | "lakhs"
                    | "crores"
            );
            if many { self.lexicon.number(self.lower(at)) } else { None }
        };
        if self.lower(i) == "couple" {
            return (self.lower(i + 1) == "of" && self.parts.before(i, 1) == "a")
                .then(|| number(2.0, i + 2));
        }
        let value = if self.lower(i) == "tens" { Some(10.0) } else { plural(i) }?;
        if self.lower(i + 1) == "of"
            && let Some(scale) = plural(i + 2)
        {
            return Some(number(value * scale, i + 3));
        }
        (self.lower(i) != "tens").then(|| number(value, i + 1))
    }

    /// "two-thirds", "a quarter of", "one in five", "half the seats"; and the part after.
    pub(super) fn fraction(&self, i: usize) -> Option<(f64, usize)> {
        let of = |at: usize| self.lower(at) == "of";
        if self.lower(i) == "half" {
            let whole = of(i + 1) && !matches!(self.lower(i + 2), "a" | "an")
                || matches!(self.lower(i + 1), "the" | "its" | "their" | "his" | "her" | "all");
            let ordinal = matches!(
                self.parts.before(i, 1),
                "first" | "second" | "other" | "last" | "a" | "-"
            );
            let year = self.parts.is_number(i + 2) || self.parts.is_number(i + 3);
            return (whole && !ordinal && !year && self.lower(i + 2) != "time")
                .then_some((0.5, i + 1));
        }
        let scaled = self.lower(i + 2) == "a" && self.scale(i + 3).is_some();
        if matches!(self.parts.before(i, 1), "a" | "one") && !scaled {
            let denominator = denominator(self.lower(i)).filter(|_| of(i + 1));
            if let Some(denominator) = denominator {
                return Some((1.0 / denominator, i + 1));
            }
        }
        let (count, at) = if self.parts.is_number(i) {
            (decimal(self.lower(i)).filter(|_| !self.is_part_of_label(i))?, i + 1)
        } else {
            self.below_hundred(i)?
        };
        let dash = usize::from(self.parts.is_dash(at));
        if let Some(denominator) = denominator(self.lower(at + dash))
            && !self.parts.is_number(i)
            && (self.lower(at + dash).ends_with('s') == (count > 1.0))
            && count < denominator
            && (count > 1.0 || dash == 1 || of(at + 1))
        {
            return Some((count / denominator, at + dash + 1));
        }
        if self.lower(at) == "in" && (1.0..10.0).contains(&count) {
            let whole = self.number(at + 1, false).filter(|n| {
                n.value > count
                    && n.value % 1.0 == 0.0
                    && n.value <= 1e6
                    && (count == 1.0 || self.head_noun(n.until, 2.0).is_some())
            })?;
            let year = whole.digits && (1700.0..2100.0).contains(&whole.value);
            return (!year && self.measure(whole.until).is_none())
                .then_some((count / whole.value, whole.until));
        }
        None
    }
}

fn denominator(word: &str) -> Option<f64> {
    let value = match word.strip_suffix('s').unwrap_or(word) {
        "third" => 3.0,
        "quarter" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        _ => return None,
    };
    Some(value)
}

fn vulgar(word: &str) -> Option<f64> {
    match word {
        "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        "⅓" => Some(1.0 / 3.0),
        "⅔" => Some(2.0 / 3.0),
        _ => None,
    }
}

/// "1,200.5" and "1,00,000": groups by commas, a stop before decimals.
fn decimal(body: &str) -> Option<f64> {
    let (whole, rest) = body.split_once('.').map_or((body, None), |(w, r)| (w, Some(r)));
    if rest.is_some_and(|rest| rest.contains(['.', ','])) {
        return None;
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let last = groups.len() - 1;
    let western = groups.iter().skip(1).all(|g| g.len() == 3);
    let indian =
        groups.iter().enumerate().skip(1).all(|(i, g)| g.len() == if i == last { 3 } else { 2 });
    let plain: String = body.chars().filter(|c| *c != ',').collect();
    let digits = plain.len() <= 18 && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    if (western || indian) && groups[0].len() <= if last > 0 { 3 } else { 15 } && digits {
        plain.parse().ok().filter(|v: &f64| v.is_finite())
    } else {
        None
    }
}
