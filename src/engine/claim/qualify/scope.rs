//! The predicates of a claim that its "not" and "may" must govern, by the parse.
//!
//! The first is the claim's own: the word that hangs on nothing inside. From a predicate that only
//! says how its complement holds ("seems to", "it is likely that", "there is no doubt that") the
//! chain goes on to the complement. What hangs on no predicate of the chain qualifies a
//! subordinate clause, and not the claim.

use std::borrow::Cow;

use crate::engine::Resources;
use crate::engine::segment::Words;
use crate::engine::tag::{Relation, Upos, Word, Xpos, lemma};

/// Predicates of a chain; longer ones are not read to their end.
const LONGEST: usize = 5;

/// A claim's tokens with their parse.
pub(in crate::engine::claim) struct Scope<'a> {
    pub(in crate::engine::claim) resources: &'a Resources,
    pub(in crate::engine::claim) words: &'a Words<'a>,
    pub(in crate::engine::claim) tags: &'a [Word],
    /// In text order.
    pub(in crate::engine::claim) tokens: &'a [usize],
    /// The predicates, the outermost first.
    pub(in crate::engine::claim) chain: Vec<usize>,
}

impl<'a> Scope<'a> {
    pub(in crate::engine::claim) fn new(
        resources: &'a Resources,
        words: &'a Words<'a>,
        tags: &'a [Word],
        tokens: &'a [usize],
    ) -> Self {
        let mut scope = Self { resources, words, tags, tokens, chain: Vec::new() };
        let mut next = scope.top();
        while let Some(predicate) = next.filter(|p| !scope.chain.contains(p)) {
            scope.chain.push(predicate);
            next = scope.complement(predicate).filter(|_| scope.chain.len() < LONGEST);
        }
        scope
    }

    pub(in crate::engine::claim) fn relation(&self, i: usize) -> Relation {
        self.tags[i].relation
    }

    pub(in crate::engine::claim) fn lower(&self, i: usize) -> &str {
        self.words.lower(i)
    }

