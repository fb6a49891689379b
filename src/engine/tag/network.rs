//! What is read off the encoder: tags, names, heads and relations.
//!
//! Heads are scored by a biaffine form (Dozat & Manning 2017) and, for each word, by how far away
//! a head stands; relations by one hidden layer over a word and its head.

use super::decode::Decoder;
use super::labels::{Relation, Upos, Xpos};
use super::{NameKind, NameTag, Word};
use crate::engine::encode::{Encoder, Linear, Rows, WIDTH, Work, products, quantize};

/// Widths of the parser's two spaces.
pub const ARC: usize = 96;
/// See [`ARC`].
pub const RELATION: usize = 128;

/// Bounds of the classes of distance, in words.
const EDGES: [usize; 12] = [1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 24, 36];

/// Classes of distance: one for the root, those to the left, those to the right.
pub const DISTANCES: usize = 2 * EDGES.len() + 1;

/// Name tags in the model's order: outside, then begin and inside of each kind.
pub const NAMES: [NameTag; 9] = {
    use NameTag::{Begin, Inside, Outside};
    [
        Outside,
        Begin(NameKind::Person),
        Inside(NameKind::Person),
        Begin(NameKind::Organisation),
        Inside(NameKind::Organisation),
        Begin(NameKind::Place),
        Inside(NameKind::Place),
        Begin(NameKind::Other),
        Inside(NameKind::Other),
    ]
};

/// Encoder and heads, as one model.
#[derive(Clone, Debug)]
pub struct Network<'a> {
    /// Shared by all that follows.
    pub encoder: Encoder<'a>,
    /// Scores of [`Upos::ALL`].
    pub upos: Linear<'a>,
    /// Scores of [`Xpos::ALL`].
    pub xpos: Linear<'a>,
    /// Scores of [`NAMES`].
    pub names: Linear<'a>,
    /// A word as one that has a head; [`ARC`] numbers, negative ones cut off.
    pub arc_dependent: Linear<'a>,
    /// A word as a head; [`ARC`] numbers, negative ones cut off.
    pub arc_head: Linear<'a>,
    /// What a dependent is multiplied by before it meets its heads.
    pub arc: Linear<'a>,
    /// Score of each class of distance for a dependent.
    pub distance: Linear<'a>,
    /// The root as a head.
    pub arc_root: &'a [f32],
    /// A word as one that has a relation; [`RELATION`] numbers.
    pub relation_dependent: Linear<'a>,
    /// A word as the head of a relation.
    pub relation_head: Linear<'a>,
    /// The root as the head of a relation.
    pub relation_root: &'a [f32],
    /// Scores of [`Relation::ALL`].
    pub relation: Linear<'a>,
}

