//! [`LibraryList`]: the files and articles, how far each has come, and how far all have.

use std::sync::Arc;

use leptos::prelude::*;

use super::dialog::Dialog;
use super::start::IntakeButtons;
use super::state::{FileState, Library, ListRow};
use super::store::{Open, Pane, Store, View, store};
use super::strings;
use super::virtual_list::VirtualList;

const ROW: usize = 60;

/// The list of files and articles.
#[component]
pub(super) fn LibraryList() -> impl IntoView {
    let store = store();
    let rows = Memo::new(move |_| Arc::new(store.library.with(Library::rows)));
    let row = move |row: ListRow| match row {
        ListRow::Article(key) => view! { <ArticleRow key=key /> }.into_any(),
        ListRow::File(file) => view! { <FileRow file=file /> }.into_any(),
        ListRow::Failure(file, n) => view! { <FailureRow file=file n=n /> }.into_any(),
    };
    let n_articles = move || strings::number(store.library.with(Library::n_articles));
    view! {
        <section class="library" aria-labelledby="library-title">
            <header class="panel-head">
                <h2 id="library-title">{strings::ARTICLES} " " <span class="n">{n_articles}</span></h2>
                <button
                    type="button"
                    class="quiet"
                    data-test="clear"
                    disabled=move || store.library.with(Library::is_empty)
                    on:click=move |_| store.dialog.set(Some(Open::Clear))
                >
                    {strings::CLEAR_ALL}
                </button>
            </header>
            <details class="add">
                <summary>"+ " {strings::ADD}</summary>
                <IntakeButtons with_files=true />
            </details>
            <Status />
            <VirtualList
                rows=rows
                height=ROW
                key=row_key
                row=row
                class="library-rows"
                label=strings::ARTICLES
            />
        </section>
    }
}

fn row_key(row: &ListRow) -> u64 {
    match row {
        ListRow::Article(key) => u64::from(*key) * 3,
        ListRow::File(file) => u64::from(*file) * 3 + 1,
        ListRow::Failure(file, n) => ((u64::from(*file) << 24) + *n as u64) * 3 + 2,
    }
}

/// How far all files have come, with a way to stop.
#[component]
fn Status() -> impl IntoView {
    let store = store();
    let progress = Memo::new(move |_| store.library.with(Library::progress));
    let line = move || {
        let now = progress.get();
        if now.open > 0 {
            return strings::progress(now.total - now.open, now.total);
        }
        let n_articles = store.library.with(Library::n_articles);
        if store.library.with(Library::is_empty) {
            return String::new();
        }
        strings::all_read(n_articles, now.failed, now.cancelled)
    };
    let can_retry =
        move || progress.with(|p| p.open == 0) && store.library.with(|l| !l.retryable().is_empty());
    let retry = move |_| store.retry(store.library.with_untracked(Library::retryable));
    view! {
        <div
            class="status"
            data-test="status"
            data-total=move || store.library.with(Library::n_files).to_string()
            data-open=move || progress.get().open.to_string()
            data-failed=move || progress.get().failed.to_string()
            data-cancelled=move || progress.get().cancelled.to_string()
        >
            <p>{line}</p>
            <progress
                aria-label=strings::ARTICLES
                max=move || progress.get().total.max(1).to_string()
                value=move || progress.with(|p| (p.total - p.open).to_string())
                hidden=move || progress.get().open == 0
            ></progress>
            <button
                type="button"
                data-test="cancel"
                hidden=move || progress.get().open == 0
                on:click=move |_| store.cancel()
            >
                {strings::CANCEL}
            </button>
            <button type="button" data-test="retry-all" hidden=move || !can_retry() on:click=retry>
                {strings::RETRY_ALL}
            </button>
        </div>
        <p class="unseen" role="status" aria-live="polite">
            {move || announced(store)}
        </p>
    }
}

/// The status for those who listen: not each file, but each quarter.
fn announced(store: Store) -> String {
    let spoken = Memo::new(move |_| {
        let now = store.library.with(Library::progress);
        let quarter = (now.total - now.open) * 4 / now.total.max(1);
        if now.open > 0 {
            strings::progress(quarter * now.total / 4, now.total)
        } else if now.total > 0 {
            strings::all_read(store.library.with(Library::n_articles), now.failed, now.cancelled)
        } else {
            String::new()
        }
    });
    spoken.get()
}

