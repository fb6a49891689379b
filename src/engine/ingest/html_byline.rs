//! Who wrote a web page's article: what it tells search engines, its `<meta>` and its marked elements
//! say, and where these are silent, the line that it prints as its byline.
//!
//! Only names count: not the outlet's own, not what a content management system fills in for nobody,
//! and not the words of buttons beside a byline. Where several elements print a byline, the first one
//! below the headline is the article's; those of teasers, comments and menus are passed over.

use std::collections::BTreeMap;

use super::byline::{after_lead, is_name, names, other_role};
use super::date::find_dates;
use super::html_metadata::squeeze;
use super::html_title::without_outlet;

/// `content` of `<meta>` by name, in lower case.
pub(super) type Metas = BTreeMap<String, Vec<String>>;

/// The lines of an element.
pub(super) type Lines = Vec<String>;

/// Names of `<meta>` that state authors, the surest first.
const STATED: [&str; 11] = [
    "dc:creator",
    "dcterms:creator",
    "dc.creator",
    "dcterms.creator",
    "author",
    "parsely-author",
    "article:author",
    "sailthru.author",
    "citation_author",
    "citation_authors",
    "byl",
];

/// Those of them in which a surname stands first: "Doe, Jane".
const INVERTED: [&str; 6] = [
    "dc:creator",
    "dcterms:creator",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "citation_authors",
];

/// The longest text that is read for names, in bytes.
pub(super) const LONGEST: usize = 300;

/// What of a page names its authors.
#[derive(Default)]
pub(super) struct Authors {
    /// Elements that are marked as author by `rel` or `itemprop`.
    pub(super) marked: Vec<Lines>,
    /// Elements that print a byline by the words of their class, the likeliest first. They are looked
    /// for where nothing else names anybody.
    pub(super) printed: Vec<Lines>,
}

/// The article's authors. `linked`: those that search engines are told of.
pub(super) fn bylines(
    linked: &[String],
    metas: &Metas,
    authors: &Authors,
    outlet: Option<&str>,
) -> Vec<String> {
    let of_meta = |name: &&str| {
        let texts = metas.get(*name)?;
        let turned = texts.iter().map(|text| turned(text, INVERTED.contains(name)));
        Some(distinct(turned.flat_map(|text| stated(&text, outlet))))
    };
    let of_lines = |lines: &Lines, is_marked| {
        let names = in_lines(lines, is_marked).into_iter();
        names.flat_map(|name| stated(&name, outlet)).collect::<Vec<_>>()
    };
    let linked = || distinct(linked.iter().flat_map(|text| stated(text, outlet)));
    let metas = STATED.iter().filter_map(of_meta);
    let marked = || distinct(authors.marked.iter().flat_map(|lines| of_lines(lines, true)));
    let printed = || {
        authors.printed.iter().map(|lines| of_lines(lines, false)).find(|names| !names.is_empty())
    };
    let is_some = |names: &Vec<String>| !names.is_empty();
    Some(linked())
        .filter(is_some)
        .or_else(|| metas.into_iter().find(is_some))
        .or_else(|| Some(marked()).filter(is_some))
        .or_else(printed)
        .unwrap_or_default()
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    names.for_each(|name| {
        if !all.contains(&name) {
            all.push(name)
        }
    });
    all
}

/// The names in what a page states.
fn stated(text: &str, outlet: Option<&str>) -> Vec<String> {
    let text = squeeze(&unescaped(text));
    if text.len() > LONGEST {
        return Vec::new();
    }
    let text = outlet.map_or(text.as_str(), |outlet| without_outlet(&text, outlet));
    let is_outlet = outlet.is_some_and(|outlet| text.eq_ignore_ascii_case(outlet));
    if is_outlet && (!is_name(text) || text.starts_with("The ")) {
        return Vec::new();
    }
    let names = names(lead(text).unwrap_or(text));
    names.into_iter().filter(|name| !is_nobody(name)).collect()
}

