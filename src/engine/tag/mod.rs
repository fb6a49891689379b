//! Part of speech, lemma, dependency and name tag of every token.
//!
//! In: a segmented document ([`tag`]), or the forms of any sentences ([`tag_words`]). Out: one
//! [`Word`] for each token, in the same order. The lemma is spelled from the tags by [`lemma()`].

pub mod decode;
mod labels;
mod lemma;
pub mod network;

pub use labels::{Relation, Upos, Xpos};
pub use lemma::lemma;

use std::ops::Range;

use super::Resources;
use super::encode::Work;
use super::text::Document;

/// Tags and parses the sentences of a document: one word for each of its tokens.
pub fn tag(resources: &Resources, document: &Document) -> Vec<Word> {
    tag_with_states(resources, document).0
}

/// The same, and what the encoder made of each token: [`encode::WIDTH`](super::encode::WIDTH)
/// numbers, for the networks of later phases.
pub fn tag_with_states(resources: &Resources, document: &Document) -> (Vec<Word>, Vec<i16>) {
    let forms: Vec<&str> = document.tokens.iter().map(|t| document.words(t.span)).collect();
    let sentences: Vec<&[&str]> =
        document.sentences.iter().map(|s| &forms[s.tokens.clone()]).collect();
    let mut states = Vec::new();
    (read(resources, &sentences, &mut states), states)
}

/// Words that go through the network together, which bounds its working memory.
const TOGETHER: usize = 256;

/// The longest sentence that is parsed as one: its working memory grows with the square.
const LONGEST: usize = 300;

/// Tags and parses sentences that are given as word forms.
///
/// Out: the words of all sentences in one row; [`Word::head`] is an index into it. A sentence of
/// more than 300 words is read in pieces; the roots of the later pieces depend on the first's as
/// `parataxis`.
pub fn tag_words(resources: &Resources, sentences: &[&[&str]]) -> Vec<Word> {
    read(resources, sentences, &mut Vec::new())
}

fn read(resources: &Resources, sentences: &[&[&str]], states: &mut Vec<i16>) -> Vec<Word> {
    let pieces = |s| <[&str]>::chunks(s, LONGEST);
    let all: Vec<&[&str]> = sentences.iter().flat_map(|s| pieces(s)).collect();
    let mut words = Vec::with_capacity(all.iter().map(|s| s.len()).sum());
    let mut work = Work::default();
    let mut rest = all.as_slice();
    while !rest.is_empty() {
        let mut count = 0;
        let fit = rest.iter().take_while(|s| {
            let first = count == 0;
            count += s.len();
            first || count <= TOGETHER
        });
        let (together, later) = rest.split_at(fit.count());
        let first = words.len();
        words.extend(resources.network.read(together, states, &mut work));
        for word in &mut words[first..] {
            word.head = word.head.map(|h| h + first);
        }
        rest = later;
    }
    let mut first = 0;
    for sentence in sentences {
        join_pieces(&mut words, first..first + sentence.len());
        first += sentence.len();
    }
    words
}

/// Hangs the later roots of a long sentence on its first.
fn join_pieces(words: &mut [Word], sentence: Range<usize>) {
    let mut first = None;
    for i in sentence {
        if words[i].head.is_none() {
            match first {
                None => first = Some(i),
                Some(_) => {
                    words[i].head = first;
                    words[i].relation = Relation::Parataxis;
                }
            }
        }
    }
}

/// The first of the tokens in `range` that hangs on none of its others: the word that a phrase is built
/// around. `None` for an empty range.
pub fn top(words: &[Word], range: &Range<usize>) -> Option<usize> {
    range.clone().find(|&i| words[i].head.is_none_or(|head| !range.contains(&head)))
}

/// Token `i` and what it hangs on, up to the head of its sentence.
pub fn above(words: &[Word], i: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(i), |&at| words[at].head)
}

/// Whether token `i` is `top` or hangs on it.
pub fn is_below(words: &[Word], i: usize, top: usize) -> bool {
    above(words, i).any(|at| at == top)
}

/// The run of words around `top`, inside `within`, that hang on it; `top` lies in `within`.
pub fn run_below(words: &[Word], top: usize, within: Range<usize>) -> Range<usize> {
    let below = |i: &usize| is_below(words, *i, top);
    let start = (within.start..top).rev().take_while(below).last().unwrap_or(top);
    let end = (top + 1..within.end).take_while(below).last().unwrap_or(top) + 1;
    start..end
}

/// What is known of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Universal part of speech.
    pub upos: Upos,
    /// Part of speech of the Penn Treebank.
    pub xpos: Xpos,
    /// The token that it depends on, as an index into the document's tokens and in the same
    /// sentence; `None` for the head of a sentence.
    pub head: Option<usize>,
    /// How it depends on its head; [`Relation::Root`] for the head of a sentence.
    pub relation: Relation,
    /// Whether it begins or goes on a name, and of what.
    pub name: NameTag,
}

/// The place of a token in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameTag {
    /// In none.
    Outside,
    /// The first word of a name.
    Begin(NameKind),
    /// A further word of a name.
    Inside(NameKind),
}

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A body: government, party, company, team, newspaper.
    Organisation,
    /// A place: country, city, river, building.
    Place,
    /// Anything else: event, work, product, law, people of a country.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::segment::segment;
    use crate::engine::text::{Block, BlockKind, Span};

    #[test]
    fn the_words_below_a_head_are_taken_as_far_as_they_stand_together() {
        let word = |head| Word {
            upos: Upos::Noun,
            xpos: Xpos::Nn,
            head,
            relation: Relation::Dep,
            name: NameTag::Outside,
        };
        // The fourth word hangs on the head of all, the fifth on the second.
        let words = [Some(1), Some(3), Some(1), None, Some(1), Some(4)].map(word);
        assert_eq!(run_below(&words, 1, 0..6), 0..3);
        assert_eq!(run_below(&words, 1, 1..2), 1..2);
        assert_eq!(run_below(&words, 4, 0..6), 4..6);
    }

    #[test]
    fn every_sentence_hangs_on_a_word_of_its_own() {
        let text = "The bridge opens in May. Ada Stone said so on Tuesday, twice.";
        let block =
            Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, sentences: 0..0 };
        let resources = Resources::new();
        let document = segment(&resources, text.to_owned(), vec![block]);
        let words = tag(&resources, &document);
        assert_eq!(words.len(), document.tokens.len());
        assert_eq!(document.sentences.len(), 2);
        for sentence in &document.sentences {
            let inside = &words[sentence.tokens.clone()];
            let heads: Vec<usize> = inside.iter().filter_map(|word| word.head).collect();
            assert!(heads.iter().all(|head| sentence.tokens.contains(head)), "{heads:?}");
            assert_eq!(heads.len() + 1, inside.len(), "one word has no head");
        }
    }
}
