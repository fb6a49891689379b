//! An object of JSON as a [`Record`].

use serde_json::Value;
use serde_json::value::RawValue;

use crate::engine::ingest::record::{self, Record, Role};

/// Members that hold further fields of the article.
const WRAPPERS: [&str; 9] =
    ["_source", "fields", "attributes", "metadata", "article", "node", "item", "document", "data"];

/// The fields of the article that an object with these members is.
///
/// # Errors
/// If a member that is needed cannot be read, as when it nests too deep.
pub(super) fn record(members: &[(String, &RawValue)]) -> Result<Record, serde_json::Error> {
    let mut record = Record::default();
    for (name, raw) in members {
        let is_wrapper = WRAPPERS.contains(&name.as_str()) && raw.get().starts_with('{');
        if !is_wrapper && record::roles(name).next().is_none() {
            continue;
        }
        let value: Value = serde_json::from_str(raw.get())?;
        if is_wrapper {
            for (name, value) in value.as_object().into_iter().flatten() {
                add(&mut record, name, value);
            }
        } else {
            add(&mut record, name, &value);
        }
    }
    Ok(record)
}

fn add(record: &mut Record, name: &str, value: &Value) {
    let role = record::roles(name).next().map(|(role, _)| role);
    let takes_lists = matches!(role, Some(Role::Text | Role::Html | Role::Byline | Role::Outlet));
    let takes_objects = !matches!(role, Some(Role::Text))
        || value.as_object().is_none_or(|object| object.len() <= 6);
    if value.is_object() && !takes_objects {
        return;
    }
    let mut found = words(value);
    if !takes_lists {
        found.truncate(1);
    }
    record.add(name, found);
}

/// What a value says: itself, its members' names or texts.
fn words(value: &Value) -> Vec<String> {
    /// Members that hold what an object is about.
    const INNER: [&str; 15] = [
        "rendered", "value", "html", "text", "name", "main", "original", "content", "title",
        "#text", "_value", "$t", "@value", "@id", "url",
    ];
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => {
            // Of bodies for several uses one is the main one (ninjs 2).
            let main = values.iter().find(|value| value.get("role").is_some_and(|r| r == "main"));
            match main {
                Some(main) => one(main, &INNER),
                None => values.iter().flat_map(|value| one(value, &INNER)).collect(),
            }
        }
        value => one(value, &INNER),
    }
}

/// What a value says that is no list.
fn one(value: &Value, inner: &[&str]) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Object(object) => {
            let found = inner.iter().find_map(|name| object.get(*name)?.as_str());
            found.map(str::to_owned).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
