//! [`VirtualList`]: a list of rows of one height, of which only those in sight are drawn.
//!
//! Within it the arrow keys, Page Up and Down, Home and End lead from row to row.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::browser;

/// Rows drawn above and below those in sight.
const MARGIN: usize = 8;
/// A list of so few rows is drawn whole, so that the browser's own search finds all of it.
pub(super) const FEW: usize = 100;
/// Rows that Page Up and Page Down go.
const PAGE: usize = 10;

/// A list of rows of one height, of which only those in sight are drawn.
#[component]
pub(super) fn VirtualList<T, F>(
    /// The rows.
    #[prop(into)]
    rows: Signal<Arc<Vec<T>>>,
    /// Height of a row in pixels.
    #[prop(into)]
    height: Signal<usize>,
    /// Tells rows apart.
    key: fn(&T) -> u64,
    /// Draws a row.
    row: F,
    /// Class of the list.
    class: &'static str,
    /// What the list is of, for those who do not see it.
    label: &'static str,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    let node = NodeRef::<html::Div>::new();
    let seen = RwSignal::new((0, 24));
    let measure = move || {
        if let Some(list) = node.get_untracked() {
            let height = height.get_untracked();
            let top = usize::try_from(list.scroll_top()).unwrap_or_default();
            let tall = usize::try_from(list.client_height()).unwrap_or_default();
            let from = (top / height).saturating_sub(MARGIN);
            let to = (top + tall) / height + MARGIN;
            let rounded = (from / 4 * 4, to.div_ceil(4) * 4);
            if seen.get_untracked() != rounded {
                seen.set(rounded);
            }
        }
    };
    Effect::new(move |_| {
        rows.with(|rows| rows.len());
        height.track();
        request_animation_frame(measure);
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let shown = Memo::new(move |_| {
        let (from, to) = seen.get();
        rows.with(|rows| {
            let (from, to) = if rows.len() <= FEW { (0, FEW) } else { (from, to) };
            let to = to.min(rows.len());
            (from.min(to)..to).map(|i| (i, rows[i].clone())).collect::<Vec<_>>()
        })
    });
    let n_rows = Memo::new(move |_| rows.with(|rows| rows.len()));
    let draw = move |(i, item): (usize, T)| {
        view! {
            <div
                class="virtual-row"
                role="listitem"
                aria-setsize=move || n_rows.get().to_string()
                aria-posinset=(i + 1).to_string()
                style:height=move || format!("{}px", height.get())
                style:transform=move || format!("translateY({}px)", i * height.get())
            >
                {row(item)}
            </div>
        }
    };
    let step = move |event: KeyboardEvent| {
        let Some(at) = browser::focused("aria-posinset").and_then(|n| n.parse::<usize>().ok())
        else {
            return;
        };
        let last = n_rows.get_untracked();
        let (Some(to), Some(list)) = (next_row(&event, at, last), node.get_untracked()) else {
            return;
        };
        event.prevent_default();
        let (top, tall) = (list.scroll_top(), list.client_height());
        let height = height.get_untracked();
        let (row, height) = (((to - 1) * height) as i32, height as i32);
        list.set_scroll_top(top.clamp((row + height - tall).min(row), row));
        measure();
        let (list, wanted) = (format!(".{class}"), to.to_string());
        request_animation_frame(move || {
            browser::focus(&format!("{list} [aria-posinset=\"{wanted}\"] button:enabled"));
        });
    };
    view! {
        <div
            class=class
            node_ref=node
            role="list"
            aria-label=label
            tabindex="-1"
            on:scroll=move |_| measure()
            on:keydown=step
        >
            <div class="virtual-space" style:height=move || format!("{}px", n_rows.get() * height.get())>
                <For each=move || shown.get() key=move |(i, item)| (*i, key(item)) children=draw />
            </div>
        </div>
    }
}

/// Where a key leads from row `at` of `n`, counted from one; `None`: nowhere else.
fn next_row(event: &KeyboardEvent, at: usize, n: usize) -> Option<usize> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return None;
    }
    let to = match event.key().as_str() {
        "ArrowDown" => at + 1,
        "ArrowUp" => at.saturating_sub(1),
        "PageDown" => at + PAGE,
        "PageUp" => at.saturating_sub(PAGE),
        "Home" => 1,
        "End" => n,
        _ => return None,
    };
    Some(to.clamp(1, n.max(1))).filter(|to| *to != at)
}
