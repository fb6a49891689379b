//! [`lines`]: the words of a region become lines, without marks of footnotes and with drop caps.

use super::columns::median;
use super::words::Word;

/// A line of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// Base line.
    pub(super) y: f64,
    /// Size of most of its letters.
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Width of its first word.
    pub(super) first: f64,
    /// Begins with a raised mark, as footnotes do.
    pub(super) marked: bool,
    /// Where the text of the line begins behind a drop cap, which is not its edge.
    pub(super) dropped: bool,
}

/// Gaps between cells of a row, in ems.
const CELL_GAP: f64 = 0.9;

/// The most letters of a region that are looked at as drop caps, and the longest row that may be one
/// of raised words.
const MAX_CAPS: usize = 40;
const MAX_RAISED: usize = 200;

/// The lines of a region from top to bottom. Cells of a table are parted by a tab.
pub(super) fn lines(words: &[Word], region: &[usize], is_table: bool) -> Vec<Line> {
    let em = usual_size(words, region);
    let mut n_caps = 0;
    let (caps, rest): (Vec<usize>, Vec<usize>) = region.iter().partition(|&&i| {
        let is_cap = n_caps < MAX_CAPS && could_drop(&words[i], em);
        n_caps += usize::from(is_cap);
        is_cap && is_drop_cap(words, region, i, em)
    });
    let mut rows = rows(words, rest, em);
    let starts = drop_caps(words, &caps, &mut rows);
    rows.iter()
        .enumerate()
        .filter_map(|(i, row)| line(words, row, em, is_table, starts.contains(&i)))
        .collect()
}

/// The size of most letters.
fn usual_size(words: &[Word], region: &[usize]) -> f64 {
    let sizes = region.iter().flat_map(|&i| {
        let n = words[i].text.chars().count().min(20);
        std::iter::repeat_n(words[i].size, n)
    });
    median(sizes.collect())
}

/// True for a single large letter.
fn could_drop(word: &Word, em: f64) -> bool {
    word.size >= 1.8 * em
        && word.text.chars().count() <= 2
        && word.text.chars().filter(|c| c.is_alphabetic()).count() == 1
}

/// True for a letter that reaches down beside several lines.
fn is_drop_cap(words: &[Word], region: &[usize], i: usize, em: f64) -> bool {
    let cap = &words[i];
    let beside = region.iter().filter(|&&j| {
        let word = &words[j];
        word.size < 1.3 * em
            && word.x0 >= cap.x1 - 0.3 * em
            && word.x0 < cap.x1 + 1.2 * em
            && word.y > cap.top()
            && word.y < cap.y + 0.3 * em
    });
    beside.count() >= 2
}

/// Words by base line, each row from left to right; small words that are raised or lowered go to
/// the row they belong to.
fn rows(words: &[Word], mut region: Vec<usize>, em: f64) -> Vec<Vec<usize>> {
    region.sort_by(|&a, &b| words[a].y.total_cmp(&words[b].y).then(a.cmp(&b)));
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for i in region {
        let word = &words[i];
        let same = rows.last().is_some_and(|row| {
            let first = &words[row[0]];
            word.y - first.y <= 0.3 * word.size.min(first.size)
        });
        match rows.last_mut() {
            Some(row) if same => row.push(i),
            _ => rows.push(vec![i]),
        }
    }
    // A row of small words right above or below the base line of a row beside it.
    let mut k = 0;
    while k < rows.len() {
        let y = words[rows[k][0]].y;
        let small = |host: &Vec<usize>| {
            let size = host.iter().map(|&i| words[i].size).fold(0.0, f64::max);
            rows[k].len() <= MAX_RAISED
                && rows[k].iter().all(|&i| words[i].size <= 0.87 * size && near(words, i, host))
        };
        let offset = |j: usize, rows: &Vec<Vec<usize>>| words[rows[j][0]].y - y;
        let below = (k + 1 < rows.len())
            .then_some(k + 1)
            .filter(|&j| offset(j, &rows) < 0.62 * em && small(&rows[j]));
        let above = k.checked_sub(1).filter(|&j| -offset(j, &rows) < 0.4 * em && small(&rows[j]));
        match below.or(above) {
            Some(host) => {
                let row = rows[k].clone();
                rows[host].extend(row);
                rows.remove(k);
            }
            None => k += 1,
        }
    }
    for row in &mut rows {
        row.sort_by(|&a, &b| words[a].x0.total_cmp(&words[b].x0).then(a.cmp(&b)));
    }
    rows
}

