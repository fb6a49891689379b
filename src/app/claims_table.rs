//! [`ClaimsTable`]: the claims of all articles, filtered and sorted.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::confidence::{SureFilter, SurenessMark};
use super::editing::{MarkChip, MarkSelect};
use super::speaker::SpeakerBadge;
use super::state::{ClaimRow, KindFilter, SortBy};
use super::store::{Place, Store, store};
use super::virtual_list::VirtualList;
use super::{browser, strings};
use crate::report::ClaimKind;

/// Choices of a list that are drawn at a time.
const OPTIONS: usize = 250;

/// The claims of all articles, filtered and sorted.
#[component]
pub(super) fn ClaimsTable() -> impl IntoView {
    let store = store();
    let admitted = Memo::new(move |_| {
        let filter = store.filter.get();
        store.claims.with(|claims| claims.visible(&filter))
    });
    let rows = Memo::new(move |_| {
        let least = store.least.get();
        let mut rows = admitted.get();
        rows.retain(|row| !row.is_hidden(least));
        rows
    });
    let hidden = move || admitted.with(Vec::len) - rows.with(Vec::len);
    let counted = move || {
        let shown = rows.with(Vec::len);
        let all = store.claims.with(|c| c.n_claims());
        let (done, total) =
            (store.claims.with(|c| c.n_articles()), store.library.with(|l| l.n_articles()));
        if done < total {
            strings::indexed(done, total)
        } else {
            format!("{shown} of {}", strings::claims(all))
        }
    };
    let height = if browser::matches("(max-width: 1099px)") { 124 } else { 76 };
    view! {
        <section class="claims-view" aria-labelledby="claims-view-title" data-test="claims-table">
            <header class="view-head">
                <h2 id="claims-view-title">{strings::ALL_CLAIMS}</h2>
                <p role="status">{counted}</p>
            </header>
            <Filters />
            <SureFilter hidden=Signal::derive(hidden) />
            <SortHeads />
            <p class="empty-note" hidden=move || !rows.with(Vec::is_empty)>{strings::NO_ROWS}</p>
            <VirtualList
                rows=rows
                height=height
                key=|row| Arc::as_ptr(row) as u64
                row=draw_row
                class="claim-rows"
                label=strings::ALL_CLAIMS
            />
        </section>
    }
}

/// Which claims are shown: by speaker, kind, article.
#[component]
fn Filters() -> impl IntoView {
    let store = store();
    let kinds = [
        ("all", strings::KIND_ALL),
        ("quote", strings::KIND_QUOTE),
        ("paraphrase", strings::KIND_PARAPHRASE),
        ("author", strings::KIND_AUTHOR),
    ];
    let set_kind = move |event| {
        let kind = match event_target_value(&event).as_str() {
            "quote" => KindFilter::Quote,
            "paraphrase" => KindFilter::Paraphrase,
            "author" => KindFilter::Author,
            _ => KindFilter::All,
        };
        store.filter.update(|filter| filter.kind = kind);
    };
    let set_article = move |event| {
        let key = event_target_value(&event).parse().ok();
        store.filter.update(|filter| filter.article = key);
    };
    let articles = Memo::new(move |_| {
        let keys = store.library.with(|l| l.articles().map(|(key, _)| key).collect::<Vec<_>>());
        keys.into_iter().map(|key| (key.to_string(), store.title(key))).collect::<Vec<_>>()
    });
    let chosen = store.filter.with_untracked(|f| f.article.map(|key| key.to_string()));
    view! {
        <div class="filters">
            <SpeakerFilter />
            <select data-test="kind-filter" aria-label=strings::KIND on:change=set_kind>
                {kinds.map(|(value, name)| view! { <option value=value>{name}</option> }).collect_view()}
            </select>
            <select data-test="article-filter" aria-label=strings::ARTICLE on:change=set_article>
                <option value="">{strings::ALL_ARTICLES}</option>
                <Options choices=articles chosen=chosen />
            </select>
            <MarkSelect />
        </div>
    }
}

/// Which speaker's claims are shown.
#[component]
fn SpeakerFilter() -> impl IntoView {
    let store = store();
    let speakers = Memo::new(move |_| store.claims.with(|claims| claims.speakers(None)));
    // Values begin with "=", so that "not named" differs from "all".
    let set = move |event| {
        let value = event_target_value(&event);
        let speaker = value.strip_prefix('=').map(str::to_owned);
        store.filter.update(|filter| filter.speaker = speaker);
    };
    let choices = Memo::new(move |_| {
        let choice = |(name, n): &(Arc<str>, usize)| {
            let shown = if name.is_empty() { strings::NOT_NAMED } else { name };
            (format!("={name}"), format!("{shown} ({n})"))
        };
        speakers.with(|speakers| speakers.iter().map(choice).collect::<Vec<_>>())
    });
    let chosen = store.filter.with_untracked(|f| f.speaker.as_ref().map(|name| format!("={name}")));
    view! {
        <select data-test="speaker-filter" aria-label=strings::SPEAKER on:change=set>
            <option value="">{strings::ALL_SPEAKERS}</option>
            <Options choices=choices chosen=chosen />
        </select>
    }
}

