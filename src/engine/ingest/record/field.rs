//! What fields are called, and what each is for.
//!
//! Names are those of ninjs, of schema.org's NewsArticle, of JSON Feed, of news interfaces and
//! crawlers, and of our own lines of JSON; they are compared without case and punctuation, so that
//! "body_text", "bodyText" and "Body text" are one.

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::engine::ingest) enum Role {
    /// The article as HTML.
    Html,
    /// The article as text, or as HTML.
    Text,
    /// What is there if the article is not: its first lines.
    Teaser,
    /// Its first paragraph, which some archives keep apart from the text.
    Lead,
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
            "artikel",
            "inhalt",
            "contenu",
            "contenido",
            "cuerpo",
            "contenuto",
            "tekst",
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
    (Role::Lead, &["leadparagraph", "lead", "lp", "intro", "vorspann", "chapeau"]),
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
            "título",
            "überschrift",
            "ueberschrift",
            "schlagzeile",
            "kop",
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
            "autor",
            "autorin",
            "verfasser",
            "auteur",
            "autore",
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
            "datum",
            "fecha",
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
            "quelle",
            "zeitung",
            "fuente",
            "fonte",
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
pub(in crate::engine::ingest) const LOOKED_FOR: &str =
    "looked for text, body, content, article, full_text, body_html, articleBody and the like";

/// The role of a field called `name`, and how far behind others of that role it stands.
pub(in crate::engine::ingest) fn roles(name: &str) -> impl Iterator<Item = (Role, usize)> {
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
