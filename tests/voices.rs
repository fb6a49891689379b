//! Genre, and claims in the author's own voice, in short articles of every kind.
//!
//! `language/voices.txt`: a line `=== GENRE`, the headline, then a paragraph a line. `[+]` stands
//! before sentences that are to be offered as claims of the author, `[-]` before such as are not:
//! opinion, advice, questions, quotations, links.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "the figures are what the test is for")]

mod common;

use nutgraf::engine::claim::ClaimKind;
use nutgraf::engine::{Analysis, Resources};

struct Article {
    genre: String,
    text: String,
    /// Beginnings of marked sentences, and whether they are to be offered.
    marks: Vec<(String, bool)>,
}

fn articles() -> Vec<Article> {
    let path = common::root().join("tests/language/voices.txt");
    let text = std::fs::read_to_string(path).unwrap();
    text.split("=== ").skip(1).map(read).collect()
}

fn read(part: &str) -> Article {
    let (genre, body) = part.split_once('\n').unwrap();
    let mut marks = Vec::new();
    for (mark, wanted) in [("[+]", true), ("[-]", false)] {
        for (at, _) in body.match_indices(mark) {
            let rest = body[at + mark.len()..].split(['[', '\n']).next().unwrap();
            marks.push((rest.chars().take(25).collect::<String>().trim().to_owned(), wanted));
        }
    }
    let text = body.replace("[+]", "").replace("[-]", "").replace('\n', "\n\n");
    Article { genre: genre.to_owned(), text, marks }
}

fn analyze(resources: &Resources, article: &Article) -> Analysis {
    common::analyze(resources, "article.txt", article.text.as_bytes()).unwrap().1.value
}

#[test]
fn tells_genres_apart() {
    let resources = Resources::new();
    let (mut right, mut all) = (0, 0);
    for article in articles() {
        let genre = analyze(&resources, &article).metadata.genre;
        let label = format!("{:?}", genre.label).to_lowercase();
        all += 1;
        right += usize::from(label == article.genre);
        if label != article.genre {
            println!("{label} {:.2} not {}: {}", genre.confidence, article.genre, article.text);
        }
    }
    println!("genre: {right} of {all}");
    assert!(right * 10 >= all * 9, "{right} of {all}");
}

#[test]
fn offers_facts_in_the_author_s_voice_and_no_opinion() {
    let resources = Resources::new();
    let (mut found, mut facts, mut alarms, mut others) = (0, 0, 0, 0);
    for article in articles() {
        let analysis = analyze(&resources, &article);
        let text = &analysis.document.text;
        let score = |start: usize| {
            let near = |c: &&nutgraf::engine::claim::Claim| {
                c.kind == ClaimKind::Authorial && c.content[0].start == start
            };
            analysis.claims.iter().find(near).map(|c| c.check_worthiness)
        };
        for (words, wanted) in &article.marks {
            let offered = text.find(words.as_str()).and_then(score);
            match wanted {
                true => facts += 1,
                false => others += 1,
            }
            match (wanted, offered) {
                (true, Some(_)) => found += 1,
                (true, None) => println!("missed: {words}"),
                (false, Some(score)) => {
                    alarms += 1;
                    println!("offered, {score:.2}: {words}");
                }
                (false, None) => {}
            }
        }
    }
    println!("author's claims: {found} of {facts} facts, {alarms} of {others} others");
    assert!(found * 100 >= facts * 80, "{found} of {facts} facts");
    assert!(alarms * 100 <= others * 10, "{alarms} of {others} others");
}
