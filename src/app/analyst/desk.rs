//! The desk: one worker that holds the articles, and the questions that wait for it.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};

use super::link::{FromWorker, Link};
use super::{Inner, MOST_FAILED_STARTS, START_LIMIT};
use crate::app::state::Update;
use crate::app::{browser, strings};
use crate::protocol::{Bytes, Command, Event, Request, RequestId};
use crate::report::{Edit, Failure, Shared};

/// A question must be answered within this time; comparing thousands of articles takes a while.
const DEADLINE: Duration = Duration::from_secs(180);

/// The desk's worker, and what waits for it.
#[derive(Default)]
pub(super) struct Desk {
    link: Option<Link>,
    is_ready: bool,
    /// Counts the workers, so that what an ended one said is not heard.
    number: u32,
    failed_starts: u32,
    queue: VecDeque<DeskCommand>,
    current: Option<(RequestId, DeskCommand)>,
    timer: Option<TimeoutHandle>,
    /// Articles on which a desk crashed; they are not put on the next one.
    left_out: BTreeSet<u32>,
}

/// Something for the desk to do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum DeskCommand {
    /// Take in the article with this key.
    Add(u32),
    /// Forget articles.
    Remove(Vec<u32>),
    /// Put back into an article what was taken out: the ids of all that is to be in its text.
    Restore(u32, Vec<String>),
    /// Compare all articles.
    Compare(Vec<Edit>),
    /// Search all articles.
    Search { query: String, limit: u32, edits: Vec<Edit> },
    /// Make a report.
    Export { format: String, shared: Shared, failures: Vec<Failure>, edits: Vec<Edit> },
}

impl DeskCommand {
    /// True if `newer` makes this one pointless.
    fn is_superseded_by(&self, newer: &DeskCommand) -> bool {
        match (self, newer) {
            (DeskCommand::Restore(key, _), DeskCommand::Restore(newer, _)) => key == newer,
            (DeskCommand::Compare(_), DeskCommand::Compare(_))
            | (DeskCommand::Search { .. }, DeskCommand::Search { .. }) => true,
            _ => false,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            DeskCommand::Add(_) | DeskCommand::Remove(_) => strings::DESK_HOLDING,
            DeskCommand::Compare(_) => strings::DESK_COMPARING,
            DeskCommand::Restore(..) => strings::DESK_RESTORING,
            DeskCommand::Search { .. } => strings::DESK_SEARCHING,
            DeskCommand::Export { .. } => strings::DESK_EXPORTING,
        }
    }
}

impl Inner {
    /// Queues something for the desk.
    pub(super) fn ask_desk(&mut self, command: DeskCommand) {
        self.desk.queue.retain(|waiting| !waiting.is_superseded_by(&command));
        self.desk.queue.push_back(command);
        self.pump_desk();
    }

    fn pump_desk(&mut self) {
        if self.desk.link.is_none() {
            self.start_desk();
        }
        if !self.desk.is_ready || self.desk.current.is_some() {
            return;
        }
        let Some(command) = self.desk.queue.pop_front() else { return };
        let id = self.request_id();
        self.desk.current = Some((id, command.clone()));
        self.set_desk_timer(DEADLINE, strings::took_too_long);
        let (command, json) = match command {
            DeskCommand::Add(key) => match self.articles.get(&key) {
                Some(json) => (Command::Add { key, article: Bytes::new() }, Some(json)),
                None => (Command::Remove { keys: vec![key] }, None),
            },
            DeskCommand::Remove(keys) => (Command::Remove { keys }, None),
            DeskCommand::Compare(edits) => (Command::Compare { edits }, None),
            DeskCommand::Restore(key, removed) => (Command::Restore { key, removed }, None),
            DeskCommand::Search { query, limit, edits } => {
                (Command::Search { query, limit, edits }, None)
            }
            DeskCommand::Export { format, shared, failures, edits } => {
                (Command::Export { format, shared, failures, edits }, None)
            }
        };
        let Some(link) = &self.desk.link else { return };
        let bytes = json.map(|json| ("article", json));
        if let Err(error) = link.send(&Request { id, command }, bytes, false) {
            self.lose_desk(&error.to_string());
        }
    }

