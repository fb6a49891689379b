//! Runs the engine for the page, inside a Web Worker. See [`crate::protocol`] for what is said.
//!
//! Here is only what touches JavaScript: a message in becomes a [`Request`], every [`Event`] that
//! the [`Handler`] emits becomes a message out. The worker's boot script hands over the compiled
//! module, whose `main` is [`start`]. A panic is thrown to JavaScript and thereby becomes the
//! `error` event of the worker on the page, which ends the worker and starts another.

mod handler;
mod pdf;
mod search;

use std::cell::RefCell;
use std::panic;

use js_sys::global;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

pub use handler::Handler;

use crate::protocol::wire;
use crate::protocol::{self, Event, Request};

/// Starts the worker: installs the message handler and says that it is ready.
pub fn start() {
    panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
    let handler = RefCell::new(Handler::new(Some(Box::new(pdf::PdfModule))));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        match wire::from_js::<Request>(message.data()) {
            Ok(request) => handler.borrow_mut().handle(request, &mut |event| send(&event)),
            Err(error) => {
                wasm_bindgen::throw_str(&format!("a request was not understood: {error}"))
            }
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The handler lives as long as the worker.
    on_message.forget();
    send(&Event::Ready { build: protocol::build() });
}

fn send(event: &Event) {
    let sent = wire::to_js(event).and_then(|message| {
        Ok(scope().post_message_with_transfer(&message.value, &message.transfer)?)
    });
    if let Err(error) = sent {
        wasm_bindgen::throw_str(&format!("an event was not sent: {error}"));
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}
