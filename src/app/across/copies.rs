//! [`SharedText`]: articles that share their wording.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Jump, place_of};
use crate::app::state::excerpt;
use crate::app::store::Place;
use crate::app::strings;
use crate::report::{Comparison, Copies};

/// Longest passages that are shown of each set of copies.
const PASSAGES: usize = 6;

/// Articles that share their wording.
#[component]
pub(super) fn SharedText(
    /// The comparison.
    comparison: Arc<Comparison>,
) -> impl IntoView {
    let copies = &comparison.copies;
    let sets = copies.iter().map(|copies| view! { <Set copies=copies.clone() /> }).collect_view();
    view! {
        <div class="copies">
            <p class="empty-note" hidden=!copies.is_empty()>{strings::NO_COPIES}</p>
            {sets}
        </div>
    }
}

/// Articles that share one text.
#[component]
fn Set(
    /// The articles, and what they share.
    copies: Copies,
) -> impl IntoView {
    let articles = copies.articles.iter().map(|id| {
        view! { <li><Jump article=id.clone() place=Place::Position(0) /></li> }
    });
    let passages = copies.passages.iter().take(PASSAGES).map(|passage| {
        let place = place_of(passage);
        view! {
            <li>
                <span class="wording" dir="auto">{excerpt(&passage.span.exact, 320)}</span>
                <Jump article=passage.article.clone() place=place />
            </li>
        }
    });
    view! {
        <article class="copy-set" data-test="copy">
            <h3>{strings::overlap(copies.overlap, copies.articles.len())}</h3>
            <ul class="copy-articles">{articles.collect_view()}</ul>
            <ul class="wordings">{passages.collect_view()}</ul>
        </article>
    }
}
