//! Tokens of RTF: groups, control words, control symbols and bytes of text.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// "{".
    Open,
    /// "}".
    Close,
    /// "\word", with its number if it has one.
    Word(&'a [u8], Option<i32>),
    /// "\c", where c is no letter.
    Symbol(u8),
    /// "\'xx".
    Hex(u8),
    /// Bytes of text, without line ends, at least one.
    Text(&'a [u8]),
}

/// The longest control word, in bytes; longer ones are text run wild.
const LONGEST_WORD: usize = 64;

/// Cuts RTF into tokens. Never fails.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over `n` bytes, which are no RTF.
    pub(super) fn pass(&mut self, n: usize) {
        self.at = self.at.saturating_add(n).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn while_(&mut self, is: impl Fn(u8) -> bool) -> &'a [u8] {
        let from = self.at;
        while self.peek().is_some_and(&is) {
            self.at += 1;
        }
        &self.bytes[from..self.at]
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            if first == b'\'' {
                let digits = self.bytes.get(self.at..self.at + 2).and_then(hex);
                self.at += if digits.is_some() { 2 } else { 0 };
                return Some(digits.map_or(Token::Symbol(first), Token::Hex));
            }
            return Some(Token::Symbol(first));
        }
        let word = self.while_(|b| b.is_ascii_alphabetic());
        let word = &word[..word.len().min(LONGEST_WORD)];
        let minus = self.peek() == Some(b'-')
            && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
        self.at += usize::from(minus);
        let digits = self.while_(|b| b.is_ascii_digit());
        let number = digits.iter().fold(0i32, |number, digit| {
            number.saturating_mul(10).saturating_add(i32::from(digit - b'0'))
        });
        let number = (!digits.is_empty()).then_some(if minus { -number } else { number });
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        Some(Token::Word(word, number))
    }
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |b: u8| char::from(b).to_digit(16);
    u8::try_from(digit(digits[0])? * 16 + digit(digits[1])?).ok()
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.while_(|b| matches!(b, b'\r' | b'\n' | 0));
        match self.peek()? {
            b'{' => {
                self.at += 1;
                Some(Token::Open)
            }
            b'}' => {
                self.at += 1;
                Some(Token::Close)
            }
            b'\\' => {
                self.at += 1;
                self.control()
            }
            _ => Some(Token::Text(
                self.while_(|b| !matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_words_numbers_and_text() {
        let tokens: Vec<_> = Tokens::new(b"{\\b0 a\\u-10179?\\'e9\\~\r\nb}").collect();
        let expected = [
            Token::Open,
            Token::Word(b"b", Some(0)),
            Token::Text(b"a"),
            Token::Word(b"u", Some(-10_179)),
            Token::Text(b"?"),
            Token::Hex(0xe9),
            Token::Symbol(b'~'),
            Token::Text(b"b"),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }
}
