//! The test pages of Readability.js, where a copy lies in `ingest/readability-pages` of the sets:
//! folders of `source.html`, `expected.html` and `expected-metadata.json`.
//!
//! What is expected is what Readability.js itself finds, looked over by its makers: a measure of
//! agreement with another extractor, not of truth. Of a byline it keeps the whole line, and takes it
//! from a teaser or a button as well. So titles and authors are counted a second time beside
//! `tests/readability_facts.tsv`, which was read from the pages by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nutgraf::engine::Resources;
use nutgraf::engine::ingest::{Input, ingest};
use serde::Deserialize;

use super::facts::{self, found, plain};
use super::pages::{Scores, body, visible_lines};
use super::table::{Row, Table, Use};

/// What is expected of one page.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Expected {
    title: Option<String>,
    byline: Option<String>,
    published_time: Option<String>,
    site_name: Option<String>,
}

/// Adds a row for each field and one for the text. With `errors`, says what is wrong.
pub(super) fn measure(resources: &Resources, data: &Path, errors: bool, table: &mut Table) {
    let folder = data.join("ingest/readability-pages");
    let entries = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
    let mut pages: Vec<_> = entries.map(|entry| entry.path()).collect();
    pages.sort();
    let mut scores = Scores::default();
    let by_hand = by_hand();
    let mut counts = [(0, 0); 4];
    let mut hand_counts = [(0, 0); 2];
    for page in &pages {
        let file = |name: &str| fs::read_to_string(page.join(name)).unwrap_or_default();
        let (html, text) = (file("source.html"), file("expected.html"));
        let Ok(expected) = serde_json::from_str::<Expected>(&file("expected-metadata.json")) else {
            continue;
        };
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        let source = ingest(Input::named("page.html", html.as_bytes())).ok();
        let truth = visible_lines(&text).join("\n");
        let (precision, recall) = scores.add(&truth, &body(resources, source));
        if errors {
            println!("{name} P {precision:.3} R {recall:.3}");
        }
        let wanted = [expected.title, expected.byline, expected.published_time, expected.site_name];
        let found = found(resources, &html);
        for (i, wanted) in wanted.into_iter().enumerate() {
            let Some(wanted) = wanted.filter(|text| !text.trim().is_empty()) else { continue };
            let right = is_right(i, &wanted, &found[i]);
            counts[i] = (counts[i].0 + usize::from(right), counts[i].1 + 1);
            if errors && !right {
                println!("{name}: {:?} for {wanted:?}", found[i]);
            }
            let Some(count) = hand_counts.get_mut(i) else { continue };
            let read = by_hand.get(&*name).map(|facts| facts[i].as_str());
            let right = read
                .filter(|read| !read.is_empty())
                .map_or(right, |read| facts::is_right(read, &found[i]));
            *count = (count.0 + usize::from(right), count.1 + 1);
            if errors && !right {
                println!("{name}: {:?} by hand {read:?}", found[i]);
            }
        }
    }
    if pages.is_empty() {
        table.absent.push("ingest/readability-pages".to_owned());
        return;
    }
    let set = format!("{} of Readability.js", pages.len());
    let text = Row::new("article of a web page", &set, scores.to_string());
    table.rows.push(text.used(Use::Development));
    let mut push = |field: &str, judge: &str, (right, known): (usize, usize)| {
        let measured = format!("{right} of {known} {judge}");
        let row = Row::new(&format!("{field} of a web page"), &set, measured);
        table.rows.push(row.used(Use::Development));
    };
    for (field, count) in ["title", "authors", "day", "outlet"].iter().zip(counts) {
        push(field, "as expected", count);
    }
    for (field, count) in ["title", "authors"].iter().zip(hand_counts) {
        push(field, "as read by hand", count);
    }
}

/// Title and authors of a page, read by hand; empty where nothing else than expected stands.
fn by_hand() -> BTreeMap<String, [String; 2]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/readability_facts.tsv");
    let text = fs::read_to_string(path).unwrap_or_default();
    let read = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        Some((cells.next()?, [cells.next()?, cells.next()?]))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(read).collect()
}

/// A title may go on with the site's name, a byline with other words around its names.
fn is_right(field: usize, wanted: &str, found: &str) -> bool {
    let (wanted, found_words) = (plain(wanted), plain(found));
    match field {
        _ if found_words.is_empty() => false,
        0 => wanted == found_words || wanted.starts_with(&format!("{found_words} ")),
        1 => found.split("; ").all(|name| wanted.contains(&plain(name))),
        2 => wanted.starts_with(&found_words),
        _ => wanted == found_words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_more_than_the_bare_words() {
        assert!(is_right(0, "A bridge opens | Daily Pail", "A bridge opens"));
        assert!(is_right(1, "By Jane Doe, Staff", "Jane Doe"));
        assert!(!is_right(1, "By Jane Doe", "John Roe"));
        assert!(is_right(2, "2024-03-03T14:05:00Z", "2024-03-03"));
    }
}
