//! [`Agreements`]: claims that several articles make, and whom they go back to.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::claim_line::ClaimLine;
use super::{ClaimList, Paged, claim_of};
use crate::app::store::store;
use crate::app::strings;
use crate::report::{ClaimRef, Cluster, Comparison};

/// Clusters that are drawn at once; more at the reader's wish.
const AT_ONCE: usize = 20;
/// Wordings that are drawn at once.
const WORDINGS: usize = 8;

/// Claims that several articles make.
#[component]
pub(super) fn Agreements(
    /// The comparison.
    comparison: Arc<Comparison>,
) -> impl IntoView {
    let n = comparison.clusters.len();
    let cluster = move |i: usize| {
        let cluster = comparison.clusters.get(i)?.clone();
        Some(view! { <Agreement cluster=cluster /> }.into_any())
    };
    view! {
        <div data-test="agreements">
            <p class="empty-note" hidden=n != 0>{strings::NO_AGREEMENTS}</p>
            <Paged n=n at_once=AT_ONCE row=cluster />
        </div>
    }
}

/// A claim that several articles make, in the words of each.
#[component]
fn Agreement(
    /// The claims that say the same.
    cluster: Cluster,
) -> impl IntoView {
    let store = store();
    let articles: BTreeSet<&str> = cluster.claims.iter().map(|c| c.article.as_str()).collect();
    let origins: Vec<String> =
        cluster.origins.iter().map(|o| strings::origin(o.kind, &o.name)).collect();
    let badge = strings::origins(articles.len(), &origins.join(", "), origins.len());
    let certainty = strings::confidence(cluster.confidence);
    let first = cluster.claims.first().cloned();
    let heading = move || {
        first.as_ref().and_then(|first| claim_of(store, first)).map(|row| row.content.clone())
    };
    view! {
        <article class="agreement" data-test="agreement">
            <h3 dir="auto">{heading}</h3>
            <p class="origin-badge">
                <strong>{badge}</strong>
                <span class="certainty">" · " {certainty} " " {strings::THE_SAME}</span>
            </p>
            <ClaimList
                claims=cluster.claims
                at_once=WORDINGS
                row=wording
            />
        </article>
    }
}

fn wording(claim: ClaimRef) -> AnyView {
    view! { <ClaimLine claim=claim with_speaker=true /> }.into_any()
}
