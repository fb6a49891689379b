//! Writes what the engine sees of the candidates for each marked pronoun, for `train.py`, or how
//! right it is.
//!
//! In: files with marked articles (`tests/speakers.rs`), as arguments. Out: a line with the names of
//! the features; for each marked pronoun a line "?", the file and the pronoun, tab-separated; for
//! each candidate a line "1" or "0" (meant or not) and its features. With `--score` as the first
//! argument: right, wrong and to nobody, for each file and for all; with `--misses` each miss.

#![allow(clippy::unwrap_used, reason = "a tool that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "it is what the tool is for")]
#![allow(dead_code, reason = "the tests use more of what they share")]

#[path = "../../tests/language/marks.rs"]
mod marks;

use std::fs;

use marks::{Mark, Tally, bare, judge, linked, read_article, read_marks};
use nutgraf::engine::Resources;
use nutgraf::engine::entity::{Choice, choice_features, find_entities_and_choices};

fn main() {
    let resources = Resources::new();
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let score = arguments.first().is_some_and(|a| a.starts_with("--"));
    let misses = score && arguments.remove(0) == "--misses";
    if !score {
        println!("{}", choice_features().join("\t"));
    }
    let mut all = [Tally::default(); 3];
    for path in &arguments {
        let (text, marks) = read_marks(&fs::read_to_string(path).unwrap());
        let (document, words) = read_article(&resources, &text);
        let (entities, choices) = find_entities_and_choices(&resources, &document, &words);
        let mut article = Tally::default();
        for mark in &marks {
            let tally = judge(&document, &entities, mark);
            let said = document.words(mark.span);
            article.add(tally);
            all[kind(said)].add(tally);
            if misses && tally.right == 0 {
                let near = |from: usize, to: usize| {
                    let from = (0..=from).rev().find(|&i| text.is_char_boundary(i)).unwrap();
                    let to = (to..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap();
                    text[from..to].replace('\n', " ")
                };
                let got = linked(&entities, mark.span).map_or("nobody", |e| &e.name);
                let (start, end) = (mark.span.start, mark.span.end);
                println!(
                    "  {}[{said}]{}: {got} not {}",
                    near(start.saturating_sub(70), start),
                    near(end, (end + 25).min(text.len())),
                    mark.expected.as_ref().map_or("?".to_owned(), |names| names.join("; "))
                );
            }
            if !score && let Some(choice) = choices.iter().find(|c| c.mention == mark.span) {
                println!("?\t{path}\t{said}");
                print_candidates(choice, mark);
            }
        }
        if score {
            println!("{path} {article:?}");
        }
    }
    if score {
        for (name, tally) in ["he, she", "nominals", "other"].iter().zip(all) {
            println!("{name}: {tally:?} {:.3}", tally.share());
        }
    }
}

/// He and she; nominals; others.
fn kind(said: &str) -> usize {
    let lower = said.to_lowercase();
    match &*lower {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => 0,
        _ if lower.starts_with("the ") && said[4..].starts_with(char::is_lowercase) => 1,
        _ if lower.starts_with("the ") && said[4..].contains(' ') => 1,
        _ => 2,
    }
}

fn print_candidates(choice: &Choice, mark: &Mark) {
    for (names, features) in &choice.candidates {
        let meant = mark.expected.as_ref().is_some_and(|expected| {
            expected.iter().any(|e| names.iter().any(|name| bare(name) == bare(e)))
        });
        let features: Vec<String> = features.iter().map(f64::to_string).collect();
        println!("{}\t{}", u8::from(meant), features.join("\t"));
    }
}