/// The choices of a list: the first at once, the rest of thousands a few at a time.
#[component]
fn Options(
    /// Value and words of each.
    choices: Memo<Vec<(String, String)>>,
    /// The value that is chosen when the list is drawn.
    chosen: Option<String>,
) -> impl IntoView {
    let shown = RwSignal::new(OPTIONS);
    Effect::new(move |_| {
        if shown.get() < choices.with(Vec::len) {
            let more = move || {
                shown.try_update(|shown| *shown += OPTIONS);
            };
            set_timeout(more, Duration::from_millis(16));
        }
    });
    let blocks = move || {
        let n = choices.with(Vec::len).min(shown.get());
        (0..n.div_ceil(OPTIONS)).collect::<Vec<_>>()
    };
    let block = move |n: usize| {
        let chosen = chosen.clone();
        let option = move |(value, words): (String, String)| {
            let is_chosen = chosen.as_ref() == Some(&value);
            view! {
                <option value=value selected=is_chosen>
                    {words}
                </option>
            }
        };
        let of_block = Memo::new(move |_| {
            let some = |all: &Vec<_>| all.iter().skip(n * OPTIONS).take(OPTIONS).cloned().collect();
            choices.with(some)
        });
        move || -> Vec<_> {
            let all: Vec<(String, String)> = of_block.get();
            all.into_iter().map(option.clone()).collect()
        }
    };
    view! { <For each=blocks key=|n| *n children=block /> }
}

/// The heads of the columns, which sort.
#[component]
fn SortHeads() -> impl IntoView {
    let store = store();
    let heads = [
        (SortBy::Speaker, "speaker", strings::SPEAKER),
        (SortBy::Cue, "cue", strings::CUE),
        (SortBy::Content, "content", strings::CONTENT),
        (SortBy::Quotation, "quotation", strings::QUOTATION),
        (SortBy::Certainty, "certainty", strings::CERTAINTY),
        (SortBy::Via, "via", strings::VIA),
        (SortBy::Article, "article", strings::ARTICLE),
    ];
    let head = |(sort, code, name): (SortBy, &'static str, &'static str)| {
        let is_on = move || store.filter.with(|f| f.sort == sort);
        let set = move |_| {
            store.filter.update(|f| {
                f.descending = f.sort == sort && !f.descending;
                f.sort = sort;
            });
        };
        let arrow = move || match (is_on(), store.filter.with(|f| f.descending)) {
            (false, _) => "",
            (true, false) => " ↑",
            (true, true) => " ↓",
        };
        view! {
            <button
                type="button"
                class=format!("sort sort-{code}")
                data-test=format!("sort-{code}")
                aria-pressed=move || is_on().to_string()
                on:click=set
            >
                {name}
                {arrow}
            </button>
        }
    };
    view! { <div class="sort-heads">{heads.map(head).collect_view()}</div> }
}

fn draw_row(row: Arc<ClaimRow>) -> AnyView {
    view! { <Row row=row /> }.into_any()
}

/// A claim as a row.
#[component]
fn Row(
    /// The claim.
    row: Arc<ClaimRow>,
) -> impl IntoView {
    let store = store();
    let key = row.key;
    let is_author = row.kind == ClaimKind::Authorial;
    let name = row.speaker.as_deref().unwrap_or(strings::NOT_NAMED).to_owned();
    let cue = if is_author { strings::BY_AUTHOR.to_owned() } else { row.cue.clone() };
    let claim = row.claim.clone();
    let open = move |_| store.open_article(key, Some(Place::Claim(claim.clone())));
    let citing = row.clone();
    let copy = move |_| {
        browser::copy(&citation(store, &citing));
        store.say(strings::COPIED);
    };
    view! {
        <div class="claim-row" data-test="claim-row">
            <span class="cell-speaker" dir="auto">
                <SpeakerBadge name=name.clone() />
                " "
                {name}
                " "
                <MarkChip row=row.clone() />
            </span>
            <span class="cell-cue" dir="auto">{cue}</span>
            <button type="button" class="cell-content" dir="auto" on:click=open>
                {row.content.clone()}
            </button>
            <span class="cell-quotation">{strings::quotation(row.quotation)}</span>
            <span class="cell-certainty">
                {strings::certainty(row.certainty).to_owned()} " "
                <SurenessMark confidence=row.confidence />
            </span>
            <span class="cell-via" dir="auto">{row.via.clone()}</span>
            <span class="cell-article" dir="auto">{move || store.title(key)}</span>
            <button
                type="button"
                class="quiet"
                data-test="claim-copy"
                aria-label=strings::edit_of(strings::COPY, &row.content)
                on:click=copy
            >
                {strings::COPY}
            </button>
        </div>
    }
}

/// A claim with where it stands, for the clipboard.
pub(super) fn citation(store: Store, row: &ClaimRow) -> String {
    let speaker = row.speaker.as_deref().unwrap_or(strings::NOT_NAMED);
    let published =
        store.library.with_untracked(|l| l.article(row.key).and_then(|a| a.card.published.clone()));
    let published = untrack(|| store.field(row.key, "published", published).0);
    let source = [Some(untrack(|| store.title(row.key))), untrack(|| store.outlet(row.key))];
    let date = published.map_or(strings::DATE_NOT_STATED.to_owned(), |d| strings::date(&d));
    let source: Vec<String> = source.into_iter().flatten().chain([date]).collect();
    let wording = strings::quotation(row.quotation);
    format!("{speaker} {}: “{}” ({wording})\n{}", row.cue, row.content, source.join(", "))
}
