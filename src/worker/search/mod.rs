//! Search over articles, speakers, claims and passages.
//!
//! A hit holds every word of the query, in any order and any case, as a part of a word or a whole
//! one. Hits come article by article in four groups: titles, speakers, claims, passages.
//!
//! Somebody types while this runs: articles are kept in lower case from the first search on, as
//! far as [`MOST_BYTES`] go, and a query that goes on where the last one ended is looked for only
//! in what held that one.

mod excerpt;
mod folded;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::protocol::{Hit, HitKind};
use crate::report::{Article, Edit, Span, is_everywhere};
use excerpt::{Lowered, excerpt};
use folded::{Folded, Part, fold};

/// Bytes of articles in lower case that are kept; what is beyond is made anew for each search.
const MOST_BYTES: usize = 64 << 20;

/// What is kept between two searches.
#[derive(Default)]
pub(super) struct SearchIndex {
    articles: BTreeMap<u32, Folded>,
    bytes: usize,
    /// A person's changes that the articles stood with.
    edits: Vec<Edit>,
    /// Each speaker's name with the article and the number of the first claim that is theirs.
    speakers: Option<BTreeMap<String, (u32, usize)>>,
    /// The words that were last looked for, and the articles that held them.
    last: Option<(Vec<String>, Vec<u32>)>,
}

impl SearchIndex {
    /// Forgets what is known of an article that came, changed or went.
    pub(super) fn forget(&mut self, key: u32) {
        if let Some(folded) = self.articles.remove(&key) {
            self.bytes -= folded.bytes();
        }
        self.speakers = None;
        self.last = None;
    }

    /// Forgets the articles that stand otherwise now that `edits` are made.
    fn follow(&mut self, desk: &BTreeMap<u32, Cow<'_, Article>>, edits: &[Edit]) {
        if self.edits == edits {
            return;
        }
        let n_alike = self.edits.iter().zip(edits).take_while(|(old, new)| old == new).count();
        let changed: Vec<&Edit> = self.edits[n_alike..].iter().chain(&edits[n_alike..]).collect();
        if changed.iter().any(|edit| is_everywhere(edit)) {
            *self = Self::default();
        } else {
            let is_changed =
                |article: &Article| changed.iter().any(|edit| edit.target.article == article.id);
            let keys = desk.iter().filter(|(_, article)| is_changed(article)).map(|(key, _)| *key);
            keys.collect::<Vec<_>>().into_iter().for_each(|key| self.forget(key));
        }
        self.edits = edits.to_vec();
    }

    /// The first `limit` hits for `query` among the articles on a desk, which stand with `edits`
    /// made, and how many there are in all. Nothing holds an empty query; it makes all ready.
    pub(super) fn search(
        &mut self,
        desk: &BTreeMap<u32, Cow<'_, Article>>,
        edits: &[Edit],
        query: &str,
        limit: usize,
    ) -> (Vec<Hit>, usize) {
        self.follow(desk, edits);
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let found = self.parts(desk, &words);
        let mut hits = Hits { words: &words, limit, hits: Vec::new(), total: 0 };
        hits.add_parts(desk, &found, HitKind::Article);
        self.add_speakers(desk, &mut hits);
        hits.add_parts(desk, &found, HitKind::Claim);
        hits.add_parts(desk, &found, HitKind::Passage);
        let Hits { hits, total, .. } = hits;
        let holding = found.into_iter().map(|(key, _)| key).collect();
        self.last = (!words.is_empty()).then_some((words, holding));
        (hits, total)
    }

