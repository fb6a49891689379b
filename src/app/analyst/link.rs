//! [`Link`]: one worker, and what it says.

use js_sys::{Reflect, Uint8Array};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use crate::app::strings;
use crate::protocol::wire::{self, WireError};
use crate::protocol::{self, Event, Request};

#[wasm_bindgen]
extern "C" {
    /// Starts a worker; its first message is [`Event::Ready`].
    #[wasm_bindgen(js_namespace = nutgraf, js_name = startWorker, catch)]
    fn start_worker() -> Result<Worker, JsValue>;
}

/// What comes from a worker.
pub(super) enum FromWorker {
    /// It started, and is of the page's build.
    Ready,
    /// An event. The bytes of an article or an export are beside it, outside of wasm memory.
    Event(Event, Option<Uint8Array>),
    /// It is of no more use, for this reason.
    Broken(String),
}

type Listener<E> = Closure<dyn FnMut(E)>;

/// One worker. Ended when dropped.
pub(super) struct Link {
    worker: Worker,
    closures: Option<(Listener<MessageEvent>, Listener<ErrorEvent>)>,
}

impl Link {
    /// Starts a worker; what it says goes to `heard`.
    pub(super) fn start(heard: impl Fn(FromWorker) + Clone + 'static) -> Result<Self, String> {
        let worker = start_worker().map_err(|error| format!("{error:?}"))?;
        let heard_error = heard.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            heard(understand(&message.data()));
        });
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |error: ErrorEvent| {
            error.prevent_default();
            heard_error(FromWorker::Broken(error.message()));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, closures: Some((on_message, on_error)) })
    }

    /// Sends a request. `bytes` take the place of the command's field of that name; they are
    /// handed over if `hand_over`, else copied.
    pub(super) fn send(
        &self,
        request: &Request,
        bytes: Option<(&str, &Uint8Array)>,
        hand_over: bool,
    ) -> Result<(), WireError> {
        let message = wire::to_js(request)?;
        let transfer = js_sys::Array::new();
        if let Some((field, bytes)) = bytes {
            let command = Reflect::get(&message.value, &"command".into())?;
            Reflect::set(&command, &field.into(), bytes)?;
            if hand_over {
                transfer.push(&bytes.buffer());
            }
        }
        Ok(self.worker.post_message_with_transfer(&message.value, &transfer)?)
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        // One of the closures may be running: they go when it has returned.
        let closures = self.closures.take();
        spawn_local(async move { drop(closures) });
    }
}

fn understand(message: &JsValue) -> FromWorker {
    let bytes = take_bytes(message, "article").or_else(|| take_bytes(message, "bytes"));
    match wire::from_js::<Event>(message.clone()) {
        Ok(Event::Ready { build }) if build == protocol::build() => FromWorker::Ready,
        Ok(Event::Ready { .. }) => FromWorker::Broken(strings::BUILD_DIFFERS.to_owned()),
        Ok(event) => FromWorker::Event(event, bytes),
        Err(error) => FromWorker::Broken(error.to_string()),
    }
}

/// Takes a byte string out of a message, so that it does not pass through wasm memory.
fn take_bytes(message: &JsValue, field: &str) -> Option<Uint8Array> {
    let bytes = Reflect::get(message, &field.into()).ok()?.dyn_into::<Uint8Array>().ok()?;
    Reflect::set(message, &field.into(), &Uint8Array::new_with_length(0)).ok()?;
    Some(bytes)
}
