//! Statements that one paragraph announces and the next ones give: "The governor added:", "His reply
//! reads:", "The council gave three reasons:". What follows stands between marks, is set off, is a list,
//! or has lost its form and is but the next paragraph.

use std::ops::Range;

use super::cue::cue_class;
use super::extract::Extractor;
use super::nameless::singular;
use super::network::Found;
use super::pieces::pieces;
use super::{Claim, Quotation, Source};
use crate::engine::lexicon::{CueClass, Frame, Lexicon};
use crate::engine::segment::{QUOTE_MARKS, Words};
use crate::engine::tag::{Relation, Upos, Word, above, run_below};
use crate::engine::text::{BlockKind, Span};

/// Who announced what the next blocks say.
pub(super) struct Announced {
    cue: Span,
    cue_class: CueClass,
    source: Source,
    /// The kind of the blocks that gave it so far.
    given: Option<BlockKind>,
}

impl Extractor<'_> {
    /// What the end of a block announces, if its last words are those of a speaker and a colon.
    pub(super) fn announcement(&self, index: usize, first: usize) -> Option<Announced> {
        let (lexicon, words, tags) = (self.lexicon, self.words, self.context.words);
        let (source, cue) = announcement(lexicon, words, tags, index)?;
        let span = words.span(cue.clone());
        let is_taken = |claim: &Claim| {
            let mut spans = claim.cue.iter().chain(&claim.content);
            spans.any(|s| s.overlaps(span))
        };
        if self.claims[first..].iter().any(is_taken) {
            return None;
        }
        let source = self.sources.resolve(lexicon, words, Some(source));
        let cue_class = cue_class(lexicon, words, tags, cue);
        Some(Announced { cue: span, cue_class, source, given: None })
    }

    /// Reads a block as that which was announced; `found` is what the network finds there. False if it
    /// is something else.
    pub(super) fn read_announced(
        &mut self,
        index: usize,
        found: &[Found],
        announced: Announced,
    ) -> bool {
        let document = self.context.document;
        let block = &document.blocks[index];
        let text = document.words(block.span);
        let is_marked = text.starts_with(QUOTE_MARKS);
        // Somebody who speaks outside the marks of the block has the word there.
        let is_told = found.iter().any(|found| {
            let inside = |run: &Range<usize>| {
                let span = self.words.span(run.clone());
                self.quotes.iter().any(|q| q.outer.overlaps(span))
            };
            !inside(&found.cue) && found.content.iter().any(inside)
        });
        let region = match block.kind {
            BlockKind::Quote | BlockKind::ListItem => block.span,
            BlockKind::Paragraph if announced.given.is_some() || is_told => return false,
            BlockKind::Paragraph if is_marked => match self.quotes.first() {
                Some(quote) if quote.outer.start == block.span.start => quote.inner,
                _ => without_marks(block.span, &document.text),
            },
            BlockKind::Paragraph if !text.ends_with(':') => block.span,
            _ => return false,
        };
        if announced.given.is_some_and(|kind| kind != block.kind) {
            return false;
        }
        let content = pieces(&document.text, region, &self.quotes);
        if content.is_empty() {
            return false;
        }
        let claim = self.plain(content, announced.source.clone());
        let own_words = block.kind != BlockKind::ListItem;
        let quotation = if own_words { Quotation::Direct } else { claim.quotation };
        let (cue, cue_class) = (vec![announced.cue], announced.cue_class);
        self.claims.push(Claim { cue, cue_class, quotation, ..claim });
        self.announced = Some(Announced { given: Some(block.kind), ..announced });
        true
    }
}

/// A block without a mark at its beginning that is never closed, and a stray one at its end.
fn without_marks(block: Span, text: &str) -> Span {
    let body = block.of(text);
    let inside = body.trim_start_matches(QUOTE_MARKS);
    let start = block.end - inside.len();
    Span::new(start, start + inside.trim_end_matches(QUOTE_MARKS).len())
}

