//! Whether a number is meant roughly: "about", "more than", "up to", "20-plus".

use super::Reader;

impl Reader<'_> {
    /// True if the words before part `start` or behind `until` make the number a rough one.
    pub(super) fn is_approximate(&self, start: usize, until: usize) -> bool {
        let article = usize::from(matches!(self.parts.before(start, 1), "a" | "an"));
        let start = start - article;
        let before = |n: usize| self.parts.before(start, n);
        let single = matches!(
            before(1),
            "about"
                | "around"
                | "nearly"
                | "almost"
                | "some"
                | "roughly"
                | "approximately"
                | "over"
                | "under"
                | "estimated"
                | "circa"
                | "~"
                | "above"
                | "below"
                | "perhaps"
                | "maybe"
                | "approx"
                | "c."
                | "near"
                | "approaching"
                | "exceeding"
        );
        let double = matches!(
            (before(2), before(1)),
            ("more" | "less" | "fewer" | "greater" | "higher" | "lower" | "better", "than")
                | ("at", "least" | "most")
                | ("up" | "close", "to")
                | ("upwards" | "excess" | "north", "of")
        );
        let triple = before(3) == "as"
            && before(1) == "as"
            && matches!(before(2), "many" | "much" | "few" | "little" | "high" | "low" | "long");
        let dash = self.parts.is_dash(until) && self.parts.is_glued(until);
        let behind = self.lower(until) == "+" && self.parts.is_glued(until)
            || dash && matches!(self.lower(until + 1), "plus" | "odd" | "ish" | "some")
            || self.lower(until) == "or"
                && matches!(self.lower(until + 1), "so" | "more" | "fewer" | "less");
        // "Between about 200 and 300."
        single || double || triple || behind
    }
}
