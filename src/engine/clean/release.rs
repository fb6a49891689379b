//! What stands around a press release: the letterhead, "PRESS RELEASE", "For immediate release: 4 May
//! 2026" above the headline; "ENDS" and whom to call below the text.

use super::front_matter::{Facts, dates};
use super::shape::{is_headline, is_prose, key, n_words};

/// The head and the foot of a press release.
pub(super) struct Release {
    /// Which lines they are.
    pub(super) lines: Vec<usize>,
    /// Who sends it out, if the first line says so.
    pub(super) letterhead: Option<String>,
    /// What the head says of its date.
    pub(super) facts: Facts,
}

/// The longest line of a head, in words.
const LONGEST: usize = 12;
/// Lines among which a release calls itself one.
const DEEPEST: usize = 8;
/// The most lines of a letterhead.
const LETTERHEAD: usize = 3;

/// Finds the head of a release in `lines`, of which those that are out are empty and `body` is the
/// first of running text; `None` if the lines above it do not call it one.
pub(super) fn find(lines: &[&str], body: usize) -> Option<Release> {
    let head = 0..body.min(lines.len());
    let marks: Vec<usize> = head.clone().filter(|&i| is_mark(lines[i])).take(LETTERHEAD).collect();
    let (first, last) = (*marks.first()?, *marks.last()?);
    let kept = |range: std::ops::Range<usize>| range.filter(|&i| !lines[i].is_empty());
    let above: Vec<usize> = kept(0..first).collect();
    if above.len() > DEEPEST {
        return None;
    }
    let is_title = |i: usize| {
        is_headline(lines[i]) && n_words(lines[i]) >= 3 && dates(lines[i]).published.is_none()
    };
    // Without a headline below, the title may be what stands above.
    let titled = kept(last + 1..head.end).any(is_title);
    let is_letterhead = titled
        && above.len() <= LETTERHEAD
        && above.iter().all(|&i| (2..=LONGEST).contains(&n_words(lines[i])) && !is_prose(lines[i]));
    let mut facts = Facts::default();
    for &i in &marks {
        let stated = dates(lines[i]);
        facts.published = facts.published.or(stated.published);
    }
    let letterhead = above.first().filter(|_| is_letterhead).map(|&i| lines[i].trim().to_owned());
    let mut out = if is_letterhead { above } else { Vec::new() };
    out.extend(marks);
    if let Some(end) = (body..lines.len()).rev().find(|&i| is_end(lines[i])) {
        out.push(end);
        out.extend(kept(end + 1..lines.len()).filter(|&i| is_contact(lines[i])));
    }
    Some(Release { lines: out, letterhead, facts })
}

/// "PRESS RELEASE", "For immediate release: 4 May 2026".
fn is_mark(line: &str) -> bool {
    const MARKS: [&str; 8] = [
        "press release",
        "news release",
        "media release",
        "press statement",
        "media statement",
        "for immediate release",
        "for immediate use",
        "embargoed until",
    ];
    let line = key(line);
    n_words(&line) <= LONGEST && MARKS.iter().any(|mark| line.starts_with(mark))
}

/// "– ENDS –", "###".
fn is_end(line: &str) -> bool {
    matches!(&*key(line), "ends" | "end" | "30") && !line.ends_with(['.', ':'])
        || line.len() >= 3 && line.chars().all(|c| matches!(c, '#' | '*' | ' '))
}

/// "For further information contact the press office on …".
fn is_contact(line: &str) -> bool {
    const BEGINNINGS: [&str; 9] = [
        "for further information",
        "for more information",
        "for media enquiries",
        "for media inquiries",
        "media contact",
        "media enquiries",
        "media inquiries",
        "press contact",
        "contact",
    ];
    let line = key(line);
    n_words(&line) <= 4 * LONGEST && BEGINNINGS.iter().any(|words| line.starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_head_and_foot() {
        let lines = [
            "Ministry of Works of Karvia",
            "PRESS RELEASE",
            "For immediate release: 4 May 2026",
            "Bridge opens two months early",
            "The ministry announced today that the bridge over the Sund will open on 1 July.",
            "– ENDS –",
            "Notes to editors",
            "For further information contact the press office on 555 0100.",
        ];
        let release = find(&lines, 4).unwrap();
        assert_eq!(release.lines, [0, 1, 2, 5, 7]);
        assert_eq!(release.letterhead.as_deref(), Some("Ministry of Works of Karvia"));
        assert_eq!(release.facts.published.as_deref(), Some("2026-05-04"));
    }

    #[test]
    fn keeps_a_title_above_the_mark() {
        let lines = [
            "Bridge opens two months early",
            "Press release",
            "The ministry announced today that the bridge over the Sund will open on 1 July.",
        ];
        let release = find(&lines, 2).unwrap();
        assert_eq!(release.lines, [1]);
        assert_eq!(release.letterhead, None);
    }

    #[test]
    fn leaves_articles_about_releases() {
        let lines = [
            "Bridge opens early",
            "In a press release the ministry said that the bridge over the Sund will open.",
        ];
        assert!(find(&lines, 1).is_none());
    }
}