impl Network<'_> {
    /// Tags and parses sentences. Out: the words of all sentences in one row.
    ///
    /// What the encoder made of each word goes to the end of `states`, [`WIDTH`] numbers a word.
    pub fn read(&self, sentences: &[&[&str]], states: &mut Vec<i16>, work: &mut Work) -> Vec<Word> {
        let rows = self.encoder.encode(sentences, work);
        let live = rows.small.chunks_exact(WIDTH).zip(&rows.live).filter(|(_, live)| **live);
        live.for_each(|(row, _)| states.extend_from_slice(row));
        let upos = classes(&self.upos, &rows, work);
        let xpos = classes(&self.xpos, &rows, work);
        let names = classes(&self.names, &rows, work);
        let arcs = self.arcs(&rows, work);

        let mut words = Vec::with_capacity(rows.live.len());
        let mut decoder = Decoder::new();
        let (mut scores, mut row) = (Vec::new(), 1);
        for sentence in sentences {
            let first = words.len();
            arcs.score(row..row + sentence.len(), &mut scores);
            for (i, &head) in decoder.decode(&scores, sentence.len()).iter().enumerate() {
                words.push(Word {
                    upos: Upos::ALL[upos[row + i]],
                    xpos: Xpos::ALL[xpos[row + i]],
                    head: head.checked_sub(1).map(|h| first + h),
                    relation: Relation::Root,
                    name: NAMES[names[row + i]],
                });
            }
            mend_names(&mut words[first..]);
            row += sentence.len() + 1;
        }
        self.name_relations(&rows, &mut words, work);
        words
    }

    fn arcs(&self, rows: &Rows, work: &mut Work) -> Arcs<'_> {
        let count = rows.live.len();
        let heads = self.arc_head.apply(&rows.small, WIDTH, count, work);
        let heads = heads.iter().map(|&v| cut(v)).collect();
        let dependents = self.arc_dependent.apply(&rows.small, WIDTH, count, work);
        dependents.iter_mut().for_each(|v| *v = cut(*v));
        let mut small = Vec::new();
        quantize(dependents, &mut small);
        let dependents = self.arc.apply(&small, ARC, count, work).to_vec();
        let distances = self.distance.apply(&small, ARC, count, work).to_vec();
        Arcs { heads, dependents, distances, root: self.arc_root }
    }

    /// Names the relation of every word to its head.
    fn name_relations(&self, rows: &Rows, words: &mut [Word], work: &mut Work) {
        let live: Vec<usize> = (0..rows.live.len()).filter(|&r| rows.live[r]).collect();
        let count = rows.live.len();
        let heads = self.relation_head.apply(&rows.small, WIDTH, count, work).to_vec();
        let dependents = self.relation_dependent.apply(&rows.small, WIDTH, count, work);
        let mut hidden = Vec::with_capacity(words.len() * RELATION);
        for (word, &row) in words.iter().zip(&live) {
            let head = word.head.map_or(self.relation_root, |h| at(&heads, live[h], RELATION));
            let dependent = at(dependents, row, RELATION);
            hidden.extend(dependent.iter().zip(head).map(|(d, h)| cut(d + h)));
        }
        let mut small = Vec::new();
        quantize(&hidden, &mut small);
        let scores = self.relation.apply(&small, RELATION, words.len(), work);
        for (word, scores) in words.iter_mut().zip(scores.chunks_exact(Relation::ALL.len())) {
            if word.head.is_some() {
                let root = Relation::Root as usize;
                word.relation = Relation::ALL[best(scores, |i| i != root)];
            }
        }
    }
}

/// What the scores of all heads are made of, a row for each row of the encoder.
struct Arcs<'a> {
    heads: Vec<f32>,
    dependents: Vec<f32>,
    distances: Vec<f32>,
    root: &'a [f32],
}

impl Arcs<'_> {
    /// The scores of all heads of the words in `rows`: a row for each, the root first.
    fn score(&self, rows: std::ops::Range<usize>, scores: &mut Vec<f32>) {
        scores.clear();
        scores.resize(rows.len() * (1 + rows.len()), 0.0);
        let heads = &self.heads[rows.start * ARC..rows.end * ARC];
        for (row, scores) in rows.clone().zip(scores.chunks_exact_mut(1 + rows.len())) {
            let dependent = at(&self.dependents, row, ARC);
            let distances = at(&self.distances, row, DISTANCES);
            let (root, scores) = scores.split_at_mut(1);
            products(dependent, self.root, root);
            products(dependent, heads, scores);
            root[0] += distances[0];
            for (score, head) in scores.iter_mut().zip(rows.clone()) {
                *score += distances[distance(row, head)];
            }
        }
    }
}

/// Negative numbers become 0.
fn cut(value: f32) -> f32 {
    if value > 0.0 { value } else { 0.0 }
}

/// Class of the distance from a word to a head.
fn distance(dependent: usize, head: usize) -> usize {
    let class = EDGES.partition_point(|&edge| edge <= dependent.abs_diff(head)).max(1);
    if head < dependent { class } else { class + EDGES.len() }
}

fn at(rows: &[f32], row: usize, length: usize) -> &[f32] {
    &rows[row * length..][..length]
}

/// The best class of every row.
fn classes(head: &Linear, rows: &Rows, work: &mut Work) -> Vec<usize> {
    let scores = head.apply(&rows.small, WIDTH, rows.live.len(), work);
    scores.chunks_exact(head.rows()).map(|scores| best(scores, |_| true)).collect()
}

/// The first of the highest scores.
fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut found = (0, f32::NEG_INFINITY);
    for (i, &score) in scores.iter().enumerate() {
        if score > found.1 && allowed(i) {
            found = (i, score);
        }
    }
    found.0
}

/// Makes every name begin with its beginning: an inside tag after another kind begins a name.
fn mend_names(words: &mut [Word]) {
    let mut open = None;
    for word in words {
        open = match word.name {
            NameTag::Outside => None,
            NameTag::Begin(kind) => Some(kind),
            NameTag::Inside(kind) => {
                if open != Some(kind) {
                    word.name = NameTag::Begin(kind);
                }
                Some(kind)
            }
        };
    }
}
