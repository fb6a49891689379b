//! What is seen of each sentence: the numbers that the model weighs.
//!
//! In: the article as a [`View`], with the parse, the entities and the claims. Out: one row of
//! numbers for each sentence of the body. Training reads the same rows, so that both see alike.

use super::Context;
use super::readable::{is_caption, leans};
use super::view::{Bag, View, cosine, unit};
use crate::engine::claim::{ClaimKind, Quotation};
use crate::engine::entity::{EntityKind, Grain, MentionForm};
use crate::engine::tag::{NameTag, Relation, Upos, Xpos};
use crate::engine::text::Span;

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

/// What holds for the whole article.
pub(super) struct Whole {
    /// Direct quotations, in text order.
    pub(super) quoted: Vec<Span>,
    /// Cues of attributed claims.
    cues: Vec<Span>,
    /// What indirect claims say.
    indirect: Vec<Span>,
    quantities: Vec<Span>,
    days: Vec<Span>,
    /// Mentions by name, with the number of the entity by how often it is mentioned, in text order.
    named: Vec<(Span, usize)>,
    unnamed: Vec<(Span, usize)>,
    /// Mentions of each entity, most first.
    counts: Vec<f32>,
    /// First mention of each entity.
    introductions: Vec<Span>,
    people: Vec<bool>,
}

impl Whole {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let claims = || context.claims.iter().filter(|c| c.kind == ClaimKind::Attributed);
        let sorted = |mut spans: Vec<Span>| {
            spans.sort_unstable();
            spans
        };
        let content = |direct: bool| {
            let of = claims().filter(|c| (c.quotation == Quotation::Direct) == direct);
            sorted(of.flat_map(|c| c.content.clone()).collect())
        };
        let mut order: Vec<usize> = (0..context.entities.len()).collect();
        order.sort_by_key(|&e| std::cmp::Reverse(context.entities[e].mentions.len()));
        let (mut named, mut unnamed) = (Vec::new(), Vec::new());
        for (rank, &e) in order.iter().enumerate() {
            for mention in &context.entities[e].mentions {
                let list =
                    if mention.form == MentionForm::Name { &mut named } else { &mut unnamed };
                list.push((mention.span, rank));
            }
        }
        named.sort_unstable();
        unnamed.sort_unstable();
        let first = |e: &usize| context.entities[*e].mentions.first().map(|m| m.span);
        let days = context.times.iter().filter(|t| matches!(t.grain, Grain::Day | Grain::Minute));
        Self {
            quoted: content(true),
            cues: sorted(claims().flat_map(|c| c.cue.clone()).collect()),
            indirect: content(false),
            quantities: context.quantities.iter().map(|q| q.span).collect(),
            days: days.map(|t| t.span).collect(),
            named,
            unnamed,
            counts: order.iter().map(|&e| context.entities[e].mentions.len() as f32).collect(),
            introductions: sorted(order.iter().filter_map(first).collect()),
            people: order.iter().map(|&e| context.entities[e].kind == EntityKind::Person).collect(),
        }
    }
}

impl Whole {
    /// Share of a sentence that is in direct speech.
    pub(super) fn quoted_share(&self, sentence: Span) -> f32 {
        covered(sentence, &self.quoted)
    }

    /// True if the sentence says who says something.
    pub(super) fn has_cue(&self, sentence: Span) -> bool {
        !begin_in(sentence, &self.cues, |s| *s).is_empty()
    }
}

/// Which of `spans`, which are sorted by their starts, begin in `sentence`.
fn begin_in<T>(sentence: Span, spans: &[T], span: impl Fn(&T) -> Span) -> std::ops::Range<usize> {
    let from = spans.partition_point(|s| span(s).start < sentence.start);
    let to = spans.partition_point(|s| span(s).start < sentence.end);
    from..to.max(from)
}

/// Share of the bytes of `sentence` that `spans`, sorted, cover.
fn covered(sentence: Span, spans: &[Span]) -> f32 {
    let mut bytes = 0;
    let mut from = sentence.start;
    for span in spans.iter().skip_while(|s| s.end <= sentence.start) {
        if span.start >= sentence.end {
            break;
        }
        let start = span.start.max(from);
        let end = span.end.min(sentence.end);
        if end > start {
            bytes += end - start;
            from = end;
        }
    }
    bytes as f32 / sentence.len().max(1) as f32
}

