//! [`EditLog`]: what the reader changed, with undo and redo.

use serde_json::{Map, Value, json};

use crate::report::{Edit, EditOp, EditTarget};

/// What the reader changed, in order, and how it came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct EditLog {
    done: Vec<Edit>,
    steps: Vec<Step>,
    undone: Vec<Step>,
    /// The edits of the last report that was exported or reopened.
    kept: Vec<Edit>,
}

/// Something the reader did that can be undone.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// Made an edit; it was the last then.
    Made(Edit),
    /// Took back the edit at this place.
    TookBack(usize, Edit),
}

impl EditLog {
    /// The edits in force, in order.
    pub(in crate::app) fn edits(&self) -> &[Edit] {
        &self.done
    }

    /// Takes note that the edits are in a report.
    pub(in crate::app) fn keep(&mut self) {
        self.kept.clone_from(&self.done);
    }

    /// True if nothing is lost when the page is closed: the edits are in a report.
    pub(in crate::app) fn is_kept(&self) -> bool {
        self.done == self.kept
    }

    /// The edit of that id.
    pub(in crate::app) fn edit(&self, id: &str) -> Option<&Edit> {
        self.done.iter().find(|edit| edit.id == id)
    }

    /// Makes an edit; its id is given here.
    pub(in crate::app) fn make(&mut self, edit: Edit) {
        self.undone.clear();
        self.done.push(edit.clone());
        self.steps.push(Step::Made(edit));
        self.number();
    }

    /// Sets a field of an article's metadata; an empty value means "not stated".
    pub(in crate::app) fn set_metadata(
        &mut self,
        article: &str,
        field: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) {
        if before == after {
            return;
        }
        let target = EditTarget { article: article.to_owned(), spans: Vec::new() };
        let op = EditOp::SetMetadata;
        let (before, after) = (object(field, before), object(field, after));
        self.make(Edit { id: String::new(), op, target, before, after });
    }

    /// Takes in the edits of a reopened report; those that are there already are left out.
    pub(in crate::app) fn take_in(&mut self, edits: &[Edit]) {
        let was_kept = self.is_kept();
        // Each edit that is there stands for one of the report's: the same may be done twice.
        let mut known: Vec<Edit> = self.done.clone();
        for edit in edits {
            let same =
                |e: &Edit| (e.op, &e.target, &e.after) == (edit.op, &edit.target, &edit.after);
            if let Some(at) = known.iter().position(same) {
                known.remove(at);
            } else {
                self.make(edit.clone());
            }
        }
        if was_kept {
            self.keep();
        }
    }

    /// Takes an edit back that need not be the last; the edit.
    pub(in crate::app) fn take_back(&mut self, id: &str) -> Option<Edit> {
        let at = self.done.iter().position(|edit| edit.id == id)?;
        let edit = self.done.remove(at);
        self.undone.clear();
        self.steps.push(Step::TookBack(at, edit.clone()));
        self.number();
        Some(edit)
    }

    /// Undoes the last step; the edit, and true if it is in force again.
    pub(in crate::app) fn undo(&mut self) -> Option<(Edit, bool)> {
        let step = self.steps.pop()?;
        let result = match &step {
            Step::Made(edit) => {
                self.done.pop();
                (edit.clone(), false)
            }
            Step::TookBack(at, edit) => {
                self.done.insert((*at).min(self.done.len()), edit.clone());
                (edit.clone(), true)
            }
        };
        self.undone.push(step);
        self.number();
        Some(result)
    }

    /// Does the step again that was last undone; the edit, and true if it is in force again.
    pub(in crate::app) fn redo(&mut self) -> Option<(Edit, bool)> {
        let step = self.undone.pop()?;
        let result = match &step {
            Step::Made(edit) => {
                self.done.push(edit.clone());
                (edit.clone(), true)
            }
            Step::TookBack(at, edit) => {
                if *at < self.done.len() {
                    self.done.remove(*at);
                }
                (edit.clone(), false)
            }
        };
        self.steps.push(step);
        self.number();
        Some(result)
    }

    /// True if there is something to undo.
    pub(in crate::app) fn can_undo(&self) -> bool {
        !self.steps.is_empty()
    }

    /// True if there is something to redo.
    pub(in crate::app) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// What the reader set `field` of `article` to: `None` if nothing, `Some(None)` if to
    /// "not stated".
    pub(in crate::app) fn set_value(&self, article: &str, field: &str) -> Option<Option<String>> {
        let value = self.metadata_edits(article, field).last()?.after.get(field)?;
        Some(value.as_str().map(str::to_owned))
    }

