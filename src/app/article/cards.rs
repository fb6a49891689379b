//! [`ClaimCards`]: every claim of the open article in its margin.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::app::claims_table::citation;
use crate::app::confidence::{SureFilter, SurenessMark};
use crate::app::editing::{CardTools, DeletedClaims, MarkSelect, NewClaim, admitted};
use crate::app::speaker::SpeakerBadge;
use crate::app::state::{ClaimRow, OpenArticle};
use crate::app::store::{Place, View, store};
use crate::app::{browser, strings};
use crate::report::{CertaintyLabel, Claim, ClaimKind, to_json};

/// Cards that are drawn at once.
const AT_ONCE: usize = 40;

/// Every claim of the open article, by speaker if the reader wants.
#[component]
pub(super) fn ClaimCards(
    /// The article.
    open: Arc<OpenArticle>,
) -> impl IntoView {
    let store = store();
    let speaker = RwSignal::new(None::<String>);
    let key = open.key;
    let no_claims = strings::no_claims(&open.article.metadata.language.code);
    // The reader may change claims while the cards stand: only those that differ are drawn anew.
    let rows = Memo::new(move |_| {
        let now = store.open.get().filter(|now| now.key == key);
        let now = now.as_ref().unwrap_or(&open);
        let row = |claim: &Claim| (Arc::new(ClaimRow::new(key, claim)), Arc::new(claim.clone()));
        now.article.claims.iter().map(row).collect::<Vec<CardRow>>()
    });
    let n_claims = move || rows.with(Vec::len);
    let counts = Memo::new(move |_| rows.with(|rows| speaker_counts(rows)));
    let shown = RwSignal::new(AT_ONCE);
    draw_more(shown, rows.with_untracked(Vec::len));
    let fits = move |row: &ClaimRow| {
        let name = row.speaker.as_deref().unwrap_or_default();
        let is_theirs = speaker.with(|wanted| wanted.as_deref().is_none_or(|w| w == name));
        is_theirs && admitted(store, row)
    };
    let hidden = move || {
        let least = store.least.get();
        rows.with(|rows| rows.iter().filter(|(row, _)| fits(row) && row.is_hidden(least)).count())
    };
    let visible = move || {
        let least = store.least.get();
        let fits = |(row, _): &&CardRow| fits(row) && !row.is_hidden(least);
        rows.with(|rows| rows.iter().filter(fits).take(shown.get()).cloned().collect::<Vec<_>>())
    };
    let card = move |(row, claim): CardRow| view! { <Card row=row claim=claim /> };
    view! {
        <section class="cards" aria-labelledby="cards-title">
            <header class="panel-head">
                <h2 id="cards-title" tabindex="-1">
                    {strings::CLAIMS} " " <span class="n">{n_claims}</span>
                </h2>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| {
                        store.filter.update(|filter| filter.article = Some(key));
                        store.view.set(View::Claims);
                    }
                >
                    {strings::CLAIMS_TABLE_LINK}
                </button>
            </header>
            <SpeakerSelect counts=counts speaker=speaker />
            <SureFilter hidden=Signal::derive(hidden) />
            <MarkSelect />
            <NewClaim />
            <p class="empty-note" hidden=move || n_claims() != 0>{no_claims}</p>
            <For each=visible key=|(_, claim)| fingerprint(claim) children=card />
            <DeletedClaims />
        </section>
    }
}

/// A claim as a row, and itself.
type CardRow = (Arc<ClaimRow>, Arc<Claim>);

/// The same for claims that look the same.
fn fingerprint(claim: &Claim) -> Vec<u8> {
    to_json(claim)
}

fn draw_more(shown: RwSignal<usize>, n_claims: usize) {
    if shown.try_get_untracked().is_none_or(|n| n >= n_claims) {
        return;
    }
    let next = move || {
        if shown.try_update(|n| *n += AT_ONCE).is_some() {
            draw_more(shown, n_claims);
        }
    };
    set_timeout(next, Duration::from_millis(16));
}

