"""Treebanks, names and raw text as plain lists of sentences.

A sentence is a `Sentence`: word forms with what the source marks of them. What a source does not mark is
`None`, and the trainers leave it out of the loss.
"""

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = ("$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS "
        "PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``").split()
RELATIONS = ("acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound "
             "compound:prt conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed "
             "flat goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod "
             "obj obl obl:agent obl:unmarked orphan parataxis punct reparandum root vocative xcomp").split()
KINDS = "person organisation place other".split()
NAMES = ["O"] + [f"{place}-{kind}" for kind in KINDS for place in "BI"]

# GUM's documents of these genres are under a non-commercial licence: nothing that ships is trained on them.
NON_COMMERCIAL = {"whow", "fiction", "essay"}

# Words before a person's name that are no part of it.
TITLES = set("""mr mrs ms miss dr sir lord lady dame president vice prime minister senator sen representative rep
congressman congresswoman governor gov mayor judge justice professor prof king queen prince princess pope general gen
colonel col captain capt lieutenant lt sergeant sgt major maj admiral commander secretary chancellor ambassador
director chairman chairwoman chief deputy attorney councillor bishop archbishop cardinal father rabbi imam saint
reverend rev emperor duke duchess count countess baron officer detective coach""".split())


@dataclass
class Sentence:
    """Words of a sentence and their labels, each as an index into the lists above or `None`."""
    words: list
    upos: list = None
    xpos: list = None
    heads: list = None  # 0 is the root, 1 the first word
    relations: list = None
    names: list = None
    source: str = ""


def read_conllu(path):
    """Sentences of a treebank, without those of non-commercial genres. Names only where the file marks entities."""
    document, rows, entities = "", [], "gum" in Path(path).name
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                document = line[14:]
            elif not line and rows:
                if not (entities and document.split("_")[1] in NON_COMMERCIAL):
                    yield from_rows(rows, document, entities)
                rows = []
            elif line and line[0].isdigit() and line.split("\t")[0].isdigit():
                rows.append(line.split("\t"))


def from_rows(rows, document, entities):
    sentence = Sentence(
        words=[r[1] for r in rows],
        upos=[UPOS.index(r[3]) for r in rows],
        xpos=[XPOS.index(r[4]) for r in rows],
        heads=[int(r[6]) for r in rows],
        relations=[RELATIONS.index(r[7]) for r in rows],
        source=document,
    )
    if entities:
        sentence.names = names_of(rows)
    return sentence


def names_of(rows):
    """Name tags from GUM's nested entities: the proper nouns around an entity's head, larger entities first."""
    spans, stack = [], []
    for i, row in enumerate(rows):
        marks = dict(m.split("=", 1) for m in row[9].split("|") if "=" in m).get("Entity", "")
        for opened, body, closed in re.findall(r"(\()?([^()]+)(\))?", marks):
            if opened:
                fields = body.split("-")
                stack.append((fields[0], i, fields[1] if len(fields) > 1 else "", len(fields) > 6))
            if closed:
                key = body.split("-")[0]
                for at in range(len(stack) - 1, -1, -1):
                    if stack[at][0] == key:
                        _, start, kind, _ = stack.pop(at)
                        spans.append((start, i + 1, kind))
                        break
    tags = [0] * len(rows)
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        found = proper_span(rows, start, end, kind)
        if found is None:
            continue
        first, last = found
        if any(tags[first:last]):
            continue
        label = {"person": "person", "organization": "organisation", "place": "place"}.get(kind, "other")
        for i in range(first, last):
            tags[i] = NAMES.index(("B-" if i == first else "I-") + label)
    return tags


def proper_span(rows, start, end, kind):
    """The name inside an entity's words: proper nouns joined by hyphens, "of", "the", "and", "&"."""
    inside = lambda i: start <= i < end
    heads = [i for i in range(start, end) if not inside(int(rows[i][6]) - 1)]
    if not heads:
        return None
    head = heads[0]
    proper = lambda i: inside(i) and (rows[i][4] in ("NNP", "NNPS") or rows[i][3] == "PROPN")
    if not proper(head) or not rows[head][1][:1].isupper() and not rows[head][1][:1].isdigit():
        return None
    glue = {"-", "&", "'", "’", ".", "/", "'s", "’s"} | (set() if kind == "person" else {"of", "the", "and", "for", "de", "in"})
    first = head
    while inside(first - 1):
        if proper(first - 1) or rows[first - 1][4] == "CD" and kind != "person":
            first -= 1
        else:
            at = first - 1
            while inside(at) and rows[at][1].lower() in glue:
                at -= 1
            if at < first - 1 and proper(at) and rows[first - 1][1].lower() not in ("'s", "’s"):
                first = at
            else:
                break
    last = head + 1
    while inside(last):
        if proper(last) or rows[last][4] == "CD" and kind != "person" and rows[last][7] != "appos":
            last += 1
        else:
            at = last
            while inside(at) and rows[at][1].lower() in glue:
                at += 1
            if last < at and proper(at) and rows[last][1] not in (",",):
                last = at + 1
            else:
                break
    if kind == "person":
        while first < last - 1 and (rows[first][1].lower().rstrip(".") in TITLES or rows[first][1] in "-."):
            first += 1
    return first, last


WNUT = {"person": "person", "location": "place", "corporation": "organisation", "group": "organisation"}


def read_wnut(path):
    """Sentences of WNUT17, with names only."""
    words, tags = [], []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in list(lines) + ["\n"]:
            cells = line.strip().split("\t")
            if len(cells) < 2:
                if words:
                    yield Sentence(words=words, names=tags, source="wnut")
                words, tags = [], []
                continue
            words.append(cells[0])
            place, _, kind = cells[1].partition("-")
            tags.append(NAMES.index(f"{place}-{WNUT.get(kind, 'other')}" if kind else "O"))


def read_texts(path, limit):
    """Texts of an NDJSON file of articles."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for n, line in enumerate(lines):
            if n >= limit:
                return
            yield json.loads(line)["text"]


def splits(data):
    """Training and development sentences by name."""
    data = Path(data)
    train = [s for f in ("ewt_train", "gum_train") for s in read_conllu(data / f"treebanks/{f}.conllu.gz")]
    names = list(read_wnut(data / "names/wnut17_train.conll.gz"))
    dev = {f: list(read_conllu(data / f"treebanks/{f}_dev.conllu.gz")) for f in ("ewt", "gum")}
    dev["wnut"] = list(read_wnut(data / "names/wnut17_dev.conll.gz"))
    return train, names, dev
