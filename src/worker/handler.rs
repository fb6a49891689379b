//! Answers requests, without a browser.

use crate::protocol::{Event, Request};

/// What a worker holds between requests.
#[derive(Default)]
pub struct Handler {}

impl Handler {
    /// A worker that has been asked nothing yet.
    pub fn new() -> Self {
        Self {}
    }

    /// Answers one request: any number of events, of which the last alone is
    /// [`Event::Finished`] or [`Event::Failed`].
    pub fn handle(&mut self, request: Request, emit: &mut dyn FnMut(Event)) {
        emit(Event::Failed { id: request.id, reason: "it is not built yet".to_owned() });
    }
}
