//! How far attributions that were found agree with those marked.
//!
//! Contents are put together one to one, the likest first (Jaccard of their words). An attribution
//! is right, "ATTR80", if its content is at least .8 like the marked one and its source holds the
//! head of the marked one and is not more than half beside it; a marked one without a source wants
//! none. "speech" leaves out marked beliefs, attitudes and expectations: they are neither missed
//! nor false. "soft" is the share of each span that is right.

use std::collections::BTreeSet;

use nutgraf::engine::claim::Claim;
use nutgraf::engine::text::Span;

use super::words::{WordSet, Words};
use super::{Article, Tier};

/// The parts of an attribution.
pub(crate) const ROLES: [&str; 3] = ["content", "source", "cue"];
/// In [`ROLES`].
pub(crate) const CONTENT: usize = 0;
/// In [`ROLES`].
pub(crate) const SOURCE: usize = 1;
/// In [`ROLES`].
pub(crate) const CUE: usize = 2;

/// What is counted of each role.
pub(crate) const MEASURES: [&str; 5] = ["token", "exact", "piece", "J80", "J50"];
/// Which of the attributions count.
pub(crate) const SCOPES: [&str; 2] = ["all", "speech"];
/// What is counted of whole attributions.
pub(crate) const WHOLE: [&str; 5] = ["CONT80", "CONT50", "ATTR80", "ATTR50", "EXACT3"];
/// In [`SCOPES`].
pub(crate) const SPEECH: usize = 1;
/// In [`WHOLE`].
pub(crate) const ATTR80: usize = 2;

/// Right ones, found ones and marked ones.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Counts {
    /// Found and marked.
    pub(crate) right: usize,
    /// All that were found.
    pub(crate) found: usize,
    /// All that are marked.
    pub(crate) marked: usize,
}

impl Counts {
    fn add(&mut self, right: usize, found: usize, marked: usize) {
        self.right += right;
        self.found += found;
        self.marked += marked;
    }

    /// What the counts come to.
    pub(crate) fn scores(self) -> Scores {
        Scores::new(share(self.right as f64, self.found), share(self.right as f64, self.marked))
    }
}

/// Precision, recall and their harmonic mean, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Scores {
    /// Right of those found.
    pub(crate) precision: f64,
    /// Found of those marked.
    pub(crate) recall: f64,
    /// Both.
    pub(crate) f1: f64,
}

impl Scores {
    fn new(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision, recall, f1 }
    }
}

/// `part` of `all`; 0 of none.
pub(crate) fn share(part: f64, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part / all as f64 }
}

/// The words of an attribution, by role.
pub(crate) type Roles = [WordSet; 3];

/// A marked attribution and the found one that goes with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    /// Which of the marked.
    pub(crate) marked: usize,
    /// Which of the found.
    pub(crate) found: usize,
    /// How like the contents are.
    pub(crate) likeness: f64,
    /// The source is right.
    pub(crate) source: bool,
}

impl Pair {
    /// ATTR80.
    pub(crate) fn right(&self) -> bool {
        self.likeness >= 0.8 && self.source
    }
}

/// An article's attributions, those marked beside those found.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    /// Words of the marked ones.
    pub(crate) marked: Vec<Roles>,
    /// Words of the found ones.
    pub(crate) found: Vec<Roles>,
    /// Tiers of the marked ones.
    pub(crate) tiers: Vec<Tier>,
    /// Which go together, likest first; a pair shares a word of content at least.
    pub(crate) pairs: Vec<Pair>,
    /// By role, every stretch by itself: those marked and those found.
    pieces: [[BTreeSet<WordSet>; 2]; 3],
}

/// Puts together what is marked in `article` and what was found.
pub(crate) fn judge(article: &Article, claims: &[Claim]) -> Judged {
    let found: Vec<[&[Span]; 3]> =
        claims.iter().map(|c| [&c.content[..], &c.source.spans, &c.cue]).collect();
    judge_spans(article, &found)
}

