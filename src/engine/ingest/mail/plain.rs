//! The plain text of a mail: flowing lines joined, quoted mails and signatures left out.

use super::body::{Piece, Way, missing};
use super::forward;
use crate::engine::ingest::Body;

/// An answer keeps its quotations if it has fewer words of its own.
pub(super) const FEWEST_WORDS: usize = 15;

/// The longest signature, in lines.
const LONGEST_SIGNATURE: usize = 20;

/// Reads `text`; `flow` tells that lines flow on, and that the space at their end is dropped.
pub(super) fn read(text: &str, flow: Option<bool>, way: Way) -> Piece {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = without_pgp_signature(&text);
    let lines = match flow {
        Some(drop_space) => flowed(text, drop_space),
        None => text.split('\n').map(str::to_owned).collect(),
    };
    let mut lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut before = lines.clone();
    cut_list_footer(&mut lines);
    let (mut passed_on, mut is_quoted_whole) = (None, false);
    let head = forward::head(&lines);
    match head {
        Some(head) if way.answers && !names_forwarding(lines[head.lines.start]) => {
            cut_quoted_tail(&mut lines, head.lines.start);
        }
        Some(head) => {
            is_quoted_whole = is_quoted(lines[head.lines.end - 1]);
            // The lines of the head stand in the metadata.
            lines.drain(head.lines.clone());
            lines.retain(|line| !forward::is_end(line));
            passed_on = Some(head.metadata);
            before.clone_from(&lines);
        }
        None => {}
    }
    if way.answers && passed_on.is_none() {
        cut_quotations(&mut lines);
    }
    let mut lines = unquoted(lines, is_quoted_whole);
    cut_signature(&mut lines);
    let kept = lines.join("\n");
    let left_out = missing(&before, &kept.lines().collect::<Vec<_>>());
    Piece { body: Body::Plain(kept.trim_matches('\n').to_owned()), passed_on, left_out }
}

fn names_forwarding(line: &str) -> bool {
    forward::is_mark(line) && !line.to_lowercase().contains("original")
}

fn n_filled(lines: &[&str]) -> usize {
    lines.iter().filter(|line| !line.trim().is_empty()).count()
}

fn n_words(lines: &[&str]) -> usize {
    lines.iter().map(|line| line.split_whitespace().count()).sum()
}

/// The text of a message signed in clear.
fn without_pgp_signature(text: &str) -> &str {
    let head = "-----BEGIN PGP SIGNED MESSAGE-----";
    let Some(rest) = text.trim_start().strip_prefix(head) else { return text };
    let Some(at) = rest.find("\n\n") else { return text };
    let rest = &rest[at + 2..];
    rest.split("\n-----BEGIN PGP SIGNATURE-----").next().unwrap_or(rest)
}

/// Joins lines that flow on (RFC 3676). A line keeps its marks of quoting.
fn flowed(text: &str, drop_space: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut open: Option<usize> = None;
    for line in text.split('\n') {
        let depth = line.bytes().take_while(|&b| b == b'>').count();
        let words = &line[depth..];
        let words = words.strip_prefix(' ').unwrap_or(words);
        let is_signature = words == "-- ";
        match (open.take(), lines.last_mut()) {
            (Some(before), Some(last)) if before == depth && !is_signature => last.push_str(words),
            _ if depth > 0 => lines.push(format!("{} {words}", ">".repeat(depth))),
            _ => lines.push(words.to_owned()),
        }
        if words.ends_with(' ') && !is_signature {
            open = Some(depth);
            if let Some(last) = lines.last_mut().filter(|_| drop_space) {
                last.pop();
            }
        }
    }
    lines
}

/// What programs of mailing lists put below every mail.
fn cut_list_footer(lines: &mut Vec<&str>) {
    let from = lines.len().saturating_sub(12);
    let rule = |line: &str| line.len() >= 30 && line.bytes().all(|b| matches!(b, b'_' | b'-'));
    let names_list = |line: &&str| {
        let line = line.to_lowercase();
        line.contains("mailing list") || line.contains("unsubscribe")
    };
    let found = (from..lines.len())
        .find(|&i| rule(lines[i].trim()) && lines[i + 1..].iter().take(3).any(names_list));
    if let Some(at) = found.filter(|&at| n_filled(&lines[..at]) > 0) {
        lines.truncate(at);
    }
}

/// What stands below "-- ".
fn cut_signature(lines: &mut Vec<&str>) {
    let from = lines.len().saturating_sub(LONGEST_SIGNATURE + 1);
    let found = (from..lines.len()).rev().find(|&i| matches!(lines[i], "-- " | "--"));
    if let Some(at) = found.filter(|&at| n_words(&lines[..at]) >= FEWEST_WORDS) {
        lines.truncate(at);
    }
}

