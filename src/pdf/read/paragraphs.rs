//! [`paragraphs`]: the lines of a column become paragraphs.
//!
//! A paragraph ends where the next line stands off, is indented, or is set in another type; and
//! where the first word of the next line would have had room: lines are filled as far as they go,
//! so a line that was not is the last of its paragraph.

use std::collections::BTreeMap;

use super::columns::median;
use super::lines::Line;

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// What its lines say.
    pub(super) lines: Vec<String>,
    pub(super) page: usize,
    /// Number of the column it stands in, over all pages.
    pub(super) region: usize,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Its first line is indented.
    pub(super) indented: bool,
    /// Its last line is full: it may go on elsewhere.
    pub(super) full: bool,
    /// Begins with a raised mark.
    pub(super) marked: bool,
    /// A row of a table.
    pub(super) is_row: bool,
    /// Stands alone at the page's edge: no part of a sentence elsewhere.
    pub(super) is_edge: bool,
}

/// Where lines stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) page: usize,
    /// Number of the column, over all pages.
    pub(super) region: usize,
    pub(super) is_table: bool,
    pub(super) is_edge: bool,
}

/// What is known of the document's type.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Size of most of the text.
    pub(super) body: f64,
    /// Distance of lines, by size in half points.
    pitches: BTreeMap<i64, f64>,
}

impl Style {
    /// Measures all columns.
    pub(super) fn of<'l>(columns: impl Iterator<Item = &'l [Line]>) -> Self {
        let mut letters: BTreeMap<i64, usize> = BTreeMap::new();
        let mut gaps: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
        for lines in columns {
            for line in lines {
                *letters.entry(half_points(line.size)).or_default() += line.text.len();
            }
            for pair in lines.windows(2) {
                let (gap, size) = (pair[1].y - pair[0].y, half_points(pair[0].size));
                if half_points(pair[1].size) == size && gap > 0.0 {
                    gaps.entry(size).or_default().push(gap);
                }
            }
        }
        let most = letters.iter().max_by_key(|(size, n)| (**n, -**size));
        let body = most.map_or(10.0, |(&size, _)| size as f64 / 2.0);
        let enough = gaps.into_iter().filter(|(_, gaps)| gaps.len() >= 4);
        Self { body, pitches: enough.map(|(size, gaps)| (size, median(gaps))).collect() }
    }

    fn pitch(&self, size: f64) -> f64 {
        let usual = self.pitches.get(&half_points(size)).copied().unwrap_or(1.3 * size);
        usual.clamp(size, 2.6 * size)
    }
}

fn half_points(size: f64) -> i64 {
    (size * 2.0 + 0.5) as i64
}

/// Cuts the lines of a column.
pub(super) fn paragraphs(
    lines: &[Line],
    style: &Style,
    Place { page, region, is_table, is_edge }: Place,
) -> Vec<Block> {
    let left = left_edge(lines);
    let right = lines.iter().map(|line| line.x1).fold(f64::MIN, f64::max);
    let mut blocks: Vec<Block> = Vec::new();
    let mut from = 0;
    for i in 1..=lines.len() {
        if i < lines.len() && !is_table && !breaks(lines, from, i, style) {
            continue;
        }
        let passage = &lines[from..i];
        let (first, last) = (&passage[0], &passage[passage.len() - 1]);
        let (x0, x1) = passage
            .iter()
            .fold((f64::MAX, f64::MIN), |(x0, x1), line| (x0.min(line.x0), x1.max(line.x1)));
        blocks.push(Block {
            lines: passage.iter().map(|line| line.text.clone()).collect(),
            page,
            region,
            x0,
            x1,
            top: first.y - 0.72 * first.size,
            bottom: last.y + 0.2 * last.size,
            size: median(passage.iter().map(|line| line.size).collect()),
            bold: passage.iter().all(|line| line.bold),
            italic: passage.iter().all(|line| line.italic),
            indented: first.x0 > left + 0.7 * first.size,
            full: last.x1 > right - 0.2 * (right - left),
            marked: first.marked,
            is_row: is_table,
            is_edge,
        });
        from = i;
    }
    blocks
}

