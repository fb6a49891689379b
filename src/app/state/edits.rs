//! [`EditLog`]: what the reader changed, with undo and redo.

use serde_json::{Map, Value, json};

use crate::report::{Edit, EditOp, EditTarget};

/// What the reader changed, in order, and what was undone.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct EditLog {
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

impl EditLog {
    /// The edits in force, in order.
    pub(in crate::app) fn edits(&self) -> &[Edit] {
        &self.done
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
        self.undone.clear();
        let target = EditTarget { article: article.to_owned(), spans: Vec::new() };
        let op = EditOp::SetMetadata;
        let (before, after) = (object(field, before), object(field, after));
        self.done.push(Edit { id: String::new(), op, target, before, after });
        self.number();
    }

    /// Takes in the edits of a reopened report; those that are there already are left out.
    pub(in crate::app) fn take_in(&mut self, edits: &[Edit]) {
        for edit in edits {
            let same =
                |e: &Edit| (e.op, &e.target, &e.after) == (edit.op, &edit.target, &edit.after);
            if !self.done.iter().any(same) {
                self.done.push(edit.clone());
            }
        }
        self.number();
    }

    /// Takes the last edit back; false if there is none.
    pub(in crate::app) fn undo(&mut self) -> bool {
        let Some(edit) = self.done.pop() else { return false };
        self.undone.push(edit);
        true
    }

    /// Does the edit that was last taken back again; false if there is none.
    pub(in crate::app) fn redo(&mut self) -> bool {
        let Some(edit) = self.undone.pop() else { return false };
        self.done.push(edit);
        self.number();
        true
    }

    /// True if there is something to undo.
    pub(in crate::app) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// True if there is something to redo.
    pub(in crate::app) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// What the reader set `field` of `article` to: `None` if nothing, `Some(None)` if to
    /// "not stated".
    pub(in crate::app) fn set_value(&self, article: &str, field: &str) -> Option<Option<String>> {
        let of_article = |e: &&Edit| e.op == EditOp::SetMetadata && e.target.article == article;
        let value = |e: &Edit| e.after.get(field).cloned();
        let value = self.done.iter().rev().filter(of_article).find_map(value)?;
        Some(value.as_str().map(str::to_owned))
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
        assert!(log.undo());
        assert_eq!(log.set_value("a", "outlet"), Some(Some("Herald".to_owned())));
        assert!(log.redo());
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
        first.set_metadata("a", "title", None, Some("x"));
        let mut log = EditLog::default();
        log.take_in(first.edits());
        log.take_in(first.edits());
        assert_eq!(log.edits(), first.edits());
    }
}
