//! What every article of every report keeps to. Each rule gives the faults that it finds.

use std::collections::BTreeSet;

use nutgraf::engine::text::Document;
use nutgraf::report::{Article, BlockKind, Sentence, SummaryMethod, round4};
use serde_json::Value;

/// The first faults, each cut to a length that can be read.
pub(crate) fn short(faults: Vec<String>) -> Vec<String> {
    faults.into_iter().take(40).map(|fault| fault.chars().take(300).collect()).collect()
}

/// All rules on one article.
pub(crate) fn of_article(article: &Article) -> Vec<String> {
    [
        of_spans(article),
        of_order(article),
        of_ids(article),
        of_summary(article),
        of_numbers(article),
    ]
    .concat()
}

/// Spans repeat their words, do not begin or end in white space, and lie in one block.
pub(crate) fn of_spans(article: &Article) -> Vec<String> {
    let chars: Vec<char> = article.text.chars().collect();
    let mut faults = Vec::new();
    let value = serde_json::to_value(article).unwrap();
    each_span(&value, "article", &mut |path, start, end, exact| {
        let words: Option<String> = chars.get(start..end).map(|c| c.iter().collect());
        if words.as_deref() != Some(exact) {
            faults.push(format!("{path}: {start}..{end} is {words:?}, not {exact:?}"));
        }
        if exact.trim() != exact || exact.is_empty() {
            faults.push(format!("{path}: {exact:?} is empty or has white space at its edge"));
        }
        let inside = |b: &&nutgraf::report::Block| b.span.start <= start && end <= b.span.end;
        if !article.blocks.iter().any(|b| inside(&b)) {
            faults.push(format!("{path}: {start}..{end} {exact:?} lies in no block"));
        }
    });
    faults
}

/// Calls `found` for every span in `value`.
fn each_span(value: &Value, path: &str, found: &mut impl FnMut(&str, usize, usize, &str)) {
    match value {
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                each_span(item, &format!("{path}[{i}]"), found);
            }
        }
        Value::Object(fields) => {
            let number = |name: &str| fields.get(name).and_then(Value::as_u64).map(|n| n as usize);
            let exact = fields.get("exact").and_then(Value::as_str);
            if let (Some(start), Some(end), Some(exact)) = (number("start"), number("end"), exact) {
                found(path, start, end, exact);
            }
            for (name, item) in fields {
                each_span(item, &format!("{path}.{name}"), found);
            }
        }
        _ => {}
    }
}

/// Blocks and sentences are in order and do not overlap; mentions and claims are in text order.
fn of_order(article: &Article) -> Vec<String> {
    let mut faults = Vec::new();
    let blocks: Vec<(usize, usize)> =
        article.blocks.iter().map(|b| (b.span.start, b.span.end)).collect();
    let sentences: Vec<(usize, usize)> =
        article.sentences.iter().map(|s| (s.span.start, s.span.end)).collect();
    for (what, spans) in [("blocks", &blocks), ("sentences", &sentences)] {
        for pair in spans.windows(2).filter(|pair| pair[0].1 > pair[1].0) {
            faults.push(format!("{what} out of order or overlapping: {pair:?}"));
        }
    }
    let in_order = |starts: &[usize]| starts.windows(2).all(|pair| pair[0] <= pair[1]);
    for entity in &article.entities {
        let starts: Vec<usize> = entity.mentions.iter().map(|m| m.span.start).collect();
        if !in_order(&starts) {
            faults.push(format!("mentions of {} out of order: {starts:?}", entity.id));
        }
    }
    for (what, starts) in [
        ("quantities", article.quantities.iter().map(|q| q.span.start).collect::<Vec<_>>()),
        ("times", article.times.iter().map(|t| t.span.start).collect()),
    ] {
        if !in_order(&starts) {
            faults.push(format!("{what} out of order: {starts:?}"));
        }
    }
    let n_chars = article.text.chars().count();
    for removed in article.removed.iter().filter(|r| r.at > n_chars) {
        faults.push(format!("{} stood past the end of the text", removed.id));
    }
    faults
}

