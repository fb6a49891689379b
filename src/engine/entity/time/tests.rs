//! Times of whole sentences: what rules on them must keep.

use super::*;
use crate::engine::Resources;
use crate::engine::segment::segment;
use crate::engine::text::{Block, BlockKind, Span};

/// Times of a text of Wednesday, 5 April 2023.
fn check(text: &str, expected: &[(&str, Option<&str>)]) {
    let span = Span::new(0, text.len());
    let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
    let resources = Resources::new();
    let document = segment(&resources, text.to_owned(), vec![block]);
    let times = find(&resources.lexicon, &document, Some("2023-04-05T10:00:00Z"));
    let found: Vec<_> =
        times.iter().map(|t| (document.words(t.span), t.value.as_deref())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn reads_dates() {
    check("March 31, 2023, marked it.", &[("March 31, 2023", Some("2023-03-31"))]);
    check("On 31 March 2020 it began.", &[("31 March 2020", Some("2020-03-31"))]);
    check("On February 17 they met.", &[("February 17", Some("2023-02-17"))]);
    check("On December 17 they met.", &[("December 17", Some("2022-12-17"))]);
    check(
        "It began in May 2019, before 2020.",
        &[("May 2019", Some("2019-05")), ("2020", Some("2020"))],
    );
}

#[test]
fn reckons_back_from_the_date_of_the_article() {
    check("He spoke on Tuesday.", &[("Tuesday", Some("2023-04-04"))]);
    check("He spoke on Wednesday.", &[("Wednesday", Some("2023-04-05"))]);
    check("He left yesterday.", &[("yesterday", Some("2023-04-04"))]);
    check("Sales fell last year.", &[("last year", Some("2022"))]);
    check("Sales fell last month.", &[("last month", Some("2023-03"))]);
}

#[test]
fn reckons_ahead_where_the_words_do() {
    check("It stays closed until Friday.", &[("Friday", Some("2023-04-07"))]);
    check(
        "He said on Tuesday that she would travel on Thursday.",
        &[("Tuesday", Some("2023-04-04")), ("Thursday", Some("2023-04-06"))],
    );
    check(
        "It will open in May, he said on Tuesday.",
        &[("May", Some("2023-05")), ("Tuesday", Some("2023-04-04"))],
    );
}

#[test]
fn takes_no_verb_for_a_month() {
    check("They may march. 2,000 people came.", &[]);
}
