//! [`blocks`]: the paragraphs of all pages become the blocks of one document.
//!
//! Sizes and weights tell headings from text. A sentence that a column, a page, a box or a note
//! interrupts is joined again; notes of the page's foot go to the end.

use std::collections::VecDeque;

use super::joining::Vocabulary;
use super::paragraphs::{BULLETS, Block, begins_item, begins_small, ends_sentence};
use crate::engine::ingest::SourceBlock;
use crate::engine::text::BlockKind;

/// A picture on its page; those of a document are sorted by page.
pub(super) type Pictured = (usize, super::content::Picture);

/// How many blocks may lie between the parts of a sentence.
const REACH: usize = 14;

/// Words that begin the captions of figures.
const CAPTIONS: &[&str] = &[
    "figure",
    "fig.",
    "photo",
    "photo:",
    "photograph",
    "photograph:",
    "picture:",
    "image:",
    "chart",
    "chart:",
    "map:",
    "graphic:",
    "illustration:",
];

/// A block with what it is.
struct Piece {
    block: Block,
    kind: BlockKind,
    is_note: bool,
}

/// The document's blocks in reading order; notes come last.
pub(super) fn blocks(
    blocks: Vec<Block>,
    body: f64,
    heights: &[f64],
    pictures: &[Pictured], // by page
) -> Vec<SourceBlock> {
    let body_is_bold = {
        let letters = |bold: bool| {
            let those = blocks.iter().filter(|b| b.bold == bold && (b.size - body).abs() < 0.6);
            those.map(letters).sum::<usize>()
        };
        letters(true) > letters(false)
    };
    let mut pieces: Vec<Piece> = blocks
        .into_iter()
        .map(|block| Piece { kind: BlockKind::Paragraph, is_note: false, block })
        .collect();
    mark_notes(&mut pieces, body, heights);
    for i in 0..pieces.len() {
        pieces[i].kind = kind(&pieces, i, body, body_is_bold, pictures);
    }
    mark_title(&mut pieces, body, heights);
    let pieces = join_interrupted(pieces);
    let mut vocabulary = Vocabulary::default();
    for piece in &pieces {
        vocabulary.add(&piece.block.lines);
    }
    let (notes, text): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|p| p.is_note);
    text.into_iter()
        .chain(notes)
        .filter_map(|piece| {
            let text = vocabulary.join(&piece.block.lines);
            let text = match piece.kind {
                BlockKind::ListItem => text.trim_start_matches(BULLETS).trim_start().to_owned(),
                _ => text,
            };
            let holds_words = text.chars().any(char::is_alphanumeric);
            holds_words.then_some(SourceBlock { kind: piece.kind, text })
        })
        .collect()
}

fn letters(block: &Block) -> usize {
    block.lines.iter().map(|line| line.chars().count()).sum()
}

/// Notes are small, begin with their mark, and stand at the foot of their column.
fn mark_notes(pieces: &mut [Piece], body: f64, heights: &[f64]) {
    let is_small = |block: &Block| block.size <= 0.94 * body;
    let mut i = 0;
    while i < pieces.len() {
        let region = pieces[i].block.region;
        let end = pieces[i..]
            .iter()
            .position(|p| p.block.region != region)
            .map_or(pieces.len(), |n| i + n);
        // From the end of the column upwards, as long as the type is small.
        let small = pieces[i..end].iter().rev().take_while(|p| is_small(&p.block)).count();
        let from = end - small;
        let low =
            |block: &Block| block.top > 0.45 * heights.get(block.page).copied().unwrap_or(0.0);
        if let Some(first) =
            (from..end).find(|&k| begins_note(&pieces[k].block) && low(&pieces[k].block))
        {
            for piece in &mut pieces[first..end] {
                piece.is_note = true;
            }
        }
        i = end;
    }
}

fn begins_note(block: &Block) -> bool {
    let text = block.lines.first().map_or("", String::as_str);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].trim_start_matches(['.', ')', ']']);
    block.marked
        || text.starts_with(['*', '†', '‡', '§', '∗', '¹', '²', '³', '⁴', '⁵'])
        || (1..=3).contains(&digits) && rest.starts_with([' ', '“', '"']) && letters(block) > 12
        || (1..=2).contains(&digits) && rest.starts_with(char::is_uppercase)
}

fn kind(
    pieces: &[Piece],
    i: usize,
    body: f64,
    body_is_bold: bool,
    pictures: &[Pictured],
) -> BlockKind {
    let block = &pieces[i].block;
    let text = block.lines.first().map_or("", String::as_str);
    if pieces[i].is_note || block.is_row {
        return BlockKind::Paragraph;
    }
    let n = letters(block);
    if is_caption(block, text, body, pictures) {
        return BlockKind::Caption;
    }
    let last = block.lines.last().map_or("", String::as_str);
    let ends_open = !last.ends_with(['.', ',', ';']) && !last.ends_with(".”");
    if block.size > 1.12 * body && (n <= 100 || n <= 250 && ends_open) {
        return BlockKind::Heading;
    }
    let is_short = n <= 120 && block.lines.len() <= 2 && block.size >= 0.95 * body;
    let stands_out = block.bold && !body_is_bold || is_capitals(block);
    let followed = pieces.get(i + 1).is_some_and(|next| !next.block.is_row && !next.is_note);
    let may_head = !begins_small(text) && !text.starts_with(BULLETS);
    if is_short && stands_out && ends_open && followed && may_head {
        return BlockKind::Heading;
    }
    let before =
        i.checked_sub(1).map_or(".", |i| pieces[i].block.lines.last().map_or(".", String::as_str));
    if begins_item(text, if ends_sentence(before) { before } else { "." }) {
        return BlockKind::ListItem;
    }
    if block.indented && begins_small(text) && before.ends_with([':', ';']) {
        return BlockKind::ListItem; // its mark is drawn, not written
    }
    BlockKind::Paragraph
}

