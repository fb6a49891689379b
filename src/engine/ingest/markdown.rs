//! Markdown: blocks by `pulldown-cmark`, front matter by [`super::front_matter`].

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::front_matter;
use super::{Body, IngestError, SourceBlock, SourceMetadata};
use crate::engine::text::BlockKind;

/// Reads a Markdown file.
pub(super) fn read(text: &str) -> Result<(Body, SourceMetadata), IngestError> {
    let (metadata, rest) = match front_matter::split(text) {
        Some((front_matter, rest)) => (front_matter::read(front_matter), rest),
        None => (SourceMetadata::default(), text),
    };
    let mut reader = Reader { has_title: metadata.title.is_some(), ..Reader::default() };
    for event in Parser::new_ext(rest, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        reader.read(event);
    }
    reader.flush();
    if reader.blocks.is_empty() && metadata.title.is_none() {
        return Err(IngestError::Empty);
    }
    Ok((Body::Blocks(reader.blocks), metadata))
}

/// Gathers the text of one block at a time.
#[derive(Default)]
struct Reader {
    blocks: Vec<SourceBlock>,
    text: String,
    heading: Option<HeadingLevel>,
    has_title: bool,
    quotes: usize,
    items: usize,
    /// Inside an image, whose description is not running text; inside raw HTML.
    hidden: usize,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) if self.hidden == 0 => {
                self.text.push_str(&words)
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_) => self.hidden += 1,
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level);
            }
            tag if is_block(&tag.to_end()) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            tag if is_block(&tag) => self.flush(),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        let kind = match self.heading {
            Some(HeadingLevel::H1) if !self.has_title && self.blocks.is_empty() => {
                self.has_title = true;
                BlockKind::Title
            }
            Some(_) => BlockKind::Heading,
            None if self.quotes > 0 => BlockKind::Quote,
            None if self.items > 0 => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        self.blocks.push(SourceBlock { kind, text });
    }
}

fn is_block(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let Ok((Body::Blocks(blocks), _)) = read(text) else { return Vec::new() };
        blocks.into_iter().map(|b| (b.kind, b.text)).collect()
    }

    #[test]
    fn marks_kinds_of_blocks() {
        let found = blocks(
            "# A bridge opens\n\nIt *opened*\nin May.\n\n## Why\n\n- one\n- two\n\n> said so\n",
        );
        let expected = [
            (BlockKind::Title, "A bridge opens"),
            (BlockKind::Paragraph, "It opened in May."),
            (BlockKind::Heading, "Why"),
            (BlockKind::ListItem, "one"),
            (BlockKind::ListItem, "two"),
            (BlockKind::Quote, "said so"),
        ];
        let found: Vec<_> = found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn survives_deep_nesting() {
        assert_eq!(blocks(&format!("{}deep", "> ".repeat(50_000))).len(), 1);
        assert!(!blocks(&format!("{}deep", "- ".repeat(5_000))).is_empty());
        assert!(!blocks(&"[".repeat(20_000)).is_empty());
        assert!(!blocks(&"*a_ ".repeat(20_000)).is_empty());
    }
}
