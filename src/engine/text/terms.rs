//! Texts as weighted bags of stems: what summaries and comparisons measure likeness by.
//!
//! Weights are tf-idf (Spärck Jones 1972), stems are Snowball's English ones (Porter 2001), which
//! leave words of other languages mostly as they are. Words of up to three letters carry little
//! and are left out, unless they are all capitals.

use std::collections::HashMap;
use std::ops::{AddAssign, Mul};

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// Number of a term in a [`Terms`].
pub type TermId = u32;

/// A bag of terms, each with its weight, sorted by term; of length 1 unless it is empty.
pub type Vector = Vec<(TermId, f64)>;

/// The terms of a set of texts, and how common each is.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    ids: HashMap<String, TermId>,
    /// In how many texts each term occurs.
    frequencies: Vec<u32>,
    n_texts: u32,
}

impl Terms {
    /// Reads `texts` and gives each one's terms, in order, repeats included.
    pub fn read<'a>(texts: impl Iterator<Item = &'a str>) -> (Self, Vec<Vec<TermId>>) {
        let mut terms = Self::default();
        let stemmer = Stemmer::create(Algorithm::English);
        // Most words occur often: each is stemmed once.
        let mut known: HashMap<String, Option<TermId>> = HashMap::new();
        let bags = texts.map(|text| terms.bag(text, &stemmer, &mut known)).collect();
        (terms, bags)
    }

    fn bag(
        &mut self,
        text: &str,
        stemmer: &Stemmer,
        known: &mut HashMap<String, Option<TermId>>,
    ) -> Vec<TermId> {
        let mut bag = Vec::new();
        for word in text.unicode_words() {
            let id = match known.get(word) {
                Some(&id) => id,
                None => {
                    let id = stem(word, stemmer).map(|stem| self.id(stem));
                    known.insert(word.to_owned(), id);
                    id
                }
            };
            bag.extend(id);
        }
        let mut distinct = bag.clone();
        distinct.sort_unstable();
        distinct.dedup();
        for id in distinct {
            self.frequencies[id as usize] += 1;
        }
        self.n_texts += 1;
        bag
    }

    fn id(&mut self, stem: String) -> TermId {
        let next = self.frequencies.len() as TermId;
        let id = *self.ids.entry(stem).or_insert(next);
        if id == next {
            self.frequencies.push(0);
        }
        id
    }

    /// In how many texts a term occurs.
    pub fn frequency(&self, term: TermId) -> u32 {
        self.frequencies[term as usize]
    }

    /// How rare a term is: `ln((n + 1) / (frequency + 1)) + 1`.
    pub fn idf(&self, term: TermId) -> f64 {
        libm::log(f64::from(self.n_texts + 1) / f64::from(self.frequency(term) + 1)) + 1.0
    }

    /// The tf-idf vector of a text's terms.
    pub fn vector(&self, bag: &[TermId]) -> Vector {
        let mut sorted = bag.to_vec();
        sorted.sort_unstable();
        let mut vector: Vector = Vec::new();
        for term in sorted {
            match vector.last_mut() {
                Some((last, count)) if *last == term => *count += 1.0,
                _ => vector.push((term, 1.0)),
            }
        }
        for (term, weight) in &mut vector {
            *weight *= self.idf(*term);
        }
        normalize(&mut vector);
        vector
    }
}

/// Scales `vector` to length 1.
pub fn normalize(vector: &mut Vector) {
    let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, w)| *w /= length);
    }
}

/// The cosine of two vectors of length 1: 0 for no word in common, 1 for the same words.
pub fn cosine<T: Copy + Default + Mul<Output = T> + AddAssign>(
    a: &[(TermId, T)],
    b: &[(TermId, T)],
) -> T {
    let (mut i, mut j, mut sum) = (0, 0, T::default());
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The stem of `word`; `None` for words that carry little.
fn stem(word: &str, stemmer: &Stemmer) -> Option<String> {
    let letters = word.chars().count();
    let carries = letters > 3
        || word.chars().any(|c| c.is_numeric())
        || (letters > 1 && word.chars().all(char::is_uppercase));
    let lower = word.to_lowercase().replace('’', "'");
    (carries && !COMMON.contains(&lower.as_str())).then(|| stemmer.stem(&lower).into_owned())
}

/// Longer words that say nothing of what a text is about, sorted.
const COMMON: &[&str] = &[
    "about", "after", "again", "against", "also", "although", "among", "another", "because",
    "been", "before", "being", "between", "both", "could", "didn't", "does", "doesn't", "doing",
    "down", "during", "each", "even", "from", "further", "have", "having", "here", "hers",
    "himself", "however", "into", "it's", "itself", "just", "like", "made", "make", "many",
    "might", "more", "most", "much", "must", "only", "other", "over", "said", "same", "says",
    "shall", "should", "since", "some", "such", "than", "that", "that's", "their", "them", "then",
    "there", "these", "they", "this", "those", "through", "told", "under", "until", "upon", "very",
    "were", "what", "when", "where", "whether", "which", "while", "will", "with", "within",
    "without", "would", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        let (terms, bags) = Terms::read([a, b].into_iter());
        cosine(&terms.vector(&bags[0]), &terms.vector(&bags[1]))
    }

    #[test]
    fn inflections_are_the_same_term() {
        assert!(likeness("The harbours were closing", "A harbour closed") > 0.99);
    }

    #[test]
    fn function_words_are_no_likeness() {
        assert_eq!(likeness("They said that it was over there", "That was what they said"), 0.0);
    }

    #[test]
    fn common_words_are_sorted_once() {
        assert!(COMMON.windows(2).all(|w| w[0] < w[1]));
    }
}
