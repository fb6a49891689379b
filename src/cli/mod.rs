//! The native command line: arguments, run, output.

use std::process::ExitCode;

/// Runs the command line with the process's arguments.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
