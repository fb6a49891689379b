//! What styles of an OpenDocument text say of a paragraph or of words.

use std::collections::BTreeMap;

use crate::engine::ingest::office::{Role, role};
use crate::engine::ingest::xml::{Element, Node, Space, Xml};
use crate::engine::text::BlockKind;

/// How many styles, each a child of the next, are asked.
const LONGEST_CHAIN: usize = 12;

/// The styles of a document, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<(String, String), Style>,
}

#[derive(Debug, Default)]
struct Style {
    role: Option<Role>,
    parent: Option<String>,
    is_hidden: bool,
}

impl Styles {
    /// Reads all styles that are defined up to the end of the document.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) {
        loop {
            match xml.next() {
                Node::Open(element) => self.define(&element, xml),
                Node::End => return,
                Node::Close | Node::Text(_) => {}
            }
        }
    }

    /// Reads all styles in the element that has just been opened.
    pub(super) fn read_inside(&mut self, xml: &mut Xml<'_>) {
        let mut current: Option<(String, String)> = None;
        xml.inside(|element| {
            if is_style(element) {
                let key = key(element);
                self.styles.insert(key.clone(), Style::new(element));
                current = Some(key);
            } else if hides(element)
                && let Some(style) = current.as_ref().and_then(|key| self.styles.get_mut(key))
            {
                style.is_hidden = true;
            }
            true
        });
    }

    fn define(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        if !is_style(element) {
            return;
        }
        let mut style = Style::new(element);
        xml.inside(|inner| {
            style.is_hidden |= hides(inner);
            true
        });
        self.styles.insert(key(element), style);
    }

    /// What a paragraph of that style is; `None`: no part of the text. `plain` where no style says.
    pub(super) fn kind(&self, style: Option<&str>, plain: BlockKind) -> Option<BlockKind> {
        let mut next = style.map(str::to_owned);
        for _ in 0..LONGEST_CHAIN {
            let Some(name) = next else { break };
            let style = self.styles.get(&("paragraph".to_owned(), name.clone()));
            match style.map_or_else(|| role(&name), |style| style.role) {
                Some(Role::Furniture) => return None,
                Some(Role::Block(kind)) => return Some(kind),
                None => next = style.and_then(|style| style.parent.clone()),
            }
        }
        Some(plain)
    }

    /// True if words of that style are not shown.
    pub(super) fn hides(&self, family: &str, style: Option<String>) -> bool {
        style.is_some_and(|name| {
            self.styles.get(&(family.to_owned(), name)).is_some_and(|style| style.is_hidden)
        })
    }
}

impl Style {
    fn new(element: &Element<'_>) -> Self {
        let name = element.attribute("display-name").or_else(|| element.attribute("name"));
        let parent = element.attribute("parent-style-name");
        Self { role: name.as_deref().and_then(role), parent, is_hidden: false }
    }
}

fn is_style(element: &Element<'_>) -> bool {
    (element.space, element.name()) == (Space::Style, "style")
}

fn key(element: &Element<'_>) -> (String, String) {
    let attribute = |name| element.attribute(name).unwrap_or_default();
    (attribute("family"), attribute("name"))
}

fn hides(element: &Element<'_>) -> bool {
    element.space == Space::Style
        && element.name() == "text-properties"
        && element.attribute("display").is_some_and(|display| display == "none")
}
