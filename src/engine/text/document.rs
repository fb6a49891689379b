//! [`Document`]: one article's cleaned text, cut into blocks, sentences and tokens.

use std::ops::Range;

use super::Span;

/// Index into [`Document::sentences`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(pub u32);

/// Index into [`Document::tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub u32);

/// A text and its parts. Blocks, sentences and tokens are in text order and do not overlap;
/// every sentence lies in one block, every token in one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The cleaned text. Every span of an analysis points into it.
    pub text: String,
    /// Title, headings, paragraphs and the like.
    pub blocks: Vec<Block>,
    /// Sentences of all blocks; a heading or caption is cut into sentences too.
    pub sentences: Vec<Sentence>,
    /// Words, numbers and marks of all sentences, without the white space between them.
    pub tokens: Vec<Token>,
}

impl Document {
    /// The words of `span`.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The sentence `id`.
    pub fn sentence(&self, id: SentenceId) -> &Sentence {
        &self.sentences[id.0 as usize]
    }

    /// The words of sentence `id`.
    pub fn sentence_text(&self, id: SentenceId) -> &str {
        self.words(self.sentence(id).span)
    }

    /// The tokens of sentence `id`.
    pub fn sentence_tokens(&self, id: SentenceId) -> &[Token] {
        &self.tokens[self.sentence(id).tokens.clone()]
    }

    /// The block that sentence `id` stands in.
    pub fn block_of(&self, id: SentenceId) -> &Block {
        &self.blocks[self.sentence(id).block]
    }

    /// Ids of all sentences, in text order.
    pub fn sentence_ids(&self) -> impl DoubleEndedIterator<Item = SentenceId> + use<> {
        (0..self.sentences.len() as u32).map(SentenceId)
    }

    /// Ids of the sentences of block number `block`.
    pub fn sentences_of_block(
        &self,
        block: usize,
    ) -> impl DoubleEndedIterator<Item = SentenceId> + use<> {
        let range = self.blocks[block].sentences.clone();
        (range.start as u32..range.end as u32).map(SentenceId)
    }

    /// The sentence that holds byte `offset`, or the nearest one that begins before it.
    pub fn sentence_at(&self, offset: usize) -> Option<SentenceId> {
        let after = self.sentences.partition_point(|s| s.span.start <= offset);
        after.checked_sub(1).map(|i| SentenceId(i as u32))
    }
}

/// A block of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without white space at its edges.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Its sentences, as a range of [`Document::sentences`]. Filled in by segmentation.
    pub sentences: Range<usize>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// The standfirst below the headline.
    Subtitle,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A passage set off as quoted.
    Quote,
    /// The words below a picture.
    Caption,
}

impl BlockKind {
    /// True for blocks whose sentences tell the story and may stand in a summary.
    pub fn is_body(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote)
    }
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space at its edges.
    pub span: Span,
    /// The block that it stands in, as an index into [`Document::blocks`].
    pub block: usize,
    /// Its tokens, as a range of [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands; never empty, never white space.
    pub span: Span,
    /// What it looks like.
    pub kind: TokenKind,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Begins with a letter.
    Word,
    /// Begins with a digit, or a sign or currency before one.
    Number,
    /// A mark: comma, quotation mark, dash, …
    Punctuation,
    /// Anything else.
    Symbol,
}
