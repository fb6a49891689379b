//! Web pages: the main content by `dom_smoothie` (a port of Readability.js), block by block.

use std::collections::BTreeSet;

use dom_query::{NodeId, NodeRef};
use dom_smoothie::{Article, Config, ParsePolicy, Readability};

use super::html_metadata::{self, squeeze};
use super::page::{Page, Walked};
use super::{Body, IngestError, SourceBlock, SourceMetadata, nesting, page_state};
use crate::engine::Warning;
use crate::engine::text::BlockKind;

/// The deepest nesting that is read; pages of newspapers reach 40. Extraction recurses.
const DEEPEST: usize = 500;

/// The deepest nesting, roughly counted, that is given to the parser.
const DEEPEST_TO_PARSE: usize = 2_000;

/// Elements that hold no text of the article.
const SKIPPED: [&str; 18] = [
    "script", "style", "noscript", "template", "svg", "button", "input", "select", "textarea",
    "nav", "iframe", "head", "form", "object", "video", "audio", "canvas", "math",
];

/// Elements that begin and end a block.
const BLOCKS: [&str; 34] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "figure",
    "figcaption",
    "pre",
    "table",
    "caption",
    "tr",
    "td",
    "th",
    "address",
    "details",
    "summary",
    "body",
    "hr",
];

/// The tree of a page that is the article as a whole: the text of a mail, the entry of a feed.
pub(super) fn tree(html: &str) -> Result<dom_query::Document, IngestError> {
    let too_deep = || IngestError::Malformed {
        format: "web page",
        reason: format!("its elements nest more than {DEEPEST} deep"),
    };
    if nesting::is_deeper(html, DEEPEST_TO_PARSE) {
        return Err(too_deep());
    }
    let document = dom_query::Document::from(html);
    if depth(&document.root()) > DEEPEST { Err(too_deep()) } else { Ok(document) }
}

/// Every block of `document`.
pub(super) fn all_blocks(document: &dom_query::Document) -> Vec<SourceBlock> {
    document.body().map(|body| blocks(&body)).unwrap_or_default()
}

/// Reads a web page.
pub(super) fn read_page(
    html: &str,
    warnings: &mut Vec<Warning>,
) -> Result<(Body, SourceMetadata), IngestError> {
    let mut warn = |message: &str| {
        warnings.push(Warning { stage: "ingest", message: message.to_owned(), span: None });
    };
    let mut page = open(html)?;
    let facts = html_metadata::page_facts(&page);
    let walked = page.doc.body().map(|body| Walked::of(&body));
    let article = extract(&mut page, html);
    let metadata = html_metadata::metadata(html, article.as_ref(), &facts);
    let main = article.map(|_| kept_texts(&page)).unwrap_or_default();
    let blocks = walked.map(|walked| walked.blocks(&main)).unwrap_or_default();
    let n_main: usize =
        blocks.iter().map(|b| b.block.text.len() * usize::from(b.place.main) / 100).sum();
    let stated = facts.linked.body.as_deref().map(plain_paragraphs).unwrap_or_default();
    let n_stated: usize = stated.iter().map(String::len).sum();
    if n_stated >= LEAST_STATED && n_main * 2 < n_stated {
        warn("the page shows less than it tells search engines: the text is the one told to them");
        return Ok((Body::Blocks(paragraphs(stated)), metadata));
    }
    if n_main < NEXT_TO_NOTHING {
        let drawn = drawn_by_script(html, metadata.title.as_deref().unwrap_or(""));
        if drawn.iter().map(String::len).sum::<usize>() >= LEAST_STATED {
            warn("the page shows next to no text: it is the one that its script would draw");
            return Ok((Body::Blocks(paragraphs(drawn)), metadata));
        }
    }
    if n_main == 0 {
        let (blocks, metadata) = whole(html, metadata);
        if blocks.is_empty() {
            return Err(IngestError::Empty);
        }
        warn("no article was found in the page: all its text was taken");
        return Ok((Body::Blocks(blocks), metadata));
    }
    let in_main = blocks.iter().filter(|b| b.place.main >= 50);
    let (n_links, n_all) = in_main.fold((0, 0), |(links, all), b| {
        let n = b.block.text.len();
        (links + n * usize::from(b.place.links) / 100, all + n)
    });
    if n_links * 2 > n_all {
        warn("most of the page's text is links: it may be a list of articles and not one");
    }
    if facts.linked.is_paid && n_main < TEASER {
        warn(
            "the page says that its article is for subscribers, and shows little of it: it may be the beginning alone",
        );
    }
    let stated_body = (!stated.is_empty()).then(|| stated.join(" "));
    let page = Page { blocks, descriptions: facts.descriptions, stated_body };
    Ok((Body::Page(page), metadata))
}

