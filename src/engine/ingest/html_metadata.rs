//! What a web page says of its article: JSON-LD, Open Graph, `<meta>`, microdata, `<link>`, `<title>`.
//!
//! The readers of JSON-LD and `<meta>` are those of `dom_smoothie`, after Readability.js.

use dom_query::NodeRef;
use dom_smoothie::{Article, Readability};

use super::SourceMetadata;
use super::date::first_date;
use super::html_authors;
use super::html_byline::{self, Authors, Metas};
use super::html_title::{shown, site_name, title};
use super::linked_data::{self, LinkedData, Shown};

/// What has to be read before the main content is cut out of the page.
#[derive(Default)]
pub(super) struct PageFacts {
    url: Option<String>,
    page_title: String,
    /// Headings of the first level.
    headings: Vec<String>,
    /// `content` of `<meta>` by `name`, `property` or `itemprop`, in lower case.
    metas: Metas,
    authors: Authors,
    /// What elements marked as date of publication and date of change say.
    published: Option<String>,
    updated: Option<String>,
    /// What it says to search engines.
    pub(super) linked: LinkedData,
    /// What it says of the article in a sentence or two.
    pub(super) descriptions: Vec<String>,
}

/// Entries of `<meta>` that are read of one page.
const MOST_METAS: usize = 1_000;

impl PageFacts {
    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas.get(*name)?.first()).map(String::as_str)
    }
}

/// Elements that say something of the article, each kind in the order of the page.
#[derive(Default)]
struct Telling<'a> {
    canonical: Option<NodeRef<'a>>,
    title: Option<NodeRef<'a>>,
    headings: Vec<NodeRef<'a>>,
    metas: Vec<NodeRef<'a>>,
    scripts: Vec<NodeRef<'a>>,
    authors: Vec<NodeRef<'a>>,
    published: Option<NodeRef<'a>>,
    updated: Option<NodeRef<'a>>,
}

/// Elements that are read of those that name an author, and headings of the first level.
const MOST_AUTHORS: usize = 6;
const MOST_HEADINGS: usize = 6;

impl<'a> Telling<'a> {
    /// One walk for all of them: a selector for each would walk the page as often.
    fn below(root: &NodeRef<'a>) -> Self {
        let mut telling = Self::default();
        for node in root.descendants_it() {
            let Some(element) = node.element_ref() else { continue };
            let name: &str = &element.name.local;
            match name {
                "title" if telling.title.is_none() => telling.title = Some(node),
                "meta" => telling.metas.push(node),
                "h1" if telling.headings.len() < MOST_HEADINGS => telling.headings.push(node),
                _ => {}
            }
            let mut is_author = false;
            for attribute in &element.attrs {
                let value: &str = &attribute.value;
                match &*attribute.name.local {
                    "itemprop" => {
                        for property in value.split_ascii_whitespace() {
                            let slot = match property {
                                "datePublished" => &mut telling.published,
                                "dateModified" => &mut telling.updated,
                                _ => {
                                    is_author |= property == "author";
                                    continue;
                                }
                            };
                            slot.get_or_insert(node);
                        }
                    }
                    "pubdate" if name == "time" => {
                        telling.published.get_or_insert(node);
                    }
                    "rel" if name == "link" && value.eq_ignore_ascii_case("canonical") => {
                        telling.canonical.get_or_insert(node);
                    }
                    "rel" => is_author |= value.eq_ignore_ascii_case("author"),
                    "type" if name == "script" && value.eq_ignore_ascii_case(LINKED_DATA) => {
                        telling.scripts.push(node);
                    }
                    _ => {}
                }
            }
            if is_author
                && telling.authors.len() < MOST_AUTHORS
                && !html_authors::is_elsewhere(&node, &["comment"])
            {
                telling.authors.push(node);
            }
        }
        telling
    }
}

/// The type of scripts that hold JSON-LD.
const LINKED_DATA: &str = "application/ld+json";

