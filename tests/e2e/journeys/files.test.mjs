// Files of every format and archives of them, on the page as on the command line.

import assert from "node:assert/strict";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { zipSync } from "fflate";

import { root } from "../browser.mjs";
import { analyze, examples, zip } from "../fixtures.mjs";
import { at } from "../page.mjs";
import { inChromium } from "./setup.mjs";

const chromium = inChromium();

const folder = async (name) => {
  const made = path.join(chromium.folder, name);
  await mkdir(made, { recursive: true });
  return made;
};

/** One file of each format, copied into `to`. */
async function oneOfEach(to) {
  const formats = path.join(root, "tests/formats");
  const files = [];
  for (const entry of (await readdir(formats, { withFileTypes: true })).filter((e) => e.isDirectory())) {
    const of = await readdir(path.join(formats, entry.name));
    const name = of.sort().find((file) => !file.endsWith(".txt"));
    const file = path.join(to, name);
    await copyFile(path.join(formats, entry.name, name), file);
    files.push(file);
  }
  return files;
}

test("a file of every format gives the command line's bytes", async () => {
  const files = await oneOfEach(await folder("formats"));
  assert.ok(files.length >= 11, files.join(" "));
  await chromium.visit(async (nutgraf) => {
    await nutgraf.drop(files);
    await nutgraf.settled(files.length);
    const { bytes } = await nutgraf.download(await folder("downloads-formats"));
    const report = JSON.parse(bytes);
    assert.deepEqual(report.failures, []);
    const formats = new Set(report.articles.map((article) => article.file.format));
    for (const format of ["pdf", "docx", "odt", "epub", "rtf", "eml", "mhtml", "feed", "json", "csv"]) {
      assert.ok(formats.has(format), `no ${format} among ${[...formats]}`);
    }
    assert.ok(bytes.equals(await analyze(files)), "the reports differ");
  });
});

test("an archive is read entry by entry; what cannot be read is named, and the rest is there", async () => {
  const others = {
    "news/scan.png": Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    "news/inner.zip": zipSync({ "deep.txt": await readFile((await examples(await folder("inner")))[0]) }),
    "__MACOSX/news/._article": Buffer.from("Mac"),
  };
  const archive = await zip(await folder("archive"), 30, others);
  await chromium.visit(async (nutgraf, page) => {
    await nutgraf.drop([archive]);
    await nutgraf.settled(1);
    assert.deepEqual(await nutgraf.counts(), { articles: 31, failed: 1, cancelled: 0 });
    const failed = await page.waitForSelector(at("failureRow"));
    const text = await failed.evaluate((row) => row.innerText);
    assert.match(text, /scan\.png/);
    assert.match(text, /PNG/);
    const { bytes } = await nutgraf.download(await folder("downloads-archive"));
    assert.ok(bytes.equals(await analyze([archive])), "the reports differ");
    const paths = JSON.parse(bytes).articles.map((article) => article.file.path);
    assert.ok(paths.includes("news.zip/news/inner.zip/deep.txt"), paths.join(" "));
  });
});

test("a broken archive, a bomb and a locked door end in words", async () => {
  const made = await folder("broken");
  const whole = await readFile(await zip(await folder("whole"), 3));
  const files = {
    "cut.zip": whole.subarray(0, whole.length >> 1),
    "empty.zip": Buffer.from(zipSync({})),
    "broken.pdf": Buffer.from("%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R>> endobj"),
    "deep.json": Buffer.from(`[${'{"text":['.repeat(100000)}`),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(made, name), bytes);
  const dropped = [...Object.keys(files).map((name) => path.join(made, name)), ...(await examples(made))];
  await chromium.visit(async (nutgraf) => {
    await nutgraf.drop(dropped);
    await nutgraf.settled(dropped.length);
    const { bytes } = await nutgraf.download(await folder("downloads-broken"));
    const report = JSON.parse(bytes);
    const named = new Set(report.failures.map((failure) => failure.file.path.split("/")[0]));
    assert.deepEqual([...named].sort(), Object.keys(files).sort());
    assert.ok(report.failures.every((failure) => failure.reason.length > 10));
    assert.ok(report.articles.length >= 3);
    assert.ok(bytes.equals(await analyze(dropped)), "the reports differ");
  });
});
