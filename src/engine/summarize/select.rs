//! From scores to a ranking every prefix of which is a summary.
//!
//! Greedy: each next sentence is the one that adds most to those that are chosen. A sentence that
//! leans on the one before it waits until that is chosen. Of long articles every part has its turn.

use super::network::{OF_SET, OfSet, Scores, first_step};
use super::view::View;

/// So many sentences are chosen with an eye on the set; those that follow, by themselves.
const STEPS: usize = 24;
/// So many of the best by themselves are looked at in each step.
const LOOKED_AT: usize = 800;
/// Parts of a long article, and from how many sentences on it is long.
const PARTS: usize = 8;
const LONG: usize = 70;
/// What a part of a long article that is not told of yet counts.
const PART: f32 = 2.5;

/// What may be chosen when, and what is known of each sentence, by its place in the [`View`].
pub(super) struct Candidates<'a> {
    /// The sentences.
    pub(super) view: &'a View,
    /// The networks' scores.
    pub(super) scores: &'a Scores<'a>,
    /// How likely each term is in a summary.
    pub(super) weights: &'a [f32],
    /// Tokens in each sentence.
    pub(super) lengths: &'a [f32],
    /// What the kind of article adds to the score.
    pub(super) bonus: &'a [f32],
    /// When each may be chosen.
    pub(super) turns: &'a [Turn],
    /// The part of the article that each stands in, if it has headings.
    pub(super) parts: Option<&'a [usize]>,
}

/// When a sentence may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// At any time.
    Free,
    /// Once the one before it is chosen.
    After,
    /// When nothing else is left.
    Last,
    /// Never.
    Never,
}

/// What stands in the ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Choice {
    /// Place in the [`View`].
    pub(super) place: usize,
    /// The score by itself, against the best one's: 0 to 1.
    pub(super) score: f64,
    /// Most of its words were said when its turn came.
    pub(super) repeats: bool,
}

/// Share of its words, by weight, from which a sentence says again what was said.
const REPEATED: f32 = 0.8;
/// Cosine from which it says again what one of the chosen says.
const ALIKE: f32 = 0.7;

/// Every sentence that may be chosen, best first.
pub(super) fn rank(candidates: &Candidates<'_>) -> Vec<Choice> {
    let n = candidates.view.ids.len();
    let alone: Vec<f32> =
        (0..n).map(|i| candidates.scores.score(i, &first_step()) + candidates.bonus[i]).collect();
    let best = alone.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut order: Vec<usize> = (0..n).filter(|&i| candidates.turns[i] < Turn::Last).collect();
    order.sort_by(|&a, &b| alone[b].total_cmp(&alone[a]).then(a.cmp(&b)));
    let mut set = Set::new(candidates);
    let mut ranking = Vec::with_capacity(n);
    let mut take = |place: usize, set: &mut Set<'_>| {
        let repeats = set.says_again(place);
        let score = f64::from(libm::expf((alone[place] - best).clamp(-30.0, 0.0)));
        ranking.push(Choice { place, score, repeats });
        set.add(place);
    };
    // With an eye on the set.
    for _ in 0..STEPS {
        let is_new = |i: &usize| set.is_open(*i) && !set.says_again(*i);
        let open = order.iter().copied().filter(is_new).take(LOOKED_AT);
        let scored = open.map(|i| (i, set.score(i)));
        let Some((place, _)) = scored.reduce(|a, b| if b.1 > a.1 { b } else { a }) else { break };
        take(place, &mut set);
    }
    // By themselves, what repeats after what does not; those that lean follow the one before.
    for may_repeat in [false, true] {
        for &first in &order {
            let mut place = first;
            while set.is_open(place) && (may_repeat || !set.says_again(place)) {
                take(place, &mut set);
                place += 1;
                if place >= n || candidates.turns[place] != Turn::After {
                    break;
                }
            }
        }
    }
    // What never had its turn, as it stands: it leans on a sentence that is not ranked, or comes last.
    for place in 0..n {
        if matches!(candidates.turns[place], Turn::After | Turn::Last) && !set.chosen[place] {
            take(place, &mut set);
        }
    }
    ranking
}

/// What is chosen.
struct Set<'a> {
    candidates: &'a Candidates<'a>,
    chosen: Vec<bool>,
    /// In text order.
    places: Vec<usize>,
    /// Terms that it has.
    said: Vec<bool>,
    tokens: f32,
    total_weight: f32,
    parts: Vec<bool>,
}

