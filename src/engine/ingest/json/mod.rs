//! JSON and NDJSON of articles: one object, a list, or a list somewhere in an answer of a news
//! interface.
//!
//! Lists are gone through value by value: only one article is held at a time.

mod article;

use std::ops::ControlFlow;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::container::{Part, Visit};
use super::decode::{self, Decoded};
use super::limits::Budget;
use super::part_name::PartNames;
use super::record::{LOOKED_FOR, Record};
use super::{Format, IngestError};

/// How deep lists of articles may lie in an answer: `{"response": {"results": […]}}`.
const DEEPEST: usize = 4;

/// Hands over every article of a JSON text.
pub(super) fn each(
    bytes: &[u8],
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    let decoded = decode::decode(bytes)?;
    let text = decoded.text.trim_start_matches('\u{feff}').trim();
    let mut reader = Reader::new(&decoded, budget, visit);
    reader.value(text, 0, None)?;
    reader.finish()
}

/// Hands over the article of every line.
pub(super) fn each_line(
    bytes: &[u8],
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    let decoded = decode::decode(bytes)?;
    let text = decoded.text.trim_start_matches('\u{feff}');
    let mut reader = Reader::new(&decoded, budget, visit);
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if reader.line(i + 1, line.trim())?.is_break() {
            break;
        }
    }
    Ok(())
}

/// True if `text` is one JSON object a line: its first line is a whole one, and there are more.
pub(super) fn is_lines(text: &str) -> bool {
    let mut lines = text.trim().lines().filter(|line| !line.trim().is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    first.trim_start().starts_with('{')
        && second.trim_start().starts_with('{')
        && serde_json::from_str::<IgnoredAny>(first).is_ok()
}

/// Goes through a text, and hands over what it finds.
struct Reader<'r> {
    budget: &'r mut Budget,
    visit: &'r mut dyn Visit,
    encoding: &'static str,
    names: PartNames,
    warnings: Vec<crate::engine::Warning>,
    /// Articles handed over.
    n_articles: usize,
    /// Objects of lists that hold none, and the first of them, counted from 1.
    n_without: usize,
    first_without: usize,
    ended: bool,
}

impl<'r> Reader<'r> {
    fn new(decoded: &Decoded<'_>, budget: &'r mut Budget, visit: &'r mut dyn Visit) -> Self {
        Self {
            budget,
            visit,
            encoding: decoded.encoding,
            names: PartNames::default(),
            warnings: decoded.warnings(),
            n_articles: 0,
            n_without: 0,
            first_without: 0,
            ended: false,
        }
    }

