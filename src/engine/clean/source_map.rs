//! Where the words of a cleaned article stand in the text that it was read from.
//!
//! Cleaning takes whole pieces out, joins lines and turns runs of white space into one space; it
//! never changes a letter. So every piece is found again by its characters that are not white
//! space, in the order of the source. A title that the format states elsewhere is not found, and
//! has no place.

use super::{Cleaned, SourceRun};
use crate::engine::ingest::Body;
use crate::engine::text::{Block, BlockKind};

/// Characters that cleaning may change or take out.
fn is_loose(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Fills in the places of all that is in `cleaned`, and of what was taken out, in the text of
/// `body`.
pub(super) fn fill(body: &Body, cleaned: &mut Cleaned) {
    let source = Compact::new(&body.source_text());
    let mut map = Map { source, cursor: 0, runs: Vec::new() };
    let starts = block_starts(cleaned);
    let mut removed = cleaned.removed.iter_mut().peekable();
    for (block, start) in cleaned.blocks.iter().zip(starts) {
        while let Some(piece) = removed.next_if(|r| r.at <= block.span.start) {
            // What a reader put back is the block itself.
            if !piece.restored {
                piece.source = map.place(&piece.exact, false).and_then(|runs| extent(&runs));
            }
        }
        let is_title = matches!(block.kind, BlockKind::Title | BlockKind::Subtitle);
        let found = map.place(block.span.of(&cleaned.text), is_title).unwrap_or_default();
        map.runs.extend(found.into_iter().map(|run| SourceRun { text: start + run.text, ..run }));
    }
    for piece in removed {
        piece.source = map.place(&piece.exact, false).and_then(|runs| extent(&runs));
    }
    cleaned.source_map = map.runs;
}

/// First code point of each block.
fn block_starts(cleaned: &Cleaned) -> Vec<usize> {
    let (mut at_byte, mut at_char) = (0, 0);
    let start = |block: &Block| {
        at_char += cleaned.text[at_byte..block.span.start].chars().count();
        at_byte = block.span.start;
        at_char
    };
    cleaned.blocks.iter().map(start).collect()
}

/// The map of an article whose blocks stand where `runs`, counted from each block, say.
pub(super) fn of_blocks(cleaned: &Cleaned, runs: Vec<Vec<SourceRun>>) -> Vec<SourceRun> {
    let moved = |(start, runs): (usize, Vec<SourceRun>)| {
        runs.into_iter().map(move |run| SourceRun { text: start + run.text, ..run })
    };
    block_starts(cleaned).into_iter().zip(runs).flat_map(moved).collect()
}

/// First code point of `runs` in the source, and the one after the last.
pub(super) fn extent(runs: &[SourceRun]) -> Option<(usize, usize)> {
    let (first, last) = (runs.first()?, runs.last()?);
    Some((first.source, last.source + last.length))
}

/// A text without white space.
struct Compact {
    text: String,
    /// For each byte of `text`, the code point of the whole text that it belongs to.
    places: Vec<usize>,
}

impl Compact {
    fn new(whole: &str) -> Self {
        let mut compact = Self { text: String::new(), places: Vec::new() };
        for (i, c) in whole.chars().enumerate().filter(|(_, c)| !is_loose(*c)) {
            compact.text.push(c);
            compact.places.resize(compact.text.len(), i);
        }
        compact
    }
}

struct Map {
    source: Compact,
    /// Byte of the compact source behind the last piece that was found.
    cursor: usize,
    runs: Vec<SourceRun>,
}

impl Map {
    /// Where `piece` stands: runs whose `text` counts from its beginning. One that is `loose` may
    /// stand anywhere.
    fn place(&mut self, piece: &str, loose: bool) -> Option<Vec<SourceRun>> {
        let piece = Compact::new(piece);
        if piece.text.is_empty() {
            return None;
        }
        let from = if loose { 0 } else { self.cursor };
        let found = from + self.source.text[from..].find(&piece.text)?;
        if !loose || found >= self.cursor {
            self.cursor = found + piece.text.len();
        }
        let mut runs: Vec<SourceRun> = Vec::new();
        for (at, _) in piece.text.char_indices() {
            let (text, source) = (piece.places[at], self.source.places[found + at]);
            match runs.last_mut() {
                Some(run) if run.source + (text - run.text) == source => {
                    run.length = text - run.text + 1;
                }
                _ => runs.push(SourceRun { text, source, length: 1 }),
            }
        }
        Some(runs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Resources;
    use crate::engine::clean::clean;
    use crate::engine::ingest::{Input, ingest};

    /// Every place is of the same characters, but for the kind of white space.
    fn check(source: &str, cleaned: &Cleaned) -> usize {
        let text: Vec<char> = cleaned.text.chars().collect();
        let source: Vec<char> = source.chars().collect();
        let mut covered = 0;
        for run in &cleaned.source_map {
            for i in 0..run.length {
                let (a, b) = (text[run.text + i], source[run.source + i]);
                assert!(a == b || is_loose(a) && is_loose(b), "{a:?} {b:?} in {run:?}");
            }
            covered += run.length;
        }
        for piece in &cleaned.removed {
            let (start, end) = piece.source.expect("it is in the source");
            let words: String = source[start..end].iter().filter(|c| !is_loose(**c)).collect();
            let exact: String = piece.exact.chars().filter(|c| !is_loose(*c)).collect();
            assert_eq!(words, exact);
        }
        covered
    }

    #[test]
    fn every_letter_of_a_plain_text_has_its_place() {
        let text = "Bridge to reopen\r\n\r\nNo time to read? Get a summary\r\n\r\nThe  harbour\tbridge \
            will reopen in May,\u{a0}Mayor Ada Żółw said.\r\n\r\nShare this article\r\n\r\nRepairs \
            took two years, she said.";
        let source = ingest(Input::named("a.txt", text.as_bytes())).unwrap();
        let cleaned = clean(&Resources::new(), &source, true);
        assert_eq!(cleaned.removed.len(), 2);
        let letters = cleaned.text.chars().filter(|c| !is_loose(*c)).count();
        assert!(check(text, &cleaned) >= letters);
    }

    #[test]
    fn a_page_is_mapped_to_its_visible_text() {
        let page = "<html><head><title>Bridge to reopen | Herald</title></head><body><article>\
            <h1>Bridge to reopen</h1><p>The harbour bridge will <b>reopen</b>\n in May &amp; June, Mayor \
            Ada Stone said on Tuesday, after two years.</p><p>Share this article</p><p>Repairs took \
            two years and cost more than anybody had thought, she said.</p></article></body></html>";
        let source = ingest(Input::named("a.html", page.as_bytes())).unwrap();
        let cleaned = clean(&Resources::new(), &source, true);
        let visible = source.body.source_text();
        assert!(check(&visible, &cleaned) > 100, "{:?}", cleaned.source_map);
    }
}
