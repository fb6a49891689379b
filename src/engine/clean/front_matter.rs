//! Bylines, dates and outlets that a plain text prints around the article.

use super::Metadata;
use super::furniture::is_time_ago;
use super::shape::{ends_sentence, key, n_words};
use crate::engine::ingest::byline;
use crate::engine::ingest::date::{FoundDate, find_dates};
use crate::engine::text::{AGENCIES, Dateline, dateline};

/// The longest line that is front matter, in bytes.
const LONGEST: usize = 250;

/// What a line of front matter says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) bylines: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
}

impl Facts {
    fn is_empty(&self) -> bool {
        self.bylines.is_empty() && self.published.is_none() && self.updated.is_none()
    }

    /// Fills in what `metadata` does not know yet.
    pub(super) fn add_to(self, metadata: &mut Metadata) {
        if metadata.bylines.is_empty() {
            metadata.bylines = self.bylines;
        }
        metadata.published = metadata.published.take().or(self.published);
        metadata.updated = metadata.updated.take().or(self.updated);
    }
}

/// Reads a line that is nothing but byline and dates; `None` if it says anything else.
pub(super) fn read_line(line: &str) -> Option<Facts> {
    if line.len() > LONGEST {
        return None;
    }
    let mut facts = Facts::default();
    let dates = find_dates(line);
    let rest = without(line, &dates);
    sort_dates(line, dates, &mut facts);
    let is_dated = facts.published.is_some() || facts.updated.is_some();
    for part in rest.split(['|', '•', '·']) {
        let part = part.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | ':' | '/')
        });
        let is_job = || n_words(part) <= 5 && byline::is_office(part) && !facts.is_empty();
        if is_filler(part) || is_time_ago(&key(part)) || is_job() {
            continue;
        }
        match names(part, is_dated) {
            names if names.is_empty() => return None,
            names => facts.bylines.extend(names),
        }
    }
    (!facts.is_empty()).then_some(facts)
}

/// The dates that a line states, whatever else it says.
pub(super) fn dates(line: &str) -> Facts {
    let mut facts = Facts::default();
    sort_dates(line, find_dates(line), &mut facts);
    facts
}

/// The line says what it is the date of: "Published …", "Last updated …".
pub(super) fn is_labelled(line: &str) -> bool {
    let first = line.split([' ', ':']).take(2).map(key).collect::<Vec<_>>();
    let labels = ["published", "posted", "updated", "modified", "edited", "revised"];
    first.iter().any(|word| labels.contains(&word.as_str()))
}

/// True for a line that is a person's name and nothing else.
pub(super) fn is_bare_name(line: &str) -> bool {
    (2..=4).contains(&n_words(line))
        && byline::is_name(line)
        && !line.ends_with(['?', '!', ':'])
        && byline::names(line).len() == 1
}

fn names(part: &str, is_dated: bool) -> Vec<String> {
    const NO_NAMES: [&str; 14] = [
        "the",
        "a",
        "an",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "march",
        "design",
        "contrast",
        "law",
    ];
    let after = byline::after_lead(part);
    let Some(names_part) = after.or(is_dated.then_some(part)) else { return Vec::new() };
    if n_words(names_part) > 16
        || after.is_none() && !is_bare_name(names_part)
        || ends_sentence(part)
    {
        return Vec::new();
    }
    if after.is_some() && is_staff(names_part) {
        return vec![names_part.to_owned()];
    }
    let names = byline::names(names_part);
    let first = names.first().map(|name| key(name)).unwrap_or_default();
    if NO_NAMES.contains(&first.split(' ').next().unwrap_or("")) { Vec::new() } else { names }
}

/// "Coast Today staff": an outlet's people without a name.
fn is_staff(names: &str) -> bool {
    const PEOPLE: [&str; 5] = ["staff", "reporters", "correspondents", "newsroom", "writers"];
    let Some((outlet, people)) = names.rsplit_once(' ') else { return false };
    PEOPLE.contains(&people.to_lowercase().as_str()) && byline::is_name(outlet)
}

