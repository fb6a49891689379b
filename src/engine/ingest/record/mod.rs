//! A record: an article as fields with names, as JSON and tables hold it.
//!
//! Names are those of ninjs, of schema.org's NewsArticle, of JSON Feed, of news interfaces and
//! crawlers, and of our own lines of JSON; they are compared without case and punctuation, so that
//! "body_text", "bodyText" and "Body text" are one.

mod date;

use super::container::Reading;
use super::html_metadata::squeeze;
use super::{Body, IngestError, SourceMetadata, byline, html};
use crate::engine::Warning;
pub(super) use date::iso;

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The article as HTML.
    Html,
    /// The article as text, or as HTML.
    Text,
    /// What is there if the article is not: its first lines.
    Teaser,
    Title,
    Subtitle,
    Byline,
    Published,
    Updated,
    Outlet,
    Url,
    Language,
}

/// Names of fields, without case and punctuation; of two fields for one role the one that stands
/// first here counts.
const NAMES: &[(Role, &[&str])] = &[
    (
        Role::Html,
        &[
            "bodyxhtml",
            "bodyhtml",
            "contenthtml",
            "articlebodyhtml",
            "htmlbody",
            "htmlcontent",
            "fulltexthtml",
            "contentencoded",
            "html",
        ],
    ),
    (
        Role::Text,
        &[
            "bodytext",
            "articlebody",
            "contenttext",
            "articletext",
            "fulltext",
            "maintext",
            "cleanedtext",
            "cleantext",
            "plaintext",
            "textcontent",
            "textbody",
            "text",
            "body",
            "bodies",
            "content",
            "articlecontent",
            "newstext",
            "storytext",
            "fullcontent",
            "rawtext",
            "rawcontent",
            "transcript",
            "story",
            "article",
            "paragraphs",
            "texte",
            "volltext",
            "artikeltext",
            "texto",
            "testo",
        ],
    ),
    (
        Role::Teaser,
        &[
            "leadparagraph",
            "lead",
            "summary",
            "abstract",
            "description",
            "excerpt",
            "trailtext",
            "snippet",
            "teaser",
            "intro",
        ],
    ),
    (
        Role::Title,
        &[
            "headline",
            "headlines",
            "title",
            "webtitle",
            "articletitle",
            "newstitle",
            "heading",
            "titre",
            "titel",
            "titolo",
            "titulo",
            "name",
        ],
    ),
    (
        Role::Subtitle,
        &["subtitle", "subheadline", "standfirst", "dek", "deck", "alternativeheadline", "kicker"],
    ),
    (
        Role::Byline,
        &[
            "byline",
            "by",
            "author",
            "authors",
            "bylines",
            "authorname",
            "creator",
            "dccreator",
            "writer",
            "reporter",
            "journalist",
        ],
    ),
    (
        Role::Published,
        &[
            "datepublished",
            "published",
            "publishedat",
            "publishedtime",
            "firstcreated",
            "contentcreated",
            "versioncreated",
            "webpublicationdate",
            "pubdate",
            "publicationdate",
            "publishdate",
            "publisheddate",
            "datetimepub",
            "firstpublisheddate",
            "dategmt",
            "date",
            "datecreated",
            "createdat",
            "created",
            "seendate",
            "datetime",
            "timestamp",
            "day",
        ],
    ),
    (
        Role::Updated,
        &[
            "datemodified",
            "updated",
            "updatedat",
            "modified",
            "modifiedgmt",
            "lastmodified",
            "datemodify",
            "updateddate",
            "versioncreated",
        ],
    ),
    (
        Role::Outlet,
        &[
            "outlet",
            "publisher",
            "publishername",
            "publication",
            "newspaper",
            "sourcename",
            "source",
            "sitename",
            "site",
            "provider",
            "infosources",
            "copyrightholder",
            "sourcedomain",
            "domain",
            "journal",
            "feed",
        ],
    ),
    (
        Role::Url,
        &[
            "canonicalurl",
            "url",
            "weburl",
            "link",
            "articleurl",
            "sourceurl",
            "externalurl",
            "mainentityofpage",
            "permalink",
            "uri",
            "guid",
            "id",
        ],
    ),
    (Role::Language, &["language", "lang", "inlanguage", "languagecode", "languages"]),
];

/// What is looked for, for the reader who has none of it.
pub(super) const LOOKED_FOR: &str =
    "looked for text, body, content, article, full_text, body_html, articleBody and the like";

/// The role of a field called `name`, and how far behind others of that role it stands.
pub(super) fn roles(name: &str) -> impl Iterator<Item = (Role, usize)> {
    let plain = plain(name);
    NAMES.iter().filter_map(move |(role, names)| {
        names.iter().position(|known| *known == plain).map(|at| (*role, at))
    })
}

/// `name` without case and punctuation, and without the prefix of a vocabulary.
fn plain(name: &str) -> String {
    let name = name.rsplit("schema:").next().unwrap_or(name);
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

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

/// A text that may be HTML.
pub(super) fn of_either(text: &str) -> Result<Body, IngestError> {
    if is_html(text) { of_html(text) } else { Ok(Body::Plain(text.to_owned())) }
}

/// True if `text` has tags of HTML's blocks or links.
pub(super) fn is_html(text: &str) -> bool {
    const TAGS: [&str; 14] = [
        "</p>",
        "<p>",
        "<p ",
        "<br",
        "</div>",
        "</a>",
        "</li>",
        "</h2>",
        "</h3>",
        "</em>",
        "</strong>",
        "</b>",
        "</i>",
        "</span>",
    ];
    text.contains('<') && {
        let lower = text.to_ascii_lowercase();
        TAGS.iter().any(|tag| lower.contains(tag))
    }
}

/// The blocks of an article in HTML, all of it; a whole page goes the way of pages.
pub(super) fn of_html(text: &str) -> Result<Body, IngestError> {
    let head = text[..text.floor_char_boundary(2_000)].to_ascii_lowercase();
    if head.contains("<html") || head.contains("<!doctype") {
        return html::read_page(text, &mut Vec::new()).map(|(body, _)| body);
    }
    let document = html::tree(text)?;
    let blocks = html::all_blocks(&document);
    if blocks.is_empty() { Err(IngestError::Empty) } else { Ok(Body::Blocks(blocks)) }
}

/// Words without tags and entities of HTML.
pub(super) fn plain_words(text: &str) -> String {
    if !text.contains('&') && !is_html(text) {
        return squeeze(text);
    }
    let Ok(document) = html::tree(text) else { return squeeze(text) };
    let blocks: Vec<String> =
        html::all_blocks(&document).into_iter().map(|block| block.text).collect();
    squeeze(&blocks.join(" "))
}

/// News interfaces cut texts off and say so: "… [+1234 chars]".
fn is_cut(body: &Body) -> bool {
    let texts = body.texts();
    let text = texts.last().copied().unwrap_or_default().trim_end();
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(30))..];
    tail.ends_with(']')
        && tail.rsplit_once("[+").is_some_and(|(_, n)| n.trim_end_matches(']').ends_with("chars"))
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
