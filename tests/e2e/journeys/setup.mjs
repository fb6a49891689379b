// What every journey begins and ends with.

import { after, before } from "node:test";

import { chromium, fileUrl, serve, temporaryFolder, watch } from "../browser.mjs";
import { Nutgraf } from "../page.mjs";

/**
 * Starts Chromium before the tests of a file and ends it behind them. The result's `visit` opens
 * a fresh page, with an empty profile, runs `journey`, and fails if the page did what it must not.
 */
export function inChromium() {
  const state = {};
  before(async () => {
    state.browser = await chromium();
    state.server = await serve();
    state.temporary = await temporaryFolder();
    state.folder = state.temporary.folder;
  });
  after(async () => {
    await state.browser?.close();
    await state.server?.close();
    await state.temporary?.close();
  });

  state.visit = async (journey, { from = "file", expected, prepare, width = 1440, height = 900 } = {}) => {
    const context = await state.browser.createBrowserContext();
    const page = await context.newPage();
    try {
      await page.setViewport({ width, height });
      const watcher = await watch(page, { expected });
      const nutgraf = new Nutgraf(page);
      await prepare?.(nutgraf);
      await nutgraf.open(from === "file" ? fileUrl() : state.server.url);
      await journey(nutgraf, page);
      await watcher.check();
    } finally {
      await context.close();
    }
  };
  return state;
}
