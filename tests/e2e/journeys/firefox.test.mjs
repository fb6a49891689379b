// The same file in Firefox: files in, the command line's bytes out.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { fileUrl, firefox, serve, temporaryFolder, watch } from "../browser.mjs";
import { analyze, corpus } from "../fixtures.mjs";
import { Nutgraf } from "../page.mjs";

let browser, server, temporary, downloads, files;

before(async () => {
  temporary = await temporaryFolder();
  downloads = path.join(temporary.folder, "downloads");
  const made = path.join(temporary.folder, "corpus");
  await Promise.all([downloads, made].map((folder) => mkdir(folder)));
  files = await corpus(made);
  browser = await firefox(downloads);
  server = await serve();
});

after(async () => {
  await browser?.close();
  await server?.close();
  await temporary?.close();
});

for (const from of ["file", "server"]) {
  test(`the corpus chosen in Firefox from ${from} gives the command line's bytes`, async () => {
    const page = await browser.newPage();
    const watcher = await watch(page);
    const nutgraf = new Nutgraf(page, "firefox");
    await nutgraf.open(from === "file" ? fileUrl() : server.url);
    await nutgraf.choose(files);
    await nutgraf.settled(files.length);
    const { bytes } = await nutgraf.download(downloads);
    assert.ok(Buffer.compare(bytes, await analyze(files)) === 0, "the reports differ");
    await watcher.check();
    await page.close();
  });
}
