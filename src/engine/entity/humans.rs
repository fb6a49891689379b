//! Nouns that no list has and that mean people in the article at hand: "a camper who saw him", "one
//! bellringer said".

use std::collections::HashSet;

use super::syntax::Syntax;
use crate::engine::tag::{Relation, Upos, Xpos};
use crate::engine::text::Document;

/// The nouns, in lower case.
pub(super) type Humans<'a> = HashSet<&'a str>;

/// The nouns of an article that "who" follows, or that speak and look like words for those who do
/// something.
pub(super) fn find<'a>(syntax: &Syntax<'a>, document: &Document) -> Humans<'a> {
    let words = syntax.words;
    let tokens = document.sentences.iter().flat_map(|s| s.tokens.clone());
    let is_noun = |i: usize| {
        let lower = words.lower(i);
        syntax.tags[i].upos == Upos::Noun
            && syntax.tags[i].xpos == Xpos::Nn
            && !words.is_capital(i)
            && syntax.lexicon.body_noun(lower).is_none()
            && syntax.lexicon.cue_noun(lower).is_none()
            && lower != "one"
    };
    let followed = |i: usize| {
        let comma = usize::from(words.lower(i + 1) == ",");
        words.lower(i + 1 + comma) == "who" && !is_group(words.lower(i))
    };
    let speaks = |i: usize| {
        let tag = &syntax.tags[i];
        tag.relation == Relation::Nsubj
            && tag.head.is_some_and(|verb| syntax.is_cue(verb))
            && names_doer(words.lower(i))
    };
    tokens.filter(|&i| is_noun(i) && (followed(i) || speaks(i))).map(|i| words.lower(i)).collect()
}

/// Nouns for several people, which "who" may follow.
fn is_group(noun: &str) -> bool {
    matches!(
        noun,
        "family"
            | "couple"
            | "group"
            | "team"
            | "crew"
            | "staff"
            | "pair"
            | "public"
            | "majority"
            | "minority"
            | "number"
            | "crowd"
            | "generation"
            | "trio"
            | "duo"
            | "half"
            | "rest"
    )
}

/// "bellringer", "insulator", "absentee": told by how they end.
fn names_doer(noun: &str) -> bool {
    let thing = matches!(
        noun,
        "letter"
            | "paper"
            | "poster"
            | "order"
            | "newsletter"
            | "chapter"
            | "banner"
            | "flyer"
            | "sticker"
            | "folder"
            | "header"
            | "ledger"
            | "register"
            | "computer"
            | "other"
            | "former"
            | "latter"
            | "matter"
            | "number"
            | "centre"
            | "center"
            | "sector"
            | "tenor"
            | "committee"
    );
    let ends = ["er", "or", "ian", "ee", "eer", "ist", "man", "woman"];
    noun.len() > 4 && !thing && ends.iter().any(|end| noun.ends_with(end))
}
