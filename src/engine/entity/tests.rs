//! Entities from text: name, roles and mentions.

use super::*;
use crate::engine::segment::segment;
use crate::engine::tag::tag;
use crate::engine::text::{Block, BlockKind};

fn entities(text: &str) -> (Document, Vec<Entity>) {
    let span = Span::new(0, text.len()).trim(text);
    let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
    let resources = Resources::new();
    let document = segment(&resources, text.to_owned(), vec![block]);
    let words = tag(&resources, &document);
    let entities = find_entities(&resources, &document, &words);
    (document, entities)
}

/// Name, roles and mentions of every entity of `kind`.
fn check(kind: EntityKind, text: &str, expected: &[(&str, &str, &str)]) {
    let (document, entities) = entities(text);
    let join = |spans: Vec<Span>| {
        spans.into_iter().map(|s| document.words(s)).collect::<Vec<_>>().join(" | ")
    };
    let found: Vec<(String, String, String)> = entities
        .iter()
        .filter(|e| e.kind == kind)
        .map(|e| {
            let mentions = e.mentions.iter().map(|m| m.span).collect();
            (e.name.clone(), join(e.roles.clone()), join(mentions))
        })
        .collect();
    let found: Vec<_> = found.iter().map(|(a, b, c)| (&**a, &**b, &**c)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn cuts_the_role_off_the_name() {
    let person = EntityKind::Person;
    check(
        person,
        "We met Dutch Foreign Minister Ada Stone today.",
        &[("Ada Stone", "Dutch Foreign Minister", "Ada Stone")],
    );
    check(
        person,
        "Press Secretary of the President of South Sudan Maria Stone spoke.",
        &[("Maria Stone", "Press Secretary of the President of South Sudan", "Maria Stone")],
    );
    check(
        person,
        "Then Ada Stone, the former mayor, spoke.",
        &[("Ada Stone", "former mayor", "Ada Stone")],
    );
    check(
        person,
        "Prosecutor Ada Stone KC told the court that he paid.",
        &[("Ada Stone", "Prosecutor", "Ada Stone")],
    );
    check(
        person,
        "It was council spokeswoman Ada Stone who spoke.",
        &[("Ada Stone", "spokeswoman", "Ada Stone")],
    );
}

#[test]
fn follows_surnames_titles_and_pronouns() {
    check(
        EntityKind::Person,
        "Finance Minister Ada Stone spoke. She was brief. The minister left. Stone’s car waited.",
        &[("Ada Stone", "Finance Minister", "Ada Stone | She | The minister | Stone")],
    );
}

#[test]
fn leaves_a_pronoun_alone_that_may_mean_two() {
    let (_, entities) = entities("It was settled between John Stone and Peter Hale. He left.");
    assert!(entities.iter().all(|e| e.mentions.len() == 1), "{entities:?}");
}

#[test]
fn tells_a_man_from_a_woman() {
    check(
        EntityKind::Person,
        "John Stone met Ada Hale. She left.",
        &[("John Stone", "", "John Stone"), ("Ada Hale", "", "Ada Hale | She")],
    );
}

#[test]
fn tells_bodies_from_places() {
    check(
        EntityKind::Organisation,
        "In Kyiv the Ministry of Culture later met NATO and the River Bank.",
        &[
            ("Ministry of Culture", "", "Ministry of Culture"),
            ("NATO", "", "NATO"),
            ("River Bank", "", "River Bank"),
        ],
    );
    check(EntityKind::Place, "In Kyiv it rained.", &[("Kyiv", "", "Kyiv")]);
}

#[test]
fn a_body_is_called_by_its_noun() {
    check(
        EntityKind::Organisation,
        "A group called Grey Tide claimed the attack. The group has no home.",
        &[("Grey Tide", "", "Grey Tide | The group")],
    );
    check(
        EntityKind::Organisation,
        "We met analyst Mikkel Aaby of Sund Bank. He was late.",
        &[("Sund Bank", "", "Sund Bank")],
    );
}

#[test]
fn learns_nouns_for_people_from_the_article() {
    check(
        EntityKind::Person,
        "A bellringer who saw Peter Hale said she was tired. The bellringer left.",
        &[("Peter Hale", "", "Peter Hale")],
    );
}

#[test]
fn a_firm_with_its_founders_surname_is_a_firm() {
    let text = "Stonewright, the homeware chain, lost money. Ada Stonewright left in May. Stonewright \
                has 40 shops.";
    check(EntityKind::Organisation, text, &[("Stonewright", "", "Stonewright | Stonewright")]);
    check(EntityKind::Person, text, &[("Ada Stonewright", "", "Ada Stonewright")]);
}

#[test]
fn a_surname_with_a_hyphen_is_one_word() {
    let text = "Halka Morvan-Byrne, who died on Monday, was right. She said so.";
    let found = &[("Halka Morvan-Byrne", "", "Halka Morvan-Byrne | She")];
    check(EntityKind::Person, text, found);
}
