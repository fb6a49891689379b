//! What documents of word processors have in common: what styles are called, whatever wrote them.

use super::container::Reading;
use super::date::first_date;
use super::limits::Budget;
use super::xml::Xml;
use super::zip::Archive;
use super::{Body, IngestError, SourceBlock, SourceMetadata, xml};
use crate::engine::Warning;
use crate::engine::text::BlockKind;

/// When the template of python-docx was made, which its documents inherit.
const TEMPLATE_DATE: &str = "2013-12-23T23:15:00Z";

/// How much of the text is its head, in which a date may be printed.
const HEAD_BLOCKS: usize = 6;
const HEAD_BYTES: usize = 120;

/// What a paragraph of some style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A block of the text.
    Block(BlockKind),
    /// A table of contents: no part of the text.
    Furniture,
}

/// Names of styles, as Word, LibreOffice, Pandoc and others write them, without digits, spaces and
/// marks, in lower case. Files name styles in English as a rule, and in the writer's language where
/// a program did not know better.
const ROLES: &[(&str, Role)] = &[
    ("title", Role::Block(BlockKind::Title)),
    ("doctitle", Role::Block(BlockKind::Title)),
    ("titel", Role::Block(BlockKind::Title)),
    ("titre", Role::Block(BlockKind::Title)),
    ("título", Role::Block(BlockKind::Title)),
    ("titolo", Role::Block(BlockKind::Title)),
    ("headline", Role::Block(BlockKind::Title)),
    ("subtitle", Role::Block(BlockKind::Subtitle)),
    ("untertitel", Role::Block(BlockKind::Subtitle)),
    ("soustitre", Role::Block(BlockKind::Subtitle)),
    ("subtítulo", Role::Block(BlockKind::Subtitle)),
    ("sottotitolo", Role::Block(BlockKind::Subtitle)),
    ("ondertitel", Role::Block(BlockKind::Subtitle)),
    ("heading", Role::Block(BlockKind::Heading)),
    ("überschrift", Role::Block(BlockKind::Heading)),
    ("kop", Role::Block(BlockKind::Heading)),
    ("rubrik", Role::Block(BlockKind::Heading)),
    ("overskrift", Role::Block(BlockKind::Heading)),
    ("nagłówek", Role::Block(BlockKind::Heading)),
    ("nadpis", Role::Block(BlockKind::Heading)),
    ("заголовок", Role::Block(BlockKind::Heading)),
    ("quote", Role::Block(BlockKind::Quote)),
    ("intensequote", Role::Block(BlockKind::Quote)),
    ("quotation", Role::Block(BlockKind::Quote)),
    ("quotations", Role::Block(BlockKind::Quote)),
    ("blockquote", Role::Block(BlockKind::Quote)),
    ("blockquotation", Role::Block(BlockKind::Quote)),
    ("blocktext", Role::Block(BlockKind::Quote)),
    ("pullquote", Role::Block(BlockKind::Quote)),
    ("zitat", Role::Block(BlockKind::Quote)),
    ("intensiveszitat", Role::Block(BlockKind::Quote)),
    ("citation", Role::Block(BlockKind::Quote)),
    ("citationintense", Role::Block(BlockKind::Quote)),
    ("cita", Role::Block(BlockKind::Quote)),
    ("citazione", Role::Block(BlockKind::Quote)),
    ("citaat", Role::Block(BlockKind::Quote)),
    ("caption", Role::Block(BlockKind::Caption)),
    ("imagecaption", Role::Block(BlockKind::Caption)),
    ("tablecaption", Role::Block(BlockKind::Caption)),
    ("figurecaption", Role::Block(BlockKind::Caption)),
    ("illustration", Role::Block(BlockKind::Caption)),
    ("beschriftung", Role::Block(BlockKind::Caption)),
    ("légende", Role::Block(BlockKind::Caption)),
    ("leyenda", Role::Block(BlockKind::Caption)),
    ("didascalia", Role::Block(BlockKind::Caption)),
    ("bijschrift", Role::Block(BlockKind::Caption)),
    ("listbullet", Role::Block(BlockKind::ListItem)),
    ("listnumber", Role::Block(BlockKind::ListItem)),
    ("aufzählungszeichen", Role::Block(BlockKind::ListItem)),
    ("listenummer", Role::Block(BlockKind::ListItem)),
    ("toc", Role::Furniture),
    ("tocheading", Role::Furniture),
    ("contents", Role::Furniture),
    ("contentsheading", Role::Furniture),
    ("tableoffigures", Role::Furniture),
];