/// The rows of all sentences, and how many numbers there are in each. `weights`: how likely each
/// term is in a summary.
pub(super) fn observe(
    context: &Context<'_>,
    view: &View,
    whole: &Whole,
    weights: &[f32],
) -> Vec<f32> {
    let document = context.document;
    let n = view.ids.len();
    let lexrank = view.lexrank();
    let centroid = centroid(view);
    let lead = unit(merged(view.vectors.iter().take(3)));
    let titles: Bag = unit(view.title.iter().map(|&t| (t, view.terms[t as usize].idf)).collect());
    let lengths: Vec<f32> =
        view.ids.iter().map(|&id| document.sentence(id).tokens.len() as f32).collect();
    let total: f32 = lengths.iter().sum::<f32>().max(1.0);
    let mean_length = total / n.max(1) as f32;
    let central: Vec<f32> = view.vectors.iter().map(|v| cosine(v, &centroid)).collect();
    let mean_central = central.iter().sum::<f32>() / n.max(1) as f32;
    let (central_rank, lexrank_rank) = (ranks(&central), ranks(&lexrank));
    let length_rank = ranks(&lengths);
    let keys = keywords(view, weights);
    let quoting: Vec<f32> =
        view.ids.iter().map(|&id| covered(document.sentence(id).span, &whole.quoted)).collect();
    let mean_quoting = quoting.iter().sum::<f32>() / n.max(1) as f32;
    let total_count: f32 = view.terms.iter().map(|t| t.count).sum::<f32>().max(1.0);
    let total_weight: f32 = weights.iter().sum::<f32>().max(1e-6);
    let first_person_share = {
        let said = document.tokens.iter().filter(|t| is_first_person(document.words(t.span)));
        said.count() as f32 / document.tokens.len().max(1) as f32
    };
    let one_block = document.blocks.iter().filter(|b| b.kind.is_body()).count() <= 1;
    let mut seen = vec![false; view.terms.len()];
    let mut words_before = 0.0;
    let mut block_before = usize::MAX;
    let mut rows = Vec::new();
    for (i, &id) in view.ids.iter().enumerate() {
        let sentence = document.sentence(id);
        let text = document.sentence_text(id);
        let tokens = sentence.tokens.clone();
        let length = lengths[i];
        let words = &context.words[tokens.clone()];
        let bag = &view.bags[i];
        let terms = || bag.iter().map(|&(t, _)| t as usize);
        let k = bag.len().max(1) as f32;
        let mut row = Row(&mut rows);
        let place = i as f32;
        let after = (n - 1 - i) as f32;

        // Position.
        row.put(place.min(60.0) / 20.0);
        row.put(libm::log1pf(place));
        row.put(1.0 / (1.0 + place));
        row.put(place / n as f32);
        row.put(libm::log1pf(after));
        row.put(libm::logf(n as f32));
        row.put(words_before / total);
        row.put(libm::log1pf(words_before));
        row.flag(i == 0);
        row.flag(i == 1);
        row.flag(i == 2);
        row.flag(sentence.block != block_before);
        row.flag(one_block);
        row.flag(after < 2.0);
        block_before = sentence.block;
        words_before += length;

        // Length.
        row.put(libm::log1pf(length));
        row.put(length / 30.0);
        row.put(length / mean_length);
        row.put(length_rank[i]);
        row.flag(length < 8.0);
        row.flag(length > 40.0);

        // Centrality, novelty and likeness to what stands around it.
        let like = |test: &dyn Fn(u32) -> bool| {
            view.links[i].iter().filter(|(j, _)| test(*j)).map(|l| l.1).fold(0.0, f32::max)
        };
        row.put(central[i]);
        row.put(central[i] - mean_central);
        row.put(central_rank[i]);
        row.put(lexrank[i]);
        row.put(lexrank_rank[i]);
        row.put(view.degree[i]);
        row.put(like(&|j| (j as usize) < i));
        row.put(like(&|j| (j as usize) > i));
        row.put(like(&|j| j as usize + 1 == i));
        row.put(like(&|j| j as usize == i + 1));
        row.put(cosine(&view.vectors[i], &lead));
        row.put(view.vectors.first().map_or(0.0, |first| cosine(&view.vectors[i], first)));
        row.put(terms().filter(|&t| !seen[t]).count() as f32 / k);
        terms().for_each(|t| seen[t] = true);
        row.put(if i > 0 { central[i - 1] } else { 0.0 });
        row.put(central.get(i + 1).copied().unwrap_or(0.0));

        // Words.
        let mean = |value: &dyn Fn(usize) -> f32| terms().map(value).sum::<f32>() / k;
        row.put(mean(&|t| view.terms[t].count / total_count) * 100.0);
        row.put(mean(&|t| view.terms[t].idf));
        row.put(mean(&|t| view.terms[t].prior));
        row.put(terms().map(|t| view.terms[t].prior).sum::<f32>());
        row.put(mean(&|t| f32::from(u8::from(view.terms[t].sentences.len() > 1))));
        row.put(mean(&|t| libm::logf(view.terms[t].count)));
        row.put(mean(&|t| weights[t]));
        row.put(terms().map(|t| weights[t]).sum::<f32>());
        row.put(terms().map(|t| weights[t]).sum::<f32>() / total_weight * 10.0);
        row.put(terms().map(|t| weights[t]).sum::<f32>() / (length + 4.0));
        row.put(terms().map(|t| weights[t]).fold(0.0, f32::max));
        row.put(terms().filter(|&t| keys[t]).count() as f32);
        row.put(terms().filter(|&t| keys[t]).count() as f32 / k);
        row.put(k / length.max(1.0));

        // Title.
        row.flag(!titles.is_empty());
        row.put(cosine(&view.vectors[i], &titles));
        let shared = terms().filter(|&t| view.title.binary_search(&(t as u32)).is_ok()).count();
        row.put(shared as f32 / view.title_length.max(1) as f32);

        // Parts of speech and the parse.
        let share = |test: &dyn Fn(usize) -> bool| {
            (0..words.len()).filter(|&t| test(t)).count() as f32 / length.max(1.0)
        };
        for upos in [
            Upos::Noun,
            Upos::Propn,
            Upos::Verb,
            Upos::Adj,
            Upos::Adv,
            Upos::Pron,
            Upos::Num,
            Upos::Aux,
            Upos::Adp,
            Upos::Punct,
        ] {
            row.put(share(&|t| words[t].upos == upos));
        }
        let has = |relations: &[Relation]| words.iter().any(|w| relations.contains(&w.relation));
        let count = |relations: &[Relation]| {
            words.iter().filter(|w| relations.contains(&w.relation)).count() as f32
        };
        let root = words.iter().position(|w| w.head.is_none());
        let root_is = |xpos: &[Xpos]| root.is_some_and(|r| xpos.contains(&words[r].xpos));
        row.flag(root.is_some_and(|r| words[r].upos == Upos::Verb));
        row.flag(root_is(&[Xpos::Vbd]));
        row.flag(root_is(&[Xpos::Vbz, Xpos::Vbp]));
        row.flag(root_is(&[Xpos::Vb, Xpos::Vbg, Xpos::Vbn]));
        let root_word = root.map_or(String::new(), |r| {
            document.words(document.tokens[tokens.start + r].span).to_lowercase()
        });
        row.flag(is_saying(&root_word));
        row.put(root.map_or(0.0, |r| r as f32 / length));
        let head_of_root = root.map(|r| tokens.start + r);
        let subject = words.iter().position(|w| {
            w.head == head_of_root && matches!(w.relation, Relation::Nsubj | Relation::NsubjPass)
        });
        let subject_is = |upos: Upos| subject.is_some_and(|s| words[s].upos == upos);
        row.flag(subject.is_none());
        row.flag(subject_is(Upos::Propn));
        row.flag(subject_is(Upos::Pron));
        row.flag(subject_is(Upos::Noun));
        row.flag(has(&[Relation::NsubjPass]));
        row.put(count(&[Relation::Ccomp]));
        row.put(count(&[Relation::Advcl]));
        row.put(count(&[Relation::AclRelcl, Relation::Acl]));
        row.put(count(&[Relation::Conj]));
        row.put(count(&[Relation::Appos]));
        row.put(count(&[Relation::Parataxis]));
        row.flag(words.iter().any(|w| w.xpos == Xpos::Md));

        // Names and who bears them.
        row.put(share(&|t| words[t].name != NameTag::Outside));
        let named = &whole.named[begin_in(sentence.span, &whole.named, |m| m.0)];
        let unnamed = &whole.unnamed[begin_in(sentence.span, &whole.unnamed, |m| m.0)];
        let new = begin_in(sentence.span, &whole.introductions, |s| *s).len() as f32;
        row.put((named.len() as f32).min(8.0) / 4.0);
        row.put((unnamed.len() as f32).min(8.0) / 4.0);
        row.put(new.min(6.0) / 3.0);
        row.put(named.iter().filter(|m| m.1 < 3).count().min(4) as f32 / 2.0);
        row.flag(named.iter().any(|m| m.1 == 0));
        row.flag(unnamed.iter().any(|m| m.1 == 0));
        let most = whole.counts.first().copied().unwrap_or(1.0).max(1.0);
        let weight = |m: &(Span, usize)| whole.counts[m.1] / most;
        row.put(named.iter().map(weight).fold(0.0, f32::max));
        row.flag(named.iter().any(|m| whole.people[m.1]));
        let subject_span = subject.map(|s| document.tokens[tokens.start + s].span);
        let is_subject = |m: &&(Span, usize)| subject_span.is_some_and(|s| m.0.contains(s));
        let subject_entity = named.iter().find(is_subject).or(unnamed.iter().find(is_subject));
        row.put(subject_entity.map_or(0.0, weight));
        row.flag(subject_entity.is_some_and(|m| m.1 == 0));

        // Claims, quotations, figures, days.
        row.put(quoting[i]);
        row.put(covered(sentence.span, &whole.indirect));
        row.put(begin_in(sentence.span, &whole.cues, |s| *s).len().min(3) as f32);
        row.put(begin_in(sentence.span, &whole.quantities, |s| *s).len().min(5) as f32 / 2.0);
        row.put(begin_in(sentence.span, &whole.days, |s| *s).len().min(3) as f32);
        row.put(mean_quoting);
        row.put(first_person_share * 10.0);
        row.put(if i > 0 { quoting[i - 1] } else { 0.0 });
        row.put(quoting.get(i + 1).copied().unwrap_or(0.0));

        // How it opens, and its marks.
        let opener = text.chars().next().unwrap_or(' ');
        row.flag(matches!(opener, '"' | '“' | '\'' | '‘' | '`'));
        let quotes = text.matches(['"', '“', '”']).count() + text.matches("''").count();
        row.put(quotes.min(6) as f32 / 2.0);
        row.flag(leans(document, context.words, id));
        row.flag(words.iter().find(|w| w.upos != Upos::Punct).is_some_and(|w| w.upos == Upos::Pron));
        row.put(share(&|t| is_first_person(word_at(context, tokens.start + t))));
        row.put(share(&|t| words[t].xpos == Xpos::Prp || words[t].xpos == Xpos::PrpPossessive));
        row.flag(text.contains('?'));
        row.flag(text.contains('!'));
        row.flag(text.contains('('));
        row.flag(text.contains(':'));
        row.flag(text.contains(['$', '£', '€', '%']));
        row.flag(is_caption(text));
        row.put(share(&|t| document.tokens[tokens.start + t].span.len() > 7));
        row.flag(text.bytes().all(|b| !b.is_ascii_lowercase()));
        row.flag(text.starts_with(char::is_lowercase));
        row.flag(!text.ends_with(['.', '!', '?', '"', '”', '’', '\'', ')']));
        row.flag(mentions_day(context, tokens.clone()));
        row.flag(text.as_bytes().windows(4).any(|w| {
            matches!(w, [b'1', b'9', a, b] | [b'2', b'0', a, b] if a.is_ascii_digit() && b.is_ascii_digit())
        }));
    }
    rows
}

