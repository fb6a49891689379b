//! [`Xml`]: a document of XML, element by element, that never fails: damage ends it and is told.
//!
//! Elements are known by their namespace, whatever prefix a program chose for it, as a [`Space`]
//! and a local name. Entities that a document declares are not expanded, so that none can grow.

use std::borrow::Cow;

use quick_xml::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::IngestError;
use super::decode;

/// The most namespaces that are declared at once; Word declares some forty.
const MOST_NAMESPACES: usize = 512;

/// Namespaces that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// WordprocessingML.
    Word,
    /// Formulas in WordprocessingML.
    Math,
    /// Branches for programs that know more or less.
    Compatibility,
    /// OpenDocument: text.
    Text,
    /// OpenDocument: tables.
    Table,
    /// OpenDocument: frames and shapes.
    Draw,
    /// OpenDocument: styles.
    Style,
    /// OpenDocument: the document and its notes to the reader.
    Office,
    /// OpenDocument: metadata.
    Meta,
    /// Scalable Vector Graphics.
    Svg,
    /// Dublin Core: title, creator, language.
    DublinCore,
    /// Dublin Core: dates.
    Terms,
    /// Any other, or none.
    Other,
}

impl Space {
    fn of(uri: &str) -> Self {
        // Strict and transitional documents differ in the address, not in the words.
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
            "http://purl.org/dc/elements/1.1/" => Space::DublinCore,
            "http://purl.org/dc/terms/" => Space::Terms,
            _ => match uri.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") {
                Some("text:1.0") => Space::Text,
                Some("table:1.0") => Space::Table,
                Some("drawing:1.0") => Space::Draw,
                Some("style:1.0") => Space::Style,
                Some("office:1.0") => Space::Office,
                Some("meta:1.0") => Space::Meta,
                Some("svg-compatible:1.0") => Space::Svg,
                _ => Space::Other,
            },
        }
    }
}

/// What comes next in a document.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element begins. Every one is closed, also one that is empty.
    Open(Element<'a>),
    /// The innermost open element ends.
    Close,
    /// Words.
    Text(Cow<'a, str>),
    /// The document ends, or cannot be read any further.
    End,
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// Its namespace.
    pub(super) space: Space,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name, without a prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of the first attribute of that name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut known = attributes.with_checks(false).flatten();
        let found = known.find(|a| a.key.local_name().into_inner() == name)?;
        let value = found.normalized_value_with(quick_xml::XmlVersion::Implicit1_0, 1, |entity| {
            resolve_predefined_entity(entity)
        });
        Some(value.unwrap_or(found.value).into_owned())
    }

    /// True for an attribute that switches something on: without a value, or with one that is not
    /// "0", "false" or "off".
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off"))
    }
}

/// Reads a document of XML.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    depth: usize,
    deepest: usize,
    damage: Option<String>,
}

impl<'a> Xml<'a> {
    /// Reads `text`, elements at most `deepest` deep in each other.
    pub(super) fn new(text: &'a str, deepest: usize) -> Self {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        reader.resolver_mut().set_max_namespace_bindings(MOST_NAMESPACES);
        Self { reader, depth: 0, deepest, damage: None }
    }

