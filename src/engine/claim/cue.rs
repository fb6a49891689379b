//! What the words of a cue say: the kind of act, who was told, and whom the source cites.

use std::ops::Range;

use super::network::Found;
use crate::engine::lexicon::{CueClass, Lexicon};
use crate::engine::segment::Words;
use crate::engine::tag::{NameKind, NameTag, Relation, Upos, Word, run_below, top};

/// The act that the words of a cue name: that of its last verb that is known, else of a noun.
pub(super) fn cue_class(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    cue: Range<usize>,
) -> CueClass {
    let verb = |i: usize| lexicon.cue(words.lower(i)).map(|c| c.class);
    let noun = |i: usize| lexicon.cue_noun(words.lower(i));
    let is_verb = |i: &usize| tags[*i].upos == Upos::Verb;
    let by_verb = || {
        cue.clone().rev().filter(is_verb).find_map(|i| by_frame(words, tags, i).or_else(|| verb(i)))
    };
    let by_noun = || cue.clone().rev().find_map(|i| noun(i).or_else(|| verb(i)));
    let reports = cue.clone().any(|i| {
        matches!(words.lower(i), "according" | "per" | "citing" | "cited" | "quoted" | "reportedly")
    });
    // "did not confirm", "would not comment", "declined to say".
    let refuses = cue.clone().any(|i| {
        let answers = matches!(words.lower(i), "confirm" | "comment" | "respond" | "answer");
        let negated = cue.clone().any(|k| lexicon.is_negation(words.lower(k)));
        matches!(words.lower(i), "declined" | "declines" | "declining") || answers && negated
    });
    match () {
        _ if reports => CueClass::Report,
        _ if refuses => CueClass::Deny,
        _ => by_verb().or_else(by_noun).unwrap_or(CueClass::Say),
    }
}

/// The act of a verb whose meaning hangs on what it takes: "called it a lie" is no demand as "called for"
/// is, and "told them to go" and "asked them to go" are demands.
fn by_frame(words: &Words<'_>, tags: &[Word], verb: usize) -> Option<CueClass> {
    let next = words.lower(verb + 1);
    let orders = || {
        let near = verb + 1..tags.len().min(verb + 12);
        near.clone().any(|i| {
            let hangs = tags[i].head == Some(verb);
            let clause = matches!(tags[i].relation, Relation::Xcomp | Relation::Ccomp);
            let to = |k: usize| tags[k].head == Some(i) && words.lower(k) == "to";
            hangs && clause && near.clone().any(to)
        })
    };
    match words.lower(verb) {
        "call" | "calls" | "called" | "calling" if !matches!(next, "for" | "on" | "upon") => {
            Some(CueClass::Assert)
        }
        "tell" | "tells" | "told" | "telling" | "ask" | "asks" | "asked" | "asking" if orders() => {
            Some(CueClass::Demand)
        }
        _ => None,
    }
}

/// The tokens of the one who was told: an object of the cue's verb that stands outside source and
/// content.
pub(super) fn told(tags: &[Word], found: &Found) -> Option<Range<usize>> {
    let head = top(tags, &found.cue)?;
    // A sentence's words stand together, and the one who was told soon behind the verb.
    let near = found.cue.start.saturating_sub(3)..tags.len().min(found.cue.end + 12);
    let object = near.clone().find(|&i| {
        let hangs = tags[i].head.is_some_and(|h| h == head || found.cue.contains(&h));
        hangs
            && matches!(tags[i].relation, Relation::Obj | Relation::Iobj | Relation::Obl)
            && !found.content.iter().any(|c| c.contains(&i))
            && !found.source.as_ref().is_some_and(|s| s.contains(&i))
    })?;
    Some(run_below(tags, object, near))
}

/// The tokens of whom the source goes back to: "Reuters reported, citing *two officials*, that …", "Reuters
/// quoted *an official* as saying that …". Things that are cited as grounds ("citing costs") say nothing.
pub(super) fn cited(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    found: &Found,
) -> Option<Range<usize>> {
    const FARTHEST: usize = 30;
    found.source.as_ref()?;
    let verb = top(tags, &found.cue)?;
    let near = found.cue.start.saturating_sub(FARTHEST)..tags.len().min(found.cue.end + FARTHEST);
    let cites = |i: &usize| {
        matches!(words.lower(*i), "citing" | "quoting")
            && (tags[*i].head == Some(verb) || found.cue.contains(i))
    };
    let quotes = || {
        let form = |i: &usize| {
            matches!(words.lower(*i), "quoted" | "quotes" | "quoting" | "cited" | "cites")
        };
        let as_saying = (verb.saturating_sub(2)..verb).any(|i| words.lower(i) == "as");
        tags[verb].head.filter(|i| as_saying && *i < verb).filter(form)
    };
    let citing = near.clone().find(cites).or_else(quotes)?;
    let is_object = |i: &usize| tags[*i].head == Some(citing) && tags[*i].relation == Relation::Obj;
    let object = (citing + 1..near.end).find(is_object)?;
    let noun = words.lower(object);
    let named = [NameKind::Person, NameKind::Organisation]
        .into_iter()
        .any(|kind| [NameTag::Begin(kind), NameTag::Inside(kind)].contains(&tags[object].name));
    let speaks = named || lexicon.is_anonymous(noun) || lexicon.role(noun).is_some();
    speaks.then(|| run_below(tags, object, citing + 1..near.end))
}

#[cfg(test)]
mod tests {
    use crate::engine::claim::tests::one;
    use crate::engine::lexicon::CueClass;

    #[test]
    fn what_a_verb_takes_tells_the_act() {
        let class = |text: &str| one(text).cue_class;
        assert_eq!(class("Ada Stone called the plan “a waste of money”."), CueClass::Assert);
        assert_eq!(class("Ada Stone called for a ban on the sale of fireworks."), CueClass::Demand);
        assert_eq!(class("Ada Stone told the drivers to stop the strike."), CueClass::Demand);
        assert_eq!(class("Ada Stone told the drivers that it was late."), CueClass::Say);
    }

    #[test]
    fn who_is_quoted_by_another_is_the_source() {
        let claim = one("Meridian Press quoted Ada Stone as saying that the tram was late.");
        assert_eq!(claim.source.name.as_deref(), Some("Ada Stone"));
        assert_eq!(claim.via.first().map(|via| &*via.name), Some("Meridian Press"));
    }
}
