//! [`SelectionBar`]: what can be done with words of the article that the reader selected.
//!
//! The last selection inside the text is kept while the focus goes elsewhere, so that a form can
//! use it. A node of the text says at which code point it begins; the browser counts UTF-16 units
//! from there.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::app::state::{Passage, excerpt};
use crate::app::store::{Store, View, store};
use crate::app::strings;

/// A selection is looked at when it has rested for so long.
const REST: Duration = Duration::from_millis(120);

/// Words that the reader selected, and the way to make a claim of them.
#[component]
pub(in crate::app) fn SelectionBar() -> impl IntoView {
    let store = store();
    let words = Memo::new(move |_| {
        let is_reading = store.view.get() == View::Article && store.dialog.with(Option::is_none);
        let words = store.selected.with(|s| s.as_ref().map(|s| excerpt(&s.words(), 80)));
        words.filter(|_| is_reading)
    });
    let is_editing = move || store.editing.with(Option::is_some);
    let go = move |_| {
        let now = store.editing.get_untracked().unwrap_or_default();
        store.begin_editing(&now);
    };
    view! {
        <Show when=move || words.with(Option::is_some)>
            <div
                class="selection-bar"
                role="region"
                aria-label=strings::SELECTED_WORDS
                data-test="selection-bar"
            >
                <p dir="auto">"“" {move || words.get()} "”"</p>
                <button type="button" class="primary" data-test="selection-use" on:click=go>
                    {move || if is_editing() { strings::USE_IN_FORM } else { strings::ADD_AS_CLAIM }}
                </button>
                <button
                    type="button"
                    class="quiet"
                    aria-label=strings::CLOSE
                    on:click=move |_| store.selected.set(None)
                >
                    "×"
                </button>
            </div>
        </Show>
    }
}

/// Keeps what the reader selects in the open article.
pub(in crate::app) fn listen_for_selection(store: Store) {
    let mut rested = debounce(REST, move |()| take(store));
    let heard = Closure::<dyn FnMut()>::new(move || rested(()));
    let added = document()
        .add_event_listener_with_callback("selectionchange", heard.as_ref().unchecked_ref());
    drop(added);
    // It listens as long as the page lives.
    heard.forget();
}

fn take(store: Store) {
    let Some(selection) = window().get_selection().ok().flatten() else { return };
    let Some(range) = selection.get_range_at(0).ok() else { return };
    let (start, end) = (range.start_container(), range.end_container());
    let (Ok(start), Ok(end)) = (start, end) else { return };
    let offsets = (range.start_offset(), range.end_offset());
    let (Ok(from_offset), Ok(to_offset)) = offsets else { return };
    // A selection elsewhere, as in a form, leaves the words selected that were.
    let Some(from) = position(&start, from_offset) else { return };
    let Some(open) = store.open.get_untracked() else { return };
    let to = position(&end, to_offset).unwrap_or(usize::MAX);
    let passage = Passage::between(open.key, &open.article, from, to);
    if store.selected.with_untracked(|now| *now != passage) {
        // On a small screen a notice would lie on the bar.
        if passage.is_some() {
            store.notice.set(None);
        }
        store.selected.set(passage);
    }
}

/// The code point of the article at an offset into a node; `None` outside of the text.
fn position(node: &web_sys::Node, offset: u32) -> Option<usize> {
    let at = |element: &web_sys::Element| element.get_attribute("data-at")?.parse::<usize>().ok();
    if let Some(element) = node.dyn_ref::<web_sys::Element>() {
        element.closest(".text").ok().flatten()?;
        let child = node.child_nodes().item(offset);
        let child = child.and_then(|child| child.dyn_into::<web_sys::Element>().ok());
        let inside = |element: &web_sys::Element| {
            at(element).or_else(|| {
                element.query_selector("[data-at]").ok().flatten().as_ref().and_then(at)
            })
        };
        return child.as_ref().and_then(inside).or_else(|| inside(element));
    }
    let parent = node.parent_element()?.closest(".text [data-at]").ok().flatten()?;
    let units: Vec<u16> = node.text_content()?.encode_utf16().take(offset as usize).collect();
    Some(at(&parent)? + String::from_utf16_lossy(&units).chars().count())
}
