//! What several articles tell together: a timeline and a joint summary.

use super::likeness::Likeness;
use super::types::{Article, Moment, Passage, SummarySentence};
use crate::engine::text::{Span, terms};

/// Sentences of a joint summary.
const LENGTH: usize = 8;
/// Cosine from which a sentence says again what another says.
const REPEATED: f64 = 0.45;

/// Sentences with a date, earliest first; each sentence once for each date in it.
pub(super) fn timeline(articles: &[Article<'_>]) -> Vec<Moment> {
    let mut moments = Vec::new();
    for (article, a) in articles.iter().enumerate() {
        for time in &a.times {
            let Some(value) = time.value else { continue };
            // "This year" places nothing on a line of days.
            let is_vague = matches!(time.grain, "year" | "decade")
                && !time.span.of(a.text).contains(|c: char| c.is_ascii_digit());
            if is_vague {
                continue;
            }
            let span = sentence_around(a, time.span);
            // A dateline tells of nothing that happened.
            if span.of(a.text).ends_with(['–', '—', '-']) {
                continue;
            }
            let passage = Passage { article, span };
            let moment = Moment { value: value.to_owned(), grain: time.grain.to_owned(), passage };
            if !moments.contains(&moment) {
                moments.push(moment);
            }
        }
    }
    moments.sort_by(|a, b| (&a.value, a.passage).cmp(&(&b.value, b.passage)));
    moments
}

/// The sentence that holds `span`; the span itself where none does.
pub(super) fn sentence_around(article: &Article<'_>, span: Span) -> Span {
    let after = article.sentences.partition_point(|s| s.start <= span.start);
    let before = after.checked_sub(1).map(|i| article.sentences[i]);
    before.filter(|s| s.contains(span)).unwrap_or(span)
}

/// The best sentences of all articles in turn, without what was said already.
pub(super) fn summary(articles: &[Article<'_>]) -> Vec<SummarySentence> {
    let rounds = articles.iter().map(|a| a.summary.len()).max().unwrap_or_default();
    let turns =
        (0..rounds).flat_map(|round| (0..articles.len()).map(move |article| (round, article)));
    let sentences: Vec<SummarySentence> = turns
        .filter_map(|(round, article)| {
            let sentence = *articles[article].summary.get(round)?;
            (sentence < articles[article].sentences.len())
                .then_some(SummarySentence { article, sentence })
        })
        .collect();
    let text = |s: &SummarySentence| {
        articles[s.article].sentences[s.sentence].of(articles[s.article].text)
    };
    let likeness = Likeness::new(&sentences.iter().map(text).collect::<Vec<_>>());
    let mut chosen: Vec<usize> = Vec::new();
    // Groups are in the order of their first sentence, so the order of turns is kept.
    for (i, vector) in likeness.vectors.iter().enumerate() {
        if chosen.len() == LENGTH {
            break;
        }
        let repeated =
            chosen.iter().any(|&k| terms::cosine(&likeness.vectors[k], vector) >= REPEATED);
        if !repeated {
            chosen.push(i);
        }
    }
    chosen.into_iter().map(|group| sentences[likeness.groups[group][0]]).collect()
}
