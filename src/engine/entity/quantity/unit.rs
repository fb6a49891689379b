//! What a number counts: a currency, a measure, or the head noun behind it.

use super::Reader;
use super::number::Number;
use crate::engine::lexicon::Place;

/// What is counted, as reports spell it.
pub(super) struct Unit {
    pub(super) name: String,
    /// The part after its words.
    pub(super) until: usize,
    /// What the number is to be multiplied with: pence are a hundredth of a pound.
    pub(super) factor: f64,
    /// A measure, and no noun.
    pub(super) measure: bool,
}

/// Adjectives that say whose money it is, for names that several countries use.
const MONEY: [(&str, &str, &str); 26] = [
    ("australian", "USD", "AUD"),
    ("canadian", "USD", "CAD"),
    ("zealand", "USD", "NZD"),
    ("kong", "USD", "HKD"),
    ("singapore", "USD", "SGD"),
    ("taiwan", "USD", "TWD"),
    ("taiwanese", "USD", "TWD"),
    ("us", "USD", "USD"),
    ("swiss", "francs", "CHF"),
    ("cfa", "francs", "XOF"),
    ("british", "pounds", "GBP"),
    ("egyptian", "pounds", "EGP"),
    ("lebanese", "pounds", "LBP"),
    ("syrian", "pounds", "SYP"),
    ("pakistani", "INR", "PKR"),
    ("indian", "INR", "INR"),
    ("mexican", "pesos", "MXN"),
    ("argentine", "pesos", "ARS"),
    ("philippine", "pesos", "PHP"),
    ("chilean", "pesos", "CLP"),
    ("colombian", "pesos", "COP"),
    ("turkish", "lira", "TRY"),
    ("danish", "kroner", "DKK"),
    ("norwegian", "kroner", "NOK"),
    ("iranian", "rials", "IRR"),
    ("belarusian", "RUB", "BYN"),
];

impl Unit {
    pub(super) fn new(name: &str, until: usize) -> Self {
        Self { name: name.to_owned(), until, factor: 1.0, measure: true }
    }

    fn noun(name: &str, until: usize) -> Self {
        Self { measure: false, ..Self::new(name, until) }
    }

    /// True for what may lie below zero.
    pub(super) fn has_sign(&self) -> bool {
        matches!(self.name.as_str(), "°C" | "°F" | "degrees" | "%" | "percentage points")
    }
}

