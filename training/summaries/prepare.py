#!/usr/bin/env python3
"""Split the sets of articles with summaries and count their words.

usage: prepare.py DATA OUT

DATA: a folder with cnndm_train, cnn_train_big and newsdesc_train (.jsonl.gz). OUT gets, a line of JSON
for each article, {cnn,mixed,descriptions}_{train,dev}.jsonl, and words.bin: rarity of stems and how
readily they get into summaries, of the training parts alone.

An article that shares a fifth of its runs of eight words with one before it is left out. Of the
mixed set the last three of its sources, which hold both papers, are for development.
"""
import argparse, gzip, json, math, random, re, struct, zlib
from collections import Counter
from functools import lru_cache
from pathlib import Path

from nltk.stem.snowball import SnowballStemmer

WORD = re.compile(r"[a-z0-9][a-z0-9'’\-.,]*[a-z0-9]|[a-z0-9]")
MIXED = ("Eileen", "Desix", "roger")
DEV = {"cnn": 600, "descriptions": 500}
TRAIN = {"cnn": 5200, "descriptions": 1500}
WORDS, LEAST = 9500, 6
stemmer = SnowballStemmer("english")


@lru_cache(None)
def stem(word):
    return stemmer.stem(word)


def stems(text):
    return {stem(w) for w in set(WORD.findall(text.lower()))}


def fnv(data):
    """The low half of FNV-1a in 64 bits, as the engine hashes stems."""
    h = 0xCBF29CE484222325
    for byte in data:
        h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h & 0xFFFFFFFF


def runs(text):
    words = re.sub(r"[^a-z0-9 ]", "", text[:2500].lower()).split()
    return {zlib.crc32(" ".join(words[i : i + 8]).encode()) for i in range(len(words) - 8)}


def read(path, seen):
    """Articles that are not in `seen` yet, which grows."""
    found = []
    for line in gzip.open(path, "rt", encoding="utf8"):
        row = json.loads(line)
        own = runs(row["text"])
        if own and len(own & seen) > 0.2 * len(own):
            continue
        seen |= own
        found.append(row)
    return found


def words(rows, path):
    frequency, inside, n = Counter(), Counter(), 0
    for row in rows:
        text = stems(row["text"])
        frequency.update(text)
        inside.update(stems(row["summary"]) & text)
        n += 1
    share = sum(inside.values()) / sum(frequency.values())
    table = {}
    for word in sorted((w for w in frequency if frequency[w] >= LEAST), key=lambda w: (-frequency[w], w))[:WORDS]:
        rarity = 16 * (math.log((n + 1) / (frequency[word] + 1)) + 0.5)
        prior = 16 * math.log((inside[word] + 20 * share) / (frequency[word] + 20) / share)
        table.setdefault(fnv(word.encode()), (min(255, round(rarity)), max(-127, min(127, round(prior)))))
    hashes = sorted(table)
    out = b"".join(struct.pack("<I", h) for h in hashes) + bytes(table[h][0] for h in hashes)
    path.write_bytes(out + struct.pack(f"{len(hashes)}b", *(table[h][1] for h in hashes)))


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("out", type=Path)
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    random.seed(7)
    seen = set()
    mixed, cnn, descriptions = (
        read(options.data / f"{name}.jsonl.gz", seen) for name in ("cnndm_train", "cnn_train_big", "newsdesc_train"))
    random.shuffle(cnn)
    random.shuffle(descriptions)
    parts = {
        "mixed_dev": [r for r in mixed if r["src"].startswith(MIXED)],
        "mixed_train": [r for r in mixed if not r["src"].startswith(MIXED)],
    }
    for name, rows in ("cnn", cnn), ("descriptions", descriptions):
        parts[f"{name}_dev"] = rows[: DEV[name]]
        parts[f"{name}_train"] = rows[DEV[name] :][: TRAIN[name]]
    for name, rows in parts.items():
        with open(options.out / f"{name}.jsonl", "w") as out:
            for row in rows:
                fields = {k: row.get(k, "") for k in ("id", "title", "text", "summary")}
                out.write(json.dumps(fields) + "\n")
        print(name, len(rows))
    words([r for name, rows in parts.items() if name.endswith("train") for r in rows], options.out / "words.bin")


if __name__ == "__main__":
    main()
