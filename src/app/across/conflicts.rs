//! [`Conflicts`]: passages that differ on the same point, side by side.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Jump, Paged, place_of};
use crate::app::state::{Word, differing_words};
use crate::app::strings;
use crate::report::{Comparison, Conflict, Passage, readable};

/// Conflicts that are drawn at once; more at the reader's wish.
const AT_ONCE: usize = 50;

/// Passages that differ on the same point.
#[component]
pub(super) fn Conflicts(
    /// The comparison.
    comparison: Arc<Comparison>,
) -> impl IntoView {
    let n = comparison.conflicts.len();
    let pair = move |i: usize| {
        let conflict = comparison.conflicts.get(i)?.clone();
        Some(view! { <Pair conflict=conflict /> }.into_any())
    };
    view! {
        <div class="conflicts">
            <p class="empty-note" hidden=n != 0>{strings::NO_CONFLICTS}</p>
            <Paged n=n at_once=AT_ONCE row=pair />
        </div>
    }
}

/// Two passages side by side, the differing words marked.
#[component]
fn Pair(
    /// The conflict.
    conflict: Conflict,
) -> impl IntoView {
    let Conflict { kind, entity, left, right, explanation, confidence } = conflict;
    let (left_words, right_words) =
        differing_words(&readable(&left.span.exact), &readable(&right.span.exact), &explanation);
    let certainty = strings::confidence(confidence);
    view! {
        <article class="conflict" data-test="conflict">
            <h3>
                {strings::conflict(kind)}
                {entity.map(|name| view! { ": " <span dir="auto">{name}</span> })}
            </h3>
            <div class="sides">
                <Side passage=left words=left_words />
                <Side passage=right words=right_words />
            </div>
            <p class="explanation" dir="auto">{explanation}</p>
            <p class="certainty">{certainty} " about the same thing"</p>
        </article>
    }
}

/// One of the two passages.
#[component]
fn Side(
    /// Where it stands.
    passage: Passage,
    /// Its words, those that differ marked.
    words: Vec<Word>,
) -> impl IntoView {
    let word = |(text, differs): Word| {
        if differs {
            let words = text.trim_end().to_owned();
            let space = text[words.len()..].to_owned();
            view! {
                <mark>{words}</mark>
                {space}
            }
            .into_any()
        } else {
            view! { <span>{text}</span> }.into_any()
        }
    };
    view! {
        <div class="side">
            <blockquote dir="auto">{words.into_iter().map(word).collect_view()}</blockquote>
            <Jump article=passage.article.clone() place=place_of(&passage) />
        </div>
    }
}
