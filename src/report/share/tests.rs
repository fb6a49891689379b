//! Tests of sharing: what stays, what goes, and that the two can be joined again.

use super::*;
use crate::engine::{Config, Resources, ingest};
use crate::report::{self, EditOp, EditTarget, Format};

const ONE: &str = "Bridge to reopen in May\n\nThe harbour bridge will reopen in May, Mayor Ada Stone \
said on Tuesday.\n\nShe said: \u{201c}We have counted 4,200 cars a day.\u{201d} Gulls nest on the \
northern pillar in spring. Repairs took two years and cost 4 million euros.\n\nA pedlar sold \
chestnuts beneath the arches. The lamps there had been painted green.";

/// Words that no finding needs, in an article that is long enough to have some.
const NEEDLESS: [&str; 2] = ["chestnuts", "painted green"];

fn article(path: &str, text: &str) -> Article {
    let input = ingest::Input::named(path, text.as_bytes());
    let config =
        Config { summary_length: crate::engine::SummaryLength::Sentences(1), ..Config::default() };
    let readers = ingest::Readers::default();
    let mut found = report::analyze_all(&Resources::new(), input, readers, &config);
    found.pop().expect("it is a file").expect("it is plain text")
}

fn whole() -> Report {
    let articles =
        vec![article("a.txt", ONE), article("b.txt", &ONE.replace("4 million", "7 million"))];
    report::assemble(&Resources::new(), articles, Vec::new(), Vec::new())
}

fn json(report: &Report) -> String {
    String::from_utf8(report::to_json(report)).expect("JSON is UTF-8")
}

#[test]
fn quotes_hold_what_claims_need_and_no_more() {
    let quotes = share(whole(), Shared::Quotes);
    let json = json(&quotes);
    for words in NEEDLESS {
        assert!(!json.contains(words), "{words}");
    }
    let claims = whole().articles[0].claims.clone();
    assert!(!claims.is_empty());
    assert_eq!(quotes.articles[0].claims, claims);
    assert_eq!(quotes.articles[0].shared, Shared::Quotes);
}

#[test]
fn hashes_hold_the_headline_alone() {
    let hashes = share(whole(), Shared::Hashes);
    let json = json(&hashes);
    for words in NEEDLESS.iter().chain(&["4,200", "reopen in May, Mayor", "Repairs"]) {
        assert!(!json.contains(words), "{words}");
    }
    assert!(json.contains("Bridge to reopen in May") && json.contains("Ada Stone"));
    let hash = sha256(whole().articles[0].text.as_bytes());
    assert_eq!(hashes.articles[0].text_sha256.as_ref(), Some(&hash));
}

#[test]
fn spans_go_on_to_repeat_their_words_at_their_places() {
    for shared in [Shared::Quotes, Shared::Hashes] {
        let report = share(whole(), shared);
        report::read(&report::to_json(&report)).expect("it is read as any other");
        let (one, other) = (&report.articles[0], &whole().articles[0]);
        assert_eq!(one.text.chars().count(), other.text.chars().count());
        assert_eq!(one.claims[0].content[0].start, other.claims[0].content[0].start);
    }
}

#[test]
fn the_original_makes_it_whole_again() {
    for shared in [Shared::Quotes, Shared::Hashes] {
        let whole = whole();
        let part = share(whole.clone(), shared);
        for (part, original) in part.articles.iter().zip(&whole.articles) {
            assert_eq!(join(part, original).as_ref(), Some(original));
        }
        assert_eq!(join(&part.articles[0], &whole.articles[1]), None, "another text");
        let mixed = [part.articles, whole.articles.clone()].concat();
        let again = report::assemble(&Resources::new(), mixed, Vec::new(), Vec::new());
        assert_eq!(again.articles, whole.articles);
    }
}

#[test]
fn what_was_left_out_stays_left_out() {
    let quotes = share(whole(), Shared::Quotes);
    assert_eq!(share(quotes.clone(), Shared::Whole), quotes);
    assert_eq!(share(quotes.clone(), Shared::Quotes), quotes);
    let hashes = share(quotes.clone(), Shared::Hashes);
    assert_eq!(hashes.articles, share(whole(), Shared::Hashes).articles);
}

#[test]
fn corrections_keep_their_words_in_quotes_and_lose_them_in_hashes() {
    let mut report = whole();
    let text = cut(&report.articles[0].text);
    let start = report.articles[0].text.chars().count() - 10;
    let span = Span { start, end: text.len(), exact: text[start..].iter().collect() };
    let article = report.articles[0].id.clone();
    report.edits.push(Edit {
        id: "x1".to_owned(),
        op: EditOp::AddClaim,
        target: EditTarget { article, spans: vec![span.clone()] },
        before: Value::Null,
        after: serde_json::json!({ "content": [span] }),
    });
    let quotes = share(report.clone(), Shared::Quotes);
    assert_eq!(quotes.edits, report.edits);
    assert!(quotes.articles[0].text.ends_with(&span.exact));
    assert!(!json(&share(report.clone(), Shared::Hashes)).contains(&span.exact));
}

#[test]
fn no_form_holds_more_than_was_shared() {
    for shared in [Shared::Quotes, Shared::Hashes] {
        let report = share(whole(), shared);
        for (name, format) in Format::ALL {
            let bytes = report::render(&report, format);
            let text = String::from_utf8(bytes).expect("every form is UTF-8");
            for words in NEEDLESS {
                assert!(!text.contains(words), "{name}: {words}");
            }
            let is_for_reading = matches!(format, Format::Csv | Format::Markdown | Format::Html);
            assert!(!is_for_reading || !text.contains(MASK), "{name}");
        }
    }
}

#[test]
fn left_out_words_are_not_taken_to_be_alike() {
    let hashes = share(whole(), Shared::Hashes);
    let again =
        report::assemble(&Resources::new(), hashes.articles, Vec::new(), Vec::new()).comparison;
    let again = again.expect("there are two articles");
    assert!(again.clusters.is_empty() && again.copies.is_empty() && again.summary.is_empty());
    assert!(again.conflicts.is_empty(), "{:?}", again.conflicts);
}
