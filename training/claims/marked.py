"""Writes the marked articles of a folder in the form of PolNeAR's rows, attributions inside others left out.

usage: marked.py FOLDER > FILE.jsonl

The format is described in `tests/language/attributions/README.md`.
"""

import json
import re
import sys
from pathlib import Path


def read(path):
    head, rest = path.read_text(encoding="utf8").split("\n\n", 1)
    body, lines = rest.split("\n---\n", 1)
    text, opened, spans, at = "", [], {}, 0
    while at < len(body):
        mark = re.match(r"\{([sqc])([0-9,]+) ", body[at:])
        if mark:
            opened.append((mark[1], mark[2], len(text)))
            at += mark.end()
            continue
        if body[at] == "}":
            role, numbers, start = opened.pop()
            for number in numbers.split(","):
                spans.setdefault(int(number), {"s": [], "q": [], "c": []})[role].append([start, len(text)])
        else:
            text += body[at]
        at += 1
    attributions = []
    for line in lines.strip().splitlines():
        number, _, tier, *options = (cell.strip() for cell in line.split("|"))
        if not any(option.startswith("parent=") for option in options):
            of = spans[int(number)]
            attributions.append({"source": sorted(of["s"]), "cue": sorted(of["q"]), "content": sorted(of["c"]), "tier": tier})
    return {"id": path.stem, "text": text, "attributions": attributions}


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        print(json.dumps(read(path), ensure_ascii=False))
