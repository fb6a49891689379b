//! The summaries that sumy makes, where Python has it.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// A way of summarising, and the places of the sentences that it takes of each article.
pub(super) type Way = (String, Vec<Vec<usize>>);

const SCRIPT: &str = include_str!("peers.py");

/// Summaries of three sentences by every way; `None` where they cannot be made. `PYTHON` names the
/// Python that is asked.
pub(super) fn summaries(articles: &[Vec<String>]) -> Option<Vec<Way>> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let mut asked = Command::new(python);
    asked.args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = asked.spawn().ok()?;
    let mut lines = String::new();
    for sentences in articles {
        lines += &serde_json::to_string(sentences).ok()?;
        lines.push('\n');
    }
    // All of it is read before anything is printed. Without sumy nobody reads it.
    let _ = child.stdin.take()?.write_all(lines.as_bytes());
    let output = child.wait_with_output().ok().filter(|output| output.status.success())?;
    let printed = String::from_utf8(output.stdout).ok()?;
    printed.lines().map(|line| serde_json::from_str(line).ok()).collect()
}