    /// Looks for articles in the value `text`; `number` is its place in a list, from 1.
    fn value(
        &mut self,
        text: &str,
        depth: usize,
        number: Option<usize>,
    ) -> Result<(), IngestError> {
        let text = text.trim();
        match text.as_bytes().first() {
            Some(b'[') => self.list(text, depth),
            Some(b'{') => self.object(text, depth, number),
            _ if number.is_some() => {
                self.without(number);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn list(&mut self, text: &str, depth: usize) -> Result<(), IngestError> {
        let mut failure = None;
        let mut n = 0;
        let outcome = each_element(text, &mut |element| {
            n += 1;
            match self.value(element.get(), depth, Some(n)) {
                Ok(()) if self.ended => ControlFlow::Break(()),
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        match (failure, outcome) {
            (Some(error), _) => Err(error),
            (None, Err(error)) if !self.ended => Err(broken(&error, n)),
            _ => Ok(()),
        }
    }

    /// An article, or an object that holds some.
    fn object(
        &mut self,
        text: &str,
        depth: usize,
        number: Option<usize>,
    ) -> Result<(), IngestError> {
        let members = match members(text) {
            Ok(members) => members,
            Err(error) if number.is_none() => {
                // What is whole before the break is read.
                return self.broken_object(text, depth, broken(&error, 0));
            }
            Err(error) => return Err(broken(&error, 0)),
        };
        let has = |name: &str| members.iter().any(|(key, _)| key == name);
        if number.is_none() && has("schema_version") && has("generator") {
            let reason = "it is a report of Nutgraf; drop it by itself to open it".to_owned();
            return Err(IngestError::Malformed { format: "JSON", reason });
        }
        let record = article::record(&members)
            .map_err(|error| IngestError::Malformed { format: "JSON", reason: error.to_string() });
        match record {
            Ok(record) if record.has_text() => {
                self.hand_over(text, &record, number);
                Ok(())
            }
            Ok(_) => {
                let before = (self.n_articles, self.n_without);
                if depth < DEEPEST {
                    for (_, inner) in &members {
                        if inner.get().starts_with(['[', '{']) && !self.ended {
                            self.value(inner.get(), depth + 1, None)?;
                        }
                    }
                }
                if before.0 == self.n_articles && number.is_some() {
                    self.n_without = before.1;
                    self.without(number);
                }
                Ok(())
            }
            Err(error) => self.fail(number.unwrap_or(1), text.len(), error),
        }
    }

    /// Reads the lists of an object that breaks off, and then says that it does.
    fn broken_object(
        &mut self,
        text: &str,
        depth: usize,
        error: IngestError,
    ) -> Result<(), IngestError> {
        let list = text.find('[').filter(|&at| text[at + 1..].trim_start().starts_with('{'));
        if let Some(at) = list.filter(|_| depth < DEEPEST) {
            let _ = self.list(&text[at..], depth + 1);
        }
        if self.ended { Ok(()) } else { Err(error) }
    }

    fn line(&mut self, number: usize, line: &str) -> Result<ControlFlow<()>, IngestError> {
        let read = members(line).and_then(|members| article::record(&members));
        match read {
            Ok(record) if record.has_text() => self.hand_over(line, &record, Some(number)),
            Ok(_) => {
                let reason = format!("line {number} holds no article: {LOOKED_FOR}");
                self.fail(number, line.len(), IngestError::Malformed { format: "NDJSON", reason })?;
            }
            Err(error) => {
                let reason = format!("line {number}: {error}");
                self.fail(number, line.len(), IngestError::Malformed { format: "NDJSON", reason })?;
            }
        }
        Ok(if self.ended { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    fn hand_over(&mut self, text: &str, record: &Record, number: Option<usize>) {
        self.n_articles += 1;
        let other = number.map_or_else(|| "article".to_owned(), |number| format!("{number}"));
        let path = self.names.give(record.title().as_deref(), &other);
        if let Err(error) = self.budget.entry() {
            let failure = Part::Failure { bytes: None, error };
            let _ =
                self.visit.wants(&path) && self.visit.part(self.budget, &path, failure).is_break();
            self.ended = true;
            return;
        }
        if !self.visit.wants(&path) {
            return;
        }
        let part = match record.reading(self.encoding) {
            Ok(mut reading) => {
                reading.warnings.extend(self.warnings.iter().cloned());
                Part::Article { bytes: text.as_bytes(), format: Format::Json, reading }
            }
            Err(error) => Part::Failure { bytes: Some(text.len() as u64), error },
        };
        self.ended |= self.visit.part(self.budget, &path, part).is_break();
    }

    fn fail(&mut self, number: usize, size: usize, error: IngestError) -> Result<(), IngestError> {
        self.budget.entry()?;
        let path = format!("{number}");
        if self.visit.wants(&path) {
            let failure = Part::Failure { bytes: Some(size as u64), error };
            self.ended |= self.visit.part(self.budget, &path, failure).is_break();
        }
        Ok(())
    }

    fn without(&mut self, number: Option<usize>) {
        if self.n_without == 0 {
            self.first_without = number.unwrap_or(1);
        }
        self.n_without += 1;
    }

    /// Says what was looked for and not found.
    fn finish(mut self) -> Result<(), IngestError> {
        if self.ended {
            return Ok(());
        }
        let malformed = |reason| IngestError::Malformed { format: "JSON", reason };
        if self.n_articles == 0 {
            return Err(malformed(format!("it holds no article; {LOOKED_FOR}")));
        }
        if self.n_without > 0 {
            let (n, first) = (self.n_without, self.first_without);
            let reason =
                format!("{n} of its entries hold no text, number {first} first; {LOOKED_FOR}");
            self.fail(first, 0, malformed(reason))?;
        }
        Ok(())
    }
}

fn broken(error: &serde_json::Error, n: usize) -> IngestError {
    let reason = match n {
        0 => error.to_string(),
        n => format!("{error}, after {n} entries"),
    };
    IngestError::Malformed { format: "JSON", reason }
}

/// Sees the values of the list `text`, one at a time.
fn each_element(
    text: &str,
    see: &mut dyn FnMut(&RawValue) -> ControlFlow<()>,
) -> Result<(), serde_json::Error> {
    struct Each<'s>(&'s mut dyn FnMut(&RawValue) -> ControlFlow<()>);
    impl<'de> Visitor<'de> for Each<'_> {
        type Value = ();

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
            while let Some(element) = list.next_element::<&RawValue>()? {
                if (self.0)(element).is_break() {
                    return Err(A::Error::custom("ended"));
                }
            }
            Ok(())
        }
    }
    let mut json = serde_json::Deserializer::from_str(text);
    json.deserialize_seq(Each(see))
}

/// The members of the object `text`, in order, unread.
fn members(text: &str) -> Result<Vec<(String, &RawValue)>, serde_json::Error> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry::<String, &RawValue>()? {
                members.push(member);
            }
            Ok(members)
        }
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let members = json.deserialize_map(Members)?;
    json.end()?;
    Ok(members)
}

#[cfg(test)]
mod tests;
