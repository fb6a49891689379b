//! [`ClaimsTable`]: the claims of all articles, filtered and sorted.

use std::cmp::Reverse;
use std::sync::Arc;

use leptos::prelude::*;

use super::combobox::Combobox;
use super::confidence::{SureFilter, SurenessMark};
use super::editing::{MarkChip, MarkSelect};
use super::speaker::SpeakerBadge;
use super::state::{Choice, ClaimRow, KindFilter, Rows, SortBy, Suggestions, sure_enough};
use super::store::{Place, Store, store};
use super::virtual_list::{FEW, VirtualList};
use super::{browser, strings};
use crate::report::{ClaimKind, Sureness};

/// The claims of all articles, filtered and sorted.
#[component]
pub(super) fn ClaimsTable() -> impl IntoView {
    let store = store();
    let sort = Memo::new(move |_| store.filter.with(|filter| filter.sort));
    let sorted = shared(move || store.claims.with(|claims| claims.sorted(sort.get())));
    let admitted = shared(move || store.filter.with(|filter| filter.of(&sorted.get())));
    let rows = shared(move || {
        let least = store.least.get();
        admitted.with(|rows| sure_enough(rows, least))
    });
    let hidden = move || admitted.with(|rows| rows.len()) - rows.with(|rows| rows.len());
    let counted = move || {
        let shown = rows.with(|rows| rows.len());
        let all = store.claims.with(|c| c.n_claims());
        let (done, total) =
            (store.claims.with(|c| c.n_articles()), store.library.with(|l| l.n_articles()));
        if done < total {
            strings::indexed(done, total)
        } else {
            format!("{} of {}", strings::number(shown), strings::claims(all))
        }
    };
    let height = RwSignal::new(row_height());
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        if height.get_untracked() != row_height() {
            height.set(row_height());
        }
    });
    on_cleanup(move || resized.remove());
    let show_all = move |_| {
        store.filter.update(|filter| *filter = filter.without_limits());
        store.least.set(Sureness::default());
        browser::focus(".filters input");
    };
    view! {
        <section class="claims-view" aria-labelledby="claims-view-title" data-test="claims-table">
            <header class="view-head">
                <h2 id="claims-view-title">{strings::ALL_CLAIMS}</h2>
                <p role="status">{counted}</p>
            </header>
            <Filters />
            <SureFilter hidden=Signal::derive(hidden) />
            <SortHeads />
            <p class="print-only" hidden=move || rows.with(|rows| rows.len() <= FEW)>
                {strings::PRINT_PART}
            </p>
            <div class="empty-note" hidden=move || !rows.with(|rows| rows.is_empty())>
                <p>{strings::NO_ROWS}</p>
                <button type="button" class="link" data-test="all-claims" on:click=show_all>
                    {strings::SHOW_ALL_CLAIMS}
                </button>
            </div>
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

/// Pixels of a row, as the style sheet lays it out.
fn row_height() -> usize {
    if browser::matches("(max-width: 1099px)") { 140 } else { 76 }
}

/// Rows that are worked out when something changes; whether they did is not asked row by row.
fn shared(rows: impl Fn() -> Rows + Send + Sync + 'static) -> Memo<Rows> {
    let differ = |old: Option<&Rows>, new: Option<&Rows>| match (old, new) {
        (Some(old), Some(new)) => !Arc::ptr_eq(old, new),
        (old, new) => old.is_some() || new.is_some(),
    };
    Memo::new_with_compare(move |_| rows(), differ)
}

/// Which claims are shown: by speaker, kind, article, mark.
#[component]
fn Filters() -> impl IntoView {
    let store = store();
    let kinds = [
        (KindFilter::All, "all", strings::KIND_ALL),
        (KindFilter::Quote, "quote", strings::KIND_QUOTE),
        (KindFilter::Paraphrase, "paraphrase", strings::KIND_PARAPHRASE),
        (KindFilter::Author, "author", strings::KIND_AUTHOR),
    ];
    let set_kind = move |event| {
        let wanted = event_target_value(&event);
        let kind = kinds.iter().find(|(_, value, _)| *value == wanted);
        store.filter.update(|filter| filter.kind = kind.map_or(KindFilter::All, |kind| kind.0));
    };
    let kind = |(kind, value, name)| {
        view! {
            <option value=value prop:selected=move || store.filter.with(|f| f.kind == kind)>
                {name}
            </option>
        }
    };
    view! {
        <div class="filters">
            <SpeakerFilter />
            <ArticleFilter />
            <select data-test="kind-filter" aria-label=strings::KIND on:change=set_kind>
                {kinds.map(kind).collect_view()}
            </select>
            <MarkSelect />
        </div>
    }
}

/// Which speaker's claims are shown.
#[component]
fn SpeakerFilter() -> impl IntoView {
    let store = store();
    // Values begin with "=", so that "not named" differs from "all".
    let suggestions = Memo::new(move |_| {
        let choice = |(name, n): (Arc<str>, usize)| {
            let shown = if name.is_empty() { strings::NOT_NAMED } else { &name };
            Choice { value: format!("={name}"), name: shown.to_owned(), n }
        };
        let mut speakers = store.claims.with(|claims| claims.speakers(None));
        speakers.sort_by_key(|(_, n)| Reverse(*n));
        Arc::new(Suggestions::new(speakers.into_iter().map(choice).collect()))
    });
    let chosen = move || store.filter.with(|f| f.speaker.as_ref().map(|name| format!("={name}")));
    let choose = move |value: Option<String>| {
        let name = value.and_then(|value| value.strip_prefix('=').map(str::to_owned));
        store.filter.update(|filter| filter.speaker = name);
    };
    view! {
        <Combobox
            label=strings::SPEAKER
            placeholder=strings::ALL_SPEAKERS
            suggestions=suggestions
            chosen=Signal::derive(chosen)
            choose=choose
            test="speaker-filter"
        />
    }
}

/// Which article's claims are shown.
#[component]
fn ArticleFilter() -> impl IntoView {
    let store = store();
    let suggestions = Memo::new(move |_| {
        let keys = store.library.with(|l| l.articles().map(|(key, _)| key).collect::<Vec<_>>());
        let n_of = |key| store.claims.with(|claims| claims.n_of(key)).unwrap_or_default();
        let choice =
            |key: u32| Choice { value: key.to_string(), name: store.title(key), n: n_of(key) };
        Arc::new(Suggestions::new(keys.into_iter().map(choice).collect()))
    });
    let chosen = move || store.filter.with(|f| f.article.map(|key| key.to_string()));
    let choose = move |value: Option<String>| {
        let key = value.and_then(|value| value.parse().ok());
        store.filter.update(|filter| filter.article = key);
    };
    view! {
        <Combobox
            label=strings::ARTICLE
            placeholder=strings::ALL_ARTICLES
            suggestions=suggestions
            chosen=Signal::derive(chosen)
            choose=choose
            test="article-filter"
        />
    }
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
    let name = row.shown_speaker().to_owned();
    let cue = if is_author { strings::BY_AUTHOR.to_owned() } else { row.cue.clone() };
    let claim = row.claim.clone();
    let open = move |_| store.open_article(key, Some(Place::Claim(claim.clone())));
    let citing = row.clone();
    let copy = move |_| {
        browser::copy(&citation(store, &citing));
        store.say_briefly(strings::COPIED);
    };
    view! {
        <div class="claim-row" data-test="claim-row">
            <span class="cell-who">
                <span class="cell-speaker" dir="auto" title=name.clone()>
                    <SpeakerBadge name=name.clone() />
                    " "
                    {name.clone()}
                    " "
                    <MarkChip row=row.clone() />
                </span>
                <span class="cell-cue" dir="auto" title=cue.clone()>{cue.clone()}</span>
            </span>
            <button type="button" class="cell-content" dir="auto" on:click=open>
                {row.content.clone()}
            </button>
            <span class="cell-quotation">{strings::quotation(row.quotation)}</span>
            <span class="cell-certainty">
                {strings::certainty(row.certainty).to_owned()} " "
                <SurenessMark confidence=row.confidence />
            </span>
            <span class="cell-via" dir="auto">{row.via.clone()}</span>
            <span class="cell-article" dir="auto" title=move || store.title(key)>
                {move || store.title(key)}
            </span>
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
    let cue = if row.cue.is_empty() { String::new() } else { format!(" {}", row.cue) };
    let speaker = row.shown_speaker();
    let published =
        store.library.with_untracked(|l| l.article(row.key).and_then(|a| a.card.published.clone()));
    let published = untrack(|| store.field(row.key, "published", published).0);
    let source = [Some(untrack(|| store.title(row.key))), untrack(|| store.outlet(row.key))];
    let date = published.map_or(strings::DATE_NOT_STATED.to_owned(), |d| strings::date(&d));
    let source: Vec<String> = source.into_iter().flatten().chain([date]).collect();
    let wording = strings::quotation(row.quotation);
    format!("{speaker}{cue}: “{}” ({wording})\n{}", row.content, source.join(", "))
}
