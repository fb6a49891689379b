// The page as a person uses it. Where things stand is known here and nowhere else.

import path from "node:path";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** The page's hooks: values of its `data-test` attributes. */
export const hooks = {
  start: "start",
  examples: "examples",
  fileInput: "file-input",
  row: "article-row",
  article: "article",
  segment: "segment",
  claim: "claim",
  claimFilter: "speaker-filter",
  kindFilter: "kind-filter",
  across: "across",
  agreements: "nav-agreements",
  conflicts: "nav-conflicts",
  speakers: "nav-speakers",
  timeline: "nav-timeline",
  conflict: "conflict",
  agreement: "agreement",
  exportMenu: "export",
  exportJson: "export-json",
  cancel: "cancel",
  status: "status",
  search: "search",
};

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
    const where = { x: width / 2, y: height / 2, data };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await client.send("Input.dispatchDragEvent", { type, ...where });
    }
    await client.detach();
  }

  /** Hands files to the page's file input. */
  async choose(files) {
    const input = await this.page.waitForSelector(at("fileInput"));
    await input.uploadFile(...files);
  }

  /** States of all rows of the list, by the path of their file. */
  async rows() {
    return this.page.$$eval(at("row"), (rows) =>
      rows.map((row) => ({ path: row.dataset.path, state: row.dataset.state, text: row.innerText })),
    );
  }

  /** Counts that the page shows of the files it was given. */
  async counts() {
    return this.page.$eval(at("status"), (status) => ({
      total: Number(status.dataset.total),
      open: Number(status.dataset.open),
      failed: Number(status.dataset.failed),
      cancelled: Number(status.dataset.cancelled),
    }));
  }

  /** Waits until nothing is being read and `total` files have been taken in. */
  async settled(total, timeout = 60_000) {
    const selector = at("status");
    await this.page.waitForFunction(
      (selector, total) => {
        const status = document.querySelector(selector);
        return status && Number(status.dataset.total) >= total && status.dataset.open === "0";
      },
      { timeout, polling: 50 },
      selector,
      total,
    );
  }

  async click(name) {
    const element = await this.page.waitForSelector(at(name), { visible: true });
    await element.click();
  }

  /** Opens the article whose row's path is `name`. */
  async read(name) {
    await this.page.click(`${at("row")}[data-path="${name}"]`);
    await this.page.waitForSelector(at("article"), { visible: true });
  }

  /** Ids of the claims in the margin. */
  async claims() {
    return this.page.$$eval(at("claim"), (claims) => claims.map((c) => c.dataset.claim));
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

  /** Downloads the report as JSON by the export menu; its bytes. */
  async download(folder, format = "exportJson") {
    await this.saveTo(folder);
    const before = new Set(await readdir(folder));
    await this.click("exportMenu");
    await this.click(format);
    const file = await newFile(folder, before);
    return { name: path.basename(file), file, bytes: await readFile(file) };
  }

  /** Milliseconds until nothing is open any more after the cancel button, measured in the page. */
  async cancel() {
    return this.page.evaluate(
      async (button, status) => {
        const from = performance.now();
        document.querySelector(button).click();
        while (document.querySelector(status).dataset.open !== "0") {
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

