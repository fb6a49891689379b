//! What is asked of a place where a sentence might end: the features of the model.
//!
//! A feature is a short name such as `mn:./q|C`: a template and its values. [`Sink`] takes the
//! names piece by piece, so that the engine adds up weights without making strings while the
//! trainer, through the very same code, gets the names.

use super::chunk::{Chunk, Mark, Shape};
use super::short_form::{precedes_name, short_form};
use crate::engine::lexicon::{Abbreviation, CalendarWord, Lexicon};

/// Takes features.
pub(super) trait Sink {
    /// A feature: the pieces joined by "|" behind the template's name.
    fn add(&mut self, template: &str, values: &[&str]);
}

/// Where quotation marks and brackets stand open behind a chunk.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Nesting {
    /// Inside a quotation in double marks.
    pub quoted: bool,
    /// Open brackets.
    pub brackets: u32,
}

impl Nesting {
    /// The state behind `chunk`.
    pub(super) fn after(mut self, chunk: &Chunk<'_>) -> Self {
        if chunk.word.len() == chunk.text.len() {
            return self;
        }
        let text = chunk.text;
        for (i, c) in text.char_indices() {
            match c {
                '“' | '„' | '«' => self.quoted = true,
                '”' | '»' => self.quoted = false,
                '"' if text.len() == 1 => self.quoted = !self.quoted,
                '"' => self.quoted = i < chunk.lead.len(),
                '(' | '[' => self.brackets += 1,
                ')' | ']' => self.brackets = self.brackets.saturating_sub(1),
                _ => {}
            }
        }
        self
    }
}

/// A gap between two chunks of a block, with all that bears on it.
pub(super) struct Gap<'a, 'c> {
    pub lexicon: &'a Lexicon,
    pub chunks: &'c [Chunk<'a>],
    /// The chunk before the gap. There is one behind it.
    pub at: usize,
    /// The first chunk of the sentence.
    pub first: usize,
    /// Behind the chunk before the gap.
    pub nesting: Nesting,
}

