//! Titles of web pages: without the site's name, and as the page shows them.

use super::html_metadata::squeeze;

/// "Daily Pail" of "Daily Pail | News | Sport" or "@Daily Pail".
pub(super) fn site_name(name: &str) -> Option<String> {
    let name = squeeze(name.split(" | ").next().unwrap_or(name));
    let name = name.trim_start_matches('@');
    (!name.is_empty()).then(|| name.to_owned())
}

const SEPARATORS: [&str; 6] = [" | ", " - ", " – ", " — ", " · ", " :: "];

/// The title without the site's name; fills in `outlet` where only the page's title names it.
pub(super) fn title(title: &str, page_title: &str, outlet: &mut Option<String>) -> String {
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

/// The headline over the article, where `title` is another one, meant for search engines or for those
/// who share the page, and the page states the one that it shows as well.
pub(super) fn shown<'a>(
    title: &str,
    outlet: Option<&str>,
    headings: &[String],
    stated: impl Iterator<Item = &'a str>,
) -> Option<String> {
    const FEWEST_WORDS: usize = 3;
    let plain = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let is_shown = |text: &str| headings.iter().any(|shown| plain(shown) == plain(text));
    if headings.is_empty() || is_shown(title) {
        return None;
    }
    let bare = |text: &'a str| outlet.and_then(|name| without_suffix(text, name)).unwrap_or(text);
    stated
        .map(bare)
        .find(|text| text.split_whitespace().count() >= FEWEST_WORDS && is_shown(text))
        .map(squeeze)
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
        && (is_host(name)
            || words.iter().all(|word| small(word) || !word.starts_with(char::is_lowercase)))
}

/// "www.pail.example".
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        label.len() >= 2 && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    name.contains('.') && name.split('.').all(is_label)
}

/// An author's name without the outlet's behind it; empty for an outlet of one word that stands in
/// an author's place.
pub(super) fn without_outlet<'a>(name: &'a str, outlet: &str) -> &'a str {
    let at = name.len().saturating_sub(outlet.len());
    match (name.get(..at), name.get(at..)) {
        (Some(""), Some(all)) if all.eq_ignore_ascii_case(outlet) && !outlet.contains(' ') => "",
        (Some(head), Some(tail)) if tail.eq_ignore_ascii_case(outlet) => {
            let bare = head.trim_end_matches([' ', '.', ',', '|', '-', '–', '—', '/']);
            if bare.len() + 1 < head.len() && bare.contains(' ') { bare } else { name }
        }
        _ => name,
    }
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
    fn takes_the_outlet_off_the_author() {
        let bare = |name| without_outlet(name, "Pail");
        assert_eq!(bare("Jane Doe. Pail"), "Jane Doe");
        assert_eq!(bare("Jane Doe | Pail"), "Jane Doe");
        assert_eq!(bare("Jane Doe"), "Jane Doe");
        assert_eq!(bare("Jane Pail"), "Jane Pail");
        assert_eq!(bare("Pail"), "");
        assert_eq!(without_outlet("Jane Doe", "Jane Doe"), "Jane Doe");
        assert!(is_outlet("www.pail.example") && !is_outlet("a bridge opens."));
    }

    #[test]
    fn takes_the_headline_that_is_shown() {
        let title = |heading: &str| {
            let (headings, stated) = ([heading.to_owned()], ["The Bridge Opens at Last"]);
            shown("River bridge: all you need to know", None, &headings, stated.into_iter())
        };
        assert_eq!(title("The bridge opens at last").as_deref(), Some("The Bridge Opens at Last"));
        assert_eq!(title("Daily Pail"), None);
    }
}
