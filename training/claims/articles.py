"""Articles as the engine sees them, paragraph by paragraph, with the marked attributions of PolNeAR.

Reads what the example `claim-words` writes (its head says how).
"""

import gzip
import json
import re
from dataclasses import dataclass, field

import numpy as np

ROW = np.dtype([("start", "<i4"), ("end", "<i4"), ("head", "<i4"), ("block", "<u2"), ("sentence", "<u2"), ("quote", "<u2"),
                ("upos", "u1"), ("xpos", "u1"), ("relation", "u1"), ("name", "u1"), ("rest", "u1", 2)])
WIDTH = 96
LONGEST = 320  # words of a paragraph that are read at once; `src/engine/claim/network.rs` has the same

CUES = ["O", "B", "I"]
ROLES = ["O", "B-source", "I-source", "B-content", "I-content"]


@dataclass
class Attribution:
    """Places of words in a paragraph."""

    cue: list
    source: list
    content: list
    tier: str = ""


@dataclass
class Paragraph:
    article: str
    forms: list
    rows: np.ndarray  # of ROW; heads are places in the paragraph, -1 for none
    states: np.ndarray  # words × WIDTH, 16 bits
    attributions: list = field(default_factory=list)


def opener(path):
    return gzip.open(path, "rt", encoding="utf8") if str(path).endswith(".gz") else open(path, encoding="utf8")


def is_word(form):
    return re.search(r"\w", form) is not None


def trim(places, forms):
    """Without marks at the edges of each contiguous piece."""
    out = []
    for piece in pieces(places):
        while piece and not is_word(forms[piece[0]]):
            piece = piece[1:]
        while piece and not is_word(forms[piece[-1]]):
            piece = piece[:-1]
        out += piece
    return out


def pieces(places):
    out = []
    for p in places:
        if out and out[-1][-1] == p - 1:
            out[-1].append(p)
        else:
            out.append([p])
    return out


def read(prefix, texts, keep_states=True):
    """Paragraphs of the articles whose texts (and attributions) are in the NDJSON file `texts`, in order."""
    rows = np.memmap(f"{prefix}.words.bin", dtype=ROW, mode="r")
    states = np.memmap(f"{prefix}.states.bin", dtype="<i2", mode="r").reshape(-1, WIDTH)
    at, out = 0, []
    with opener(texts) as lines, open(f"{prefix}.articles.jsonl") as index:
        for line, stated in zip(lines, index):
            article, count = json.loads(line), json.loads(stated)["tokens"]
            out += paragraphs(article, np.array(rows[at : at + count]), states[at : at + count] if keep_states else None)
            at += count
    return out


def paragraphs(article, rows, states):
    text, out = article["text"], []
    edges = [0, *(np.flatnonzero(np.diff(rows["block"].astype(int))) + 1), len(rows)]
    starts = rows["start"].copy()
    places = {}
    for first, last in zip(edges[:-1], edges[1:]):
        for begin in range(first, last, LONGEST):
            end = min(last, begin + LONGEST)
            part = rows[begin:end].copy()
            head = part["head"] - begin
            part["head"] = np.where((part["head"] < 0) | (head < 0) | (head >= end - begin), -1, head)
            forms = [text[a:b] for a, b in zip(part["start"], part["end"])]
            places.update((i, (len(out), i - begin)) for i in range(begin, end))
            out.append(Paragraph(str(article.get("id", "")), forms, part, None if states is None else states[begin:end]))
    for a in article.get("attributions", []):
        found = {}
        for role in ("cue", "source", "content"):
            found[role] = []
            for s, e in a[role]:
                i = max(0, int(np.searchsorted(starts, s, "right")) - 1)
                while i < len(rows) and rows["start"][i] < e:
                    if rows["end"][i] > s:
                        found[role].append(i)
                    i += 1
        if not found["cue"]:
            continue
        paragraph = places[found["cue"][0]][0]
        inside = {}
        for role, tokens in found.items():
            here = sorted({places[t][1] for t in tokens if places[t][0] == paragraph})
            inside[role] = trim(here, out[paragraph].forms)
        cue = inside["cue"]
        if not cue or not inside["content"]:
            continue
        cue = list(range(cue[0], cue[-1] + 1))
        same = next((o for o in out[paragraph].attributions if o.cue == cue), None)
        if same:
            same.content = sorted({*same.content, *inside["content"]})
            same.source = same.source or inside["source"]
        else:
            out[paragraph].attributions.append(Attribution(cue, inside["source"], inside["content"], a.get("tier", "")))
    return out


def cue_labels(paragraph):
    out = np.zeros(len(paragraph.forms), dtype=np.int64)
    for a in sorted(paragraph.attributions, key=lambda a: -len(a.cue)):
        out[a.cue] = 2
        out[a.cue[0]] = 1
    return out


def role_labels(paragraph, attribution):
    out = np.zeros(len(paragraph.forms), dtype=np.int64)
    for begin, places in ((3, attribution.content), (1, attribution.source)):
        for piece in pieces(places):
            out[piece] = begin + 1
            out[piece[0]] = begin
    out[attribution.cue] = 0
    return out


def begin_inside(scores, labels):
    """The best sequence of labels `O`, `B`, `I`, `B`, `I`, … for rows of scores (Viterbi)."""
    count, kinds = scores.shape
    allowed = np.zeros((kinds, kinds))
    for to in range(2, kinds, 2):
        for of in range(kinds):
            if of not in (to, to - 1):
                allowed[of, to] = -1e9
    best, back = scores[0].copy(), []
    best[2::2] = -1e9
    for t in range(1, count):
        step = best[:, None] + allowed
        back.append(step.argmax(0))
        best = step.max(0) + scores[t]
    y = [int(best.argmax())]
    for b in reversed(back):
        y.append(int(b[y[-1]]))
    return y[::-1]


def spans(y, begin):
    """Runs that begin with `begin` and go on with `begin + 1`."""
    out = []
    for i, label in enumerate(y):
        if label == begin:
            out.append([i])
        elif label == begin + 1 and out and out[-1][-1] == i - 1:
            out[-1].append(i)
    return out
