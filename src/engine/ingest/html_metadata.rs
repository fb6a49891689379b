//! What a web page says of its article: JSON-LD, Open Graph, `<meta>`, microdata, `<link>`, `<title>`.
//!
//! The readers of JSON-LD and `<meta>` are those of `dom_smoothie`, after Readability.js.

use std::collections::BTreeMap;

use dom_smoothie::{Article, Readability};

use super::SourceMetadata;
use super::byline;
use super::date::first_date;
use super::linked_data::{self, LinkedData};

/// What has to be read before the main content is cut out of the page.
#[derive(Default)]
pub(super) struct PageFacts {
    url: Option<String>,
    page_title: String,
    /// `content` of `<meta>` by `name`, `property` or `itemprop`, in lower case.
    metas: BTreeMap<String, Vec<String>>,
    /// What elements marked as author, date of publication and date of change say.
    authors: Vec<String>,
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

/// Reads `page` while it is whole.
pub(super) fn page_facts(page: &Readability) -> PageFacts {
    let doc = &page.doc;
    let attribute = |selector: &str, name: &str| {
        let value = doc.select(selector).attr(name)?;
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    let is_address = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let url = attribute("link[rel='canonical']", "href")
        .filter(is_address)
        .or_else(|| attribute("meta[property='og:url']", "content").filter(is_address));
    let scripts = doc.select("script[type='application/ld+json']");
    let scripts: Vec<String> = scripts.nodes().iter().map(|node| node.text().to_string()).collect();
    let linked = linked_data::read(scripts.iter().map(String::as_str));
    let mut facts = PageFacts {
        url,
        page_title: squeeze(&doc.select_single("title").text()),
        metas: metas(page),
        authors: texts(page, "[itemprop='author'], [rel='author']"),
        published: date_of(page, "[itemprop='datePublished'], time[pubdate]"),
        updated: date_of(page, "[itemprop='dateModified']"),
        descriptions: linked.subtitle.iter().chain(&linked.description).cloned().collect(),
        linked,
    };
    for name in ["description", "og:description", "twitter:description", "dc.description"] {
        let description = facts.first(&[name]).map(str::to_owned);
        facts.descriptions.extend(description.filter(|text| !facts.descriptions.contains(text)));
    }
    facts
}

fn metas(page: &Readability) -> BTreeMap<String, Vec<String>> {
    let mut metas: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for node in page.doc.select("meta").nodes().iter().take(MOST_METAS) {
        let Some(content) = node.attr("content").map(|c| squeeze(&c)).filter(|c| !c.is_empty())
        else {
            continue;
        };
        for attribute in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(attribute) {
                metas.entry(name.trim().to_ascii_lowercase()).or_default().push(content.clone());
            }
        }
    }
    metas
}

/// The words of a few elements.
fn texts(page: &Readability, selector: &str) -> Vec<String> {
    let nodes = page.doc.select(selector);
    let texts = nodes.nodes().iter().take(6).map(|node| squeeze(&node.text()));
    texts.filter(|text| !text.is_empty() && text.len() <= 200).collect()
}

/// What the first element says in an attribute or in words.
fn date_of(page: &Readability, selector: &str) -> Option<String> {
    let nodes = page.doc.select_single(selector);
    let node = nodes.nodes().first()?;
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
            found.and_then(first_date).or_else(linked).or_else(meta).or_else(|| marked.clone())
        };
    let published = article.and_then(|article| article.published_time.as_deref());
    let updated = article.and_then(|article| article.modified_time.as_deref());
    SourceMetadata {
        title: (!title.is_empty()).then_some(title),
        subtitle: None,
        bylines: bylines(article.and_then(|article| article.byline.as_deref()), facts),
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
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Daily Pail" of "Daily Pail | News | Sport" or "@Daily Pail".
fn site_name(name: &str) -> Option<String> {
    let name = squeeze(name.split(" | ").next().unwrap_or(name));
    let name = name.trim_start_matches('@');
    (!name.is_empty()).then(|| name.to_owned())
}

const SEPARATORS: [&str; 6] = [" | ", " - ", " – ", " — ", " · ", " :: "];

/// The title without the site's name; fills in `outlet` where only the page's title names it.
fn title(title: &str, page_title: &str, outlet: &mut Option<String>) -> String {
    if let Some(name) = outlet {
        return without_suffix(title, name).unwrap_or(title).to_owned();
    }
    if let Some(rest) = page_title.strip_prefix(title).filter(|_| !title.is_empty()) {
        let separator = SEPARATORS.iter().find_map(|s| rest.strip_prefix(s));
        *outlet = separator.filter(|name| is_outlet(name)).map(str::to_owned);
        return title.to_owned();
    }
    let cut = SEPARATORS[..1].iter().chain(&SEPARATORS[1..4]).find_map(|s| title.rsplit_once(s));
    match cut {
        Some((head, name)) if is_outlet(name) && head.split(' ').count() >= 4 => {
            *outlet = Some(name.to_owned());
            head.trim().to_owned()
        }
        _ => title.to_owned(),
    }
}

fn without_suffix<'a>(title: &'a str, name: &str) -> Option<&'a str> {
    let at = title.len().checked_sub(name.len())?;
    let suffix = title.get(at..)?;
    let head = &title[..at];
    let separator = SEPARATORS.iter().find(|s| head.ends_with(**s))?;
    suffix.eq_ignore_ascii_case(name).then(|| head[..head.len() - separator.len()].trim_end())
}