/// What the style called `name` makes of a paragraph, if the name tells.
pub(super) fn role(name: &str) -> Option<Role> {
    let plain: String = name
        .replace("_20_", " ")
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphabetic())
        .collect();
    let (_, role) = ROLES.iter().find(|(known, _)| *known == plain)?;
    // "Título 1" is a heading where "Título" is the title.
    let is_numbered = name.ends_with(|c: char| c.is_ascii_digit());
    Some(match role {
        Role::Block(BlockKind::Title) if is_numbered => Role::Block(BlockKind::Heading),
        role => *role,
    })
}

/// The text of the part `name` of a document, if it is there.
///
/// # Errors
/// If it cannot be unpacked, or is no text.
pub(super) fn part(
    archive: &Archive<'_>,
    name: &str,
    budget: &mut Budget,
) -> Result<Option<String>, IngestError> {
    let Some(slot) = archive.find(name) else { return Ok(None) };
    Ok(Some(xml::text(archive.unpack(slot, budget)?)?.into_owned()))
}

/// The text of a part that the document can do without; one that is damaged counts as missing.
pub(super) fn optional_part(archive: &Archive<'_>, name: &str, budget: &mut Budget) -> String {
    part(archive, name, budget).ok().flatten().unwrap_or_default()
}

/// The title, author, dates and language that a document's properties state: Dublin Core in both
/// families of formats.
pub(super) fn properties(text: &str, deepest: usize) -> SourceMetadata {
    use super::xml::{Node, Space};
    let mut found = SourceMetadata::default();
    let (mut editor, mut author) = (None, None);
    let mut xml = Xml::new(text, deepest);
    loop {
        let element = match xml.next() {
            Node::Open(element) => element,
            Node::End => break,
            Node::Close | Node::Text(_) => continue,
        };
        let slot = match (element.space, element.name()) {
            (Space::DublinCore, "title") => &mut found.title,
            (Space::DublinCore, "language") => &mut found.language,
            (Space::DublinCore, "creator") => &mut editor,
            (Space::Meta, "initial-creator") => &mut author,
            (Space::Terms, "created") | (Space::Meta, "creation-date") => &mut found.published,
            (Space::Terms, "modified") | (Space::DublinCore, "date") => &mut found.updated,
            _ => continue,
        };
        let words = xml.words();
        if slot.is_none() && !words.is_empty() {
            *slot = Some(words);
        }
    }
    settled(found, author.or(editor))
}

/// Properties as far as they tell something of the article.
pub(super) fn settled(found: SourceMetadata, author: Option<String>) -> SourceMetadata {
    // Programs put their own name, or the account's, where a person's should be.
    let is_person = |name: &&str| name.contains(char::is_whitespace) && !is_program(name);
    let bylines = author.as_deref().unwrap_or("").split(';').map(str::trim).filter(is_person);
    let is_date = |date: &String| date.as_bytes().first().is_some_and(u8::is_ascii_digit);
    let is_date = |date: &String| is_date(date) && date != TEMPLATE_DATE;
    let published = found.published.filter(is_date);
    SourceMetadata {
        title: found.title.filter(|title| !is_no_title(title)),
        bylines: bylines.map(str::to_owned).collect(),
        updated: found.updated.filter(is_date).filter(|date| Some(date) != published.as_ref()),
        published,
        ..found
    }
}