/// Reads `page` while it is whole.
pub(super) fn page_facts(page: &Readability) -> PageFacts {
    let telling = Telling::below(&page.doc.root());
    let attribute = |node: &NodeRef<'_>, name: &str| {
        let value = node.attr(name)?;
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    let is_address = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let names_page = |node: &&NodeRef<'_>| node.attr("property").as_deref() == Some("og:url");
    let stated = || attribute(telling.metas.iter().find(names_page)?, "content");
    let canonical = telling.canonical.as_ref().and_then(|node| attribute(node, "href"));
    let url = canonical.filter(is_address).or_else(|| stated().filter(is_address));
    let scripts: Vec<String> = telling.scripts.iter().map(|node| node.text().to_string()).collect();
    let page_title = telling.title.map(|node| squeeze(&node.text())).unwrap_or_default();
    let headings = texts(&telling.headings);
    let shown = Shown { url: url.as_deref(), title: &page_title, headings: &headings };
    let linked = linked_data::read(scripts.iter().map(String::as_str), shown);
    let mut facts = PageFacts {
        url,
        page_title,
        headings,
        metas: metas(&telling.metas),
        authors: Authors { marked: html_authors::marked(&telling.authors), printed: Vec::new() },
        published: telling.published.and_then(|node| date_of(&node)),
        updated: telling.updated.and_then(|node| date_of(&node)),
        descriptions: linked.subtitle.iter().chain(&linked.description).cloned().collect(),
        linked,
    };
    // A single word may be the outlet's name, which is not known yet.
    let named = html_byline::bylines(&facts.linked.authors, &facts.metas, &facts.authors, None);
    if !named.iter().any(|name| name.contains(' ')) {
        facts.authors.printed = html_authors::printed(&page.doc.root());
    }
    for name in ["description", "og:description", "twitter:description", "dc.description"] {
        let description = facts.first(&[name]).map(str::to_owned);
        facts.descriptions.extend(description.filter(|text| !facts.descriptions.contains(text)));
    }
    facts
}

fn metas(nodes: &[NodeRef<'_>]) -> Metas {
    let mut metas = Metas::new();
    for node in nodes.iter().take(MOST_METAS) {
        let Some(content) = node.attr("content").map(|c| squeeze(&c)).filter(|c| !c.is_empty())
        else {
            continue;
        };
        for attribute in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(attribute) {
                let name = name.trim().to_ascii_lowercase();
                // A property may be several.
                let several = name.split_ascii_whitespace().filter(|_| attribute == "property");
                for one in several.filter(|one| one.len() < name.len()) {
                    metas.entry(one.to_owned()).or_default().push(content.clone());
                }
                metas.entry(name).or_default().push(content.clone());
            }
        }
    }
    metas
}

