//! A ranking that knows no language: by place, by the words that many sentences share, by those of
//! the title, and by length.
//!
//! For articles in other languages than the model was trained on. Weights are set by hand; what
//! repeats a better sentence comes last.

use super::{Because, Context, Ranked};
use crate::engine::text::SentenceId;
use crate::engine::text::terms::{self, Terms, Vector};

/// What counts, and how much.
const WEIGHTS: [(Because, f64); 4] = [
    (Because::Opening, 0.50),
    (Because::Central, 0.30),
    (Because::Title, 0.15),
    (Because::Length, -0.20),
];
/// Share of its weight from which a trait is worth mentioning to the reader.
const MENTIONED: f64 = 0.4;
/// Cosine from which a sentence says again what a better one says.
const REPEATED: f64 = 0.5;
/// So many of the best sentences are compared with all that follow.
const COMPARED: usize = 200;

/// Ranks `sentences`, which are those that may stand in a summary, in text order.
pub(super) fn rank(context: &Context<'_>, sentences: &[SentenceId]) -> Vec<Ranked> {
    let document = context.document;
    let title = context.metadata.title.as_deref().unwrap_or_default();
    let texts = sentences.iter().map(|&id| document.sentence_text(id));
    let (known, bags) = Terms::read(texts.chain([title]));
    let mut vectors: Vec<Vector> = bags.iter().map(|bag| known.vector(bag)).collect();
    let title = vectors.pop().unwrap_or_default();
    let centroid = known.vector(&bags[..sentences.len()].concat());
    let central: Vec<f64> = vectors.iter().map(|v| terms::cosine(v, &centroid)).collect();
    let most_central = central.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let scored = sentences.iter().enumerate().map(|(place, &sentence)| {
        let seen = [
            1.0 / (1.0 + 0.25 * place as f64),
            central[place] / most_central,
            terms::cosine(&vectors[place], &title).min(0.5) * 2.0,
            odd_length(document.sentence(sentence).tokens.len()),
        ];
        let parts = || seen.iter().zip(WEIGHTS).map(|(v, (why, weight))| (why, *v, v * weight));
        let score = parts().map(|(_, _, part)| part).sum::<f64>().clamp(0.0, 1.0);
        let mut strongest: Vec<_> = parts().filter(|(_, v, _)| *v >= MENTIONED).collect();
        strongest.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
        let because = strongest.into_iter().map(|(why, ..)| why).collect();
        (place, Ranked { sentence, score, because })
    });
    let mut scored: Vec<(usize, Ranked)> = scored.collect();
    scored.sort_by(|(a, x), (b, y)| y.score.total_cmp(&x.score).then(a.cmp(b)));
    let (mut first, mut last): (Vec<(usize, Ranked)>, Vec<Ranked>) = (Vec::new(), Vec::new());
    for (place, mut ranked) in scored {
        let compared = &first[..first.len().min(COMPARED)];
        let like = |&(other, _): &(usize, Ranked)| {
            terms::cosine(&vectors[other], &vectors[place]) >= REPEATED
        };
        if compared.iter().any(like) {
            ranked.because.insert(0, Because::Redundant);
            last.push(ranked);
        } else {
            first.push((place, ranked));
        }
    }
    first.into_iter().map(|(_, ranked)| ranked).chain(last).collect()
}

/// 0 for 12 to 45 tokens, rising to 1 for much shorter and much longer sentences.
fn odd_length(tokens: usize) -> f64 {
    match tokens {
        0..12 => 1.0 - tokens as f64 / 12.0,
        12..=45 => 0.0,
        _ => ((tokens - 45) as f64 / 45.0).min(1.0),
    }
}
