//! [`drop_running`]: running heads, running feet and page numbers go out.
//!
//! What stands on the same height of several pages, near their edge, and is the same but for its
//! digits, is no part of the text; nor is a number alone at the edge of a page, nor a row in small type
//! there that holds the page's number apart from its other words.

use std::collections::{BTreeMap, BTreeSet};

use super::words::Word;

/// A page's words.
#[derive(Clone, Debug, Default)]
pub(super) struct PageBox {
    pub(super) height: f64,
    pub(super) words: Vec<Word>,
}

/// How much of a page's height, at the top and at the bottom, may hold running matter.
const ZONE: f64 = 0.13;
/// The most rows that are looked at there.
const MAX_ROWS: usize = 4;

/// A row of words at the edge of a page.
struct Row {
    page: usize,
    words: Vec<usize>,
    /// What it says, digits as `#`.
    key: String,
    y: f64,
    /// Distance from the page's edge in rows.
    depth: usize,
    top: bool,
    /// Distance to the next row inwards, in sizes.
    gap: f64,
}

/// Drops running matter from all pages; gives the rows that were dropped, once each, digits aside.
pub(super) fn drop_running(pages: &mut [PageBox]) -> Vec<String> {
    let rows: Vec<Row> =
        pages.iter().enumerate().flat_map(|(page, content)| edge_rows(page, content)).collect();
    let mut places: BTreeMap<(&str, bool), Vec<(usize, f64)>> = BTreeMap::new();
    for row in &rows {
        places.entry((&row.key, row.top)).or_default().push((row.page, row.y));
    }
    let wanted = |n_pages: usize| if n_pages <= 3 { 2 } else { 3.max(n_pages / 8).min(8) };
    let repeats = |row: &Row| {
        let same = places
            .get(&(row.key.as_str(), row.top))
            .map_or(0, |places| places.iter().filter(|(_, y)| (y - row.y).abs() < 6.0).count());
        same >= wanted(pages.len())
    };
    let mut out: Vec<(usize, usize)> = Vec::new();
    let (mut said, mut keys) = (Vec::new(), BTreeSet::new());
    // From the edge inwards: a row that stays ends the search on its side.
    let mut blocked: Vec<(usize, bool)> = Vec::new();
    for row in &rows {
        let side = (row.page, row.top);
        if blocked.contains(&side) {
            continue;
        }
        let alone = is_page_number(&row.key) && row.depth == 0 && row.gap > 1.2;
        let printed = is_printed_by_browser(row, pages);
        let numbered = row.gap > 0.9 && has_number_apart(row, &pages[row.page].words);
        if repeats(row) && (row.gap > 0.9 || row.key.len() < 80) || alone || printed || numbered {
            out.extend(row.words.iter().map(|&i| (row.page, i)));
            if keys.insert(row.key.as_str()) {
                let words = row.words.iter().map(|&i| pages[row.page].words[i].text.as_str());
                said.push(words.collect::<Vec<_>>().join(" "));
            }
        } else {
            blocked.push(side);
        }
    }
    out.sort_unstable();
    for (page, content) in pages.iter_mut().enumerate() {
        let mut i = 0;
        content.words.retain(|_| {
            i += 1;
            out.binary_search(&(page, i - 1)).is_err()
        });
    }
    said
}

/// The rows at the top and at the bottom of a page, from the edge inwards.
fn edge_rows(page: usize, content: &PageBox) -> Vec<Row> {
    let mut sorted: Vec<usize> = (0..content.words.len()).collect();
    let words = &content.words;
    sorted.sort_by(|&a, &b| {
        words[a].y.total_cmp(&words[b].y).then(words[a].x0.total_cmp(&words[b].x0))
    });
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for i in sorted {
        let same = rows.last().is_some_and(|row| {
            words[i].y - words[row[0]].y <= 0.35 * words[i].size.max(words[row[0]].size)
        });
        match rows.last_mut() {
            Some(row) if same => row.push(i),
            _ => rows.push(vec![i]),
        }
    }
    let y = |row: &Vec<usize>| words[row[0]].y;
    let size = |row: &Vec<usize>| row.iter().map(|&i| words[i].size).fold(0.0, f64::max);
    let make = |k: usize, depth: usize, top: bool| {
        let inner = if top { rows.get(k + 1) } else { k.checked_sub(1).and_then(|k| rows.get(k)) };
        let gap = inner
            .map_or(99.0, |inner| (y(inner) - y(&rows[k])).abs() / size(&rows[k]).max(1.0) - 1.0);
        let mut row = rows[k].clone();
        row.sort_by(|&a, &b| words[a].x0.total_cmp(&words[b].x0));
        Row { page, key: key(words, &row), words: row, y: y(&rows[k]), depth, top, gap }
    };
    let mut found = Vec::new();
    for (depth, k) in (0..rows.len()).take(MAX_ROWS).enumerate() {
        if y(&rows[k]) < content.height * ZONE {
            found.push(make(k, depth, true));
        }
    }
    for (depth, k) in (0..rows.len()).rev().take(MAX_ROWS).enumerate() {
        if y(&rows[k]) > content.height * (1.0 - ZONE) {
            found.push(make(k, depth, false));
        }
    }
    found
}

