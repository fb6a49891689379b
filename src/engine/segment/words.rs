//! [`Words`]: the tokens of a document with what rules ask of them again and again.

use std::borrow::Cow;

use crate::engine::text::{Document, Span, TokenKind, in_lower_case};

/// Every token's words in lower case, by index into [`Document::tokens`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    document: &'a Document,
    lower: Vec<Cow<'a, str>>,
}

impl<'a> Words<'a> {
    /// Reads every token once.
    pub fn new(document: &'a Document) -> Self {
        let lower = document.tokens.iter().map(|t| in_lower_case(document.words(t.span))).collect();
        Self { document, lower }
    }

    /// The document.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The token as it stands; empty past the end.
    pub fn word(&self, i: usize) -> &'a str {
        self.document.tokens.get(i).map_or("", |t| self.document.words(t.span))
    }

    /// The token in lower case; empty past the end.
    pub fn lower(&self, i: usize) -> &str {
        self.lower.get(i).map_or("", |lower| lower)
    }

    /// What the token looks like.
    pub fn kind(&self, i: usize) -> TokenKind {
        self.document.tokens.get(i).map_or(TokenKind::Symbol, |t| t.kind)
    }

    /// True for a word.
    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == TokenKind::Word
    }

    /// True for a word that begins with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        self.is_word(i) && self.word(i).starts_with(char::is_uppercase)
    }

    /// True for "'s", and for the mark behind a plural: "dockworkers'".
    pub fn is_possessive(&self, i: usize) -> bool {
        match self.lower(i) {
            "'s" | "’s" => true,
            "'" | "’" => {
                self.is_glued(i)
                    && self.lower(i - 1).ends_with('s')
                    && !self.is_glued(i + 1)
                    && self.is_word(i + 1)
            }
            _ => false,
        }
    }

    /// True if no white space stands before the token.
    pub fn is_glued(&self, i: usize) -> bool {
        let tokens = &self.document.tokens;
        i > 0 && i < tokens.len() && tokens[i - 1].span.end == tokens[i].span.start
    }

    /// From the first to the last token of a range that is not empty.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let tokens = &self.document.tokens;
        Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)
    }

    /// The first token that does not end before byte `offset`.
    pub fn token_at(&self, offset: usize) -> usize {
        self.document.tokens.partition_point(|t| t.span.end <= offset)
    }
}
