//! [`JointSummary`]: sentences of several articles that together say what the story is.

use std::sync::Arc;

use leptos::prelude::*;

use super::Jump;
use crate::app::store::{Place, store};
use crate::app::strings;
use crate::report::{Comparison, SentenceRef, readable};

/// Sentences that are shown.
const SENTENCES: usize = 5;

/// Sentences of several articles, without repetition.
#[component]
pub(super) fn JointSummary(
    /// The comparison.
    comparison: Arc<Comparison>,
) -> impl IntoView {
    let sentences: Vec<SentenceRef> = comparison.summary.iter().take(SENTENCES).cloned().collect();
    let is_empty = sentences.is_empty();
    let rows = sentences.into_iter().map(|sentence| view! { <Row sentence=sentence /> });
    view! {
        <section class="joint-summary" data-test="joint-summary" hidden=is_empty>
            <h3>{strings::JOINT_SUMMARY}</h3>
            <ol>{rows.collect_view()}</ol>
        </section>
    }
}

/// A sentence with its article.
#[component]
fn Row(
    /// The sentence.
    sentence: SentenceRef,
) -> impl IntoView {
    let store = store();
    let key = store.library.with_untracked(|l| l.key_of(&sentence.article));
    let words =
        key.and_then(|key| store.load(key)).map(|open| readable(open.sentence(sentence.sentence)));
    view! {
        <li>
            <span class="wording" dir="auto">{words}</span>
            <Jump article=sentence.article place=Place::Sentence(sentence.sentence) />
        </li>
    }
}
