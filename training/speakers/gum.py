"""Writes documents of GUM as articles with marked mentions, in the form of tests/language/speakers.

    python3 gum.py gum_train.conllu.gz FOLDER [GENRE ...]

A mark names every name of the chain, joined by ";". Marked are "he" and "she" in all their forms, and
singular noun phrases with "the" for a person or body whose head is no name. `?` is a chain without names.
"""

import gzip
import os
import re
import sys

PRONOUNS = "he him his himself she her hers herself".split()


def read(path):
    """Documents: (id, [paragraph: [sentence: [(form, space_after, upos, head, entity)]]])."""
    docs, sentence, joined = [], [], (0, -1, True)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                docs.append((line.split(" = ")[1], []))
            elif line.startswith("# newpar") and "_block" not in line:
                docs[-1][1].append([])
            elif line and line[0].isdigit():
                f = line.split("\t")
                if "-" in f[0]:
                    first, last = map(int, f[0].split("-"))
                    joined = (first, last, "SpaceAfter=No" not in f[9])
                elif f[0].isdigit():
                    misc = dict(x.split("=", 1) for x in f[9].split("|") if "=" in x)
                    space = misc.get("SpaceAfter") != "No"
                    if joined[0] <= int(f[0]) <= joined[1]:
                        space = int(f[0]) == joined[1] and joined[2]
                    sentence.append((f[1], space, f[3], f[4], int(f[6]), misc.get("Entity", "")))
            elif not line and sentence:
                if not docs[-1][1]:
                    docs[-1][1].append([])
                docs[-1][1][-1].append(sentence)
                sentence, joined = [], (0, -1, True)
    return docs


def mentions(sentence):
    """(start, end, chain, type) of the mentions of a sentence."""
    open_, found = {}, []
    for i, (*_, entity) in enumerate(sentence):
        for opened, closed, part in re.findall(r"\(([^()]*)(\))?|([^()]+)\)", entity):
            if part:
                key = part.split("-")[0]
                if open_.get(key):
                    start, kind = open_[key].pop()
                    found.append((start, i + 1, key, kind))
                continue
            fields = opened.split("-")
            key, kind = fields[0], fields[1] if len(fields) > 1 else ""
            if closed:
                found.append((i, i + 1, key, kind))
            else:
                open_.setdefault(key, []).append((i, kind))
    return found


def main():
    path, folder, *genres = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for name, paragraphs in read(path):
        if genres and name.split("_")[1] not in genres:
            continue
        names = {}
        for paragraph in paragraphs:
            for sentence in paragraph:
                for start, end, chain, kind in mentions(sentence):
                    inside = lambda i: start <= i < end
                    head = next((i for i in range(start, end) if not inside(sentence[i][4] - 1)), end - 1)
                    if sentence[head][2] == "PROPN" and kind in ("person", "organization", "place"):
                        last = head
                        while last + 1 < end and sentence[last + 1][2] == "PROPN":
                            last += 1
                        first = head
                        while first > start and sentence[first - 1][2] == "PROPN":
                            first -= 1
                        for k in range(first, last + 1):
                            form = "".join(w[0] + " " * w[1] for w in sentence[k : last + 1]).strip()
                            names.setdefault(chain, set()).add(form)
        out = ["GUM"]
        n = 0
        for paragraph in paragraphs:
            line = ""
            for sentence in paragraph:
                marks = {}
                for start, end, chain, kind in mentions(sentence):
                    if kind not in ("person", "organization"):
                        continue
                    inside = lambda i: start <= i < end
                    head = next((i for i in range(start, end) if not inside(sentence[i][4] - 1)), end - 1)
                    pronoun = end == start + 1 and sentence[start][0].lower() in PRONOUNS
                    nominal = (
                        sentence[start][0].lower() == "the"
                        and sentence[head][3] == "NN"
                        and all(sentence[k][2] in ("ADJ", "NOUN") for k in range(start + 1, head))
                    )
                    if pronoun or nominal:
                        marks[start] = (head + 1, chain)
                until = 0
                for i, (form, space, *_) in enumerate(sentence):
                    if i in marks and i >= until:
                        until, chain = marks[i]
                        line += "{"
                        n += 1
                    line += form.replace("{", "(").replace("}", ")").replace("|", "/")
                    if until == i + 1:
                        line += "|" + (";".join(sorted(names.get(chain, {"?"}))).replace("}", ")") or "?") + "}"
                        until = 0
                    line += " " * space
                line = line.rstrip() + " "
            out.append(line.strip())
        if n:
            with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as file:
                file.write("\n".join(x for x in out if x) + "\n")


main()
