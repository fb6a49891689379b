//! Tables of articles: CSV with a header row and a column of texts, its delimiter by its content.
//!
//! Columns are found by name (see [`super::record`]); where none is called a text, the column of
//! the longest prose is one. Rows without a text are counted and named in one failure at the end,
//! since exports have many; a row whose quoting is broken is a failure of its own, and reading
//! goes on with the next line.

mod columns;

use std::ops::ControlFlow;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::container::{Part, Visit};
use super::decode;
use super::limits::Budget;
use super::part_name::PartNames;
use super::record::{LOOKED_FOR, Record, Role};
use super::{Format, IngestError};
use columns::Columns;

/// How many broken rows are read past: each may cost a walk to the end of the file.
const MOST_BROKEN: usize = 50;

/// Hands over every row.
pub(super) fn each(
    bytes: &[u8],
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    let decoded = decode::decode(bytes)?;
    let text: &str = decoded.text.trim_start_matches('\u{feff}');
    let columns = columns::find(text)?;
    let mut names = PartNames::default();
    let (mut n_rows, mut n_without, mut first_without, mut n_broken) = (0usize, 0usize, 0, 0);
    for row in Rows::new(text, columns.delimiter, columns.names.len()) {
        budget.entry()?;
        let line = row.line;
        let (path, part) = match row.fields {
            None => {
                n_broken += 1;
                let reason = format!("the quoting of line {line} is broken");
                let error = IngestError::Malformed { format: "table", reason };
                (format!("line {line}"), Part::Failure { bytes: None, error })
            }
            Some(fields) => {
                let record = columns.record(&fields);
                if !record.has_text() {
                    n_without += 1;
                    first_without = if n_without == 1 { line } else { first_without };
                    continue;
                }
                n_rows += 1;
                let path = names.give(record.title().as_deref(), &format!("line {line}"));
                let bytes = row.raw.as_bytes();
                let part = match record.reading(decoded.encoding) {
                    Ok(mut reading) => {
                        reading.warnings.extend(decoded.warnings());
                        Part::Article { bytes, format: Format::Table, reading }
                    }
                    Err(error) => Part::Failure { bytes: Some(bytes.len() as u64), error },
                };
                (path, part)
            }
        };
        if visit.wants(&path) && visit.part(budget, &path, part).is_break() {
            return Ok(());
        }
        if n_broken >= MOST_BROKEN {
            let reason = format!(
                "the quoting of {n_broken} lines is broken; the rest after line {line} is not read"
            );
            return Err(IngestError::Malformed { format: "table", reason });
        }
    }
    match (n_rows, n_without) {
        (0, 0) if n_broken > 0 => Ok(()),
        (0, _) => Err(IngestError::Malformed {
            format: "table",
            reason: format!("none of its rows holds a text; {LOOKED_FOR}"),
        }),
        (_, 0) => Ok(()),
        _ => {
            let reason =
                format!("{n_without} of its rows hold no text, line {first_without} first");
            let error = IngestError::Malformed { format: "table", reason };
            let path = format!("line {first_without}");
            if visit.wants(&path) {
                let _: ControlFlow<()> =
                    visit.part(budget, &path, Part::Failure { bytes: None, error });
            }
            Ok(())
        }
    }
}

/// True if `text` is a table with a column of texts; `named` if its file is called one.
///
/// A file that is not called a table must have a header with a text's name and another known one,
/// and as many fields in its first rows: articles with commas have no such first line.
pub(super) fn is_table(text: &str, named: bool) -> bool {
    columns::is_table(text.trim_start_matches('\u{feff}'), named)
}

/// A row as it is read.
struct Row<'t> {
    /// Number of its first line, from 1.
    line: usize,
    /// As it stands in the file.
    raw: &'t str,
    /// `None` if its quoting is broken.
    fields: Option<StringRecord>,
}

/// Goes through the rows below the header.
struct Rows<'t> {
    text: &'t str,
    delimiter: u8,
    n_columns: usize,
    /// Reads from byte `from` of the text, which is the start of line `line`.
    reader: Reader<&'t [u8]>,
    from: usize,
    line: usize,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, delimiter: u8, n_columns: usize) -> Self {
        let from = text.len() - columns::stated_delimiter(text).1.len();
        let reader = reader(&text[from..], delimiter);
        let line = 1 + usize::from(from > 0);
        let mut rows = Self { text, delimiter, n_columns, reader, from, line };
        let _header = rows.next();
        rows
    }
}

fn reader(text: &str, delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        let mut fields = StringRecord::new();
        loop {
            let before = self.reader.position().clone();
            let start = self.from + before.byte() as usize;
            let line = self.line + before.line() as usize - 1;
            // The text is UTF-8, so that nothing but a broken reader makes an error.
            if !self.reader.read_record(&mut fields).unwrap_or(false) {
                return None;
            }
            let end = (self.from + self.reader.position().byte() as usize).min(self.text.len());
            let raw = self.text.get(start..end).unwrap_or("").trim_matches(['\r', '\n']);
            if raw.is_empty() {
                continue;
            }
            // A quotation mark that is never closed takes all the rest of the file into one field.
            let is_odd = raw.bytes().filter(|&b| b == b'"').count() % 2 == 1;
            let takes_lines = raw.contains('\n') && fields.len() != self.n_columns;
            if is_odd && takes_lines {
                let start = start
                    + (self.text.len()
                        - start
                        - self.text[start..].trim_start_matches(['\r', '\n']).len());
                let head = raw.split('\n').next().unwrap_or(raw);
                self.from = (start + head.len() + 1).min(self.text.len());
                self.line = line + 1;
                self.reader = reader(&self.text[self.from..], self.delimiter);
                return Some(Row { line, raw: head, fields: None });
            }
            return Some(Row { line, raw, fields: Some(fields) });
        }
    }
}

impl Columns {
    fn record(&self, fields: &StringRecord) -> Record {
        let mut record = Record::default();
        for (name, value) in self.names.iter().zip(fields) {
            record.add(name, vec![value.to_owned()]);
        }
        if let Some(text) = self.text.and_then(|at| fields.get(at)) {
            record.set(Role::Text, text.to_owned());
        }
        record
    }
}

#[cfg(test)]
mod tests;
