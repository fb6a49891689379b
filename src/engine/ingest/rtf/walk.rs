//! [`Walk`]: through the groups of an RTF document.

use super::codepage::CodePage;
use super::destination::{Destination, Opens, character, opens};
use super::header::Header;
use super::state::{Ends, Paragraph, State};
use super::token::{Token, Tokens};
use crate::engine::ingest::flow::Flow;
use crate::engine::ingest::office::Role;
use crate::engine::ingest::{SourceBlock, SourceMetadata};
use crate::engine::text::BlockKind;

/// Goes through a document.
pub(super) struct Walk {
    flow: Flow,
    header: Header,
    groups: Vec<State>,
    state: State,
    paragraph: Paragraph,
    /// Paragraphs around a box or a note.
    outer: Vec<Paragraph>,
    page: CodePage,
    /// Bytes of text that are not decoded yet.
    pending: Vec<u8>,
    /// The first half of a character outside of the basic plane.
    half: Option<u16>,
    /// Tokens still to be passed over after a character by its number.
    n_to_pass: usize,
    info: String,
    has_replaced: bool,
    is_cut: bool,
}

impl Walk {
    /// Goes through `bytes`, groups at most `deepest` deep in each other.
    pub(super) fn run(bytes: &[u8], deepest: usize) -> Result<Self, String> {
        let mut walk = Self {
            flow: Flow::default(),
            header: Header::default(),
            groups: Vec::new(),
            state: State::default(),
            paragraph: Paragraph::default(),
            outer: Vec::new(),
            page: CodePage::numbered(1252),
            pending: Vec::new(),
            half: None,
            n_to_pass: 0,
            info: String::new(),
            has_replaced: false,
            is_cut: false,
        };
        let mut tokens = Tokens::new(bytes);
        while let Some(token) = tokens.next() {
            match token {
                Token::Open if walk.groups.len() >= deepest => {
                    return Err(format!("its groups nest more than {deepest} deep"));
                }
                Token::Open => walk.open(),
                Token::Close => {
                    walk.close();
                    if walk.groups.is_empty() {
                        break;
                    }
                }
                Token::Word(b"bin", n) => {
                    tokens.pass(usize::try_from(n.unwrap_or(0)).unwrap_or(0));
                }
                token => walk.token(token),
            }
        }
        walk.flush();
        walk.is_cut = !walk.groups.is_empty();
        Ok(walk)
    }

    /// True if the document ends in the middle of a group.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// True if some bytes meant nothing in their code page.
    pub(super) fn has_replaced(&self) -> bool {
        self.has_replaced
    }

