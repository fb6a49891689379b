//! A whole page copied with "select all": menus above the article and lists of others below.
//!
//! The article is the run of lines with the greatest sum of scores, where running text counts for
//! and short lines against (body text extraction after Finn, Kushmerick and Smyth, 2001).
//! Only a text with much furniture in it is taken for a whole page.

use std::ops::Range;

use super::judge::Line;
use super::weigh;
use super::Reason;
use super::front_matter::read_line;
use super::shape::{is_headline, is_prose, n_words};

/// What is asked of a line.
pub(super) struct Seen<'a> {
    pub(super) text: &'a str,
    pub(super) reason: Option<Reason>,
}

/// A page has at least so many lines of furniture that no article brings along.
const FEWEST_FURNITURE: usize = 8;

/// How far above the running text the headline may stand, in lines.
const FARTHEST_TITLE: usize = 25;

/// The lines of the article, from its headline to its end; `None` if the text is no whole page.
pub(super) fn article(lines: &[Seen<'_>]) -> Option<Range<usize>> {
    if !is_whole_page(lines) {
        return None;
    }
    let body = best_run(lines).filter(|run| holds_most(lines, run))?;
    Some(title_above(lines, body.start)..body.end)
}

fn is_whole_page(lines: &[Seen<'_>]) -> bool {
    let is_of_page = |line: &&Seen<'_>| {
        use Reason::{Advertisement, Legal, Navigation, Related, Social, Subscription};
        let reasons = [Navigation, Social, Legal, Subscription, Advertisement, Related];
        line.reason.is_some_and(|reason| reasons.contains(&reason))
    };
    let n_furniture = lines.iter().filter(is_of_page).count();
    let kept = || lines.iter().filter(|line| line.reason.is_none());
    let n_short = kept().filter(|line| !is_prose(line.text)).count();
    n_furniture >= FEWEST_FURNITURE && n_short * 10 >= kept().count() * 4
}

/// The run with the greatest sum of scores (Kadane's algorithm).
pub(super) fn best_run(lines: &[Seen<'_>]) -> Option<Range<usize>> {
    let (mut best, mut best_sum) = (None, 0);
    let (mut start, mut sum) = (0, 0);
    for (i, line) in lines.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (i, 0);
        }
        sum += score(line);
        if sum > best_sum {
            (best, best_sum) = (Some(start..i + 1), sum);
        }
    }
    best
}

fn score(line: &Seen<'_>) -> i32 {
    if line.reason.is_some() {
        return -1;
    }
    match (is_prose(line.text), n_words(line.text)) {
        (false, 0..8) => -3,
        (false, _) => -2,
        (true, 0..12) => 1,
        (true, 12..25) => 4,
        (true, _) => 8,
    }
}

/// The run holds most of the page's running text; else the page is no single article.
fn holds_most(lines: &[Seen<'_>], run: &Range<usize>) -> bool {
    let gains = |lines: &[Seen<'_>]| lines.iter().map(score).filter(|&s| s > 0).sum::<i32>();
    gains(&lines[run.clone()]) * 10 >= gains(lines) * 6
}

/// The nearest line above `start` that can be the headline, else `start`.
fn title_above(lines: &[Seen<'_>], start: usize) -> usize {
    let is_title = |i: &usize| {
        lines.get(*i).is_some_and(|line| {
            line.reason.is_none()
                && is_headline(line.text)
                && read_line(line.text).is_none()
                && (5..=30).contains(&n_words(line.text))
        })
    };
    (start.saturating_sub(FARTHEST_TITLE)..start).rev().find(is_title).unwrap_or(start)
}

/// The names of the features of every line, with its text: what the weights are learnt from.
pub(super) fn weighed(lines: &[Line]) -> Vec<(String, Vec<String>)> {
    let texts = lines.iter().map(|line| line.text.as_str());
    let candidates: Vec<_> =
        texts.map(|text| weigh::Candidate { text, kind: None, place: None }).collect();
    let features = weigh::features(&candidates, &weigh::Known::default());
    lines.iter().map(|line| line.text.clone()).zip(features).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str =
        "The new bridge over the river opened on Sunday, the mayor said, after nine years.";

    #[test]
    fn finds_the_article_in_a_page() {
        let menu = [
            "Menu",
            "Search",
            "Log in",
            "Subscribe",
            "Share",
            "Comments",
            "Privacy Policy",
            "Read more",
        ];
        let seen = |text| Seen { text, reason: super::super::furniture::furniture(text) };
        let page = || {
            let head =
                menu.into_iter().chain(["World", "The new bridge opens at last", "News desk"]);
            head.chain([PROSE, PROSE, "Why now", PROSE]).chain([
                "Old bridge goes",
                "Tram strike",
                "Quiz",
            ])
        };
        let lines: Vec<_> = page().map(seen).collect();
        assert_eq!(article(&lines), Some(9..15));
        let no_menu: Vec<_> = page().skip(menu.len()).map(seen).collect();
        assert_eq!(article(&no_menu), None);
    }
}
