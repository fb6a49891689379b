//! Books built document by document.

use std::ops::ControlFlow;

use super::*;
use crate::engine::ingest::limits::Limits;
use crate::engine::ingest::zip::tests::{Packed, archive, harmed, numbers};

fn package(documents: &[(&str, String)], contents: &str) -> Vec<Packed> {
    let items: String = documents
        .iter()
        .map(|(name, _)| {
            format!("<item id='{name}' href='text/{name}' media-type='application/xhtml+xml'/>")
        })
        .collect();
    let order: String =
        documents.iter().map(|(name, _)| format!("<itemref idref='{name}'/>")).collect();
    let opf = format!(
        "<package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata><dc:title>The review</dc:title><dc:creator>Ida Holm</dc:creator>\
         <dc:date>2026-02-11</dc:date></metadata><manifest>{items}<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
         </manifest><spine>{order}</spine></package>"
    );
    let container =
        "<container><rootfiles><rootfile full-path='OPS/a.opf'/></rootfiles></container>";
    let mut parts = vec![
        Packed::new("META-INF/container.xml", container.as_bytes()),
        Packed::new("OPS/a.opf", opf.as_bytes()),
        Packed::new(
            "OPS/nav.xhtml",
            format!("<html><body><nav>{contents}</nav></body></html>").as_bytes(),
        ),
    ];
    for (name, body) in documents {
        let page = format!("<html><head><title/></head><body>{body}</body></html>");
        parts.push(Packed::new(&format!("OPS/text/{name}"), page.as_bytes()));
    }
    parts
}

#[derive(Default)]
struct Seen(Vec<(String, Option<String>, usize)>);

impl Visit for Seen {
    fn wants(&mut self, _: &str) -> bool {
        true
    }

    fn part(&mut self, _: &mut Budget, path: &str, part: Part<'_>) -> ControlFlow<()> {
        if let Part::Article { reading, .. } = part
            && let Body::Blocks(blocks) = reading.body
        {
            self.0.push((path.to_owned(), reading.metadata.title, blocks.len()));
        }
        ControlFlow::Continue(())
    }
}

fn seen(bytes: &[u8]) -> (Seen, Result<(), IngestError>) {
    let mut seen = Seen::default();
    let outcome = each(bytes, &mut Budget::new(Limits::default()), &mut seen);
    (seen, outcome)
}

fn story(title: &str, n: usize) -> String {
    format!("<h1>{title}</h1>{}", "<p>The bridge opened on Sunday, the mayor said.</p>".repeat(n))
}

#[test]
fn a_short_book_is_one_article() {
    let bytes =
        archive(&package(&[("a.xhtml", story("One", 9)), ("b.xhtml", story("Two", 9))], ""));
    let (seen, outcome) = seen(&bytes);
    assert_eq!(seen.0, [(String::new(), Some("The review".to_owned()), 20)]);
    assert_eq!(outcome, Ok(()));
}

#[test]
fn a_long_book_is_read_chapter_by_chapter() {
    let documents = [
        ("title.xhtml", "<h1>The review</h1>".to_owned()),
        ("a.xhtml", story("One", 800)),
        ("a2.xhtml", "<p>It goes on, without a heading.</p>".to_owned()),
        ("b.xhtml", story("Two", 300)),
    ];
    let contents = "<ol><li><a href='text/a.xhtml'>The first</a></li><li><a href='text/b.xhtml#x'>The second</a></li></ol>";
    let (seen, outcome) = seen(&archive(&package(&documents, contents)));
    let expected = [
        ("OPS/text/a.xhtml".to_owned(), Some("The first".to_owned()), 803),
        ("OPS/text/b.xhtml".to_owned(), Some("The second".to_owned()), 301),
    ];
    assert_eq!(seen.0, expected);
    assert_eq!(outcome, Ok(()));
}

#[test]
fn a_locked_book_says_so_and_locked_fonts_do_not() {
    let locks = |path: &str| {
        let mut parts = package(&[("a.xhtml", story("One", 3))], "");
        let text = format!(
            "<encryption><EncryptedData><CipherData><CipherReference URI='{path}'/></CipherData></EncryptedData></encryption>"
        );
        parts.push(Packed::new("META-INF/encryption.xml", text.as_bytes()));
        seen(&archive(&parts)).1
    };
    assert_eq!(locks("OPS/text/a.xhtml"), Err(IngestError::Locked("e-book")));
    assert_eq!(locks("OPS/fonts/a.otf"), Ok(()));
}

#[test]
fn a_missing_chapter_is_told() {
    struct Warnings(Vec<String>);
    impl Visit for Warnings {
        fn wants(&mut self, _: &str) -> bool {
            true
        }
        fn part(&mut self, _: &mut Budget, _: &str, part: Part<'_>) -> ControlFlow<()> {
            if let Part::Article { reading, .. } = part {
                self.0.extend(reading.warnings.into_iter().map(|warning| warning.message));
            }
            ControlFlow::Continue(())
        }
    }
    let mut parts = package(&[("a.xhtml", story("One", 3)), ("b.xhtml", story("Two", 3))], "");
    parts.pop();
    let mut seen = Warnings(Vec::new());
    let outcome = each(&archive(&parts), &mut Budget::new(Limits::default()), &mut seen);
    assert_eq!((seen.0.len(), outcome), (1, Ok(())));
    assert!(seen.0[0].contains("not there"));
}

#[test]
fn a_book_without_words_says_so() {
    let (_, outcome) =
        seen(&archive(&package(&[("a.xhtml", "<img src='a.png'/>".to_owned())], "")));
    assert_eq!(outcome, Err(IngestError::Empty));
    assert!(seen(&archive(&[Packed::new("META-INF/container.xml", b"<x/>")])).1.is_err());
}

#[test]
fn harmed_books_end_in_words() {
    let page = "<html><head><title/></head><body><h1>One</h1><p>Two<sup><a href='#a'>1</a></sup></p><aside epub:type='footnote'>x</aside></body></html>";
    let mut below = numbers(3);
    for _ in 0..1_000 {
        let mut parts = package(&[], "");
        let opf = "<package><manifest><item id='a' href='text/a.xhtml' media-type='x/html'/></manifest><spine><itemref idref='a'/></spine></package>";
        parts[1] = Packed::new("OPS/a.opf", &harmed(opf.as_bytes(), &mut below));
        parts.push(Packed::new("OPS/text/a.xhtml", &harmed(page.as_bytes(), &mut below)));
        let _ = seen(&archive(&parts));
    }
}
