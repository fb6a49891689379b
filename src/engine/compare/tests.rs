//! Articles in, comparison out.

use super::*;
use crate::engine::text::Span;

/// The place of `words` in `text`.
fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

/// An article of one paragraph, cut at full stops, without claims.
fn article<'a>(id: &'a str, text: &'a str) -> Article<'a> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (i, _) in text.match_indices('.') {
        sentences.push(Span::new(start, i + 1).trim(text));
        start = i + 1;
    }
    Article {
        id,
        text,
        title: id,
        outlet: Some(id),
        published: None,
        paragraphs: vec![Span::new(0, text.len())],
        summary: (0..sentences.len()).collect(),
        sentences,
        entities: Vec::new(),
        claims: Vec::new(),
        quantities: Vec::new(),
        times: Vec::new(),
    }
}

fn claim<'a>(text: &str, content: &str, speaker: Option<&'a str>) -> Claim<'a> {
    Claim {
        parent: None,
        content: vec![find(text, content)],
        speaker,
        entity: None,
        anonymous: false,
        authorial: false,
        direct: false,
        negative: false,
        via: Vec::new(),
        quantities: Vec::new(),
        times: Vec::new(),
    }
}

fn run(articles: &[Article<'_>]) -> Comparison {
    compare(&Resources::new(), articles)
}

#[test]
fn one_speaker_in_two_articles_is_one_origin() {
    let (a, b) = (
        "Ada Stone said the harbour bridge would reopen before winter.",
        "The harbour bridge will reopen before winter begins, Stone said.",
    );
    let mut one = article("one", a);
    one.claims.push(claim(a, "the harbour bridge would reopen before winter", Some("Ada Stone")));
    let mut two = article("two", b);
    two.claims.push(claim(b, "The harbour bridge will reopen before winter begins", Some("Stone")));
    let comparison = run(&[one, two]);
    let [cluster] = comparison.clusters.as_slice() else { panic!("{:?}", comparison.clusters) };
    assert_eq!(cluster.claims.len(), 2);
    let origin = Origin { name: "Ada Stone".to_owned(), kind: OriginKind::Speaker };
    assert_eq!(cluster.origins, [origin]);
    assert_eq!(comparison.speakers[0].name, "Ada Stone");
    assert_eq!(comparison.speakers[0].aliases, ["Stone"]);
}

#[test]
fn claims_of_one_article_are_no_agreement() {
    let text = "Stone said the bridge was unsafe. Later Stone said the bridge was unsafe.";
    let mut one = article("one", text);
    one.claims.push(claim(text, "the bridge was unsafe", Some("Stone")));
    one.claims.push(claim(text, "the bridge was unsafe", Some("Stone")));
    assert_eq!(run(&[one, article("two", "Nothing happened.")]).clusters, []);
}

#[test]
fn unnamed_sources_go_back_to_the_agency() {
    let text = "The ferry sank within minutes of leaving the quay (Source: Northern Wire).";
    let articles = ["one", "two"].map(|id| {
        let mut article = article(id, text);
        let mut claim = claim(text, "The ferry sank within minutes of leaving the quay", None);
        claim.via = vec!["Northern Wire"];
        article.claims.push(claim);
        article
    });
    let comparison = run(&articles);
    let origin = Origin { name: "Northern Wire".to_owned(), kind: OriginKind::Agency };
    assert_eq!(comparison.clusters[0].origins, [origin]);
}

#[test]
fn like_sentences_with_other_numbers_conflict() {
    fn counted<'a>(id: &'a str, text: &'a str, words: &str, value: f64) -> Article<'a> {
        let mut article = article(id, text);
        let span = find(text, words);
        article.quantities.push(Quantity {
            span,
            value,
            high: None,
            unit: Some("people"),
            approximate: false,
        });
        article
    }
    let a = "The fire at the Holm refinery injured 12 people on the night shift.";
    let b = "The fire at the Holm refinery injured 19 people of the night shift.";
    let comparison = run(&[counted("one", a, "12", 12.0), counted("two", b, "19", 19.0)]);
    let [conflict] = comparison.conflicts.as_slice() else { panic!("{:?}", comparison.conflicts) };
    assert_eq!(conflict.kind, ConflictKind::Number);
    assert_eq!(conflict.explanation, "Number (people): 12 in one article, 19 in the other.");
    let comparison = run(&[counted("one", a, "12", 12.0), counted("two", a, "12", 12.0)]);
    assert_eq!(comparison.conflicts, []);
}

#[test]
fn a_minister_and_a_former_minister_conflict() {
    fn with_role<'a>(id: &'a str, text: &'a str, role: &str) -> Article<'a> {
        let mut article = article(id, text);
        article.entities.push(Entity {
            name: "Ada Stone",
            person: true,
            roles: vec![find(text, role)],
            mentions: vec![find(text, "Ada Stone")],
        });
        article
    }
    let comparison = run(&[
        with_role("one", "Transport Minister Ada Stone spoke.", "Transport Minister"),
        with_role("two", "Ada Stone, the former Minister, spoke.", "the former Minister"),
    ]);
    let explanations: Vec<&str> =
        comparison.conflicts.iter().map(|c| c.explanation.as_str()).collect();
    assert_eq!(
        explanations,
        ["Role of Ada Stone: Transport Minister in one article, \
         the former Minister in one article."]
    );
}

#[test]
fn copies_of_one_text_are_found_with_their_passages() {
    let shared = "the council voted nine to four to close the old ferry terminal at Holm next year";
    let a = format!("On Monday {shared} after a debate of three hours in the town hall.");
    let b = format!("Local news: {shared} and nobody from the port was there to hear it.");
    let comparison = run(&[article("one", &a), article("two", &b)]);
    let [copies] = comparison.copies.as_slice() else { panic!("{:?}", comparison.copies) };
    assert_eq!(copies.articles, [0, 1]);
    assert_eq!(copies.passages[0].span.of(&a), shared);
}

#[test]
fn the_joint_summary_puts_agreements_first_and_says_nothing_twice() {
    let a = "The council met for six hours. The harbour bridge will reopen before winter begins.";
    let b = "The harbour bridge will reopen before the winter begins. Nobody came to the market.";
    let summary = run(&[article("a", a), article("b", b)]).summary;
    let told: Vec<&str> = summary
        .iter()
        .map(|s| {
            [article("a", a), article("b", b)][s.article].sentences[s.sentence]
                .of([a, b][s.article])
        })
        .collect();
    assert!(told[0].contains("will reopen"), "{told:?}");
    assert_eq!(summary[0].agreed.len(), 1);
    assert_eq!(told.iter().filter(|s| s.contains("will reopen")).count(), 1, "{told:?}");
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn copies_are_found_among_very_many_articles_with_one_boilerplate() {
    let text = |i: usize| {
        let words: Vec<String> = (0..60).map(|k| format!("word{i}number{k}")).collect();
        format!("{}. This paper takes no money from those of whom it writes.", words.join(" "))
    };
    let mut texts: Vec<String> = (0..200).map(text).collect();
    texts[150] = texts[20].replace("number59", "changed");
    let ids: Vec<String> = (0..200).map(|i| format!("{i:03}")).collect();
    let articles: Vec<Article> = ids.iter().zip(&texts).map(|(id, t)| article(id, t)).collect();
    let copies = run(&articles).copies;
    assert_eq!(copies.iter().map(|c| c.articles.clone()).collect::<Vec<_>>(), [[20, 150]]);
    assert!(copies[0].overlap > 0.8, "{}", copies[0].overlap);
}
