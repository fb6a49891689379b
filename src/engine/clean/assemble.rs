//! Pieces of an article, kept or taken out, put together to one text.

use super::shape::key;
use super::{Cleaned, Metadata, Reason, Removed, language};
use crate::engine::text::{Block, BlockKind, Span};

/// A line, paragraph or block of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its words, on one line, trimmed, not empty.
    pub(super) text: String,
    pub(super) verdict: Verdict,
}

/// What becomes of a [`Piece`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep(BlockKind),
    Remove(Reason),
    /// To be removed for that reason, but a reader put it back.
    Restore(BlockKind, Reason),
}

impl Piece {
    pub(super) fn kind(&self) -> Option<BlockKind> {
        match self.verdict {
            Verdict::Keep(kind) | Verdict::Restore(kind, _) => Some(kind),
            Verdict::Remove(_) => None,
        }
    }
}

/// As [`assemble`], but where every line of the text was taken for furniture, all of it stays: an
/// article is never lost.
pub(super) fn assemble_some(
    mut pieces: Vec<Piece>,
    metadata: Metadata,
    stated: Option<&str>,
) -> Cleaned {
    let is_body = |p: &Piece| p.kind().is_some_and(|kind| !is_head(kind));
    let has_head = metadata.title.is_some() || pieces.iter().any(|p| p.kind().is_some());
    let is_furniture = |p: &Piece| match p.verdict {
        Verdict::Remove(Reason::FrontMatter | Reason::AuthorNote) => !has_head,
        Verdict::Remove(reason) => reason != Reason::Duplicate,
        Verdict::Keep(_) | Verdict::Restore(..) => false,
    };
    let is_all_kept = !pieces.iter().any(is_body) && pieces.iter().any(is_furniture);
    if is_all_kept {
        let lost = pieces.iter_mut().filter(|piece| is_furniture(piece));
        lost.for_each(|piece| piece.verdict = Verdict::Keep(BlockKind::Paragraph));
    }
    Cleaned { is_all_kept, ..assemble(pieces, metadata, stated) }
}

fn is_head(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Subtitle)
}

/// Joins `pieces` in their order, below the title and the subtitle that `metadata` knows.
pub(super) fn assemble(
    mut pieces: Vec<Piece>,
    metadata: Metadata,
    stated: Option<&str>,
) -> Cleaned {
    lift(&mut pieces, 0, BlockKind::Title, metadata.title.as_deref());
    let below = pieces.iter().position(|p| p.kind() == Some(BlockKind::Title)).map_or(0, |i| i + 1);
    lift(&mut pieces, below, BlockKind::Subtitle, metadata.subtitle.as_deref());
    join(pieces, metadata, stated)
}

/// Joins `pieces` in their order.
pub(super) fn join(pieces: Vec<Piece>, metadata: Metadata, stated: Option<&str>) -> Cleaned {
    let mut cleaned = Cleaned {
        text: String::new(),
        blocks: Vec::new(),
        removed: Vec::new(),
        source_map: Vec::new(),
        metadata,
        is_all_kept: false,
    };
    let mut n_waiting = 0; // removed pieces whose place is the next block's beginning
    for Piece { text, verdict } in pieces {
        if let Verdict::Remove(reason) | Verdict::Restore(_, reason) = verdict {
            let restored = verdict != Verdict::Remove(reason);
            cleaned.removed.push(Removed {
                at: 0,
                exact: text.clone(),
                reason,
                restored,
                source: None,
            });
            n_waiting += 1;
        }
        if let Verdict::Keep(kind) | Verdict::Restore(kind, _) = verdict {
            if !cleaned.text.is_empty() {
                cleaned.text.push_str("\n\n");
            }
            let start = cleaned.text.len();
            place(&mut cleaned.removed, n_waiting, start);
            n_waiting = 0;
            cleaned.text.push_str(&text);
            let span = Span::new(start, cleaned.text.len());
            cleaned.blocks.push(Block { span, kind, sentences: 0..0 });
        }
    }
    let end = cleaned.text.len();
    place(&mut cleaned.removed, n_waiting, end);
    cleaned.metadata.language = language::detect(&cleaned.text, stated);
    cleaned
}

fn place(removed: &mut [Removed], n_waiting: usize, at: usize) {
    let first = removed.len() - n_waiting;
    removed[first..].iter_mut().for_each(|removed| removed.at = at);
}

/// Makes `words` the piece number `at`, of that kind: the piece among the first few that says so
/// moves there, or a new one is put in.
fn lift(pieces: &mut Vec<Piece>, at: usize, kind: BlockKind, words: Option<&str>) {
    const LOOK: usize = 12;
    let Some(words) = words.map(one_line).filter(|words| !words.is_empty()) else { return };
    let wanted = key(&words);
    let kept = |piece: &Piece| piece.kind().is_some();
    let marked = pieces.iter().position(|piece| piece.kind() == Some(kind));
    let says_so = |piece: &Piece| piece.text == words || key(&piece.text) == wanted;
    let mut kept_pieces = pieces.iter().enumerate().filter(|(_, piece)| kept(piece)).take(LOOK);
    let found = kept_pieces.find(|(_, piece)| says_so(piece)).map(|(i, _)| i);
    let found = marked.or(found);
    let first_kept = pieces.iter().position(kept);
    match found {
        Some(i) if kind == BlockKind::Title && first_kept != Some(i) => {
            let mut piece = pieces.remove(i);
            piece.verdict = Verdict::Keep(kind);
            pieces.insert(at, piece);
        }
        Some(i) => pieces[i].verdict = Verdict::Keep(kind),
        None => pieces.insert(at, Piece { text: words, verdict: Verdict::Keep(kind) }),
    }
}

/// `text` on one line: runs of white space become one space, control characters go.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}

/// A line without control characters and without white space at its edges; inside it stays as it is.
pub(super) fn without_controls(line: &str) -> String {
    if line.contains(|c: char| c.is_control()) {
        return one_line(line);
    }
    line.trim().to_owned()
}