/// Ids count from 1 in order; what they and indices name exists.
fn of_ids(article: &Article) -> Vec<String> {
    let mut faults = Vec::new();
    let mut count = |what: &str, ids: Vec<&str>| {
        for (i, id) in ids.iter().enumerate() {
            if *id != format!("{what}{}", i + 1) {
                faults.push(format!("number {i} of {what} is called {id}"));
            }
        }
    };
    count("c", article.claims.iter().map(|c| c.id.as_str()).collect());
    count("e", article.entities.iter().map(|e| e.id.as_str()).collect());
    count("r", article.removed.iter().map(|r| r.id.as_str()).collect());
    for (i, sentence) in article.sentences.iter().enumerate().filter(|(i, s)| s.id != *i) {
        faults.push(format!("sentence {i} is called {}", sentence.id));
    }
    for claim in &article.claims {
        let id = &claim.id;
        if claim.content.is_empty() {
            faults.push(format!("{id} has no content"));
        }
        if claim
            .parent
            .as_ref()
            .is_some_and(|p| p == id || !article.claims.iter().any(|c| c.id == *p))
        {
            faults.push(format!("{id} is reported in {:?}", claim.parent));
        }
        let known = |e: &String| article.entities.iter().any(|entity| entity.id == *e);
        if claim.source.entity.as_ref().is_some_and(|e| !known(e)) {
            faults.push(format!("{id} goes back to {:?}", claim.source.entity));
        }
        if claim.quantities.iter().any(|&i| i >= article.quantities.len()) {
            faults.push(format!("{id} has quantities {:?}", claim.quantities));
        }
        if claim.times.iter().any(|&i| i >= article.times.len()) {
            faults.push(format!("{id} has times {:?}", claim.times));
        }
    }
    faults
}

/// The ranking holds sentences of the article's body, each once, and all of those that tell
/// something beyond doubt: no question, and of some length.
fn of_summary(article: &Article) -> Vec<String> {
    let body = [BlockKind::Paragraph, BlockKind::ListItem, BlockKind::Quote];
    let in_body = |s: &&Sentence| {
        let block = article
            .blocks
            .iter()
            .find(|b| b.span.start <= s.span.start && s.span.end <= b.span.end);
        block.is_some_and(|b| body.contains(&b.kind))
    };
    let tells = |s: &&Sentence| {
        let words = s.span.exact.split_whitespace().filter(|w| w.contains(char::is_alphabetic));
        !s.span.exact.contains('?') && words.count() > 5
    };
    let sentences = || article.sentences.iter().filter(in_body);
    let may: BTreeSet<usize> = sentences().map(|s| s.id).collect();
    let must: BTreeSet<usize> = sentences().filter(tells).map(|s| s.id).collect();
    let ranked: Vec<usize> = article.summary.ranking.iter().map(|r| r.sentence).collect();
    let set: BTreeSet<usize> = ranked.iter().copied().collect();
    let mut faults = Vec::new();
    if set.len() != ranked.len() {
        faults.push(format!("ranked twice: {ranked:?}"));
    }
    for id in set.difference(&may) {
        faults.push(format!("sentence {id} is ranked and not of the body"));
    }
    for id in must.difference(&set) {
        faults.push(format!("not ranked: {}", article.sentences[*id].span.exact));
    }
    // What opens with "but" follows the sentence before it, wherever that is ranked at all.
    let body: Vec<&Sentence> = sentences().collect();
    let rank = |id: usize| ranked.iter().position(|r| *r == id);
    for pair in body.windows(2).filter(|_| article.summary.method == SummaryMethod::Learnt) {
        let leans = ["But ", "However, ", "And "].iter().any(|w| pair[1].span.exact.starts_with(w));
        if let (true, Some(before), Some(own)) = (leans, rank(pair[0].id), rank(pair[1].id))
            && before > own
        {
            faults.push(format!("ranked before what it leans on: {}", pair[1].span.exact));
        }
    }
    faults
}