/// True if word `i` stands close to a word of `host`.
fn near(words: &[Word], i: usize, host: &[usize]) -> bool {
    let word = &words[i];
    host.iter().any(|&j| {
        let other = &words[j];
        word.x0 < other.x1 + 0.6 * other.size && word.x1 > other.x0 - 0.6 * other.size
    })
}

/// Puts each drop cap before the topmost line beside it; gives the rows that have one.
fn drop_caps(words: &[Word], caps: &[usize], rows: &mut [Vec<usize>]) -> Vec<usize> {
    let mut starts = Vec::new();
    for &cap in caps {
        let letter = &words[cap];
        let host = rows.iter().position(|row| {
            let first = &words[row[0]];
            first.y > letter.top() && first.x0 >= letter.x1 - 0.3 * first.size
        });
        if let Some(host) = host {
            rows[host].insert(0, cap);
            starts.push(host);
        }
    }
    starts
}

fn line(words: &[Word], row: &[usize], em: f64, is_table: bool, dropped: bool) -> Option<Line> {
    let size = usual_size(words, row);
    let base = row
        .iter()
        .map(|&i| &words[i])
        .filter(|word| (word.size - size).abs() < 0.1 * size)
        .map(|word| word.y)
        .fold(f64::MIN, f64::max);
    let mut text = String::new();
    let mut last: Option<&Word> = None;
    let mut marked = false;
    let mut bold = true;
    let mut italic = true;
    for (k, &i) in row.iter().enumerate() {
        let word = &words[i];
        let is_cap = dropped && k == 0;
        if !is_cap && is_raised(word, base, size) && is_mark(&word.text) && !is_unit(&text) {
            marked |= text.is_empty();
            continue;
        }
        if let Some(last) = last {
            let gap = (word.x0 - last.x1) / size;
            let tight = gap < 0.09 && !last.spaced;
            if is_table && gap > CELL_GAP {
                text.push('\t');
            } else if dropped && k == 1 {
                text.push(DROPPED);
            } else if !tight {
                text.push(' ');
            }
        }
        let exponent = is_raised(word, base, size) && is_unit(&text);
        text.extend(word.text.chars().map(|c| if exponent { raised(c) } else { c }));
        if !is_cap {
            bold &= word.bold;
            italic &= word.italic;
        }
        last = Some(word);
    }
    if text.trim().is_empty() {
        return None;
    }
    let skip = usize::from(dropped);
    let first = &words[*row.get(skip).unwrap_or(&row[0])];
    Some(Line {
        text,
        x0: words[row[0]].x0,
        x1: row.iter().map(|&i| words[i].x1).fold(f64::MIN, f64::max),
        y: base,
        size: if size > 0.0 { size } else { em },
        bold,
        italic,
        first: first.x1 - first.x0,
        marked,
        dropped,
    })
}

/// Stands between a drop cap and what follows it until the words of the document are known.
pub(super) const DROPPED: char = '\u{1}';

fn is_raised(word: &Word, base: f64, size: f64) -> bool {
    word.y < base - 0.12 * size && word.size <= 0.9 * size
}

/// What stands raised at the end of a word and calls a note.
fn is_mark(text: &str) -> bool {
    let inner = text.trim_matches(['[', ']', '(', ')', ',', '.', ';']);
    let digits = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
    let list = inner.len() <= 12
        && inner.starts_with(|c: char| c.is_ascii_digit())
        && inner.chars().all(|c| c.is_ascii_digit() || ",–-".contains(c));
    digits || list || !inner.is_empty() && inner.chars().all(|c| "*∗†‡§¶#".contains(c))
}

/// True if `text` ends in a unit that may have an exponent, or in a ten.
fn is_unit(text: &str) -> bool {
    let last = text.rsplit([' ', '/']).next().unwrap_or("");
    ["m", "km", "cm", "mm", "ft", "mi", "in", "yd", "dm", "10"].contains(&last)
}

fn raised(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(c as u32 - '4' as u32 + '⁴' as u32).unwrap_or(c),
        '-' | '−' => '⁻',
        c => c,
    }
}