/// The least text, in bytes, for which what a page tells search engines is taken in place of it.
const LEAST_STATED: usize = 400;

/// The most text, in bytes, that a page shows whose script has not drawn its article.
const NEXT_TO_NOTHING: usize = 200;

/// The most text, in bytes, that pages show of an article that is for subscribers.
const TEASER: usize = 2_000;

fn paragraphs(texts: Vec<String>) -> Vec<SourceBlock> {
    let block = |text| SourceBlock { kind: BlockKind::Paragraph, text };
    texts.into_iter().map(block).collect()
}

/// The paragraphs in the data for the page's script.
fn drawn_by_script(html: &str, title: &str) -> Vec<String> {
    let document = dom_query::Document::from(html);
    let scripts = document.select("script:not([src])");
    let scripts: Vec<String> = scripts.nodes().iter().map(|node| node.text().into()).collect();
    let text = page_state::article(scripts.iter().map(String::as_str), title);
    text.map(|text| plain_paragraphs(&text)).unwrap_or_default()
}

fn open(html: &str) -> Result<Readability, IngestError> {
    let malformed = |reason: String| IngestError::Malformed { format: "web page", reason };
    let too_deep = || malformed(format!("its elements nest more than {DEEPEST} deep"));
    if nesting::is_deeper(html, DEEPEST_TO_PARSE) {
        return Err(too_deep());
    }
    let page = Readability::new(html, None, Some(Config::default()))
        .map_err(|error| malformed(error.to_string()))?;
    if depth(&page.doc.root()) > DEEPEST {
        return Err(too_deep());
    }
    Ok(page)
}

/// From so many characters on, the extractor's first attempt is its last; it asks for 500, and counts
/// before it takes the last bits out.
const ENOUGH: usize = 1_000;

/// What the extractor makes of `page`.
///
/// It keeps a copy of the tree for another attempt, which most articles do not need: the first is made
/// alone, and where it finds too little, all are made on a fresh tree, whose nodes have the same ids.
fn extract(page: &mut Readability, html: &str) -> Option<Article> {
    let article = page.parse_with_policy(ParsePolicy::Strict).ok();
    let content = page.doc.select_single(CONTENT);
    let n_chars = content.nodes().first().map_or(0, NodeRef::normalized_char_count);
    if article.is_some() && n_chars >= ENOUGH {
        return article;
    }
    *page = Readability::new(html, None, Some(Config::default())).ok()?;
    page.parse().ok()
}

/// What the extractor leaves.
const CONTENT: &str = "#readability-page-1";

/// The text nodes that the extractor left.
fn kept_texts(page: &Readability) -> BTreeSet<NodeId> {
    let content = page.doc.select_single(CONTENT);
    let nodes = content.nodes().iter().flat_map(NodeRef::descendants_it);
    // To collect them would bring in a sort of its own.
    let mut kept = BTreeSet::new();
    kept.extend(nodes.filter(NodeRef::is_text).map(|node| node.id));
    kept
}

