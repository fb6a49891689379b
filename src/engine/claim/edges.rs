//! Where source, cue and content that the network found begin and end, mended by the parse.

use std::ops::Range;

use super::network::Found;
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::tag::{NameKind, NameTag, Relation, Upos, Word, above, is_below, top};
use crate::engine::text::TokenKind;

/// `found` with its edges mended where the parse is sure of them.
///
/// A cue loses a preposition that goes with words outside ("said *at* the depot"). A source loses the
/// "by" before it, and gets the other name between commas behind it ("the operator, *KarTram*, …"). A
/// content loses who was told ("told *the inquiry* he never saw them") and a clause in which somebody
/// else speaks, or the beginning of one ("it was too early, *while Claire Aubry called it a crime*"). A
/// piece of content without a word that says anything is joined to the next one or dropped. What is
/// linked or likened gets what it is linked to ("linked the deaths *to the heat*").
pub(super) fn mend(lexicon: &Lexicon, words: &Words<'_>, tags: &[Word], mut found: Found) -> Found {
    while found.cue.len() > 1 && hangs_outside(tags, &found, found.cue.end - 1) {
        found.cue.end -= 1;
    }
    if let Some(source) = &mut found.source
        && source.len() > 1
        && words.lower(source.start) == "by"
    {
        source.start += 1;
    }
    if let Some(run) = found.content.first_mut()
        && let Some(start) = behind_told(tags, &found.cue, run)
    {
        run.start = start;
    }
    for run in &mut found.content {
        run.end = before_cut_clause(words, tags, run);
        run.end = before_other_speaker(lexicon, words, tags, run);
        run.end = with_other_side(words, tags, &found.cue, run);
    }
    if let Some(source) = &mut found.source
        && let Some(first) = found.content.iter().position(|run| run.start == source.end + 1)
        && words.lower(source.end) == ","
        && let Some(name) = beside(words, tags, source, &found.content[first])
    {
        source.end = name.end;
        let run = &mut found.content[first];
        run.start = run.end.min(name.end + 1);
        found.content.retain(|run| !run.is_empty());
    }
    let is_empty = |run: &Range<usize>| {
        tags[run.clone()].iter().all(|tag| {
            matches!(tag.upos, Upos::Det | Upos::Adp | Upos::Cconj | Upos::Part | Upos::Punct)
        })
    };
    let taken = |i: usize| {
        found.cue.contains(&i) || found.source.as_ref().is_some_and(|source| source.contains(&i))
    };
    let mut content: Vec<Range<usize>> = Vec::with_capacity(found.content.len());
    for run in &found.content {
        match content.last_mut().filter(|before| is_empty(before)) {
            Some(before)
                if run.start - before.end <= WIDEST_GAP && !(before.end..run.start).any(taken) =>
            {
                before.end = run.end;
            }
            Some(before) => *before = run.clone(),
            None => content.push(run.clone()),
        }
    }
    if content.len() > 1 && content.last().is_some_and(is_empty) {
        content.pop();
    }
    Found { content, ..found }
}

/// The widest gap, in tokens, behind a piece of content that says nothing by itself.
const WIDEST_GAP: usize = 3;

/// Whether token `i` of the cue is a preposition of words outside source and content.
fn hangs_outside(tags: &[Word], found: &Found, i: usize) -> bool {
    let of = tags[i].head.filter(|_| tags[i].relation == Relation::Case);
    of.is_some_and(|of| {
        let mut runs = found.content.iter().chain(&found.source).chain([&found.cue]);
        of > i && !runs.any(|run| run.contains(&of))
    })
}

/// The words at the beginning of `content`, up to a comma, that are another name for `source`.
fn beside(
    words: &Words<'_>,
    tags: &[Word],
    source: &Range<usize>,
    content: &Range<usize>,
) -> Option<Range<usize>> {
    let is_comma = |i: &usize| words.lower(*i) == ",";
    let end = content.clone().find(is_comma).unwrap_or(content.end);
    let name = content.start..end;
    let closed = end < content.end || is_comma(&end);
    let top = top(tags, &name).filter(|_| closed)?;
    let of = tags[top].head.filter(|_| tags[top].relation == Relation::Appos)?;
    source.contains(&of).then_some(name)
}

/// Where the clause begins that somebody was told, if `run` begins with whom.
fn behind_told(tags: &[Word], cue: &Range<usize>, run: &Range<usize>) -> Option<usize> {
    let verb = top(tags, cue).filter(|_| run.start == cue.end)?;
    let hangs = |i: &usize, relations: &[Relation]| {
        tags[*i].head == Some(verb) && relations.contains(&tags[*i].relation)
    };
    let told = run.clone().find(|i| hangs(i, &[Relation::Obj, Relation::Iobj]))?;
    let clause = (told + 1..run.end).find(|i| hangs(i, &[Relation::Ccomp]))?;
    let start = (told + 1..=clause).find(|&i| is_below(tags, i, clause))?;
    (run.start..start).all(|i| is_below(tags, i, told)).then_some(start)
}

