//! Who has the word by the shape of a paragraph: before a colon, behind a dash, at a headline's end.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cue::cue_class;
use super::doubt::is_document;
use super::extract::Extractor;
use super::interview::interviewee;
use super::pieces::pieces;
use super::{Claim, Context, Quotation, Source};
use crate::engine::lexicon::{Form, Frame, Lexicon};
use crate::engine::segment::Words;
use crate::engine::tag::{NameKind, NameTag};
use crate::engine::text::{BlockKind, Document, Span};

/// Fewer paragraphs that begin with a name before a colon are no conversation.
const FEWEST_TURNS: usize = 3;

impl Extractor<'_> {
    /// "Minister: tax will fall" in a headline, "STONE: It is done." in a transcript, "Stone: It is
    /// done." in an interview.
    pub(super) fn read_colon(&mut self, index: usize) -> bool {
        let document = self.context.document;
        let block = &document.blocks[index];
        let headline = is_headline(document, index);
        let label = before_colon(self.words, index)
            .map(|name| (name.end, name))
            .or_else(|| self.before_quote(index).filter(|_| headline));
        let Some((colon, name)) = label else { return false };
        let end = document.sentences[block.sentences.start].tokens.end;
        let resolved = self.sources.resolve(self.lexicon, self.words, Some(name.clone()));
        let source = match self.words.word(name.start) {
            // Whoever asks puts nothing forward.
            "Q" if name.len() == 1 => return true,
            "A" if name.len() == 1 => self.answerer(&name).unwrap_or(resolved),
            _ => self.sources.by_label(self.words, name.clone()).unwrap_or(resolved),
        };
        let shouted = name.clone().all(|i| !self.words.word(i).chars().any(char::is_lowercase))
            && colon + 2 < end;
        let last = self.words.lower(colon.saturating_sub(1));
        let known = source.entity.is_some()
            || self.lexicon.role(last).is_some()
            || is_document(last) && name.end == colon;
        let label = document.words(self.words.span(name));
        let again = self.turns.get(label).is_some_and(|&n| n > 1 || source.entity.is_some());
        let n_turns: usize = self.turns.values().sum();
        let takes_turns = self.turns.len() > 1 && n_turns >= FEWEST_TURNS && again;
        if !(shouted || (headline && known) || takes_turns) {
            return false;
        }
        let from = document.tokens[colon].span.end;
        let content = pieces(&document.text, Span::new(from, block.span.end), &self.quotes);
        if content.is_empty() {
            return false;
        }
        let mut claim =
            Claim { cue: vec![document.tokens[colon].span], ..self.plain(content, source) };
        if shouted || takes_turns || !headline {
            // A transcript gives the speaker's own words, with or without marks.
            claim.quotation = Quotation::Direct;
        }
        self.claims.push(claim);
        true
    }

    /// The colon before the quotation that a headline ends with, and the name before it: "*Stone* on the
    /// new tax: ‘We will pay’".
    fn before_quote(&self, index: usize) -> Option<(usize, Range<usize>)> {
        let document = self.context.document;
        let block = &document.blocks[index];
        let quote = self.quotes.last()?;
        if document.text[quote.outer.end..block.span.end].contains(char::is_alphanumeric) {
            return None;
        }
        let tokens = document.sentences.get(block.sentences.start)?.tokens.clone();
        let mark = tokens.clone().find(|&i| document.tokens[i].span.start >= quote.outer.start)?;
        let colon =
            mark.checked_sub(1).filter(|&i| i > tokens.start && self.words.lower(i) == ":")?;
        if self.lexicon.cue(self.words.lower(colon - 1)).is_some() {
            return None;
        }
        let tag = |i: usize| self.context.words[i].name;
        let begins =
            |i: usize| matches!(tag(i), NameTag::Begin(NameKind::Person | NameKind::Organisation));
        let start = (tokens.start..colon).find(|&i| begins(i))?;
        let inside = |&i: &usize| matches!(tag(i), NameTag::Inside(_));
        let end = (start + 1..colon).take_while(inside).last().unwrap_or(start) + 1;
        Some((colon, start..end))
    }

    /// Who answers where "A" stands before the answers.
    fn answerer(&self, label: &Range<usize>) -> Option<Source> {
        let at = self.words.span(label.clone());
        let id = interviewee(self.context, at.start)?;
        Some(self.sources.person(id, vec![at]))
    }

    /// An answer in an interview that prints no names before its turns.
    pub(super) fn read_answer(&mut self, index: usize) -> bool {
        let Some(interview) = self.interview.as_ref().filter(|i| i.is_answer[index]) else {
            return false;
        };
        let document = self.context.document;
        let content = pieces(&document.text, document.blocks[index].span, &self.quotes);
        if content.is_empty() {
            return false;
        }
        let claim = self.plain(
            content,
            self.sources.person(interview.who, self.sources.first_name(interview.who)),
        );
        self.claims.push(Claim { quotation: Quotation::Direct, ..claim });
        true
    }

    /// "Tax will fall, minister says": who says it stands at the end of a headline.
    pub(super) fn read_tail(&mut self, index: usize) -> bool {
        let document = self.context.document;
        let block = &document.blocks[index];
        if !is_headline(document, index) || block.sentences.len() != 1 {
            return false;
        }
        let tokens = document.sentences[block.sentences.start].tokens.clone();
        let Some((source, verb)) = before_verb(self.lexicon, self.words, tokens.clone()) else {
            return false;
        };
        let from = document.tokens[tokens.start].span.start;
        let to = document.tokens[source.start - 1].span.start;
        let content = pieces(&document.text, Span::new(from, to), &self.quotes);
        if content.is_empty() {
            return false;
        }
        let source = self.sources.resolve(self.lexicon, self.words, Some(source));
        let cue_class = cue_class(self.lexicon, self.words, self.context.words, verb..verb + 1);
        let cue = vec![document.tokens[verb].span];
        self.claims.push(Claim { cue, cue_class, ..self.plain(content, source) });
        true
    }

    /// Quotations with a name behind a dash: "“It is done.” — Ada Stone".
    pub(super) fn read_signed(&mut self, index: usize) {
        let document = self.context.document;
        let block = document.blocks[index].span;
        // A block that begins with a mark is theirs up to the dash, whatever marks stand between.
        let first = self.quotes.first().filter(|q| q.outer.start == block.start);
        let mut begun = first.map(|q| q.inner.start);
        for k in 0..self.quotes.len() {
            let quote = self.quotes[k];
            let after = &document.text[quote.outer.end.min(block.end)..block.end];
            let line = after.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
            let behind = line.trim_start_matches(['—', '–', '―', '-']);
            if !quote.closed || behind.len() == line.len() {
                continue;
            }
            let behind = behind.trim_start();
            let start = block.end - behind.len();
            let name = behind.split(['\n', ',', '(']).next().unwrap_or_default();
            let name = name.trim_end().trim_end_matches('.').trim_end();
            let capital = |word: &str| word.starts_with(char::is_uppercase) || word.len() <= 3;
            let n_words = name.split_whitespace().count();
            if !(1..=6).contains(&n_words)
                || !name.starts_with(char::is_uppercase)
                || !name.split_whitespace().all(capital)
            {
                continue;
            }
            let tokens = self.words.token_at(start)..self.words.token_at(start + name.len());
            let dash = Span::new(block.end - line.len(), start).trim(&document.text);
            let source = self.sources.resolve(self.lexicon, self.words, Some(tokens));
            let from = begun.take().unwrap_or(quote.inner.start);
            let content = pieces(&document.text, Span::new(from, quote.inner.end), &self.quotes);
            if !content.is_empty() {
                let claim = Claim { cue: vec![dash], ..self.plain(content, source) };
                self.claims.push(claim);
            }
        }
    }
}

