//! [`regions`]: a page cut into columns, in reading order.
//!
//! The order in which words are drawn says little about the order in which they are read, so the
//! page is cut by its white space. The method lies between recursive XY cuts (Nagy, Seth and
//! Viswanathan, 1992) and the search for white rectangles (Breuel, 2002): of all upright white
//! strips between words, the one along which most lines stand on both sides is taken for a gutter
//! ([`gutter()`]).
//! What is above it is read first, then what is to its left, to its right, and below it; each of
//! these is cut again. A gutter along short cells that stand in rows is one of a table.

use super::gutter::{Work, gutter};
use super::words::Word;

/// A part of the page that is read from top to bottom, or row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Region {
    /// Its words, as indices, in no order.
    pub(super) words: Vec<usize>,
    /// Rows of cells.
    pub(super) is_table: bool,
    /// Stands alone at the page's edge, across all columns.
    pub(super) is_edge: bool,
}

/// How often a page may be cut within a cut.
const MAX_DEPTH: usize = 14;
/// On pages with more words than that no columns are looked for.
const MAX_WORDS: usize = 30_000;

/// The gap that does not part two words of a line, in ems.
const WORD_GAP: f64 = 0.6;

/// The outermost row of a page is one of its own if it stands in this part of the height, at the top
/// or at the bottom, and so many sizes off the rest.
const EDGE: f64 = 0.1;
const EDGE_GAP: f64 = 1.1;

/// Cuts a page of that height into columns.
pub(super) fn regions(words: &[Word], height: f64, work: &mut Work) -> Vec<Region> {
    let region = |words, is_edge| Region { words, is_table: false, is_edge };
    let all: Vec<usize> = (0..words.len()).collect();
    if words.len() > MAX_WORDS {
        return vec![region(all, false)];
    }
    let (head, body, foot) = without_edges(words, all, height);
    let mut found = Vec::new();
    found.extend((!head.is_empty()).then(|| region(head, true)));
    cut(words, body, 0, work, &mut found);
    found.extend((!foot.is_empty()).then(|| region(foot, true)));
    found
}

/// Parts what stands alone at the top and at the bottom of a page from the rest: it runs across the
/// columns and belongs to none.
fn without_edges(
    words: &[Word],
    all: Vec<usize>,
    height: f64,
) -> (Vec<usize>, Vec<usize>, Vec<usize>) {
    let rest = |edge: f64, top: bool| {
        all.iter().map(|&i| &words[i]).filter(move |w| if top { w.y > edge } else { w.y < edge })
    };
    let first = all.iter().map(|&i| words[i].y).fold(f64::MAX, f64::min);
    let last = all.iter().map(|&i| words[i].y).fold(f64::MIN, f64::max);
    let size = |at: f64| {
        let row = all.iter().map(|&i| &words[i]).filter(|word| (word.y - at).abs() < 3.0);
        row.map(|word| word.size).fold(0.0, f64::max)
    };
    let (size_first, size_last) = (size(first), size(last));
    let next = rest(first + 3.0, true).map(Word::top).fold(f64::MAX, f64::min);
    let before = rest(last - 3.0, false).map(Word::bottom).fold(f64::MIN, f64::max);
    // It is small, or has something on both sides of the page: a line of the text is neither.
    let em = median(all.iter().map(|&i| words[i].size).collect());
    let is_running = |at: f64| {
        let row = || all.iter().map(|&i| &words[i]).filter(|word| (word.y - at).abs() < 3.0);
        let mut ends: Vec<(f64, f64)> = row().map(|word| (word.x0, word.x1)).collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let is_parted = ends.windows(2).any(|pair| pair[1].0 - pair[0].1 > 3.0 * em);
        is_parted || row().all(|word| word.size <= 0.93 * em)
    };
    let has_head =
        first < EDGE * height && next - first > EDGE_GAP * size_first && is_running(first);
    let has_foot = last > (1.0 - EDGE) * height
        && last - size_last - before > EDGE_GAP * size_last
        && is_running(last);
    let (mut head, mut body, mut foot) = (Vec::new(), Vec::new(), Vec::new());
    for &i in &all {
        match words[i].y {
            y if has_head && y < first + 3.0 => head.push(i),
            y if has_foot && y > last - 3.0 => foot.push(i),
            _ => body.push(i),
        }
    }
    (head, body, foot)
}

/// Words that stand close together on a base line.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) words: Vec<usize>,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

impl Segment {
    pub(super) fn middle(&self) -> f64 {
        (self.top + self.bottom) / 2.0
    }
}

