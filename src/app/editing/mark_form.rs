//! [`MarkForm`]: a mark and a note of the reader's on a claim.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::store::store;
use crate::app::strings;
use crate::report::Claim;

/// A mark, set at a click, and a note.
#[component]
pub(super) fn MarkForm<F>(
    /// The claim.
    claim: Arc<Claim>,
    /// Called when it is done.
    close: F,
) -> impl IntoView
where
    F: Fn() + Clone + Send + Sync + 'static,
{
    let store = store();
    let person = claim.person.clone().unwrap_or_default();
    let (label, note) = (NodeRef::<html::Input>::new(), NodeRef::<html::Textarea>::new());
    let now = person.mark.clone();
    let is_own = now.as_ref().filter(|now| strings::MARKS.iter().all(|(code, _)| code != now));
    let own = is_own.cloned().unwrap_or_default();
    let marked = claim.clone();
    let closing = close.clone();
    let button = move |(code, name): (&'static str, &'static str)| {
        let is_on = now.as_deref() == Some(code);
        let (claim, close) = (marked.clone(), closing.clone());
        let set = move |_| {
            close();
            store.mark_claim(&claim, (!is_on).then_some(code));
        };
        view! {
            <button
                type="button"
                data-test=format!("mark-{code}")
                aria-pressed=is_on.to_string()
                on:click=set
            >
                {name}
            </button>
        }
    };
    let was_own = own.clone();
    let cancel = close.clone();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        close();
        let typed = label.get_untracked().map(|label| label.value()).unwrap_or_default();
        let note = note.get_untracked().map(|note| note.value()).unwrap_or_default();
        if typed.trim() != was_own {
            store.mark_claim(&claim, Some(&typed));
        }
        // The claim as it was: what was noted is told apart by its note alone.
        store.note_claim(&claim, Some(&note));
    };
    let labels = store.claims.with_untracked(|claims| claims.marks().0);
    let labels = labels.into_iter().filter(|l| strings::MARKS.iter().all(|(code, _)| code != l));
    let labels = labels.map(|label| view! { <option value=label></option> });
    view! {
        <form class="mark-form" data-test="mark-form" on:submit=save>
            <div class="marks" role="group" aria-label=strings::MARK>
                {strings::MARKS.map(button).collect_view()}
            </div>
            <label>
                <span class="label">{strings::OWN_LABEL}</span>
                <input
                    type="text"
                    dir="auto"
                    maxlength="60"
                    list="own-labels"
                    autocomplete="off"
                    data-test="mark-own"
                    value=own
                    node_ref=label
                />
            </label>
            <datalist id="own-labels">{labels.collect_view()}</datalist>
            <label>
                <span class="label">{strings::NOTE}</span>
                <textarea rows="2" dir="auto" maxlength="4000" data-test="note" node_ref=note>
                    {person.note.unwrap_or_default()}
                </textarea>
            </label>
            <div class="dialog-actions">
                <button type="submit" class="primary" data-test="note-save">
                    {strings::SAVE}
                </button>
                <button type="button" on:click=move |_| cancel()>
                    {strings::CANCEL}
                </button>
            </div>
        </form>
    }
}
