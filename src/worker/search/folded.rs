//! [`Folded`]: all that can be found in one article, in lower case and in one piece.
//!
//! Looking through it for a word is one pass over one string; most articles are done with it
//! before any of their claims or sentences is looked at.

use std::borrow::Cow;

use crate::protocol::HitKind;
use crate::report::{Article, Claim};

/// Parts end with this, so that no word is found across two of them.
const END: char = '\n';

/// The parts of an article that can be found, in lower case, one after the other.
pub(super) struct Folded {
    text: String,
    /// What each part is, and where in `text` it ends.
    parts: Vec<(Part, u32)>,
}

/// A part of an article that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its title.
    Title,
    /// The claim of this number.
    Claim(usize),
    /// The sentence of this number.
    Sentence(usize),
}

impl Part {
    /// What is found with it.
    pub(super) fn kind(self) -> HitKind {
        match self {
            Part::Title => HitKind::Article,
            Part::Claim(_) => HitKind::Claim,
            Part::Sentence(_) => HitKind::Passage,
        }
    }

    /// Its words in `article`.
    pub(super) fn words(self, article: &Article) -> Cow<'_, str> {
        match self {
            Part::Title => {
                Cow::Borrowed(article.metadata.title.as_deref().unwrap_or(&article.file.name))
            }
            Part::Claim(i) => Cow::Owned(claim_words(&article.claims[i])),
            Part::Sentence(i) => Cow::Borrowed(&article.sentences[i].span.exact),
        }
    }
}

/// "Speaker: what is claimed".
fn claim_words(claim: &Claim) -> String {
    let pieces: Vec<&str> = claim.content.iter().map(|s| s.exact.as_str()).collect();
    let words = pieces.join(" … ");
    match claim.source.name.as_deref() {
        Some(name) if !name.is_empty() => format!("{name}: {words}"),
        _ => words,
    }
}

impl Folded {
    /// The parts of `article`.
    pub(super) fn new(article: &Article) -> Self {
        let mut folded = Self { text: String::new(), parts: Vec::new() };
        let claims = article.claims.iter().enumerate().filter(|(_, c)| !c.content.is_empty());
        let claims = claims.map(|(i, _)| Part::Claim(i));
        let sentences = (0..article.sentences.len()).map(Part::Sentence);
        for part in std::iter::once(Part::Title).chain(claims).chain(sentences) {
            fold(&part.words(article), &mut folded.text);
            folded.text.push(END);
            folded.parts.push((part, folded.text.len() as u32));
        }
        folded.text.shrink_to_fit();
        folded.parts.shrink_to_fit();
        folded
    }

    /// Bytes that it holds.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + self.parts.capacity() * size_of::<(Part, u32)>()
    }

    /// The parts that hold all of `words`, which are in lower case and none of them empty.
    pub(super) fn holding(&self, words: &[String]) -> Vec<Part> {
        // The longest word is in the fewest places.
        let Some(longest) = words.iter().max_by_key(|word| word.len()) else { return Vec::new() };
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = self.text[from..].find(longest.as_str()) {
            let at = from + at;
            let i = self.parts.partition_point(|&(_, end)| end as usize <= at);
            let start = i.checked_sub(1).map_or(0, |before| self.parts[before].1 as usize);
            let (part, end) = self.parts[i];
            let text = &self.text[start..end as usize];
            if words.iter().all(|word| text.contains(word.as_str())) {
                found.push(part);
            }
            from = end as usize;
        }
        found
    }
}

/// Adds `text` to `to` in lower case.
pub(super) fn fold(text: &str, to: &mut String) {
    let from = to.len();
    if text.is_ascii() {
        to.push_str(text);
        to[from..].make_ascii_lowercase();
    } else {
        to.extend(text.chars().flat_map(char::to_lowercase));
    }
}
