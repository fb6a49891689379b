//! Laws that hold for every input: arbitrary text, arbitrary bytes, and the corpus cut to pieces,
//! joined wrongly and salted with what breaks text tools. Method: property testing (Claessen and
//! Hughes 2000) with the `quickcheck` crate; `QUICKCHECK_TESTS` sets the number of tries. The inputs
//! are the same each time, so that what passes once passes always; `QUICKCHECK_SEED` makes others.
//!
//! A law that fails prints the smallest input that it found, in Rust's spelling: put it into a test
//! beside the code that breaks it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "laws/inputs.rs"]
mod inputs;
#[path = "laws/rules.rs"]
mod rules;

use std::sync::LazyLock;

use inputs::{Damaged, Mixed, Pile, Wild};
use nutgraf::engine::ingest::{self, Format, Input};
use nutgraf::engine::{self, Config, Resources};
use nutgraf::report::{self, Article, Report};
use quickcheck::{Gen, QuickCheck, Testable};

static RESOURCES: LazyLock<Resources> = LazyLock::new(Resources::new);

/// Every file of the corpus, analysed once.
static CORPUS: LazyLock<Vec<Article>> = LazyLock::new(|| {
    common::corpus().iter().map(|case| common::case_article(&RESOURCES, case)).collect()
});

const FORMS: [report::Format; 6] = [
    report::Format::Json,
    report::Format::Ndjson,
    report::Format::Csv,
    report::Format::Markdown,
    report::Format::Html,
    report::Format::Annotations,
];

/// Tries a law `tries` times, unless `QUICKCHECK_TESTS` says how often.
fn check(tries: u64, law: impl Testable) {
    let number = |name| std::env::var(name).ok().and_then(|n| n.parse().ok());
    let tries = number("QUICKCHECK_TESTS").unwrap_or(tries);
    let inputs = Gen::from_size_and_seed(100, number("QUICKCHECK_SEED").unwrap_or(2026));
    QuickCheck::new().rng(inputs).tests(tries).max_tests(tries * 10).quickcheck(law);
}

/// Analyses a file; `None` if it is refused.
fn article(path: &str, bytes: &[u8]) -> Option<Article> {
    common::article(&RESOURCES, path, bytes).ok()
}

fn all_or_words(faults: Vec<String>) -> Result<(), String> {
    if faults.is_empty() { Ok(()) } else { Err(rules::short(faults).join("\n")) }
}

#[test]
fn any_bytes_under_any_name_are_read_or_refused() {
    fn law(wild: Wild) -> Result<(), String> {
        match article(wild.path, &wild.bytes) {
            Some(article) => all_or_words(rules::of_article(&article)),
            None => Ok(()),
        }
    }
    check(300, law as fn(Wild) -> Result<(), String>);
}

#[test]
fn any_text_gives_a_sound_article() {
    fn law(mixed: Mixed) -> Result<(), String> {
        match article("mixed.txt", mixed.text.as_bytes()) {
            Some(article) => all_or_words(rules::of_article(&article)),
            None => Ok(()),
        }
    }
    check(200, law as fn(Mixed) -> Result<(), String>);
}

#[test]
fn any_text_as_a_web_page_or_markdown_gives_a_sound_article() {
    fn law(mixed: Mixed, page: bool) -> Result<(), String> {
        let text = match page {
            true => format!("<article><h1>A title</h1><p>{}</p></article>", mixed.text),
            false => format!("# A title\n\n{}", mixed.text),
        };
        match article(if page { "mixed.html" } else { "mixed.md" }, text.as_bytes()) {
            Some(article) => all_or_words(rules::of_article(&article)),
            None => Ok(()),
        }
    }
    check(60, law as fn(Mixed, bool) -> Result<(), String>);
}

#[test]
fn blocks_sentences_and_tokens_rebuild_the_text() {
    fn law(mixed: Mixed) -> Result<(), String> {
        let Ok((_, analysis)) = common::analyze(&RESOURCES, "mixed.txt", mixed.text.as_bytes())
        else {
            return Ok(());
        };
        all_or_words(rules::of_document(&analysis.value.document, true))
    }
    check(200, law as fn(Mixed) -> Result<(), String>);
}

#[test]
fn the_corpus_keeps_every_law() {
    let mut faults = Vec::new();
    for (case, article) in common::corpus().iter().zip(CORPUS.iter()) {
        let (_, analysis) = common::analyze(&RESOURCES, &case.path(), &case.bytes).unwrap();
        let found = rules::of_article(article)
            .into_iter()
            .chain(rules::of_document(&analysis.value.document, true));
        faults.extend(found.map(|fault| format!("{}: {fault}", case.slug)));
    }
    assert!(faults.is_empty(), "\n{}\n", rules::short(faults).join("\n"));
}

