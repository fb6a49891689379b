//! Reads an article whose attributions are marked in its text.
//!
//! Front matter (`key: value`), an empty line, the text, a line `---`, and a line for each
//! attribution: `NUMBER | NAME | TIER | CUE CLASS | option | …`. In the text `{s1 …}` are words of
//! the source of attribution 1, `{q1 …}` of its cue, `{c1 …}` of its content; marks nest, and
//! `{s1,2 …}` serves two. NAME is who the source is, `-` for no source. Options are `parent=N`,
//! `anonymous`, `via=NAME`, `negative`, and `certainty=LABEL`.
//! Everything that cannot be meant is an error, which says the line.

use nutgraf::engine::claim::{CertaintyLabel, CueClass, Polarity};
use nutgraf::engine::text::Span;

use super::{Article, Attribution, Details, Tier};

/// What is wrong in a file, and on which line, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarkError {
    line: usize,
    fault: String,
}

impl std::fmt::Display for MarkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.fault)
    }
}

impl std::error::Error for MarkError {}

fn fault<T>(line: usize, fault: impl Into<String>) -> Result<T, MarkError> {
    Err(MarkError { line, fault: fault.into() })
}

/// Which words of an attribution a mark is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Source,
    Cue,
    Content,
}

/// Words marked as a role of an attribution, by its number.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    role: Role,
    number: usize,
    span: Span,
    line: usize,
}

/// An attribution's line, and where it stands.
struct Row {
    number: usize,
    line: usize,
    /// The number of the one that it is reported in.
    parent: Option<usize>,
    attribution: Attribution,
    details: Details,
}

/// Reads the file `marked`; `name` is what the article is called.
///
/// # Errors
/// The first thing that is wrong, with its line.
pub(crate) fn read(name: &str, marked: &str) -> Result<Article, MarkError> {
    let lines: Vec<&str> = marked.lines().collect();
    let begin = lines.iter().position(|line| line.trim().is_empty());
    let Some(begin) = begin else { return fault(1, "no empty line ends the front matter") };
    let Some(end) = lines.iter().position(|line| *line == "---").filter(|end| *end > begin) else {
        return fault(lines.len(), "no line --- ends the text");
    };
    let key = front_matter(&lines[..begin])?;
    let (text, marks) = read_text(&lines[begin..end], begin + 1)?;
    let rows = lines[end + 1..].iter().zip(end + 2..).filter(|(line, _)| !line.trim().is_empty());
    let rows = rows.map(|(line, at)| read_row(line, at)).collect::<Result<Vec<Row>, _>>()?;
    Ok(Article {
        name: name.to_owned(),
        title: key("title"),
        published: key("published"),
        outlet: key("outlet"),
        text,
        attributions: join(rows, &marks)?,
        nested: true,
    })
}

/// A look-up in the lines before the text.
fn front_matter(lines: &[&str]) -> Result<impl Fn(&str) -> Option<String>, MarkError> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for (line, at) in lines.iter().zip(1..) {
        match line.split_once(':') {
            Some((key, value)) if !key.is_empty() && !key.contains(' ') => {
                fields.push((key.to_owned(), value.trim().to_owned()));
            }
            _ => return fault(at, format!("the front matter has `key: value`, not {line:?}")),
        }
    }
    Ok(move |wanted: &str| {
        fields.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.clone())
    })
}

/// The text without its marks, and the marks. `first` is the number of the first of `lines`.
fn read_text(lines: &[&str], first: usize) -> Result<(String, Vec<Mark>), MarkError> {
    let blank = |line: &&&str| line.trim().is_empty();
    let first = first + lines.iter().take_while(blank).count();
    let joined = lines.join("\n");
    let marked = joined.trim_matches('\n');
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let (mut at, mut rest) = (first, marked);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => {
                let Some((label, after)) = rest.split_once(' ') else {
                    return fault(at, "the text ends in a mark");
                };
                open.push((read_label(label, at)?, text.len(), at));
                rest = after;
            }
            '}' => {
                let Some((labels, start, line)) = open.pop() else {
                    return fault(at, "} closes no mark");
                };
                let span = Span::new(start, text.len());
                if span.of(&text).trim().is_empty() {
                    return fault(at, "there are no words in the mark");
                }
                marks.extend(labels.into_iter().map(|(role, number)| Mark {
                    role,
                    number,
                    span,
                    line,
                }));
            }
            c => {
                at += usize::from(c == '\n');
                text.push(c);
            }
        }
    }
    match open.last() {
        Some((_, start, line)) => {
            let begin: String = text[*start..].chars().take(30).collect();
            fault(*line, format!("the mark on {begin:?} is never closed"))
        }
        None => Ok((text, marks)),
    }
}

