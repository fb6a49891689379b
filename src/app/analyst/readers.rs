//! The pool of readers: one file each at a time, started when there is work for them.

use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::{TimeoutHandle, set_timeout_with_handle, window};
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::link::{FromWorker, Link};
use super::sources::{Ended, Sources, Task};
use super::{Inner, Input, MOST_FAILED_STARTS, START_LIMIT};
use crate::app::state::Update;
use crate::app::strings;
use crate::protocol::{Bytes, Command, Event, Request, RequestId};
use crate::report::{FailedFile, Failure};

/// A file, or an entry of an archive, must be read within this time; each retry has four times as
/// long.
const DEADLINE: Duration = Duration::from_secs(30);
const MOST_READERS: usize = 8;
/// Bytes of a file after which a reader is not kept: the memory of a worker never shrinks.
const LARGE: u32 = 4 << 20;

/// The pool.
pub(super) struct Readers {
    pool: Vec<Reader>,
    most: usize,
    next_number: u32,
    failed_starts: u32,
    sources: Sources,
}

struct Reader {
    number: u32,
    link: Link,
    is_ready: bool,
    job: Option<Job>,
    /// Bytes of the largest file that it was handed.
    largest: u32,
    /// Of starting, then of each job.
    timer: Option<TimeoutHandle>,
}

struct Job {
    task: Task,
    request: RequestId,
    /// How long each part of the file may take.
    limit: Duration,
    /// The part that is being read, and its path, if the file has several.
    part: Option<(u32, String)>,
}

impl Readers {
    pub(super) fn new() -> Self {
        let cores = window().navigator().hardware_concurrency();
        let most = if cores >= 2.0 { (cores as usize - 1).min(MOST_READERS) } else { 1 };
        Self {
            pool: Vec::new(),
            most,
            next_number: 0,
            failed_starts: 0,
            sources: Sources::default(),
        }
    }

    fn reader(&mut self, number: u32) -> Option<&mut Reader> {
        self.pool.iter_mut().find(|r| r.number == number)
    }

    /// Ends a reader at once; what it was working on.
    fn end(&mut self, number: u32) -> Option<Job> {
        let at = self.pool.iter().position(|r| r.number == number)?;
        let mut reader = self.pool.swap_remove(at);
        reader.stop_timer();
        reader.job
    }
}

impl Reader {
    fn stop_timer(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }
}

impl Inner {
    pub(super) fn enqueue(&mut self, files: Vec<(u32, String, Input)>) {
        let most = self.readers.most;
        for (file, path, input) in files {
            self.readers.sources.add(file, path, input, most);
        }
        self.readers.failed_starts = 0;
        self.pump();
    }

    pub(super) fn enqueue_again(&mut self, files: &[u32]) {
        let most = self.readers.most;
        files.iter().for_each(|file| self.readers.sources.enqueue(*file, most));
        self.readers.failed_starts = 0;
        self.pump();
    }

    pub(super) fn cancel_reading(&mut self) {
        let busy = self.readers.pool.iter().filter(|r| r.job.is_some()).map(|r| r.number);
        let mut files = Vec::new();
        for number in busy.collect::<Vec<_>>() {
            files.extend(self.readers.end(number).map(|job| job.task.file));
        }
        files.extend(self.readers.sources.take_queue());
        files.sort_unstable();
        files.dedup();
        files.into_iter().for_each(|file| self.push(Update::Cancelled { file }));
        // A fresh one, ready for what comes next.
        self.start_reader();
    }

    pub(super) fn forget(&mut self, files: &[u32]) {
        self.readers.sources.forget(files);
        let theirs = |r: &&Reader| r.job.as_ref().is_some_and(|j| files.contains(&j.task.file));
        let busy = self.readers.pool.iter().filter(theirs).map(|r| r.number);
        for number in busy.collect::<Vec<_>>() {
            self.readers.end(number);
        }
        self.pump();
    }

    /// Gives work to every free reader, and starts readers while there is more work than readers.
    fn pump(&mut self) {
        while self.readers.sources.n_waiting() > 0 {
            let free = self.readers.pool.iter().find(|r| r.is_ready && r.job.is_none());
            let Some(number) = free.map(|r| r.number) else { break };
            let Some(task) = self.readers.sources.next() else { break };
            self.begin(number, task);
        }
        let coming = self.readers.pool.iter().filter(|r| !r.is_ready).count();
        let wanted = self.readers.sources.n_waiting().saturating_sub(coming);
        for _ in 0..wanted {
            if !self.start_reader() {
                break;
            }
        }
    }

