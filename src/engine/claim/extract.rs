//! Attributed claims of an article, block by block: what the network finds, and what stands outside
//! its reach, by rules: speakers before a colon, and quotations that stand alone.

use std::collections::BTreeMap;
use std::ops::Range;

use super::announced::Announced;
use super::cue::{cited, cue_class, told};
use super::doubt::is_mere_thing;
use super::interview::{self, Interview};
use super::network::{Found, Passage};
use super::pieces::{pieces, quotation};
use super::source::Sources;
use super::turns::turns;
use super::{
    Claim, ClaimId, ClaimKind, Context, CueClass, Quotation, Source, asked, confidence, edges,
    repair, via,
};
use crate::engine::Resources;
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::{Quote, Words, quotes_of_block};
use crate::engine::text::{Document, Span};

/// All attributed claims, in text order.
pub(super) fn attributed(
    resources: &Resources,
    context: &Context<'_>,
    words: &Words<'_>,
) -> Vec<Claim> {
    let document = context.document;
    let quotes: Vec<Vec<Quote>> =
        (0..document.blocks.len()).map(|b| quotes_of_block(document, b)).collect();
    let passages: Vec<Passage<'_>> = quotes
        .iter()
        .enumerate()
        .flat_map(|(b, quotes)| Passage::of_block(document, context.words, b, quotes))
        .collect();
    let (mut found, readings) = resources.claims.read(&passages, context.states);
    asked::add(resources, context, words, &passages, &readings, &mut found);
    let found: Vec<Found> = found
        .into_iter()
        .map(|found| edges::mend(&resources.lexicon, words, context.words, found))
        .collect();
    let mut extractor = Extractor {
        lexicon: &resources.lexicon,
        context,
        words,
        sources: Sources::new(context),
        claims: Vec::new(),
        turns: turns(context, words),
        interview: interview::find(context, words),
        quotes: Vec::new(),
        last_open: None,
        announced: None,
    };
    let mut rest = found.as_slice();
    for (block, quotes) in quotes.into_iter().enumerate() {
        let last = document.blocks[block].sentences.clone().last();
        let end = last.map_or(0, |id| document.sentences[id].tokens.end);
        let (here, later) = rest.split_at(rest.partition_point(|f| f.cue.start < end));
        rest = later;
        extractor.quotes = quotes;
        extractor.read_block(block, here);
    }
    in_text_order(document, extractor.claims)
}

pub(super) struct Extractor<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) context: &'a Context<'a>,
    pub(super) words: &'a Words<'a>,
    pub(super) sources: Sources<'a>,
    pub(super) claims: Vec<Claim>,
    /// Names with which paragraphs begin before a colon, and how often.
    pub(super) turns: BTreeMap<&'a str, usize>,
    /// Who answers which blocks, if the article is an interview without names before its turns.
    pub(super) interview: Option<Interview>,
    /// The quotations of the block at hand.
    pub(super) quotes: Vec<Quote>,
    /// A claim whose quotation the next block goes on with.
    last_open: Option<usize>,
    /// What the block before said would follow.
    pub(super) announced: Option<Announced>,
}