    /// The name of the document's encoding.
    pub(super) fn encoding(&self) -> &'static str {
        self.page.name()
    }

    /// The blocks, and what the document says of itself.
    pub(super) fn finish(mut self) -> (Vec<SourceBlock>, SourceMetadata) {
        let kind = self.kind();
        self.flow.end(kind);
        (self.flow.finish(), self.header.metadata())
    }

    fn open(&mut self) {
        self.flush();
        self.n_to_pass = 0;
        let inner = State {
            ends: Ends::Nothing,
            is_first: true,
            may_be_ignored: false,
            ..self.state.clone()
        };
        let outer = std::mem::replace(&mut self.state, inner);
        match outer.ends {
            _ if outer.destination != Destination::Styles => {}
            Ends::Style => self.state.destination = Destination::Skipped,
            _ => {
                self.state.ends = Ends::Style;
                self.header.begin_style();
            }
        }
        self.groups.push(outer);
    }

    fn close(&mut self) {
        self.flush();
        self.n_to_pass = 0;
        let Some(outer) = self.groups.pop() else { return };
        let inner = std::mem::replace(&mut self.state, outer);
        match inner.ends {
            Ends::Nothing => {}
            Ends::Style => self.header.end_style(),
            Ends::Info(field) => {
                let text = std::mem::take(&mut self.info);
                self.header.end_info(&field, &text);
            }
            Ends::Box | Ends::Note => {
                let kind = self.kind();
                self.flow.end(kind);
                self.paragraph = self.outer.pop().unwrap_or_default();
                if inner.ends == Ends::Box { self.flow.leave_box() } else { self.flow.leave_note() }
            }
        }
    }

    fn token(&mut self, token: Token<'_>) {
        if self.n_to_pass > 0 {
            self.pass(token);
            return;
        }
        let is_first = std::mem::take(&mut self.state.is_first);
        match token {
            Token::Text(text) => self.bytes(text),
            Token::Hex(byte) => self.bytes(&[byte]),
            Token::Symbol(b'*') if is_first => {
                self.state.may_be_ignored = true;
                self.state.is_first = true;
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(word, number) => {
                if is_first && self.begins_group(word) {
                    return;
                }
                self.word(word, number);
            }
            Token::Open | Token::Close => {}
        }
    }

    /// Passes over what stands for a character where readers do not know its number.
    fn pass(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => {
                let n = self.n_to_pass.min(text.len());
                self.n_to_pass -= n;
                if n < text.len() {
                    self.bytes(&text[n..]);
                }
            }
            // A second character by its number is one, not what the first is passed over for.
            Token::Word(b"u", _) => {
                self.n_to_pass = 0;
                self.token(token);
            }
            _ => self.n_to_pass -= 1,
        }
    }

    /// Takes the first control word of a group; false if it means the same in the middle of one.
    fn begins_group(&mut self, word: &[u8]) -> bool {
        let in_info = self.state.destination == Destination::Info;
        if self.state.destination == Destination::Skipped {
            return true;
        }
        if in_info {
            self.info.clear();
            self.state.ends = Ends::Info(word.to_vec());
            return true;
        }
        if word == b"listtext" || word == b"pntext" {
            self.paragraph.is_list = true;
        }
        let is_text = self.state.destination == Destination::Text;
        match opens(word) {
            Some(Opens::Group(destination)) => self.state.destination = destination,
            Some(Opens::Note) if is_text => self.begins_aside(Ends::Note),
            Some(Opens::Box) => self.begins_aside(Ends::Box),
            Some(Opens::Note) => self.state.destination = Destination::Skipped,
            None if self.state.may_be_ignored => {
                // A style of words may be ignored, and is in the table of styles.
                if self.state.destination != Destination::Styles {
                    self.state.destination = Destination::Skipped;
                }
                return self.state.destination == Destination::Skipped;
            }
            None => return false,
        }
        true
    }

    fn begins_aside(&mut self, ends: Ends) {
        self.flow.enter();
        self.outer.push(std::mem::take(&mut self.paragraph));
        self.state.destination = Destination::Text;
        self.state.ends = ends;
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'~' => self.write("\u{a0}"),
            b'-' => self.write("\u{ad}"),
            b'_' => self.write("\u{2011}"),
            b'\\' | b'{' | b'}' => self.bytes(&[symbol]),
            b'\t' => self.write("\t"),
            b'\r' | b'\n' => self.word(b"par", None),
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let is_on = number != Some(0);
        match self.state.destination {
            Destination::Fonts => self.header.font_word(word, number),
            Destination::Styles => self.header.style_word(word, number),
            Destination::Info => self.header.info_word(word, number),
            Destination::Skipped => return,
            Destination::Text | Destination::Frame => {}
        }
        match word {
            b"u" => return self.numbered(number.unwrap_or(0)),
            b"uc" => {
                self.state.n_fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(0).min(16);
            }
            b"ansicpg" => self.set_page(CodePage::numbered(number.unwrap_or(1252))),
            b"mac" => self.set_page(CodePage::numbered(10_000)),
            b"pc" | b"pca" => self.set_page(CodePage::Dos),
            _ => {}
        }
        if let Some(text) = character(word) {
            return self.write(text);
        }
        if self.state.destination != Destination::Text {
            return;
        }
        match word {
            b"f" => {
                self.flush();
                self.state.font = number.unwrap_or(-1);
            }
            b"v" => self.hide(|state| state.is_hidden = is_on),
            b"deleted" => self.hide(|state| state.is_deleted = is_on),
            b"plain" => self.hide(|state| {
                state.is_hidden = false;
                state.is_deleted = false;
                state.font = -1;
            }),
            b"par" | b"sect" => self.end_paragraph(),
            b"page" | b"column" => self.write("\n"),
            b"pard" => self.paragraph = Paragraph::default(),
            b"s" => self.paragraph.style = number.unwrap_or(0),
            b"outlinelevel" => self.paragraph.is_heading = matches!(number, Some(0..=8)),
            b"ls" => self.paragraph.is_list = number.unwrap_or(0) > 0,
            b"fi" => self.paragraph.is_hanging = number.unwrap_or(0) < 0,
            b"intbl" => self.paragraph.is_in_table = true,
            b"cell" | b"nestcell" => self.end_cell(),
            b"row" => {
                self.flush();
                self.flow.end_row(true);
            }
            _ => {}
        }
    }

    fn set_page(&mut self, page: CodePage) {
        self.flush();
        self.page = page;
    }

    fn hide(&mut self, change: impl FnOnce(&mut State)) {
        self.flush();
        change(&mut self.state);
    }

    /// A character by its number, of UTF-16 and signed.
    fn numbered(&mut self, number: i32) {
        self.flush_bytes();
        self.n_to_pass = self.state.n_fallback;
        let unit = (number & 0xffff) as u16;
        let units = [self.half.take().unwrap_or(0), unit];
        let c = match unit {
            0xd800..=0xdbff => {
                self.half = Some(unit);
                return;
            }
            0xdc00..=0xdfff => char::decode_utf16(units).flatten().next(),
            _ => char::from_u32(u32::from(unit)),
        };
        // What Word writes for letters of picture fonts is in the private area.
        if let Some(c) = c.filter(|c| !c.is_control() && !('\u{e000}'..'\u{f900}').contains(c)) {
            self.write(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        if self.state.destination != Destination::Skipped {
            self.pending.extend_from_slice(bytes);
        }
    }

    fn flush(&mut self) {
        self.half = None;
        self.flush_bytes();
    }

    /// Decodes the bytes that are due.
    fn flush_bytes(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let in_text = self.state.destination == Destination::Text;
        let font = Some(self.state.font).filter(|_| in_text);
        let page = font.and_then(|font| self.header.code_page(font)).unwrap_or(self.page);
        let (text, replaced) = page.decode(&bytes);
        self.has_replaced |= replaced && in_text;
        self.put(&text);
    }

    fn write(&mut self, text: &str) {
        self.flush_bytes();
        self.put(text);
    }

    fn put(&mut self, text: &str) {
        match self.state.destination {
            Destination::Text if !self.state.is_hidden && !self.state.is_deleted => {
                // Control characters mean nothing here.
                let text = text.replace(|c: char| c.is_control() && c != '\t' && c != '\n', "");
                self.begin_cell_if_due();
                self.flow.push(&text);
            }
            Destination::Info => self.info.push_str(text),
            Destination::Styles => self.header.style_name(text),
            _ => {}
        }
    }

    /// Opens a row for the first words in a table: RTF says only where rows end.
    fn begin_cell_if_due(&mut self) {
        if self.paragraph.is_in_table && !self.flow.is_in_row() {
            self.flow.begin_row();
            self.flow.begin_cell();
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if !self.state.is_deleted {
            self.leave_table_if_due();
            let is_item = self.paragraph.is_hanging && self.flow.take_marker();
            let kind = match self.kind() {
                Some(BlockKind::Paragraph) if is_item => Some(BlockKind::ListItem),
                kind => kind,
            };
            self.flow.end(kind);
        }
    }

    fn leave_table_if_due(&mut self) {
        if !self.paragraph.is_in_table && self.flow.is_in_row() {
            self.flow.end_row(true);
        }
    }

    fn end_cell(&mut self) {
        self.flush();
        if !self.flow.is_in_row() {
            self.flow.begin_row();
            self.flow.begin_cell();
        }
        let kind = self.kind();
        self.flow.end(kind);
        self.flow.begin_cell();
    }

    /// What the paragraph is; `None`: no part of the text.
    fn kind(&self) -> Option<BlockKind> {
        match self.header.role(self.paragraph.style) {
            Some(Role::Furniture) => None,
            Some(Role::Block(kind)) => Some(kind),
            None if self.paragraph.is_heading => Some(BlockKind::Heading),
            None if self.paragraph.is_list => Some(BlockKind::ListItem),
            None => Some(BlockKind::Paragraph),
        }
    }
}