impl Reader<'_> {
    /// The currency that stands before a number, and the part after it: "US$", "€", "Rs", "EUR".
    pub(super) fn currency(&self, i: usize) -> Option<(&str, usize)> {
        if self.lower(i + 1) == "$" && self.parts.is_glued(i + 1) && self.parts.is_number(i + 2) {
            let unit = match self.lower(i) {
                "us" | "u.s." => "USD",
                "c" | "ca" | "can" => "CAD",
                "a" | "au" => "AUD",
                "nz" => "NZD",
                "hk" => "HKD",
                "s" => "SGD",
                "r" => "BRL",
                "nt" => "TWD",
                "mx" => "MXN",
                _ => return None,
            };
            return Some((unit, i + 2));
        }
        if matches!(
            self.lower(i),
            "$" | "€" | "£" | "¥" | "₽" | "₹" | "₴" | "₺" | "₪" | "₩" | "₦" | "฿"
        ) {
            let next = self.parts.is_number(i + 1);
            return self.lexicon.unit(self.lower(i)).filter(|_| next).map(|unit| (unit, i + 1));
        }
        if self.lower(i) == "rs" && self.parts.is_capital(i) {
            let at = i + 1 + usize::from(self.lower(i + 1) == ".");
            return self.parts.is_number(at).then_some(("INR", at));
        }
        let code = self.parts.is_number(i + 1)
            && self.parts.word(i).len() == 3
            && self.parts.word(i).bytes().all(|b| b.is_ascii_uppercase());
        self.lexicon.unit(self.lower(i)).filter(|u| code && u.len() == 3).map(|unit| (unit, i + 1))
    }

    /// What the number counts that ends before part `at`.
    pub(super) fn unit(&self, at: usize, number: &Number) -> Option<Unit> {
        if let Some(unit) = self.measure(at).or_else(|| self.hyphenated(at)) {
            return Some(unit);
        }
        if self.lower(at) == "of" {
            let whole = matches!(
                self.lower(at + 1),
                "the" | "its" | "his" | "her" | "their" | "those" | "these" | "our"
            );
            if number.rough || whole && number.value > 1.0 && !number.digits {
                let noun = at + 1 + usize::from(whole);
                return self.measure(noun).or_else(|| self.head_noun(noun, 2.0));
            }
            return None;
        }
        let noun = if number.rough && self.parts.before(at, 1) == "of" {
            at
        } else {
            number.until.max(at)
        };
        self.head_noun(noun, number.value)
    }

    /// A measure right behind a number.
    pub(super) fn measure(&self, at: usize) -> Option<Unit> {
        let word = self.lower(at);
        let next = self.lower(at + 1);
        let glued = self.parts.is_glued(at);
        let found = match (word, next) {
            ("per", "cent") => Unit::new("%", at + 2),
            ("pc", _) if glued => Unit::new("%", at + 1),
            ("percentage", "point" | "points") => Unit::new("percentage points", at + 2),
            ("basis", "point" | "points") => Unit::new("basis points", at + 2),
            ("percentage", _) => return None,
            ("p", _) if glued => Unit { factor: 0.01, ..Unit::new("GBP", at + 1) },
            ("pence", _) => Unit { factor: 0.01, ..Unit::new("GBP", at + 1) },
            ("c", _) if glued && self.parts.is_capital(at) => Unit::new("°C", at + 1),
            ("f", _) if glued && self.parts.is_capital(at) => Unit::new("°F", at + 1),
            ("°" | "degree" | "degrees", _) => self.degrees(at),
            ("square" | "cubic", _) => {
                let power = if word == "square" { "²" } else { "³" };
                let unit = self
                    .lexicon
                    .unit(next)
                    .filter(|u| matches!(*u, "km" | "m" | "mi" | "ft" | "cm" | "yd" | "in"))?;
                Unit::new(&format!("{unit}{power}"), at + 2)
            }
            ("m" | "k" | "b" | "c" | "f" | "in" | "us", _) => return None,
            ("million" | "billion" | "usd" | "eur" | "gbp" | "%", _) => {
                Unit::new(self.lexicon.unit(word)?, at + 1)
            }
            _ if self.parts.is_word(at) && self.parts.is_capital(at) && word.len() > 3 => {
                return None;
            }
            _ if self.parts.is_dash(at) => return None,
            _ => Unit::new(self.lexicon.unit(word)?, at + 1),
        };
        Some(self.per_hour(found))
    }

    fn degrees(&self, at: usize) -> Unit {
        let scale = at + 1 + usize::from(self.lower(at + 1) == "s");
        match self.lower(at + 1) {
            "c" | "celsius" | "centigrade" => Unit::new("°C", at + 2),
            "f" | "fahrenheit" => Unit::new("°F", at + 2),
            _ => Unit::new("degrees", scale),
        }
    }

    /// "kilometres per hour", "miles an hour".
    fn per_hour(&self, unit: Unit) -> Unit {
        let at = unit.until;
        let hourly = matches!(self.lower(at), "per" | "an" | "/")
            && matches!(self.lower(at + 1), "hour" | "h");
        match unit.name.as_str() {
            "km" if hourly => Unit::new("km/h", at + 2),
            "mi" if hourly => Unit::new("mph", at + 2),
            _ => unit,
        }
    }

    /// "five-year", "45-year-old", "12-member".
    fn hyphenated(&self, at: usize) -> Option<Unit> {
        let joined =
            self.parts.is_dash(at) && self.parts.is_glued(at) && self.parts.is_glued(at + 1);
        if !joined || !self.parts.is_word(at + 1) {
            return None;
        }
        let old = self.parts.is_dash(at + 2) && self.lower(at + 3) == "old";
        let until = if old { at + 4 } else { at + 2 };
        let word = self.lower(at + 1);
        if matches!(word, "m" | "in" | "us") {
            return None;
        }
        let unit = if word == "second" { Some("s") } else { self.lexicon.unit(word) };
        let unit = unit.map(|unit| Unit::new(unit, until));
        unit.or_else(|| self.lexicon.counted_noun(word).map(|noun| Unit::noun(noun, until)))
    }

    /// The noun that is counted: the first plural behind the number and its adjectives.
    pub(super) fn head_noun(&self, from: usize, value: f64) -> Option<Unit> {
        const MOST: usize = 5;
        let mut at = from;
        while at < from + MOST {
            if self.parts.is_dash(at)
                && self.parts.is_glued(at)
                && self.parts.is_glued(at + 1)
                && at > from
            {
                at += 1;
                continue;
            }
            if !self.parts.is_word(at) {
                return None;
            }
            let word = self.lower(at);
            let capital = self.parts.is_capital(at) && !self.headline;
            if capital {
                if self.is_people(at) {
                    return Some(Unit::noun(self.parts.word(at), at + 1));
                }
            } else if let Some(unit) =
                self.lexicon.unit(word).filter(|_| word.len() > 2 && at > from)
            {
                let unit = self.money(at, unit);
                return Some(Unit::new(unit, at + 1));
            } else if value == 1.0 {
                let noun = self.lexicon.counted_noun(word);
                if let Some(noun) = noun.filter(|noun| *noun != word || at == from) {
                    return Some(Unit::noun(noun, at + 1));
                }
                if self.lexicon.is_stop_word(word) || at > from + 1 {
                    return None;
                }
            } else if matches!(word, "crew" | "staff" | "police")
                && self.is_plural(self.lower(at + 1))
            {
                at += 1;
                continue;
            } else if self.is_plural(word) && !self.parts.is_possessive(at + 1) {
                let noun = self.lexicon.counted_noun(word).unwrap_or(word);
                let compound =
                    at > from + 1 && self.parts.is_dash(at - 1) && self.parts.is_glued(at);
                let first = if compound { self.lower(at - 2) } else { "" };
                let name = if compound { format!("{first}-{noun}") } else { noun.to_owned() };
                return Some(Unit::noun(&name, at + 1));
            } else if self.lexicon.is_stop_word(word)
                && !matches!(word, "other" | "more" | "such" | "out")
            {
                return None;
            }
            if word == "out" {
                return None;
            }
            at += 1;
        }
        None
    }

    /// "Palestinians", "Russians".
    fn is_people(&self, at: usize) -> bool {
        let singular = self.parts.word(at).strip_suffix('s').unwrap_or_default();
        self.lexicon.place(singular) == Some(Place::Demonym)
            || singular.len() > 4 && (singular.ends_with("an") || singular.ends_with("crat"))
    }

    fn is_plural(&self, word: &str) -> bool {
        if let Some(plural) = self.lexicon.counted_noun(word) {
            return plural == word;
        }
        let ending = ["ss", "us", "is", "ous", "as"].iter().any(|ending| word.ends_with(ending));
        word.len() > 3
            && word.ends_with('s')
            && !ending
            && !self.lexicon.is_stop_word(word)
            && self.lexicon.cue(word).is_none()
            && !matches!(
                word,
                "others"
                    | "always"
                    | "perhaps"
                    | "does"
                    | "goes"
                    | "remains"
                    | "towards"
                    | "series"
                    | "overseas"
                    | "news"
                    | "politics"
            )
    }

    /// "Australian dollars": the adjective says whose.
    fn money<'a>(&self, at: usize, unit: &'a str) -> &'a str {
        let adjective = self.parts.before(at, 1);
        MONEY
            .iter()
            .find(|(word, name, _)| *word == adjective && *name == unit)
            .map_or(unit, |m| m.2)
    }
}
