//! Whether a sentence looks back or ahead at a time, from its verbs.
//!
//! News tells what has happened, so a bare weekday is mostly the last one; but "will meet on
//! Tuesday" and "is due on Friday" are to come, and "was due on Friday" may be either. Without a
//! tagger, verbs are known by their endings and by lists; the nearest one in the clause counts.
//! Where nothing tells, the answer is [`Direction::Unknown`], and the time has no value.

use super::parts::Parts;
use super::verbs::{
    is_arranged, is_modal, is_planned, is_promise, is_regular_past, is_scheduled, is_sudden,
};
use crate::engine::lexicon::Lexicon;

/// Where a time lies, seen from the article's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Back,
    Ahead,
    /// Ahead of what is told, which may lie back itself: "would meet on Tuesday".
    Rather,
    Unknown,
}

use Direction::{Ahead, Back, Rather, Unknown};

/// A sentence, and the lists that tell its verbs.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) parts: &'a Parts<'a>,
    /// In a headline the present tense tells what has happened.
    pub(super) headline: bool,
}

impl Clause<'_> {
    /// The direction of the time at `start..end`.
    pub(super) fn direction(&self, start: usize, end: usize) -> Direction {
        let start = self.before_modifiers(start);
        if self.is_attribute(start, end) {
            return self.of_attribute(start, end);
        }
        let preposition = self.parts.before(start, 1);
        match preposition {
            "since" => return Back,
            "by" | "until" | "till" | "before" | "for" | "to" => {
                return self.of_deadline(start - 1, preposition);
            }
            _ => {}
        }
        let adverbial =
            matches!(preposition, "on" | "in" | "at" | "from" | "of" | "during" | "over");
        let at = start - usize::from(adverbial);
        let left = self.left(at);
        if at > 0 && self.parts.lower(at - 1) == "," {
            // Between commas either side may hold the verb.
            return match (left.unwrap_or(Unknown), self.right(end).unwrap_or(Unknown)) {
                (one, Unknown) | (Unknown, one) => one,
                (one, other) if one == other => one,
                _ => Unknown,
            };
        }
        left.or_else(|| self.right(end)).unwrap_or(Unknown)
    }

    /// Steps over "the", "early" and the like, which belong to the time.
    fn before_modifiers(&self, mut start: usize) -> usize {
        while matches!(
            self.parts.before(start, 1),
            "early" | "late" | "mid" | "earlier" | "later" | "the" | "-" | "coming" | "of" | "end"
        ) && start > 1
            && (self.parts.before(start, 1) != "of"
                || matches!(self.parts.before(start, 2), "end" | "start" | "beginning" | "middle"))
            && (self.parts.before(start, 1) != "the" || self.parts.before(start, 2) != "of")
        {
            start -= 1;
        }
        start
    }

    /// "Tuesday's meeting", "the Nov. 8 election", "a Tuesday meeting".
    fn is_attribute(&self, start: usize, end: usize) -> bool {
        if self.parts.is_possessive(end) {
            return true;
        }
        let determiner = matches!(self.parts.lower(start), "the" | "a")
            || matches!(self.parts.before(start, 1), "the" | "a");
        let noun = self.parts.is_word(end)
            && !self.lexicon.is_stop_word(self.parts.lower(end))
            && self.verb(end).is_none();
        determiner && noun && self.parts.lower(start.saturating_sub(1)) != "on"
    }

    fn of_attribute(&self, start: usize, end: usize) -> Direction {
        let noun = if self.parts.is_possessive(end) { end + 2 } else { end };
        let start = start - usize::from(matches!(self.parts.before(start, 1), "the" | "a"));
        let (one, two) = (self.parts.before(start, 1), self.parts.before(start, 2));
        if one == "before" || (two == "ahead" && one == "of") {
            return Rather;
        }
        let happened = (noun..noun + 3).any(|i| is_sudden(self.parts.lower(i)));
        let left = self.left(start);
        match (one, left) {
            ("after" | "since" | "following", Some(Back)) => Back,
            ("at" | "in" | "during" | "from", Some(Back)) => Back,
            ("at" | "in" | "during" | "from", Some(direction)) if self.future_before(start) => {
                direction
            }
            (_, Some(Back)) | (_, None) if happened => Back,
            // As the subject: "Tuesday's vote will decide".
            (_, None) => self.right(noun + 1).unwrap_or(Unknown),
            (_, Some(_)) => match self.right(noun + 1) {
                Some(Ahead) if left == Some(Ahead) => Ahead,
                Some(Back) if left == Some(Back) => Back,
                _ => Unknown,
            },
        }
    }

    /// "by Friday", "set a hearing for Friday".
    fn of_deadline(&self, at: usize, preposition: &str) -> Direction {
        let left = self.left(at);
        let arranged = (at.saturating_sub(5)..at).any(|i| is_arranged(self.parts.lower(i)));
        let running = matches!(preposition, "until" | "till")
            && matches!(self.parts.before(at, 1), "has" | "have");
        match (preposition, left) {
            _ if running => Ahead,
            (_, Some(Ahead)) => Ahead,
            (_, Some(Rather)) => Rather,
            ("for" | "to", Some(Back)) if arranged => Rather,
            ("for", other) => other.or_else(|| self.right(at)).unwrap_or(Unknown),
            ("before", Some(Back)) => Back,
            ("until" | "till" | "by", None) => {
                if self.right(at) == Some(Ahead) || self.has_present(at) { Ahead } else { Unknown }
            }
            _ => Unknown,
        }
    }

    /// True if the clause before `at` is told in the present: "stays closed", "must leave".
    fn has_present(&self, at: usize) -> bool {
        let past = |i: usize| match self.verb(i) {
            Some(Verb::Past) => true,
            Some(Verb::Ed) => !self.lasts(i),
            _ => false,
        };
        !self.headline && !(0..at).any(past)
    }

    /// True for "closed" in "stays closed".
    fn lasts(&self, i: usize) -> bool {
        let before = self.parts.before(i, 1);
        matches!(before, "stay" | "stays" | "remain" | "remains" | "keep" | "keeps")
    }

    /// What the verb before part `at` says; `None` where there is no verb.
    fn left(&self, at: usize) -> Option<Direction> {
        let mut after = false;
        let mut i = at;
        while i > 0 {
            i -= 1;
            let word = self.parts.lower(i);
            let clock = self.parts.is_glued(i + 1) && word == ":";
            if matches!(word, ";" | ":" | "(") && !clock {
                return None;
            }
            // ", officials said," between verb and time is stepped over by the caller's right side.
            let Some(verb) = self.verb(i) else {
                after |= matches!(word, "after" | "when" | "as" | "because" | "following" | "if");
                continue;
            };
            if let Some(direction) = self.of_verb(i, at, verb) {
                // "would resign after a vote on Tuesday": the vote may be past.
                return Some(if after && direction != Back { Unknown } else { direction });
            }
        }
        None
    }

    /// What the verb at `i` says of a time at `at`; `None` to look further left.
    fn of_verb(&self, i: usize, at: usize, verb: Verb) -> Option<Direction> {
        let previous = self.content_before(i);
        let before = previous.map_or("", |k| self.parts.lower(k));
        let is_base = is_modal(before) || before == "to";
        match verb {
            Verb::Will => Some(Ahead),
            Verb::Would => Some(if self.near(i, "have") { Unknown } else { Rather }),
            Verb::May => Some(match () {
                () if self.near(i, "have") => Unknown,
                () => Rather,
            }),
            Verb::Have => Some(Back),
            Verb::Past if is_base => None,
            Verb::Past => Some(Back),
            Verb::Was => Some(self.of_was(i)),
            Verb::Is if self.headline => Some(Unknown),
            Verb::Is => Some(Ahead),
            Verb::To => self.of_infinitive(i),
            Verb::Plan if is_base => None,
            Verb::Plan => Some(self.of_plan(i)),
            Verb::Scheduled if is_base || self.headline => None,
            Verb::Scheduled => Some(Ahead),
            Verb::Ed => {
                if matches!(before, "be" | "been" | "being" | "get" | "getting") {
                    return None;
                }
                if self.is_adjective(i) || self.lasts(i) {
                    return None;
                }
                if i + 1 < at && self.future_before(i) {
                    return Some(Unknown);
                }
                if matches!(before, "is" | "are") { Some(Unknown) } else { Some(Back) }
            }
        }
    }

    /// "was due", "were to meet", "was set for" may lie on either side.
    fn of_was(&self, i: usize) -> Direction {
        let planned = (i + 1..i + 4).any(|k| {
            let word = self.parts.lower(k);
            word == "due" || word == "to" && k == i + 1 || is_planned(word) || word == "supposed"
        });
        if planned { Unknown } else { Back }
    }

    /// "due", "scheduled", "expected", "set": ahead, unless it was so.
    fn of_plan(&self, i: usize) -> Direction {
        if self.parts.lower(i) == "due"
            && self.parts.lower(i + 1) == "to"
            && !self.is_infinitive(i + 2)
        {
            return Unknown;
        }
        let before = (i.saturating_sub(3)..i).any(|k| {
            matches!(
                self.parts.lower(k),
                "was" | "were" | "had" | "been" | "originally" | "initially"
            )
        });
        let now = (i.saturating_sub(3)..i).any(|k| {
            matches!(self.parts.lower(k), "is" | "are" | "has" | "have" | "be" | "s" | "re")
        });
        match () {
            () if before => Unknown,
            () if now => Ahead,
            () if matches!(self.parts.lower(i), "due" | "scheduled" | "slated" | "upcoming") => {
                Ahead
            }
            () if matches!(
                self.parts.lower(i),
                "plans" | "hopes" | "intends" | "expects" | "aims"
            ) =>
            {
                Ahead
            }
            () if matches!(self.parts.lower(i), "planned" | "expected" | "set") => Rather,
            () => Rather,
        }
    }

    /// Whether the word at `i` may be an infinitive.
    fn is_infinitive(&self, i: usize) -> bool {
        let word = self.parts.lower(i);
        self.parts.is_word(i)
            && !self.lexicon.is_stop_word(word)
            && !word.ends_with('s')
            && !self.parts.is_capital(i)
            || word == "be"
    }

    /// "to" at `i`: what stands before an infinitive says where it lies.
    fn of_infinitive(&self, i: usize) -> Option<Direction> {
        if !self.is_infinitive(i + 1) {
            return None;
        }
        let before = self.content_before(i).map_or("", |k| self.parts.lower(k));
        if matches!(before, "is" | "are") {
            return Some(Ahead);
        }
        if matches!(before, "was" | "were" | "had") {
            return Some(Unknown);
        }
        if is_promise(before) {
            return Some(Rather);
        }
        // "to be held on June 9", "likely to vote", "Fed to raise rates": ahead if nothing is past.
        match self.left(i) {
            Some(Back) if self.parts.lower(i + 1) == "be" && self.parts.before(i, 1) == "," => {
                Some(Ahead)
            }
            Some(Back) if i > 0 && self.verb(i - 1).is_some() => Some(Back),
            Some(Back | Unknown) => Some(Unknown),
            _ => Some(Ahead),
        }
    }

    /// What the first verb from part `from` on says.
    fn right(&self, from: usize) -> Option<Direction> {
        for i in from..self.parts.len() {
            if matches!(self.parts.lower(i), ";" | ":") {
                return None;
            }
            let direction = match self.verb(i) {
                Some(Verb::Will) => Some(Ahead),
                Some(Verb::Would | Verb::May) => Some(Rather),
                Some(Verb::Have | Verb::Past) => Some(Back),
                Some(Verb::Was) => Some(self.of_was(i)),
                Some(Verb::Is) => Some(self.of_is(i)),
                Some(Verb::Plan) => Some(self.of_plan(i)),
                Some(Verb::Scheduled) if self.headline => Some(Unknown),
                Some(Verb::Scheduled) => Some(Ahead),
                Some(Verb::Ed) if self.is_adjective(i) => None,
                Some(Verb::Ed) if (i + 1..i + 8).any(|k| self.verb(k) == Some(Verb::Will)) => {
                    Some(Unknown)
                }
                Some(Verb::Ed) => Some(Back),
                Some(Verb::To) | None => None,
            };
            if direction.is_some() {
                return direction;
            }
        }
        None
    }

    /// "is to", "is due", "are meeting" look ahead; "is the first" says nothing.
    fn of_is(&self, i: usize) -> Direction {
        let next = self.parts.lower(i + 1);
        let ahead = matches!(next, "to" | "due" | "likely" | "expected" | "scheduled" | "set")
            || next == "going";
        if ahead { Ahead } else { Unknown }
    }

    /// The nearest word before `i` that is no adverb.
    fn content_before(&self, i: usize) -> Option<usize> {
        (0..i).rev().take(3).find(|&k| {
            let word = self.parts.lower(k);
            !(word.ends_with("ly")
                || matches!(word, "not" | "also" | "now" | "never" | "then" | "first"))
        })
    }

    /// True if `word` stands right behind `i`.
    fn near(&self, i: usize, word: &str) -> bool {
        (i + 1..i + 4).any(|k| self.parts.lower(k) == word)
    }

    /// "the wounded soldiers": behind a determiner and before a noun.
    fn is_adjective(&self, i: usize) -> bool {
        let before = self.parts.before(i, 1);
        let hyphen = self.parts.is_dash(i + 1) && self.parts.is_glued(i + 1)
            || i > 0 && self.parts.is_dash(i - 1) && self.parts.is_glued(i);
        let behind = matches!(
            before,
            "the" | "a" | "an" | "his" | "her" | "its" | "their" | "of" | "for" | "with" | "in"
        );
        hyphen || behind
    }

    /// True if "will" stands before `i` in the same clause.
    fn future_before(&self, i: usize) -> bool {
        for k in (0..i).rev() {
            match self.parts.lower(k) {
                "will" | "shall" | "would" => return true,
                "," | "that" | "which" | "who" | "after" | "he" | "she" | "it" | "they" => {
                    return false;
                }
                _ => {}
            }
        }
        false
    }

    fn verb(&self, i: usize) -> Option<Verb> {
        let word = self.parts.lower(i);
        if !self.parts.is_word(i) || self.parts.is_capital(i) && i > 0 && !self.headline {
            return None;
        }
        match word {
            "will" | "shall" | "ll" => Some(Verb::Will),
            "won" if matches!(self.parts.lower(i + 1), "'" | "’") => Some(Verb::Will),
            "would" => Some(Verb::Would),
            "may" | "might" | "could" | "should" | "can" | "must" => Some(Verb::May),
            "has" | "have" | "ve" => Some(Verb::Have),
            "was" | "were" => Some(Verb::Was),
            "is" | "are" => Some(Verb::Is),
            "to" => Some(Verb::To),
            _ if is_planned(word) => Some(Verb::Plan),
            _ if is_scheduled(word) => Some(Verb::Scheduled),
            _ if self.lexicon.is_past_verb(word) => Some(self.irregular(i)),
            _ if is_regular_past(word) => Some(Verb::Ed),
            _ => None,
        }
    }

    /// "held" is a participle behind "be"; elsewhere it tells the past.
    fn irregular(&self, i: usize) -> Verb {
        let before = self.content_before(i).map_or("", |k| self.parts.lower(k));
        if matches!(before, "be" | "been" | "being" | "is" | "are" | "a" | "the") {
            Verb::Ed
        } else {
            Verb::Past
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Will,
    Would,
    May,
    Have,
    Was,
    Is,
    To,
    /// "due", "scheduled", "plans".
    Plan,
    /// The present tense of what goes by a timetable: "begins", "meet".
    Scheduled,
    /// A past tense for certain.
    Past,
    /// A past tense or a participle.
    Ed,
}
