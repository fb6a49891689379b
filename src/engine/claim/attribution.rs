//! Attributions of one sentence: cue, source and the regions of content around them.
//!
//! A reporting verb is read with its subject, found before it, behind it, or taken from the verb
//! that it is coordinated with. The content stands behind the cue ("X said that A"), before it
//! ("A, X said"), or on both sides ("A, X said, B").

use std::ops::Range;

use super::clause::{Clause, is_adverb, is_auxiliary, is_conjunction, is_preposition, is_pronoun};
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
        } else if let Some(cue) = clause.lexicon.cue(clause.lower(i)) {
            reader.read_verb(i, cue);
        } else if let Some(class) = clause.lexicon.cue_noun(clause.lower(i)) {
            reader.read_noun(i, class);
        }
    }
    reader.found
}

struct Reader<'a> {
    clause: &'a Clause<'a>,
    region: Span,
    found: Vec<Attribution>,
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
    fn start_of(&self, i: usize) -> usize {
        let tokens = &self.clause.words.document().tokens;
        if self.clause.tokens.contains(&i) { tokens[i].span.start } else { self.region.end }
    }

    fn end_before(&self, i: usize) -> usize {
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
        let (told, after) = self.behind_cue(subject.outer.end, cue);
        let begins = self.begins_content(after, cue);
        let stands_before = !subject.shared && self.is_content_before(subject.outer.start);
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
        let cue_start = if first < i && self.clause.lexicon.is_negation(self.clause.lower(i - 1)) {
            i - 1
        } else {
            i
        };
        self.found.push(Attribution {
            content,
            source: subject.tokens,
            cue: cue_start..i + 1,
            class: cue.class,
            told,
            parent,
        });
    }

    /// Whether the word at `i` is used as a verb that reports.
    fn is_verb(&self, i: usize, first: usize, cue: Cue) -> bool {
        let clause = self.clause;
        let before = if first > clause.tokens.start { clause.lower(first - 1) } else { "" };
        let directly = if i > clause.tokens.start { clause.lower(i - 1) } else { "" };
        let negated = (first..i).any(|k| clause.lexicon.is_negation(clause.lower(k)));
        let passive = (first..i).any(|k| {
            matches!(clause.lower(k), "is" | "was" | "are" | "were" | "be" | "been" | "being")
        }) && matches!(cue.form, Form::Past | Form::Participle);
        if passive || (negated && cue.frame == Frame::Clause && clause.lower(i + 1) != "that") {
            return false;
        }
        if matches!(
            before,
            "to" | "the"
                | "a"
                | "an"
                | "its"
                | "their"
                | "his"
                | "this"
                | "no"
                | "any"
                | "not"
                | "of"
        ) {
            return false;
        }
        match cue.form {
            Form::Past => true,
            Form::Participle => matches!(directly, "has" | "have" | "had"),
            Form::Gerund => {
                matches!(directly, "," | "by" | "as" | "is" | "was" | "are" | "were" | "")
                    || is_adverb(directly)
            }
            Form::ThirdPerson => {
                !is_preposition(before) && !clause.words.is_possessive(i.saturating_sub(1))
            }
            Form::Base => {
                first < i && clause.is_auxiliary(i - 1) && !is_adverb(directly)
                    || matches!(before, "i" | "we" | "they" | "you" | "some" | "many" | "others")
                    || (before.ends_with('s')
                        && !before.ends_with("ss")
                        && self.starts_clause(i + 1))
            }
        }
    }

    fn starts_clause(&self, i: usize) -> bool {
        let word = self.clause.lower(i);
        word == "that"
            || is_pronoun(word)
            || self.clause.is_quoted(i)
            || matches!(word, "the" | "there" | "a" | "this" | "these")
            || self.clause.words.is_capital(i)
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
        let last = self.found.iter().rev().find(|f| f.source.is_some());
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

    /// Past the one who was told and an adverbial with "that" behind it.
    fn behind_cue(&self, end: usize, cue: Cue) -> (Option<Range<usize>>, usize) {
        let clause = self.clause;
        let mut at = end;
        let mut told = None;
        let tells = matches!(
            cue.lemma,
            "tell"
                | "inform"
                | "remind"
                | "assure"
                | "warn"
                | "notify"
                | "ask"
                | "advise"
                | "urge"
                | "convince"
                | "brief"
        );
        if tells && let Some(phrase) = self.told(at) {
            at = phrase.end;
            told = Some(phrase);
        }
        let near = (at + 14).min(clause.tokens.end);
        let stops = (at..near)
            .find(|&k| clause.is_quoted(k) || matches!(clause.lower(k), "that" | "," | ";" | ":"));
        if let Some(that) = stops
            && that > at
            && (clause.is_quoted(that) || matches!(clause.lower(that), "that" | ":"))
            && (is_preposition(clause.lower(at))
                || clause.lexicon.calendar(clause.lower(at)).is_some()
                || is_adverb(clause.lower(at)))
            && (cue.frame != Frame::Object && !matches!(clause.lower(at), "if" | "when" | "while"))
            && !(clause.is_quoted(that) && cue.frame == Frame::That && cue.class != CueClass::Say)
        {
            at = that;
        }
        while clause.lexicon.calendar(clause.lower(at)).is_some()
            || is_adverb(clause.lower(at)) && clause.lower(at) != "there"
        {
            at += 1;
        }
        (told, at)
    }

    fn told(&self, at: usize) -> Option<Range<usize>> {
        let clause = self.clause;
        if is_pronoun(clause.lower(at)) {
            return Some(at..at + 1);
        }
        let mut end = at;
        let capital = clause.words.is_capital(at);
        while end < clause.tokens.end
            && end - at < 8
            && !clause.is_mark(end)
            && !clause.is_quoted(end)
        {
            let word = clause.lower(end);
            let opens = end > at && matches!(word, "the" | "a" | "an" | "there" | "to");
            if opens
                || is_conjunction(word)
                || is_preposition(word)
                || is_pronoun(word)
                || clause.words.is_capital(end) != capital
                    && end > at
                    && !matches!(clause.lower(at), "the" | "a" | "his" | "her" | "their")
            {
                break;
            }
            end += 1;
        }
        (end > at).then_some(at..end)
    }

    /// Whether content begins at `at`: `Some(true)` surely, `None` perhaps, `Some(false)` no.
    fn begins_content(&self, at: usize, cue: Cue) -> Option<bool> {
        let clause = self.clause;
        let word = clause.lower(at);
        if clause.is_quoted(at) || matches!(word, "that" | "whether" | ":") {
            return Some(!clause.is_quoted(at) || !self.is_content_before_quote(at));
        }
        if word.is_empty()
            || (clause.is_mark(at) && word != "$")
            || clause.lexicon.calendar(word).is_some()
        {
            return Some(false);
        }
        let adverbial = matches!(
            word,
            "in" | "on"
                | "at"
                | "during"
                | "after"
                | "when"
                | "as"
                | "of"
                | "through"
                | "late"
                | "early"
                | "earlier"
                | "last"
                | "this"
                | "with"
                | "before"
                | "by"
                | "via"
                | "while"
                | "from"
                | "and"
        );
        if adverbial {
            if cue.frame == Frame::Clause { None } else { Some(false) }
        } else {
            Some(true)
        }
    }

    /// A quotation at `at` goes on with one before the cue.
    fn is_content_before_quote(&self, at: usize) -> bool {
        at > 1 && (self.clause.tokens.start..at).any(|i| self.clause.is_quoted(i))
    }

    /// Whether what stands before token `at` may be content.
    fn is_content_before(&self, at: usize) -> bool {
        let clause = self.clause;
        if at == clause.tokens.start {
            return false;
        }
        let first = clause.tokens.start;
        let mark = clause.lower(at - 1);
        if clause.is_quoted(at - 1) {
            return true;
        }
        if !matches!(mark, "," | "—" | "–" | "-") || at - first < 4 {
            return false;
        }
        let taken = self
            .found
            .iter()
            .any(|f| f.content.iter().any(|c| c.end > self.region.start && f.parent.is_none()));
        let opening = clause.lower(first);
        let gerund = opening.ends_with("ing") && !clause.is_quoted(first);
        let quoted = (first..at).any(|i| clause.is_quoted(i));
        let adverbial = is_preposition(opening)
            || is_adverb(opening)
            || gerund
            || opening == "but" && is_preposition(clause.lower(first + 1));
        !taken && (quoted || !adverbial)
    }

    /// Where content behind the cue begins, if the verb takes such content.
    fn content_start(&self, at: usize, begins: Option<bool>, cue: Cue) -> Option<usize> {
        let clause = self.clause;
        let word = clause.lower(at);
        if clause.is_quoted(at) {
            return Some(at);
        }
        if matches!(word, ":" | ",") {
            let quoted = clause.is_quoted(at + 1);
            return (quoted || (word == ":" && clause.tokens.contains(&(at + 1))))
                .then_some(at + 1);
        }
        let clausal = matches!(word, "that" | "whether" | "how" | "why" | "what" | "if");
        let fits = match cue.frame {
            Frame::Clause => begins.is_none_or(|b| b) && !clause.is_mark(at),
            Frame::That => clausal && word != "if" || self.takes_more(at, cue),
            Frame::Object => {
                !clause.is_mark(at) && !is_preposition(word) && cue.form != Form::Gerund
            }
            Frame::Quote => false,
        };
        fits.then_some(at)
    }

    /// Whether a verb takes something other than a clause with "that".
    fn takes_more(&self, at: usize, cue: Cue) -> bool {
        let word = self.clause.lower(at);
        let infinitive = word == "to"
            && matches!(cue.class, CueClass::Promise | CueClass::Threaten | CueClass::Demand);
        let called = word == "for" && matches!(cue.lemma, "call" | "appeal" | "plead");
        let subject = is_pronoun(word)
            && self.clause.tokens.contains(&(at + 2))
            && matches!(
                cue.class,
                CueClass::Say
                    | CueClass::Assert
                    | CueClass::Report
                    | CueClass::Deny
                    | CueClass::Warn
                    | CueClass::Promise
            );
        let named = matches!(cue.class, CueClass::Deny | CueClass::Demand | CueClass::Assert)
            || matches!(
                cue.lemma,
                "announce"
                    | "underscore"
                    | "stress"
                    | "emphasize"
                    | "emphasise"
                    | "highlight"
                    | "point"
                    | "explain"
                    | "acknowledge"
            );
        let object = named
            && cue.form != Form::Gerund
            && !self.clause.is_mark(at)
            && (!is_preposition(word) || cue.lemma == "point" && word == "to")
            && word != "with";
        infinitive || called || subject || object
    }

    /// Where content that begins at token `at` ends.
    fn content_end(&self, at: usize) -> usize {
        for i in at..self.clause.tokens.end {
            if self.clause.is_quoted(i) {
                continue;
            }
            let word = self.clause.lower(i);
            let passed_on =
                word == "as" && matches!(self.clause.lower(i + 1), "reported" | "quoted" | "cited");
            let marked = word == "(" && matches!(self.clause.lower(i + 1), "source" | "via");
            let according = word == "according"
                && self.clause.lower(i + 1) == "to"
                && i > at + 1
                && self.clause.lower(i - 1) == ",";
            if passed_on || marked || according {
                return self.end_before(i);
            }
        }
        self.region.end
    }

    /// What follows a cue in the middle of its content.
    fn push_rest(&self, at: usize, content: &mut Vec<Span>) {
        let mut at = at;
        while matches!(self.clause.lower(at), "," | "—" | "–") && !self.clause.is_quoted(at) {
            at += 1;
        }
        let verb = self.clause.lexicon.cue(self.clause.lower(at));
        let adverbial = is_preposition(self.clause.lower(at))
            || matches!(self.clause.lower(at), "who" | "which");
        if self.clause.tokens.contains(&at)
            && (!adverbial || self.clause.is_quoted(at))
            && verb.is_none_or(|c| c.form != Form::Gerund)
        {
            let start = self.start_of(at);
            content.push(Span::new(start, self.content_end(at).max(start)));
        }
    }

    /// Cuts the content of the attribution before where this one is coordinated with it; else, if
    /// this one lies in it, says so.
    fn cut_last(&mut self, subject: &Subject, stands_before: bool) -> Option<usize> {
        let outer = self.end_before(subject.outer.start);
        let index = self.found.len().checked_sub(1)?;
        let last = self.found[index].content.last_mut()?;
        if subject.shared && last.start <= outer && outer < last.end {
            last.end = outer;
            return None;
        }
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
            clause.phrase_before(i - 1)
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
