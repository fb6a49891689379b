//! [`ClaimLine`]: a claim in the words of one article, in a list.

use leptos::prelude::*;

use super::{Jump, claim_of};
use crate::app::speaker::SpeakerBadge;
use crate::app::store::{Place, store};
use crate::app::strings;
use crate::report::{ClaimRef, Quotation};

/// A claim in the words of one article; quotes set as quotes.
#[component]
pub(super) fn ClaimLine(
    /// The claim.
    claim: ClaimRef,
    /// True if it says whose it is.
    with_speaker: bool,
) -> impl IntoView {
    let store = store();
    let place = Place::Claim(claim.claim.clone());
    let article = claim.article.clone();
    let words = move || {
        claim_of(store, &claim).map(|row| {
            let name = row.shown_speaker().to_owned();
            let speaker = with_speaker.then(|| {
                view! {
                    <SpeakerBadge name=name.clone() />
                    " "
                    <span dir="auto">{name.clone()}</span>
                    " "
                }
            });
            let is_quote = row.quotation == Quotation::Direct;
            view! {
                <span class:wording-head=with_speaker>
                    {speaker} <span class="card-cue" dir="auto">{row.cue.clone()}</span>
                </span>
                " "
                <span class="wording" class:quoted=is_quote dir="auto">
                    {row.content.clone()}
                </span>
                <span class="wording-notes">{strings::quotation(row.quotation)}</span>
            }
        })
    };
    view! { <li>{words} <Jump article=article place=place /></li> }
}
