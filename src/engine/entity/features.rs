//! What speaks for and against a referent as the one that "he" or "she" means.
//!
//! Each candidate gets one number for each [`Feature`]; a linear score of them (`score`) says how
//! likely it is. The features are those of the literature: recency, function and parallel function
//! (Lappin & Leass 1994), forward-looking centres (Grosz, Joshi & Weinstein 1995), clause mates and
//! reporting verbs, and who speaks in which quotation.

use super::MentionForm;
use super::phrases::Phrase;
use super::referents::{Referent, Seen};
use super::resolve::Walk;
use super::score::Here;
use super::syntax::Function;
use crate::engine::lexicon::Gender;

macro_rules! features {
    ($($name:ident)*) => {
        /// What is asked of a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Feature { $($name),* }

        /// Their names, in order.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    // For every candidate; in a quotation; nameless; not yet mentioned, but looked ahead to.
    Any Quoted Nameless Ahead
    // Sentences since the last mention.
    Ago1 Ago2 Ago3 Ago4 Ago6 Ago9
    // What it was there; and with the pronoun's own function.
    WasSubject WasObject WasOwner SameFunction
    SubjectHere SubjectBefore FirstSubjectBefore
    // Last meant by a pronoun, by a title or nominal; "who" follows; joined by "and".
    ByPronoun ByNominal Relative Joined
    // Its place among the candidates by recency; the only one; how many subjects came between.
    Latest SecondLatest Only OneBetween MoreBetween
    // How often it was seen, on a log scale; more often than all others; in the headline.
    Often MostOften InTitle
    // In this block; subject of its first sentence.
    SameBlock LeadsBlock
    // Gender known; unknown where another's is known.
    Gendered Ungendered
    // Subject of the reporting verb before; spoke last, and the pronoun speaks now; and it does not.
    SaysSo SpeaksAgain SpokeLast
    // Subject of the pronoun's own clause, of a clause that it hangs on.
    OwnClause UpperClause
    // Pronoun in a quotation: candidate last seen in the same one, outside in the same sentence,
    // most often seen, the latest; the other way round.
    SameQuote QuotedNear QuotedMost QuotedLatest FromQuote
    // Speaker of the quotation before.
    QuotedSpokeLast
    // First subject of its sentence: candidate first subject of the sentence before, or no subject.
    OpensWithFirst OpensWithOther
    // First sentence of a block: candidate most often seen, the latest.
    NewBlockMost NewBlockLatest
    // "his": the latest; the clause's subject. "him": subject of a clause above.
    OwnerLatest OwnerClause ObjectUpper
    // What hangs on a reporting verb: candidate says it.
    UpperSays
    // Nameless: last seen in this sentence, in the one before; as a subject; last as "a farmer";
    // seen before; in a quotation.
    NamelessHere NamelessBefore NamelessSubject NamelessNew NamelessAgain NamelessQuoted
}

/// How many features there are.
pub(super) const COUNT: usize = NAMES.len();

/// A number for each feature.
pub(super) type Features = [f64; COUNT];

/// A candidate as it stands before the pronoun.
struct Candidate<'a> {
    id: usize,
    referent: &'a Referent,
    last: Option<&'a Seen>,
    count: usize,
}