/// One to five capitalised words that are no genre.
fn is_outlet(name: &str) -> bool {
    const GENRES: [&str; 8] =
        ["opinion", "analysis", "news", "live", "video", "comment", "review", "interview"];
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |word: &&str| matches!(*word, "of" | "the" | "and" | "de" | "for" | "on" | "in");
    (1..=5).contains(&words.len())
        && !GENRES.contains(&name.to_lowercase().as_str())
        && words.iter().all(|word| small(word) || !word.starts_with(char::is_lowercase))
}

/// What content management systems write where nobody is named.
fn is_nobody(name: &str) -> bool {
    const NOBODY: [&str; 7] =
        ["admin", "administrator", "guest", "user", "anonymous", "root", "webmaster"];
    NOBODY.contains(&name.to_lowercase().as_str())
}

/// Names that the extractor found; all that search engines are told, where that is more; then what
/// `<meta>` and marked elements say.
fn bylines(found: Option<&str>, facts: &PageFacts) -> Vec<String> {
    const AUTHORS: [&str; 8] = [
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "byl",
    ];
    let read = |text: &str| {
        let text = squeeze(text);
        if text.contains("://") || text.len() > 300 {
            return Vec::new();
        }
        let names = byline::names(byline::after_lead(&text).unwrap_or(&text));
        names.into_iter().filter(|name| !is_nobody(name)).collect()
    };
    let all = |texts: &[String]| {
        let mut names: Vec<String> = Vec::new();
        for name in texts.iter().flat_map(|text| read(text)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let names = found.map(read).unwrap_or_default();
    let linked = all(&facts.linked.authors);
    if linked.len() > names.len() && names.iter().all(|name| linked.contains(name)) {
        return linked;
    }
    if !names.is_empty() {
        return names;
    }
    let metas = AUTHORS.iter().filter_map(|name| facts.metas.get(*name)).map(|texts| all(texts));
    metas.chain([all(&facts.authors)]).find(|names| !names.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_outlet_off_the_title() {
        let mut outlet = Some("The Daily Pail".to_owned());
        assert_eq!(title("A bridge opens - the daily pail", "", &mut outlet), "A bridge opens");
        let mut outlet = None;
        assert_eq!(
            title("A bridge opens", "A bridge opens | Daily Pail", &mut outlet),
            "A bridge opens"
        );
        assert_eq!(outlet.as_deref(), Some("Daily Pail"));
        let mut outlet = None;
        assert_eq!(
            title("A bridge opens at last | Daily Pail", "", &mut outlet),
            "A bridge opens at last"
        );
        assert_eq!(outlet.as_deref(), Some("Daily Pail"));
    }

    #[test]
    fn keeps_a_genre_in_the_title() {
        let mut outlet = None;
        assert_eq!(
            title("The case for a bridge - opinion", "", &mut outlet),
            "The case for a bridge - opinion"
        );
        assert_eq!(outlet, None);
    }

    #[test]
    fn finds_where_a_page_was_saved_from() {
        let page = "<!DOCTYPE html>\n<!-- saved from url=(0031)https://pail.example/a-bridge-opens -->\n<html>";
        assert_eq!(saved_from(page).as_deref(), Some("https://pail.example/a-bridge-opens"));
    }
}
