//! Whom the mentions of an article mean, and its names, against marks made by hand.
//!
//! `language/speakers/*.txt` are articles with marks: `{he|Ann Stone}` says that this "he" is Ann
//! Stone, `{he|?}` that it is nobody with a name in the article, or that it cannot be known.
//! `{Moscow|Moscow/body}` asks besides that a body is meant, `/place` a place. The first line is the
//! headline, every further line a paragraph.
//! Right is who is linked to the person or body of that name, and for `?` who is linked to nobody.
//! `dev-` articles were looked at while the rules were written, `held-` articles were not.
//! `second-` and `third-` articles were written before the engine had run on them; then they were
//! looked at too. `fresh-` articles were written with the third and not looked at.
//!
//! `language/names/*.tsv` lists the names of some of these articles in text order, with their kind.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "the figures are what the test is for")]

#[path = "language/marks.rs"]
mod marks;

use std::fs;
use std::path::{Path, PathBuf};

use marks::{Mark, Tally, is_called, judge, linked, read_article, read_marks};
use nutgraf::engine::Resources;
use nutgraf::engine::entity::{Entity, EntityKind, MentionForm, find_entities};
use nutgraf::engine::text::{Document, Span};

/// Least share of he, she, titles and nominals that are right, in each half.
const FLOOR: f64 = 0.80;
/// Least share over all marks, in each half.
const FLOOR_OF_ALL: f64 = 0.82;
/// Least F1 of name spans with their kind.
const FLOOR_OF_NAMES: f64 = 0.88;

/// What kind of words a mark stands on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    HeShe,
    Nominal,
    Name,
    Plural,
    Other,
}

