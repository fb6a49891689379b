//! Tests of the claims' rows, filters and orders.

use super::*;
use crate::report::{ClaimKind, Quotation, Sureness};

fn row(key: u32, claim: &str, speaker: &str, kind: ClaimKind, quotation: Quotation) -> ClaimRow {
    ClaimRow {
        key,
        claim: claim.to_owned(),
        speaker: (!speaker.is_empty()).then(|| Arc::from(speaker)),
        said_as: String::new(),
        anonymous: false,
        cue: "said".to_owned(),
        content: format!("{speaker} {claim}"),
        kind,
        quotation,
        certainty: "asserted",
        via: String::new(),
        start: 0,
        confidence: None,
        mark: (speaker == "Lavrov").then(|| "checked".to_owned()),
        note: (speaker == "Analysts").then(|| "ask them".to_owned()),
        is_edited: false,
    }
}

fn index() -> ClaimIndex {
    use ClaimKind::{Attributed, Authorial};
    use Quotation::{Direct, Indirect};
    let rows = [
        (
            1,
            vec![
                row(1, "c1", "Lavrov", Attributed, Direct),
                row(1, "c2", "", Attributed, Indirect),
            ],
        ),
        (
            2,
            vec![
                row(2, "c1", "Analysts", Attributed, Indirect),
                row(2, "c2", "Herald", Authorial, Indirect),
            ],
        ),
    ];
    let rows = rows.map(|(key, rows)| (key, rows.into_iter().map(Arc::new).collect()));
    ClaimIndex { rows: rows.into() }
}

fn check(filter: &ClaimFilter, expected: &[(u32, &str)]) {
    let index = index();
    let rows = filter.of(&index.sorted(filter.sort));
    let rows: Vec<_> = rows.iter().map(|r| (r.key, r.claim.as_str())).collect();
    assert_eq!(rows, expected);
}

#[test]
fn sorts_by_speaker_with_the_unnamed_first() {
    let filter = ClaimFilter { sort: SortBy::Speaker, ..ClaimFilter::default() };
    check(&filter, &[(1, "c2"), (2, "c1"), (2, "c2"), (1, "c1")]);
}

#[test]
fn words_sort_alike_whatever_their_capitals_and_equal_ones_keep_their_places() {
    let cues = ["warned", "Said", "said", "ärgerte", "said in a statement", "Said in a speech", ""];
    let row = |(i, cue): (usize, &&str)| {
        let claim = format!("c{i}");
        let row = row(1, &claim, "", ClaimKind::Attributed, Quotation::Direct);
        Arc::new(ClaimRow { cue: (*cue).to_owned(), ..row })
    };
    let index = ClaimIndex { rows: [(1, cues.iter().enumerate().map(row).collect())].into() };
    let sorted: Vec<_> = index.sorted(SortBy::Cue).iter().map(|row| row.cue.clone()).collect();
    let expected =
        ["", "Said", "said", "Said in a speech", "said in a statement", "warned", "ärgerte"];
    assert_eq!(sorted, expected);
}

#[test]
fn a_filter_that_leaves_nothing_out_copies_nothing() {
    let rows = index().sorted(SortBy::Cue);
    let filter = ClaimFilter { sort: SortBy::Cue, ..ClaimFilter::default() };
    assert!(Arc::ptr_eq(&rows, &filter.of(&rows)));
}

#[test]
fn filters_by_kind_and_article() {
    let quotes = ClaimFilter { kind: KindFilter::Quote, ..ClaimFilter::default() };
    check(&quotes, &[(1, "c1")]);
    let author = ClaimFilter { kind: KindFilter::Author, ..ClaimFilter::default() };
    check(&author, &[(2, "c2")]);
    let first = ClaimFilter { article: Some(1), descending: true, ..ClaimFilter::default() };
    check(&first, &[(1, "c2"), (1, "c1")]);
}

#[test]
fn filters_by_marks_and_notes() {
    let filter = |value: &str| {
        let mark = MarkFilter::from_value(value);
        assert_eq!(mark.value(), value);
        ClaimFilter { mark, ..ClaimFilter::default() }
    };
    check(&filter("=checked"), &[(1, "c1")]);
    check(&filter("noted"), &[(2, "c1")]);
    check(&filter("unmarked"), &[(1, "c2"), (2, "c1"), (2, "c2")]);
    check(&filter("edited"), &[]);
    check(&filter("=edited"), &[]);
}

#[test]
fn names_lead_to_the_articles_they_are_in() {
    let names = |name: &str| BTreeSet::from([name.to_owned()]);
    assert_eq!(index().articles_of(&names("Lavrov")), [1]);
    assert!(index().articles_of(&names("Nobody")).is_empty());
}

#[test]
fn filters_by_the_speaker_who_is_not_named() {
    let filter = ClaimFilter { speaker: Some(String::new()), ..ClaimFilter::default() };
    check(&filter, &[(1, "c2")]);
}

#[test]
fn what_is_not_rated_is_never_hidden() {
    let with = |confidence| ClaimRow {
        confidence,
        ..row(1, "c1", "", ClaimKind::Attributed, Quotation::Direct)
    };
    let hidden = |confidence| with(confidence).is_hidden(Sureness::FairlySure);
    assert_eq!([None, Some(0.3), Some(0.6)].map(hidden), [false, true, false]);
    assert!(!with(Some(0.3)).is_hidden(Sureness::Unsure));
}

#[test]
fn the_articles_own_claims_are_said_to_be_its_own() {
    let shown = |speaker: &str, kind| {
        row(1, "c1", speaker, kind, Quotation::Indirect).shown_speaker().to_owned()
    };
    assert_eq!(shown("", ClaimKind::Authorial), "the article itself");
    assert_eq!(shown("", ClaimKind::Attributed), "speaker not named");
    assert_eq!(shown("Lavrov", ClaimKind::Authorial), "Lavrov");
}

#[test]
fn counts_speakers() {
    assert_eq!(index().speakers(Some(1)), [(Arc::from(""), 1), (Arc::from("Lavrov"), 1)]);
}
