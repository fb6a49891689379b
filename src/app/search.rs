//! [`SearchDialog`]: one search over articles, claims and speakers.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::browser;
use super::dialog::Dialog;
use super::speaker::SpeakerBadge;
use super::state::marked;
use super::store::{Place, Store, store};
use super::strings;
use crate::protocol::{Hit, HitKind};

/// A search begins so long after a key, in case another follows.
const WAIT: Duration = Duration::from_millis(40);

/// One search over articles, claims and speakers.
#[component]
pub(super) fn SearchDialog() -> impl IntoView {
    let store = store();
    store.prepare_search();
    let input = NodeRef::<html::Input>::new();
    let mut search =
        leptos::leptos_dom::helpers::debounce(WAIT, move |query: String| store.search_for(query));
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            input.set_value(&store.search.with_untracked(|s| s.query.clone()));
            input.select();
        }
    });
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            store.search.update(|s| s.step(event.key() == "ArrowDown"));
            request_animation_frame(|| browser::scroll_to(".hit[aria-selected=true]"));
        }
        "Enter" => {
            event.prevent_default();
            if let Some(hit) = store.search.with_untracked(|s| s.chosen_hit().cloned()) {
                open(store, &hit);
            }
        }
        _ => {}
    };
    let chosen =
        move || store.search.with(|s| (!s.hits.is_empty()).then(|| format!("hit-{}", s.chosen)));
    view! {
        <Dialog title=strings::SEARCH.to_owned()>
            <input
                type="text"
                inputmode="search"
                class="search-input"
                data-test="search-input"
                role="combobox"
                aria-expanded="true"
                aria-controls="hits"
                aria-label=strings::SEARCH_PLACEHOLDER
                aria-activedescendant=chosen
                placeholder=strings::SEARCH_PLACEHOLDER
                autocomplete="off"
                autofocus=true
                dir="auto"
                node_ref=input
                on:input=move |event| search(event_target_value(&event))
                on:keydown=key
            />
            <SearchLine />
            <Hits />
        </Dialog>
    }
}

/// How much was found.
#[component]
fn SearchLine() -> impl IntoView {
    let store = store();
    let line = move || {
        store.search.with(|s| {
            if s.query.trim().is_empty() {
                strings::SEARCH_EMPTY.to_owned()
            } else if s.answered != s.query.trim() {
                String::new()
            } else if s.hits.is_empty() {
                strings::SEARCH_NONE.to_owned()
            } else {
                strings::hits(s.hits.len(), s.total)
            }
        })
    };
    view! {
        <p class="search-line" role="status">
            {line}
        </p>
    }
}

/// What was found, in groups.
#[component]
fn Hits() -> impl IntoView {
    let store = store();
    let hits = Memo::new(move |_| store.search.with(|s| s.hits.clone()));
    let rows = move || {
        let mut last = None;
        let row = |(i, hit): (usize, Hit)| {
            let heading = (last != Some(hit.kind)).then(|| group(hit.kind));
            last = Some(hit.kind);
            let heading = heading.map(|name| {
                view! { <li role="presentation" class="hit-group">{name}</li> }
            });
            view! {
                {heading}
                <HitRow index=i hit=hit />
            }
        };
        hits.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <ul id="hits" class="hits" role="listbox" aria-label=strings::SEARCH>
            {rows}
        </ul>
    }
}

/// Something that was found.
#[component]
fn HitRow(
    /// Its number in the list.
    index: usize,
    /// What it is.
    hit: Hit,
) -> impl IntoView {
    let store = store();
    let pieces = marked(&hit.excerpt, &hit.marks).into_iter().map(|(text, is_marked)| {
        if is_marked {
            view! { <mark>{text}</mark> }.into_any()
        } else {
            view! { <span>{text}</span> }.into_any()
        }
    });
    let speaker = (hit.kind == HitKind::Speaker).then(|| {
        let name = hit.label.clone();
        view! {
            <SpeakerBadge name=name.clone() />
            <strong dir="auto">{name}</strong>
            " "
        }
    });
    let pieces = pieces.collect_view();
    let key = hit.key;
    let source = move || store.title(key);
    let is_article = hit.kind == HitKind::Article;
    view! {
        <li
            id=format!("hit-{index}")
            class="hit"
            role="option"
            data-test="hit"
            aria-selected=move || store.search.with(|s| s.chosen == index).to_string()
            on:click=move |_| open(store, &hit)
        >
            <span class="hit-text" dir="auto">{speaker} {pieces}</span>
            <span class="hit-source" dir="auto" hidden=is_article>{source}</span>
        </li>
    }
}

fn group(kind: HitKind) -> &'static str {
    match kind {
        HitKind::Article => strings::ARTICLES,
        HitKind::Speaker => strings::SPEAKERS,
        HitKind::Claim => strings::CLAIMS,
        HitKind::Passage => strings::READING,
    }
}

fn open(store: Store, hit: &Hit) {
    store.dialog.set(None);
    let place = match hit.kind {
        HitKind::Article => None,
        HitKind::Claim => Some(Place::Claim(hit.label.clone())),
        HitKind::Speaker | HitKind::Passage => Some(Place::Position(hit.start as usize)),
    };
    store.open_article(hit.key, place);
}