/// Source and cue of the sentence that ends a block with a colon.
fn announcement(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    block: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    let document = words.document();
    let last = document.blocks[block].sentences.clone().last()?;
    let sentence = document.sentences[last].tokens.clone();
    let colon = sentence.end.checked_sub(1).filter(|&i| words.lower(i) == ":")?;
    let sentence = sentence.start..colon;
    let depth = |i: usize| above(tags, i).count();
    let by_verb = sentence
        .clone()
        .filter(|&i| is_open_verb(lexicon, words, tags, &sentence, i))
        .filter_map(|i| Some((subject(words, tags, &sentence, i)?, i)));
    let is_speech = |i: &usize| {
        let noun = words.lower(*i);
        let stem = singular(noun);
        let speech = |noun: &str| lexicon.cue_noun(noun).is_some() || TEXTS.contains(&noun);
        tags[*i].upos == Upos::Noun && (speech(noun) || stem.is_some_and(|stem| speech(&stem)))
    };
    if let Some((subject, verb)) = by_verb.min_by_key(|&(_, i)| (depth(i), colon - i)) {
        let text = Some(subject).filter(is_speech);
        let owner = text.and_then(|noun| owner(words, tags, &sentence, noun));
        let who = owner.map_or(subject, |(owner, _)| owner);
        return Some((phrase(words, tags, &sentence, who), verb..verb + 1));
    }
    let mut nouns = sentence.clone().rev().filter(is_speech);
    nouns.find_map(|noun| {
        let (owner, start) = owner(words, tags, &sentence, noun)?;
        Some((phrase(words, tags, &sentence, owner), start..noun + 1))
    })
}

/// What people put words into, beside the nouns of speech.
const TEXTS: &[&str] =
    &["letter", "email", "post", "tweet", "memo", "apology", "advice", "endorsement", "reaction"];

/// Verbs by which a statement is given.
const GIVES: &[&str] = &[
    "made",
    "makes",
    "make",
    "gave",
    "gives",
    "give",
    "issued",
    "issues",
    "issue",
    "released",
    "releases",
    "posted",
    "posts",
    "offered",
    "offers",
    "published",
    "publishes",
    "sent",
    "sends",
    "shared",
    "shares",
    "wrote",
    "writes",
    "delivered",
    "left",
    "had",
    "has",
];

/// Whether it is a reporting verb, not negated, that has not got its clause yet.
fn is_open_verb(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    sentence: &Range<usize>,
    i: usize,
) -> bool {
    let word = words.lower(i);
    let reports = matches!(word, "reads" | "read")
        || lexicon.cue(word).is_some_and(|cue| matches!(cue.frame, Frame::Clause | Frame::That));
    let has =
        |fits: &dyn Fn(usize) -> bool| sentence.clone().any(|c| tags[c].head == Some(i) && fits(c));
    let clause = |c: usize| tags[c].relation == Relation::Ccomp && c > i;
    let negated = |c: usize| lexicon.is_negation(words.lower(c));
    // "three items that she had proposed": a clause on a noun gives no word on.
    let on_noun = tags[i].relation == Relation::AclRelcl;
    tags[i].upos == Upos::Verb && reports && !on_noun && !has(&clause) && !has(&negated)
}

/// The subject of a verb, or of the verb that it goes on from.
fn subject(
    words: &Words<'_>,
    tags: &[Word],
    sentence: &Range<usize>,
    verb: usize,
) -> Option<usize> {
    let of = |v: usize, passive: bool| {
        sentence.clone().find(|&c| {
            let relation = tags[c].relation;
            let fits = relation == Relation::Nsubj || passive && relation == Relation::NsubjPass;
            tags[c].head == Some(v) && fits
        })
    };
    let mut clauses = above(tags, verb).filter(|&v| matches!(tags[v].upos, Upos::Verb | Upos::Aux));
    let subject = clauses.find_map(|v| of(v, v != verb))?;
    let is_somebody = !matches!(
        words.lower(subject),
        "i" | "we" | "you" | "this" | "that" | "these" | "those" | "there" | "which" | "who"
    );
    is_somebody.then_some(subject)
}

