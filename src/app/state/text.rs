//! Small questions about words: excerpts, marks inside them, and where two passages differ.

/// A piece of text, and whether it is to be marked.
pub(in crate::app) type Word = (String, bool);

/// The first `max` characters of `text`, cut at a word, with "…" if there is more.
pub(in crate::app) fn excerpt(text: &str, max: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(max) else { return text.to_owned() };
    let end = text[..cut].rfind(char::is_whitespace).filter(|e| *e > cut / 2).unwrap_or(cut);
    format!("{}…", text[..end].trim_end())
}

/// `text` in pieces, those in `marks` (UTF-16 ranges) marked.
pub(in crate::app) fn marked(text: &str, marks: &[(u32, u32)]) -> Vec<Word> {
    let mut pieces: Vec<Word> = Vec::new();
    let mut at = 0;
    for c in text.chars() {
        let is_marked = marks.iter().any(|(start, end)| (*start..*end).contains(&at));
        match pieces.last_mut() {
            Some((piece, mark)) if *mark == is_marked => piece.push(c),
            _ => pieces.push((c.to_string(), is_marked)),
        }
        at += if c.len_utf16() == 2 { 2 } else { 1 };
    }
    pieces
}

/// Both passages in pieces, with the words marked that are not in the other: the longest common
/// subsequence of words, without regard to case and punctuation (Hunt and McIlroy 1976). Of these only
/// those that `told`, which says what differs, names; all where it names none.
pub(in crate::app) fn differing_words(
    left: &str,
    right: &str,
    told: &str,
) -> (Vec<Word>, Vec<Word>) {
    const MOST: usize = 400;
    let a: Vec<&str> = left.split_inclusive(char::is_whitespace).take(MOST).collect();
    let b: Vec<&str> = right.split_inclusive(char::is_whitespace).take(MOST).collect();
    let (bare_a, bare_b): (Vec<_>, Vec<_>) =
        (a.iter().map(|w| bare(w)).collect(), b.iter().map(|w| bare(w)).collect());
    let mut lengths = vec![vec![0_u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i][j] = if bare_a[i] == bare_b[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut own_a, mut own_b) = (vec![true; a.len()], vec![true; b.len()]);
    while i < a.len() && j < b.len() {
        if bare_a[i] == bare_b[j] {
            (own_a[i], own_b[j]) = (false, false);
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    let told: Vec<String> =
        told.split_whitespace().map(bare).filter(|word| !JOINTS.contains(&word.as_str())).collect();
    for (own, bare) in [(&mut own_a, &bare_a), (&mut own_b, &bare_b)] {
        let named: Vec<bool> =
            own.iter().zip(bare).map(|(own, w)| *own && told.contains(w)).collect();
        if named.contains(&true) {
            *own = named;
        }
    }
    (join(&a, &own_a), join(&b, &own_b))
}

/// Words that hold an explanation together and name nothing that differs.
const JOINTS: [&str; 9] = ["in", "one", "the", "other", "article", "articles", "of", "and", ""];

fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn join(words: &[&str], own: &[bool]) -> Vec<Word> {
    let mut pieces: Vec<Word> = Vec::new();
    for (word, own) in words.iter().zip(own) {
        match pieces.last_mut() {
            Some((piece, mark)) if mark == own => piece.push_str(word),
            _ => pieces.push(((*word).to_owned(), *own)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_a_word() {
        assert_eq!(excerpt("one two three", 9), "one two…");
        assert_eq!(excerpt("one", 9), "one");
    }

    #[test]
    fn marks_utf16_ranges() {
        let piece = |s: &str, m| (s.to_owned(), m);
        assert_eq!(
            marked("a😀bc", &[(3, 4)]),
            [piece("a😀", false), piece("b", true), piece("c", false)]
        );
    }

    #[test]
    fn marks_the_words_that_differ() {
        let (left, right) =
            differing_words("Foreign Minister Sergei Lavrov", "former Foreign Minister Lavrov", "");
        let own = |pieces: &[Word]| {
            pieces.iter().filter(|p| p.1).map(|p| p.0.trim().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(own(&left), ["Sergei"]);
        assert_eq!(own(&right), ["former"]);
    }

    #[test]
    fn marks_only_what_is_told() {
        let told = "Date: 3 May in one article, 4 June in the other.";
        let (left, right) = differing_words("It shut on 3 May.", "Then it shut on 4 June.", told);
        assert_eq!(left.iter().filter(|p| p.1).map(|p| &*p.0).collect::<Vec<_>>(), ["3 May."]);
        assert_eq!(right.iter().filter(|p| p.1).map(|p| &*p.0).collect::<Vec<_>>(), ["4 June."]);
    }

    #[test]
    fn the_pieces_are_the_whole_text() {
        let (left, _) = differing_words("a b c", "b", "");
        assert_eq!(left.iter().map(|p| p.0.as_str()).collect::<String>(), "a b c");
    }
}
