//! `nutgraf parse`: tags, lemmas and dependencies as CoNLL-U
//! (<https://universaldependencies.org/format.html>).
//!
//! In: text, which is cut into sentences and words first, or CoNLL-U, whose sentences and words
//! stay. Out: CoNLL-U with UPOS, XPOS, LEMMA, HEAD and DEPREL filled in. Of CoNLL-U every line
//! that is no word (comments, multiword tokens, empty nodes) and every MISC stays as it came, which
//! no crate for the format keeps: `rs_conllu` and `conllu` read lines into values and write those.
//! A sentence with a malformed line is left out, the line is named, and the rest goes on.

use std::fmt::Write;
use std::io::Read;

use anyhow::{Context, Result, ensure};

use super::Outcome;
use super::args::{ParseArgs, is_stdin};
use super::{files, output};
use crate::engine::ingest::{Input, ingest};
use crate::engine::tag::{Word, lemma, tag, tag_words};
use crate::engine::text::Document;
use crate::engine::{Resources, clean, segment};

/// Sentences that are tagged together.
const BATCH: usize = 256;

/// The most that a compressed treebank may unfold to.
const MAX_BYTES: u64 = 1 << 30;

/// Runs `nutgraf parse`.
pub(super) fn run(args: &ParseArgs) -> Result<Outcome> {
    let resources = Resources::new();
    let shown = args.path.display().to_string();
    let bytes = files::read(&args.path).with_context(|| format!("{shown} cannot be read"))?;
    if args.conllu_input {
        let bytes = unpacked(bytes).with_context(|| format!("{shown} cannot be unpacked"))?;
        return parse_conllu(&resources, &bytes, args);
    }
    let source = ingest(Input { path: &shown, bytes: &bytes, verbatim: true })
        .with_context(|| shown.clone())?;
    let clean::Cleaned { text, blocks, .. } = clean::clean(&resources, &source, false);
    let document = segment::segment(&resources, text, blocks);
    let words = tag(&resources, &document);
    let name = (!is_stdin(&args.path)).then_some(source.file.name.as_str());
    let mut out = output::open(args.out.as_deref())?;
    out.write(write_document(&resources, name, &document, &words).as_bytes())?;
    out.finish()?;
    Ok(Outcome::AllRead)
}

/// `bytes`, unpacked if they are gzip.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    let decoder = flate2::read::MultiGzDecoder::new(bytes.as_slice());
    let n = decoder.take(MAX_BYTES + 1).read_to_end(&mut unpacked)?;
    ensure!(n as u64 <= MAX_BYTES, "it unfolds to more than {MAX_BYTES} bytes");
    Ok(unpacked)
}

/// Tags every sentence of `bytes` and names the lines that are malformed.
fn parse_conllu(resources: &Resources, bytes: &[u8], args: &ParseArgs) -> Result<Outcome> {
    let mut n_failed = 0;
    let mut sentences = Vec::new();
    for read in read(bytes) {
        match read {
            Ok(sentence) => sentences.push(sentence),
            Err(Fault { line, reason }) => {
                eprintln!("nutgraf: line {line}: {reason}; the sentence is left out");
                n_failed += 1;
            }
        }
    }
    if sentences.iter().all(|sentence| sentence.n_words() == 0) {
        eprintln!("nutgraf: {}: there is no sentence to read", args.path.display());
        return Ok(Outcome::NothingRead);
    }
    let mut out = output::open(args.out.as_deref())?;
    for batch in sentences.chunks(BATCH) {
        let forms: Vec<Vec<&str>> = batch.iter().map(Sentence::forms).collect();
        let forms: Vec<&[&str]> = forms.iter().map(Vec::as_slice).collect();
        let words = tag_words(resources, &forms);
        let mut text = String::new();
        let mut first = 0;
        for sentence in batch {
            sentence.write(resources, &words, first, &mut text);
            first += sentence.n_words();
        }
        out.write(text.as_bytes())?;
    }
    out.finish()?;
    Ok(if n_failed == 0 { Outcome::AllRead } else { Outcome::SomeFailed })
}

/// A line that is not as the format has it.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    /// Its number, from 1.
    line: usize,
    reason: String,
}

/// The lines up to an empty one.
#[derive(Debug)]
struct Sentence<'t> {
    lines: Vec<Line<'t>>,
    /// An empty line follows, or ought to.
    closed: bool,
}

