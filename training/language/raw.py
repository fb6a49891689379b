"""Writes the raw news that the teacher labels as one plain text, a blank line between paragraphs.

usage: raw.py --data DIR --out FILE.txt [--articles N] [--skip N]

After the first `skip`, N articles each of the CNN and Daily Mail sets and a third of N of PolNeAR's training set. Cut it into words with
`nutgraf parse FILE.txt`.
"""

import argparse
from pathlib import Path

import data as D

SOURCES = [("summaries/cnn_train_big", 1.0), ("summaries/newsdesc_train", 1.0), ("attributions/polnear_train", 1 / 3)]

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--skip", type=int, default=0)
    args = parser.parse_args()
    with open(args.out, "w", encoding="utf8") as out:
        for name, share in SOURCES:
            first, last = int(args.skip * share), int((args.skip + args.articles) * share)
            for text in list(D.read_texts(Path(args.data) / f"{name}.jsonl.gz", last))[first:]:
                for paragraph in text.split("\n"):
                    if paragraph.strip():
                        out.write(" ".join(paragraph.split()) + "\n\n")
