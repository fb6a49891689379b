//! What was typed, and nothing else: no file is looked at here.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::engine::{Config, SummaryLength};
use crate::report::{Format, Shared};

/// Shown by `--help` and after unusable arguments.
pub(super) const USAGE: &str = "\
Who claims what, in whose words, going back to whom.

nutgraf analyze [FILE|DIR|-]...   analyse articles and print a report
    --input auto|ndjson           ndjson: one article a line, {\"id\", \"title\", \"text\" or \"html\", ...}
    --format FORMAT               json (default), ndjson, csv, markdown, html, annotations
    --pretty                      indent the JSON
    --clean on|off                off: plain text is the article itself, to the character
    --sentences N                 sentences in the summary that is shown first (3)
    --words N                     or as many sentences as have at most N words together
    --share whole|quotes|hashes   quotes: of the articles' text, only what claims, summary and
                                  conflicts quote; hashes: its SHA-256 instead of the text
    --jobs N                      articles read at the same time (one for each core)
    --out FILE                    write there instead of to standard output
nutgraf render REPORT             a report again, edits applied, in another form
    --format FORMAT, --share MODE, --pretty, --out FILE
nutgraf parse [FILE|-]            parts of speech, lemmas and dependencies as CoNLL-U
    --input text|conllu           conllu: its own sentences and words are taken as they are
    --format conllu, --out FILE
nutgraf source [FILE|-]           the text that positions in \"source_map\" count in: that of the
                                  file as its format gives it, nothing taken out
    --out FILE
nutgraf schema                    the JSON Schema of a report
nutgraf --help, --version

Exit codes: 0 all read; 1 some failed, the rest is there; 2 unusable arguments or nothing readable.
";

/// What to do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    Help,
    Version,
    Schema,
    Analyze(AnalyzeArgs),
    Render(RenderArgs),
    Parse(ParseArgs),
    Source(SourceArgs),
}

/// Arguments of `analyze`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AnalyzeArgs {
    /// Files, folders, or "-" for standard input; none means "-".
    pub(super) paths: Vec<PathBuf>,
    pub(super) ndjson_input: bool,
    pub(super) format: Format,
    /// How much of the articles' words is written.
    pub(super) shared: Shared,
    pub(super) pretty: bool,
    pub(super) clean: bool,
    /// Of the summary that is shown first.
    pub(super) length: SummaryLength,
    pub(super) jobs: usize,
    pub(super) out: Option<PathBuf>,
}

/// Arguments of `render`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RenderArgs {
    /// A report, or "-".
    pub(super) path: PathBuf,
    pub(super) format: Format,
    /// How much of the articles' words is written.
    pub(super) shared: Shared,
    pub(super) pretty: bool,
    pub(super) out: Option<PathBuf>,
}

/// Arguments of `parse`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ParseArgs {
    /// A file, or "-".
    pub(super) path: PathBuf,
    pub(super) conllu_input: bool,
    pub(super) out: Option<PathBuf>,
}

/// Arguments of `source`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SourceArgs {
    /// A file, or "-".
    pub(super) path: PathBuf,
    pub(super) out: Option<PathBuf>,
}

/// Options of all commands, as typed.
#[derive(Default)]
struct Typed {
    paths: Vec<PathBuf>,
    input: Option<String>,
    format: Option<String>,
    share: Option<String>,
    pretty: bool,
    clean: Option<String>,
    sentences: Option<usize>,
    words: Option<usize>,
    jobs: Option<usize>,
    out: Option<PathBuf>,
}

/// Reads the process's arguments.
pub(super) fn parse() -> Result<Command> {
    parse_from(lexopt::Parser::from_env())
}

fn parse_from(mut parser: lexopt::Parser) -> Result<Command> {
    let command = match parser.next()? {
        Some(Value(name)) => name.string()?,
        Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Short('V') | Long("version")) => return Ok(Command::Version),
        Some(arg) => return Err(arg.unexpected().into()),
        None => bail!("what is to be done?"),
    };
    let allowed: &[&str] = match command.as_str() {
        "analyze" => {
            &["input", "format", "share", "pretty", "clean", "sentences", "words", "jobs", "out"]
        }
        "render" => &["format", "share", "pretty", "out"],
        "parse" => &["input", "format", "out"],
        "source" => &["out"],
        "schema" => &[],
        "help" => return Ok(Command::Help),
        other => bail!("no such command: {other}"),
    };
    let Some(typed) = read_options(&mut parser, &command, allowed)? else {
        return Ok(Command::Help);
    };
    match command.as_str() {
        "analyze" => analyze(typed),
        "render" => render(typed),
        "parse" => parse_args(typed),
        "source" => source(typed),
        _ if typed.paths.is_empty() => Ok(Command::Schema),
        _ => bail!("schema takes no file"),
    }
}

/// Everything after the command; `None` if help was asked for.
fn read_options(
    parser: &mut lexopt::Parser,
    command: &str,
    allowed: &[&str],
) -> Result<Option<Typed>> {
    let mut typed = Typed::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Short('h') | Long("help") => return Ok(None),
            Value(path) => typed.paths.push(path.into()),
            Long(name) if allowed.contains(&name) => match name {
                "input" => typed.input = Some(parser.value()?.string()?),
                "format" => typed.format = Some(parser.value()?.string()?),
                "share" => typed.share = Some(parser.value()?.string()?),
                "pretty" => typed.pretty = true,
                "clean" => typed.clean = Some(parser.value()?.string()?),
                "sentences" => typed.sentences = Some(count("--sentences", parser)?),
                "words" => typed.words = Some(count("--words", parser)?),
                "jobs" => typed.jobs = Some(count("--jobs", parser)?),
                _ => typed.out = Some(parser.value()?.into()),
            },
            Long(name) => bail!("{command} has no option --{name}"),
            arg => return Err(arg.unexpected().into()),
        }
    }
    Ok(Some(typed))
}

