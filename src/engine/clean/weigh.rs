//! Weighs what is the article, block by block, where rules alone cannot tell: on a web page, and in
//! the lines of a whole page that was given as plain text.
//!
//! Logistic regression over named features of the block, its neighbours and its place (as
//! Kohlschütter, Fankhauser & Nejdl 2010 and Pomikálek 2011 found to do, with what an extractor and
//! the words of the markup add). Weights are learnt by `training/pages`.

use std::collections::BTreeMap;

use super::front_matter::{is_author_note, read_line};
use super::furniture::{furniture, heads_neighbour, heads_related};
use super::shape::{ends_sentence, key, list_item, n_words};
use super::whole_page::{self, Seen};
use crate::engine::ingest::Place;
use crate::engine::ingest::date::find_dates;
use crate::engine::text::BlockKind;

/// A block or line that may be the article's.
pub(super) struct Candidate<'a> {
    /// Its words on one line.
    pub(super) text: &'a str,
    /// What the format says it is.
    pub(super) kind: Option<BlockKind>,
    /// Where it stands in the markup, if there is any.
    pub(super) place: Option<Place>,
}

/// What else is known of the article.
#[derive(Default)]
pub(super) struct Known<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) bylines: &'a [String],
    pub(super) descriptions: &'a [String],
    /// The article's text as the publisher gives it elsewhere.
    pub(super) stated: Option<&'a str>,
}

/// Facts of a candidate that others look at too.
struct Facts {
    key: String,
    n_words: usize,
    /// Long or ending as sentences do, with few links and no furniture's words.
    is_good: bool,
    is_main: bool,
    /// What rules say it is, or "".
    rule: &'static str,
    /// A short line with a date, or one that begins as bylines do.
    is_dated: bool,
}

/// The names of the features of each candidate.
pub(super) fn features(candidates: &[Candidate<'_>], known: &Known<'_>) -> Vec<Vec<String>> {
    let facts: Vec<Facts> = candidates.iter().map(|c| facts(c, known)).collect();
    let page = PageView::of(candidates, &facts, known);
    (0..candidates.len()).map(|i| page.features(i)).collect()
}

fn facts(candidate: &Candidate<'_>, known: &Known<'_>) -> Facts {
    let text = candidate.text;
    let rule = match furniture(text) {
        Some(reason) => reason.code(),
        None if heads_related(text) || heads_neighbour(text) => "head",
        None if read_line(text).is_some() => "front",
        None if is_author_note(text, known.bylines) => "note",
        None => "",
    };
    let n_words = n_words(text);
    let is_prose = n_words >= 25 || n_words >= 8 && ends_sentence(text);
    let few_links = candidate.place.is_none_or(|place| place.links < 34);
    Facts {
        key: key(text),
        n_words,
        is_good: is_prose && few_links && rule.is_empty(),
        is_main: candidate.place.is_none_or(|place| place.main >= 50),
        rule,
        is_dated: n_words <= 20
            && text.len() <= 200
            && (!find_dates(text).is_empty() || text.starts_with("By ") || text.starts_with("by ")),
    }
}

/// Everything that features are made of.
struct PageView<'a> {
    candidates: &'a [Candidate<'a>],
    facts: &'a [Facts],
    known: &'a Known<'a>,
    title: String,
    descriptions: Vec<String>,
    stated: Option<String>,
    /// Good words of the article before each candidate, and all.
    good_before: Vec<usize>,
    n_good: usize,
    /// The run of lines that reads most like an article.
    run: std::ops::Range<usize>,
    has_body_mark: bool,
    clusters: Clusters<'a>,
    /// Words of candidates on the same path, and in the same sort of element.
    paths: BTreeMap<u32, Alike>,
    elements: BTreeMap<u32, Alike>,
}

/// Runs of good lines with few others between them.
struct Clusters<'a> {
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
}

impl<'a> Clusters<'a> {
    /// The most lines that may stand between two of one cluster.
    const GAP: usize = 4;
    /// Good words above, for which a heading of comments is believed.
    const ARTICLE: usize = 60;

