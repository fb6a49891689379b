"""Writes the raw news that wide networks and the teacher label as NDJSON, one paragraph a line of `text`.

usage: raw.py --data DIR --out FILE.ndjson
"""

import argparse
import gzip
import itertools
import json
from pathlib import Path

SOURCES = [("newsdesc_train", 3000), ("cnn_train_big", 2000)]
LONGEST = 8000  # characters of an article

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    with open(args.out, "w", encoding="utf8") as out:
        for name, count in SOURCES:
            with gzip.open(Path(args.data) / "summaries" / f"{name}.jsonl.gz", "rt", encoding="utf8") as rows:
                for i, row in enumerate(itertools.islice(rows, count)):
                    paragraphs = (p.strip() for p in json.loads(row)["text"].split("\n"))
                    text = "\n".join(p for p in paragraphs if p)[:LONGEST]
                    out.write(json.dumps({"id": f"{name}{i}", "text": text}) + "\n")
