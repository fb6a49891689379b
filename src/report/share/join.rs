//! Puts an article that was shared in part and its original together again.

use std::collections::{BTreeMap, BTreeSet};

use super::{each_span, is_left_out};
use crate::engine::text::sha256;
use crate::report::{Article, Shared};

/// The findings of `shared`, made whole by the text of `original`; `None` unless the one lacks
/// words and the other has that very text, by its SHA-256.
///
/// What was taken out beside the text (standfirst, furniture, values of numbers and dates) comes
/// from `original`, as far as it was found at the same place.
pub fn join(shared: &Article, original: &Article) -> Option<Article> {
    let is_pair = shared.shared != Shared::Whole && original.shared == Shared::Whole;
    let wanted = shared.text_sha256.as_ref().filter(|_| is_pair)?;
    if *wanted != sha256(original.text.as_bytes()) {
        return None;
    }
    let mut joined = shared.clone();
    let chars: Vec<char> = original.text.chars().collect();
    // A report may lie about the hash of its text: what does not fit is not joined.
    let mut fits = true;
    each_span(&mut joined, &mut |span| match chars.get(span.start..span.end) {
        Some(words) => span.exact = words.iter().collect(),
        None => fits = false,
    });
    for (quantity, hidden) in joined.quantities.iter_mut().zip(&shared.quantities) {
        let found = original.quantities.iter().find(|q| q.span == quantity.span);
        if let Some(found) = found.filter(|_| is_left_out(&hidden.span.exact)) {
            quantity.clone_from(found);
        }
    }
    for (time, hidden) in joined.times.iter_mut().zip(&shared.times) {
        let found = original.times.iter().find(|t| t.span == time.span);
        if let Some(found) = found.filter(|_| is_left_out(&hidden.span.exact)) {
            time.clone_from(found);
        }
    }
    joined.text.clone_from(&original.text);
    joined.removed.clone_from(&original.removed);
    joined.warnings.clone_from(&original.warnings);
    joined.metadata.subtitle.clone_from(&original.metadata.subtitle);
    joined.metadata.author_note.clone_from(&original.metadata.author_note);
    joined.shared = Shared::Whole;
    joined.text_sha256 = None;
    fits.then_some(joined)
}

/// Joins every article that lacks words with an original among `articles`, which goes.
pub fn join_all(articles: &mut Vec<Article>) {
    let lacks = |article: &Article| article.shared != Shared::Whole;
    let wanted: BTreeSet<String> =
        articles.iter().filter(|a| lacks(a)).filter_map(|a| a.text_sha256.clone()).collect();
    if wanted.is_empty() {
        return;
    }
    // The originals that are left, by the hash of their text, in order.
    let mut originals: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (i, article) in articles.iter().enumerate().filter(|(_, a)| !lacks(a)) {
        let hash = sha256(article.text.as_bytes());
        if wanted.contains(&hash) {
            originals.entry(hash).or_default().insert(i);
        }
    }
    let mut gone = BTreeSet::new();
    for i in (0..articles.len()).filter(|&i| lacks(&articles[i])).collect::<Vec<_>>() {
        let hash = articles[i].text_sha256.as_ref();
        let Some(same) = hash.and_then(|hash| originals.get_mut(hash)) else { continue };
        let joined = same.iter().find_map(|&j| Some((j, join(&articles[i], &articles[j])?)));
        if let Some((j, joined)) = joined {
            articles[i] = joined;
            same.remove(&j);
            same.insert(i);
            gone.insert(j);
        }
    }
    let mut i = 0;
    articles.retain(|_| {
        i += 1;
        !gone.contains(&(i - 1))
    });
}
