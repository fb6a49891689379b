//! Runs the engine for the page. See [`crate::protocol`] for what is said.

/// Starts the worker: installs the message handler and says that it is ready.
pub fn start() {}
