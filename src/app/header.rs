//! [`Header`]: the first line of the page.

use leptos::prelude::*;

use super::export_menu::ExportMenu;
use super::store::{Open, store};
use super::{browser, strings};

/// The first line: that nothing leaves, search, export.
#[component]
pub(super) fn Header() -> impl IntoView {
    let store = store();
    view! {
        <header class="header">
            <h1 class="brand">{strings::NAME}</h1>
            <p class="privacy">
                {strings::NOTHING_LEAVES} " "
                <button
                    type="button"
                    class="link"
                    data-test="privacy"
                    on:click=move |_| store.dialog.set(Some(Open::Privacy))
                >
                    {strings::HOW_TO_CHECK}
                </button>
            </p>
            <div class="header-actions">
                <UndoButtons />
                <button
                    type="button"
                    data-test="search"
                    aria-keyshortcuts="Control+K Meta+K /"
                    on:click=move |_| store.dialog.set(Some(Open::Search))
                >
                    {strings::SEARCH} " " <kbd>{strings::search_keys(browser::is_mac())}</kbd>
                </button>
                <ExportMenu />
                <button
                    type="button"
                    class="quiet"
                    data-test="about"
                    on:click=move |_| store.dialog.set(Some(Open::About))
                >
                    {strings::ABOUT}
                </button>
            </div>
        </header>
    }
}

/// Undo and redo, once there is something to undo.
#[component]
fn UndoButtons() -> impl IntoView {
    let store = store();
    let can_undo = move || store.edits.with(|log| log.can_undo());
    let can_redo = move || store.edits.with(|log| log.can_redo());
    view! {
        <Show when=move || can_undo() || can_redo()>
            <button
                type="button"
                class="quiet"
                data-test="undo"
                aria-keyshortcuts="Control+Z Meta+Z"
                disabled=move || !can_undo()
                on:click=move |_| store.undo()
            >
                {strings::UNDO}
            </button>
            <button
                type="button"
                class="quiet"
                data-test="redo"
                aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
                disabled=move || !can_redo()
                on:click=move |_| store.redo()
            >
                {strings::REDO}
            </button>
            <button
                type="button"
                class="quiet changes-open"
                data-test="changes"
                on:click=move |_| store.dialog.set(Some(Open::Changes))
            >
                {move || strings::changes(store.edits.with(|log| log.edits().len()))}
            </button>
        </Show>
    }
}
