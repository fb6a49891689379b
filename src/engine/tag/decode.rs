//! The best dependency tree of a sentence.
//!
//! In: the score of every possible head of every word. Out: one head for each word, so that all
//! hang together below a single root and the sum of their scores is the highest. Where every
//! word's best head already gives a tree, that is it. Otherwise: Chu, Liu and Edmonds in its
//! dense form (Tarjan 1977; a path that grows against the arrows as by Gabow et al. 1986), O(n²)
//! and without recursion. That there is one root alone is reached by lowering all scores of the
//! root by more than a tree could win elsewhere (Stanojević and Cohen 2021). Of equal scores the
//! lowest head wins.

/// Finds trees; keeps its memory for the next sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The head of each word: 0 for the root, `i` for the word before which `i - 1` words stand.
    heads: Vec<usize>,
    /// For [`forms_tree`]: the walk that came by a word.
    walks: Vec<usize>,
    graph: Graph,
}

impl Decoder {
    /// One without memory yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The heads of `n` words, each a column of `scores`.
    ///
    /// `scores` has a row for each word: its score below the root, then below each word. What a
    /// word scores below itself is not looked at. A score that is not finite is taken as lower
    /// than any tree without it.
    pub fn decode<S: Copy + Into<f64>>(&mut self, scores: &[S], n: usize) -> &[usize] {
        assert_eq!(scores.len(), n * (n + 1), "{n} words have n rows of n + 1 scores");
        let rows = || scores.chunks_exact(n + 1).enumerate();
        self.heads.clear();
        self.heads.extend(rows().map(|(word, row)| best_head(word, row)));
        if n > 0 && !forms_tree(&self.heads, &mut self.walks) {
            self.graph.fill(scores, n);
            self.graph.contract();
            self.graph.expand(&mut self.heads);
        }
        &self.heads
    }
}

fn best_head<S: Copy + Into<f64>>(word: usize, row: &[S]) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (head, &score) in row.iter().enumerate() {
        let score = score.into();
        if head != word + 1 && score > best.1 && score.is_finite() {
            best = (head, score);
        }
    }
    best.0
}

/// True if exactly one word has the head 0 and no walk along the heads goes in a circle.
fn forms_tree(heads: &[usize], walks: &mut Vec<usize>) -> bool {
    walks.clear();
    walks.resize(heads.len() + 1, 0);
    for start in 1..=heads.len() {
        let mut at = start;
        while at != 0 && walks[at] == 0 {
            walks[at] = start;
            at = heads[at - 1];
        }
        if at != 0 && walks[at] == start {
            return false;
        }
    }
    heads.iter().filter(|&&head| head == 0).count() == 1
}

/// An edge between two words, numbered from 1; 0 is the root.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    head: u32,
    word: u32,
}

/// A word or a circle of words or circles, as a node of the forest of contractions.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The circle that it was contracted into.
    parent: usize,
    /// The edge that leads to it.
    enters: Edge,
}

/// No node.
const NONE: usize = usize::MAX;

/// The graph while it is contracted. A slot is the root (0) or a node that is in no circle yet; a
/// circle takes the slot of one of its members.
#[derive(Debug, Default)]
struct Graph {
    /// Slots in all, `n + 1`.
    width: usize,
    /// By slot and slot of the head: the best score of an edge between the two.
    scores: Vec<f64>,
    /// By the same: that edge.
    edges: Vec<Edge>,
    /// Slots in use, ascending, without the root.
    slots: Vec<usize>,
    /// By slot: its node.
    node_of: Vec<usize>,
    /// Node 0 is the root, then the words, then circles as they were found.
    nodes: Vec<Node>,
    /// By slot: whether it hangs on the root by edges that were chosen.
    done: Vec<bool>,
    /// Slots that hang one on the next, and the score by which each does.
    path: Vec<(usize, f64)>,
}

impl Graph {
    fn fill<S: Copy + Into<f64>>(&mut self, scores: &[S], n: usize) {
        let width = n + 1;
        self.width = width;
        let arcs = || {
            let rows = scores.chunks_exact(width).enumerate();
            rows.flat_map(|(word, row)| {
                row.iter().enumerate().map(move |(head, &s)| (word + 1, head, s.into()))
            })
        };
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for (_, _, score) in arcs().filter(|&(word, head, s)| word != head && s.is_finite()) {
            (low, high) = (low.min(score), high.max(score));
        }
        if low > high {
            (low, high) = (0.0, 0.0);
        }
        // Both are more than all the words of a tree together could make up for.
        let lowest = low - width as f64 * (high - low) - 1.0;
        let root = width as f64 * (high - lowest) + 1.0;
        self.scores.clear();
        self.scores.resize(width * width, 0.0);
        self.edges.clear();
        self.edges.resize(width * width, Edge::default());
        for (word, head, score) in arcs() {
            let score = if score.is_finite() { score } else { lowest };
            self.scores[word * width + head] = if head == 0 { score - root } else { score };
            self.edges[word * width + head] = Edge { head: head as u32, word: word as u32 };
        }
        self.slots.clear();
        self.slots.extend(1..width);
        self.node_of.clear();
        self.node_of.extend(0..width);
        self.nodes.clear();
        self.nodes.resize(width, Node { parent: NONE, enters: Edge::default() });
        self.done.clear();
        self.done.resize(width, false);
        self.path.clear();
    }