/// The end of `run` without a clause of which it holds the beginning alone: subject and what stands
/// before it, but not the verb.
fn before_cut_clause(words: &Words<'_>, tags: &[Word], run: &Range<usize>) -> usize {
    let is_mark = |i: &usize| words.kind(*i) == TokenKind::Punctuation;
    let subject = |i: usize| matches!(tags[i].relation, Relation::Nsubj | Relation::NsubjPass);
    let Some(last) = run.clone().rev().find(|i| !is_mark(i)) else { return run.end };
    let outside = |i: &usize| tags[*i].head.is_none_or(|head| !run.contains(&head));
    let Some(top) = above(tags, last).find(outside) else { return run.end };
    let Some(verb) = tags[top].head.filter(|&verb| verb >= run.end && subject(top)) else {
        return run.end;
    };
    let linked = matches!(tags[verb].relation, Relation::Advcl | Relation::Conj);
    let begins = run.clone().find(|&i| is_below(tags, i, verb));
    let Some(start) = begins.filter(|&start| linked && start > run.start) else { return run.end };
    let whole = tags[verb].head.is_some_and(|head| head < start)
        && (start..run.end).all(|i| is_below(tags, i, verb) || is_mark(&i));
    let kept = (run.start..start).rev().find(|i| whole && !is_mark(i));
    kept.map_or(run.end, |i| i + 1)
}

/// The end of `run` with what the cue links it to.
fn with_other_side(
    words: &Words<'_>,
    tags: &[Word],
    cue: &Range<usize>,
    run: &Range<usize>,
) -> usize {
    let links = |verb: &usize| {
        let stems =
            ["ascrib", "attribut", "compar", "connect", "equat", "liken", "link", "tie", "tying"];
        stems.iter().any(|stem| words.lower(*verb).starts_with(stem))
    };
    let Some(verb) = top(tags, cue).filter(links) else { return run.end };
    let is_side = |i: usize| tags[i].head == Some(verb) && tags[i].relation == Relation::Obl;
    if run.end >= tags.len() || !matches!(words.lower(run.end), "to" | "with") {
        return run.end;
    }
    let Some(side) = above(tags, run.end).find(|&i| is_side(i)) else { return run.end };
    run.end + (run.end..tags.len()).take_while(|&i| is_below(tags, i, side)).count()
}

/// The end of `run` without ", while Claire Aubry spoke of a crime".
fn before_other_speaker(
    lexicon: &Lexicon,
    words: &Words<'_>,
    tags: &[Word],
    run: &Range<usize>,
) -> usize {
    let contrasts = |i: &usize| {
        matches!(words.lower(*i), "while" | "whereas") && words.lower(i.wrapping_sub(1)) == ","
    };
    let Some(mark) = (run.start + 2..run.end).find(contrasts) else { return run.end };
    let verb = tags[mark].head.filter(|verb| run.contains(verb) && *verb > mark);
    let speaks = |verb: &usize| lexicon.cue(words.lower(*verb)).is_some();
    let somebody = |verb: &usize| {
        let subject = (mark + 1..*verb)
            .find(|&i| tags[i].head == Some(*verb) && tags[i].relation == Relation::Nsubj);
        subject.is_some_and(|subject| {
            let person = |i: &usize| matches!(tags[*i].name, NameTag::Begin(NameKind::Person));
            (mark + 1..*verb).filter(|&i| is_below(tags, i, subject)).any(|i| person(&i))
        })
    };
    let is_other = verb.filter(speaks).filter(somebody).is_some();
    if is_other { mark - 1 } else { run.end }
}

#[cfg(test)]
mod tests {
    use crate::engine::claim::tests::claims;
    use crate::engine::text::Span;

    #[test]
    fn what_is_linked_gets_what_it_is_linked_to() {
        let connected = "In his remarks, Lavrov connected the deeds of his country to a wider aim \
                         of establishing what he described as principles of justice.";
        let (_, claims) = claims(connected);
        let text = |s: &Span| s.of(connected);
        let content: Vec<&str> = claims.iter().flat_map(|c| &c.content).map(text).collect();
        let whole = "the deeds of his country to a wider aim of establishing what he described as \
                     principles of justice";
        assert!(content.contains(&whole), "{content:?}");
    }
}