/// Whose words a noun of speech announces, and where the cue begins.
fn owner(
    words: &Words<'_>,
    tags: &[Word],
    sentence: &Range<usize>,
    noun: usize,
) -> Option<(usize, usize)> {
    let below = |of: usize| sentence.clone().filter(move |&c| tags[c].head == Some(of));
    if let Some(owner) = below(noun).find(|&c| tags[c].relation == Relation::NmodPoss) {
        return Some((owner, noun));
    }
    let gives = |c: usize| below(c).any(|p| matches!(words.lower(p), "by" | "from"));
    if let Some(owner) = below(noun).find(|&c| tags[c].relation == Relation::Nmod && gives(c)) {
        return Some((owner, noun));
    }
    let verb = tags[noun].head.filter(|_| tags[noun].relation == Relation::Obj)?;
    let given = GIVES.contains(&words.lower(verb)) && verb < noun;
    let subject = subject(words, tags, sentence, verb).filter(|_| given)?;
    Some((subject, verb))
}

/// The words around `head` that hang on it, as one run.
fn phrase(words: &Words<'_>, tags: &[Word], sentence: &Range<usize>, head: usize) -> Range<usize> {
    let parts = |&i: &usize| matches!(words.lower(i), "," | "by" | "from");
    let from = (sentence.start..head).rev().find(parts).map_or(sentence.start, |i| i + 1);
    let to = (head + 1..sentence.end).find(parts).unwrap_or(sentence.end);
    let Range { start, end } = run_below(tags, head, from..to);
    let is_mark = |i: usize| matches!(words.lower(i), "'s" | "’s" | "'" | "’");
    start..if end - 1 > head && is_mark(end - 1) { end - 1 } else { end }
}

#[cfg(test)]
mod tests {
    use crate::engine::claim::tests::check;

    #[test]
    fn the_next_paragraph_is_what_was_announced() {
        check(
            "Mayor Ada Stone added:\nNobody asked the tenants. The lift broke down in March.\n",
            &[("Ada Stone", "added", "Nobody asked the tenants. The lift broke down in March")],
        );
        check(
            "Ada Stone made the following comment:\n“The lift broke down in March.“\nIt rained.\n",
            &[("Ada Stone", "made the following comment", "The lift broke down in March")],
        );
    }

    #[test]
    fn what_is_set_off_or_listed_goes_on() {
        check(
            "The statement from Karvia Rail reads:\n> The bridge is safe.\n> It opens on Friday.\nTrains ran late.\n",
            &[
                ("Karvia Rail", "reads", "The bridge is safe"),
                ("Karvia Rail", "reads", "It opens on Friday"),
            ],
        );
        check(
            "Karvia Rail gave two recommendations:\n* The bridge is old.\n* The winter was hard.\nTrains ran late.\n",
            &[
                ("Karvia Rail", "gave two recommendations", "The bridge is old"),
                ("Karvia Rail", "gave two recommendations", "The winter was hard"),
            ],
        );
    }

    #[test]
    fn a_colon_without_a_speaker_announces_nothing() {
        check("Here is what is known so far:\nThe bridge was closed in March.\n", &[]);
        check("The depot was not easy to find:\nThe road had no sign.\n", &[]);
        check("Ada Stone did not say:\nThe road had no sign.\n", &[]);
    }

    #[test]
    fn who_speaks_in_the_next_paragraph_has_the_word() {
        check(
            "Ada Stone replied:\n“The lift broke down,” said Tove Lindal, a tenant.\n",
            &[("Tove Lindal", "said", "The lift broke down")],
        );
    }
}