    fn of(facts: &'a [Facts]) -> Self {
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
        Self { cluster, words, largest, below_comments, vocabulary }
    }

    /// How much of a line is about what the largest cluster is about, in quarters.
    fn overlap(&self, key: &str) -> usize {
        let known = |word: &&str| self.vocabulary.get(word).is_some_and(|&n| n >= 2);
        let (n, n_known) = content_words(key)
            .fold((0, 0), |(n, n_known), word| (n + 1, n_known + usize::from(known(&word))));
        (n_known * 4usize).checked_div(n).unwrap_or(0)
    }
}

fn content_words(key: &str) -> impl Iterator<Item = &str> {
    let words = key.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.len() >= 5)
}

/// Words of candidates that stand in the same way.
#[derive(Clone, Copy, Default)]
struct Alike {
    n: usize,
    words: usize,
    good: usize,
    main: usize,
}

impl Alike {
    fn add(&mut self, facts: &Facts) {
        self.n += 1;
        self.words += facts.n_words;
        self.good += if facts.is_good && facts.is_main { facts.n_words } else { 0 };
        self.main += if facts.is_main { facts.n_words } else { 0 };
    }

    /// How it looks without `facts` itself: how much of the article is alike, and how good it is.
    fn without(self, facts: &Facts, all_good: usize) -> String {
        let words = self.words - facts.n_words;
        let own = if facts.is_good && facts.is_main { facts.n_words } else { 0 };
        let good = self.good - own;
        let part = |n: usize, of: usize| (n * 4).checked_div(of).unwrap_or(0);
        let share = match good * 100 / (all_good - own).max(1) {
            0 => 0,
            1..5 => 1,
            5..25 => 2,
            25..60 => 3,
            _ => 4,
        };
        match self.n {
            1 => "alone".to_owned(),
            n => format!("{share}:{}:{}", part(good, words.max(1)), n.min(9) / 3),
        }
    }
}

