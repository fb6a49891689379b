//! How sure a claim is, in words with the number on demand; and what hides the unsure.

use leptos::prelude::*;

use super::store::{Open, store};
use super::strings;
use crate::report::Sureness;

/// How sure a claim is: a word, and the percentage once it is asked for.
#[component]
pub(super) fn SurenessMark(
    /// The claim's confidence; `None`: not rated, and nothing is drawn.
    confidence: Option<f64>,
) -> impl IntoView {
    confidence.map(|confidence| {
        let asked = RwSignal::new(false);
        let sureness = Sureness::of(confidence);
        let percent = strings::percent(confidence);
        let shown = percent.clone();
        view! {
            <button
                type="button"
                class="sureness"
                class:is-unsure=sureness == Sureness::Unsure
                data-test="sureness"
                title=percent
                aria-expanded=move || asked.get().to_string()
                on:click=move |_| asked.update(|asked| *asked = !*asked)
            >
                {sureness.words()}
                {move || asked.get().then(|| format!(" · {shown}"))}
            </button>
        }
    })
}

/// Hides claims that are not sure enough, in all views, and says how many; and the way to what
/// confidence means.
#[component]
pub(super) fn SureFilter(
    /// How many the choice hides where this stands.
    #[prop(into)]
    hidden: Signal<usize>,
) -> impl IntoView {
    let store = store();
    let is_rated = Memo::new(move |_| store.claims.with(|claims| claims.n_rated() > 0));
    let set = move |event| {
        let chosen = event_target_value(&event);
        let level = Sureness::ALL.iter().find(|level| level.words() == chosen);
        store.least.set(level.copied().unwrap_or_default());
    };
    let option = move |level: Sureness| {
        view! {
            <option value=level.words() prop:selected=move || store.least.get() == level>
                {strings::at_least(level)}
            </option>
        }
    };
    view! {
        <div class="sure-filter">
            <Show when=move || is_rated.get()>
                <select data-test="sure-filter" aria-label=strings::SURENESS on:change=set>
                    {Sureness::ALL.map(option).collect_view()}
                </select>
            </Show>
            <span class="n-hidden" data-test="n-hidden" role="status">
                {move || (hidden.get() > 0).then(|| strings::n_hidden(hidden.get()))}
            </span>
            <button
                type="button"
                class="link"
                data-test="how-sure"
                on:click=move |_| store.dialog.set(Some(Open::Confidence))
            >
                {strings::HOW_OFTEN_RIGHT}
            </button>
        </div>
    }
}