    /// The edits of a field of an article's metadata, in order.
    pub(in crate::app) fn metadata_edits<'a>(
        &'a self,
        article: &'a str,
        field: &'a str,
    ) -> impl Iterator<Item = &'a Edit> {
        let is_of_it = move |e: &&Edit| {
            e.op == EditOp::SetMetadata
                && e.target.article == article
                && e.after.get(field).is_some()
        };
        self.done.iter().filter(is_of_it)
    }

    fn number(&mut self) {
        for (i, edit) in self.done.iter_mut().enumerate() {
            edit.id = format!("x{}", i + 1);
        }
    }
}

fn object(field: &str, value: Option<&str>) -> Value {
    let mut object = Map::new();
    object.insert(field.to_owned(), value.map_or(Value::Null, |v| json!(v)));
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_set_is_in_force_until_undone() {
        let mut log = EditLog::default();
        log.set_metadata("a", "outlet", None, Some("Herald"));
        log.set_metadata("a", "outlet", Some("Herald"), Some("The Herald"));
        assert_eq!(log.set_value("a", "outlet"), Some(Some("The Herald".to_owned())));
        assert!(log.undo().is_some());
        assert_eq!(log.set_value("a", "outlet"), Some(Some("Herald".to_owned())));
        assert!(log.redo().is_some());
        assert_eq!(log.edits()[1].id, "x2");
        assert_eq!(log.set_value("b", "outlet"), None);
    }

    #[test]
    fn a_field_can_be_set_to_not_stated() {
        let mut log = EditLog::default();
        log.set_metadata("a", "title", Some("Home"), None);
        assert_eq!(log.set_value("a", "title"), Some(None));
        assert_eq!(log.edits()[0].after, json!({ "title": null }));
    }

    #[test]
    fn setting_the_same_value_is_no_edit() {
        let mut log = EditLog::default();
        log.set_metadata("a", "title", Some("x"), Some("x"));
        assert!(!log.can_undo());
    }

    #[test]
    fn edits_are_kept_once_a_report_holds_them() {
        let mut log = EditLog::default();
        assert!(log.is_kept());
        log.set_metadata("a", "title", None, Some("x"));
        assert!(!log.is_kept());
        log.keep();
        assert!(log.is_kept());
        log.undo();
        assert!(!log.is_kept());
    }

    #[test]
    fn edits_of_a_reopened_report_are_kept_beside_nothing_else() {
        let mut theirs = EditLog::default();
        theirs.set_metadata("a", "title", None, Some("x"));
        let mut log = EditLog::default();
        log.take_in(theirs.edits());
        assert!(log.is_kept());
        log.set_metadata("b", "title", None, Some("y"));
        log.take_in(theirs.edits());
        assert!(!log.is_kept());
    }

    #[test]
    fn a_new_edit_ends_redo() {
        let mut log = EditLog::default();
        log.set_metadata("a", "title", None, Some("x"));
        log.undo();
        log.set_metadata("a", "title", None, Some("y"));
        assert!(!log.can_redo());
    }

    #[test]
    fn reopening_a_report_twice_takes_its_edits_once() {
        let mut first = EditLog::default();
        for title in ["x", "y", "x"] {
            first.set_metadata("a", "title", None, Some(title));
        }
        let mut log = EditLog::default();
        log.take_in(first.edits());
        assert_eq!(log.edits(), first.edits(), "the third is not the first");
        log.take_in(first.edits());
        assert_eq!(log.edits(), first.edits());
    }

    #[test]
    fn undo_and_redo_give_the_same_edits_whatever_was_done() {
        let mut log = EditLog::default();
        let mut states = vec![log.edits().to_vec()];
        for title in ["a", "b", "c", "d"] {
            log.set_metadata("a", "title", None, Some(title));
            states.push(log.edits().to_vec());
        }
        for id in ["x2", "x1"] {
            assert!(log.take_back(id).is_some());
            states.push(log.edits().to_vec());
        }
        assert_eq!(log.take_back("x9"), None);
        for state in states.iter().rev().skip(1) {
            assert!(log.undo().is_some());
            assert_eq!(log.edits(), state);
        }
        assert_eq!(log.undo(), None);
        for state in &states[1..] {
            assert!(log.redo().is_some());
            assert_eq!(log.edits(), state);
        }
        assert_eq!(log.redo(), None);
    }

    #[test]
    fn what_was_taken_back_is_in_force_again_after_undo() {
        let mut log = EditLog::default();
        log.set_metadata("a", "title", None, Some("x"));
        log.take_back("x1");
        assert_eq!(log.undo().map(|(_, is_in_force)| is_in_force), Some(true));
        assert_eq!(log.undo().map(|(_, is_in_force)| is_in_force), Some(false));
    }
}
