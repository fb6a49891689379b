//! [`Reading`]: the open article; [`Findings`]: what stands in its margin.

mod cards;
mod masthead;
mod print;
mod shared_note;
mod summary;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use super::start::Start;
use super::state::{Library, OpenArticle};
use super::store::store;
use super::strings;
use cards::ClaimCards;
pub(super) use masthead::MetadataDialog;
use masthead::{Details, Masthead};
pub(super) use print::Print;
use shared_note::SharedNote;
use summary::SummaryPanel;
use text::Text;

/// The open article, or what there is to say while none is open.
#[component]
pub(super) fn Reading() -> impl IntoView {
    let store = store();
    // A change that does not show in the text does not draw it anew.
    let laid_out = Memo::new_with_compare(
        move |_| store.open.get(),
        |old: Option<&Option<Arc<OpenArticle>>>, new| match (
            old.and_then(Option::as_ref),
            new.and_then(Option::as_ref),
        ) {
            (Some(old), Some(new)) => !old.looks_like(new),
            (old, new) => old.is_some() || new.is_some(),
        },
    );
    view! {
        {move || match laid_out.get() {
            Some(open) => {
                view! {
                    <article class="reading" data-test="reading" id="text" tabindex="-1">
                        <Masthead open=open.clone() />
                        <SharedNote open=&open />
                        <Text open=open.clone() />
                        <Details open=open />
                    </article>
                }
                    .into_any()
            }
            None => view! { <Waiting /> }.into_any(),
        }}
    }
}

/// No article is open: nothing was dropped, or nothing is read yet, or nothing could be.
#[component]
fn Waiting() -> impl IntoView {
    let store = store();
    let state = Memo::new(move |_| {
        store.library.with(|l: &Library| (l.is_empty(), l.progress().open > 0, l.n_articles() > 0))
    });
    let note = |title: &'static str, hint: &'static str| {
        view! {
            <div class="note-page">
                <h2>{title}</h2>
                <p>{hint}</p>
            </div>
        }
        .into_any()
    };
    move || match state.get() {
        (true, ..) => view! { <Start /> }.into_any(),
        (_, true, _) => view! { <Underway /> }.into_any(),
        (_, _, true) => note(strings::ARTICLES, strings::PICK_ARTICLE),
        _ => note(strings::NOTHING_READ, strings::NOTHING_READ_HINT),
    }
}

/// Files are being read, and none is done. Where the list is out of sight, this is all there is.
#[component]
fn Underway() -> impl IntoView {
    let store = store();
    let line = move || {
        let now = store.library.with(Library::progress);
        strings::progress(now.total - now.open, now.total)
    };
    view! {
        <div class="note-page">
            <h2>{strings::WAITING_TITLE}</h2>
            <p>{strings::WAITING_HINT}</p>
            <p>{line}</p>
            <button type="button" data-test="cancel-here" on:click=move |_| store.cancel()>
                {strings::CANCEL}
            </button>
        </div>
    }
}

/// What stands in the margin of the open article.
#[component]
pub(super) fn Findings() -> impl IntoView {
    let store = store();
    let key = Memo::new(move |_| store.open.with(|open| open.as_ref().map(|open| open.key)));
    move || {
        key.get().and_then(|_| store.open.get_untracked()).map(|open| {
            view! {
                <SummaryPanel open=open.clone() />
                <ClaimCards open=open />
            }
        })
    }
}
