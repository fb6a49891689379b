//! What is seen of each sentence: the numbers that the model weighs.
//!
//! In: the article as a [`View`], with the parse, the entities and the claims. Out: one row of
//! numbers for each sentence of the body. Training reads the same rows, so that both see alike; the
//! groups of columns that `because` names follow the order in which they are put.

use std::ops::Range;

use super::Context;
use super::measure::{centroid, keywords, merged, ranks};
use super::readable::leans;
use super::scraps::is_caption;
use super::view::{Bag, View, unit};
use super::whole::{Whole, begin_in};
use crate::engine::tag::{NameTag, Relation, Upos, Word, Xpos};
use crate::engine::text::terms::cosine;
use crate::engine::text::{SentenceId, Span};

/// The rows of all sentences, all of one length. `weights`: how likely each term is in a summary.
pub(super) fn observe(
    context: &Context<'_>,
    view: &View,
    whole: &Whole,
    weights: &[f32],
) -> Vec<f32> {
    let observer = Observer::new(context, view, whole, weights);
    let mut progress = Progress::new(view);
    let mut rows = Vec::new();
    for place in 0..view.ids.len() {
        let sentence = Seen::new(context, view.ids[place], place);
        let mut row = Row(&mut rows);
        observer.position(&sentence, &mut progress, &mut row);
        observer.length(&sentence, &mut row);
        observer.centrality(&sentence, &mut progress, &mut row);
        observer.words(&sentence, &mut row);
        observer.title(&sentence, &mut row);
        parts_of_speech(&sentence, &mut row);
        let subject = observer.parse(&sentence, &mut row);
        observer.names(&sentence, subject, &mut row);
        observer.claims(&sentence, &mut row);
        observer.marks(&sentence, &mut row);
    }
    rows
}

/// Collects a row.
struct Row<'a>(&'a mut Vec<f32>);

impl Row<'_> {
    fn put(&mut self, value: f32) {
        self.0.push(value);
    }

    fn flag(&mut self, value: bool) {
        self.0.push(f32::from(u8::from(value)));
    }
}

/// A sentence at hand.
struct Seen<'a> {
    id: SentenceId,
    place: usize,
    span: Span,
    text: &'a str,
    tokens: Range<usize>,
    words: &'a [Word],
}

impl<'a> Seen<'a> {
    fn new(context: &Context<'a>, id: SentenceId, place: usize) -> Self {
        let sentence = context.document.sentence(id);
        let tokens = sentence.tokens.clone();
        let words = &context.words[tokens.clone()];
        Self {
            id,
            place,
            span: sentence.span,
            text: context.document.sentence_text(id),
            tokens,
            words,
        }
    }

    /// Share of the tokens for which `test` holds, by their places in the sentence.
    fn share(&self, test: impl Fn(usize) -> bool) -> f32 {
        let count = (0..self.words.len()).filter(|&t| test(t)).count();
        count as f32 / (self.words.len() as f32).max(1.0)
    }
}

/// What went before, from sentence to sentence.
struct Progress {
    words: f32,
    block: usize,
    seen: Vec<bool>,
}

impl Progress {
    fn new(view: &View) -> Self {
        Self { words: 0.0, block: usize::MAX, seen: vec![false; view.terms.len()] }
    }
}

/// What is reckoned once for an article.
struct Observer<'a> {
    context: &'a Context<'a>,
    view: &'a View,
    whole: &'a Whole,
    weights: &'a [f32],
    lexrank: Vec<f32>,
    lexrank_rank: Vec<f32>,
    central: Vec<f32>,
    central_rank: Vec<f32>,
    mean_central: f32,
    lengths: Vec<f32>,
    length_rank: Vec<f32>,
    total: f32,
    lead: Bag,
    title: Bag,
    keys: Vec<bool>,
    quoting: Vec<f32>,
    mean_quoting: f32,
    total_count: f32,
    total_weight: f32,
    first_person: f32,
    one_block: bool,
}

