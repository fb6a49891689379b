//! [`SpeakerDialog`]: a speaker is renamed, or is the same as another.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::dialog::Dialog;
use crate::app::state::Library;
use crate::app::store::{Open, SpeakerNames, store};
use crate::app::strings;

/// Opens the dialog for a speaker.
#[component]
pub(in crate::app) fn SpeakerButton(
    /// The speaker's name.
    name: String,
    /// What the button says.
    label: &'static str,
) -> impl IntoView {
    let store = store();
    let spoken = strings::edit_of(label, &name);
    let open = move |_| {
        store.dialog.set(Some(Open::Speaker(Arc::new(store.names_of(&name)))));
    };
    view! {
        <button type="button" class="link" data-test="speaker-edit" aria-label=spoken on:click=open>
            {label}
        </button>
    }
}

/// A speaker is renamed, or merged with another.
#[component]
pub(in crate::app) fn SpeakerDialog(
    /// Who.
    who: Arc<SpeakerNames>,
) -> impl IntoView {
    let store = store();
    let everywhere = RwSignal::new(true);
    let has_many = store.library.with_untracked(Library::n_articles) > 1;
    let others: Vec<&String> = who.names.iter().filter(|name| **name != who.name).collect();
    let others = (!others.is_empty()).then(|| {
        let others: Vec<String> = others.into_iter().cloned().collect();
        view! { <p class="form-hint" dir="auto">{strings::also_called(&others)}</p> }
    });
    let is_open = store.open.with_untracked(Option::is_some);
    let scope = (has_many && is_open).then(|| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    data-test="speaker-everywhere"
                    prop:checked=move || everywhere.get()
                    on:change=move |event| everywhere.set(event_target_checked(&event))
                />
                {strings::IN_ALL_ARTICLES}
            </label>
        }
    });
    view! {
        <Dialog title=strings::speaker_title(&who.name)>
            {others}
            <Rename who=who.clone() everywhere=everywhere />
            <Merge who=who everywhere=everywhere />
            {scope}
        </Dialog>
    }
}

/// Gives the speaker another name.
#[component]
fn Rename(
    /// Who.
    who: Arc<SpeakerNames>,
    /// In all articles.
    everywhere: RwSignal<bool>,
) -> impl IntoView {
    let store = store();
    let input = NodeRef::<html::Input>::new();
    let now = who.name.clone();
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        store.dialog.set(None);
        store.rename_speaker(&who, &name, everywhere.get_untracked());
    };
    view! {
        <form class="field-form" on:submit=rename>
            <label>
                <span class="label">{strings::NEW_NAME}</span>
                <input
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    autofocus=true
                    maxlength="200"
                    data-test="speaker-name"
                    value=now
                    node_ref=input
                />
            </label>
            <button type="submit" class="primary" data-test="speaker-rename">
                {strings::RENAME}
            </button>
        </form>
    }
}

/// Says that the speaker is the same as another.
#[component]
fn Merge(
    /// Who.
    who: Arc<SpeakerNames>,
    /// In all articles.
    everywhere: RwSignal<bool>,
) -> impl IntoView {
    let store = store();
    let other = RwSignal::new(String::new());
    let kept = NodeRef::<html::Select>::new();
    let names = store.claims.with_untracked(|claims| claims.speakers(None));
    let names = names.into_iter().map(|(name, _)| name.to_string());
    let names = names.filter(|name| !name.is_empty() && !who.names.contains(name));
    let options = names.map(|name| {
        view! { <option value=name.clone()>{name.clone()}</option> }
    });
    let options = options.collect_view();
    let own = who.name.clone();
    let merge = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = other.get_untracked();
        let kept = kept.get_untracked().map(|kept| kept.value()).unwrap_or_default();
        if !name.is_empty() {
            store.dialog.set(None);
            let other = store.names_of(&name);
            store.merge_speakers(&who, &other, &kept, everywhere.get_untracked());
        }
    };
    let is_chosen = move || other.with(|other| !other.is_empty());
    view! {
        <form class="field-form" on:submit=merge>
            <label>
                <span class="label">{strings::MERGE_TITLE}</span>
                <select
                    data-test="merge-other"
                    on:change=move |event| other.set(event_target_value(&event))
                >
                    <option value="">{strings::CHOOSE_SPEAKER}</option>
                    {options}
                </select>
            </label>
            <label hidden=move || !is_chosen()>
                <span class="label">{strings::MERGE_NAME}</span>
                <select data-test="merge-name" node_ref=kept>
                    <option value=own.clone()>{own.clone()}</option>
                    <option value=move || other.get()>{move || other.get()}</option>
                </select>
            </label>
            <p class="form-hint" hidden=move || !is_chosen()>{strings::MERGE_HINT}</p>
            <button
                type="submit"
                class="primary"
                data-test="speaker-merge"
                disabled=move || !is_chosen()
            >
                {strings::MERGE}
            </button>
        </form>
    }
}