impl<'a> Gap<'a, '_> {
    /// False where no sentence can end, so that nothing need be asked.
    pub(super) fn is_open(&self) -> bool {
        let (before, next) = (&self.chunks[self.at], &self.chunks[self.at + 1]);
        if next.text.chars().all(|c| matches!(c, '?' | '!' | '”' | ')' | ']'))
            || (self.nesting.quoted && matches!(next.text, "\"" | "''"))
        {
            return false;
        }
        if matches!(before.text, "|" | "·") || matches!(next.text, "|" | "·") {
            return false;
        }
        match before.mark() {
            Mark::Comma => return false,
            Mark::Colon if self.is_label() => return false,
            Mark::Stop if precedes_name(before.word) => return false,
            Mark::Call | Mark::Dots if before.closer() == b'q' && self.reports_quotation() => {
                return false;
            }
            Mark::None => {}
            // A name with a mark of its own: "Yahoo! said".
            Mark::Call if before.word.starts_with(char::is_uppercase) => {
                let small = next.text.starts_with(char::is_lowercase);
                return !small || before.closer() != b'-';
            }
            _ => return true,
        }
        if !before.tail.is_empty() || Shape::of(before.word) == Shape::Address {
            return true;
        }
        let Some(first) = next.word.chars().next() else { return true };
        if first.is_uppercase() {
            return self.lexicon.is_stop_word(&next.word.to_lowercase()) || self.date_follows();
        }
        Shape::of(next.word) == Shape::Address
    }

    /// True behind "CHAIR:" and "Anna Roe:", which belong to what is said.
    fn is_label(&self) -> bool {
        let label = &self.chunks[self.first..=self.at];
        let named = |c: &Chunk<'_>| {
            c.lead.is_empty() && c.word.starts_with(char::is_uppercase) && !c.tail.starts_with(')')
        };
        label.len() <= 4 && label.iter().all(named)
    }

    /// True before the credit of a picture, "Image: A. Roe", which always stands by itself.
    pub(super) fn is_before_credit(&self) -> bool {
        let next = &self.chunks[self.at + 1];
        next.mark() == Mark::Colon
            && next.lead.is_empty()
            && next.word.starts_with(char::is_uppercase)
            && matches!(self.chunks[self.at].mark(), Mark::None | Mark::Stop | Mark::Call)
            && is_credit(&next.word.to_lowercase())
    }

    /// True if nothing but "Tuesday, May 5, 2026" is left of the block.
    fn date_follows(&self) -> bool {
        let left = &self.chunks[self.at + 1..];
        let is_day = |c: &Chunk<'_>| {
            let word = self.lexicon.calendar(&c.word.to_lowercase());
            matches!(word, Some(CalendarWord::Weekday(_)))
        };
        let ends_in_year = left.last().is_some_and(|c| {
            c.tail.is_empty() && c.text.len() == 4 && c.text.bytes().all(|b| b.is_ascii_digit())
        });
        left.len() == 4 && ends_in_year && is_day(&left[0])
    }

    /// Every feature of the gap.
    pub(super) fn features(&self, sink: &mut impl Sink) {
        let before = &self.chunks[self.at];
        let next = &self.chunks[self.at + 1];
        let mark = before.mark().code();
        let closer = [before.closer()];
        let m = &*join(mark, &closer);
        let own = if before.word.is_empty() && self.at > self.first {
            self.chunks[self.at - 1].word
        } else {
            before.word
        };
        let alone = if before.word.is_empty() { "1" } else { "0" };
        let bw = own.to_lowercase();
        let bs = Shape::of(own).code();
        let ab = self.abbreviation(own);
        let nw = next.word.to_lowercase();
        let shape = Shape::of(next.word);
        let lead = [lead_code(next)];
        let ns = &*join(shape.code(), &lead);
        let stop = if self.lexicon.is_stop_word(&nw) { "1" } else { "0" };
        let q = match (self.nesting.quoted, self.nesting.brackets > 0) {
            (false, false) => "0",
            (true, false) => "q",
            (false, true) => "p",
            (true, true) => "b",
        };
        let len = bucket(self.at + 1 - self.first);
        let rest = bucket(self.chunks.len() - self.at - 1);
        let nm = next.mark().code();
        let n2 = self.chunks.get(self.at + 2);
        let n2s = n2.map_or("e", |c| Shape::of(c.word).code());
        let pps = match self.at.checked_sub(1).filter(|&i| i >= self.first) {
            Some(i) => Shape::of(self.chunks[i].word).code(),
            None => "e",
        };
        let cue = self.cue();
        let caps = capitals(self.lexicon, &self.chunks[self.first..=self.at], true);
        let ahead = capitals(self.lexicon, &self.chunks[self.at + 1..], false);
        let begun = Shape::of(self.chunks[self.first].word).code();
        let date = if self.date_follows() { "1" } else { "0" };
        sink.add("b", &[]);
        sink.add("m", &[m]);
        sink.add("n", &[ns]);
        sink.add("mn", &[m, ns]);
        sink.add("mnq", &[m, ns, q]);
        sink.add("mq", &[m, q]);
        sink.add("mbn", &[mark, bs, ns]);
        sink.add("mab", &[mark, ab, stop]);
        sink.add("mabn", &[mark, ab, ns]);
        sink.add("mbns", &[m, bs, ns, stop]);
        sink.add("ml", &[m, len]);
        sink.add("mln", &[mark, len, ns]);
        sink.add("mr", &[m, rest]);
        sink.add("mlb", &[mark, len, bs]);
        sink.add("mc", &[m, cue]);
        sink.add("mcn", &[m, cue, ns]);
        sink.add("mk", &[m, caps]);
        sink.add("mkn", &[mark, caps, ns]);
        sink.add("mkl", &[mark, caps, len]);
        sink.add("mm", &[mark, nm, ns]);
        sink.add("m2", &[mark, ns, n2s]);
        sink.add("mp", &[mark, pps, bs]);
        sink.add("ma", &[mark, alone, ns]);
        sink.add("mt", &[before.tail, ns]);
        sink.add("mf", &[mark, begun, ns]);
        sink.add("mkk", &[mark, caps, ahead, ns]);
        sink.add("d", &[date, mark]);
        sink.add("ds", &[mark, bs, ab, stop, next_lead(next)]);
        // What holds of one such form holds of all: most are too rare to be learnt one by one.
        if bs != "d" && ab != "m" && bw.len() <= 6 {
            sink.add("w", &[&bw, mark]);
            sink.add("wn", &[&bw, mark, shape.code()]);
        }
        if stop == "1" || nm == ":" {
            sink.add("v", &[&nw, mark]);
            sink.add("vb", &[&nw, mark, bs]);
        }
    }

    /// Whether "…!” Smith said" goes on: a reporting verb among the next few words.
    fn reports_quotation(&self) -> bool {
        let near = &self.chunks[self.at + 1..];
        let near = &near[..near.len().min(4)];
        let verb = near.iter().position(|chunk| {
            matches!(chunk.word, "said" | "says" | "asked" | "asks" | "told" | "added" | "replied")
        });
        verb.is_some_and(|verb| near[..verb].iter().all(|c| c.lead.is_empty() && c.tail.is_empty()))
    }

    fn abbreviation(&self, word: &str) -> &'static str {
        match short_form(self.lexicon, word) {
            Some(Abbreviation::Title) => "t",
            Some(Abbreviation::Maybe) => "m",
            None => "-",
        }
    }

    /// How far behind the gap a reporting verb stands, before any other mark: "said Stone" 1.
    fn cue(&self) -> &'static str {
        for (i, chunk) in self.chunks[self.at + 1..].iter().take(5).enumerate() {
            if chunk.word.starts_with(char::is_lowercase) && self.lexicon.cue(chunk.word).is_some()
            {
                return ["1", "2", "3", "4", "4"][i];
            }
            if matches!(chunk.mark(), Mark::Stop | Mark::Call | Mark::Dots | Mark::Colon)
                && self.abbreviation(chunk.word) == "-"
            {
                break;
            }
        }
        "0"
    }
}

