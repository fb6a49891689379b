//! What a table's columns are: its delimiter, the names in its header, the one of the texts.

use csv::StringRecord;

use super::reader;
use crate::engine::ingest::IngestError;
use crate::engine::ingest::record::{self, LOOKED_FOR, Role};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How much of a table is looked at, in bytes and in rows.
const HEAD: usize = 256 << 10;
const HEAD_ROWS: usize = 50;

/// A column is one of texts if its fields have as many words, on the average.
const PROSE_WORDS: usize = 40;

/// The columns of a table.
pub(super) struct Columns {
    pub(super) delimiter: u8,
    /// Names in the header, one a column.
    pub(super) names: Vec<String>,
    /// The column of texts, if none has a text's name.
    pub(super) text: Option<usize>,
}

/// The first rows of a table, as one delimiter parts them.
struct Head {
    delimiter: u8,
    names: StringRecord,
    rows: Vec<StringRecord>,
}

/// A first line "sep=;", which tells spreadsheets the delimiter: that, and the text below.
pub(super) fn stated_delimiter(text: &str) -> (Option<u8>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = line.trim_end_matches('\r').trim_matches('"');
    match line
        .get(..4)
        .filter(|head| head.eq_ignore_ascii_case("sep="))
        .map(|_| &line.as_bytes()[4..])
    {
        Some(&[delimiter]) => (Some(delimiter), rest),
        _ => (None, text),
    }
}

/// The columns of `text`.
///
/// # Errors
/// If there is none of texts.
pub(super) fn find(text: &str) -> Result<Columns, IngestError> {
    let malformed = |reason: String| IngestError::Malformed { format: "table", reason };
    let head = best(text).ok_or_else(|| malformed("it has no columns".to_owned()))?;
    let has = |name: &str| head.names.iter().any(|found| found == name);
    if has("claim_id") && has("check_worthiness") {
        let reason = "it is a table of claims that Nutgraf wrote, not of articles; \
            drop the articles, or a report in JSON";
        return Err(malformed(reason.to_owned()));
    }
    let mut names: Vec<String> = head.names.iter().map(|name| name.trim().to_owned()).collect();
    let named = names.iter().any(|name| is_text(name));
    let text = if named { None } else { longest_prose(&head) };
    if let Some(at) = text {
        names[at].clear();
    }
    let has_teaser = names.iter().any(|name| in_role(name, Role::Teaser));
    if !named && text.is_none() && !has_teaser {
        let found: Vec<&str> = names.iter().take(12).map(String::as_str).collect();
        let found = found.join(", ");
        return Err(malformed(format!("it has no column of texts; {LOOKED_FOR}; found {found}")));
    }
    Ok(Columns { delimiter: head.delimiter, names, text })
}

/// True if `text` is a table; see [`super::is_table`].
pub(super) fn is_table(text: &str, named: bool) -> bool {
    let Some(head) = best(text) else { return false };
    let is_name = |name: &str| {
        let name = name.trim();
        !name.is_empty() && name.chars().count() <= 40 && !name.ends_with(['.', '!', '?'])
    };
    let known = head.names.iter().filter(|name| record::roles(name).next().is_some()).count();
    let texts = head.names.iter().filter(|name| is_text(name)).count();
    let even = head.rows.iter().filter(|row| row.len() == head.names.len()).count();
    let is_even = even * 10 >= head.rows.len() * 8;
    if named {
        let named_well = known >= 1 && head.names.iter().filter(|n| is_name(n)).count() >= 1;
        return even >= 1 && (named_well || is_even);
    }
    texts >= 1 && known >= 2 && even >= 1 && is_even && head.names.iter().all(is_name)
}

/// The delimiter that makes most of the header and has the most rows of one length.
fn best(text: &str) -> Option<Head> {
    let (stated, text) = stated_delimiter(text);
    let window = &text[..text.floor_char_boundary(HEAD)];
    let delimiters = stated.as_ref().map_or(DELIMITERS.as_slice(), std::slice::from_ref);
    let heads = delimiters.iter().filter_map(|&delimiter| {
        let mut records = reader(window, delimiter).into_records().map_while(Result::ok);
        let names = records.next()?;
        let mut rows: Vec<StringRecord> = records.take(HEAD_ROWS).collect();
        if window.len() < text.len() && rows.len() > 1 && rows.len() < HEAD_ROWS {
            rows.pop(); // cut by the window
        }
        (names.len() >= 2 && !rows.is_empty()).then_some(Head { delimiter, names, rows })
    });
    let score = |head: &Head| {
        let known = head.names.iter().filter(|name| record::roles(name).next().is_some()).count();
        let even = head.rows.iter().filter(|row| row.len() == head.names.len()).count();
        (known, even * 100 / head.rows.len(), head.names.len())
    };
    heads.max_by_key(|head| (score(head), std::cmp::Reverse(head.delimiter)))
}

fn in_role(name: &str, role: Role) -> bool {
    record::roles(name).any(|(found, _)| found == role)
}

fn is_text(name: &str) -> bool {
    in_role(name, Role::Text) || in_role(name, Role::Html)
}

/// The column with by far the most words, if they are those of articles.
fn longest_prose(head: &Head) -> Option<usize> {
    let words = |at: usize| -> usize {
        head.rows.iter().filter_map(|row| row.get(at)).map(|f| f.split_whitespace().count()).sum()
    };
    let counts: Vec<usize> = (0..head.names.len()).map(words).collect();
    let at = (0..counts.len()).max_by_key(|&at| counts[at])?;
    let most = counts[at];
    let others = counts.iter().enumerate().filter(|(other, _)| *other != at);
    let second = others.map(|(_, &words)| words).max().unwrap_or(0);
    (most >= PROSE_WORDS * head.rows.len() && most >= second * 3).then_some(at)
}
