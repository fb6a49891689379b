//! An article as the ranking sees it: its sentences as bags of stems, and how like they are.
//!
//! In: the tagged document. Out: [`View`]. Content words are told by their part of speech, stems are
//! Snowball's (Porter 2001), rarity is that of a large body of news, from the model. Likeness is the
//! cosine of tf-idf vectors; centrality is LexRank (Erkan & Radev 2004).

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use super::Context;
use crate::engine::model::Salience;
use crate::engine::tag::{Upos, Word};
use crate::engine::text::{FNV_BASIS, SentenceId, TokenKind, fnv};

/// Cosine from which two sentences are linked.
const LINKED: f32 = 0.1;
/// Rounds after which LexRank has settled well enough.
const ROUNDS: usize = 12;

/// A bag of terms with their counts or weights, sorted by term.
pub(super) type Bag = Vec<(u32, f32)>;

/// A content word of the article, in all its forms.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// What its forms share.
    pub(super) stem: String,
    /// How rare it is in news.
    pub(super) idf: f32,
    /// How much more often than others it gets into summaries, from the model.
    pub(super) prior: f32,
    /// In which sentences, as indices into [`View::ids`], ascending.
    pub(super) sentences: Vec<u32>,
    /// How often.
    pub(super) count: f32,
    /// The places of its tokens in the document.
    pub(super) tokens: Vec<u32>,
}

/// Sentences of the story and their words.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// Sentences of the body, in text order.
    pub(super) ids: Vec<SentenceId>,
    /// All content words.
    pub(super) terms: Vec<Term>,
    /// Counts of each sentence's terms.
    pub(super) bags: Vec<Bag>,
    /// Their tf-idf, of length 1.
    pub(super) vectors: Vec<Bag>,
    /// The title's terms, those that the text has too, ascending.
    pub(super) title: Vec<u32>,
    /// Terms that the title has.
    pub(super) title_length: usize,
    /// For each sentence, those that are like it and their cosines.
    pub(super) links: Vec<Bag>,
    /// Mean cosine with all others.
    pub(super) degree: Vec<f32>,
}

impl View {
    /// Reads the body's sentences.
    pub(super) fn new(context: &Context<'_>, model: &Salience) -> Self {
        let document = context.document;
        let in_body = |id: &SentenceId| document.block_of(*id).kind.is_body();
        let ids: Vec<SentenceId> = document.sentence_ids().filter(in_body).collect();
        let mut reader = Reader::new(model);
        let mut bags = Vec::with_capacity(ids.len());
        for (place, &id) in ids.iter().enumerate() {
            let mut found: Vec<u32> = Vec::new();
            for token in document.sentence(id).tokens.clone() {
                let form = document.words(document.tokens[token].span);
                if !is_content(document.tokens[token].kind, &context.words[token], form) {
                    continue;
                }
                let Some(term) = reader.term(form) else { continue };
                let known = &mut reader.terms[term as usize];
                known.count += 1.0;
                known.tokens.push(token as u32);
                if known.sentences.last() != Some(&(place as u32)) {
                    known.sentences.push(place as u32);
                }
                found.push(term);
            }
            bags.push(counted(found));
        }
        let vectors = vectors(&bags, &reader.terms);
        let (title, title_length) = reader.title(context.metadata.title.as_deref().unwrap_or(""));
        let (links, degree) = links(&vectors, &reader.terms);
        Self { ids, terms: reader.terms, bags, vectors, title, title_length, links, degree }
    }

    /// How central each sentence is among those that it is like; 1 on average.
    pub(super) fn lexrank(&self) -> Vec<f32> {
        let n = self.ids.len();
        let strong = |row: &Bag| row.iter().filter(|(_, c)| *c > LINKED).map(|(_, c)| *c).sum();
        let sums: Vec<f32> = self.links.iter().map(strong).collect();
        let mut rank = vec![1.0f32; n];
        for _ in 0..ROUNDS {
            let mut next = vec![0.15f32; n];
            let mut spread = 0.0;
            for (i, row) in self.links.iter().enumerate() {
                if sums[i] <= 0.0 {
                    spread += rank[i];
                    continue;
                }
                for &(j, cosine) in row.iter().filter(|(_, c)| *c > LINKED) {
                    next[j as usize] += 0.85 * rank[i] * cosine / sums[i];
                }
            }
            next.iter_mut().for_each(|v| *v += 0.85 * spread / n as f32);
            rank = next;
        }
        rank
    }
}

/// Finds each word's term.
struct Reader<'a> {
    model: &'a Salience,
    stemmer: Stemmer,
    by_form: HashMap<String, Option<u32>>,
    by_stem: HashMap<String, u32>,
    terms: Vec<Term>,
}

impl<'a> Reader<'a> {
    fn new(model: &'a Salience) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let (by_form, by_stem) = (HashMap::new(), HashMap::new());
        Self { model, stemmer, by_form, by_stem, terms: Vec::new() }
    }

    fn term(&mut self, form: &str) -> Option<u32> {
        if let Some(&known) = self.by_form.get(form) {
            return known;
        }
        let term = stem(form, &self.stemmer).map(|stem| self.of_stem(stem));
        self.by_form.insert(form.to_owned(), term);
        term
    }

