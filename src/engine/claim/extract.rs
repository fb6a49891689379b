//! Attributed claims of an article, block by block: what the network finds, and what stands outside
//! its reach, by rules: speakers before a colon, and quotations that stand alone.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cue::{cue_class, told};
use super::network::{Found, Passage};
use super::pieces::{pieces, quotation};
use super::qualify;
use super::reading::{quote_numbers, quotes_of_block};
use super::source::{self, Sources};
use super::{Claim, ClaimId, ClaimKind, Context, CueClass, Quotation, Source, confidence, nested};
use crate::engine::Resources;
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::{Quote, Words};
use crate::engine::tag::NameTag;
use crate::engine::text::{BlockKind, Document, Span, TokenKind};

/// All attributed claims, in text order.
pub(super) fn attributed(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
) -> Vec<Claim> {
    let document = context.document;
    let quotes: Vec<Vec<Quote>> =
        (0..document.blocks.len()).map(|b| quotes_of_block(document, b)).collect();
    let passages: Vec<Vec<Passage<'_>>> = quotes
        .iter()
        .enumerate()
        .map(|(b, quotes)| {
            let numbers = quote_numbers(document, b, quotes);
            Passage::of_block(document, context.words, b, &numbers)
        })
        .collect();
    let mut found = resources.claims.read(&passages.concat(), context.states);
    nested::add(resources, context, words, &passages.concat(), &mut found);
    let mut extractor = Extractor {
        lexicon: &resources.lexicon,
        context,
        words,
        sources: Sources::new(context),
        claims: Vec::new(),
        turns: turns(context, words),
        quotes: Vec::new(),
        last_open: None,
    };
    let mut rest = found.as_slice();
    for (block, quotes) in quotes.into_iter().enumerate() {
        let end = passages[block].last().map_or(0, |p| p.tokens.end);
        let (here, later) = rest.split_at(rest.partition_point(|f| f.cue.start < end));
        rest = later;
        extractor.quotes = quotes;
        extractor.read_block(block, here);
    }
    in_text_order(extractor.claims)
}

struct Extractor<'a> {
    lexicon: &'a Lexicon,
    context: &'a Context<'a>,
    words: &'a Words<'a>,
    sources: Sources<'a>,
    claims: Vec<Claim>,
    /// Names with which paragraphs begin before a colon, and how often.
    turns: BTreeMap<&'a str, usize>,
    /// The quotations of the block at hand.
    quotes: Vec<Quote>,
    /// A claim whose quotation the next block goes on with.
    last_open: Option<usize>,
}

