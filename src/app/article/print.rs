//! [`Print`]: the open article as a report on paper. Hidden on the screen.

use leptos::prelude::*;

use crate::app::state::{ClaimRow, OpenArticle};
use crate::app::store::store;
use crate::app::strings;
use crate::report::{Claim, ClaimKind, Quotation, SummaryLine, Sureness, by_speaker};

/// The open article on paper: title, summary, claims by speaker, source, what was removed.
#[component]
pub(in crate::app) fn Print() -> impl IntoView {
    let store = store();
    move || {
        store.open.get().map(|open| {
            let key = open.key;
            let found = open.article.metadata.published.clone();
            let date = move || {
                let date = store.field(key, "published", found.clone()).0;
                date.map_or(strings::DATE_NOT_STATED.to_owned(), |date| strings::date(&date))
            };
            let outlet = move || {
                store.outlet(key).unwrap_or_else(|| strings::OUTLET_NOT_STATED.to_owned())
            };
            let bylines = strings::bylines(&open.article.metadata.bylines);
            let summary = {
                let open = open.clone();
                move || {
                    let lines = open.summary_lines(store.length.get());
                    let item = |line: SummaryLine| view! { <li dir="auto">{line.text()}</li> };
                    lines.into_iter().map(item).collect_view()
                }
            };
            view! {
                <section class="print" aria-hidden="true">
                    <p>{outlet} " · " {bylines} " · " {date}</p>
                    <h1 dir="auto">{move || store.title(key)}</h1>
                    <h2>{strings::SUMMARY}</h2>
                    <ol>{summary}</ol>
                    <h2>{strings::CLAIMS}</h2>
                    {claims_view(&open)}
                    <h2>{strings::PRINT_SOURCE}</h2>
                    <p>{open.article.file.path.clone()} ", SHA-256 " {open.article.file.sha256.clone()}</p>
                    {removed_view(&open)}
                </section>
            }
        })
    }
}

fn claims_view(open: &OpenArticle) -> impl IntoView + use<> {
    let claim = |row: ClaimRow| {
        let is_author = row.kind == ClaimKind::Authorial;
        let wording =
            if is_author { strings::BY_AUTHOR } else { strings::quotation(row.quotation) };
        let sure = row.confidence.map(|confidence| Sureness::of(confidence).words());
        let notes = [Some(wording), Some(strings::certainty(row.certainty)), sure];
        let notes = notes.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let cue = (!row.cue.is_empty()).then(|| format!("{}: ", row.cue));
        let quoted = row.quotation == Quotation::Direct;
        view! { <li dir="auto">{cue} <span class:quoted=quoted>{row.content}</span> " (" {notes} ")"</li> }
    };
    let speaker = |(name, claims): (String, Vec<&Claim>)| {
        let rows = claims.into_iter().map(|c| ClaimRow::new(open.key, c));
        view! {
            <h3 dir="auto">{name}</h3>
            <ul>{rows.map(claim).collect_view()}</ul>
        }
    };
    by_speaker(&open.article).into_iter().map(speaker).collect_view()
}

fn removed_view(open: &OpenArticle) -> impl IntoView + use<> {
    let removed: Vec<_> = open.article.removed.iter().filter(|r| !r.restored).collect();
    (!removed.is_empty()).then(|| {
        let item = |piece: &&crate::report::Removed| {
            let words = crate::app::state::excerpt(&piece.exact, 80);
            view! { <li dir="auto">{strings::removal(&piece.reason)} ": " {words}</li> }
        };
        view! {
            <h2>{strings::PRINT_REMOVED}</h2>
            <ul>{removed.iter().map(item).collect_view()}</ul>
        }
    })
}
