//! Attributed claims of an article, block by block.

use std::ops::Range;

use super::attribution::{Attribution, find_attributions};
use super::clause::Clause;
use super::pieces::{pieces, quotation};
use super::qualify;
use super::source::{self, Sources};
use super::{Claim, ClaimId, ClaimKind, Context, CueClass, Quotation, Source};
use crate::engine::Resources;
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::{Quote, Words, find_quotes};
use crate::engine::text::{BlockKind, Span};

/// Tokens of a sentence that are read at once, so that a text without full stops stays linear.
const LONGEST_CLAUSE: usize = 160;

/// All attributed claims, in text order.
pub(super) fn attributed(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
) -> Vec<Claim> {
    let mut extractor = Extractor {
        lexicon: &resources.lexicon,
        context,
        words,
        sources: Sources::new(context),
        claims: Vec::new(),
        quotes: Vec::new(),
        last_open: None,
    };
    for block in 0..context.document.blocks.len() {
        extractor.read_block(block);
    }
    in_text_order(extractor.claims)
}

struct Extractor<'a> {
    lexicon: &'a Lexicon,
    context: &'a Context<'a>,
    words: &'a Words<'a>,
    sources: Sources<'a>,
    claims: Vec<Claim>,
    /// The quotations of the block at hand.
    quotes: Vec<Quote>,
    /// A claim whose quotation the next block goes on with.
    last_open: Option<usize>,
}

impl Extractor<'_> {
    fn read_block(&mut self, index: usize) {
        let document = self.context.document;
        let block = &document.blocks[index];
        let next = document.blocks.get(index + 1);
        let goes_on =
            next.is_some_and(|b| document.words(b.span).starts_with(['“', '"', '«', '‘', '„']));
        self.quotes = find_quotes(&document.text, block.span, goes_on);
        let first = self.claims.len();
        let colon = self.read_colon(index);
        if !colon {
            for id in document.sentences_of_block(index) {
                let tokens = document.sentence(id).tokens.clone();
                let mut start = tokens.start;
                while start < tokens.end {
                    let end = tokens.end.min(start + LONGEST_CLAUSE);
                    self.read_clause(start..end);
                    start = end;
                }
            }
        }
        self.attach_quotes(first);
        let open = self.quotes.last().is_some_and(|q| !q.closed);
        self.last_open = if open { self.claims.len().checked_sub(1) } else { None };
        source::add_via(self.lexicon, self.words, block, &mut self.claims[first..]);
    }

    fn read_clause(&mut self, tokens: Range<usize>) {
        if tokens.is_empty() {
            return;
        }
        let quotes = std::mem::take(&mut self.quotes);
        let clause = Clause {
            lexicon: self.lexicon,
            words: self.words,
            quotes: &quotes,
            tokens: tokens.clone(),
        };
        let mut region = self.words.span(tokens.clone());
        for quote in
            [clause.quote_at(tokens.start), clause.quote_at(tokens.end - 1)].into_iter().flatten()
        {
            region = region.cover(quote.outer);
        }
        let attributions = find_attributions(&clause, region);
        self.quotes = quotes;
        let mut ids: Vec<Option<usize>> = Vec::new();
        for attribution in attributions {
            let parent = attribution.parent.and_then(|p| ids.get(p).copied().flatten());
            if attribution.parent.is_some() && parent.is_none() {
                ids.push(None);
                continue;
            }
            let claim = self.claim(&attribution, parent);
            ids.push(claim.is_some().then_some(self.claims.len()));
            self.claims.extend(claim);
        }
    }

    fn claim(&self, attribution: &Attribution, parent: Option<usize>) -> Option<Claim> {
        let text = &self.context.document.text;
        let mut content: Vec<Span> = attribution
            .content
            .iter()
            .flat_map(|&region| pieces(text, region, &self.quotes))
            .collect();
        content.sort_unstable();
        content.dedup();
        let kept = self.source_spans(attribution);
        if content.is_empty()
            || kept.iter().any(|s| content.iter().any(|c| c.overlaps(*s)) && parent.is_none())
        {
            return None;
        }
        let source = self.sources.resolve(self.lexicon, self.words, attribution.source.clone());
        let mut claim = Claim {
            cue: vec![self.words.span(attribution.cue.clone())],
            cue_class: attribution.class,
            ..self.plain(content, source)
        };
        claim.parent = parent.map(|p| ClaimId(p as u32));
        if let Some(told) = attribution.told.clone() {
            claim.via.extend(source::agency(self.lexicon, self.words, told));
        }
        Some(claim)
    }

    fn source_spans(&self, attribution: &Attribution) -> Vec<Span> {
        attribution.source.clone().map(|tokens| self.words.span(tokens)).into_iter().collect()
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

    /// "Minister: tax will fall" in a headline, "STONE: It is done." in a transcript.
    fn read_colon(&mut self, index: usize) -> bool {
        let document = self.context.document;
        let block = &document.blocks[index];
        let Some(sentence) = document.sentences.get(block.sentences.start) else { return false };
        let tokens = sentence.tokens.clone();
        let near = tokens.end.min(tokens.start + 8);
        let Some(colon) = (tokens.start..near).find(|&i| self.words.lower(i) == ":") else {
            return false;
        };
        let name = tokens.start..colon;
        if name.is_empty() {
            return false;
        }
        let capital = name
            .clone()
            .all(|i| self.words.is_capital(i) || matches!(self.words.word(i), "-" | "."));
        let shouted = name.clone().all(|i| !self.words.word(i).chars().any(char::is_lowercase))
            && colon + 2 < tokens.end;
        let headline =
            matches!(block.kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading);
        let known =
            self.sources.resolve(self.lexicon, self.words, Some(name.clone())).entity.is_some()
                || self.lexicon.role(self.words.lower(colon.saturating_sub(1))).is_some();
        if !capital || !(shouted || (headline && known)) {
            return false;
        }
        let from = document.tokens[colon].span.end;
        let content = pieces(&document.text, Span::new(from, block.span.end), &self.quotes);
        if content.is_empty() {
            return false;
        }
        let source = self.sources.resolve(self.lexicon, self.words, Some(name));
        let claim = Claim { cue: vec![document.tokens[colon].span], ..self.plain(content, source) };
        self.claims.push(claim);
        true
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
