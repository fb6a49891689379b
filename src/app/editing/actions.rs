//! What the reader can change, as functions of the [`Store`]: each makes one edit, shows what it
//! touches anew, and says so.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::app::browser;
use crate::app::state::{EditLog, Furniture};
use crate::app::store::{SpeakerNames, Store};
use crate::app::strings;
use crate::report::{Claim, Edit, EditOp, EditTarget, Span, is_everywhere, restored_by};

impl Store {
    /// Makes an edit of an article.
    fn make(self, article: String, op: EditOp, spans: Vec<Span>, before: Value, after: Value) {
        let target = EditTarget { article, spans };
        let edit = Edit { id: String::new(), op, target, before, after };
        self.edits.update(|log| log.make(edit.clone()));
        self.refresh(std::slice::from_ref(&edit));
        self.say(strings::done(&edit));
    }

    /// Shows anew what edits touch that were made or taken back.
    pub(in crate::app) fn refresh(self, edits: &[Edit]) {
        let mut keys = BTreeSet::new();
        let is_shown_at_once =
            |edit: &&Edit| !matches!(edit.op, EditOp::SetMetadata | EditOp::RestoreRemoved);
        for edit in edits.iter().filter(is_shown_at_once) {
            keys.extend(self.library.with_untracked(|l| l.key_of(&edit.target.article)));
            if is_everywhere(edit) {
                let names = names_of(edit);
                keys.extend(self.claims.with_untracked(|claims| claims.articles_of(&names)));
                // It may not have been collected yet.
                keys.extend(self.open.with_untracked(|open| open.as_ref().map(|open| open.key)));
            }
        }
        for edit in edits.iter().filter(|edit| edit.op == EditOp::RestoreRemoved) {
            let key = self.library.with_untracked(|l| l.key_of(&edit.target.article));
            key.into_iter().for_each(|key| self.restore(key));
        }
        if !keys.is_empty() {
            self.show_anew(&keys.into_iter().collect::<Vec<_>>());
        }
        // Marks and notes are not compared.
        if edits.iter().any(|edit| !matches!(edit.op, EditOp::Mark | EditOp::Note)) {
            self.compare_soon();
        }
    }

    /// Puts back into the open article what cleaning took out, or takes it out again.
    pub(in crate::app) fn put_back(self, piece: &Furniture, back: bool) {
        let Some(article) = self.open.with_untracked(|o| o.as_ref().map(|o| o.found.id.clone()))
        else {
            return;
        };
        let before = json!({"id": piece.id, "at": piece.at, "exact": piece.exact});
        let after = json!({ "restored": back });
        self.make(article, EditOp::RestoreRemoved, Vec::new(), before, after);
        focus_soon("[data-test=\"removed-toggle\"]");
    }

    /// Has an article analysed anew whose text is not what the reader chose.
    pub(in crate::app) fn restore(self, key: u32) {
        let Some(open) = self.load(key) else { return };
        let wanted = self.edits.with_untracked(|log| restored_by(&open.found, log.edits()));
        let removed = open.found.removed.iter().filter(|r| r.restored);
        if removed.map(|r| &r.id).ne(&wanted) {
            self.ask(|analyst| analyst.restore(key, wanted));
        }
    }

    /// The same for an article that has just come in, if the reader chose something for it.
    pub(in crate::app) fn restore_chosen(self, key: u32) {
        let id = self.id(key);
        let is_of_it = |edit: &Edit| {
            edit.op == EditOp::RestoreRemoved && Some(&edit.target.article) == id.as_ref()
        };
        if self.edits.with_untracked(|log| log.edits().iter().any(is_of_it)) {
            self.restore(key);
        }
    }

    /// Sets a field of an article's metadata.
    pub(in crate::app) fn set_metadata(
        self,
        key: u32,
        field: &str,
        original: Option<&str>,
        value: &str,
    ) {
        let Some(id) = self.id(key) else { return };
        let value = Some(value.trim()).filter(|value| !value.is_empty());
        let before = self.edits.with_untracked(|log| log.set_value(&id, field));
        let before = before.unwrap_or_else(|| original.map(str::to_owned));
        self.edits.update(|log| log.set_metadata(&id, field, before.as_deref(), value));
        self.compare_soon();
    }