/// Whether it is a headline or heading, or a first line that reads as one: a sentence without an end.
fn is_headline(document: &Document, index: usize) -> bool {
    let block = &document.blocks[index];
    let is_open = || {
        let text = document.words(block.span).trim_end_matches([';', ' ', '\'', '’', '”', '"']);
        let quoted = text.len() < document.words(block.span).len();
        quoted || !text.ends_with(['.', '!', '?', ':'])
    };
    matches!(block.kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading)
        || index == 0 && block.sentences.len() == 1 && is_open()
}

/// The few words behind the last comma of a headline, and the reporting verb that it ends with.
fn before_verb(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tokens: Range<usize>,
) -> Option<(Range<usize>, usize)> {
    const LONGEST: usize = 6;
    const LEAST_CONTENT: usize = 3;
    let verb = tokens.end.checked_sub(1)?;
    let cue = lexicon.cue(words.lower(verb))?;
    let comma = tokens.clone().rfind(|&i| words.lower(i) == ",")?;
    let source = comma + 1..verb;
    let takes_clause = matches!(cue.frame, Frame::Clause | Frame::That);
    // "…, new report": a noun that is spelt like the plural of a verb has no plural before it.
    let plural = || {
        let last = words.lower(verb - 1);
        last.ends_with('s') || matches!(last, "police" | "people" | "staff" | "they")
    };
    let agrees = cue.is_finite() || cue.form == Form::Base && plural();
    let named = source.clone().all(|i| words.is_word(i) || words.lower(i) == "-");
    let fits = takes_clause
        && !source.is_empty()
        && source.len() <= LONGEST
        && named
        && comma >= tokens.start + LEAST_CONTENT;
    (fits && agrees).then_some((source, verb))
}

/// The capitalised words before an early colon of a block.
fn before_colon(words: &Words<'_>, block: usize) -> Option<Range<usize>> {
    let document = words.document();
    let tokens = document.sentences.get(document.blocks[block].sentences.start)?.tokens.clone();
    let near = tokens.end.min(tokens.start + 8);
    let colon = (tokens.start..near).find(|&i| words.lower(i) == ":")?;
    let marked = matches!(words.word(tokens.start), "\"" | "“" | "«" | "„" | "''");
    let name = tokens.start + usize::from(marked)..colon;
    let capital = name.clone().all(|i| words.is_capital(i) || matches!(words.word(i), "-" | "."));
    (!name.is_empty() && capital).then_some(name)
}

/// What the tagger takes for names among the words before colons, initials too, and how often each
/// stands there.
pub(super) fn turns<'a>(context: &Context<'a>, words: &Words<'_>) -> BTreeMap<&'a str, usize> {
    let mut turns = BTreeMap::new();
    for block in 0..context.document.blocks.len() {
        let Some(name) = before_colon(words, block) else { continue };
        let tagged = context.words[name.clone()].iter().any(|w| w.name != NameTag::Outside);
        if tagged || initials(words, &name).is_some() {
            *turns.entry(context.document.words(words.span(name))).or_insert(0) += 1;
        }
    }
    turns
}

/// The letters of a label that is two or three capitals: "MT".
pub(super) fn initials<'a>(words: &Words<'a>, name: &Range<usize>) -> Option<&'a str> {
    let label = Some(words.word(name.start)).filter(|_| name.len() == 1)?;
    let fits = (2..=3).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_uppercase());
    fits.then_some(label)
}
