//! What goes wrong, by kind: attributions missed, found where there is none, with another extent,
//! with another source; and examples to read.
//!
//! Missed is what shares less than half of its content with the found one that it goes with (by
//! Jaccard), and such a found one is a false alarm; from there to four fifths the extent is wrong.

use std::collections::BTreeMap;
use std::fmt::Write;

use nutgraf::engine::text::Span;

use super::attributions::score::{CONTENT, CUE, Judged, Pair, SOURCE};
use super::attributions::{Article, Reading};

/// Something that is wrong, and the attributions that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) label: String,
    /// Index of a marked one.
    pub(super) marked: Option<usize>,
    /// Index of a found one.
    pub(super) found: Option<usize>,
}

/// Everything wrong in an article.
pub(super) fn of(article: &Article, judged: &Judged) -> Vec<Fault> {
    let close: Vec<&Pair> = judged.pairs.iter().filter(|pair| pair.likeness >= 0.5).collect();
    let mut faults = missed(judged, &close);
    faults.extend(false_alarms(judged, &close));
    for pair in close {
        let (marked, found) = (&judged.marked[pair.marked], &judged.found[pair.found]);
        let mut fault = |label: String| {
            faults.push(Fault { label, marked: Some(pair.marked), found: Some(pair.found) });
        };
        if pair.likeness < 0.8 {
            let shorter = found[CONTENT].len() < marked[CONTENT].len();
            let extent = if shorter { "shorter" } else { "longer" };
            fault(format!("BOUND, {}, {extent}", judged.tiers[pair.marked].as_str()));
        }
        if !pair.source {
            let what = match (marked[SOURCE].is_empty(), found[SOURCE].is_empty()) {
                (true, _) => "none marked, some found",
                (_, true) if in_paragraph(article, pair.marked) => {
                    "none found, marked in the paragraph"
                }
                (_, true) => "none found, marked elsewhere",
                _ if marked[SOURCE].shared(&found[SOURCE]) == 0 => "disjoint",
                _ => "overlaps, too long or without the head",
            };
            fault(format!("SRC, {what}"));
        }
    }
    faults
}

fn missed(judged: &Judged, close: &[&Pair]) -> Vec<Fault> {
    let is_missed = |i: &usize| {
        !judged.marked[*i][CONTENT].is_empty() && close.iter().all(|pair| pair.marked != *i)
    };
    let fault = |i: usize| {
        let cue = &judged.marked[i][CUE];
        let by_cue = judged.found.iter().position(|found| found[CUE].shared(cue) > 0);
        let what = if by_cue.is_some() { "cue found, content wrong" } else { "cue missed" };
        let label = format!("MISS, {}, {what}", judged.tiers[i].as_str());
        let pair = judged.pairs.iter().find(|pair| pair.marked == i);
        Fault { label, marked: Some(i), found: by_cue.or(pair.map(|pair| pair.found)) }
    };
    (0..judged.marked.len()).filter(is_missed).map(fault).collect()
}

fn false_alarms(judged: &Judged, close: &[&Pair]) -> Vec<Fault> {
    let is_false = |j: &usize| {
        !judged.found[*j][CONTENT].is_empty() && close.iter().all(|pair| pair.found != *j)
    };
    let fault = |j: usize| {
        let found = &judged.found[j];
        let cue = if found[CUE].is_empty() { "no cue" } else { "has cue" };
        let marked = judged.marked.iter().position(|m| m[CONTENT].shared(&found[CONTENT]) > 0);
        let there = if marked.is_some() { "overlaps a marked one" } else { "nothing there" };
        let pair = judged.pairs.iter().find(|pair| pair.found == j);
        let label = format!("FALSE ALARM, {cue}, {there}");
        Fault { label, marked: pair.map(|pair| pair.marked).or(marked), found: Some(j) }
    };
    (0..judged.found.len()).filter(is_false).map(fault).collect()
}

/// True if the source and the content of a marked attribution stand on one line.
fn in_paragraph(article: &Article, marked: usize) -> bool {
    let attribution = &article.attributions[marked];
    let line = |span: &Span| article.text[..span.start].matches('\n').count();
    attribution.content.iter().any(|c| attribution.source.iter().any(|s| line(c) == line(s)))
}

/// Errors of a set by kind, and an example in words of each.
#[derive(Default)]
pub(super) struct Errors {
    /// By label: one entry for each error, the example to be read.
    by_label: BTreeMap<String, Vec<String>>,
}

impl Errors {
    /// Counts a fault, whose example is `shown`.
    pub(super) fn add(&mut self, label: String, shown: String) {
        self.by_label.entry(label).or_default().push(shown);
    }

