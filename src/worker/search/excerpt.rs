//! What a reader sees of a hit: the words around what was found, with the finds marked.

/// Characters of an excerpt.
const EXCERPT: usize = 240;

/// A text in lower case, and where each of its bytes comes from.
pub(super) struct Lowered {
    text: String,
    /// For each byte of `text`, the byte of the original at which its character begins.
    from: Vec<usize>,
    len: usize,
}

impl Lowered {
    pub(super) fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut from = Vec::with_capacity(original.len());
        for (i, c) in original.char_indices() {
            text.extend(c.to_lowercase());
            from.resize(text.len(), i);
        }
        Self { text, from, len: original.len() }
    }

    /// Where `words` occur, as byte ranges of the original, in order, without overlap.
    pub(super) fn occurrences(&self, words: &[String]) -> Vec<(usize, usize)> {
        let original = |byte: usize| self.from.get(byte).copied().unwrap_or(self.len);
        let mut found: Vec<(usize, usize)> = words
            .iter()
            .flat_map(|w| self.text.match_indices(w.as_str()))
            .map(|(i, w)| (original(i), original(i + w.len())))
            .filter(|(start, end)| start < end)
            .collect();
        found.sort_unstable();
        let mut end = 0;
        found.retain(|&(s, e)| {
            let keep = s >= end;
            end = if keep { e } else { end };
            keep
        });
        found
    }
}

/// At most [`EXCERPT`] characters of `text` around the first occurrence, and the UTF-16 ranges of
/// the occurrences in them.
pub(super) fn excerpt(text: &str, occurrences: &[(usize, usize)]) -> (String, Vec<(u32, u32)>) {
    let first = occurrences.first().map_or(0, |&(start, _)| start);
    let lead = text[..first].chars().count();
    let from = if lead <= EXCERPT / 3 { 0 } else { word_start(text, first, EXCERPT / 3) };
    let to = text[from..].char_indices().nth(EXCERPT).map_or(text.len(), |(i, _)| from + i);
    let opening = if from > 0 { "… " } else { "" };
    let excerpt =
        format!("{opening}{}{}", &text[from..to], if to < text.len() { " …" } else { "" });
    let units = |s: &str| s.encode_utf16().count() as u32;
    let marks = occurrences.iter().filter(|&&(s, e)| s >= from && e <= to).map(|&(s, e)| {
        let start = units(opening) + units(&text[from..s]);
        (start, start + units(&text[s..e]))
    });
    let marks = marks.collect();
    (excerpt, marks)
}

/// The start of the word that stands about `back` characters before byte `at`.
fn word_start(text: &str, at: usize, back: usize) -> usize {
    let rough = text[..at].char_indices().rev().nth(back).map_or(0, |(i, _)| i);
    text[rough..at].find(char::is_whitespace).map_or(rough, |i| {
        let space = rough + i;
        space + text[space..].chars().next().map_or(0, char::len_utf8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, query: &str) -> Vec<String> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let lower = Lowered::new(text);
        let (excerpt, marks) = excerpt(text, &lower.occurrences(&words));
        let units: Vec<u16> = excerpt.encode_utf16().collect();
        let slice = |&(s, e): &(u32, u32)| String::from_utf16_lossy(&units[s as usize..e as usize]);
        marks.iter().map(slice).collect()
    }

    #[test]
    fn marks_words_in_any_case() {
        assert_eq!(
            marked("The Harbour 🗞 will open. HARBOUR dues rise.", "harbour"),
            ["Harbour", "HARBOUR"]
        );
    }

    #[test]
    fn marks_survive_letters_that_change_length_in_lower_case() {
        assert_eq!(marked("İstanbul: the İstanbul line", "line the"), ["the", "line"]);
    }

    #[test]
    fn a_far_hit_is_cut_out_with_its_surroundings() {
        let text = format!("{} needle in here", "hay ".repeat(300));
        assert_eq!(marked(&text, "needle"), ["needle"]);
    }
}