    /// Chooses an edge to every node, contracting circles on the way.
    fn contract(&mut self) {
        self.done[0] = true;
        while let Some(&start) = self.slots.iter().find(|&&slot| !self.done[slot]) {
            let mut at = start;
            loop {
                let (head, score) = self.best_head(at);
                self.nodes[self.node_of[at]].enters = self.edges[at * self.width + head];
                self.path.push((at, score));
                if self.done[head] {
                    break;
                }
                at = match self.path.iter().position(|&(slot, _)| slot == head) {
                    Some(begin) => self.close_circle(begin),
                    None => head,
                };
            }
            for (slot, _) in self.path.drain(..) {
                self.done[slot] = true;
            }
        }
    }

    /// The slot with the best edge to `slot`, and its score.
    fn best_head(&self, slot: usize) -> (usize, f64) {
        let row = &self.scores[slot * self.width..(slot + 1) * self.width];
        let mut best = (0, row[0]);
        for &head in self.slots.iter().filter(|&&head| head != slot) {
            if row[head] > best.1 {
                best = (head, row[head]);
            }
        }
        best
    }

    /// Makes one node of the path from `begin` on, and takes it from the path. The node's slot.
    fn close_circle(&mut self, begin: usize) -> usize {
        let circle = self.path.split_off(begin);
        let (kept, width) = (circle[0].0, self.width);
        let new = self.nodes.len();
        self.nodes.push(Node { parent: NONE, enters: Edge::default() });
        for &(slot, _) in &circle {
            self.nodes[self.node_of[slot]].parent = new;
        }
        self.slots.retain(|&slot| slot == kept || circle.iter().all(|&(other, _)| other != slot));
        self.node_of[kept] = new;
        for other in std::iter::once(0).chain(self.slots.iter().copied()) {
            if other == kept {
                continue;
            }
            // An edge into the circle takes the place of the one that leads to its member there.
            let (mut best_in, mut best_out) =
                ((NONE, f64::NEG_INFINITY), (NONE, f64::NEG_INFINITY));
            for &(slot, score) in &circle {
                let into = self.scores[slot * width + other] - score;
                if best_in.0 == NONE || into > best_in.1 {
                    best_in = (slot, into);
                }
                let out = self.scores[other * width + slot];
                if best_out.0 == NONE || out > best_out.1 {
                    best_out = (slot, out);
                }
            }
            self.scores[kept * width + other] = best_in.1;
            self.edges[kept * width + other] = self.edges[best_in.0 * width + other];
            self.scores[other * width + kept] = best_out.1;
            self.edges[other * width + kept] = self.edges[other * width + best_out.0];
        }
        kept
    }

