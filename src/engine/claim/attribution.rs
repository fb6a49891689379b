//! Attributions of one sentence: cue, source and the regions of content around them.
//!
//! A reporting verb is read with its subject, found before it, behind it, or taken from the verb
//! that it is coordinated with. The content stands behind the cue ("X said that A"), before it
//! ("A, X said"), or on both sides ("A, X said, B").

use std::ops::Range;

use super::clause::Clause;
use super::function_words::is_auxiliary;
use crate::engine::lexicon::{Cue, CueClass, Form, Frame};
use crate::engine::text::Span;

/// What one cue attributes.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    /// Regions of content, still with marks at their edges.
    pub(super) content: Vec<Span>,
    /// Tokens of the source.
    pub(super) source: Option<Range<usize>>,
    /// Tokens of the cue.
    pub(super) cue: Range<usize>,
    pub(super) class: CueClass,
    /// Tokens of the one who was told, or who passed it on.
    pub(super) told: Option<Range<usize>>,
    /// The attribution of the same sentence that this one is part of.
    pub(super) parent: Option<usize>,
}

/// Finds the attributions of a sentence, in the order of their cues. `region`: the sentence, and
/// what belongs to a quotation that begins or ends in it.
pub(super) fn find_attributions(clause: &Clause<'_>, region: Span) -> Vec<Attribution> {
    let mut reader = Reader { clause, region, found: Vec::new() };
    for i in clause.tokens.clone() {
        if clause.is_quoted(i) {
            continue;
        }
        if clause.lower(i) == "according" && clause.lower(i + 1) == "to" {
            reader.read_according(i);
            continue;
        }
        let n_found = reader.found.len();
        if let Some(cue) = clause.lexicon.cue(clause.lower(i)) {
            reader.read_verb(i, cue);
        }
        if reader.found.len() == n_found
            && let Some(class) = clause.lexicon.cue_noun(clause.lower(i))
        {
            reader.read_noun(i, class);
        }
    }
    reader.found
}

/// Reads one sentence.
pub(super) struct Reader<'a> {
    pub(super) clause: &'a Clause<'a>,
    pub(super) region: Span,
    pub(super) found: Vec<Attribution>,
}

/// Where the source of a verb stands.
struct Subject {
    tokens: Option<Range<usize>>,
    /// The first token of source and cue together, and the one behind them.
    outer: Range<usize>,
    /// The same as that of the attribution before.
    shared: bool,
}

