//! [`SourceDocument`]: a file as read, and its parts.

use std::borrow::Cow;

use super::{Format, Page};
use crate::engine::Warning;
use crate::engine::text::BlockKind;

/// A file as read.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceDocument {
    /// The file's own facts.
    pub file: SourceFile,
    /// The text.
    pub body: Body,
    /// What the format itself says of the article.
    pub metadata: SourceMetadata,
    /// What the format's reader left out of the text, in the order of the source.
    pub left_out: Vec<LeftOut>,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

/// Words of a file that are no part of the article, as its format tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The words, on one line.
    pub text: String,
    /// What they are.
    pub kind: LeftOutKind,
}

/// What a format's reader leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOutKind {
    /// What stands on every page: a running head or foot, a page number.
    RunningHead,
    /// What a mail quotes of earlier ones, its signature, the footer of a list.
    QuotedMail,
}

/// A file's own facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Last part of the path.
    pub name: String,
    /// Path inside the drop or archive, "/"-separated.
    pub path: String,
    /// What it was read as.
    pub format: Format,
    /// Size in bytes, as handed in.
    pub bytes: u64,
    /// SHA-256 of the bytes handed in, as 64 hex digits.
    pub sha256: String,
    /// Name of the encoding that the text was decoded from, as the WHATWG standard spells it.
    pub encoding: &'static str,
}

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Lines as they came, furniture and all.
    Plain(String),
    /// The article itself: not to be changed by a character.
    Verbatim(String),
    /// Blocks that the format marks, in reading order; what lies outside the main content is gone.
    Blocks(Vec<SourceBlock>),
    /// A web page: article and furniture, with what tells the one from the other.
    Page(Page),
}

impl Body {
    /// The text as the format gives it: a plain text whole, else the blocks with an empty line
    /// between them, as a reader of the page sees them. Positions in the source count in it.
    pub fn source_text(&self) -> Cow<'_, str> {
        match self {
            Body::Plain(text) | Body::Verbatim(text) => Cow::Borrowed(text),
            Body::Blocks(_) | Body::Page(_) => Cow::Owned(self.texts().join("\n\n")),
        }
    }

    /// The text of each block; a plain text as one.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Body::Plain(text) | Body::Verbatim(text) => vec![text],
            Body::Blocks(blocks) => blocks.iter().map(|block| block.text.as_str()).collect(),
            Body::Page(page) => page.blocks.iter().map(|b| b.block.text.as_str()).collect(),
        }
    }
}

/// A block that the format marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceBlock {
    /// What the format says it is.
    pub kind: BlockKind,
    /// Its text; white space is as in the source.
    pub text: String,
}

/// What the format, or the host, says of the article. `None` and empty: it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMetadata {
    /// Headline.
    pub title: Option<String>,
    /// Standfirst.
    pub subtitle: Option<String>,
    /// Authors, as printed, without "By".
    pub bylines: Vec<String>,
    /// Date of publication, ISO 8601.
    pub published: Option<String>,
    /// Date of the last change, ISO 8601.
    pub updated: Option<String>,
    /// Newspaper, agency, site.
    pub outlet: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Language tag, as stated.
    pub language: Option<String>,
}

impl SourceMetadata {
    /// What `self` says, and what `other` says where `self` says nothing.
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            subtitle: self.subtitle.or(other.subtitle),
            bylines: if self.bylines.is_empty() { other.bylines } else { self.bylines },
            published: self.published.or(other.published),
            updated: self.updated.or(other.updated),
            outlet: self.outlet.or(other.outlet),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
        }
    }
}
