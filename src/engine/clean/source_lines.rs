//! Lines to be judged: from a plain text, or from what a format has cut into blocks.

use super::assemble::{Piece, Verdict, one_line, without_controls};
use super::judge::Line;
use super::lines::paragraphs;
use crate::engine::ingest::SourceBlock;
use crate::engine::text::BlockKind;

/// The paragraphs of a plain text.
pub(super) fn of_text(text: &str) -> Vec<Line> {
    let line = |paragraph: super::lines::Paragraph| {
        let words = without_controls(&paragraph.words(text));
        Line::new(words, paragraph.blank_before, None)
    };
    paragraphs(text).into_iter().map(line).filter(|line| !line.text.is_empty()).collect()
}

/// The blocks of a web page or a Markdown file. What they call a paragraph may still be anything.
pub(super) fn of_blocks(blocks: &[SourceBlock]) -> Vec<Line> {
    let kind = |kind: BlockKind| (kind != BlockKind::Paragraph).then_some(kind);
    let line = |block: &SourceBlock| Line::new(one_line(&block.text), true, kind(block.kind));
    blocks.iter().map(line).filter(|line| !line.text.is_empty()).collect()
}

/// All blocks as they are, nothing taken out.
pub(super) fn keep_all(blocks: &[SourceBlock]) -> Vec<Piece> {
    let piece = |block: &SourceBlock| Piece {
        text: one_line(&block.text),
        verdict: Verdict::Keep(block.kind),
    };
    blocks.iter().map(piece).filter(|piece| !piece.text.is_empty()).collect()
}
