//! The few things that the page asks of the browser: downloads, the clipboard, scrolling, focus.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Blob, BlobPropertyBag, Element, HtmlAnchorElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition, Url,
};

/// Hands a file to the browser's downloads.
pub(super) fn download(bytes: &js_sys::Uint8Array, name: &str, mime: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(bytes);
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) else { return };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return };
    let link =
        document().create_element("a").ok().and_then(|e| e.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser reads the Blob after the click.
    set_timeout(move || drop(Url::revoke_object_url(&url)), Duration::from_secs(60));
}

/// Puts text on the clipboard.
pub(super) fn copy(text: &str) {
    drop(window().navigator().clipboard().write_text(text));
}

/// Brings the first element that matches into view.
pub(super) fn scroll_to(selector: &str) {
    let Ok(Some(element)) = document().query_selector(selector) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    let calm = matches("(prefers-reduced-motion: reduce)");
    options.set_behavior(if calm { ScrollBehavior::Auto } else { ScrollBehavior::Smooth });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Brings the first element that matches into view, no further than is needed.
pub(super) fn scroll_near(selector: &str) {
    let Ok(Some(element)) = document().query_selector(selector) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Moves the focus to the first element that matches.
pub(super) fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(element.focus());
    }
}

/// The value of an attribute on the element around the focus that has it; plain ones only, since
/// they may come from a report and go into a selector.
pub(super) fn focused(attribute: &str) -> Option<String> {
    let focused = document().active_element()?;
    let around = focused.closest(&format!("[{attribute}]")).ok().flatten()?;
    let value = around.get_attribute(attribute)?;
    value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-').then_some(value)
}

/// True if words of the page are selected.
pub(super) fn has_selection() -> bool {
    let selection = window().get_selection().ok().flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Every element that matches.
pub(super) fn all(selector: &str) -> Vec<Element> {
    let Ok(nodes) = document().query_selector_all(selector) else { return Vec::new() };
    (0..nodes.length()).filter_map(|i| nodes.item(i)?.dyn_into().ok()).collect()
}

/// Top and height in pixels, inside the element that matches `inside`, of the elements in it whose
/// `attribute` is `value`.
pub(super) fn extent(inside: &str, attribute: &str, value: usize) -> Option<(i32, i32)> {
    let frame = document().query_selector(inside).ok().flatten()?.get_bounding_client_rect();
    let pieces = all(&format!("{inside} [{attribute}=\"{value}\"]"));
    let first = pieces.first()?.get_bounding_client_rect();
    let last = pieces.last()?.get_bounding_client_rect();
    let (top, bottom) = (first.top() - frame.top(), last.bottom() - frame.top());
    (bottom > top).then_some((top as i32, (bottom - top) as i32))
}

/// True if a media query holds.
pub(super) fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// True on systems whose shortcuts use the command key.
pub(super) fn is_mac() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    ["Mac", "iPhone", "iPad"].iter().any(|name| platform.starts_with(name))
}

/// Milliseconds since the page began.
pub(super) fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// True if the page was opened from disk.
pub(super) fn is_on_disk() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "file:")
}

/// True if the focus is where a person types, so that single keys mean letters.
pub(super) fn is_typing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
