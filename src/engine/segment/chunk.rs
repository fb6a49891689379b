//! [`Chunk`]: a run of characters without white space, and what sentence ends ask of it.

use super::web;

/// What stands between two runs of white space, taken apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk<'a> {
    /// Where it begins in the text.
    pub start: usize,
    /// All of it.
    pub text: &'a str,
    /// Opening quotation marks and brackets in front.
    pub lead: &'a str,
    /// Without what stands in front and behind.
    pub word: &'a str,
    /// Marks, closing quotation marks and brackets behind.
    pub tail: &'a str,
    /// Ends of lines before it, since the last chunk.
    pub line_ends: usize,
}

impl<'a> Chunk<'a> {
    /// Takes `text`, which is not empty and begins at byte `start`, apart.
    pub(super) fn new(text: &'a str, start: usize, line_ends: usize) -> Self {
        let body = text.trim_start_matches(|c| is_opener(c) || is_sign(c));
        let lead = &text[..text.len() - body.len()];
        let word = body.trim_end_matches(|c| is_terminator(c) || is_closer(c) || is_pause(c));
        // An address may end in a slash or a dash.
        let word =
            if web::is_address(word) { body.trim_end_matches(is_after_address) } else { word };
        // A mark behind an s and no other mark is the possessive of a plural: "workers'".
        let tail = &body[word.len()..];
        let possessive = matches!(tail, "'" | "’") && word.ends_with('s') && lead.is_empty();
        let word = if possessive { body } else { word };
        Self { start, text, lead, word, tail: &body[word.len()..], line_ends }
    }

    /// Where it ends in the text.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The mark that ends it; `Mark::None` behind a bare word.
    pub(super) fn mark(&self) -> Mark {
        let tail = if self.word.is_empty() && self.tail.is_empty() { self.lead } else { self.tail };
        Mark::of(tail)
    }

    /// A closing quotation mark or bracket at the end, b'q' or b'p'; b'-' for none. In upper case
    /// if the mark stands behind it; b'w' if it was opened by this very word and no mark is there.
    pub(super) fn closer(&self) -> u8 {
        let bare = self.tail.trim_end_matches(|c| is_terminator(c) || is_pause(c));
        let outside = bare.len() < self.tail.len();
        let code = match bare.chars().next_back() {
            Some(')' | ']' | '}') => b'p',
            Some(c) if is_closer(c) => b'q',
            _ => return b'-',
        };
        if outside {
            code.to_ascii_uppercase()
        } else if !self.lead.is_empty() && self.mark() == Mark::None {
            b'w'
        } else {
            code
        }
    }
}

/// The kind of mark behind a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// No mark.
    None,
    /// A full stop.
    Stop,
    /// A question or exclamation mark.
    Call,
    /// Several full stops, or one sign for them.
    Dots,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A comma.
    Comma,
    /// A dash.
    Dash,
    /// An asterisk, a bar, a bullet.
    Sign,
}

impl Mark {
    fn of(tail: &str) -> Self {
        match tail.trim_end_matches(is_closer).chars().next_back() {
            Some(',') => return Self::Comma,
            Some(';') => return Self::Semicolon,
            _ => {}
        }
        if tail.contains(['?', '!', '؟']) {
            Self::Call
        } else if tail.contains('…') || tail.contains("..") {
            Self::Dots
        } else if tail.contains(['.', '।']) {
            Self::Stop
        } else if tail.contains(':') {
            Self::Colon
        } else if tail.contains([';', ',']) {
            Self::Comma
        } else if tail.contains(['-', '–', '—']) {
            Self::Dash
        } else if tail.contains(is_sign) {
            Self::Sign
        } else {
            Self::None
        }
    }

    /// A letter for the names of features.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::None => "0",
            Self::Stop => ".",
            Self::Call => "?",
            Self::Dots => "…",
            Self::Colon => ":",
            Self::Semicolon => ";",
            Self::Comma => ",",
            Self::Dash => "-",
            Self::Sign => "*",
        }
    }
}

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// There is none.
    Empty,
    /// "J".
    Initial,
    /// "c", "p".
    SmallLetter,
    /// "I" and "A", which are words too.
    OneLetterWord,
    /// "U.S".
    Dotted,
    /// Begins with a digit.
    Number,
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital.
    Capital,
    /// "NATO".
    Capitals,
    /// A web or mail address.
    Address,
    /// Anything else.
    Other,
}

impl Shape {
    /// The shape of `word`, which has no marks around it.
    pub(super) fn of(word: &str) -> Self {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return Self::Empty };
        let second = chars.next();
        if first.is_numeric() {
            return Self::Number;
        }
        if !first.is_alphabetic() {
            return Self::Other;
        }
        if second.is_none() {
            return match first {
                'I' | 'A' => Self::OneLetterWord,
                c if c.is_uppercase() => Self::Initial,
                _ => Self::SmallLetter,
            };
        }
        if is_dotted(word) {
            return Self::Dotted;
        }
        if web::is_address(word) {
            return Self::Address;
        }
        if !first.is_uppercase() {
            return Self::Lower;
        }
        if word.chars().any(char::is_lowercase) { Self::Capital } else { Self::Capitals }
    }

    /// A letter for the names of features.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Empty => "e",
            Self::Initial => "i",
            Self::SmallLetter => "j",
            Self::OneLetterWord => "I",
            Self::Dotted => "d",
            Self::Number => "n",
            Self::Lower => "l",
            Self::Capital => "C",
            Self::Capitals => "A",
            Self::Address => "u",
            Self::Other => "s",
        }
    }
}

/// "u.s", "a.m": single letters with full stops between them.
pub(super) fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '।') || is_wide(c)
}

/// Marks that need no white space behind them.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '}' | '“' | '」' | '』' | '`')
}

pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '‘'
            | '’'
            | '\''
            | '«'
            | '„'
            | '»'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '`'
    )
}

/// Marks that end a part of a sentence, and signs that stand around words.
fn is_pause(c: char) -> bool {
    matches!(c, ':' | ';' | ',' | '-' | '–' | '—') || is_sign(c)
}

/// Signs that stand around words for want of other type.
fn is_sign(c: char) -> bool {
    matches!(c, '*' | '|' | '=' | '•' | '·' | '_' | '+')
}

fn is_after_address(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?') || is_closer(c)
}
