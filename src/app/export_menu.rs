//! [`ExportMenu`]: the forms in which a report can be taken away, and how much of the articles'
//! words goes with it.

use leptos::html;
use leptos::prelude::*;

use super::state::Library;
use super::store::{Store, store};
use super::{browser, strings};
use crate::report::Shared;

/// The forms in which a report can be taken away.
#[component]
pub(super) fn ExportMenu() -> impl IntoView {
    let store = store();
    let node = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(details) = node.get_untracked() {
            details.set_open(false);
        }
    };
    let outside = window_event_listener(leptos::ev::click, move |event| {
        let target = event.target().map(event_node);
        if let (Some(details), Some(target)) = (node.get_untracked(), target)
            && !details.contains(target.as_ref())
        {
            details.set_open(false);
        }
    });
    on_cleanup(move || outside.remove());
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && node.get_untracked().is_some_and(|details| details.open()) {
            close();
            browser::focus(".menu > summary");
        }
    };
    let is_empty = move || store.library.with(|l| Library::n_articles(l) == 0);
    let item =
        move |(format, name, purpose): &'static (&'static str, &'static str, &'static str)| {
            let export = move |_| {
                close();
                store.export(format);
            };
            view! {
                <li>
                    <button
                        type="button"
                        data-test=format!("export-{format}")
                        disabled=is_empty
                        on:click=export
                    >
                        <span>{*name}</span>
                        <span class="menu-note">{*purpose}</span>
                    </button>
                </li>
            }
        };
    view! {
        <details class="menu" node_ref=node on:keydown=escape>
            <summary data-test="export">{strings::EXPORT} " ▾"</summary>
            <div class="menu-body">
                <fieldset class="share-modes">
                    <legend>{strings::SHARE_TITLE}</legend>
                    {Shared::ALL.iter().map(|shared| share_mode(store, *shared)).collect_view()}
                </fieldset>
                <ul>{strings::EXPORTS.iter().map(item).collect_view()}</ul>
                <p class="menu-note" hidden=move || !is_empty()>
                    {strings::EXPORT_WAIT}
                </p>
            </div>
        </details>
    }
}

/// How much of the articles' words goes with an export, as a choice.
fn share_mode(store: Store, shared: Shared) -> impl IntoView {
    let (name, note) = strings::share_mode(shared);
    view! {
        <label class="share-mode">
            <input
                type="radio"
                name="share"
                data-test=format!("share-{}", shared.code())
                prop:checked=move || store.shared.get() == shared
                on:change=move |_| store.shared.set(shared)
            />
            <span>
                <span>{name}</span>
                <span class="menu-note">{note}</span>
            </span>
        </label>
    }
}

fn event_node(target: web_sys::EventTarget) -> Option<web_sys::Node> {
    wasm_bindgen::JsCast::dyn_into(target).ok()
}