impl<'a> Observer<'a> {
    fn new(context: &'a Context<'a>, view: &'a View, whole: &'a Whole, weights: &'a [f32]) -> Self {
        let document = context.document;
        let n = view.ids.len().max(1) as f32;
        let sentences = || view.ids.iter().map(|&id| document.sentence(id));
        let lengths: Vec<f32> = sentences().map(|s| s.tokens.len() as f32).collect();
        let centroid = centroid(view);
        let central: Vec<f32> = view.vectors.iter().map(|v| cosine(v, &centroid)).collect();
        let lexrank = view.lexrank();
        let quoting: Vec<f32> = sentences().map(|s| whole.quoted_share(s.span)).collect();
        let said = document.tokens.iter().filter(|t| is_first_person(document.words(t.span)));
        let title = view.title.iter().map(|&t| (t, view.terms[t as usize].idf));
        Self {
            lexrank_rank: ranks(&lexrank),
            central_rank: ranks(&central),
            length_rank: ranks(&lengths),
            mean_central: central.iter().sum::<f32>() / n,
            total: lengths.iter().sum::<f32>().max(1.0),
            lead: unit(merged(view.vectors.iter().take(3))),
            title: unit(title.collect()),
            keys: keywords(view, weights),
            mean_quoting: quoting.iter().sum::<f32>() / n,
            total_count: view.terms.iter().map(|t| t.count).sum::<f32>().max(1.0),
            total_weight: weights.iter().sum::<f32>().max(1e-6),
            first_person: said.count() as f32 / document.tokens.len().max(1) as f32,
            one_block: document.blocks.iter().filter(|b| b.kind.is_body()).count() <= 1,
            context,
            view,
            whole,
            weights,
            lexrank,
            central,
            lengths,
            quoting,
        }
    }

    fn position(&self, seen: &Seen<'_>, progress: &mut Progress, row: &mut Row<'_>) {
        let n = self.view.ids.len();
        let (place, after) = (seen.place as f32, (n - 1 - seen.place) as f32);
        let block = self.context.document.sentence(seen.id).block;
        row.put(place.min(60.0) / 20.0);
        row.put(libm::log1pf(place));
        row.put(1.0 / (1.0 + place));
        row.put(place / n as f32);
        row.put(libm::log1pf(after));
        row.put(libm::logf(n as f32));
        row.put(progress.words / self.total);
        row.put(libm::log1pf(progress.words));
        row.flag(seen.place == 0);
        row.flag(seen.place == 1);
        row.flag(seen.place == 2);
        row.flag(block != progress.block);
        row.flag(self.one_block);
        row.flag(after < 2.0);
        progress.block = block;
        progress.words += self.lengths[seen.place];
    }

    fn length(&self, seen: &Seen<'_>, row: &mut Row<'_>) {
        let length = self.lengths[seen.place];
        row.put(libm::log1pf(length));
        row.put(length / 30.0);
        row.put(length / (self.total / self.view.ids.len().max(1) as f32));
        row.put(self.length_rank[seen.place]);
        row.flag(length < 8.0);
        row.flag(length > 40.0);
    }

    /// Centrality, likeness to what stands around, novelty.
    fn centrality(&self, seen: &Seen<'_>, progress: &mut Progress, row: &mut Row<'_>) {
        let Self { view, central, .. } = self;
        let i = seen.place;
        let like = |test: &dyn Fn(usize) -> bool| {
            let links = view.links[i].iter().filter(|(j, _)| test(*j as usize));
            links.map(|l| l.1).fold(0.0, f32::max)
        };
        row.put(central[i]);
        row.put(central[i] - self.mean_central);
        row.put(self.central_rank[i]);
        row.put(self.lexrank[i]);
        row.put(self.lexrank_rank[i]);
        row.put(view.degree[i]);
        row.put(like(&|j| j < i));
        row.put(like(&|j| j > i));
        row.put(like(&|j| j + 1 == i));
        row.put(like(&|j| j == i + 1));
        row.put(cosine(&view.vectors[i], &self.lead));
        row.put(view.vectors.first().map_or(0.0, |first| cosine(&view.vectors[i], first)));
        let terms = || view.bags[i].iter().map(|&(t, _)| t as usize);
        let new = terms().filter(|&t| !progress.seen[t]).count();
        row.put(new as f32 / view.bags[i].len().max(1) as f32);
        terms().for_each(|t| progress.seen[t] = true);
        row.put(if i > 0 { central[i - 1] } else { 0.0 });
        row.put(central.get(i + 1).copied().unwrap_or(0.0));
    }

