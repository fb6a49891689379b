//! A whole page copied with "select all": menus above the article and lists of others below.
//!
//! The article is the span of lines with the greatest sum of scores, learnt for its first line, its
//! last and those between (after the body text extraction of Finn, Kushmerick and Smyth, 2001, whose
//! run of running text is one of the features). Only a text with much furniture in it is taken for a
//! whole page. What stands inside the span is judged by its words.

use std::fmt;
use std::ops::Range;

use super::Reason;
use super::front_matter::read_line;
use super::judge::Line;
use super::shape::{ends_sentence, is_headline, is_prose, n_words};
use super::weigh;
use crate::engine::model::ArticleWeights;

/// What is asked of a line.
pub(super) struct Seen<'a> {
    pub(super) text: &'a str,
    pub(super) reason: Option<Reason>,
}

/// A page has at least so many lines of furniture that no article brings along.
const FEWEST_FURNITURE: usize = 5;

/// With fewer lines of furniture, so many lines of which most are short make a page.
const MANY_LINES: usize = 50;

/// How far above the running text the headline may stand, in lines.
const FARTHEST_TITLE: usize = 25;

/// Where the article stands in a whole page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Article {
    /// Its headline, where one is found.
    title: Option<usize>,
    /// Its text.
    body: Range<usize>,
}

impl Article {
    /// True for its lines. Between headline and text stand a standfirst and, to be read for what
    /// they say, byline and date.
    pub(super) fn has(&self, lines: &[Seen<'_>], i: usize) -> bool {
        let is_standfirst = |line: &Seen<'_>| {
            (5..=45).contains(&n_words(line.text)) && (i == self.title.map_or(0, |title| title + 1))
        };
        let is_head = |line: &Seen<'_>| is_standfirst(line) || read_line(line.text).is_some();
        let above = self.title.is_some_and(|title| title < i) && i < self.body.start;
        self.title == Some(i)
            || self.body.contains(&i)
            || above && lines.get(i).is_some_and(is_head)
    }

    /// True for what stands below its first line.
    pub(super) fn is_below(&self, i: usize) -> bool {
        i > self.title.unwrap_or(self.body.start)
    }
}

/// The article in the lines of a text; `None` if the text is no whole page.
///
/// It begins and ends where most speaks for it: what stands around the first line, around the last
/// one, and for each line in between.
pub(super) fn article(weights: &ArticleWeights, lines: &[Seen<'_>]) -> Option<Article> {
    if !is_whole_page(lines) {
        return None;
    }
    let run = best_run(lines).filter(|run| holds(lines, run, 6));
    let span = best_span(weights, lines).filter(|span| holds(lines, span, 1));
    let body = match (run, span) {
        (Some(run), Some(span)) if run.start < span.end && span.start < run.end => {
            run.start.max(span.start)..run.end.min(span.end)
        }
        (run, span) => span.or(run)?,
    };
    Some(Article { title: title_above(lines, body.start), body })
}

/// How much the two ends count beside the lines between them.
const ENDS: i64 = 3;
/// The most, in thousandths, that a line counts for or against the article.
const MOST: i64 = 2_000;
/// How much, in thousandths, a line counts for the article before anything is known of it: a sentence
/// lost is worse than a line kept.
const LEANING: i64 = 1_000;
/// How much running text counts, and what is none, in tenths.
const TENTHS: (i64, i64) = (15, 10);

/// The span with the greatest sum of scores.
fn best_span(weights: &ArticleWeights, lines: &[Seen<'_>]) -> Option<Range<usize>> {
    let candidates: Vec<_> = lines
        .iter()
        .map(|line| weigh::Candidate { text: line.text, kind: None, place: None })
        .collect();
    let take = |sums: &mut (i64, i64, i64), name: fmt::Arguments<'_>| {
        let weight = |of| i64::from(weights.weight_of(of, name));
        sums.0 += weight("start");
        sums.1 += weight("inside");
        sums.2 += weight("end");
    };
    let sums = weigh::each(&candidates, &weigh::Known::default(), take);
    let mut inside = 0; // the sum of all lines so far
    let mut best_start: Option<(i64, usize)> = None;
    let mut best: Option<(i64, Range<usize>)> = None;
    for (i, (at_start, between, at_end)) in sums.into_iter().enumerate() {
        let start = ENDS * at_start - inside;
        if best_start.is_none_or(|(score, _)| start > score) {
            best_start = Some((start, i));
        }
        let is_text = lines[i].reason.is_none() && is_prose(lines[i].text);
        let tenths = if is_text { TENTHS.0 } else { TENTHS.1 };
        inside += (between.clamp(-MOST, MOST) + LEANING) * tenths / 10;
        let end = ENDS * at_end + inside;
        if let Some((score, from)) = best_start
            && best.as_ref().is_none_or(|(most, _)| score + end > *most)
        {
            best = Some((score + end, from..i + 1));
        }
    }
    best.map(|(_, span)| span)
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
    let n_open = kept().filter(|line| !is_prose(line.text) && !ends_sentence(line.text)).count();
    let n_kept = kept().count();
    n_furniture >= FEWEST_FURNITURE && n_short * 10 >= n_kept * 4
        || n_furniture >= 2
            && n_kept >= MANY_LINES
            && n_open * 10 >= n_kept * 6
            && (n_kept - n_short) * 20 >= n_kept // else it is a table or a list
}

/// The run that has most running text and fewest short lines (Kadane's algorithm).
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

/// The run holds so many tenths of the page's running text; else the page is no single article.
fn holds(lines: &[Seen<'_>], run: &Range<usize>, tenths: i32) -> bool {
    let gains = |lines: &[Seen<'_>]| lines.iter().map(score).filter(|&s| s > 0).sum::<i32>();
    gains(&lines[run.clone()]) * 10 >= gains(lines) * tenths
}

/// The nearest line above `start` that can be the headline.
fn title_above(lines: &[Seen<'_>], start: usize) -> Option<usize> {
    let is_title = |i: &usize| {
        lines.get(*i).is_some_and(|line| {
            line.reason.is_none()
                && is_headline(line.text)
                && read_line(line.text).is_none()
                && (5..=30).contains(&n_words(line.text))
        })
    };
    (start.saturating_sub(FARTHEST_TITLE)..start).rev().find(is_title)
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
        let weights = ArticleWeights::of_lines();
        assert_eq!(article(&weights, &lines), Some(Article { title: Some(9), body: 11..15 }));
        let no_menu: Vec<_> = page().skip(menu.len()).map(seen).collect();
        assert_eq!(article(&weights, &no_menu), None);
    }
}
