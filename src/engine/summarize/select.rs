//! From scores to a ranking every prefix of which is a summary.

use super::salience::Scored;
use super::{Because, Ranked};
use crate::engine::text::terms;

/// Cosine from which a sentence says again what a better one says.
const REPEATED: f64 = 0.5;
/// So many of the best sentences are compared with all that follow; a summary is never longer.
const COMPARED: usize = 200;

/// Best first; those that repeat a better one come last, in the same order.
pub(super) fn rank(mut sentences: Vec<Scored>) -> Vec<Ranked> {
    sentences.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.sentence.cmp(&b.sentence)));
    let (mut first, mut last): (Vec<Scored>, Vec<Scored>) = (Vec::new(), Vec::new());
    for mut sentence in sentences {
        let compared = &first[..first.len().min(COMPARED)];
        let repeated =
            compared.iter().any(|s| terms::cosine(&s.vector, &sentence.vector) >= REPEATED);
        if repeated {
            sentence.because.insert(0, Because::Redundant);
            last.push(sentence);
        } else {
            first.push(sentence);
        }
    }
    let ranked = |s: Scored| Ranked { sentence: s.sentence, score: s.score, because: s.because };
    first.into_iter().chain(last).map(ranked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text::SentenceId;

    fn scored(sentence: u32, score: f64, term: u32) -> Scored {
        let sentence = SentenceId(sentence);
        Scored { sentence, score, because: Vec::new(), vector: vec![(term, 1.0)] }
    }

    #[test]
    fn what_repeats_a_better_sentence_comes_last() {
        let ranking = rank(vec![scored(0, 0.5, 1), scored(1, 0.9, 1), scored(2, 0.1, 2)]);
        let order: Vec<u32> = ranking.iter().map(|r| r.sentence.0).collect();
        assert_eq!(order, [1, 2, 0]);
        assert_eq!(ranking[2].because, [Because::Redundant]);
    }
}