/// Paragraphs of a text that may hold markup.
fn plain_paragraphs(text: &str) -> Vec<String> {
    let is_markup = text.contains("</") || text.contains("<br") || text.contains("&amp;");
    if is_markup && !nesting::is_deeper(text, DEEPEST_TO_PARSE) {
        let document = dom_query::Document::fragment(text);
        if depth(&document.root()) <= DEEPEST {
            return blocks(&document.root()).iter().map(|block| squeeze(&block.text)).collect();
        }
    }
    text.lines().map(squeeze).filter(|line| !line.is_empty()).collect()
}

/// How deep the tree below `root` is. Walks without recursion.
fn depth(root: &NodeRef<'_>) -> usize {
    let mut deepest = 0;
    let mut nodes = vec![(*root, 1)];
    while let Some((node, level)) = nodes.pop() {
        deepest = deepest.max(level);
        nodes.extend(node.children_it(false).map(|child| (child, level + 1)));
    }
    deepest
}

/// Every block of a page in which no main content was found.
fn whole(html: &str, mut metadata: SourceMetadata) -> (Vec<SourceBlock>, SourceMetadata) {
    let document = dom_query::Document::from(html);
    if metadata.title.is_none() {
        let title = squeeze(&document.select_single("title").text());
        metadata.title = (!title.is_empty()).then_some(title);
    }
    (document.body().map(|body| blocks(&body)).unwrap_or_default(), metadata)
}

/// What is left to do on the walk.
enum Step<'a> {
    Enter(NodeRef<'a>),
    /// A block ends, and the kind from before it holds again.
    Leave(BlockKind),
}

/// The blocks below `root`, in reading order. Walks without recursion.
fn blocks(root: &NodeRef<'_>) -> Vec<SourceBlock> {
    let mut walk = Walk { blocks: Vec::new(), text: String::new(), kind: BlockKind::Paragraph };
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave(before) => {
                walk.flush();
                walk.kind = before;
            }
            Step::Enter(node) if node.is_text() => walk.text.push_str(&node.text()),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                if is_skipped(&name) {
                    continue;
                }
                if &*name == "br" {
                    walk.text.push('\n');
                } else if is_block(&name) {
                    walk.flush();
                    steps.push(Step::Leave(walk.kind));
                    walk.kind = kind(&name, walk.kind);
                }
                steps.extend(node.children_it(true).map(Step::Enter));
            }
        }
    }
    walk.flush();
    walk.blocks
}

/// True for an element that holds no text of the article.
pub(super) fn is_skipped(name: &str) -> bool {
    SKIPPED.contains(&name)
}

/// True for an element that begins and ends a block.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// The kind of text in element `name` that stands in a block of kind `outer`.
pub(super) fn kind(name: &str, outer: BlockKind) -> BlockKind {
    match (name, outer) {
        (_, BlockKind::Caption) | ("figcaption" | "caption", _) => BlockKind::Caption,
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => BlockKind::Heading,
        (_, BlockKind::Quote) | ("blockquote", _) => BlockKind::Quote,
        ("li" | "dd", _) => BlockKind::ListItem,
        ("td" | "th" | "dt", _) => BlockKind::Paragraph,
        (_, outer) => outer,
    }
}

struct Walk {
    blocks: Vec<SourceBlock>,
    text: String,
    kind: BlockKind,
}

