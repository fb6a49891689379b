//! Features of the part of a page that a line stands in, where no markup tells: runs of running text,
//! and what right above or below says that an article begins or ends.

use std::collections::{BTreeMap, BTreeSet};

use super::Names;
use super::{Facts, PageView, size};

/// Runs of good lines with few others between them.
pub(super) struct Clusters<'a> {
    /// The cluster that each line stands in.
    cluster: Vec<Option<usize>>,
    /// Good words of each cluster.
    words: Vec<usize>,
    /// The one with the most words.
    largest: usize,
    /// Readers' comments were announced above.
    below_comments: Vec<bool>,
    /// Words that the largest has more than once.
    vocabulary: BTreeMap<&'a str, usize>,
    /// Short lines that stand on the page again and again, but for their numbers: "Reply", "12 likes".
    is_refrain: Vec<bool>,
    /// How many words of each good line stand in good lines above it, and of how many.
    known_above: Vec<(usize, usize)>,
}

impl<'a> Clusters<'a> {
    /// The most lines that may stand between two of one cluster.
    const GAP: usize = 4;
    /// Good words above, for which a heading of comments is believed.
    const ARTICLE: usize = 60;

    pub(super) fn of(facts: &'a [Facts]) -> Self {
        let mut cluster = vec![None; facts.len()];
        let mut words: Vec<usize> = Vec::new();
        let mut below_comments = Vec::with_capacity(facts.len());
        let mut last_good: Option<usize> = None;
        let (mut n_good, mut is_below) = (0, false);
        for (i, fact) in facts.iter().enumerate() {
            is_below |= fact.n_words <= 6 && fact.key.contains("comment") && n_good > Self::ARTICLE;
            below_comments.push(is_below);
            if !fact.is_good {
                continue;
            }
            n_good += fact.n_words;
            match last_good.filter(|last| i - last <= Self::GAP + 1) {
                Some(last) => {
                    (last + 1..=i).for_each(|j| cluster[j] = Some(words.len() - 1));
                }
                None => {
                    words.push(0);
                    cluster[i] = Some(words.len() - 1);
                }
            }
            if let Some(of_cluster) = words.last_mut() {
                *of_cluster += fact.n_words;
            }
            last_good = Some(i);
        }
        // Of equals the first.
        let largest = (0..words.len()).rev().max_by_key(|&c| words[c]).unwrap_or(0);
        let mut vocabulary = BTreeMap::new();
        let inside = facts.iter().zip(&cluster).filter(|(_, c)| **c == Some(largest));
        for word in inside.flat_map(|(fact, _)| content_words(&fact.key)) {
            *vocabulary.entry(word).or_default() += 1;
        }
        let (is_refrain, known_above) = (refrains(facts), known_above(facts));
        Self { cluster, words, largest, below_comments, vocabulary, is_refrain, known_above }
    }

    /// How much of a line is about what the largest cluster is about, in quarters.
    fn overlap(&self, key: &str) -> usize {
        let known = |word: &&str| self.vocabulary.get(word).is_some_and(|&n| n >= 2);
        let (n, n_known) = content_words(key)
            .fold((0, 0), |(n, n_known), word| (n + 1, n_known + usize::from(known(&word))));
        (n_known * 4usize).checked_div(n).unwrap_or(0)
    }
}

/// A line of at most so many words may be a refrain.
const LONGEST_REFRAIN: usize = 6;
/// So many lines below are looked through for running text.
const FARTHEST: usize = 200;
/// It stands at least so often on the page.
const FEWEST_REFRAINS: usize = 3;

fn refrains(facts: &[Facts]) -> Vec<bool> {
    let bare = |fact: &Facts| -> Option<String> {
        let is_short = (1..=LONGEST_REFRAIN).contains(&fact.n_words);
        is_short.then(|| fact.key.chars().filter(|c| !c.is_ascii_digit()).collect())
    };
    let lines: Vec<Option<String>> = facts.iter().map(bare).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines.iter().flatten() {
        *counts.entry(line).or_default() += 1;
    }
    let is_refrain = |line: &str| counts.get(line).is_some_and(|&n| n >= FEWEST_REFRAINS);
    lines.iter().map(|line| line.as_deref().is_some_and(is_refrain)).collect()
}

fn known_above(facts: &[Facts]) -> Vec<(usize, usize)> {
    let mut seen = BTreeSet::new();
    let mut known = Vec::with_capacity(facts.len());
    for fact in facts {
        let words = || content_words(&fact.key).filter(|_| fact.is_good);
        known.push((words().filter(|word| seen.contains(word)).count(), words().count()));
        seen.extend(words());
    }
    known
}

fn content_words(key: &str) -> impl Iterator<Item = &str> {
    let words = key.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.len() >= 5)
}

