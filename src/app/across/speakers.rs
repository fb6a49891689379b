//! [`Speakers`]: what each person or body is reported to have said, over all articles.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::claim_line::ClaimLine;
use super::{ClaimList, Paged, claim_of};
use crate::app::confidence::SureFilter;
use crate::app::editing::SpeakerButton;
use crate::app::speaker::SpeakerBadge;
use crate::app::store::{Store, store};
use crate::app::strings;
use crate::report::{ClaimRef, Comparison, Speaker, Sureness};

/// Speakers that are drawn at once; more at the reader's wish.
const AT_ONCE: usize = 100;
/// Speakers that are drawn open; the others open at a click.
const OPEN_AT_FIRST: usize = 3;
/// Statements of a speaker that are drawn at once.
const STATEMENTS: usize = 20;

/// What each person or body is reported to have said.
#[component]
pub(super) fn Speakers(
    /// The comparison.
    comparison: Arc<Comparison>,
) -> impl IntoView {
    let store = store();
    let n = comparison.speakers.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(comparison.speakers[i].claims.len()));
    let person = {
        let comparison = comparison.clone();
        move |i: usize| {
            let speaker = comparison.speakers.get(*order.get(i)?)?.clone();
            Some(view! { <Person speaker=speaker is_open={i < OPEN_AT_FIRST} /> }.into_any())
        }
    };
    let hidden = move || {
        let claims = comparison.speakers.iter().flat_map(|speaker| &speaker.claims);
        claims.filter(|claim| is_hidden(store, claim)).count()
    };
    view! {
        <div class="speakers">
            <SureFilter hidden=Signal::derive(hidden) />
            <p class="empty-note" hidden=n != 0>{strings::NO_SPEAKERS}</p>
            <Paged n=n at_once=AT_ONCE row=person />
        </div>
    }
}

/// True if a claim is not sure enough for the reader.
fn is_hidden(store: Store, claim: &ClaimRef) -> bool {
    let least = store.least.get();
    least > Sureness::default() && claim_of(store, claim).is_some_and(|row| row.is_hidden(least))
}

/// Somebody, with roles and statements.
#[component]
fn Person(
    /// Who.
    speaker: Speaker,
    /// True if the statements are shown at first.
    is_open: bool,
) -> impl IntoView {
    let store = store();
    let Speaker { name, aliases, roles, claims } = speaker;
    let opened = RwSignal::new(is_open);
    let n_claims = strings::claims(claims.len());
    let claims = Arc::new(claims);
    let shown = {
        let claims = claims.clone();
        Memo::new(move |_| {
            claims.iter().filter(|claim| !is_hidden(store, claim)).cloned().collect::<Vec<_>>()
        })
    };
    let n_hidden = move || {
        let hidden = claims.len() - shown.with(Vec::len);
        (hidden > 0).then(|| format!(" · {}", strings::n_hidden(hidden)))
    };
    // A role that opens a sentence has a capital, and is the same.
    let mut known = BTreeSet::new();
    let about = roles.into_iter().chain(aliases).filter(|words| known.insert(words.to_lowercase()));
    let about: Vec<String> = about.collect();
    let called = name.clone();
    let statements = move || {
        opened.get().then(|| {
            view! {
                <SpeakerButton name=called.clone() label=strings::SPEAKER_EDIT />
                <ClaimList claims=shown.get() at_once=STATEMENTS row=statement />
            }
        })
    };
    view! {
        <details class="person" data-test="speaker" open=is_open on:toggle=move |_| opened.set(true)>
            <summary>
                <SpeakerBadge name=name.clone() />
                " "
                <strong dir="auto">{name}</strong>
                <span class="n">" " {n_claims} {n_hidden}</span>
                <span class="roles" dir="auto">{about.join(" · ")}</span>
            </summary>
            {statements}
        </details>
    }
}

fn statement(claim: ClaimRef) -> AnyView {
    view! { <ClaimLine claim=claim with_speaker=false /> }.into_any()
}