impl Walk {
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.blocks.push(SourceBlock { kind: self.kind, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>A bridge opens at last | Daily Pail</title>
        <link rel="canonical" href="https://pail.example/bridge">
        <meta property="og:site_name" content="Daily Pail"><meta name="author" content="Jane Doe">
        <meta property="article:published_time" content="2024-03-03T14:05:00+00:00"></head>
        <body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>A bridge opens at last</h1>
        <p>The new bridge over the river opened on Sunday, the mayor said, after nine years of work and delay.</p>
        <figure><img src="b.jpg"><figcaption>The bridge at dawn</figcaption></figure>
        <h2>Nine years</h2><p>Work began in 2015, and was to take three years, but money ran out, twice, she added.</p>
        <blockquote><p>We are glad that it stands, and we are sorry that it took as long as it did.</p></blockquote>
        <ul><li>It has four lanes for cars and two for trams, and one for people on foot.</li></ul>
        <p>The old bridge will be taken down next year, when the last of its traffic has moved to the new one.</p>
        </article><footer>© Daily Pail</footer></body></html>"#;

    /// The main content of a page.
    fn read(html: &str) -> Result<(Vec<SourceBlock>, SourceMetadata), IngestError> {
        let (body, metadata) = read_page(html, &mut Vec::new())?;
        let blocks = match body {
            Body::Page(page) => {
                let main = page.blocks.into_iter().filter(|found| found.place.main >= 50);
                main.map(|found| found.block).collect()
            }
            Body::Blocks(blocks) => blocks,
            Body::Plain(_) | Body::Verbatim(_) => Vec::new(),
        };
        Ok((blocks, metadata))
    }

    #[test]
    fn reads_blocks_and_metadata() {
        let (blocks, metadata) = read(PAGE).unwrap();
        let kinds: Vec<_> = blocks.iter().map(|b| b.kind).collect();
        assert!(kinds.contains(&BlockKind::Caption), "{blocks:?}");
        assert!(kinds.contains(&BlockKind::Heading) && kinds.contains(&BlockKind::Quote));
        assert!(blocks.iter().all(|b| !b.text.contains("Home") && !b.text.contains('©')));
        assert_eq!(metadata.title.as_deref(), Some("A bridge opens at last"));
        assert_eq!(metadata.bylines, ["Jane Doe"]);
        assert_eq!(metadata.published.as_deref(), Some("2024-03-03T14:05:00+00:00"));
        assert_eq!(metadata.outlet.as_deref(), Some("Daily Pail"));
        assert_eq!(metadata.url.as_deref(), Some("https://pail.example/bridge"));
        assert_eq!(metadata.language.as_deref(), Some("en"));
    }

    #[test]
    fn refuses_bottomless_pages() {
        for tag in ["<div>", "<b>x", "<font size=1>a<p>", "<table><tr><td>", "<ul><li>"] {
            let page = format!("<html><body>{}deep", tag.repeat(100_000));
            assert!(matches!(read(&page), Err(IngestError::Malformed { .. })), "{tag}");
        }
    }

    #[test]
    fn reads_pages_as_deep_as_allowed() {
        let page =
            format!("<html><body>{}<p>Deep words, but words.</p>", "<div>".repeat(DEEPEST - 6));
        assert!(read(&page).is_ok());
    }

    #[test]
    fn reads_a_fragment_without_main_content() {
        let (blocks, _) = read("<p>One.</p><p>Two.</p>").unwrap();
        assert_eq!(blocks.len(), 2);
    }

    #[test]
    fn reads_what_a_script_would_draw() {
        let paragraph =
            "<p>The new bridge opened on Sunday, the mayor said, after nine years of work.</p>";
        let data = serde_json::json!({"props": {"story": {"body": paragraph.repeat(8)}}});
        let page = format!(
            "<html><head><title>A bridge opened at last</title></head><body><div id=app>Loading</div>\
             <script id=__NEXT_DATA__ type=\"application/json\">{data}</script></body></html>"
        );
        let (blocks, metadata) = read(&page).unwrap();
        assert_eq!(blocks.len(), 8);
        assert!(blocks.iter().all(|block| paragraph.contains(&block.text)));
        assert_eq!(metadata.title.as_deref(), Some("A bridge opened at last"));
        let shown = page.replace("Loading", &paragraph.repeat(9));
        assert_eq!(read(&shown).unwrap().0.len(), 9);
    }

    #[test]
    fn survives_markup_soup() {
        for soup in ["<", "<html", "<p", "<!--", "</", "<a <b <c>", "<html></p></div><table><p>x"] {
            let _ = read(soup);
        }
    }
}
