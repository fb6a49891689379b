//! [`regions`]: a page cut into columns, in reading order.
//!
//! The order in which words are drawn says little about the order in which they are read, so the
//! page is cut by its white space. The method lies between recursive XY cuts (Nagy, Seth and
//! Viswanathan, 1992) and the search for white rectangles (Breuel, 2002): of all upright white
//! strips between words, the one along which most lines stand on both sides is taken for a gutter.
//! What is above it is read first, then what is to its left, to its right, and below it; each of
//! these is cut again. A gutter along short cells that stand in rows is one of a table.

use super::tables::{is_numbers, is_table};
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
/// How many places are tried for a gutter.
const MAX_CANDIDATES: usize = 80;

/// The narrowest gutter, and the gap that does not part two words of a line, in ems.
const MIN_GUTTER: f64 = 0.7;
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

/// How much may still be searched, in segments looked at, over a whole document: what crafted pages
/// cost is bounded, and the same on every machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work(u64);

impl Default for Work {
    fn default() -> Self {
        Self(1_500_000_000)
    }
}

impl Work {
    /// False once there is none left.
    fn spend(&mut self, amount: usize) -> bool {
        self.0 = self.0.saturating_sub(amount as u64);
        self.0 > 0
    }
}

/// Words that stand close together on a base line.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) words: Vec<usize>,
    x0: f64,
    x1: f64,
    top: f64,
    bottom: f64,
    y: f64,
    size: f64,
}

impl Segment {
    fn middle(&self) -> f64 {
        (self.top + self.bottom) / 2.0
    }
}

/// A white strip with lines on both sides.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    /// Where the lines on its right begin.
    right: f64,
    top: f64,
    bottom: f64,
    score: f64,
    is_table: bool,
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

/// The gutter with most lines along it; none if the region is one column.
fn gutter(words: &[Word], segments: &[Segment], work: &mut Work) -> Option<Gutter> {
    if segments.len() < 4 {
        return None;
    }
    let em = median(segments.iter().map(|segment| segment.size).collect());
    let mut candidates: Vec<(usize, f64)> = Vec::new();
    let mut edges: Vec<f64> = segments.iter().map(|segment| segment.x0).collect();
    edges.sort_by(f64::total_cmp);
    for edge in edges {
        match candidates.last_mut() {
            Some((n, at)) if edge - *at < 0.25 * em => *n += 1,
            _ => candidates.push((1, edge)),
        }
    }
    candidates.retain(|&(n, _)| n >= 2);
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
    candidates.truncate(MAX_CANDIDATES);
    let mut best: Option<Gutter> = None;
    for &(_, right) in &candidates {
        for gutter in along(words, segments, right, em, work) {
            if best.is_none_or(|best| gutter.score > best.score) {
                best = Some(gutter);
            }
        }
    }
    best
}

/// The gutters that end at `right`, one above the other.
fn along(
    words: &[Word],
    segments: &[Segment],
    right: f64,
    em: f64,
    work: &mut Work,
) -> Vec<Gutter> {
    let strip = (right - MIN_GUTTER * em, right - 0.02 * em);
    let mut blockers: Vec<&Segment> =
        segments.iter().filter(|s| s.x1 > strip.0 && s.x0 < strip.1).collect();
    blockers.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let blockers = with_headlines(blockers, segments, em);
    let lone: Vec<bool> = (0..blockers.len())
        .map(|i| {
            let far = |j: Option<usize>| {
                j.and_then(|j| blockers.get(j))
                    .is_none_or(|other| (other.middle() - blockers[i].middle()).abs() > 3.5 * em)
            };
            far(i.checked_sub(1)) && far(Some(i + 1)) && parts_at(words, blockers[i], right, em)
        })
        .collect();
    let mut tops = vec![f64::MIN];
    let mut bottoms = Vec::new();
    for (blocker, _) in blockers.iter().zip(&lone).filter(|(_, lone)| !**lone) {
        bottoms.push(blocker.top.max(blocker.middle() - em));
        tops.push(blocker.bottom.min(blocker.middle() + em));
    }
    bottoms.push(f64::MAX);
    tops.into_iter()
        .zip(bottoms)
        .filter(|(top, bottom)| bottom - top > em)
        .take_while(|_| work.spend(4 * segments.len()))
        .filter_map(|(top, bottom)| between(words, segments, right, em, top, bottom))
        .collect()
}

