//! The pool of readers: one file each at a time, started when there is work for them.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::{TimeoutHandle, set_timeout_with_handle, window};
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::link::{FromWorker, Link};
use super::{Inner, Input, MOST_FAILED_STARTS, START_LIMIT};
use crate::app::state::Update;
use crate::app::strings;
use crate::protocol::{Bytes, Command, Event, Request, RequestId};

/// A file must be read within this time; each retry has four times as long.
const DEADLINE: Duration = Duration::from_secs(30);
const MOST_READERS: usize = 8;

/// The pool.
pub(super) struct Readers {
    pool: Vec<Reader>,
    most: usize,
    next_number: u32,
    failed_starts: u32,
    queue: VecDeque<u32>,
    sources: BTreeMap<u32, Source>,
}

struct Reader {
    number: u32,
    link: Link,
    is_ready: bool,
    job: Option<Job>,
    /// Of starting, then of each job.
    timer: Option<TimeoutHandle>,
}

#[derive(Clone, Copy)]
struct Job {
    file: u32,
    request: RequestId,
}

struct Source {
    path: String,
    input: Input,
    attempts: u32,
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
            queue: VecDeque::new(),
            sources: BTreeMap::new(),
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
        for (file, path, input) in files {
            self.readers.sources.insert(file, Source { path, input, attempts: 0 });
            self.readers.queue.push_back(file);
        }
        self.readers.failed_starts = 0;
        self.pump();
    }

    pub(super) fn enqueue_again(&mut self, files: &[u32]) {
        let known = files.iter().filter(|file| self.readers.sources.contains_key(file));
        let known: Vec<u32> = known.copied().collect();
        self.readers.queue.extend(known);
        self.readers.failed_starts = 0;
        self.pump();
    }

    pub(super) fn cancel_reading(&mut self) {
        let busy = self.readers.pool.iter().filter(|r| r.job.is_some()).map(|r| r.number);
        for number in busy.collect::<Vec<_>>() {
            if let Some(job) = self.readers.end(number) {
                self.push(Update::Cancelled { file: job.file });
            }
        }
        for file in std::mem::take(&mut self.readers.queue) {
            self.push(Update::Cancelled { file });
        }
        // A fresh one, ready for what comes next.
        self.start_reader();
    }

    pub(super) fn forget(&mut self, files: &[u32]) {
        self.readers.queue.retain(|file| !files.contains(file));
        files.iter().for_each(|file| drop(self.readers.sources.remove(file)));
        let theirs = |r: &&Reader| r.job.is_some_and(|job| files.contains(&job.file));
        let busy = self.readers.pool.iter().filter(theirs).map(|r| r.number);
        for number in busy.collect::<Vec<_>>() {
            self.readers.end(number);
        }
        self.pump();
    }

    /// Gives work to every free reader, and starts readers while there is more work than readers.
    fn pump(&mut self) {
        while !self.readers.queue.is_empty() {
            let free = self.readers.pool.iter().find(|r| r.is_ready && r.job.is_none());
            let Some(number) = free.map(|r| r.number) else { break };
            let Some(file) = self.readers.queue.pop_front() else { break };
            self.begin(number, file);
        }
        let coming = self.readers.pool.iter().filter(|r| !r.is_ready).count();
        let wanted = self.readers.queue.len().saturating_sub(coming);
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
                let reader = Reader { number, link, is_ready: false, job: None, timer };
                self.readers.pool.push(reader);
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

    fn begin(&mut self, number: u32, file: u32) {
        let request = self.request_id();
        let Some(source) = self.readers.sources.get_mut(&file) else { return };
        let limit = DEADLINE * 4_u32.pow(source.attempts.min(3));
        source.attempts += 1;
        let (path, input) = (source.path.clone(), source.input.clone());
        let timer = self.reader_timer(number, limit, strings::took_too_long);
        if let Some(reader) = self.readers.reader(number) {
            reader.job = Some(Job { file, request });
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
        if reader.job.is_none_or(|job| job.request != request) {
            return;
        }
        let Some(bytes) = bytes else {
            self.end_job(number, |file| Update::Failed {
                file,
                reason: strings::NOT_READ_FROM_DISK.to_owned(),
            });
            return;
        };
        let command = Command::Read { path, bytes: Bytes::new() };
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
                let job = reader.job.filter(|job| event.request() == Some(job.request));
                if let Some(job) = job {
                    self.hear_of_file(number, job.file, event, bytes);
                }
            }
        }
    }

    fn hear_of_file(&mut self, number: u32, file: u32, event: Event, bytes: Option<Uint8Array>) {
        match event {
            Event::Progress { done, total, .. } => {
                self.push(Update::Progress { file, done, total })
            }
            Event::Article { card, .. } => {
                let key = self.take_article(bytes.unwrap_or_default());
                self.push(Update::Article { file, key, card });
            }
            Event::Reopened { failures, edits, .. } => {
                self.push(Update::Reopened { failures, edits });
            }
            Event::Finished { .. } => {
                self.readers.sources.remove(&file);
                self.end_job(number, |file| Update::Finished { file });
            }
            Event::Failed { reason, .. } => {
                self.end_job(number, |file| Update::Failed { file, reason });
            }
            Event::Ready { .. }
            | Event::Compared { .. }
            | Event::Hits { .. }
            | Event::Exported { .. } => {}
        }
    }

    fn end_job(&mut self, number: u32, update: impl FnOnce(u32) -> Update) {
        let Some(reader) = self.readers.reader(number) else { return };
        reader.stop_timer();
        if let Some(job) = reader.job.take() {
            self.push(update(job.file));
        }
        self.pump();
    }

    /// Ends a reader that is of no more use; its file failed, the rest goes on.
    fn lose_reader(&mut self, number: u32, reason: &str) {
        let was_ready = self.readers.reader(number).is_some_and(|r| r.is_ready);
        if let Some(job) = self.readers.end(number) {
            self.push(Update::Failed { file: job.file, reason: reason.to_owned() });
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
        for file in std::mem::take(&mut self.readers.queue) {
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