fn cut(words: &[Word], region: Vec<usize>, depth: usize, work: &mut Work, found: &mut Vec<Region>) {
    if region.is_empty() {
        return;
    }
    let segments = segments(words, &region);
    let gutter = if depth < MAX_DEPTH { gutter(words, &segments, work) } else { None };
    let Some(gutter) = gutter else {
        found.push(Region { words: region, is_table: false, is_edge: false });
        return;
    };
    let mut parts: [Vec<usize>; 4] = Default::default();
    for &i in &region {
        let word = &words[i];
        let part = match word.middle() {
            y if y < gutter.top => 0,
            y if y > gutter.bottom => 3,
            _ if (word.x0 + word.x1) / 2.0 < gutter.right => 1,
            _ => 2,
        };
        parts[part].push(i);
    }
    if parts.iter().any(|part| part.len() == region.len()) {
        found.push(Region { words: region, is_table: false, is_edge: false });
        return;
    }
    let [above, mut left, right, below] = parts;
    cut(words, above, depth + 1, work, found);
    if gutter.is_table {
        left.extend(right);
        found.push(Region { words: left, is_table: true, is_edge: false });
    } else {
        cut(words, left, depth + 1, work, found);
        cut(words, right, depth + 1, work, found);
    }
    cut(words, below, depth + 1, work, found);
}

/// Joins the words of a region that stand close together on a base line.
fn segments(words: &[Word], region: &[usize]) -> Vec<Segment> {
    let mut sorted = region.to_vec();
    sorted.sort_by(|&a, &b| words[a].y.total_cmp(&words[b].y).then(a.cmp(&b)));
    let mut segments = Vec::new();
    let mut row: Vec<usize> = Vec::new();
    for &i in &sorted {
        let same_row = row.first().is_some_and(|&first| {
            words[i].y - words[first].y <= 0.3 * words[i].size.min(words[first].size)
        });
        if !same_row {
            cut_row(words, &mut row, &mut segments);
        }
        row.push(i);
    }
    cut_row(words, &mut row, &mut segments);
    segments
}

fn cut_row(words: &[Word], row: &mut Vec<usize>, segments: &mut Vec<Segment>) {
    row.sort_by(|&a, &b| words[a].x0.total_cmp(&words[b].x0).then(a.cmp(&b)));
    let mut open: Option<Segment> = None;
    for i in row.drain(..) {
        let word = &words[i];
        if let Some(segment) = &mut open {
            let last = segment.words.last().map_or(word.size, |&last| words[last].size);
            if word.x0 - segment.x1 < WORD_GAP * last.min(word.size) {
                segment.words.push(i);
                segment.x1 = segment.x1.max(word.x1);
                segment.top = segment.top.min(word.top());
                segment.bottom = segment.bottom.max(word.bottom());
                segment.size = segment.size.max(word.size);
                continue;
            }
        }
        segments.extend(open.take());
        open = Some(Segment {
            words: vec![i],
            x0: word.x0,
            x1: word.x1,
            top: word.top(),
            bottom: word.bottom(),
            y: word.y,
            size: word.size,
        });
    }
    segments.extend(open);
}

/// The middle one of some numbers; 0 if there are none.
pub(super) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of ten points, five points wide a letter: text, left edge, base line.
    fn words(placed: &[(&str, f64, f64)]) -> Vec<Word> {
        let word = |&(text, x0, y): &(&str, f64, f64)| Word {
            text: text.to_owned(),
            x0,
            x1: x0 + 5.0 * text.len() as f64,
            y,
            size: 10.0,
            bold: false,
            italic: false,
            spaced: false,
        };
        placed.iter().map(word).collect()
    }

    /// The words of each region, from top to bottom and from left to right.
    fn read(words: &[Word]) -> Vec<(String, bool)> {
        let said = |region: Region| {
            let mut order = region.words;
            order.sort_by(|&a, &b| {
                words[a].y.total_cmp(&words[b].y).then(words[a].x0.total_cmp(&words[b].x0))
            });
            let all: Vec<&str> = order.iter().map(|&i| words[i].text.as_str()).collect();
            (all.join(" "), region.is_table)
        };
        regions(words, 800.0, &mut Work::default()).into_iter().map(said).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut placed = vec![("headline-over-all-of-the-columns", 50.0, 80.0)];
        for line in 0..8 {
            let y = 100.0 + 12.0 * f64::from(line);
            placed.push(("left-column", 50.0, y));
            placed.push(("right-column", 125.0, y));
        }
        let found = read(&words(&placed));
        let column = |word: &str| ([word; 8].join(" "), false);
        assert_eq!(found[0].0, "headline-over-all-of-the-columns");
        assert_eq!(found[1..], [column("left-column"), column("right-column")]);
    }

    #[test]
    fn cells_are_read_row_by_row() {
        let mut placed = Vec::new();
        for (line, cell) in ["Havern", "Ter", "Skarvenes", "Lom", "Alke"].into_iter().enumerate() {
            let y = 100.0 + 12.0 * line as f64;
            placed.push((cell, 50.0, y));
            placed.push(("412", 150.0, y));
        }
        let found = read(&words(&placed));
        assert_eq!(found, [("Havern 412 Ter 412 Skarvenes 412 Lom 412 Alke 412".to_owned(), true)]);
    }

    #[test]
    fn marks_of_a_list_stay_with_their_lines() {
        let mut placed = Vec::new();
        for line in 0..6 {
            let y = 100.0 + 12.0 * f64::from(line);
            placed.push(("-", 50.0, y));
            placed.push(("something-to-be-said", 70.0, y));
        }
        assert_eq!(read(&words(&placed)).len(), 1);
    }
}
