//! What is furniture and what is the article: a line is judged by its own words first
//! ([`super::furniture`]), then by its neighbours and its place. What stands above the body, title and
//! all, is read in `head`.
//!
//! Precision first: what cannot be told from the article's own words stays.

mod head;

use super::assemble::{Piece, Verdict};
use super::front_matter;
use super::furniture::{furniture, heads_neighbour, heads_related};
use super::shape::{ends_sentence, is_headline, is_prose, key, list_item, n_words, quoted};
use super::whole_page::{self, Seen};
use super::{Metadata, Reason};
use crate::engine::lexicon::Lexicon;
use crate::engine::model::ArticleWeights;
use crate::engine::text::BlockKind;

/// A paragraph of a plain text, or a block that a format marks.
pub(super) struct Line {
    /// Its words, on one line, trimmed, not empty.
    pub(super) text: String,
    /// It stands apart from the one above.
    pub(super) blank_before: bool,
    /// What the format says it is, if it says so.
    pub(super) kind: Option<BlockKind>,
    /// Why it is to go.
    pub(super) reason: Option<Reason>,
}

impl Line {
    pub(super) fn new(text: String, blank_before: bool, kind: Option<BlockKind>) -> Self {
        Self { text, blank_before, kind, reason: None }
    }

    /// The same line, to go for that reason.
    pub(super) fn removed(self, reason: Reason) -> Self {
        Self { reason: Some(reason), ..self }
    }
}

/// Where lines come from.
#[derive(Clone, Copy)]
pub(super) enum Road<'a> {
    /// A plain text, which may be a whole page. What tells a page's lines apart comes along.
    Plain(&'a ArticleWeights),
    /// Blocks that a format marks.
    Blocks,
    /// A web page whose blocks are weighed already.
    Page,
}

/// Judges `lines`, and adds to `metadata` what it did not know.
pub(super) fn judge(
    lexicon: &Lexicon,
    lines: Vec<Line>,
    metadata: Metadata,
    road: Road<'_>,
) -> (Vec<Piece>, Metadata) {
    let mut ctx = Ctx { lexicon, lines, metadata };
    let is_page = matches!(road, Road::Page);
    ctx.judge_words();
    ctx.judge_neighbours();
    ctx.judge_related();
    ctx.judge_captions();
    if !is_page {
        ctx.judge_menu();
    }
    ctx.judge_front_matter();
    ctx.judge_release();
    if let Road::Plain(weights) = road {
        ctx.judge_page(weights);
    }
    let title = ctx.find_title();
    ctx.judge_widget_headline(title);
    ctx.judge_duplicates(title);
    ctx.judge_last_headings(title);
    ctx.judge_author_notes();
    ctx.read_dateline(title);
    let subtitle = if is_page { ctx.marked_subtitle() } else { ctx.find_subtitle(title) };
    (ctx.pieces(title, subtitle), ctx.metadata)
}

/// The lines of a document while they are judged.
pub(super) struct Ctx<'a> {
    lexicon: &'a Lexicon,
    pub(super) lines: Vec<Line>,
    metadata: Metadata,
}

