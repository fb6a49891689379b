#!/usr/bin/env python3
"""Train the weights of `models/page_blocks.bin` and `models/page_lines.bin`.

usage: train.py page|lines PAGES PROGRAM [--out WEIGHTS.bin] [--folds N] [--errors]

PAGES: a directory with pages/*.html.gz and pages.truth.json (Article Extraction Benchmark).
PROGRAM: `page-features` (cargo build --release --example page-features).

A block or line is the article's if it belongs to the heaviest chain of blocks that occur in the true
text in order; of lines it is learnt which is the first, which the last and which stand between. Logistic regression with an L2 penalty, by L-BFGS in float64 from zero, so that every
run gives the same weights. Figures are of a cross-validation in which the pages of one site are held
out together, and of the whole way from the bytes to the cleaned text. Needs numpy.
"""
import argparse, gzip, json, re, struct, subprocess, sys, tempfile
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlparse

import numpy as np

sys.path.append(str(Path(__file__).resolve().parent.parent))
from lbfgs import minimise  # noqa: E402

WORD = re.compile(r"\w+")
PENALTY = 10.0
PENALTY_INSIDE = 25.0
# How much the first and the last line count, of which each page has one.
SHARE_OF_ENDS = 10.0
SMALLEST = 0.01
# A feature seen on fewer pages than this is not learnt.
LEAST = 3
INLINE = set("a abbr b bdi bdo big cite code data dfn em font i img ins kbd label mark q s small span strike strong sub "
             "sup time tt u var".split())
HIDDEN = set("script style noscript template svg iframe head textarea select object".split())


def fnv(data):
    """FNV-1a in 64 bits, as the engine hashes the name of a feature."""
    h = 0xCBF29CE484222325
    for byte in data:
        h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h


