//! Renaming and merging speakers: after both, several names are one.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Edit, MOST_NAME, words};
use crate::report::{Article, Entity, EntityKind};

/// Names that one edit may unite.
const MOST_NAMES: usize = 64;

/// The names that `edit` is about.
fn names(edit: &Edit) -> BTreeSet<&str> {
    let names = edit.before.get("names").and_then(Value::as_array);
    names.into_iter().flatten().take(MOST_NAMES).filter_map(Value::as_str).collect()
}

/// True if somebody of those names is in `article`.
pub(super) fn is_in(article: &Article, edit: &Edit) -> bool {
    let names = names(edit);
    let claims = article.claims.iter();
    let said = claims.flat_map(|c| c.source.name.iter().chain(c.via.iter().map(|v| &v.name)));
    said.chain(article.entities.iter().map(|e| &e.name)).any(|n| names.contains(n.as_str()))
}

/// Gives everybody of the edit's names in `article` the new one, and makes them one entity.
pub(super) fn unite(article: &mut Article, edit: &Edit) {
    let Some(name) = words(edit.after.get("name"), MOST_NAME) else { return };
    let names = names(edit);
    if !is_in(article, edit) {
        return;
    }
    let sources = sources(article, &names);
    let ids = unite_entities(&mut article.entities, &sources, &names, &name);
    for claim in &mut article.claims {
        let is_of = |id: &Option<String>| id.as_ref().is_some_and(|id| ids.contains(id));
        let source = &mut claim.source;
        let is_theirs = source.name.as_deref().is_some_and(|n| names.contains(n) || n == name);
        if is_theirs || is_of(&source.entity) {
            let is_new = source.name.as_deref() != Some(&name);
            source.name = Some(name.clone());
            source.entity = ids.first().cloned().or(source.entity.take());
            if is_new {
                claim.person.get_or_insert_default().edits.push(edit.id.clone());
            }
        }
        for via in claim.via.iter_mut().filter(|via| names.contains(via.name.as_str())) {
            via.name.clone_from(&name);
        }
    }
}

/// Ids of the entities that speak under one of `names`.
fn sources(article: &Article, names: &BTreeSet<&str>) -> BTreeSet<String> {
    let sources = article.claims.iter().map(|claim| &claim.source);
    let theirs = sources.filter(|s| s.name.as_deref().is_some_and(|n| names.contains(n)));
    theirs.filter_map(|source| source.entity.clone()).collect()
}

/// Makes the people, bodies and other `sources` that are called by one of `names` or by `name` one
/// entity; the ids of all of them, its own first.
fn unite_entities(
    entities: &mut Vec<Entity>,
    sources: &BTreeSet<String>,
    names: &BTreeSet<&str>,
    name: &str,
) -> Vec<String> {
    let is_theirs = |e: &Entity| {
        (names.contains(e.name.as_str()) || e.name == name)
            && (matches!(e.kind, EntityKind::Person | EntityKind::Organisation)
                || sources.contains(&e.id))
    };
    // Nobody is called by one of the old names: the new name alone is nothing to unite.
    if !entities.iter().any(|e| is_theirs(e) && names.contains(e.name.as_str())) {
        let known = entities.iter().find(|e| is_theirs(e));
        return known.map(|e| e.id.clone()).into_iter().collect();
    }
    let mut ids = Vec::new();
    let mut others = Vec::new();
    entities.retain(|entity| {
        let is_first = is_theirs(entity) && ids.is_empty();
        if is_theirs(entity) {
            ids.push(entity.id.clone());
        }
        if is_theirs(entity) && !is_first {
            others.push(entity.clone());
        }
        !is_theirs(entity) || is_first
    });
    if let Some(one) = entities.iter_mut().find(|e| Some(&e.id) == ids.first()) {
        one.name = name.to_owned();
        for other in others {
            one.roles.extend(other.roles);
            one.mentions.extend(other.mentions);
        }
        one.roles.sort();
        one.roles.dedup();
        one.mentions.sort_by(|a, b| a.span.cmp(&b.span));
        one.mentions.dedup();
    }
    ids
}