/// "Jane Doe" of "Doe, Jane".
fn turned(text: &str, is_inverted: bool) -> String {
    let text = squeeze(text);
    let turned = || {
        let (surname, given) = text.split_once(", ")?;
        let is_surname = !surname.contains(' ') && is_name(surname);
        let n_given = given.split(' ').count();
        let fits = is_surname && n_given <= 3 && is_name(given) && !names(given).is_empty();
        fits.then(|| format!("{given} {surname}"))
    };
    if is_inverted { turned().unwrap_or(text) } else { text }
}

/// Content is escaped once more by some systems.
fn unescaped(text: &str) -> String {
    const ESCAPES: [(&str, &str); 7] = [
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    ESCAPES.iter().fold(text.to_owned(), |text, (escape, mark)| text.replace(escape, mark))
}

/// What content management systems write where nobody is named.
fn is_nobody(name: &str) -> bool {
    const NOBODY: [&str; 7] =
        ["admin", "administrator", "guest", "user", "anonymous", "root", "webmaster"];
    NOBODY.contains(&name.to_lowercase().as_str())
}

/// What stands behind "By" in any language: more of them than in a line of a plain text, where "di"
/// and "av" might be anything.
fn lead(text: &str) -> Option<&str> {
    const LEADS: [&str; 14] = [
        "di ",
        "da ",
        "av ",
        "af ",
        "auteur : ",
        "auteur: ",
        "autore: ",
        "autora: ",
        "a cura di ",
        "作者：",
        "作者:",
        "文：",
        "文/",
        "記者",
    ];
    let other = |lead: &&str| {
        let head = text.get(..lead.len()).filter(|head| head.eq_ignore_ascii_case(lead))?;
        Some(text[head.len()..].trim())
    };
    after_lead(text).or_else(|| LEADS.iter().find_map(other))
}

/// A line with nothing but "By".
fn is_lead(text: &str) -> bool {
    const LEADS: [&str; 16] = [
        "by",
        "written by",
        "words by",
        "story by",
        "posted by",
        "author",
        "authors",
        "von",
        "par",
        "por",
        "door",
        "di",
        "av",
        "af",
        "autor",
        "auteur",
    ];
    LEADS.contains(&text.to_lowercase().as_str())
}

/// The names in the lines of an element that prints a byline: those of the first line that has any,
/// and of the lines that are joined to it. A single word without a "By" is a name only where the
/// markup says so.
fn in_lines(lines: &[String], is_marked: bool) -> Vec<String> {
    const JOINTS: [&str; 4] = [",", "&", "and", "und"];
    let mut found: Vec<String> = Vec::new();
    let (mut is_led, mut is_joined) = (false, false);
    for piece in lines.iter().flat_map(|line| pieces(line)) {
        let begins = JOINTS.iter().any(|joint| piece.split(' ').next() == Some(joint));
        if !found.is_empty() && !is_joined && !begins {
            break;
        }
        is_joined =
            piece.ends_with(',') || JOINTS.iter().any(|j| piece.rsplit(' ').next() == Some(j));
        let bare = piece.trim_matches([' ', ',', ':', '-', '–', '&']);
        let bare = bare.strip_prefix("and ").unwrap_or(bare);
        if bare.is_empty() {
            continue;
        }
        if other_role(bare) == Some(0) {
            break;
        }
        if is_lead(bare) {
            is_led = true;
            continue;
        }
        let after = lead(bare).or_else(|| bare.rsplit_once(" by ").map(|(_, names)| names));
        let is_sure = is_marked || is_led || after.is_some();
        let is_person = |name: &String| (is_sure || name.contains(' ')) && !is_button(name);
        found.extend(names(after.unwrap_or(bare)).into_iter().filter(is_person));
    }
    distinct(found.into_iter())
}

/// A line without its dates, cut where they and the usual marks stand.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for date in find_dates(line) {
        pieces.push(&line[from..date.range.start.max(from)]);
        from = date.range.end.max(from);
    }
    pieces.push(&line[from..]);
    let cut = pieces.into_iter().flat_map(|piece| piece.split(['|', '•', '·']));
    cut.map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// What is beside a byline to be clicked on.