fn word_at<'a>(context: &Context<'a>, token: usize) -> &'a str {
    context.document.words(context.document.tokens[token].span)
}

fn is_first_person(word: &str) -> bool {
    matches!(word, "I" | "We" | "we" | "my" | "My" | "our" | "Our" | "me" | "us" | "i")
}

fn is_saying(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "told" | "tells" | "added" | "adds" | "wrote" | "asked" | "explained"
            | "claimed" | "claims" | "insisted" | "tweeted" | "say" | "saying" | "recalled"
    )
}

fn mentions_day(context: &Context<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.any(|t| {
        matches!(
            word_at(context, t),
            "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
                | "today" | "yesterday" | "Today" | "Yesterday" | "tonight" | "tomorrow"
        )
    })
}

/// The sum of all sentences' vectors, of length 1.
fn centroid(view: &View) -> Bag {
    let idf = |term: usize| view.terms[term].idf;
    unit(view.terms.iter().enumerate().map(|(t, term)| (t as u32, term.count * idf(t))).collect())
}

fn merged<'a>(vectors: impl Iterator<Item = &'a Bag>) -> Bag {
    let mut all: Bag = vectors.flatten().copied().collect();
    all.sort_by_key(|&(term, _)| term);
    let mut bag: Bag = Vec::new();
    for (term, weight) in all {
        match bag.last_mut() {
            Some((last, sum)) if *last == term => *sum += weight,
            _ => bag.push((term, weight)),
        }
    }
    bag
}

/// For each value its place among all, 0 for the highest and 1 for the lowest.
fn ranks(values: &[f32]) -> Vec<f32> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    let mut ranks = vec![0.0; values.len()];
    for (rank, &i) in order.iter().enumerate() {
        ranks[i] = rank as f32 / (values.len() - 1).max(1) as f32;
    }
    ranks
}

/// The ten words that are likeliest in a summary.
fn keywords(view: &View, weights: &[f32]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..view.terms.len()).collect();
    order.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
    let mut keys = vec![false; view.terms.len()];
    order.iter().take(10).for_each(|&t| keys[t] = true);
    keys
}