    fn words(&self, seen: &Seen<'_>, row: &mut Row<'_>) {
        let Self { view, weights, .. } = self;
        let bag = &view.bags[seen.place];
        let length = self.lengths[seen.place];
        let k = bag.len().max(1) as f32;
        let terms = || bag.iter().map(|&(t, _)| t as usize);
        let mean = |value: &dyn Fn(usize) -> f32| terms().map(value).sum::<f32>() / k;
        let weight = terms().map(|t| weights[t]).sum::<f32>();
        let keys = terms().filter(|&t| self.keys[t]).count() as f32;
        row.put(mean(&|t| view.terms[t].count / self.total_count) * 100.0);
        row.put(mean(&|t| view.terms[t].idf));
        row.put(mean(&|t| view.terms[t].prior));
        row.put(terms().map(|t| view.terms[t].prior).sum::<f32>());
        row.put(mean(&|t| f32::from(u8::from(view.terms[t].sentences.len() > 1))));
        row.put(mean(&|t| libm::logf(view.terms[t].count)));
        row.put(weight / k);
        row.put(weight);
        row.put(weight / self.total_weight * 10.0);
        row.put(weight / (length + 4.0));
        row.put(terms().map(|t| weights[t]).fold(0.0, f32::max));
        row.put(keys);
        row.put(keys / k);
        row.put(k / length.max(1.0));
    }

    fn title(&self, seen: &Seen<'_>, row: &mut Row<'_>) {
        let view = self.view;
        row.flag(!self.title.is_empty());
        row.put(cosine(&view.vectors[seen.place], &self.title));
        let bag = view.bags[seen.place].iter();
        let shared = bag.filter(|(t, _)| view.title.binary_search(t).is_ok()).count();
        row.put(shared as f32 / view.title_length.max(1) as f32);
    }

    /// Root, subject and clauses. Out: the subject's words.
    fn parse(&self, seen: &Seen<'_>, row: &mut Row<'_>) -> Option<Span> {
        let (context, words) = (self.context, seen.words);
        let count = |relations: &[Relation]| {
            words.iter().filter(|w| relations.contains(&w.relation)).count() as f32
        };
        let root = words.iter().position(|w| w.head.is_none());
        let root_is = |xpos: &[Xpos]| root.is_some_and(|r| xpos.contains(&words[r].xpos));
        row.flag(root.is_some_and(|r| words[r].upos == Upos::Verb));
        row.flag(root_is(&[Xpos::Vbd]));
        row.flag(root_is(&[Xpos::Vbz, Xpos::Vbp]));
        row.flag(root_is(&[Xpos::Vb, Xpos::Vbg, Xpos::Vbn]));
        row.flag(root.is_some_and(|r| is_saying(word_at(context, seen.tokens.start + r))));
        row.put(root.map_or(0.0, |r| r as f32 / self.lengths[seen.place]));
        let head = root.map(|r| seen.tokens.start + r);
        let subject = words.iter().position(|w| {
            w.head == head && matches!(w.relation, Relation::Nsubj | Relation::NsubjPass)
        });
        let subject_is = |upos: Upos| subject.is_some_and(|s| words[s].upos == upos);
        row.flag(subject.is_none());
        row.flag(subject_is(Upos::Propn));
        row.flag(subject_is(Upos::Pron));
        row.flag(subject_is(Upos::Noun));
        row.flag(count(&[Relation::NsubjPass]) > 0.0);
        row.put(count(&[Relation::Ccomp]));
        row.put(count(&[Relation::Advcl]));
        row.put(count(&[Relation::AclRelcl, Relation::Acl]));
        row.put(count(&[Relation::Conj]));
        row.put(count(&[Relation::Appos]));
        row.put(count(&[Relation::Parataxis]));
        row.flag(words.iter().any(|w| w.xpos == Xpos::Md));
        subject.map(|s| context.document.tokens[seen.tokens.start + s].span)
    }

    /// Names and who bears them.
    fn names(&self, seen: &Seen<'_>, subject: Option<Span>, row: &mut Row<'_>) {
        let whole = self.whole;
        let named = &whole.named[begin_in(seen.span, &whole.named, |m| m.0)];
        let unnamed = &whole.unnamed[begin_in(seen.span, &whole.unnamed, |m| m.0)];
        let new = begin_in(seen.span, &whole.introductions, |s| *s).len() as f32;
        let most = whole.counts.first().copied().unwrap_or(1.0).max(1.0);
        let weight = |m: &(Span, usize)| whole.counts[m.1] / most;
        row.put(seen.share(|t| seen.words[t].name != NameTag::Outside));
        row.put((named.len() as f32).min(8.0) / 4.0);
        row.put((unnamed.len() as f32).min(8.0) / 4.0);
        row.put(new.min(6.0) / 3.0);
        row.put(named.iter().filter(|m| m.1 < 3).count().min(4) as f32 / 2.0);
        row.flag(named.iter().any(|m| m.1 == 0));
        row.flag(unnamed.iter().any(|m| m.1 == 0));
        row.put(named.iter().map(weight).fold(0.0, f32::max));
        row.flag(named.iter().any(|m| whole.people[m.1]));
        let is_subject = |m: &&(Span, usize)| subject.is_some_and(|s| m.0.contains(s));
        let entity = named.iter().find(is_subject).or(unnamed.iter().find(is_subject));
        row.put(entity.map_or(0.0, weight));
        row.flag(entity.is_some_and(|m| m.1 == 0));
    }

