// Files to drop, and what the command line makes of them.

import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { paths, root } from "./browser.mjs";

/** Copies the corpus into `folder` as "<slug>.<ending>"; the paths of the copies. */
export async function corpus(folder) {
  const from = path.join(root, "tests/corpus");
  const files = [];
  for (const slug of (await readdir(from)).sort()) {
    const source = (await readdir(path.join(from, slug))).find((f) => f.startsWith("source."));
    const to = path.join(folder, `${slug}${path.extname(source)}`);
    await copyFile(path.join(from, slug, source), to);
    files.push(to);
  }
  return files;
}

/** The three articles that the page offers as examples, copied into `folder`. */
export async function examples(folder) {
  const from = path.join(root, "src/app/examples");
  const names = (await readdir(from)).filter((f) => f.endsWith(".txt")).sort();
  return Promise.all(
    names.map(async (name) => {
      await copyFile(path.join(from, name), path.join(folder, name));
      return path.join(folder, name);
    }),
  );
}

/** A PDF without a text layer. */
export async function scan(folder) {
  const file = path.join(folder, "scan.pdf");
  const body =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n" +
    "trailer<</Root 1 0 R>>\n%%EOF\n";
  await writeFile(file, body);
  return file;
}

const PEOPLE = ["Ada Stone", "Piet Aldane", "Lena Storck", "Tomas Reyl", "Dana Whitlow", "Ilse Brandt"];
const PLACES = ["Vellmar", "Tarnholm", "Kallby", "Eastmoor", "Corvane", "Brackwater"];
const CUES = ["said", "warned", "denied", "claimed", "told reporters", "announced"];

/** `n` articles, no two alike but every tenth, which is a copy of the one before it. */
export async function many(folder, n) {
  await mkdir(folder, { recursive: true });
  const files = [];
  let text = "";
  for (let i = 0; i < n; i++) {
    if (i % 10 !== 9) text = article(i);
    const file = path.join(folder, `article-${String(i).padStart(5, "0")}.txt`);
    await writeFile(file, text);
    files.push(file);
  }
  return files;
}

function article(i) {
  const pick = (list, step) => list[(i * step + Math.floor(i / list.length)) % list.length];
  const lines = [
    `${pick(PLACES, 1)} council votes on bridge number ${i}`,
    `By Reporter ${i}\nDaily Number ${i % 7}\n${1 + (i % 28)} March 2026`,
  ];
  for (let j = 0; j < 8; j++) {
    const who = PEOPLE[(i + j) % PEOPLE.length];
    const cue = CUES[(i * 3 + j) % CUES.length];
    lines.push(
      `The bridge in ${pick(PLACES, 5)} will cost ${i + 10 * j} million and open in ${2027 + (j % 4)}, ` +
        `${who} ${cue}. "We have counted ${1000 + i * j} cars a day," ${who.split(" ")[1]} said. ` +
        `According to the roads office, about ${20 + (j % 9)} percent of them are lorries.`,
    );
  }
  return lines.join("\n\n") + "\n";
}

/** One long article, which takes a reader a while. */
export async function long(folder, paragraphs) {
  const file = path.join(folder, "long.txt");
  const body = Array.from({ length: paragraphs }, (_, i) => article(i).split("\n\n").slice(2).join("\n\n"));
  await writeFile(file, `A very long article\n\n${body.join("\n\n")}`);
  return file;
}

/** What `nutgraf analyze` prints for files of one folder, as bytes. */
export async function analyze(files, ...options) {
  const folder = path.dirname(files[0]);
  const names = files.map((file) => path.relative(folder, file));
  const run = promisify(execFile)(paths.nutgraf, ["analyze", ...options, ...names], {
    cwd: folder,
    encoding: "buffer",
    maxBuffer: 1 << 30,
  });
  // Exit code 1: some files failed, the rest is there.
  const { stdout } = await run.catch((error) => {
    if (error.code === 1) return error;
    throw error;
  });
  return stdout;
}

export const read = (file) => readFile(file);
