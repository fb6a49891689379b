//! [`Timeline`]: dated passages, earliest first.

use std::sync::Arc;

use leptos::prelude::*;

use super::Jump;
use crate::app::state::excerpt;
use crate::app::store::Place;
use crate::app::strings;
use crate::report::{Comparison, Moment, readable};

/// Rows that are drawn at once.
const AT_ONCE: usize = 200;

/// Dated passages, earliest first.
#[component]
pub(super) fn Timeline(
    /// The comparison.
    comparison: Arc<Comparison>,
) -> impl IntoView {
    let n = comparison.timeline.len();
    let shown = RwSignal::new(AT_ONCE);
    let each = move || (0..n.min(shown.get())).collect::<Vec<_>>();
    let row = move |i: usize| {
        let is_new = i == 0
            || comparison.timeline.get(i - 1).map(|m| &m.value)
                != comparison.timeline.get(i).map(|m| &m.value);
        comparison
            .timeline
            .get(i)
            .map(|moment| view! { <Row moment=moment.clone() is_new_date=is_new /> })
    };
    let is_whole = move || shown.get() >= n;
    view! {
        <p class="empty-note" hidden=n != 0>{strings::NO_TIMELINE}</p>
        <table class="timeline" hidden=n == 0>
            <thead>
                <tr>
                    <th scope="col">{strings::DATE}</th>
                    <th scope="col">{strings::PASSAGE}</th>
                </tr>
            </thead>
            <tbody>
                <For each=each key=|i| *i children=row />
            </tbody>
        </table>
        <button
            type="button"
            class="more"
            hidden=is_whole
            on:click=move |_| shown.update(|shown| *shown += AT_ONCE)
        >
            {move || strings::more(n.saturating_sub(shown.get()))}
        </button>
    }
}

/// A dated passage.
#[component]
fn Row(
    /// The passage.
    moment: Moment,
    /// True if the row above has another date.
    is_new_date: bool,
) -> impl IntoView {
    let place = Place::Position(moment.span.start);
    let date = strings::date(&moment.value);
    view! {
        <tr data-test="moment">
            <th scope="row" class:same=!is_new_date>
                {date}
            </th>
            <td>
                <span class="wording" dir="auto">{excerpt(&readable(&moment.span.exact), 280)}</span>
                <Jump article=moment.article place=place />
            </td>
        </tr>
    }
}