fn key(words: &[Word], row: &[usize]) -> String {
    let mut key = String::new();
    for &i in row {
        for c in words[i].text.chars() {
            let c = if c.is_ascii_digit() { '#' } else { c };
            if !(c == '#' && key.ends_with('#')) {
                key.push(c);
            }
        }
        key.push(' ');
    }
    key.truncate(key.trim_end().len());
    key
}

/// "12", "- 12 -", "Page 3 of 9", "3/9", "iv".
fn is_page_number(key: &str) -> bool {
    let inner = key.trim_matches(['-', '–', '—', '|', '[', ']', '·', '•', ' ']).to_lowercase();
    let roman =
        inner.len() <= 5 && !inner.is_empty() && inner.bytes().all(|b| b"ivxlc".contains(&b));
    roman
        || ["#", "page #", "p. #", "# of #", "page # of #", "#/#", "# / #", "page #/#"]
            .contains(&inner.as_str())
}

/// "THE HARBOUR POST      Tuesday 3 March 2026      7", in type that is smaller than the page's.
fn has_number_apart(row: &Row, words: &[Word]) -> bool {
    /// The least space around the number, in sizes of its type.
    const APART: f64 = 2.0;
    /// How much smaller the type is, at least.
    const SMALLER: f64 = 0.95;
    let [first, second, .., before_last, last] = row.words.as_slice() else { return false };
    let is_number = |i: usize| {
        let text = &words[i].text;
        text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
    };
    let space = |a: usize, b: usize| words[b].x0 - words[a].x1 > APART * words[b].size;
    let mut sizes: Vec<f64> = words.iter().map(|word| word.size).collect();
    sizes.sort_by(f64::total_cmp);
    let body = sizes[sizes.len() / 2];
    row.depth == 0
        && row.words.iter().all(|&i| words[i].size < SMALLER * body)
        && (is_number(*first) && space(*first, *second)
            || is_number(*last) && space(*before_last, *last))
}

/// What browsers print above and below a page: date and title, address and number of pages.
fn is_printed_by_browser(row: &Row, pages: &[PageBox]) -> bool {
    let page = &pages[row.page];
    let small = row.words.iter().all(|&i| page.words[i].size < 9.5);
    let date = row.top && row.key.starts_with("#/#/#, #:#");
    let address = !row.top
        && ["http://", "https://", "file://"].iter().any(|scheme| row.key.starts_with(scheme))
        && row.key.ends_with("#/#");
    row.depth == 0 && small && (date || address)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of words at `y`, each behind a space of so many points.
    fn row(y: f64, size: f64, words: &[(f64, &str)]) -> Vec<Word> {
        let mut x = 40.0;
        let word = |&(space, text): &(f64, &str)| {
            let x0 = x + space;
            x = x0 + size * 0.5 * text.len() as f64;
            let text = text.to_owned();
            Word { text, x0, x1: x, y, size, bold: false, italic: false, spaced: true }
        };
        words.iter().map(word).collect()
    }

    fn dropped(head: Vec<Word>) -> Vec<String> {
        let body = (0..20).flat_map(|i| {
            row(
                80.0 + 12.0 * f64::from(i),
                10.0,
                &[(0.0, "The"), (3.0, "bridge"), (3.0, "opened.")],
            )
        });
        let words = head.into_iter().chain(body).collect();
        drop_running(&mut [PageBox { height: 842.0, words }])
    }

    #[test]
    fn knows_the_head_of_a_single_page_by_its_number() {
        let head = |size, space| {
            row(
                40.0,
                size,
                &[
                    (0.0, "HARBOUR"),
                    (3.0, "POST"),
                    (90.0, "3"),
                    (3.0, "March"),
                    (3.0, "2026"),
                    (space, "7"),
                ],
            )
        };
        assert_eq!(dropped(head(8.0, 90.0)), ["HARBOUR POST 3 March 2026 7"]);
        assert_eq!(dropped(head(8.0, 3.0)), [""; 0]);
        assert_eq!(dropped(head(10.0, 90.0)), [""; 0]);
    }
}
