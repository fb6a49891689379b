// Corrections and working marks: made on the page, undone, kept in the report, and found again.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { paths } from "../browser.mjs";
import { examples } from "../fixtures.mjs";
import { at } from "../page.mjs";
import { inChromium } from "./setup.mjs";

const chromium = inChromium();

const folder = async (name) => {
  const made = path.join(chromium.folder, name);
  await mkdir(made, { recursive: true });
  return made;
};

const openExamples = async (nutgraf) => {
  await nutgraf.drop(await examples(await folder("examples")));
  await nutgraf.settled(3);
  await nutgraf.compared("speakers");
};

const speakers = (nutgraf) => nutgraf.page.$$eval(".card-speaker", (all) => all.map((name) => name.innerText));

const press = async (page, key, ...held) => {
  for (const name of held) await page.keyboard.down(name);
  await page.keyboard.press(key);
  for (const name of held.reverse()) await page.keyboard.up(name);
};

test("a speaker is renamed in all articles, and the change is taken back on its own", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("Nine hurt");
    await nutgraf.edit("divers would first search");
    await nutgraf.click("speakerEdit");
    await nutgraf.fill("speakerName", "Ilsa Brandt");
    await nutgraf.click("speakerRename");
    await nutgraf.says(/Ilse Brandt renamed to Ilsa Brandt in all articles/);
    await nutgraf.cardWith("Ilsa Brandt");
    assert.ok(!(await speakers(nutgraf)).includes("Ilse Brandt"));
    await nutgraf.read("injures seven");
    const id = await nutgraf.cardWith("Ilsa Brandt");
    await page.click(nutgraf.onCard(id, "editedChip"));
    const found = await page.$eval(nutgraf.onCard(id, "asFound"), (e) => e.innerText);
    assert.match(found, /As it was found\s+Ilse Brandt said/);
    await page.click(nutgraf.onCard(id, "takeBack"));
    await nutgraf.cardWith("Ilse Brandt");
    await nutgraf.says(/Undone: Ilse Brandt renamed/);
    assert.ok(!(await speakers(nutgraf)).includes("Ilsa Brandt"));
  });
});

test("the page asks before corrections are lost that are in no report", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    const asks = () =>
      page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
    assert.equal(await asks(), false);
    await nutgraf.edit("stronger wind limits");
    await nutgraf.fill("formName", "Dana Whitlow");
    await nutgraf.click("save");
    await page.waitForSelector(at("editedChip"));
    assert.equal(await asks(), true);
    const kept = path.join(chromium.folder, "kept");
    await mkdir(kept, { recursive: true });
    await nutgraf.download(kept);
    assert.equal(await asks(), false);
  });
});

test("two speakers are merged across two articles", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.click("speakers");
    const person = `[data-test="speaker"]`;
    await page.waitForSelector(person);
    const before = (await page.$$(person)).length;
    const operator = await page.evaluateHandle((person) => {
      const all = [...document.querySelectorAll(person)];
      return all.find((p) => p.querySelector("strong").innerText === "the port's operator");
    }, person);
    await operator.asElement().$("summary").then((summary) => summary.click());
    const button = await operator.asElement().waitForSelector(at("speakerEdit"), { visible: true });
    await button.click();
    await nutgraf.suggest("mergeOther", "quayside");
    await page.keyboard.press("Enter");
    await page.select(at("mergeName"), "Quayside Holding");
    await nutgraf.click("speakerMerge");
    await page.waitForFunction(
      (person, n) => document.querySelectorAll(person).length === n,
      {},
      person,
      before - 1,
    );
    await nutgraf.read("injures seven");
    const id = await nutgraf.cardWith("A loading crane collapsed");
    const card = (await nutgraf.cards()).find((card) => card.id === id);
    assert.match(card.text, /Quayside Holding said/);
  });
});

