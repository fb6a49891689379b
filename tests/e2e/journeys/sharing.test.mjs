// A report shared in part: what goes with it, what the page says of it, and how it is whole again.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { paths } from "../browser.mjs";
import { analyze, examples } from "../fixtures.mjs";
import { at } from "../page.mjs";
import { inChromium } from "./setup.mjs";

const chromium = inChromium();

const folder = async (name) => {
  const made = path.join(chromium.folder, name);
  await mkdir(made, { recursive: true });
  return made;
};

const FORMATS = {
  json: "exportJson",
  csv: "exportCsv",
  markdown: "exportMarkdown",
  html: "exportHtml",
  annotations: "exportAnnotations",
};
const MODES = { whole: "shareWhole", quotes: "shareQuotes", hashes: "shareHashes" };

/** Sentences of the articles that stand in no finding: they must not be in what was shared. */
function needless(whole, part) {
  return whole.articles.flatMap((article, i) => {
    const masked = [...part.articles[i].text];
    return article.sentences
      .filter(({ start, end }) => masked.slice(start, end).every((c) => c === "█"))
      .map((sentence) => sentence.exact);
  });
}

test("every form, shared whole, in quotes or as hashes, is the command line's bytes", async () => {
  const files = await examples(await folder("forms"));
  const downloads = await folder("downloads-forms");
  await chromium.visit(async (nutgraf) => {
    await nutgraf.drop(files);
    await nutgraf.settled(files.length);
    for (const [mode, choice] of Object.entries(MODES)) {
      for (const [format, button] of Object.entries(FORMATS)) {
        const { bytes, name } = await nutgraf.download(downloads, button, choice);
        const expected = await analyze(files, "--format", format, "--share", mode);
        assert.ok(bytes.equals(expected), `${mode} ${format}: page and command line differ`);
        assert.equal(name.includes(`-${mode}`), mode !== "whole", name);
      }
    }
  });
});

test("what the page shares holds no sentence that no finding needs", async () => {
  const files = await examples(await folder("needless"));
  const whole = JSON.parse(await analyze(files));
  const part = JSON.parse(await analyze(files, "--share", "quotes"));
  const left = needless(whole, part);
  assert.ok(left.length > 3, "the examples hold sentences that no finding needs");
  for (const format of Object.keys(FORMATS)) {
    const text = (await analyze(files, "--share", "quotes", "--format", format)).toString();
    for (const sentence of left) assert.ok(!text.includes(sentence), `${format}: ${sentence}`);
  }
});

for (const mode of ["quotes", "hashes"]) {
  test(`a report shared as ${mode} opens, says so, and is whole again beside its files`, async () => {
    const made = await folder(`again-${mode}`);
    const files = await examples(made);
    const report = path.join(await folder(`again-${mode}-report`), "part.json");
    await writeFile(report, await analyze(files, "--share", mode));
    await chromium.visit(async (nutgraf, page) => {
      await nutgraf.drop([report]);
      await nutgraf.settled(1);
      await nutgraf.compared("speakers");
      const note = await page.$eval(at("sharedNote"), (element) => element.innerText);
      assert.match(note, /text was not shared/);
      assert.match(note, /[0-9a-f]{64}/);
      assert.ok((await nutgraf.claims()).length > 0, "claims are there");
      const shown = await page.$eval("body", (body) => body.innerText);
      assert.ok(!shown.includes("█") && shown.includes("[…]"));
      await nutgraf.drop(files);
      await page.waitForFunction((note) => !document.querySelector(note), {}, at("sharedNote"));
      await nutgraf.compared("speakers");
      assert.equal((await nutgraf.rows()).length, files.length, "each article is there once");
      const again = await nutgraf.download(await folder(`again-${mode}-downloads`));
      assert.ok(again.bytes.equals(await analyze(files)), "it is the report of the files again");
    });
  });
}

test("render writes the page's export of a report with a change in it", async () => {
  const files = await examples(await folder("edited"));
  const downloads = await folder("downloads-edited");
  await chromium.visit(async (nutgraf, page) => {
    await nutgraf.drop(files);
    await nutgraf.settled(files.length);
    await page.click('[data-test="edit-outlet"]');
    const input = await page.waitForSelector('[data-test="edit-value"]', { visible: true });
    await input.evaluate((element) => (element.value = "The Edited Post"));
    await page.click('[data-test="edit-save"]');
    await nutgraf.nextFrame();
    const json = await nutgraf.download(downloads);
    for (const format of ["html", "markdown", "csv", "annotations"]) {
      const { bytes } = await nutgraf.download(downloads, FORMATS[format], "shareQuotes");
      const rendered = execFileSync(paths.nutgraf, [
        ...["render", json.file, "--format", format, "--share", "quotes"],
      ]);
      assert.ok(bytes.equals(rendered), `${format}: page and command line differ`);
      if (format !== "annotations") assert.ok(bytes.includes("The Edited Post"), format);
    }
  });
});

test("the printable page runs nothing and asks for nothing", async () => {
  const made = await folder("printable");
  const file = path.join(made, "hostile.txt");
  const hostile = "<img src=x onerror=\"document.title='hit'\"> rises\n\n";
  await writeFile(file, `${hostile}"<script>document.title='hit'</script> is safe," Ada Stone said.\n`);
  const html = path.join(made, "report.html");
  await writeFile(html, await analyze([file], "--format", "html"));
  const page = await chromium.browser.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`file://${html}`);
  assert.equal(await page.title(), "Nutgraf report");
  assert.equal(await page.$$eval("script, img, link, iframe", (found) => found.length), 0);
  assert.equal(requests.length, 1, requests.join(" "));
  assert.ok((await readFile(html, "utf8")).includes("&lt;script&gt;"));
  await page.close();
});
