//! Documents built part by part.

use super::*;
use crate::engine::ingest::Body;
use crate::engine::ingest::limits::Limits;
use crate::engine::ingest::zip::tests::{Packed, archive, harmed, numbers};
use crate::engine::text::BlockKind;

const SPACES: [&str; 5] = ["office", "text", "table", "style", "drawing"];

fn content(body: &str) -> String {
    let spaces: Vec<String> = SPACES
        .iter()
        .map(|name| {
            format!(
                "xmlns:{}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"",
                name.replace("drawing", "draw")
            )
        })
        .collect();
    format!(
        "<office:document-content {}><office:automatic-styles>\
         <style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\"/>\
         <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\" style:x=\"\"/></style:style>\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        spaces.join(" ")
    )
}

fn read_content(text: &str) -> Result<Reading, IngestError> {
    let bytes = archive(&[Packed::new("content.xml", text.as_bytes())]);
    read(&bytes, &mut Budget::new(Limits::default()))
}

fn blocks(body: &str) -> Vec<(BlockKind, String)> {
    let Body::Blocks(blocks) = read_content(&content(body)).unwrap().body else { panic!() };
    blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

fn texts(body: &str) -> Vec<String> {
    blocks(body).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn kinds_come_from_elements_and_styles() {
    let found = blocks(
        "<text:h>A heading</text:h><text:p text:style-name=\"P1\">A quote</text:p>\
         <text:list><text:list-item><text:p>An item</text:p></text:list-item></text:list><text:p>A paragraph</text:p>",
    );
    let kinds: Vec<_> = found.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        kinds,
        [BlockKind::Heading, BlockKind::Quote, BlockKind::ListItem, BlockKind::Paragraph]
    );
}

#[test]
fn white_space_counts_once_and_as_said() {
    let body = "<text:p>\n  One\n  <text:span>two </text:span> three<text:s text:c=\"2\"/>four<text:tab/>five<text:line-break/>six</text:p>";
    assert_eq!(texts(body), ["One two three  four\tfive\nsix"]);
    let wide = texts("<text:p>a<text:s text:c=\"4000000000\"/>b</text:p>");
    assert!(wide[0].len() < 200);
}

#[test]
fn what_is_no_text_is_left_out() {
    let body = "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>\
        <text:p>A<office:annotation><text:p>comment</text:p></office:annotation><text:span text:style-name=\"T1\">hidden</text:span>\
        <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>B</text:p>\
        <text:table-of-content><text:p>One 1</text:p></text:table-of-content><text:section text:display=\"none\"><text:p>x</text:p></text:section>\
        <text:p>C<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame>D</text:p><draw:custom-shape><text:p>Shape</text:p></draw:custom-shape>";
    assert_eq!(texts(body), ["AB", "CD", "Box", "Shape", "A note."]);
}

#[test]
fn a_locked_document_says_so() {
    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let bytes = archive(&[
        Packed::new("content.xml", b"\x01\x02\x03"),
        Packed::new("META-INF/manifest.xml", manifest.as_bytes()),
    ]);
    let error = read(&bytes, &mut Budget::new(Limits::default())).unwrap_err();
    assert!(error.to_string().contains("locked with a password"));
}

#[test]
fn harmed_documents_end_in_words() {
    let body = "<text:p>A<text:note><text:note-body><text:p>B</text:p></text:note-body></text:note>C</text:p>\
        <table:table><table:table-row><table:table-cell><text:p>D<draw:text-box><text:list><text:list-item><text:p>E</text:p>\
        </text:list-item></text:list></draw:text-box></text:p></table:table-cell></table:table-row></table:table>";
    let text = content(body);
    let mut below = numbers(23);
    for _ in 0..4_000 {
        let harmed = harmed(text.as_bytes(), &mut below);
        let bytes = archive(&[Packed::new("content.xml", &harmed)]);
        let _ = read(&bytes, &mut Budget::new(Limits::default()));
    }
}
