//! Who passed a claim on.

use std::ops::Range;

use super::source::Sources;
use super::{Claim, Context, Via};
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::text::{Block, Span};

/// More names than this pass nothing on.
const MOST_VIA: usize = 20;

/// Somebody who was told or who reports, if it is an agency or outlet.
pub(super) fn agency(lexicon: &Lexicon, words: &Words<'_>, tokens: Range<usize>) -> Option<Via> {
    let span = words.span(tokens);
    let text = words.document().words(span);
    let name = text.strip_prefix("the ").or(text.strip_prefix("The ")).unwrap_or(text);
    let known = lexicon.is_agency(text) || lexicon.is_agency(name) || is_outlet(name);
    known.then(|| Via {
        name: name.to_owned(),
        spans: vec![Span::new(span.end - name.len(), span.end)],
    })
}

/// Whether a name is that of a newspaper or station by a word or number in it.
fn is_outlet(name: &str) -> bool {
    let word = |word: &str| {
        matches!(
            word,
            "Times"
                | "Post"
                | "News"
                | "TV"
                | "Television"
                | "Radio"
                | "Daily"
                | "Weekly"
                | "Online"
                | "Journal"
                | "Tribune"
                | "Herald"
                | "Guardian"
                | "Gazette"
                | "Magazine"
                | "Courier"
                | "Chronicle"
                | "Telegraph"
                | "Observer"
                | "Today"
        )
    };
    let numbered = name.starts_with(char::is_uppercase)
        && name.ends_with(|c: char| c.is_ascii_digit())
        && !name.contains(' ');
    name.starts_with(char::is_uppercase) && name.split(' ').any(word) || numbered
}

/// Adds to `claims`, which are in text order, whoever their sentences say passed them on.
pub(super) fn add(
    lexicon: &Lexicon,
    context: &Context<'_>,
    words: &Words<'_>,
    claims: &mut [Claim],
) {
    let sources = Sources::new(context);
    let start = |claim: &Claim| claim.content.first().map_or(0, |span| span.start);
    let mut rest = claims;
    for block in &context.document.blocks {
        let here = rest.partition_point(|claim| start(claim) < block.span.end);
        let of_block = rest.split_off_mut(..here).unwrap_or_default();
        add_in_block(lexicon, words, &sources, block, of_block);
    }
}

/// Adds to the claims of a block whoever its sentences say passed them on.
fn add_in_block(
    lexicon: &Lexicon,
    words: &Words<'_>,
    sources: &Sources<'_>,
    block: &Block,
    claims: &mut [Claim],
) {
    let mut order: Vec<(usize, usize)> = claims
        .iter()
        .enumerate()
        .filter_map(|(i, claim)| Some((claim.content.first()?.start, i)))
        .collect();
    order.sort_unstable();
    let mut of_block: Vec<Via> = Vec::new();
    for sentence in &words.document().sentences[block.sentences.clone()] {
        let from = order.partition_point(|(start, _)| *start < sentence.span.start);
        let to = order.partition_point(|(start, _)| *start < sentence.span.end);
        for i in sentence.tokens.clone() {
            let Some((name_at, whole_block)) = marker(words, i) else { continue };
            let at = words.span(i..i + 1);
            let is_cue = |c: &Claim| c.cue.iter().any(|cue| cue.contains(at));
            let according = words.lower(i) == "according";
            if according && order[from..to].iter().any(|(_, c)| is_cue(&claims[*c])) {
                continue;
            }
            let body = || sources.body_at(words, name_at);
            let named = || name_after(lexicon, words, name_at, sentence.tokens.end);
            let Some(via) = body().or_else(|| named().filter(|_| !according)) else { continue };
            if whole_block {
                of_block.push(via);
                continue;
            }
            for (_, claim) in order[from..to].iter().take(MOST_VIA) {
                push_via(&mut claims[*claim], &via);
            }
        }
    }
    of_block.dedup_by(|b, a| a.name == b.name);
    for via in of_block.iter().take(MOST_VIA) {
        claims.iter_mut().for_each(|claim| push_via(claim, via));
    }
}

/// Where the name behind a marker at token `i` begins, and whether the marker holds for the block.
fn marker(words: &Words<'_>, i: usize) -> Option<(usize, bool)> {
    let next = words.lower(i + 1);
    match words.lower(i) {
        "source" if next == ":" => Some((i + 2, true)),
        "reported" | "quoted" | "cited" if next == "by" && i > 0 && words.lower(i - 1) == "as" => {
            Some((i + 2, false))
        }
        "interview" if next == "with" => Some((i + 2, false)),
        "according" if next == "to" => Some((i + 2, false)),
        _ => None,
    }
}

fn push_via(claim: &mut Claim, via: &Via) {
    if claim.via.len() < MOST_VIA && !claim.via.iter().any(|v| v.name == via.name) {
        claim.via.push(via.clone());
    }
}

/// The name that begins at token `i`.
fn name_after(lexicon: &Lexicon, words: &Words<'_>, i: usize, end: usize) -> Option<Via> {
    let start = if words.lower(i) == "the" { i + 1 } else { i };
    let mut stop = start;
    while stop < end && stop < start + 5 && words.is_capital(stop) {
        stop += 1;
    }
    if stop == start {
        return None;
    }
    agency(lexicon, words, start..stop).or_else(|| {
        let span = words.span(start..stop);
        Some(Via { name: words.document().words(span).to_owned(), spans: vec![span] })
    })
}

#[cfg(test)]
mod tests {
    use super::super::ClaimKind;
    use super::super::tests::{all_claims, check, one};

    #[test]
    fn names_who_passed_a_claim_on() {
        let via =
            |text: &str| -> Vec<String> { one(text).via.into_iter().map(|v| v.name).collect() };
        assert_eq!(via("Ada Stone told Reuters that it is open."), ["Reuters"]);
        assert_eq!(via("Ada Stone said that it is open (Source: TASS)."), ["TASS"]);
        assert_eq!(via("Ada Stone said that it is open, as reported by TASS."), ["TASS"]);
        check(
            "Ada Stone said that it is open (Source: TASS).",
            &[("Ada Stone", "said", "that it is open")],
        );
    }

    #[test]
    fn a_credit_is_no_part_of_what_the_author_states() {
        let (document, claims) =
            all_claims("The port of Vellmar lost 40 percent of its trade in 2023 (Source: TASS).");
        let [claim] = &claims[..] else { panic!("{} claims", claims.len()) };
        assert_eq!(claim.kind, ClaimKind::Authorial);
        let words = document.words(claim.content[0]);
        assert_eq!(words, "The port of Vellmar lost 40 percent of its trade in 2023");
        assert_eq!(claim.via.iter().map(|v| v.name.as_str()).collect::<Vec<_>>(), ["TASS"]);
    }
}
