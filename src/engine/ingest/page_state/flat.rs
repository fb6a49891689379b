//! Data that is written flat: a list of values in which objects and lists hold the places of others.
//!
//! The library `devalue` writes so, for Nuxt 3 (`__NUXT_DATA__`) and SvelteKit. A list that begins with
//! a string is of a kind of its own: a date, a set, or a wrapper that the site's script knows. What
//! stands in several places is put in each of them, up to a limit, and what holds itself ends there.

use serde_json::{Map, Value};

/// The deepest nesting that is put together.
const DEEPEST: usize = 40;

/// The value that `items` are when put together; `None` if they are not written flat.
pub(super) fn unfolded(items: &[Value], most: usize) -> Option<Value> {
    let is_root = match items.first()? {
        Value::Object(object) => !object.is_empty(),
        Value::Array(parts) => parts.len() > 1,
        _ => false,
    };
    if items.len() < 2 || !is_root || !items.iter().all(|item| is_flat(item, items.len())) {
        return None;
    }
    let mut left = most;
    Some(put_together(items, &items[0], 0, &mut left))
}

/// It holds places of `n` values and nothing else.
fn is_flat(item: &Value, n: usize) -> bool {
    // Below zero are values that have no place: "undefined" and the like.
    let is_place = |value: &Value| value.as_i64().is_some_and(|at| at < n as i64);
    match item {
        Value::Object(object) => object.values().all(is_place),
        Value::Array(parts) => match parts.split_first() {
            Some((Value::String(_), rest)) => rest.iter().all(|v| is_place(v) || v.is_string()),
            _ => parts.iter().all(is_place),
        },
        _ => true,
    }
}

fn put_together(items: &[Value], item: &Value, depth: usize, left: &mut usize) -> Value {
    if depth > DEEPEST || *left == 0 {
        return Value::Null;
    }
    *left -= 1;
    let mut at = |place: &Value| {
        let found = place.as_u64().and_then(|at| items.get(usize::try_from(at).ok()?));
        found.map_or(Value::Null, |found| put_together(items, found, depth + 1, left))
    };
    match item {
        Value::Object(object) => {
            let mut members = Map::new();
            members.extend(object.iter().map(|(name, place)| (name.clone(), at(place))));
            Value::Object(members)
        }
        Value::Array(parts) => match parts.split_first() {
            Some((Value::String(kind), rest)) => match kind.as_str() {
                "Set" | "Map" => Value::Array(rest.iter().map(at).collect()),
                _ => match rest.first() {
                    Some(Value::String(text)) => Value::String(text.clone()),
                    Some(place) => at(place),
                    None => Value::Null,
                },
            },
            _ => Value::Array(parts.iter().map(at).collect()),
        },
        plain => plain.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(flat: &str, expected: &str) {
        let items: Vec<Value> = serde_json::from_str(flat).unwrap();
        let found = unfolded(&items, 1_000).map_or("none".to_owned(), |value| value.to_string());
        assert_eq!(found, expected, "{flat}");
    }

    #[test]
    fn puts_values_together() {
        check(
            r#"[["ShallowReactive",1],{"a":2,"b":5},["Reactive",3],[4,4],"One.",["Date","2026-03-03"]]"#,
            r#"{"a":["One.","One."],"b":"2026-03-03"}"#,
        );
        check(r#"[{"a":1,"b":-1},["Set",2,3],7,true]"#, r#"{"a":[7,true],"b":null}"#);
    }

    #[test]
    fn leaves_other_lists_alone() {
        for list in ["[]", "[1,2]", r#"["a","b"]"#, r#"[{"a":"b"},1]"#, r#"[{"a":9},1]"#, "[{},1]"]
        {
            check(list, "none");
        }
    }

    #[test]
    fn ends_where_a_value_holds_itself() {
        let items: Vec<Value> = serde_json::from_str("[[1,1],[0,0]]").unwrap();
        assert!(unfolded(&items, 1_000).is_some());
    }
}
