//! RSS 0.9x, 1.0 and 2.0 and Atom: every entry is an article.
//!
//! Read event by event by `quick-xml`. `feed-rs` gives entries without an id a random one, and the
//! crates `rss` and `atom_syndication` give up at the first fault, while feeds are full of them:
//! prefixes that nothing declares, entities of HTML, elements left open. An entry is read as far as
//! its names go; what follows a fault that no reader gets over is told of.

mod entry;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::container::{Part, Visit};
use super::decode;
use super::limits::Budget;
use super::part_name::PartNames;
use super::{Format, IngestError};
use entry::{Entry, Facts};

/// Hands over every entry that has a text.
pub(super) fn each(
    bytes: &[u8],
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    let decoded = decode::decode(bytes)?;
    let text: &str = decoded.text.trim_start_matches('\u{feff}').trim_start();
    let mut names = PartNames::default();
    let mut n_entries = 0;
    let mut walk = Walk::new(text, budget.limits.element_depth);
    loop {
        let (facts, entry, raw) = match walk.next() {
            Ok(Some(found)) => found,
            Ok(None) if n_entries == 0 => return Err(IngestError::Empty),
            Ok(None) => return Ok(()),
            Err(reason) => {
                let reason = format!("{reason}, after {n_entries} entries");
                return Err(IngestError::Malformed { format: "feed", reason });
            }
        };
        n_entries += 1;
        budget.entry()?;
        let path = names.give(entry.title().as_deref(), &format!("entry {n_entries}"));
        if !visit.wants(&path) {
            continue;
        }
        let part = match entry.reading(&facts, decoded.encoding) {
            Ok(mut reading) => {
                reading.warnings.extend(decoded.warnings());
                Part::Article { bytes: raw.as_bytes(), format: Format::Feed, reading }
            }
            Err(error) => Part::Failure { bytes: Some(raw.len() as u64), error },
        };
        if visit.part(budget, &path, part).is_break() {
            return Ok(());
        }
    }
}

/// Goes through a feed.
struct Walk<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    deepest: usize,
    /// Names of the elements that are open, with their prefixes.
    open: Vec<String>,
    /// What the feed says of itself.
    facts: Facts,
    /// The entry that is open: where it begins, how deep it lies.
    entry: Option<(usize, usize, Entry)>,
    /// The field that is open, how deep it lies and what it holds so far.
    field: Option<(usize, Field)>,
}

/// A field that is open.
#[derive(Default)]
pub(super) struct Field {
    /// Its name, with its prefix, in lower case.
    pub(super) name: String,
    /// Its attributes.
    pub(super) attributes: Vec<(String, String)>,
    /// Its text; elements in it stand as tags.
    pub(super) text: String,
    /// Elements are in it.
    pub(super) has_elements: bool,
    /// The name of the element that it stands in.
    pub(super) parent: String,
}

