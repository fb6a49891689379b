"""Scores of teacher and student on development sentences."""

import torch

import data as D

# For each relation, the number of the one without its subtype.
BARE = torch.tensor([D.RELATIONS.index(r.split(":")[0]) for r in D.RELATIONS])


def spans(tags):
    """Names of people, bodies and places as (first word, end, kind); an inside tag of another kind begins one."""
    found, start, kind = set(), None, None
    for i, t in enumerate(list(tags) + [0]):
        name = D.NAMES[t]
        if start is not None and not (name[0] == "I" and name[2:] == kind):
            found.add((start, i, kind))
            start = None
        if name != "O" and start is None:
            start, kind = i, name[2:]
    return {f for f in found if f[2] != "other"}


class Tally:
    """Adds up batches; `str` of it is a line of percentages."""

    def __init__(self):
        self.words = 0
        self.right = dict.fromkeys(("upos", "xpos", "uas", "las"), 0)
        self.names = [0, 0, 0]  # right, found, marked

    def add(self, sentences, labels, heads, relations, tags):
        known = labels["heads"] >= 0
        same_head = (heads == labels["heads"]) & known
        same_relation = BARE[relations] == BARE[labels["relations"].clamp(min=0)]
        self.words += int(known.sum())
        self.right["uas"] += int(same_head.sum())
        self.right["las"] += int((same_head & same_relation).sum())
        for k in ("upos", "xpos"):
            self.right[k] += int(((tags[k] == labels[k]) & known).sum())
        for r, s in enumerate(sentences):
            if s.names is not None:
                mine, gold = spans(tags["names"][r, : len(s.words)].tolist()), spans(s.names)
                self.names = [a + b for a, b in zip(self.names, (len(mine & gold), len(mine), len(gold)))]

    def __str__(self):
        parts = [f"{k} {100 * n / self.words:.2f}" for k, n in self.right.items()] if self.words else []
        right, found, marked = self.names
        if marked:
            parts.append(f"names {200 * right / (found + marked):.1f}")
        return "  ".join(parts)
