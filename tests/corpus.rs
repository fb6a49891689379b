//! Whole articles, phase by phase, against files that show what was found.
//!
//! Every folder of `tests/corpus` is one article: `source.txt`, `source.md` or `source.html`, and
//! beside it a golden for each phase, so that a diff shows which phase moved:
//!
//! - `text.txt`: the cleaned text, with a line of facts that were found in the front matter above.
//! - `removed.txt`: what was taken out, as `reason | words`.
//! - `sentences.txt`: one sentence a line, as `number kind | words`.
//! - `entities.txt`: `id kind name | roles | mentions`, then quantities and times.
//! - `claims.txt`: `id speaker | cue | content | quotation | certainty | via`, pieces joined by
//!   ` + `; `-` where there is nothing. A speaker in brackets is the author, one with `?` is kept
//!   nameless by the article; `not` before the certainty stands for a negative polarity,
//!   `in c1` at the end for the claim that holds this one.
//! - `summary.txt`: the ranking, as `score number because | words`.
//! - `report.json`: the report of this one article, indented.
//!
//! Renewed with `NUTGRAF_UPDATE_GOLDENS=1`, read and judged by a person before they are committed.
//! What no golden may give up stands beside the source by hand: `furniture.txt`, lines that must
//! not be in the text, and `keep.txt`, lines that must be. `stays: ` marks furniture that is known
//! to stay; the test says when it goes after all.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fmt::Write;

use common::{Goldens, case_article, corpus, plain};
use nutgraf::engine::Resources;
use nutgraf::report::{self, Article, Claim, ClaimKind, Polarity, Span};

#[test]
fn every_phase_finds_what_it_found_before() {
    let resources = Resources::new();
    let mut goldens = Goldens::default();
    for case in corpus() {
        let article = case_article(&resources, &case);
        let mut check = |name: &str, actual: &str| goldens.check(&case.folder.join(name), actual);
        check("text.txt", &text(&article));
        check("removed.txt", &removed(&article));
        check("sentences.txt", &sentences(&article));
        check("entities.txt", &entities(&article));
        check("claims.txt", &claims(&article));
        check("summary.txt", &summary(&article));
        let mut report = report::assemble(&resources, vec![article], Vec::new(), Vec::new());
        // A model that is made anew changes its hash here and nothing else that a reader sees.
        report.generator.models.clear();
        let json = String::from_utf8(report::to_json_pretty(&report)).unwrap();
        check("report.json", &json);
    }
    goldens.finish();
}

