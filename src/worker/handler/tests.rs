//! Tests of what a worker answers.

use super::*;

const ONE: &str = "Bridge to reopen in May\n\nThe harbour bridge will reopen in May, Mayor \
                   Ada Stone said on Tuesday. Repairs took two years and cost 4 million euros.";

/// Hands `commands` to one worker, one after the other, and gives all it answers.
fn answers(commands: Vec<Command>) -> Vec<Event> {
    let mut handler = Handler::new(None);
    let mut events = Vec::new();
    for (i, command) in commands.into_iter().enumerate() {
        let request = Request { id: RequestId(i as u32), command };
        handler.handle(request, &mut |event| events.push(event));
    }
    events
}

fn read(path: &str, bytes: &[u8]) -> Command {
    let bytes = Bytes::from(bytes.to_vec());
    Command::Read { path: path.to_owned(), bytes, parts: Parts::ALL }
}

fn export(shared: report::Shared) -> Command {
    let format = "json".to_owned();
    Command::Export { format, shared, failures: Vec::new(), edits: Vec::new() }
}

/// The JSON of an article read from `text`.
fn article(path: &str, text: &str) -> Bytes {
    let events = answers(vec![read(path, text.as_bytes())]);
    let article = events.into_iter().find_map(|event| match event {
        Event::Article { article, .. } => Some(article),
        _ => None,
    });
    article.expect("the text is an article")
}

#[test]
fn a_file_is_read_with_progress_and_then_finished() {
    let events = answers(vec![read("bridge.txt", ONE.as_bytes())]);
    assert!(matches!(events.first(), Some(Event::Progress { done: 0, .. })));
    assert!(matches!(events.last(), Some(Event::Finished { id: RequestId(0) })));
    let card = events.iter().find_map(|event| match event {
        Event::Article { card, .. } => Some(card),
        _ => None,
    });
    assert_eq!(card.map(|c| c.path.as_str()), Some("bridge.txt"));
}

#[test]
fn a_file_that_is_no_text_fails_with_a_reason() {
    let events = answers(vec![read("scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")]);
    let Some(Event::Failed { reason, .. }) = events.last() else { panic!("{events:?}") };
    assert!(reason.contains("PDF"), "{reason}");
}

#[test]
fn an_export_reopens_with_the_same_articles() {
    let export = export(report::Shared::Whole);
    let one = article("a.txt", ONE);
    let two = article("b.txt", &ONE.replace("May", "June"));
    let mut events = answers(vec![
        Command::Add { key: 7, article: one.clone() },
        Command::Add { key: 9, article: two.clone() },
        export,
    ]);
    events.retain(|e| matches!(e, Event::Exported { .. }));
    let Some(Event::Exported { bytes, .. }) = events.pop() else { panic!("no export") };
    let reopened = answers(vec![read("report.json", &bytes)]);
    let mut articles: Vec<Bytes> = reopened
        .into_iter()
        .filter_map(|event| match event {
            Event::Article { article, .. } => Some(article),
            _ => None,
        })
        .collect();
    articles.sort();
    let mut expected = vec![one, two];
    expected.sort();
    assert_eq!(articles, expected);
}

#[test]
fn an_export_of_quotes_says_so_on_the_card_when_it_is_reopened() {
    let one = Command::Add { key: 7, article: article("a.txt", ONE) };
    let events = answers(vec![one, export(report::Shared::Quotes)]);
    let bytes = events.into_iter().find_map(|event| match event {
        Event::Exported { bytes, .. } => Some(bytes),
        _ => None,
    });
    let card = |bytes: &[u8]| {
        let events = answers(vec![read("a.txt", bytes)]);
        let card = events.into_iter().find_map(|event| match event {
            Event::Article { card, .. } => Some(card),
            _ => None,
        });
        card.expect("there is an article in it")
    };
    let (shared, whole) = (card(&bytes.expect("an export was asked for")), card(ONE.as_bytes()));
    assert_eq!(shared.shared, report::Shared::Quotes);
    assert_eq!(shared.text_sha256, whole.text_sha256);
}

#[test]
fn equal_files_get_ids_that_tell_them_apart() {
    let add = |key| Command::Add { key, article: article("a.txt", ONE) };
    let events = answers(vec![add(1), add(2), Command::Compare { edits: Vec::new() }]);
    let ids = events.into_iter().find_map(|event| match event {
        Event::Compared { ids, .. } => Some(ids),
        _ => None,
    });
    let ids = ids.expect("a comparison was asked for");
    assert_eq!(ids.iter().map(|(key, _)| *key).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(ids[1].1, format!("{}-2", ids[0].1));
}

#[test]
fn a_search_finds_passages_in_any_case() {
    let events = answers(vec![
        Command::Add { key: 1, article: article("a.txt", ONE) },
        Command::Search { query: "REPAIRS euros".to_owned(), limit: 5, edits: Vec::new() },
    ]);
    let hits = events.into_iter().find_map(|event| match event {
        Event::Hits { hits, .. } => Some(hits),
        _ => None,
    });
    let hits = hits.expect("a search was asked for");
    assert!(hits.iter().any(|h| h.excerpt.contains("cost 4 million euros")), "{hits:?}");
}

/// The words of all hits for each query, one after the other, on one desk.
fn found(commands: Vec<Command>) -> Vec<Vec<String>> {
    let hits = |event| match event {
        Event::Hits { hits, .. } => Some(hits.into_iter().map(|hit| hit.excerpt).collect()),
        _ => None,
    };
    answers(commands).into_iter().filter_map(hits).collect()
}

fn look_for(query: &str, edits: &[Edit]) -> Command {
    Command::Search { query: query.to_owned(), limit: 20, edits: edits.to_vec() }
}

#[test]
fn a_search_that_goes_on_finds_what_a_fresh_one_finds() {
    let add = || {
        let two = ONE.replace("harbour", "harp").replace("Repairs", "Harmony");
        let one = Command::Add { key: 1, article: article("a.txt", ONE) };
        vec![one, Command::Add { key: 2, article: article("b.txt", &two) }]
    };
    let typed = ["", "har", "harb", "harb may", "harb", "ha", "nowhere", "repairs"];
    let on_one_desk = add().into_iter().chain(typed.map(|query| look_for(query, &[])));
    let afresh = typed.map(|query| {
        let commands = add().into_iter().chain([look_for(query, &[])]);
        found(commands.collect()).pop().unwrap_or_default()
    });
    let on_one_desk = found(on_one_desk.collect());
    assert_eq!(on_one_desk, afresh);
    let empty: Vec<bool> = on_one_desk.iter().map(Vec::is_empty).collect();
    assert_eq!(empty, [true, false, false, false, false, false, true, false]);
}

#[test]
fn a_search_follows_what_is_taken_away_and_what_is_renamed() {
    let add = Command::Add { key: 1, article: article("a.txt", ONE) };
    let edits = [Edit {
        id: "x1".to_owned(),
        op: report::EditOp::RenameSpeaker,
        target: report::EditTarget { article: String::new(), spans: Vec::new() },
        before: serde_json::json!({ "names": ["Ada Stone"] }),
        after: serde_json::json!({ "name": "Zora Quill", "everywhere": true }),
    }];
    let found = found(vec![
        add,
        look_for("zora", &[]),
        look_for("zora", &edits),
        look_for("zora", &[]),
        Command::Remove { keys: vec![1] },
        look_for("bridge", &[]),
    ]);
    let empty: Vec<bool> = found.iter().map(Vec::is_empty).collect();
    assert_eq!(empty, [true, false, true, true]);
}
