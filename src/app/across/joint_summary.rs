//! [`JointSummary`]: sentences of several articles that together say what the story is.

use std::sync::Arc;

use leptos::prelude::*;

use super::Jump;
use crate::app::store::{Place, store};
use crate::app::strings;
use crate::report::{Comparison, Conflict, SentenceRef, told};

/// Sentences that are shown.
const SENTENCES: usize = 5;
/// Conflicts that are named at a sentence.
const DIFFERENCES: usize = 3;

/// Sentences of several articles, without repetition.
#[component]
pub(super) fn JointSummary(
    /// The comparison.
    comparison: Arc<Comparison>,
) -> impl IntoView {
    let sentences: Vec<SentenceRef> = comparison.summary.iter().take(SENTENCES).cloned().collect();
    let is_empty = sentences.is_empty();
    let rows = sentences.into_iter().map(|sentence| {
        let differ = differences(&comparison.conflicts, &sentence);
        view! { <Row sentence=sentence differ=differ /> }
    });
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
    /// What the articles differ on in it.
    differ: Vec<String>,
) -> impl IntoView {
    let store = store();
    let key = store.library.with_untracked(|l| l.key_of(&sentence.article));
    let words =
        key.and_then(|key| store.load(key)).map(|open| told(&open.article, sentence.sentence));
    let agreed = sentence.agreed.len();
    let also = (agreed > 0).then(|| view! { <span class="also">{strings::also_in(agreed)}</span> });
    let differ = (!differ.is_empty()).then(|| {
        view! {
            <span class="differ" dir="auto">
                {differ.join(" ")}
            </span>
        }
    });
    view! {
        <li>
            <span class="wording" dir="auto">{words}</span>
            <Jump article=sentence.article place=Place::Sentence(sentence.sentence) />
            {also}
            {differ}
        </li>
    }
}

/// What the articles differ on in a sentence, the first few lines.
fn differences(conflicts: &[Conflict], sentence: &SentenceRef) -> Vec<String> {
    let touched = sentence.conflicts.iter().filter_map(|&i| conflicts.get(i));
    touched.take(DIFFERENCES).map(|c| c.explanation.clone()).collect()
}
