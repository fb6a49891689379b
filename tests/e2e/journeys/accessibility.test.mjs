// No view has a fault that axe finds, in light or dark.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";

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
  agreements: across("agreements"),
  conflicts: across("conflicts"),
  speakers: across("speakers"),
  timeline: across("timeline"),
  claims: across("claimsTable"),
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
