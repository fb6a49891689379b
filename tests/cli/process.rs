//! Running the command line in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use nutgraf::report::{self, Report};
use serde_json::Value;

pub(super) const STORY: &str = "The bridge will open in May, Mayor Ada Stone said on Tuesday.\n\n\
    \"We have waited for nine years,\" Stone told reporters. She thanked the 40 engineers.\n";

/// What a run left behind.
pub(super) struct Run {
    pub(super) code: i32,
    pub(super) out: Vec<u8>,
    pub(super) err: String,
}

impl Run {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.out.clone()).expect("output is UTF-8")
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.out)
            .unwrap_or_else(|e| panic!("{e}\n{}\n{}", self.text(), self.err))
    }

    pub(super) fn report(&self) -> Report {
        report::read(&self.out).unwrap_or_else(|e| panic!("{e}\n{}\n{}", self.text(), self.err))
    }

    /// The lines of NDJSON.
    pub(super) fn lines(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub(super) fn succeeded(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.err);
        self
    }
}

pub(super) fn nutgraf(folder: &Path, args: &[&str]) -> Run {
    nutgraf_reading(folder, args, b"")
}

pub(super) fn nutgraf_reading(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that does not read its input closes it early: no fault.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Run {
        code: output.status.code().expect("it was not killed"),
        out: output.stdout,
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with files, which goes when it is dropped.
pub(super) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

pub(super) fn story() -> tempfile::TempDir {
    folder(&[("bridge.txt", STORY.as_bytes())])
}
