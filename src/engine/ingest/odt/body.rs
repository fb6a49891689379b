//! [`Walk`]: through the elements of an OpenDocument text.

use super::styles::Styles;
use crate::engine::ingest::SourceBlock;
use crate::engine::ingest::flow::Flow;
use crate::engine::ingest::xml::{Element, Node, Space, Xml};
use crate::engine::text::BlockKind;

/// The most spaces that one element may stand for; more are laid out, not said.
const MOST_SPACES: usize = 100;

/// Goes through the text.
pub(super) struct Walk {
    styles: Styles,
    flow: Flow,
    open: Vec<Frame>,
    /// Kinds of the paragraphs that are open in the text, box or note that is being read.
    paragraphs: Vec<Option<BlockKind>>,
    /// Lists that are open in it.
    n_lists: usize,
    is_hidden: bool,
}

/// An open element, as far as its end means something.
enum Frame {
    Plain,
    /// Whether it stands in the paragraph of a shape, and whether text was hidden before.
    Paragraph {
        in_shape: bool,
        was_hidden: bool,
    },
    /// Whether text was hidden before.
    Words(bool),
    List,
    Row,
    Box(Outer),
    Note(Outer),
}

/// What was open around a box or a note.
struct Outer {
    paragraphs: Vec<Option<BlockKind>>,
    n_lists: usize,
}

impl Walk {
    pub(super) fn new(styles: Styles) -> Self {
        Self {
            styles,
            flow: Flow::default(),
            open: Vec::new(),
            paragraphs: Vec::new(),
            n_lists: 0,
            is_hidden: false,
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
                Node::Text(text) => self.write(&text),
                Node::End => return,
            }
        }
    }

    /// The blocks, in order.
    pub(super) fn finish(self) -> Vec<SourceBlock> {
        self.flow.finish()
    }

    fn is_shown(&self) -> bool {
        !self.is_hidden && !self.paragraphs.is_empty()
    }

    /// Writes words; white space between them counts once.
    fn write(&mut self, text: &str) {
        if !self.is_shown() {
            return;
        }
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|c| is_space(c) != is_space(first)).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            if !is_space(first) {
                self.flow.push(piece);
            } else if self.flow.last().is_some_and(|last| !is_space(last)) {
                self.flow.push(" ");
            }
            rest = after;
        }
    }

    fn exactly(&mut self, text: &str) {
        if self.is_shown() {
            self.flow.push(text);
        }
    }

    /// What an element's end will mean; `None`: it has been passed over.
    fn opened(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Option<Frame> {
        if is_left_out(element) {
            xml.skip();
            return None;
        }
        Some(match (element.space, element.name()) {
            (Space::Office, "automatic-styles") => {
                self.styles.read_inside(xml);
                return None;
            }
            (Space::Text, "p") => self.paragraph(element, BlockKind::Paragraph),
            (Space::Text, "h") => self.paragraph(element, BlockKind::Heading),
            (Space::Text, "span") => {
                let frame = Frame::Words(self.is_hidden);
                self.is_hidden |= self.styles.hides("text", element.attribute("style-name"));
                frame
            }
            (Space::Text, "list") => {
                self.n_lists += 1;
                Frame::List
            }
            (Space::Text, "note") => Frame::Note(self.enter()),
            (Space::Draw, "text-box") => Frame::Box(self.enter()),
            (Space::Table, "table-row") => {
                self.flow.begin_row();
                Frame::Row
            }
            (Space::Table, "table-cell") => {
                self.flow.begin_cell();
                Frame::Plain
            }
            (Space::Text, "s") => {
                let n = element.attribute("c").and_then(|c| c.parse().ok()).unwrap_or(1);
                self.exactly(&" ".repeat(MOST_SPACES.min(n)));
                Frame::Plain
            }
            (Space::Text, "tab") => {
                self.exactly("\t");
                Frame::Plain
            }
            (Space::Text, "line-break") => {
                self.exactly("\n");
                Frame::Plain
            }
            _ => Frame::Plain,
        })
    }

    fn paragraph(&mut self, element: &Element<'_>, plain: BlockKind) -> Frame {
        let in_shape = !self.paragraphs.is_empty();
        if in_shape {
            self.flow.enter();
        }
        let plain = match plain {
            BlockKind::Paragraph if self.n_lists > 0 => BlockKind::ListItem,
            plain => plain,
        };
        let style = element.attribute("style-name");
        self.paragraphs.push(self.styles.kind(style.as_deref(), plain));
        let was_hidden = self.is_hidden;
        self.is_hidden |= self.styles.hides("paragraph", style);
        Frame::Paragraph { in_shape, was_hidden }
    }

    fn enter(&mut self) -> Outer {
        self.flow.enter();
        Outer {
            paragraphs: std::mem::take(&mut self.paragraphs),
            n_lists: std::mem::take(&mut self.n_lists),
        }
    }

    fn back_to(&mut self, outer: Outer) {
        self.paragraphs = outer.paragraphs;
        self.n_lists = outer.n_lists;
    }

    fn closed(&mut self, frame: Frame) {
        match frame {
            Frame::Plain => {}
            Frame::Words(was_hidden) => self.is_hidden = was_hidden,
            Frame::List => self.n_lists -= 1,
            Frame::Row => self.flow.end_row(true),
            Frame::Box(outer) => {
                self.flow.leave_box();
                self.back_to(outer);
            }
            Frame::Note(outer) => {
                self.flow.leave_note();
                self.back_to(outer);
            }
            Frame::Paragraph { in_shape, was_hidden } => {
                self.is_hidden = was_hidden;
                self.flow.end(self.paragraphs.pop().flatten());
                if in_shape {
                    self.flow.leave_box();
                }
            }
        }
    }
}

/// Elements that hold no words of the text.
fn is_left_out(element: &Element<'_>) -> bool {
    let attribute = |name| element.attribute(name);
    match (element.space, element.name()) {
        (Space::Text, name) => match name {
            "tracked-changes"
            | "note-citation"
            | "ruby-text"
            | "hidden-text"
            | "script"
            | "placeholder"
            | "table-of-content"
            | "alphabetical-index"
            | "illustration-index"
            | "table-index"
            | "object-index"
            | "user-index"
            | "bibliography-source" => true,
            "section" => attribute("display").is_some_and(|display| display == "none"),
            "hidden-paragraph" => attribute("is-hidden").is_some_and(|is| is == "true"),
            _ => false,
        },
        (Space::Office, name) => matches!(
            name,
            "annotation"
                | "annotation-end"
                | "forms"
                | "scripts"
                | "event-listeners"
                | "binary-data"
                | "font-face-decls"
        ),
        (Space::Svg | Space::Table, "title" | "desc") => true,
        (Space::Table, "tracked-changes") => true,
        (Space::Draw, "object" | "object-ole") => true,
        _ => false,
    }
}
