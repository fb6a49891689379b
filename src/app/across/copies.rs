//! [`SharedText`]: articles that share their wording.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Jump, Paged, place_of};
use crate::app::state::excerpt;
use crate::app::store::Place;
use crate::app::strings;
use crate::report::{Comparison, Copies};

/// Sets that are drawn at once; more at the reader's wish.
const AT_ONCE: usize = 20;
/// Articles of a set that are drawn at once.
const ARTICLES: usize = 50;
/// Longest passages that are shown of each set of copies.
const PASSAGES: usize = 6;

/// Articles that share their wording.
#[component]
pub(super) fn SharedText(
    /// The comparison.
    comparison: Arc<Comparison>,
) -> impl IntoView {
    let n = comparison.copies.len();
    let set = move |i: usize| {
        let copies = comparison.copies.get(i)?.clone();
        Some(view! { <Set copies=copies /> }.into_any())
    };
    view! {
        <div class="copies">
            <p class="empty-note" hidden=n != 0>{strings::NO_COPIES}</p>
            <Paged n=n at_once=AT_ONCE row=set />
        </div>
    }
}

/// Articles that share one text.
#[component]
fn Set(
    /// The articles, and what they share.
    copies: Copies,
) -> impl IntoView {
    let ids = copies.articles.clone();
    let article = move |i: usize| {
        let id = ids.get(i)?.clone();
        Some(view! { <li><Jump article=id place=Place::Position(0) /></li> }.into_any())
    };
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
            <ul class="copy-articles">
                <Paged n=copies.articles.len() at_once=ARTICLES row=article />
            </ul>
            <ul class="wordings">{passages.collect_view()}</ul>
        </article>
    }
}
