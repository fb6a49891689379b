//! The files of `tests/formats`, and what is read from one.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use nutgraf::engine::ingest::{Entry, Input, Readers, Sink, ingest_each};

/// The samples in a folder of `tests/formats`, sorted; not the texts beside them.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/formats").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e != "txt"))
        .collect();
    files.sort();
    files
}

/// All that a file of that name gives.
pub(crate) fn entries(name: &str, bytes: &[u8]) -> Vec<Entry> {
    struct All(Vec<Entry>);
    impl Sink for All {
        fn take(&mut self, entry: Entry) -> ControlFlow<()> {
            self.0.push(entry);
            ControlFlow::Continue(())
        }
    }
    let mut all = All(Vec::new());
    ingest_each(Input::named(name, bytes), Readers::default(), &mut all);
    all.0
}