impl Class {
    const ALL: [(Self, &'static str); 5] = [
        (Self::HeShe, "he, she"),
        (Self::Nominal, "titles, nominals"),
        (Self::Name, "names"),
        (Self::Plural, "they"),
        (Self::Other, "it, I, we"),
    ];

    fn of(words: &str) -> Self {
        match &*words.to_lowercase() {
            "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Self::HeShe,
            "they" | "them" | "their" => Self::Plural,
            "it" | "its" | "i" | "we" => Self::Other,
            lower if lower.starts_with("the ") && words[4..].contains(char::is_lowercase) => {
                if words[4..].starts_with(char::is_uppercase) && !words.contains(' ') {
                    Self::Name
                } else {
                    Self::Nominal
                }
            }
            _ => Self::Name,
        }
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language").join(name)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// What is linked if every mark goes to the nearest name of a person before it.
fn nearest(document: &Document, entities: &[Entity], mark: &Mark) -> Tally {
    let names = entities.iter().filter(|e| e.kind == EntityKind::Person).flat_map(|e| {
        e.mentions
            .iter()
            .filter(|m| m.form == MentionForm::Name && m.span.start < mark.span.start)
            .map(move |m| (m.span.start, e))
    });
    let right = match (names.max_by_key(|(at, _)| *at), &mark.expected) {
        (Some((_, e)), Some(names)) => names.iter().any(|name| is_called(document, e, name)),
        (None, None) => true,
        _ => false,
    };
    Tally { right: usize::from(right), wrong: usize::from(!right), unknown: 0 }
}

#[test]
fn mentions_go_to_whom_they_mean() {
    let resources = Resources::new();
    for half in ["dev-", "second-", "third-", "held-", "fresh-"] {
        let mut by_class = [Tally::default(); 5];
        let mut unnamed = Tally::default();
        let mut baseline = Tally::default();
        for path in files(&folder("speakers")) {
            let slug = path.file_stem().unwrap().to_string_lossy().into_owned();
            if !slug.starts_with(half) {
                continue;
            }
            let (text, marks) = read_marks(&fs::read_to_string(&path).unwrap());
            let (document, words) = read_article(&resources, &text);
            let entities = find_entities(&resources, &document, &words);
            let mut article = Tally::default();
            for mark in &marks {
                let tally = judge(&document, &entities, mark);
                let class = Class::of(document.words(mark.span));
                by_class[class as usize].add(tally);
                article.add(tally);
                if mark.expected.is_none() {
                    unnamed.add(tally);
                }
                if matches!(class, Class::HeShe | Class::Nominal) {
                    baseline.add(nearest(&document, &entities, mark));
                }
                if tally.right == 0 && !matches!(half, "held-" | "fresh-") {
                    print_miss(&document, &entities, mark);
                }
            }
            println!("{slug}: {} right of {}", article.right, article.total());
        }
        let mut all = Tally::default();
        for ((_, name), tally) in Class::ALL.iter().zip(by_class) {
            print_tally(half, name, tally);
            all.add(tally);
        }
        let mut main = by_class[Class::HeShe as usize];
        main.add(by_class[Class::Nominal as usize]);
        print_tally(half, "marked with ?", unnamed);
        print_tally(half, "nearest name", baseline);
        print_tally(half, "he, she, titles, nominals", main);
        print_tally(half, "all", all);
        assert!(main.share() >= FLOOR, "{half}: {:.3}", main.share());
        assert!(all.share() >= FLOOR_OF_ALL, "{half}: {:.3}", all.share());
    }
}

fn print_tally(half: &str, name: &str, t: Tally) {
    let (right, wrong, unknown) = (t.right, t.wrong, t.unknown);
    println!(
        "{half} {name:26} {right:3} right {wrong:3} wrong {unknown:3} unknown  {:.3}",
        t.share()
    );
}

fn print_miss(document: &Document, entities: &[Entity], mark: &Mark) {
    let from = document.text[..mark.span.start].char_indices().rev().nth(40).map_or(0, |c| c.0);
    let before = document.text[from..mark.span.start].replace('\n', " ");
    let after: String = document.text[mark.span.end..].chars().take(20).collect();
    let got = linked(entities, mark.span).map(|e| format!("{} ({:?})", e.name, e.kind));
    println!(
        "  {before}[{}]{}: {} not {}",
        document.words(mark.span),
        after.replace('\n', " "),
        got.as_deref().unwrap_or("nobody"),
        mark.expected.as_ref().map_or("?".to_owned(), |names| names.join("; ")),
    );
}

#[test]
fn names_are_found_whole() {
    let resources = Resources::new();
    for half in ["dev-", "held-"] {
        let (mut found, mut hit, mut hit_kind, mut wanted) = (0, 0, 0, 0);
        for path in files(&folder("names")) {
            let slug = path.file_stem().unwrap().to_string_lossy().into_owned();
            if !slug.starts_with(half) {
                continue;
            }
            let marked =
                fs::read_to_string(folder("speakers").join(format!("{slug}.txt"))).unwrap();
            let (text, _) = read_marks(&marked);
            let (document, words) = read_article(&resources, &text);
            let entities = find_entities(&resources, &document, &words);
            let expected = read_names(&text, &fs::read_to_string(&path).unwrap());
            let names: Vec<(Span, EntityKind)> = entities
                .iter()
                .filter(|e| e.kind != EntityKind::Other)
                .flat_map(|e| e.mentions.iter().map(move |m| (m, e.kind)))
                .filter(|(m, _)| m.form == MentionForm::Name)
                .map(|(m, kind)| (m.span, kind))
                .collect();
            found += names.len();
            wanted += expected.len();
            for (span, kind) in &expected {
                let same = names.iter().find(|(s, _)| s == span);
                hit += usize::from(same.is_some());
                hit_kind += usize::from(same.is_some_and(|(_, k)| k == kind));
                if half == "dev-" && same.is_none_or(|(_, k)| k != kind) {
                    println!("  {slug}: {:?} {kind:?}, got {same:?}", document.words(*span));
                }
            }
            for (span, kind) in &names {
                if half == "dev-" && !expected.iter().any(|(s, _)| s == span) {
                    println!("  {slug}: not {:?} {kind:?}", document.words(*span));
                }
            }
        }
        let f1 = |hit: usize| 2.0 * hit as f64 / (found + wanted) as f64;
        println!(
            "{half} names: {wanted} marked, {found} found, span F1 {:.3}, with kind {:.3}",
            f1(hit),
            f1(hit_kind)
        );
        assert!(f1(hit_kind) >= FLOOR_OF_NAMES, "{half}: {:.3}", f1(hit_kind));
    }
}

/// The spans of names listed in text order, each the next place where its words stand alone.
fn read_names(text: &str, list: &str) -> Vec<(Span, EntityKind)> {
    let mut at = 0;
    let mut names = Vec::new();
    for line in list.lines() {
        let (kind, name) = line.split_once('\t').unwrap();
        let kind = match kind {
            "person" => EntityKind::Person,
            "organisation" => EntityKind::Organisation,
            "place" => EntityKind::Place,
            _ => panic!("{line}"),
        };
        let start = text[at..].match_indices(name).map(|(i, _)| at + i).find(|&i| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(text[..i].chars().next_back()) && !letter(text[i + name.len()..].chars().next())
        });
        let start = start.unwrap_or_else(|| panic!("{name} is not in the text behind {at}"));
        names.push((Span::new(start, start + name.len()), kind));
        at = start + name.len();
    }
    names
}