#[test]
fn without_cleaning_the_text_is_the_input() {
    fn law(mixed: Mixed) -> Result<(), String> {
        let input = Input { path: "exact.txt", bytes: mixed.text.as_bytes(), verbatim: true };
        let Ok(source) = ingest::ingest(input) else { return Ok(()) };
        // A web page is one under any name, and is read as one.
        if source.file.format != Format::Text {
            return Ok(());
        }
        let config = Config { clean: false, ..Config::default() };
        let analysis = engine::analyze(&RESOURCES, &source, &config, &mut ()).unwrap();
        // A byte order mark is how the text is written, not part of it.
        let expected = mixed.text.strip_prefix('\u{feff}').unwrap_or(&mixed.text);
        if analysis.value.document.text != expected {
            return Err(format!("{:?} became {:?}", expected, analysis.value.document.text));
        }
        let mut faults = rules::of_document(&analysis.value.document, false);
        faults.extend(rules::of_article(&report::article_from_analysis(&source.file, &analysis)));
        all_or_words(faults)
    }
    check(200, law as fn(Mixed) -> Result<(), String>);
}

#[test]
fn the_same_file_gives_the_same_article() {
    fn law(mixed: Mixed) -> bool {
        let once = article("mixed.txt", mixed.text.as_bytes());
        once == article("mixed.txt", mixed.text.as_bytes())
    }
    check(30, law as fn(Mixed) -> bool);
}

#[test]
fn the_order_of_the_files_does_not_change_a_byte() {
    fn law(pile: Pile) -> Result<(), String> {
        let articles: Vec<Article> =
            pile.files.iter().map(|&(i, name)| copy(&CORPUS[i % CORPUS.len()], name)).collect();
        let mut shuffled = articles.clone();
        for (i, &at) in pile.order.iter().enumerate() {
            if !shuffled.is_empty() {
                let n = shuffled.len();
                shuffled.swap(i % n, at % n);
            }
        }
        let failures = |n: usize| -> Vec<report::Failure> {
            (0..3)
                .map(|i| report::Failure {
                    file: report::FailedFile::at(&format!("{}.pdf", (i + n) % 3), None),
                    reason: "no".to_owned(),
                })
                .collect()
        };
        let one = report::assemble(&RESOURCES, articles, failures(0), Vec::new());
        let other = report::assemble(&RESOURCES, shuffled, failures(1), Vec::new());
        if report::to_json(&one) != report::to_json(&other) {
            return Err(first_difference(&one, &other));
        }
        Ok(())
    }
    check(12, law as fn(Pile) -> Result<(), String>);
}

#[test]
fn a_report_is_read_back_as_it_was_written() {
    let resources = &*RESOURCES;
    let report = report::assemble(resources, CORPUS.clone(), Vec::new(), Vec::new());
    let bytes = report::to_json(&report);
    let back = report::read(&bytes).unwrap();
    assert_eq!(back, report);
    assert_eq!(report::to_json(&back), bytes);
    assert_eq!(report::read(&report::to_json_pretty(&report)).unwrap(), report);
}

#[test]
fn reports_on_any_text_are_read_back_as_they_were_written() {
    fn law(texts: Vec<Mixed>) -> Result<(), String> {
        let articles = texts.iter().take(3).filter_map(|t| article("a.txt", t.text.as_bytes()));
        let report = report::assemble(&RESOURCES, articles.collect(), Vec::new(), Vec::new());
        let bytes = report::to_json(&report);
        let back = report::read(&bytes).map_err(|e| e.to_string())?;
        if back != report || report::to_json(&back) != bytes {
            return Err(first_difference(&report, &back));
        }
        for format in FORMS {
            report::render(&report, format);
        }
        Ok(())
    }
    check(40, law as fn(Vec<Mixed>) -> Result<(), String>);
}

#[test]
fn a_damaged_report_is_refused_or_harmless() {
    static REPORT: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let articles = CORPUS[..2].to_vec();
        report::to_json(&report::assemble(&RESOURCES, articles, Vec::new(), Vec::new()))
    });
    fn law(damaged: Damaged) -> Result<(), String> {
        let Ok(read) = report::read(&damaged.apply(&REPORT)) else { return Ok(()) };
        let faults: Vec<String> = read.articles.iter().flat_map(rules::of_spans).collect();
        // What is read in must be fit for all that is done with reports.
        let Report { articles, failures, edits, .. } = read.clone();
        report::assemble(&RESOURCES, articles, failures, edits);
        for format in FORMS {
            report::render(&read, format);
        }
        all_or_words(faults)
    }
    check(150, law as fn(Damaged) -> Result<(), String>);
}

/// `article` as if it had come under another name.
fn copy(article: &Article, name: u8) -> Article {
    let mut article = article.clone();
    article.file.name = format!("{name}.txt");
    article.file.path = format!("drop/{name}.txt");
    article
}

/// Where the JSON of two reports first differs.
fn first_difference(one: &Report, other: &Report) -> String {
    let [one, other] = [one, other].map(|r| String::from_utf8(report::to_json_pretty(r)).unwrap());
    let lines = one.lines().zip(other.lines()).enumerate();
    match lines.skip_while(|(_, (a, b))| a == b).map(|(i, (a, b))| (i + 1, a, b)).next() {
        Some((line, a, b)) => format!("line {line} of the indented report: {a} / {b}"),
        None => "one report goes on where the other ends".to_owned(),
    }
}
