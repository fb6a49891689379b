// The page's first message is the compiled module; starting it sets the handler of all others.
// `bindings` is wasm-bindgen's.
self.onmessage = (event) => {
  self.onmessage = null;
  bindings.initSync({ module: event.data });
};
