//! A text that is not to be changed by a character: its paragraphs are found where they stand.

use super::lines::{Paragraph, paragraphs};
use super::shape::{is_headline, is_prose};
use super::{Cleaned, Metadata, language};
use crate::engine::text::{Block, BlockKind};

/// Finds the blocks of `text`. A short first line becomes the title, unless one is known already:
/// then that stays outside the text.
pub(super) fn read(text: &str, mut metadata: Metadata, stated: Option<&str>) -> Cleaned {
    let paragraphs = paragraphs(text);
    let has_title = metadata.title.is_none() && begins_with_title(text, &paragraphs);
    let block = |(i, paragraph): (usize, &Paragraph)| {
        let kind = if i == 0 && has_title { BlockKind::Title } else { BlockKind::Paragraph };
        Block { span: paragraph.span, kind, sentences: 0..0 }
    };
    let blocks: Vec<Block> = paragraphs.iter().enumerate().map(block).collect();
    if has_title {
        metadata.title = paragraphs.first().map(|first| first.words(text));
    }
    metadata.language = language::detect(text, stated);
    Cleaned {
        text: text.to_owned(),
        blocks,
        removed: Vec::new(),
        source_map: Vec::new(),
        metadata,
        is_all_kept: false,
    }
}

fn begins_with_title(text: &str, paragraphs: &[Paragraph]) -> bool {
    let [first, rest @ ..] = paragraphs else { return false };
    !first.is_wrapped
        && is_headline(first.span.of(text))
        && rest.iter().take(8).any(|paragraph| is_prose(paragraph.span.of(text)))
}
