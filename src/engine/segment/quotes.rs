//! Quotations of a block, by their marks: curly, straight, doubled, angled and single, in one pass.
//!
//! A single mark may be an apostrophe, so it opens only before a letter behind white space and
//! closes only behind a letter or mark before none. Marks inside a quotation belong to it, the same ones if
//! as many close as open. A
//! quotation that is never closed counts only if the next block goes on with it, which
//! `continues` says; otherwise its mark is passed over and nothing is lost.

use crate::engine::text::{Document, Span};

/// Marks that a block which is a quotation, or goes on with one, may begin with. Some languages open with
/// ”, and writers slip.
pub const QUOTE_MARKS: [char; 6] = ['“', '"', '«', '‘', '„', '”'];

/// A quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// With its marks.
    pub outer: Span,
    /// Without its marks and without white space at its edges.
    pub inner: Span,
    /// Its closing mark stands in this block.
    pub closed: bool,
}

/// A mark that opens, and what it takes to close it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Curly,
    Straight,
    Doubled,
    Low,
    Angled,
    AngledIn,
    Corner,
    Single,
    SingleStraight,
}

/// The quotations of a block of a document. One that is never closed counts if the next block begins
/// with a mark, and so goes on with it.
pub fn quotes_of_block(document: &Document, block: usize) -> Vec<Quote> {
    let next = document.blocks.get(block + 1);
    let continues = next.is_some_and(|b| document.words(b.span).starts_with(QUOTE_MARKS));
    find_quotes(&document.text, document.blocks[block].span, continues)
}

/// The quotations of `block`, in order, not nested. `continues`: the next block begins with a
/// quotation mark.
pub fn find_quotes(text: &str, block: Span, continues: bool) -> Vec<Quote> {
    let mut scan = Scan::new(text, block, true);
    scan.run();
    if scan.open.is_some_and(|open| is_single(open.mark)) {
        scan = Scan::new(text, block, false);
        scan.run();
    }
    scan.finish(continues);
    scan.quotes
}

#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    /// Where the mark stands.
    at: usize,
    /// Where the words begin.
    inside: usize,
    /// A mark that may be an apostrophe or the end.
    weak_end: Option<usize>,
    /// Quotations with the same marks inside this one that are still open.
    within: usize,
}

struct Scan<'a> {
    text: &'a str,
    block: Span,
    singles: bool,
    open: Option<Open>,
    quotes: Vec<Quote>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, block: Span, singles: bool) -> Self {
        Self { text, block, singles, open: None, quotes: Vec::new() }
    }

    fn run(&mut self) {
        let body = self.block.of(self.text);
        let mut from = 0;
        while let Some(apart) = body.as_bytes()[from..].iter().position(|b| may_begin_mark(*b)) {
            let (before, rest) = body.split_at(from + apart);
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { break };
            let doubled = c == '\'' && chars.as_str().starts_with('\'');
            if doubled {
                chars.next();
            }
            let place = Place {
                at: self.block.start + before.len(),
                length: rest.len() - chars.as_str().len(),
                previous: before.chars().next_back(),
                next: chars.as_str().chars().next(),
            };
            match self.open {
                Some(open) => self.inside(open, c, doubled, place),
                None => self.outside(c, doubled, place),
            }
            from = body.len() - chars.as_str().len();
        }
        if let Some(Open { weak_end: Some(end), .. }) = self.open {
            self.close(end, end + char_len(self.text, end));
        }
    }

    fn outside(&mut self, c: char, doubled: bool, place: Place) {
        let mark = match c {
            '“' => Mark::Curly,
            '”' if place.opens() => Mark::Curly,
            '"' if place.opens() => Mark::Straight,
            '\'' if doubled && place.opens() => Mark::Doubled,
            '„' => Mark::Low,
            '«' => Mark::Angled,
            '»' if place.opens() => Mark::AngledIn,
            '「' | '『' => Mark::Corner,
            '‘' if self.singles && place.opens_word() => Mark::Single,
            '\'' if !doubled && self.singles && place.opens_word() => Mark::SingleStraight,
            _ => return,
        };
        let inside = place.at + place.length;
        self.open = Some(Open { mark, at: place.at, inside, weak_end: None, within: 0 });
    }

    fn inside(&mut self, open: Open, c: char, doubled: bool, place: Place) {
        let end = place.at + place.length;
        let closes = match open.mark {
            Mark::Curly => c == '”' || matches!(c, '"' | '“') && place.closes() && !place.opens(),
            Mark::Straight => (c == '"' && !place.opens()) || (c == '”' && place.closes()),
            Mark::Doubled => c == '\'' && doubled,
            Mark::Low => matches!(c, '“' | '”' | '"'),
            Mark::Angled => c == '»',
            Mark::AngledIn => c == '«',
            Mark::Corner => matches!(c, '」' | '』'),
            Mark::Single => c == '’' && place.closes(),
            Mark::SingleStraight => c == '\'' && !doubled && place.closes(),
        };
        if closes {
            if open.within > 0 {
                self.open = Some(Open { within: open.within - 1, ..open });
            } else if is_single(open.mark) && place.may_be_possessive() {
                self.open = Some(Open { weak_end: Some(place.at), ..open });
            } else {
                self.close(place.at, end);
            }
        } else if open.mark == Mark::Straight && c == '"' {
            // A second opening mark: the first was never closed.
            self.open = Some(Open { at: place.at, inside: end, ..open });
        } else if open.mark == Mark::Curly && c == '“' && self.closes_twice(end, open.within) {
            self.open = Some(Open { within: open.within + 1, ..open });
        }
    }

    /// Whether behind `at`, where a curly quotation has just begun inside a curly one that has `within`
    /// others open, as many marks close as open.
    fn closes_twice(&self, at: usize, within: usize) -> bool {
        let mut open = within + 2;
        for c in self.text[at..self.block.end].chars() {
            match c {
                '“' => open += 1,
                '”' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return true;
            }
        }
        false
    }

    fn close(&mut self, inner_end: usize, outer_end: usize) {
        if let Some(open) = self.open.take() {
            self.push(open, inner_end, outer_end, true);
        }
    }

    fn finish(&mut self, continues: bool) {
        if let Some(open) = self.open.take()
            && continues
        {
            self.push(open, self.block.end, self.block.end, false);
        }
    }

    fn push(&mut self, open: Open, inner_end: usize, outer_end: usize, closed: bool) {
        let inner = Span::new(open.inside, inner_end).trim(self.text);
        if !inner.is_empty() {
            self.quotes.push(Quote { outer: Span::new(open.at, outer_end), inner, closed });
        }
    }
}

