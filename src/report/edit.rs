//! [`Edit`]: what a person changed, kept apart from what the engine found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::article::codes;
use super::{Article, Span};

/// One change that a person made.
///
/// Targets are words in the text, because ids change when an article is analysed again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// "x1", "x2", … in the order in which they were made.
    pub id: String,
    /// What was done.
    pub op: EditOp,
    /// What it was done to.
    pub target: EditTarget,
    /// What stood there before.
    pub before: serde_json::Value,
    /// What stands there now. Of `set_metadata`: an object with the fields that were set.
    pub after: serde_json::Value,
}

codes! {
    /// What was done.
    EditOp {
        /// Give a speaker another name.
        RenameSpeaker = "rename_speaker",
        /// Two speakers are one.
        MergeSpeakers = "merge_speakers",
        /// Change a claim.
        ChangeClaim = "change_claim",
        /// Take a claim out.
        DeleteClaim = "delete_claim",
        /// Add a claim.
        AddClaim = "add_claim",
        /// Put back what cleaning took out.
        RestoreRemoved = "restore_removed",
        /// Set title, outlet or date.
        SetMetadata = "set_metadata",
        /// Mark a claim.
        Mark = "mark",
        /// Add a note.
        Note = "note",
    }
}

/// What an edit was done to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EditTarget {
    /// Id of the article.
    pub article: String,
    /// The words; none for the article as a whole.
    pub spans: Vec<Span>,
}

/// The articles as they stand with `edits` applied, in order. An edit whose article is absent, or
/// whose operation this version does not know how to apply, changes nothing.
pub fn apply_edits(articles: &[Article], edits: &[Edit]) -> Vec<Article> {
    let mut articles = articles.to_vec();
    for edit in edits {
        for article in articles.iter_mut().filter(|a| a.id == edit.target.article) {
            if edit.op == EditOp::SetMetadata {
                set_metadata(&mut article.metadata, &edit.after);
            }
        }
    }
    articles
}

/// Sets the fields that `after` holds: a string, or null for "not stated".
fn set_metadata(metadata: &mut super::Metadata, after: &serde_json::Value) {
    let Some(fields) = after.as_object() else { return };
    for (field, value) in fields {
        let value = value.as_str().map(str::to_owned);
        match field.as_str() {
            "title" => metadata.title = value,
            "subtitle" => metadata.subtitle = value,
            "published" => metadata.published = value,
            "updated" => metadata.updated = value,
            "outlet" => metadata.outlet = value,
            "url" => metadata.url = value,
            _ => {}
        }
    }
}