impl<'a> PageView<'a> {
    fn of(candidates: &'a [Candidate<'a>], facts: &'a [Facts], known: &'a Known<'a>) -> Self {
        let mut good_before = Vec::with_capacity(facts.len());
        let mut n_good = 0;
        for fact in facts {
            good_before.push(n_good);
            n_good += if fact.is_good && fact.is_main { fact.n_words } else { 0 };
        }
        let seen: Vec<Seen<'_>> =
            candidates.iter().map(|c| Seen { text: c.text, reason: furniture(c.text) }).collect();
        let run = whole_page::best_run(&seen).unwrap_or(0..0);
        let in_body = |c: &Candidate<'_>| {
            c.place.is_some_and(|p| p.near.has("itemprop") || p.outer.has("itemprop"))
        };
        Self {
            candidates,
            facts,
            known,
            title: known.title.map(key).unwrap_or_default(),
            descriptions: known.descriptions.iter().map(|d| key(d)).collect(),
            stated: known.stated.map(key),
            good_before,
            n_good,
            run,
            has_body_mark: candidates.iter().any(in_body),
            clusters: Clusters::of(facts),
            paths: alike(candidates, facts, |place| place.path),
            elements: alike(candidates, facts, |place| place.element),
        }
    }

    fn features(&self, i: usize) -> Vec<String> {
        let mut names = vec!["b".to_owned()];
        self.words(i, &mut names);
        self.relations(i, &mut names);
        self.neighbours(i, &mut names);
        if let Some(place) = self.candidates[i].place {
            self.place(i, place, &mut names);
            self.company(i, place, &mut names);
        } else {
            self.region(i, &mut names);
        }
        names
    }

    /// What its own words say.
    fn words(&self, i: usize, names: &mut Vec<String>) {
        let (candidate, facts) = (&self.candidates[i], &self.facts[i]);
        let text = candidate.text;
        let size = size(facts.n_words);
        let ends = ends_sentence(text);
        names.push(format!("size:{size}:{ends}"));
        names.push(format!("rule:{}", facts.rule));
        names.push(format!("rule:{}:{size}", facts.rule));
        if let Some(kind) = candidate.kind {
            names.push(format!("kind:{kind:?}:{size}:{ends}"));
        }
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if facts.n_words >= 2 && capitals * 10 > letters * 7 {
            names.push(format!("capitals:{}", facts.n_words >= 5));
        }
        if digits * 3 > letters {
            names.push("digits".to_owned());
        }
        let last = text.chars().next_back().unwrap_or(' ');
        if matches!(last, ':' | '?' | '!' | '…' | '»' | '›' | ')' | '”' | '"') {
            names.push(format!("last:{last}:{}", facts.n_words >= 8));
        }
        if text.starts_with(char::is_lowercase) {
            names.push("lower".to_owned());
        }
        for (mark, name) in [('@', "at"), ('|', "bar"), ('©', "sign"), ('•', "dot"), ('/', "slash")]
        {
            if text.contains(mark) {
                names.push(format!("mark:{name}:{}", facts.n_words >= 15));
            }
        }
        if text.starts_with(['"', '“', '‘', '«', '„']) {
            names.push("opens quote".to_owned());
        }
        if list_item(text).is_some() {
            names.push("item".to_owned());
        }
        let title_words = text.split_whitespace().filter(|w| w.starts_with(char::is_uppercase));
        if facts.n_words >= 4 && title_words.count() * 10 >= facts.n_words * 7 {
            names.push(format!("title case:{ends}"));
        }
        let lower = facts.key.as_str();
        let mut first = lower.split(' ').filter(|word| !word.is_empty());
        let (one, two) = (first.next().unwrap_or(""), first.next().unwrap_or(""));
        let long = facts.n_words >= 10;
        names.push(format!("first:{one}:{long}"));
        names.push(format!("two:{one} {two}"));
        if facts.n_words <= 12 {
            let words = lower.split(' ').map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
            let mut words: Vec<&str> = words.filter(|word| word.len() > 2).collect();
            words.sort_unstable();
            words.dedup();
            names.extend(words.iter().map(|word| format!("word:{word}")));
        }
    }

    /// What of it stands elsewhere.
    fn relations(&self, i: usize, names: &mut Vec<String>) {
        let facts = &self.facts[i];
        let key = facts.key.as_str();
        let early = self.good_before[i] == 0;
        if !self.title.is_empty() && facts.n_words >= 3 {
            if key == self.title {
                names.push(format!("is title:{early}"));
            } else if self.title.contains(key) || key.contains(&self.title) {
                names.push(format!("like title:{early}"));
            }
        }
        let start = |text: &str| text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
        let describes = |d: &String| facts.n_words >= 5 && d.starts_with(&key[..start(key)]);
        if self.descriptions.iter().any(describes) {
            let whole = self.descriptions.iter().any(|d| d == key);
            names.push(format!("description:{whole}:{early}"));
        }
        if self.known.bylines.iter().any(|name| key == super::shape::key(name)) {
            names.push("is byline".to_owned());
        }
        if let Some(stated) = &self.stated {
            let is_in = facts.n_words >= 4 && stated.contains(key);
            names.push(format!("stated:{is_in}:{}", facts.n_words >= 10));
        }
        if facts.n_words >= 4 && self.facts[..i].iter().rev().take(200).any(|f| f.key == facts.key)
        {
            names.push(format!("again:{}", facts.is_good));
        }
    }

    /// What stands around it.
    fn neighbours(&self, i: usize, names: &mut Vec<String>) {
        let facts = &self.facts[i];
        let sort = |i: Option<usize>| match i.and_then(|i| self.facts.get(i)) {
            None => "none",
            Some(f) if f.is_good && f.is_main => "good",
            Some(f) if f.is_good => "prose",
            Some(f) if !f.rule.is_empty() => "furniture",
            Some(f) if f.n_words < 5 => "short",
            Some(_) => "other",
        };
        let (before, after) = (sort(i.checked_sub(1)), sort(Some(i + 1)));
        let long = facts.n_words >= 8;
        names.push(format!("before:{before}:{long}"));
        names.push(format!("after:{after}:{long}"));
        names.push(format!("around:{before}:{after}:{}", facts.is_good));
        names.push(format!("around size:{before}:{after}:{}", size(facts.n_words)));
        let (before, after) = (sort(i.checked_sub(2)), sort(Some(i + 2)));
        names.push(format!("second:{before}:{after}:{long}"));
        let near = |range: std::ops::Range<usize>| {
            let words = range.filter_map(|j| self.facts.get(j));
            words.filter(|f| f.is_good && f.is_main).map(|f| f.n_words).sum::<usize>()
        };
        let (above, below) = (near(i.saturating_sub(4)..i), near(i + 1..i + 5));
        let amount = |n: usize| match n {
            0 => 0,
            1..=30 => 1,
            31..=90 => 2,
            _ => 3,
        };
        names.push(format!("near:{}:{}:{}", amount(above), amount(below), facts.is_good));
        let done = self.good_before[i];
        let left =
            self.n_good - done - if facts.is_good && facts.is_main { facts.n_words } else { 0 };
        let left = left.min(self.n_good);
        let part = match (done, left) {
            (0, _) => "top",
            (_, 0) => "bottom",
            (done, left) if done < left / 8 => "head",
            (done, left) if left < done / 8 => "tail",
            _ => "middle",
        };
        names.push(format!("part:{part}:{long}"));
        names.push(format!("part:{part}:{}", facts.is_good));
        let steps = |lines: usize| lines.clamp(1, 40).ilog2() + 1;
        let run = match i {
            i if self.run.contains(&i) => "in".to_owned(),
            i if i < self.run.start => format!("above {}", steps(self.run.start - i)),
            i => format!("below {}", steps(i + 1 - self.run.end)),
        };
        names.push(format!("run:{run}:{long}"));
        names.push(format!("run:{run}:{}", facts.is_good));
        let last = self.facts[..i].iter().rev().take(6);
        if let Some(distance) = last.clone().position(|f| f.rule == "head" || f.rule == "related") {
            names.push(format!("below related:{}:{}", distance.min(4), facts.is_good));
        }
    }

    /// What right above tells that an article begins, and right below that it ends.
    fn signs(&self, i: usize, names: &mut Vec<String>) {
        let facts = &self.facts[i];
        if facts.is_dated {
            names.push(format!("dated:{}", facts.n_words >= 8));
        }
        let size = size(facts.n_words).min(4);
        let above = &self.facts[i.saturating_sub(4)..i];
        let below = &self.facts[i + 1..(i + 5).min(self.facts.len())];
        let is_quiet = !above.iter().any(|f| f.is_good);
        for (side, lines) in [("above", above), ("below", below)] {
            let quiet = if side == "above" { is_quiet } else { !below.iter().any(|f| f.is_good) };
            if lines.iter().any(|f| f.is_dated || f.rule == "front") {
                names.push(format!("{side} dated:{quiet}:{size}"));
            }
            for rule in ["social", "related", "head", "subscription", "caption", "legal", "note"] {
                if lines.iter().any(|f| f.rule == rule) {
                    names.push(format!("{side} {rule}:{quiet}:{}", facts.is_good));
                }
            }
        }
    }

    /// In which part of the page it stands, where no markup tells.
    fn region(&self, i: usize, names: &mut Vec<String>) {
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
        names.push(format!("cluster:{sort}:{good}"));
        names.push(format!("cluster:{sort}:{long}"));
        names.push(format!("cluster share:{share}:{good}"));
        names.push(format!("cluster share:{share}:{sort}:{}", size(facts.n_words)));
        let first = self.clusters.words.iter().position(|&words| words >= 80);
        names.push(format!("first cluster:{}:{good}", cluster.is_some() && cluster == first));
        let nearby = self.facts[i.saturating_sub(7)..(i + 8).min(self.facts.len())].iter();
        let (n_good, n) =
            nearby.fold((0, 0), |(n_good, n), f| (n_good + usize::from(f.is_good), n + 1));
        names.push(format!("nearby:{}:{good}", n_good * 6 / n));
        names.push(format!("nearby:{}:{}", n_good * 6 / n, size(facts.n_words)));
        names.push(format!("below comments:{}:{good}", self.clusters.below_comments[i]));
        names.push(format!("below comments:{}:{long}", self.clusters.below_comments[i]));
        let last_good = self.facts[..i].iter().rposition(|f| f.is_good).map_or(0, |at| at + 1);
        let between = &self.facts[last_good..i];
        let n_rules = between.iter().filter(|f| !f.rule.is_empty()).count();
        names.push(format!("gap:{}:{}:{good}", between.len().min(20) / 3, n_rules.min(3)));
        if long {
            let share = self.clusters.overlap(&facts.key);
            names.push(format!("overlap:{share}:{good}"));
            names.push(format!("overlap:{share}:{sort}"));
        }
    }

    /// What it has in common with others.
    fn company(&self, i: usize, place: Place, names: &mut Vec<String>) {
        let facts = &self.facts[i];
        let path = self.paths.get(&place.path).copied().unwrap_or_default();
        let element = self.elements.get(&place.element).copied().unwrap_or_default();
        let (path, element) =
            (path.without(facts, self.n_good), element.without(facts, self.n_good));
        names.push(format!("path:{path}"));
        names.push(format!("path:{path}:{}", facts.is_good));
        names.push(format!("path size:{path}:{}", size(facts.n_words)));
        names.push(format!("element:{element}:{}", facts.is_good));
        let main = place.main >= 50;
        names.push(format!("path main:{path}:{main}:{}", facts.n_words >= 8));
        let pictures = format!("{}:{}", place.below_picture, place.above_picture);
        names.push(format!("pictures:{pictures}:{}", size(facts.n_words)));
        let ends = ends_sentence(self.candidates[i].text);
        names.push(format!("picture:{}:{ends}:{}", place.below_picture, facts.n_words >= 8));
        let share = path.split(':').next().unwrap_or("");
        names.push(format!("picture path:{}:{share}", place.below_picture));
    }

    /// What the markup says.
    fn place(&self, i: usize, place: Place, names: &mut Vec<String>) {
        let facts = &self.facts[i];
        let main = match place.main {
            0 => 0,
            1..50 => 1,
            50..90 => 2,
            _ => 3,
        };
        let links = match place.links {
            0 => 0,
            1..12 => 1,
            12..34 => 2,
            34..67 => 3,
            _ => 4,
        };
        let beside = match place.beside {
            0 => 0,
            1..10 => 1,
            10..40 => 2,
            _ => 3,
        };
        let (size, good) = (size(facts.n_words), facts.is_good);
        names.push(format!("main:{main}"));
        names.push(format!("main:{main}:{good}"));
        names.push(format!("main:{main}:{size}:{links}"));
        names.push(format!("main beside:{main}:{beside}:{good}"));
        names.push(format!("links:{links}:{}", ends_sentence(self.candidates[i].text)));
        names.push(format!("beside:{beside}:{size}"));
        names.push(format!("depth:{}:{}", place.depth.min(7), main == 3));
        names.push(format!("level:{}:{beside}", place.level));
        names.push(format!("bold:{}:{size}", place.bold / 34));
        for mark in place.near.names() {
            names.push(format!("in:{mark}"));
            names.push(format!("in:{mark}:{main}:{}", facts.n_words >= 8));
        }
        if self.has_body_mark {
            let inside = place.near.has("itemprop") || place.outer.has("itemprop");
            names.push(format!("body mark:{inside}:{good}"));
        }
    }
}

fn alike(
    candidates: &[Candidate<'_>],
    facts: &[Facts],
    of: impl Fn(&Place) -> u32,
) -> BTreeMap<u32, Alike> {
    let mut alike: BTreeMap<u32, Alike> = BTreeMap::new();
    for (candidate, facts) in candidates.iter().zip(facts) {
        if let Some(place) = &candidate.place {
            alike.entry(of(place)).or_default().add(facts);
        }
    }
    alike
}

fn size(n_words: usize) -> usize {
    match n_words {
        0..=1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        9..=15 => 3,
        16..=30 => 4,
        31..=60 => 5,
        _ => 6,
    }
}
