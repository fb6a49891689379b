//! The text of a mail: which of its parts it is, and what they hold together.

use super::{facts, page, plain};
use crate::engine::Warning;
use crate::engine::ingest::container::Reading;
use crate::engine::ingest::mime::{Fields, Leaf};
use crate::engine::ingest::{Body, IngestError, LeftOut, LeftOutKind, SourceBlock, SourceMetadata};
use crate::engine::text::BlockKind;

/// What a mail says of itself that tells how its text is read.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// It answers another mail, and passes none on.
    pub(super) answers: bool,
}

/// What is left of a part.
pub(super) struct Piece {
    pub(super) body: Body,
    /// What is printed above a mail that is passed on.
    pub(super) passed_on: Option<SourceMetadata>,
    /// Lines of other mails that were left out.
    pub(super) left_out: Vec<String>,
}

/// Which of `leaves` are the mail's text. Of several forms of it, HTML is taken unless it has far
/// fewer words.
pub(super) fn texts(leaves: &[Leaf<'_>]) -> Vec<usize> {
    let is_text = |leaf: &Leaf<'_>, kind: &str| {
        leaf.kind == kind
            && !leaf.fields.is_attachment()
            && (leaf.fields.file_name().is_none() || leaf.choice.is_some())
    };
    let words = |choice: usize, kind: &str| -> usize {
        let of_choice = leaves.iter().filter(|l| l.choice == Some(choice) && is_text(l, kind));
        of_choice.map(|leaf| leaf.text(|d| n_words(&d.text)).unwrap_or(0)).sum()
    };
    let mut prefers_html = std::collections::BTreeMap::new();
    let mut chosen = Vec::new();
    for (i, leaf) in leaves.iter().enumerate() {
        let (html, plain) = (is_text(leaf, "text/html"), is_text(leaf, "text/plain"));
        if !html && !plain {
            continue;
        }
        let fits = leaf.choice.is_none_or(|choice| {
            *prefers_html.entry(choice).or_insert_with(|| {
                let (html, plain) = (words(choice, "text/html"), words(choice, "text/plain"));
                html > 0 && html * 2 >= plain
            }) == html
        });
        if fits {
            chosen.push(i);
        }
    }
    chosen
}

/// Words outside of tags.
fn n_words(text: &str) -> usize {
    let mut in_tag = false;
    let outside: String = text
        .chars()
        .map(|c| {
            in_tag = c == '<' || in_tag && c != '>';
            if in_tag || c == '>' { ' ' } else { c }
        })
        .collect();
    outside.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}

/// The lines of `before` that are not in `after`, which holds the others in the same order; those
/// that follow on one another are one. Marks of quotation do not count.
pub(super) fn missing(before: &[&str], after: &[&str]) -> Vec<String> {
    let bare = |line: &str| line.trim_start_matches(['>', ' ', '\t']).trim_end().to_owned();
    let mut left: Vec<String> = Vec::new();
    let (mut next, mut follows) = (0, false);
    for line in before.iter().map(|line| bare(line)).filter(|line| !line.is_empty()) {
        while after.get(next).is_some_and(|line| bare(line).is_empty()) {
            next += 1;
        }
        if after.get(next).is_some_and(|kept| bare(kept) == line) {
            (next, follows) = (next + 1, false);
        } else if let Some(last) = left.last_mut().filter(|_| follows) {
            last.push(' ');
            last.push_str(&line);
        } else {
            left.push(line);
            follows = true;
        }
    }
    left
}

/// Reads the text that stands in `texts`.
pub(super) fn read(fields: &Fields, texts: &[&Leaf<'_>]) -> Result<Reading, IngestError> {
    let way = Way { answers: facts::is_answer(fields) && !facts::is_passed_on(fields) };
    let mut pieces = Vec::new();
    let (mut warnings, mut encoding): (Vec<Warning>, _) = (Vec::new(), "UTF-8");
    for leaf in texts {
        let piece = leaf.text(|decoded| {
            if encoding == "UTF-8" {
                encoding = decoded.encoding;
            }
            for warning in decoded.warnings() {
                if !warnings.contains(&warning) {
                    warnings.push(warning);
                }
            }
            match leaf.kind.as_str() {
                "text/html" => page::read(&decoded.text, way),
                _ => Ok(plain::read(&decoded.text, flow(&leaf.fields), way)),
            }
        })??;
        pieces.push(piece);
    }
    let left_out = pieces.iter_mut().flat_map(|piece| std::mem::take(&mut piece.left_out));
    let left_out: Vec<LeftOut> =
        left_out.map(|text| LeftOut { text, kind: LeftOutKind::QuotedMail }).collect();
    let metadata = metadata(fields, &pieces);
    let body = joined(pieces);
    if body.texts().iter().all(|text| text.trim().is_empty()) {
        return Err(IngestError::Empty);
    }
    Ok(Reading { body, metadata, left_out, warnings, encoding })
}

/// Pictures may hold a text that nobody typed.
pub(super) fn pictures_warning(n: usize) -> Option<Warning> {
    let what = if n == 1 { "picture was" } else { "pictures were" };
    let message = format!("{n} attached {what} not read");
    (n > 0).then_some(Warning { stage: "ingest", message, span: None })
}

/// Whether lines flow on (RFC 3676), and whether the space at their end is then dropped.
fn flow(fields: &Fields) -> Option<bool> {
    let says = |name: &str, value: &str| {
        fields.parameter(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
    };
    says("format", "flowed").then(|| says("delsp", "yes"))
}

/// A mail that is passed on has its own sender and date.
fn metadata(fields: &Fields, pieces: &[Piece]) -> SourceMetadata {
    let own = facts::metadata(fields);
    let Some(inner) = pieces.iter().find_map(|piece| piece.passed_on.clone()) else { return own };
    let published = inner.published.clone();
    let sent = SourceMetadata { bylines: Vec::new(), outlet: None, published, ..own };
    inner.or(sent)
}

/// One body of all pieces: plain if all are.
fn joined(pieces: Vec<Piece>) -> Body {
    let is_plain = |piece: &Piece| matches!(piece.body, Body::Plain(_));
    if pieces.iter().all(is_plain) {
        let texts = pieces.into_iter().filter_map(|piece| match piece.body {
            Body::Plain(text) => Some(text.trim_end().to_owned()).filter(|text| !text.is_empty()),
            _ => None,
        });
        return Body::Plain(texts.collect::<Vec<_>>().join("\n\n"));
    }
    let mut blocks = Vec::new();
    for piece in pieces {
        match piece.body {
            Body::Blocks(found) => blocks.extend(found),
            Body::Page(page) => blocks.extend(page.blocks.into_iter().map(|found| found.block)),
            Body::Plain(text) | Body::Verbatim(text) => {
                let paragraphs = text.split("\n\n").filter(|part| !part.trim().is_empty());
                blocks.extend(
                    paragraphs.map(|part| SourceBlock {
                        kind: BlockKind::Paragraph,
                        text: part.to_owned(),
                    }),
                );
            }
        }
    }
    Body::Blocks(blocks)
}
