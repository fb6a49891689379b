//! From scores of labels to runs of words.

use std::ops::Range;

use super::seen::Passage;
use super::{CONTENT, CUE_LABELS, Chances, Found, ROLE_LABELS, SOURCE};

/// Label of a role on a word of the cue itself.
const NEVER: f32 = -50.0;

/// The best sequence of labels (Viterbi 1967): 0 is outside, odd labels begin a run, the even label
/// after each goes on with it. `scores`: `K` a word.
pub(super) fn begin_inside<const K: usize>(scores: &[f32]) -> Vec<usize> {
    let n = scores.len() / K;
    let follows = |of: usize, to: usize| to == 0 || to % 2 == 1 || of == to || of + 1 == to;
    let mut back: Vec<[usize; K]> = Vec::with_capacity(n);
    let mut best = [0.0f32; K];
    for (t, row) in scores.chunks_exact(K).enumerate() {
        let mut next = [f32::NEG_INFINITY; K];
        let mut from = [0; K];
        for to in 0..K {
            if t == 0 {
                next[to] = if follows(0, to) { row[to] } else { f32::NEG_INFINITY };
                continue;
            }
            let mut top = f32::NEG_INFINITY;
            for of in (0..K).filter(|&of| follows(of, to)) {
                if best[of] > top {
                    (top, from[to]) = (best[of], of);
                }
            }
            next[to] = top + row[to];
        }
        best = next;
        back.push(from);
    }
    let mut label = (0..K).fold(0, |a, b| if best[b] > best[a] { b } else { a });
    let mut labels = vec![0; n];
    for t in (0..n).rev() {
        labels[t] = label;
        label = back[t][label];
    }
    labels
}

/// The runs that begin with the label `begin`.
pub(super) fn runs(labels: &[usize], begin: usize) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (i, &label) in labels.iter().enumerate() {
        if label == begin {
            runs.push(i..i + 1);
        } else if label == begin + 1
            && let Some(last) = runs.last_mut().filter(|run| run.end == i)
        {
            last.end = i + 1;
        }
    }
    runs
}

/// What `scores` of the roles and `of_cue` of the cue labels say of a cue. `None`: it attributes
/// nothing.
pub(super) fn found(
    passage: &Passage<'_>,
    cue: &Range<usize>,
    scores: &mut [f32],
    of_cue: &[f32],
) -> Option<Found> {
    for place in cue.clone() {
        scores[place * ROLE_LABELS + 1..][..ROLE_LABELS - 1].fill(NEVER);
    }
    let labels = begin_inside::<ROLE_LABELS>(scores);
    let trimmed = |begin| {
        runs(&labels, begin).into_iter().filter_map(|run| trim(passage, run)).collect::<Vec<_>>()
    };
    let content = trimmed(CONTENT);
    if content.is_empty() {
        return None;
    }
    let row = |place: usize| &scores[place * ROLE_LABELS..][..ROLE_LABELS];
    let is = |place, begin| chance(row(place), &[begin, begin + 1]);
    let source_chance = |run: &Range<usize>| average(run.clone(), |p| is(p, SOURCE));
    let mut source: Option<(Range<usize>, f32)> = None;
    for run in trimmed(SOURCE) {
        let chance = source_chance(&run);
        if source.as_ref().is_none_or(|(_, best)| chance > *best) {
            source = Some((run, chance));
        }
    }
    let n = passage.len();
    let none = || (0..n).map(|p| chance(row(p), &[0, CONTENT, CONTENT + 1])).fold(0.0, f32::min);
    let edges = content.iter().flat_map(|run| {
        let beyond = [run.start.checked_sub(1), Some(run.end).filter(|&e| e < n)];
        let outer = beyond.into_iter().flatten().map(|p| chance(row(p), &[0, SOURCE, SOURCE + 1]));
        outer.chain([is(run.start, CONTENT), is(run.end - 1, CONTENT)])
    });
    let edge = edges.fold(0.0, f32::min);
    let words = content.iter().cloned().flatten();
    let of_cue = |p: usize| chance(&of_cue[p * CUE_LABELS..][..CUE_LABELS], &[1, 2]);
    let chances = Chances {
        cue: average(cue.clone(), of_cue),
        source: source.as_ref().map_or_else(none, |(_, chance)| *chance),
        content: average(words, |p| is(p, CONTENT)),
        edge,
    };
    let first = passage.tokens.start;
    let shift = |run: Range<usize>| run.start + first..run.end + first;
    Some(Found {
        cue: shift(cue.clone()),
        source: source.map(|(run, _)| shift(run)),
        content: content.into_iter().map(shift).collect(),
        chances: Some(chances),
    })
}

/// Without marks at its edges.
fn trim(passage: &Passage<'_>, mut run: Range<usize>) -> Option<Range<usize>> {
    let is_word = |place: usize| {
        passage.form(place).contains(|c: char| c.is_alphanumeric() || "_%$€£".contains(c))
    };
    while run.start < run.end && !is_word(run.start) {
        run.start += 1;
    }
    while run.start < run.end && !is_word(run.end - 1) {
        run.end -= 1;
    }
    (!run.is_empty()).then_some(run)
}

/// Logarithm of the chance of one of `labels`, which are in order, under the softmax of `scores`.
fn chance(scores: &[f32], labels: &[usize]) -> f32 {
    let top = scores.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    let (mut all, mut these) = (0.0f32, 0.0f32);
    for (label, score) in scores.iter().enumerate() {
        let power = libm::expf(score - top);
        all += power;
        if labels.contains(&label) {
            these += power;
        }
    }
    libm::logf((these / all).max(1e-9))
}

fn average(places: impl Iterator<Item = usize>, of: impl Fn(usize) -> f32) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0f32);
    for place in places {
        sum += of(place);
        count += 1.0;
    }
    sum / count.max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_begins_with_its_beginning() {
        // Inside is likelier than beginning everywhere, but a run cannot begin with it.
        let scores = [[0.0, 1.0, 3.0], [0.0, -1.0, 3.0], [2.0, 0.0, 0.0], [0.0, -5.0, 1.0]];
        let labels = begin_inside::<3>(&scores.concat());
        assert_eq!(labels, [1, 2, 0, 0]);
        assert_eq!(runs(&labels, 1).as_slice(), std::slice::from_ref(&(0..2)));
    }

    #[test]
    fn two_runs_may_touch() {
        assert_eq!(runs(&[1, 2, 1, 0, 3, 4], 1), [0..2, 2..3]);
        assert_eq!(runs(&[1, 2, 1, 0, 3, 4], 3).as_slice(), std::slice::from_ref(&(4..6)));
    }
}