    /// The parts of each article that hold `words`.
    fn parts(
        &mut self,
        desk: &BTreeMap<u32, Cow<'_, Article>>,
        words: &[String],
    ) -> Vec<(u32, Vec<Part>)> {
        // What holds "harbour" holds "harb".
        let goes_on = |last: &[String]| {
            last.iter().all(|word| words.iter().any(|longer| longer.contains(word.as_str())))
        };
        let keys: Vec<u32> = match self.last.take() {
            Some((last, keys)) if goes_on(&last) => keys,
            _ => desk.keys().copied().collect(),
        };
        let holding = |key: u32| {
            let article = desk.get(&key)?;
            let parts = match self.articles.get(&key) {
                Some(folded) => folded.holding(words),
                None => self.fold(key, article, words),
            };
            (!parts.is_empty()).then_some((key, parts))
        };
        keys.into_iter().filter_map(holding).collect()
    }

    /// Puts an article into lower case, keeps that if there is room, and looks for `words` in it.
    fn fold(&mut self, key: u32, article: &Article, words: &[String]) -> Vec<Part> {
        let folded = Folded::new(article);
        let parts = folded.holding(words);
        if self.bytes + folded.bytes() <= MOST_BYTES {
            self.bytes += folded.bytes();
            self.articles.insert(key, folded);
        }
        parts
    }

    /// Each speaker once, at the first claim that is theirs.
    fn add_speakers(&mut self, desk: &BTreeMap<u32, Cow<'_, Article>>, hits: &mut Hits<'_>) {
        let speakers = self.speakers.get_or_insert_with(|| first_claims(desk));
        if hits.words.is_empty() {
            return;
        }
        let mut lower = String::new();
        for (name, (key, claim)) in speakers {
            lower.clear();
            fold(name, &mut lower);
            if !hits.words.iter().all(|word| lower.contains(word.as_str())) {
                continue;
            }
            let claim = desk.get(key).and_then(|article| article.claims.get(*claim));
            let at = claim.and_then(|c| c.source.spans.first().or(c.content.first()));
            let at = at.cloned().unwrap_or_default();
            hits.add(HitKind::Speaker, *key, &at, name.clone(), name);
        }
    }
}

/// Each speaker's name with the article and the number of the first claim that is theirs.
fn first_claims(desk: &BTreeMap<u32, Cow<'_, Article>>) -> BTreeMap<String, (u32, usize)> {
    let mut first: BTreeMap<String, (u32, usize)> = BTreeMap::new();
    for (key, article) in desk {
        for (i, claim) in article.claims.iter().enumerate() {
            if let Some(name) = &claim.source.name
                && !first.contains_key(name)
            {
                first.insert(name.clone(), (*key, i));
            }
        }
    }
    first
}

/// What was found so far.
struct Hits<'a> {
    /// The query's words, in lower case.
    words: &'a [String],
    limit: usize,
    hits: Vec<Hit>,
    total: usize,
}

impl Hits<'_> {
    /// Adds the parts of one kind.
    fn add_parts(
        &mut self,
        desk: &BTreeMap<u32, Cow<'_, Article>>,
        found: &[(u32, Vec<Part>)],
        kind: HitKind,
    ) {
        for (key, parts) in found {
            let Some(article) = desk.get(key) else { continue };
            for part in parts.iter().filter(|part| part.kind() == kind) {
                if self.hits.len() >= self.limit {
                    self.total += 1;
                    continue;
                }
                let (at, label) = match *part {
                    Part::Title => (Span::default(), String::new()),
                    Part::Claim(i) => {
                        let claim = &article.claims[i];
                        (claim.content[0].clone(), claim.id.clone())
                    }
                    Part::Sentence(i) => (article.sentences[i].span.clone(), String::new()),
                };
                self.add(kind, *key, &at, label, &part.words(article));
            }
        }
    }

    fn add(&mut self, kind: HitKind, key: u32, at: &Span, label: String, text: &str) {
        self.total += 1;
        if self.hits.len() < self.limit {
            let lower = Lowered::new(text);
            let (excerpt, marks) = excerpt(text, &lower.occurrences(self.words));
            let (start, end) = (at.start as u32, at.end as u32);
            self.hits.push(Hit { kind, key, start, end, label, excerpt, marks });
        }
    }
}
