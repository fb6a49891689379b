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
  speakerFilterClear: "speaker-filter-clear",
  articleFilter: "article-filter",
  kindFilter: "kind-filter",
  option: "option",
  claimsView: "claims-table",
  keys: "keys",
  allClaims: "all-claims",
  agreements: "tab-agreements",
  agreement: "agreement",
  conflicts: "tab-conflicts",
  conflict: "conflict",
  more: "more",
  speaker: "speaker",
  copies: "tab-copies",
  speakers: "tab-speakers",
  timeline: "tab-timeline",
  claimsTable: "tab-claims",
  search: "search",
  searchInput: "search-input",
  hit: "hit",
  removedToggle: "removed-toggle",
  removedPiece: "removed-piece",
  putBack: "put-back",
  takeOut: "take-out",
  failureRow: "failure-row",
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
  exportCsv: "export-csv",
  markFilter: "mark-filter",
  claimRow: "claim-row",
  notice: "notice",
  undo: "undo",
  redo: "redo",
  changes: "changes",
  change: "change",
  takeBack: "take-back",
  edit: "claim-edit",
  form: "claim-form",
  save: "claim-save",
  delete: "claim-delete",
  deletedOpen: "deleted-open",
  deleted: "claim-deleted",
  selectionBar: "selection-bar",
  selectionUse: "selection-use",
  useCue: "use-cue",
  formContent: "form-content",
  formName: "form-name",
  formCue: "form-cue",
  formPolarity: "form-polarity",
  formFault: "form-fault",
  editedChip: "edited-chip",
  asFound: "as-found",
  speakerEdit: "speaker-edit",
  speakerName: "speaker-name",
  speakerRename: "speaker-rename",
  mergeOther: "merge-other",
  mergeName: "merge-name",
  speakerMerge: "speaker-merge",
  markOpen: "claim-mark-open",
  markToCheck: "mark-to_check",
  markOwn: "mark-own",
  note: "note",
  noteSave: "note-save",
  marked: "claim-marked",
  noted: "claim-note",
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

  /** The cards in the margin: id and all words of each. */
  async cards() {
    return this.page.$$eval(at("card"), (cards) =>
      cards.map((card) => ({ id: card.dataset.card, text: card.innerText.replaceAll(/\s+/g, " ") })),
    );
  }

  /** Waits until a card in the margin holds `words`; its id. */
  async cardWith(words) {
    const found = await this.page.waitForFunction(
      (selector, words) => {
        const cards = [...document.querySelectorAll(selector)];
        const plain = (card) => card.innerText.replaceAll(/\s+/g, " ");
        return cards.find((card) => plain(card).includes(words))?.dataset.card;
      },
      { timeout: 10_000, polling: 50 },
      at("card"),
      words,
    );
    return found.jsonValue();
  }

  /** The selector of something on the card of a claim. */
  onCard(id, name) {
    return `${at("card")}[data-card="${id}"] ${at(name)}`;
  }

  /** Opens the form of the claim whose card holds `words`; its id. */
  async edit(words) {
    const id = await this.cardWith(words);
    await this.page.click(this.onCard(id, "edit"));
    await this.page.waitForSelector(at("form"), { visible: true });
    return id;
  }

  /** Puts `words` in place of what stands in a field. */
  async fill(name, words) {
    await this.page.waitForSelector(at(name), { visible: true });
    // A form that has just opened takes the focus itself, a frame later.
    await this.frames();
    await this.page.click(at(name), { count: 3 });
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press("a");
    await this.page.keyboard.up("Control");
    await this.page.keyboard.type(words);
  }

  /** Waits until the page has drawn twice. */
  async frames() {
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  /** Types `words` into a field that suggests names; the names that it suggests. */
  async suggest(name, words) {
    await this.click(name);
    await this.page.keyboard.type(words);
    await this.nextFrame();
    return this.page.$$eval(at("option"), (options) =>
      options.map((option) => option.innerText.replaceAll(/\s+/g, " ")),
    );
  }

  /** Selects `words` in the article, as a mouse does; again, if the text moved under the mouse. */
  async select(words) {
    for (let again = 0; again < 5; again += 1) {
      const selected = await this.dragOver(words);
      if (selected.length + 2 >= words.length && words.includes(selected)) break;
      // A drag that began on what is selected would carry it away.
      await this.page.evaluate(() => getSelection().removeAllRanges());
      await new Promise((done) => setTimeout(done, 300));
    }
    await this.page.waitForSelector(at("selectionBar"), { visible: true });
    // The bar follows the selection a moment later.
    await this.page.waitForFunction(
      (bar, words) => document.querySelector(bar)?.innerText.includes(words),
      { timeout: 10_000, polling: 50 },
      at("selectionBar"),
      words.slice(0, 10),
    );
  }

  /** Drags from the second letter of `words` to the last but one; what is selected then. */
  async dragOver(words) {
    const { from, to } = await this.page.evaluate((words) => {
      const spans = [...document.querySelectorAll(".text [data-at]")];
      const nodes = spans.map((span) => span.firstChild);
      const text = nodes.map((node) => node.data).join("");
      const start = text.indexOf(words);
      const place = (at) => {
        for (const node of nodes) {
          if (at <= node.data.length) return [node, at];
          at -= node.data.length;
        }
      };
      const range = document.createRange();
      range.setStart(...place(start + 1));
      range.setEnd(...place(start + words.length - 1));
      range.startContainer.parentElement.scrollIntoView({ block: "center" });
      const rects = [...range.getClientRects()];
      const [first, last] = [rects[0], rects.at(-1)];
      return {
        from: { x: first.left + 1, y: first.top + first.height / 2 },
        to: { x: last.right - 1, y: last.top + last.height / 2 },
      };
    }, words);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps: 4 });
    // A page that is still at work takes the moves late, and the end of a drag selects nothing more.
    await this.frames();
    await this.page.mouse.move(to.x, to.y - 1);
    await this.frames();
    await this.page.mouse.up();
    return this.page.evaluate(() => getSelection().toString().trim());
  }

  /** Waits until the page says something that `pattern` matches. */
  async says(pattern) {
    await this.page.waitForFunction(
      (selector, pattern) => new RegExp(pattern).test(document.querySelector(selector).innerText),
      { timeout: 10_000, polling: 50 },
      at("notice"),
      pattern.source,
    );
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

