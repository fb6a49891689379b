//! `cargo xtask test`: everything that CI runs, each step a word of its own.
//!
//! The steps that fail fastest come first, and the first that fails ends the run. Every step works
//! without a terminal and on a fresh machine; [`tools`] finds or installs what is not Rust.

mod steps;
mod tools;

use std::fmt::Write;
use std::time::Instant;

use anyhow::{Context, Result, bail};

pub(crate) use steps::{bench, screenshot};

/// How a step ended, if it did not fail.
enum Outcome {
    Passed,
    /// Not run, and why that is no failure.
    Skipped(String),
}

/// A part of the whole check.
struct Step {
    word: &'static str,
    what: &'static str,
    run: fn() -> Result<Outcome>,
}

const STEPS: [Step; 12] = [
    Step { word: "fmt", what: "the sources are formatted", run: steps::fmt },
    Step { word: "lock", what: "Cargo.lock fits the manifests", run: steps::lock },
    Step { word: "tree", what: "no Leptos in the native build", run: steps::tree },
    Step { word: "deny", what: "licences and advisories, by cargo-deny", run: steps::deny },
    Step { word: "check-engine", what: "the engine compiles alone", run: steps::check_engine },
    Step { word: "clippy", what: "no warnings, native", run: steps::clippy },
    Step { word: "unit", what: "cargo test, documentation's examples too", run: steps::unit },
    Step { word: "doc", what: "the documentation builds without warnings", run: steps::doc },
    Step { word: "wasm", what: "no warnings, page and worker", run: steps::wasm },
    Step { word: "packages", what: "browsers, Node and its packages", run: steps::packages },
    Step { word: "dist", what: "the shipped file, within its limits", run: steps::dist },
    Step { word: "e2e", what: "journeys in browsers, wasm = native", run: steps::e2e },
];

/// The steps, for the help text.
pub(crate) fn list() -> String {
    STEPS.iter().fold(String::new(), |mut list, step| {
        // Writing to a string cannot fail.
        let _ = writeln!(list, "  {:<17} {}", step.word, step.what);
        list
    })
}

/// Runs all steps, and stops at the first that fails.
pub(crate) fn all() -> Result<()> {
    let started = Instant::now();
    let mut lines = Vec::new();
    for step in &STEPS {
        match timed(step) {
            Ok(line) => lines.push(line),
            Err(error) => {
                lines.push(format!("{:<14}         failed", step.word));
                summarize(&lines);
                return Err(error);
            }
        }
    }
    summarize(&lines);
    println!("all {} steps ended well in {} s", lines.len(), started.elapsed().as_secs());
    Ok(())
}

/// Runs one step.
pub(crate) fn one(word: &str) -> Result<()> {
    let Some(step) = STEPS.iter().find(|step| step.word == word) else {
        bail!("there is no command {word}; see cargo xtask help");
    };
    println!("{}", timed(step)?);
    Ok(())
}

/// Runs a step; a line of the summary.
fn timed(step: &Step) -> Result<String> {
    println!("== {}: {}", step.word, step.what);
    let started = Instant::now();
    let outcome = (step.run)().with_context(|| format!("cargo xtask {}", step.word))?;
    let outcome = match outcome {
        Outcome::Passed => "passed".to_owned(),
        Outcome::Skipped(reason) => format!("skipped: {reason}"),
    };
    Ok(format!("{:<14}{:>5} s  {outcome}", step.word, started.elapsed().as_secs()))
}

fn summarize(lines: &[String]) {
    println!("\n{}", lines.join("\n"));
}