class Lines(HTMLParser):
    """All text of a page, a line for every block."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.hidden = [], []

    def handle_starttag(self, tag, attributes):
        if tag in HIDDEN:
            self.hidden.append(tag)
        if tag not in INLINE:
            self.text.append("\n")

    def handle_startendtag(self, tag, attributes):
        if tag not in INLINE:
            self.text.append("\n")

    def handle_endtag(self, tag):
        if tag in self.hidden:
            while self.hidden and self.hidden.pop() != tag:
                pass
        if tag not in INLINE:
            self.text.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(" ".join(re.split(r"[\r\n]", data)))

    @classmethod
    def of(cls, html):
        parser = cls()
        parser.feed(html)
        parser.close()
        lines = (" ".join(line.split()) for line in "".join(parser.text).split("\n"))
        return "".join(line + "\n" for line in lines if line)


def shingles(words, n=4):
    return Counter(tuple(words[i:i + n]) for i in range(max(1, len(words) - n + 1))) if words else Counter()


def candidates(blocks, words):
    """(block, first word, end, weight) of places in the truth where a block may stand."""
    places, found = defaultdict(list), []
    for i, word in enumerate(words):
        places[word].append(i)
    for b, text in enumerate(blocks):
        mine = WORD.findall(text)
        n = len(mine)
        here = [i for i in places.get(mine[0], ()) if words[i:i + n] == mine] if mine else []
        found += [(b, i, i + n, float(n)) for i in here[:60]]
        if here or n < 6:
            continue
        hits = []
        for k in range(n - 3):
            hits += [i for i in places.get(mine[k], ()) if words[i:i + 4] == mine[k:k + 4]][:1]
        if len(hits) * 2 >= n - 3 and max(hits) + 4 - min(hits) <= 1.6 * n + 8:
            found.append((b, min(hits), max(hits) + 4, 0.9 * len(hits)))
    return found


def labels(blocks, truth):
    words = WORD.findall(truth)
    found = candidates(blocks, words)
    best = [(0.0, -1)] * (len(words) + 2)  # a Fenwick tree of the best chain that ends up to a word
    before, top, k = [-1] * len(found), (0.0, -1), 0
    while k < len(found):
        j, pending = k, []
        while j < len(found) and found[j][0] == found[k][0]:
            _, start, end, weight = found[j]
            at, chain = start + 1, (0.0, -1)
            while at > 0:
                chain = max(chain, best[at])
                at -= at & -at
            before[j] = chain[1]
            pending.append((end + 1, (chain[0] + weight, j)))
            j += 1
        for at, chain in pending:
            top = max(top, chain)
            while at < len(best):
                best[at] = max(best[at], chain)
                at += at & -at
        k = j
    right, j = np.zeros(len(blocks)), top[1]
    while j >= 0:
        right[found[j][0]] = 1
        j = before[j]
    return right


def shares(blocks, right):
    """How much each block counts: long ones more, those of a short article more."""
    n = np.array([len(WORD.findall(text)) for text in blocks], float)
    return (np.sqrt(n) + 0.5) * 10 / max(5.0, np.sqrt((n * right).sum()))


def learn(kind, pages):
    """[(name of a feature, weight)] from [(texts, features, labels)]."""
    if kind == "page":
        return train([(features, right, shares(texts, right)) for texts, features, right in pages], PENALTY)
    sets = {"inside": [], "start": [], "end": []}
    for texts, features, right in pages:
        places = np.nonzero(right)[0]
        inside, start, end = np.zeros((3, len(texts)))
        inside[places[0] : places[-1] + 1] = start[places[0]] = end[places[-1]] = 1
        sets["inside"].append((features, inside, shares(texts, right)))
        sets["start"].append((features, start, 1 + (SHARE_OF_ENDS - 1) * start))
        sets["end"].append((features, end, 1 + (SHARE_OF_ENDS - 1) * end))
    penalty = {"inside": PENALTY_INSIDE, "start": PENALTY, "end": PENALTY}
    return [(f"{of}|{name}", w) for of, rows in sets.items() for name, w in train(rows, penalty[of])]


def train(pages, penalty):
    """[(name of a feature, weight)] from [(features, labels, how much each counts)]."""
    seen = Counter()
    for features, _, _ in pages:
        seen.update({name for names in features for name in names})
    kept = sorted(name for name, n in seen.items() if n >= LEAST)
    index = {name: i for i, name in enumerate(kept)}
    rows = [[index[name] for name in set(names) if name in index] for features, _, _ in pages for names in features]
    width = max(map(len, rows))
    ids = np.full((len(rows), width), len(index))
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
    signs = np.concatenate([2 * right - 1 for _, right, _ in pages])
    counts = np.concatenate([share for _, _, share in pages])

    def loss(weights):
        margins = signs * np.append(weights, 0.0)[ids].sum(1)
        pulls = -counts * signs * np.exp(-np.logaddexp(0, margins))
        gradient = np.bincount(ids.ravel(), np.repeat(pulls, width), len(index) + 1)[:-1]
        return (counts * np.logaddexp(0, -margins)).sum() + penalty / 2 * (weights @ weights), gradient + penalty * weights

    return list(zip(kept, minimise(loss, np.zeros(len(index)), steps=300)))


def pack(weights):
    hashed = sorted((fnv(name.encode()), round(1000 * w)) for name, w in weights if abs(w) >= SMALLEST)
    assert len({h for h, _ in hashed}) == len(hashed), "two names, one hash"
    return b"".join(struct.pack("<Q", h) for h, _ in hashed) + b"".join(struct.pack("<h", w) for _, w in hashed)


def run(program, *arguments):
    """[(path, lines)] that the program prints."""
    printed = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=True).stdout
    found = []
    for line in printed.split("\n"):
        if line.startswith("\x0c"):
            found.append((line[1:], []))
        elif line:
            found[-1][1].append(line)
    return found


def measure(found, truths):
    """Mean precision and recall, their F1, pages with exactly the right words."""
    precisions, recalls, exact = [], [], 0
    for text, truth in zip(found, truths):
        t, f = shingles(WORD.findall(truth)), shingles(WORD.findall(text))
        shared = sum((t & f).values())
        precisions += [shared / sum(f.values())] if f else []
        recalls.append(shared / sum(t.values()))
        exact += t == f
    p, r = np.mean(precisions), np.mean(recalls)
    return f"F1 {2 * p * r / (p + r):.4f} (P {p:.4f}, R {r:.4f}), {exact} of {len(truths)} exact"


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("kind", choices=["page", "lines"])
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("program")
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--folds", type=int, default=10)
    arguments.add_argument("--show", type=Path)
    options = arguments.parse_args()
    truth = json.load(open(options.pages / "pages.truth.json", encoding="utf8"))
    paths = [options.pages / "pages" / f"{name}.html.gz" for name in sorted(truth)]
    truths = [truth[name]["articleBody"] for name in sorted(truth)]
    sites = [".".join(urlparse(truth[name]["url"]).netloc.split(".")[-2:]) for name in sorted(truth)]
    with tempfile.TemporaryDirectory() as folder:
        if options.kind == "lines":
            texts = [Path(folder) / f"{i}.txt" for i in range(len(paths))]
            for text, path in zip(texts, paths):
                text.write_text(Lines.of(gzip.open(path).read().decode("utf8", "replace")), encoding="utf8")
            paths = texts
        pages = []
        for (_, lines), truth_text in zip(run(options.program, options.kind, *paths), truths):
            blocks = [line.split("\t") for line in lines]
            texts = [block[0] for block in blocks]
            pages.append((texts, [block[1:] for block in blocks], labels(texts, truth_text)))
        print(f"{len(pages)} pages, {sum(len(p[0]) for p in pages)} blocks, {int(sum(p[2].sum() for p in pages))} right")
        weights = Path(folder) / "weights.bin"
        if options.folds:
            names = sorted(set(sites))
            np.random.RandomState(0).shuffle(names)
            fold = {site: i % options.folds for i, site in enumerate(names)}
            found = [""] * len(pages)
            for k in range(options.folds):
                held = [i for i, site in enumerate(sites) if fold[site] == k]
                weights.write_bytes(pack(learn(options.kind, [pages[i] for i, site in enumerate(sites) if fold[site] != k])))
                for i, (_, lines) in zip(held, run(options.program, "body", weights, options.kind, *(paths[i] for i in held))):
                    found[i] = "\n".join(lines)
            print("held out:", measure(found, truths))
            if options.show:
                options.show.write_text(json.dumps(dict(zip(sorted(truth), found))), encoding="utf8")
        packed = pack(learn(options.kind, pages))
        weights.write_bytes(packed)
        learnt = ["\n".join(lines) for _, lines in run(options.program, "body", weights, options.kind, *paths)]
        print("learnt:", measure(learnt, truths))
    if options.out:
        options.out.write_bytes(packed)
        print(f"{len(packed) // 10} weights, {len(packed)} bytes")


if __name__ == "__main__":
    sys.exit(main())