/// `s1,2`: the role and every number.
fn read_label(label: &str, line: usize) -> Result<Vec<(Role, usize)>, MarkError> {
    let role = match label.chars().next() {
        Some('s') => Role::Source,
        Some('q') => Role::Cue,
        Some('c') => Role::Content,
        _ => return fault(line, format!("a mark begins with s, q or c, not {label:?}")),
    };
    let numbers = label[1..].split(',').map(|number| match number.parse() {
        Ok(number) => Ok((role, number)),
        Err(_) => fault(line, format!("{label:?} has no number of an attribution")),
    });
    numbers.collect()
}

fn read_row(row: &str, line: usize) -> Result<Row, MarkError> {
    let fields: Vec<&str> = row.split('|').map(str::trim).collect();
    let [number, name, tier, class, ref options @ ..] = fields[..] else {
        return fault(line, "an attribution has NUMBER | NAME | TIER | CUE CLASS");
    };
    let Ok(number) = number.parse() else {
        return fault(line, format!("{number:?} is no number"));
    };
    let Some(tier) = Tier::from_code(tier) else {
        return fault(line, format!("{tier:?} is not direct, mixed, speech or other"));
    };
    let Some(class) = CueClass::from_code(class) else {
        return fault(line, format!("{class:?} is no class of cues"));
    };
    if name.is_empty() {
        return fault(line, "who is the source? - for nobody");
    }
    let mut details = Details {
        name: (name != "-").then(|| name.to_owned()),
        class,
        parent: None,
        anonymous: false,
        via: Vec::new(),
        polarity: Polarity::Positive,
        certainty: CertaintyLabel::Asserted,
    };
    let mut parent = None;
    for option in options {
        match option.split_once('=').map_or((*option, ""), |(key, of)| (key.trim(), of.trim())) {
            ("anonymous", "") => details.anonymous = true,
            ("negative", "") => details.polarity = Polarity::Negative,
            ("via", of) if !of.is_empty() => details.via.push(of.to_owned()),
            ("parent", of) => match of.parse() {
                Ok(of) if of != number => parent = Some(of),
                _ => return fault(line, format!("{of:?} is no parent")),
            },
            ("certainty", of) => match certainty(of) {
                Some(label) => details.certainty = label,
                None => return fault(line, format!("{of:?} is no label of certainty")),
            },
            _ => return fault(line, format!("unknown option {option:?}")),
        }
    }
    let attribution = Attribution { tier, ..Attribution::default() };
    Ok(Row { number, line, parent, attribution, details })
}

/// A label as the report spells it.
fn certainty(label: &str) -> Option<CertaintyLabel> {
    Some(match label {
        "asserted" => CertaintyLabel::Asserted,
        "probable" => CertaintyLabel::Probable,
        "possible" => CertaintyLabel::Possible,
        "reported" => CertaintyLabel::Reported,
        "conditional" => CertaintyLabel::Conditional,
        "predicted" => CertaintyLabel::Predicted,
        "required" => CertaintyLabel::Required,
        _ => return None,
    })
}

