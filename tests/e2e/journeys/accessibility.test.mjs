// No view has a fault that axe finds, in light or dark.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";

import { scan } from "../fixtures.mjs";
import { at } from "../page.mjs";
import { inChromium } from "./setup.mjs";

const chromium = inChromium();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const views = {
  empty: async () => {},
  reading: async (nutgraf) => {
    await nutgraf.click("examples");
    await nutgraf.settled(3);
    await nutgraf.read("injures seven");
    await nutgraf.claims();
  },
  correcting: async (nutgraf) => {
    await views.reading(nutgraf);
    const [first, second, third] = await nutgraf.claims();
    const { page } = nutgraf;
    await page.click(nutgraf.onCard(first, "markOpen"));
    await nutgraf.click("markToCheck");
    await page.waitForSelector(nutgraf.onCard(first, "marked"));
    await nutgraf.edit((await nutgraf.cards())[1].text.slice(0, 20));
    await nutgraf.fill("formName", "Somebody else");
    await nutgraf.click("save");
    await page.waitForSelector(nutgraf.onCard(second, "editedChip"));
    await page.click(nutgraf.onCard(second, "editedChip"));
    await page.click(nutgraf.onCard(third, "edit"));
    await page.waitForSelector(at("form"));
  },
  "a speaker's names": async (nutgraf) => {
    await views.reading(nutgraf);
    await nutgraf.edit("an independent inquiry");
    await nutgraf.click("speakerEdit");
    await nutgraf.page.waitForSelector(at("speakerName"));
  },
  agreements: across("agreements"),
  conflicts: across("conflicts"),
  speakers: across("speakers"),
  timeline: across("timeline"),
  copies: across("copies"),
  claims: across("claimsTable"),
  "names to choose from": async (nutgraf) => {
    await views.claims(nutgraf);
    await nutgraf.suggest("speakerFilter", "a");
  },
  "no name that fits": async (nutgraf) => {
    await views.claims(nutgraf);
    await nutgraf.suggest("speakerFilter", "zzz");
  },
  keys: async (nutgraf) => {
    await views.reading(nutgraf);
    await nutgraf.page.keyboard.type("?");
    await nutgraf.page.waitForSelector(at("keys"));
  },
  search: async (nutgraf) => {
    await views.reading(nutgraf);
    await nutgraf.click("search");
    await nutgraf.page.waitForSelector(at("searchInput"));
    await nutgraf.page.keyboard.type("crane");
    await nutgraf.page.waitForSelector(at("hit"));
  },
  "the export menu": async (nutgraf) => {
    await views.reading(nutgraf);
    await nutgraf.click("exportMenu");
    await nutgraf.page.waitForSelector(at("exportJson"), { visible: true });
  },
  "nothing but a file that cannot be read": async (nutgraf) => {
    await nutgraf.drop([await scan(chromium.folder)]);
    await nutgraf.settled(1);
    await nutgraf.nextFrame();
  },
};

function across(name) {
  return async (nutgraf) => {
    await nutgraf.click("examples");
    await nutgraf.settled(3);
    await nutgraf.compared("speakers");
    await nutgraf.click(name);
    await nutgraf.nextFrame();
  };
}

for (const scheme of ["light", "dark"]) {
  for (const [name, go] of Object.entries(views)) {
    test(`${name} in ${scheme} has no fault that axe finds`, async () => {
      await chromium.visit(async (nutgraf, page) => {
        await page.emulateMediaFeatures([
          { name: "prefers-color-scheme", value: scheme },
          { name: "prefers-reduced-motion", value: "reduce" },
        ]);
        await go(nutgraf);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        const shown = violations.map(
          ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((n) => `  ${n.html}\n  ${n.failureSummary}`).join("\n")}`,
        );
        assert.equal(shown.length, 0, `\n${shown.join("\n")}`);
      });
    });
  }
}
