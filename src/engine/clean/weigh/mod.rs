//! Weighs what is the article, block by block, where rules alone cannot tell: on a web page, and in
//! the lines of a whole page that was given as plain text.
//!
//! Logistic regression over named features of the block, its neighbours and its place (as
//! Kohlschütter, Fankhauser & Nejdl 2010 and Pomikálek 2011 found to do, with what an extractor and
//! the words of the markup add). Weights are learnt by `training/pages`.

mod markup;
mod region;

use std::collections::BTreeMap;
use std::fmt;

use super::Reason;
use super::front_matter::{is_author_note, read_line};
use super::furniture::{furniture_by, heads_neighbour, heads_related};
use super::shape::{ends_sentence, key, list_item, n_words};
use super::whole_page::{self, Seen};
use markup::{Alike, alike};
use region::Clusters;

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
    /// Why its words are furniture's.
    reason: Option<Reason>,
    /// What rules say it is, or "".
    rule: &'static str,
    /// A short line with a date, or one that begins as bylines do.
    is_dated: bool,
}

/// Hears the names of a candidate's features, one after the other, as they are to be written.
type Names<'a> = &'a mut dyn FnMut(fmt::Arguments<'_>);

/// The names of the features of each candidate.
pub(super) fn features(candidates: &[Candidate<'_>], known: &Known<'_>) -> Vec<Vec<String>> {
    each(candidates, known, |names: &mut Vec<String>, name| names.push(name.to_string()))
}

/// What `take` makes of the names of each candidate's features, which are never put together.
pub(super) fn each<T: Default>(
    candidates: &[Candidate<'_>],
    known: &Known<'_>,
    take: impl Fn(&mut T, fmt::Arguments<'_>),
) -> Vec<T> {
    let facts: Vec<Facts> = candidates.iter().map(|c| facts(c, known)).collect();
    let page = PageView::of(candidates, &facts, known);
    let taken = |i| {
        let mut taken = T::default();
        page.features(i, &mut |name| take(&mut taken, name));
        taken
    };
    (0..candidates.len()).map(taken).collect()
}

/// The longest text that candidates are looked up in, in bytes.
const LONGEST_STATED: usize = 300_000;

fn facts(candidate: &Candidate<'_>, known: &Known<'_>) -> Facts {
    let text = candidate.text;
    let key = key(text);
    let reason = furniture_by(text, &key);
    let rule = match reason {
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
        key,
        n_words,
        is_good: is_prose && few_links && rule.is_empty(),
        is_main: candidate.place.is_none_or(|place| place.main >= 50),
        reason,
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

impl<'a> PageView<'a> {
    fn of(candidates: &'a [Candidate<'a>], facts: &'a [Facts], known: &'a Known<'a>) -> Self {
        let mut good_before = Vec::with_capacity(facts.len());
        let mut n_good = 0;
        for fact in facts {
            good_before.push(n_good);
            n_good += if fact.is_good && fact.is_main { fact.n_words } else { 0 };
        }
        let seen = |(c, fact): (&Candidate<'a>, &Facts)| Seen { text: c.text, reason: fact.reason };
        let seen: Vec<Seen<'_>> = candidates.iter().zip(facts).map(seen).collect();
        let run = whole_page::best_run(&seen).unwrap_or(0..0);
        let in_body = |c: &Candidate<'_>| {
            c.place.is_some_and(|p| p.near.has("itemprop") || p.outer.has("itemprop"))
        };
        // Only lines without markup are asked where in the page they stand.
        let has_markup = candidates.iter().all(|c| c.place.is_some());
        Self {
            candidates,
            facts,
            known,
            title: known.title.map(key).unwrap_or_default(),
            descriptions: known.descriptions.iter().map(|d| key(d)).collect(),
            stated: known.stated.filter(|text| text.len() <= LONGEST_STATED).map(key),
            good_before,
            n_good,
            run,
            has_body_mark: candidates.iter().any(in_body),
            clusters: Clusters::of(if has_markup { &[] } else { facts }),
            paths: alike(candidates, facts, |place| place.path),
            elements: alike(candidates, facts, |place| place.element),
        }
    }

    fn features(&self, i: usize, names: Names<'_>) {
        names(format_args!("b"));
        self.words(i, names);
        self.relations(i, names);
        self.neighbours(i, names);
        if let Some(place) = self.candidates[i].place {
            self.place(i, place, names);
            self.company(i, place, names);
        } else {
            self.region(i, names);
        }
    }

    /// What its own words say.
    fn words(&self, i: usize, names: Names<'_>) {
        let (candidate, facts) = (&self.candidates[i], &self.facts[i]);
        let text = candidate.text;
        let size = size(facts.n_words);
        let ends = ends_sentence(text);
        names(format_args!("size:{size}:{ends}"));
        names(format_args!("rule:{}", facts.rule));
        names(format_args!("rule:{}:{size}", facts.rule));
        if let Some(kind) = candidate.kind {
            names(format_args!("kind:{kind:?}:{size}:{ends}"));
        }
        let (mut letters, mut capitals, mut digits) = (0, 0, 0);
        for c in text.chars() {
            letters += usize::from(c.is_alphabetic());
            capitals += usize::from(c.is_uppercase());
            digits += usize::from(c.is_ascii_digit());
        }
        if facts.n_words >= 2 && capitals * 10 > letters * 7 {
            names(format_args!("capitals:{}", facts.n_words >= 5));
        }
        if digits * 3 > letters {
            names(format_args!("digits"));
        }
        let last = text.chars().next_back().unwrap_or(' ');
        if matches!(last, ':' | '?' | '!' | '…' | '»' | '›' | ')' | '”' | '"') {
            names(format_args!("last:{last}:{}", facts.n_words >= 8));
        }
        if text.starts_with(char::is_lowercase) {
            names(format_args!("lower"));
        }
        for (mark, name) in [('@', "at"), ('|', "bar"), ('©', "sign"), ('•', "dot"), ('/', "slash")]
        {
            if text.contains(mark) {
                names(format_args!("mark:{name}:{}", facts.n_words >= 15));
            }
        }
        if text.starts_with(['"', '“', '‘', '«', '„']) {
            names(format_args!("opens quote"));
        }
        if list_item(text).is_some() {
            names(format_args!("item"));
        }
        let title_words = text.split_whitespace().filter(|w| w.starts_with(char::is_uppercase));
        if facts.n_words >= 4 && title_words.count() * 10 >= facts.n_words * 7 {
            names(format_args!("title case:{ends}"));
        }
        let lower = facts.key.as_str();
        let mut first = lower.split(' ').filter(|word| !word.is_empty());
        let (one, two) = (first.next().unwrap_or(""), first.next().unwrap_or(""));
        let long = facts.n_words >= 10;
        names(format_args!("first:{one}:{long}"));
        names(format_args!("two:{one} {two}"));
        if facts.n_words <= 12 {
            let words = lower.split(' ').map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
            let mut words: Vec<&str> = words.filter(|word| word.len() > 2).collect();
            words.sort_unstable();
            words.dedup();
            words.iter().for_each(|word| names(format_args!("word:{word}")));
        }
    }

    /// What of it stands elsewhere.
    fn relations(&self, i: usize, names: Names<'_>) {
        let facts = &self.facts[i];
        let key = facts.key.as_str();
        let early = self.good_before[i] == 0;
        if !self.title.is_empty() && facts.n_words >= 3 {
            if key == self.title {
                names(format_args!("is title:{early}"));
            } else if self.title.contains(key) || key.contains(&self.title) {
                names(format_args!("like title:{early}"));
            }
        }
        let start = |text: &str| text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
        let describes = |d: &String| facts.n_words >= 5 && d.starts_with(&key[..start(key)]);
        if self.descriptions.iter().any(describes) {
            let whole = self.descriptions.iter().any(|d| d == key);
            names(format_args!("description:{whole}:{early}"));
        }
        if self.known.bylines.iter().any(|name| key == super::shape::key(name)) {
            names(format_args!("is byline"));
        }
        if let Some(stated) = &self.stated {
            let is_in = facts.n_words >= 4 && stated.contains(key);
            names(format_args!("stated:{is_in}:{}", facts.n_words >= 10));
        }
        if facts.n_words >= 4 && self.facts[..i].iter().rev().take(200).any(|f| f.key == facts.key)
        {
            names(format_args!("again:{}", facts.is_good));
        }
    }

    /// What stands around it.
    fn neighbours(&self, i: usize, names: Names<'_>) {
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
        names(format_args!("before:{before}:{long}"));
        names(format_args!("after:{after}:{long}"));
        names(format_args!("around:{before}:{after}:{}", facts.is_good));
        names(format_args!("around size:{before}:{after}:{}", size(facts.n_words)));
        let (before, after) = (sort(i.checked_sub(2)), sort(Some(i + 2)));
        names(format_args!("second:{before}:{after}:{long}"));
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
        names(format_args!("near:{}:{}:{}", amount(above), amount(below), facts.is_good));
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
        names(format_args!("part:{part}:{long}"));
        names(format_args!("part:{part}:{}", facts.is_good));
        let steps = |lines: usize| lines.clamp(1, 40).ilog2() + 1;
        let run = match i {
            i if self.run.contains(&i) => "in".to_owned(),
            i if i < self.run.start => format!("above {}", steps(self.run.start - i)),
            i => format!("below {}", steps(i + 1 - self.run.end)),
        };
        names(format_args!("run:{run}:{long}"));
        names(format_args!("run:{run}:{}", facts.is_good));
        let last = self.facts[..i].iter().rev().take(6);
        if let Some(distance) = last.clone().position(|f| f.rule == "head" || f.rule == "related") {
            names(format_args!("below related:{}:{}", distance.min(4), facts.is_good));
        }
    }
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
