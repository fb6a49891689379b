//! Quantities: numbers in digits and words, money, percentages, ranges.

use std::ops::Range;

use super::{Quantity, time};
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::text::{Document, Span, TokenKind};

pub(super) fn find(lexicon: &Lexicon, document: &Document) -> Vec<Quantity> {
    let words = Words::new(document);
    let times: Vec<Span> =
        time::find(lexicon, document, None).into_iter().map(|t| t.span).collect();
    let mut quantities = Vec::new();
    for sentence in &document.sentences {
        let reader = Reader { lexicon, words: &words, end: sentence.tokens.end };
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let span = document.tokens[i].span;
            let near = times.partition_point(|t| t.end <= span.start);
            if times.get(near).is_some_and(|t| t.overlaps(span)) {
                i += 1;
                continue;
            }
            match reader.quantity(i) {
                Some((quantity, next)) => {
                    quantities.push(quantity);
                    i = next.max(i + 1);
                }
                None => i += 1,
            }
        }
    }
    quantities
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    words: &'a Words<'a>,
    /// Where the sentence ends.
    end: usize,
}

/// A number and the tokens that spell it.
struct Number {
    value: f64,
    tokens: Range<usize>,
}

impl Reader<'_> {
    fn lower(&self, i: usize) -> &str {
        if i < self.end { self.words.lower(i) } else { "" }
    }

    fn quantity(&self, i: usize) -> Option<(Quantity, usize)> {
        let sign = self.sign(i);
        let low = self.number(i + usize::from(sign.is_some()))?;
        let mut end = low.tokens.end;
        let mut value = low.value;
        let mut high = None;
        let joins = matches!(self.lower(end), "-" | "–" | "to" | "and")
            && (self.lower(end) != "and" || i > 0 && self.lower(i - 1) == "between");
        let upper = end + 1 + usize::from(self.sign(end + 1).is_some());
        if joins && let Some(upper) = self.number(upper).filter(|n| n.value > value) {
            end = upper.tokens.end;
            high = Some(upper.value);
            // "5 to 6 million" shares its scale.
            let scale =
                self.scale(end - 1).filter(|_| upper.tokens.len() > 1 && low.tokens.len() == 1);
            value *= scale.unwrap_or(1.0);
        }
        let (unit, end) = match sign {
            Some(unit) => (Some(unit.to_owned()), end),
            None => self.unit(end),
        };
        let word_alone = self.words.kind(i) == TokenKind::Word
            && unit.is_none()
            && high.is_none()
            && low.tokens.len() == 1
            && value < 11.0;
        if word_alone {
            return None;
        }
        let approximate = self.is_approximate(i);
        let span = self.words.span(i..end);
        Some((Quantity { span, value, high, unit, approximate }, end))
    }

    /// The currency whose sign token `i` is, right before a number: "$", "US$".
    fn sign(&self, i: usize) -> Option<&str> {
        let is_sign = self.words.word(i).ends_with(|c: char| !c.is_alphanumeric());
        let before_number = i + 1 < self.end
            && self.words.is_glued(i + 1)
            && self.words.kind(i + 1) == TokenKind::Number;
        if is_sign && before_number { self.lexicon.unit(self.lower(i)) } else { None }
    }

    /// A number that begins at token `i`.
    fn number(&self, i: usize) -> Option<Number> {
        if i >= self.end {
            return None;
        }
        match self.words.kind(i) {
            TokenKind::Number => self.digits(i),
            TokenKind::Word => self.spelt(i),
            _ => None,
        }
    }

    fn digits(&self, i: usize) -> Option<Number> {
        let mut value = decimal(self.lower(i))?;
        let mut end = i + 1;
        while let Some(scale) = self.scale(end) {
            value *= scale;
            end += 1;
        }
        Some(Number { value, tokens: i..end })
    }

    /// "million" and the like.
    fn scale(&self, i: usize) -> Option<f64> {
        let singular = matches!(
            self.lower(i),
            "hundred" | "thousand" | "million" | "billion" | "trillion" | "bn" | "dozen"
        );
        if singular {
            return self.lexicon.number(self.lower(i));
        }
        let glued = i < self.end && self.words.is_glued(i);
        match self.lower(i) {
            "k" if glued => Some(1e3),
            "m" | "mn" if glued => Some(1e6),
            "b" if glued => Some(1e9),
            "tn" if glued => Some(1e12),
            _ => None,
        }
    }

    /// "two dozen", "half a million", "twenty-five thousand", "dozens of".
    fn spelt(&self, i: usize) -> Option<Number> {
        if matches!(self.lower(i), "bn" | "zero") {
            return None;
        }
        let mut value = self.lexicon.number(self.lower(i))?;
        let mut end = i + 1;
        if self.lower(i) == "half" {
            let scale =
                (matches!(self.lower(end), "a" | "of")).then(|| self.scale(end + 1)).flatten()?;
            return Some(Number { value: value * scale, tokens: i..end + 2 });
        }
        let tens = (20.0..100.0).contains(&value);
        if tens
            && self.lower(end) == "-"
            && let Some(ones) = self.lexicon.number(self.lower(end + 1)).filter(|v| *v < 10.0)
        {
            value += ones;
            end += 2;
        }
        while let Some(scale) = self.scale(end) {
            value *= scale;
            end += 1;
        }
        Some(Number { value, tokens: i..end })
    }

    /// The unit behind a number, and where it ends.
    fn unit(&self, end: usize) -> (Option<String>, usize) {
        if self.lower(end) == "percentage" && matches!(self.lower(end + 1), "point" | "points") {
            return (Some("percentage points".to_owned()), end + 2);
        }
        let of = usize::from(self.lower(end) == "of");
        match self.lexicon.unit(self.lower(end + of)) {
            Some(unit) => (Some(unit.to_owned()), end + of + 1),
            None => (None, end),
        }
    }

    fn is_approximate(&self, i: usize) -> bool {
        let plural =
            matches!(self.lower(i), "dozens" | "hundreds" | "thousands" | "millions" | "billions");
        let before = |n: usize| i.checked_sub(n).map_or("", |k| self.words.lower(k));
        let word = matches!(
            before(1),
            "about"
                | "around"
                | "nearly"
                | "almost"
                | "some"
                | "roughly"
                | "approximately"
                | "over"
                | "under"
                | "estimated"
                | "circa"
                | "~"
        );
        plural
            || word
            || (before(1) == "than" && matches!(before(2), "more" | "less" | "fewer"))
            || (before(1) == "least" && before(2) == "at")
            || (before(1) == "to" && before(2) == "up")
    }
}

