//! The words on corrections, marks and notes.

use serde_json::Value;

use crate::report::{CertaintyLabel, CueClass, Edit, EditOp, Polarity, Quotation, is_everywhere};

strings! {
    EDIT_CLAIM = "Edit";
    MARK_CLAIM = "Mark";
    ADD_CLAIM = "Add a claim";
    ADD_AS_CLAIM = "Add as a claim";
    USE_IN_FORM = "Back to the form";
    SELECTED_WORDS = "Selected words";
    ADD_TITLE = "A claim of your own";
    SELECT_HINT = "Select words in the text and press “Use selected”, or type them as they stand there.";
    FORM_CONTENT = "What is claimed";
    FORM_NAME = "Who says it";
    FORM_SAID_AS = "Named in the text as";
    FORM_CUE = "Word of saying";
    FORM_KIND = "The article's own claim";
    FORM_CLASS = "Kind of saying";
    FORM_POLARITY = "Yes or no";
    USE_SELECTED = "Use selected";
    DELETE_CLAIM = "Delete this claim";
    NO_CONTENT = "Say which words of the text are the claim.";
    SPEAKER_EVERYWHERE = "Rename or merge this speaker";
    SPEAKER_EDIT = "Rename or merge";
    RENAME = "Rename";
    NEW_NAME = "New name";
    MERGE = "Merge";
    MERGE_TITLE = "The same as";
    MERGE_HINT = "Both become one speaker, under the name chosen here.";
    MERGE_NAME = "Name of both";
    CHOOSE_SPEAKER = "Choose a speaker";
    IN_ALL_ARTICLES = "In all articles";
    MARK = "Mark";
    OWN_LABEL = "Label of your own";
    NOTE = "Note";
    ALL_MARKS = "All marks";
    UNMARKED = "Without a mark";
    WITH_NOTE = "With a note";
    EDITED_ONLY = "Edited by you";
    MARK_FILTER = "Marks";
    EDITED = "edited by you";
    ADDED = "added by you";
    AS_FOUND = "As it was found";
    NOT_FOUND = "This claim was not found by the reading engine; you added it.";
    TAKE_BACK = "Take back";
    CHANGES = "Changes";
    CHANGES_TITLE = "What you changed";
    CHANGES_HINT = "The articles stay as they were found. Your changes are kept beside them, go into every export, and come back when you drop the JSON report.";
    NO_CHANGES = "Nothing.";
    DELETED_TITLE = "Deleted by you";
    WAS_SET = "As it was found:";
}

/// A mark's name: one of three, or a label of the reader's own.
pub(in crate::app) fn mark(mark: &str) -> &str {
    match mark {
        "to_check" => "to check",
        "checked" => "checked",
        "in_doubt" => "in doubt",
        own => own,
    }
}

/// The marks on offer.
pub(in crate::app) const MARKS: [(&str, &str); 3] =
    [("to_check", "To check"), ("checked", "Checked"), ("in_doubt", "In doubt")];

pub(in crate::app) fn not_in_text(words: &str) -> String {
    format!("“{}” does not stand in the text like this.", excerpt(words))
}

pub(in crate::app) fn speaker_title(name: &str) -> String {
    format!("Speaker: {name}")
}

pub(in crate::app) fn also_called(names: &[String]) -> String {
    format!("Also called {}.", names.join(", "))
}

pub(in crate::app) fn edit_of(what: &str, claim: &str) -> String {
    format!("{what}: {}", excerpt(claim))
}

pub(in crate::app) fn changes(n: usize) -> String {
    format!("{CHANGES} {n}")
}

pub(in crate::app) fn done(edit: &Edit) -> String {
    format!("{}.", describe(edit))
}

pub(in crate::app) fn undone(edit: &Edit) -> String {
    format!("Undone: {}.", lower(&describe(edit)))
}

pub(in crate::app) fn again(edit: &Edit) -> String {
    format!("In force again: {}.", lower(&describe(edit)))
}

/// What an edit did, in a few words.
pub(in crate::app) fn describe(edit: &Edit) -> String {
    let text = |value: &Value, field: &str| value.get(field).and_then(Value::as_str).map(excerpt);
    let words = edit.target.spans.first().map(|s| excerpt(&s.exact)).unwrap_or_default();
    let scope = if is_everywhere(edit) { " in all articles" } else { "" };
    match edit.op {
        EditOp::RenameSpeaker => {
            let name = text(&edit.after, "name").unwrap_or_default();
            format!("{} renamed to {name}{scope}", names(&edit.before))
        }
        EditOp::MergeSpeakers => {
            let name = text(&edit.after, "name").unwrap_or_default();
            format!("{} merged as {name}{scope}", names(&edit.before))
        }
        EditOp::ChangeClaim => format!("Changed {} of “{words}”", fields(&edit.after)),
        EditOp::DeleteClaim => format!("Deleted the claim “{words}”"),
        EditOp::AddClaim => format!("Added the claim “{words}”"),
        EditOp::RestoreRemoved => {
            let exact = edit.before.get("exact").and_then(Value::as_str).unwrap_or_default();
            let is_back = edit.after.get("restored").and_then(Value::as_bool) == Some(true);
            let done = if is_back { "Put back" } else { "Took out again" };
            format!("{done} “{}”", excerpt(exact))
        }
        EditOp::SetMetadata => {
            let fields = edit.after.as_object().into_iter().flatten();
            let set = fields.map(|(field, value)| {
                let name = super::field(field);
                match value.as_str() {
                    Some(value) => format!("{name} set to {}", excerpt(value)),
                    None => format!("{name} set to “not stated”"),
                }
            });
            set.collect::<Vec<_>>().join(", ")
        }
        EditOp::Mark => match text(&edit.after, "mark") {
            Some(label) => format!("Marked “{words}”: {}", mark(&label)),
            None => format!("Mark of “{words}” taken away"),
        },
        EditOp::Note => match text(&edit.after, "note") {
            Some(note) => format!("Note on “{words}”: {note}"),
            None => format!("Note on “{words}” taken away"),
        },
    }
}

