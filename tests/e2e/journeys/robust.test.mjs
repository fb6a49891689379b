// When things go wrong: cancelling, crashes, no network, and many files at once.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { analyze, examples, long, many, rows } from "../fixtures.mjs";
import { at } from "../page.mjs";
import { inChromium } from "./setup.mjs";

const chromium = inChromium();

const folder = async (name) => {
  const made = path.join(chromium.folder, name);
  await mkdir(made, { recursive: true });
  return made;
};

test("cancelling answers within 200 ms, and the page goes on", async () => {
  const made = await folder("cancel");
  const files = [await long(made, 4000), ...(await many(path.join(made, "many"), 60))];
  const more = await examples(await folder("after-cancel"));
  await chromium.visit(async (nutgraf, page) => {
    await nutgraf.drop(files);
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.checkVisibility(),
      { polling: "raf" },
      at("cancel"),
    );
    const took = await nutgraf.cancel();
    console.log(`cancelling took ${Math.round(took)} ms`);
    assert.ok(took < 200, `it took ${took} ms`);
    assert.ok((await nutgraf.counts()).cancelled > 0, "something was cancelled");
    const { articles } = await nutgraf.counts();
    await nutgraf.drop(more);
    await nutgraf.settled(more.length);
    assert.equal((await nutgraf.counts()).articles, articles + more.length);
  });
});

test("a worker that crashes takes one file with it at most, and is replaced", async () => {
  const made = await folder("crash");
  const first = await many(path.join(made, "first"), 20);
  const second = await examples(made);
  await chromium.visit(
    async (nutgraf, page) => {
      await nutgraf.drop(first);
      const crash = () => setTimeout(() => { throw new Error("a crash on purpose"); });
      await Promise.allSettled(page.workers().map((worker) => worker.evaluate(crash)));
      await nutgraf.settled(first.length);
      const before = await nutgraf.counts();
      assert.equal(before.articles + before.failed, first.length, JSON.stringify(before));
      await nutgraf.drop(second);
      await nutgraf.settled(second.length);
      assert.equal((await nutgraf.counts()).articles, before.articles + second.length);
      const { bytes } = await nutgraf.download(await folder("downloads-crash"));
      assert.equal(JSON.parse(bytes).articles.length, before.articles + second.length);
    },
    { expected: /a crash on purpose/ },
  );
});

test("a file that takes longer than its time is given up, and the rest goes on", async () => {
  const made = await folder("deadline");
  const files = await examples(made);
  const first = await many(path.join(made, "first"), 4);
  await chromium.visit(async (nutgraf, page) => {
    await nutgraf.drop(first);
    await nutgraf.settled(first.length);
    const before = (await nutgraf.counts()).articles;
    const hang = () => setTimeout(() => { for (;;); });
    await Promise.allSettled(page.workers().map((worker) => worker.evaluate(hang)));
    await nutgraf.drop(files);
    await nutgraf.settled(files.length, 100_000);
    const { articles, failed } = await nutgraf.counts();
    assert.equal(articles + failed, before + files.length);
    assert.ok(failed > 0 && articles > before, `${articles} read, ${failed} given up`);
    const late = (await nutgraf.rows()).find((row) => row.state === "failed");
    assert.match(late.text, /second/);
  });
});

test("once loaded, it works with the network off", async () => {
  const files = await examples(await folder("offline"));
  const visit = async (nutgraf, page) => {
    await page.setOfflineMode(true);
    await nutgraf.drop(files);
    await nutgraf.settled(files.length);
    const { bytes } = await nutgraf.download(await folder("downloads-offline"));
    assert.deepEqual(bytes, await analyze(files));
  };
  await chromium.visit(visit, { from: "server" });
});

test("200 articles, some of them equal, are read while the page stays at hand", async () => {
  const files = await many(await folder("many"), 200);
  await chromium.visit(
    async (nutgraf) => {
      const from = performance.now();
      await nutgraf.drop(files);
      await nutgraf.settled(files.length, 180_000);
      const seconds = (performance.now() - from) / 1000;
      const { longTasks, gaps } = await nutgraf.smoothness();
      const worst = (list) => Math.max(0, ...list);
      console.log(
        `200 articles in ${seconds.toFixed(1)} s; long tasks: ${longTasks.length}, the longest ` +
          `${worst(longTasks)} ms; frames later than 50 ms: ${gaps.length}, the latest ${worst(gaps)} ms`,
      );
      assert.deepEqual(await nutgraf.counts(), { articles: 200, failed: 0, cancelled: 0 });
      assert.ok(worst(longTasks) < 500, `a task of ${worst(longTasks)} ms`);
    },
    { prepare: (nutgraf) => nutgraf.recordSmoothness() },
  );
});

test("a table of 400 articles is read and compared, and no view draws all there is at once", async () => {
  const file = await rows(await folder("rows"), 400);
  await chromium.visit(
    async (nutgraf, page) => {
      await nutgraf.drop([file]);
      await nutgraf.settled(1, 180_000);
      assert.equal((await nutgraf.counts()).articles, 400);
      await nutgraf.compared("conflicts");
      // Claims are collected while the page is idle.
      await page.waitForFunction(
        (tab) => Number(document.querySelector(`${tab} .n`).textContent.replaceAll(",", "")) >= 400,
        { timeout: 30_000, polling: 50 },
        at("claimsTable"),
      );
      const count = (name) => page.$$eval(at(name), (found) => found.length);
      for (const [view, row] of [["conflicts", "conflict"], ["agreements", "agreement"], ["claimsTable", "claimRow"]]) {
        await nutgraf.click(view);
        await page.waitForSelector(at(row));
        const drawn = await count(row);
        const all = await page.$eval(`${at(view)} .n`, (n) => Number(n.textContent.replaceAll(",", "")));
        assert.ok(drawn <= 60 && drawn < all, `${view}: ${drawn} of ${all} are drawn`);
      }
      await nutgraf.click("conflicts");
      const drawn = await count("conflict");
      await nutgraf.click("more");
      assert.ok((await count("conflict")) > drawn, "more are drawn at a click");
      await nutgraf.click("claimsTable");
      // The end of the list is as near as its beginning.
      await page.$eval(".claim-rows", (list) => (list.scrollTop = list.scrollHeight));
      await page.waitForFunction(
        () => {
          const last = [...document.querySelectorAll(".claim-rows .virtual-row")].at(-1);
          return last?.ariaPosInSet === last?.ariaSetSize;
        },
        { timeout: 10_000, polling: 50 },
      );
      const { longTasks } = await nutgraf.smoothness();
      const worst = Math.max(0, ...longTasks);
      console.log(`400 rows: long tasks: ${longTasks.length}, the longest ${worst} ms`);
      assert.ok(worst < 500, `a task of ${worst} ms`);
    },
    { prepare: (nutgraf) => nutgraf.recordSmoothness() },
  );
});
