//! ROUGE-1, ROUGE-2 and ROUGE-Lsum (Lin 2004), F1, as Google's rouge-score computes them with its
//! stemmer on.

use std::collections::HashMap;

use super::porter::stem;

/// R1, R2, RLsum, in hundredths.
pub(super) type Rouge = [f64; 3];

/// Stems words, each once.
#[derive(Default)]
pub(super) struct Scorer {
    ids: HashMap<String, u32>,
    by_form: HashMap<String, u32>,
}

impl Scorer {
    /// Scores a summary, one sentence each, against the sentences of a reference.
    pub(super) fn score(&mut self, reference: &[&str], summary: &[&str]) -> Rouge {
        let reference: Vec<Vec<u32>> = reference.iter().map(|s| self.tokens(s)).collect();
        let summary: Vec<Vec<u32>> = summary.iter().map(|s| self.tokens(s)).collect();
        let (all, own) = (reference.concat(), summary.concat());
        let pairs = |tokens: &[u32]| -> Vec<(u32, u32)> {
            tokens.windows(2).map(|pair| (pair[0], pair[1])).collect()
        };
        [
            of_counts(&all, &own),
            of_counts(&pairs(&all), &pairs(&own)),
            summary_level(&reference, &summary),
        ]
    }

    fn tokens(&mut self, text: &str) -> Vec<u32> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
        words.map(|word| self.id(word)).collect()
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.by_form.get(word) {
            return id;
        }
        let next = self.ids.len() as u32;
        let id = *self.ids.entry(stem(word)).or_insert(next);
        self.by_form.insert(word.to_owned(), id);
        id
    }
}

fn f1(hits: usize, reference: usize, summary: usize) -> f64 {
    let share = |of: usize| hits as f64 / of.max(1) as f64;
    let (recall, precision) = (share(reference), share(summary));
    let sum = precision + recall;
    if sum > 0.0 { 200.0 * precision * recall / sum } else { 0.0 }
}

fn counts<T: Copy + Eq + std::hash::Hash>(tokens: &[T]) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    tokens.iter().for_each(|&token| *counts.entry(token).or_default() += 1);
    counts
}

fn of_counts<T: Copy + Eq + std::hash::Hash>(reference: &[T], summary: &[T]) -> f64 {
    let (known, own) = (counts(reference), counts(summary));
    let hits = own.iter().map(|(token, &n)| n.min(known.get(token).copied().unwrap_or(0)));
    f1(hits.sum(), reference.len(), summary.len())
}

/// By the union of the longest common subsequences of each sentence of the reference with all of
/// the summary's.
fn summary_level(reference: &[Vec<u32>], summary: &[Vec<u32>]) -> f64 {
    let (all, own) = (reference.concat(), summary.concat());
    let (mut left, mut ours) = (counts(&all), counts(&own));
    let mut hits = 0;
    for sentence in reference {
        let mut common = vec![false; sentence.len()];
        summary.iter().for_each(|other| mark_common(sentence, other, &mut common));
        for (token, _) in sentence.iter().zip(&common).filter(|(_, common)| **common) {
            let (Some(left), Some(ours)) = (left.get_mut(token), ours.get_mut(token)) else {
                continue;
            };
            if *left > 0 && *ours > 0 {
                hits += 1;
                *left -= 1;
                *ours -= 1;
            }
        }
    }
    f1(hits, all.len(), own.len())
}

/// Marks the tokens of `a` that are in a longest common subsequence with `b`, the same one that
/// rouge-score finds.
fn mark_common(a: &[u32], b: &[u32], common: &mut [bool]) {
    let width = b.len() + 1;
    let mut table = vec![0u32; (a.len() + 1) * width];
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            table[i * width + j] = if a[i - 1] == b[j - 1] {
                table[(i - 1) * width + j - 1] + 1
            } else {
                table[(i - 1) * width + j].max(table[i * width + j - 1])
            };
        }
    }
    let (mut i, mut j) = (a.len(), b.len());
    while i > 0 && j > 0 {
        if a[i - 1] == b[j - 1] {
            common[i - 1] = true;
            i -= 1;
            j -= 1;
        } else if table[i * width + j - 1] > table[(i - 1) * width + j] {
            j -= 1;
        } else {
            i -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures are those of rouge-score 0.1.2 with `use_stemmer=True`.
    #[test]
    fn scores_are_those_of_rouge_score() {
        let reference = [
            "The old harbour bridge reopened on Tuesday after two years of repairs.",
            "Officials said the costs had doubled to 40 million.",
        ];
        let summary = [
            "Repairs to the bridge in the harbour took two years, officials say.",
            "The old bridge opens again on Tuesday.",
            "It cost twice what was planned, 40 million crowns.",
        ];
        let found = Scorer::default().score(&reference, &summary);
        let expected = [61.224489795918366, 17.02127659574468, 53.06122448979592];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6, "{found} {expected}");
        }
    }
}
