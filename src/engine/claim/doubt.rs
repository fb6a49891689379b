//! How sure the network must be before what it found counts: more so where nothing is said, but done,
//! felt or shown. A thing that shows something never counts.

use super::confidence::is_known;
use super::extract::Extractor;
use super::nameless::singular;
use super::network::Found;
use super::{Claim, Quotation, Source, asked};
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::tag::{NameTag, Relation, Upos, Word, Xpos, top};

/// What the network finds counts from this confidence on: most of what lies below is wrong.
const LEAST: f64 = 0.25;

/// The same where the parse has the cue for a reporting verb with a subject and a clause.
const LEAST_PARSED: f64 = 0.1;

/// The same of a deed or a state: "*introduced* a resolution", "*felt* betrayed".
const LEAST_DEED: f64 = 0.4;

/// The same of what the author does: "I *guess* so".
const LEAST_OWN: f64 = 0.5;

/// The same where a thing does it: "the film *explores* the law".
const LEAST_OF_THING: f64 = 0.6;

impl Extractor<'_> {
    /// The confidence from which on `claim`, made of `found`, counts.
    pub(super) fn least(&self, found: &Found, claim: &Claim) -> f64 {
        let (lexicon, words, tags) = (self.lexicon, self.words, self.context.words);
        let verb = top(tags, &found.cue);
        if verb.is_some_and(|i| asked::reports(lexicon, self.context, words, i)) {
            return LEAST_PARSED;
        }
        if claim.quotation != Quotation::Indirect {
            return LEAST;
        }
        let known = is_known(lexicon, words, &found.cue);
        let is_thing = || {
            let noun = common_noun(words, tags, found, &claim.source);
            noun.is_some_and(|noun| !speaks(lexicon, noun) && !is_somebody(lexicon, noun))
        };
        let own = |run| matches!(words.lower(run), "i" | "we");
        let is_own = found.source.as_ref().is_some_and(|run| run.len() == 1 && own(run.start));
        let is_deed = match found.content.iter().find_map(|run| hangs(tags, found, top(tags, run)?))
        {
            Some(Relation::Obj | Relation::Iobj) => !known,
            Some(Relation::Xcomp) => true,
            _ => false,
        };
        match () {
            _ if !known && is_thing() => LEAST_OF_THING,
            _ if is_own => LEAST_OWN,
            _ if is_deed && !self.is_in_speech(found) => LEAST_DEED,
            _ => LEAST,
        }
    }

    /// Whether the sentence says that it tells of words: "*in his remarks*, Stone connected …".
    fn is_in_speech(&self, found: &Found) -> bool {
        let Some(cue) = found.cue.clone().next() else { return false };
        let document = self.context.document;
        let id = document.sentence_at(document.tokens[cue].span.start);
        let before = id.map_or(cue..cue, |id| document.sentence(id).tokens.start..cue);
        let of_somebody = |i: &usize| self.context.words[*i].xpos == Xpos::PrpPossessive;
        let is_speech = |i: usize| is_speech(self.words.lower(i));
        before.filter(of_somebody).any(|i| (i + 1..cue.min(i + 3)).any(is_speech))
    }
}

/// Nouns of what somebody says to others at length.
fn is_speech(noun: &str) -> bool {
    matches!(
        noun,
        "remarks"
            | "speech"
            | "address"
            | "comments"
            | "testimony"
            | "lecture"
            | "sermon"
            | "interview"
    )
}

/// How token `i` hangs on the cue.
fn hangs(tags: &[Word], found: &Found, i: usize) -> Option<Relation> {
    tags[i].head.filter(|head| found.cue.contains(head)).map(|_| tags[i].relation)
}

/// The noun that a source is called by, if no name stands with it and it is nobody known.
fn common_noun<'a>(
    words: &'a Words<'_>,
    tags: &[Word],
    found: &Found,
    source: &Source,
) -> Option<&'a str> {
    let tokens = found.source.clone()?;
    let known = source.entity.is_some() || source.anonymous;
    let head = top(tags, &tokens).filter(|&i| !known && tags[i].upos == Upos::Noun)?;
    let named = tokens.clone().any(|i| tags[i].name != NameTag::Outside);
    (!named).then(|| words.lower(head))
}

