//! How much a sentence tells, by small networks over what is seen of it.
//!
//! A sentence is read with its two neighbours. The score depends on what is chosen already:
//! [`OfSet`] says how the sentence stands to it, so that one greedy pass makes a summary that is
//! good as a set and nests. Several networks that were trained from different beginnings are
//! averaged. The large product is in integers, the rest in 32-bit floats in a fixed order.

use crate::engine::encode::{Linear, Work, quantize};

/// Numbers that are seen of a sentence, padded to what the kernel takes.
pub const SEEN: usize = 128;
/// Numbers that are seen of a word.
pub const SEEN_OF_WORD: usize = 26;
/// Numbers that say how a sentence stands to those that are chosen.
pub const OF_SET: usize = 16;
/// Units over a sentence and its neighbours.
pub const HIDDEN: usize = 40;
/// Units over those and the set.
pub const STEP: usize = 24;
/// Units over what is seen of a word.
pub const WORD_HIDDEN: usize = 16;

/// How a sentence stands to the set of those that are chosen.
pub(super) type OfSet = [f32; OF_SET];

/// Scale and shift of what is seen, so that it is about 0 and 1 wide.
#[derive(Clone, Copy, Debug)]
pub struct Scale<'a> {
    /// Taken off.
    pub mean: &'a [f32],
    /// Multiplied by.
    pub factor: &'a [f32],
}

impl Scale<'_> {
    /// `row`, scaled and cut at `limit` on both sides.
    fn apply(&self, row: &[f32], limit: f32) -> impl Iterator<Item = f32> {
        let scaled = row.iter().zip(self.mean).zip(self.factor);
        scaled.map(move |((v, mean), factor)| ((v - mean) * factor).clamp(-limit, limit))
    }
}

/// Tells how likely a word is in a summary.
#[derive(Clone, Copy, Debug)]
pub struct WordNetwork<'a> {
    /// Of what is seen.
    pub scale: Scale<'a>,
    /// `WORD_HIDDEN × SEEN_OF_WORD`.
    pub hidden: &'a [f32],
    /// One for each unit.
    pub bias: &'a [f32],
    /// One for each unit, and one more to add.
    pub out: &'a [f32],
}

impl WordNetwork<'_> {
    /// The probability of each word, of rows of what is seen.
    pub(super) fn weigh(&self, rows: &[f32]) -> Vec<f32> {
        let weigh = |row: &[f32]| {
            let x: Vec<f32> = self.scale.apply(row, 5.0).collect();
            let mut sum = self.out.last().copied().unwrap_or(0.0);
            let units = self.hidden.chunks_exact(SEEN_OF_WORD).zip(self.bias).zip(self.out);
            for ((weights, bias), out) in units {
                let unit = dot(weights, &x) + bias;
                sum += if unit > 0.0 { unit * out } else { 0.0 };
            }
            1.0 / (1.0 + libm::expf(-sum))
        };
        rows.chunks_exact(SEEN_OF_WORD).map(weigh).collect()
    }
}

/// One of the networks that are averaged.
#[derive(Clone, Debug)]
pub struct Scorer<'a> {
    /// `HIDDEN × 3 · SEEN`: the sentence before, the sentence, the one after.
    pub window: Linear<'a>,
    /// `STEP × HIDDEN`.
    pub own: &'a [f32],
    /// One for each unit.
    pub bias: &'a [f32],
    /// `OF_SET × STEP`.
    pub set: &'a [f32],
    /// One for each unit.
    pub out: &'a [f32],
    /// `HIDDEN` weights that go straight to the score, and one more to add.
    pub direct: &'a [f32],
}

/// What a [`Scorer`] knows of a sentence before anything is chosen.
struct Known {
    /// Of each unit of the step, without the set.
    units: [f32; STEP],
    direct: f32,
}

/// All networks of the model.
#[derive(Clone, Debug)]
pub struct Networks<'a> {
    /// Of words.
    pub words: WordNetwork<'a>,
    /// Of what is seen of a sentence.
    pub scale: Scale<'a>,
    /// Of sentences.
    pub scorers: Vec<Scorer<'a>>,
}

/// The sentences of an article, ready to be scored.
pub(super) struct Scores<'a> {
    networks: &'a Networks<'a>,
    /// For each scorer, one for each sentence.
    known: Vec<Vec<Known>>,
}