impl Extractor<'_> {
    fn read_block(&mut self, index: usize, found: &[Found]) {
        let block = &self.context.document.blocks[index];
        let first = self.claims.len();
        if !self.read_colon(index) {
            self.read_signed(index);
        }
        let by_rule = self.claims.len();
        for found in found {
            let Some(claim) = self.claim(found) else { continue };
            let rules = &self.claims[first..by_rule];
            if stands_beside(&claim, rules) {
                self.claims.push(claim);
            }
        }
        hang(self.context.document, &mut self.claims, first);
        self.attach_quotes(first);
        let open = self.quotes.last().is_some_and(|q| !q.closed);
        self.last_open = if open { self.claims.len().checked_sub(1) } else { None };
        source::add_via(self.lexicon, self.words, &self.sources, block, &mut self.claims[first..]);
    }

    fn claim(&self, found: &Found) -> Option<Claim> {
        let document = self.context.document;
        let kept = |run: &Range<usize>| {
            before_credit(self.words, after_dateline(self.words, run.clone()))
        };
        let content: Vec<Span> = found
            .content
            .iter()
            .filter_map(kept)
            .filter(|run| !says_nothing(self.words, run))
            .map(|run| with_marks(document, self.words.span(run), &self.quotes))
            .collect();
        if content.is_empty() {
            return None;
        }
        let named = found.source.as_ref().and_then(kept);
        let source = self.sources.resolve(self.lexicon, self.words, named);
        let mut claim = Claim {
            cue: vec![self.words.span(found.cue.clone())],
            cue_class: cue_class(self.lexicon, self.words, self.context.words, found.cue.clone()),
            ..self.plain(content, source)
        };
        let evidence = confidence::evidence(found, &claim);
        claim.confidence = Some(confidence::confidence(&evidence));
        claim.evidence = Some(evidence);
        if let Some(told) = told(self.context.words, found) {
            claim.via.extend(source::agency(self.lexicon, self.words, told));
        }
        Some(claim)
    }

    fn plain(&self, content: Vec<Span>, source: Source) -> Claim {
        Claim {
            kind: ClaimKind::Attributed,
            parent: None,
            quotation: quotation(&content, &self.quotes),
            content,
            source,
            cue: Vec::new(),
            cue_class: CueClass::Say,
            via: Vec::new(),
            ..qualify::blank()
        }
    }

    /// "Minister: tax will fall" in a headline, "STONE: It is done." in a transcript, "Stone: It is
    /// done." in an interview.
    fn read_colon(&mut self, index: usize) -> bool {
        let document = self.context.document;
        let block = &document.blocks[index];
        let Some(name) = before_colon(self.words, index) else { return false };
        let colon = name.end;
        let end = document.sentences[block.sentences.start].tokens.end;
        let source = self.sources.resolve(self.lexicon, self.words, Some(name.clone()));
        let shouted = name.clone().all(|i| !self.words.word(i).chars().any(char::is_lowercase))
            && colon + 2 < end;
        let headline =
            matches!(block.kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading);
        let known = source.entity.is_some()
            || self.lexicon.role(self.words.lower(colon.saturating_sub(1))).is_some();
        let takes_turns = self.turns.len() > 1
            && self.turns.get(document.words(self.words.span(name))).is_some_and(|&n| n > 1);
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
        if !headline {
            // A transcript gives the speaker's own words, with or without marks.
            claim.quotation = Quotation::Direct;
        }
        self.claims.push(claim);
        true
    }

    /// Quotations with a name behind a dash: "“It is done.” — Ada Stone".
    fn read_signed(&mut self, index: usize) {
        let document = self.context.document;
        let block = document.blocks[index].span;
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
            let content = pieces(&document.text, quote.inner, &[]);
            if !content.is_empty() {
                let claim = Claim { cue: vec![dash], ..self.plain(content, source) };
                self.claims.push(claim);
            }
        }
    }

    /// Quotations that stand as sentences of their own belong to the speaker before them.
    fn attach_quotes(&mut self, first: usize) {
        for k in 0..self.quotes.len() {
            let quote = self.quotes[k];
            let taken = self.claims[first..]
                .iter()
                .rev()
                .take(40)
                .any(|c| c.content.iter().any(|s| s.overlaps(quote.inner)));
            let inner = pieces(&self.context.document.text, quote.inner, &[]);
            if taken || inner.is_empty() || !self.stands_alone(quote) {
                continue;
            }
            let from = first.max(self.claims.len().saturating_sub(40));
            let here = self.claims[from..].iter().rposition(|c| {
                c.parent.is_none()
                    && c.quotation != Quotation::Indirect
                    && c.content[0].start < quote.inner.start
            });
            if let Some(claim) = here.map(|i| from + i).or(self.last_open.filter(|_| k == 0)) {
                self.claims[claim].content.extend(inner);
                self.claims[claim].content.sort_unstable();
            } else if let Some(last) = self
                .claims
                .last()
                .filter(|c| c.parent.is_none() && c.kind == ClaimKind::Attributed && near(c, quote))
            {
                let source = last.source.clone();
                let claim = self.plain(inner, source);
                self.claims.push(claim);
            }
        }
    }

    fn stands_alone(&self, quote: Quote) -> bool {
        let document = self.context.document;
        let Some(id) = document.sentence_at(quote.outer.start) else { return false };
        let n_words = document.words(quote.inner).split_whitespace().take(4).count();
        document.sentence(id).span.start == quote.outer.start && n_words == 4
    }
}

/// Hangs every claim from `first` on whose cue and content lie in another's content on the smallest
/// such claim.
fn hang(document: &Document, claims: &mut [Claim], first: usize) {
    let size = |claim: &Claim| claim.content.iter().map(|s| s.len()).sum::<usize>();
    for i in first..claims.len() {
        let inner = claims[i].content.iter().chain(&claims[i].cue);
        let holds = |outer: &Claim| {
            inner.clone().all(|s| outer.content.iter().any(|c| c.contains(*s)))
        };
        let parent = (first..claims.len())
            .filter(|&p| p != i && holds(&claims[p]))
            .min_by_key(|&p| (size(&claims[p]), p));
        claims[i].parent = parent.map(|p| ClaimId(p as u32));
    }
    // Whoever says "I" in the words of another is the other.
    for i in first..claims.len() {
        let parent = claims[i].parent.map(|p| &claims[p.0 as usize]);
        let told = parent.filter(|p| p.quotation != Quotation::Indirect).map(|p| p.source.clone());
        let source = &mut claims[i].source;
        if let Some(told) = told
            && source.name.is_none()
            && source.spans.iter().any(|s| is_first_person(document.words(*s)))
        {
            *source = Source { spans: source.spans.clone(), ..told };
        }
    }
}

fn is_first_person(words: &str) -> bool {
    matches!(&*words.to_lowercase(), "i" | "we" | "me" | "us")
}

/// The capitalised words before an early colon of a block.
fn before_colon(words: &Words<'_>, block: usize) -> Option<Range<usize>> {
    let document = words.document();
    let tokens = document.sentences.get(document.blocks[block].sentences.start)?.tokens.clone();
    let near = tokens.end.min(tokens.start + 8);
    let colon = (tokens.start..near).find(|&i| words.lower(i) == ":")?;
    let marked = matches!(words.word(tokens.start), "\"" | "“" | "«" | "„" | "''");
    let name = tokens.start + usize::from(marked)..colon;
    let capital =
        name.clone().all(|i| words.is_capital(i) || matches!(words.word(i), "-" | "."));
    (!name.is_empty() && capital).then_some(name)
}

