// Files to drop, and what the command line makes of them.

import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { zipSync } from "fflate";

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

/** One file of `n` articles, a line of JSON each. */
export async function rows(folder, n) {
  await mkdir(folder, { recursive: true });
  const lines = Array.from({ length: n }, (_, i) => {
    const [title, , ...text] = article(i).trim().split("\n\n");
    const published = `2026-03-${String(1 + (i % 28)).padStart(2, "0")}`;
    return JSON.stringify({ title, published, outlet: `Daily Number ${i % 7}`, text: text.join("\n\n") });
  });
  const file = path.join(folder, "rows.ndjson");
  await writeFile(file, `${lines.join("\n")}\n`);
  return file;
}

/** A zip archive of `n` articles, and of what else is given by its path. */
export async function zip(folder, n, others = {}) {
  await mkdir(folder, { recursive: true });
  const entries = { ...others };
  for (let i = 0; i < n; i++) {
    entries[`news/article-${String(i).padStart(5, "0")}.txt`] = Buffer.from(article(i));
  }
  const file = path.join(folder, "news.zip");
  await writeFile(file, zipSync(entries, { level: 6 }));
  return file;
}

/** A PDF of `pages` pages, each with a picture of `bytes` bytes and some lines of text. */
export async function pdf(folder, pages, bytes) {
  await mkdir(folder, { recursive: true });
  const parts = [Buffer.from("%PDF-1.7\n")];
  const offsets = [];
  let length = parts[0].length;
  const add = (...chunks) => {
    for (const chunk of chunks.map((c) => (typeof c === "string" ? Buffer.from(c, "latin1") : c))) {
      parts.push(chunk);
      length += chunk.length;
    }
  };
  const object = (dictionary, stream) => {
    offsets.push(length);
    add(`${offsets.length} 0 obj\n`, dictionary);
    if (stream) add("\nstream\n", stream, "\nendstream");
    add("\nendobj\n");
  };
  const noise = Buffer.alloc(bytes);
  for (let i = 0, x = 7; i < bytes; i++) {
    x = (x * 1664525 + 1013904223) >>> 0;
    noise[i] = x >>> 24;
  }
  object("<</Type/Catalog/Pages 2 0 R>>");
  const kids = Array.from({ length: pages }, (_, i) => `${4 + i * 3} 0 R`).join(" ");
  object(`<</Type/Pages/Kids[${kids}]/Count ${pages}>>`);
  object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
  for (let i = 0; i < pages; i++) {
    const lines = article(i).split(/\n+/).flatMap((text) => text.match(/.{1,90}(?: |$)/g) ?? []);
    const shown = lines.map((line) => `(${line.replaceAll(/[()\\]/g, "\\$&")}) Tj T*`).join("\n");
    const content = `q 200 0 0 100 72 680 cm /I Do Q BT /F 10 Tf 12 TL 72 640 Td\n${shown}\nET`;
    object(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${5 + i * 3} 0 R` +
        `/Resources<</Font<</F 3 0 R>>/XObject<</I ${6 + i * 3} 0 R>>>>>>`,
    );
    object(`<</Length ${content.length}>>`, content);
    object(
      `<</Type/XObject/Subtype/Image/Width 1000/Height 1000/ColorSpace/DeviceGray/BitsPerComponent 8` +
        `/Filter/DCTDecode/Length ${bytes}>>`,
      noise,
    );
  }
  const xref = length;
  add(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`);
  add(offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join(""));
  add(`trailer\n<</Size ${offsets.length + 1}/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`);
  const file = path.join(folder, "pictures.pdf");
  await writeFile(file, Buffer.concat(parts));
  return file;
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
