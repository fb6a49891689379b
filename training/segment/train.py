#!/usr/bin/env python3
"""Train the weights of `models/sentence_ends.bin`.

usage: train.py TREEBANKS FEATURES [--out WEIGHTS.bin] [--without SET,…] [--errors]

TREEBANKS: a directory with {ewt,gum}_{train,dev}.conllu.gz (UD English EWT and GUM).
FEATURES: the program `sentence-features` (cargo build --release --example sentence-features).

Logistic regression with an L2 penalty, by L-BFGS in float64 from zero, so that every run gives the
same weights. Scores are of a cross-validation in which every document is held out once, and are
shown for each set by itself. Needs numpy.
"""
import argparse, gzip, struct, subprocess, sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parent.parent))
from lbfgs import minimise  # noqa: E402

# Not for what ships: the texts are licensed for non-commercial use, or nearly so.
LEFT_OUT = {"whow", "fiction", "essay"}
# How much a document of a set counts. Speech that is written down has marks by other rules, and
# mails and forums often have none; they are taken as a little help.
SHARE = {"news": 2.0, "weblog": 1.5, "email": 0.15, "answers": 0.15, "reviews": 0.15, "newsgroup": 0.3,
         "conversation": 0.1, "vlog": 0.3, "podcast": 0.3, "court": 0.5}
PENALTY = 1.0
SMALLEST = 0.04
FOLDS = 6
# A feature seen in fewer places than this is not learnt.
LEAST = 6


def fnv(data):
    """FNV-1a in 64 bits, as the engine hashes the name of a feature."""
    h = 0xCBF29CE484222325
    for byte in data:
        h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h


def set_of(name):
    return name.split("_")[1] if name.startswith("GUM_") else name.split("-")[0]


def documents(path):
    """(name, [[sentence, …], …]) of every document, in raw text."""
    found, new_paragraph = [], True
    for line in gzip.open(path, "rt", encoding="utf8"):
        if line.startswith("# newdoc"):
            found.append((line.split("=", 1)[1].strip(), []))
            new_paragraph = True
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            new_paragraph = True
        elif line.startswith("# text ="):
            if new_paragraph:
                found[-1][1].append([])
                new_paragraph = False
            found[-1][1][-1].append(" ".join(line[8:].split()))
    return found


def candidates(program, docs):
    """For each document: rows of (label, names), and the number of ends that are no candidates."""
    lines = []
    for name, paragraphs in docs:
        lines.append("\x0c" + name)
        for sentences in paragraphs:
            lines += sentences + [""]
    out = subprocess.run([program], input="\n".join(lines + [""]), capture_output=True, text=True, check=True).stdout
    rows, missed = [], []
    for line in out.split("\n"):
        if line.startswith("\x0c"):
            rows.append([])
            missed.append(0)
        elif line.startswith("missed"):
            missed[-1] += 1
        elif line:
            label, _, *names = line.split("\t")
            rows[-1].append((int(label), names))
    return rows, missed


def train(docs, index):
    """The weights, by the index of the feature."""
    rows = [(label, share, [index[n] for n in names if n in index]) for share, d in docs for label, names in d if names]
    width = max(len(r[2]) for r in rows)
    ids = np.full((len(rows), width), len(index))
    for i, (_, _, features) in enumerate(rows):
        ids[i, : len(features)] = features
    labels = np.array([2.0 * r[0] - 1 for r in rows])
    shares = np.array([r[1] for r in rows])

    def loss(weights):
        padded = np.append(weights, 0.0)
        margins = labels * padded[ids].sum(1)
        losses = np.logaddexp(0, -margins)
        pulls = -shares * labels * np.exp(-np.logaddexp(0, margins))
        gradient = np.bincount(ids.ravel(), np.repeat(pulls, width), len(index) + 1)[:-1]
        return (shares * losses).sum() + PENALTY / 2 * (weights @ weights), gradient + PENALTY * weights

    return minimise(loss, np.zeros(len(index)), steps=200)


def scored(weights, index, rows):
    return [(label, not names or sum(weights[index[n]] for n in names if n in index) > 0) for label, names in rows]


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("treebanks", type=Path)
    arguments.add_argument("features")
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--without", default="")
    arguments.add_argument("--no-folds", action="store_true")
    options = arguments.parse_args()
    names = ["ewt_train", "ewt_dev", "gum_train", "gum_dev"]
    docs = [d for n in names for d in documents(options.treebanks / f"{n}.conllu.gz")]
    left_out = LEFT_OUT | set(options.without.split(","))
    rows, missed = candidates(options.features, docs)
    sets = [set_of(name) for name, _ in docs]
    used = [i for i, s in enumerate(sets) if s not in left_out]
    counts = defaultdict(int)
    for i in used:
        for _, features in rows[i]:
            for n in features:
                counts[n] += 1
    kept = sorted(n for n, c in counts.items() if c >= LEAST)
    index = {n: i for i, n in enumerate(kept)}
    print(f"{len(used)} documents, {sum(len(rows[i]) for i in used)} candidates, {len(index)} features")
    share = lambda i: SHARE.get(sets[i], 1.0)
    if not options.no_folds:
        tally = defaultdict(lambda: [0, 0, 0])
        for fold in range(FOLDS):
            weights = train([(share(i), rows[i]) for k, i in enumerate(used) if k % FOLDS != fold], index)
            outside = [i for i in range(len(docs)) if i not in set(used)] if fold == 0 else []
            for i in [i for k, i in enumerate(used) if k % FOLDS == fold] + outside:
                marks = scored(weights, index, rows[i])
                t = tally[sets[i]]
                t[0] += sum(1 for label, mine in marks if label and mine)
                t[1] += sum(1 for _, mine in marks if mine)
                t[2] += sum(1 for label, _ in marks if label) + missed[i]
        for s, (both, mine, gold) in sorted(tally.items()):
            p, r = both / max(1, mine), both / max(1, gold)
            print(f"{s:13} {gold:5} ends  P {p:.3f}  R {r:.3f}  F1 {2 * p * r / (p + r):.3f}")
    if options.out:
        weights = train([(share(i), rows[i]) for i in used], index)
        hashed = sorted((fnv(n.encode()), round(1000 * w)) for n, w in zip(kept, weights) if abs(w) >= SMALLEST)
        assert len({h for h, _ in hashed}) == len(hashed), "two names, one hash"
        hashes = b"".join(struct.pack("<Q", h) for h, _ in hashed)
        options.out.write_bytes(hashes + b"".join(struct.pack("<h", w) for _, w in hashed))
        print(f"{len(hashed)} weights, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(main())
