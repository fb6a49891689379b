// Reading: claims and their words, filters, what lies across articles, and all of it by keyboard.

import assert from "node:assert/strict";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { examples } from "../fixtures.mjs";
import { at } from "../page.mjs";
import { inChromium } from "./setup.mjs";

const chromium = inChromium();

const files = async () => {
  const made = path.join(chromium.folder, "examples");
  await mkdir(made, { recursive: true });
  return examples(made);
};

const openExamples = async (nutgraf) => {
  await nutgraf.drop(await files());
  await nutgraf.settled(3);
};

test("the examples are one click away", async () => {
  await chromium.visit(async (nutgraf) => {
    await nutgraf.click("examples");
    await nutgraf.settled(3);
    assert.equal((await nutgraf.rows()).filter((row) => row.state === "done").length, 3);
  });
});

test("a claim and its words in the text lead to each other", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("northern-wire.txt");
    const [first] = await nutgraf.claims();
    assert.ok(first, "the article has claims");
    await page.click(`${at("claim")}[data-claim="${first}"]`);
    await page.waitForSelector(`${at("segment")}[data-claims~="${first}"].is-current`);
    const claims = await page.$$eval(at("segment"), (all) =>
      all.map((s) => s.dataset.claims?.split(" ")[0]).filter(Boolean),
    );
    const other = claims.findLast((claim) => claim !== first);
    await page.click(`${at("segment")}[data-claims~="${other}"]`);
    await page.waitForSelector(`${at("claim")}[data-claim="${other}"].is-current`);
  });
});

test("claims are filtered by speaker", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("northern-wire.txt");
    const all = await nutgraf.claims();
    const options = await page.$$eval(`${at("claimFilter")} option`, (o) => o.map((x) => x.value));
    const speaker = options.find((value) => value.includes("Brandt"));
    assert.ok(speaker, `nobody called Brandt in ${options}`);
    await page.select(at("claimFilter"), speaker);
    await page.waitForFunction(
      (selector, n) => document.querySelectorAll(selector).length < n,
      {},
      at("claim"),
      all.length,
    );
    const texts = await page.$$eval(at("claim"), (claims) => claims.map((c) => c.innerText));
    assert.ok(texts.length > 0 && texts.every((text) => text.includes("Brandt")), texts.join("\n"));
  });
});

test("agreements and conflicts of the examples are there to read", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.click("conflicts");
    await page.waitForSelector(at("conflict"));
    const conflicts = await page.$$eval(at("conflict"), (all) => all.map((c) => c.innerText));
    assert.ok(conflicts.some((text) => /seven|nine/i.test(text)), conflicts.join("\n---\n"));
    await nutgraf.click("agreements");
    await page.waitForSelector(at("agreement"));
    const agreements = await page.$$eval(at("agreement"), (all) => all.map((a) => a.innerText));
    assert.ok(agreements.some((text) => text.includes("Friday")), agreements.join("\n---\n"));
  });
});

test("everything from the start to a saved report is done with the keyboard", async () => {
  const downloads = path.join(chromium.folder, "keyboard");
  await mkdir(downloads, { recursive: true });
  await chromium.visit(async (nutgraf, page) => {
    await nutgraf.saveTo(downloads);
    await tabTo(page, at("examples"));
    await page.keyboard.press("Enter");
    await nutgraf.settled(3);
    await tabTo(page, at("row"));
    await page.keyboard.press("Enter");
    await page.waitForSelector(at("article"), { visible: true });
    await tabTo(page, at("claim"));
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${at("claim")}.is-current`);
    await tabTo(page, at("exportMenu"));
    await page.keyboard.press("Enter");
    await tabTo(page, at("exportJson"));
    await page.keyboard.press("Enter");
    for (let i = 0; i < 100 && (await readdir(downloads)).length === 0; i++) await sleep(50);
    assert.equal((await readdir(downloads)).length, 1);
  });
});

/** Presses Tab until the focus is in an element that `selector` matches. */
async function tabTo(page, selector, most = 120) {
  const seen = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const { there, name, visible } = await page.evaluate((selector) => {
      const focus = document.activeElement;
      const { outlineStyle, boxShadow } = getComputedStyle(focus);
      return {
        there: focus.closest(selector) !== null,
        name: focus.dataset?.test ?? focus.tagName,
        visible: outlineStyle !== "none" || boxShadow !== "none",
      };
    }, selector);
    seen.push(name);
    if (there) {
      assert.ok(visible, `${selector} has the focus and does not show it`);
      return;
    }
  }
  assert.fail(`${selector} was not reached by Tab; on the way: ${[...new Set(seen)].join(", ")}`);
}
