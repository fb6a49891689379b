//! Where results go: standard output or a file, whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Outcome;

/// Writes `bytes` to standard output.
pub(super) fn print(bytes: &[u8]) -> Result<Outcome> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Outcome::AllRead)
}

/// Opens `out`, or standard output.
pub(super) fn open(out: Option<&Path>) -> Result<Output> {
    match out {
        None => Ok(Output { writer: Box::new(BufWriter::new(io::stdout().lock())), file: None }),
        Some(path) => {
            open_file(path).with_context(|| format!("{} cannot be written", path.display()))
        }
    }
}

/// Opens the file at `path`, so that a run that is stopped half-way leaves the old one as it was.
/// What is no file ("/dev/stdout", a pipe) is written to as it is, and a link stays a link.
fn open_file(path: &Path) -> io::Result<Output> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        let device = File::options().write(true).open(path)?;
        return Ok(Output { writer: Box::new(BufWriter::new(device)), file: None });
    }
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let writer = Box::new(BufWriter::new(File::create(&partial)?));
    Ok(Output { writer, file: Some((partial, path)) })
}

/// A place that results are written to.
pub(super) struct Output {
    writer: Box<dyn Write>,
    /// Name while being written, and name when done.
    file: Option<(PathBuf, PathBuf)>,
}

impl Output {
    /// Writes `bytes`.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.writer.write_all(bytes)?;
        Ok(())
    }

    /// Finishes the output; a file gets its name.
    pub(super) fn finish(mut self) -> Result<()> {
        self.writer.flush()?;
        drop(self.writer);
        if let Some((partial, path)) = self.file {
            fs::rename(&partial, &path)
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
        Ok(())
    }
}

/// True if the reader of our output has gone.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// Counts finished files on standard error, if somebody looks.
pub(super) struct Progress {
    total: Option<usize>,
    done: usize,
    shown: bool,
}

impl Progress {
    /// `total`: files in all, if known.
    pub(super) fn new(total: Option<usize>) -> Self {
        Self { total, done: 0, shown: io::stderr().is_terminal() }
    }

    /// One more is done.
    pub(super) fn step(&mut self) {
        self.done += 1;
        if self.shown {
            let of = self.total.map(|t| format!(" of {t}")).unwrap_or_default();
            eprint!("\r{}{of} articles", self.done);
        }
    }

    /// Clears the line.
    pub(super) fn finish(self) {
        if self.shown && self.done > 0 {
            eprintln!();
        }
    }
}