    /// Takes back all that was set for a field of an article's metadata.
    pub(in crate::app) fn reset_metadata(self, key: u32, field: &str) {
        let Some(article) = self.id(key) else { return };
        self.edits.update(|log| {
            let last = |log: &EditLog| {
                log.metadata_edits(&article, field).last().map(|edit| edit.id.clone())
            };
            while let Some(id) = last(log) {
                log.take_back(&id);
            }
        });
        self.compare_soon();
    }

    /// Undoes the last change.
    pub(in crate::app) fn undo(self) {
        if let Some((edit, is_in_force)) = self.edits.try_update(EditLog::undo).flatten() {
            self.refresh(std::slice::from_ref(&edit));
            self.say(if is_in_force { strings::again(&edit) } else { strings::undone(&edit) });
        }
    }

    /// Does it again.
    pub(in crate::app) fn redo(self) {
        if let Some((edit, is_in_force)) = self.edits.try_update(EditLog::redo).flatten() {
            self.refresh(std::slice::from_ref(&edit));
            self.say(if is_in_force { strings::again(&edit) } else { strings::undone(&edit) });
        }
    }

    /// Takes one change back, be it the last or not.
    pub(in crate::app) fn take_back(self, id: &str) {
        let card = browser::focused("data-card");
        if let Some(edit) = self.edits.try_update(|log| log.take_back(id)).flatten() {
            self.refresh(std::slice::from_ref(&edit));
            self.say(strings::undone(&edit));
            // The button goes with the change.
            if self.dialog.with_untracked(Option::is_some) {
                focus_soon(".dialog button");
            } else if let Some(card) = card {
                focus_soon(&format!("[data-card=\"{card}\"] .card-main"));
            } else {
                focus_soon("#cards-title");
            }
        }
    }

    /// The words by which edits name a claim of the open article: its content as it was found.
    fn home(self, claim: &Claim) -> Option<(String, Vec<Span>)> {
        let open = self.open.get_untracked()?;
        let found = open.found_claim(&claim.id).map(|found| found.content.clone());
        let added = || {
            let edit = claim.person.as_ref()?.edits.first()?;
            let edit = self.edits.with_untracked(|log| log.edit(edit).cloned())?;
            (edit.op == EditOp::AddClaim).then_some(edit.target.spans)
        };
        Some((open.found.id.clone(), found.or_else(added)?))
    }

    /// Changes a claim of the open article.
    pub(in crate::app) fn change_claim(self, claim: &Claim, before: Value, after: Value) {
        if let Some((article, home)) = self.home(claim) {
            self.make(article, EditOp::ChangeClaim, home, before, after);
        }
    }

    /// Takes a claim out of the open article.
    pub(in crate::app) fn delete_claim(self, claim: &Claim) {
        let Some((article, home)) = self.home(claim) else { return };
        let content: Vec<&str> = claim.content.iter().map(|s| s.exact.as_str()).collect();
        let before = json!({"claim": claim.id, "content": content, "name": claim.source.name});
        self.make(article, EditOp::DeleteClaim, home, before, Value::Null);
        focus_soon("#cards-title");
    }

    /// Adds a claim to the open article; its id.
    pub(in crate::app) fn add_claim(self, content: Vec<Span>, fields: Map<String, Value>) {
        let Some(open) = self.open.get_untracked() else { return };
        let (article, after) = (open.found.id.clone(), Value::Object(fields));
        self.make(article, EditOp::AddClaim, content, Value::Null, after);
        let made = self.edits.with_untracked(|log| log.edits().last().map(|e| e.id.clone()));
        let is_new = |claim: &&Claim| {
            claim.person.as_ref().is_some_and(|p| p.edits.first() == made.as_ref())
        };
        let open = self.open.get_untracked();
        if let Some(claim) = open.as_ref().and_then(|o| o.article.claims.iter().find(is_new)) {
            self.chosen.set(Some(claim.id.clone()));
            focus_soon(&format!("[data-card=\"{}\"] .card-main", claim.id));
        }
    }

    /// Marks a claim of the open article, or takes the mark away.
    pub(in crate::app) fn mark_claim(self, claim: &Claim, mark: Option<&str>) {
        let before = claim.person.as_ref().and_then(|person| person.mark.clone());
        self.set_of_person(claim, EditOp::Mark, "mark", before, mark);
    }

    /// Notes something on a claim of the open article, or takes the note away.
    pub(in crate::app) fn note_claim(self, claim: &Claim, note: Option<&str>) {
        let before = claim.person.as_ref().and_then(|person| person.note.clone());
        self.set_of_person(claim, EditOp::Note, "note", before, note);
    }

