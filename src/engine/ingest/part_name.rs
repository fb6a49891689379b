//! Names for parts that have none of their own: entries of a feed, mails of a mailbox, rows.

use std::collections::BTreeMap;

/// The longest name, in characters.
const LONGEST: usize = 60;

/// Gives out names, each once.
#[derive(Debug, Default)]
pub(super) struct PartNames {
    given: BTreeMap<String, usize>,
}

impl PartNames {
    /// A name after `title`, or `other` if there is nothing to name it after. A second part of one
    /// title is "title (2)".
    pub(super) fn give(&mut self, title: Option<&str>, other: &str) -> String {
        let name = title.map(safe).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| other.to_owned());
        let n = self.given.entry(name.to_lowercase()).or_default();
        *n += 1;
        if *n > 1 { format!("{name} ({n})") } else { name }
    }
}

/// `title` as the name of a file: no separators, no control characters, not hidden, not long.
pub(super) fn safe(title: &str) -> String {
    let fits = |c: char| {
        !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    let spaced: String = title.chars().map(|c| if fits(c) { c } else { ' ' }).collect();
    let mut name = String::new();
    for word in spaced.split_whitespace() {
        let n = name.chars().count() + usize::from(!name.is_empty()) + word.chars().count();
        if n > LONGEST && !name.is_empty() {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.extend(word.chars().take(LONGEST));
    }
    name.trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_names_that_every_system_takes() {
        assert_eq!(safe("../..\\etc: \"passwd\"?"), "etc passwd");
        assert_eq!(safe("Bridge\n reopens \u{7}today"), "Bridge reopens today");
        assert!(safe(&"word ".repeat(100)).chars().count() <= LONGEST);
        assert!(safe(&"w".repeat(100)).chars().count() <= LONGEST);
        let mut names = PartNames::default();
        assert_eq!(names.give(Some("A"), "1"), "A");
        assert_eq!(names.give(Some("a"), "2"), "a (2)");
        assert_eq!(names.give(Some("//"), "3"), "3");
    }
}