    /// Starts a reader; false if there are enough, or it cannot be started.
    fn start_reader(&mut self) -> bool {
        if self.readers.pool.len() >= self.readers.most {
            return false;
        }
        let number = self.readers.next_number;
        self.readers.next_number += 1;
        let me = self.me.clone();
        let heard = move |message| {
            if let Some(inner) = me.upgrade() {
                inner.borrow_mut().hear_reader(number, message);
            }
        };
        match Link::start(heard) {
            Ok(link) => {
                let timer = self.reader_timer(number, START_LIMIT, strings::start_limit);
                let (is_ready, job, largest) = (false, None, 0);
                self.readers.pool.push(Reader { number, link, is_ready, job, largest, timer });
                true
            }
            Err(error) => {
                self.give_up(&error);
                false
            }
        }
    }

    /// Ends a reader after `limit`, for the reason that `reason` makes of the seconds.
    fn reader_timer(
        &self,
        number: u32,
        limit: Duration,
        reason: fn(u64) -> String,
    ) -> Option<TimeoutHandle> {
        let me = self.me.clone();
        let ring = move || {
            if let Some(inner) = me.upgrade() {
                inner.borrow_mut().lose_reader(number, &reason(limit.as_secs()));
            }
        };
        set_timeout_with_handle(ring, limit).ok()
    }

    fn begin(&mut self, number: u32, task: Task) {
        let request = self.request_id();
        let file = task.file;
        let Some(source) = self.readers.sources.get_mut(file) else { return };
        let limit = DEADLINE * 4_u32.pow(source.attempts.min(3));
        source.attempts += 1;
        let (path, input) = (source.path.clone(), source.input.clone());
        let timer = self.reader_timer(number, limit, strings::took_too_long);
        if let Some(reader) = self.readers.reader(number) {
            reader.job = Some(Job { task, request, limit, part: None });
            reader.timer = timer;
        }
        self.push(Update::Started { file });
        let me = self.me.clone();
        spawn_local(async move {
            let bytes = bytes_of(input).await;
            if let Some(inner) = me.upgrade() {
                inner.borrow_mut().hand_to_reader(number, request, path, bytes);
            }
        });
    }

    fn hand_to_reader(
        &mut self,
        number: u32,
        request: RequestId,
        path: String,
        bytes: Option<Uint8Array>,
    ) {
        let Some(reader) = self.readers.reader(number) else { return };
        let Some(parts) =
            reader.job.as_ref().filter(|j| j.request == request).map(|j| j.task.parts)
        else {
            return;
        };
        let Some(bytes) = bytes else {
            self.end_job(number, Some(strings::NOT_READ_FROM_DISK.to_owned()));
            return;
        };
        reader.largest = reader.largest.max(bytes.length());
        let command = Command::Read { path, bytes: Bytes::new(), parts };
        let sent =
            reader.link.send(&Request { id: request, command }, Some(("bytes", &bytes)), true);
        if let Err(error) = sent {
            self.lose_reader(number, &error.to_string());
        }
    }

    fn hear_reader(&mut self, number: u32, message: FromWorker) {
        let Some(reader) = self.readers.reader(number) else { return };
        match message {
            FromWorker::Ready => {
                reader.is_ready = true;
                reader.stop_timer();
                self.readers.failed_starts = 0;
                self.pump();
            }
            FromWorker::Broken(reason) => self.lose_reader(number, &strings::crashed(&reason)),
            FromWorker::Event(event, bytes) => {
                let job = reader.job.as_ref().filter(|j| event.request() == Some(j.request));
                if let Some(file) = job.map(|job| job.task.file) {
                    self.hear_of_file(number, file, event, bytes);
                }
            }
        }
    }