fn count(option: &str, parser: &mut lexopt::Parser) -> Result<usize> {
    let value = parser.value()?.string()?;
    let number: usize =
        value.parse().with_context(|| format!("{option} takes a whole number, not {value:?}"))?;
    if number == 0 {
        bail!("{option} takes 1 or more");
    }
    Ok(number)
}

fn analyze(typed: Typed) -> Result<Command> {
    let ndjson_input = match typed.input.as_deref() {
        None | Some("auto") => false,
        Some("ndjson") => true,
        Some(other) => bail!("--input takes auto or ndjson, not {other:?}"),
    };
    let clean = match typed.clean.as_deref() {
        None | Some("on") => true,
        Some("off") => false,
        Some(other) => bail!("--clean takes on or off, not {other:?}"),
    };
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let length = length(&typed)?;
    let paths = if typed.paths.is_empty() { vec![PathBuf::from("-")] } else { typed.paths };
    if paths.iter().filter(|p| is_stdin(p)).count() > 1 {
        bail!("standard input (\"-\") can be read once only");
    }
    Ok(Command::Analyze(AnalyzeArgs {
        paths,
        ndjson_input,
        format: format(typed.format.as_deref(), Format::Json)?,
        shared: shared(typed.share.as_deref())?,
        pretty: typed.pretty,
        clean,
        length,
        jobs: typed.jobs.unwrap_or_else(cores),
        out: typed.out,
    }))
}

fn length(typed: &Typed) -> Result<SummaryLength> {
    match (typed.sentences, typed.words) {
        (Some(_), Some(_)) => bail!("a summary has --sentences or --words, not both"),
        (Some(n), None) => Ok(SummaryLength::Sentences(n)),
        (None, Some(n)) => Ok(SummaryLength::Words(n)),
        (None, None) => Ok(Config::default().summary_length),
    }
}

fn render(typed: Typed) -> Result<Command> {
    let [path] = <[PathBuf; 1]>::try_from(typed.paths)
        .map_err(|paths| anyhow::anyhow!("render takes one report, not {}", paths.len()))?;
    let format = format(typed.format.as_deref(), Format::Html)?;
    let shared = shared(typed.share.as_deref())?;
    Ok(Command::Render(RenderArgs { path, format, shared, pretty: typed.pretty, out: typed.out }))
}

fn parse_args(mut typed: Typed) -> Result<Command> {
    let conllu_input = match typed.input.as_deref() {
        None | Some("text") => false,
        Some("conllu") => true,
        Some(other) => bail!("--input takes text or conllu, not {other:?}"),
    };
    if let Some(other) = typed.format.as_deref().filter(|f| *f != "conllu") {
        bail!("parse writes conllu, not {other:?}");
    }
    let path = one_file("parse", &mut typed)?;
    Ok(Command::Parse(ParseArgs { path, conllu_input, out: typed.out }))
}

fn source(mut typed: Typed) -> Result<Command> {
    let path = one_file("source", &mut typed)?;
    Ok(Command::Source(SourceArgs { path, out: typed.out }))
}

/// The only file, or standard input.
fn one_file(command: &str, typed: &mut Typed) -> Result<PathBuf> {
    if typed.paths.len() > 1 {
        bail!("{command} takes one file, not {}", typed.paths.len());
    }
    Ok(typed.paths.pop().unwrap_or_else(|| PathBuf::from("-")))
}

fn format(name: Option<&str>, default: Format) -> Result<Format> {
    let Some(name) = name else { return Ok(default) };
    Format::from_name(name).with_context(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|&(name, _)| name).collect();
        format!("--format takes one of {}, not {name:?}", names.join(", "))
    })
}

fn shared(name: Option<&str>) -> Result<Shared> {
    let Some(name) = name else { return Ok(Shared::Whole) };
    Shared::from_name(name).with_context(|| {
        let names: Vec<&str> = Shared::ALL.iter().map(|shared| shared.code()).collect();
        format!("--share takes one of {}, not {name:?}", names.join(", "))
    })
}

/// True for the name of standard input.
pub(super) fn is_stdin(path: &std::path::Path) -> bool {
    path.as_os_str() == "-"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Command> {
        parse_from(lexopt::Parser::from_args(args.iter().map(|a| a.to_string())))
    }

    #[test]
    fn analyze_without_a_file_reads_standard_input() {
        let Ok(Command::Analyze(args)) = parsed(&["analyze"]) else { panic!("not analyze") };
        assert_eq!(args.paths, [PathBuf::from("-")]);
    }

    #[test]
    fn an_unknown_option_is_named() {
        let error = parsed(&["analyze", "--fromat", "csv"]).unwrap_err();
        assert_eq!(error.to_string(), "analyze has no option --fromat");
    }

    #[test]
    fn a_report_is_shared_whole_unless_told_otherwise() {
        let shared = |args: &[&str]| match parsed(args) {
            Ok(Command::Render(args)) => Some(args.shared),
            _ => None,
        };
        assert_eq!(shared(&["render", "r.json"]), Some(Shared::Whole));
        assert_eq!(shared(&["render", "r.json", "--share", "hashes"]), Some(Shared::Hashes));
        assert_eq!(shared(&["render", "r.json", "--share", "half"]), None);
    }

    #[test]
    fn no_job_at_all_is_refused() {
        assert!(parsed(&["analyze", "--jobs", "0"]).is_err());
    }
}