/// Adds the short last lines of headlines that stand across the strip.
fn with_headlines<'s>(
    mut blockers: Vec<&'s Segment>,
    segments: &'s [Segment],
    em: f64,
) -> Vec<&'s Segment> {
    const MOST: usize = 24;
    let mut n_large = 0;
    let mut i = 0;
    while i < blockers.len() && n_large < MOST {
        let above = blockers[i];
        i += 1;
        if above.size <= 1.15 * em {
            continue;
        }
        n_large += 1;
        let next = segments.iter().find(|s| {
            let step = s.y - above.y;
            (s.size - above.size).abs() < 0.05 * above.size
                && step > 0.3 * above.size
                && step < 1.7 * above.size
                && s.x0 < above.x1
                && s.x1 > above.x0
        });
        if let Some(next) = next.filter(|next| !blockers.iter().any(|b| std::ptr::eq(*b, *next))) {
            blockers.insert(i, next);
        }
    }
    blockers
}

/// True if `segment` is a line of the left column that runs into the gutter: the line of the right
/// column begins with a word of its own.
fn parts_at(words: &[Word], segment: &Segment, right: f64, em: f64) -> bool {
    (segment.size - em).abs() < 0.04 * em
        && segment.words.windows(2).any(|pair| {
            let (before, after) = (&words[pair[0]], &words[pair[1]]);
            (after.x0 - right).abs() < 0.12 * em && after.x0 - before.x1 > 0.12 * em
        })
}

/// The gutter at `right` between `top` and `bottom`, if lines stand on both sides of it.
fn between(
    words: &[Word],
    segments: &[Segment],
    right: f64,
    em: f64,
    top: f64,
    bottom: f64,
) -> Option<Gutter> {
    let edge = right - 0.02 * em;
    let inside = || segments.iter().filter(|s| s.middle() > top && s.middle() < bottom);
    let on_left: Vec<&Segment> = inside().filter(|s| s.x1 <= edge).collect();
    let on_right: Vec<&Segment> = inside().filter(|s| s.x0 >= edge).collect();
    let (first, last) = (extent(&on_left)?, extent(&on_right)?);
    let (from, to) = (first.0.max(last.0), first.1.min(last.1));
    let beside = |side: &[&Segment]| rows(side, from, to, em);
    let (left_rows, right_rows) = (beside(&on_left), beside(&on_right));
    let n_rows = left_rows.len().min(right_rows.len());
    let end = on_left
        .iter()
        .filter(|s| s.middle() >= from && s.middle() <= to)
        .map(|s| s.x1)
        .fold(f64::MIN, f64::max);
    let width = (right - end) / em;
    let enough = match width {
        w if w >= 3.0 => 2,
        w if w >= 1.4 => 3,
        w if w >= 1.0 => 4,
        _ => 6,
    };
    if n_rows < enough || width < MIN_GUTTER {
        return None;
    }
    let letters = |side: &[&Segment]| {
        let inside = side.iter().filter(|s| s.middle() >= from && s.middle() <= to);
        inside.flat_map(|s| &s.words).map(|&i| words[i].text.chars().count() as f64).sum::<f64>()
    };
    let narrow = |side: &[&Segment], n: usize| letters(side) < 5.0 * n as f64;
    if narrow(&on_left, left_rows.len()) && !is_numbers(words, &on_left) {
        return None; // marks of a list
    }
    let is_table = is_table(words, (&on_left, &left_rows), (&on_right, &right_rows), em);
    let score = n_rows as f64 * (1.0 + 0.1 * width.min(4.0));
    Some(Gutter { right: edge, top, bottom, score, is_table })
}

/// From the top of the first to the bottom of the last.
fn extent(side: &[&Segment]) -> Option<(f64, f64)> {
    let top = side.iter().map(|s| s.top).min_by(f64::total_cmp)?;
    let bottom = side.iter().map(|s| s.bottom).max_by(f64::total_cmp)?;
    Some((top, bottom))
}

/// Base lines of the rows between two heights.
fn rows(side: &[&Segment], from: f64, to: f64, em: f64) -> Vec<f64> {
    let mut rows: Vec<f64> = Vec::new();
    let inside = side.iter().filter(|s| s.middle() >= from && s.middle() <= to);
    let mut lines: Vec<f64> = inside.map(|s| s.y).collect();
    lines.sort_by(f64::total_cmp);
    for y in lines {
        if rows.last().is_none_or(|last| y - last > 0.5 * em) {
            rows.push(y);
        }
    }
    rows
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
