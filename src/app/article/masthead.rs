//! [`Masthead`]: where an article comes from, with fields that the reader can set; and
//! [`Details`]: what is known of its file.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::dialog::Dialog;
use crate::app::state::OpenArticle;
use crate::app::store::{Open, store};
use crate::app::{browser, strings};

/// Outlet, byline, date and kind, and the headline.
#[component]
pub(super) fn Masthead(
    /// The article.
    open: Arc<OpenArticle>,
) -> impl IntoView {
    let metadata = &open.article.metadata;
    let bylines = strings::bylines(&metadata.bylines);
    let genre = strings::genre(metadata.genre.label, metadata.genre.confidence);
    let titled = open.article.blocks.iter().any(|b| b.kind == crate::report::BlockKind::Title);
    let headline = (!titled).then(|| {
        view! {
            <div class="headline-set">
                <Field open=open.clone() field="title" class="headline" />
            </div>
        }
    });
    let title_note = titled.then(|| view! { <TitleNote open=open.clone() /> });
    view! {
        <div class="kicker" data-test="kicker">
            <Field open=open.clone() field="outlet" class="kicker-field" />
            <span dir="auto">{bylines}</span>
            <Field open=open.clone() field="published" class="kicker-field" />
            <span>{genre}</span>
            {title_note}
        </div>
        {headline}
    }
}

/// The value of a field as it was found.
fn original(open: &OpenArticle, field: &str) -> Option<String> {
    let metadata = &open.article.metadata;
    match field {
        "title" => metadata.title.clone(),
        "outlet" => metadata.outlet.clone(),
        "published" => metadata.published.clone(),
        _ => None,
    }
}

fn missing(field: &str) -> &'static str {
    match field {
        "title" => strings::TITLE_NOT_STATED,
        "outlet" => strings::OUTLET_NOT_STATED,
        _ => strings::DATE_NOT_STATED,
    }
}

/// A field of the metadata with a button to set it.
#[component]
fn Field(
    /// The article.
    open: Arc<OpenArticle>,
    /// "title", "outlet" or "published".
    field: &'static str,
    /// Class of the value.
    class: &'static str,
) -> impl IntoView {
    let store = store();
    let (key, found) = (open.key, original(&open, field));
    let value = Memo::new(move |_| store.field(key, field, found.clone()));
    let shown = move || match value.get().0 {
        Some(date) if field == "published" => strings::date(&date),
        Some(value) => value,
        None => missing(field).to_owned(),
    };
    let label = format!("{} {}", strings::EDIT, strings::field(field).to_lowercase());
    view! {
        <span class="field">
            <span class=class class:missing=move || value.get().0.is_none() dir="auto">
                {shown}
            </span>
            <span class="set-by-you" hidden=move || !value.get().1>
                {strings::SET_BY_YOU}
            </span>
            <button
                type="button"
                class="edit"
                data-test=format!("edit-{field}")
                aria-label=label.clone()
                title=label
                on:click=move |_| store.dialog.set(Some(Open::Metadata(field)))
            >
                "✎"
            </button>
        </span>
    }
}

/// The title as the reader set it, above a headline that stays as printed; and the way to set it.
#[component]
fn TitleNote(
    /// The article.
    open: Arc<OpenArticle>,
) -> impl IntoView {
    let store = store();
    let (key, found) = (open.key, original(&open, "title"));
    let value = Memo::new(move |_| store.field(key, "title", found.clone()));
    let note = move || {
        let (title, is_set) = value.get();
        is_set.then(|| {
            let title = title.unwrap_or_else(|| strings::TITLE_NOT_STATED.to_owned());
            format!("{}: {title} ({})", strings::field("title"), strings::SET_BY_YOU)
        })
    };
    let label = format!("{} {}", strings::EDIT, strings::field("title").to_lowercase());
    view! {
        <span class="field">
            <span dir="auto">{note}</span>
            <button
                type="button"
                class="edit"
                data-test="edit-title"
                on:click=move |_| store.dialog.set(Some(Open::Metadata("title")))
            >
                {label}
            </button>
        </span>
    }
}

