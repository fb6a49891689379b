//! Several articles side by side: the same claim, a conflict, a shared origin, copies of one text.
//!
//! It reads nothing but what a report holds of each article, so that reopened and new articles mix.
//!
//! Likeness is measured by shared words alone: the cosine of tf-idf vectors of stems. Sentences and
//! claims with the same words in the same order are compared once, however many articles hold them.

mod clusters;
mod conflicts;
mod copies;
mod figures;
mod joint;
mod likeness;
mod speakers;
mod story;
#[cfg(test)]
mod tests;
mod types;

pub use types::{
    Article, Claim, ClaimRef, Cluster, Comparison, Conflict, ConflictKind, Copies, Entity, Moment,
    Origin, OriginKind, Passage, Quantity, Speaker, SummarySentence, Time,
};

use super::Resources;

/// Compares articles. The result depends on their order only in the indices it gives.
pub fn compare(_resources: &Resources, articles: &[Article<'_>]) -> Comparison {
    let names = speakers::Names::new(articles);
    let (clusters, clashes) = clusters::find(articles, &names);
    let conflicts = conflicts::find(articles, &names, &clusters, &clashes);
    let summary = joint::summary(articles, &clusters, &conflicts);
    Comparison {
        clusters,
        conflicts,
        copies: copies::find(articles),
        speakers: speakers::find(articles, &names),
        timeline: story::timeline(articles),
        summary,
    }
}
