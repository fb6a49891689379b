//! The native command line.

fn main() -> std::process::ExitCode {
    nutgraf::cli::main()
}
