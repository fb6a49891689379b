//! The native command line: arguments, run, output.
//!
//! [`args`] reads what was typed and does nothing else; [`files`] turns paths into inputs;
//! [`analyze`], [`ndjson`] and `other` run; this file maps the outcome to an exit code:
//! 0 all read, 1 some failed, 2 unusable arguments or nothing readable.

#![allow(clippy::print_stderr, reason = "a command line speaks on standard error")]

mod analyze;
mod args;
mod conllu;
mod files;
mod ndjson;
mod output;
mod parallel;
mod source;

use std::process::ExitCode;

use crate::engine::ingest::Readers;
use crate::pdf::Hayro;
use args::Command;

/// How a run ended, if it ran at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything was read.
    AllRead,
    /// Something was not; it is named on standard error, the rest is there.
    SomeFailed,
    /// Nothing could be read.
    NothingRead,
}

/// Runs the command line with the process's arguments.
pub fn main() -> ExitCode {
    let command = match args::parse() {
        Ok(command) => command,
        Err(error) => {
            eprintln!("nutgraf: {error}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(Outcome::AllRead) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Ok(Outcome::NothingRead) => ExitCode::from(2),
        // Whoever reads our output has stopped reading: not an error worth a word.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nutgraf: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// What formats are read, and how much of a file.
fn readers() -> Readers<'static> {
    Readers { pdf: Some(&Hayro), ..Readers::default() }
}

fn run(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Help => output::print(args::USAGE.as_bytes()),
        Command::Version => {
            output::print(format!("nutgraf {}\n", env!("CARGO_PKG_VERSION")).as_bytes())
        }
        Command::Schema => output::print(&crate::report::to_json_pretty(&crate::report::schema())),
        Command::Analyze(args) if args.ndjson_input => ndjson::run(&args),
        Command::Analyze(args) => analyze::run(&args),
        Command::Render(args) => analyze::render(&args),
        Command::Parse(args) => conllu::run(&args),
        Command::Source(args) => source::run(&args),
    }
}