/// The rows with the words that are marked for them.
fn join(mut rows: Vec<Row>, marks: &[Mark]) -> Result<Vec<Attribution>, MarkError> {
    let numbers: Vec<usize> = rows.iter().map(|row| row.number).collect();
    let place = |number: usize| numbers.iter().position(|n| *n == number);
    for (i, row) in rows.iter().enumerate() {
        if place(row.number) != Some(i) {
            return fault(row.line, format!("there are two attributions {}", row.number));
        }
    }
    for mark in marks {
        let Some(i) = place(mark.number) else {
            return fault(mark.line, format!("no line says what attribution {} is", mark.number));
        };
        let attribution = &mut rows[i].attribution;
        let spans = match mark.role {
            Role::Source => &mut attribution.source,
            Role::Cue => &mut attribution.cue,
            Role::Content => &mut attribution.content,
        };
        spans.push(mark.span);
        spans.sort_unstable();
    }
    for row in &mut rows {
        let (number, line) = (row.number, row.line);
        if row.attribution.content.is_empty() {
            return fault(line, format!("no words are marked as the content, {{c{number} …}}"));
        }
        if row.details.name.is_none() && !row.attribution.source.is_empty() {
            return fault(line, format!("{{s{number} …}} is marked, but the line names nobody"));
        }
        if let Some(parent) = row.parent {
            row.details.parent = place(parent);
            if row.details.parent.is_none() {
                return fault(line, format!("the parent {parent} has no line"));
            }
        }
    }
    for row in &rows {
        let Some(parent) = row.details.parent else { continue };
        let around = &rows[parent].attribution.content;
        let overlaps = |span: &Span| around.iter().any(|outer| outer.overlaps(*span));
        if !row.attribution.content.iter().any(overlaps) {
            let number = rows[parent].number;
            return fault(row.line, format!("the content is not inside that of {number}"));
        }
    }
    let whole = |row: Row| Attribution { details: Some(row.details), ..row.attribution };
    Ok(rows.into_iter().map(whole).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "title: Ferry stays\noutlet: The Quay\npublished: 2024-03-05\n\n";

    fn article(body: &str) -> Article {
        read("ferry", &[HEAD, body].concat()).unwrap()
    }

    fn complaint(body: &str) -> String {
        read("ferry", &[HEAD, body].concat()).unwrap_err().to_string()
    }

    fn words<'a>(article: &'a Article, spans: &[Span]) -> Vec<&'a str> {
        spans.iter().map(|span| span.of(&article.text)).collect()
    }

    #[test]
    fn text_comes_back_without_marks() {
        let article = article(
            "{s1 Rolf Ohm} {q1 said} {c1 the ferry stays}.\n\n“{c2 For good},” {s2 he} {q2 added}.\n\
             ---\n1 | Rolf Ohm | speech | say\n2 | Rolf Ohm | direct | say | via=Tideline | via=AP\n",
        );
        assert_eq!(article.text, "Rolf Ohm said the ferry stays.\n\n“For good,” he added.");
        assert_eq!(article.title.as_deref(), Some("Ferry stays"));
        assert_eq!(article.published.as_deref(), Some("2024-03-05"));
        let [first, second] = &article.attributions[..] else { panic!("{article:?}") };
        assert_eq!(words(&article, &first.content), ["the ferry stays"]);
        assert_eq!(words(&article, &second.source), ["he"]);
        assert_eq!((first.tier, second.tier), (Tier::Speech, Tier::Direct));
        let details = second.details.as_ref().unwrap();
        assert_eq!(details.name.as_deref(), Some("Rolf Ohm"));
        assert_eq!(details.via, ["Tideline", "AP"]);
    }

    #[test]
    fn marks_nest_and_serve_several() {
        let article = article(
            "{s1,2 The port} {q1 said} {c1 that {s3 divers} {q3 found} {c3 no leak}} and \
             {q2 promised} {c2 tests}, {c1 it went on}.\n---\n1 | The port | speech | say\n\
             2 | The port | speech | promise | certainty=predicted\n\
             3 | divers | other | report | parent=1 | anonymous | negative\n",
        );
        let [first, second, third] = &article.attributions[..] else { panic!("{article:?}") };
        assert_eq!(first.source, second.source);
        assert_eq!(words(&article, &first.content), ["that divers found no leak", "it went on"]);
        assert_eq!(words(&article, &third.content), ["no leak"]);
        let details = third.details.as_ref().unwrap();
        assert_eq!((details.parent, details.anonymous), (Some(0), true));
        assert_eq!(details.polarity, Polarity::Negative);
        let certainty = second.details.as_ref().unwrap().certainty;
        assert_eq!(certainty, CertaintyLabel::Predicted);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let row = "1 | - | other | say";
        let cases = [
            (format!("{{c1 Rain.\n---\n{row}"), "line 5: the mark on \"Rain.\" is never closed"),
            (format!("Rain}}.\n---\n{row}"), "line 5: } closes no mark"),
            (format!("{{x1 Rain}}.\n---\n{row}"), "line 5: a mark begins with s, q or c"),
            (format!("A.\n\n{{c Rain}}.\n---\n{row}"), "line 7: \"c\" has no number"),
            (format!("{{c1 }}.\n---\n{row}"), "line 5: there are no words in the mark"),
            (format!("{{c1 Rain}}, {{c2 sun}}.\n---\n{row}"), "line 5: no line says what"),
            (format!("Rain.\n---\n{row}"), "line 7: no words are marked as the content"),
            (format!("{{c1 Rain}}, {{s1 he}}.\n---\n{row}"), "line 7: {s1 …} is marked, but"),
            (format!("{{c1 Rain}}.\n---\n{row}\n{row}"), "line 8: there are two attributions 1"),
            ("{c1 Rain}.\n---\n1 | - | tale | say".to_owned(), "line 7: \"tale\" is not direct"),
            ("{c1 Rain}.\n---\n1 | - | other | sing".to_owned(), "line 7: \"sing\" is no class"),
            ("{c1 Rain}.\n---\n1 | - | other".to_owned(), "line 7: an attribution has NUMBER"),
            (format!("{{c1 Rain}}.\n---\n{row} | loud"), "line 7: unknown option \"loud\""),
            (format!("{{c1 Rain}}.\n---\n{row} | parent=2"), "line 7: the parent 2 has no line"),
            (format!("{{c1 Rain}}.\n---\n{row} | certainty=so"), "line 7: \"so\" is no label"),
            (
                format!("{{c1 Rain}}, {{c2 sun}}.\n---\n{row}\n2 | - | other | say | parent=1"),
                "line 8: the content is not inside that of 1",
            ),
            ("{c1 Rain}.".to_owned(), "line 5: no line --- ends the text"),
        ];
        for (body, expected) in cases {
            let complaint = complaint(&body);
            assert!(complaint.starts_with(expected), "{body}\n{complaint}");
        }
    }
}
