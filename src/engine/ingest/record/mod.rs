//! A record: an article as fields with names, as JSON and tables hold it.
//!
//! `field` knows what fields are called, `text` reads one that holds text or HTML, `date` one that
//! holds a date.

mod date;
mod field;
mod text;

use super::container::Reading;
use super::html_metadata::squeeze;
use super::{Body, IngestError, SourceBlock, SourceMetadata, byline};
use crate::engine::Warning;
use crate::engine::text::BlockKind;
pub(super) use date::iso;
pub(super) use field::{LOOKED_FOR, Role, roles};
use text::is_cut;
pub(super) use text::{of_either, of_html, plain_words};

/// An article's fields, as they are found.
#[derive(Debug, Default)]
pub(super) struct Record {
    fields: std::collections::BTreeMap<(Role, usize), Vec<String>>,
}

impl Record {
    /// Puts in what a field called `name` holds.
    pub(super) fn add(&mut self, name: &str, values: Vec<String>) {
        let values: Vec<String> =
            values.into_iter().filter(|value| !value.trim().is_empty()).collect();
        if values.is_empty() {
            return;
        }
        for key in roles(name) {
            self.fields.entry(key).or_insert_with(|| values.clone());
        }
    }

    /// Says in which role a field stands whose name does not tell.
    pub(super) fn set(&mut self, role: Role, value: String) {
        if !value.trim().is_empty() {
            self.fields.insert((role, 0), vec![value]);
        }
    }

    /// What stands in `role`, best first.
    fn all(&self, role: Role) -> impl Iterator<Item = &[String]> {
        self.fields.range((role, 0)..=(role, usize::MAX)).map(|(_, values)| values.as_slice())
    }

    fn one(&self, role: Role) -> Option<&str> {
        self.all(role).find_map(|values| values.first()).map(|value| value.trim())
    }

    /// The title, for naming the part.
    pub(super) fn title(&self) -> Option<String> {
        self.one(Role::Title).map(squeeze).filter(|title| !title.is_empty())
    }

    /// True if there is a text, be it only a teaser.
    pub(super) fn has_text(&self) -> bool {
        [Role::Html, Role::Text].iter().any(|&role| self.one(role).is_some()) || self.has_teaser()
    }

    /// A teaser stands for an article only if a title or an address goes with it.
    fn has_teaser(&self) -> bool {
        self.one(Role::Teaser).is_some()
            && self.one(Role::Title).is_some()
            && [Role::Url, Role::Published].iter().any(|&role| self.one(role).is_some())
    }

    /// The article.
    pub(super) fn reading(&self, encoding: &'static str) -> Result<Reading, IngestError> {
        let longest = |role: Role| {
            let texts = self.all(role).map(|values| values.join("\n\n"));
            // Of several fields the first counts, unless another says far more.
            texts.fold(None::<String>, |best, text| match best {
                Some(best) if text.len() < best.len() * 3 => Some(best),
                _ => Some(text),
            })
        };
        let (html, text) = (longest(Role::Html), longest(Role::Text));
        let (body, is_teaser) = match (html, text) {
            (Some(html), text) if text.as_ref().is_none_or(|t| t.len() < html.len() * 3) => {
                (of_html(&html)?, false)
            }
            (_, Some(text)) => (of_either(&text)?, false),
            (html, None) => {
                (of_either(&html.or_else(|| longest(Role::Teaser)).unwrap_or_default())?, true)
            }
        };
        let body = if is_teaser { body } else { self.with_lead(body) };
        let mut warnings = Vec::new();
        if is_teaser {
            warnings.push(summary_only());
        } else if is_cut(&body) {
            let message = "the text breaks off: only its beginning is there".to_owned();
            warnings.push(Warning { stage: "ingest", message, span: None });
        }
        let (metadata, left_out) = (self.metadata(), Vec::new());
        Ok(Reading { body, metadata, left_out, warnings, encoding })
    }

    /// `body` below its first paragraph, where that is kept in a field of its own.
    fn with_lead(&self, body: Body) -> Body {
        const COMPARED: usize = 60;
        let lead = self.one(Role::Lead).map(plain_words).unwrap_or_default();
        let start: String = lead.chars().take(COMPARED).collect();
        let is_there = body.texts().into_iter().any(|text| squeeze(text).contains(&start));
        if is_there || !lead.ends_with(['.', '!', '?', '”', '"']) || lead.ends_with("...") {
            return body;
        }
        match body {
            Body::Plain(text) => Body::Plain(format!("{lead}\n\n{text}")),
            Body::Blocks(mut blocks) => {
                blocks.insert(0, SourceBlock { kind: BlockKind::Paragraph, text: lead });
                Body::Blocks(blocks)
            }
            page => page,
        }
    }

