//! How every word of a passage stands to a cue: rows of the four tables of [`super::PAIR_ROWS`].

use std::ops::Range;

use super::seen::Passage;
use super::{PAIR_ROWS, RELATIONS};

/// Bounds of the classes of distance, in words.
const DISTANCES: [usize; 11] = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50];
/// The longest way up to a root that is followed.
const DEEPEST: usize = 60;

/// What lies between the words of a passage, whatever its cues, summed up from the left.
pub(super) struct Crossed {
    /// Marks before each place.
    marks: Vec<usize>,
    /// Beginnings and ends of quotations up to each place.
    switches: Vec<usize>,
}

impl Crossed {
    pub(super) fn new(passage: &Passage<'_>) -> Self {
        let n = passage.len();
        let is_mark = |form| matches!(form, "," | ";" | ":" | "—" | "–" | "-" | "--");
        Self {
            marks: sums(n, |j| is_mark(passage.form(j))),
            switches: sums(n, |j| j > 0 && passage.quotes[j] != passage.quotes[j - 1]),
        }
    }
}

/// A passage with its cues.
pub(super) struct Pairs<'a> {
    passage: &'a Passage<'a>,
    crossed: &'a Crossed,
    cues: &'a [Range<usize>],
    /// Beginnings of cues before each place.
    begins: Vec<usize>,
    /// Whether a place is in a cue.
    in_cue: Vec<bool>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(
        passage: &'a Passage<'a>,
        crossed: &'a Crossed,
        cues: &'a [Range<usize>],
    ) -> Self {
        let n = passage.len();
        let mut in_cue = vec![false; n];
        let mut begins = vec![0; n + 1];
        for cue in cues {
            in_cue[cue.clone()].fill(true);
            begins[cue.start + 1..].iter_mut().for_each(|b| *b += 1);
        }
        Self { passage, crossed, cues, begins, in_cue }
    }

    /// The rows of each word for `cue`, which is one of the cues.
    pub(super) fn rows(&self, cue: &Range<usize>, rows: &mut Vec<[u16; PAIR_ROWS.len()]>) {
        debug_assert!(self.cues.contains(cue));
        let passage = self.passage;
        let Crossed { marks, switches } = self.crossed;
        let head = self.head_of(cue);
        let up = WayUp::new(passage, head);
        let sentence = passage.sentences[head];
        // The cue's own beginning lies behind none of the words before it and all behind it.
        let own = |j: usize| usize::from(j >= cue.end);
        rows.clear();
        for j in 0..passage.len() {
            let (side, away) = match j {
                _ if j < cue.start => (0, cue.start - j),
                _ if j >= cue.end => (2, j - (cue.end - 1)),
                _ => (1, 0),
            };
            let distance =
                side * (DISTANCES.len() + 1) + DISTANCES.partition_point(|&edge| edge <= away);
            let path = up.path(passage, j, sentence);
            let apart = passage.sentences[j] as i64 - sentence as i64;
            let apart = (apart.clamp(-2, 2) + 2) as usize;
            let switches = switches[j + 1].abs_diff(switches[head + 1]).min(3);
            let quotes = (apart * 2 + usize::from(passage.quotes[j] > 0)) * 4 + switches;
            let crossed = |sums: &[usize]| match side {
                0 => sums[cue.start] - sums[j + 1],
                2 => sums[j] - sums[cue.end],
                _ => 0,
            };
            let marks = crossed(marks).min(3);
            // Between a word behind the cue and the cue's last word lies no beginning of its own.
            let begins = crossed(&self.begins).min(2);
            let other = usize::from(self.in_cue[j] && !cue.contains(&j));
            let between = ((begins * 2 + other) * 2 + own(j)) * 4 + marks;
            rows.push([distance as u16, path as u16, quotes as u16, between as u16]);
        }
    }

    /// The word of the cue that hangs on none of its others.
    fn head_of(&self, cue: &Range<usize>) -> usize {
        let outside = |i: &usize| self.passage.head(*i).is_none_or(|h| !cue.contains(&h));
        cue.clone().find(outside).unwrap_or(cue.start)
    }
}

/// The places from a cue's head up to the root.
struct WayUp {
    places: Vec<usize>,
    /// For each place of the passage how many of them come before it, if it is one.
    before: Vec<Option<u8>>,
}

impl WayUp {
    fn new(passage: &Passage<'_>, from: usize) -> Self {
        let mut places = vec![from];
        while let Some(head) = passage.head(places[places.len() - 1])
            && places.len() < DEEPEST
        {
            places.push(head);
        }
        let mut before = vec![None; passage.len()];
        for (k, &place) in (0..).zip(&places) {
            before[place] = before[place].or(Some(k));
        }
        Self { places, before }
    }

    /// The class of the way from a word to the cue: the relation of the branch that it stands in, on
    /// the cue or on a word above it; or that of the cue's branch, for a word above the cue.
    fn path(&self, passage: &Passage<'_>, j: usize, sentence: usize) -> usize {
        const COUNT: usize = RELATIONS.0;
        if passage.sentences[j] != sentence {
            return 3 * COUNT + usize::from(passage.sentences[j] > sentence);
        }
        let (mut node, mut below) = (j, None);
        let meets = loop {
            if let Some(k) = self.before[node] {
                break Some(usize::from(k));
            }
            below = Some(node);
            match passage.head(node) {
                Some(head) => node = head,
                None => break None,
            }
        };
        let relation = |place: usize| passage.relation(place) as usize;
        match (meets, below) {
            (None, _) => 3 * COUNT + 1,
            (Some(0), None) => COUNT - 1,
            (Some(0), Some(below)) => relation(below),
            (Some(k), None) => COUNT + relation(self.places[k - 1]),
            (Some(_), Some(below)) => 2 * COUNT + relation(below),
        }
    }
}

/// How many of the places before each place do `test`.
fn sums(n: usize, test: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut sums = vec![0];
    for j in 0..n {
        sums.push(sums[j] + usize::from(test(j)));
    }
    sums
}