fn is_program(name: &str) -> bool {
    let lower = name.to_lowercase();
    [
        "microsoft",
        "python",
        "office",
        "user",
        "openxml",
        "admin",
        "unknown",
        "apache",
        "google docs",
        "calibre",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Titles that programs give: the file's name, "Document1", "untitled".
fn is_no_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let endings = [".doc", ".docx", ".odt", ".rtf", ".dotx", ".txt", ".html"];
    lower.starts_with("microsoft word -")
        || endings.iter().any(|ending| lower.ends_with(ending))
        || ["document", "untitled", "word document", "dokument", "title"]
            .contains(&lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '))
}

/// What was read, with a warning of the `damage` that ended it and of what else was odd.
///
/// When a file was made says less of the article than a date that is printed at its head.
pub(super) fn reading(
    format: &'static str,
    blocks: Vec<SourceBlock>,
    metadata: SourceMetadata,
    damage: Option<&str>,
    odd: Vec<String>,
) -> Result<Reading, IngestError> {
    if let (true, Some(reason)) = (blocks.is_empty(), damage.or(odd.first().map(String::as_str))) {
        return Err(IngestError::Malformed { format, reason: reason.to_owned() });
    }
    let metadata = if prints_date(&blocks) {
        SourceMetadata { published: None, updated: None, ..metadata }
    } else {
        metadata
    };
    let warning = |message| Warning { stage: "ingest", message, span: None };
    let cut = damage.map(|damage| {
        format!("the {format} is damaged ({damage}), and what follows the damage is missing")
    });
    let warnings = cut.into_iter().chain(odd).map(warning).collect();
    let (body, left_out) = (Body::Blocks(blocks), Vec::new());
    Ok(Reading { body, metadata, left_out, warnings, encoding: "UTF-8" })
}

fn prints_date(blocks: &[SourceBlock]) -> bool {
    blocks.iter().take(HEAD_BLOCKS).any(|block| {
        first_date(&block.text[..block.text.floor_char_boundary(HEAD_BYTES)]).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_by_any_of_their_names() {
        let block = |kind| Some(Role::Block(kind));
        assert_eq!(role("heading 2"), block(BlockKind::Heading));
        assert_eq!(role("Heading_20_1"), block(BlockKind::Heading));
        assert_eq!(role("Título 1"), block(BlockKind::Heading));
        assert_eq!(role("Título"), block(BlockKind::Title));
        assert_eq!(role("List Bullet 2"), block(BlockKind::ListItem));
        assert_eq!(role("Sous-titre"), block(BlockKind::Subtitle));
        assert_eq!(role("toc 1"), Some(Role::Furniture));
        assert_eq!(role("Normal"), None);
    }

    #[test]
    fn a_printed_date_tells_more_than_the_files() {
        let published = |line: &str| {
            let block = SourceBlock { kind: BlockKind::Paragraph, text: line.to_owned() };
            let metadata =
                SourceMetadata { published: Some("2026-11-22".into()), ..Default::default() };
            reading("x", vec![block], metadata, None, Vec::new()).unwrap().metadata.published
        };
        assert_eq!(published("KILCORRAN, 12 February 2026 – The bridge opens."), None);
        assert_eq!(published("The bridge opens."), Some("2026-11-22".into()));
    }

    #[test]
    fn programs_are_no_authors_and_file_names_no_titles() {
        let stated = |title: &str, author: &str| {
            let found = SourceMetadata { title: Some(title.to_owned()), ..Default::default() };
            let settled = settled(found, Some(author.to_owned()));
            (settled.title.is_some(), settled.bylines)
        };
        assert_eq!(stated("Microsoft Word - bridge.doc", "python-docx"), (false, vec![]));
        let names = vec!["Ida Holm".to_owned(), "Per Lund".to_owned()];
        assert_eq!(stated("The bridge opens", "Ida Holm; Per Lund"), (true, names));
        assert_eq!(stated("Document1", "Microsoft Office User"), (false, vec![]));
    }
}
