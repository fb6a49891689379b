//! What several articles tell together in the order of time.

use super::types::{Article, Moment, Passage};
use crate::engine::text::{Span, is_dateline};

/// Sentences with a date, earliest first; each sentence once for each date in it.
pub(super) fn timeline(articles: &[Article<'_>]) -> Vec<Moment> {
    let mut moments = Vec::new();
    for (article, a) in articles.iter().enumerate() {
        let first = moments.len();
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
            if is_dateline(span.of(a.text)) {
                continue;
            }
            let passage = Passage { article, span };
            let moment = Moment { value: value.to_owned(), grain: time.grain.to_owned(), passage };
            if !moments[first..].contains(&moment) {
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