/// What the tagger takes for names among the words before colons, and how often each stands there.
fn turns<'a>(context: &Context<'a>, words: &Words<'_>) -> BTreeMap<&'a str, usize> {
    let mut turns = BTreeMap::new();
    for block in 0..context.document.blocks.len() {
        let Some(name) = before_colon(words, block) else { continue };
        if context.words[name.clone()].iter().any(|w| w.name != NameTag::Outside) {
            *turns.entry(context.document.words(words.span(name))).or_insert(0) += 1;
        }
    }
    turns
}

/// Whether a content is but a word that stands for another: "it", "this", "that".
fn says_nothing(words: &Words<'_>, run: &Range<usize>) -> bool {
    run.len() == 1
        && matches!(
            words.lower(run.start),
            "it" | "this" | "that" | "so" | "them" | "him" | "her" | "these" | "those" | "one"
        )
}

/// A span with the marks of the quotations that begin or end inside it, so that they stand in pairs.
fn with_marks(document: &Document, mut span: Span, quotes: &[Quote]) -> Span {
    let bare = |start: usize, end: usize| {
        start <= end && !document.text[start..end].contains(char::is_alphanumeric)
    };
    let found = span;
    for quote in quotes.iter().filter(|q| q.closed && q.outer.overlaps(found)) {
        let begins = quote.outer.start > span.start;
        let ends = quote.outer.end < span.end;
        if begins && !ends && bare(span.end, quote.outer.end) {
            span.end = quote.outer.end;
        } else if ends && !begins && bare(quote.outer.start, span.start) {
            span.start = quote.outer.start;
        }
    }
    span
}

/// Whether a claim says nothing that one of `rules` says: it has no content in common with any, or
/// stands wholly inside one's content.
fn stands_beside(claim: &Claim, rules: &[Claim]) -> bool {
    rules.iter().all(|rule| {
        let inside = rule.content.iter().any(|c| c.contains(claim.cue[0]));
        let common = rule.content.iter().any(|c| claim.content.iter().any(|s| s.overlaps(*c)));
        inside || !common && !rule.cue.iter().any(|c| claim.cue.iter().any(|s| s.overlaps(*c)))
    })
}

/// The tokens behind "WASHINGTON (AP) —" at the beginning of a paragraph.
fn after_dateline(words: &Words<'_>, run: Range<usize>) -> Range<usize> {
    let near = run.start..run.end.min(run.start + 8);
    let Some(dash) = near.clone().find(|&i| matches!(words.word(i), "—" | "–" | "-" | "--")) else {
        return run;
    };
    let document = words.document();
    let start = document.tokens[run.start].span.start;
    let begins = document.blocks.binary_search_by_key(&start, |b| b.span.start).is_ok();
    let shouted = |i: usize| {
        let word = words.word(i);
        words.kind(i) == TokenKind::Punctuation
            || words.is_capital(i) && (i > run.start || !word.chars().any(char::is_lowercase))
    };
    let dateline = begins && (run.start..dash).all(shouted) && dash + 1 < run.end;
    if dateline { dash + 1..run.end } else { run }
}

/// The tokens before "(Source: TASS)".
fn before_credit(words: &Words<'_>, run: Range<usize>) -> Option<Range<usize>> {
    let credit = |i: &usize| {
        words.lower(*i) == "(" && words.lower(i + 1) == "source" && words.lower(i + 2) == ":"
    };
    let Some(end) = run.clone().find(credit) else { return Some(run) };
    let is_mark = |i: usize| words.kind(i) == TokenKind::Punctuation;
    let end = (run.start..end).rev().find(|&i| !is_mark(i))? + 1;
    Some(run.start..end)
}

/// Whether the claim's source stands close before `quote`.
fn near(claim: &Claim, quote: Quote) -> bool {
    let last = claim.content.last().map_or(0, |s| s.end);
    !claim.source.spans.is_empty() && quote.outer.start >= last && quote.outer.start - last < 300
}

/// Sorts by where the content begins and renumbers parents.
fn in_text_order(claims: Vec<Claim>) -> Vec<Claim> {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&i| (start(&claims[i]), i));
    let mut place = vec![0; claims.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut claims: Vec<Option<Claim>> = claims.into_iter().map(Some).collect();
    let sorted = order.iter().filter_map(|&old| claims[old].take());
    sorted
        .map(|mut claim| {
            claim.parent = claim.parent.map(|p| ClaimId(place[p.0 as usize] as u32));
            claim
        })
        .collect()
}

fn start(claim: &Claim) -> usize {
    let spans = claim.content.iter().chain(&claim.source.spans).chain(&claim.cue);
    spans.map(|s| s.start).min().unwrap_or(0)
}