/// The words of a few elements.
fn texts(nodes: &[NodeRef<'_>]) -> Vec<String> {
    let texts = nodes.iter().map(|node| squeeze(&node.text()));
    texts.filter(|text| !text.is_empty() && text.len() <= 200).collect()
}

/// What the element says in an attribute or in words.
fn date_of(node: &NodeRef<'_>) -> Option<String> {
    let stated = node.attr("datetime").or_else(|| node.attr("content"));
    first_date(stated.as_deref().unwrap_or(&squeeze(&node.text())))
}

/// The address that browsers write into a page when they save it.
pub(super) fn saved_from(html: &str) -> Option<String> {
    let head = &html[..html.floor_char_boundary(2_000)];
    let rest = &head[head.find("saved from url=(")?..];
    let url = &rest[rest.find(')')? + 1..];
    let end = url.find([' ', '\n', '-']).filter(|&end| !url[..end].is_empty())?;
    let end = url.find(" -->").unwrap_or(end);
    let url = url[..end].trim();
    (url.starts_with("http") && !url.contains(char::is_whitespace)).then(|| url.to_owned())
}

/// Puts together what `article`, the extractor's findings, and `facts` say.
pub(super) fn metadata(html: &str, article: Option<&Article>, facts: &PageFacts) -> SourceMetadata {
    const PUBLISHED: [&str; 16] = [
        "article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date.created",
        "dc.date",
        "citation_publication_date",
        "citation_date",
        "publish-date",
        "publication_date",
        "pubdate",
        "og:published_time",
        "date",
    ];
    const UPDATED: [&str; 6] = [
        "article:modified_time",
        "datemodified",
        "og:updated_time",
        "dcterms.modified",
        "dc.date.modified",
        "lastmod",
    ];
    const OUTLETS: [&str; 6] = [
        "og:site_name",
        "publisher",
        "dc.publisher",
        "cre",
        "citation_journal_title",
        "application-name",
    ];
    const TITLES: [&str; 6] =
        ["og:title", "twitter:title", "headline", "name", "dc.title", "parsely-title"];
    let linked = &facts.linked;
    let text = |found: Option<&str>| found.map(squeeze).filter(|text| !text.is_empty());
    let site = article.and_then(|article| article.site_name.as_deref());
    let site = site.or(facts.first(&OUTLETS)).or(linked.publisher.as_deref());
    let mut outlet = site.and_then(site_name);
    let headline = text(article.map(|article| article.title.as_ref()))
        .or_else(|| linked.headline.clone())
        .or_else(|| text(facts.first(&["og:title", "twitter:title", "dc.title", "parsely-title"])))
        .unwrap_or_else(|| facts.page_title.clone());
    let title = title(&headline, &facts.page_title, &mut outlet);
    let titles = TITLES.iter().filter_map(|name| facts.metas.get(*name)).flatten();
    let titles = linked.headline.as_deref().into_iter().chain(titles.map(String::as_str));
    let titles = titles.chain([facts.page_title.as_str()]);
    let title = shown(&title, outlet.as_deref(), &facts.headings, titles).unwrap_or(title);
    let stated_url = article.and_then(|article| article.url.clone());
    let url = facts
        .url
        .clone()
        .or_else(|| stated_url.filter(|url| url.starts_with("http")))
        .or_else(|| linked.url.clone())
        .or_else(|| saved_from(html));
    let date =
        |found: Option<&str>, linked: &Option<String>, metas: &[&str], marked: &Option<String>| {
            let linked = || first_date(linked.as_deref()?);
            let meta = || metas.iter().find_map(|name| first_date(facts.first(&[name])?));
            // The extractor may have read the date of another article.
            let own =
                linked().filter(|_| facts.linked.is_shown).or_else(|| found.and_then(first_date));
            own.or_else(linked).or_else(meta).or_else(|| marked.clone())
        };
    let published = article.and_then(|article| article.published_time.as_deref());
    let updated = article.and_then(|article| article.modified_time.as_deref());
    SourceMetadata {
        title: (!title.is_empty()).then_some(title),
        subtitle: None,
        bylines: html_byline::bylines(
            &linked.authors,
            &facts.metas,
            &facts.authors,
            outlet.as_deref(),
        ),
        published: date(published, &linked.published, &PUBLISHED, &facts.published),
        updated: date(updated, &linked.updated, &UPDATED, &facts.updated),
        outlet,
        url,
        language: text(article.and_then(|article| article.lang.as_deref()))
            .or_else(|| linked.language.clone())
            .or_else(|| text(facts.first(&["content-language", "dc.language", "og:locale"])))
            .map(|tag| tag.replace('_', "-")),
    }
}

/// White space runs become one space.
pub(super) fn squeeze(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_where_a_page_was_saved_from() {
        let page = "<!DOCTYPE html>\n<!-- saved from url=(0031)https://pail.example/a-bridge-opens -->\n<html>";
        assert_eq!(saved_from(page).as_deref(), Some("https://pail.example/a-bridge-opens"));
    }
}
