//! Walks a page's tree for its blocks, without recursion, and says where each stands.

use std::collections::BTreeSet;
use std::ops::Range;

use dom_query::{NodeId, NodeRef};

use super::marks::{self, Marks};
use super::{PageBlock, Place};
use crate::engine::ingest::SourceBlock;
use crate::engine::ingest::html::{is_block, is_skipped, kind};
use crate::engine::text::{BlockKind, FNV_BASIS, fnv};

/// Elements that show something else than text.
const PICTURES: [&str; 9] =
    ["img", "picture", "video", "iframe", "object", "svg", "amp-img", "embed", "audio"];

/// A page as it was before the extractor cut it.
pub(in crate::engine::ingest) struct Walked {
    /// Elements, each after its parent.
    elements: Vec<Element>,
    pieces: Vec<Piece>,
    blocks: Vec<Found>,
}

struct Element {
    /// Place of its parent in the list; the root is its own.
    parent: usize,
    marks: Marks,
    level: u8,
    /// Hash of its name and classes.
    hash: u64,
}

/// A text node.
struct Piece {
    node: NodeId,
    text: String,
    element: usize,
}

/// Text nodes that are a block.
struct Found {
    pieces: Range<usize>,
    kind: BlockKind,
    /// The element that the block fills.
    element: usize,
    below_picture: bool,
    above_picture: bool,
}

/// What is left to do on the walk.
enum Step<'a> {
    Enter(NodeRef<'a>, usize),
    /// A block ends, and kind and element from before it hold again.
    Leave(BlockKind, usize),
}

struct Walk {
    walked: Walked,
    /// The first piece of the open block.
    from: usize,
    kind: BlockKind,
    element: usize,
    /// Line breaks since the last word.
    breaks: usize,
    /// A picture was seen since the last word.
    picture: bool,
}

impl Walked {
    /// Walks everything below `root`.
    pub(in crate::engine::ingest) fn of(root: &NodeRef<'_>) -> Self {
        let elements =
            vec![Element { parent: 0, marks: marks::of(root), level: 0, hash: FNV_BASIS }];
        let walked = Walked { elements, pieces: Vec::new(), blocks: Vec::new() };
        let mut walk = Walk {
            walked,
            from: 0,
            kind: BlockKind::Paragraph,
            element: 0,
            breaks: 0,
            picture: false,
        };
        let mut steps: Vec<Step<'_>> =
            root.children_it(true).map(|child| Step::Enter(child, 0)).collect();
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(kind, element) => {
                    walk.flush();
                    (walk.kind, walk.element) = (kind, element);
                }
                Step::Enter(node, parent) if node.is_text() => walk.text(&node, parent),
                Step::Enter(node, parent) => {
                    let name = node.node_name().unwrap_or_default();
                    if PICTURES.contains(&&*name) {
                        walk.see_picture();
                    }
                    if is_skipped(&name) && &*name != "form" {
                        continue;
                    }
                    if &*name == "br" {
                        walk.line_break(node.id, parent);
                        continue;
                    }
                    let element = walk.enter(&node, &name, parent);
                    let is_caption = walk.is_caption(element);
                    if is_block(&name) || is_caption {
                        walk.flush();
                        steps.push(Step::Leave(walk.kind, walk.element));
                        let name = if is_caption { "figcaption" } else { &*name };
                        (walk.kind, walk.element) = (kind(name, walk.kind), element);
                    }
                    steps.extend(node.children_it(true).map(|child| Step::Enter(child, element)));
                }
            }
        }
        walk.flush();
        walk.walked
    }
}

impl Walk {
    fn enter(&mut self, node: &NodeRef<'_>, name: &str, parent: usize) -> usize {
        let level = match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => level - b'0',
            _ => self.walked.elements[parent].level,
        };
        let hash = fnv(FNV_BASIS, name.as_bytes());
        let hash = node.class().map_or(hash, |class| {
            // Numbers tell blocks of one sort apart.
            let class = class.bytes().filter(|byte| !byte.is_ascii_digit()).collect::<Vec<_>>();
            fnv(hash, &class)
        });
        self.walked.elements.push(Element { parent, marks: marks::of(node), level, hash });
        self.walked.elements.len() - 1
    }

    fn text(&mut self, node: &NodeRef<'_>, element: usize) {
        let text = node.text();
        if !text.trim().is_empty() {
            self.breaks = 0;
        } else if self.from == self.walked.pieces.len() {
            return;
        }
        self.walked.pieces.push(Piece { node: node.id, text: text.to_string(), element });
    }

    /// One breaks the line, two in a row end the block.
    fn line_break(&mut self, node: NodeId, element: usize) {
        self.breaks += 1;
        if self.breaks >= 2 {
            self.flush();
        } else {
            self.walked.pieces.push(Piece { node, text: "\n".to_owned(), element });
        }
    }

    /// True below a picture that opens a paragraph, in what is marked as said of it.
    fn is_caption(&self, element: usize) -> bool {
        let marks = self.walked.elements[element].marks;
        self.picture && !self.is_open() && marks.meets(Marks::CAPTION)
    }

    /// True if words stand in the open block.
    fn is_open(&self) -> bool {
        self.walked.pieces[self.from..].iter().any(|p| !p.text.trim().is_empty())
    }

    fn see_picture(&mut self) {
        if !self.is_open() {
            self.picture = true;
            if let Some(last) = self.walked.blocks.last_mut() {
                last.above_picture = true;
            }
        }
    }

    fn flush(&mut self) {
        let pieces = self.from..self.walked.pieces.len();
        let is_empty = self.walked.pieces[pieces.clone()].iter().all(|p| p.text.trim().is_empty());
        if is_empty {
            self.walked.pieces.truncate(self.from);
        } else {
            self.walked.blocks.push(Found {
                pieces,
                kind: self.kind,
                element: self.element,
                below_picture: std::mem::take(&mut self.picture),
                above_picture: false,
            });
        }
        self.from = self.walked.pieces.len();
    }
}

