//! Documents built part by part.

use super::*;
use crate::engine::ingest::limits::Limits;
use crate::engine::ingest::zip::tests::{Packed, archive, harmed, numbers};
use crate::engine::ingest::{Body, SourceMetadata};
use crate::engine::text::BlockKind;

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";

const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Eigen\"><w:name w:val=\"Zwischenruf\"/><w:basedOn w:val=\"berschrift1\"/></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Verzeichnis1\"><w:name w:val=\"toc 1\"/></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Kreis\"><w:basedOn w:val=\"Kreis\"/></w:style>";

const RELATIONS: &str = "<Relationships><Relationship Type=\"x/styles\" Target=\"styles.xml\"/>\
     <Relationship Type=\"x/footnotes\" Target=\"/word/notes.xml\"/></Relationships>";

const NOTES: &str = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>-----</w:t></w:r></w:p></w:footnote>\
     <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> A note.</w:t></w:r></w:p></w:footnote>";

fn document(body: &str) -> Vec<u8> {
    let part = |root: &str, inner: &str| {
        format!("<?xml version=\"1.0\"?><w:{root} {SPACES}>{inner}</w:{root}>")
    };
    let core = "<c xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:t=\"http://purl.org/dc/terms/\">\
         <dc:title>The bridge opens</dc:title><dc:creator>Ida Holm</dc:creator>\
         <t:created>2026-02-11T09:30:00Z</t:created></c>";
    archive(&[
        Packed::new(
            "word/document.xml",
            part("document", &format!("<w:body>{body}</w:body>")).as_bytes(),
        ),
        Packed::new("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        Packed::new("word/styles.xml", part("styles", STYLES).as_bytes()),
        Packed::new("word/notes.xml", part("footnotes", NOTES).as_bytes()),
        Packed::new("docProps/core.xml", core.as_bytes()),
    ])
}

fn read_bytes(bytes: &[u8]) -> Result<Reading, IngestError> {
    read(bytes, &mut Budget::new(Limits::default()))
}

fn blocks(body: &str) -> Vec<(BlockKind, String)> {
    let Body::Blocks(blocks) = read_bytes(&document(body)).unwrap().body else { panic!() };
    blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

fn texts(body: &str) -> Vec<String> {
    blocks(body).into_iter().map(|(_, text)| text).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn styles_say_what_a_paragraph_is() {
    let styled = |style: &str| {
        let body = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>Words</w:t></w:r></w:p>{}",
            p("x")
        );
        blocks(&body).first().map(|(kind, _)| *kind)
    };
    assert_eq!(styled("berschrift1"), Some(BlockKind::Heading));
    assert_eq!(styled("Eigen"), Some(BlockKind::Heading));
    assert_eq!(styled("Kreis"), Some(BlockKind::Paragraph));
    assert_eq!(styled("Quote"), Some(BlockKind::Quote)); // not defined, but telling
    let kept = texts(
        "<w:p><w:pPr><w:pStyle w:val=\"Verzeichnis1\"/></w:pPr><w:r><w:t>One 1</w:t></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r></w:p>",
    );
    assert_eq!(kept, ["x"]);
}

#[test]
fn properties_of_a_paragraph_say_what_it_is() {
    let list = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>";
    let outline = "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>";
    let kinds: Vec<_> =
        blocks(&[list, outline].concat()).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [BlockKind::ListItem, BlockKind::Heading]);
}

#[test]
fn the_text_stands_after_all_changes() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">One </w:t></w:r><w:del><w:r><w:delText>two </w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>three</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>four</w:t></w:r></w:moveFrom></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">Joined </w:t></w:r></w:p><w:p><w:r><w:t>to this.</w:t></w:r></w:p>";
    assert_eq!(texts(body), ["One three", "Joined to this."]);
}

#[test]
fn fields_show_their_results() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p>{}<w:r><w:instrText>HYPERLINK \"x\"</w:instrText><w:t>hidden</w:t></w:r>{}<w:r><w:t>link</w:t></w:r>{}<w:r><w:t> after</w:t></w:r></w:p>\
         <w:p>{}<w:r><w:t>swallowed</w:t></w:r></w:p>{}",
        field("begin"),
        field("separate"),
        field("end"),
        field("begin"),
        p("not swallowed")
    );
    assert_eq!(texts(&body), ["link after", "not swallowed"]);
}

#[test]
fn marks_stand_for_characters_and_hidden_words_are_hidden() {
    let body = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>e</w:t></w:r>\
        <w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A7\"/></w:r></w:p>";
    assert_eq!(texts(body), ["a\tb\u{2011}c\nde"]);
}

#[test]
fn one_branch_of_several_is_read() {
    let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{}</mc:Choice>\
         <mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space=\"preserve\"> after</w:t></w:r></w:p>\
         <w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:drawing/></mc:Choice><mc:Fallback><w:t>Fallback</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        text_box("Box"),
        text_box("Box")
    );
    assert_eq!(texts(&body), ["Before after", "Box", "Fallback"]);
}

#[test]
fn notes_stand_behind_the_text() {
    let body = "<w:p><w:r><w:t>A span</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>.</w:t></w:r>\
        <w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    assert_eq!(texts(&format!("{body}{}", p("Last."))), ["A span.", "Last.", "A note."]);
}

#[test]
fn strict_documents_and_odd_prefixes_are_read() {
    let text = "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r><x:t>Strict</x:t></x:r></x:p></x:body></x:document>";
    let bytes = archive(&[Packed::new("word/document.xml", text.as_bytes())]);
    let Body::Blocks(blocks) = read_bytes(&bytes).unwrap().body else { panic!() };
    assert_eq!(blocks[0].text, "Strict");
}

#[test]
fn properties_of_the_document_are_metadata() {
    let metadata = read_bytes(&document(&p("x"))).unwrap().metadata;
    assert_eq!(
        metadata,
        SourceMetadata {
            title: Some("The bridge opens".into()),
            bylines: vec!["Ida Holm".into()],
            published: Some("2026-02-11T09:30:00Z".into()),
            ..SourceMetadata::default()
        }
    );
}

#[test]
fn what_cannot_be_read_is_said() {
    let reading = read_bytes(&document(&format!("{}<w:altChunk/>", p("x")))).unwrap();
    assert!(reading.warnings[0].message.contains("another format"));
    assert!(matches!(read_bytes(&document("<w:altChunk/>")), Err(IngestError::Malformed { .. })));
    let cut = read_bytes(&document(&format!("{}<w:p></w:r>", p("x")))).unwrap();
    assert!(cut.warnings[0].message.contains("damaged"));
    let deep = read_bytes(&document(&"<w:p>".repeat(100_000))).unwrap_err();
    assert!(deep.to_string().contains("nest more than"), "{deep}");
}

#[test]
fn harmed_documents_end_in_words() {
    let body = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>One</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>a &amp; b</w:t></w:r></w:p>\
        <w:p><w:r><w:txbxContent><w:p/></w:txbxContent><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let text = format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>");
    let mut below = numbers(11);
    for _ in 0..4_000 {
        let harmed = harmed(text.as_bytes(), &mut below);
        let _ = read_bytes(&archive(&[Packed::new("word/document.xml", &harmed)]));
    }
}
