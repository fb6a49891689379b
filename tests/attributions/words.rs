//! The words of a text and sets of them: what is counted, so that marks and blanks at the edges of a
//! span never matter. A word is a run of letters, digits and underscores.

use nutgraf::engine::text::Span;

/// A set of words, as their places in the text, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordSet(Vec<u32>);

/// The words of a text.
#[derive(Clone, Debug)]
pub(crate) struct Words(Vec<Span>);

impl Words {
    /// Finds the words of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut words: Vec<Span> = Vec::new();
        for (start, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() || *c == '_') {
            let end = start + c.len_utf8();
            match words.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => words.push(Span::new(start, end)),
            }
        }
        Self(words)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The words that share a letter with one of `spans`.
    pub(crate) fn set(&self, spans: &[Span]) -> WordSet {
        let mut set = Vec::new();
        for span in spans {
            let first = self.0.partition_point(|word| word.end <= span.start);
            let inside = self.0[first..].iter().take_while(|word| word.start < span.end);
            set.extend((first..).zip(inside).map(|(i, _)| i as u32));
        }
        set.sort_unstable();
        set.dedup();
        WordSet(set)
    }
}

impl WordSet {
    /// True for a set without a word.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many words are in both.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter(|word| other.0.binary_search(word).is_ok()).count()
    }

    /// The words of all of `sets`.
    pub(crate) fn union<'a>(sets: impl Iterator<Item = &'a Self>) -> Self {
        let mut union: Vec<u32> = sets.flat_map(|set| set.0.iter().copied()).collect();
        union.sort_unstable();
        union.dedup();
        Self(union)
    }

    /// Words in both, as a share of those in either (Jaccard).
    pub(crate) fn jaccard(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        let either = self.len() + other.len() - shared;
        if either == 0 { 0.0 } else { shared as f64 / either as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, part: &str) -> WordSet {
        let start = text.find(part).unwrap();
        Words::of(text).set(&[Span::new(start, start + part.len())])
    }

    #[test]
    fn marks_at_the_edges_do_not_count() {
        let text = "“No,” said O’Hara, 47.";
        assert_eq!(Words::of(text).len(), 5);
        assert_eq!(set(text, "“No,” "), set(text, "No"));
        assert!(set(text, ",” ").is_empty());
    }

    #[test]
    fn a_part_of_a_word_is_the_word() {
        assert_eq!(set("Ministers said", "Min"), set("Ministers said", "Ministers"));
    }

    #[test]
    fn likeness_is_what_is_shared_of_all() {
        let text = "one two three four";
        assert_eq!(set(text, "one two three").jaccard(&set(text, "two three four")), 0.5);
        assert_eq!(WordSet::default().jaccard(&WordSet::default()), 0.0);
    }
}
