//! [`SpeakerBadge`]: a speaker's letters on the speaker's hue.

use leptos::prelude::*;

use super::state::{SpeakerMark, speaker_mark};

/// A speaker's letters on the speaker's hue; the name stands beside it.
#[component]
pub(super) fn SpeakerBadge(
    /// The name.
    name: String,
) -> impl IntoView {
    let SpeakerMark { hue, letters } = speaker_mark(&name);
    view! {
        <span class="badge" data-hue=hue.to_string() aria-hidden="true">
            {letters}
        </span>
    }
}