    fn hear_of_file(&mut self, number: u32, file: u32, event: Event, bytes: Option<Uint8Array>) {
        match event {
            Event::Progress { done, total, .. } => {
                let reader = self.readers.reader(number);
                // How far one of many entries is would be said of the file.
                if reader.and_then(|r| r.job.as_ref()).is_some_and(|job| job.part.is_none()) {
                    self.push(Update::Progress { file, done, total });
                }
            }
            Event::Part { part, of, path, .. } => self.begin_part(number, file, part, of, path),
            Event::PartFailed { failure, .. } => self.push(Update::PartFailed { file, failure }),
            Event::Article { card, .. } => {
                let key = self.take_article(bytes.unwrap_or_default());
                self.push(Update::Article { file, key, card });
            }
            Event::Reopened { failures, edits, .. } => {
                self.push(Update::Reopened { failures, edits });
            }
            Event::Finished { .. } => self.end_job(number, None),
            Event::Failed { reason, .. } => self.end_job(number, Some(reason)),
            Event::Ready { .. }
            | Event::Compared { .. }
            | Event::Restored { .. }
            | Event::Hits { .. }
            | Event::Exported { .. } => {}
        }
    }

    /// A reader goes on to the next part of a file: its clock begins anew.
    fn begin_part(&mut self, number: u32, file: u32, part: u32, of: u32, path: String) {
        let Some(reader) = self.readers.reader(number) else { return };
        reader.stop_timer();
        let Some(job) = &mut reader.job else { return };
        job.part = Some((part, path));
        let limit = job.limit;
        let timer = self.reader_timer(number, limit, strings::took_too_long);
        if let Some(reader) = self.readers.reader(number) {
            reader.timer = timer;
        }
        self.push(Update::Progress { file, done: part, total: of });
    }

    fn end_job(&mut self, number: u32, failure: Option<String>) {
        let Some(reader) = self.readers.reader(number) else { return };
        reader.stop_timer();
        if let Some(job) = reader.job.take() {
            self.end_task(job.task, failure);
        }
        self.pump();
        self.rest();
    }

    /// When all is read, one small reader stays, for what comes next: the others hold memory that
    /// is wanted for the comparison.
    fn rest(&mut self) {
        let is_busy = self.readers.pool.iter().any(|r| r.job.is_some());
        if is_busy || self.readers.sources.n_waiting() > 0 {
            return;
        }
        let small = self.readers.pool.iter().find(|r| r.is_ready && r.largest < LARGE);
        let kept = small.map(|r| r.number);
        let rest = self.readers.pool.iter().map(|r| r.number).filter(|n| Some(*n) != kept);
        for number in rest.collect::<Vec<_>>() {
            self.readers.end(number);
        }
    }

    fn end_task(&mut self, task: Task, failure: Option<String>) {
        let file = task.file;
        match self.readers.sources.end(file, failure) {
            Ended::NotYet => {}
            Ended::Done => self.push(Update::Finished { file }),
            Ended::Failed(reason) => self.push(Update::Failed { file, reason }),
        }
    }

    /// Ends a reader that is of no more use. The file, or the part of it, on which it was lost
    /// failed; the rest goes on.
    fn lose_reader(&mut self, number: u32, reason: &str) {
        let was_ready = self.readers.reader(number).is_some_and(|r| r.is_ready);
        match self.readers.end(number) {
            Some(Job { task, part: Some((part, path)), .. }) => {
                let file = FailedFile::at(&path, None);
                let failure = Failure { file, reason: reason.to_owned() };
                self.push(Update::PartFailed { file: task.file, failure });
                self.readers.sources.resume(task, part);
            }
            Some(Job { task, part: None, .. }) => self.end_task(task, Some(reason.to_owned())),
            None => {}
        }
        if !was_ready {
            self.readers.failed_starts += 1;
        }
        if self.readers.failed_starts >= MOST_FAILED_STARTS {
            self.give_up(reason);
        } else {
            self.pump();
        }
    }

    /// No reader starts: everything that waits fails, with the reason.
    fn give_up(&mut self, reason: &str) {
        for file in self.readers.sources.take_queue() {
            self.push(Update::Failed { file, reason: reason.to_owned() });
        }
    }
}

async fn bytes_of(input: Input) -> Option<Uint8Array> {
    match input {
        Input::Text(text) => Some(Uint8Array::from(text.as_bytes())),
        Input::File(file) => {
            let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
            Some(Uint8Array::new(&buffer))
        }
    }
}
