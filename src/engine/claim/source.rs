//! Whom a source means, whether it is nameless, and who passed the claim on.

use std::ops::Range;

use super::{Claim, Context, Source, Via};
use crate::engine::entity::{EntityId, EntityKind, MentionForm};
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::text::{Block, Span};

/// Sources that name nobody by themselves.
const PRONOUNS: [&str; 16] = [
    "he", "her", "him", "his", "i", "it", "its", "me", "she", "their", "them", "they", "this",
    "us", "we", "who",
];
/// More names than this pass nothing on.
const MOST_VIA: usize = 20;

/// Mentions of all entities, in text order.
pub(super) struct Sources<'a> {
    context: &'a Context<'a>,
    mentions: Vec<(Span, EntityId, MentionForm)>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        let mut mentions: Vec<_> = context
            .entities
            .iter()
            .enumerate()
            .flat_map(|(i, e)| e.mentions.iter().map(move |m| (m.span, EntityId(i as u32), m.form)))
            .collect();
        mentions.sort_unstable();
        Self { context, mentions }
    }

    /// The source that `tokens` name.
    pub(super) fn resolve(
        &self,
        lexicon: &Lexicon,
        words: &Words<'_>,
        tokens: Option<Range<usize>>,
    ) -> Source {
        let Some(tokens) = tokens else { return Source::default() };
        let span = words.span(tokens.clone());
        let entity = self.entity(words, span).or_else(|| self.named_behind(words, tokens.end));
        // "Vellmar General Hospital" is a name, although a general is somebody with a role.
        let is_name = tokens.clone().all(|i| words.is_capital(i));
        let anonymous = entity.is_none()
            && tokens.clone().any(|i| {
                let word = words.lower(i);
                lexicon.is_anonymous(word) || !is_name && lexicon.role(word).is_some()
            });
        let named = entity.map(|id| self.context.entities[id.0 as usize].name.clone());
        // A pronoun that goes back to nobody known names nobody.
        let printed = || {
            let is_pronoun = tokens.len() == 1 && PRONOUNS.contains(&words.lower(tokens.start));
            (!is_pronoun).then(|| words.document().words(span).to_owned())
        };
        Source { spans: vec![span], entity, name: named.or_else(printed), anonymous }
    }

    fn entity(&self, words: &Words<'_>, span: Span) -> Option<EntityId> {
        let from = self.mentions.partition_point(|m| m.0.end <= span.start);
        let inside = || self.mentions[from..].iter().take_while(move |m| m.0.start < span.end);
        let person = inside()
            .find(|m| self.kind(m.1) == EntityKind::Person && self.is_head(words, m.0, span));
        let covering = || {
            inside().find(|m| {
                let before = words.document().text[span.start..m.0.start.max(span.start)]
                    .trim()
                    .to_lowercase();
                m.0.end >= span.end && matches!(&*before, "" | "the" | "a")
            })
        };
        person.or_else(covering).map(|m| m.1)
    }

    /// "The chief engineer, Tove Lindal, said": the person between the commas behind token `end`.
    fn named_behind(&self, words: &Words<'_>, end: usize) -> Option<EntityId> {
        let start = words.document().tokens.get(end + 1)?.span.start;
        let at = self.mentions.partition_point(|m| m.0.start < start);
        let &(span, id, form) = self.mentions.get(at).filter(|m| m.0.start == start)?;
        let enclosed = words.lower(end) == "," && words.lower(words.token_at(span.end)) == ",";
        let person = form == MentionForm::Name && self.kind(id) == EntityKind::Person;
        (enclosed && person).then_some(id)
    }

    fn kind(&self, id: EntityId) -> EntityKind {
        self.context.entities[id.0 as usize].kind
    }

    /// False for a name that only hangs on the source: "a spokesman for Stone", "Stone’s lawyer".
    fn is_head(&self, words: &Words<'_>, mention: Span, span: Span) -> bool {
        let first = words.token_at(mention.start);
        let next = words.token_at(mention.end);
        let hangs = mention.start > span.start
            && first > 0
            && matches!(
                words.lower(first - 1),
                "of" | "for" | "from" | "in" | "with" | "to" | "by" | "at"
            );
        let owns = mention.end < span.end && words.is_possessive(next);
        !(hangs || owns)
    }
}

/// Somebody who was told or who reports, if it is an agency or outlet.
pub(super) fn agency(lexicon: &Lexicon, words: &Words<'_>, tokens: Range<usize>) -> Option<Via> {
    let span = words.span(tokens);
    let text = words.document().words(span);
    let name = text.strip_prefix("the ").or(text.strip_prefix("The ")).unwrap_or(text);
    let known = lexicon.is_agency(text) || lexicon.is_agency(name);
    known.then(|| Via {
        name: name.to_owned(),
        spans: vec![Span::new(span.end - name.len(), span.end)],
    })
}

/// Adds to the claims of a block whoever its sentences say passed them on.
pub(super) fn add_via(lexicon: &Lexicon, words: &Words<'_>, block: &Block, claims: &mut [Claim]) {
    let mut order: Vec<(usize, usize)> = claims
        .iter()
        .enumerate()
        .filter_map(|(i, claim)| Some((claim.content.first()?.start, i)))
        .collect();
    order.sort_unstable();
    let mut of_block: Vec<Via> = Vec::new();
    for sentence in &words.document().sentences[block.sentences.clone()] {
        let from = order.partition_point(|(start, _)| *start < sentence.span.start);
        let to = order.partition_point(|(start, _)| *start < sentence.span.end);
        for i in sentence.tokens.clone() {
            let Some((name_at, whole_block)) = marker(words, i) else { continue };
            let Some(via) = name_after(lexicon, words, name_at, sentence.tokens.end) else {
                continue;
            };
            if whole_block {
                of_block.push(via);
                continue;
            }
            for (_, claim) in order[from..to].iter().take(MOST_VIA) {
                push_via(&mut claims[*claim], &via);
            }
        }
    }
    of_block.dedup_by(|b, a| a.name == b.name);
    for via in of_block.iter().take(MOST_VIA) {
        claims.iter_mut().for_each(|claim| push_via(claim, via));
    }
}

/// Where the name behind a marker at token `i` begins, and whether the marker holds for the block.
fn marker(words: &Words<'_>, i: usize) -> Option<(usize, bool)> {
    let next = words.lower(i + 1);
    match words.lower(i) {
        "source" if next == ":" => Some((i + 2, true)),
        "reported" | "quoted" | "cited" if next == "by" && i > 0 && words.lower(i - 1) == "as" => {
            Some((i + 2, false))
        }
        "interview" if next == "with" => Some((i + 2, false)),
        _ => None,
    }
}

fn push_via(claim: &mut Claim, via: &Via) {
    if claim.via.len() < MOST_VIA && !claim.via.iter().any(|v| v.name == via.name) {
        claim.via.push(via.clone());
    }
}

/// The name that begins at token `i`.
fn name_after(lexicon: &Lexicon, words: &Words<'_>, i: usize, end: usize) -> Option<Via> {
    let start = if words.lower(i) == "the" { i + 1 } else { i };
    let mut stop = start;
    while stop < end && stop < start + 5 && words.is_capital(stop) {
        stop += 1;
    }
    if stop == start {
        return None;
    }
    agency(lexicon, words, start..stop).or_else(|| {
        let span = words.span(start..stop);
        Some(Via { name: words.document().words(span).to_owned(), spans: vec![span] })
    })
}
