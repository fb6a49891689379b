// The page as a person uses it. Where things stand is known here and nowhere else.

import path from "node:path";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** The page's hooks: values of its `data-test` attributes, listed in the page's module doc. */
export const hooks = {
  start: "drop-zone",
  examples: "examples",
  fileInput: "add-file-input",
  articleRow: "article-row",
  fileRow: "file-row",
  status: "status",
  cancel: "cancel",
  article: "reading",
  mark: "claim-mark",
  card: "claim-card",
  cardButton: "claim-show",
  speakerFilter: "speaker-filter",
  agreements: "tab-agreements",
  agreement: "agreement",
  conflicts: "tab-conflicts",
  conflict: "conflict",
  copies: "tab-copies",
  speakers: "tab-speakers",
  timeline: "tab-timeline",
  claimsTable: "tab-claims",
  search: "search",
  searchInput: "search-input",
  hit: "hit",
  removedToggle: "removed-toggle",
  removedPiece: "removed-piece",
  exportMenu: "export",
  exportJson: "export-json",
  exportCsv: "export-csv",
  exportMarkdown: "export-markdown",
  exportHtml: "export-html",
  exportAnnotations: "export-annotations",
  shareWhole: "share-whole",
  shareQuotes: "share-quotes",
  shareHashes: "share-hashes",
  sharedNote: "shared-note",
  leftOut: "left-out",
  sureness: "sureness",
  sureFilter: "sure-filter",
  nHidden: "n-hidden",
  howSure: "how-sure",
  errorRates: "error-rates",
  about: "about",
  claimRow: "claim-row",
  paneArticles: "pane-articles",
  paneReading: "pane-reading",
  paneFindings: "pane-findings",
};

/** The selector of a hook. */
export const at = (name) => `[data-test="${hooks[name]}"]`;

export class Nutgraf {
  /** `page` is puppeteer's; `kind` is "chromium" or "firefox". */
  constructor(page, kind = "chromium") {
    this.page = page;
    this.kind = kind;
  }

  async open(url) {
    await this.page.goto(url, { waitUntil: "load" });
    await this.page.waitForSelector(at("start"), { timeout: 20_000 });
  }

