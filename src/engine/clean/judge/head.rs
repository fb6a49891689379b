//! What stands above the body: title, standfirst, kicker, bylines, dates, the head of a press release.

use super::Ctx;
use crate::engine::clean::Reason;
use crate::engine::clean::front_matter::{self, Facts};
use crate::engine::clean::phrases;
use crate::engine::clean::release;
use crate::engine::clean::shape::{ends_sentence, is_headline, is_prose, key, list_item, n_words};
use crate::engine::clean::signature::{self, is_signature};
use crate::engine::text::BlockKind;

impl Ctx<'_> {
    /// The first kept line, if it is a headline with an article below; or the line that repeats
    /// the title that is known.
    pub(super) fn find_title(&mut self) -> Option<usize> {
        let first = self.next_kept(0)?;
        if let Some(title) = self.metadata.title.as_deref() {
            let title = key(title);
            return (0..=first + 3).find(|&i| self.is_kept(i) && key(self.text(i)) == title);
        }
        let first = self.below_kicker(first);
        let below = |i: usize| self.is_kept(i) && is_prose(self.text(i));
        let text = self.text(first);
        let fits = is_headline(text)
            && list_item(text).is_none()
            && (first + 1..(first + 12).min(self.lines.len())).any(below);
        if fits {
            self.metadata.title = Some(self.text(first).to_owned());
        }
        fits.then_some(first)
    }

    /// The headline below a section's name or a label, which are no title.
    fn below_kicker(&mut self, first: usize) -> usize {
        let is_section = |i: usize| phrases::is_section(&key(self.text(i)));
        let is_kicker = |i: usize| is_section(i) || phrases::is_label(&key(self.text(i)));
        let mut title = first;
        while is_kicker(title) {
            let Some(next) = self.next_kept(title + 1) else { return first };
            title = next;
        }
        if title == first || !is_headline(self.text(title)) || self.next_kept(title + 1).is_none() {
            return first;
        }
        for i in (first..title).filter(|&i| is_section(i)).collect::<Vec<_>>() {
            self.remove(i, Reason::Navigation);
        }
        title
    }

    /// The headline that a summary widget shows between the title and the body.
    pub(super) fn judge_widget_headline(&mut self, title: Option<usize>) {
        let Some(title) = title else { return };
        let is_body = |i: &usize| self.is_kept(*i) && is_prose(self.text(*i));
        let body = (title + 1..self.lines.len()).find(is_body).unwrap_or(self.lines.len());
        let is_widget = |i: &usize| self.lines[*i].reason == Some(Reason::SummaryWidget);
        let Some(widget) = (title + 1..body).rev().find(is_widget) else { return };
        let (headline, after) = (widget + 1, self.next_kept(widget + 2));
        let is_shown = self.is_kept(headline)
            && is_headline(self.text(headline))
            && !ends_sentence(self.text(headline))
            && after.is_some_and(|i| is_prose(self.text(i)));
        if is_shown {
            self.remove(headline, Reason::SummaryWidget);
        }
    }

    /// Bylines and dates above the body or among its first paragraphs; a date that says what it is
    /// the date of, anywhere.
    pub(super) fn judge_front_matter(&mut self) {
        const DEEPEST: usize = 3;
        let body = self.body_start();
        let mut n_passed = 0;
        for i in 0..self.lines.len() {
            if !self.is_kept(i) {
                continue;
            }
            let is_head = n_passed < DEEPEST;
            match front_matter::read_line(self.text(i)) {
                Some(facts) if is_head || front_matter::is_labelled(self.text(i)) => {
                    self.take(i, facts)
                }
                None if is_head && i > 0 && i < body && self.is_outlet(i) => {
                    let outlet = self.text(i).to_owned();
                    self.metadata.outlet.get_or_insert(outlet);
                    self.remove(i, Reason::FrontMatter);
                }
                None if is_head && i > 0 && i < body && self.is_author(i) => {
                    let bylines = signature::name(self.text(i)).map(str::to_owned);
                    let bylines = bylines.into_iter().collect();
                    self.take(i, Facts { bylines, ..Facts::default() });
                }
                _ => n_passed += usize::from(i >= body),
            }
        }
    }

    /// A name on a line of its own above a date, or right above the body.
    fn is_author(&self, i: usize) -> bool {
        if signature::name(self.text(i)).is_none() {
            return false;
        }
        let above_body = || self.next_kept(i + 1) == Some(self.body_start());
        let known = !self.metadata.bylines.is_empty();
        self.is_date(i + 1)
            || !known && above_body() && is_signature(self.lexicon, &self.kept_lines(), i)
    }

    fn is_date(&self, i: usize) -> bool {
        let facts = front_matter::read_line(self.text(i));
        facts.is_some_and(|facts| facts.published.is_some() || facts.updated.is_some())
    }

    /// An outlet's name on a line of its own, right beside a byline or a date.
    fn is_outlet(&self, i: usize) -> bool {
        let is_fact = |i: usize| front_matter::read_line(self.text(i)).is_some();
        front_matter::is_outlet_name(self.text(i)) && (is_fact(i - 1) || is_fact(i + 1))
    }

    /// The head and the foot of a press release.
    pub(super) fn judge_release(&mut self) {
        let body = self.body_start();
        let Some(release) = release::find(&self.kept_lines(), body) else { return };
        release.facts.add_to(&mut self.metadata);
        if let Some(letterhead) = release.letterhead {
            self.metadata.outlet.get_or_insert(letterhead);
        }
        release.lines.into_iter().for_each(|i| self.remove(i, Reason::FrontMatter));
    }

    fn take(&mut self, i: usize, facts: Facts) {
        facts.add_to(&mut self.metadata);
        self.remove(i, Reason::FrontMatter);
    }

    pub(super) fn read_dateline(&mut self, title: Option<usize>) {
        let body = (title.map_or(0, |i| i + 1)..self.lines.len())
            .find(|&i| self.is_kept(i) && is_prose(self.text(i)));
        if let Some(body) = body {
            let text = self.lines[body].text.clone();
            front_matter::read_dateline(&text, &mut self.metadata);
        }
    }

    /// A short line below the title is the standfirst if it is no sentence, or if something that
    /// is no text stood between it and the body.
    pub(super) fn find_subtitle(&mut self, title: Option<usize>) -> Option<usize> {
        const MOST_WORDS: usize = 45;
        let subtitle = self.next_kept(title? + 1)?;
        let body = self.next_kept(subtitle + 1)?;
        let text = self.text(subtitle);
        let fits = n_words(text) <= MOST_WORDS
            && n_words(text) >= 4
            && list_item(text).is_none()
            && is_prose(self.text(body))
            && (body > subtitle + 1 || is_headline(text) && !ends_sentence(text));
        if fits && self.metadata.subtitle.is_none() {
            self.metadata.subtitle = Some(text.to_owned());
        }
        fits.then_some(subtitle)
    }

    /// The standfirst that the page marks.
    pub(super) fn marked_subtitle(&mut self) -> Option<usize> {
        let is_subtitle = |i: &usize| self.lines[*i].kind == Some(BlockKind::Subtitle);
        let subtitle = (0..self.lines.len()).find(|i| self.is_kept(*i) && is_subtitle(i))?;
        if self.metadata.subtitle.is_none() {
            self.metadata.subtitle = Some(self.text(subtitle).to_owned());
        }
        Some(subtitle)
    }
}
