//! A web page's blocks, article and furniture alike, with what the markup says of each.
//!
//! The page is walked before the extractor (`dom_smoothie`, after Readability.js) cuts it, and the
//! extractor's choice is taken over by the text nodes that it keeps. What of all that is the
//! article is weighed by [`super::super::clean`].

mod marks;
mod walk;

use std::collections::BTreeSet;

use dom_query::NodeId;
pub use marks::Marks;
pub(super) use walk::Walked;

use super::SourceBlock;

/// A web page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its blocks, in reading order.
    pub blocks: Vec<PageBlock>,
    /// What the page says of the article in a sentence or two, in one way or another.
    pub descriptions: Vec<String>,
    /// The article's text as the publisher gives it to search engines, on one line.
    pub stated_body: Option<String>,
}

/// A block of a web page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBlock {
    /// Its text, and what the markup says it is.
    pub block: SourceBlock,
    /// Where it stands.
    pub place: Place,
}

/// What the markup says of a block. Shares are percents of characters that are not white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The share that the extractor takes for main content.
    pub main: u8,
    /// The share that stands in links.
    pub links: u8,
    /// The share that is bold.
    pub bold: u8,
    /// Marks of the elements around it, up to the one that holds most of the article.
    pub near: Marks,
    /// Marks of those that hold most of the article.
    pub outer: Marks,
    /// Elements between it and the one that holds most of the article.
    pub depth: u8,
    /// The share of the page's main content that stands in elements beside this one.
    pub beside: u8,
    /// 1 to 6 for a heading, else 0.
    pub level: u8,
    /// The same for blocks whose elements have the same names and classes, up to the one that holds
    /// most of the article.
    pub path: u32,
    /// The same for blocks whose own element has the same name and classes.
    pub element: u32,
    /// A picture, film or frame stands right above it.
    pub below_picture: bool,
    /// A picture, film or frame stands right below it.
    pub above_picture: bool,
}

impl Walked {
    /// The blocks, in the order of the page. `main`: text nodes that the extractor kept.
    pub(super) fn blocks(&self, main: &BTreeSet<NodeId>) -> Vec<PageBlock> {
        walk::blocks(self, main)
    }
}