fn is_capitals(block: &Block) -> bool {
    let letters = || block.lines.iter().flat_map(|line| line.chars()).filter(|c| c.is_alphabetic());
    let n = letters().count();
    block.lines.len() == 1 && (4..=60).contains(&n) && letters().all(char::is_uppercase)
}

/// Small or slanted text right below a picture, or text that says it is a caption.
fn is_caption(block: &Block, text: &str, body: f64, pictures: &[Pictured]) -> bool {
    let sets_off = block.size <= 0.96 * body || block.italic;
    let first = text.split(' ').next().unwrap_or("").to_lowercase();
    let says_so = CAPTIONS.contains(&first.as_str())
        && (first.ends_with(':')
            || text.split(' ').nth(1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit())));
    let from = pictures.partition_point(|(page, _)| *page < block.page);
    let below =
        pictures[from..].iter().take_while(|(page, _)| *page == block.page).any(|(_, picture)| {
            let (width, gap) = (picture.x1 - picture.x0, block.top - picture.y1);
            width > 40.0
                && picture.y1 - picture.y0 > 30.0
                && (-2.0..2.2 * block.size).contains(&gap)
                && block.x0 > picture.x0 - 8.0
                && block.x1 < picture.x1 + 8.0
        });
    says_so && sets_off && letters(block) < 600 || below && sets_off && letters(block) < 600
}

/// The largest heading in the upper part of the first page with text is the title.
fn mark_title(pieces: &mut [Piece], body: f64, heights: &[f64]) {
    let Some(page) = pieces.iter().map(|piece| piece.block.page).min() else { return };
    let height = heights.get(page).copied().unwrap_or(0.0);
    let mut best: Option<usize> = None;
    for (i, piece) in pieces.iter().enumerate() {
        let fits = piece.block.page == page
            && piece.kind == BlockKind::Heading
            && piece.block.size >= 1.05 * body
            && piece.block.top < 0.6 * height
            && letters(&piece.block) >= 8;
        let larger = best.is_none_or(|best| piece.block.size > 1.02 * pieces[best].block.size);
        if fits && larger {
            best = Some(i);
        }
    }
    let Some(best) = best else { return };
    pieces[best].kind = BlockKind::Title;
    // What stands in larger type below it, as a sentence, is its standfirst.
    let size = pieces[best].block.size;
    if let Some(next) = pieces.get_mut(best + 1) {
        let last = next.block.lines.last().map_or("", String::as_str);
        let larger = next.block.size > 1.08 * body && next.block.size < 0.85 * size;
        if larger && next.block.page == page && ends_sentence(last) && letters(&next.block) < 500 {
            next.kind = BlockKind::Subtitle;
        }
    }
}

/// Joins sentences that something stands in the midst of.
fn join_interrupted(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut left: VecDeque<Piece> = pieces.into();
    let mut joined = Vec::with_capacity(left.len());
    while let Some(mut open) = left.pop_front() {
        while let Some(rest) = continuation(&open, &left).and_then(|j| left.remove(j)) {
            let rest = rest.block;
            open.block.lines.extend(rest.lines);
            (open.block.page, open.block.region) = (rest.page, rest.region);
            open.block.full = rest.full;
        }
        joined.push(open);
    }
    joined
}

/// The block of those that follow that goes on where `open` breaks off.
fn continuation(open: &Piece, left: &VecDeque<Piece>) -> Option<usize> {
    let last = open.block.lines.last()?;
    let may_go_on = matches!(open.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let breaks_off = open.block.full && !ends_sentence(last) && !last.ends_with(';');
    if !may_go_on || open.block.is_row || open.block.is_edge || !breaks_off {
        return None;
    }
    let mut is_next = true;
    for (j, piece) in left.iter().enumerate().take(REACH) {
        let block = &piece.block;
        if block.page > open.block.page + 1 {
            return None;
        }
        let alike = piece.kind == BlockKind::Paragraph
            && !block.is_row
            && !block.is_edge
            && piece.is_note == open.is_note
            && (block.size - open.block.size).abs() <= 0.04 * block.size
            && block.bold == open.block.bold
            && block.italic == open.block.italic;
        let first = block.lines.first().map_or("", String::as_str);
        if alike {
            if begins_small(first) && !block.indented || last.ends_with(['-', '\u{AD}', '‐']) {
                return Some(j);
            }
            let elsewhere = block.region != open.block.region;
            if !elsewhere {
                return None;
            }
            if is_next && open.block.full && !block.indented {
                return Some(j);
            }
        }
        // Captions and notes lie between columns anyhow.
        is_next &= piece.is_note || piece.kind == BlockKind::Caption;
    }
    None
}
