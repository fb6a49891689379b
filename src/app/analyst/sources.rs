//! [`Sources`]: the files that are being read, and the pieces of work that each is cut into.
//!
//! An archive of many entries is read by several readers at once, each of which takes every n-th
//! entry. An entry on which a reader crashed is named and skipped, and the work goes on behind it.

use std::collections::{BTreeMap, VecDeque};

use super::Input;
use crate::protocol::Parts;

/// Archives smaller than this, in bytes, are read by one reader.
const WORTH_CUTTING: f64 = 300_000.0;
/// Copies of an archive that readers hold are together at most this large, in bytes.
const MOST_COPIES: f64 = 200_000_000.0;

/// A piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Task {
    /// The file.
    pub(super) file: u32,
    /// What of it is to be read.
    pub(super) parts: Parts,
}

/// A file.
pub(super) struct Source {
    /// Path inside the drop.
    pub(super) path: String,
    /// Where its bytes come from.
    pub(super) input: Input,
    /// How often it was begun.
    pub(super) attempts: u32,
    /// Pieces of work that are not done.
    n_open: usize,
    /// Why it could not be read, or not to its end.
    failure: Option<String>,
}

/// How a file ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Others of its pieces are being read.
    NotYet,
    /// It was read.
    Done,
    /// It could not be read, or not to its end, for this reason.
    Failed(String),
}

/// The files that are being read, and the work that waits.
#[derive(Default)]
pub(super) struct Sources {
    files: BTreeMap<u32, Source>,
    queue: VecDeque<Task>,
}

impl Sources {
    /// Takes a file in.
    pub(super) fn add(&mut self, file: u32, path: String, input: Input, most: usize) {
        let source = Source { path, input, attempts: 0, n_open: 0, failure: None };
        self.files.insert(file, source);
        self.enqueue(file, most);
    }

    /// Queues the work on a file, for at most so many readers; nothing if it is not known.
    pub(super) fn enqueue(&mut self, file: u32, most: usize) {
        let Some(source) = self.files.get_mut(&file) else { return };
        let n = n_pieces(&source.path, &source.input, most);
        (source.n_open, source.failure) = (n as usize, None);
        let piece = |first| Task { file, parts: Parts { first, step: n } };
        self.queue.extend((0..n).map(piece));
    }

    /// The next piece of work.
    pub(super) fn next(&mut self) -> Option<Task> {
        self.queue.pop_front()
    }

    /// Pieces of work that wait.
    pub(super) fn n_waiting(&self) -> usize {
        self.queue.len()
    }

    /// A file.
    pub(super) fn get_mut(&mut self, file: u32) -> Option<&mut Source> {
        self.files.get_mut(&file)
    }

    /// Goes on with a file behind the part on which its reader was lost.
    pub(super) fn resume(&mut self, task: Task, part: u32) {
        self.queue.push_front(Task { parts: task.parts.after(part), ..task });
    }

    /// A piece of work is done, or failed for a reason.
    pub(super) fn end(&mut self, file: u32, failure: Option<String>) -> Ended {
        let Some(source) = self.files.get_mut(&file) else { return Ended::NotYet };
        source.n_open = source.n_open.saturating_sub(1);
        source.failure = source.failure.take().or(failure);
        if source.n_open > 0 {
            return Ended::NotYet;
        }
        match source.failure.take() {
            Some(reason) => Ended::Failed(reason),
            None => {
                self.files.remove(&file);
                Ended::Done
            }
        }
    }

    /// Forgets files.
    pub(super) fn forget(&mut self, files: &[u32]) {
        self.queue.retain(|task| !files.contains(&task.file));
        files.iter().for_each(|file| drop(self.files.remove(file)));
    }

    /// Takes all work out of the queue; the files that it was for, each once.
    pub(super) fn take_queue(&mut self) -> Vec<u32> {
        let mut files: Vec<u32> = self.queue.drain(..).map(|task| task.file).collect();
        files.sort_unstable();
        files.dedup();
        files
    }
}

/// How many readers are to read a file.
fn n_pieces(path: &str, input: &Input, most: usize) -> u32 {
    let Input::File(file) = input else { return 1 };
    if !path.to_ascii_lowercase().ends_with(".zip") || file.size() < WORTH_CUTTING {
        return 1;
    }
    let copies = (MOST_COPIES / file.size()) as usize;
    most.min(copies).max(1) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Input {
        Input::Text("Words.".to_owned())
    }

    #[test]
    fn a_file_ends_with_its_last_piece() {
        let mut sources = Sources::default();
        sources.add(3, "a.txt".to_owned(), text(), 4);
        assert_eq!(sources.next(), Some(Task { file: 3, parts: Parts::ALL }));
        assert_eq!(sources.next(), None);
        assert_eq!(sources.end(3, None), Ended::Done);
    }

    #[test]
    fn a_failed_file_can_be_queued_again() {
        let mut sources = Sources::default();
        sources.add(3, "a.txt".to_owned(), text(), 4);
        sources.next();
        assert_eq!(sources.end(3, Some("no".to_owned())), Ended::Failed("no".to_owned()));
        sources.enqueue(3, 4);
        assert_eq!(sources.n_waiting(), 1);
        sources.next();
        assert_eq!(sources.end(3, None), Ended::Done);
    }

    #[test]
    fn work_goes_on_behind_a_part_that_broke_a_reader() {
        let mut sources = Sources::default();
        sources.add(3, "a.zip".to_owned(), text(), 4);
        let task = Task { file: 3, parts: Parts { first: 1, step: 2 } };
        sources.next();
        sources.resume(task, 5);
        let rest = sources.next().map(|task| task.parts);
        assert_eq!(rest, Some(Parts { first: 7, step: 2 }));
    }
}
