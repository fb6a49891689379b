//! [`SummaryPanel`]: the article's own sentences, as many as the reader wants.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::state::OpenArticle;
use crate::app::store::{Place, Store, store};
use crate::app::{browser, strings};
use crate::report::{SummaryLine, SummaryMethod, SummaryPiece, summary_within, summary_words};

/// The summary, with its length in the reader's hand.
#[component]
pub(super) fn SummaryPanel(
    /// The article.
    open: Arc<OpenArticle>,
) -> impl IntoView {
    let store = store();
    let n_all = open.article.summary.ranking.len();
    let length = move || store.length.get().clamp(1, n_all.max(1));
    let lines = {
        let open = open.clone();
        move || open.summary_lines(length())
    };
    let general = open.article.summary.method == SummaryMethod::General;
    let row = {
        let open = open.clone();
        move |line: SummaryLine| view! { <Sentence open=open.clone() line=line /> }
    };
    let (copied, measured) = (open.clone(), open);
    let copy = move |_| {
        browser::copy(&as_text(store, &copied, store.length.get_untracked()));
        store.say_briefly(strings::COPIED);
    };
    view! {
        <section class="summary" aria-labelledby="summary-title" data-test="summary">
            <header class="panel-head">
                <h2 id="summary-title">{strings::SUMMARY}</h2>
                <button type="button" class="quiet" data-test="summary-copy" on:click=copy>
                    {strings::COPY}
                </button>
            </header>
            {if n_all == 0 {
                view! { <p class="empty-note">{strings::NO_SUMMARY}</p> }.into_any()
            } else {
                view! {
                    <Length open=measured n_all=n_all />
                    <ol class="summary-list">
                        <For each=lines key=|line| line.clone() children=row />
                    </ol>
                    <p class="empty-note" hidden=!general data-test="summary-method">
                        {strings::SUMMARY_GENERAL}
                    </p>
                }
                    .into_any()
            }}
        </section>
    }
}

/// Sets the number of sentences.
#[component]
fn Length(
    /// The article.
    open: Arc<OpenArticle>,
    /// How many there are.
    n_all: usize,
) -> impl IntoView {
    let store = store();
    let set = move |n: usize| store.length.set(n.clamp(1, n_all));
    let length = move || store.length.get().clamp(1, n_all);
    let slid = move |event| {
        if let Ok(n) = event_target_value(&event).parse() {
            set(n);
        }
    };
    let is_whole = move || length() >= n_all;
    let n_words = {
        let open = open.clone();
        move || summary_words(&open.article, length())
    };
    let budgeted = move |event| {
        if let Ok(budget) = event_target_value(&event).parse() {
            set(summary_within(&open.article, budget));
        }
    };
    view! {
        <div class="length">
            <button
                type="button"
                class="step"
                data-test="summary-fewer"
                aria-label=strings::SHORTER
                disabled=move || length() <= 1
                on:click=move |_| set(length().saturating_sub(1))
            >
                "−"
            </button>
            <input
                type="range"
                min="1"
                max=n_all.to_string()
                prop:value=move || length().to_string()
                aria-label=strings::SUMMARY_LENGTH
                aria-valuetext=move || strings::n_of_sentences(length(), n_all)
                data-test="summary-length"
                on:input=slid
            />
            <button
                type="button"
                class="step"
                data-test="summary-more"
                aria-label=strings::LONGER
                disabled=is_whole
                on:click=move |_| set(length() + 1)
            >
                "+"
            </button>
            <output>{move || strings::n_of_sentences(length(), n_all)}</output>
        </div>
        <p class="budget">
            <label>
                {strings::AT_MOST} " "
                <input
                    type="number"
                    min="10"
                    step="10"
                    inputmode="numeric"
                    data-test="summary-budget"
                    on:input=budgeted
                />
                " " {strings::WORDS}
            </label>
            <output data-test="summary-words">{move || strings::n_words(n_words())}</output>
        </p>
    }
}

/// A sentence of the summary, and why it is in it.
#[component]
fn Sentence(
    /// The article.
    open: Arc<OpenArticle>,
    /// The sentence, with what is put in.
    line: SummaryLine,
) -> impl IntoView {
    let store = store();
    let (key, id) = (open.key, line.sentence);
    let because: Vec<String> = open.because(id).iter().map(|code| strings::because(code)).collect();
    let why = (!because.is_empty()).then(|| {
        view! {
            <details class="why">
                <summary>{strings::WHY}</summary>
                <span>{because.join(", ")}</span>
            </details>
        }
    });
    view! {
        <li data-test="summary-sentence">
            <button
                type="button"
                class="sentence"
                dir="auto"
                on:click=move |_| store.open_article(key, Some(Place::Sentence(id)))
            >
                {line.pieces.into_iter().map(piece).collect_view()}
            </button>
            {why}
        </li>
    }
}

/// Words of a line; what is put in is marked.
fn piece(piece: SummaryPiece) -> AnyView {
    if piece.inserted {
        let title = piece.left_out.map_or(strings::PUT_IN.to_owned(), |w| strings::left_out(&w));
        view! { <ins title=title>{piece.words}</ins> }.into_any()
    } else {
        piece.words.into_any()
    }
}

/// The summary with its source, for the clipboard.
fn as_text(store: Store, open: &OpenArticle, length: usize) -> String {
    let lines = open.summary_lines(length);
    let text: Vec<String> = lines.iter().map(SummaryLine::text).collect();
    let mut pieces = lines.iter().flat_map(|line| &line.pieces);
    let put_in = pieces.any(|piece| piece.inserted && piece.left_out.is_none());
    let published =
        untrack(|| store.field(open.key, "published", open.article.metadata.published.clone()).0);
    let date = published.map_or(strings::DATE_NOT_STATED.to_owned(), |date| strings::date(&date));
    let source: Vec<String> = [
        Some(untrack(|| store.title(open.key))),
        untrack(|| store.outlet(open.key)),
        Some(date),
        Some(strings::summary_source(lines.len(), put_in)),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{}\n\n{}", text.join("\n"), source.join(", "))
}
