//! [`Dialog`]: a modal dialog of the browser, which keeps the focus and closes with Esc.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::store::store;
use super::{browser, strings};

/// Leads to an element again that may be drawn anew while the dialog is open.
fn selector_of(element: &Element) -> Option<String> {
    let name = element.get_attribute("data-test")?;
    let card = element.closest("[data-card]").ok().flatten();
    // Ids come from the report: only plain ones go into a selector.
    let card = card.and_then(|card| card.get_attribute("data-card"));
    let card = card.filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    Some(match card {
        Some(card) => format!("[data-card=\"{card}\"] :is([data-test=\"{name}\"], .card-main)"),
        None => format!("[data-test=\"{name}\"]"),
    })
}

/// A modal dialog.
#[component]
pub(super) fn Dialog(
    /// What it is about; its heading.
    title: String,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let store = store();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            drop(dialog.show_modal());
        }
    });
    // The focus goes back to where it was.
    let before = document().active_element();
    let again = before.as_ref().and_then(selector_of);
    let before = StoredValue::new_local(before);
    on_cleanup(move || {
        let before = before.try_get_value().flatten();
        if let Some(before) = before.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            request_animation_frame(move || {
                if before.is_connected() {
                    drop(before.focus());
                } else if let Some(again) = again {
                    browser::focus(&again);
                }
            });
        }
    });
    let close = move || store.dialog.set(None);
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby="dialog-title" on:close=move |_| close()>
            <header>
                <h2 id="dialog-title">{title}</h2>
                <button type="button" class="quiet" on:click=move |_| close()>
                    {strings::CLOSE}
                </button>
            </header>
            <div class="dialog-body">{children()}</div>
        </dialog>
    }
}