    fn set_of_person(
        self,
        claim: &Claim,
        op: EditOp,
        field: &str,
        before: Option<String>,
        after: Option<&str>,
    ) {
        let after = after.map(str::trim).filter(|after| !after.is_empty());
        if before.as_deref() == after {
            return;
        }
        if let Some((article, home)) = self.home(claim) {
            let before = json!({"claim": claim.id, field: before});
            self.make(article, op, home, before, json!({field: after}));
        }
    }

    /// Gives a speaker another name.
    pub(in crate::app) fn rename_speaker(self, who: &SpeakerNames, name: &str, everywhere: bool) {
        self.unite(EditOp::RenameSpeaker, who.names.clone(), name, everywhere);
    }

    /// Makes two speakers one, under `name`.
    pub(in crate::app) fn merge_speakers(
        self,
        who: &SpeakerNames,
        other: &SpeakerNames,
        name: &str,
        everywhere: bool,
    ) {
        let names = who.names.iter().chain(&other.names).cloned();
        let names: BTreeSet<String> = names.collect();
        self.unite(EditOp::MergeSpeakers, names.into_iter().collect(), name, everywhere);
    }

    fn unite(self, op: EditOp, names: Vec<String>, name: &str, everywhere: bool) {
        let name = name.trim();
        if name.is_empty() || names.iter().all(|known| known == name) {
            return;
        }
        // Made in the open article; across articles, in the first.
        let open = self.open.with_untracked(|open| open.as_ref().map(|open| open.key));
        let first = || self.library.with_untracked(|l| l.articles().next().map(|(key, _)| key));
        let Some(article) = open.or_else(first).and_then(|key| self.id(key)) else { return };
        let after = json!({"name": name, "everywhere": everywhere});
        self.make(article, op, Vec::new(), json!({"names": names}), after);
    }

    /// All names under which the speaker called `name` speaks, as far as the comparison knows.
    pub(in crate::app) fn names_of(self, name: &str) -> SpeakerNames {
        let is_theirs = |s: &&crate::report::Speaker| {
            s.name == name || s.aliases.iter().any(|alias| alias == name)
        };
        let comparison = self.comparison.get_untracked();
        let speakers = comparison.as_ref().map(|c| c.speakers.as_slice()).unwrap_or_default();
        let mut theirs = speakers.iter().filter(is_theirs);
        let mut names = BTreeSet::from([name.to_owned()]);
        // A name that two speakers share tells nothing of the others.
        if let (Some(one), None) = (theirs.next(), theirs.next()) {
            names.insert(one.name.clone());
            let is_shared = |alias: &String| {
                speakers.iter().filter(|s| s.name == *alias || s.aliases.contains(alias)).count()
                    > 1
            };
            names.extend(one.aliases.iter().filter(|alias| !is_shared(alias)).cloned());
        }
        SpeakerNames { name: name.to_owned(), names: names.into_iter().collect() }
    }

    /// Begins to change a claim, or to add one ("").
    pub(in crate::app) fn begin_editing(self, claim: &str) {
        self.editing.set(Some(claim.to_owned()));
        // On a small screen a notice would lie on the form.
        self.notice.set(None);
        self.pane.set(crate::app::store::Pane::Findings);
        focus_soon(".claim-form textarea, .claim-form input");
    }

    /// Ends it; the focus goes back to where it began.
    pub(in crate::app) fn end_editing(self) {
        let claim = self.editing.get_untracked().unwrap_or_default();
        self.editing.set(None);
        let selector = if claim.is_empty() {
            "[data-test=\"claim-add\"]".to_owned()
        } else {
            format!("[data-card=\"{claim}\"] [data-test=\"claim-edit\"]")
        };
        focus_soon(&selector);
    }
}

/// The names that an edit takes from or gives to a speaker.
fn names_of(edit: &Edit) -> BTreeSet<String> {
    let before = edit.before.get("names").and_then(Value::as_array).into_iter().flatten();
    let names = before.chain(edit.after.get("name")).filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// Moves the focus once what has happened is drawn.
pub(super) fn focus_soon(selector: &str) {
    let selector = selector.to_owned();
    request_animation_frame(move || {
        request_animation_frame(move || browser::focus(&selector));
    });
}
