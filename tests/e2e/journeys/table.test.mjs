// The table of all claims: its filters, orders and rows, by mouse, keyboard and touch.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { rows } from "../fixtures.mjs";
import { at } from "../page.mjs";
import { inChromium } from "./setup.mjs";

const chromium = inChromium();

const openTable = async (nutgraf) => {
  await nutgraf.click("examples");
  await nutgraf.settled(3);
  await nutgraf.compared("speakers");
  // On a phone, the way there lies in another part of the page.
  await nutgraf.page.evaluate((tab) => document.querySelector(tab).click(), at("claimsTable"));
  await nutgraf.page.waitForSelector(at("claimRow"));
};

/** The speakers of the rows, each once. */
const speakers = async ({ page }) => {
  const all = await page.$$eval(".cell-speaker", (cells) => cells.map((cell) => cell.innerText.trim()));
  return [...new Set(all.map((words) => words.replace(/^\S+\s+/, "")))];
};

const nRows = ({ page }) => page.$$eval(at("claimRow"), (found) => found.length);

test("a speaker is found by a part of the name, chosen by keyboard and cleared again", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openTable(nutgraf);
    const all = await nRows(nutgraf);
    const found = await nutgraf.suggest("speakerFilter", "brandt");
    assert.equal(found.length, 1, found.join("; "));
    assert.match(found[0], /Ilse Brandt \d+/);
    const field = await page.$eval(at("speakerFilter"), (input) => ({
      expanded: input.ariaExpanded,
      active: document.getElementById(input.getAttribute("aria-activedescendant"))?.role,
      list: document.getElementById(input.getAttribute("aria-controls"))?.role,
    }));
    assert.deepEqual(field, { expanded: "true", active: "option", list: "listbox" });
    await page.keyboard.press("Enter");
    await nutgraf.nextFrame();
    assert.deepEqual(await speakers(nutgraf), ["Ilse Brandt"]);
    const chosen = await page.$eval(at("speakerFilter"), (input) => [input.value, input.ariaExpanded]);
    assert.deepEqual(chosen, ["Ilse Brandt", "false"]);
    await nutgraf.click("speakerFilterClear");
    await nutgraf.nextFrame();
    assert.equal(await nRows(nutgraf), all);
    assert.equal(await page.$eval(at("speakerFilter"), (input) => input.value), "");
  });
});

test("arrow keys go round the names, Escape closes them and then clears", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openTable(nutgraf);
    await page.focus(at("speakerFilter"));
    const active = () =>
      page.$eval(at("speakerFilter"), (input) => {
        const id = input.getAttribute("aria-activedescendant");
        return [...document.querySelectorAll('[role="option"]')].findIndex((option) => option.id === id);
      });
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), 0);
    await page.keyboard.press("ArrowUp");
    const last = (await page.$$(at("option"))).length - 1;
    assert.equal(await active(), last);
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), 0);
    await page.keyboard.press("Enter");
    await nutgraf.nextFrame();
    assert.equal((await speakers(nutgraf)).length, 1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await nutgraf.nextFrame();
    const state = () =>
      page.$eval(at("speakerFilter"), (input) => [input.ariaExpanded, input.value !== ""]);
    assert.deepEqual(await state(), ["false", true]);
    await page.keyboard.press("Escape");
    await nutgraf.nextFrame();
    assert.deepEqual(await state(), ["false", false]);
    assert.ok((await speakers(nutgraf)).length > 1);
  });
});

test("where no claim fits the choice, one press shows all again", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openTable(nutgraf);
    const all = await nRows(nutgraf);
    await nutgraf.suggest("speakerFilter", "brandt");
    await page.keyboard.press("Enter");
    await page.select(at("kindFilter"), "author");
    await nutgraf.click("allClaims");
    await nutgraf.nextFrame();
    assert.equal(await nRows(nutgraf), all);
    const shown = await page.$eval(at("kindFilter"), (select) => select.value);
    assert.deepEqual([shown, await page.$eval(at("speakerFilter"), (input) => input.value)], ["all", ""]);
  });
});

test("what was typed and not chosen changes nothing", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openTable(nutgraf);
    const all = await nRows(nutgraf);
    assert.deepEqual(await nutgraf.suggest("articleFilter", "no such headline"), []);
    await page.keyboard.press("Tab");
    await nutgraf.nextFrame();
    assert.equal(await nRows(nutgraf), all);
    assert.equal(await page.$eval(at("articleFilter"), (input) => input.value), "");
  });
});

test("on a phone a name is chosen by a tap, and the cue of each claim is not cut short", async () => {
  const journey = async (nutgraf, page) => {
    await openTable(nutgraf);
    const cut = await page.$$eval(".cell-cue", (cues) =>
      cues.filter((cue) => cue.scrollWidth > cue.clientWidth + 1).map((cue) => cue.innerText),
    );
    assert.deepEqual(cut, []);
    await page.tap(at("speakerFilter"));
    const option = await page.waitForSelector(at("option"), { visible: true });
    const box = await option.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
    await option.tap();
    await nutgraf.nextFrame();
    assert.equal((await speakers(nutgraf)).length, 1);
  };
  await chromium.visit(journey, { width: 390, height: 800 });
});

test("of a thousand names a hundred are suggested, and the others are found by typing", async () => {
  const folder = path.join(chromium.folder, "names");
  await mkdir(folder, { recursive: true });
  const file = await rows(folder, 400);
  await chromium.visit(async (nutgraf, page) => {
    await nutgraf.drop([file]);
    await nutgraf.settled(1, 180_000);
    await nutgraf.click("claimsTable");
    await page.waitForSelector(at("claimRow"));
    assert.equal((await nutgraf.suggest("articleFilter", "council")).length, 100);
    await page.keyboard.type(" number 217");
    await nutgraf.nextFrame();
    const found = await page.$$eval(at("option"), (options) => options.map((option) => option.innerText));
    assert.equal(found.length, 1, found.join("; "));
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (row) => {
        const titles = [...document.querySelectorAll(`${row} .cell-article`)].map((cell) => cell.innerText);
        return titles.length > 0 && titles.every((title) => title.endsWith("number 217"));
      },
      { timeout: 10_000 },
      at("claimRow"),
    );
  });
});

test("the heads sort, and a second press turns the order round", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openTable(nutgraf);
    // The author's own claims have no cue, and stand before all.
    const cues = async () =>
      (await page.$$eval(".cell-cue", (cells) => cells.map((cell) => cell.innerText.toLowerCase()))).filter(
        (cue) => cue !== "the article's own",
      );
    const press = async () => {
      await page.click('[data-test="sort-cue"]');
      await nutgraf.nextFrame();
    };
    await press();
    const up = await cues();
    assert.deepEqual(up, [...up].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    await press();
    assert.deepEqual(await cues(), up.reverse());
  });
});