    pub(in crate::engine::claim) fn lemma(&self, i: usize) -> Cow<'_, str> {
        lemma(&self.resources.lemmas, self.words.word(i), self.tags[i].upos, self.tags[i].xpos)
    }

    /// Tokens of the claim that hang on `head`.
    pub(in crate::engine::claim) fn children(
        &self,
        head: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().copied().filter(move |&i| self.tags[i].head == Some(head))
    }

    /// A child in one of the relations.
    pub(in crate::engine::claim) fn child(
        &self,
        head: usize,
        relations: &[Relation],
    ) -> Option<usize> {
        self.children(head).find(|&i| relations.contains(&self.relation(i)))
    }

    /// Its subject.
    pub(in crate::engine::claim) fn subject(&self, predicate: usize) -> Option<usize> {
        self.child(predicate, &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter])
    }

    fn is_inside(&self, i: usize) -> bool {
        self.tokens.binary_search(&i).is_ok()
    }

    /// The claim's own predicate: of the words that hang on nothing inside, the one that is most
    /// like one, in the first sentence that has any.
    fn top(&self) -> Option<usize> {
        let tops = self.tokens.iter().copied().filter(|&i| {
            self.tags[i].head.is_none_or(|h| !self.is_inside(h)) && self.tags[i].upos != Upos::Punct
        });
        let worth = |i: usize| {
            if matches!(self.relation(i), Relation::Advcl | Relation::AclRelcl) {
                return 1;
            }
            let has = |relations: &[Relation]| self.child(i, relations).is_some();
            let finite = matches!(self.tags[i].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
                || has(&[Relation::Aux, Relation::AuxPass, Relation::Cop]);
            match () {
                () if finite && self.subject(i).is_some() => 4,
                () if finite || self.subject(i).is_some() => 3,
                () if self.tags[i].upos == Upos::Verb => 2,
                () => 1,
            }
        };
        let document = self.words.document();
        let sentence = |i: usize| document.sentence_at(document.tokens[i].span.start);
        let mut best = None;
        for i in tops {
            if best.is_some_and(|(first, most)| most > 1 && sentence(first) != sentence(i)) {
                break;
            }
            let worth = worth(i);
            if best.is_none_or(|(_, most)| worth > most) {
                best = Some((i, worth));
            }
        }
        best.map(|(i, _)| i)
    }

    /// The clause that `predicate` only says something about.
    fn complement(&self, predicate: usize) -> Option<usize> {
        if let Some(infinitive) = self.child(predicate, &[Relation::Xcomp])
            && self.children(infinitive).any(|i| self.lower(i) == "to")
            && (self.raises(predicate) || self.is_impersonal(predicate))
        {
            return Some(infinitive);
        }
        let clause = [Relation::Ccomp, Relation::Csubj, Relation::CsubjPass, Relation::CsubjOuter];
        if let Some(clause) = self.child(predicate, &clause)
            && (self.is_impersonal(predicate) || self.is_own_belief(predicate))
        {
            return Some(clause);
        }
        // "There is no doubt that", "there is a chance of … that".
        let noun = self.evidence(predicate)?;
        let held = [Relation::Acl, Relation::Ccomp, Relation::AclRelcl];
        self.child(noun, &held).or_else(|| self.child(predicate, &held)).filter(|&clause| {
            self.children(clause).any(|i| {
                self.relation(i) == Relation::Mark && matches!(self.lower(i), "that" | "whether")
            })
        })
    }

    /// "Doubt" in "there is no doubt", "evidence" in "they have no evidence".
    pub(in crate::engine::claim) fn evidence(&self, predicate: usize) -> Option<usize> {
        let noun = if matches!(&*self.lemma(predicate), "be" | "have" | "see" | "exist" | "remain")
        {
            self.child(predicate, &[Relation::Obj])
                .or_else(|| self.subject(predicate))
                .unwrap_or(predicate)
        } else {
            predicate
        };
        let known = matches!(
            &*self.lemma(noun),
            "doubt"
                | "question"
                | "chance"
                | "possibility"
                | "risk"
                | "likelihood"
                | "danger"
                | "prospect"
                | "probability"
        );
        known.then_some(noun)
    }

    /// "It is clear that", "it seems that".
    fn is_impersonal(&self, predicate: usize) -> bool {
        let expletive = self.child(predicate, &[Relation::Expl]).is_some();
        let it = self.subject(predicate).is_none_or(|s| matches!(self.lower(s), "it" | "that"));
        let judges = self.tags[predicate].upos == Upos::Adj
            || self.child(predicate, &[Relation::AuxPass]).is_some()
            || matches!(&*self.lemma(predicate), "seem" | "appear" | "mean" | "happen" | "case");
        (expletive || it) && judges
    }

    /// "I think", "we do not believe".
    fn is_own_belief(&self, predicate: usize) -> bool {
        let own = self.subject(predicate).is_some_and(|s| matches!(self.lower(s), "i" | "we"));
        own && matches!(
            &*self.lemma(predicate),
            "think"
                | "believe"
                | "guess"
                | "suppose"
                | "expect"
                | "hope"
                | "fear"
                | "doubt"
                | "know"
                | "assume"
                | "suspect"
                | "say"
                | "imagine"
                | "reckon"
                | "feel"
                | "see"
        )
    }

    /// Whether the subject of the predicate is that of its infinitive, about which it says how far
    /// it holds.
    fn raises(&self, predicate: usize) -> bool {
        matches!(
            &*self.lemma(predicate),
            "seem"
                | "appear"
                | "tend"
                | "continue"
                | "begin"
                | "start"
                | "have"
                | "need"
                | "go"
                | "expect"
                | "set"
                | "due"
                | "about"
                | "schedule"
                | "suppose"
                | "believe"
                | "think"
                | "say"
                | "allege"
                | "report"
                | "know"
                | "understand"
                | "poise"
                | "slate"
                | "likely"
                | "unlikely"
                | "certain"
                | "sure"
                | "bind"
                | "bound"
                | "able"
                | "unable"
                | "ought"
                | "use"
                | "fail"
                | "refuse"
                | "decline"
                | "neglect"
                | "rumour"
                | "rumor"
                | "require"
                | "oblige"
                | "predict"
                | "forecast"
                | "project"
                | "claim"
                | "manage"
                | "get"
        )
    }
}