impl Networks<'_> {
    /// Reads what is seen of all sentences, `width` numbers each.
    pub(super) fn read(&self, rows: &[f32], width: usize) -> Scores<'_> {
        let small = self.scaled(rows, width);
        let known = self.scorers.iter().map(|s| s.read(&small, &mut Work::default())).collect();
        Scores { networks: self, known }
    }

    /// The rows as the kernel takes them, an empty one before and after.
    fn scaled(&self, rows: &[f32], width: usize) -> Vec<i16> {
        let mut values = vec![0.0f32; SEEN];
        for row in rows.chunks_exact(width.max(1)) {
            values.extend(self.scale.apply(row, 4.0));
            values.resize(values.len().next_multiple_of(SEEN), 0.0);
        }
        values.resize(values.len() + SEEN, 0.0);
        let mut small = Vec::new();
        quantize(&values, &mut small);
        small
    }

    /// By how much the first choice's score of sentence `place` falls where each of `groups` of
    /// columns is as in any other sentence; by the first network alone.
    pub(super) fn without(
        &self,
        rows: &[f32],
        width: usize,
        place: usize,
        groups: &[&[std::ops::Range<usize>]],
    ) -> Vec<f32> {
        let Some(scorer) = self.scorers.first() else { return vec![0.0; groups.len()] };
        let count = rows.len() / width.max(1);
        let near = place.saturating_sub(1)..(place + 2).min(count);
        let mut window = self.scaled(&rows[near.start * width..near.end * width], width);
        // Without a sentence before it, the empty row that stands before all is the window's first.
        let from = if place > 0 { SEEN } else { 0 };
        window.resize(window.len() + SEEN, 0);
        let mut all = window[from..from + 3 * SEEN].to_vec();
        for group in groups {
            let copy = all.len();
            all.extend_from_within(..3 * SEEN);
            for columns in *group {
                all[copy + SEEN..][columns.clone()].fill(0);
            }
        }
        let mut work = Work::default();
        let known = scorer.know(&all, 3 * SEEN, groups.len() + 1, &mut work);
        let first = first_step();
        let scores: Vec<f32> = known.iter().map(|k| scorer.score(k, &first)).collect();
        scores[1..].iter().map(|without| scores[0] - without).collect()
    }
}

/// Nothing is chosen yet.
pub(super) fn first_step() -> OfSet {
    let mut set = [0.0; OF_SET];
    set[0] = 1.0;
    set
}

impl Scores<'_> {
    /// How much sentence `place` adds to the set that `of_set` tells of.
    pub(super) fn score(&self, place: usize, of_set: &OfSet) -> f32 {
        let scorers = self.networks.scorers.iter().zip(&self.known);
        let sum: f32 = scorers.map(|(scorer, known)| scorer.score(&known[place], of_set)).sum();
        sum / self.known.len().max(1) as f32
    }
}

impl Scorer<'_> {
    fn read(&self, small: &[i16], work: &mut Work) -> Vec<Known> {
        self.know(small, SEEN, (small.len() / SEEN).saturating_sub(2), work)
    }

    fn know(&self, small: &[i16], stride: usize, count: usize, work: &mut Work) -> Vec<Known> {
        let cut = |v: &f32| if *v > 0.0 { *v } else { 0.0 };
        let rows = self.window.apply(small, stride, count, work).chunks_exact(HIDDEN);
        rows.map(|row| {
            let hidden: Vec<f32> = row.iter().map(cut).collect();
            let mut units = [0.0; STEP];
            let weights = self.own.chunks_exact(HIDDEN).zip(self.bias);
            for (unit, (weights, bias)) in units.iter_mut().zip(weights) {
                *unit = dot(weights, &hidden) + bias;
            }
            let added = self.direct.last().copied().unwrap_or(0.0);
            Known { units, direct: dot(&self.direct[..HIDDEN], &hidden) + added }
        })
        .collect()
    }

    fn score(&self, known: &Known, of_set: &OfSet) -> f32 {
        let mut units = known.units;
        for (value, weights) in of_set.iter().zip(self.set.chunks_exact(STEP)) {
            if *value != 0.0 {
                units.iter_mut().zip(weights).for_each(|(unit, weight)| *unit += value * weight);
            }
        }
        let added = units.iter().zip(self.out).filter(|(unit, _)| **unit > 0.0);
        added.fold(known.direct, |score, (unit, out)| score + unit * out)
    }
}

/// Sum of products, in order.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}
