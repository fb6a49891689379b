//! [`Start`]: the empty page, and [`IntakeButtons`]: every way for files to come in.

use leptos::html;
use leptos::prelude::*;

use super::dialog::Dialog;
use super::intake;
use super::store::{Open, store};
use super::strings;

/// The page before anything was dropped.
#[component]
pub(super) fn Start() -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get() {
            input.click();
        }
    };
    view! {
        <section class="start" data-test="start" aria-labelledby="start-title">
            <p class="start-lead">{strings::WHAT_IT_DOES}</p>
            <button type="button" class="drop-zone" data-test="drop-zone" on:click=choose>
                <span class="drop-title" id="start-title">
                    {strings::START_TITLE}
                </span>
                <span class="drop-or">{strings::CHOOSE_FILES}</span>
                <span class="drop-how">{strings::START_HOW}</span>
            </button>
            <FileInput node=input test="file-input" is_folder=false />
            <IntakeButtons with_files=false />
            <p class="start-get">{strings::START_GET}</p>
        </section>
    }
}

/// Buttons for every way in: files, a folder, pasted text, examples.
#[component]
pub(super) fn IntakeButtons(
    /// True to have a button for files and none for the examples.
    with_files: bool,
) -> impl IntoView {
    let store = store();
    let files = NodeRef::<html::Input>::new();
    let folder = NodeRef::<html::Input>::new();
    let click = |node: NodeRef<html::Input>| {
        if let Some(input) = node.get() {
            input.click();
        }
    };
    let test = |at_start, later| if with_files { later } else { at_start };
    let add_files = with_files.then(|| {
        view! {
            <button type="button" data-test="add-files" on:click=move |_| click(files)>
                {strings::CHOOSE_FILES}
            </button>
            <FileInput node=files test="add-file-input" is_folder=false />
        }
    });
    let examples = (!with_files).then(|| {
        view! {
            <button type="button" data-test="examples" on:click=move |_| intake::take_examples(store)>
                {strings::TRY_EXAMPLES}
            </button>
        }
    });
    view! {
        <div class="intake-buttons">
            {add_files}
            <button type="button" data-test=test("folder-button", "add-folder-button") on:click=move |_| click(folder)>
                {strings::CHOOSE_FOLDER}
            </button>
            <FileInput node=folder test=test("folder-input", "add-folder-input") is_folder=true />
            <button
                type="button"
                data-test=test("paste", "add-paste")
                on:click=move |_| store.dialog.set(Some(Open::Paste))
            >
                {strings::PASTE_TEXT}
            </button>
            {examples}
        </div>
    }
}

/// The browser's own input, which the buttons click.
#[component]
fn FileInput(
    /// The input.
    node: NodeRef<html::Input>,
    /// Hook for tests.
    test: &'static str,
    /// True for a whole folder.
    is_folder: bool,
) -> impl IntoView {
    let store = store();
    let chosen = move |_| {
        if let Some(input) = node.get() {
            if let Some(list) = input.files() {
                intake::take_list(store, &list);
            }
            // So that the same file can be chosen again.
            input.set_value("");
        }
    };
    Effect::new(move |_| {
        if let Some(input) = node.get().filter(|_| is_folder) {
            drop(input.set_attribute("webkitdirectory", ""));
        }
    });
    let label = if is_folder { strings::CHOOSE_FOLDER } else { strings::CHOOSE_FILES };
    view! {
        <input
            type="file"
            multiple
            class="hidden-input"
            tabindex="-1"
            aria-label=label
            data-test=test
            node_ref=node
            on:change=chosen
        />
    }
}

/// The dialog in which text is pasted.
#[component]
pub(super) fn PasteDialog() -> impl IntoView {
    let store = store();
    let text = NodeRef::<html::Textarea>::new();
    let read = move |_| {
        if let Some(text) = text.get() {
            store.dialog.set(None);
            store.read_pasted(text.value());
        }
    };
    view! {
        <Dialog title=strings::PASTE_TITLE.to_owned()>
            <p id="paste-hint">{strings::PASTE_HINT}</p>
            <label>
                <span class="label">{strings::PASTE_LABEL}</span>
                <textarea
                    rows="12"
                    dir="auto"
                    data-test="paste-text"
                    autofocus=true
                    aria-describedby="paste-hint"
                    node_ref=text
                ></textarea>
            </label>
            <button type="button" class="primary" data-test="paste-read" on:click=read>
                {strings::READ_IT}
            </button>
        </Dialog>
    }
}