    /// How many there are of each kind, most first.
    pub(super) fn counts(&self) -> Vec<(&str, usize)> {
        let mut counts: Vec<(&str, usize)> =
            self.by_label.iter().map(|(label, shown)| (label.as_str(), shown.len())).collect();
        counts.sort_by_key(|(label, n)| (std::cmp::Reverse(*n), *label));
        counts
    }

    /// Up to `n` examples of each kind, taken from all over the set.
    pub(super) fn examples(&self, n: usize) -> String {
        let mut out = String::new();
        for (label, total) in self.counts() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "\n{label} ({total})");
            let shown = &self.by_label[label];
            for i in 0..n.min(total) {
                out.push_str(&shown[i * total / n.min(total)]);
            }
        }
        out
    }
}

/// The sentences that a fault is about, once with what is marked and once with what was found.
pub(super) fn show(article: &Article, reading: &Reading, fault: &Fault, note: &str) -> String {
    let marked = fault.marked.map(|i| {
        let a = &article.attributions[i];
        [('s', &a.source), ('q', &a.cue), ('c', &a.content)]
    });
    let found = fault.found.map(|j| {
        let c = &reading.claims[j];
        [('s', &c.source.spans), ('q', &c.cue), ('c', &c.content)]
    });
    let spans: Vec<Span> = [&marked, &found]
        .into_iter()
        .flatten()
        .flat_map(|parts| parts.iter().flat_map(|(_, spans)| spans.iter().copied()))
        .collect();
    let sentences: Vec<Span> = reading
        .sentences
        .iter()
        .filter(|sentence| spans.iter().any(|span| span.overlaps(**sentence)))
        .copied()
        .collect();
    let line = |parts: &Option<[(char, &Vec<Span>); 3]>| match parts {
        Some(parts) => with_marks(&article.text, &sentences, parts),
        None => "nothing".to_owned(),
    };
    let name = &article.name;
    let note = if note.is_empty() { String::new() } else { format!(": {note}") };
    format!("  {name}{note}\n    marked  {}\n    found   {}\n", line(&marked), line(&found))
}

/// The sentences with marks as in the project's own articles, `{s …}`.
fn with_marks(text: &str, sentences: &[Span], parts: &[(char, &Vec<Span>); 3]) -> String {
    let mut shown = Vec::new();
    for sentence in sentences {
        let mut out = String::new();
        for (at, c) in sentence.of(text).char_indices() {
            let at = at + sentence.start;
            for (letter, spans) in parts {
                let begin = |span: &&Span| span.start.max(sentence.start) == at && span.end > at;
                for _ in spans.iter().filter(begin) {
                    out.extend(['{', *letter, ' ']);
                }
            }
            out.push(if c.is_whitespace() { ' ' } else { c });
            let after = at + c.len_utf8();
            let ends = |span: &&Span| {
                span.start < after && span.end.min(sentence.end) == after && span.end > at
            };
            let n_ends = parts.iter().flat_map(|(_, spans)| spans.iter()).filter(ends).count();
            out.extend(std::iter::repeat_n('}', n_ends));
        }
        shown.push(out);
    }
    shown.join(" … ")
}

#[cfg(test)]
mod tests {
    use super::super::attributions::marked;
    use super::super::attributions::score::judge;
    use super::*;

    const MARKED: &str = "title: x\n\nThe pier is safe, {s1 Ms Roth} {q1 said}, {c1 and so it is}. \
                          It {c2 rains}.\n---\n1 | Ms Roth | speech | say\n2 | - | other | believe\n";

    #[test]
    fn what_is_not_found_is_missed() {
        let article = marked::read("pier", MARKED).unwrap();
        let faults = of(&article, &judge(&article, &[]));
        let labels: Vec<&str> = faults.iter().map(|fault| fault.label.as_str()).collect();
        assert_eq!(labels, ["MISS, speech, cue missed", "MISS, other, cue missed"]);
        assert!(in_paragraph(&article, 0));
    }

    #[test]
    fn examples_show_the_marks() {
        let article = marked::read("pier", MARKED).unwrap();
        let sentences = vec![Span::new(0, article.text.find(" It").unwrap())];
        let a = &article.attributions[0];
        let parts = [('s', &a.source), ('q', &a.cue), ('c', &a.content)];
        let shown = with_marks(&article.text, &sentences, &parts);
        assert_eq!(shown, "The pier is safe, {s Ms Roth} {q said}, {c and so it is}.");
    }

    #[test]
    fn examples_come_from_all_over() {
        let mut errors = Errors::default();
        for i in 0..10 {
            errors.add("SRC, disjoint".to_owned(), format!("{i}\n"));
        }
        assert_eq!(errors.examples(2), "\nSRC, disjoint (10)\n0\n5\n");
    }
}