fn speaker_counts(rows: &[CardRow]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (row, _) in rows {
        *counts.entry(row.speaker.as_deref().unwrap_or_default().to_owned()).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// Which speaker's cards are shown.
#[component]
fn SpeakerSelect(
    /// Names and numbers of claims.
    counts: Memo<Vec<(String, usize)>>,
    /// The choice.
    speaker: RwSignal<Option<String>>,
) -> impl IntoView {
    let option = move |(name, n): (String, usize)| {
        let shown = if name.is_empty() { strings::NOT_NAMED } else { &name };
        let text = format!("{shown} ({n})");
        let is_chosen = speaker.with_untracked(|speaker| speaker.as_ref() == Some(&name));
        view! {
            <option value=format!("={name}") selected=is_chosen>
                {text}
            </option>
        }
    };
    let has_many = move || counts.with(|counts| counts.len() > 1);
    // A name that is gone leaves nothing to choose.
    Effect::new(move |_| {
        let is_gone = speaker.with(|speaker| {
            speaker.as_ref().is_some_and(|name| counts.with(|c| c.iter().all(|(n, _)| n != name)))
        });
        if is_gone {
            speaker.set(None);
        }
    });
    view! {
        <Show when=has_many>
            <select
                class="card-filter"
                data-test="speaker-filter"
                aria-label=strings::SPEAKER
                on:change=move |event| {
                    speaker.set(event_target_value(&event).strip_prefix('=').map(str::to_owned));
                }
            >
                <option value="">{strings::ALL_SPEAKERS}</option>
                {move || counts.get().into_iter().map(option).collect_view()}
            </select>
        </Show>
    }
}

/// A claim: who, by which word, what, how.
#[component]
fn Card(
    /// The claim as a row.
    row: Arc<ClaimRow>,
    /// The claim.
    claim: Arc<Claim>,
) -> impl IntoView {
    let store = store();
    let (key, id) = (row.key, row.claim.clone());
    let is_chosen = {
        let id = id.clone();
        move || store.chosen.with(|chosen| chosen.as_ref() == Some(&id))
    };
    let name = row.shown_speaker().to_owned();
    let is_author = claim.kind == ClaimKind::Authorial;
    let cue = if is_author { strings::BY_AUTHOR.to_owned() } else { row.cue.clone() };
    let place = Place::Claim(id.clone());
    let open = move |_| store.open_article(key, Some(place.clone()));
    let copied = row.clone();
    let copy = move |_| {
        browser::copy(&citation(store, &copied));
        store.say_briefly(strings::COPIED);
    };
    let copy_label = strings::edit_of(strings::COPY, &row.content);
    view! {
        <article class="card" class:chosen=is_chosen data-card=id data-test="claim-card">
            <button type="button" class="card-main" data-test="claim-show" title=strings::SHOW_IN_TEXT on:click=open>
                <span class="card-head">
                    <SpeakerBadge name=name.clone() />
                    <span class="card-speaker" dir="auto">{name}</span>
                    " "
                    <span class="card-cue" dir="auto">{cue}</span>
                </span>
                <span class="card-content" class:quoted=row.quotation == crate::report::Quotation::Direct dir="auto">
                    {row.content.clone()}
                </span>
            </button>
            <CardTools claim=claim.clone()>
                <span dir="auto">{notes(&row, &claim)}</span>
                <SurenessMark confidence=row.confidence />
                <button
                    type="button"
                    class="quiet"
                    data-test="claim-copy"
                    aria-label=copy_label
                    on:click=copy
                >
                    {strings::COPY}
                </button>
            </CardTools>
        </article>
    }
}

/// "paraphrase · predicted · via TASS". What is flatly put needs no word.
fn notes(row: &ClaimRow, claim: &Claim) -> String {
    let mut notes = Vec::new();
    if claim.kind == ClaimKind::Attributed {
        notes.push(strings::quotation(row.quotation).to_owned());
    }
    if claim.certainty.label != CertaintyLabel::Asserted {
        notes.push(strings::certainty(row.certainty).to_owned());
    }
    let bare = |words: &str| words.to_lowercase().trim_start_matches("the ").to_owned();
    let names = bare(&row.said_as) == bare(row.speaker.as_deref().unwrap_or_default());
    if !row.said_as.is_empty() && !names && claim.kind == ClaimKind::Attributed {
        notes.push(format!("{} “{}”", strings::HOW_SAID_AS, row.said_as));
    }
    if !row.via.is_empty() {
        notes.push(format!("{} {}", strings::VIA.to_lowercase(), row.via));
    }
    notes.join(" · ")
}