impl Ctx<'_> {
    pub(super) fn is_kept(&self, i: usize) -> bool {
        self.lines.get(i).is_some_and(|line| line.reason.is_none())
    }

    pub(super) fn text(&self, i: usize) -> &str {
        self.lines.get(i).map_or("", |line| &line.text)
    }

    pub(super) fn remove(&mut self, i: usize, reason: Reason) {
        if let Some(line) = self.lines.get_mut(i) {
            line.reason.get_or_insert(reason);
        }
    }

    /// All lines, those that are to go empty.
    fn kept_lines(&self) -> Vec<&str> {
        (0..self.lines.len()).map(|i| if self.is_kept(i) { self.text(i) } else { "" }).collect()
    }

    fn next_kept(&self, from: usize) -> Option<usize> {
        (from..self.lines.len()).find(|&i| self.is_kept(i))
    }

    /// The first kept line of running text.
    fn body_start(&self) -> usize {
        let is_body = |i: &usize| self.is_kept(*i) && is_prose(self.text(*i));
        (0..self.lines.len()).find(is_body).unwrap_or(self.lines.len())
    }

    fn judge_words(&mut self) {
        for i in 0..self.lines.len() {
            let is_title = self.lines[i].kind == Some(BlockKind::Title);
            let is_caption = self.lines[i].kind == Some(BlockKind::Caption);
            let reason = if is_caption { Some(Reason::Caption) } else { furniture(self.text(i)) };
            if let Some(reason) = reason.filter(|_| !is_title) {
                if reason == Reason::Subscription && self.metadata.outlet.is_none() {
                    self.metadata.outlet = front_matter::outlet_in(self.text(i));
                }
                self.remove(i, reason);
            }
        }
    }

    /// "Previous Article" and the headline after it.
    fn judge_neighbours(&mut self) {
        for i in 0..self.lines.len() {
            if !heads_neighbour(self.text(i)) {
                continue;
            }
            self.remove(i, Reason::Navigation);
            if self.is_kept(i + 1)
                && !heads_neighbour(self.text(i + 1))
                && is_headline(self.text(i + 1))
            {
                self.remove(i + 1, Reason::Navigation);
            }
        }
    }

    /// "Related articles" and the headlines after it. One that stands apart right above running
    /// text is the article's own heading again.
    fn judge_related(&mut self) {
        for i in 0..self.lines.len() {
            if !heads_related(self.text(i)) {
                continue;
            }
            self.remove(i, Reason::Related);
            let is_item = |j: &usize| {
                self.is_kept(*j) && is_headline(self.text(*j)) && !is_prose(self.text(*j))
            };
            let end = (i + 1..self.lines.len()).find(|j| !is_item(j)).unwrap_or(self.lines.len());
            let last_is_heading =
                self.is_kept(end) && end > i + 1 && self.lines[end - 1].blank_before;
            for j in i + 1..end - usize::from(last_is_heading) {
                self.remove(j, Reason::Related);
            }
        }
    }

    /// A run of very short lines above everything else is the site's menu.
    fn judge_menu(&mut self) {
        const FEWEST: usize = 4;
        let is_entry = |i: &usize| {
            let text = self.text(*i);
            !self.is_kept(*i) || n_words(text) <= 3 && text.len() <= 40 && !ends_sentence(text)
        };
        let end = (0..self.lines.len()).find(|i| !is_entry(i)).unwrap_or(0);
        let counts = |i: &usize| matches!(self.lines[*i].reason, None | Some(Reason::Navigation));
        let n_entries = (0..end).filter(counts).count();
        if n_entries >= FEWEST {
            (0..end).for_each(|i| self.remove(i, Reason::Navigation));
        }
    }

    /// What stands around the article if the text is a whole page. Formats that mark blocks have
    /// lost it already.
    fn judge_page(&mut self, weights: &ArticleWeights) {
        let lines: Vec<Seen<'_>> =
            self.lines.iter().map(|l| Seen { text: &l.text, reason: l.reason }).collect();
        let Some(article) = whole_page::article(weights, &lines) else { return };
        let is_note = |text: &str| front_matter::is_author_note(text, &self.metadata.bylines);
        let stays = |(i, line): (usize, &Seen<'_>)| {
            article.has(&lines, i) || article.is_below(i) && is_note(line.text)
        };
        let stays: Vec<bool> = lines.iter().enumerate().map(stays).collect();
        for (i, _) in stays.iter().enumerate().filter(|(_, stays)| !**stays) {
            self.remove(i, Reason::Navigation);
        }
        self.judge_front_matter(); // the head begins only now where the article does
    }

    /// The title again, and any line that repeats the one above it.
    fn judge_duplicates(&mut self, title: Option<usize>) {
        const NEAR: usize = 8;
        let title_key = title.map(|i| key(self.text(i)));
        let mut before = String::new();
        let mut n_below_title = 0;
        for i in 0..self.lines.len() {
            if !self.is_kept(i) {
                continue;
            }
            let this = key(self.text(i));
            let is_below = title.is_some_and(|title| i > title);
            let repeats_title =
                is_below && n_below_title < NEAR && title_key.as_ref() == Some(&this);
            if repeats_title || this == before && n_words(&this) >= 4 {
                self.remove(i, Reason::Duplicate);
            } else {
                n_below_title += usize::from(is_below);
                before = this;
            }
        }
    }

    /// A heading that ends the article, right above furniture, is the furniture's: "Keep reading for
    /// £1 a month" above what a subscription holds.
    fn judge_last_headings(&mut self, title: Option<usize>) {
        let kept = (0..self.lines.len()).rev().filter(|&i| self.is_kept(i));
        let is_heading =
            |&i: &usize| self.lines[i].kind == Some(BlockKind::Heading) && title != Some(i);
        for i in kept.take_while(is_heading).collect::<Vec<_>>() {
            let Some(reason) = self.lines.get(i + 1).and_then(|below| below.reason) else { return };
            self.remove(i, reason);
        }
    }

    fn judge_author_notes(&mut self) {
        const FEWEST_WORDS: usize = 6;
        let mut notes = Vec::new();
        let first = self.next_kept(0);
        for i in (1..self.lines.len()).rev().filter(|&i| i > 0) {
            if !self.is_kept(i) {
                let is_note = self.lines[i].reason == Some(Reason::AuthorNote);
                if is_note && n_words(self.text(i)) >= FEWEST_WORDS {
                    notes.push(self.text(i).to_owned());
                }
                continue;
            }
            if !front_matter::is_author_note(self.text(i), &self.metadata.bylines)
                || first == Some(i)
            {
                break;
            }
            notes.push(self.text(i).to_owned());
            self.remove(i, Reason::AuthorNote);
        }
        notes.reverse();
        if !notes.is_empty() {
            self.metadata.author_note = Some(notes.join(" "));
        }
    }

    fn pieces(&self, title: Option<usize>, subtitle: Option<usize>) -> Vec<Piece> {
        let piece = |i: usize| {
            let text = self.text(i);
            if let Some(reason) = self.lines[i].reason {
                return Piece { text: text.to_owned(), verdict: Verdict::Remove(reason) };
            }
            let (kind, words) = match () {
                () if title == Some(i) => (BlockKind::Title, text),
                () if subtitle == Some(i) => (BlockKind::Subtitle, text),
                () => self.kind(i),
            };
            Piece { text: words.to_owned(), verdict: Verdict::Keep(kind) }
        };
        (0..self.lines.len()).map(piece).collect()
    }

    fn kind(&self, i: usize) -> (BlockKind, &str) {
        let text = self.text(i);
        if let Some(words) = list_item(text) {
            return (BlockKind::ListItem, words);
        }
        if let Some(words) = quoted(text) {
            return (BlockKind::Quote, words);
        }
        if let Some(kind) = self.lines[i].kind {
            return (kind, text);
        }
        let above_prose = self.next_kept(i + 1).is_some_and(|next| is_prose(self.text(next)));
        let is_heading = above_prose
            && is_headline(text)
            && n_words(text) <= 12
            && !text.starts_with(['"', '“', '«', '„', '‘', '\''])
            && !text.ends_with(['!', '”', '"', '…'])
            && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        (if is_heading { BlockKind::Heading } else { BlockKind::Paragraph }, text)
    }
}