/// What is known of an element once the main content is known.
#[derive(Clone, Copy, Default)]
struct Around {
    /// Characters of main content in it.
    main: usize,
    /// Characters of main content in the blocks right below it.
    beside: usize,
    /// It holds most of the main content.
    holds: bool,
    near: Marks,
    outer: Marks,
    depth: u8,
    /// Hash of what [`Self::depth`] counts.
    path: u64,
}

/// The blocks in the order of the page.
pub(super) fn blocks(walked: &Walked, main: &BTreeSet<NodeId>) -> Vec<PageBlock> {
    let (around, total) = surroundings(walked, main);
    walked.blocks.iter().filter_map(|found| block(walked, found, main, &around, total)).collect()
}

fn surroundings(walked: &Walked, main: &BTreeSet<NodeId>) -> (Vec<Around>, usize) {
    let mut around = vec![Around::default(); walked.elements.len()];
    let mut total = 0;
    for found in &walked.blocks {
        let parent = walked.elements[found.element].parent;
        for piece in &walked.pieces[found.pieces.clone()] {
            if main.contains(&piece.node) {
                let n = solid(&piece.text);
                total += n;
                around[piece.element].main += n;
                around[parent].beside += n;
            }
        }
    }
    for i in (1..around.len()).rev() {
        let n = around[i].main;
        around[walked.elements[i].parent].main += n;
    }
    for (i, element) in walked.elements.iter().enumerate() {
        let parent = around[element.parent];
        let this = &mut around[i];
        this.holds = i == 0 || parent.holds && this.main * 2 > total;
        if this.holds {
            this.outer = parent.outer.with(element.marks);
        } else {
            this.outer = parent.outer;
            this.near = parent.near.with(element.marks);
            this.depth = parent.depth.saturating_add(1);
            this.path = fnv(parent.path, &element.hash.to_le_bytes());
        }
    }
    (around, total)
}

fn block(
    walked: &Walked,
    found: &Found,
    main: &BTreeSet<NodeId>,
    around: &[Around],
    total: usize,
) -> Option<PageBlock> {
    let pieces = &walked.pieces[found.pieces.clone()];
    let is_main = |piece: &Piece| main.contains(&piece.node);
    let any_main = pieces.iter().any(|piece| is_main(piece) && !piece.text.trim().is_empty());
    // Words that are not shown inside a text that is.
    let is_lost = |piece: &&Piece| {
        any_main
            && !is_main(piece)
            && piece.text != "\n"
            && around[piece.element].near.meets(Marks::HIDDEN)
    };
    let mut text = String::new();
    let (mut n_all, mut n_main, mut n_bold) = (0, 0, 0);
    let mut n_marked = [0; 32];
    for piece in pieces.iter().filter(|piece| !is_lost(piece)) {
        text.push_str(&piece.text);
        let n = solid(&piece.text);
        let near = around[piece.element].near;
        n_all += n;
        n_main += if is_main(piece) { n } else { 0 };
        n_bold += if near.meets(Marks::BOLD) { n } else { 0 };
        for (bit, marked) in n_marked.iter_mut().enumerate() {
            *marked += if near.0 >> bit & 1 == 1 { n } else { 0 };
        }
    }
    if n_all == 0 {
        return None;
    }
    let percent = |n: usize, of: usize| u8::try_from(n * 100 / of.max(1)).unwrap_or(100);
    let element = &walked.elements[found.element];
    let mut near = Marks::default();
    for (bit, &n) in n_marked.iter().enumerate() {
        if n * 10 >= n_all * 6 {
            near = near.with(Marks(1 << bit));
        }
    }
    let place = Place {
        main: percent(n_main, n_all),
        links: percent(n_marked[0], n_all),
        bold: percent(n_bold, n_all),
        near,
        outer: around[found.element].outer,
        depth: around[found.element].depth,
        beside: percent(around[element.parent].beside, total),
        level: element.level,
        path: (around[found.element].path >> 32) as u32,
        element: (element.hash >> 32) as u32,
        below_picture: found.below_picture,
        above_picture: found.above_picture,
    };
    Some(PageBlock { block: SourceBlock { kind: found.kind, text }, place })
}

/// Characters that are not white space.
fn solid(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
