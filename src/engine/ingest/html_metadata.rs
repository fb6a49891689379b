//! What a web page says of its article: JSON-LD, Open Graph, `<meta>`, `<link>` and `<title>`.
//!
//! The readers of JSON-LD and `<meta>` are those of `dom_smoothie`, after Readability.js.

use dom_smoothie::{Article, Readability};

use super::SourceMetadata;
use super::byline;
use super::date::first_date;
use super::linked_data::{self, LinkedData};

/// What has to be read before the main content is cut out of the page.
pub(super) struct PageFacts {
    url: Option<String>,
    page_title: String,
    by_meta: Option<String>,
    /// What it says to search engines.
    pub(super) linked: LinkedData,
    /// What it says of the article in a sentence or two.
    pub(super) descriptions: Vec<String>,
}

/// Reads `page` while it is whole.
pub(super) fn page_facts(page: &Readability) -> PageFacts {
    let attribute = |selector: &str, name: &str| {
        let value = page.doc.select(selector).attr(name)?;
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    let is_address = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let url = attribute("link[rel='canonical']", "href")
        .filter(is_address)
        .or_else(|| attribute("meta[property='og:url']", "content").filter(is_address));
    let by_meta = attribute("meta[name='author']", "content");
    let scripts = page.doc.select("script[type='application/ld+json']");
    let scripts: Vec<String> = scripts.nodes().iter().map(|node| node.text().to_string()).collect();
    let linked = linked_data::read(scripts.iter().map(String::as_str));
    let mut descriptions: Vec<String> =
        linked.subtitle.iter().chain(&linked.description).cloned().collect();
    for selector in [
        "meta[name='description']",
        "meta[property='og:description']",
        "meta[name='twitter:description']",
    ] {
        let description = attribute(selector, "content").map(|text| squeeze(&text));
        descriptions.extend(description.filter(|text| !descriptions.contains(text)));
    }
    let page_title = squeeze(&page.doc.select_single("title").text());
    PageFacts { url, page_title, by_meta, linked, descriptions }
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

/// Puts together what `article` and `facts` say.
pub(super) fn metadata(html: &str, article: &Article, facts: &PageFacts) -> SourceMetadata {
    let mut outlet = article.site_name.as_deref().and_then(site_name);
    let title = title(&squeeze(&article.title), &facts.page_title, &mut outlet);
    let url = facts
        .url
        .clone()
        .or_else(|| article.url.clone().filter(|url| url.starts_with("http")))
        .or_else(|| saved_from(html));
    SourceMetadata {
        title: (!title.is_empty()).then_some(title),
        subtitle: None,
        bylines: bylines(article.byline.as_deref(), facts.by_meta.as_deref()),
        published: article.published_time.as_deref().and_then(first_date),
        updated: article.modified_time.as_deref().and_then(first_date),
        outlet,
        url,
        language: article.lang.as_deref().map(squeeze).filter(|tag| !tag.is_empty()),
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

fn bylines(found: Option<&str>, by_meta: Option<&str>) -> Vec<String> {
    let read = |text: Option<&str>| {
        let text = squeeze(text.unwrap_or(""));
        if text.contains("://") || text.len() > 300 {
            return Vec::new();
        }
        byline::names(byline::after_lead(&text).unwrap_or(&text))
    };
    let names = read(found);
    if names.is_empty() { read(by_meta) } else { names }
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
