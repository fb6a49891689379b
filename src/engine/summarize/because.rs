//! Why a sentence stands where it stands, in words for the reader.
//!
//! What is seen of the sentence is blanked out, one group of columns after the other; a group
//! without which the score falls counts for the sentence, one without which it rises against it.

use std::ops::Range;

use super::Because;
use super::select::Choice;
use crate::engine::model::Salience;

/// Columns of what is seen of a sentence, by what they tell of; see `observe`.
#[allow(clippy::single_range_in_vec_init, reason = "lists of ranges, most of one")]
const GROUPS: [(Because, &[Range<usize>]); 8] = [
    (Because::Opening, &[0..14]),
    (Because::Length, &[14..20]),
    (Because::Central, &[20..49]),
    (Because::Title, &[49..52]),
    (Because::Names, &[53..54, 80..91]),
    (Because::Figures, &[58..59, 94..96, 110..111]),
    (Because::Claim, &[66..67, 91..94, 100..102]),
    (Because::Dependent, &[57..58, 70..71, 102..104, 105..106]),
];

/// Change of the score from which a group is worth mentioning.
const MENTIONED: f32 = 0.08;

/// What counted for the sentence and against it, strongest first. `lead`: what it has for its place
/// beside the networks' score.
pub(super) fn of(
    model: &Salience,
    rows: &[f32],
    width: usize,
    choice: &Choice,
    lead: f32,
) -> Vec<Because> {
    let mut because = Vec::new();
    if choice.repeats {
        because.push(Because::Redundant);
    }
    let groups = GROUPS.map(|(_, columns)| columns);
    let changes = model.networks.without(rows, width, choice.place, &groups);
    let mut told: Vec<(Because, f32)> = GROUPS
        .iter()
        .zip(changes)
        .map(|((why, _), change)| match why {
            Because::Opening => (*why, change + lead),
            _ if why.is_against() => (*why, -change),
            _ => (*why, change),
        })
        .filter(|(_, change)| *change >= MENTIONED)
        .collect();
    told.sort_by(|a, b| b.1.total_cmp(&a.1));
    because.extend(told.into_iter().map(|(why, _)| why));
    because
}
