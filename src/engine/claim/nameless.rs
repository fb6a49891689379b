//! Which sources are nameless: people who speak for themselves and whom nobody names. Whom an office or a
//! body identifies ("the police", "a spokesman for the ministry", "her supervisor") is not.

use std::ops::Range;

use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::tag::{NameKind, NameTag, Relation, Upos, Word, Xpos, is_below, top};

/// Whether the words `tokens`, which hold no name of whom they mean, are of somebody nameless.
pub(super) fn is_nameless(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    tokens: &Range<usize>,
) -> bool {
    let Some(head) = top(tags, tokens) else { return false };
    let noun = words.lower(head);
    if is_office(noun) || is_identified(words, tags, tokens, head) {
        return false;
    }
    // "Vellmar General Hospital" is a name, although a general is somebody with a role.
    let shouted = tokens.clone().all(|i| !words.word(i).contains(char::is_lowercase));
    let is_name =
        tokens.clone().all(|i| words.is_capital(i)) && (tags[head].upos == Upos::Propn || shouted);
    let listed = tokens.clone().any(|i| {
        let word = words.lower(i);
        lexicon.is_anonymous(word) || !is_name && lexicon.role(word).is_some()
    });
    listed
        || matches!(noun, "someone" | "somebody" | "anyone" | "everybody" | "everyone")
        || !is_name && is_somebody(lexicon, words, tags, tokens, head)
}

/// Whether the words are of several people or bodies, by a common noun.
pub(super) fn is_several(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    tokens: &Range<usize>,
) -> bool {
    let Some(head) = top(tags, tokens).filter(|&i| !words.is_capital(i) || i == tokens.start)
    else {
        return false;
    };
    let noun = words.lower(head);
    let of_people = |stem: &str| {
        let role = lexicon.role(stem).is_some();
        role || lexicon.person_noun(stem).is_some() || lexicon.body_noun(stem).is_some()
    };
    tags[head].xpos == Xpos::Nns
        && (lexicon.is_anonymous(noun) || singular(noun).is_some_and(|stem| of_people(&stem)))
}

/// Nouns for those who speak for an office.
fn is_office(noun: &str) -> bool {
    noun.starts_with("spokes")
        || matches!(
            noun,
            "police"
                | "authorities"
                | "prosecutors"
                | "prosecution"
                | "investigators"
                | "detectives"
                | "regulators"
                | "firefighters"
                | "organisers"
                | "organizers"
        )
}

/// Whether the one person or the group is known by whose they are: "her supervisor", "analysts at Stone
/// Capital". Of officials and friends it says little.
fn is_identified(words: &Words<'_>, tags: &[Word], tokens: &Range<usize>, head: usize) -> bool {
    let noun = words.lower(head);
    if matches!(
        noun.trim_end_matches('s'),
        "official"
            | "source"
            | "aide"
            | "ally"
            | "allie"
            | "friend"
            | "colleague"
            | "insider"
            | "neighbour"
            | "neighbor"
            | "relative"
            | "adviser"
            | "advisor"
            | "employee"
            | "worker"
            | "resident"
            | "member"
            | "people"
            | "person"
            | "critic"
            | "supporter"
            | "opponent"
            | "defender"
            | "staffer"
            | "lawmaker"
            | "one"
            | "some"
            | "many"
            | "most"
    ) {
        return false;
    }
    let hangs = |i: &usize| tags[*i].head == Some(head);
    let mut below = tokens.clone().filter(hangs);
    if below.clone().any(|i| tags[i].relation == Relation::NmodPoss) {
        return true;
    }
    let is_body = |i: usize| {
        let body =
            [NameTag::Begin(NameKind::Organisation), NameTag::Inside(NameKind::Organisation)];
        tokens.clone().any(|k| is_below(tags, k, i) && body.contains(&tags[k].name))
    };
    tags[head].xpos == Xpos::Nns && below.any(|i| tags[i].relation == Relation::Nmod && is_body(i))
}

/// People by a common noun: "campaigners", "a lobbyist", "one of the engineers", "seed companies".
fn is_somebody(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    tokens: &Range<usize>,
    head: usize,
) -> bool {
    let one = |i: usize| {
        let noun = words.lower(i);
        let stem = singular(noun);
        tags[i].upos == Upos::Noun
            && (lexicon.person_noun(noun).is_some()
                || stem.as_deref().is_some_and(|s| lexicon.person_noun(s).is_some()))
    };
    let several = |i: usize| {
        let stem = singular(words.lower(i)).filter(|_| tags[i].xpos == Xpos::Nns);
        stem.is_some_and(|s| lexicon.person_noun(&s).is_some() || lexicon.body_noun(&s).is_some())
    };
    let first = words.lower(tokens.start);
    let of = |i: usize| i != head && is_below(tags, i, head) && several(i);
    if matches!(words.lower(head), "one" | "two" | "some" | "most" | "many" | "several" | "both") {
        return tokens.clone().any(of);
    }
    several(head) || matches!(first, "a" | "an" | "another" | "one") && one(head)
}

/// What the plural noun is the plural of.
pub(super) fn singular(noun: &str) -> Option<String> {
    let stem = noun.strip_suffix('s');
    if let Some(stem) = noun.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = noun.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
    stem.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::engine::claim::tests::{claims, one};

    #[test]
    fn people_who_speak_for_themselves_are_nameless() {
        for text in [
            "Campaigners said that the tram was late.",
            "A lobbyist said that the tram was late.",
            "One of the engineers said that the tram was late.",
            "Two senators said that the tram was late.",
            "An official at Karvia Rail said that the tram was late.",
        ] {
            assert!(one(text).source.anonymous, "{text}");
        }
    }

    #[test]
    fn whom_an_office_identifies_is_not() {
        for text in [
            "Police said that the tram was late.",
            "A spokesman for the ministry said that the tram was late.",
            "Her supervisor said that the tram was late.",
            "Analysts at Karvia Bank said that the tram was late.",
        ] {
            assert!(!one(text).source.anonymous, "{text}");
        }
    }

    #[test]
    fn they_are_the_people_spoken_of_before() {
        let (_, claims) =
            claims("Residents said that the tram was late. They warned that it could stop.");
        let source = &claims[1].source;
        assert_eq!((source.name.as_deref(), source.anonymous), (Some("Residents"), true));
    }
}
