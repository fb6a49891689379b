//! Cleaning of what a format has cut into blocks: the extractor has done the work, only lines that
//! are furniture beyond doubt go.

use super::Reason;
use super::assemble::{Piece, Verdict, one_line};
use super::furniture::furniture;
use super::shape::key;
use crate::engine::ingest::SourceBlock;
use crate::engine::text::BlockKind;

/// Judges `blocks`. With `remove` off all are kept.
pub(super) fn judge(blocks: &[SourceBlock], remove: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for block in blocks {
        let text = one_line(&block.text);
        if text.is_empty() {
            continue;
        }
        let reason = if remove { reason(block.kind, &text, pieces.last()) } else { None };
        let verdict = reason.map_or(Verdict::Keep(block.kind), Verdict::Remove);
        pieces.push(Piece { text, verdict });
    }
    pieces
}

fn reason(kind: BlockKind, text: &str, before: Option<&Piece>) -> Option<Reason> {
    match kind {
        BlockKind::Title | BlockKind::Subtitle => None,
        BlockKind::Caption => Some(Reason::Caption),
        _ if !text.chars().any(char::is_alphanumeric) && text.chars().count() <= 3 => {
            Some(Reason::Template)
        }
        _ if before.is_some_and(|b| b.kind().is_some() && key(&b.text) == key(text)) => {
            Some(Reason::Duplicate)
        }
        _ => furniture(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_out_captions_and_plain_furniture_only() {
        let block = |kind, text: &str| SourceBlock { kind, text: text.to_owned() };
        let blocks = [
            block(BlockKind::Paragraph, "The bridge\n opened."),
            block(BlockKind::Caption, "The bridge at dawn"),
            block(BlockKind::Paragraph, "Advertisement"),
            block(BlockKind::ListItem, "Four lanes"),
        ];
        let kept: Vec<_> = judge(&blocks, true)
            .into_iter()
            .filter(|p| p.kind().is_some())
            .map(|p| p.text)
            .collect();
        assert_eq!(kept, ["The bridge opened.", "Four lanes"]);
        assert!(judge(&blocks, false).iter().all(|p| p.kind().is_some()));
    }
}
