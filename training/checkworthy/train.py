#!/usr/bin/env python3
"""Train the weights of `models/check_worthiness.bin`.

usage: train.py DATA FEATURES [--out WEIGHTS.bin] [--folds] [--words]

DATA: a directory with claimbuster_kfold_25ncs.jsonl.gz (ClaimBuster, Arslan et al. 2020) and
ct19_train.jsonl.gz (CheckThat! Lab 2019, task 1).
FEATURES: the program `check-worthiness` (cargo build --release --example check-worthiness).

Logistic regression with an L2 penalty by L-BFGS, from zero, over both sets; sentences of CheckThat!
carry a feature of their own that is not shipped, since its marks are far rarer. `--folds` prints
F1 of ClaimBuster in four stratified folds, and mean average precision of CheckThat! with every
debate held out once (in four groups), each with the other set in training; `--words` does so with
words and pairs of words alone, for comparison. Needs numpy and scipy.
"""
import argparse, gzip, json, struct, subprocess, sys
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

PENALTY = 30.0
# A feature seen in fewer sentences than this is not learnt.
LEAST = 3
# How much a sentence counts.
CLAIMBUSTER = {0: 1.0, 1: 2.0}
CHECKTHAT = {0: 0.2, 1: 2.0}
# Weights below this share of the largest are left out.
SMALLEST = 1 / 127


def fnv(data):
    """FNV-1a in 64 bits, folded to 32, as the engine hashes the name of a feature."""
    h = 0xCBF29CE484222325
    for byte in data:
        h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return (h ^ h >> 32) & 0xFFFFFFFF


def rows(path):
    return [json.loads(line) for line in gzip.open(path, "rt", encoding="utf8")]


def features(program, found):
    lines = "".join(json.dumps({"text": row["text"]}) + "\n" for row in found)
    out = subprocess.run([program], input=lines, capture_output=True, text=True, check=True).stdout
    return [line.split("\t") if line else [] for line in out.split("\n")[:-1]]


def matrix(names, index):
    ids = [[index[n] for n in f if n in index] for f in names]
    ends = np.cumsum([0] + [len(i) for i in ids])
    flat = np.array([i for row in ids for i in row], dtype=int)
    return sparse.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(names), len(index)))


def train(x, y, shares):
    """The weights, the bias last."""
    signs, xt = 2.0 * y - 1, x.T.tocsr()

    def loss(w):
        margins = signs * (x @ w[:-1] + w[-1])
        pulls = -shares * signs / (1 + np.exp(np.clip(margins, -50, 50)))
        value = (shares * np.logaddexp(0, -margins)).sum() + PENALTY / 2 * (w[:-1] @ w[:-1])
        return value, np.append(xt @ pulls + PENALTY * w[:-1], pulls.sum())

    options = {"maxiter": 100, "maxfun": 150}
    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options=options).x


def f1(gold, mine):
    both = (gold & mine).sum()
    return 2 * both / max(1, gold.sum() + mine.sum())


def average_precision(gold, scores):
    ranked = gold[np.argsort(-scores, kind="stable")]
    hits = np.cumsum(ranked)
    return (hits / np.arange(1, len(ranked) + 1))[ranked == 1].sum() / max(1, gold.sum())


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("features")
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--folds", action="store_true")
    arguments.add_argument("--words", action="store_true")
    options = arguments.parse_args()
    first = rows(options.data / "claimbuster_kfold_25ncs.jsonl.gz")
    second = rows(options.data / "ct19_train.jsonl.gz")
    names = features(options.features, first + second)
    assert len(names) == len(first) + len(second)
    if options.words:
        names = [[n for n in f if n.startswith(("w:", "ww:"))] for f in names]
    is_second = np.arange(len(names)) >= len(first)
    names = [f + ["set:second"] if s else f for f, s in zip(names, is_second)]
    counts = Counter(n for f in names for n in f)
    kept = sorted(n for n, c in counts.items() if c >= LEAST)
    x = matrix(names, {n: i for i, n in enumerate(kept)})
    y = np.array([int(r["label"]) for r in first + second])
    shares = np.array([(CHECKTHAT if s else CLAIMBUSTER)[int(l)] for l, s in zip(y, is_second)])
    print(f"{len(first)} + {len(second)} sentences, {len(kept)} features", flush=True)

    def scores(held, without=None):
        use = ~held if without is None else ~held & ~without
        w = train(x[use], y[use], shares[use])
        return x[held] @ w[:-1] + w[-1]

    if options.folds:
        order = np.random.default_rng(0).permutation(len(first))
        fold = np.full(len(names), -1)
        for label in (0, 1):
            mine = [i for i in order if y[i] == label]
            fold[mine] = np.arange(len(mine)) % 4
        for title, without in (("with both sets", None), ("with its own set alone", is_second)):
            found = np.zeros(len(names))
            for k in range(4):
                found[fold == k] = scores(fold == k, without)
            gold, mine = y[~is_second] == 1, found[~is_second] > 0
            macro = (f1(gold, mine) + f1(~gold, ~mine)) / 2
            precision = average_precision(y[~is_second], found[~is_second])
            print(f"ClaimBuster, 4 folds, {title}: F1 {100 * f1(gold, mine):.1f}, macro F1 "
                  f"{100 * macro:.1f}, average precision {100 * precision:.1f}", flush=True)
        files = sorted({r["file_name"] for r in second})
        group = np.array([-1] * len(first) + [files.index(r["file_name"]) for r in second])
        for title, without in (("with both sets", None), ("with its own set alone", ~is_second),
                               ("with ClaimBuster alone", is_second)):
            found = np.zeros(len(names))
            for k in range(4):
                held = is_second & (group % 4 == k)
                found[held] = scores(held, without)
            each = [average_precision(y[group == g], found[group == g]) for g in range(len(files))]
            print(f"CheckThat! 2019 training set, {len(files)} debates held out, {title}: "
                  f"MAP {np.mean(each):.3f}", flush=True)
    if options.out:
        w = train(x, y, shares)
        unit = np.abs(w[:-1]).max() / 127
        hashed = sorted((fnv(n.encode()), round(v / unit)) for n, v in zip(kept, w[:-1])
                        if abs(v) >= SMALLEST * 127 * unit / 2 and n != "set:second")
        hashed = [(h, v) for h, v in hashed if v]
        assert len({h for h, _ in hashed}) == len(hashed), "two names, one hash"
        options.out.write_bytes(struct.pack("<ff", w[-1], unit)
                                + b"".join(struct.pack("<I", h) for h, _ in hashed)
                                + struct.pack(f"<{len(hashed)}b", *(v for _, v in hashed)))
        print(f"{len(hashed)} weights, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(main())
