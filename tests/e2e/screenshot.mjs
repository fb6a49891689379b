// Pictures of all views. `node screenshot.mjs FOLDER [readme]`: with "readme", its picture alone.

import { mkdir } from "node:fs/promises";
import path from "node:path";

import { chromium, fileUrl } from "./browser.mjs";
import { Nutgraf, at } from "./page.mjs";

const [folder, only] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node screenshot.mjs FOLDER [readme]");
  process.exit(2);
}
await mkdir(folder, { recursive: true });

const WIDTHS = { wide: [1440, 900], tablet: [900, 1100], phone: [360, 740] };
const ACROSS = ["agreements", "conflicts", "copies", "speakers", "timeline", "claimsTable"];

const browser = await chromium();
try {
  if (only === "readme") {
    await picture("wide", "light", "nutgraf", read, 1.5);
  } else {
    for (const size of Object.keys(WIDTHS)) {
      for (const scheme of ["light", "dark"]) {
        await picture(size, scheme, `${size}-${scheme}-empty`, async () => {});
        await picture(size, scheme, `${size}-${scheme}-reading`, read);
        await picture(size, scheme, `${size}-${scheme}-findings`, findings);
        for (const view of ACROSS) {
          await picture(size, scheme, `${size}-${scheme}-${view}`, (nutgraf) => across(nutgraf, view));
        }
      }
    }
    await print();
  }
} finally {
  await browser.close();
}

async function open(size, scheme, scale = 1) {
  const page = await browser.newPage();
  const [width, height] = WIDTHS[size];
  await page.setViewport({ width, height, deviceScaleFactor: scale });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  const nutgraf = new Nutgraf(page);
  await nutgraf.open(fileUrl());
  return nutgraf;
}

/** A view that cannot be reached is named and passed over: the other pictures are still wanted. */
async function picture(size, scheme, name, go, scale) {
  const nutgraf = await open(size, scheme, scale);
  try {
    await go(nutgraf);
  } catch (error) {
    console.error(`${name}: ${error.message.split("\n")[0]}`);
    process.exitCode = 1;
  }
  await nutgraf.page.screenshot({ path: path.join(folder, `${name}.png`) });
  await nutgraf.page.close();
}

async function examples(nutgraf) {
  await nutgraf.click("examples");
  await nutgraf.settled(3);
  await nutgraf.compared("speakers");
}

async function read(nutgraf) {
  await examples(nutgraf);
  await nutgraf.page.evaluate((row) => document.querySelector(row).click(), at("articleRow"));
  await nutgraf.page.waitForSelector(at("article"));
}

/** What stands in the margin: of its own on a narrow screen. */
async function findings(nutgraf) {
  await read(nutgraf);
  await nutgraf.page.evaluate((tab) => document.querySelector(tab).click(), at("paneFindings"));
  await nutgraf.nextFrame();
}

async function across(nutgraf, view) {
  await examples(nutgraf);
  await nutgraf.page.evaluate((link) => document.querySelector(link).click(), at(view));
  await nutgraf.nextFrame();
}

async function print() {
  const nutgraf = await open("wide", "light");
  await read(nutgraf);
  await nutgraf.page.pdf({ path: path.join(folder, "print.pdf"), format: "A4" });
  await nutgraf.page.emulateMediaType("print");
  await nutgraf.page.screenshot({ path: path.join(folder, "print.png"), fullPage: true });
  await nutgraf.page.close();
}
