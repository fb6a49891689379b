//! [`is_table`]: whether what stands on both sides of a white strip are columns of text or cells.

use super::columns::Segment;
use super::words::Word;

/// True if the gutter parts cells: they stand in rows, and are short or numbers.
pub(super) fn is_table(
    words: &[Word],
    (left, left_rows): (&[&Segment], &[f64]),
    (right, right_rows): (&[&Segment], &[f64]),
    em: f64,
) -> bool {
    let paired = left_rows
        .iter()
        .filter(|&y| right_rows.iter().any(|other| (y - other).abs() < 0.15 * em))
        .count();
    if paired * 10 < left_rows.len().max(right_rows.len()) * 8 {
        return false;
    }
    if is_numbers(words, right) || is_numbers(words, left) {
        return true;
    }
    let (left, right) = (cells(words, left, em), cells(words, right, em));
    let ragged = |cells: &[(f64, f64, usize)]| {
        let edge = cells.iter().map(|cell| cell.1).fold(f64::MIN, f64::max);
        let full = cells.iter().filter(|cell| cell.1 > edge - 2.0 * em).count();
        full * 2 < cells.len()
    };
    let n_words = |cells: &[(f64, f64, usize)]| {
        cells.iter().map(|cell| cell.2).sum::<usize>() as f64 / cells.len().max(1) as f64
    };
    n_words(&left) <= 3.5
        && n_words(&right) <= 3.5
        && ragged(&left)
        && (ragged(&right) || n_words(&right) <= 2.0)
}

/// Begin, end and number of words of the cells on one side of a gutter. Gaps within justified lines
/// do not part cells.
fn cells(words: &[Word], side: &[&Segment], em: f64) -> Vec<(f64, f64, usize)> {
    let mut sorted: Vec<usize> = side.iter().flat_map(|s| s.words.iter().copied()).collect();
    sorted.sort_by(|&a, &b| {
        words[a].y.total_cmp(&words[b].y).then(words[a].x0.total_cmp(&words[b].x0))
    });
    let mut cells: Vec<(f64, f64, usize)> = Vec::new();
    let mut y = f64::MIN;
    for i in sorted {
        let word = &words[i];
        let same_row = (word.y - y).abs() < 0.15 * em;
        y = word.y;
        match cells.last_mut() {
            Some(cell) if same_row && word.x0 - cell.1 < 1.4 * em => {
                cell.1 = cell.1.max(word.x1);
                cell.2 += 1;
            }
            _ => cells.push((word.x0, word.x1, 1)),
        }
    }
    cells
}

/// True if most words are numbers.
pub(super) fn is_numbers(words: &[Word], side: &[&Segment]) -> bool {
    let all = side.iter().flat_map(|s| &s.words).count();
    let numbers = side
        .iter()
        .flat_map(|s| &s.words)
        .filter(|&&i| {
            words[i].text.starts_with(|c: char| c.is_ascii_digit() || "-−+$€£".contains(c))
        })
        .count();
    numbers * 10 >= all * 6
}
