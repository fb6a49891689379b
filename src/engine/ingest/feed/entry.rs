//! The fields of an entry and of its feed, and the article that they make.

use super::{Field, local};
use crate::engine::ingest::container::Reading;
use crate::engine::ingest::html_metadata::squeeze;
use crate::engine::ingest::record::{iso, of_html, plain_words, summary_only};
use crate::engine::ingest::{Body, IngestError, SourceMetadata, byline};

/// A description that is as long, in words, is more than a teaser.
const FEWEST_WORDS: usize = 150;

/// What a feed says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    title: Option<String>,
    address: Option<String>,
    pub(super) language: Option<String>,
    pub(super) base: Option<String>,
}

/// An entry, as it is read.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The prefix of its own element, which is that of its fields, too.
    prefix: String,
    title: Option<String>,
    subtitle: Option<String>,
    /// The text, if the feed has it, and whether it is HTML.
    content: Option<(String, bool)>,
    description: Option<(String, bool)>,
    /// A description by an extension: of a picture, of a film.
    other: Option<(String, bool)>,
    authors: Vec<String>,
    published: Option<String>,
    updated: Option<String>,
    address: Option<String>,
    outlet: Option<String>,
    language: Option<String>,
}

/// True for elements that are fields of an entry or a feed; `name` has its prefix.
pub(super) fn is_field(name: &str) -> bool {
    const FIELDS: [&str; 25] = [
        "title",
        "subtitle",
        "link",
        "guid",
        "id",
        "description",
        "encoded",
        "content",
        "summary",
        "author",
        "creator",
        "contributor",
        "name",
        "pubdate",
        "date",
        "published",
        "issued",
        "updated",
        "modified",
        "created",
        "language",
        "source",
        "publisher",
        "body",
        "fullitem",
    ];
    // "media:content" is a file, "media:title" that of a picture.
    let of_media = name.starts_with("media:") && name != "media:description";
    FIELDS.contains(&local(name)) && !of_media
}

impl Facts {
    /// Takes a field that stands in no entry.
    pub(super) fn add(&mut self, field: &Field) {
        let of_feed = matches!(local(&field.parent), "channel" | "feed");
        let text = || Some(squeeze(&field.text)).filter(|text| !text.is_empty());
        match local(&field.name) {
            "title" if of_feed && self.title.is_none() => {
                self.title = text().map(|title| plain_words(&title));
            }
            "language" if self.language.is_none() => self.language = text(),
            "link" if of_feed && self.address.is_none() => {
                self.address = field.attribute("href").map(str::to_owned).or_else(text);
            }
            _ => {}
        }
    }
}

impl Entry {
    /// An entry whose element has that prefix, and states language and address.
    pub(super) fn new(prefix: String, language: Option<String>, address: Option<String>) -> Self {
        Self { prefix, language, address, ..Self::default() }
    }

    /// The title, for naming the part.
    pub(super) fn title(&self) -> Option<String> {
        self.title.clone()
    }

    /// Takes a field of the entry.
    pub(super) fn add(&mut self, field: Field) {
        const VOCABULARIES: [&str; 14] = [
            "", "atom", "atom10", "a10", "rss", "dc", "dcterms", "dct", "content", "xhtml",
            "media", "itunes", "prism", "schema",
        ];
        let prefix = field.name.split_once(':').map_or("", |(prefix, _)| prefix);
        if !VOCABULARIES.contains(&prefix) && prefix != self.prefix {
            // Somebody's own extension, whatever its names are.
            return;
        }
        let text = Some(squeeze(&field.text)).filter(|text| !text.is_empty());
        let markup = markup(&field);
        match local(&field.name) {
            "title" if self.title.is_none() => {
                self.title =
                    text.map(|title| plain_words(&title)).filter(|title| !title.is_empty());
            }
            "subtitle" => self.subtitle = self.subtitle.take().or(text),
            "encoded" | "body" | "fullitem" => self.content = longer(self.content.take(), markup),
            "content" if field.attribute("src").is_none() => {
                self.content = longer(self.content.take(), markup);
            }
            "description" | "summary" if matches!(prefix, "media" | "itunes") => {
                self.other = longer(self.other.take(), markup);
            }
            "description" | "summary" => {
                self.description = longer(self.description.take(), markup);
            }
            "author" | "creator" => self.add_author(&field),
            "name" if local(&field.parent) == "author" => self.add_author(&field),
            "pubdate" | "published" | "issued" | "date" | "created" => {
                self.published = self.published.take().or_else(|| iso(&field.text));
            }
            "updated" | "modified" => {
                self.updated = self.updated.take().or_else(|| iso(&field.text))
            }
            "link" => self.add_link(&field),
            "guid" if field.attribute("ispermalink") != Some("false") => {
                let url = text.filter(|url| is_address(url));
                self.address = self.address.take().or(url);
            }
            "source" | "publisher" => {
                let name = inner(&field.text, "title").unwrap_or(squeeze(&field.text));
                self.outlet = self.outlet.take().or(Some(name)).filter(|name| is_name(name));
            }
            "language" => self.language = self.language.take().or(text),
            _ => {}
        }
    }