/// The dialog in which a field is set.
#[component]
pub(in crate::app) fn MetadataDialog(
    /// "title", "outlet" or "published".
    field: &'static str,
) -> impl IntoView {
    let store = store();
    let input = NodeRef::<html::Input>::new();
    let open = store.open.get_untracked();
    let found = open.as_ref().and_then(|open| original(open, field));
    let key = open.map(|open| open.key).unwrap_or_default();
    let now = untrack(|| store.field(key, field, found.clone()).0).unwrap_or_default();
    let is_date = field == "published";
    // A date input takes days only.
    let now = if is_date { now.chars().take(10).collect() } else { now };
    let shown = found.clone().unwrap_or_else(|| missing(field).to_owned());
    let is_set = store
        .id(key)
        .is_some_and(|id| store.edits.with_untracked(|log| log.set_value(&id, field).is_some()));
    let as_found = is_set.then(|| {
        let reset = move |_| {
            store.reset_metadata(key, field);
            store.dialog.set(None);
        };
        view! {
            <p dir="auto">{strings::WAS_SET} " " {shown}</p>
            <button type="button" data-test="take-back" on:click=reset>
                {strings::TAKE_BACK}
            </button>
        }
    });
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get() {
            store.set_metadata(key, field, found.as_deref(), &input.value());
        }
        store.dialog.set(None);
    };
    view! {
        <Dialog title=format!("{} {}", strings::EDIT, strings::field(field).to_lowercase())>
            <form class="field-form" on:submit=save>
                <label>
                    <span class="label">{strings::field(field)}</span>
                    <input
                        type=if is_date { "date" } else { "text" }
                        value=now
                        dir="auto"
                        data-test="edit-value"
                        autofocus=true
                        node_ref=input
                    />
                </label>
                <button type="submit" class="primary" data-test="edit-save">
                    {strings::SAVE}
                </button>
            </form>
            {as_found}
        </Dialog>
    }
}

/// What is known of the file, and what was odd in it.
#[component]
pub(super) fn Details(
    /// The article.
    open: Arc<OpenArticle>,
) -> impl IntoView {
    let store = store();
    let (file, metadata) = (&open.article.file, &open.article.metadata);
    let words = store.library.with_untracked(|l| l.article(open.key).map_or(0, |a| a.card.words));
    let language =
        format!("{} ({:.0} %)", metadata.language.code, metadata.language.confidence * 100.0);
    let mut rows = vec![
        ("File", file.path.clone()),
        ("Format", file.format.clone()),
        ("Encoding", file.encoding.clone()),
        ("Size", format!("{} bytes", file.bytes)),
        ("Length", strings::words(words as usize)),
        ("Language", language),
    ];
    rows.extend(metadata.updated.clone().map(|date| ("Updated", strings::date(&date))));
    rows.extend(metadata.author_note.clone().map(|note| ("On the author", note)));
    rows.push(("SHA-256", file.sha256.clone()));
    let row = |(name, value): (&'static str, String)| {
        view! {
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
        }
    };
    let warnings = &open.article.warnings;
    let warnings = (!warnings.is_empty()).then(|| {
        let messages = warnings.iter().map(|w| view! { <li dir="auto">{w.message.clone()}</li> });
        view! {
            <div class="warnings" data-test="warnings">
                <h3>{strings::WARNINGS}</h3>
                <ul>{messages.collect_view()}</ul>
            </div>
        }
    });
    view! {
        {warnings}
        <details class="details" data-test="details">
            <summary>{strings::DETAILS}</summary>
            <dl>{rows.into_iter().map(row).collect_view()} <Address url=metadata.url.clone() /></dl>
        </details>
    }
}

/// The article's address: text, not a link, since a link would leave the page.
#[component]
fn Address(
    /// The address.
    url: Option<String>,
) -> impl IntoView {
    url.map(|url| {
        let copied = url.clone();
        view! {
            <dt>"Address"</dt>
            <dd>
                <span>{url}</span>
                " "
                <button type="button" class="quiet" on:click=move |_| browser::copy(&copied)>
                    {strings::COPY_ADDRESS}
                </button>
            </dd>
        }
    })
}
