//! [`gutter()`]: the white strip of a region along which most lines stand on both sides.

use super::columns::{Segment, median};
use super::tables::{is_numbers, is_table};
use super::words::Word;

/// How many places are tried for a gutter.
const MAX_CANDIDATES: usize = 80;

/// The narrowest gutter, in ems.
const MIN_GUTTER: f64 = 0.7;

/// A white strip with lines on both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gutter {
    /// Where the lines on its right begin.
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    score: f64,
    pub(super) is_table: bool,
}

/// The gutter with most lines along it; none if the region is one column.
pub(super) fn gutter(words: &[Word], segments: &[Segment], work: &mut Work) -> Option<Gutter> {
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