    /// "Jane Doe", "jane@post.example (Jane Doe)", or an element with a name in it.
    fn add_author(&mut self, field: &Field) {
        let text = inner(&field.text, "name").unwrap_or_else(|| squeeze(&field.text));
        let text = plain_words(&text);
        let name = match text.split_once('(') {
            Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
            _ => text,
        };
        let names = byline::names(byline::after_lead(&name).unwrap_or(&name));
        for name in names.into_iter().filter(|name| !name.contains('@')) {
            if !self.authors.contains(&name) {
                self.authors.push(name);
            }
        }
    }

    fn add_link(&mut self, field: &Field) {
        let is_page = matches!(field.attribute("rel"), None | Some("alternate" | "canonical"));
        let href = field.attribute("href").map(str::to_owned);
        let url = href.unwrap_or_else(|| squeeze(&field.text));
        if is_page && !url.is_empty() && !self.address.as_deref().is_some_and(is_address) {
            self.address = Some(url.replace("&amp;", "&"));
        }
    }

    /// The article.
    pub(super) fn reading(
        &self,
        feed: &Facts,
        encoding: &'static str,
    ) -> Result<Reading, IngestError> {
        let full = self.content.clone().filter(|(text, _)| !text.trim().is_empty());
        let short = || self.description.clone().or_else(|| self.other.clone());
        let (text, is_html) = match (&full, short()) {
            (Some((text, _)), Some(short)) if text.len() * 3 < short.0.len() => short,
            (Some(full), _) => full.clone(),
            (None, Some(short)) => short,
            (None, None) => return Err(IngestError::Empty),
        };
        let body = if is_html { of_html(&text)? } else { Body::Plain(text) };
        let is_summary = full.is_none() && is_teaser(&body);
        let warnings = if is_summary { vec![summary_only()] } else { Vec::new() };
        let updated = self.updated.clone().filter(|date| Some(date) != self.published.as_ref());
        let published = self.published.clone().or_else(|| self.updated.clone());
        let metadata = SourceMetadata {
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            bylines: self.authors.clone(),
            updated: updated.filter(|date| Some(date) != published.as_ref()),
            published,
            outlet: self.outlet.clone().or_else(|| feed.title.clone()),
            url: self.address.as_deref().and_then(|url| absolute(url, feed)),
            language: self.language.clone().or_else(|| feed.language.clone()),
        };
        Ok(Reading { body, metadata, left_out: Vec::new(), warnings, encoding })
    }
}

/// A field's text, and whether it is HTML. Atom says which; RSS does not.
fn markup(field: &Field) -> (String, bool) {
    let kind = field.attribute("type").unwrap_or("");
    // RSS states no type, and what it holds is HTML more often than not.
    let is_rss = kind.is_empty() && !matches!(local(&field.name), "content" | "summary");
    let is_html = field.has_elements
        || matches!(kind, "html" | "xhtml" | "text/html" | "application/xhtml+xml")
        || is_rss && is_markup(&field.text);
    (field.text.clone(), is_html)
}

/// True if a tag, or an entity of HTML, stands in `text`.
fn is_markup(text: &str) -> bool {
    let begins = |rest: &str, more: &[char]| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic()) || rest.starts_with(more)
    };
    let is_tag = |(at, _)| {
        let rest: &str = &text[at + 1..];
        begins(rest, &['/', '!']) && rest.contains('>')
    };
    let is_entity = |(at, _)| {
        let rest: &str = &text[at + 1..];
        begins(rest, &['#']) && rest[..rest.floor_char_boundary(12)].contains(';')
    };
    text.match_indices('<').take(100).any(is_tag)
        || text.match_indices('&').take(100).any(is_entity)
}

fn longer(old: Option<(String, bool)>, new: (String, bool)) -> Option<(String, bool)> {
    match old {
        Some(old) if old.0.trim().len() >= new.0.trim().len() => Some(old),
        _ if new.0.trim().is_empty() => None,
        _ => Some(new),
    }
}

/// The text of the first element `name` in `text`.
fn inner(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    let inner = squeeze(rest.split("</").next().unwrap_or(rest));
    (!inner.is_empty()).then_some(inner)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains("://") && !name.contains('<')
}

fn is_address(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// `url`, which may be relative to the feed's own page.
fn absolute(url: &str, feed: &Facts) -> Option<String> {
    if is_address(url) {
        return Some(url.to_owned());
    }
    let base = feed.base.as_deref().into_iter().chain(feed.address.as_deref());
    let base = base.into_iter().find(|base| is_address(base))?;
    let host_at = base.find("://")? + 3;
    let host_end = base[host_at..].find('/').map_or(base.len(), |at| host_at + at);
    match url {
        _ if url.starts_with("//") => Some(format!("{}:{url}", base.split(':').next()?)),
        _ if url.starts_with('/') => Some(format!("{}{url}", &base[..host_end])),
        _ if url.contains(':') || url.is_empty() => None,
        _ => {
            let folder = base.rfind('/').filter(|&at| at >= host_end).unwrap_or(base.len());
            Some(format!("{}/{url}", &base[..folder]))
        }
    }
}

/// Short, or cut off.
fn is_teaser(body: &Body) -> bool {
    let texts = body.texts();
    let n_words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let last = texts.last().map_or("", |text| text.trim_end());
    n_words < FEWEST_WORDS || last.ends_with(['…', ']']) || last.ends_with("...")
}