/// True for a line that reads as the name of a newspaper, agency or site.
pub(super) fn is_outlet_name(line: &str) -> bool {
    const KINDS: [&str; 38] = [
        "agency",
        "bbc",
        "bulletin",
        "chronicle",
        "cnn",
        "courier",
        "daily",
        "dispatch",
        "echo",
        "enquirer",
        "examiner",
        "express",
        "gazette",
        "globe",
        "guardian",
        "herald",
        "independent",
        "inquirer",
        "insider",
        "journal",
        "mail",
        "mercury",
        "mirror",
        "news",
        "observer",
        "online",
        "post",
        "press",
        "radio",
        "record",
        "reporter",
        "reuters",
        "standard",
        "telegraph",
        "times",
        "today",
        "tribune",
        "wire",
    ];
    (1..=5).contains(&n_words(line))
        && byline::is_name(line)
        && !ends_sentence(line)
        && line.split_whitespace().any(|word| KINDS.contains(&word.to_lowercase().as_str()))
}

fn without(line: &str, dates: &[FoundDate]) -> String {
    let mut rest = String::new();
    let mut from = 0;
    for date in dates {
        rest.push_str(&line[from..date.range.start]);
        rest.push('|');
        from = date.range.end;
    }
    rest.push_str(&line[from..]);
    rest
}

/// The words before a date tell whether it is that of publication or of the last change.
fn sort_dates(line: &str, dates: Vec<FoundDate>, facts: &mut Facts) {
    let mut from = 0;
    for date in dates {
        let label = line[from..date.range.start].to_lowercase();
        from = date.range.end;
        let of_change = ["updat", "modif", "edited", "revised", "changed"];
        let slot = if of_change.iter().any(|word| label.contains(word)) {
            &mut facts.updated
        } else {
            &mut facts.published
        };
        slot.get_or_insert(date.iso);
    }
}

/// Words that stand beside a date without saying anything else.
fn is_filler(part: &str) -> bool {
    const FILLER: [&str; 56] = [
        "published",
        "posted",
        "first",
        "on",
        "at",
        "last",
        "updated",
        "update",
        "modified",
        "edited",
        "revised",
        "date",
        "created",
        "issued",
        "added",
        "time",
        "et",
        "est",
        "edt",
        "pt",
        "pst",
        "pdt",
        "gmt",
        "utc",
        "bst",
        "ist",
        "cet",
        "cest",
        "am",
        "pm",
        "a",
        "m",
        "p",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "publication",
        "of",
        "from",
        "in",
        "veröffentlicht",
        "publiziert",
        "aktualisiert",
        "erstellt",
        "vom",
        "publié",
        "mis",
        "à",
        "jour",
        "le",
        "publicado",
        "actualizado",
    ];
    part.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| FILLER.contains(&word.to_lowercase().as_str()))
}

/// Reads "LONDON, March 3, 2024 (Reuters) - …" at the head of a paragraph, which keeps it.
pub(super) fn read_dateline(paragraph: &str, metadata: &mut Metadata) {
    let Some(Dateline { place, agency: Some(agency), .. }) = dateline(paragraph) else { return };
    if metadata.published.is_none() {
        metadata.published = find_dates(place).into_iter().next().map(|date| date.iso);
    }
    if metadata.outlet.is_none() && AGENCIES.contains(&agency) {
        metadata.outlet = Some(agency.to_owned());
    }
}

/// The outlet in "Subscribe to The Daily Pail Newsletter".
pub(super) fn outlet_in(line: &str) -> Option<String> {
    const BEFORE: [&str; 3] = ["subscribe to ", "sign up for ", "sign up to "];
    const NO_OUTLET: [&str; 9] =
        ["our", "the free", "this", "my", "free", "daily", "weekly", "the daily", "the weekly"];
    let lead =
        BEFORE.iter().find(|b| line.get(..b.len()).is_some_and(|h| h.eq_ignore_ascii_case(b)))?;
    let rest = line.get(lead.len()..)?;
    let at = rest.find(" Newsletter").or_else(|| rest.find(" newsletter"))?;
    let name = rest[..at].trim_end_matches("’s").trim_end_matches("'s").trim();
    let starts_big =
        |word: &str| !word.starts_with(char::is_lowercase) || matches!(word, "of" | "and" | "the");
    let fits = (2..=6).contains(&n_words(name))
        && name.split_whitespace().all(starts_big)
        && !name.to_lowercase().starts_with("our ")
        && !NO_OUTLET.contains(&name.to_lowercase().as_str());
    fits.then(|| name.to_owned())
}

