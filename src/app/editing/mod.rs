//! What the reader corrects and marks: forms that open on demand, and what shows that somebody
//! changed something.
//!
//! Nothing here changes an article: [`actions`] makes edits, the report applies them, and the page
//! shows the result.

mod actions;
mod by_person;
mod card_tools;
mod changes_dialog;
mod claim_form;
mod mark_filter;
mod mark_form;
mod selection;
mod speaker_dialog;

pub(super) use by_person::{DeletedClaims, MarkChip};
pub(super) use card_tools::{CardTools, NewClaim};
pub(super) use changes_dialog::ChangesDialog;
pub(super) use mark_filter::{MarkSelect, admitted, dim_filtered};
pub(super) use selection::{SelectionBar, listen_for_selection};
pub(super) use speaker_dialog::{SpeakerButton, SpeakerDialog};
