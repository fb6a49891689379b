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
    assert.deepEqual(await nutgraf.counts(), { articles: 3, failed: 0, cancelled: 0 });
  });
});

test("a claim and its words in the text lead to each other", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    const [first] = await nutgraf.claims();
    await page.click(`${at("card")}[data-card="${first}"] ${at("cardButton")}`);
    await page.waitForSelector(`${at("mark")}[data-claim~="${first}"].chosen`);
    const other = await page.$$eval(
      at("mark"),
      (marks, first) => {
        const claims = marks.flatMap((mark) => mark.dataset.claim.split(" "));
        return claims.findLast((claim) => claim !== first);
      },
      first,
    );
    await page.click(`${at("mark")}[data-claim~="${other}"]`);
    await page.waitForSelector(`${at("card")}.chosen`);
    const chosen = await page.$eval(`${at("card")}.chosen`, (card) => card.dataset.card);
    const words = await page.$eval(`${at("mark")}.chosen`, (mark) => mark.dataset.claim);
    assert.ok(words.split(" ").includes(chosen), `${chosen} is chosen, marked is ${words}`);
  });
});

test("on a phone, a claim in the text leads to its card and back", async () => {
  const journey = async (nutgraf, page) => {
    await openExamples(nutgraf);
    await page.waitForSelector(at("mark"));
    await page.click(at("mark"));
    const card = `${at("card")}.chosen ${at("cardButton")}`;
    await page.waitForSelector(card, { visible: true });
    await page.click(card);
    await page.waitForSelector(`${at("mark")}.chosen`, { visible: true });
  };
  await chromium.visit(journey, { width: 360, height: 740 });
});

test("on a phone, no view is wider than the screen", async () => {
  const journey = async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.compared("agreements");
    for (const view of ["agreements", "conflicts", "copies", "speakers", "timeline", "claimsTable"]) {
      await page.evaluate((link) => document.querySelector(link).click(), at(view));
      await nutgraf.nextFrame();
      const over = await page.$eval("main", (main) => main.scrollWidth - main.clientWidth);
      assert.ok(over <= 0, `${view} is ${over} px wider than the screen`);
    }
  };
  await chromium.visit(journey, { width: 360, height: 740 });
});

test("a question mark tells the keys, and Escape closes what is open", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await page.keyboard.type("?");
    await page.waitForSelector(at("keys"), { visible: true });
    await page.keyboard.press("Escape");
    await page.waitForSelector(at("keys"), { hidden: true });
    await nutgraf.click("exportMenu");
    await page.waitForSelector(at("exportJson"), { visible: true });
    await page.keyboard.press("Escape");
    await page.waitForFunction(
      (summary) => !document.querySelector(summary).closest("details").open,
      { timeout: 10_000 },
      at("exportMenu"),
    );
    assert.ok(await page.$eval(at("exportMenu"), (summary) => summary === document.activeElement));
  });
});

test("a view over all articles is printed as it stands, and else the open article", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.compared("conflicts");
    await nutgraf.read("injures seven");
    await page.emulateMediaType("print");
    const visible = (selector) => page.$eval(selector, (element) => element.checkVisibility());
    assert.deepEqual([await visible(".print"), await visible("main")], [true, false]);
    await page.emulateMediaType("screen");
    await nutgraf.click("conflicts");
    await page.emulateMediaType("print");
    assert.deepEqual([await visible(".print"), await visible("main")], [false, true]);
    assert.equal(await visible("nav.side"), false);
  });
});

test("claims are filtered by speaker", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    const all = await nutgraf.claims();
    const filter = `.margin ${at("speakerFilter")}`;
    const options = await page.$$eval(`${filter} option`, (o) => o.map((x) => x.value));
    const speaker = options.find((value) => value.includes("Brandt"));
    assert.ok(speaker, `nobody called Brandt in ${options}`);
    await page.select(filter, speaker);
    await page.waitForFunction(
      (selector, n) => document.querySelectorAll(selector).length < n,
      {},
      at("card"),
      all.length,
    );
    const texts = await page.$$eval(at("card"), (cards) => cards.map((card) => card.innerText));
    assert.ok(texts.length > 0 && texts.every((text) => text.includes("Brandt")), texts.join("\n"));
  });
});

test("what was taken out can be seen in its place", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    await nutgraf.click("removedToggle");
    await page.waitForSelector(at("removedPiece"), { visible: true });
  });
});

test("what was taken out is put back, counts as text, and is taken out again", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    await nutgraf.click("removedToggle");
    const words = await page.$eval(at("removedPiece"), (piece) => piece.lastElementChild.innerText);
    const isText = (is) =>
      page.waitForFunction(
        (words, is) =>
          is ===
          [...document.querySelectorAll(".text > p[dir], .text > h3")].some((p) => p.innerText.trim() === words),
        {},
        words.trim(),
        is,
      );
    await isText(false);
    await nutgraf.click("putBack");
    await isText(true);
    await page.waitForSelector(at("takeOut"), { visible: true });
    await nutgraf.says(/Put back/);
    await nutgraf.click("takeOut");
    await isText(false);
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    await isText(true);
  });
});

test("a search finds words, speakers and articles", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await page.keyboard.down("Control");
    await page.keyboard.press("k");
    await page.keyboard.up("Control");
    await page.waitForSelector(at("searchInput"), { visible: true });
    await page.type(at("searchInput"), "corrosion");
    await page.waitForSelector(at("hit"));
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.innerText.includes("visible corrosion"),
      {},
      at("article"),
    );
  });
});

test("agreements and conflicts of the examples are there to read", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.compared("conflicts");
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
    await tabTo(page, at("articleRow"));
    await page.keyboard.press("Enter");
    await page.waitForSelector(at("article"), { visible: true });
    await tabTo(page, at("cardButton"));
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${at("card")}.chosen`);
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
