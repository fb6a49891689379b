//! Interviews printed as questions and answers, with no name before each: who answers, and which
//! paragraphs are answers.
//!
//! An explainer prints questions too, but its answers do not say "I", and neither do its questions
//! say "you" to somebody.

use super::Context;
use super::Source;
use super::genre::is_question;
use crate::engine::entity::{Entity, EntityId, EntityKind, MentionForm};
use crate::engine::segment::Words;
use crate::engine::text::BlockKind;

/// An interview.
pub(super) struct Interview {
    /// Who answers.
    pub(super) who: Source,
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
    let id = interviewee(context, document.blocks[first].span.start)?;
    let entity = &context.entities[id.0 as usize];
    let named = entity.mentions.iter().find(|m| m.form == MentionForm::Name);
    let who = Source {
        spans: named.map(|m| m.span).into_iter().collect(),
        entity: Some(id),
        name: Some(entity.name.clone()),
        anonymous: false,
    };
    let is_answer = |b: usize| {
        if b <= first {
            return false;
        }
        let is_prose = document.blocks[b].kind.is_body() && !asks(b);
        let is_first = asks(b - 1);
        // A short paragraph further down that does not say "I" may be the other's remark.
        let is_sure = is_first || document.blocks[b].sentences.len() > 1 || says(b, FIRST_PERSON);
        is_prose && is_sure && !speaks_of(entity, context, b)
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

/// Whether block `b` speaks of the one who answers by name, or of the interview itself, without an
/// "I": "Stone laughs.", "This interview has been edited for length."
fn speaks_of(entity: &Entity, context: &Context<'_>, b: usize) -> bool {
    let block = context.document.blocks[b].span;
    let text = context.document.words(block).to_lowercase();
    let inside = |m: &&crate::engine::entity::Mention| block.contains(m.span);
    let named = entity.mentions.iter().filter(inside).any(|m| m.form == MentionForm::Name);
    let edited = ["edited", "condensed", "translated"].iter().any(|word| text.contains(word));
    let words = || text.split(|c: char| !c.is_alphanumeric());
    let by_oneself = words().any(|word| FIRST_PERSON.contains(&word));
    !by_oneself && (named || edited && words().any(|word| word == "interview"))
}
