//! The network that finds cues, and for each cue the words of its source and of its content.
//!
//! It reads passages (paragraphs) from the language network's states. One recurrent reader finds the
//! words of cues; a second one goes over the passage once for each cue, told how every word stands
//! to it: how far away, by which path of dependencies, between which quotation marks, behind how many
//! other cues. Both label words as outside, beginning or inside. Trained by `training/claims`.

mod decode;
mod pairs;
mod seen;

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use decode::{begin_inside, runs};
use pairs::{Crossed, Pairs};
pub use seen::{Passage, quote_numbers};

use crate::engine::encode::{Layer, Linear, Norm, Rows, Spelling, Work, positive_sums};
use crate::engine::tag::Relation;

/// Rows and columns of the table of forms.
pub const FORMS: (usize, usize) = (12_000, 32);
/// Rows that are added up for a form.
const PROBES: usize = 2;
const FORM_SEED: u32 = 7;
/// Rows and columns of the table of relations.
pub const RELATIONS: (usize, usize) = (64, 16);
/// Yes-or-no features of a word.
pub const FLAGS: usize = 16;
/// Numbers that go in for a word: its state and its head's, form, relation and flags.
pub const JOINED: usize = 2 * STATE + FORMS.1 + RELATIONS.1 + FLAGS;
const STATE: usize = crate::engine::encode::WIDTH;
/// Rows of the tables of how a word stands to a cue: distance, path, quotations, what lies between.
pub const PAIR_ROWS: [usize; 4] = [36, 3 * RELATIONS.0 + 2, 40, 48];
/// Labels of the words of cues: outside, beginning, inside.
pub const CUE_LABELS: usize = 3;
/// Labels of roles: outside, beginning and inside of the source, of the content.
pub const ROLE_LABELS: usize = 5;
const SOURCE: usize = 1;
const CONTENT: usize = 3;

/// A table of numbers in 8 bits.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// Row by row.
    pub values: &'a [i8],
    /// What they are multiplied by.
    pub scale: f32,
}

impl<'a> Table<'a> {
    /// All numbers, multiplied.
    pub fn scaled(&self) -> Vec<f32> {
        self.values.iter().map(|&v| f32::from(v) * self.scale).collect()
    }

    fn row(&self, row: usize, columns: usize) -> &'a [i8] {
        &self.values[row * columns..][..columns]
    }
}

/// The weights.
#[derive(Clone, Debug)]
pub struct Network<'a> {
    /// Hashed forms; the scale is a whole number of 1/1024.
    pub forms: Table<'a>,
    /// Relations to the head; the same.
    pub relations: Table<'a>,
    /// Mixes what is seen of a word.
    pub mix: Linear<'a>,
    /// The normalisation after it.
    pub norm: Norm<'a>,
    /// What follows.
    pub layers: Vec<Layer<'a>>,
    /// Scores of the cue labels.
    pub cue: Linear<'a>,
    /// A word as one that may have a role.
    pub mine: Linear<'a>,
    /// A word as one of the cue.
    pub its: Linear<'a>,
    /// How a word stands to the cue: the rows of each table, one after the other.
    pub pairs: [Vec<f32>; PAIR_ROWS.len()],
    /// The normalisation of their sum.
    pub role_norm: Norm<'a>,
    /// What follows.
    pub role_layers: Vec<Layer<'a>>,
    /// Scores of the role labels.
    pub role: Linear<'a>,
    /// Added to the scores of the cue labels: more finds more.
    pub cue_bias: f32,
}

/// A cue with its source and content, as ranges of the document's tokens without marks at their
/// edges, and what the network thinks of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The words that attribute.
    pub cue: Range<usize>,
    /// Who puts it forward.
    pub source: Option<Range<usize>>,
    /// What is put forward, in text order.
    pub content: Vec<Range<usize>>,
    /// Logarithms of chances, means over words; `None` for a cue that the network was given.
    pub chances: Option<Chances>,
}

/// Logarithms of the chances of what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chances {
    /// That the words of the cue are one.
    pub cue: f32,
    /// That the words of the source are one, or that there is none.
    pub source: f32,
    /// That the words of the content are.
    pub content: f32,
    /// The least of those of the words at the content's edges and just beyond.
    pub edge: f32,
}

/// Logarithm of the chance that source and content of a cue that the network was given must have, as
/// a mean over their words: two thirds.
const LIKELY: f32 = -0.4;