/// Whether a noun is of what says things: bodies, offices, what is written.
fn speaks(lexicon: &Lexicon, noun: &str) -> bool {
    lexicon.is_organisation_word(noun)
        || lexicon.role(noun).is_some()
        || lexicon.is_anonymous(noun)
        || lexicon.cue_noun(noun).is_some()
        || is_document(noun)
}

/// Whether a noun is, or may be, of people and bodies, or of a share of them: "surrogates", "half".
fn is_somebody(lexicon: &Lexicon, noun: &str) -> bool {
    let stem = singular(noun);
    let stem = stem.as_deref().unwrap_or(noun);
    let share = matches!(
        stem,
        "percent"
            | "half"
            | "third"
            | "quarter"
            | "majority"
            | "minority"
            | "rest"
            | "number"
            | "most"
            | "hundred"
            | "dozen"
            | "pair"
    );
    let agent = ["er", "or", "ist", "ian", "man", "ee", "ant"];
    share
        || agent.iter().any(|ending| stem.ends_with(ending))
        || [noun, stem].iter().any(|noun| {
            lexicon.person_noun(noun).is_some()
                || lexicon.body_noun(noun).is_some()
                || speaks(lexicon, noun)
        })
}

/// Whether it is a thing that shows something, and nobody who says it: "this approach underscores a
/// readiness". Documents, polls and the like do say things.
pub(super) fn is_mere_thing(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    found: &Found,
    source: &Source,
) -> bool {
    let Some(noun) = common_noun(words, tags, found, source) else { return false };
    let shows = found.cue.clone().any(|i| {
        let form = words.lower(i);
        let stem = form.trim_end_matches("ing").trim_end_matches("ed").trim_end_matches('s');
        matches!(
            stem,
            "underscore"
                | "underscor"
                | "highlight"
                | "underline"
                | "underlin"
                | "signal"
                | "reflect"
                | "align"
                | "demonstrate"
                | "demonstrat"
                | "illustrate"
                | "illustrat"
                | "convey"
                | "mark"
                | "represent"
                | "imply"
                | "mean"
                | "continue"
                | "frame"
        )
    });
    shows && !speaks(lexicon, noun)
}

/// Nouns of what is written or counted to say something.
pub(super) fn is_document(noun: &str) -> bool {
    matches!(
        noun,
        "report"
            | "statement"
            | "document"
            | "documents"
            | "poll"
            | "polls"
            | "survey"
            | "study"
            | "studies"
            | "paper"
            | "article"
            | "letter"
            | "memo"
            | "email"
            | "emails"
            | "filing"
            | "lawsuit"
            | "complaint"
            | "figures"
            | "data"
            | "records"
            | "minutes"
            | "ruling"
            | "bill"
            | "ad"
            | "video"
            | "website"
            | "book"
            | "text"
            | "page"
            | "file"
            | "files"
    )
}

#[cfg(test)]
mod tests {
    use crate::engine::claim::tests::{check, claims};

    #[test]
    fn a_thing_that_shows_something_says_nothing() {
        check("This approach underscores a readiness to talk.", &[]);
    }

    #[test]
    fn what_is_done_or_happens_is_hardly_said() {
        check("Ada Stone has intensified the personal attacks on the council.", &[]);
        check("In the harbour, Ada Stone connected the quay to the old town.", &[]);
        check("I spoke to the mayor this week about the harbour's debts.", &[]);
        check("The harbour crisis forced a recognition that the quay was too short.", &[]);
        check("This development aims to give the town a modern quay.", &[]);
    }

    #[test]
    fn people_bodies_and_documents_do_say_things() {
        for text in [
            "Ada Stone announced a new plan for the harbour.",
            "Half of the tenants want a new quay.",
            "In his remarks, Lavrov connected the deeds of his country to a wider aim of \
             establishing what he described as principles of justice.",
            "The report suggests that the quay was too short.",
            "The figures show that the quay was too short.",
        ] {
            assert!(!claims(text).1.is_empty(), "{text}");
        }
    }
}