/// An article in the list.
#[component]
fn ArticleRow(
    /// The page's name for it.
    key: u32,
) -> impl IntoView {
    let store = store();
    let is_open = move || {
        store.view.get() == View::Article
            && store.open.with(|open| open.as_ref().is_some_and(|open| open.key == key))
    };
    let details = move || {
        let found = store.library.with(|l| l.article(key).map_or(0, |a| a.card.claims as usize));
        let n = store.claims.with(|claims| claims.n_of(key)).unwrap_or(found);
        let claims = strings::claims(n);
        match store.outlet(key) {
            Some(outlet) => format!("{outlet} · {claims}"),
            None => claims,
        }
    };
    let title = move || store.title(key);
    let path = store.library.with_untracked(|l| l.article(key).map(|a| a.card.path.clone()));
    let open = move |_| {
        store.open_article(key, None);
        store.pane.set(Pane::Reading);
    };
    let remove = move |_| {
        store.say(strings::removed(&store.title(key)));
        store.remove_article(key);
    };
    view! {
        <div
            class="row"
            class:is-open=is_open
            data-state="done"
            data-path=path
        >
            <button
                type="button"
                class="row-main"
                data-test="article-row"
                aria-current=move || is_open().then_some("true")
                on:click=open
            >
                <span class="row-mark done" aria-hidden="true"></span>
                <span class="row-title" dir="auto">{title}</span>
                <span class="row-details">{details}</span>
            </button>
            <button
                type="button"
                class="row-side"
                data-test="remove"
                aria-label=move || strings::remove(&title())
                on:click=remove
            >
                "×"
            </button>
        </div>
    }
}

/// A file in the list that gave no article, or not all of them yet.
#[component]
fn FileRow(
    /// Its id.
    file: u32,
) -> impl IntoView {
    let store = store();
    let state = Memo::new(move |_| {
        store.library.with(|l| l.file(file).map_or(FileState::Done, |f| f.state.clone()))
    });
    let path = store.library.with_untracked(|l| l.file(file).map(|f| f.path.clone()));
    let path = path.unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    let code = move || match state.get() {
        FileState::Waiting => "waiting",
        FileState::Reading(_) => "reading",
        FileState::Done => "done",
        FileState::Failed(_) => "failed",
        FileState::Cancelled => "cancelled",
    };
    let mark = move || format!("row-mark {}", code());
    let details = move || match state.get() {
        FileState::Waiting => strings::WAITING.to_owned(),
        FileState::Reading(percent) => strings::reading_percent(percent),
        FileState::Done => strings::NO_ARTICLE.to_owned(),
        FileState::Failed(reason) => reason,
        FileState::Cancelled => strings::CANCELLED.to_owned(),
    };
    let can_retry = move || matches!(state.get(), FileState::Failed(_) | FileState::Cancelled);
    let (retry_label, remove_label) = (strings::retry(&name), strings::remove(&name));
    view! {
        <div class="row" data-test="file-row" data-state=code data-path=path.clone() title=path>
            <div class="row-main">
                <span class=mark aria-hidden="true"></span>
                <span class="row-title" dir="auto">{name}</span>
                <button
                    type="button"
                    class="row-details"
                    data-test="why-failed"
                    title=details
                    disabled=move || !matches!(state.get(), FileState::Failed(_))
                    on:click=move |_| store.say(details())
                >
                    {details}
                </button>
            </div>
            <button
                type="button"
                class="row-side"
                data-test="retry"
                hidden=move || !can_retry()
                aria-label=retry_label
                on:click=move |_| store.retry(vec![file])
            >
                "↻"
            </button>
            <button
                type="button"
                class="row-side"
                data-test="remove"
                aria-label=remove_label
                on:click=move |_| store.remove_file(file)
            >
                "×"
            </button>
        </div>
    }
}

/// An entry of an archive that could not be read.
#[component]
fn FailureRow(
    /// Id of the archive.
    file: u32,
    /// Which of its failures.
    n: usize,
) -> impl IntoView {
    let store = store();
    let failure = store.library.with_untracked(|l| l.file(file)?.failures.get(n).cloned());
    failure.map(|failure| {
        let (path, name, reason) = (failure.file.path, failure.file.name, failure.reason);
        let (said, shown) = (reason.clone(), reason.clone());
        view! {
            <div class="row" data-test="failure-row" data-state="failed" data-path=path.clone() title=path>
                <div class="row-main">
                    <span class="row-mark failed" aria-hidden="true"></span>
                    <span class="row-title" dir="auto">{name}</span>
                    <button
                        type="button"
                        class="row-details"
                        data-test="why-failed"
                        title=reason
                        on:click=move |_| store.say(said.clone())
                    >
                        {shown}
                    </button>
                </div>
            </div>
        }
    })
}

/// Asks before everything goes.
#[component]
pub(super) fn ClearDialog() -> impl IntoView {
    let store = store();
    let n = store.library.with_untracked(|l| l.rows().len());
    let clear = move |_| {
        store.dialog.set(None);
        store.clear();
    };
    view! {
        <Dialog title=strings::clear_question(n)>
            <p>{strings::CLEAR_HINT}</p>
            <div class="dialog-actions">
                <button type="button" class="primary" data-test="clear-yes" on:click=clear>
                    {strings::CLEAR_ALL}
                </button>
                <button type="button" on:click=move |_| store.dialog.set(None)>
                    {strings::KEEP}
                </button>
            </div>
        </Dialog>
    }
}
