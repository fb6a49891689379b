//! Regions of content to spans: quotation marks out, marks and white space off the edges.

use super::Quotation;
use crate::engine::segment::Quote;
use crate::engine::text::Span;

/// The contiguous pieces of `region` without the marks of `quotes`, which are in text order.
pub(super) fn pieces(text: &str, region: Span, quotes: &[Quote]) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut at = region.start;
    for quote in overlapping(region, quotes) {
        push(text, at, quote.outer.start.max(at), &mut pieces);
        push(text, quote.inner.start.max(at), quote.inner.end.min(region.end), &mut pieces);
        at = at.max(quote.outer.end);
    }
    push(text, at, region.end, &mut pieces);
    pieces
}

fn push(text: &str, start: usize, end: usize, pieces: &mut Vec<Span>) {
    if start >= end {
        return;
    }
    let inside = &text[start..end];
    let body = inside.trim_start_matches(|c: char| c.is_whitespace() || ",;:.—–-)]".contains(c));
    let start = end - body.len();
    let body = body.trim_end_matches(|c: char| c.is_whitespace() || ",;:.—–-([…".contains(c));
    let body =
        ["and", "but", "while"].iter().fold(body, |body, word| match body.strip_suffix(word) {
            Some(rest) if rest.ends_with(char::is_whitespace) => {
                rest.trim_end_matches(|c: char| c.is_whitespace() || c == ',')
            }
            _ => body,
        });
    let has_words = body.chars().any(char::is_alphanumeric);
    if has_words && !matches!(body, "and" | "that" | "but") {
        pieces.push(Span::new(start, start + body.len()));
    }
}

fn overlapping(region: Span, quotes: &[Quote]) -> impl Iterator<Item = &Quote> {
    let from = quotes.partition_point(|q| q.outer.end <= region.start);
    quotes[from..].iter().take_while(move |q| q.outer.start < region.end)
}

/// Whose words `pieces` are, by the share of their bytes that stand between marks.
pub(super) fn quotation(pieces: &[Span], quotes: &[Quote]) -> Quotation {
    let total: usize = pieces.iter().map(|p| p.len()).sum();
    let quoted: usize = pieces
        .iter()
        .flat_map(|&piece| overlapping(piece, quotes).map(move |q| (piece, q.outer)))
        .map(|(piece, outer)| piece.end.min(outer.end) - piece.start.max(outer.start))
        .sum();
    if quoted * 20 >= total * 19 {
        Quotation::Direct
    } else if quoted * 20 <= total {
        Quotation::Indirect
    } else {
        Quotation::Mixed
    }
}
