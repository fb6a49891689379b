//! Names of authors from a line that prints them: "By Jane Doe and John Roe, in London".

/// Words before the names, in lower case.
const LEADS: [&str; 19] = [
    "written by ",
    "reported by ",
    "words by ",
    "story by ",
    "text by ",
    "posted by ",
    "published by ",
    "author: ",
    "authors: ",
    "by: ",
    "by ",
    "von ",
    "text: ",
    "autor: ",
    "por ",
    "par ",
    "door ",
    "Текст: ",
    "Автор: ",
];

/// Words of a segment that is an office, not a name.
const OFFICES: [&str; 30] = [
    "editor",
    "correspondent",
    "reporter",
    "writer",
    "columnist",
    "staff",
    "chief",
    "contributor",
    "journalist",
    "producer",
    "analyst",
    "bureau",
    "desk",
    "news",
    "senior",
    "political",
    "deputy",
    "head",
    "business",
    "sports",
    "foreign",
    "diplomatic",
    "europe",
    "today",
    "updated",
    "published",
    "professor",
    "author",
    "fellow",
    "director",
];

/// Small words inside names.
const PARTICLES: [&str; 17] = [
    "de", "da", "di", "du", "van", "von", "der", "den", "el", "al", "bin", "la", "le", "ter",
    "dos", "del", "y",
];

/// The part of `line` after "By" or its like, if it begins so.
pub(in crate::engine) fn after_lead(line: &str) -> Option<&str> {
    LEADS.iter().find_map(|lead| {
        let head = line.get(..lead.len())?;
        head.eq_ignore_ascii_case(lead).then(|| line[lead.len()..].trim())
    })
}

/// The names in `text`, which stands without its "By". Empty if it does not read as names.
pub(in crate::engine) fn names(text: &str) -> Vec<String> {
    let text = text.split(['|', '•', '·', '—']).next().unwrap_or("").trim();
    let text = [" in ", " at "].iter().find_map(|at| Some(text.split_once(at)?.0)).unwrap_or(text);
    let joined = [" and ", " AND ", " und ", " & ", " with ", ";"]
        .iter()
        .fold(text.to_owned(), |joined, glue| joined.replace(glue, ","));
    let mut names: Vec<String> = Vec::new();
    for part in joined.split(',') {
        let part =
            after_lead(part.trim()).unwrap_or(part.trim()).trim_matches(['.', '(', ')', ' ']);
        if part.is_empty() || part.eq_ignore_ascii_case("by") || is_office(part) {
            continue;
        }
        if !is_name(part) {
            return if names.is_empty() { Vec::new() } else { names };
        }
        if !names.iter().any(|name| name == part) {
            names.push(part.to_owned());
        }
    }
    names
}

fn is_office(part: &str) -> bool {
    let lower = part.to_lowercase();
    lower.split_whitespace().any(|word| OFFICES.contains(&word))
}

/// One to five words that begin with a capital, particles aside, without digits.
pub(in crate::engine) fn is_name(part: &str) -> bool {
    let n_words = part.split_whitespace().count();
    let word_fits = |word: &str| {
        PARTICLES.contains(&word)
            || word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
                && !word.chars().any(|c| {
                    c.is_ascii_digit() || matches!(c, '@' | '/' | ':' | '?' | '!' | '"' | '“')
                })
    };
    (1..=5).contains(&n_words)
        && part.len() <= 80
        && part.split_whitespace().all(word_fits)
        && !part.split_whitespace().all(|word| PARTICLES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let found = after_lead(line).map(names).unwrap_or_default();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn reads_names() {
        check("By Jane Doe", &["Jane Doe"]);
        check("BY JANE DOE AND JOHN ROE", &["JANE DOE", "JOHN ROE"]);
        check(
            "By Jane Doe, John Roe and Ana de la Cruz",
            &["Jane Doe", "John Roe", "Ana de la Cruz"],
        );
        check("By Jane Doe, Political Editor", &["Jane Doe"]);
        check("By Jane Doe in London | 3 March 2024", &["Jane Doe"]);
        check("By Jane Doe at Harbour Park", &["Jane Doe"]);
        check("Written by Staff", &[]);
        check("By Reuters", &["Reuters"]);
        assert!(names("By").is_empty());
    }

    #[test]
    fn leaves_sentences() {
        check("By the time it opened, the bridge was old.", &[]);
        check("By 2030 the bridge will be gone", &[]);
        check("Bytes are not bylines", &[]);
    }
}
