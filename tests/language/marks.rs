//! Articles with marked mentions, as `tests/speakers.rs` describes them: read, and judged.
//! Several names of one may stand in a mark, parted by ";".

use nutgraf::engine::Resources;
use nutgraf::engine::entity::{Entity, EntityKind, MentionForm};
use nutgraf::engine::segment::segment;
use nutgraf::engine::tag::{Word, tag};
use nutgraf::engine::text::{Block, BlockKind, Document, Span};

/// A marked mention.
pub(crate) struct Mark {
    /// The words, in the text without marks.
    pub(crate) span: Span,
    /// The names of whom it means; `None` for nobody with a name.
    pub(crate) expected: Option<Vec<String>>,
    /// Body or place, if that is asked for.
    pub(crate) kind: Option<EntityKind>,
}

/// Right, linked to a wrong one, not linked although known.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    pub(crate) wrong: usize,
    pub(crate) unknown: usize,
}

impl Tally {
    pub(crate) fn total(self) -> usize {
        self.right + self.wrong + self.unknown
    }

    pub(crate) fn share(self) -> f64 {
        self.right as f64 / self.total().max(1) as f64
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.unknown += other.unknown;
    }
}

/// The text without its marks, and the marks.
pub(crate) fn read_marks(marked: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let close = rest.find('}').unwrap();
        let (words, name) = rest[open + 1..close].split_once('|').unwrap();
        let start = text.len();
        text.push_str(words);
        let (name, kind) = match name.split_once('/') {
            Some((name, "body")) => (name, Some(EntityKind::Organisation)),
            Some((name, "place")) => (name, Some(EntityKind::Place)),
            _ => (name, None),
        };
        let expected = (name != "?").then(|| name.split(';').map(str::to_owned).collect());
        marks.push(Mark { span: Span::new(start, text.len()), expected, kind });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// A text whose first line is the headline, with its words.
pub(crate) fn read_article(resources: &Resources, text: &str) -> (Document, Vec<Word>) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Paragraph };
        if !span.is_empty() {
            blocks.push(Block { span, kind, sentences: 0..0 });
        }
        at += line.len();
    }
    let document = segment(resources, text.to_owned(), blocks);
    let words = tag(resources, &document);
    (document, words)
}

/// A name as names are compared.
pub(crate) fn bare(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

/// Whether the article calls an entity so.
pub(crate) fn is_called(document: &Document, entity: &Entity, name: &str) -> bool {
    let names = entity.mentions.iter().filter(|m| m.form == MentionForm::Name);
    bare(&entity.name) == bare(name)
        || names.into_iter().any(|m| bare(document.words(m.span)) == bare(name))
}

/// The entity that a mention ending with the mark goes to.
pub(crate) fn linked(entities: &[Entity], span: Span) -> Option<&Entity> {
    entities
        .iter()
        .find(|e| e.mentions.iter().any(|m| m.span.end == span.end && m.span.start < span.end))
}

/// How right a mention is.
pub(crate) fn judge(document: &Document, entities: &[Entity], mark: &Mark) -> Tally {
    let entity = linked(entities, mark.span);
    let fits = |e: &Entity, name: &str| {
        is_called(document, e, name) && mark.kind.is_none_or(|kind| e.kind == kind)
    };
    let mut tally = Tally::default();
    match (entity, &mark.expected) {
        (None, None) => tally.right = 1,
        (None, Some(_)) => tally.unknown = 1,
        (Some(e), Some(names)) if names.iter().any(|name| fits(e, name)) => tally.right = 1,
        _ => tally.wrong = 1,
    }
    tally
}
