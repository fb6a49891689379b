//! Several articles on one event, against a file that shows what they share and where they differ.
//!
//! Every folder of `tests/events` is one event: `articles.list` names its articles, one path from
//! the package's folder a line, and `comparison.txt` is the golden, renewed with
//! `NUTGRAF_UPDATE_GOLDENS=1`. In it, articles go by their file's folder or name, and what is not
//! there is written `-`.
//!
//! What no golden may give up stands beside it by hand, one to a line: `expected.list` with
//! `agreement: speaker | words`, `conflict: kind | words | words`, `origin: name` or
//! `copy: article | article`, where the words are part of what must be found. `missing: ` before it
//! marks what ought to be found and is known not to be: the test says when it is found after all.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fmt::Write;
use std::path::Path;

use common::{Goldens, article, folders, plain, root};
use nutgraf::engine::Resources;
use nutgraf::report::{self, Article, ClaimRef, Comparison, Passage, Report};

#[test]
fn events_compare_as_they_did_before() {
    let resources = Resources::new();
    let mut goldens = Goldens::default();
    for folder in folders(&root().join("tests/events")) {
        let event = Event::read(&resources, &folder);
        goldens.check(&folder.join("comparison.txt"), &event.show());
    }
    goldens.finish();
}

#[test]
fn what_must_be_found_is_found() {
    let resources = Resources::new();
    let mut faults = Vec::new();
    for folder in folders(&root().join("tests/events")) {
        let event = Event::read(&resources, &folder);
        let expected = std::fs::read_to_string(folder.join("expected.list")).unwrap_or_default();
        for line in expected.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let (line, wanted) = match line.strip_prefix("missing: ") {
                Some(line) => (line, false),
                None => (line, true),
            };
            if event.holds(line) != wanted {
                let line = if wanted { line } else { &format!("{line} (was missing, is found)") };
                faults.push(format!("{}: {line}", folder.file_name().unwrap().display()));
            }
        }
    }
    assert!(faults.is_empty(), "\nnot as expected:\n{}\n", faults.join("\n"));
}

#[test]
fn references_and_passages_hold() {
    let resources = Resources::new();
    for folder in folders(&root().join("tests/events")) {
        let report = Event::read(&resources, &folder).report;
        let bytes = report::to_json(&report);
        assert_eq!(report::read(&bytes).unwrap(), report, "{}", folder.display());
    }
}

/// A report of several articles.
struct Event {
    report: Report,
}

impl Event {
    fn read(resources: &Resources, folder: &Path) -> Self {
        let list = std::fs::read_to_string(folder.join("articles.list")).unwrap();
        let articles: Vec<Article> = list
            .lines()
            .map(|path| {
                let bytes = std::fs::read(root().join(path)).unwrap();
                article(resources, &short(path), &bytes).unwrap()
            })
            .collect();
        Event { report: report::assemble(resources, articles, Vec::new(), Vec::new()) }
    }

    fn comparison(&self) -> &Comparison {
        self.report.comparison.as_ref().expect("an event has at least two articles")
    }

    fn article(&self, id: &str) -> &Article {
        self.report.articles.iter().find(|a| a.id == id).expect("the report holds the article")
    }

    fn name(&self, id: &str) -> &str {
        &self.article(id).file.name
    }

    fn claim(&self, claim: &ClaimRef) -> (String, String) {
        let article = self.article(&claim.article);
        let claim = article.claims.iter().find(|c| c.id == claim.claim).expect("the claim exists");
        let content: Vec<String> = claim.content.iter().map(|s| plain(&s.exact)).collect();
        (claim.source.name.clone().unwrap_or("-".to_owned()), content.join(" + "))
    }

    fn show(&self) -> String {
        let mut out = String::new();
        let comparison = self.comparison();
        for cluster in &comparison.clusters {
            let origins: Vec<String> =
                cluster.origins.iter().map(|o| format!("{} ({})", o.name, o.kind.code())).collect();
            writeln!(out, "agreement {} | {}", cluster.confidence, origins.join(", ")).unwrap();
            for claim in &cluster.claims {
                let (speaker, content) = self.claim(claim);
                writeln!(out, "  {}: {speaker}: {content}", self.name(&claim.article)).unwrap();
            }
        }
        for c in &comparison.conflicts {
            let entity = c.entity.as_deref().unwrap_or("-");
            writeln!(
                out,
                "conflict {} {} | {entity} | {}",
                c.kind.code(),
                c.confidence,
                c.explanation
            )
            .unwrap();
            writeln!(out, "  {}", self.passage(&c.left)).unwrap();
            writeln!(out, "  {}", self.passage(&c.right)).unwrap();
        }
        for copies in &comparison.copies {
            let names: Vec<&str> = copies.articles.iter().map(|id| self.name(id)).collect();
            writeln!(out, "copies {} | {}", copies.overlap, names.join(", ")).unwrap();
            for passage in &copies.passages {
                writeln!(out, "  {}", self.passage(passage)).unwrap();
            }
        }
        for s in &comparison.speakers {
            let aliases = s.aliases.join(", ");
            let roles = s.roles.join(", ");
            writeln!(out, "speaker {} | {aliases} | {roles} | {} claims", s.name, s.claims.len())
                .unwrap();
        }
        for m in &comparison.timeline {
            let words = plain(&m.span.exact);
            writeln!(
                out,
                "moment {} {} | {}: {words}",
                m.value,
                m.grain.code(),
                self.name(&m.article)
            )
            .unwrap();
        }
        for s in &comparison.summary {
            let sentence = &self.article(&s.article).sentences[s.sentence];
            let words = plain(&sentence.span.exact);
            writeln!(out, "summary | {}: {words}", self.name(&s.article)).unwrap();
        }
        out
    }

    fn passage(&self, passage: &Passage) -> String {
        format!("{}: {}", self.name(&passage.article), plain(&passage.span.exact))
    }

    /// True if what a line of `expected.list` says is in the comparison.
    fn holds(&self, line: &str) -> bool {
        let (what, parts) = line.split_once(": ").expect("a line is \"what: parts\"");
        let parts: Vec<&str> = parts.split(" | ").map(str::trim).collect();
        let comparison = self.comparison();
        match what {
            "agreement" => comparison.clusters.iter().any(|cluster| {
                cluster.claims.iter().any(|claim| {
                    let (speaker, content) = self.claim(claim);
                    speaker.contains(parts[0]) && content.contains(parts[1])
                })
            }),
            "conflict" => comparison.conflicts.iter().any(|c| {
                let (left, right) = (&c.left.span.exact, &c.right.span.exact);
                c.kind.code() == parts[0]
                    && (left.contains(parts[1]) && right.contains(parts[2])
                        || left.contains(parts[2]) && right.contains(parts[1]))
            }),
            "origin" => {
                comparison.clusters.iter().flat_map(|c| &c.origins).any(|o| o.name == parts[0])
            }
            "copy" => comparison.copies.iter().any(|copies| {
                let names: Vec<&str> = copies.articles.iter().map(|id| self.name(id)).collect();
                parts.iter().all(|part| names.contains(part))
            }),
            _ => panic!("unknown expectation: {line}"),
        }
    }
}

/// The name that an article goes by: that of its folder for one of the corpus, else of its file.
fn short(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or(path);
    match file.strip_prefix("source.") {
        Some(extension) => format!("{}.{extension}", parts.next().unwrap_or_default()),
        None => file.to_owned(),
    }
}
