//! Tables through [`super::each`].

use super::*;
use crate::engine::ingest::{Body, Entry, Input, Readers, Sink, SourceDocument, ingest_each};

#[derive(Default)]
struct All(Vec<Entry>);

impl Sink for All {
    fn take(&mut self, entry: Entry) -> ControlFlow<()> {
        self.0.push(entry);
        ControlFlow::Continue(())
    }
}

fn read(name: &str, text: &str) -> Vec<Result<SourceDocument, IngestError>> {
    let mut all = All::default();
    ingest_each(Input::named(name, text.as_bytes()), Readers::default(), &mut all);
    all.0.into_iter().map(|entry| entry.outcome).collect()
}

/// Title and text of every row, and why others failed.
fn rows(name: &str, text: &str) -> Vec<String> {
    let show = |outcome| match outcome {
        Ok(SourceDocument { body: Body::Plain(text), metadata, .. }) => {
            format!("{}: {text}", metadata.title.unwrap_or_default())
        }
        Ok(source) => format!("{:?}", source.body),
        Err(error) => format!("! {error}"),
    };
    read(name, text).into_iter().map(show).collect()
}

#[test]
fn reads_rows_by_any_delimiter() {
    for delimiter in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n"] {
            let text = ["Title,Body,Date", "A,\"One, two;\n\nthree\t|.\",2026-03-03", "B,Four.,"]
                .join(end)
                .replace("One, two", "One\u{1} two")
                .replace(',', delimiter)
                .replace('\u{1}', ",");
            let found = rows("a.csv", &format!("\u{feff}{text}"));
            assert_eq!(found, ["A: One, two;\n\nthree\t|.", "B: Four."], "{delimiter:?}");
        }
    }
}

#[test]
fn reads_what_spreadsheets_are_told() {
    for line in ["sep=;", "\"sep=;\"", "SEP=;\r"] {
        let text = format!("{line}\nTitle;Text\nA, b;One, two.\n;Three.\n");
        assert_eq!(rows("a.csv", &text), ["A, b: One, two.", ": Three."]);
        assert_eq!(read("a.csv", &text)[1].as_ref().unwrap().file.name, "line 4");
    }
    let found =
        read("a.csv", "sep=|\nÜberschrift|Autorin|Datum|Inhalt\nA|Jana Ruh|03.04.2026|Eins.\n");
    let metadata = &found[0].as_ref().unwrap().metadata;
    assert_eq!(metadata.title.as_deref(), Some("A"));
    assert_eq!(metadata.bylines, ["Jana Ruh"]);
    assert_eq!(metadata.published.as_deref(), Some("2026-04-03"));
}

#[test]
fn a_row_has_an_id_of_its_own() {
    let of = |text: &str| -> Vec<String> {
        read("a.csv", text).into_iter().map(|row| row.unwrap().file.sha256).collect()
    };
    let both = of("title,text\nA,One.\nB,Two.\n");
    assert_eq!(both[1], of("title,text\nB,Two.")[0]);
    assert_ne!(both[0], both[1]);
}

#[test]
fn finds_the_column_of_prose() {
    let prose = "The bridge opened on Sunday, the mayor said. ".repeat(8);
    let found = rows("a.csv", &format!("nr,was,datum\n1,\"{prose}\",x\n2,\"{prose}\",y\n"));
    assert_eq!(found.len(), 2);
    assert!(found[0].contains("The bridge opened"));
}

#[test]
fn goes_on_after_broken_quoting() {
    let text = "title,text\nA,One.\nB,\"Two\nC,Three.\nD,\"Four, \"\"five\"\".\"\nE,\"Six\n";
    let found = rows("a.csv", text);
    assert_eq!(found[0], "A: One.");
    assert!(found[1].contains("line 3 is broken"), "{found:?}");
    assert!(found.contains(&"C: Three.".to_owned()), "{found:?}");
    assert!(found.contains(&"D: Four, \"five\".".to_owned()), "{found:?}");
    assert_eq!(rows("a.csv", "title,text\nA,a 5\" pipe\nB,Two.\n").len(), 2);
}

#[test]
fn leaves_articles_alone() {
    let article =
        "A bridge, at last, opens\n\nThe bridge, the mayor said, opened.\nIt is good, she said.\n";
    assert!(!is_table(article, false) && !is_table(article, true));
    assert!(!is_table("Text, body\n\nThe mayor, who opened it, said so.\n", false));
    assert!(!is_table("Title, text and more.\nOne, two.\n", false));
    assert!(is_table("title,text\nA,One.\n", false));
}

#[test]
fn says_what_it_looked_for() {
    let found = rows("a.csv", "name,amount\nx,1\ny,2\n");
    assert!(found[0].contains("no column of texts; looked for text"), "{found:?}");
    let found = rows("a.csv", "title,text\nA,One.\nB,\nC,\n");
    assert!(found[1].contains("2 of its rows hold no text, line 3 first"), "{found:?}");
    let ours = "article_id,title,claim_id,content,check_worthiness\n1,A,c1,One.,0.5\n";
    assert!(rows("a.csv", ours)[0].contains("table of claims"));
}
