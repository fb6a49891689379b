//! [`SharedNote`]: says that an article's text was not shared, and how to have it back.

use leptos::prelude::*;

use crate::app::state::OpenArticle;
use crate::app::strings;
use crate::report::Shared;

/// Says that the text was not shared, above what is there of it.
#[component]
pub(super) fn SharedNote<'a>(
    /// The article.
    open: &'a OpenArticle,
) -> impl IntoView + use<> {
    let article = &open.article;
    (article.shared != Shared::Whole).then(|| {
        let file = strings::drop_the_original(&article.file.name);
        view! {
            <div class="shared-note" data-test="shared-note" role="note">
                <p>
                    <strong>{strings::TEXT_NOT_SHARED}</strong>
                    " "
                    {strings::what_was_shared(article.shared)}
                </p>
                <p dir="auto">{file}</p>
                <p class="hash">
                    {strings::TEXT_HASH} " " {article.text_sha256.clone().unwrap_or_default()}
                </p>
            </div>
        }
    })
}
