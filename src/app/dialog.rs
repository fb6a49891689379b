//! [`Dialog`]: a modal dialog of the browser, which keeps the focus and closes with Esc.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::store::store;
use super::strings;

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
    let before = StoredValue::new_local(document().active_element());
    on_cleanup(move || {
        let before = before.try_get_value().flatten();
        if let Some(before) = before.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            request_animation_frame(move || drop(before.focus()));
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
