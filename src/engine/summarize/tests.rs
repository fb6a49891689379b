//! Rankings of small articles, and what holds for every ranking.

use super::*;
use crate::engine::ingest::{Input, ingest};
use crate::engine::{Analysis, Config, analyze};

fn analyzed(text: &str) -> Analysis {
    read("article.txt", text)
}

fn read(name: &str, text: &str) -> Analysis {
    let source = ingest(Input::named(name, text.as_bytes())).unwrap();
    let config = Config { clean: false, ..Config::default() };
    analyze(&Resources::new(), &source, &config, &mut ()).unwrap().value
}

/// The sentences of the summary of `length` sentences, in document order.
fn summary(analysis: &Analysis, length: usize) -> Vec<String> {
    let ranking = analysis.summary.ranking.iter().take(length);
    let mut ids: Vec<SentenceId> = ranking.map(|r| r.sentence).collect();
    ids.sort_unstable();
    ids.iter().map(|&id| analysis.document.sentence_text(id).to_owned()).collect()
}

const REPORT: &str = "\
The harbour town of Brackwater will close its old ferry terminal in May and move all crossings to \
a new pier, the council decided on Tuesday.

The new pier cost 38 million crowns, twice what was planned in 2019. But it can take three ships \
at a time. He did not say who will pay for the difference, and nobody asked him.

Mayor Ada Stone said the old terminal could not be saved. \"The piles are rotten,\" she told the \
council. \"Nobody wants to see a ferry in the mud.\"

Have you used the terminal? Tell us your story.

Residents of the northern shore, who protested for a year, plan to sue. Their lawyer, Ben Hill, \
expects a ruling before the summer.

The old terminal was built in 1911. It burned twice. This made it a landmark.";

#[test]
fn every_prefix_can_be_read_by_itself() {
    let analysis = analyzed(REPORT);
    let sentences: Vec<String> = analysis
        .document
        .sentence_ids()
        .map(|id| analysis.document.sentence_text(id).to_owned())
        .collect();
    let n = analysis.summary.ranking.len();
    assert!(n > 8, "{n}");
    for length in 1..n {
        let chosen = summary(&analysis, length);
        for opening in ["But it can", "This made"] {
            let Some(at) = sentences.iter().position(|s| s.starts_with(opening)) else {
                panic!("{opening} is no sentence of {sentences:?}");
            };
            let leans = chosen.contains(&sentences[at]);
            assert!(!leans || chosen.contains(&sentences[at - 1]), "{length}: {chosen:?}");
        }
    }
}

/// Whether a sentence waits for the one that it stands behind.
fn waits(sentence: &str) -> bool {
    let before = "The harbour council met on Tuesday. Ada Stone spoke first. The town listened.";
    let analysis = analyzed(&format!("{before} Ben Hill spoke last. {sentence}"));
    let context = Context {
        document: &analysis.document,
        words: &analysis.words,
        metadata: &analysis.metadata,
        entities: &analysis.entities,
        quantities: &analysis.quantities,
        times: &analysis.times,
        claims: &analysis.claims,
    };
    let waits = observe(&Resources::new().salience, &context).waits;
    assert_eq!(waits.len(), 5, "{sentence}");
    waits[4]
}

#[test]
fn what_leans_on_the_sentence_before_waits_for_it() {
    for sentence in [
        "But the ferry terminal will close in May.",
        "Still, the ferry terminal will close in May.",
        "The former will move to the pier in May.",
        "The two sides will talk about the pier in May.",
        "The same pier was closed for three years.",
        "Instead, the town will sell the old pier.",
        "That made the ferry terminal a landmark.",
        "Both were closed for three years.",
        "There, Ada Stone spoke about the new pier.",
        "from the old pier to the new one, which is a mile away.",
    ] {
        assert!(waits(sentence), "{sentence}");
    }
    for sentence in [
        "The former mayor will open the new pier in May.",
        "The latter half of the season was lost to repairs of the pier.",
        "Instead of a new pier, the town will build a bridge.",
        "That the old pier would close was known to everybody in the town.",
        "Though the ferry terminal will close in May, the pier stays open.",
        "There is no money for a new pier.",
        "One in five ferries will call at the new pier.",
        "iPhone owners can pay for the ferry at the gate.",
        "This week the town will sell the old pier.",
    ] {
        assert!(!waits(sentence), "{sentence}");
    }
}

#[test]
fn words_below_pictures_come_last() {
    let captions = [
        "Mayor Ada Stone and her husband Ben Hill pose with the ferry's crew at the new pier",
        "Reunited: Ada Stone, 51, hugs the last captain of the old ferry.",
    ];
    let mut paragraphs: Vec<&str> = REPORT.split("\n\n").collect();
    paragraphs.insert(1, captions[0]);
    paragraphs.insert(3, captions[1]);
    let analysis = analyzed(&paragraphs.join("\n\n"));
    let best = summary(&analysis, 10);
    assert!(!captions.iter().any(|c| best.iter().any(|s| s == c)), "{best:?}");
}

#[test]
fn a_quotation_waits_for_its_speaker() {
    let analysis = analyzed(REPORT);
    for length in 1..6 {
        let chosen = summary(&analysis, length);
        let has = |words: &str| chosen.iter().any(|s| s.contains(words));
        assert!(!has("ferry in the mud") || has("The piles are rotten"), "{chosen:?}");
    }
}

