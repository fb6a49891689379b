//! Lines of a plain text, and the paragraphs that they make.
//!
//! A text pasted from a page has one paragraph a line; one from a mail or a terminal has lines
//! broken at a width. Which of the two it is is decided for the whole text: in a broken text
//! nearly every line is so long that the next line's first word would not have fitted.

use crate::engine::text::Span;

/// One or several lines that are one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Where it stands, without white space at its edges.
    pub(super) span: Span,
    /// An empty line, or the text's beginning, comes before it.
    pub(super) blank_before: bool,
    /// It holds a line break.
    pub(super) is_wrapped: bool,
}

impl Paragraph {
    /// Its words, with one space for every line break.
    pub(super) fn words(self, text: &str) -> String {
        let words = self.span.of(text);
        if self.is_wrapped {
            words
                .split(is_break)
                .map(str::trim)
                .filter(|l| !l.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        } else {
            words.to_owned()
        }
    }
}

/// Characters that end a line.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Cuts `text` into paragraphs.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let Some(width) = wrap_width(text, &lines) else { return lines };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last_line = Span::default();
    for line in lines {
        match paragraphs.last_mut() {
            Some(paragraph)
                if !line.blank_before && is_broken(text, last_line, line.span, width) =>
            {
                paragraph.span = paragraph.span.cover(line.span);
                paragraph.is_wrapped = true;
            }
            _ => paragraphs.push(line),
        }
        last_line = line.span;
    }
    paragraphs
}

/// Lines that are not empty, trimmed.
fn lines(text: &str) -> Vec<Paragraph> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut blank_before = true;
    for line in text.split_inclusive(is_break) {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        if !span.is_empty() {
            lines.push(Paragraph { span, blank_before, is_wrapped: false });
            blank_before = false;
        } else if line != "\n" || !text[..start - line.len()].ends_with('\r') {
            blank_before = true;
        }
    }
    lines
}

/// The width at which the lines were broken; `None` if every line is a paragraph.
fn wrap_width(text: &str, lines: &[Paragraph]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| n_chars(line.span.of(text))).collect();
    lengths.sort_unstable();
    let width = *lengths.get((lengths.len() * 98 / 100).min(lengths.len().checked_sub(1)?))?;
    if !(40..=110).contains(&width) {
        return None;
    }
    let pairs = lines.windows(2).filter(|pair| !pair[1].blank_before);
    let (mut n_pairs, mut n_broken, mut n_inside) = (0, 0, 0);
    for pair in pairs {
        let broken = is_broken(text, pair[0].span, pair[1].span, width);
        n_pairs += 1;
        n_broken += usize::from(broken);
        n_inside += usize::from(broken && !super::shape::ends_sentence(pair[0].span.of(text)));
    }
    (n_pairs >= 3 && n_broken * 10 >= n_pairs * 6 && n_inside * 10 >= n_broken * 4).then_some(width)
}

/// True if `line` could not have held the first word of `next`, roughly.
fn is_broken(text: &str, line: Span, next: Span, width: usize) -> bool {
    let next = next.of(text);
    let word = next.split_whitespace().next().map_or(0, n_chars);
    super::shape::list_item(next).is_none()
        && (n_chars(line.of(text)) + 1 + word) * 100 > width * 85
}

fn n_chars(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|p| p.words(text)).collect()
    }

    #[test]
    fn takes_every_line_of_a_pasted_text_as_a_paragraph() {
        let text = "A bridge opens\r\n\r\nThe bridge over the river opened on Sunday.\r\nThe mayor spoke.\r\n";
        assert_eq!(
            words(text),
            ["A bridge opens", "The bridge over the river opened on Sunday.", "The mayor spoke."]
        );
        assert!(!paragraphs(text)[2].blank_before);
    }

    #[test]
    fn joins_broken_lines() {
        let text = "The new bridge over the river opened on Sunday, the mayor said,\n\
            after nine years of work and delay. It has four lanes for cars\n\
            and two for trams, and one for people on foot.\n\n\
            Work began in 2015, and was to take three years, but money ran\n\
            out, twice, she added.\n";
        assert_eq!(words(text).len(), 2);
        assert!(words(text)[1].ends_with("but money ran out, twice, she added."));
    }

    #[test]
    fn leaves_short_lines_apart() {
        let text = "One line\nTwo lines\nThree lines\nFour lines\nThe longest line of them all is this one";
        assert_eq!(words(text).len(), 5);
    }
}
