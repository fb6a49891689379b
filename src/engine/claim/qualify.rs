//! What is said of a claim beyond who and what: certainty, polarity, numbers and dates in it, and
//! how much it is worth to check.

use super::{
    Certainty, CertaintyLabel, Claim, ClaimKind, Context, CueClass, Polarity, Quotation, Source,
};
use crate::engine::lexicon::{Hedge, Lexicon};
use crate::engine::segment::Words;
use crate::engine::text::{Span, TokenKind};

/// A claim without anything.
pub(super) fn blank() -> Claim {
    Claim {
        kind: ClaimKind::Attributed,
        parent: None,
        content: Vec::new(),
        source: Source::default(),
        cue: Vec::new(),
        cue_class: CueClass::Say,
        quotation: Quotation::Indirect,
        via: Vec::new(),
        polarity: Polarity::Positive,
        certainty: Certainty { label: CertaintyLabel::Asserted, markers: Vec::new() },
        quantities: Vec::new(),
        times: Vec::new(),
        check_worthiness: 0.0,
        confidence: None,
        evidence: None,
    }
}

/// Fills in what follows from the content.
pub(super) fn qualify(
    lexicon: &Lexicon,
    context: &Context<'_>,
    words: &Words<'_>,
    claim: &mut Claim,
) {
    claim.quantities = inside(&claim.content, context.quantities, |q| q.span);
    claim.times = inside(&claim.content, context.times, |t| t.span);
    let tokens = tokens_of(words, &claim.content);
    claim.certainty = certainty(lexicon, words, &tokens);
    let negated = tokens
        .iter()
        .take(25)
        .any(|&i| lexicon.is_negation(words.lower(i)) && words.lower(i + 1) != "only");
    let denied = claim.cue_class == CueClass::Deny;
    claim.polarity = if negated != denied { Polarity::Negative } else { Polarity::Positive };
    claim.check_worthiness = check_worthiness(words, claim, &tokens);
}

/// Indices of the items, which are in text order, that lie in the content.
fn inside<T>(content: &[Span], items: &[T], span: impl Fn(&T) -> Span) -> Vec<usize> {
    let mut indices = Vec::new();
    for piece in content {
        let from = items.partition_point(|item| span(item).start < piece.start);
        indices.extend((from..items.len()).take_while(|&i| span(&items[i]).end <= piece.end));
    }
    indices.sort_unstable();
    indices.dedup();
    indices
}

/// The first tokens of the content.
fn tokens_of(words: &Words<'_>, content: &[Span]) -> Vec<usize> {
    let tokens = &words.document().tokens;
    let of = |piece: &Span| {
        let end = piece.end;
        (words.token_at(piece.start)..tokens.len()).take_while(move |&i| tokens[i].span.start < end)
    };
    content.iter().flat_map(of).take(400).collect()
}

fn certainty(lexicon: &Lexicon, words: &Words<'_>, tokens: &[usize]) -> Certainty {
    let mut found: Vec<(Hedge, Span)> = Vec::new();
    for &i in tokens {
        let longest = [3, 2, 1].into_iter().find_map(|n| {
            let last = i + n - 1;
            if tokens.binary_search(&last).is_err() {
                return None;
            }
            let phrase = (i..i + n).map(|k| words.lower(k)).collect::<Vec<_>>().join(" ");
            Some((lexicon.hedge(&phrase)?, words.span(i..i + n)))
        });
        // "Cannot" leaves nothing open.
        let cannot =
            words.lower(i) == "can" && words.lower(i + 1) == "not" && words.is_glued(i + 1);
        if words.word(i) != "May" && !cannot {
            found.extend(longest);
        }
    }
    // The main clause comes first; a condition or a report holds wherever it stands.
    let strong =
        found.iter().find(|(hedge, _)| matches!(hedge, Hedge::Reported | Hedge::Conditional));
    let label = match strong.or(found.first()).map(|(hedge, _)| *hedge) {
        None => CertaintyLabel::Asserted,
        Some(Hedge::Probable) => CertaintyLabel::Probable,
        Some(Hedge::Possible) => CertaintyLabel::Possible,
        Some(Hedge::Reported) => CertaintyLabel::Reported,
        Some(Hedge::Conditional) => CertaintyLabel::Conditional,
        Some(Hedge::Predicted) => CertaintyLabel::Predicted,
        Some(Hedge::Required) => CertaintyLabel::Required,
    };
    let mut markers: Vec<Span> = found.into_iter().map(|(_, span)| span).collect();
    markers.dedup_by(|b, a| a.overlaps(*b));
    Certainty { label, markers }
}

/// A sum of what raises and lowers the worth of a check, cut to 0 to 1.
fn check_worthiness(words: &Words<'_>, claim: &Claim, tokens: &[usize]) -> f64 {
    let mut score: f64 = 0.25;
    let has = |test: &dyn Fn(&str) -> bool| tokens.iter().any(|&i| test(words.lower(i)));
    if !claim.quantities.is_empty() {
        score += 0.3;
    }
    if !claim.times.is_empty() {
        score += 0.1;
    }
    if has(&is_comparison) {
        score += 0.15;
    }
    if has(&is_causal) {
        score += 0.1;
    }
    let named = tokens.iter().skip(1).any(|&i| words.is_capital(i) && words.lower(i) != "i");
    if named {
        score += 0.1;
    }
    let past = has(&|w| w.len() > 4 && w.ends_with("ed"));
    if past {
        score += 0.05;
    }
    if has(&is_opinion) {
        score -= 0.15;
    }
    score += match claim.certainty.label {
        CertaintyLabel::Asserted | CertaintyLabel::Reported => 0.05,
        CertaintyLabel::Required | CertaintyLabel::Conditional | CertaintyLabel::Predicted => -0.1,
        CertaintyLabel::Possible | CertaintyLabel::Probable => -0.05,
    };
    let n_words = tokens.iter().filter(|&&i| words.kind(i) == TokenKind::Word).count();
    if n_words < 4 || claim.cue_class == CueClass::Ask {
        score -= 0.15;
    }
    score.clamp(0.0, 1.0)
}

fn is_comparison(word: &str) -> bool {
    matches!(
        word,
        "more"
            | "less"
            | "fewer"
            | "higher"
            | "lower"
            | "most"
            | "least"
            | "largest"
            | "biggest"
            | "highest"
            | "lowest"
            | "first"
            | "fastest"
            | "doubled"
            | "tripled"
            | "increased"
            | "increase"
            | "rose"
            | "fell"
            | "decreased"
            | "growing"
            | "grew"
            | "dropped"
            | "record"
            | "twice"
            | "half"
            | "majority"
            | "worst"
            | "best"
    )
}

fn is_causal(word: &str) -> bool {
    matches!(
        word,
        "because"
            | "caused"
            | "cause"
            | "causes"
            | "led"
            | "due"
            | "result"
            | "resulted"
            | "contributed"
            | "therefore"
    )
}

fn is_opinion(word: &str) -> bool {
    matches!(
        word,
        "should"
            | "must"
            | "ought"
            | "great"
            | "terrible"
            | "wonderful"
            | "beautiful"
            | "sad"
            | "proud"
            | "hope"
            | "feel"
            | "i"
            | "we"
            | "unfair"
            | "disgrace"
            | "love"
            | "valuable"
            | "understandable"
    )
}
