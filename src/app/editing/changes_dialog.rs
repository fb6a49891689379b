//! [`ChangesDialog`]: everything that the reader changed, each to be taken back.

use leptos::prelude::*;

use super::by_person::change_view;
use crate::app::dialog::Dialog;
use crate::app::store::store;
use crate::app::strings;
use crate::report::EditOp;

/// Everything that the reader changed, the last first.
#[component]
pub(in crate::app) fn ChangesDialog() -> impl IntoView {
    let store = store();
    let edits = move || {
        let edits = store.edits.with(|log| log.edits().to_vec());
        edits
            .into_iter()
            .rev()
            .map(|edit| {
                let is_pile = matches!(edit.op, EditOp::RenameSpeaker | EditOp::MergeSpeakers);
                let article = (!is_pile).then(|| store.name_by_id(&edit.target.article));
                view! {
                    <div class="change" data-test="change">
                        <ul class="changes">{change_view(store, edit)}</ul>
                        <p class="change-article" dir="auto">{article}</p>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <Dialog title=strings::CHANGES_TITLE.to_owned()>
            <p class="form-hint">{strings::CHANGES_HINT}</p>
            <p hidden=move || store.edits.with(|log| !log.edits().is_empty())>
                {strings::NO_CHANGES}
            </p>
            {edits}
        </Dialog>
    }
}
