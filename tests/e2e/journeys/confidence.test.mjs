// How sure a claim is: in words, with the number on demand; what hides the unsure and says so.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { analyze, examples } from "../fixtures.mjs";
import { at } from "../page.mjs";
import { inChromium } from "./setup.mjs";

const chromium = inChromium();
const LEVELS = [0.95, 0.72, 0.31, null];

/** A report of the examples whose claims are rated in turn; and how many of each rating. */
async function rated() {
  const report = JSON.parse(await analyze(await examples(chromium.folder)));
  let n = 0;
  for (const article of report.articles) {
    for (const claim of article.claims) claim.confidence = LEVELS[n++ % LEVELS.length];
  }
  const file = path.join(chromium.folder, "rated.json");
  await writeFile(file, JSON.stringify(report));
  const count = (articles, level) =>
    articles.flatMap((a) => a.claims).filter((claim) => claim.confidence === level).length;
  return { file, report, count };
}

const words = (page, selector) => page.$$eval(selector, (all) => all.map((e) => e.innerText.trim()));

test("claims say how sure they are, the unsure can be hidden, and the page says how many", async () => {
  const { file, report, count } = await rated();
  await chromium.visit(async (nutgraf, page) => {
    await nutgraf.drop([file]);
    await nutgraf.settled(1);
    await nutgraf.compared("speakers");
    const headline = await page.$eval('[data-test="headline"]', (e) => e.innerText);
    const open = report.articles.filter((a) => a.metadata.title === headline);

    const marks = await words(page, `${at("card")} ${at("sureness")}`);
    assert.equal(marks.filter((m) => m === "unsure").length, count(open, 0.31));
    assert.equal(marks.filter((m) => m === "fairly sure").length, count(open, 0.72));
    assert.ok(marks.every((mark) => !mark.includes("%")), "the number waits to be asked for");
    await page.click(`${at("card")} ${at("sureness")}`);
    assert.match((await words(page, `${at("card")} ${at("sureness")}`))[0], /· \d+ %/);

    const before = (await nutgraf.claims()).length;
    await page.select(at("sureFilter"), "fairly sure");
    await nutgraf.nextFrame();
    assert.equal((await nutgraf.claims()).length, before - count(open, 0.31));
    const hidden = count(open, 0.31);
    assert.match((await words(page, at("nHidden")))[0], new RegExp(`^${hidden} claims? hidden`));
    const unsure = await page.$$eval(`${at("mark")}.unsure`, (marks) => marks.length);
    assert.ok(unsure > 0, "hidden claims lose their underline in the text");

    const all = report.articles;
    await nutgraf.click("claimsTable");
    await page.waitForSelector(at("claimRow"));
    const n = count(all, 0.31);
    assert.match((await words(page, at("nHidden")))[0], new RegExp(`^${n} claims? hidden`));
    assert.equal((await words(page, `${at("claimRow")} ${at("sureness")}`)).includes("unsure"), false);

    await nutgraf.click("speakers");
    await page.waitForSelector('[data-test="speaker"]');
    assert.match((await words(page, at("nHidden")))[0], /hidden/);

    await page.select(at("sureFilter"), "unsure");
    await nutgraf.nextFrame();
    assert.equal((await words(page, at("nHidden")))[0], "");
  });
});

test("measured error rates stand where confidence is explained, and in About", async () => {
  const { file } = await rated();
  await chromium.visit(async (nutgraf, page) => {
    await nutgraf.drop([file]);
    await nutgraf.settled(1);
    for (const button of ["howSure", "about"]) {
      await nutgraf.click(button);
      const panel = await page.waitForSelector(at("errorRates"), { visible: true });
      const text = await panel.evaluate((element) => element.innerText);
      assert.match(text, /Quotes\s+\d+ %/);
      assert.match(text, /not measured|\d+ %/);
      assert.match(text, /articles: .*measured on \d+ \w+ \d{4}/);
      await page.keyboard.press("Escape");
      await page.waitForSelector(at("errorRates"), { hidden: true });
    }
  });
});
