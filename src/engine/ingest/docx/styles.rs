//! What paragraph styles of a Word document say of a paragraph.

use std::collections::BTreeMap;

use crate::engine::ingest::office::{Role, role};
use crate::engine::ingest::xml::{Node, Xml};
use crate::engine::text::BlockKind;

/// How many styles, each based on the next, are asked.
const LONGEST_CHAIN: usize = 12;

/// Outline levels are 0 to 8; 9 is running text.
const RUNNING_TEXT: u32 = 9;

/// The styles of a document, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    role: Option<Role>,
    based_on: Option<String>,
    outline: Option<u32>,
    is_list: bool,
}

/// What a paragraph says of itself.
#[derive(Debug, Default)]
pub(super) struct Properties {
    /// Id of its style.
    pub(super) style: Option<String>,
    /// Level in the outline, from 0.
    pub(super) outline: Option<u32>,
    /// It is an item of a list, or is none whatever its style says.
    pub(super) is_list: Option<bool>,
    /// Its end is deleted: the next paragraph goes on where it stops.
    pub(super) is_joined: bool,
}

impl Properties {
    /// Reads the element that has just been opened.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut found = Self::default();
        let mut in_mark = false;
        xml.inside(|element| {
            match element.name() {
                "pStyle" => found.style = element.attribute("val"),
                "outlineLvl" => {
                    found.outline = element.attribute("val").and_then(|v| v.parse().ok());
                }
                "numId" => found.is_list = element.attribute("val").map(|id| id != "0"),
                // What stands in the run properties speaks of the paragraph's end.
                "rPr" => in_mark = true,
                "del" | "moveFrom" if in_mark => found.is_joined = true,
                "pPrChange" | "rPrChange" | "sectPr" => return false,
                _ => {}
            }
            true
        });
        found
    }
}

impl Styles {
    /// Reads the part that defines them.
    pub(super) fn read(text: &str, deepest: usize) -> Self {
        let mut xml = Xml::new(text, deepest);
        let mut styles = BTreeMap::new();
        loop {
            let element = match xml.next() {
                Node::Open(element) if element.name() == "style" => element,
                Node::End => return Self { styles },
                _ => continue,
            };
            let id = element.attribute("styleId").unwrap_or_default();
            let mut style = Style::default();
            xml.inside(|element| {
                let value = element.attribute("val");
                match element.name() {
                    "name" => style.role = value.as_deref().and_then(role),
                    "basedOn" => style.based_on = value,
                    "outlineLvl" => style.outline = value.and_then(|v| v.parse().ok()),
                    "numId" => style.is_list = value.is_some_and(|id| id != "0"),
                    "pPrChange" | "rPrChange" => return false,
                    _ => {}
                }
                true
            });
            // A document without names of styles has telling ids.
            style.role = style.role.or_else(|| role(&id));
            styles.insert(id, style);
        }
    }

    /// What a paragraph is; `None`: no part of the text.
    pub(super) fn kind(&self, paragraph: &Properties) -> Option<BlockKind> {
        let chain = self.chain(paragraph.style.as_deref());
        let is_list = paragraph.is_list.unwrap_or_else(|| chain.iter().any(|s| s.is_list));
        let own = paragraph.style.as_deref().filter(|id| !self.styles.contains_key(*id));
        let role = chain.iter().find_map(|s| s.role).or_else(|| own.and_then(role));
        let outline = paragraph.outline.or_else(|| chain.iter().find_map(|s| s.outline));
        match role {
            Some(Role::Furniture) => None,
            Some(Role::Block(kind)) => Some(kind),
            None if outline.is_some_and(|level| level < RUNNING_TEXT) => Some(BlockKind::Heading),
            None if is_list => Some(BlockKind::ListItem),
            None => Some(BlockKind::Paragraph),
        }
    }

    /// The style `id`, the one that it is based on, and so on.
    fn chain(&self, id: Option<&str>) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = id;
        while let Some(style) = next.and_then(|id| self.styles.get(id)) {
            if chain.len() == LONGEST_CHAIN {
                break;
            }
            chain.push(style);
            next = style.based_on.as_deref();
        }
        chain
    }
}
