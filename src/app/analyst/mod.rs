//! [`Analyst`]: the only part of the page that knows that workers exist.
//!
//! In: files to read, questions about all articles. Out: [`Update`]s, in batches, so that a burst
//! of two hundred files does not keep the page's thread busy. A pool of readers takes one file at
//! a time each; the desk holds the articles and answers questions. What a worker does wrong (does
//! not start, crashes, takes too long) ends that worker and nothing else.
//!
//! The JSON of every article is kept here as a `Uint8Array`, outside of the page's wasm memory,
//! so that an article can be opened and a desk that crashed can be filled again.

mod desk;
mod link;
mod readers;
mod sources;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};
use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::set_timeout;

use super::state::Update;
use crate::protocol::RequestId;
use crate::report::{Edit, Failure, Shared};
use desk::{Desk, DeskCommand};
use readers::Readers;

/// A worker must say that it is ready within this time.
const START_LIMIT: Duration = Duration::from_secs(10);
/// Workers that may fail to start, one after the other, before the page gives up.
const MOST_FAILED_STARTS: u32 = 3;
/// Updates are handed on this long after the first of a batch.
const BATCH: Duration = Duration::from_millis(50);

/// Where a file's bytes come from.
#[derive(Clone, Debug)]
pub(super) enum Input {
    /// From the disk, when a reader is free.
    File(web_sys::File),
    /// From the page itself: pasted text, an example.
    Text(String),
}

/// Reads files and answers questions about them, in workers.
pub(super) struct Analyst(Rc<RefCell<Inner>>);

/// What the parts of the analyst share. Borrowed for one step at a time, never across a call
/// into the page.
struct Inner {
    me: Weak<RefCell<Inner>>,
    sink: Rc<dyn Fn(Vec<Update>)>,
    batch: Vec<Update>,
    readers: Readers,
    desk: Desk,
    articles: BTreeMap<u32, Uint8Array>,
    next_request: u32,
    next_key: u32,
}

impl Analyst {
    /// An analyst that hands what happens to `sink`.
    pub(super) fn new(sink: impl Fn(Vec<Update>) + 'static) -> Self {
        Self(Rc::new_cyclic(|me| {
            RefCell::new(Inner {
                me: me.clone(),
                sink: Rc::new(sink),
                batch: Vec::new(),
                readers: Readers::new(),
                desk: Desk::default(),
                articles: BTreeMap::new(),
                next_request: 0,
                next_key: 0,
            })
        }))
    }

    /// Queues files to be read: id, path, bytes.
    pub(super) fn read(&self, files: Vec<(u32, String, Input)>) {
        self.0.borrow_mut().enqueue(files);
    }

    /// Queues files again that failed or were called off.
    pub(super) fn retry(&self, files: &[u32]) {
        self.0.borrow_mut().enqueue_again(files);
    }

    /// Calls off all reading at once.
    pub(super) fn cancel(&self) {
        self.0.borrow_mut().cancel_reading();
    }

    /// Forgets files: those that wait are not read, those being read are called off.
    pub(super) fn forget_files(&self, files: &[u32]) {
        self.0.borrow_mut().forget(files);
    }

    /// Forgets articles.
    pub(super) fn forget_articles(&self, keys: &[u32]) {
        let mut inner = self.0.borrow_mut();
        keys.iter().for_each(|key| drop(inner.articles.remove(key)));
        inner.ask_desk(DeskCommand::Remove(keys.to_vec()));
    }

    /// The JSON of an article.
    pub(super) fn article(&self, key: u32) -> Option<Vec<u8>> {
        self.0.borrow().articles.get(&key).map(Uint8Array::to_vec)
    }

    /// Puts another JSON in the place of an article's.
    pub(super) fn replace_article(&self, key: u32, json: &[u8]) {
        let mut inner = self.0.borrow_mut();
        inner.articles.insert(key, Uint8Array::from(json));
        inner.ask_desk(DeskCommand::Add(key));
    }

    /// Asks that exactly `removed` of what was taken out of an article is in its text.
    pub(super) fn restore(&self, key: u32, removed: Vec<String>) {
        self.0.borrow_mut().ask_desk(DeskCommand::Restore(key, removed));
    }

    /// Asks for a comparison of all articles.
    pub(super) fn compare(&self, edits: Vec<Edit>) {
        self.0.borrow_mut().ask_desk(DeskCommand::Compare(edits));
    }

    /// Asks for a search of all articles.
    pub(super) fn search(&self, query: String, limit: u32, edits: Vec<Edit>) {
        self.0.borrow_mut().ask_desk(DeskCommand::Search { query, limit, edits });
    }

    /// Asks for a report in one of its forms; it goes to the browser's downloads.
    pub(super) fn export(
        &self,
        format: String,
        shared: Shared,
        failures: Vec<Failure>,
        edits: Vec<Edit>,
    ) {
        self.0.borrow_mut().ask_desk(DeskCommand::Export { format, shared, failures, edits });
    }
}

impl Inner {
    fn request_id(&mut self) -> RequestId {
        self.next_request += 1;
        RequestId(self.next_request)
    }

    /// Hands an update on with the next batch.
    fn push(&mut self, update: Update) {
        self.batch.push(update);
        if self.batch.len() == 1 {
            let me = self.me.clone();
            set_timeout(move || flush(&me), BATCH);
        }
    }

    /// Hands an update on at once, with what waits: somebody is typing.
    fn push_at_once(&mut self, update: Update) {
        self.batch.push(update);
        let me = self.me.clone();
        set_timeout(move || flush(&me), Duration::ZERO);
    }

    /// Keeps an article's JSON and puts it on the desk; its key.
    fn take_article(&mut self, json: Uint8Array) -> u32 {
        let key = self.next_key;
        self.next_key += 1;
        self.articles.insert(key, json);
        self.ask_desk(DeskCommand::Add(key));
        key
    }
}

fn flush(inner: &Weak<RefCell<Inner>>) {
    let Some(inner) = inner.upgrade() else { return };
    let (batch, sink) = {
        let mut inner = inner.borrow_mut();
        (std::mem::take(&mut inner.batch), inner.sink.clone())
    };
    // What was handed on at once leaves nothing for later.
    if !batch.is_empty() {
        sink(batch);
    }
}
