//! [`Walk`]: through the elements of a Word document's text, and of its notes.

use std::collections::{BTreeMap, BTreeSet};

use super::styles::{Properties, Styles};
use crate::engine::ingest::SourceBlock;
use crate::engine::ingest::flow::Flow;
use crate::engine::ingest::xml::{Element, Node, Space, Xml};

/// A reference to a note: the part that holds it, and its id there.
pub(super) type Reference = (&'static str, String);

/// Goes through the text of a part.
pub(super) struct Walk<'a> {
    styles: &'a Styles,
    flow: Flow,
    open: Vec<Frame>,
    /// Paragraphs that are open, one in a box of the other.
    paragraphs: Vec<Properties>,
    /// Fields that are open; true while the instruction stands, of which nothing is shown.
    fields: Vec<bool>,
    n_instructions: usize,
    is_hidden: bool,
    is_text: bool,
    references: Vec<Reference>,
    seen: BTreeSet<Reference>,
    notes: BTreeMap<String, Vec<SourceBlock>>,
    has_foreign_part: bool,
}

/// An open element, as far as its end means something.
enum Frame {
    Plain,
    Text,
    Paragraph,
    /// Whether the text was hidden before.
    Run(bool),
    Row {
        is_deleted: bool,
    },
    Box,
    /// The id of a note.
    Note(String),
    /// Bytes written before the first branch.
    Branches(usize),
    /// True if the control shows what is to be filled in, or a table of contents.
    Control(bool),
}