impl PageView<'_> {
    /// What right above tells that an article begins, and right below that it ends.
    pub(super) fn signs(&self, i: usize, names: Names<'_>) {
        let facts = &self.facts[i];
        if facts.is_dated {
            names(format_args!("dated:{}", facts.n_words >= 8));
        }
        let size = size(facts.n_words).min(4);
        let above = &self.facts[i.saturating_sub(4)..i];
        let below = &self.facts[i + 1..(i + 5).min(self.facts.len())];
        let is_quiet = !above.iter().any(|f| f.is_good);
        for (side, lines) in [("above", above), ("below", below)] {
            let quiet = if side == "above" { is_quiet } else { !below.iter().any(|f| f.is_good) };
            if lines.iter().any(|f| f.is_dated || f.rule == "front") {
                names(format_args!("{side} dated:{quiet}:{size}"));
            }
            for rule in ["social", "related", "head", "subscription", "caption", "legal", "note"] {
                if lines.iter().any(|f| f.rule == rule) {
                    names(format_args!("{side} {rule}:{quiet}:{}", facts.is_good));
                }
            }
        }
    }

    /// In which part of the page it stands, where no markup tells.
    pub(super) fn region(&self, i: usize, names: Names<'_>) {
        let facts = &self.facts[i];
        self.signs(i, names);
        let good = facts.is_good;
        let long = facts.n_words >= 8;
        let cluster = self.clusters.cluster[i];
        let sort = match cluster {
            None => "none",
            Some(c) if c == self.clusters.largest => "largest",
            Some(c) if c < self.clusters.largest => "before",
            Some(_) => "after",
        };
        let words = cluster.map_or(0, |c| self.clusters.words[c]);
        let share = words * 5 / self.n_good.max(1);
        names(format_args!("cluster:{sort}:{good}"));
        names(format_args!("cluster:{sort}:{long}"));
        names(format_args!("cluster share:{share}:{good}"));
        names(format_args!("cluster share:{share}:{sort}:{}", size(facts.n_words)));
        let first = self.clusters.words.iter().position(|&words| words >= 80);
        names(format_args!("first cluster:{}:{good}", cluster.is_some() && cluster == first));
        let nearby = self.facts[i.saturating_sub(7)..(i + 8).min(self.facts.len())].iter();
        let (n_good, n) =
            nearby.fold((0, 0), |(n_good, n), f| (n_good + usize::from(f.is_good), n + 1));
        names(format_args!("nearby:{}:{good}", n_good * 6 / n));
        names(format_args!("nearby:{}:{}", n_good * 6 / n, size(facts.n_words)));
        names(format_args!("below comments:{}:{good}", self.clusters.below_comments[i]));
        names(format_args!("below comments:{}:{long}", self.clusters.below_comments[i]));
        let last_good = self.facts[..i].iter().rposition(|f| f.is_good).map_or(0, |at| at + 1);
        let between = &self.facts[last_good..i];
        let n_rules = between.iter().filter(|f| !f.rule.is_empty()).count();
        names(format_args!("gap:{}:{}:{good}", between.len().min(20) / 3, n_rules.min(3)));
        self.rhythm(i, names);
        if long {
            let share = self.clusters.overlap(&facts.key);
            names(format_args!("overlap:{share}:{good}"));
            names(format_args!("overlap:{share}:{sort}"));
        }
    }

    /// What readers' comments and lists of teasers have and an article has not: refrains; and what
    /// an article has: names and matters of which it spoke before.
    fn rhythm(&self, i: usize, names: Names<'_>) {
        let facts = &self.facts[i];
        let good = facts.is_good;
        let refrain = &self.clusters.is_refrain;
        let count = |range: std::ops::Range<usize>| {
            refrain[range].iter().filter(|is_refrain| **is_refrain).count().min(3)
        };
        let (above, below) = (i.saturating_sub(6)..i, i + 1..(i + 7).min(refrain.len()));
        let (n_above, n_below) = (count(above), count(below));
        names(format_args!("refrain:{}:{good}", refrain[i]));
        names(format_args!("refrains:{n_above}:{n_below}:{good}"));
        names(format_args!("refrains:{}:{}", n_above + n_below, size(facts.n_words)));
        let share = |lines: &mut dyn Iterator<Item = &(usize, usize)>| {
            let (known, all) = lines.fold((0, 0), |(k, n), (known, all)| (k + known, n + all));
            (known * 6usize).checked_div(all).map_or(7, |share| share.min(5))
        };
        let known = &self.clusters.known_above;
        let good_at = |j: &usize| self.facts[*j].is_good;
        let matter_below = share(
            &mut (i + 1..known.len().min(i + FARTHEST)).filter(good_at).take(5).map(|j| &known[j]),
        );
        let own = share(&mut std::iter::once(&known[i]));
        names(format_args!("known below:{matter_below}:{good}"));
        names(format_args!("known:{own}:{matter_below}"));
        names(format_args!("known:{own}:{}", size(facts.n_words)));
    }
}
