//! The orders of the table's rows.
//!
//! Tens of thousands of rows are sorted while somebody waits: most differ within their first
//! letters, which are compared as one number, so that few words are spelt out.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{ClaimRow, SortBy};

/// Puts `rows` in an order; rows that are equal in it stay as they were to each other.
pub(super) fn sort_rows(rows: &mut [Arc<ClaimRow>], sort: SortBy) {
    match sort {
        SortBy::Article => {}
        SortBy::Speaker => sort_by_words(rows, |row| row.speaker.as_deref().unwrap_or_default()),
        SortBy::Cue => sort_by_words(rows, |row| &row.cue),
        SortBy::Content => sort_by_words(rows, |row| &row.content),
        SortBy::Quotation => rows.sort_by_key(|row| (row.kind, row.quotation)),
        SortBy::Certainty => rows.sort_by_key(|row| row.certainty),
        SortBy::Via => sort_by_words(rows, |row| &row.via),
    }
}

/// Sorts by words, whatever their capitals.
fn sort_by_words(rows: &mut [Arc<ClaimRow>], words: fn(&ClaimRow) -> &str) {
    let mut order: Vec<(u128, usize)> =
        rows.iter().enumerate().map(|(i, row)| (first_letters(words(row)), i)).collect();
    order.sort_unstable_by(|&(first, i), &(other, j)| {
        let spelt_out = || compare(words(&rows[i]), words(&rows[j]));
        first.cmp(&other).then_with(spelt_out).then(i.cmp(&j))
    });
    let sorted: Vec<Arc<ClaimRow>> = order.into_iter().map(|(_, i)| rows[i].clone()).collect();
    rows.clone_from_slice(&sorted);
}

/// The first sixteen bytes of words in lower case, as a number that sorts as they do.
fn first_letters(words: &str) -> u128 {
    let mut bytes = [0; 16];
    let head = &words.as_bytes()[..words.len().min(bytes.len())];
    if head.is_ascii() {
        bytes[..head.len()].copy_from_slice(head);
        bytes.make_ascii_lowercase();
        return u128::from_be_bytes(bytes);
    }
    let mut n = 0;
    for c in words.chars().flat_map(char::to_lowercase) {
        let mut letter = [0; 4];
        for byte in c.encode_utf8(&mut letter).bytes() {
            if n == bytes.len() {
                return u128::from_be_bytes(bytes);
            }
            bytes[n] = byte;
            n += 1;
        }
    }
    u128::from_be_bytes(bytes)
}

fn compare(one: &str, other: &str) -> Ordering {
    // The same name or cue stands in many rows.
    if one == other {
        return Ordering::Equal;
    }
    if one.is_ascii() && other.is_ascii() {
        let (one, other) = (one.bytes(), other.bytes());
        return one.map(|b| b.to_ascii_lowercase()).cmp(other.map(|b| b.to_ascii_lowercase()));
    }
    let (one, other) = (one.chars(), other.chars());
    one.flat_map(char::to_lowercase).cmp(other.flat_map(char::to_lowercase))
}