impl<'a> Set<'a> {
    fn new(candidates: &'a Candidates<'a>) -> Self {
        let n = candidates.view.ids.len();
        let total_weight = candidates.weights.iter().sum::<f32>().max(1e-6);
        let said = vec![false; candidates.weights.len()];
        let parts = vec![false; candidates.parts.map_or(PARTS, |p| p.last().map_or(0, |l| l + 1))];
        let (chosen, places) = (vec![false; n], Vec::new());
        Self { candidates, chosen, places, said, tokens: 0.0, total_weight, parts }
    }

    fn is_open(&self, place: usize) -> bool {
        let ready = match self.candidates.turns[place] {
            Turn::Free => true,
            Turn::After => place > 0 && self.chosen[place - 1],
            Turn::Last | Turn::Never => false,
        };
        ready && !self.chosen[place]
    }

    /// Weight of the terms of a sentence: of those that were said, and of all.
    fn covered(&self, place: usize) -> (f32, f32) {
        let bag = &self.candidates.view.bags[place];
        bag.iter().fold((0.0, 0.0), |(said, all), &(term, _)| {
            let weight = self.candidates.weights[term as usize];
            (if self.said[term as usize] { said + weight } else { said }, all + weight)
        })
    }

    /// Share of a sentence's words that were said, by weight.
    fn repeated(&self, place: usize) -> f32 {
        let (said, all) = self.covered(place);
        if all > 0.0 { said / all } else { 0.0 }
    }

    /// True if a sentence adds next to nothing.
    fn says_again(&self, place: usize) -> bool {
        let links = self.candidates.view.links[place].iter();
        self.repeated(place) >= REPEATED
            || links.filter(|(j, _)| self.chosen[*j as usize]).any(|(_, cosine)| *cosine >= ALIKE)
    }

    /// How much a sentence adds.
    fn score(&self, place: usize) -> f32 {
        let known = self.candidates.scores.score(place, &self.of_set(place));
        known + self.candidates.bonus[place] + self.part_bonus(place)
    }

    /// In a long article, more for a part that is not told of yet, once the lead is in.
    fn part_bonus(&self, place: usize) -> f32 {
        let is_long = self.chosen.len() >= LONG || self.candidates.parts.is_some();
        let told = self.parts.get(self.part(place)).copied().unwrap_or(true);
        if is_long && self.places.len() > 1 && !told { PART } else { 0.0 }
    }

    fn part(&self, place: usize) -> usize {
        match self.candidates.parts {
            Some(parts) => parts[place],
            None => place * PARTS / self.chosen.len().max(1),
        }
    }

    fn add(&mut self, place: usize) {
        let part = self.part(place);
        if let Some(told) = self.parts.get_mut(part) {
            *told = true;
        }
        self.chosen[place] = true;
        let at = self.places.partition_point(|&p| p < place);
        self.places.insert(at, place);
        for &(term, _) in &self.candidates.view.bags[place] {
            self.said[term as usize] = true;
        }
        self.tokens += self.candidates.lengths[place];
    }

    /// What the networks are told of the set.
    fn of_set(&self, place: usize) -> OfSet {
        let (Some(&first), Some(&last)) = (self.places.first(), self.places.last()) else {
            return first_step();
        };
        let Candidates { view, lengths, .. } = self.candidates;
        let count = self.places.len() as f32;
        let flag = |b: bool| f32::from(u8::from(b));
        let is_chosen = |p: usize| self.chosen.get(p).copied().unwrap_or(false);
        let like = view.links[place].iter().filter(|(j, _)| self.chosen[*j as usize]);
        let (most, sum) =
            like.fold((0.0f32, 0.0), |(most, sum), &(_, cosine)| (most.max(cosine), sum + cosine));
        let (said, all) = self.covered(place);
        let bag = &view.bags[place];
        let shared = bag.iter().filter(|(t, _)| self.said[*t as usize]).count();
        let after = self.places.partition_point(|&p| p < place);
        let right = self.places.get(after).map(|&p| p - place);
        let left = after.checked_sub(1).map(|i| place - self.places[i]);
        let nearest = left.into_iter().chain(right).min().unwrap_or(0);
        let mean = self.tokens / count;
        let mut of_set = [0.0; OF_SET];
        of_set[self.places.len().min(3)] = 1.0;
        of_set[4] = most;
        of_set[5] = sum / count;
        of_set[6] = said / all.max(1e-6);
        of_set[7] = (all - said) / self.total_weight * 10.0;
        of_set[8] = flag(place > 0 && is_chosen(place - 1));
        of_set[9] = flag(is_chosen(place + 1));
        of_set[10] = libm::log1pf(nearest as f32);
        of_set[11] = flag(place > last);
        of_set[12] = mean / 25.0;
        of_set[13] = lengths[place] / mean.max(1.0);
        of_set[14] = shared as f32 / bag.len().max(1) as f32;
        of_set[15] = flag(place < first);
        of_set
    }
}
