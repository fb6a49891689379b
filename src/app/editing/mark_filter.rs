//! [`MarkSelect`]: claims by what the reader did with them, in the table, the margin and the text.

use leptos::prelude::*;

use crate::app::browser;
use crate::app::state::{ClaimRow, MarkFilter, OpenArticle};
use crate::app::store::{Store, store};
use crate::app::strings;

/// Which claims are shown, by what the reader did with them; only where there is something to
/// choose.
#[component]
pub(in crate::app) fn MarkSelect() -> impl IntoView {
    let store = store();
    let known = Memo::new(move |_| store.claims.with(|claims| claims.marks()));
    let now = Memo::new(move |_| store.filter.with(|filter| filter.mark.clone()));
    let options = move || {
        let (marks, has_notes, has_edits) = known.get();
        let has_marks = !marks.is_empty();
        let marks = marks.into_iter().map(|mark| {
            let name = strings::mark(&mark).to_owned();
            (MarkFilter::Is(mark), name)
        });
        let rest = [
            has_marks.then_some((MarkFilter::Unmarked, strings::UNMARKED)),
            has_notes.then_some((MarkFilter::Noted, strings::WITH_NOTE)),
            has_edits.then_some((MarkFilter::Edited, strings::EDITED_ONLY)),
        ];
        let rest = rest.into_iter().flatten().map(|(filter, name)| (filter, name.to_owned()));
        let all = (MarkFilter::All, strings::ALL_MARKS.to_owned());
        let option = |(filter, name): (MarkFilter, String)| {
            let value = filter.value();
            let is_chosen = move || now.with(|now| *now == filter);
            view! {
                <option value=value prop:selected=is_chosen>
                    {name}
                </option>
            }
        };
        std::iter::once(all).chain(marks).chain(rest).map(option).collect_view()
    };
    let is_there = move || {
        let (marks, has_notes, has_edits) = known.get();
        !marks.is_empty() || has_notes || has_edits || now.get() != MarkFilter::All
    };
    let set = move |event| {
        let mark = MarkFilter::from_value(&event_target_value(&event));
        store.filter.update(|filter| filter.mark = mark);
    };
    view! {
        <Show when=is_there>
            <select
                class="card-filter"
                data-test="mark-filter"
                aria-label=strings::MARK_FILTER
                on:change=set
            >
                {options}
            </select>
        </Show>
    }
}

/// True if a claim of an article is shown.
pub(in crate::app) fn admitted(store: Store, row: &ClaimRow) -> bool {
    store.filter.with(|filter| filter.mark.admits(row))
}

/// Takes the underline from claims of the text that the filter leaves out.
pub(in crate::app) fn dim_filtered(store: Store, shown: RwSignal<usize>) {
    let mark = Memo::new(move |_| store.filter.with(|filter| filter.mark.clone()));
    Effect::new(move |_| {
        shown.track();
        let (mark, open) = (mark.get(), store.open.get());
        let is_in = |open: &OpenArticle, id: &str| {
            open.claim(id).is_some_and(|claim| mark.admits(&ClaimRow::new(open.key, claim)))
        };
        for element in browser::all(".text [data-of]") {
            let ids = element.get_attribute("data-of").unwrap_or_default();
            let is_shown = mark == MarkFilter::All
                || open.as_ref().is_some_and(|open| ids.split(' ').any(|id| is_in(open, id)));
            drop(element.class_list().toggle_with_force("out", !is_shown));
        }
    });
}