    /// Why the document could not be read to its end.
    pub(super) fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }

    /// The next piece of the document.
    pub(super) fn next(&mut self) -> Node<'a> {
        loop {
            if self.damage.is_some() {
                return Node::End;
            }
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(Error::Namespace(_)) => {
                    return self.end(Some("its namespaces are damaged".to_owned()));
                }
                Err(error) => return self.end(Some(error.to_string())),
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > self.deepest {
                        let reason = format!("its elements nest more than {} deep", self.deepest);
                        return self.end(Some(reason));
                    }
                    let space = match self.reader.resolver().resolve_element(start.name()).0 {
                        ResolveResult::Bound(Namespace(uri)) => Space::of(uri),
                        _ => Space::Other,
                    };
                    return Node::Open(Element { space, start });
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Node::Close;
                }
                Event::Text(text) => return Node::Text(text.xml10_content()),
                Event::CData(text) => return Node::Text(text.xml10_content()),
                Event::GeneralRef(entity) => return Node::Text(resolved(&entity)),
                Event::Eof if self.depth > 0 => {
                    return self.end(Some("it ends in the middle of an element".to_owned()));
                }
                Event::Eof => return self.end(None),
                _ => {}
            }
        }
    }

    fn end(&mut self, damage: Option<String>) -> Node<'a> {
        self.damage = self.damage.take().or(damage);
        Node::End
    }

    /// Passes over the rest of the element that has just been opened.
    pub(super) fn skip(&mut self) {
        self.inside(|_| false);
    }

    /// Passes over the rest of the element that has just been opened; `see` sees the elements in
    /// it and says whether it wants to see those in them.
    pub(super) fn inside(&mut self, mut see: impl FnMut(&Element<'_>) -> bool) {
        let outer = self.depth;
        let mut hidden_from = None;
        loop {
            match self.next() {
                Node::Open(element) => {
                    if hidden_from.is_none() && !see(&element) {
                        hidden_from = Some(self.depth);
                    }
                }
                Node::Close if self.depth < outer => return,
                Node::Close => {
                    hidden_from = hidden_from.filter(|&from| self.depth >= from);
                }
                Node::Text(_) => {}
                Node::End => return,
            }
        }
    }

    /// The words of the element that has just been opened, to its end.
    pub(super) fn words(&mut self) -> String {
        let outer = self.depth;
        let mut words = String::new();
        loop {
            match self.next() {
                Node::Text(text) => words.push_str(&text),
                Node::Close if self.depth < outer => break,
                Node::Open(_) | Node::Close => {}
                Node::End => break,
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What an entity stands for; one that is not known stands for itself.
fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> Cow<'static, str> {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => return Cow::Owned(c.to_string()),
        Err(_) => return Cow::Borrowed(""),
        Ok(None) => {}
    }
    match resolve_predefined_entity(entity).or(if &**entity == "nbsp" {
        Some("\u{a0}")
    } else {
        None
    }) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{};", &**entity)),
    }
}

/// The text of a part of a document: UTF-8, or what its mark or declaration says.
///
/// # Errors
/// If it is no text.
pub(super) fn text(bytes: Cow<'_, [u8]>) -> Result<Cow<'_, str>, IngestError> {
    if bytes.starts_with(b"\xef\xbb\xbf")
        || std::str::from_utf8(&bytes).is_err()
        || bytes.contains(&0)
    {
        return Ok(Cow::Owned(decode::decode(&bytes)?.text.into_owned()));
    }
    let text = match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    };
    text.ok_or(IngestError::NotText)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> (String, Option<String>) {
        let mut xml = Xml::new(text, 50);
        let mut words = String::new();
        loop {
            match xml.next() {
                Node::Text(text) => words.push_str(&text),
                Node::End => return (words, xml.damage().map(str::to_owned)),
                Node::Open(_) | Node::Close => {}
            }
        }
    }

    #[test]
    fn entities_stand_for_characters_or_for_themselves() {
        let declared = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>";
        let text = format!("{declared}<a>R&amp;D &#8217;&#x201D; &c; AT&T &nbsp;</a>");
        assert_eq!(words_of(&text), ("R&D ’” &c; AT&T \u{a0}".to_owned(), None));
    }

    #[test]
    fn damage_ends_the_document_and_is_told() {
        let (words, damage) = words_of("<a><b>One</b><b>Two</c>Three</a>");
        assert_eq!(words, "OneTwo");
        assert!(damage.is_some());
        assert!(words_of("<a><b>One").1.is_some());
        assert!(words_of(&"<a>".repeat(100_000)).1.is_some_and(|why| why.contains("50 deep")));
    }

    #[test]
    fn namespaces_are_known_by_their_address() {
        let text =
            "<x:d xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" x:val=\"a&amp;b\"/>";
        let mut xml = Xml::new(text, 50);
        let Node::Open(element) = xml.next() else { panic!() };
        assert_eq!((element.space, element.name()), (Space::Word, "d"));
        assert_eq!(element.attribute("val").as_deref(), Some("a&b"));
    }

    #[test]
    fn an_element_is_passed_over_to_its_end() {
        let mut xml = Xml::new("<a><b><c><d/></c><e/></b><f/></a>", 50);
        xml.next();
        xml.next();
        let mut seen = Vec::new();
        xml.inside(|element| {
            seen.push(element.name().to_owned());
            element.name() != "c"
        });
        assert_eq!(seen, ["c", "e"]);
        let Node::Open(next) = xml.next() else { panic!() };
        assert_eq!(next.name(), "f");
    }
}
