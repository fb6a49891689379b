//! [`CardTools`]: what the reader can do with a claim, below its card; and [`NewClaim`].

use std::sync::Arc;

use leptos::prelude::*;

use super::actions::focus_soon;
use super::by_person::PersonNotes;
use super::claim_form::ClaimForm;
use super::mark_form::MarkForm;
use crate::app::state::{ClaimDraft, Passage};
use crate::app::store::store;
use crate::app::strings;
use crate::report::Claim;

/// Mark and edit a claim, and see what was changed.
#[component]
pub(in crate::app) fn CardTools(
    /// The claim as it stands.
    claim: Arc<Claim>,
    /// The other buttons of the card's last line, and what stands before them.
    children: Children,
) -> impl IntoView {
    let store = store();
    let marking = RwSignal::new(false);
    let id = claim.id.clone();
    let is_editing = Memo::new({
        let id = id.clone();
        move |_| store.editing.with(|editing| editing.as_ref() == Some(&id))
    });
    let words = claim.wording();
    let edit_label = strings::edit_of(strings::EDIT_CLAIM, &words);
    let mark_label = strings::edit_of(strings::MARK_CLAIM, &words);
    let edit = {
        let id = id.clone();
        move |_| {
            if is_editing.get_untracked() { store.end_editing() } else { store.begin_editing(&id) }
        }
    };
    let form = {
        let claim = claim.clone();
        move || {
            is_editing.get().then(|| {
                let draft = ClaimDraft::of(&claim);
                view! { <ClaimForm claim=Some(claim.clone()) draft=draft /> }
            })
        }
    };
    let close = {
        let id = id.clone();
        move || {
            marking.set(false);
            focus_soon(&format!("[data-card=\"{id}\"] [data-test=\"claim-mark-open\"]"));
        }
    };
    let marked = claim.clone();
    let marks = move || {
        let close = close.clone();
        marking.get().then(|| view! { <MarkForm claim=marked.clone() close=close /> })
    };
    view! {
        <p class="card-notes">
            {children()}
            <button
                type="button"
                class="quiet"
                data-test="claim-mark-open"
                aria-label=mark_label
                aria-expanded=move || marking.get().to_string()
                on:click=move |_| {
                    store.notice.set(None);
                    marking.update(|open| *open = !*open);
                }
            >
                {strings::MARK_CLAIM}
            </button>
            <button
                type="button"
                class="quiet"
                data-test="claim-edit"
                aria-label=edit_label
                aria-expanded=move || is_editing.get().to_string()
                on:click=edit
            >
                {strings::EDIT_CLAIM}
            </button>
        </p>
        <PersonNotes claim=claim />
        {marks}
        {form}
    }
}

/// A claim that the reader adds, of the words that are selected.
#[component]
pub(in crate::app) fn NewClaim() -> impl IntoView {
    let store = store();
    let is_adding =
        Memo::new(move |_| store.editing.with(|editing| editing.as_deref() == Some("")));
    let form = move || {
        let open = store.open.get_untracked().filter(|_| is_adding.get())?;
        let of_it = |passage: &Passage| passage.key == open.key;
        let words = store.selected.get_untracked().filter(of_it).map(|passage| passage.spans);
        let draft = ClaimDraft::new(&open.article, &words.unwrap_or_default());
        // They are in the form now.
        request_animation_frame(move || store.selected.set(None));
        Some(view! {
            <div class="card new-claim">
                <h3>{strings::ADD_TITLE}</h3>
                <ClaimForm claim=None draft=draft />
            </div>
        })
    };
    view! {
        {form}
        <p class="card-foot" hidden=move || is_adding.get()>
            <button
                type="button"
                class="link"
                data-test="claim-add"
                on:click=move |_| store.begin_editing("")
            >
                {strings::ADD_CLAIM}
            </button>
        </p>
    }
}
