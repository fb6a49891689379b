//! What the page knows, as plain types: no browser, no worker, no signal in here.
//!
//! Each type takes what happened (`apply`, `set_…`) and answers questions (`rows`, `visible`, …),
//! so that all of it is tested natively. The components draw the answers.

mod claim_draft;
mod claims;
mod edits;
mod layout;
mod library;
mod passage;
mod passed_over;
mod search;
mod speaker_mark;
mod suggestions;
mod text;
mod update;

pub(super) use claim_draft::{ClaimDraft, DraftFault};
pub(super) use claims::{
    ClaimFilter, ClaimIndex, ClaimRow, KindFilter, MarkFilter, Rows, SortBy, sure_enough,
};
pub(super) use edits::EditLog;
pub(super) use layout::{BlockLayout, Furniture, OpenArticle, Segment};
pub(super) use library::{FileState, Library, ListRow};
pub(super) use passage::Passage;
pub(super) use passed_over::passed_over;
pub(super) use search::SearchState;
pub(super) use speaker_mark::{SpeakerMark, speaker_mark};
pub(super) use suggestions::{Choice, Suggestions};
pub(super) use text::{Word, differing_words, excerpt, marked};
pub(super) use update::Update;