#[test]
fn what_a_paragraph_announces_waits_for_it() {
    let text = "# Lift failed after warnings\n\nThe lift at Tarnholm station failed on Monday and hurt \
                two people. The inspectors' report gives two recommendations:\n\n- All lifts older \
                than 25 years must be examined.\n- The operator must publish its records.\n\nTrains \
                ran as planned on Tuesday.";
    let analysis = read("article.md", text);
    for length in 1..5 {
        let chosen = summary(&analysis, length);
        let has = |words: &str| chosen.iter().any(|s| s.contains(words));
        assert!(!has("older than 25") || has("recommendations"), "{length}: {chosen:?}");
        assert!(!has("publish its records") || has("older than 25"), "{length}: {chosen:?}");
    }
}

#[test]
fn questions_and_words_to_the_reader_are_left_out() {
    let analysis = analyzed(REPORT);
    let all = summary(&analysis, usize::MAX);
    assert!(all.iter().all(|s| !s.ends_with('?')), "{all:?}");
    let last = analysis.summary.ranking.last().unwrap().sentence;
    assert_eq!(analysis.document.sentence_text(last), "Tell us your story.");
}

#[test]
fn the_summary_of_a_report_tells_its_news() {
    let analysis = analyzed(REPORT);
    assert!(summary(&analysis, 1)[0].contains("close its old ferry terminal"));
    let best = &analysis.summary.ranking[0];
    assert_eq!(best.score, 1.0);
    assert!(!best.because.is_empty());
}

#[test]
fn a_very_short_article_is_its_own_summary() {
    let analysis =
        analyzed("The ferry sank at noon off Brackwater. All 12 people aboard were saved.");
    assert_eq!(analysis.summary.default_length.min(2), 2);
    assert_eq!(summary(&analysis, analysis.summary.default_length).len(), 2);
}

#[test]
fn other_languages_are_ranked_without_what_was_learnt() {
    let text = "Der Stadtrat von Brackwasser hat am Dienstag beschlossen, das alte Fährhaus im Mai zu \
schließen und alle Fähren an den neuen Pier zu verlegen.\n\nDer neue Pier kostete 38 Millionen \
Kronen und damit doppelt so viel, wie im Jahr 2019 geplant war. Die Bürgermeisterin sagte, das alte \
Haus sei nicht zu retten gewesen. Die Anwohner des Nordufers wollen gegen den Beschluss klagen.";
    let analysis = analyzed(text);
    assert_eq!(analysis.summary.method, Method::General);
    assert_eq!(analysis.summary.ranking.len(), 4);
    assert_eq!(analyzed(REPORT).summary.method, Method::Learnt);
}

#[test]
fn every_part_of_a_long_article_has_its_turn() {
    const PARTS: [&str; 8] =
        ["harbour", "school", "hospital", "railway", "theatre", "market", "museum", "prison"];
    const DEEDS: [&str; 6] = [
        "closed its oldest wing after a storm in March",
        "hired forty engineers from the northern districts",
        "lost its licence when inspectors found asbestos under the floors",
        "borrowed nine million crowns for a new heating plant",
        "welcomed a delegation of architects and historians",
        "published the minutes of every meeting since 1998",
    ];
    let mut text = String::new();
    for part in PARTS {
        for (n, deed) in DEEDS.iter().enumerate() {
            text.push_str(&format!("The {part} {deed}. Nobody at the {part} would say why. "));
            text.push_str(&format!("Report number {n} on the {part} is due next summer. "));
        }
        text.push_str("\n\n");
    }
    let analysis = analyzed(&text);
    let chosen = summary(&analysis, 12);
    let told = PARTS.iter().filter(|part| chosen.iter().any(|s| s.contains(*part)));
    assert!(told.count() >= 7, "{chosen:?}");
}

#[test]
fn why_is_said_of_all_that_are_ranked() {
    let text: Vec<String> = (1..=40)
        .map(|n| format!("Ada Stone said in town {n} that pier {n} had cost {n} million crowns."))
        .collect();
    let analysis = analyzed(&text.join("\n\n"));
    let ranking = &analysis.summary.ranking;
    assert!(ranking.len() >= 40, "{}", ranking.len());
    assert!(ranking[30..].iter().all(|r| r.because.iter().any(|b| *b != Because::Redundant)));
}

#[test]
fn a_dateline_is_never_ranked() {
    let analysis = analyzed(&format!("BRACKWATER, March 3. /TASS/. {REPORT}"));
    let is_head = |s: &String| s.starts_with("BRACKWATER, March 3.") && s.len() < 35;
    let n = analysis.summary.ranking.len();
    assert!(!summary(&analysis, n).iter().any(is_head));
    assert!(summary(&analysis, 1)[0].contains("The harbour town"), "{:?}", summary(&analysis, 1));
}

#[test]
fn of_a_transcript_neither_questions_nor_scraps_are_told() {
    let text = "Transcript: Hearing on the harbour gates\n\n\
CHAIR: Mr. Stone, when did you learn that the gate did not close?\n\n\
BEN STONE: On 8 March, at about half past nine in the evening. The control room called me at home.\n\n\
CHAIR: Dr. Hill, you examined the gate for this committee. What did you find?\n\n\
ADA HILL: The rail was bent by eleven millimetres. That cannot have happened in one night.\n\n\
CHAIR: What would the repair have cost?\n\n\
ADA HILL: Around 160,000, by the operator's own estimate. The operator refused to pay for it in 2024.";
    let analysis = analyzed(text);
    assert_eq!(analysis.metadata.genre.label, crate::engine::clean::GenreLabel::Transcript);
    let chosen = summary(&analysis, 3);
    let has = |words: &str| chosen.iter().any(|s| s.contains(words));
    for scanty in ["Dr. Hill, you", "Around 160,000"] {
        assert!(!has(scanty), "{chosen:?}");
    }
}
