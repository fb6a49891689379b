// Unpacks the page's wasm module and the engine's, starts the page's, and offers the page
// `nutgraf.startWorker()` and `nutgraf.licences()`. `bindings` is wasm-bindgen's.
(() => {
  "use strict";

  if (!document.getElementById("unsupported").hidden) return;

  const text = (id) => document.getElementById(id).textContent;

  const decode = (base64) =>
    Uint8Array.fromBase64
      ? Uint8Array.fromBase64(base64)
      : Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

  const unpack = (id) => {
    const packed = new Blob([decode(text(id))]).stream();
    return new Response(packed.pipeThrough(new DecompressionStream("gzip")));
  };

  const compile = async (id) => WebAssembly.compile(await unpack(id).arrayBuffer());

  const app = compile("nutgraf-app");
  // Compiled once, in parallel to the page, and posted to every worker.
  const engine = compile("nutgraf-worker");
  engine.catch(() => {}); // each worker reports it

  // The reader of PDF stays packed until a worker needs it.
  const pdf = new Blob([text("nutgraf-pdf")]);

  const script = new Blob([text("nutgraf-worker-script")], { type: "text/javascript" });
  const scriptUrl = URL.createObjectURL(script);

  const fail = (worker, error) =>
    worker.dispatchEvent(new ErrorEvent("error", { message: String(error), error }));

  globalThis.nutgraf = Object.freeze({
    // A new worker, at once. Its first message is `Ready`; what goes wrong is its `error` event.
    startWorker() {
      const worker = new Worker(scriptUrl, { name: "nutgraf" });
      engine
        .then((module) => worker.postMessage({ engine: module, pdf }))
        .catch((error) => fail(worker, error));
      return worker;
    },
    // The licences of what is in the file: JSON as a string.
    licences: () => unpack("nutgraf-licences").text(),
  });

  const start = (module) => {
    bindings.initSync({ module });
    document.getElementById("boot").remove();
  };

  app.then(start).catch((error) => {
    document.getElementById("starting").hidden = true;
    document.getElementById("failed").hidden = false;
    document.getElementById("failure").textContent = String(error);
    throw error;
  });
})();