test("a claim's speaker, cue and polarity are changed, undone and redone by keyboard", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    const id = await nutgraf.edit("stronger wind limits");
    await nutgraf.fill("formName", "Dana Whitlow");
    await page.select(at("formPolarity"), "negative");
    await nutgraf.fill("formCue", "never said");
    await nutgraf.click("save");
    const fault = await page.$eval(at("formFault"), (e) => e.innerText);
    assert.match(fault, /“never said” does not stand in the text/);
    await nutgraf.select("had asked");
    await nutgraf.click("useCue");
    await nutgraf.click("save");
    await nutgraf.cardWith("Dana Whitlow had asked");
    const focus = () => page.evaluate(() => document.activeElement.closest("[data-card]")?.dataset.card);
    await page.waitForFunction((id) => document.activeElement.closest("[data-card]")?.dataset.card === id, {}, id);
    assert.equal(await focus(), id, "the focus is back on the card");
    await press(page, "z", "Control");
    await nutgraf.cardWith("The dockworkers' union said");
    await nutgraf.says(/Undone: changed/);
    await press(page, "Z", "Control", "Shift");
    await nutgraf.cardWith("Dana Whitlow had asked");
    await nutgraf.says(/In force again: changed/);
  });
});

test("a claim is deleted, shown among the deleted, and taken back", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    const n = (await nutgraf.claims()).length;
    await nutgraf.edit("an independent inquiry");
    await nutgraf.click("delete");
    await page.waitForFunction((s, n) => document.querySelectorAll(s).length === n, {}, at("card"), n - 1);
    await nutgraf.click("deletedOpen");
    const deleted = await page.$eval(at("deleted"), (e) => e.innerText);
    assert.match(deleted, /an independent inquiry/);
    await page.click(`${at("deleted")} ${at("takeBack")}`);
    await nutgraf.cardWith("an independent inquiry");
    assert.equal((await nutgraf.claims()).length, n);
  });
});

test("a claim is added by selecting text", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    await nutgraf.select("The company has ordered an independent inquiry");
    await nutgraf.click("selectionUse");
    const content = await page.waitForSelector(at("formContent"), { visible: true });
    assert.equal(
      await content.evaluate((field) => field.value),
      "The company has ordered an independent inquiry",
      "words that the hand cut are whole",
    );
    await nutgraf.fill("formName", "Quayside Holding");
    await nutgraf.click("save");
    await nutgraf.says(/Added the claim/);
    const id = await nutgraf.cardWith("The company has ordered an independent inquiry");
    const card = (await nutgraf.cards()).find((card) => card.id === id);
    assert.match(card.text, /Quayside Holding.*added by you/);
    await page.waitForSelector(`${at("mark")}[data-claim~="${id}"]`);
  });
});

test("marks and notes filter the claims and are found in the CSV", async () => {
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    const first = await nutgraf.cardWith("Safety was never traded");
    await page.click(nutgraf.onCard(first, "markOpen"));
    await nutgraf.click("markToCheck");
    await page.waitForSelector(nutgraf.onCard(first, "marked"));
    const second = await nutgraf.cardWith("an independent inquiry");
    await page.click(nutgraf.onCard(second, "markOpen"));
    await nutgraf.fill("markOwn", "=call desk");
    await nutgraf.fill("note", "who leads it?");
    await nutgraf.click("noteSave");
    await page.waitForSelector(nutgraf.onCard(second, "noted"));
    const text = await page.$eval(nutgraf.onCard(second, "marked"), (e) => e.innerText);
    assert.equal(text, "=call desk");
    await page.select(`.margin ${at("markFilter")}`, "=to_check");
    await page.waitForFunction((s) => document.querySelectorAll(s).length === 1, {}, at("card"));
    const shown = await page.$$eval(`${at("mark")}:not(.out)`, (marks) => marks.map((m) => m.innerText));
    assert.deepEqual(shown, ["Safety was never traded for speed here"]);
    await nutgraf.click("claimsTable");
    await page.waitForFunction((s) => document.querySelectorAll(s).length === 1, {}, at("claimRow"));
    const row = await page.$eval(at("claimRow"), (row) => row.innerText);
    assert.match(row, /to check/);
    const { bytes } = await nutgraf.download(await folder("csv"), "exportCsv");
    const csv = bytes.toString();
    assert.match(csv.split("\n")[0], /,mark,note,edited\r?$/);
    assert.match(csv, /Safety was never traded.*,to_check,,false/);
    assert.match(csv, /an independent inquiry.*,'=call desk,who leads it\?,false/);
  });
});