impl<'a> Walk<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            flow: Flow::default(),
            open: Vec::new(),
            paragraphs: Vec::new(),
            fields: Vec::new(),
            n_instructions: 0,
            is_hidden: false,
            is_text: false,
            references: Vec::new(),
            seen: BTreeSet::new(),
            notes: BTreeMap::new(),
            has_foreign_part: false,
        }
    }

    /// Goes to the end.
    pub(super) fn run(&mut self, xml: &mut Xml<'_>) {
        loop {
            match xml.next() {
                Node::Open(element) => {
                    if let Some(frame) = self.opened(&element, xml) {
                        self.open.push(frame);
                    }
                }
                Node::Close => {
                    if let Some(frame) = self.open.pop() {
                        self.closed(frame);
                    }
                }
                Node::Text(text) if self.is_text => self.write(&text),
                Node::Text(_) => {}
                Node::End => return,
            }
        }
    }

    /// True if some of the text lies in a file of another format.
    pub(super) fn has_foreign_part(&self) -> bool {
        self.has_foreign_part
    }

    /// The blocks, and the notes referred to, in order.
    pub(super) fn finish(self) -> (Vec<SourceBlock>, Vec<Reference>) {
        (self.flow.finish(), self.references)
    }

    /// The notes by their ids, of a part that holds notes.
    pub(super) fn notes(self) -> BTreeMap<String, Vec<SourceBlock>> {
        self.notes
    }

    fn write(&mut self, text: &str) {
        if !self.is_hidden && self.n_instructions == 0 {
            self.flow.push(text);
        }
    }

    /// What an element's end will mean; `None`: it has been passed over.
    fn opened(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Option<Frame> {
        match (element.space, element.name()) {
            (Space::Word, name) => self.word(name, element, xml),
            (Space::Math, "t") => Some(self.text()),
            (Space::Compatibility, "AlternateContent") => {
                Some(Frame::Branches(self.flow.written()))
            }
            // Branches say the same for programs that know more or less.
            (Space::Compatibility, "Choice" | "Fallback") => match self.open.last() {
                Some(Frame::Branches(before)) if *before != self.flow.written() => {
                    xml.skip();
                    None
                }
                _ => Some(Frame::Plain),
            },
            _ => Some(Frame::Plain),
        }
    }

    fn word(&mut self, name: &str, element: &Element<'_>, xml: &mut Xml<'_>) -> Option<Frame> {
        Some(match name {
            "t" => self.text(),
            "r" => Frame::Run(self.is_hidden),
            "p" => {
                self.paragraphs.push(Properties::default());
                Frame::Paragraph
            }
            "tr" => {
                self.flow.begin_row();
                Frame::Row { is_deleted: false }
            }
            "txbxContent" => {
                self.flow.enter();
                Frame::Box
            }
            "footnote" | "endnote" => {
                if element.attribute("type").is_some_and(|of| of != "normal") {
                    xml.skip();
                    return None;
                }
                self.flow.enter();
                Frame::Note(element.attribute("id").unwrap_or_default())
            }
            "sdt" => Frame::Control(false),
            "sdtContent" if matches!(self.open.last(), Some(Frame::Control(true))) => {
                xml.skip();
                return None;
            }
            "pPr" | "rPr" | "trPr" | "sdtPr" => {
                self.properties(name, xml);
                return None;
            }
            "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "rt" | "sectPr"
            | "tblPr" | "tblGrid" | "tcPr" => {
                xml.skip();
                return None;
            }
            _ => {
                self.mark(name, element);
                Frame::Plain
            }
        })
    }

    fn text(&mut self) -> Frame {
        self.is_text = true;
        Frame::Text
    }

    /// Reads properties that stand in the element opened before.
    fn properties(&mut self, name: &str, xml: &mut Xml<'_>) {
        match (name, self.open.last_mut()) {
            ("pPr", _) => {
                let properties = Properties::read(xml);
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    *paragraph = properties;
                }
            }
            ("rPr", Some(Frame::Run(_))) => {
                let mut is_hidden = false;
                xml.inside(|element| {
                    is_hidden |= element.name() == "vanish" && element.is_on();
                    element.name() != "rPrChange"
                });
                self.is_hidden |= is_hidden;
            }
            ("trPr", Some(Frame::Row { is_deleted })) => {
                xml.inside(|element| {
                    *is_deleted |= element.name() == "del";
                    true
                });
            }
            ("sdtPr", Some(Frame::Control(is_left_out))) => {
                xml.inside(|element| {
                    *is_left_out |= match element.name() {
                        "showingPlcHdr" => element.is_on(),
                        "docPartGallery" => {
                            element.attribute("val").is_some_and(|of| of == "Table of Contents")
                        }
                        _ => false,
                    };
                    true
                });
            }
            _ => xml.skip(),
        }
    }

    /// Elements that stand for a character, a field's bounds or a reference.
    fn mark(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "tab" | "ptab" => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("\u{2011}"),
            "softHyphen" => self.write("\u{ad}"),
            "sym" => self.symbol(element),
            "tc" => self.flow.begin_cell(),
            "fldChar" => self.field(element.attribute("fldCharType").as_deref()),
            "footnoteReference" => self.reference("footnotes", element),
            "endnoteReference" => self.reference("endnotes", element),
            "altChunk" | "subDoc" => self.has_foreign_part = true,
            _ => {}
        }
    }

    /// A character by its number; those of picture fonts are no words.
    fn symbol(&mut self, element: &Element<'_>) {
        let code = element.attribute("char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
        let c = code.filter(|code| !(0xe000..0xf900).contains(code)).and_then(char::from_u32);
        if let Some(c) = c {
            self.write(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn field(&mut self, part: Option<&str>) {
        match part {
            Some("begin") => {
                self.fields.push(true);
                self.n_instructions += 1;
            }
            Some("separate") => {
                if let Some(is_instruction) = self.fields.last_mut()
                    && std::mem::take(is_instruction)
                {
                    self.n_instructions -= 1;
                }
            }
            Some("end") => {
                let was_instruction = self.fields.pop() == Some(true);
                self.n_instructions -= usize::from(was_instruction);
            }
            _ => {}
        }
    }

    fn reference(&mut self, part: &'static str, element: &Element<'_>) {
        let Some(id) = element.attribute("id") else { return };
        if !self.is_hidden && self.seen.insert((part, id.clone())) {
            self.references.push((part, id));
        }
    }

    fn closed(&mut self, frame: Frame) {
        match frame {
            Frame::Plain | Frame::Branches(_) | Frame::Control(_) => {}
            Frame::Text => self.is_text = false,
            Frame::Run(was_hidden) => self.is_hidden = was_hidden,
            Frame::Row { is_deleted } => self.flow.end_row(!is_deleted),
            Frame::Box => self.flow.leave_box(),
            Frame::Note(id) => {
                let blocks = self.flow.leave();
                self.notes.insert(id, blocks);
            }
            Frame::Paragraph => self.end_paragraph(),
        }
    }

    fn end_paragraph(&mut self) {
        // An instruction that is never closed would swallow the rest of the text.
        if self.n_instructions > 0 {
            self.fields.iter_mut().for_each(|is_instruction| *is_instruction = false);
            self.n_instructions = 0;
        }
        let properties = self.paragraphs.pop().unwrap_or_default();
        if !properties.is_joined {
            self.flow.end(self.styles.kind(&properties));
        }
    }
}