/// Where most lines begin.
fn left_edge(lines: &[Line]) -> f64 {
    let mut starts: BTreeMap<i64, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.dropped) {
        *starts.entry((line.x0 + 0.5) as i64).or_default() += 1;
    }
    let most = starts.values().copied().max().unwrap_or(0);
    let first = starts.iter().find(|(_, n)| **n * 2 >= most);
    first.map_or(0.0, |(&x, _)| x as f64)
}

/// How far the lines around line `i` reach that are set in its type.
fn right_edge(lines: &[Line], i: usize) -> f64 {
    let around = &lines[i.saturating_sub(4)..(i + 5).min(lines.len())];
    around
        .iter()
        .filter(|line| (line.size - lines[i].size).abs() < 0.08 * line.size)
        .map(|line| line.x1)
        .fold(lines[i].x1, f64::max)
}

/// True if line `i` begins a paragraph; the one before it began with line `from`.
fn breaks(lines: &[Line], from: usize, i: usize, style: &Style) -> bool {
    let (last, line) = (&lines[i - 1], &lines[i]);
    let em = line.size;
    let gap = line.y - last.y;
    let runs_on =
        begins_small(&line.text) && !ends_sentence(&last.text) && !last.text.ends_with(';');
    let same_size = (line.size - last.size).abs() <= 0.07 * line.size;
    if line.marked || begins_item(&line.text, &last.text) {
        return true;
    }
    if last.text.ends_with(['-', '\u{AD}', '‐']) && begins_small(&line.text) && same_size {
        return gap > 2.5 * style.pitch(em);
    }
    if !(same_size || runs_on && gap < 1.1 * style.pitch(style.body)) {
        return true;
    }
    let is_large = em > 1.12 * style.body;
    if is_large {
        return gap > 1.6 * em || last.bold != line.bold;
    }
    if gap > 1.3 * style.pitch(em) || gap < 0.0 {
        return true;
    }
    if last.bold != line.bold && !runs_on {
        return true;
    }
    let indent = line.x0 - last.x0;
    let begins_new = i - from >= 1 && indent > 0.8 * em && indent < 8.0 * em;
    let is_first = i - from == 1;
    if begins_new && !last.dropped && !runs_on {
        // The second line of a hanging item is indented as well, and so are all that follow it.
        let hangs = is_first && begins_item(&last.text, ".");
        let goes_back = lines.get(i + 1).is_none_or(|next| line.x0 - next.x0 > 0.5 * em);
        if !hangs && (goes_back || ends_sentence(&last.text)) {
            return true;
        }
    }
    let beside_cap = lines[from].dropped && i - from <= 4;
    if indent < -0.8 * em && !is_first && !beside_cap && !runs_on {
        return true;
    }
    let room = right_edge(lines, i - 1) - last.x1;
    let had_room = line.first + 0.25 * em < room - 0.6 * em;
    had_room && !runs_on
}

/// True if the text ends as sentences do.
pub(super) fn ends_sentence(text: &str) -> bool {
    let inner = text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', ' ']);
    inner.ends_with(['.', '!', '?', ':', '…', '。'])
}

/// True if the text begins with a small letter.
pub(super) fn begins_small(text: &str) -> bool {
    let inner = text.trim_start_matches(['“', '"', '‘', '\'', '(', '[', '«', '—', '–', '…']);
    inner.starts_with(char::is_lowercase)
}

/// Marks that stand before the items of a list.
pub(super) const BULLETS: &[char] =
    &['•', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '◆', '➢', '►', '▶', '✓', '✔', '∙', '⁃', '❖'];

/// True if the text begins an item of a list; `before` is the line above.
pub(super) fn begins_item(text: &str, before: &str) -> bool {
    if text.starts_with(BULLETS) {
        return true;
    }
    let first = text.split(' ').next().unwrap_or("");
    if first.len() == text.len() || !ends_sentence(before) && !before.ends_with([';', ',']) {
        return false;
    }
    if matches!(first, "–" | "-" | "*" | "—") {
        return !before.ends_with(',');
    }
    let inner = first.trim_start_matches('(');
    let number = inner.trim_end_matches(['.', ')']);
    number.len() < inner.len()
        && (number.len() <= 2 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
            || number.len() == 1
                && inner.ends_with(')')
                && number.bytes().all(|b| b.is_ascii_lowercase()))
}