test("a report keeps all changes, and opens with them", async () => {
  let saved;
  await chromium.visit(async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.read("injures seven");
    await nutgraf.edit("the north quay would stay closed");
    await nutgraf.click("speakerEdit");
    await nutgraf.fill("speakerName", "Ilsa Brandt");
    await nutgraf.click("speakerRename");
    await nutgraf.cardWith("Ilsa Brandt");
    await nutgraf.edit("an independent inquiry");
    await nutgraf.click("delete");
    await nutgraf.select("The company");
    await nutgraf.click("selectionUse");
    await nutgraf.fill("formName", "Karin Oldham");
    await nutgraf.click("save");
    const added = await nutgraf.cardWith("added by you");
    await page.click(nutgraf.onCard(added, "markOpen"));
    await nutgraf.click("markToCheck");
    await page.waitForSelector(nutgraf.onCard(added, "marked"));
    await nutgraf.compared("speakers");
    saved = await nutgraf.download(await folder("saved"));
  });
  const report = JSON.parse(saved.bytes);
  assert.deepEqual(
    report.edits.map((edit) => edit.op),
    ["rename_speaker", "delete_claim", "add_claim", "mark"],
  );
  assert.ok(!JSON.stringify(report.articles).includes("Ilsa"), "the articles stay as they were found");
  assert.ok(JSON.stringify(report.comparison).includes("Ilsa Brandt"));
  await chromium.visit(async (nutgraf, page) => {
    await nutgraf.drop([saved.file]);
    await nutgraf.settled(1);
    await nutgraf.read("injures seven");
    await nutgraf.cardWith("Ilsa Brandt");
    const added = await nutgraf.cardWith("added by you");
    await page.waitForSelector(nutgraf.onCard(added, "marked"));
    const shown = (await nutgraf.cards()).map((card) => card.text).join(" ");
    assert.ok(!shown.includes("an independent inquiry"));
    await nutgraf.read("Nine hurt");
    await nutgraf.cardWith("Ilsa Brandt");
    const again = await nutgraf.download(await folder("again"));
    assert.deepEqual(again.bytes, saved.bytes, "the same bytes");
    await nutgraf.click("changes");
    await page.waitForSelector(at("change"));
    assert.equal((await page.$$(at("change"))).length, 4);
  });
  const csv = await promisify(execFile)(paths.nutgraf, ["render", saved.file, "--format", "csv"]);
  assert.match(csv.stdout, /,The company,.*,to_check,,true/);
  assert.match(csv.stdout, /Ilsa Brandt/);
  assert.ok(!csv.stdout.includes("an independent inquiry"));
});

test("on a phone, a claim is marked and added", async () => {
  const journey = async (nutgraf, page) => {
    await openExamples(nutgraf);
    await nutgraf.click("paneFindings");
    const [first] = await nutgraf.claims();
    await page.click(nutgraf.onCard(first, "markOpen"));
    await nutgraf.click("markToCheck");
    await page.waitForSelector(nutgraf.onCard(first, "marked"), { visible: true });
    await nutgraf.click("paneReading");
    await nutgraf.select("Monday evening");
    await nutgraf.click("selectionUse");
    await nutgraf.fill("formName", "Somebody");
    await nutgraf.click("save");
    await nutgraf.cardWith("added by you");
    const over = await page.$eval(".margin", (margin) => margin.scrollWidth - margin.clientWidth);
    assert.ok(over <= 0, `the margin is ${over} px wider than the screen`);
  };
  await chromium.visit(journey, { width: 360, height: 740 });
});