/// How far a passage, at its `end` or its beginning, is in capitals: "A" all letters, "C" all words
/// but function words, "s" not.
fn capitals(lexicon: &Lexicon, chunks: &[Chunk<'_>], end: bool) -> &'static str {
    let near = if end {
        &chunks[chunks.len().saturating_sub(10)..]
    } else {
        &chunks[..chunks.len().min(6)]
    };
    let mut all = true;
    for chunk in near {
        match Shape::of(chunk.word) {
            Shape::Lower if chunk.word.len() > 4 || !lexicon.is_stop_word(chunk.word) => {
                return "s";
            }
            Shape::Lower | Shape::Capital => all = false,
            _ => {}
        }
    }
    if all { "A" } else { "C" }
}

/// Words that head the credit of a picture: "Image: A. Roe".
fn is_credit(word: &str) -> bool {
    matches!(
        word,
        "image"
            | "images"
            | "photo"
            | "photos"
            | "photograph"
            | "picture"
            | "video"
            | "credit"
            | "file"
            | "graphic"
            | "illustration"
            | "source"
    )
}

fn next_lead(chunk: &Chunk<'_>) -> &'static str {
    if chunk.lead.is_empty() { "_" } else { "q" }
}

/// What stands in front of a word: a quotation mark, a bracket, a bullet or dash.
fn lead_code(chunk: &Chunk<'_>) -> u8 {
    if chunk.word.is_empty() {
        return match chunk.text.chars().next() {
            Some('-' | '–' | '—') => b'-',
            Some('.' | '…') => b'.',
            Some('"' | '“' | '”' | '\'' | '‘' | '’') => b'Q',
            Some('(' | '[') => b'P',
            Some(')' | ']') => b'c',
            Some(':' | ';' | '=') => b':',
            _ => b'*',
        };
    }
    match chunk.lead.chars().next_back() {
        None => b'_',
        Some('(') => b'p',
        Some('[') => b'b',
        Some(_) => b'q',
    }
}

fn bucket(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4",
        6..=8 => "6",
        9..=14 => "9",
        15..=24 => "15",
        25..=39 => "25",
        _ => "40",
    }
}

/// `text` and one byte of ASCII, without an allocation.
fn join(text: &str, code: &[u8; 1]) -> Joined {
    let mut bytes = [0; 8];
    bytes[..text.len()].copy_from_slice(text.as_bytes());
    bytes[text.len()] = code[0];
    Joined { bytes, len: text.len() + 1 }
}

/// A short string of its own.
struct Joined {
    bytes: [u8; 8],
    len: usize,
}

impl std::ops::Deref for Joined {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}
