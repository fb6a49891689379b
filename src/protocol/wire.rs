//! How messages become JavaScript values and come back, the same on both sides.
//!
//! Structs and maps are plain objects, byte strings are one Uint8Array each. Their buffers are in
//! [`Message::transfer`], so that they are handed over instead of copied.

use std::fmt;

use js_sys::{Array, Object, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// A message as `postMessage` takes it.
#[derive(Clone, Debug)]
pub struct Message {
    /// The message itself.
    pub value: JsValue,
    /// The buffers in it that change hands.
    pub transfer: Array,
}

/// Why a value did not cross.
#[derive(Debug)]
pub struct WireError(JsValue);

impl fmt::Display for WireError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = js_sys::JSON::stringify(&self.0).ok().and_then(|text| text.as_string());
        let error = self.0.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
        formatter.write_str(&error.or(said).unwrap_or_else(|| "unknown error".to_owned()))
    }
}

impl std::error::Error for WireError {}

impl From<JsValue> for WireError {
    fn from(error: JsValue) -> Self {
        Self(error)
    }
}

impl From<serde_wasm_bindgen::Error> for WireError {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self(error.into())
    }
}

/// Makes a message of a [`super::Request`] or an [`super::Event`].
pub fn to_js<T: Serialize>(message: &T) -> Result<Message, WireError> {
    let serializer = Serializer::new().serialize_maps_as_objects(true);
    let value = message.serialize(&serializer)?;
    let transfer = Array::new();
    collect_buffers(&value, 2, &transfer);
    Ok(Message { value, transfer })
}

/// Reads a [`super::Request`] or an [`super::Event`] out of what was posted.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, WireError> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}

/// Byte strings are fields of an event, or of the command in a request: at most `depth` deep.
fn collect_buffers(value: &JsValue, depth: usize, transfer: &Array) {
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        transfer.push(&bytes.buffer());
    } else if depth > 0 && value.is_object() && !Array::is_array(value) {
        for field in Object::values(value.unchecked_ref()) {
            collect_buffers(&field, depth - 1, transfer);
        }
    }
}