impl Field {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, deepest: usize) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let (open, facts) = (Vec::new(), Facts::default());
        Self { text, reader, deepest, open, facts, entry: None, field: None }
    }

    /// The next entry, and its own part of the feed.
    fn next(&mut self) -> Result<Option<(Facts, Entry, &'t str)>, String> {
        loop {
            let at = self.reader.buffer_position() as usize;
            match self.reader.read_event().map_err(|error| error.to_string())? {
                Event::Eof => {
                    // A feed that breaks off in an entry still has that entry.
                    self.close_field();
                    let left = self.entry.take();
                    return Ok(left
                        .map(|(from, _, entry)| (self.facts.clone(), entry, &self.text[from..])));
                }
                Event::Start(start) => self.start(&start, at)?,
                Event::Empty(start) => {
                    self.start(&start, at)?;
                    let name = self.open.last().cloned().unwrap_or_default();
                    if let Some(found) = self.end(&name) {
                        return Ok(Some(found));
                    }
                }
                Event::End(end) => {
                    let name = end.name().as_ref().to_lowercase();
                    if let Some(found) = self.end(&name) {
                        return Ok(Some(found));
                    }
                }
                Event::Text(text) => self.text(&text.into_inner()),
                Event::CData(text) => self.text(&text.into_inner()),
                Event::GeneralRef(entity) if self.is_xhtml() => {
                    self.text(&format!("&{};", &*entity.into_inner()));
                }
                Event::GeneralRef(entity) => {
                    let resolved = entity.resolve_char_ref().ok().flatten();
                    match (resolved, entity.into_inner().as_ref()) {
                        // Numbers of windows-1252, which the reader of HTML knows.
                        (Some(c @ '\u{80}'..='\u{9f}'), _) => {
                            self.text(&format!("&#{};", u32::from(c)))
                        }
                        (Some(c), _) => self.text(c.encode_utf8(&mut [0; 4])),
                        (None, "amp") => self.text("&"),
                        (None, "lt") => self.text("<"),
                        (None, "gt") => self.text(">"),
                        (None, "quot") => self.text("\""),
                        (None, "apos") => self.text("'"),
                        // One of HTML's, which the reader of HTML knows.
                        (None, name) => self.text(&format!("&{name};")),
                    }
                }
                _ => {}
            }
        }
    }

    /// The field that is open holds elements, not text that stands for some.
    fn is_xhtml(&self) -> bool {
        self.field.as_ref().is_some_and(|(_, field)| field.attribute("type") == Some("xhtml"))
    }

    fn text(&mut self, text: &str) {
        if let Some((_, field)) = &mut self.field {
            field.text.push_str(text);
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, at: usize) -> Result<(), String> {
        let name = start.name().as_ref().to_lowercase();
        let local = local(&name).to_owned();
        let parent = self.open.last().cloned().unwrap_or_default();
        self.open.push(name.clone());
        if self.open.len() > self.deepest {
            return Err(format!("its elements nest more than {} deep", self.deepest));
        }
        let depth = self.open.len();
        if let Some((_, field)) = &mut self.field {
            // A person is an element with a name in it; all else is text with tags.
            field.has_elements = true;
            field.text.push_str(&format!("<{local}>"));
            return Ok(());
        }
        if matches!(local.as_str(), "item" | "entry") && self.entry.is_none() {
            let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix).to_owned();
            let (language, address) = (attribute(start, "xml:lang"), attribute(start, "rdf:about"));
            let entry = Entry::new(prefix, language, address);
            self.entry = Some((at, depth, entry));
            return Ok(());
        }
        if matches!(local.as_str(), "feed" | "rss" | "rdf" | "channel") {
            self.facts.language =
                self.facts.language.take().or_else(|| attribute(start, "xml:lang"));
            self.facts.base = self.facts.base.take().or_else(|| attribute(start, "xml:base"));
            return Ok(());
        }
        if entry::is_field(&name) {
            let attributes = start.html_attributes().filter_map(Result::ok).map(|found| {
                let value = String::from_utf8_lossy(found.value.as_ref().as_ref()).into_owned();
                (found.key.as_ref().to_lowercase(), value)
            });
            let attributes = attributes.collect();
            let field = Field { name, attributes, parent, ..Field::default() };
            self.field = Some((depth, field));
        }
        Ok(())
    }

    /// Closes `name` and what was left open in it. The entry, if it ends one.
    fn end(&mut self, name: &str) -> Option<(Facts, Entry, &'t str)> {
        let at = self.open.iter().rposition(|open| open == name)?;
        // What closes nothing in the field does not close the feed around it.
        let outer = self.field.as_ref().map_or(0, |(depth, _)| *depth);
        let ends_entry = self.entry.as_ref().is_some_and(|(_, depth, _)| at < *depth);
        if at + 1 < outer && !ends_entry {
            return None;
        }
        self.open.truncate(at);
        if let Some((depth, field)) = &mut self.field {
            if self.open.len() < *depth {
                self.close_field();
            } else {
                field.text.push_str(&format!("</{}>", local(name)));
            }
        }
        let ended = self.entry.as_ref().is_some_and(|(_, depth, _)| self.open.len() < *depth);
        let (from, _, entry) = self.entry.take_if(|_| ended)?;
        let to = self.reader.buffer_position() as usize;
        Some((self.facts.clone(), entry, self.text.get(from..to).unwrap_or("")))
    }

    fn close_field(&mut self) {
        let Some((_, field)) = self.field.take() else { return };
        match &mut self.entry {
            Some((_, _, entry)) => entry.add(field),
            None => self.facts.add(&field),
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.html_attributes().filter_map(Result::ok);
    let found = attributes.find(|found| found.key.as_ref().eq_ignore_ascii_case(name))?;
    let value = String::from_utf8_lossy(found.value.as_ref().as_ref()).trim().to_owned();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests;
