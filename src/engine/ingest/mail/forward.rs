//! What stands above a mail that is passed on: "Forwarded message", and its sender, date, subject.

use std::ops::Range;

use mail_parser::DateTime;

use super::facts;
use crate::engine::ingest::SourceMetadata;
use crate::engine::ingest::date::first_date;

/// Lines that begin a mail that is passed on, without dashes, in lower case.
const MARKS: [&str; 10] = [
    "forwarded message",
    "begin forwarded message",
    "forwarded by",
    "original message",
    "forwarded email",
    "weitergeleitete nachricht",
    "ursprüngliche nachricht",
    "message transféré",
    "mensaje reenviado",
    "message d'origine",
];

/// Names of the fields that are printed, in lower case.
const FIELDS: [(&str, Field); 22] = [
    ("from", Field::From),
    ("von", Field::From),
    ("de", Field::From),
    ("date", Field::Date),
    ("sent", Field::Date),
    ("datum", Field::Date),
    ("gesendet", Field::Date),
    ("envoyé", Field::Date),
    ("fecha", Field::Date),
    ("subject", Field::Subject),
    ("betreff", Field::Subject),
    ("objet", Field::Subject),
    ("asunto", Field::Subject),
    ("to", Field::Other),
    ("an", Field::Other),
    ("à", Field::Other),
    ("para", Field::Other),
    ("cc", Field::Other),
    ("reply-to", Field::Other),
    ("importance", Field::Other),
    ("attachments", Field::Other),
    ("resent-from", Field::Other),
];

#[derive(Clone, Copy, PartialEq)]
enum Field {
    From,
    Date,
    Subject,
    Other,
}

/// The head of a mail that is passed on.
pub(super) struct Head {
    /// Its lines: the mark, and what is printed of the header.
    pub(super) lines: Range<usize>,
    /// What it says of the article.
    pub(super) metadata: SourceMetadata,
}

/// The first head in `lines`; without a mark it must have a sender and a subject or date.
pub(super) fn head(lines: &[&str]) -> Option<Head> {
    let blank = |i: usize| lines.get(i).is_some_and(|line| bare(line).is_empty());
    for (i, line) in lines.iter().enumerate() {
        let marked = is_mark(line);
        let first = if marked { i + 1 } else { i };
        let first = if marked && blank(first) { first + 1 } else { first };
        if lines.get(first).and_then(|line| field(line)).is_none() {
            continue;
        }
        let Some((end, metadata)) = fields(lines, first, marked) else { continue };
        return Some(Head { lines: i..end, metadata });
    }
    None
}

/// True if `line` is a mark: "---------- Forwarded message ----------".
pub(super) fn is_mark(line: &str) -> bool {
    let line = bare(line).trim_matches(['-', ' ', ':', '_', '=', '*']).to_lowercase();
    line.len() < 80 && MARKS.iter().any(|mark| line.starts_with(mark))
}

/// True if `line` ends what is passed on: "----- End forwarded message -----".
pub(super) fn is_end(line: &str) -> bool {
    let line = bare(line).trim_matches(['-', ' ']).to_lowercase();
    matches!(line.as_str(), "end forwarded message" | "end of forwarded message")
}

/// `line` without marks of quoting.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\u{a0}']).trim()
}

fn field(line: &str) -> Option<(Field, &str)> {
    let (name, value) = bare(line).split_once(':')?;
    let name = name.trim_matches(['*', ' ']).to_lowercase();
    let (_, field) = FIELDS.iter().find(|(known, _)| *known == name)?;
    Some((*field, value.trim_matches(['*', ' ', '\u{a0}'])))
}

/// Where the fields that begin at line `first` end, and what they say.
fn fields(lines: &[&str], first: usize, marked: bool) -> Option<(usize, SourceMetadata)> {
    let (mut sender, mut date, mut subject) = (None, None, None);
    let mut end = first;
    let mut unfilled = None;
    for line in &lines[first..] {
        // Programs that print a table have the name in one cell and the value in the next.
        let found = match (unfilled.take(), field(line)) {
            (Some(kind), None) if !bare(line).is_empty() => Some((kind, bare(line))),
            (_, Some((kind, ""))) => {
                unfilled = Some(kind);
                end += 1;
                continue;
            }
            (_, found) => found,
        };
        match found {
            Some((Field::From, value)) => sender = sender.or(Some(value)),
            Some((Field::Date, value)) => date = date.or(Some(value)),
            Some((Field::Subject, value)) => subject = subject.or(Some(value)),
            Some((Field::Other, _)) => {}
            // Addresses run on over lines.
            None if end > first && line.contains('@') && bare(line).len() < 120 => {}
            None => break,
        }
        end += 1;
    }
    let enough = sender.is_some() && (date.is_some() || subject.is_some());
    if !(enough && (marked || date.is_some() && subject.is_some())) {
        return None;
    }
    let mut metadata = SourceMetadata {
        title: subject.map(facts::plain_subject).filter(|title| !title.is_empty()),
        published: date
            .and_then(first_date)
            .or_else(|| DateTime::parse_rfc822(date?).as_ref().and_then(facts::iso)),
        ..SourceMetadata::default()
    };
    let (name, address) = sender.and_then(|s| s.split_once('<')).unwrap_or((sender?, ""));
    let address = address.split('>').next().unwrap_or("");
    let name = name.split(" [mailto").next().unwrap_or(name);
    facts::set_sender(&mut metadata, name, address);
    Some((end, metadata))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_head_of_what_is_passed_on() {
        let text = "FYI\n\n---------- Forwarded message ---------\nFrom: City Press Office <press@city.example>\nDate: Tue, 3 Mar 2026 at 09:15\nSubject: Fwd: Bridge reopens\nTo: <news@post.example>,\n  <desk@post.example>\n\nThe bridge";
        let lines: Vec<_> = text.lines().collect();
        let head = head(&lines).unwrap();
        assert_eq!(head.lines, 2..8);
        assert_eq!(head.metadata.title.as_deref(), Some("Bridge reopens"));
        assert_eq!(head.metadata.outlet.as_deref(), Some("City Press Office"));
        assert_eq!(head.metadata.published.as_deref(), Some("2026-03-03T09:15:00"));
    }

    #[test]
    fn leaves_lines_that_only_look_alike() {
        assert!(head(&["From: the mayor", "The bridge opens."]).is_none());
        assert!(head(&["Date: 3 March", "To: all"]).is_none());
    }
}