/// A note on the author at the end: "The writer is …", "(Reporting by …)".
pub(super) fn is_author_note(paragraph: &str, bylines: &[String]) -> bool {
    const BEGINNINGS: [&str; 12] = [
        "the writer ",
        "the writers are ",
        "the author is ",
        "the author of this ",
        "the authors are ",
        "the columnist is ",
        "about the author",
        "reporting by ",
        "(reporting by ",
        "additional reporting by ",
        "(additional reporting by ",
        "writing by ",
    ];
    if paragraph.len() > 900 {
        return false;
    }
    let lower = paragraph.to_lowercase();
    let is_of = |name: &String| {
        let rest = paragraph.strip_prefix(name.as_str()).unwrap_or("");
        [" is ", " was ", " has been ", " covers ", " writes "]
            .iter()
            .any(|verb| rest.starts_with(verb))
    };
    let contributed = [
        "contributed to this report",
        "contributed to this article",
        "contributed to this story",
        "contributed reporting",
    ];
    let is_address = ["write to ", "email ", "contact "].iter().any(|b| lower.starts_with(b))
        && lower.contains(" at ")
        && lower.contains('@')
        && n_words(paragraph) <= 12;
    BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
        || bylines.iter().any(is_of)
        || is_address
        || n_words(paragraph) <= 30 && contributed.iter().any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(line: &str) -> (Vec<String>, String, String) {
        let facts = read_line(line).unwrap_or_default();
        (facts.bylines, facts.published.unwrap_or_default(), facts.updated.unwrap_or_default())
    }

    fn check(line: &str, names: &[&str], published: &str, updated: &str) {
        let names: Vec<String> = names.iter().map(|&n| n.to_owned()).collect();
        assert_eq!(facts(line), (names, published.to_owned(), updated.to_owned()), "{line}");
    }

    #[test]
    fn reads_bylines_and_dates() {
        check("By Jane Doe and John Roe", &["Jane Doe", "John Roe"], "", "");
        check("Published: 3 March 2024 14:05", &[], "2024-03-03T14:05:00", "");
        check("Last updated on March 4, 2024", &[], "", "2024-03-04");
        check("Jane Doe | 3 March 2024", &["Jane Doe"], "2024-03-03", "");
        check(
            "By Jane Doe, 3 March 2024 · Updated 4 March 2024",
            &["Jane Doe"],
            "2024-03-03",
            "2024-03-04",
        );
        check("Sunday, March 3, 2024 2:05 PM EST", &[], "2024-03-03T14:05:00", "");
        check("By Jane Doe | Science correspondent | 3 May 2026", &["Jane Doe"], "2026-05-03", "");
    }

    #[test]
    fn reads_bylines_without_a_name() {
        check("By Coast Today staff", &["Coast Today staff"], "", "");
    }

    #[test]
    fn tells_outlets_by_their_kind() {
        assert!(is_outlet_name("The Harbour Herald"));
        assert!(!is_outlet_name("Harbour closed"));
        assert!(!is_outlet_name("Jane Doe"));
    }

    #[test]
    fn leaves_sentences() {
        for line in [
            "March 31, 2023, marked a formal moment.",
            "By Friday",
            "By The Numbers",
            "Published in 2019, the book sold well.",
            "The bridge opened on 3 March 2024",
        ] {
            assert_eq!(read_line(line), None, "{line}");
        }
    }

    #[test]
    fn reads_datelines() {
        let mut metadata = Metadata::default();
        read_dateline("LONDON, March 3, 2024 (Reuters) - The bridge opened.", &mut metadata);
        assert_eq!(metadata.outlet.as_deref(), Some("Reuters"));
        assert_eq!(metadata.published.as_deref(), Some("2024-03-03"));
        let mut metadata = Metadata::default();
        read_dateline("The council (AP) - it said.", &mut metadata);
        assert_eq!(metadata.outlet, None);
    }

    #[test]
    fn finds_the_outlet_of_a_newsletter() {
        assert_eq!(
            outlet_in("Subscribe to The Daily Pail Newsletter").as_deref(),
            Some("The Daily Pail")
        );
        assert_eq!(outlet_in("Subscribe to our daily newsletter"), None);
    }
}
