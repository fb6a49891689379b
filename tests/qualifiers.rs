//! Polarity and certainty of claims in sentences as news writes them, against `language/claims*.tsv`.
//!
//! A line is a sentence, the class of its cue ("-": the claim is the author's), polarity and
//! certainty. In the sentence the claim's content stands in `[]`, its cue in `<>`, the words that
//! show certainty in `{}`. `claims_second.tsv` was written before the rules had been run on
//! anything; its first run gave the share that stands at its test.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "the figures are what the test is for")]

mod common;

use nutgraf::engine::Resources;
use nutgraf::engine::claim::{Claim, ClaimKind, Context, CueClass, qualify_claim};
use nutgraf::engine::clean::Metadata;
use nutgraf::engine::entity::{find_quantities, find_times};
use nutgraf::engine::segment::segment;
use nutgraf::engine::tag::tag;
use nutgraf::engine::text::{Block, BlockKind, Span};

/// A sentence without its marks, and what they stood around.
#[derive(Default)]
struct Marked {
    text: String,
    content: Vec<Span>,
    cue: Vec<Span>,
    markers: Vec<String>,
}

fn read(line: &str) -> Marked {
    let mut marked = Marked::default();
    let mut open = Vec::new();
    for c in line.chars() {
        let at = marked.text.len();
        match c {
            '[' | '<' | '{' => open.push(at),
            ']' => marked.content.push(Span::new(open.pop().unwrap(), at)),
            '>' => marked.cue.push(Span::new(open.pop().unwrap(), at)),
            '}' => marked.markers.push(marked.text[open.pop().unwrap()..].to_owned()),
            _ => marked.text.push(c),
        }
    }
    marked
}

fn class(code: &str) -> CueClass {
    match code {
        "deny" => CueClass::Deny,
        "promise" => CueClass::Promise,
        "warn" => CueClass::Warn,
        "threaten" => CueClass::Threaten,
        "demand" => CueClass::Demand,
        "believe" => CueClass::Believe,
        "expect" => CueClass::Expect,
        "report" => CueClass::Report,
        "assert" => CueClass::Assert,
        "say" | "-" => CueClass::Say,
        _ => panic!("{code:?} is no class"),
    }
}

/// Shares of right polarities, labels of certainty and lists of markers in percent.
fn score(name: &str) -> [f64; 3] {
    let resources = Resources::new();
    let path = common::root().join("tests/language").join(name);
    let table = std::fs::read_to_string(path).unwrap();
    let (mut right, mut all) = ([0, 0, 0], 0);
    for line in table.lines().skip(1) {
        let [sentence, code, polarity, certainty] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{name}: {line:?}");
        };
        let Marked { text, content, cue, markers } = read(sentence);
        let span = Span::new(0, text.len());
        let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
        let document = segment(&resources, text, vec![block]);
        let words = tag(&resources, &document);
        let context = Context {
            document: &document,
            words: &words,
            states: &[],
            metadata: &Metadata::default(),
            entities: &[],
            quantities: &find_quantities(&resources, &document),
            times: &find_times(&resources, &document, None),
        };
        let kind = if code == "-" { ClaimKind::Authorial } else { ClaimKind::Attributed };
        let mut claim = Claim { kind, cue, cue_class: class(code), ..Claim::of(content) };
        qualify_claim(&resources, &context, &mut claim);
        let found: Vec<&str> = claim.certainty.markers.iter().map(|&s| document.words(s)).collect();
        let mine = [
            format!("{:?}", claim.polarity).to_lowercase(),
            format!("{:?}", claim.certainty.label).to_lowercase(),
            format!("{found:?}"),
        ];
        let expected = [polarity.to_owned(), certainty.to_owned(), format!("{markers:?}")];
        all += 1;
        for k in 0..3 {
            right[k] += usize::from(mine[k] == expected[k]);
        }
        if mine != expected {
            println!("{sentence}\n    {} not {}", mine.join(" "), expected.join(" "));
        }
    }
    let shares = right.map(|n| 100.0 * f64::from(u32::try_from(n).unwrap()) / f64::from(all));
    println!(
        "{name}: {all} claims, polarity {:.1} %, certainty {:.1} %, markers {:.1} %",
        shares[0], shares[1], shares[2]
    );
    shares
}

fn check(name: &str, floors: [f64; 3]) {
    let shares = score(name);
    assert!(shares.iter().zip(floors).all(|(s, f)| *s >= f), "{name}: {shares:?} under {floors:?}");
}

#[test]
fn qualifies_claims_of_news() {
    check("claims.tsv", [95.0, 95.0, 93.0]);
}

#[test]
fn qualifies_a_second_batch_of_claims() {
    check("claims_second.tsv", [90.0, 90.0, 88.0]);
}
