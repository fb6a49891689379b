// Runs the measuring wasm in Node, on the engine that Chromium has too.
// usage: node run.mjs EVAL.wasm SUBJECT DATA
import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";

const [file, subject, data] = process.argv.slice(2);
const wasi = new WASI({ version: "preview1", args: ["eval", subject, "/data"], preopens: { "/data": data } });
const { instance } = await WebAssembly.instantiate(await readFile(file), wasi.getImportObject());
process.exitCode = wasi.start(instance);
