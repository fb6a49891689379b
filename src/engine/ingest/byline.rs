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

/// Beginnings of what others did for the article, who are not its authors.
const OTHER_ROLES: [&str; 16] = [
    "edited by",
    "reviewed by",
    "fact checked by",
    "fact-checked by",
    "translated by",
    "produced by",
    "directed by",
    "narrated by",
    "illustrated by",
    "illustration by",
    "illustrations by",
    "photo by",
    "photos by",
    "photograph by",
    "photographs by",
    "photography by",
];

/// Degrees that stand behind a name, without their full stops.
const DEGREES: [&str; 22] = [
    "BA", "BS", "BSc", "CPA", "DDS", "DNP", "DO", "DPhil", "Esq", "JD", "LCSW", "LLM", "MA", "MBA",
    "MD", "MPH", "MS", "MSc", "PharmD", "PhD", "RD", "RN",
];

/// Ends of a name that a comma may stand before, without their full stops.
const ENDS: [&str; 5] = ["Jr", "Sr", "II", "III", "IV"];

/// Words that join one author to another.
const GLUES: [&str; 9] = [" and ", " AND ", " und ", " et ", " og ", " och ", " & ", " with ", ";"];

/// The same, but such a word stands inside of names too: only between two full names it joins.
const WEAK_GLUES: [&str; 2] = [" y ", " e "];

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
    let text = text.split(['|', '•', '·', '—']).next().unwrap_or("");
    let text = without_asides(&text[..other_role(text).unwrap_or(text.len())]);
    let text: Vec<&str> = text.split_whitespace().filter(|word| !is_address(word)).collect();
    let text = text.join(" ");
    let text = [" in ", " at "].iter().find_map(|at| Some(text.split_once(at)?.0)).unwrap_or(&text);
    let mut names: Vec<String> = Vec::new();
    for part in separated(text).split(',') {
        let part = after_lead(part.trim()).unwrap_or(part.trim());
        let part = part.trim_matches(['.', '(', ')', ' ']);
        let bare = part.replace('.', "");
        if part.is_empty()
            || part.eq_ignore_ascii_case("by")
            || is_office(part)
            || !names.is_empty() && DEGREES.contains(&bare.as_str())
        {
            continue;
        }
        if let Some(last) = names.last_mut().filter(|_| ENDS.contains(&bare.as_str())) {
            last.push(' ');
            last.push_str(part);
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

/// Where `text` goes over to those who did something else for the article.
pub(super) fn other_role(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    OTHER_ROLES.iter().filter_map(|role| lower.find(role)).min()
}

/// The same with commas for whatever stands between two authors.
fn separated(text: &str) -> String {
    let mut text = GLUES.iter().fold(text.to_owned(), |text, glue| text.replace(glue, ", "));
    let is_full = |name: Option<&str>| name.is_some_and(|n| n.split_whitespace().count() >= 2);
    for glue in WEAK_GLUES {
        let parted = text.split_once(glue).filter(|(before, after)| {
            is_full(before.rsplit(',').next()) && is_full(after.split(',').next())
        });
        if let Some((before, after)) = parted {
            text = format!("{before}, {after}");
        }
    }
    text
}

/// The same without what stands in brackets, but for other authors, "(with John Roe)", and for the
/// middle of a name, "Jane (Ann) Doe".
fn without_asides(text: &str) -> String {
    const WITH: [&str; 5] = ["with ", "avec ", "mit ", "con ", "com "];
    let (mut kept, mut rest) = (String::new(), text);
    while let Some((before, aside, after)) = rest.split_once('(').and_then(|(before, rest)| {
        rest.split_once(')').map(|(aside, after)| (before, aside, after))
    }) {
        kept.push_str(before);
        let n_before = kept.rsplit([',', '(']).next().map_or(0, |s| s.split_whitespace().count());
        let goes_on = after.trim_start().starts_with(char::is_uppercase);
        if let Some(names) = WITH.iter().find_map(|with| aside.trim().strip_prefix(with)) {
            kept.push_str(", ");
            kept.push_str(names);
        } else if n_before == 1 && goes_on && is_name(aside) {
            kept.push('(');
            kept.push_str(aside);
            kept.push(')');
        }
        rest = after;
    }
    kept + rest
}

/// An address of the web or of mail, or a name in a network.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}

/// Whether `part` says what somebody is: "court reporter".
pub(in crate::engine) fn is_office(part: &str) -> bool {
    let lower = part.to_lowercase();
    lower.split_whitespace().any(|word| OFFICES.contains(&word))
}

/// One to five words that begin with a capital, particles aside, without digits.
pub(in crate::engine) fn is_name(part: &str) -> bool {
    let n_words = part.split_whitespace().count();
    let is_closed = !part.starts_with('(') && !part.ends_with(')');
    let word_fits = |word: &str| {
        let word = if is_closed { word.trim_matches(['(', ')']) } else { word };
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
        check("By Jane Doe, Ph.D., and John Roe, Jr.", &["Jane Doe", "John Roe Jr"]);
        check("Written by Jane Doe Edited by John Roe", &["Jane Doe"]);
        check("By Jane Doe (https://pail.example/jane)", &["Jane Doe"]);
        check("By Jane Doe jane@pail.example", &["Jane Doe"]);
        check("Par Jane Doe (avec John Roe et Ana Poe)", &["Jane Doe", "John Roe", "Ana Poe"]);
        check("Por Jane (Ann) Doe", &["Jane (Ann) Doe"]);
        check("Por Jane Doe y Ana Roe", &["Jane Doe", "Ana Roe"]);
        check("Por Jane Doe y Roe", &["Jane Doe y Roe"]);
        assert!(names("By").is_empty());
    }

    #[test]
    fn leaves_sentences() {
        check("By the time it opened, the bridge was old.", &[]);
        check("By 2030 the bridge will be gone", &[]);
        check("Bytes are not bylines", &[]);
    }
}
