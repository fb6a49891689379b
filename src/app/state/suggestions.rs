//! [`Suggestions`]: a long list of names, narrowed by what is typed.

/// A name that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::app) struct Choice {
    /// What is chosen by it.
    pub(in crate::app) value: String,
    /// What is shown.
    pub(in crate::app) name: String,
    /// How many claims are behind it.
    pub(in crate::app) n: usize,
}

/// Names that can be chosen, and which of them fit what is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct Suggestions {
    choices: Vec<Choice>,
    /// Their names in lower case.
    lower: Vec<String>,
}

/// How well a name fits; the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It begins with what is typed.
    Begins,
    /// One of its words does.
    WordBegins,
    /// It holds every word that is typed.
    Holds,
}

impl Suggestions {
    /// Names in the order in which they are shown.
    pub(in crate::app) fn new(choices: Vec<Choice>) -> Self {
        let lower = choices.iter().map(|choice| choice.name.to_lowercase()).collect();
        Self { choices, lower }
    }

    /// The first `most` choices that fit what is typed, those that begin with it before the others,
    /// and how many fit in all. All fit nothing.
    pub(in crate::app) fn fitting(&self, typed: &str, most: usize) -> (Vec<Choice>, usize) {
        let typed = typed.trim().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let found = self.lower.iter().enumerate();
        let mut found: Vec<(Fit, usize)> =
            found.filter_map(|(i, name)| Some((fit(name, &typed, &words)?, i))).collect();
        found.sort_unstable();
        let shown = found.iter().take(most).map(|&(_, i)| self.choices[i].clone());
        (shown.collect(), found.len())
    }

    /// The name behind a value.
    pub(in crate::app) fn name_of(&self, value: &str) -> Option<&str> {
        let choice = self.choices.iter().find(|choice| choice.value == value);
        choice.map(|choice| choice.name.as_str())
    }
}

/// How well `name` fits; `None`: not.
fn fit(name: &str, typed: &str, words: &[&str]) -> Option<Fit> {
    if name.starts_with(typed) {
        return Some(Fit::Begins);
    }
    if !words.iter().all(|word| name.contains(word)) {
        return None;
    }
    let mut parts = name.split(|c: char| !c.is_alphanumeric());
    let begins = parts.any(|part| words.first().is_some_and(|word| part.starts_with(word)));
    Some(if begins { Fit::WordBegins } else { Fit::Holds })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &[&str]) {
        let names = ["Storck", "Ada Stone", "Milestone Ltd", "Piet Aldane", "Ada Örn", "Ston"];
        let choice = |name: &str| Choice { value: format!("={name}"), name: name.to_owned(), n: 1 };
        let (found, total) = Suggestions::new(names.map(choice).into()).fitting(typed, 10);
        let found: Vec<_> = found.into_iter().map(|choice| choice.name).collect();
        assert_eq!(found, expected);
        assert_eq!(total, expected.len());
    }

    #[test]
    fn a_name_fits_anywhere_in_it_and_best_at_its_beginning() {
        check("ston", &["Ston", "Ada Stone", "Milestone Ltd"]);
    }

    #[test]
    fn words_fit_in_any_order_and_any_capitals() {
        check("STONE ada", &["Ada Stone"]);
        check("örn", &["Ada Örn"]);
    }

    #[test]
    fn nothing_typed_leaves_all_in_their_order() {
        check("  ", &["Storck", "Ada Stone", "Milestone Ltd", "Piet Aldane", "Ada Örn", "Ston"]);
        check("zzz", &[]);
    }

    #[test]
    fn only_so_many_are_given_and_all_are_counted() {
        let choice = |i: usize| Choice { value: i.to_string(), name: format!("N{i}"), n: i };
        let all = Suggestions::new((0..500).map(choice).collect());
        let (found, total) = all.fitting("n4", 20);
        assert_eq!((found.len(), total), (20, 111));
        assert_eq!(all.name_of("7"), Some("N7"));
    }
}