    /// Claims, quotations, figures, days.
    fn claims(&self, seen: &Seen<'_>, row: &mut Row<'_>) {
        let (whole, quoting, i) = (self.whole, &self.quoting, seen.place);
        let count = |spans: &[Span]| begin_in(seen.span, spans, |s| *s).len();
        row.put(quoting[i]);
        row.put(super::whole::covered(seen.span, &whole.indirect));
        row.put(count(&whole.cues).min(3) as f32);
        row.put(count(&whole.quantities).min(5) as f32 / 2.0);
        row.put(count(&whole.days).min(3) as f32);
        row.put(self.mean_quoting);
        row.put(self.first_person * 10.0);
        row.put(if i > 0 { quoting[i - 1] } else { 0.0 });
        row.put(quoting.get(i + 1).copied().unwrap_or(0.0));
    }

    /// How it opens, and its marks.
    fn marks(&self, seen: &Seen<'_>, row: &mut Row<'_>) {
        let Seen { text, words, .. } = *seen;
        let (context, document) = (self.context, self.context.document);
        let token = |t: usize| seen.tokens.start + t;
        let first = words.iter().find(|w| w.upos != Upos::Punct);
        let quotes = text.matches(['"', '“', '”']).count() + text.matches("''").count();
        let is_year = |w: &[u8]| matches!(w, [b'1', b'9', a, b] | [b'2', b'0', a, b] if a.is_ascii_digit() && b.is_ascii_digit());
        row.flag(text.starts_with(['"', '“', '\'', '‘', '`']));
        row.put(quotes.min(6) as f32 / 2.0);
        row.flag(leans(document, context.words, seen.id));
        row.flag(first.is_some_and(|w| w.upos == Upos::Pron));
        row.put(seen.share(|t| is_first_person(word_at(context, token(t)))));
        row.put(seen.share(|t| matches!(words[t].xpos, Xpos::Prp | Xpos::PrpPossessive)));
        row.flag(text.contains('?'));
        row.flag(text.contains('!'));
        row.flag(text.contains('('));
        row.flag(text.contains(':'));
        row.flag(text.contains(['$', '£', '€', '%']));
        row.flag(is_caption(text));
        row.put(seen.share(|t| document.tokens[token(t)].span.len() > 7));
        row.flag(text.bytes().all(|b| !b.is_ascii_lowercase()));
        row.flag(text.starts_with(char::is_lowercase));
        row.flag(!text.ends_with(['.', '!', '?', '"', '”', '’', '\'', ')']));
        row.flag(seen.tokens.clone().any(|t| is_day(word_at(context, t))));
        row.flag(text.as_bytes().windows(4).any(is_year));
    }
}

fn parts_of_speech(seen: &Seen<'_>, row: &mut Row<'_>) {
    use Upos::{Adj, Adp, Adv, Aux, Noun, Num, Pron, Propn, Punct, Verb};
    for upos in [Noun, Propn, Verb, Adj, Adv, Pron, Num, Aux, Adp, Punct] {
        row.put(seen.share(|t| seen.words[t].upos == upos));
    }
}

fn word_at<'a>(context: &Context<'a>, token: usize) -> &'a str {
    context.document.words(context.document.tokens[token].span)
}

fn is_first_person(word: &str) -> bool {
    matches!(word, "I" | "We" | "we" | "my" | "My" | "our" | "Our" | "me" | "us" | "i")
}

fn is_saying(word: &str) -> bool {
    const WORDS: [&str; 16] = [
        "added",
        "adds",
        "asked",
        "claimed",
        "claims",
        "explained",
        "insisted",
        "recalled",
        "said",
        "say",
        "saying",
        "says",
        "tells",
        "told",
        "tweeted",
        "wrote",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

fn is_day(word: &str) -> bool {
    const WORDS: [&str; 13] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "today",
        "yesterday",
        "Today",
        "Yesterday",
        "tonight",
        "tomorrow",
    ];
    WORDS.contains(&word)
}