fn names(before: &Value) -> String {
    let names = before.get("names").and_then(Value::as_array).into_iter().flatten();
    names.filter_map(Value::as_str).map(excerpt).collect::<Vec<_>>().join(", ")
}

/// The fields of a claim that an edit changes.
fn fields(after: &Value) -> String {
    let name = |field: &String| match field.as_str() {
        "content" => "the words",
        "source" => "the speaker",
        "cue" => "the word of saying",
        "kind" => "whose claim it is",
        "cue_class" => "the kind of saying",
        "quotation" => "the wording",
        "polarity" => "yes or no",
        "certainty" => "the certainty",
        _ => "something",
    };
    let fields: Vec<&str> = after.as_object().into_iter().flatten().map(|(f, _)| name(f)).collect();
    fields.join(", ")
}

fn excerpt(text: &str) -> String {
    crate::app::state::excerpt(text, 60)
}

/// `text` as it stands within a sentence: names keep their capital.
fn lower(text: &str) -> String {
    let verbs = ["Changed", "Deleted", "Added", "Put", "Took", "Marked", "Mark", "Note"];
    let first = text.split([' ', ':']).next().unwrap_or_default();
    match text.strip_prefix(first) {
        Some(rest) if verbs.contains(&first) => format!("{}{rest}", first.to_lowercase()),
        _ => text.to_owned(),
    }
}

pub(in crate::app) fn cue_class(class: CueClass) -> &'static str {
    match class {
        CueClass::Say => "says",
        CueClass::Assert => "asserts",
        CueClass::Deny => "denies",
        CueClass::Promise => "promises",
        CueClass::Warn => "warns",
        CueClass::Threaten => "threatens",
        CueClass::Ask => "asks",
        CueClass::Demand => "demands",
        CueClass::Praise => "praises",
        CueClass::Blame => "blames",
        CueClass::Report => "reports",
        CueClass::Believe => "believes",
        CueClass::Expect => "expects",
    }
}

pub(in crate::app) fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "it is so",
        Polarity::Negative => "it is not so",
    }
}

/// The choices of a form: code and name of each.
pub(in crate::app) fn cue_classes() -> Vec<(&'static str, &'static str)> {
    CueClass::ALL.iter().map(|&c| (c.code(), cue_class(c))).collect()
}

pub(in crate::app) fn quotations() -> Vec<(&'static str, &'static str)> {
    Quotation::ALL.iter().map(|&q| (q.code(), super::quotation(q))).collect()
}

pub(in crate::app) fn polarities() -> Vec<(&'static str, &'static str)> {
    Polarity::ALL.iter().map(|&p| (p.code(), polarity(p))).collect()
}

pub(in crate::app) fn certainties() -> Vec<(&'static str, &'static str)> {
    CertaintyLabel::ALL.iter().map(|&c| (c.code(), super::certainty(c.code()))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::{EditTarget, Span};

    fn said(op: EditOp, before: Value, after: Value) -> String {
        let spans = vec![Span { start: 0, end: 5, exact: "ships".to_owned() }];
        let target = EditTarget { article: "a".to_owned(), spans };
        describe(&Edit { id: "x1".to_owned(), op, target, before, after })
    }

    #[test]
    fn every_edit_is_said_in_plain_words() {
        let names = json!({"names": ["Lavrov", "S. Lavrov"]});
        let after = json!({"name": "Sergei Lavrov", "everywhere": true});
        assert_eq!(
            said(EditOp::MergeSpeakers, names, after),
            "Lavrov, S. Lavrov merged as Sergei Lavrov in all articles"
        );
        let changed = json!({"source": {}, "polarity": "negative"});
        assert_eq!(
            said(EditOp::ChangeClaim, Value::Null, changed),
            "Changed yes or no, the speaker of “ships”"
        );
        assert_eq!(
            said(EditOp::Mark, Value::Null, json!({"mark": "to_check"})),
            "Marked “ships”: to check"
        );
        assert_eq!(
            said(EditOp::Note, Value::Null, json!({"note": null})),
            "Note on “ships” taken away"
        );
        assert_eq!(said(EditOp::SetMetadata, Value::Null, json!({"title": "X"})), "Title set to X");
    }

    #[test]
    fn hostile_edits_are_described_too() {
        for op in EditOp::ALL {
            for value in
                [Value::Null, json!(3), json!([]), json!({"names": 3, "name": [], "mark": {}})]
            {
                drop(said(*op, value.clone(), value));
            }
        }
    }
}
