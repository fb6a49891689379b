//! What shows that a person marked or changed a claim: [`MarkChip`], [`PersonNotes`], and
//! [`DeletedClaims`].

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::state::ClaimRow;
use crate::app::store::{Store, store};
use crate::app::strings;
use crate::report::{ByPerson, Claim, Edit, EditOp, Quotation};

/// The reader's mark on a claim, that there is a note, and that it was changed.
#[component]
pub(in crate::app) fn MarkChip(
    /// The claim.
    row: Arc<ClaimRow>,
) -> impl IntoView {
    let mark = row.mark.as_deref().map(|mark| strings::mark(mark).to_owned());
    let note =
        row.note.clone().map(|note| view! { <span class="chip" title=note>{strings::NOTE}</span> });
    let edited = row.is_edited.then(|| view! { <span class="chip">{strings::EDITED}</span> });
    view! {
        {mark.map(|mark| view! { <span class="chip mark-chip" dir="auto">{mark}</span> })}
        {note}
        {edited}
    }
}

/// The reader's mark and note on a claim, and what was changed in it.
#[component]
pub(super) fn PersonNotes(
    /// The claim as it stands.
    claim: Arc<Claim>,
) -> impl IntoView {
    claim.person.clone().map(|person| person_notes(&claim, person))
}

fn person_notes(claim: &Arc<Claim>, person: ByPerson) -> impl IntoView + use<> {
    let mark = person.mark.map(|mark| {
        let name = strings::mark(&mark).to_owned();
        view! { <span class="chip mark-chip" data-test="claim-marked" dir="auto">{name}</span> }
    });
    let note = person.note.map(|note| {
        view! { <p class="card-note" data-test="claim-note" dir="auto">{note}</p> }
    });
    let edited = (!person.edits.is_empty()).then(|| {
        let word = if person.added { strings::ADDED } else { strings::EDITED };
        view! {
            <details class="as-found" data-test="as-found">
                <summary data-test="edited-chip">{word}</summary>
                <AsFound claim=claim.clone() />
            </details>
        }
    });
    view! {
        {mark}
        {edited}
        {note}
    }
}

/// A claim as it was found, and the changes, each of which can be taken back.
#[component]
fn AsFound(
    /// The claim as it stands.
    claim: Arc<Claim>,
) -> impl IntoView {
    let store = store();
    let open = store.open.get_untracked();
    let found = open.as_ref().and_then(|open| open.found_claim(&claim.id).cloned());
    let original = match found {
        Some(found) => view! {
            <p class="label">{strings::AS_FOUND}</p>
            {original_view(open.map_or(0, |open| open.key), &found)}
        }
        .into_any(),
        None => view! { <p class="label">{strings::NOT_FOUND}</p> }.into_any(),
    };
    let edits = claim.person.iter().flat_map(|person| &person.edits);
    let edits = store
        .edits
        .with_untracked(|log| edits.filter_map(|id| log.edit(id).cloned()).collect::<Vec<_>>());
    view! {
        {original}
        <ul class="changes">
            {edits.into_iter().map(|edit| change_view(store, edit)).collect_view()}
        </ul>
    }
}

/// A claim as it was found, in small.
fn original_view(key: u32, found: &Claim) -> impl IntoView + use<> {
    let row = ClaimRow::new(key, found);
    let name = row.shown_speaker().to_owned();
    let notes = [strings::quotation(row.quotation), strings::certainty(row.certainty)].join(" · ");
    view! {
        <p class="original" dir="auto">
            <span class="card-speaker">{name}</span>
            " "
            <span class="card-cue">{row.cue}</span>
            " "
            <span class="card-content" class:quoted=row.quotation == Quotation::Direct>
                {row.content}
            </span>
            <span class="original-notes">{notes}</span>
        </p>
    }
}

/// A change in a list, with the way to take it back.
pub(super) fn change_view(store: Store, edit: Edit) -> impl IntoView {
    let what = strings::describe(&edit);
    let label = strings::edit_of(strings::TAKE_BACK, &what);
    view! {
        <li>
            <span dir="auto">{what}</span>
            <button
                type="button"
                class="link"
                data-test="take-back"
                aria-label=label
                on:click=move |_| store.take_back(&edit.id)
            >
                {strings::TAKE_BACK}
            </button>
        </li>
    }
}

/// The claims of the open article that the reader deleted.
#[component]
pub(in crate::app) fn DeletedClaims() -> impl IntoView {
    let store = store();
    move || {
        let open = store.open.get()?;
        let edits: Vec<Edit> = store.edits.with_untracked(|log| {
            let here = |e: &&Edit| e.op == EditOp::DeleteClaim && e.target.article == open.found.id;
            log.edits().iter().filter(here).cloned().collect()
        });
        let claims: Vec<Claim> = open.deleted().cloned().collect();
        let key = open.key;
        let item = move |found: Claim| {
            let edit = edits.iter().find(|edit| edit.target.spans == found.content).cloned();
            view! {
                <div class="deleted" data-test="claim-deleted">
                    {original_view(key, &found)}
                    <ul class="changes">{edit.map(|edit| change_view(store, edit))}</ul>
                </div>
            }
        };
        (!claims.is_empty()).then(|| {
            let n = claims.len();
            view! {
                <details class="as-found">
                    <summary data-test="deleted-open">{strings::DELETED_TITLE} " " {n}</summary>
                    {claims.into_iter().map(item).collect_view()}
                </details>
            }
        })
    }
}