impl Extractor<'_> {
    fn read_block(&mut self, index: usize, found: &[Found]) {
        let first = self.claims.len();
        let announced = self.announced.take();
        if !self.read_colon(index)
            && !self.read_tail(index)
            && !self.read_answer(index)
            && !announced.is_some_and(|announced| self.read_announced(index, found, announced))
        {
            self.read_signed(index);
        }
        let by_rule = self.claims.len();
        for found in found {
            let Some(claim) = self.claim(found) else { continue };
            let rules = &self.claims[first..by_rule];
            let sure = claim.confidence.is_none_or(|c| c >= self.least(found, &claim));
            if sure && stands_beside(&claim, rules) {
                self.claims.push(claim);
            }
        }
        leave_names_out(&mut self.claims, by_rule);
        hand_on(&mut self.claims, by_rule);
        hang(self.context.document, &mut self.claims, first);
        self.attach_quotes(first);
        let open = self.quotes.last().is_some_and(|q| !q.closed);
        self.last_open = if open { self.claims.len().checked_sub(1) } else { None };
        self.announced = self.announcement(index, first).or(self.announced.take());
    }

    fn claim(&self, found: &Found) -> Option<Claim> {
        let kept = |run: &Range<usize>| repair::kept(self.words, run);
        let tags = self.context.words;
        let behind = repair::behind_insertion(self.words, tags, found);
        let cited = cited(self.lexicon, self.words, tags, found);
        let is_cited =
            |run: &Range<usize>| cited.as_ref().is_some_and(|cited| cited.contains(&run.start));
        let content: Vec<Span> = found
            .content
            .iter()
            .chain(&behind)
            .filter_map(kept)
            .filter(|run| !repair::says_nothing(self.words, run) && !is_cited(run))
            .map(|run| repair::with_marks(self.words, run, &self.quotes))
            .map(|span| self.with_whole_date(span))
            .collect();
        if content.is_empty() {
            return None;
        }
        let named = found.source.as_ref().and_then(kept);
        if named.as_ref().is_some_and(|run| repair::is_nobody(self.words, run)) {
            return None;
        }
        let mut source = self.sources.resolve(self.lexicon, self.words, named);
        if self.sources.is_named_in(self.words, &source, &content) {
            source = self.speaker_but(&source);
        }
        if is_mere_thing(self.lexicon, self.words, tags, found, &source) {
            return None;
        }
        let mut claim = Claim {
            cue: vec![self.words.span(found.cue.clone())],
            cue_class: cue_class(self.lexicon, self.words, self.context.words, found.cue.clone()),
            ..self.plain(content, source)
        };
        let evidence = confidence::evidence(self.lexicon, self.words, tags, found, &claim);
        claim.confidence = evidence.as_ref().map(confidence::confidence);
        claim.evidence = evidence;
        if let Some(told) = told(self.context.words, found) {
            claim.via.extend(via::agency(self.lexicon, self.words, told));
        }
        if let Some(cited) = cited {
            let origin = self.sources.resolve(self.lexicon, self.words, Some(cited));
            let passed_on = std::mem::replace(&mut claim.source, origin);
            let name = passed_on.name.map(|name| super::Via { name, spans: passed_on.spans });
            claim.via.splice(0..0, name);
        }
        Some(claim)
    }

    /// A content that ends inside a date ("issued on March") has the whole of it.
    fn with_whole_date(&self, span: Span) -> Span {
        let mut times = self.context.times.iter().map(|t| t.span);
        let cut = times.find(|t| (span.start..span.end).contains(&t.start) && t.end > span.end);
        cut.map_or(span, |date| span.cover(date))
    }

    /// The person who spoke last, if it is not `source`; else nobody known.
    fn speaker_but(&self, source: &Source) -> Source {
        const FARTHEST: usize = 4;
        let spans = source.spans.clone();
        let speakers = self.claims.iter().rev().take(FARTHEST).filter_map(|c| c.source.entity);
        let mut others =
            speakers.filter(|&id| Some(id) != source.entity && self.sources.is_person(id));
        match others.next() {
            Some(id) => self.sources.person(id, spans),
            None => Source { spans, ..Source::default() },
        }
    }

    pub(super) fn plain(&self, content: Vec<Span>, source: Source) -> Claim {
        let quotation = quotation(&content, &self.quotes);
        Claim { quotation, source, ..Claim::of(content) }
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
            let long = self.has_words(quote, 4);
            let here = self.claims[from..].iter().rposition(|c| {
                c.parent.is_none()
                    && (c.quotation == Quotation::Direct || long && c.quotation == Quotation::Mixed)
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
        let sentence = document.sentence(id).span;
        let is_whole = quote.outer.end == sentence.end && self.has_words(quote, 2);
        sentence.start == quote.outer.start && (is_whole || self.has_words(quote, 4))
    }

    fn has_words(&self, quote: Quote, n: usize) -> bool {
        self.context.document.words(quote.inner).split_whitespace().nth(n - 1).is_some()
    }
}

/// Hangs every claim from `first` on whose cue and content lie in another's content on the smallest
/// such claim.
fn hang(document: &Document, claims: &mut [Claim], first: usize) {
    let size = |claim: &Claim| claim.content.iter().map(|s| s.len()).sum::<usize>();
    for i in first..claims.len() {
        let inner = claims[i].content.iter().chain(&claims[i].cue);
        let holds =
            |outer: &Claim| inner.clone().all(|s| outer.content.iter().any(|c| c.contains(*s)));
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

/// "Meridian Press quoted *Ada Stone* as saying that …": whose content is but the source of another claim
/// puts nothing forward.
fn leave_names_out(claims: &mut Vec<Claim>, first: usize) {
    let is_source = |claim: &Claim| {
        let mut others = claims[first..].iter().flat_map(|c| &c.source.spans);
        matches!(&claim.content[..], [span] if others.any(|s| s.contains(*span)))
    };
    let names: Vec<bool> = claims.iter().map(is_source).collect();
    let mut names = names.into_iter().enumerate();
    claims.retain(|_| names.next().is_none_or(|(i, name)| i < first || !name));
}

/// "She warned that it could rise, Meridian Press reported": of two claims with much the same content
/// the one by whoever reports it only passes the other on.
fn hand_on(claims: &mut Vec<Claim>, first: usize) {
    let common = |a: &Claim, b: &Claim| -> usize {
        let pairs = a.content.iter().flat_map(|x| b.content.iter().map(move |y| (x, y)));
        pairs.map(|(x, y)| x.end.min(y.end).saturating_sub(x.start.max(y.start))).sum()
    };
    let size = |claim: &Claim| claim.content.iter().map(|s| s.len()).sum::<usize>();
    let mut i = first;
    while i < claims.len() {
        let alike = |j: usize| {
            let shared = common(&claims[i], &claims[j]);
            let holds = |c: &Claim, o: &Claim| {
                o.cue.iter().all(|q| c.content.iter().any(|s| s.contains(*q)))
            };
            j != i
                && claims[i].cue_class == CueClass::Report
                && claims[j].cue_class != CueClass::Report
                && 2 * shared > size(&claims[i]).min(size(&claims[j]))
                && !holds(&claims[i], &claims[j])
        };
        let Some(j) = (first..claims.len()).find(|&j| alike(j)) else {
            i += 1;
            continue;
        };
        let passed = claims.remove(i);
        let teller = &mut claims[if j > i { j - 1 } else { j }];
        if let Some(name) = passed.source.name {
            teller.via.push(super::Via { name, spans: passed.source.spans });
        }
        if let (Some(mine), Some(its)) = (teller.content.last_mut(), passed.content.last())
            && mine.overlaps(*its)
        {
            mine.end = mine.end.max(its.end);
        }
    }
}

/// Whether a claim says nothing that one of `rules` says: it has no words in common with any, or
/// stands wholly inside one's content.
fn stands_beside(claim: &Claim, rules: &[Claim]) -> bool {
    let common = |a: &[Span], b: &[Span]| a.iter().any(|x| b.iter().any(|y| x.overlaps(*y)));
    rules.iter().all(|rule| {
        let inside = rule.content.iter().any(|c| c.contains(claim.cue[0]));
        let apart = |spans: &[Span]| {
            !common(spans, &rule.content)
                && !common(spans, &rule.cue)
                && !common(spans, &rule.source.spans)
        };
        inside || apart(&claim.content) && apart(&claim.cue)
    })
}

/// Whether the claim's source stands close before `quote`.
fn near(claim: &Claim, quote: Quote) -> bool {
    let last = claim.content.last().map_or(0, |s| s.end);
    !claim.source.spans.is_empty() && quote.outer.start >= last && quote.outer.start - last < 300
}

/// Whether it is what somebody quoted says of himself in the quotation: "“I think it will rise,” she
/// said" is one claim.
fn is_echo(document: &Document, claims: &[Claim], claim: &Claim) -> bool {
    let quoted = claim.parent.map(|p| &claims[p.0 as usize]);
    quoted.is_some_and(|q| q.quotation == Quotation::Direct && q.source.name == claim.source.name)
        && claim.source.spans.iter().any(|s| is_first_person(document.words(*s)))
}

/// Sorts by where the content begins, leaves echoes out and renumbers parents: that of a claim inside an
/// echo is the echo's own.
fn in_text_order(document: &Document, claims: Vec<Claim>) -> Vec<Claim> {
    let is_echo: Vec<bool> = claims.iter().map(|c| is_echo(document, &claims, c)).collect();
    let mut order: Vec<usize> = (0..claims.len()).filter(|&i| !is_echo[i]).collect();
    order.sort_by_key(|&i| (start(&claims[i]), i));
    let mut place = vec![0; claims.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let parent = |claim: &Claim| {
        let up = |p: &ClaimId| claims[p.0 as usize].parent;
        let mut parents = std::iter::successors(claim.parent, up).take(claims.len());
        let parent = parents.find(|p| !is_echo[p.0 as usize])?;
        Some(ClaimId(place[parent.0 as usize] as u32))
    };
    order.iter().map(|&i| Claim { parent: parent(&claims[i]), ..claims[i].clone() }).collect()
}

fn start(claim: &Claim) -> usize {
    let spans = claim.content.iter().chain(&claim.source.spans).chain(&claim.cue);
    spans.map(|s| s.start).min().unwrap_or(0)
}
