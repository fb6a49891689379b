//! [`Flow`]: paragraphs of a word processor's document, put in reading order.
//!
//! Text boxes and notes stand in the middle of a paragraph; they are set aside, a box behind the
//! paragraph that it is tied to, a note behind the text. A row of a table is one paragraph, its
//! cells parted by tabs, unless its cells hold running text, as in tables made for layout.

use super::SourceBlock;
use crate::engine::text::BlockKind;

/// The longest cell of a row that stands on one line, in characters.
pub(super) const LONGEST_CELL: usize = 160;

/// The longest bullet or number of an item of a list, with the tab behind it, in bytes.
const LONGEST_MARKER: usize = 8;

/// Collects the blocks of a document.
#[derive(Debug, Default)]
pub(super) struct Flow {
    story: Story,
    /// What encloses `story`: it stands in a box or a note.
    outer: Vec<Story>,
    notes: Vec<SourceBlock>,
    written: usize,
}

/// The text itself, a text box or a note.
#[derive(Debug, Default)]
struct Story {
    blocks: Vec<SourceBlock>,
    /// The paragraph that is being written.
    text: String,
    /// Boxes tied to it.
    boxes: Vec<SourceBlock>,
    /// Rows of tables that are open, one in a cell of the other.
    rows: Vec<Row>,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Vec<SourceBlock>>,
}

impl Flow {
    /// Writes into the paragraph.
    pub(super) fn push(&mut self, text: &str) {
        self.story.text.push_str(text);
        self.written += text.len();
    }

    /// Bytes written so far.
    pub(super) fn written(&self) -> usize {
        self.written
    }

    /// The last character of the paragraph.
    pub(super) fn last(&self) -> Option<char> {
        self.story.text.chars().next_back()
    }

    /// Takes out the bullet or number, and the tab, that the paragraph begins with; true if it does.
    pub(super) fn take_marker(&mut self) -> bool {
        let text = &self.story.text;
        let head = &text[..text.floor_char_boundary(LONGEST_MARKER)];
        let Some((marker, _)) = head.split_once('\t') else { return false };
        let length = marker.len() + 1;
        let mut chars = marker.trim().chars();
        let is_marker = match (chars.next(), chars.next_back()) {
            (Some(only), None) => !only.is_alphanumeric(),
            (Some(first), Some('.' | ')')) => {
                let is_number =
                    |c: char| c.is_ascii_digit() || first.is_alphabetic() && "ivx".contains(c);
                first == '(' || first.is_ascii_alphanumeric() && chars.all(is_number)
            }
            _ => false,
        };
        if is_marker {
            self.story.text.drain(..length);
        }
        is_marker
    }

    /// Ends the paragraph, which is a `kind`; with `None` it is furniture and left out.
    pub(super) fn end(&mut self, kind: Option<BlockKind>) {
        let text = std::mem::take(&mut self.story.text);
        let boxes = std::mem::take(&mut self.story.boxes);
        let text = text.trim();
        let block = kind.filter(|_| has_words(text));
        let block = block.map(|kind| SourceBlock { kind, text: text.to_owned() });
        self.story.place(block.into_iter().chain(boxes));
    }

    /// A row of a table begins.
    pub(super) fn begin_row(&mut self) {
        self.story.rows.push(Row::default());
    }

    /// A cell begins, in the innermost open row.
    pub(super) fn begin_cell(&mut self) {
        if let Some(row) = self.story.rows.last_mut() {
            row.cells.push(Vec::new());
        }
    }

    /// True if a row is open.
    pub(super) fn is_in_row(&self) -> bool {
        !self.story.rows.is_empty()
    }

    /// The innermost row ends; it is dropped unless `kept`.
    pub(super) fn end_row(&mut self, kept: bool) {
        if let Some(row) = self.story.rows.pop().filter(|_| kept) {
            let blocks = row.blocks();
            self.story.place(blocks.into_iter());
        }
    }

    /// A text box or a note begins.
    pub(super) fn enter(&mut self) {
        let outer = std::mem::take(&mut self.story);
        self.outer.push(outer);
    }

    /// A text box ends.
    pub(super) fn leave_box(&mut self) {
        let blocks = self.leave();
        self.story.boxes.extend(blocks);
    }

