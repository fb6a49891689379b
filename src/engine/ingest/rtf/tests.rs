//! Documents as Word, WordPad, TextEdit and LibreOffice write them, in short.

use super::*;
use crate::engine::ingest::limits::Limits;
use crate::engine::ingest::zip::tests::{harmed, numbers};
use crate::engine::ingest::{Body, SourceMetadata};
use crate::engine::text::BlockKind;

fn read_rtf(rtf: &[u8]) -> Reading {
    read(rtf, &mut Budget::new(Limits::default())).unwrap()
}

fn blocks(rtf: &str) -> Vec<(BlockKind, String)> {
    let Body::Blocks(blocks) = read_rtf(rtf.as_bytes()).body else { panic!() };
    blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

fn texts(rtf: &str) -> Vec<String> {
    blocks(rtf).into_iter().map(|(_, text)| text).collect()
}

fn check(inner: &str, expected: &[&str]) {
    assert_eq!(texts(&format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{inner}}}")), expected, "{inner}");
}

#[test]
fn paragraphs_and_characters() {
    check("One\\par Two{\\b  bold}\\par\r\n}", &["One", "Two bold"]);
    check("a\\~b\\_c\\-d\\tab e\\line f \\{x\\}", &["a\u{a0}b\u{2011}c\u{ad}d\te\nf {x}"]);
    check("\\ldblquote Yes\\rdblquote\\emdash he said\\bullet", &["“Yes”—he said•"]);
    check("caf\\'e9 \\'93no\\'94 \\'80 5", &["café “no” € 5"]);
}

#[test]
fn numbered_characters_and_what_stands_for_them() {
    check("\\u8220?Yes\\u8221\\'94 end", &["“Yes” end"]);
    check("{\\uc2 \\u26085\\'93\\'fa}x", &["日x"]);
    check("{\\uc0\\u8216 a\\u8217 }b", &["‘a’b"]);
    check("\\u-10179?\\u-8704?!", &["😀!"]);
    check("\\u8212\\emdash x{\\u8217}?", &["—x’?"]);
    check("{\\upr{ansi}{\\*\\ud{\\u937?}}}", &["Ω"]);
}

#[test]
fn fonts_have_code_pages() {
    let fonts = "{\\fonttbl{\\f0\\fswiss Arial;}{\\f1\\fcharset204 Arial Cyr;}{\\f2\\fcharset128 MS Mincho;}{\\f3\\fcharset2 Symbol;}}";
    check(
        &format!("{fonts}\\f1\\'cc\\'e8\\'f0\\f0  \\'e9 \\f2\\'93\\'fa{{\\f3\\'b7}}\\plain x"),
        &["Мир é 日x"],
    );
}

#[test]
fn what_is_no_text_is_left_out() {
    check(
        "{\\colortbl;\\red0;}{\\*\\generator Riched20;}{\\header Head\\par}{\\footerl Foot}x",
        &["x"],
    );
    check("a{\\pict\\pngblip 89504e47}{\\*\\shppict{\\pict 00}}b{\\*\\unknown c}d", &["abd"]);
    check("a{\\v secret}\\v more\\v0 b{\\deleted gone}", &["ab"]);
    check("a{\\*\\bkmkstart x}{\\*\\atnid JD}{\\*\\annotation note\\par}b", &["ab"]);
    check(
        "{\\field{\\*\\fldinst{HYPERLINK \"http://x\"}}{\\fldrslt{\\ul link}}} after",
        &["link after"],
    );
    check("a{\\pict\\bin4 }}}}}b", &["ab"]);
}

#[test]
fn notes_and_boxes_are_set_aside() {
    check(
        "A span{\\super 1}{\\footnote\\pard {\\super\\chftn} A note.} is long.\\par B\\par",
        &["A span1 is long.", "B", "A note."],
    );
    check(
        "A{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard Box\\par}}{\\shprslt{\\*\\do{\\dptxbxtext Box}}}}B\\par",
        &["AB", "Box"],
    );
}

#[test]
fn tables_go_row_by_row() {
    let row =
        |a: &str, b: &str| format!("\\trowd\\cellx1\\cellx2\\pard\\intbl {a}\\cell {b}\\cell\\row");
    check(
        &format!("{}{}\\pard After\\par", row("Year", "Boats"), row("2024", "29")),
        &["Year\tBoats", "2024\t29", "After"],
    );
}

#[test]
fn kinds_come_from_styles_lists_and_levels() {
    let styles = "{\\stylesheet{\\s0 Normal;}{\\s1\\sbasedon0\\outlinelevel0 \\'dcberschrift 1;}{\\s2\\sbasedon1 Ruf;}{\\*\\cs3 Title;}{\\s4 Quote;}}";
    let rtf = format!(
        "{{\\rtf1{styles}\\pard\\s1 One\\par\\pard\\s2 Two\\par\\pard\\s4 Three\\par\\pard{{\\listtext\\'b7\\tab}}\\ls1 Four\\par\
         \\pard\\fi-360\\bullet\\tab Five\\par\\pard Six\\par}}"
    );
    let kinds = blocks(&rtf);
    let expected = [
        (BlockKind::Heading, "One"),
        (BlockKind::Heading, "Two"),
        (BlockKind::Quote, "Three"),
        (BlockKind::ListItem, "Four"),
        (BlockKind::ListItem, "Five"),
        (BlockKind::Paragraph, "Six"),
    ];
    assert_eq!(kinds, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn the_document_says_who_wrote_it() {
    let rtf = b"{\\rtf1{\\info{\\title The bridge opens}{\\author Ida Holm}{\\creatim\\yr2026\\mo2\\dy11\\hr9\\min5}{\\*\\company X}}Words\\par}";
    let expected = SourceMetadata {
        title: Some("The bridge opens".into()),
        bylines: vec!["Ida Holm".into()],
        published: Some("2026-02-11T09:05:00".into()),
        ..SourceMetadata::default()
    };
    assert_eq!(read_rtf(rtf).metadata, expected);
}

#[test]
fn what_is_cut_or_too_deep_is_said() {
    let cut = read_rtf(b"{\\rtf1 Words that break o");
    assert!(cut.warnings[0].message.contains("damaged"));
    let deep = [b"{\\rtf1".as_slice(), &b"{".repeat(100_000)].concat();
    let error = read(&deep, &mut Budget::new(Limits::default())).unwrap_err();
    assert!(error.to_string().contains("nest more than"));
}

#[test]
fn harmed_documents_end_in_words() {
    let rtf = b"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset204 A;}}{\\stylesheet{\\s1 heading 1;}}{\\info{\\title T}{\\creatim\\yr2026\\mo2\\dy11}}\
        \\trowd\\intbl a\\cell b\\cell\\row\\pard\\s1\\f0\\'cc\\u8217?x{\\footnote n\\par}{\\shp{\\*\\shpinst{\\shptxt b\\par}}}\
        {\\field{\\*\\fldinst x}{\\fldrslt y}}{\\upr{a}{\\*\\ud{b}}}\\bin3 abc\\par}";
    let mut below = numbers(41);
    for _ in 0..20_000 {
        let _ = read(&harmed(rtf, &mut below), &mut Budget::new(Limits::default()));
    }
}
