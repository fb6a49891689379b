//! Search over articles, speakers, claims and passages.
//!
//! A hit holds every word of the query, in any order and any case, as a part of a word or a whole
//! one. Hits come article by article in four groups: titles, speakers, claims, passages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::protocol::{Hit, HitKind};
use crate::report::{Article, Claim, Span};

/// Characters of an excerpt.
const EXCERPT: usize = 240;

/// The first `limit` hits for `query` among the articles on a desk, and how many there are in all.
pub(super) fn search(
    desk: &BTreeMap<u32, Cow<'_, Article>>,
    query: &str,
    limit: usize,
) -> (Vec<Hit>, usize) {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return (Vec::new(), 0);
    }
    let mut found = Found { words, lower: String::new(), limit, hits: Vec::new(), total: 0 };
    for (&key, article) in desk {
        found.title(key, article);
    }
    found.speakers(desk);
    for (&key, article) in desk {
        for claim in &article.claims {
            found.claim(key, claim);
        }
    }
    for (&key, article) in desk {
        for sentence in &article.sentences {
            found.add(HitKind::Passage, key, &sentence.span, String::new(), &sentence.span.exact);
        }
    }
    (found.hits, found.total)
}

/// What was found so far.
struct Found {
    /// The query's words, in lower case.
    words: Vec<String>,
    /// A text in lower case.
    lower: String,
    limit: usize,
    hits: Vec<Hit>,
    total: usize,
}

impl Found {
    fn title(&mut self, key: u32, article: &Article) {
        let title = article.metadata.title.as_deref().unwrap_or(&article.file.name);
        let at = Span::default();
        self.add(HitKind::Article, key, &at, String::new(), title);
    }

    /// Each speaker once, at the first claim that is theirs.
    fn speakers(&mut self, desk: &BTreeMap<u32, Cow<'_, Article>>) {
        let mut first: BTreeMap<&str, (u32, &Claim)> = BTreeMap::new();
        for (&key, article) in desk {
            for claim in &article.claims {
                if let Some(name) = &claim.source.name {
                    first.entry(name).or_insert((key, claim));
                }
            }
        }
        for (name, (key, claim)) in first {
            let at = claim.source.spans.first().or(claim.content.first());
            let at = at.cloned().unwrap_or_default();
            self.add(HitKind::Speaker, key, &at, name.to_owned(), name);
        }
    }

    fn claim(&mut self, key: u32, claim: &Claim) {
        let Some(at) = claim.content.first() else { return };
        let name = claim.source.name.as_deref().unwrap_or_default();
        let pieces: Vec<&str> = claim.content.iter().map(|s| s.exact.as_str()).collect();
        let words = pieces.join(" … ");
        let text = if name.is_empty() { words } else { format!("{name}: {words}") };
        self.add(HitKind::Claim, key, at, claim.id.clone(), &text);
    }

    fn add(&mut self, kind: HitKind, key: u32, at: &Span, label: String, text: &str) {
        // Most texts hold nothing: where their letters come from is asked of the others alone.
        self.lower.clear();
        if text.is_ascii() {
            self.lower.push_str(text);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower.extend(text.chars().flat_map(char::to_lowercase));
        }
        if !self.words.iter().all(|w| self.lower.contains(w.as_str())) {
            return;
        }
        self.total += 1;
        if self.hits.len() < self.limit {
            let lower = Lowered::new(text);
            let (excerpt, marks) = excerpt(text, &lower.occurrences(&self.words));
            let (start, end) = (at.start as u32, at.end as u32);
            self.hits.push(Hit { kind, key, start, end, label, excerpt, marks });
        }
    }
}

/// A text in lower case, and where each of its bytes comes from.
struct Lowered {
    text: String,
    /// For each byte of `text`, the byte of the original at which its character begins.
    from: Vec<usize>,
    len: usize,
}

impl Lowered {
    fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut from = Vec::with_capacity(original.len());
        for (i, c) in original.char_indices() {
            text.extend(c.to_lowercase());
            from.resize(text.len(), i);
        }
        Self { text, from, len: original.len() }
    }

    /// Where `words` occur, as byte ranges of the original, in order, without overlap.
    fn occurrences(&self, words: &[String]) -> Vec<(usize, usize)> {
        let original = |byte: usize| self.from.get(byte).copied().unwrap_or(self.len);
        let mut found: Vec<(usize, usize)> = words
            .iter()
            .flat_map(|w| self.text.match_indices(w.as_str()))
            .map(|(i, w)| (original(i), original(i + w.len())))
            .filter(|(start, end)| start < end)
            .collect();
        found.sort_unstable();
        let mut end = 0;
        found.retain(|&(s, e)| {
            let keep = s >= end;
            end = if keep { e } else { end };
            keep
        });
        found
    }
}

/// At most [`EXCERPT`] characters of `text` around the first occurrence, and the UTF-16 ranges of
/// the occurrences in them.
fn excerpt(text: &str, occurrences: &[(usize, usize)]) -> (String, Vec<(u32, u32)>) {
    let first = occurrences.first().map_or(0, |&(start, _)| start);
    let lead = text[..first].chars().count();
    let from = if lead <= EXCERPT / 3 { 0 } else { word_start(text, first, EXCERPT / 3) };
    let to = text[from..].char_indices().nth(EXCERPT).map_or(text.len(), |(i, _)| from + i);
    let opening = if from > 0 { "… " } else { "" };
    let excerpt =
        format!("{opening}{}{}", &text[from..to], if to < text.len() { " …" } else { "" });
    let units = |s: &str| s.encode_utf16().count() as u32;
    let marks = occurrences.iter().filter(|&&(s, e)| s >= from && e <= to).map(|&(s, e)| {
        let start = units(opening) + units(&text[from..s]);
        (start, start + units(&text[s..e]))
    });
    let marks = marks.collect();
    (excerpt, marks)
}

/// The start of the word that stands about `back` characters before byte `at`.
fn word_start(text: &str, at: usize, back: usize) -> usize {
    let rough = text[..at].char_indices().rev().nth(back).map_or(0, |(i, _)| i);
    text[rough..at].find(char::is_whitespace).map_or(rough, |i| {
        let space = rough + i;
        space + text[space..].chars().next().map_or(0, char::len_utf8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, query: &str) -> Vec<String> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let lower = Lowered::new(text);
        let (excerpt, marks) = excerpt(text, &lower.occurrences(&words));
        let units: Vec<u16> = excerpt.encode_utf16().collect();
        let slice = |&(s, e): &(u32, u32)| String::from_utf16_lossy(&units[s as usize..e as usize]);
        marks.iter().map(slice).collect()
    }

    #[test]
    fn marks_words_in_any_case() {
        assert_eq!(
            marked("The Harbour 🗞 will open. HARBOUR dues rise.", "harbour"),
            ["Harbour", "HARBOUR"]
        );
    }

    #[test]
    fn marks_survive_letters_that_change_length_in_lower_case() {
        assert_eq!(marked("İstanbul: the İstanbul line", "line the"), ["the", "line"]);
    }

    #[test]
    fn a_far_hit_is_cut_out_with_its_surroundings() {
        let text = format!("{} needle in here", "hay ".repeat(300));
        assert_eq!(marked(&text, "needle"), ["needle"]);
    }
}