  /** Drops real files from disk on the page, as a hand does. Chromium only. */
  async drop(files) {
    const client = await this.page.createCDPSession();
    const data = { items: [], files, dragOperationsMask: 1 };
    const { width, height } = await this.page.evaluate(() => ({
      width: innerWidth,
      height: innerHeight,
    }));
    const where = { x: Math.round(width / 2), y: Math.round(height / 2), data };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await client.send("Input.dispatchDragEvent", { type, ...where });
    }
    await client.detach();
    await this.nextFrame();
  }

  /** Hands files to the page's file input. */
  async choose(files) {
    const input = await this.page.waitForSelector(at("fileInput"));
    await input.uploadFile(...files);
    await this.nextFrame();
  }

  /** Waits until what has happened is drawn. */
  async nextFrame() {
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  /** The rows of the list that are in sight: title, state ("done", "failed", …) and all words. */
  async rows() {
    return this.page.$$eval(`${at("articleRow")}, ${at("fileRow")}`, (rows) =>
      rows.map((row) => ({
        title: row.querySelector(".row-title").textContent,
        state: row.querySelector(".row-mark").classList[1],
        text: row.innerText.replaceAll(/\s+/g, " "),
      })),
    );
  }

  /** Counts of what was read, as the status line has them. */
  async counts() {
    const text = await this.page.$eval(at("status"), (status) => status.innerText);
    const count = (pattern) => Number((text.match(pattern)?.[1] ?? "0").replaceAll(",", ""));
    return {
      articles: count(/([\d,]+) articles? read/),
      failed: count(/([\d,]+) files? not readable/),
      cancelled: count(/([\d,]+) cancelled/),
    };
  }

  /** Waits until `total` files have been taken in and none is being read or waits. */
  async settled(total, timeout = 60_000) {
    await this.page.waitForFunction(
      (selector, total) => {
        const progress = document.querySelector(`${selector} progress`);
        return progress?.hidden && progress.max >= total && progress.value >= total;
      },
      { timeout, polling: 50 },
      at("status"),
      total,
    );
  }

  /** Waits until the articles have been compared: a count stands at a view across articles. */
  async compared(name) {
    await this.page.waitForFunction(
      (selector) => /[1-9]/.test(document.querySelector(`${selector} .n`)?.textContent ?? ""),
      { timeout: 30_000, polling: 50 },
      at(name),
    );
  }

  async click(name) {
    const element = await this.page.waitForSelector(at(name), { visible: true });
    await element.click();
  }

  /** Opens the article whose row's title holds `title`. */
  async read(title) {
    const rows = await this.page.$$(at("articleRow"));
    for (const row of rows) {
      if ((await row.evaluate((r) => r.textContent)).includes(title)) {
        await row.click();
        await this.page.waitForSelector(`${at("articleRow")}[aria-current="true"]`);
        await this.page.waitForSelector(at("article"), { visible: true });
        return;
      }
    }
    throw new Error(`no row is called ${title}`);
  }

  /** Ids of the claims in the margin. */
  async claims() {
    await this.page.waitForSelector(at("card"));
    return this.page.$$eval(at("card"), (cards) => cards.map((card) => card.dataset.card));
  }

  /** From now on, downloads go to `folder`. Firefox is told when it starts. */
  async saveTo(folder) {
    if (this.kind !== "chromium") return;
    // The browser forgets it when the session ends, so that the session is kept.
    const client = await this.page.browser().target().createCDPSession();
    await client.send("Browser.setDownloadBehavior", {
      behavior: "allow",
      downloadPath: folder,
      browserContextId: this.page.browserContext().id,
    });
  }

  /** Downloads the report by the export menu, as JSON and whole unless told otherwise; its bytes. */
  async download(folder, format = "exportJson", share = undefined) {
    await this.saveTo(folder);
    const before = new Set(await readdir(folder));
    await this.click("exportMenu");
    if (share) await this.click(share);
    await this.click(format);
    const file = await newFile(folder, before);
    return { name: path.basename(file), file, bytes: await readFile(file) };
  }

  /** Milliseconds until nothing is read or waits after the cancel button, measured in the page. */
  async cancel() {
    return this.page.evaluate(
      async (button, status) => {
        const from = performance.now();
        document.querySelector(button).click();
        while (!document.querySelector(`${status} progress`).hidden) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        return performance.now() - from;
      },
      at("cancel"),
      at("status"),
    );
  }

  /** Starts to record how long the page's thread is kept busy. Call before `open`. */
  async recordSmoothness() {
    await this.page.evaluateOnNewDocument(() => {
      const record = (globalThis.smoothness = { longTasks: [], gaps: [] });
      new PerformanceObserver((list) => {
        record.longTasks.push(...list.getEntries().map((entry) => Math.round(entry.duration)));
      }).observe({ type: "longtask" });
      let last = performance.now();
      const frame = (now) => {
        if (now - last > 50) record.gaps.push(Math.round(now - last));
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
  }

  async smoothness() {
    return this.page.evaluate(() => globalThis.smoothness);
  }
}

/** Waits for a file that is whole in `folder` and was not there `before`. */
async function newFile(folder, before, timeout = 20_000) {
  const until = Date.now() + timeout;
  let size = -1;
  while (Date.now() < until) {
    const names = (await readdir(folder)).filter((name) => !before.has(name));
    const partial = names.some((name) => /\.(crdownload|part)$/.test(name));
    const name = names.find((name) => !/\.(crdownload|part)$/.test(name));
    if (name && !partial) {
      const { length } = await readFile(path.join(folder, name));
      if (length === size && length > 0) return path.join(folder, name);
      size = length;
    }
    await sleep(50);
  }
  throw new Error(`nothing was downloaded within ${timeout} ms`);
}

