//! [`Edit`]: what a person changed, kept apart from what the engine found.
//!
//! The articles of a report stay as the engine made them; [`apply_edits`] alone makes of them what
//! the page shows, what is compared and what every other form holds. An edit names its place by
//! words, since ids change when an article is analysed again: a span is looked for where it stood,
//! then by its exact words, the nearest first.
//!
//! A report may come from anywhere. An edit that does not fit (no such article, words that are not
//! in the text, a value of another kind) changes nothing, and neither do edits beyond the first
//! [`MOST_EDITS`].
//!
//! # What stands in an edit
//!
//! The table is at [`Edit`]. `target.spans` are the words of a claim in edits of claims, marks and
//! notes, and empty in all others.
//!
//! - A claim is named by its content **as the engine found it**, or as it was when a person
//!   added it, whatever was changed since; so each edit can be taken back without the others. Where
//!   no claim has that content any more, the one that shares most of its characters with it is
//!   meant, if that is at least half of what the two cover together. `before` of every edit of a
//!   claim may hold `"claim"`, its id, which decides where several claims have the same content.
//! - The fields of a claim are `content` and `cue` (`[Span]`), `source` (`{"name", "spans",
//!   "anonymous"}`), `kind`, `cue_class`, `quotation`, `polarity` and `certainty` (its label), each
//!   spelled as in a claim. Spans are cut at the borders of blocks.
//! - `names` are all names that stand for the speaker: of a merge, those of both. `everywhere`: in
//!   all articles of the report, else in the target's only. Claims and intermediaries of those
//!   names take the new one, and entities of those names, and of the new one, become one entity.
//! - `restore_removed` names a piece of `removed` by its id and words. The article in `articles`
//!   was analysed with the choice already ([`super::restore()`]), and says so in `removed`.
//! - `mark` is "to_check", "checked", "in_doubt" or a label of the person's own.

mod claim;
mod place;
mod speaker;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::article::codes;
use super::{Article, Span};
use claim::Claims;

/// Edits beyond these are not applied: no person makes so many.
pub const MOST_EDITS: usize = 10_000;
/// Characters of a name that a person gives.
const MOST_NAME: usize = 200;
/// Characters of a label of a person's own.
const MOST_LABEL: usize = 60;
/// Characters of a note.
const MOST_NOTE: usize = 4_000;

/// One change that a person made.
///
/// Targets are words in the text, because ids change when an article is analysed again.
///
/// | `op` | `before` | `after` |
/// |---|---|---|
/// | `set_metadata` | `{field: value}` | `{field: value}`; null: not stated |
/// | `rename_speaker`, `merge_speakers` | `{"names": […]}` | `{"name", "everywhere"}` |
/// | `change_claim` | the fields as they were | the fields that change |
/// | `delete_claim` | `{"content": […], "name"}` | null |
/// | `add_claim` | null | the fields of the claim |
/// | `mark` | `{"mark"}` | `{"mark"}`; null: none |
/// | `note` | `{"note"}` | `{"note"}`; null: none |
/// | `restore_removed` | `{"id", "at", "exact"}` | `{"restored"}`: true or false |
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// "x1", "x2", … in the order in which they were made.
    pub id: String,
    /// What was done.
    pub op: EditOp,
    /// What it was done to.
    pub target: EditTarget,
    /// What stood there before.
    pub before: Value,
    /// What stands there now. Its shape depends on `op`.
    pub after: Value,
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

/// What a person did to a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByPerson {
    /// Ids of the edits that made it what it is, in order. Marks and notes are not among them.
    pub edits: Vec<String>,
    /// True if the engine did not find it.
    pub added: bool,
    /// "to_check", "checked", "in_doubt" or a label of the person's own.
    pub mark: Option<String>,
    /// What the person notes.
    pub note: Option<String>,
}

/// The articles as they stand with `edits` applied, in order.
pub fn apply_edits(articles: &[Article], edits: &[Edit]) -> Vec<Article> {
    articles.iter().map(|article| apply_to(article, edits).into_owned()).collect()
}

/// One article as it stands with `edits` applied, in order; borrowed if none of them touches it.
pub fn apply_to<'a>(article: &'a Article, edits: &[Edit]) -> Cow<'a, Article> {
    let edits = &edits[..edits.len().min(MOST_EDITS)];
    if !edits.iter().any(|edit| touches(article, edit)) {
        return Cow::Borrowed(article);
    }
    let mut claims = Claims::of(article);
    for edit in edits {
        let is_here = edit.target.article == article.id;
        match edit.op {
            EditOp::RenameSpeaker | EditOp::MergeSpeakers => {
                if is_here || is_everywhere(edit) {
                    speaker::unite(&mut claims.article, edit);
                }
            }
            _ if !is_here => {}
            EditOp::SetMetadata => set_metadata(&mut claims.article.metadata, &edit.after),
            EditOp::ChangeClaim => claims.change(edit),
            EditOp::DeleteClaim => claims.delete(edit),
            EditOp::AddClaim => claims.add(edit),
            EditOp::Mark => claims.mark(edit),
            EditOp::Note => claims.note(edit),
            EditOp::RestoreRemoved => {}
        }
    }
    Cow::Owned(claims.article)
}

/// True if `edit` is made for `article`, or speaks of somebody in it.
pub fn touches(article: &Article, edit: &Edit) -> bool {
    edit.target.article == article.id || (is_everywhere(edit) && speaker::is_in(article, edit))
}

/// True if `edit` is for all articles of the report.
pub fn is_everywhere(edit: &Edit) -> bool {
    matches!(edit.op, EditOp::RenameSpeaker | EditOp::MergeSpeakers)
        && edit.after.get("everywhere").and_then(Value::as_bool) == Some(true)
}

/// Reads edits one by one: what is no edit that this version knows is left out.
pub(super) fn read_edits<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Edit>, D::Error> {
    let values = Vec::<Value>::deserialize(from)?;
    Ok(values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect())
}

/// Sets the fields that `after` holds: a string, or null for "not stated".
fn set_metadata(metadata: &mut super::Metadata, after: &Value) {
    let Some(fields) = after.as_object() else { return };
    for (field, value) in fields {
        let place = match field.as_str() {
            "title" => &mut metadata.title,
            "subtitle" => &mut metadata.subtitle,
            "published" => &mut metadata.published,
            "updated" => &mut metadata.updated,
            "outlet" => &mut metadata.outlet,
            "url" => &mut metadata.url,
            _ => continue,
        };
        if value.is_null() || value.is_string() {
            *place = value.as_str().map(str::to_owned);
        }
    }
}

/// The words of a value, trimmed and at most `most` characters; `None` where there are none.
fn words(value: Option<&Value>, most: usize) -> Option<String> {
    let words: String = value?.as_str()?.trim().chars().take(most).collect();
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests;
