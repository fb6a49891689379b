// The page's first message is the compiled engine, and the packed reader of PDF; starting the engine
// sets the handler of all other messages. `bindings` is wasm-bindgen's for the engine, `pdfReader()`
// makes that of a new reader of PDF.
//
// The engine calls `nutgrafPdf`: the reader is compiled when the first PDF comes, and lives for one
// PDF, so that what a broken file does to it ends with that file.
self.onmessage = (event) => {
  self.onmessage = null;
  const { engine, pdf } = event.data;
  let module;
  self.nutgrafPdf = {
    isCompiled: () => module !== undefined,
    // The reader as gzip.
    packed() {
      const base64 = new FileReaderSync().readAsText(pdf);
      return Uint8Array.fromBase64
        ? Uint8Array.fromBase64(base64)
        : Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    },
    compile(wasm) {
      module = new WebAssembly.Module(wasm);
    },
    read(bytes, maxPages) {
      const reader = pdfReader();
      reader.initSync({ module });
      return reader.read_pdf(bytes, maxPages);
    },
  };
  bindings.initSync({ module: engine });
};
