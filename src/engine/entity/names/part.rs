//! Role and name in a run of capitalised words: "Secretary of State | Ann Stone".

use std::ops::Range;

use super::{Name, NameFinder};

impl NameFinder<'_> {
    /// Role and name of a run.
    pub(super) fn read(&self, run: Range<usize>) -> Option<Name> {
        // Some of these letters are roles too, and a name stands behind the last role.
        let letters = run.clone().rev().take_while(|&i| is_behind_name(self.words.word(i))).count();
        let behind = if letters + 2 < run.len() { letters } else { 0 };
        let mut name = self.name_part(&(run.start..run.end - behind))?;
        while name.len() > 2 && is_behind_name(self.words.word(name.end - 1)) {
            name.end -= 1;
        }
        let role =
            (name.start > run.start).then(|| run.start..self.role_end(run.start, name.start));
        let role = role.filter(|r| {
            r.clone()
                .any(|i| self.is_role(i) || self.lexicon.person_noun(self.words.lower(i)).is_some())
        });
        let kind = self.kind(&name, role.is_some())?;
        Some(Name { tokens: name, role, kind })
    }

    fn role_end(&self, start: usize, name: usize) -> usize {
        let mut end = name;
        while end > start + 1 && matches!(self.words.lower(end - 1), "of" | "the" | "-") {
            end -= 1;
        }
        end
    }

    /// Where the name of a run stands: behind its last role.
    fn name_part(&self, run: &Range<usize>) -> Option<Range<usize>> {
        if self.lexicon.first_name(self.words.word(run.start)).is_some() && run.len() > 1 {
            return Some(run.clone());
        }
        // "General Farming Council".
        let general = |i: usize| {
            self.words.lower(i) == "general"
                && i == run.start
                && run.len() > 2
                && self.is_organised(run.end - 1)
        };
        let role = run.clone().rev().find(|&i| self.is_role(i) && !general(i));
        // "Neighbour Ann Stone".
        let noun = self.lexicon.person_noun(self.words.lower(run.start)).is_some()
            && self.lexicon.first_name(self.words.word(run.start + 1)).is_some();
        if role.is_none() && noun && run.len() > 2 {
            return Some(run.start + 1..run.end);
        }
        let Some(role) = role else {
            let second = run.start + 1;
            let strip = run.len() > 2
                && self.is_demonym(run.start)
                && self.lexicon.first_name(self.words.word(second)).is_some();
            return Some(if strip { second..run.end } else { run.clone() });
        };
        let rest = role + 1..run.end;
        if rest.is_empty() {
            // "Ministry of the Chief" is a body; a bare role is no name.
            return None;
        }
        if self.words.lower(rest.start) != "of" {
            return Some(rest);
        }
        let first = rest.clone().find(|&i| self.lexicon.first_name(self.words.word(i)).is_some());
        first
            .filter(|&i| i + 1 < run.end)
            .map(|i| i..run.end)
            .or_else(|| self.behind_place(rest.clone()))
            // "Secretary of State Ann Stone".
            .or_else(|| {
                let office = (4..=5).contains(&rest.len())
                    && is_portfolio(self.words.lower(rest.start + 1))
                    && !self.is_organised(rest.end - 1);
                office.then(|| rest.start + 2..rest.end)
            })
            .or_else(|| self.behind_unknown_place(rest))
    }

    /// "… of Ruritania Ann Stone", where "Stone" is somebody's name elsewhere.
    fn behind_unknown_place(&self, rest: Range<usize>) -> Option<Range<usize>> {
        if let Some(start) = self.tagged_person(rest.clone()) {
            return Some(start..rest.end);
        }
        let plain = |i: usize| self.words.is_word(i) && self.words.is_capital(i);
        let surname = self.surnames.contains(self.words.word(rest.end - 1));
        (rest.len() == 4 && surname && rest.clone().skip(1).all(plain))
            .then(|| rest.end - 2..rest.end)
    }

    /// "… of South Sudan Ann Stone": what follows the longest place name.
    fn behind_place(&self, rest: Range<usize>) -> Option<Range<usize>> {
        let start = rest.clone().find(|&i| !matches!(self.words.lower(i), "of" | "the"))?;
        let text = |end| self.words.document().words(self.words.span(start..end));
        let end =
            (start + 1..rest.end).rev().find(|&end| self.lexicon.place(text(end)).is_some())?;
        Some(end..rest.end)
    }
}

/// What a secretary or minister may be of.
fn is_portfolio(word: &str) -> bool {
    matches!(
        word,
        "state"
            | "defence"
            | "defense"
            | "health"
            | "education"
            | "energy"
            | "labour"
            | "labor"
            | "commerce"
            | "transport"
            | "transportation"
            | "agriculture"
            | "justice"
            | "finance"
            | "police"
    )
}

/// Letters that stand behind a name: "Ann Stone KC".
fn is_behind_name(word: &str) -> bool {
    matches!(
        word,
        "KC" | "QC"
            | "SC"
            | "MP"
            | "MSP"
            | "MEP"
            | "TD"
            | "OBE"
            | "CBE"
            | "MBE"
            | "PhD"
            | "MD"
            | "FRS"
    )
}