    /// Opens the circles, the last first: the edge into one breaks it at the member it leads to.
    fn expand(&mut self, heads: &mut [usize]) {
        for circle in (self.width..self.nodes.len()).rev() {
            let enters = self.nodes[circle].enters;
            let mut member = enters.word as usize;
            while self.nodes[member].parent != circle {
                member = self.nodes[member].parent;
            }
            self.nodes[member].enters = enters;
        }
        for (head, node) in heads.iter_mut().zip(&self.nodes[1..]) {
            *head = node.enters.head as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::{Arbitrary, Gen, QuickCheck};

    use super::*;

    /// A few words with all their scores.
    #[derive(Clone, Debug)]
    struct Scores {
        n: usize,
        scores: Vec<i32>,
    }

    impl Arbitrary for Scores {
        fn arbitrary(g: &mut Gen) -> Self {
            let n = 1 + usize::arbitrary(g) % 5;
            // Few values make many ties and many roots, many values make deep circles.
            let range = [2, 5, 1000][usize::arbitrary(g) % 3];
            let root = [0, 0, range, -range][usize::arbitrary(g) % 4];
            let score = |i: usize| i32::arbitrary(g).rem_euclid(range) + root * i32::from(i == 0);
            let columns = (0..n).flat_map(|_| 0..=n);
            Self { n, scores: columns.map(score).collect() }
        }
    }

    fn sum(scores: &[i32], heads: &[usize]) -> i64 {
        let n = heads.len();
        heads.iter().enumerate().map(|(i, h)| i64::from(scores[i * (n + 1) + h])).sum()
    }

    fn is_tree(heads: &[usize]) -> bool {
        let reaches_root = |start: usize| {
            let mut at = start;
            (0..=heads.len()).any(|_| {
                at = if at == 0 { 0 } else { heads[at - 1] };
                at == 0
            })
        };
        (1..=heads.len()).all(reaches_root) && heads.iter().filter(|&&h| h == 0).count() == 1
    }

    /// The best sum of all trees, by trying every choice of heads.
    fn best_sum(scores: &[i32], n: usize) -> i64 {
        let mut heads = vec![0; n];
        let mut best = i64::MIN;
        loop {
            if is_tree(&heads) {
                best = best.max(sum(scores, &heads));
            }
            let Some(i) = heads.iter().position(|&h| h < n) else { return best };
            heads[i] += 1;
            heads[..i].fill(0);
        }
    }

    fn check(scores: &Scores) -> Result<(), String> {
        let mut decoder = Decoder::new();
        let heads = decoder.decode(&scores.scores, scores.n).to_vec();
        let best = best_sum(&scores.scores, scores.n);
        if !is_tree(&heads) || sum(&scores.scores, &heads) != best {
            return Err(format!("{heads:?} of {}, best {best}", sum(&scores.scores, &heads)));
        }
        let floats: Vec<f32> = scores.scores.iter().map(|&s| s as f32 / 8.0).collect();
        if decoder.decode(&floats, scores.n) != heads {
            return Err("eighths as floats give another tree, or memory is not cleared".to_owned());
        }
        Ok(())
    }

    #[test]
    fn the_tree_is_the_best_of_all() {
        let inputs = Gen::from_size_and_seed(100, 2026);
        QuickCheck::new().rng(inputs).tests(500).quickcheck((|s| check(&s)) as fn(Scores) -> _);
    }

    #[test]
    fn six_words_with_circles_in_circles() {
        let n = 6;
        for seed in 0..12_u32 {
            let mut state = seed;
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 16) as i32 % 50
            };
            let mut scores: Vec<i32> = (0..n * (n + 1)).map(|_| next()).collect();
            // Pairs that want each other, and pairs of pairs.
            for (word, head, more) in
                [(1, 2, 90), (2, 1, 90), (3, 4, 90), (4, 3, 90), (2, 3, 60), (4, 1, 60)]
            {
                scores[(word - 1) * (n + 1) + head] += more;
            }
            check(&Scores { n, scores }).unwrap();
        }
    }

    #[test]
    fn one_word_is_the_root() {
        assert_eq!(Decoder::new().decode(&[-3, 9], 1), [0]);
        assert_eq!(Decoder::new().decode::<i32>(&[], 0), [0; 0]);
    }

    #[test]
    fn of_two_roots_the_better_stays() {
        // Both words want the root; the second loses less by leaving it.
        assert_eq!(Decoder::new().decode(&[9, 0, 1, 9, 7, 0], 2), [0, 1]);
    }

    #[test]
    fn equal_scores_give_the_lowest_head() {
        assert_eq!(Decoder::new().decode(&[1, 0, 0, 0, 0, 5, 0, 5, 0, 5, 5, 0], 3), [0, 1, 1]);
    }

    #[test]
    fn long_sentences_are_no_danger() {
        let n = 500;
        // Every word wants the one behind it, the last the first: one circle of all, twice over.
        let mut scores = vec![0_i32; n * (n + 1)];
        for word in 0..n {
            scores[word * (n + 1) + (word + 1) % n + 1] = 100;
            scores[word * (n + 1) + (word + 2) % n + 1] = 60;
            scores[word * (n + 1)] = -((word as i32 - 250).abs());
        }
        let mut decoder = Decoder::new();
        let heads = decoder.decode(&scores, n);
        assert!(is_tree(heads));
        assert_eq!(heads[250], 0);
        assert_eq!(sum(&scores, heads), 100 * 499);
    }

    #[test]
    fn deep_contractions_are_no_danger() {
        let n = 400;
        // Each pair closes only when all before it have: a circle in a circle, 400 deep.
        let mut scores = vec![-1000_i32; n * (n + 1)];
        for word in 1..n {
            scores[word * (n + 1) + word] = 1000 - word as i32;
            scores[(word - 1) * (n + 1) + word + 1] = 2000 - 2 * word as i32;
        }
        let mut decoder = Decoder::new();
        let heads = decoder.decode(&scores, n).to_vec();
        assert!(is_tree(&heads));
        assert_eq!(decoder.decode(&scores, n), heads);
    }

    #[test]
    fn what_is_not_finite_is_a_last_resort() {
        let scores = [f32::NEG_INFINITY, 0.0, 1.0, f32::NAN, 1.0, 0.0];
        let heads = Decoder::new().decode(&scores, 2).to_vec();
        assert!(is_tree(&heads), "{heads:?}");
        let scores = [-50.0, 0.0, f32::NEG_INFINITY, f32::NEG_INFINITY, -70.0, 0.0];
        assert_eq!(Decoder::new().decode(&scores, 2), [0, 1]);
    }
}