/// Shares lie between 0 and 1; floats are rounded.
fn of_numbers(article: &Article) -> Vec<String> {
    let mut faults = Vec::new();
    let mut shares = vec![
        ("language", article.metadata.language.confidence),
        ("genre", article.metadata.genre.confidence),
    ];
    shares.extend(article.summary.ranking.iter().map(|r| ("score", r.score)));
    for claim in &article.claims {
        shares.push(("check_worthiness", claim.check_worthiness));
        shares.extend(claim.confidence.map(|c| ("confidence", c)));
    }
    for (what, share) in shares {
        if !(0.0..=1.0).contains(&share) || round4(share) != share {
            faults.push(format!("{what} is {share}"));
        }
    }
    for quantity in &article.quantities {
        if !quantity.value.is_finite() || quantity.high.is_some_and(|h| !h.is_finite()) {
            faults.push(format!("{:?} is {}", quantity.span.exact, quantity.value));
        }
    }
    faults
}

/// Blocks, sentences and tokens rebuild the text. `joined`: blocks stand one empty line apart.
pub(crate) fn of_document(document: &Document, joined: bool) -> Vec<String> {
    let text = &document.text;
    let mut faults = Vec::new();
    if joined {
        let blocks: Vec<&str> = document.blocks.iter().map(|b| document.words(b.span)).collect();
        if blocks.join("\n\n") != *text {
            faults.push(format!("the blocks {blocks:?} do not make up {text:?}"));
        }
    }
    let (mut n_sentences, mut n_tokens) = (0, 0);
    for (i, block) in document.blocks.iter().enumerate() {
        let sentences = block.sentences.clone();
        if sentences.start != n_sentences || sentences.end > document.sentences.len() {
            faults.push(format!("block {i} holds the sentences {sentences:?}"));
            return faults;
        }
        n_sentences = sentences.end;
        let spans = document.sentences[sentences].iter().map(|s| s.span.range());
        faults.extend(gaps(text, block.span.range(), spans).map(|g| format!("block {i}: {g}")));
    }
    for (i, sentence) in document.sentences.iter().enumerate() {
        let tokens = sentence.tokens.clone();
        if tokens.start != n_tokens || tokens.end > document.tokens.len() {
            faults.push(format!("sentence {i} holds the tokens {tokens:?}"));
            return faults;
        }
        n_tokens = tokens.end;
        let spans = document.tokens[tokens].iter().map(|t| t.span.range());
        faults
            .extend(gaps(text, sentence.span.range(), spans).map(|g| format!("sentence {i}: {g}")));
        if !document.blocks[sentence.block].span.contains(sentence.span) {
            faults.push(format!("sentence {i} is not in its block"));
        }
    }
    if n_sentences != document.sentences.len() || n_tokens != document.tokens.len() {
        faults.push("sentences or tokens that nothing holds".to_owned());
    }
    for token in &document.tokens {
        let words = document.words(token.span);
        if words.is_empty() || words.trim() != words {
            faults.push(format!("token {words:?} is empty or has white space at its edge"));
        }
    }
    faults
}

/// What is not white space in `whole` and lies in none of `parts`, which come in order.
fn gaps(
    text: &str,
    whole: std::ops::Range<usize>,
    parts: impl Iterator<Item = std::ops::Range<usize>>,
) -> impl Iterator<Item = String> {
    let mut faults = Vec::new();
    let mut at = whole.start;
    let end = whole.end;
    for part in parts.chain(std::iter::once(end..end)) {
        match text.get(at..part.start) {
            Some(gap) if gap.trim().is_empty() => {}
            Some(gap) => faults.push(format!("{gap:?} is left out")),
            None => faults.push(format!("{part:?} begins before {at}, or inside a character")),
        }
        at = part.end;
    }
    faults.into_iter()
}