#[derive(Debug)]
enum Line<'t> {
    /// ID, FORM and MISC.
    Word { id: &'t str, form: &'t str, misc: &'t str },
    /// A comment, multiword token or empty node, as it came.
    Other(&'t str),
}

impl<'t> Sentence<'t> {
    fn forms(&self) -> Vec<&'t str> {
        let form = |line: &Line<'t>| match line {
            Line::Word { form, .. } => Some(*form),
            Line::Other(_) => None,
        };
        self.lines.iter().filter_map(form).collect()
    }

    fn n_words(&self) -> usize {
        self.lines.iter().filter(|line| matches!(line, Line::Word { .. })).count()
    }

    /// Writes the lines; `words[first]` is the first word.
    fn write(&self, resources: &Resources, words: &[Word], first: usize, out: &mut String) {
        let mut next = first;
        for line in &self.lines {
            match line {
                Line::Word { id, form, misc } => {
                    write_word(resources, id, form, &words[next], first, misc, out);
                    next += 1;
                }
                Line::Other(line) => {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
        if self.closed || next > first {
            out.push('\n');
        }
    }
}

/// Writes one word; heads are counted from `first`, the first word of the sentence.
fn write_word(
    resources: &Resources,
    id: &str,
    form: &str,
    word: &Word,
    first: usize,
    misc: &str,
    out: &mut String,
) {
    let Word { upos, xpos, head, relation, .. } = word;
    let lemma = lemma(&resources.lemmas, form, *upos, *xpos);
    let (upos, xpos, relation) = (upos.as_str(), xpos.as_str(), relation.as_str());
    let head = head.map_or(0, |head| head - first + 1);
    // Writing to a string cannot fail.
    let _ =
        writeln!(out, "{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{misc}");
}

/// The sentences of `bytes`, each with the lines before its empty line.
fn read(bytes: &[u8]) -> impl Iterator<Item = Result<Sentence<'_>, Fault>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let n_lines = if bytes.is_empty() { 0 } else { usize::MAX };
    let mut lines = bytes
        .split(|&b| b == b'\n')
        .take(n_lines)
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .enumerate();
    std::iter::from_fn(move || {
        let mut block = Vec::new();
        let mut closed = false;
        for (i, line) in lines.by_ref() {
            if line.is_empty() {
                closed = true;
                break;
            }
            block.push((i + 1, line));
        }
        (closed || !block.is_empty()).then(|| read_sentence(&block, closed))
    })
}

fn read_sentence<'t>(block: &[(usize, &'t [u8])], closed: bool) -> Result<Sentence<'t>, Fault> {
    let mut ids = Ids::default();
    let mut lines = Vec::with_capacity(block.len());
    for &(number, line) in block {
        let fault = |reason: String| Fault { line: number, reason };
        let line = str::from_utf8(line).map_err(|_| fault("it is not UTF-8".to_owned()))?;
        lines.push(read_line(line, &mut ids).map_err(fault)?);
    }
    let Some(&(last, _)) = block.last() else { return Ok(Sentence { lines, closed }) };
    if ids.range_end > ids.last {
        let reason = format!("the multiword token goes on to word {}", ids.range_end);
        return Err(Fault { line: last, reason: format!("{reason}, which is not there") });
    }
    Ok(Sentence { lines, closed })
}

/// The ids that were read of a sentence.
#[derive(Default)]
struct Ids {
    /// The last word.
    last: usize,
    /// The last empty node behind it, or 0.
    empty: usize,
    /// The last word of the last multiword token, or 0.
    range_end: usize,
}

fn read_line<'t>(line: &'t str, ids: &mut Ids) -> Result<Line<'t>, String> {
    if line.starts_with('#') {
        return Ok(Line::Other(line));
    }
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, .., misc] = columns[..] else {
        return Err(format!("{} column instead of 10", columns.len()));
    };
    if columns.len() != 10 {
        return Err(format!("{} columns instead of 10", columns.len()));
    }
    if form.is_empty() {
        return Err("the form is empty".to_owned());
    }
    let misc = if misc.is_empty() { "_" } else { misc };
    let number = |text: &str| match text.parse::<usize>() {
        Ok(number) if text.bytes().all(|b| b.is_ascii_digit()) => Ok(number),
        _ => Err(format!("the id {id:?} is no number, range or empty node")),
    };
    if let Some((begin, end)) = id.split_once('-') {
        let (begin, end) = (number(begin)?, number(end)?);
        if begin != ids.last + 1 || end < begin || begin <= ids.range_end {
            return Err(format!("the range {id} does not fit behind word {}", ids.last));
        }
        ids.range_end = end;
        return Ok(Line::Other(line));
    }
    if let Some((before, empty)) = id.split_once('.') {
        let (before, empty) = (number(before)?, number(empty)?);
        if before != ids.last || empty != ids.empty + 1 {
            return Err(format!("the empty node {id} is out of order"));
        }
        ids.empty = empty;
        return Ok(Line::Other(line));
    }
    if number(id)? != ids.last + 1 {
        return Err(format!("the id {id} is out of order, {} would come next", ids.last + 1));
    }
    (ids.last, ids.empty) = (ids.last + 1, 0);
    Ok(Line::Word { id, form, misc })
}

