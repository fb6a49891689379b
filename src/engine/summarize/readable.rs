//! Whether a sentence can be read without the one before it, and what may stand in no summary.
//!
//! A sentence that opens with "but", "this" or a pronoun whose bearer is not known waits for the one
//! before it; so does a quotation whose speaker stands there. A pronoun whose bearer is known does
//! not wait: those who show the summary put the name beside it.

use super::Context;
use super::scraps::{self, Lines};
use super::select::Turn;
use super::view::View;
use super::whole::Whole;
use crate::engine::clean::GenreLabel;
use crate::engine::entity::MentionForm;
use crate::engine::tag::{Relation, Upos, Word};
use crate::engine::text::{Document, SentenceId, dateline, is_dateline};

/// Share of a sentence from which it is a quotation and nothing else.
const ALL_QUOTED: f32 = 0.8;

/// When each sentence may be chosen.
pub(super) fn turns(context: &Context<'_>, view: &View, whole: &Whole) -> Vec<Turn> {
    let resolved = resolved_pronouns(context);
    let speech = matches!(
        context.metadata.genre.label,
        GenreLabel::Interview | GenreLabel::Transcript | GenreLabel::Live
    );
    let lines = Lines::new(context, view);
    let turn = |(place, &id): (usize, &SentenceId)| {
        let text = context.document.sentence_text(id);
        if !is_rankable(context.document, id) {
            Turn::Never
        } else if scraps::is_scrap(text)
            || lines.is_scrap(context, id, whole)
            || (place + 4 > view.ids.len() && scraps::is_about_author(text))
        {
            Turn::Last
        } else if place == 0 {
            Turn::Free
        } else if opens_unresolved(context, id, &resolved)
            || lines.is_cut_off(context, id)
            || (!speech && is_mere_quotation(context, id, whole))
            || (!speech && is_mere_announced(context, id, whole))
        {
            Turn::After
        } else {
            Turn::Free
        }
    };
    view.ids.iter().enumerate().map(turn).collect()
}

/// True for sentences of the story itself that tell something.
pub(super) fn is_rankable(document: &Document, id: SentenceId) -> bool {
    let text = document.sentence_text(id).trim_end_matches(['"', '”', '’', '\'', ')']);
    document.block_of(id).kind.is_body()
        && !text.ends_with('?')
        && !text.starts_with("Q: ")
        && !is_of_dateline(document, id)
        && document.sentence_tokens(id).len() > 3
}

/// True for a sentence that is its paragraph's dateline or stands in it: "MOSCOW, March 3."
fn is_of_dateline(document: &Document, id: SentenceId) -> bool {
    let (block, sentence) = (document.block_of(id).span, document.sentence(id).span);
    let length = dateline(document.words(block)).map_or(0, |found| found.length);
    sentence.end <= block.start + length || is_dateline(document.words(sentence))
}

/// True if the first word leans on the sentence before it: what training sees of it.
pub(super) fn leans(document: &Document, words: &[Word], id: SentenceId) -> bool {
    let mut tokens = document.sentence(id).tokens.clone();
    let Some(first) = tokens.find(|&t| words[t].upos != Upos::Punct) else { return false };
    let form = document.words(document.tokens[first].span).to_lowercase();
    LEANING.binary_search(&form.as_str()).is_ok()
        || PRONOUNS.binary_search(&form.as_str()).is_ok()
        || POINTING.binary_search(&form.as_str()).is_ok()
}

/// Where pronouns stand whose bearer has a name, in text order.
fn resolved_pronouns(context: &Context<'_>) -> Vec<usize> {
    let named =
        context.entities.iter().filter(|e| e.mentions.iter().any(|m| m.form == MentionForm::Name));
    let pronouns = named.flat_map(|e| &e.mentions).filter(|m| m.form == MentionForm::Pronoun);
    let mut starts: Vec<usize> = pronouns.map(|m| m.span.start).collect();
    starts.sort_unstable();
    starts
}