/// The same of spans by role.
fn judge_spans(article: &Article, found: &[[&[Span]; 3]]) -> Judged {
    let words = Words::of(&article.text);
    let mut pieces: [[BTreeSet<WordSet>; 2]; 3] = Default::default();
    let mut sets = |side: usize, spans: [&[Span]; 3]| {
        for (role, spans) in spans.iter().enumerate() {
            let stretches = spans.iter().map(|span| words.set(&[*span]));
            pieces[role][side].extend(stretches.filter(|stretch| !stretch.is_empty()));
        }
        spans.map(|spans| words.set(spans))
    };
    let of_marked = article.attributions.iter().map(|a| [&a.content[..], &a.source, &a.cue]);
    let marked: Vec<Roles> = of_marked.map(|spans| sets(0, spans)).collect();
    let found: Vec<Roles> = found.iter().map(|spans| sets(1, *spans)).collect();
    let source = |i: usize, j: usize| {
        let head = article.attributions[i].head.map(|head| words.set(&[head]));
        source_is_right(&marked[i][SOURCE], head.as_ref(), &found[j][SOURCE])
    };
    let contents = |sets: &[Roles]| sets.iter().map(|s| s[CONTENT].clone()).collect::<Vec<_>>();
    let pairs = align(&contents(&marked), &contents(&found));
    let pair = |(likeness, i, j)| Pair { marked: i, found: j, likeness, source: source(i, j) };
    let pairs = pairs.into_iter().map(pair).collect();
    let tiers = article.attributions.iter().map(|attribution| attribution.tier).collect();
    Judged { marked, found, tiers, pairs, pieces }
}

fn source_is_right(marked: &WordSet, head: Option<&WordSet>, found: &WordSet) -> bool {
    if marked.is_empty() || found.is_empty() {
        return marked.is_empty() && found.is_empty();
    }
    let head = head.filter(|head| !head.is_empty()).unwrap_or(marked);
    head.shared(found) > 0 && 2 * marked.shared(found) >= found.len()
}

/// One to one, the likest first: likeness, index in `marked`, index in `found`.
fn align(marked: &[WordSet], found: &[WordSet]) -> Vec<(f64, usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, marked) in marked.iter().enumerate() {
        let likenesses = found.iter().enumerate().map(|(j, found)| (marked.jaccard(found), i, j));
        pairs.extend(likenesses.filter(|(likeness, ..)| *likeness > 0.0));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut marked_used, mut found_used) = (vec![false; marked.len()], vec![false; found.len()]);
    pairs.retain(|(_, i, j)| {
        let free = !marked_used[*i] && !found_used[*j];
        if free {
            marked_used[*i] = true;
            found_used[*j] = true;
        }
        free
    });
    pairs
}

impl Judged {
    /// Indices of the marked ones that have a content.
    fn marked_contents(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.marked.len()).filter(|&i| !self.marked[i][CONTENT].is_empty())
    }

    /// Whether each found one counts in the scope "speech".
    pub(crate) fn in_speech(&self) -> Vec<bool> {
        let other = |i: &usize| self.tiers[*i] == Tier::Other;
        let others = self.marked_contents().filter(other).map(|i| &self.marked[i][CONTENT]);
        let others = WordSet::union(others);
        let in_speech = |j: usize| {
            let content = &self.found[j][CONTENT];
            match self.pairs.iter().find(|pair| pair.found == j) {
                Some(pair) => self.tiers[pair.marked] != Tier::Other,
                None => 2 * content.shared(&others) < content.len(),
            }
        };
        (0..self.found.len()).map(in_speech).collect()
    }
}

/// Counts over many articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Totals {
    /// By role and measure.
    pub(crate) roles: [[Counts; 5]; 3],
    /// By role: summed shares of found ones, how many, summed shares of marked ones, how many.
    soft: [(f64, usize, f64, usize); 3],
    /// By scope and what of the whole.
    pub(crate) whole: [[Counts; 5]; 2],
    /// By what of the whole and tier: those got right.
    pub(crate) recalled: [[usize; 4]; 5],
    /// By tier: those marked.
    pub(crate) marked: [usize; 4],
    /// Of contents that are half right: sources that are right, and all.
    pub(crate) sources: (usize, usize),
}

