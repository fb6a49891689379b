// Starts browsers on the built page, serves it, and watches what a page must never do.

import { createServer } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import puppeteer from "puppeteer-core";

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, "../..");

/** The first of `candidates` that is there; else the first, so that the error names it. */
const firstThere = (candidates) => candidates.find(existsSync) ?? candidates[0];

export const paths = {
  dist: path.resolve(process.env.NUTGRAF_DIST ?? path.join(root, "dist/nutgraf.html")),
  nutgraf: path.resolve(process.env.NUTGRAF_BIN ?? path.join(root, "target/debug/nutgraf")),
  chromium:
    process.env.CHROMIUM ??
    firstThere(["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"]),
  firefox: process.env.FIREFOX ?? firstThere(["/usr/bin/firefox-esr", "/usr/bin/firefox"]),
};

/** So that the only requests are those that the page makes. */
const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const FIREFOX_PREFS = {
  "app.update.enabled": false,
  "browser.download.folderList": 2,
  "browser.download.useDownloadDir": true,
  "browser.download.alwaysOpenPanel": false,
  "browser.helperApps.neverAsk.saveToDisk": "application/json,text/csv,text/markdown,text/html",
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** A folder that `close` takes away again. */
export async function temporaryFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), "nutgraf-e2e-"));
  return { folder, close: () => rm(folder, { recursive: true, force: true }) };
}

export async function chromium() {
  return puppeteer.launch({
    executablePath: paths.chromium,
    headless: true,
    args: CHROMIUM_FLAGS,
    protocolTimeout: 120_000,
  });
}

export async function firefox(downloads) {
  return puppeteer.launch({
    browser: "firefox",
    protocol: "webDriverBiDi",
    executablePath: paths.firefox,
    headless: true,
    extraPrefsFirefox: { ...FIREFOX_PREFS, "browser.download.dir": downloads },
    protocolTimeout: 120_000,
  });
}

/** Serves the built file alone, as any static host would, and counts what is asked for. */
export async function serve() {
  const requests = [];
  const page = await readFile(paths.dist);
  const server = createServer((request, response) => {
    requests.push(request.url);
    if (request.url === "/nutgraf.html") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(page);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}/nutgraf.html`;
  return { url, requests, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Where the page is opened from: double-clicked on disk, or from a static host. */
export const fileUrl = () => pathToFileURL(paths.dist).href;

/**
 * Watches a page for what it must never do. Call before `goto`; `check()` fails with all of it.
 * `expected`: a pattern of console messages that a test brings about itself.
 */
export async function watch(page, { expected } = {}) {
  const faults = [];
  let loaded = false;
  page.on("request", (request) => {
    const url = request.url();
    if (loaded && !/^(blob|data|about):/.test(url)) faults.push(`request after load: ${url}`);
  });
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !expected?.test(text)) faults.push(`console: ${text}`);
  });
  page.on("pageerror", (error) => {
    if (!expected?.test(String(error))) faults.push(`uncaught: ${error}`);
  });
  page.on("load", () => (loaded = true));
  await page.evaluateOnNewDocument(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  return {
    faults,
    async check() {
      const violations = await page.evaluate(() => globalThis.violations ?? []);
      const all = [...faults, ...violations.map((v) => `policy: ${v}`)];
      if (all.length > 0) throw new Error(`the page must not do this:\n${all.join("\n")}`);
    },
  };
}
