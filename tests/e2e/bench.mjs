// `cargo xtask bench`: how fast the built page is, in Chromium, opened from disk.
//
// usage: node bench.mjs [FOLDER]   FOLDER: articles to drop; without it, the page's examples
//
// Prints the median of three runs of each figure. Times are of this machine: compare runs of two
// builds on one machine, not numbers from different ones.

import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { chromium, fileUrl, temporaryFolder } from "./browser.mjs";
import { examples, long, many, pdf, rows, zip } from "./fixtures.mjs";
import { Nutgraf, at } from "./page.mjs";

const RUNS = 3;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${Math.round(value)} ms`;

/** Runs `measure` on a fresh page `RUNS` times; the median of each figure that it gives. */
async function repeat(browser, measure) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    try {
      runs.push(await measure(new Nutgraf(page), page));
    } finally {
      await context.close();
    }
  }
  const figures = Object.keys(runs[0]);
  return Object.fromEntries(figures.map((name) => [name, median(runs.map((run) => run[name]))]));
}

/** Milliseconds until `selector` is on the page. */
const untilThere = async (page, selector) => {
  const from = performance.now();
  await page.waitForSelector(selector, { timeout: 60_000 });
  return performance.now() - from;
};

/** Milliseconds after navigation at which the page can be used. */
async function start(nutgraf, page) {
  await page.evaluateOnNewDocument((selector) => {
    const look = () => {
      if (document.querySelector(selector)) globalThis.usableAt = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, at("examples"));
  await nutgraf.open(fileUrl());
  await page.waitForFunction(() => globalThis.usableAt !== undefined);
  return { usable: await page.evaluate(() => globalThis.usableAt) };
}

/** Milliseconds after a drop until the first article can be opened, and until all are read. */
async function drop(files, nutgraf, page) {
  await nutgraf.open(fileUrl());
  const first = untilThere(page, at("articleRow"));
  const from = performance.now();
  await nutgraf.drop(files);
  await nutgraf.settled(files.length);
  const all = performance.now() - from;
  return { first: await first, all };
}

/** Tasks on the page's thread while 200 articles are read, by a trace of the browser. */
async function crowd(files, nutgraf, page) {
  await nutgraf.open(fileUrl());
  await page.tracing.start({ categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
  const from = performance.now();
  await nutgraf.drop(files);
  await nutgraf.settled(files.length, 180_000);
  const all = performance.now() - from;
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
  const renderers = traceEvents.filter(
    (e) => e.name === "thread_name" && e.args.name === "CrRendererMain",
  );
  const busy = (thread) =>
    traceEvents.filter(
      (e) => e.name === "RunTask" && e.ph === "X" && e.pid === thread.pid && e.tid === thread.tid,
    );
  // Of several renderers, the page's is the busiest.
  const total = (thread) => busy(thread).reduce((sum, e) => sum + e.dur, 0);
  const thread = renderers.reduce((a, b) => (total(b) > total(a) ? b : a));
  const tasks = busy(thread).map((e) => e.dur / 1000).filter((d) => d >= 1).sort((a, b) => a - b);
  return {
    all,
    tasks: tasks.length,
    p99: tasks[Math.min(tasks.length - 1, Math.floor(tasks.length * 0.99))] ?? 0,
    longest: tasks.at(-1) ?? 0,
  };
}

/** Milliseconds until a cancel is answered in the middle of much work. */
async function cancel(files, nutgraf, page) {
  await nutgraf.open(fileUrl());
  await nutgraf.drop(files);
  await page.waitForFunction(
    (selector) => document.querySelector(selector)?.checkVisibility(),
    { polling: "raf" },
    at("cancel"),
  );
  return { cancel: await nutgraf.cancel() };
}

/** Processes of this browser that draw pages, by their numbers. */
async function renderers() {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/**
 * Milliseconds until a file is read, and the most memory that the page's process holds resident, of
 * which Linux alone tells. Other renderers are idle and smaller.
 */
async function memory(file, nutgraf) {
  await nutgraf.open(fileUrl());
  const from = performance.now();
  await nutgraf.drop([file]);
  await nutgraf.settled(1, 600_000);
  const all = performance.now() - from;
  let peak = 0;
  for (const pid of await renderers()) {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    peak = Math.max(peak, Number(status.match(/VmHWM:\s+(\d+) kB/)?.[1] ?? 0) / 1024);
  }
  const { articles } = await nutgraf.counts();
  return { all, peak, articles };
}

/** Milliseconds until the rows of one file are read, compared, and each view of them is drawn. */
async function table(file, nutgraf, page) {
  await nutgraf.open(fileUrl());
  const from = performance.now();
  await nutgraf.drop([file]);
  await nutgraf.settled(1, 600_000);
  const all = performance.now() - from;
  await nutgraf.compared("speakers");
  const compared = performance.now() - from;
  let view = 0;
  for (const name of ["claimsTable", "agreements", "conflicts", "speakers", "timeline"]) {
    const drawn = await page.evaluate(async (tab) => {
      const from = performance.now();
      document.querySelector(tab).click();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now() - from;
    }, at(name));
    view = Math.max(view, drawn);
  }
  return { all, compared, view };
}

const browser = await chromium();
const { folder, close } = await temporaryFolder();
try {
  const given = process.argv[2];
  const names = given ? (await readdir(given)).sort() : [];
  const articles = given ? names.map((name) => path.join(given, name)) : await examples(folder);
  const crowded = await many(path.join(folder, "many"), 200);
  const heavy = [];
  for (const name of ["one", "two", "three", "four"]) {
    await mkdir(path.join(folder, name));
    heavy.push(await long(path.join(folder, name), 4000));
  }

  const started = await repeat(browser, start);
  console.log(`usable ${ms(started.usable)} after opening`);
  const dropped = await repeat(browser, (nutgraf, page) => drop(articles, nutgraf, page));
  console.log(
    `${articles.length} articles dropped: the first after ${ms(dropped.first)}, all after ${ms(dropped.all)}`,
  );
  const crowd200 = await repeat(browser, (nutgraf, page) => crowd(crowded, nutgraf, page));
  console.log(
    `200 articles dropped: all after ${ms(crowd200.all)}; of ${crowd200.tasks} tasks of 1 ms or more on ` +
      `the page's thread 99 % took at most ${ms(crowd200.p99)}, the longest ${ms(crowd200.longest)}`,
  );
  const cancelled = await repeat(browser, (nutgraf, page) => cancel(heavy, nutgraf, page));
  console.log(`cancel answered after ${ms(cancelled.cancel)}`);
  const lines = await rows(path.join(folder, "rows"), 1000);
  const tabled = await repeat(browser, (nutgraf, page) => table(lines, nutgraf, page));
  console.log(
    `one file of 1,000 rows: all after ${ms(tabled.all)}, compared after ${ms(tabled.compared)}; ` +
      `the slowest view drawn after ${ms(tabled.view)}`,
  );
  const archive = await zip(path.join(folder, "zip"), 2000);
  const pictures = await pdf(path.join(folder, "pdf"), 50, 1_000_000);
  for (const [what, file] of [["a zip of 2,000 articles", archive], ["a PDF of 50 MB", pictures]]) {
    const read = await repeat(browser, (nutgraf) => memory(file, nutgraf));
    console.log(
      `${what}: ${read.articles} articles after ${ms(read.all)}; ` +
        `its page's process held at most ${Math.round(read.peak)} MB`,
    );
  }
} finally {
  await browser.close();
  await close();
}
