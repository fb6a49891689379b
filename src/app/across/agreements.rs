//! [`Agreements`]: claims that several articles make, and whom they go back to.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::claim_line::ClaimLine;
use super::{ClaimList, claim_of};
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
    let shown = RwSignal::new(AT_ONCE);
    let clusters = move || (0..n.min(shown.get())).collect::<Vec<_>>();
    let cluster = move |i: usize| {
        comparison.clusters.get(i).map(|cluster| view! { <Agreement cluster=cluster.clone() /> })
    };
    let is_whole = move || shown.get() >= n;
    view! {
        <div data-test="agreements">
            <p class="empty-note" hidden=n != 0>{strings::NO_AGREEMENTS}</p>
            <For each=clusters key=|i| *i children=cluster />
            <button
                type="button"
                hidden=is_whole
                on:click=move |_| shown.update(|shown| *shown += AT_ONCE)
            >
                {strings::SHOW}
            </button>
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