/// Words that go through the network together.
const TOGETHER: usize = 256;

impl Network<'_> {
    /// Everything found in `passages`, with the reading of each, for [`Self::ask`]. `states` holds the
    /// language network's numbers for each token of the document.
    pub fn read(&self, passages: &[Passage<'_>], states: &[i16]) -> (Vec<Found>, Vec<Reading>) {
        let (mut work, mut found, mut readings) = (Work::default(), Vec::new(), Vec::new());
        let mut rest = passages;
        while !rest.is_empty() {
            let mut count = 0;
            let fit = rest.iter().take_while(|p| {
                let first = count == 0;
                count += p.len();
                first || count <= TOGETHER
            });
            let (together, later) = rest.split_at(fit.count());
            let batch = Rc::new(self.words(together, states, &mut work));
            let mut row = 1;
            for passage in together {
                let reading = Reading { batch: Rc::clone(&batch), row, second: OnceCell::new() };
                self.read_passage(passage, &reading, &mut work, &mut found);
                readings.push(reading);
                row += passage.len() + 1;
            }
            rest = later;
        }
        (found, readings)
    }

    /// What is attributed by the words `cue` of a passage, of which [`Self::read`] gave the reading,
    /// whether the network takes them for a cue or not; `cues` are those found there.
    pub fn ask(
        &self,
        passage: &Passage<'_>,
        reading: &Reading,
        cue: Range<usize>,
        cues: &[Range<usize>],
        work: &mut Work,
    ) -> Option<Found> {
        if cue.start < passage.tokens.start || passage.tokens.end < cue.end {
            return None;
        }
        let place = |r: &Range<usize>| r.start - passage.tokens.start..r.end - passage.tokens.start;
        let mut all: Vec<_> = cues.iter().map(place).collect();
        let asked = place(&cue);
        all.retain(|c| c.end <= asked.start || asked.end <= c.start);
        all.push(asked);
        let only = all.len() - 1;
        let found = self.roles(passage, reading, &all, only..only + 1, work).pop().flatten();
        let likely = |c: Chances| c.content >= LIKELY && c.source >= LIKELY;
        found
            .filter(|found| found.chances.is_some_and(likely))
            .map(|found| Found { chances: None, ..found })
    }

    fn read_passage(
        &self,
        passage: &Passage<'_>,
        reading: &Reading,
        work: &mut Work,
        found: &mut Vec<Found>,
    ) {
        let scores = &reading.cues()[..passage.len() * CUE_LABELS];
        let mut biased = scores.to_vec();
        for row in biased.chunks_exact_mut(CUE_LABELS) {
            row[1..].iter_mut().for_each(|score| *score += self.cue_bias);
        }
        let cues = runs(&begin_inside::<CUE_LABELS>(&biased), 1);
        if cues.is_empty() {
            return;
        }
        let all = 0..cues.len();
        found.extend(self.roles(passage, reading, &cues, all, work).into_iter().flatten());
    }

    /// Reads the roles for those of `cues` that are `asked`; places are counted in the passage.
    fn roles(
        &self,
        passage: &Passage<'_>,
        reading: &Reading,
        cues: &[Range<usize>],
        asked: Range<usize>,
        work: &mut Work,
    ) -> Vec<Option<Found>> {
        let (width, n) = (self.mine.rows(), passage.len());
        let (seen, stride) = reading.words();
        let (all_mine, crossed) = reading.second.get_or_init(|| {
            (self.mine.apply(seen, stride, n, work).to_vec(), Crossed::new(passage))
        });
        let pairs = Pairs::new(passage, crossed, cues);
        let mut live = vec![false];
        let mut values = vec![0.0; width * (1 + asked.len() * (n + 1))];
        let mut places = values.chunks_exact_mut(width).skip(1);
        let mut rows = Vec::with_capacity(n);
        for cue in &cues[asked.clone()] {
            let its = self.its.apply(&seen[cue.start * stride..], stride, cue.len(), work);
            let its = mean(its, width);
            pairs.rows(cue, &mut rows);
            let words = all_mine.chunks_exact(width).zip(&rows);
            for ((mine, of_tables), out) in words.zip(&mut places) {
                let [a, b, c, d] = std::array::from_fn(|k| {
                    &self.pairs[k][usize::from(of_tables[k]) * width..][..width]
                });
                positive_sums([mine, &its, a, b, c, d], out);
                live.push(true);
            }
            live.push(false);
            places.next();
        }
        let mut over = Rows::normalized(live, values, &self.role_norm);
        for layer in &self.role_layers {
            over.apply(layer, work);
        }
        let scores = self.role.apply(&over.small, width, over.live.len(), work);
        let mut at = 1;
        cues[asked]
            .iter()
            .map(|cue| {
                let scores = &mut scores[at * ROLE_LABELS..][..n * ROLE_LABELS];
                at += n + 1;
                let of_cue = &reading.cues()[..n * CUE_LABELS];
                decode::found(passage, cue, scores, of_cue)
            })
            .collect()
    }

    /// Reads the words of passages: an empty row before each passage and after the last.
    fn words(&self, passages: &[Passage<'_>], states: &[i16], work: &mut Work) -> Batch {
        let mut spelling = Spelling::default();
        let mut live = vec![false];
        let n_rows = 1 + passages.iter().map(|p| p.len() + 1).sum::<usize>();
        let mut joined = Vec::with_capacity(n_rows * JOINED);
        joined.resize(JOINED, 0i16);
        for passage in passages {
            let flags = passage.flags();
            for (place, token) in passage.tokens.clone().enumerate() {
                let state = |t: usize| &states[t * STATE..][..STATE];
                joined.extend_from_slice(state(token));
                match passage.head(place) {
                    Some(head) => joined.extend_from_slice(state(passage.tokens.start + head)),
                    None => joined.resize(joined.len() + STATE, 0),
                }
                let rows =
                    spelling.form_rows::<PROBES>(passage.form(place), FORM_SEED, FORMS.0 as u32);
                push_rows(&self.forms, FORMS.1, &rows.map(|r| r as usize), &mut joined);
                let relation = passage.relation(place) as usize;
                push_rows(&self.relations, RELATIONS.1, &[relation], &mut joined);
                joined.extend((0..FLAGS).map(|k| if flags[place] >> k & 1 == 1 { ONE } else { 0 }));
                live.push(true);
            }
            live.push(false);
            joined.resize(live.len() * JOINED, 0);
        }
        let mut rows = Rows::new(live, &joined, JOINED, &self.mix, &self.norm, work);
        for layer in &self.layers {
            rows.apply(layer, work);
        }
        let (width, count) = (self.mix.rows() / crate::engine::encode::PIECES, rows.live.len());
        let cues = self.cue.apply(&rows.small, width, count, work).to_vec();
        Batch { cues, words: rows.small, width }
    }
}

/// One, in the 16-bit form of numbers.
const ONE: i16 = 1024;

/// What the first reader makes of the words of a passage.
pub struct Reading {
    batch: Rc<Batch>,
    /// The row of its first word.
    row: usize,
    /// Its words as such that may have a role, and what lies between them, once that is asked for.
    second: OnceCell<(Vec<f32>, Crossed)>,
}

/// What the first reader makes of passages: rows of scores of the cue labels, and of what the second
/// reader begins with.
struct Batch {
    cues: Vec<f32>,
    words: Vec<i16>,
    width: usize,
}

impl Reading {
    /// Scores of the cue labels from the first word on.
    fn cues(&self) -> &[f32] {
        &self.batch.cues[self.row * CUE_LABELS..]
    }

    /// Numbers from the first word on, and how many stand for a word.
    fn words(&self) -> (&[i16], usize) {
        (&self.batch.words[self.row * self.batch.width..], self.batch.width)
    }
}

/// Appends the sum of rows of a table.
fn push_rows(table: &Table<'_>, columns: usize, rows: &[usize], joined: &mut Vec<i16>) {
    let factor = table.scale as i16;
    let at = joined.len();
    joined.resize(at + columns, 0);
    for &row in rows {
        for (sum, &v) in joined[at..].iter_mut().zip(table.row(row, columns)) {
            *sum += i16::from(v) * factor;
        }
    }
}

/// The mean of rows.
fn mean(rows: &[f32], width: usize) -> Vec<f32> {
    let mut sum = vec![0.0; width];
    for row in rows.chunks_exact(width) {
        for (s, v) in sum.iter_mut().zip(row) {
            *s += v;
        }
    }
    let count = (rows.len() / width) as f32;
    sum.iter_mut().for_each(|s| *s /= count);
    sum
}

/// Number of relations, which must fit into their table.
const _: () = assert!(Relation::ALL.len() < RELATIONS.0);
