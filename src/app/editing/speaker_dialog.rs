//! [`SpeakerDialog`]: a speaker is renamed, or is the same as another.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::combobox::Combobox;
use crate::app::dialog::Dialog;
use crate::app::state::{Choice, Library, Suggestions};
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
    let other = RwSignal::new(None::<String>);
    let kept = NodeRef::<html::Select>::new();
    let own_names = who.names.clone();
    let others = Memo::new(move |_| {
        let choice = |(name, n): (Arc<str>, usize)| {
            let name = name.to_string();
            Choice { value: name.clone(), name, n }
        };
        let named = |(name, _): &(Arc<str>, usize)| {
            !name.is_empty() && own_names.iter().all(|own| **own != **name)
        };
        let speakers = store.claims.with(|claims| claims.speakers(None));
        let others = speakers.into_iter().filter(named).map(choice);
        Arc::new(Suggestions::new(others.collect()))
    });
    let own = who.name.clone();
    let merge = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let kept = kept.get_untracked().map(|kept| kept.value()).unwrap_or_default();
        if let Some(name) = other.get_untracked() {
            store.dialog.set(None);
            let other = store.names_of(&name);
            store.merge_speakers(&who, &other, &kept, everywhere.get_untracked());
        }
    };
    let is_chosen = move || other.with(Option::is_some);
    let other_name = move || other.get().unwrap_or_default();
    view! {
        <form class="field-form" on:submit=merge>
            <div>
                <span class="label" aria-hidden="true">{strings::MERGE_TITLE}</span>
                <Combobox
                    label=strings::MERGE_TITLE
                    placeholder=strings::CHOOSE_SPEAKER
                    suggestions=others
                    chosen=other
                    choose=move |name| other.set(name)
                    test="merge-other"
                />
            </div>
            <label hidden=move || !is_chosen()>
                <span class="label">{strings::MERGE_NAME}</span>
                <select data-test="merge-name" node_ref=kept>
                    <option value=own.clone()>{own.clone()}</option>
                    <option value=other_name>{other_name}</option>
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
