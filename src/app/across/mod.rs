//! What several articles have in common, and where they differ.

mod agreements;
mod claim_line;
mod conflicts;
mod copies;
mod joint_summary;
mod speakers;
mod timeline;

use std::sync::Arc;

use leptos::prelude::*;

use super::state::ClaimRow;
use super::store::{Place, Store, View, store};
use super::strings;
use crate::report::{ClaimRef, Comparison, Passage};
use agreements::Agreements;
use conflicts::Conflicts;
use copies::SharedText;
use joint_summary::JointSummary;
use speakers::Speakers;
use timeline::Timeline;

/// Views over all articles, in the list's column.
#[component]
pub(super) fn AcrossNav() -> impl IntoView {
    let store = store();
    let n = move |count: fn(&Comparison) -> usize| {
        move || store.comparison.with(|c| c.as_ref().map(|c| strings::number(count(c))))
    };
    let n_claims = move || Some(store.claims.with(|c| c.n_claims())).filter(|n| *n > 0);
    // For those who listen.
    let compared = move || {
        let found = |c: &Arc<Comparison>| strings::compared(c.clusters.len(), c.conflicts.len());
        store.comparison.with(|c| c.as_ref().map(found))
    };
    view! {
        <section class="across-nav" aria-labelledby="across-title">
            <h2 id="across-title">{strings::ACROSS}</h2>
            <p class="unseen" role="status">{compared}</p>
            <ul>
                <NavItem view=View::Claims name=strings::ALL_CLAIMS test="tab-claims">
                    {move || n_claims().map(strings::number)}
                </NavItem>
                <NavItem view=View::Agreements name=strings::AGREEMENTS test="tab-agreements">
                    {n(|c| c.clusters.len())}
                </NavItem>
                <NavItem view=View::Conflicts name=strings::CONFLICTS test="tab-conflicts">
                    {n(|c| c.conflicts.len())}
                </NavItem>
                <NavItem view=View::Copies name=strings::COPIES test="tab-copies">
                    {n(|c| c.copies.len())}
                </NavItem>
                <NavItem view=View::Speakers name=strings::SPEAKERS test="tab-speakers">
                    {n(|c| c.speakers.len())}
                </NavItem>
                <NavItem view=View::Timeline name=strings::TIMELINE test="tab-timeline">
                    {n(|c| c.timeline.len())}
                </NavItem>
            </ul>
        </section>
    }
}

/// A view in the list's column.
#[component]
fn NavItem(
    /// The view.
    view: View,
    /// Its name.
    name: &'static str,
    /// Hook for tests.
    test: &'static str,
    /// How many there are in it.
    children: Children,
) -> impl IntoView {
    let store = store();
    let is_on = move || store.view.get() == view;
    let open = move |_| {
        store.view.set(view);
        store.pane.set(super::store::Pane::Reading);
    };
    view! {
        <li>
            <button
                type="button"
                class:is-open=is_on
                aria-current=move || is_on().then_some("true")
                data-test=test
                on:click=open
            >
                {name}
                " "
                <span class="n">{children()}</span>
            </button>
        </li>
    }
}

/// A view of the comparison, once there is one.
#[component]
pub(super) fn Across(
    /// Which.
    view: View,
) -> impl IntoView {
    let store = store();
    let (title, lead) = match view {
        View::Agreements => (strings::AGREEMENTS, strings::AGREEMENTS_LEAD),
        View::Conflicts => (strings::CONFLICTS, strings::CONFLICTS_LEAD),
        View::Copies => (strings::COPIES, strings::COPIES_LEAD),
        View::Speakers => (strings::SPEAKERS, strings::SPEAKERS_LEAD),
        _ => (strings::TIMELINE, strings::TIMELINE_LEAD),
    };
    let body = move || match store.comparison.get() {
        Some(comparison) => content(view, comparison),
        None if store.comparing.get() => {
            view! { <p class="empty-note" role="status">{strings::COMPARE_WAIT}</p> }.into_any()
        }
        None => view! { <p class="empty-note">{strings::COMPARE_TWO}</p> }.into_any(),
    };
    view! {
        <section class="across" data-test="across" aria-labelledby="view-title">
            <header class="view-head">
                <h2 id="view-title" tabindex="-1">
                    {title}
                </h2>
                <p>{lead}</p>
            </header>
            {body}
        </section>
    }
}

fn content(view: View, comparison: Arc<Comparison>) -> AnyView {
    match view {
        View::Agreements => view! {
            <JointSummary comparison=comparison.clone() />
            <Agreements comparison=comparison />
        }
        .into_any(),
        View::Conflicts => view! { <Conflicts comparison=comparison /> }.into_any(),
        View::Copies => view! { <SharedText comparison=comparison /> }.into_any(),
        View::Speakers => view! { <Speakers comparison=comparison /> }.into_any(),
        _ => view! { <Timeline comparison=comparison /> }.into_any(),
    }
}

/// The claim that a comparison names; `None` until it is collected.
fn claim_of(store: Store, reference: &ClaimRef) -> Option<Arc<ClaimRow>> {
    let key = store.library.with(|l| l.key_of(&reference.article))?;
    store.claims.with(|claims| claims.claim(key, &reference.claim).cloned())
}

/// Claims of a comparison, the first few at once and the rest at the reader's wish.
#[component]
fn ClaimList(
    /// The claims.
    claims: Vec<ClaimRef>,
    /// How many are drawn at first.
    at_once: usize,
    /// Draws one.
    row: fn(ClaimRef) -> AnyView,
) -> impl IntoView {
    let n = claims.len();
    let shown = RwSignal::new(at_once);
    let is_whole = move || shown.get() >= n;
    let each = move || (0..n.min(shown.get())).collect::<Vec<_>>();
    let draw = move |i: usize| claims.get(i).cloned().map(row);
    view! {
        <ul class="wordings">
            <For each=each key=|i| *i children=draw />
        </ul>
        <button
            type="button"
            class="link"
            hidden=is_whole
            on:click=move |_| shown.update(|shown| *shown += 100)
        >
            {move || strings::more(n.saturating_sub(shown.get()))}
        </button>
    }
}

/// The first few of many, and more at the reader's wish.
#[component]
fn Paged(
    /// How many there are.
    n: usize,
    /// How many are drawn at first, and more at a time.
    at_once: usize,
    /// Draws one, by its number.
    row: impl Fn(usize) -> Option<AnyView> + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let shown = RwSignal::new(at_once);
    let is_whole = move || shown.get() >= n;
    let more = move |_| shown.update(|shown| *shown += at_once);
    let each = move || (0..n.min(shown.get())).collect::<Vec<_>>();
    view! {
        <For each=each key=|i| *i children=row />
        <button
            type="button"
            class="more"
            data-test="more"
            hidden=is_whole
            on:click=more
        >
            {move || strings::more(n.saturating_sub(shown.get()))}
        </button>
    }
}

/// The name of an article, as a button that opens it at a place.
#[component]
fn Jump(
    /// The article's id in the report.
    article: String,
    /// The place in it.
    place: Place,
) -> impl IntoView {
    let store = store();
    let named = article.clone();
    let name = move || store.name_by_id(&named);
    view! {
        <button
            type="button"
            class="jump"
            dir="auto"
            title=strings::SHOW_IN_TEXT
            on:click=move |_| store.open_by_id(&article, Some(place.clone()))
        >
            {name}
        </button>
    }
}

/// The place of a passage.
fn place_of(passage: &Passage) -> Place {
    Place::Position(passage.span.start)
}
