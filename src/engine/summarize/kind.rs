//! What the kind of an article changes: an opinion piece is its thesis and its arguments, a live
//! blog its entries, an interview its answers, a list its items.
//!
//! The networks learnt from reports; what is added here to their scores is set by hand.

use super::Context;
use super::readable;
use super::view::{View, unit};
use super::whole::Whole;
use crate::engine::clean::GenreLabel;
use crate::engine::tag::{Relation, Upos, Xpos};
use crate::engine::text::{BlockKind, SentenceId};

/// From so many sentences on, headings cut an article into parts that all have their turn.
const CUT: usize = 40;
/// Words from which an answer is no shorter than others.
const BRIEF: f32 = 20.0;
/// Sentences of the lead.
const LEAD: usize = 3;
/// So many headings make parts.
const HEADINGS: usize = 3;
/// What is taken off a quotation that goes on behind its speaker's sentence.
const GOES_ON: f32 = 0.4;

/// What is added to each sentence's score.
pub(super) fn bonus(context: &Context<'_>, view: &View, whole: &Whole) -> Vec<f32> {
    let n = view.ids.len();
    let titles = unit(view.title.iter().map(|&t| (t, view.terms[t as usize].idf)).collect());
    let of_kind = |place: usize, id: SentenceId| match context.metadata.genre.label {
        GenreLabel::Opinion => {
            let like_title = crate::engine::text::terms::cosine(&view.vectors[place], &titles);
            let ending = if n > 6 && place + 3 >= n { 0.3 } else { 0.0 };
            let own = if demands(context, id, whole) {
                1.0
            } else if tells_of_author(context, id) {
                -2.0
            } else {
                0.0
            };
            2.0 * like_title + ending + own
        }
        GenreLabel::Interview | GenreLabel::Transcript if is_asked(context, id) => -2.0,
        GenreLabel::Live if opens_block(context, id) => 0.4,
        _ if is_list(context) && opens_block(context, id) => 0.4,
        _ => 0.0,
    };
    let ids = view.ids.iter().enumerate();
    ids.map(|(place, &id)| {
        let goes_on = !is_speech(context) && readable::is_mere_quotation(context, id, whole);
        let standing = if goes_on { -GOES_ON } else { lead(context, place) };
        of_kind(place, id) + standing - scantiness(context, id)
    })
    .collect()
}

/// What the first sentences have before others. Most of what is learnt from has no paragraphs; where
/// there are some, the lead is more clearly one. An opinion piece may come to its point late, a
/// transcript begins with the order of the day.
pub(super) fn lead(context: &Context<'_>, place: usize) -> f32 {
    if matches!(context.metadata.genre.label, GenreLabel::Opinion | GenreLabel::Transcript) {
        return 0.0;
    }
    let blocks = context.document.blocks.iter().filter(|b| b.kind.is_body());
    if place < LEAD && blocks.count() > 1 { 0.8 } else { 0.0 }
}

/// True if the article gives questions and answers as they were said.
fn is_speech(context: &Context<'_>) -> bool {
    matches!(context.metadata.genre.label, GenreLabel::Interview | GenreLabel::Transcript)
}

/// What is taken off a sentence that says too little by itself, or is none.
fn scantiness(context: &Context<'_>, id: SentenceId) -> f32 {
    let text = context.document.sentence_text(id);
    let is_speech = is_speech(context);
    // The speaker's name before the colon says nothing, and no answer without a subject does.
    let said = text.split_once(": ").filter(|_| is_speech).map_or(text, |split| split.1);
    let mut words = said.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count();
    if is_speech && !has_subject(context, id) {
        words /= 2;
    }
    let is_closed = text.ends_with(['.', '!', '"', '”', '’', '\'', ')', '…']);
    let short = match words {
        0..6 => 2.0,
        6..8 => 0.5,
        _ => 0.0,
    };
    let brief = if is_speech { BRIEF - BRIEF.min(words as f32) } else { 0.0 };
    short + brief / 12.0 + if is_closed { 0.0 } else { 1.0 }
}

/// The part of the article that each sentence stands in, counted from 0; `None` if it has none.
pub(super) fn parts(context: &Context<'_>, view: &View) -> Option<Vec<usize>> {
    let document = context.document;
    let cut = is_list(context)
        || context.metadata.genre.label == GenreLabel::Live
        || view.ids.len() >= CUT;
    let is_heading = |kind: BlockKind| kind == BlockKind::Heading;
    let mut headings = vec![0; document.blocks.len()];
    let mut before = 0;
    for (count, block) in headings.iter_mut().zip(&document.blocks) {
        before += usize::from(is_heading(block.kind));
        *count = before;
    }
    let part = |&id: &SentenceId| headings[document.sentence(id).block];
    (cut && before >= HEADINGS).then(|| view.ids.iter().map(part).collect())
}

/// True if the article is a list: its headings are numbered, or most of its blocks are items.
fn is_list(context: &Context<'_>) -> bool {
    let blocks = &context.document.blocks;
    let numbered = blocks.iter().filter(|b| {
        b.kind == BlockKind::Heading
            && context.document.words(b.span).starts_with(|c: char| c.is_ascii_digit())
    });
    let items = blocks.iter().filter(|b| b.kind == BlockKind::ListItem).count();
    numbered.count() >= HEADINGS || 2 * items > blocks.len()
}

/// True if the author says what ought to be: "should", "must", "I believe", outside quotations.
fn demands(context: &Context<'_>, id: SentenceId, whole: &Whole) -> bool {
    let document = context.document;
    let sentence = document.sentence(id);
    if whole.quoted_share(sentence.span) > 0.2 || whole.has_cue(sentence.span) {
        return false;
    }
    let word = |t: usize| document.words(document.tokens[t].span);
    let mut tokens = sentence.tokens.clone();
    tokens.any(|t| match context.words[t].xpos {
        Xpos::Md => matches!(word(t), "should" | "must" | "ought" | "cannot" | "Should" | "Must"),
        Xpos::Vbp => {
            context.words[t].upos == Upos::Verb
                && matches!(word(t), "believe" | "think" | "need" | "propose" | "argue")
        }
        _ => false,
    })
}

fn has_subject(context: &Context<'_>, id: SentenceId) -> bool {
    let words = &context.words[context.document.sentence(id).tokens.clone()];
    words.iter().any(|w| matches!(w.relation, Relation::Nsubj | Relation::NsubjPass))
}

/// True if the author tells what happened to him: "I moved here when the tram was promised".
fn tells_of_author(context: &Context<'_>, id: SentenceId) -> bool {
    let document = context.document;
    let mut told = document.sentence(id).tokens.clone();
    let is_past = |root: usize| matches!(context.words[root].xpos, Xpos::Vbd | Xpos::Vbn);
    told.any(|t| {
        document.words(document.tokens[t].span) == "I"
            && context.words[t].relation == Relation::Nsubj
            && context.words[t].head.is_some_and(|h| context.words[h].head.is_none() && is_past(h))
    })
}

/// True for a sentence in a block that ends by asking.
fn is_asked(context: &Context<'_>, id: SentenceId) -> bool {
    context.document.words(context.document.block_of(id).span).ends_with('?')
}

fn opens_block(context: &Context<'_>, id: SentenceId) -> bool {
    context.document.block_of(id).sentences.start == id.0 as usize
}
