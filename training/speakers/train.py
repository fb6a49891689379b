"""Learns the weights by which the engine chooses whom "he" and "she" mean.

    python3 train.py SCORE.RS FEATURES [weight=FEATURES ...]

In: what `features.rs` writes; a number and "=" before a file weighs it. Out: figures by
cross-validation over the articles of the first, and the table of weights put into the source file.

The model is a log-linear ranking: each candidate scores the sum of its weighted features, nobody
scores zero, and the one meant shall be likelier than all others together. For a pronoun that means
nobody with a name, nobody or any of the nameless may win. Fitted by Newton's method with a Gaussian
prior, from data in the order of its files, so that the same data give the same weights.
"""

import sys

import numpy as np

PRIOR = 3.0
FOLDS = 8


def read(argument):
    """Names of the features, and (file, meant, features, weight) of each pronoun."""
    weight, _, path = argument.rpartition("=")
    rows, names = [], None
    with open(path, encoding="utf-8") as lines:
        names = next(lines).rstrip("\n").split("\t")
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if fields[0] == "?":
                rows.append((fields[1], [], [], float(weight or 1)))
            else:
                rows[-1][1].append(fields[0] == "1")
                rows[-1][2].append([float(x) for x in fields[1:]])
    nameless = names.index("Nameless")
    ready = []
    for file, meant, features, w in rows:
        if not meant:
            continue
        features = np.array(features)
        meant = np.array(meant)
        nobody = not meant.any()
        right = np.append(meant | (nobody & (features[:, nameless] == 1)), nobody)
        features = np.vstack([features, np.zeros(features.shape[1])])
        ready.append((file, right, features, w))
    return names, ready


def fit(rows):
    """Newton's method on the penalized likelihood."""
    n = rows[0][2].shape[1]
    weights = np.zeros(n)
    for _ in range(30):
        gradient, curve = -PRIOR * weights, PRIOR * np.eye(n)
        for _, right, x, w in rows:
            p = x @ weights
            p = np.exp(p - p.max())
            p /= p.sum()
            q = np.where(right, p, 0.0)
            q /= q.sum()
            mean = p @ x
            gradient += w * (q @ x - mean)
            curve += w * ((x.T * p) @ x - np.outer(mean, mean))
        step = np.linalg.solve(curve, gradient)
        weights = weights + step * min(1.0, 2.0 / np.abs(step).max())
        if np.abs(step).max() < 1e-6:
            break
    return weights


def judge(rows, weights, least, margin):
    """Right, wrong and to nobody, by the engine's rule of choice."""
    right = wrong = nobody = 0
    for _, meant, x, _ in rows:
        scores = (x @ weights)[:-1]
        order = np.argsort(-scores)
        best = scores[order[0]]
        lead = best - scores[order[1]] if len(order) > 1 else np.inf
        if best >= least and lead >= margin:
            right, wrong = right + meant[order[0]], wrong + (not meant[order[0]])
        else:
            right, nobody = right + meant[-1], nobody + (not meant[-1])
    return np.array([right, wrong, nobody])


def main():
    source = sys.argv[1]
    names, own = read(sys.argv[2])
    other = [row for argument in sys.argv[3:] for row in read(argument)[1]]
    files = sorted({row[0] for row in own})
    grid = [(least, margin) for least in (-0.5, 0.0, 0.5, 1.0) for margin in (0.0, 0.2, 0.4, 0.6, 0.9)]
    total = {key: np.zeros(3, int) for key in grid}
    for fold in range(FOLDS):
        held = set(files[fold::FOLDS])
        weights = fit([row for row in own if row[0] not in held] + other)
        for key in grid:
            total[key] += judge([row for row in own if row[0] in held], weights, *key)
    for key in grid:
        share = total[key] / total[key].sum()
        print("least %.1f margin %.1f: %3d right %3d wrong %3d nobody, %.3f" % (*key, *total[key], share[0]))
    weights = fit(own + other)
    if other:
        print("on the others:", judge(other, weights, 0.0, 0.2))
    with open(source, encoding="utf-8") as file:
        text = file.read()
    start = text.index("[\n", text.index("static PERSON")) + 2
    rows = ["    %.2f, // %s\n" % (weight, name) for name, weight in zip(names, weights)]
    with open(source, "w", encoding="utf-8") as file:
        file.write(text[:start] + "".join(rows) + text[text.index("];", start) :])


main()
