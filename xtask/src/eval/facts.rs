//! What web pages say of their articles: headline, authors, day of publication and outlet, beside
//! what `tests/page_facts.tsv` says of them, which was marked by hand.

use std::fs;
use std::path::Path;

use nutgraf::engine::Resources;
use nutgraf::engine::clean::{Metadata, clean};
use nutgraf::engine::ingest::{Input, ingest};

use super::pages::Page;
use super::table::{Row, Table, Use};

/// What is asked, in the order of the table's columns.
const FIELDS: [&str; 4] = ["title", "authors", "day", "outlet"];

/// Adds a row for each field. With `errors`, says what is wrong.
pub(super) fn measure(resources: &Resources, pages: &[Page], errors: bool, table: &mut Table) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/page_facts.tsv");
    let Ok(marked) = fs::read_to_string(path) else {
        table.absent.push("tests/page_facts.tsv".to_owned());
        return;
    };
    let mut counts = [(0, 0); FIELDS.len()];
    for line in marked.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let name = cells.next().unwrap_or_default();
        let Some(page) = pages.iter().find(|page| page.name.starts_with(name)) else { continue };
        let found = found(resources, &page.html);
        for (((field, wanted), found), count) in
            FIELDS.iter().zip(cells).zip(&found).zip(&mut counts)
        {
            if wanted.is_empty() {
                continue;
            }
            let right = is_right(wanted, found);
            *count = (count.0 + usize::from(right), count.1 + 1);
            if errors && !right {
                println!("{name} {field}: {found:?} for {wanted:?}");
            }
        }
    }
    for (field, (right, known)) in FIELDS.iter().zip(counts) {
        let measured = format!("{right} of {known} right");
        let row = Row::new(&format!("{field} of a web page"), "marked by hand", measured);
        table.rows.push(row.used(Use::Development));
    }
}

/// Headline, authors, day and outlet; empty where the engine knows none.
pub(super) fn found(resources: &Resources, html: &str) -> [String; FIELDS.len()] {
    let source = ingest(Input::named("page.html", html.as_bytes())).ok();
    let metadata = source.map(|source| clean(resources, &source, true).metadata);
    let Metadata { title, bylines, published, outlet, .. } = metadata.unwrap_or_default();
    let day = published.unwrap_or_default();
    let day = day.get(..10).unwrap_or(&day).to_owned();
    [title.unwrap_or_default(), bylines.join("; "), day, outlet.unwrap_or_default()]
}

/// One of the readings of `wanted`, but for case, marks and the order of names; "-" is nothing.
pub(super) fn is_right(wanted: &str, found: &str) -> bool {
    let names = |text: &str| {
        let mut names: Vec<String> = text.split("; ").map(plain).collect();
        names.sort();
        names
    };
    wanted.split(" // ").any(|wanted| names(wanted) == names(found))
}

/// Its letters and digits in lower case, a space between words.
pub(super) fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_words() {
        assert!(is_right("‘A bridge’ opens", "'A Bridge' opens"));
        assert!(is_right("Jane Doe; John Roe", "John Roe; Jane Doe"));
        assert!(!is_right("Jane Doe", "John Roe"));
        assert!(is_right("Daily Pail // Pail", "Pail"));
        assert!(is_right("-", "") && !is_right("-", "admin"));
    }
}
