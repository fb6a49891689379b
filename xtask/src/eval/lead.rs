//! Sentences as the comparison with the lead cuts them: by marks alone, whatever the engine thinks.

/// Short forms after which a full stop ends nothing.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt",
    "cmdr", "adm", "maj", "rev", "hon", "st", "jr", "sr", "vs", "etc", "inc", "ltd", "co", "corp",
    "dept", "no", "vol", "fig", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep",
    "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "u.s", "u.k", "u.n",
    "d.c", "e.g", "i.e", "a.m", "p.m", "ph.d", "mt", "ft", "sq", "approx", "est",
];

const CLOSING: [char; 6] = ['"', '\'', '”', '’', ')', ']'];

/// Sentences of `text`; copes with lower-cased, tokenised articles.
pub(super) fn split_sentences(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for paragraph in text.split('\n').map(str::trim).filter(|p| !p.is_empty()) {
        let capitals = paragraph.chars().take(400).filter(|c| c.is_uppercase()).count();
        let lowered = capitals < 4 && paragraph.chars().count() > 200 && paragraph.contains(" . ");
        let mut start = 0;
        for (end, next) in ends(paragraph, lowered) {
            if start <= end && !is_abbreviation(&paragraph[start..end], lowered) {
                out.push(paragraph[start..end].trim().to_owned());
                start = next;
            }
        }
        out.push(paragraph[start..].trim().to_owned());
    }
    let mut merged: Vec<String> = Vec::new();
    for sentence in out.into_iter().filter(|s| !s.is_empty()) {
        match merged.last_mut() {
            Some(last) if sentence.split_whitespace().count() < 3 => {
                last.push(' ');
                last.push_str(&sentence);
            }
            _ => merged.push(sentence),
        }
    }
    merged
}

/// Where a sentence may end, and where the next would begin.
fn ends(text: &str, lowered: bool) -> Vec<(usize, usize)> {
    let mut ends = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find(['.', '!', '?']) {
        let mark = from + found;
        from = mark + 1;
        if lowered && !text[..mark].ends_with(char::is_whitespace) {
            continue;
        }
        let mut end = mark + 1;
        if !lowered {
            end += text[end..].len() - text[end..].trim_start_matches(['.', '!', '?']).len();
        } else {
            // " ." and perhaps " ''" behind it.
            let rest = text[end..].trim_start();
            let marks = rest.len() - rest.trim_start_matches(CLOSING).len();
            let closes = rest[marks..].starts_with(char::is_whitespace) && marks > 0;
            if closes && rest.len() < text[end..].len() {
                end = text.len() - rest.len() + marks;
            }
        }
        if !lowered {
            end += text[end..].len() - text[end..].trim_start_matches(CLOSING).len();
        }
        let rest = text[end..].trim_start();
        let next = text.len() - rest.len();
        if next == end || rest.is_empty() {
            continue;
        }
        let opening = rest.trim_start_matches(['"', '\'', '“', '‘', '(', '[']);
        let begins = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "£$€".contains(c);
        if lowered || opening.starts_with(begins) {
            ends.push((end, next));
            from = end.max(from);
        }
    }
    ends
}

/// True if the full stop at the end belongs to a short form; the tokenised have it apart.
fn is_abbreviation(sentence: &str, lowered: bool) -> bool {
    let head = sentence.trim_end_matches(CLOSING).strip_suffix('.');
    let head = head.filter(|head| !lowered && !head.ends_with(['.', '!', '?']));
    head.is_some_and(|head| is_short(head.split_whitespace().last().unwrap_or("")))
}

fn is_short(word: &str) -> bool {
    let lower = word.trim_start_matches(['(', '"', '\'', '“', '‘', '[']).to_lowercase();
    let lower = lower.trim_end_matches('.');
    ABBREVIATIONS.contains(&lower)
        || (lower.chars().count() == 1 && word.ends_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::split_sentences;

    #[test]
    fn short_forms_end_nothing() {
        let found = split_sentences(
            "Mr. Stone left the U.S. on Monday. \"Good,\" he said. It rained all day.",
        );
        let expected =
            ["Mr. Stone left the U.S. on Monday.", "\"Good,\" he said.", "It rained all day."];
        assert_eq!(found, expected);
    }
}