/// A document that was cut here; `name` is the file's, if it has one.
fn write_document(
    resources: &Resources,
    name: Option<&str>,
    document: &Document,
    words: &[Word],
) -> String {
    let mut out = match name {
        Some(name) => format!("# newdoc id = {}\n", one_line(name)),
        None => "# newdoc\n".to_owned(),
    };
    let mut block = None;
    for (n, id) in document.sentence_ids().enumerate() {
        let sentence = document.sentence(id);
        if block.replace(sentence.block) != Some(sentence.block) {
            out.push_str("# newpar\n");
        }
        let text = one_line(document.sentence_text(id));
        out.push_str(&format!("# sent_id = {}\n# text = {text}\n", n + 1));
        let first = sentence.tokens.start;
        for (i, token) in document.sentence_tokens(id).iter().enumerate() {
            let form = one_line(document.words(token.span));
            let rest = &document.text[token.span.end..];
            let glued = rest.starts_with(|c: char| !c.is_whitespace());
            let misc = if glued { "SpaceAfter=No" } else { "_" };
            let number = (i + 1).to_string();
            write_word(resources, &number, &form, &words[first + i], first, misc, &mut out);
        }
        out.push('\n');
    }
    out
}

/// `text` with one space for each stretch of white space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The faults of `text`, as "line: reason".
    fn faults(text: &[u8]) -> Vec<String> {
        let faults = read(text).filter_map(Result::err);
        faults.map(|fault| format!("{}: {}", fault.line, fault.reason)).collect()
    }

    fn row(id: &str) -> String {
        format!("{id}\tword\t_\t_\t_\t_\t_\t_\t_\tNote=1\n")
    }

    fn rows(ids: &[&str]) -> String {
        ids.iter().map(|id| row(id)).collect::<String>() + "\n"
    }

    #[test]
    fn sound_sentences_have_no_fault() {
        assert_eq!(faults(rows(&["0.1", "1-2", "1", "1.1", "1.2", "2", "3"]).as_bytes()), [""; 0]);
        assert_eq!(faults(b"# a comment alone\n\n"), [""; 0]);
        assert_eq!(faults(b""), [""; 0]);
    }

    #[test]
    fn the_line_of_a_fault_is_named() {
        let wrong = [
            (rows(&["1", "3"]), "2: the id 3 is out of order, 2 would come next"),
            (rows(&["2"]), "1: the id 2 is out of order, 1 would come next"),
            (rows(&["1", "one"]), "2: the id \"one\" is no number, range or empty node"),
            (
                rows(&["1", "2-3", "2"]),
                "3: the multiword token goes on to word 3, which is not there",
            ),
            (rows(&["1", "1-2", "2"]), "2: the range 1-2 does not fit behind word 1"),
            (rows(&["1", "1.2"]), "2: the empty node 1.2 is out of order"),
            ("# text = a b\n1 a b\n\n".to_owned(), "2: 1 column instead of 10"),
            (row("1").replace("\tNote=1", ""), "1: 9 columns instead of 10"),
            (row("1").replace("word", ""), "1: the form is empty"),
        ];
        for (text, expected) in wrong {
            assert_eq!(faults(text.as_bytes()), [expected], "{text}");
        }
        assert_eq!(faults(b"# caf\xe9\n1\n\n"), ["1: it is not UTF-8"]);
    }

    #[test]
    fn sentences_around_a_fault_are_read() {
        let text = [rows(&["1", "2"]), rows(&["1", "1"]), rows(&["1"])].concat();
        let read: Vec<_> = read(text.as_bytes()).collect();
        let n_words: Vec<Option<usize>> =
            read.iter().map(|r| r.as_ref().ok().map(Sentence::n_words)).collect();
        assert_eq!(n_words, [Some(2), None, Some(1)]);
    }
}
