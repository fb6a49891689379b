//! `cargo xtask`: builds, serves and checks Nutgraf.
//!
//! In: a word and its options. Out: `dist/nutgraf.html`, a local server, or a verdict.
//! It needs a Rust toolchain; what else a step wants is looked for when the step runs, and named
//! where it is missing.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a build tool talks to the person who runs it"
)]

mod check;
mod dist;
mod eval;
mod limits;
mod process;
mod serve;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

const HELP: &str = "\
Builds, serves and checks Nutgraf.

usage: cargo xtask COMMAND [OPTIONS]

  dist [--fast]     build dist/nutgraf.html; --fast: quicker to build, larger and slower to run
  serve [--fast] [--watch] [--port N] [--no-open]
                    dist, then serve the file on this machine alone; --watch: build again on
                    every change
  test              everything that CI runs, in this order; stops at the first step that fails
  screenshot        the README's picture, by a headless browser
  bench [FOLDER]    how fast the built page is, in Chromium; FOLDER: articles to drop
  eval language --data DIR
                    how good, fast and large the language core is, on the sets in DIR
  eval claims --data DIR [--train] [--errors N] [--json FILE]
                    how often who says what is right; --train: on the articles learned from too;
                    --errors: N examples of each kind of error; --json: the figures for scripts
  eval summaries --data DIR
                    summaries against human ones, beside the lead, on articles that were not
                    learned from; PYTHON may name a Python that has sumy, to stand beside
  eval ingest --data DIR [--errors 1]
                    articles out of web pages, plain text and files; --errors: page by page too
  help              this text

The steps of test, each a command of its own:
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let options = Options::parse()?;
    match options.command.as_str() {
        "help" => {
            print!("{HELP}{}", check::list());
            Ok(())
        }
        "dist" => dist::dist(options.speed).map(drop),
        "serve" => serve::serve(&options.serve, options.speed),
        "test" => check::all(),
        "screenshot" => check::screenshot(),
        "bench" => check::bench(options.folder.as_deref()),
        "eval" => options.eval(),
        step => check::one(step),
    }
}

/// What was asked for.
struct Options {
    command: String,
    /// Of `bench`: articles to drop.
    folder: Option<PathBuf>,
    /// Of `eval`: what is measured.
    subject: Option<String>,
    /// Of `eval`: where the sets are.
    data: Option<PathBuf>,
    /// Of `eval claims`.
    claims: eval::Claims,
    speed: dist::Speed,
    serve: serve::Options,
}

impl Options {
    fn parse() -> Result<Self> {
        let mut options = Self {
            command: String::new(),
            folder: None,
            subject: None,
            data: None,
            claims: eval::Claims::default(),
            speed: dist::Speed::Shipped,
            serve: serve::Options::default(),
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Value(word) if options.command.is_empty() => options.command = word.string()?,
                Value(folder) if options.command == "bench" && options.folder.is_none() => {
                    options.folder = Some(folder.into());
                }
                Value(word) if options.command == "eval" && options.subject.is_none() => {
                    options.subject = Some(word.string()?);
                }
                Short('h') | Long("help") => options.command = "help".to_owned(),
                Long("fast") => options.speed = dist::Speed::Fast,
                Long("watch") => options.serve.watch = true,
                Long("no-open") => options.serve.open = false,
                Long("data") => options.data = Some(parser.value()?.into()),
                Long("train") => options.claims.train = true,
                Long("errors") => options.claims.errors = Some(parser.value()?.parse()?),
                Long("json") => options.claims.json = Some(parser.value()?.into()),
                Long("port") => options.serve.port = Some(parser.value()?.parse()?),
                other => bail!("{}; see cargo xtask help", other.unexpected()),
            }
        }
        if options.command.is_empty() {
            options.command = "help".to_owned();
        }
        Ok(options)
    }

    fn eval(&self) -> Result<()> {
        match (self.subject.as_deref(), &self.data) {
            (Some("language"), Some(data)) => eval::language(&std::path::absolute(data)?),
            (Some("claims"), Some(data)) => eval::claims(&std::path::absolute(data)?, &self.claims),
            (Some("summaries"), Some(data)) => eval::summaries(&std::path::absolute(data)?),
            (Some("ingest"), Some(data)) => {
                eval::ingest(&std::path::absolute(data)?, self.claims.errors.is_some())
            }
            (Some("language" | "claims" | "summaries" | "ingest"), None) => {
                bail!("where are the sets? --data DIR")
            }
            _ => bail!("eval measures language, claims, summaries or ingest"),
        }
    }
}