impl Totals {
    /// Counts an article.
    pub(crate) fn add(&mut self, judged: &Judged) {
        for role in 0..ROLES.len() {
            self.add_role(role, judged);
        }
        for pair in judged.pairs.iter().filter(|pair| pair.likeness >= 0.5) {
            self.sources.0 += usize::from(pair.source);
            self.sources.1 += 1;
        }
        self.add_whole(judged);
    }

    fn add_role(&mut self, role: usize, judged: &Judged) {
        let counts = &mut self.roles[role];
        let union = |sets: &[Roles]| WordSet::union(sets.iter().map(|set| &set[role]));
        let (marked, found) = (union(&judged.marked), union(&judged.found));
        counts[0].add(marked.shared(&found), found.len(), marked.len());
        let [marked, found] = &judged.pieces[role];
        counts[2].add(marked.intersection(found).count(), found.len(), marked.len());
        // What two found ones share, a source above all, counts once.
        let with_words = |sets: &[Roles]| {
            sets.iter().map(|set| set[role].clone()).filter(|s| !s.is_empty()).collect::<Vec<_>>()
        };
        let marked = with_words(&judged.marked);
        let mut found: Vec<WordSet> = Vec::new();
        for set in with_words(&judged.found) {
            if !found.contains(&set) {
                found.push(set);
            }
        }
        let pairs = align(&marked, &found);
        for (measure, least) in [(1, 1.0), (3, 0.8), (4, 0.5)] {
            let right = pairs.iter().filter(|(likeness, ..)| *likeness >= least).count();
            counts[measure].add(right, found.len(), marked.len());
        }
        let soft = &mut self.soft[role];
        soft.1 += found.len();
        soft.3 += marked.len();
        for (_, i, j) in pairs {
            let shared = marked[i].shared(&found[j]) as f64;
            soft.0 += shared / found[j].len() as f64;
            soft.2 += shared / marked[i].len() as f64;
        }
    }

    fn add_whole(&mut self, judged: &Judged) {
        let same = |pair: &Pair| judged.marked[pair.marked] == judged.found[pair.found];
        let tests: [&dyn Fn(&Pair) -> bool; 5] = [
            &|pair| pair.likeness >= 0.8,
            &|pair| pair.likeness >= 0.5,
            &Pair::right,
            &|pair| pair.likeness >= 0.5 && pair.source,
            &same,
        ];
        let in_speech = judged.in_speech();
        let found: Vec<usize> =
            (0..judged.found.len()).filter(|&j| !judged.found[j][CONTENT].is_empty()).collect();
        let n_in_speech = found.iter().filter(|&&j| in_speech[j]).count();
        let mut n_marked = [0_usize; 4];
        for i in judged.marked_contents() {
            n_marked[judged.tiers[i] as usize] += 1;
        }
        let [all, speech] = [n_marked.iter().sum(), n_marked[..3].iter().sum()];
        for (what, test) in tests.iter().enumerate() {
            let mut right = [0_usize; 4];
            for pair in judged.pairs.iter().filter(|pair| test(pair)) {
                right[judged.tiers[pair.marked] as usize] += 1;
            }
            self.whole[0][what].add(right.iter().sum(), found.len(), all);
            self.whole[SPEECH][what].add(right[..3].iter().sum(), n_in_speech, speech);
            self.recalled[what].iter_mut().zip(right).for_each(|(sum, n)| *sum += n);
        }
        self.marked.iter_mut().zip(n_marked).for_each(|(sum, n)| *sum += n);
    }

    /// The shares of spans that are right, by role.
    pub(crate) fn soft(&self, role: usize) -> Scores {
        let (precision, found, recall, marked) = self.soft[role];
        Scores::new(share(precision, found), share(recall, marked))
    }

