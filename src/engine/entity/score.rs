//! How near to mind a referent is at some place, and the choice among several.
//!
//! Salience in the manner of Lappin & Leass (1994): recency, grammatical function and repetition
//! add up. The choice falls on nobody where the best is not good enough or hardly better than the
//! next.

use super::MentionForm;
use super::referents::Referent;
use super::syntax::Function;

/// By how many sentences ago it was last seen.
const BY_DISTANCE: [f64; 7] = [2.2, 1.7, 0.8, 0.2, -0.4, -0.9, -1.4];
/// Last seen further off.
const FAR: f64 = -2.0;
const SUBJECT: f64 = 1.0;
const OBJECT: f64 = 0.35;
const OWNER: f64 = 0.3;
/// Last meant by a pronoun: what is spoken of goes on.
const BY_PRONOUN: f64 = 0.3;
/// For each time seen.
const SEEN: f64 = 0.1;
const MOST_SEEN: usize = 8;
const SAME_BLOCK: f64 = 0.4;
const NAMELESS: f64 = -0.2;

/// A place in the text from which one looks back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    /// The token.
    pub(super) at: usize,
    pub(super) sentence: usize,
    /// The first sentence of its block.
    pub(super) block: usize,
}

/// How near to mind `referent` is; `None` if it has not been spoken of yet.
pub(super) fn salience(referent: &Referent, here: Here) -> Option<f64> {
    let last = referent.last_before(here.at)?;
    let distance = here.sentence.saturating_sub(last.sentence);
    let earlier = || referent.seen.iter().filter(|s| s.tokens.end <= here.at);
    let function = earlier()
        .filter(|s| s.sentence == last.sentence)
        .map(|s| s.function)
        .min()
        .unwrap_or(Function::Oblique);
    let mut score = BY_DISTANCE.get(distance).copied().unwrap_or(FAR);
    score += match function {
        Function::Subject => SUBJECT,
        Function::Object => OBJECT,
        Function::Owner => OWNER,
        Function::Oblique => 0.0,
    };
    if last.form == MentionForm::Pronoun {
        score += BY_PRONOUN;
    }
    if last.sentence >= here.block {
        score += SAME_BLOCK;
    }
    if referent.name.is_none() {
        score += NAMELESS;
    }
    Some(score + SEEN * earlier().count().min(MOST_SEEN) as f64)
}

/// The best of the candidates, if it reaches `least` and is `margin` ahead of the next.
pub(super) fn choose(mut candidates: Vec<(f64, usize)>, least: f64, margin: f64) -> Option<usize> {
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let &(best, id) = candidates.first()?;
    let next = candidates.get(1).map_or(f64::NEG_INFINITY, |c| c.0);
    (best >= least && best - next >= margin).then_some(id)
}
