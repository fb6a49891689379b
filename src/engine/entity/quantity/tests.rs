//! Quantities of whole sentences: value, range, unit.

use super::*;
use crate::engine::Resources;
use crate::engine::segment::segment;
use crate::engine::text::{Block, BlockKind};

type Expected<'a> = (&'a str, f64, Option<f64>, Option<&'a str>, bool);

fn check(text: &str, expected: &[Expected<'_>]) {
    let span = Span::new(0, text.len());
    let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
    let resources = Resources::new();
    let document = segment(&resources, text.to_owned(), vec![block]);
    let quantities = find(&resources.lexicon, &document);
    let found: Vec<_> = quantities
        .iter()
        .map(|q| (document.words(q.span), q.value, q.high, q.unit.as_deref(), q.approximate))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn reads_digits_with_units() {
    check("It cost $5.5 million.", &[("$5.5 million", 5.5e6, None, Some("USD"), false)]);
    check("About 1,200 people came.", &[("1,200 people", 1200.0, None, Some("people"), true)]);
    check("Sales rose 7 percent.", &[("7 percent", 7.0, None, Some("%"), false)]);
    check("Sales rose 7%.", &[("7%", 7.0, None, Some("%"), false)]);
}

#[test]
fn reads_ranges() {
    check(
        "It takes 5 to 6 million euros.",
        &[("5 to 6 million euros", 5e6, Some(6e6), Some("EUR"), false)],
    );
    check("Some 10-12% left.", &[("10-12%", 10.0, Some(12.0), Some("%"), true)]);
}

#[test]
fn reads_number_words() {
    check("Half a million came.", &[("Half a million", 5e5, None, None, false)]);
    check("Two dozen left.", &[("Two dozen", 24.0, None, None, false)]);
    check("Twenty-five thousand voted.", &[("Twenty-five thousand", 25e3, None, None, false)]);
}

#[test]
fn leaves_times_alone() {
    check("On March 31, 2023 it began; in 1999 it was planned.", &[]);
}
