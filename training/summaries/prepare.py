#!/usr/bin/env python3
"""Split the sets of articles with summaries and count their words.

usage: prepare.py DATA OUT [--hold SRC HALF]

DATA: a folder with cnndm_train, cnn_train_big and newsdesc_train (.jsonl.gz). OUT gets, a line of JSON
for each article, {cnn,mixed,descriptions}_{train,dev,test}.jsonl, and words.bin: rarity of stems and
how readily they get into summaries, of the training parts alone.

held_out.tsv beside this file says which articles are never learned from: those for development were
looked at to choose between ways of training, those for testing were not. An article that shares a
fifth of its runs of eight words with one of those, or with one before it, is left out. With --hold,
half (0 or 1) of the articles whose src is SRC is for testing too.
"""
import argparse, gzip, json, math, re, struct, zlib
from collections import Counter
from functools import lru_cache
from pathlib import Path

from nltk.stem.snowball import SnowballStemmer

WORD = re.compile(r"[a-z0-9][a-z0-9'’\-.,]*[a-z0-9]|[a-z0-9]")
HELD_OUT = Path(__file__).with_name("held_out.tsv")
FILES = {"mixed": "cnndm_train", "cnn": "cnn_train_big", "descriptions": "newsdesc_train"}
# So many articles are learnt from at most.
TRAIN = {"descriptions": 2500}
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


def held_out():
    """The part of each article that is held out, by the hash of its id."""
    lines = [line.split("\t") for line in HELD_OUT.read_text().splitlines() if not line.startswith("#")]
    return {int(key, 16): part for key, part in lines}


def read(data, held, hold=None):
    """The articles of each set and part, without those like one before."""
    found, seen = {f"{name}_{part}": [] for name in FILES for part in ("dev", "test", "train")}, set()
    rows = [(name, json.loads(line)) for name, file in FILES.items()
            for line in gzip.open(data / f"{file}.jsonl.gz", "rt", encoding="utf8")]

    def part_of(row):
        key = fnv(row["id"].encode())
        is_half = hold and row.get("src") == hold[0] and key % 2 == int(hold[1])
        return held.get(key, "test" if is_half else "train")

    # What is held out comes first, so that what is like it is not learnt from.
    for name, row in sorted(rows, key=lambda r: (part_of(r[1]) == "train", fnv(r[1]["id"].encode()))):
        own, part = runs(row["text"]), part_of(row)
        if part == "train" and own and len(own & seen) > 0.2 * len(own):
            continue
        seen |= own
        if part != "train" or len(found[f"{name}_train"]) < TRAIN.get(name, len(rows)):
            found[f"{name}_{part}"].append(row)
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
    arguments.add_argument("--hold", nargs=2, metavar=("SRC", "HALF"))
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    parts = read(options.data, held_out(), options.hold)
    for name, rows in parts.items():
        with open(options.out / f"{name}.jsonl", "w") as out:
            for row in rows:
                fields = {k: row.get(k, "") for k in ("id", "title", "text", "summary")}
                out.write(json.dumps(fields) + "\n")
        print(name, len(rows))
    words([r for name, rows in parts.items() if name.endswith("train") for r in rows], options.out / "words.bin")


if __name__ == "__main__":
    main()