#[test]
fn furniture_goes_and_the_article_stays() {
    let resources = Resources::new();
    let mut faults = Vec::new();
    for case in corpus() {
        let text = plain(&case_article(&resources, &case).text);
        for line in case.lines("furniture.txt") {
            let known = line.strip_prefix("stays: ");
            let is_there = text.contains(&plain(known.unwrap_or(&line)));
            if is_there != known.is_some() {
                let what = if is_there { "still there" } else { "gone at last" };
                faults.push(format!("{}: {what}: {line}", case.slug));
            }
        }
        for line in case.lines("keep.txt") {
            if !text.contains(&plain(&line)) {
                faults.push(format!("{}: gone: {line}", case.slug));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn what_was_taken_out_is_kept_word_for_word() {
    let resources = Resources::new();
    let mut faults = Vec::new();
    for case in corpus().into_iter().filter(|c| c.path().ends_with(".txt")) {
        let source = plain(&String::from_utf8_lossy(&case.bytes));
        for removed in case_article(&resources, &case).removed {
            if !source.contains(&plain(&removed.exact)) {
                faults.push(format!("{}: not in the source: {:?}", case.slug, removed.exact));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn cleaning_a_clean_text_takes_nothing_out() {
    let resources = Resources::new();
    let mut faults = Vec::new();
    for case in corpus() {
        let once = case_article(&resources, &case);
        let twice = common::article(&resources, "clean.txt", once.text.as_bytes()).unwrap();
        for removed in &twice.removed {
            faults.push(format!("{}: {}: {:?}", case.slug, removed.reason, removed.exact));
        }
        if twice.removed.is_empty() && twice.text != once.text {
            faults.push(format!("{}: the text changed", case.slug));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn text(article: &Article) -> String {
    let m = &article.metadata;
    let or_none = |value: &Option<String>| value.as_deref().unwrap_or("-").to_owned();
    let facts = [
        ("title", or_none(&m.title)),
        ("subtitle", or_none(&m.subtitle)),
        ("bylines", m.bylines.join("; ")),
        ("published", or_none(&m.published)),
        ("updated", or_none(&m.updated)),
        ("outlet", or_none(&m.outlet)),
        ("url", or_none(&m.url)),
        ("author note", or_none(&m.author_note)),
        ("language", m.language.code.clone()),
        ("genre", m.genre.label.code().to_owned()),
    ];
    let mut out = String::new();
    for (name, value) in facts {
        writeln!(out, "{name}: {}", if value.is_empty() { "-" } else { &value }).unwrap();
    }
    writeln!(out, "----\n{}", article.text).unwrap();
    out
}

fn removed(article: &Article) -> String {
    lines(article.removed.iter().map(|r| format!("{} | {}", r.reason, plain(&r.exact))))
}

fn sentences(article: &Article) -> String {
    lines(article.sentences.iter().map(|s| {
        let block = article
            .blocks
            .iter()
            .find(|b| b.span.start <= s.span.start && s.span.end <= b.span.end);
        let kind = block.map_or("none", |b| b.kind.code());
        format!("{:2} {kind} | {}", s.id, plain(&s.span.exact))
    }))
}

fn entities(article: &Article) -> String {
    let entities = article.entities.iter().map(|e| {
        let mentions: Vec<String> = e
            .mentions
            .iter()
            .map(|m| format!("{} ({})", plain(&m.span.exact), m.form.code()))
            .collect();
        let roles = words(&e.roles);
        format!("{} {} {} | {roles} | {}", e.id, e.kind.code(), e.name, mentions.join(", "))
    });
    let quantities = article.quantities.iter().enumerate().map(|(i, q)| {
        let high = q.high.map_or(String::new(), |high| format!(" to {high}"));
        let about = if q.approximate { "about " } else { "" };
        let unit = q.unit.as_deref().unwrap_or("-");
        format!("quantity {i} {} | {about}{}{high} {unit}", plain(&q.span.exact), q.value)
    });
    let times = article.times.iter().enumerate().map(|(i, t)| {
        let value = t.value.as_deref().unwrap_or("-");
        format!("time {i} {} | {value} {}", plain(&t.span.exact), t.grain.code())
    });
    lines(entities.chain(quantities).chain(times))
}

fn claims(article: &Article) -> String {
    lines(article.claims.iter().map(|c| {
        let parent = c.parent.as_ref().map_or(String::new(), |p| format!(" | in {p}"));
        let negative = if c.polarity == Polarity::Negative { "not " } else { "" };
        let via: Vec<&str> = c.via.iter().map(|v| v.name.as_str()).collect();
        format!(
            "{} {} | {} ({}) | {} | {} | {negative}{} | {}{parent}",
            c.id,
            speaker(c),
            words(&c.cue),
            c.cue_class.code(),
            words(&c.content),
            c.quotation.code(),
            c.certainty.label.code(),
            if via.is_empty() { "-".to_owned() } else { via.join(", ") },
        )
    }))
}

fn speaker(claim: &Claim) -> String {
    let name = claim.source.name.as_deref().unwrap_or("-");
    let name = match claim.kind {
        ClaimKind::Attributed => name.to_owned(),
        ClaimKind::Authorial => format!("[{name}]"),
    };
    if claim.source.anonymous { format!("{name}?") } else { name }
}

fn summary(article: &Article) -> String {
    lines(article.summary.ranking.iter().map(|r| {
        let sentence = &article.sentences[r.sentence];
        let because = r.because.join(" ");
        format!("{:.4} {:2} {because} | {}", r.score, r.sentence, plain(&sentence.span.exact))
    }))
}

/// The words of spans; `-` for none.
fn words(spans: &[Span]) -> String {
    if spans.is_empty() {
        return "-".to_owned();
    }
    spans.iter().map(|s| plain(&s.exact)).collect::<Vec<_>>().join(" + ")
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}
