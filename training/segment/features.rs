//! Writes what the engine sees in texts whose sentences are known, for `train.py`.
//!
//! In, on standard input: one sentence a line, an empty line between paragraphs, a line "\x0c" and
//! the document's name before each document. Out: the document lines as they are, an empty line
//! before each paragraph, and for each paragraph
//! - with no argument, a line "missed" for every end that is no candidate, and for each candidate
//!   "1" or "0" (ends a sentence or not), its place, and the names of its features, tab-separated;
//!   an end by rule has none;
//! - with the argument `cuts`, a line with the places where the engine ends sentences, and a line
//!   with the places where its tokens begin and end, each pair joined by "-".
//!
//! A place is the number of characters before it that are not white space.

use std::io::{self, BufRead as _, Write as _};

use nutgraf::engine::Resources;
use nutgraf::engine::segment::{candidates, segment};
use nutgraf::engine::text::{Block, BlockKind, Span};

fn main() -> io::Result<()> {
    let resources = Resources::new();
    let cuts = std::env::args().nth(1).is_some_and(|a| a == "cuts");
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut paragraph: Vec<String> = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        if !line.starts_with('\x0c') && !line.is_empty() {
            paragraph.push(line);
            continue;
        }
        let sentences = std::mem::take(&mut paragraph);
        if !sentences.is_empty() {
            writeln!(out)?;
            let text = sentences.join(" ");
            if cuts {
                write_cuts(&resources, text, &mut out)?;
            } else {
                write_features(&resources, &text, &sentences, &mut out)?;
            }
        }
        if !line.is_empty() {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}

fn write_features(
    resources: &Resources,
    text: &str,
    sentences: &[String],
    out: &mut impl io::Write,
) -> io::Result<()> {
    let mut ends = Vec::new();
    for sentence in sentences {
        let from = ends.last().map_or(0, |end| end + 1);
        ends.push(from + sentence.len());
    }
    ends.pop();
    let found = candidates(resources, text, Span::new(0, text.len()), &ends);
    for end in ends.iter().filter(|end| !found.iter().any(|c| c.at == **end)) {
        writeln!(out, "missed\t{}", place(text, *end))?;
    }
    for candidate in found {
        let label = u8::from(ends.contains(&candidate.at));
        write!(out, "{label}\t{}", place(text, candidate.at))?;
        for name in &candidate.features {
            write!(out, "\t{name}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_cuts(resources: &Resources, text: String, out: &mut impl io::Write) -> io::Result<()> {
    let span = Span::new(0, text.len());
    let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
    let document = segment(resources, text, vec![block]);
    let text = &document.text;
    let ends: Vec<String> =
        document.sentences.iter().map(|s| place(text, s.span.end).to_string()).collect();
    writeln!(out, "{}", ends.join(" "))?;
    let tokens: Vec<String> = document
        .tokens
        .iter()
        .map(|t| format!("{}-{}", place(text, t.span.start), place(text, t.span.end)))
        .collect();
    writeln!(out, "{}", tokens.join(" "))
}

fn place(text: &str, at: usize) -> usize {
    text[..at].chars().filter(|c| !c.is_whitespace()).count()
}
