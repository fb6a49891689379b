//! Front matter: the lines of `key: value` between two `---` at the head of a Markdown file.
//!
//! Read simply: one line a key, lists in brackets or as lines that begin with "- ".

use super::SourceMetadata;
use super::byline;
use super::date::first_date;

/// Cuts `text` into front matter and the rest; `None` if it has none.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---")?;
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let mut at = 0;
    let mut n_keys = 0;
    for line in rest.split_inclusive('\n').take(100) {
        let trimmed = line.trim_end();
        if trimmed == "---" || trimmed == "..." {
            return (n_keys > 0).then(|| (&rest[..at], &rest[at + line.len()..]));
        }
        n_keys += usize::from(pair(trimmed).is_some());
        at += line.len();
    }
    None
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key =
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    is_key.then(|| (key, value.trim()))
}

/// Reads what front matter says of the article.
pub(super) fn read(front_matter: &str) -> SourceMetadata {
    let mut metadata = SourceMetadata::default();
    let mut open_list = false;
    for line in front_matter.lines() {
        if let Some((key, value)) = pair(line) {
            open_list = is_author(key) && value.is_empty();
            set(&mut metadata, key, value);
        } else if let Some(item) = line.trim().strip_prefix("- ").filter(|_| open_list) {
            let item = item.trim().strip_prefix("name:").unwrap_or(item);
            add_authors(&mut metadata, unquote(item));
        }
    }
    metadata
}

fn is_author(key: &str) -> bool {
    matches!(key.to_ascii_lowercase().as_str(), "author" | "authors" | "byline" | "by")
}

fn set(metadata: &mut SourceMetadata, key: &str, value: &str) {
    let value = unquote(value);
    if value.is_empty() {
        return;
    }
    let text = || Some(value.to_owned());
    match key.to_ascii_lowercase().as_str() {
        "title" | "headline" => metadata.title = text(),
        "subtitle" | "standfirst" | "dek" => metadata.subtitle = text(),
        "date" | "published" | "pubdate" => metadata.published = first_date(value),
        "updated" | "lastmod" | "modified" => metadata.updated = first_date(value),
        "outlet" | "publisher" | "source" | "publication" if !value.contains("://") => {
            metadata.outlet = text();
        }
        "url" | "link" | "canonical" | "source" if value.contains("://") => metadata.url = text(),
        "lang" | "language" => metadata.language = text(),
        key if is_author(key) => add_authors(metadata, value),
        _ => {}
    }
}

fn add_authors(metadata: &mut SourceMetadata, value: &str) {
    let value = value.trim_start_matches('[').trim_end_matches(']').replace(['"', '\''], "");
    let value = byline::after_lead(&value).unwrap_or(&value);
    metadata.bylines.extend(byline::names(value));
}

fn unquote(value: &str) -> &str {
    let value = value.trim();
    let inner = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    inner('"').or_else(|| inner('\'')).unwrap_or(value).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_keys_and_lists() {
        let text = "---\ntitle: \"A bridge opens\"\nauthors:\n  - Jane Doe\n  - John Roe\ndate: 2024-03-03\n---\nText\n";
        let (front_matter, rest) = split(text).unwrap();
        assert_eq!(rest, "Text\n");
        let metadata = read(front_matter);
        assert_eq!(metadata.title.as_deref(), Some("A bridge opens"));
        assert_eq!(metadata.bylines, ["Jane Doe", "John Roe"]);
        assert_eq!(metadata.published.as_deref(), Some("2024-03-03"));
    }

    #[test]
    fn leaves_rules_between_paragraphs() {
        assert_eq!(split("---\nNo keys here\n---\n"), None);
        assert_eq!(split("Words\n---\nwords: more\n---\n"), None);
        assert_eq!(split("---\ntitle: never closed\n"), None);
    }
}