impl Walk<'_> {
    /// The features of those of `ids` that have been mentioned, or are `ahead`.
    pub(super) fn look(
        &self,
        phrase: &Phrase,
        gender: Gender,
        here: Here,
        ids: &[usize],
        ahead: Option<usize>,
    ) -> Vec<(Features, usize)> {
        let candidates: Vec<Candidate<'_>> = ids
            .iter()
            .map(|&id| {
                let referent = &self.names.referents[id];
                let last = referent.last_before(here.at);
                let count = referent.seen.iter().filter(|s| s.tokens.end <= here.at).count();
                Candidate { id, referent, last, count }
            })
            .filter(|c| c.last.is_some() || ahead == Some(c.id))
            .collect();
        let mut order: Vec<(usize, usize)> =
            candidates.iter().filter_map(|c| Some((c.last?.tokens.start, c.id))).collect();
        order.sort_unstable_by(|a, b| b.cmp(a));
        let named = |c: &&Candidate<'_>| c.referent.name.is_some();
        let most = candidates.iter().filter(named).max_by_key(|c| (c.count, c.id)).map(|c| c.count);
        let sole = most.is_some_and(|m| candidates.iter().filter(|c| c.count == m).count() == 1);
        let clauses = self.syntax().clauses(phrase.tokens.start);
        let known = candidates.iter().any(|c| {
            c.referent.gender == Some(gender)
                && c.last.is_some_and(|l| l.sentence + 3 >= here.sentence)
        });
        let speaks = phrase.function == Function::Subject && phrase.quote.is_none() && {
            let sentence = &self.names.words.document().sentences[here.sentence].tokens;
            self.syntax().reporting_verb(&phrase.tokens, sentence).is_some()
        };
        let quoted = phrase.quote.is_some();
        let n_candidates = candidates.len();
        let opens = phrase.function == Function::Subject
            && !quoted
            && self.first_subject(here.sentence).is_none();
        let new_block = here.sentence == here.block && !quoted;
        let (owner, object) = (
            phrase.function == Function::Owner,
            matches!(phrase.function, Function::Object | Function::Oblique),
        );
        let features = |c: Candidate<'_>| {
            let mut f = [0.0; COUNT];
            let mut set = |feature: Feature, holds: bool| {
                f[feature as usize] = f64::from(u8::from(holds));
            };
            let rank = order.iter().position(|o| o.1 == c.id);
            let is_most = sole && Some(c.count) == most;
            set(Feature::Any, true);
            set(Feature::Quoted, quoted);
            set(Feature::Nameless, c.referent.name.is_none());
            set(Feature::Ahead, ahead == Some(c.id));
            set(Feature::Only, n_candidates == 1);
            set(Feature::Latest, rank == Some(0));
            set(Feature::SecondLatest, rank == Some(1));
            set(Feature::MostOften, is_most);
            set(Feature::Gendered, c.referent.gender == Some(gender));
            set(Feature::Ungendered, c.referent.gender.is_none() && known);
            let spoke = self.speaker.filter(|s| s.0 == c.id && s.1 + 2 >= here.sentence).is_some();
            set(Feature::SpeaksAgain, spoke && speaks);
            set(Feature::SpokeLast, spoke && !speaks && !quoted);
            set(Feature::QuotedSpokeLast, spoke && quoted);
            set(Feature::SaysSo, self.says_so(c.referent, here));
            set(Feature::InTitle, c.referent.seen.iter().any(|s| s.sentence == 0));
            set(Feature::NewBlockMost, new_block && is_most);
            set(Feature::NewBlockLatest, new_block && rank == Some(0));
            set(Feature::OwnerLatest, owner && rank == Some(0));
            if let Some(last) = c.last {
                let ago = here.sentence.saturating_sub(last.sentence);
                let near = || {
                    let at = |s: &&Seen| s.sentence == last.sentence && s.tokens.end <= here.at;
                    c.referent.seen.iter().filter(at)
                };
                let function = near().map(|s| s.function).min().unwrap_or(Function::Oblique);
                set(Feature::Ago1, ago == 1);
                set(Feature::Ago2, ago == 2);
                set(Feature::Ago3, ago == 3);
                set(Feature::Ago4, (4..6).contains(&ago));
                set(Feature::Ago6, (6..9).contains(&ago));
                set(Feature::Ago9, ago >= 9);
                set(Feature::WasSubject, function == Function::Subject);
                set(Feature::WasObject, function == Function::Object);
                set(Feature::WasOwner, function == Function::Owner);
                set(Feature::SubjectHere, function == Function::Subject && ago == 0);
                set(Feature::SubjectBefore, function == Function::Subject && ago == 1);
                set(Feature::SameFunction, function == phrase.function && ago == 1);
                let first = self.first_subject(last.sentence);
                set(Feature::FirstSubjectBefore, ago == 1 && first == Some(c.id));
                set(Feature::OpensWithFirst, opens && ago == 1 && first == Some(c.id));
                set(Feature::OpensWithOther, opens && ago == 1 && function != Function::Subject);
                set(Feature::ByPronoun, last.form == MentionForm::Pronoun);
                let nominal = matches!(last.form, MentionForm::Title | MentionForm::Nominal);
                set(Feature::ByNominal, nominal);
                set(Feature::Relative, ago == 0 && last.relative);
                set(Feature::Joined, last.joined);
                set(Feature::SameBlock, last.sentence >= here.block);
                set(
                    Feature::LeadsBlock,
                    here.sentence > here.block && self.first_subject(here.block) == Some(c.id),
                );
                let between =
                    self.subjects_since(last.tokens.end, here.at).filter(|&id| id != c.id).count();
                set(Feature::OneBetween, between == 1);
                set(Feature::MoreBetween, between > 1);
                let clause = |depth: usize| {
                    let at = clauses[depth];
                    at.is_some()
                        && near().any(|s| s.clause == at && s.function == Function::Subject)
                };
                set(Feature::OwnClause, ago == 0 && clause(0));
                set(Feature::UpperClause, ago == 0 && !clause(0) && (1..4).any(clause));
                set(Feature::OwnerClause, owner && ago == 0 && clause(0));
                let upper = ago == 0 && (1..4).any(clause);
                set(Feature::ObjectUpper, object && upper);
                let says = |depth: usize| {
                    clauses[depth].is_some_and(|verb| self.syntax().is_cue(verb)) && clause(depth)
                };
                set(Feature::UpperSays, ago == 0 && (1..4).any(says));
                set(Feature::SameQuote, quoted && last.quote == phrase.quote);
                set(Feature::QuotedNear, quoted && last.quote != phrase.quote && ago == 0);
                set(Feature::QuotedMost, quoted && is_most);
                set(Feature::QuotedLatest, quoted && rank == Some(0));
                set(Feature::FromQuote, !quoted && last.quote.is_some());
                if c.referent.name.is_none() {
                    let first = self.names.words.lower(last.tokens.start);
                    let new = matches!(
                        first,
                        "a" | "an" | "one" | "another" | "any" | "every" | "no" | "each"
                    );
                    set(Feature::NamelessHere, ago == 0);
                    set(Feature::NamelessBefore, ago == 1);
                    set(Feature::NamelessSubject, function == Function::Subject && ago < 2);
                    set(Feature::NamelessNew, new);
                    set(Feature::NamelessAgain, c.count > 1);
                    set(Feature::NamelessQuoted, quoted);
                }
            }
            f[Feature::Often as usize] = libm::log2(1.0 + c.count as f64) / 2.0;
            (f, c.id)
        };
        candidates.into_iter().map(features).collect()
    }

    /// Who was the first subject of a sentence outside of its quotations.
    fn first_subject(&self, sentence: usize) -> Option<usize> {
        self.all_subjects.iter().find(|s| s.0 == sentence).map(|s| s.2)
    }

    /// Subjects that end behind token `from` and up to `to`.
    fn subjects_since(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let inside = move |s: &&(usize, usize, usize)| s.1 > from && s.1 <= to;
        self.all_subjects.iter().rev().take(24).filter(inside).map(|s| s.2)
    }
}