impl Reader<'_> {
    pub(super) fn start_of(&self, i: usize) -> usize {
        let tokens = &self.clause.words.document().tokens;
        if self.clause.tokens.contains(&i) { tokens[i].span.start } else { self.region.end }
    }

    pub(super) fn end_before(&self, i: usize) -> usize {
        if i > self.clause.tokens.start {
            self.clause.words.document().tokens[i - 1].span.end
        } else {
            self.region.start
        }
    }

    fn read_verb(&mut self, i: usize, cue: Cue) {
        let first = self.clause.skip_auxiliaries(i);
        if !self.is_verb(i, first, cue) {
            return;
        }
        let Some(subject) = self.subject(i, first, cue) else { return };
        let before = Span::new(
            self.region.start,
            self.end_before(subject.outer.start).max(self.region.start),
        );
        if !subject.tokens.clone().is_some_and(|tokens| self.may_speak(tokens, cue)) {
            return;
        }
        let (told, mut after) = self.behind_cue(subject.outer.end, cue);
        let points = cue.lemma == "point" && after == i + 1 && self.clause.lower(after) == "to";
        after += usize::from(points);
        let begins = self.begins_content(after, cue);
        let stands_before = !subject.shared && self.is_content_before(subject.outer.start);
        let open_end =
            begins != Some(true) && !self.clause.is_quoted(subject.outer.start.max(1) - 1);
        if stands_before && open_end && cue.form == Form::ThirdPerson && cue.frame != Frame::Clause
        {
            return;
        }
        let mut content = Vec::new();
        if stands_before && begins != Some(true) {
            content.push(before);
            if self.clause.lower(subject.outer.end) == "," || self.clause.is_quoted(after) {
                self.push_rest(subject.outer.end, &mut content);
            }
        } else if let Some(content_start) = self.content_start(after, begins, cue) {
            let start = self.start_of(content_start);
            content.push(Span::new(start, self.content_end(content_start).max(start)));
        } else {
            return;
        }
        let parent = self.cut_last(&subject, stands_before);
        let cue_end = if points && !stands_before { i + 2 } else { i + 1 };
        let cue_start = if first < i && self.clause.lexicon.is_negation(self.clause.lower(i - 1)) {
            i - 1
        } else {
            i
        };
        self.found.push(Attribution {
            content,
            source: subject.tokens,
            cue: cue_start..cue_end,
            class: cue.class,
            told,
            parent,
        });
    }

    fn subject(&self, i: usize, first: usize, cue: Cue) -> Option<Subject> {
        let clause = self.clause;
        let start = clause.tokens.start;
        let inverts = matches!(cue.form, Form::Past | Form::ThirdPerson) && i > start && first == i;
        if inverts
            && (clause.is_quoted(i - 1) || clause.lower(i - 1) == ",")
            && let Some(tokens) = clause.phrase_after(i + 1)
            && (clause.is_quoted(i - 1) || clause.phrase_before(i).is_none())
        {
            let end = tokens.end;
            return Some(Subject { tokens: Some(tokens), outer: i..end, shared: false });
        }
        let participle =
            cue.form == Form::Gerund && !(first..i).any(|k| is_auxiliary(clause.lower(k)));
        if !participle && let Some(tokens) = clause.phrase_before(first) {
            let from = tokens.start;
            return Some(Subject { tokens: Some(tokens), outer: from..i + 1, shared: false });
        }
        let joined = first > start
            && matches!(
                clause.lower(first - 1),
                "and" | "but" | "," | "by" | "as" | "then" | "while"
            );
        if !(joined || (participle && first == start)) {
            return None;
        }
        let last = self.found.iter().rev().find(|f| f.source.is_some() && f.parent.is_none());
        let tokens = last.and_then(|f| f.source.clone()).or_else(|| clause.subject(first))?;
        let mut from = first;
        while from > start
            && matches!(
                clause.lower(from - 1),
                "and" | "but" | "," | "by" | "while" | "then" | "-" | "–" | "—"
            )
        {
            from -= 1;
        }
        Some(Subject { tokens: Some(tokens), outer: from..i + 1, shared: true })
    }

    /// Cuts the content of the attribution before where this one is coordinated with it; else, if
    /// this one lies in it, says so.
    fn cut_last(&mut self, subject: &Subject, stands_before: bool) -> Option<usize> {
        let outer = self.end_before(subject.outer.start);
        if subject.shared {
            let contents = self.found.iter_mut().rev().take(4).flat_map(|f| &mut f.content);
            contents.filter(|c| c.start <= outer && outer < c.end).for_each(|c| c.end = outer);
            return None;
        }
        let index = self.found.len().checked_sub(1)?;
        let last = self.found[index].content.last_mut()?;
        if stands_before || outer >= last.end || last.start > outer {
            return None;
        }
        let joins = (self.clause.tokens.start..subject.outer.start)
            .rev()
            .take(2)
            .map(|i| self.clause.lower(i));
        let [near, far] = {
            let mut j = joins;
            [j.next().unwrap_or(""), j.next().unwrap_or("")]
        };
        let separate = (matches!(near, "while" | "but" | "and") && far == ",") || near == ";";
        if separate {
            last.end = outer;
            return None;
        }
        Some(index)
    }

    /// "according to X, A" and "A, according to X".
    fn read_according(&mut self, i: usize) {
        let clause = self.clause;
        let Some(source) = clause.phrase_after(i + 2) else { return };
        let content = if i <= clause.tokens.start + 1 {
            let comma = (source.end..clause.tokens.end)
                .find(|&k| clause.lower(k) == "," && !clause.is_quoted(k));
            let Some(comma) = comma else { return };
            Span::new(self.start_of(comma + 1), self.region.end.max(self.start_of(comma + 1)))
        } else {
            if let Some(last) = self.found.last_mut()
                && last.parent.is_none()
                && last.told.is_none()
            {
                last.told = Some(source);
                return;
            }
            Span::new(self.region.start, self.end_before(i).max(self.region.start))
        };
        self.found.push(Attribution {
            content: vec![content],
            source: Some(source),
            cue: i..i + 2,
            class: CueClass::Report,
            told: None,
            parent: None,
        });
    }

    /// The names before a possessive at token `end`, or the whole phrase where there are none.
    fn possessor(&self, end: usize) -> Option<Range<usize>> {
        let phrase = self.clause.phrase_before(end)?;
        let lower = phrase.clone().rev().find(|&i| !self.clause.words.is_capital(i));
        let start = lower.map_or(phrase.start, |i| i + 1);
        Some(if start < end { start..end } else { phrase })
    }

    /// "X's claim that A".
    fn read_noun(&mut self, i: usize, class: CueClass) {
        let clause = self.clause;
        if clause.lower(i + 1) != "that" || i == clause.tokens.start || clause.is_quoted(i + 1) {
            return;
        }
        let directly = clause.lower(i - 1);
        let source = if matches!(directly, "his" | "her" | "their" | "its" | "my" | "our") {
            Some(i - 1..i)
        } else if clause.words.is_possessive(i - 1) {
            self.possessor(i - 1)
        } else {
            None
        };
        if source.is_none()
            || clause.lexicon.cue(clause.lower(i)).is_some_and(|c| c.form == Form::Past)
        {
            return;
        }
        let start = self.start_of(i + 1);
        let inside = self
            .found
            .iter()
            .rposition(|f| f.content.iter().any(|c| c.start <= start && start < c.end));
        self.found.push(Attribution {
            content: vec![Span::new(start, self.content_end(i + 1).max(start))],
            source,
            cue: i..i + 1,
            class,
            told: None,
            parent: inside,
        });
    }
}
