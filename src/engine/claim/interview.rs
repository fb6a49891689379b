//! Interviews printed as questions and answers, with no name before each: who answers, and which
//! paragraphs are answers.
//!
//! An explainer prints questions too, but its answers do not say "I", and neither do its questions
//! say "you" to somebody.

use super::Context;
use super::genre::is_question;
use crate::engine::entity::{Entity, EntityId, EntityKind, Mention, MentionForm};
use crate::engine::segment::Words;
use crate::engine::text::BlockKind;

/// An interview.
pub(super) struct Interview {
    /// Who answers.
    pub(super) who: EntityId,
    /// Which blocks are answers.
    pub(super) is_answer: Vec<bool>,
}

/// Fewer questions than this make no interview.
const FEWEST_QUESTIONS: usize = 3;

/// The interview that the article is, if it is one.
pub(super) fn find(context: &Context<'_>, words: &Words<'_>) -> Option<Interview> {
    let document = context.document;
    let n_blocks = document.blocks.len();
    let text = |b: usize| document.words(document.blocks[b].span);
    let is_title =
        |b: usize| matches!(document.blocks[b].kind, BlockKind::Title | BlockKind::Subtitle);
    let asks = |b: usize| !is_title(b) && is_question(text(b));
    let questions: Vec<usize> =
        (0..n_blocks).filter(|&b| asks(b) && b + 1 < n_blocks && !asks(b + 1)).collect();
    let &first = questions.first().filter(|_| questions.len() >= FEWEST_QUESTIONS)?;
    let says = |b: usize, forms: &[&str]| {
        let sentences = document.blocks[b].sentences.clone();
        let mut tokens = document.sentences[sentences].iter().flat_map(|s| s.tokens.clone());
        tokens.any(|i| forms.contains(&words.lower(i)))
    };
    let to_somebody = questions.iter().filter(|&&b| says(b, &["you", "your", "yours"])).count();
    let by_oneself = questions.iter().filter(|&&b| says(b + 1, FIRST_PERSON)).count();
    if 2 * to_somebody < questions.len() || 2 * by_oneself < questions.len() {
        return None;
    }
    let who = interviewee(context, document.blocks[first].span.start)?;
    let entity = &context.entities[who.0 as usize];
    let is_answer = |b: usize| {
        if b <= first {
            return false;
        }
        let is_prose = document.blocks[b].kind.is_body() && !asks(b);
        // A short paragraph further down may be the other's remark.
        let may_be = || asks(b - 1) || document.blocks[b].sentences.len() > 1;
        is_prose && (says(b, FIRST_PERSON) || may_be() && !speaks_of(entity, context, b))
    };
    let is_answer = (0..n_blocks).map(is_answer).collect();
    Some(Interview { who, is_answer })
}

const FIRST_PERSON: &[&str] = &["i", "me", "my", "we", "us", "our", "mine", "ours"];

/// The person who is spoken of most before `before`, a byte of the text, and is not the author.
pub(super) fn interviewee(context: &Context<'_>, before: usize) -> Option<EntityId> {
    let is_author = |e: &Entity| context.metadata.bylines.contains(&e.name);
    let count = |e: &Entity| e.mentions.iter().filter(|m| m.span.end <= before).count();
    let people = context
        .entities
        .iter()
        .enumerate()
        .filter(|(_, e)| e.kind == EntityKind::Person && !is_author(e) && count(e) > 0);
    let most = people.max_by_key(|(i, e)| (count(e), std::cmp::Reverse(*i)))?;
    Some(EntityId(most.0 as u32))
}

/// Whether block `b` speaks of the one who answers by name, or of the interview itself: "Stone
/// laughs.", "This interview has been edited for length."
fn speaks_of(entity: &Entity, context: &Context<'_>, b: usize) -> bool {
    let block = context.document.blocks[b].span;
    let named = |m: &Mention| m.form == MentionForm::Name && block.contains(m.span);
    let text = context.document.words(block).to_lowercase();
    let edited = ["edited", "condensed", "translated"].iter().any(|word| text.contains(word));
    entity.mentions.iter().any(named) || edited && text.contains("interview")
}