/// True if a reader who has not read the sentence before cannot know what the first words mean.
fn opens_unresolved(context: &Context<'_>, id: SentenceId, resolved: &[usize]) -> bool {
    let document = context.document;
    let tokens = document.sentence(id).tokens.clone();
    let word = |t: usize| document.words(document.tokens[t].span).to_lowercase();
    let mut told = tokens.filter(|&t| context.words[t].upos != Upos::Punct);
    let Some(first) = told.next() else { return false };
    let opening = word(first);
    let second = told.next();
    let next = second.map(word).unwrap_or_default();
    let third = told.next().map(word).unwrap_or_default();
    let opening = opening.as_str();
    let relation = context.words[first].relation;
    if LEANING.binary_search(&opening).is_ok() {
        // "Though he lost, …", "Instead of talks, …", "Still water …": what it goes with follows.
        let goes_on = match opening {
            "and" | "but" => false,
            "instead" => next == "of",
            _ => matches!(relation, Relation::Mark | Relation::Amod),
        };
        return !goes_on;
    }
    if POINTING.binary_search(&opening).is_ok() {
        // "This week", "those who", "That he lost is known": nothing is pointed at.
        let is_time = opening == "this" && TIMES.binary_search(&next.as_str()).is_ok();
        let is_free = matches!(next.as_str(), "who" | "whose") || relation == Relation::Mark;
        return !is_time && !is_free;
    }
    if PRONOUNS.binary_search(&opening).is_ok() {
        let start = document.tokens[first].span.start;
        let is_empty = relation == Relation::Expl;
        return !is_empty && resolved.binary_search(&start).is_err();
    }
    // "There, he met …", "Both were told".
    let is_subject = matches!(relation, Relation::Nsubj | Relation::NsubjPass);
    let acts = second.is_some_and(|t| matches!(context.words[t].upos, Upos::Verb | Upos::Aux));
    match opening {
        "there" if relation == Relation::Advmod => return true,
        "both" | "each" | "none" | "one" | "several" if is_subject && acts => return true,
        _ => {}
    }
    // "Third, …" without the second.
    if matches!(opening, "second" | "third" | "fourth" | "fifth" | "finally" | "lastly")
        && document.sentence_text(id).as_bytes().get(opening.len()) == Some(&b',')
    {
        return true;
    }
    // "The former mayor", but not "The former said".
    if opening == "the" && second.is_some_and(|t| context.words[t].relation == Relation::Amod) {
        return next == "same";
    }
    let two = format!("{opening} {next}");
    let three = format!("{two} {third}");
    PHRASES.iter().any(|phrase| *phrase == two || *phrase == three)
}

/// True if `sentence` opens with no word that leans on what stands before it; by its words alone.
pub(super) fn opens_alone(sentence: &str) -> bool {
    let mut words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let Some(first) = words.next() else { return false };
    let first = first.to_lowercase();
    ![LEANING, POINTING, PRONOUNS].iter().any(|list| list.binary_search(&first.as_str()).is_ok())
}

/// True for a quotation whose speaker does not stand in the sentence.
pub(super) fn is_mere_quotation(context: &Context<'_>, id: SentenceId, whole: &Whole) -> bool {
    let span = context.document.sentence(id).span;
    whole.quoted_share(span) >= ALL_QUOTED && !whole.has_cue(span)
}

/// True for what an earlier paragraph has somebody say: an item of "The report gives two reasons:".
fn is_mere_announced(context: &Context<'_>, id: SentenceId, whole: &Whole) -> bool {
    let span = context.document.sentence(id).span;
    whole.announced_share(span) >= ALL_QUOTED && !whole.has_cue(span)
}

/// First words that lean on the sentence before, sorted.
const LEANING: &[&str] = &[
    "accordingly",
    "additionally",
    "also",
    "and",
    "another",
    "besides",
    "but",
    "consequently",
    "either",
    "furthermore",
    "hence",
    "however",
    "instead",
    "likewise",
    "moreover",
    "neither",
    "nevertheless",
    "nonetheless",
    "nor",
    "or",
    "others",
    "otherwise",
    "similarly",
    "so",
    "still",
    "then",
    "therefore",
    "though",
    "thus",
    "yet",
];

/// First words that point at something before, sorted.
const POINTING: &[&str] = &["such", "that", "these", "this", "those"];

/// Pronouns that a sentence may open with, sorted.
const PRONOUNS: &[&str] =
    &["he", "her", "hers", "him", "his", "it", "its", "she", "their", "theirs", "them", "they"];

/// What "this" may stand before without pointing at anything, sorted.
const TIMES: &[&str] = &[
    "afternoon",
    "april",
    "august",
    "autumn",
    "century",
    "christmas",
    "decade",
    "december",
    "evening",
    "fall",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "march",
    "may",
    "monday",
    "month",
    "morning",
    "november",
    "october",
    "saturday",
    "season",
    "september",
    "spring",
    "summer",
    "sunday",
    "thursday",
    "tuesday",
    "wednesday",
    "week",
    "weekend",
    "winter",
    "year",
];

/// Opening words that lean on the sentence before.
const PHRASES: &[&str] = &[
    "after that",
    "as a result",
    "because of this",
    "both of",
    "despite this",
    "for example",
    "for instance",
    "in addition",
    "in contrast",
    "in fact",
    "in turn",
    "on top of",
    "since then",
    "the couple",
    "the duo",
    "the former",
    "the latter",
    "the move",
    "the pair",
    "the same",
    "the trio",
    "the two",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_are_sorted_once() {
        for list in [LEANING, POINTING, PRONOUNS, TIMES] {
            assert!(list.windows(2).all(|w| w[0] < w[1]), "{list:?}");
        }
    }
}