fn is_button(name: &str) -> bool {
    const WORDS: [&str; 25] = [
        "about",
        "all",
        "articles",
        "bio",
        "click",
        "comment",
        "comments",
        "contact",
        "email",
        "facebook",
        "follow",
        "getty",
        "images",
        "login",
        "min",
        "more",
        "photo",
        "posts",
        "print",
        "profile",
        "read",
        "share",
        "subscribe",
        "twitter",
        "view",
    ];
    name.split(' ').any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use dom_query::NodeRef;

    use super::super::html_authors::{marked, printed};
    use super::*;

    fn of_meta(pairs: &[(&str, &str)], outlet: Option<&str>) -> Vec<String> {
        let mut metas = Metas::new();
        for &(name, content) in pairs {
            metas.entry(name.to_owned()).or_default().push(content.to_owned());
        }
        bylines(&[], &metas, &Authors::default(), outlet)
    }

    fn of_page(body: &str) -> Vec<String> {
        let page = dom_query::Document::from(body);
        let printed = printed(&page.root());
        bylines(&[], &Metas::new(), &Authors { printed, ..Authors::default() }, Some("Daily Pail"))
    }

    #[test]
    fn reads_what_is_stated() {
        assert_eq!(of_meta(&[("author", "Doe"), ("dc.creator", "Jane Doe")], None), ["Jane Doe"]);
        let inverted = [("citation_author", "Doe, Jane"), ("citation_author", "Roe, J. van")];
        assert_eq!(of_meta(&inverted, None), ["Jane Doe", "J. van Roe"]);
        assert_eq!(of_meta(&[("author", "Jane O&#39;Doe")], None), ["Jane O'Doe"]);
        assert_eq!(of_meta(&[("author", "Bread & co")], Some("Bread & co")), [""; 0]);
        assert_eq!(of_meta(&[("author", "The Daily Pail")], Some("The Daily Pail")), [""; 0]);
        assert_eq!(of_meta(&[("author", "Jane Doe")], Some("Jane Doe")), ["Jane Doe"]);
        assert_eq!(of_meta(&[("article:author", "https://pail.example/jane")], None), [""; 0]);
    }

    #[test]
    fn reads_what_is_printed() {
        let page = "<h1>A bridge opens</h1><p class=byline>by <a>Jane Doe</a><span>3 Dec 2024</span><a>65</a></p>";
        assert_eq!(of_page(page), ["Jane Doe"]);
        let page = "<div class=Byline>By <b>Jane Doe</b><br>March 3, 2024</div>";
        assert_eq!(of_page(page), ["Jane Doe"]);
        let page = "<p class=author>Written by Jane Doe<br>Edited by John Roe</p>";
        assert_eq!(of_page(page), ["Jane Doe"]);
        let page = "<p class=byline><a>Jane Doe</a>, <a>John Roe</a> and <a>Ana Poe</a></p>";
        assert_eq!(of_page(page), ["Jane Doe", "John Roe", "Ana Poe"]);
        assert_eq!(of_page("<p class=author><span>Di</span><b>Jane Doe</b></p>"), ["Jane Doe"]);
        assert_eq!(
            of_page("<div id=author>Posted on 3 March 2024 by Jane Doe</div>"),
            ["Jane Doe"]
        );
    }

    #[test]
    fn leaves_what_is_no_byline() {
        for page in [
            "<p class=author>Follow Us</p>",
            "<p class=byline>Last Updated: <b>March 3, 2024</b></p>",
            "<nav><a class=byline>Jane Doe</a></nav>",
            "<div class=comments><b class=author>Jane Doe</b></div>",
            "<p class=byline>Voices</p>",
            "<p class=author-note>Jane Doe is a writer who lives by the river.</p>",
        ] {
            assert_eq!(of_page(page), [""; 0], "{page}");
        }
        let page = dom_query::Document::from(
            "<p>by <a rel=author>Jane</a> <a rel=author>John Roe</a></p><ul><li><div><p><i><a rel=author>Ana Poe",
        );
        let links: Vec<NodeRef<'_>> = page.select("a").nodes().to_vec();
        let authors = Authors { marked: marked(&links), ..Authors::default() };
        assert_eq!(bylines(&[], &Metas::new(), &authors, None), ["Jane", "John Roe"]);
        let page = "<i class=author>Ana Poe</i><h1>A bridge opens</h1><i class=author>Jane Doe</i>";
        assert_eq!(of_page(page), ["Jane Doe"]);
    }
}
