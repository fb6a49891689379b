"""Fits the confidence of claims: how likely content and source are right, by what the network thinks of them.

usage: calibrate.py --set GOLD CHANCES [--set GOLD CHANCES …] --scorer DIR

CHANCES is what the example `claim-chances` prints for articles that the network was not trained on, built with `LEAST`
of `src/engine/claim/extract.rs` at 0, so that it leaves nothing out. Prints the weights
for `src/engine/claim/confidence.rs`, and how well the confidence holds on articles left out of the fit (10 folds).
"""

import argparse
import json
import sys

import numpy as np


def rightness(gold, rows, S):
    """For each claim found: whether it is right, with its features and its article; other tiers are passed over."""
    out = []
    for id, g in gold.items():
        w = S.words(g["text"])
        starts, ends = [a for a, _ in w], [b for _, b in w]
        found = rows[id]["attributions"]
        gs = [S.wset(a["content"], starts, ends) for a in g["attributions"]]
        ps = [S.wset(a["content"], starts, ends) for a in found]
        match = {j: (i, k) for i, j, k in S.greedy(gs, ps)}
        for j, p in enumerate(found):
            i, k = match.get(j, (None, 0))
            right = False
            if k >= 0.8:
                a = g["attributions"][i]
                gold_source, source = S.wset(a["source"], starts, ends), S.wset(p["source"], starts, ends)
                head = S.wset([a["source_head"]], starts, ends) if a.get("source_head") else gold_source
                right = bool(head & source) and 2 * len(gold_source & source) >= len(source) if gold_source else not source
            out.append((p["features"], right, id))
    return out


def fit(x, y, penalty=1.0):
    """Logistic regression with an L2 penalty, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + penalty * w)
    return w


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs=2, action="append", required=True)
    parser.add_argument("--scorer", required=True)
    args = parser.parse_args()
    sys.path.insert(0, args.scorer)
    import score_claims as S

    data = []
    for gold, chances in args.set:
        with open(chances, encoding="utf8") as lines:
            rows = {r["id"]: r for r in map(json.loads, lines)}
        data += rightness(S.load(gold), rows, S)
    x, y = np.array([d[0] for d in data]), np.array([d[1] for d in data], dtype=float)
    articles = sorted({d[2] for d in data})
    fold = np.array([articles.index(d[2]) % 10 for d in data])
    held = np.zeros(len(y))
    for k in range(10):
        held[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k])))
    print(len(y), "claims", round(y.mean(), 3), "right")
    for low in np.arange(0, 1, 0.1):
        inside = (held >= low) & (held < low + 0.1)
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} claims, said {held[inside].mean():.3f}, right {y[inside].mean():.3f}")
    print("log loss", round(float(-np.mean(y * np.log(held) + (1 - y) * np.log(1 - held))), 4), "Brier", round(float(((held - y) ** 2).mean()), 4))
    print("weights", [round(float(w), 4) for w in fit(x, y)])
