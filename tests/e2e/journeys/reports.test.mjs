// Articles in, report out: the same bytes as the command line's, by every road.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { root } from "../browser.mjs";
import { analyze, corpus, examples, scan } from "../fixtures.mjs";
import { inChromium } from "./setup.mjs";

const chromium = inChromium();

const folder = async (name) => {
  const made = path.join(chromium.folder, name);
  await mkdir(made, { recursive: true });
  return made;
};

/** Where two byte strings first differ, with what stands there. */
function sameBytes(actual, expected, what) {
  if (Buffer.compare(actual, expected) === 0) return;
  let i = 0;
  while (actual[i] === expected[i]) i++;
  const around = (bytes) => bytes.subarray(Math.max(0, i - 80), i + 80).toString();
  assert.fail(`${what} differ at byte ${i}:\npage:    …${around(actual)}\nnutgraf: …${around(expected)}`);
}

for (const from of ["file", "server"]) {
  test(`the corpus dropped on the page from ${from} gives the command line's bytes`, async () => {
    const files = await corpus(await folder(`corpus-${from}`));
    await chromium.visit(
      async (nutgraf) => {
        await nutgraf.drop(files);
        await nutgraf.settled(files.length);
        const { bytes, name } = await nutgraf.download(await folder(`downloads-${from}`));
        assert.match(name, /\.json$/);
        sameBytes(bytes, await analyze(files), "the reports");
      },
      { from },
    );
  });
}

const shared = path.resolve(root, "../shared/articles");
const skip = existsSync(shared) ? false : `there is no ${shared}`;
test("real articles that lie beside the project give the command line's bytes", { skip }, async () => {
  const files = (await readdir(shared)).sort().map((name) => path.join(shared, name));
  await chromium.visit(async (nutgraf) => {
    await nutgraf.drop(files);
    await nutgraf.settled(files.length);
    const { bytes } = await nutgraf.download(await folder("downloads-shared"));
    sameBytes(bytes, await analyze(files), "the reports");
  });
});

test("the static host is asked for one file and no more", async () => {
  assert.deepEqual([...new Set(chromium.server.requests)], ["/nutgraf.html"]);
});

test("files through the file input give the same bytes as dropped ones, in any order", async () => {
  const files = await examples(await folder("examples"));
  await chromium.visit(async (nutgraf) => {
    await nutgraf.choose([...files].reverse());
    await nutgraf.settled(files.length);
    const { bytes } = await nutgraf.download(await folder("downloads-input"));
    sameBytes(bytes, await analyze(files), "the reports");
  });
});

test("a file that fails is named with its reason, and the rest goes on", async () => {
  const made = await folder("failing");
  const files = [await scan(made), ...(await examples(made))];
  await chromium.visit(async (nutgraf) => {
    await nutgraf.drop(files);
    await nutgraf.settled(files.length);
    const failed = (await nutgraf.rows()).filter((row) => row.state === "failed");
    assert.deepEqual(failed.map((row) => row.title), ["scan.pdf"]);
    assert.match(failed[0].text, /scan\.pdf \w+ \w+ \w+/, "the reason stands beside it");
    assert.deepEqual(await nutgraf.counts(), { articles: 3, failed: 1, cancelled: 0 });
    const { bytes } = await nutgraf.download(await folder("downloads-failing"));
    sameBytes(bytes, await analyze(files), "the reports");
  });
});

test("a report that is dropped again shows the same and downloads the same bytes", async () => {
  const files = await examples(await folder("reopened"));
  let saved;
  let before;
  await chromium.visit(async (nutgraf) => {
    await nutgraf.drop(files);
    await nutgraf.settled(files.length);
    before = await nutgraf.rows();
    saved = await nutgraf.download(await folder("downloads-saved"));
  });
  await chromium.visit(async (nutgraf) => {
    await nutgraf.drop([saved.file]);
    await nutgraf.settled(1);
    assert.deepEqual(sorted(await nutgraf.rows()), sorted(before));
    const again = await nutgraf.download(await folder("downloads-again"));
    sameBytes(again.bytes, saved.bytes, "the reports");
  });
});

test("a report and new articles mix", async () => {
  const made = await folder("mixed");
  const files = await examples(made);
  let saved;
  await chromium.visit(async (nutgraf) => {
    await nutgraf.drop(files.slice(0, 2));
    await nutgraf.settled(2);
    saved = await nutgraf.download(await folder("downloads-two"));
  });
  await chromium.visit(async (nutgraf) => {
    await nutgraf.drop([saved.file, files[2]]);
    await nutgraf.settled(2);
    const { bytes } = await nutgraf.download(await folder("downloads-three"));
    sameBytes(bytes, await analyze(files), "the reports");
  });
});

const sorted = (rows) => [...rows].sort((a, b) => a.title.localeCompare(b.title));