    fn of_stem(&mut self, stem: String) -> u32 {
        if let Some(&known) = self.by_stem.get(&stem) {
            return known;
        }
        let (idf, prior) = self.model.word(fnv(FNV_BASIS, stem.as_bytes()));
        let id = self.terms.len() as u32;
        self.by_stem.insert(stem.clone(), id);
        let (sentences, tokens) = (Vec::new(), Vec::new());
        self.terms.push(Term { stem, idf, prior, sentences, count: 0.0, tokens });
        id
    }

    /// Terms of the title that the text has, and how many it has in all.
    fn title(&self, title: &str) -> (Vec<u32>, usize) {
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1);
        let stems = words.filter_map(|w| stem(w, &self.stemmer));
        let stems: Vec<String> = stems.filter(|s| !FUNCTION.contains(&s.as_str())).collect();
        let mut found: Vec<u32> =
            stems.iter().filter_map(|s| self.by_stem.get(s).copied()).collect();
        found.sort_unstable();
        found.dedup();
        (found, stems.len())
    }
}

/// True for words that say what a text is about.
fn is_content(kind: TokenKind, word: &Word, form: &str) -> bool {
    use Upos::{Adj, Adv, Noun, Num, Propn, Sym, Verb, X};
    kind != TokenKind::Punctuation
        && matches!(word.upos, Adj | Adv | Noun | Num | Propn | Sym | Verb | X)
        && (form.len() > 1 || kind == TokenKind::Number)
}

/// The stem of a word; `None` for one that says nothing by itself.
fn stem(form: &str, stemmer: &Stemmer) -> Option<String> {
    let lower = form.to_lowercase();
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if lower.is_empty() || EMPTY.binary_search(&lower).is_ok() {
        return None;
    }
    Some(stemmer.stem(lower).into_owned())
}

/// Content words by their part of speech that say nothing of what a text is about, sorted.
const EMPTY: &[&str] = &[
    "added", "adds", "ago", "ai", "all", "also", "any", "are", "be", "been", "being", "did", "do",
    "does", "doing", "done", "even", "get", "gets", "getting", "go", "goes", "going", "got", "had",
    "has", "have", "having", "here", "how", "is", "just", "made", "make", "makes", "making",
    "more", "most", "mr", "mrs", "ms", "much", "not", "now", "only", "other", "own", "really",
    "said", "same", "say", "saying", "says", "so", "such", "tell", "telling", "tells", "then",
    "there", "told", "too", "very", "was", "well", "went", "were", "when", "where", "why",
];

/// What is left of a title's function words when they are stemmed.
const FUNCTION: &[&str] = &[
    "a", "about", "after", "an", "and", "as", "at", "befor", "but", "by", "for", "from", "he",
    "her", "his", "if", "in", "into", "it", "my", "of", "off", "on", "or", "our", "out", "over",
    "she", "than", "that", "the", "their", "they", "this", "to", "up", "we", "what", "which",
    "while", "who", "will", "with", "you", "your",
];

fn counted(mut found: Vec<u32>) -> Bag {
    found.sort_unstable();
    let mut bag: Bag = Vec::with_capacity(found.len());
    for term in found {
        match bag.last_mut() {
            Some((last, count)) if *last == term => *count += 1.0,
            _ => bag.push((term, 1.0)),
        }
    }
    bag
}

fn vectors(bags: &[Bag], terms: &[Term]) -> Vec<Bag> {
    let vector = |bag: &Bag| {
        let weighed = bag.iter().map(|&(t, count)| (t, count * terms[t as usize].idf));
        unit(weighed.collect())
    };
    bags.iter().map(vector).collect()
}

/// `bag`, scaled to length 1.
pub(super) fn unit(mut bag: Bag) -> Bag {
    let length = bag.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    if length > 0.0 {
        bag.iter_mut().for_each(|(_, w)| *w /= length);
    }
    bag
}

/// Every sentence's like ones, and the mean cosine with all others.
fn links(vectors: &[Bag], terms: &[Term]) -> (Vec<Bag>, Vec<f32>) {
    let n = vectors.len();
    let mut postings: Vec<Bag> =
        terms.iter().map(|t| Vec::with_capacity(t.sentences.len())).collect();
    for (place, vector) in vectors.iter().enumerate() {
        for &(term, weight) in vector {
            postings[term as usize].push((place as u32, weight));
        }
    }
    let mut row = vec![0.0f32; n];
    let (mut links, mut degree) = (Vec::with_capacity(n), Vec::with_capacity(n));
    for (place, vector) in vectors.iter().enumerate() {
        row.fill(0.0);
        for &(term, weight) in vector {
            for &(other, theirs) in &postings[term as usize] {
                row[other as usize] += weight * theirs;
            }
        }
        row[place] = 0.0;
        degree.push(row.iter().sum::<f32>() / n as f32);
        let like = row.iter().enumerate().filter(|(_, c)| **c > 0.05);
        links.push(like.map(|(other, &c)| (other as u32, c)).collect());
    }
    (links, degree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_sorted_once() {
        assert!(EMPTY.windows(2).all(|w| w[0] < w[1]));
    }
}
