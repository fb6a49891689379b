//! [`Shell`]: the page's frame, and what listens to the whole window.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::about::{AboutDialog, KeysDialog, PrivacyDialog};
use super::across::{Across, AcrossNav};
use super::article::{Findings, MetadataDialog, Print, Reading};
use super::claims_table::ClaimsTable;
use super::editing::{ChangesDialog, SelectionBar, SpeakerDialog, listen_for_selection};
use super::error_rates::ConfidenceDialog;
use super::header::Header;
use super::library_list::{ClearDialog, LibraryList};
use super::search::SearchDialog;
use super::start::PasteDialog;
use super::store::{Open, Pane, Store, View};
use super::{browser, intake, strings};

/// The page's frame.
#[component]
pub(super) fn Shell() -> impl IntoView {
    let store = Store::new();
    provide_context(store);
    let dragging = listen_for_drops(store);
    listen_for_keys(store);
    listen_for_selection(store);
    ask_before_leaving(store);
    let is_empty = Memo::new(move |_| store.library.with(|l| l.is_empty()));
    let pane = move || match store.pane.get() {
        Pane::Articles => "articles",
        Pane::Reading => "reading",
        Pane::Findings => "findings",
    };
    let is_wide = move || store.view.get() != View::Article;
    let main = move || match store.view.get() {
        View::Article => view! { <Reading /> }.into_any(),
        View::Claims => view! { <ClaimsTable /> }.into_any(),
        view => view! { <Across view=view /> }.into_any(),
    };
    view! {
        <a class="skip" href="#main">{strings::SKIP}</a>
        <div class="shell" data-pane=pane class:is-empty=is_empty class:is-wide=is_wide>
            <Header />
            <nav class="side" aria-label=strings::ARTICLES>
                <LibraryList />
                <AcrossNav />
            </nav>
            <main id="main" tabindex="-1">
                {main}
            </main>
            <aside class="margin" aria-label=strings::FINDINGS>
                <Findings />
            </aside>
            <Tabs />
        </div>
        <SelectionBar />
        <Print />
        <Notice />
        <Dialogs />
        <div class="drop-veil" hidden=move || !dragging.get() aria-hidden="true">
            <p>{strings::DROP_NOW}</p>
        </div>
    }
}

/// What a narrow screen shows, within a thumb's reach.
#[component]
fn Tabs() -> impl IntoView {
    let store = super::store::store();
    let tab = move |pane: Pane, name: &'static str, test: &'static str| {
        view! {
            <button
                type="button"
                data-test=test
                aria-pressed=move || (store.pane.get() == pane).to_string()
                on:click=move |_| {
                    if pane == Pane::Findings {
                        store.view.set(View::Article);
                    }
                    store.pane.set(pane);
                }
            >
                {name}
            </button>
        }
    };
    view! {
        <nav class="tabs" aria-label=strings::PANES>
            {tab(Pane::Articles, strings::ARTICLES, "pane-articles")}
            {tab(Pane::Reading, strings::READING, "pane-reading")}
            {tab(Pane::Findings, strings::FINDINGS, "pane-findings")}
        </nav>
    }
}

/// A line for the reader, which stays until it is closed or another comes.
#[component]
fn Notice() -> impl IntoView {
    let store = super::store::store();
    view! {
        <div class="notice" data-test="notice" role="status" hidden=move || store.notice.with(Option::is_none)>
            <p dir="auto">{move || store.notice.get()}</p>
            <button
                type="button"
                class="quiet"
                data-test="notice-close"
                aria-label=strings::CLOSE
                on:click=move |_| store.notice.set(None)
            >
                "×"
            </button>
        </div>
    }
}

/// The dialog that is open.
#[component]
fn Dialogs() -> impl IntoView {
    let store = super::store::store();
    move || {
        store.dialog.get().map(|open| match open {
            Open::Privacy => view! { <PrivacyDialog /> }.into_any(),
            Open::Confidence => view! { <ConfidenceDialog /> }.into_any(),
            Open::About => view! { <AboutDialog /> }.into_any(),
            Open::Paste => view! { <PasteDialog /> }.into_any(),
            Open::Clear => view! { <ClearDialog /> }.into_any(),
            Open::Search => view! { <SearchDialog /> }.into_any(),
            Open::Metadata(field) => view! { <MetadataDialog field=field /> }.into_any(),
            Open::Speaker(who) => view! { <SpeakerDialog who=who /> }.into_any(),
            Open::Changes => view! { <ChangesDialog /> }.into_any(),
            Open::Keys => view! { <KeysDialog /> }.into_any(),
        })
    }
}

/// Takes files that are dropped anywhere, and text that is pasted anywhere; true while files hang
/// over the page.
fn listen_for_drops(store: Store) -> RwSignal<bool> {
    let dragging = RwSignal::new(false);
    let has_files = |event: &ev::DragEvent| {
        event.data_transfer().is_some_and(|t| t.types().includes(&"Files".into(), 0))
    };
    drop(window_event_listener(ev::dragover, move |event| {
        if has_files(&event) {
            event.prevent_default();
            if !dragging.get_untracked() {
                dragging.set(true);
            }
        }
    }));
    drop(window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            dragging.set(false);
        }
    }));
    drop(window_event_listener(ev::drop, move |event| {
        dragging.set(false);
        if let Some(transfer) = event.data_transfer().filter(|_| has_files(&event)) {
            event.prevent_default();
            intake::take_transfer(store, &transfer);
        }
    }));
    drop(window_event_listener(ev::paste, move |event| {
        let event: web_sys::ClipboardEvent = event.unchecked_into();
        let Some(transfer) = event.clipboard_data().filter(|_| !browser::is_typing()) else {
            return;
        };
        event.prevent_default();
        if transfer.files().is_some_and(|files| files.length() > 0) {
            intake::take_transfer(store, &transfer);
        } else if let Ok(text) = transfer.get_data("text/plain") {
            store.read_pasted(text);
        }
    }));
    dragging
}

/// Has the browser ask before the page is closed with corrections that are in no report.
fn ask_before_leaving(store: Store) {
    drop(window_event_listener(ev::beforeunload, move |event| {
        if store.edits.with_untracked(|log| !log.is_kept()) {
            event.prevent_default();
        }
    }));
}

/// Ctrl+K and "/" search, Ctrl+Z and Ctrl+Shift+Z undo and redo, "?" tells the keys.
fn listen_for_keys(store: Store) {
    drop(window_event_listener(ev::keydown, move |event| {
        let with_control = event.ctrl_key() || event.meta_key();
        let search = (with_control && event.key().eq_ignore_ascii_case("k"))
            || (event.key() == "/" && !with_control && !browser::is_typing());
        let help = event.key() == "?" && !with_control && !browser::is_typing();
        let undo = with_control && event.key().eq_ignore_ascii_case("z") && !browser::is_typing();
        if search && store.dialog.with_untracked(Option::is_none) {
            event.prevent_default();
            store.dialog.set(Some(Open::Search));
        } else if help && store.dialog.with_untracked(Option::is_none) {
            event.prevent_default();
            store.dialog.set(Some(Open::Keys));
        } else if undo && store.dialog.with_untracked(Option::is_none) {
            event.prevent_default();
            if event.shift_key() {
                store.redo();
            } else {
                store.undo();
            }
        }
    }));
}