    /// A note ends; it stands behind the text.
    pub(super) fn leave_note(&mut self) {
        let blocks = self.leave();
        self.notes.extend(blocks);
    }

    /// Ends what was begun last, and gives its blocks.
    pub(super) fn leave(&mut self) -> Vec<SourceBlock> {
        let outer = self.outer.pop().unwrap_or_default();
        std::mem::replace(&mut self.story, outer).finish()
    }

    /// The blocks in reading order.
    pub(super) fn finish(mut self) -> Vec<SourceBlock> {
        while !self.outer.is_empty() {
            self.leave_box();
        }
        let mut blocks = self.story.finish();
        blocks.append(&mut self.notes);
        blocks
    }
}

impl Story {
    /// Puts finished blocks where they belong.
    fn place(&mut self, blocks: impl Iterator<Item = SourceBlock>) {
        match self.rows.last_mut() {
            Some(row) => {
                if row.cells.is_empty() {
                    row.cells.push(Vec::new());
                }
                if let Some(cell) = row.cells.last_mut() {
                    cell.extend(blocks);
                }
            }
            None => self.blocks.extend(blocks),
        }
    }

    /// All blocks; what was left open is closed.
    fn finish(mut self) -> Vec<SourceBlock> {
        let text = std::mem::take(&mut self.text);
        let rest = has_words(&text).then_some(SourceBlock { kind: BlockKind::Paragraph, text });
        let boxes = std::mem::take(&mut self.boxes);
        self.place(rest.into_iter().chain(boxes));
        while let Some(row) = self.rows.pop() {
            let blocks = row.blocks();
            self.place(blocks.into_iter());
        }
        self.blocks
    }
}

impl Row {
    /// One paragraph, or the paragraphs of each cell.
    fn blocks(self) -> Vec<SourceBlock> {
        let filled = self.cells.iter().filter(|cell| !cell.is_empty()).count();
        let is_line = |cell: &Vec<SourceBlock>| match cell.as_slice() {
            [] => true,
            [only] => {
                only.kind == BlockKind::Paragraph
                    && only.text.chars().take(LONGEST_CELL + 1).count() <= LONGEST_CELL
            }
            _ => false,
        };
        if filled < 2 || !self.cells.iter().all(is_line) {
            return self.cells.into_iter().flatten().collect();
        }
        let cells: Vec<String> =
            self.cells.into_iter().flatten().map(|block| block.text.trim().to_owned()).collect();
        vec![SourceBlock { kind: BlockKind::Paragraph, text: cells.join("\t") }]
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: Option<BlockKind> = Some(BlockKind::Paragraph);

    fn texts(flow: Flow) -> Vec<String> {
        flow.finish().into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn boxes_and_notes_do_not_break_a_sentence() {
        let mut flow = Flow::default();
        flow.push("The bridge");
        flow.enter();
        flow.push("A note.");
        flow.end(PARAGRAPH);
        flow.leave_note();
        flow.enter();
        flow.push("A box.");
        flow.end(PARAGRAPH);
        flow.leave_box();
        flow.push(" opened.");
        flow.end(PARAGRAPH);
        flow.push("It stands.");
        assert_eq!(texts(flow), ["The bridge opened.", "A box.", "It stands.", "A note."]);
    }

    #[test]
    fn typed_markers_of_lists_are_known() {
        for (text, is_marker) in [
            ("•\tOne", true),
            ("12.\tOne", true),
            ("iv)\tOne", true),
            ("I\tgo", false),
            ("2024\tOne", false),
        ] {
            let mut flow = Flow::default();
            flow.push(text);
            assert_eq!(flow.take_marker(), is_marker, "{text}");
        }
    }

    #[test]
    fn a_row_is_a_line_unless_it_holds_running_text() {
        let mut flow = Flow::default();
        for row in [["North", "41"], ["Far", &"words ".repeat(60)]] {
            flow.begin_row();
            for cell in row {
                flow.begin_cell();
                flow.push(cell);
                flow.end(PARAGRAPH);
            }
            flow.end_row(true);
        }
        let texts = texts(flow);
        assert_eq!(texts[0], "North\t41");
        assert_eq!(texts.len(), 3);
    }
}