    fn start_desk(&mut self) {
        if self.desk.failed_starts >= MOST_FAILED_STARTS {
            return;
        }
        self.desk.number += 1;
        let (me, number) = (self.me.clone(), self.desk.number);
        let heard = move |message| {
            if let Some(inner) = me.upgrade() {
                let mut inner = inner.borrow_mut();
                if inner.desk.number == number {
                    inner.hear_desk(message);
                }
            }
        };
        match Link::start(heard) {
            Ok(link) => self.desk.link = Some(link),
            Err(_) => self.desk.failed_starts = MOST_FAILED_STARTS,
        }
        self.set_desk_timer(START_LIMIT, strings::start_limit);
    }

    fn set_desk_timer(&mut self, limit: Duration, reason: fn(u64) -> String) {
        self.stop_desk_timer();
        let (me, number) = (self.me.clone(), self.desk.number);
        let ring = move || {
            if let Some(inner) = me.upgrade() {
                let mut inner = inner.borrow_mut();
                if inner.desk.number == number {
                    inner.lose_desk(&reason(limit.as_secs()));
                }
            }
        };
        self.desk.timer = set_timeout_with_handle(ring, limit).ok();
    }

    fn stop_desk_timer(&mut self) {
        if let Some(timer) = self.desk.timer.take() {
            timer.clear();
        }
    }

    fn hear_desk(&mut self, message: FromWorker) {
        match message {
            FromWorker::Ready => {
                self.desk.is_ready = true;
                self.desk.failed_starts = 0;
                self.stop_desk_timer();
                self.pump_desk();
            }
            FromWorker::Broken(reason) => self.lose_desk(&strings::crashed(&reason)),
            FromWorker::Event(event, bytes) => {
                let current = self.desk.current.as_ref().map(|(id, _)| *id);
                if current.is_some() && event.request() == current {
                    self.hear_answer(event, bytes);
                }
            }
        }
    }

    fn hear_answer(&mut self, event: Event, bytes: Option<Uint8Array>) {
        match event {
            Event::Compared { comparison, ids, .. } => {
                self.push(Update::Compared { comparison: comparison.into_vec(), ids });
            }
            Event::Hits { hits, total, .. } => {
                if let Some((_, DeskCommand::Search { query, .. })) = &self.desk.current {
                    let query = query.clone();
                    self.push_at_once(Update::Hits { query, hits, total });
                }
            }
            Event::Restored { key, card, .. } => {
                self.articles.insert(key, bytes.unwrap_or_default());
                self.push(Update::Restored { key, card });
            }
            Event::Exported { .. } => {
                if let Some((_, DeskCommand::Export { format, shared, .. })) = &self.desk.current {
                    let (name, mime) = strings::export_file(format, *shared);
                    browser::download(&bytes.unwrap_or_default(), &name, mime);
                    self.push(Update::Exported { name });
                }
            }
            Event::Failed { reason, .. } => {
                if let Some((_, command)) = &self.desk.current {
                    let what = command.name();
                    self.push(Update::DeskFailed { what, reason });
                }
                self.answered();
            }
            Event::Finished { .. } => self.answered(),
            Event::Ready { .. }
            | Event::Progress { .. }
            | Event::Part { .. }
            | Event::PartFailed { .. }
            | Event::Article { .. }
            | Event::Reopened { .. } => {}
        }
    }

    fn answered(&mut self) {
        self.desk.current = None;
        self.stop_desk_timer();
        self.pump_desk();
    }

    /// Ends the desk's worker; what it was asked failed. The next one gets all articles again.
    fn lose_desk(&mut self, reason: &str) {
        self.stop_desk_timer();
        if !self.desk.is_ready {
            self.desk.failed_starts += 1;
        }
        self.desk.link = None;
        self.desk.is_ready = false;
        if let Some((_, command)) = self.desk.current.take() {
            if let DeskCommand::Add(key) = command {
                self.desk.left_out.insert(key);
            }
            self.push(Update::DeskFailed { what: command.name(), reason: reason.to_owned() });
        } else if self.desk.failed_starts >= MOST_FAILED_STARTS {
            self.push(Update::DeskFailed {
                what: strings::DESK_HOLDING,
                reason: reason.to_owned(),
            });
        }
        self.desk.queue.retain(|c| !matches!(c, DeskCommand::Add(_) | DeskCommand::Remove(_)));
        let keys = self.articles.keys().filter(|key| !self.desk.left_out.contains(key));
        let adds: Vec<_> = keys.map(|key| DeskCommand::Add(*key)).collect();
        for add in adds.into_iter().rev() {
            self.desk.queue.push_front(add);
        }
        self.pump_desk();
    }
}