/// What stands around a mark.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    length: usize,
    previous: Option<char>,
    next: Option<char>,
}

impl Place {
    /// At a beginning, before words.
    fn opens(self) -> bool {
        self.previous.is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '‘' | '\'' | '/')
        }) && self.next.is_some_and(|c| !c.is_whitespace())
    }

    fn opens_word(self) -> bool {
        self.opens()
            && self.next.is_some_and(|c| c.is_alphabetic() || matches!(c, '“' | '"' | '[' | '…'))
    }

    /// At an end, behind words.
    fn closes(self) -> bool {
        self.previous.is_some_and(|c| !c.is_whitespace())
            && self.next.is_none_or(|c| !c.is_alphanumeric())
    }

    /// "officials’ report": behind an s, before white space.
    fn may_be_possessive(self) -> bool {
        self.previous == Some('s') && self.next == Some(' ')
    }
}

/// Whether the character that begins with this byte may be a mark; those of all [`Mark`]s are.
fn may_begin_mark(byte: u8) -> bool {
    const LOW_AND_CURLY: u8 = 0xE2;
    const ANGLED: u8 = 0xC2;
    const CORNER: u8 = 0xE3;
    matches!(byte, b'"' | b'\'' | LOW_AND_CURLY | ANGLED | CORNER)
}

fn is_single(mark: Mark) -> bool {
    matches!(mark, Mark::Single | Mark::SingleStraight)
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let quotes = find_quotes(text, Span::new(0, text.len()), false);
        let inner: Vec<&str> = quotes.iter().map(|q| q.inner.of(text)).collect();
        assert_eq!(inner, expected, "{text}");
    }

    #[test]
    fn reads_every_style() {
        check("“A b,” he said.", &["A b,"]);
        check("\"A b,\" he said. \"C d.\"", &["A b,", "C d."]);
        check("«A b», he said.", &["A b"]);
        check("„A b“, he said.", &["A b"]);
        check("‘It’s fine,’ he said.", &["It’s fine,"]);
        check("'It's fine,' he said.", &["It's fine,"]);
        check("''A b,'' he said.", &["A b,"]);
        check("”A b,” he said.", &["A b,"]);
        check("“A b.“ He left.", &["A b."]);
    }

    #[test]
    fn keeps_what_is_nested() {
        check("“He said ‘no’ to me,” she said.", &["He said ‘no’ to me,"]);
        check(
            "“I live in what he calls “hell” now.” ― Ada",
            &["I live in what he calls “hell” now."],
        );
        check("“He said no. “It is bad,” she said. “I go.”", &["He said no. “It is bad,", "I go."]);
    }

    #[test]
    fn takes_no_apostrophe_for_a_mark() {
        check("The officials' plan isn't Ann's.", &[]);
        check("In the ’90s the ‘90s were new.", &[]);
        check("‘The officials’ plan is bad,’ he said.", &["The officials’ plan is bad,"]);
    }

    #[test]
    fn passes_over_an_unclosed_mark() {
        check("“It never ends, he said.", &[]);
        let text = "“It goes on";
        let quotes = find_quotes(text, Span::new(0, text.len()), true);
        assert_eq!((quotes[0].inner.of(text), quotes[0].closed), ("It goes on", false));
    }
}