/// The mail that is answered, below the answer.
fn cut_quoted_tail(lines: &mut Vec<&str>, at: usize) {
    if n_words(&lines[..at]) >= FEWEST_WORDS {
        lines.truncate(at);
    }
}

/// Lines with marks of quoting, and the line above them that says whose they are.
fn cut_quotations(lines: &mut Vec<&str>) {
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    let mut in_quotation = false;
    for line in lines.iter() {
        if is_quoted(line) {
            if !in_quotation {
                cut_attribution(&mut kept);
            }
            in_quotation = true;
        } else {
            in_quotation &= line.trim().is_empty();
            kept.push(line);
        }
    }
    if n_words(&kept) >= FEWEST_WORDS {
        *lines = kept;
    }
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

/// "On Tue, 3 Mar 2026, Jane Doe wrote:", on one line or two.
fn cut_attribution(lines: &mut Vec<&str>) {
    const VERBS: [&str; 8] =
        ["wrote", "writes", "schrieb", "a écrit", "escribió", "ha scritto", "schreef", "skrev"];
    let Some(last) = lines.iter().rposition(|line| !line.trim().is_empty()) else { return };
    let says = lines[last].trim_end().ends_with(':')
        && VERBS.iter().any(|verb| lines[last].contains(verb));
    if !says || lines.len() - last > 3 {
        return;
    }
    let dated = |line: &str| line.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let is_first = dated(lines[last]) || last == 0 || !dated(lines[last - 1]);
    lines.truncate(if is_first { last } else { last - 1 });
}

/// A text that is passed on with marks of quoting loses them.
fn unquoted(lines: Vec<&str>, is_quoted_whole: bool) -> Vec<&str> {
    let n_quoted = lines.iter().filter(|line| is_quoted(line)).count();
    let mostly = n_quoted >= 3 && n_quoted * 10 >= n_filled(&lines) * 8;
    if !mostly && !is_quoted_whole {
        return lines;
    }
    let bare = |line: &str| line.len() - line.trim_start_matches(['>', ' ']).len();
    lines.into_iter().map(|line| if is_quoted(line) { &line[bare(line)..] } else { line }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, flow: Option<bool>, answers: bool) -> String {
        let Body::Plain(text) = read(text, flow, Way { answers }).body else { panic!() };
        text
    }

    #[test]
    fn joins_lines_that_flow() {
        let flowed =
            "The bridge \nopened, the \nmayor said.\n\n> quoted \n> words\n From here.\n-- \nJane";
        let expected =
            "The bridge opened, the mayor said.\n\n> quoted words\nFrom here.\n-- \nJane";
        assert_eq!(text(flowed, Some(false), false), expected);
        assert_eq!(text("Bür \ngermeisterin", Some(true), false), "Bürgermeisterin");
    }

    const WORDS: &str = "The bridge will open on Monday, the mayor said, after nine years of work, and all are glad.";

    #[test]
    fn an_answer_goes_without_what_it_answers() {
        let mail = format!(
            "{WORDS}\n\nOn Tue, 3 Mar 2026 at 09:15, Jane Doe\n<jane@post.example> wrote:\n\n> When will it\n> open?\n"
        );
        assert_eq!(text(&mail, None, true), WORDS);
        let mail = format!(
            "{WORDS}\n\n-----Original Message-----\nFrom: Jane Doe\nSent: 3 March 2026\nSubject: Bridge\n\nWhen?"
        );
        assert_eq!(text(&mail, None, true), WORDS);
    }

    #[test]
    fn an_answer_without_words_of_its_own_keeps_them() {
        assert!(text("Yes.\n\n> When will it\n> open?\n", None, true).contains("When"));
    }

    #[test]
    fn what_is_no_answer_keeps_its_quotations() {
        let mail = format!("{WORDS}\n\n> We are glad that it stands.\n\n{WORDS}");
        assert_eq!(text(&mail, None, false), mail);
    }

    #[test]
    fn what_is_passed_on_stays() {
        let mail = format!(
            "FYI\n\nBegin forwarded message:\n\n> From: City Press Office <press@city.example>\n> Date: 3 March 2026\n> Subject: Bridge\n> \n> {WORDS}\n> {WORDS}\n"
        );
        let kept = text(&mail, None, false);
        assert!(kept.contains(WORDS) && !kept.contains('>') && !kept.contains("press@"), "{kept}");
    }

    #[test]
    fn signatures_and_footers_go() {
        let mail = format!("{WORDS}\n-- \nJane Doe\n555 0100");
        assert_eq!(text(&mail, None, false), WORDS);
        let mail =
            format!("{WORDS}\n{}\nBridges mailing list\nhttp://lists.example", "_".repeat(40));
        assert_eq!(text(&mail, None, false), WORDS);
    }
}