    fn metadata(&self) -> SourceMetadata {
        let date = |role| self.all(role).flatten().find_map(|value| iso(value));
        let is_address = |url: &&String| url.starts_with("http://") || url.starts_with("https://");
        let name = |value: &str| {
            let value = squeeze(value);
            (!value.is_empty() && !value.contains("://")).then_some(value)
        };
        let published = date(Role::Published);
        let updated = date(Role::Updated).filter(|updated| Some(updated) != published.as_ref());
        SourceMetadata {
            title: self.title().map(|title| plain_words(&title)),
            subtitle: self.one(Role::Subtitle).map(|text| plain_words(&squeeze(text))),
            bylines: self.bylines(),
            published,
            updated,
            outlet: self.all(Role::Outlet).flatten().find_map(|value| name(value)),
            url: self.all(Role::Url).flatten().find(is_address).cloned(),
            language: self.one(Role::Language).map(str::to_owned).filter(|tag| tag.len() <= 20),
        }
    }

    fn bylines(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for value in self.all(Role::Byline).next().unwrap_or_default() {
            let value = squeeze(value);
            let value = byline::after_lead(&value).unwrap_or(&value);
            let found = byline::names(value);
            names.extend(
                found.into_iter().filter(|name| !value.contains("://") && !name.is_empty()),
            );
        }
        names.dedup();
        names
    }
}

/// "only a summary is there".
pub(super) fn summary_only() -> Warning {
    let message = "only a summary of the article is there, not its text".to_owned();
    Warning { stage: "ingest", message, span: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(fields: &[(&str, &str)]) -> Record {
        let mut record = Record::default();
        for (name, value) in fields {
            record.add(name, vec![(*value).to_owned()]);
        }
        record
    }

    #[test]
    fn knows_fields_by_many_names() {
        let record = record(&[
            ("Headline", "A bridge opens"),
            ("body_text", "The bridge opened."),
            ("byline", "By Jane Doe and John Roe"),
            ("versioncreated", "2026-03-03T10:00:00Z"),
            ("firstcreated", "2026-03-03T09:15:00Z"),
            ("uri", "https://post.example/1"),
            ("copyrightholder", "Harbour Post"),
        ]);
        let reading = record.reading("UTF-8").unwrap();
        assert_eq!(reading.body, Body::Plain("The bridge opened.".to_owned()));
        let metadata = reading.metadata;
        assert_eq!(metadata.title.as_deref(), Some("A bridge opens"));
        assert_eq!(metadata.bylines, ["Jane Doe", "John Roe"]);
        assert_eq!(metadata.published.as_deref(), Some("2026-03-03T09:15:00Z"));
        assert_eq!(metadata.updated.as_deref(), Some("2026-03-03T10:00:00Z"));
        assert_eq!(metadata.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(metadata.url.as_deref(), Some("https://post.example/1"));
    }

    #[test]
    fn puts_the_first_paragraph_before_the_text() {
        let body = |lead, text| {
            let reading = record(&[("Lead", lead), ("Text", text)]).reading("UTF-8").unwrap();
            reading.body.texts().join("|")
        };
        let lead = "The bridge opened on Sunday.";
        assert_eq!(body(lead, "It stands."), "The bridge opened on Sunday.\n\nIt stands.");
        assert_eq!(body(lead, "<p>It stands.</p>"), "The bridge opened on Sunday.|It stands.");
        assert_eq!(
            body(lead, "The bridge  opened on Sunday. It stands."),
            "The bridge  opened on Sunday. It stands."
        );
        assert_eq!(body("The bridge opened on…", "It stands."), "It stands.");
    }

    #[test]
    fn tells_of_texts_that_are_not_whole() {
        let warning = |fields: &[(&str, &str)]| {
            let reading = record(fields).reading("UTF-8").unwrap();
            reading.warnings.first().map(|w| w.message.clone()).unwrap_or_default()
        };
        let cut = [("title", "Bridge"), ("content", "The bridge opened on… [+1234 chars]")];
        assert!(warning(&cut).contains("breaks off"));
        let teaser =
            [("title", "Bridge"), ("description", "It opened."), ("url", "http://a.example")];
        assert!(warning(&teaser).contains("summary"));
        assert!(warning(&[("text", "The bridge opened.")]).is_empty());
    }
}