/// "1,200.5" and "1 200": groups of three, a stop before decimals.
fn decimal(body: &str) -> Option<f64> {
    let plain: String = body.chars().filter(|c| *c != ',').collect();
    let groups = body.split('.').next().unwrap_or("").split(',');
    let grouped = groups.skip(1).all(|g| g.len() == 3);
    let digits = plain.len() <= 18 && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    if grouped && digits { plain.parse().ok().filter(|v: &f64| v.is_finite()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Resources;
    use crate::engine::segment::segment;
    use crate::engine::text::{Block, BlockKind};

    type Expected<'a> = (&'a str, f64, Option<f64>, Option<&'a str>, bool);

    fn check(text: &str, expected: &[Expected<'_>]) {
        let span = Span::new(0, text.len());
        let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
        let resources = Resources::new();
        let document = segment(&resources, text.to_owned(), vec![block]);
        let quantities = find(&resources.lexicon, &document);
        let found: Vec<_> = quantities
            .iter()
            .map(|q| (document.words(q.span), q.value, q.high, q.unit.as_deref(), q.approximate))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_digits_with_units() {
        check("It cost $5.5 million.", &[("$5.5 million", 5.5e6, None, Some("USD"), false)]);
        check(
            "It paid US$3bn and £20k.",
            &[("US$3bn", 3e9, None, Some("USD"), false), ("£20k", 20e3, None, Some("GBP"), false)],
        );
        check("About 1,200 people came.", &[("1,200 people", 1200.0, None, Some("people"), true)]);
        check("Sales rose 7 percent.", &[("7 percent", 7.0, None, Some("%"), false)]);
        check("Sales rose 7%.", &[("7%", 7.0, None, Some("%"), false)]);
    }

    #[test]
    fn reads_ranges() {
        check(
            "It takes 5 to 6 million euros.",
            &[("5 to 6 million euros", 5e6, Some(6e6), Some("EUR"), false)],
        );
        check("It costs $5-$6m.", &[("$5-$6m", 5e6, Some(6e6), Some("USD"), false)]);
        check("Some 10-12% left.", &[("10-12%", 10.0, Some(12.0), Some("%"), true)]);
    }

    #[test]
    fn reads_number_words() {
        check("Half a million came.", &[("Half a million", 5e5, None, None, false)]);
        check("Two dozen left.", &[("Two dozen", 24.0, None, None, false)]);
        check("Twenty-five thousand voted.", &[("Twenty-five thousand", 25e3, None, None, false)]);
    }

    #[test]
    fn leaves_times_alone() {
        check("On March 31, 2023 it began; in 1999 it was planned.", &[]);
    }
}