    /// Share of a tier got right.
    pub(crate) fn recall(&self, what: usize, tier: Tier) -> f64 {
        share(self.recalled[what][tier as usize] as f64, self.marked[tier as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::super::Attribution;
    use super::*;

    const TEXT: &str = "Anna Berg said the old bridge will close, and Tom Lund hopes it stays";

    fn span(part: &str) -> Vec<Span> {
        let start = TEXT.find(part).unwrap();
        vec![Span::new(start, start + part.len())]
    }

    fn attribution(tier: Tier, source: &str, cue: &str, content: &str) -> Attribution {
        let [source, cue, content] = [source, cue, content].map(span);
        Attribution { source, cue, content, tier, ..Attribution::default() }
    }

    /// Counts of what is marked in the text above and `found`: source, cue, content.
    fn totals(found: &[[&str; 3]]) -> Totals {
        let marked = [
            (Tier::Speech, ["Anna Berg", "said", "the old bridge will close"]),
            (Tier::Other, ["Tom Lund", "hopes", "it stays"]),
        ];
        let attributions = marked.map(|(tier, [s, q, c])| attribution(tier, s, q, c));
        let article = Article {
            name: "bridge".to_owned(),
            title: None,
            published: None,
            outlet: None,
            text: TEXT.to_owned(),
            attributions: attributions.into(),
            nested: false,
        };
        let found: Vec<[Vec<Span>; 3]> = found
            .iter()
            .map(|[source, cue, content]| [content, source, cue].map(|s| span(s)))
            .collect();
        let found: Vec<[&[Span]; 3]> =
            found.iter().map(|parts| [&parts[0][..], &parts[1], &parts[2]]).collect();
        let judged = judge_spans(&article, &found);
        let mut totals = Totals::default();
        totals.add(&judged);
        totals
    }

    #[test]
    fn four_fifths_of_the_content_and_the_source_are_right() {
        let totals = totals(&[["Berg", "said", "old bridge will close"]]);
        assert_eq!(totals.whole[SPEECH][ATTR80], Counts { right: 1, found: 1, marked: 1 });
        assert_eq!(totals.whole[0][ATTR80], Counts { right: 1, found: 1, marked: 2 });
        assert_eq!(totals.whole[0][4], Counts { right: 0, found: 1, marked: 2 }, "EXACT3");
        assert_eq!(totals.recall(ATTR80, Tier::Speech), 1.0);
        assert_eq!(totals.soft(CONTENT).precision, 1.0);
        assert_eq!(totals.soft(CONTENT).recall, 0.4);
    }

    #[test]
    fn less_content_or_a_stranger_is_wrong() {
        let shorter = totals(&[["Anna Berg", "said", "bridge will close"]]);
        assert_eq!(shorter.whole[SPEECH][ATTR80].right, 0);
        assert_eq!(shorter.whole[SPEECH][3].right, 1, "ATTR50");
        let stranger = totals(&[["Tom Lund", "said", "the old bridge will close"]]);
        assert_eq!(stranger.whole[SPEECH][ATTR80].right, 0);
        assert_eq!(stranger.sources, (0, 1));
        let padded = totals(&[["Anna Berg said the old", "said", "the old bridge will close"]]);
        assert_eq!(padded.whole[SPEECH][ATTR80].right, 0, "most of it is not the source");
    }

    #[test]
    fn a_belief_is_neither_missed_nor_false_in_speech() {
        let totals = totals(&[["Tom Lund", "hopes", "it stays"]]);
        assert_eq!(totals.whole[SPEECH][ATTR80], Counts { right: 0, found: 0, marked: 1 });
        assert_eq!(totals.whole[0][ATTR80], Counts { right: 1, found: 1, marked: 2 });
    }

    #[test]
    fn the_likest_go_together_first() {
        let set = |part: &str| Words::of(TEXT).set(&span(part));
        let marked = [set("the old bridge"), set("the old bridge will close")];
        let found = [set("bridge will close"), set("old bridge")];
        let pairs: Vec<(usize, usize)> =
            align(&marked, &found).iter().map(|(_, i, j)| (*i, *j)).collect();
        assert_eq!(pairs, [(0, 1), (1, 0)]);
    }
}
