//! Word documents (ECMA-376, transitional and strict): the text as it stands after all tracked
//! changes, without comments, running heads, instructions of fields and hidden words.
//!
//! Footnotes and endnotes stand behind the text, in the order in which they are referred to, so
//! that none of them breaks a sentence.

mod body;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::container::Reading;
use super::limits::Budget;
use super::office;
use super::xml::{Node, Xml};
use super::zip::Archive;
use super::{IngestError, SourceBlock};
use body::Walk;
use styles::Styles;

const FORMAT: &str = "Word document";

/// Reads the document.
///
/// # Errors
/// If its text is missing, damaged from the beginning, or locked.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Reading, IngestError> {
    let malformed = |reason: &str| IngestError::Malformed { format: FORMAT, reason: reason.into() };
    let deepest = budget.limits.element_depth;
    let archive = Archive::open(bytes, budget)?;
    let main = main_part(&archive, budget);
    let text = office::part(&archive, &main, budget)?;
    let text = text.ok_or_else(|| {
        malformed(if archive.is_cut() { "its end is missing" } else { "its text is missing" })
    })?;
    let related = relations(&archive, &relations_of(&main), &main, budget);
    let beside = |kind: &str, budget: &mut Budget| {
        let name = related.iter().find(|relation| relation.kind == kind);
        name.map_or_else(String::new, |r| office::optional_part(&archive, &r.target, budget))
    };
    let styles = Styles::read(&beside("styles", budget), deepest);

    let mut xml = Xml::new(&text, deepest);
    let mut walk = Walk::new(&styles);
    walk.run(&mut xml);
    let mut odd: Vec<String> = Vec::new();
    if walk.has_foreign_part() {
        let message = "a part of the document is embedded in another format and was not read";
        odd.push(message.to_owned());
    }
    let damage = xml.damage().map(str::to_owned);
    let (mut blocks, references) = walk.finish();
    drop(text);
    for kind in ["footnotes", "endnotes"] {
        if references.iter().any(|(of, _)| *of == kind) {
            let mut notes = notes(&beside(kind, budget), &styles, deepest);
            let wanted = references.iter().filter(|(of, _)| *of == kind);
            blocks.extend(wanted.flat_map(|(_, id)| notes.remove(id).unwrap_or_default()));
        }
    }
    let core = office::optional_part(&archive, "docProps/core.xml", budget);
    let metadata = office::properties(&core, deepest);
    office::reading(FORMAT, blocks, metadata, damage.as_deref(), odd)
}

/// The notes of a part, by their ids.
fn notes(text: &str, styles: &Styles, deepest: usize) -> BTreeMap<String, Vec<SourceBlock>> {
    let mut walk = Walk::new(styles);
    walk.run(&mut Xml::new(text, deepest));
    walk.notes()
}

/// How a part of the document is tied to another.
struct Relation {
    /// The last word of its type's address.
    kind: String,
    /// Path inside the archive.
    target: String,
}

/// The path of the part that holds the text.
fn main_part(archive: &Archive<'_>, budget: &mut Budget) -> String {
    let relations = relations(archive, "_rels/.rels", "", budget);
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    main.map(|relation| relation.target)
        .filter(|target| archive.find(target).is_some())
        .unwrap_or_else(|| "word/document.xml".to_owned())
}

/// The path of the relations of the part at `path`.
fn relations_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let separator = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{separator}_rels/{name}.rels")
}

/// The relations at `path`, which are those of the part `from`.
fn relations(archive: &Archive<'_>, path: &str, from: &str, budget: &mut Budget) -> Vec<Relation> {
    let text = office::optional_part(archive, path, budget);
    let mut xml = Xml::new(&text, budget.limits.element_depth);
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut relations = Vec::new();
    loop {
        match xml.next() {
            Node::Open(element) if element.name() == "Relationship" => {
                let kind = element.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = element.attribute("Target").unwrap_or_default();
                let target = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None if folder.is_empty() => target,
                    None => format!("{folder}/{target}"),
                };
                relations.push(Relation { kind, target });
            }
            Node::End => return relations,
            _ => {}
        }
    }
}
