#!/usr/bin/env python3
"""Learns how UD English writes lemmas: two suffix trees, one for the ending, one for capitals.

usage: train.py TREEBANKS OUT [--dev FILE.conllu.gz]...

TREEBANKS is a folder with `ewt_train.conllu.gz` and `gum_train.conllu.gz`; documents of the genres
`whow`, `fiction` and `essay` are left out for their licences. `irregular.tsv` beside this script
holds irregular words that a treebank need not have; regular forms of all lemmas are made by rule,
so that the tree learns where consonants double and where an "e" falls away.

Method: the class of a word's edit script (cut n characters, append some; Chrupala 2006) by the
longest known suffix of the word in lower case. A node of the tree stands only where it says
something else than its parent. Whole words (marked by a first byte of 1) are decided by the
tokens of the treebanks, suffixes by how many words they have. The layout of OUT is described in
`src/engine/model/lemma.rs`. `--dev` prints the share of right lemmas, tags given.
"""
import collections, gzip, pathlib, re, sys

HERE = pathlib.Path(__file__).resolve().parent
LABELS = HERE.parent.parent / "src/engine/tag/labels.rs"
PLACES = HERE.parent.parent / "src/engine/lexicon/data/places.tsv"
LEFT_OUT = {"whow", "fiction", "essay"}
ENTIRE = 1  # the byte that stands before the first letter of a whole word
KEEP, LOWER, TITLE = range(3)


def words(path):
    """(form, upos, xpos, lemma, whether it is a slip of the pen) of every word."""
    wanted, rows = True, []
    for line in gzip.open(path, "rt", encoding="utf8"):
        if line.startswith("# newdoc id"):
            name = line.split("=", 1)[1].strip()
            wanted = not (name.startswith("GUM_") and name.split("_")[1] in LEFT_OUT)
        columns = line.rstrip("\n").split("\t")
        if wanted and len(columns) == 10 and columns[0].isdigit():
            rows.append(columns)
        if columns == [""]:
            for row, after in zip(rows, rows[1:] + [[""] * 10]):
                form, lemma, upos, xpos = row[1:5]
                # A word written in two has the lemma of the whole; what breaks off has that of the guess.
                broken = "goeswith" in (row[7], after[7]) or (form.endswith("-") and form[0].isalpha())
                yield form, upos, xpos, lemma, broken or "Typo=Yes" in row[5]
            rows = []


def pattern(form):
    """How a form is capitalised: 0 not at all, 1 the first letter, 2 short and all, 3 long and all, 4 otherwise."""
    letters = [c for c in form if c.lower() != c.upper()]
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 0
    if upper == len(letters) and len(letters) > 1:
        return 2 if len(letters) <= 4 else 3
    return 1 if upper == 1 and form[0].isupper() else 4


def group(upos, xpos):
    """The name of the tags that share a tree of endings and capitals."""
    if xpos in ("NNP", "NNPS") or upos == "PROPN":
        return "plural name" if xpos == "NNPS" else upos + " name" if upos != "PROPN" else "name"
    if xpos == "VBN" and upos != "AUX":
        return "VBD"
    if upos == "AUX":
        return "AUX " + ("VBD" if xpos == "VBN" else xpos)
    if xpos in ("VB", "VBP"):
        return "VB"
    return "PUNCT" if upos in ("PUNCT", "SYM") else xpos


def edit(form, lemma):
    """(bytes to cut from the end, bytes to append), on lower case."""
    form, lemma = form.lower(), lemma.lower()
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return len(form[shared:].encode()), lemma[shared:]


def casing(form, lemma):
    if lemma == lemma.lower():
        return LOWER
    cut, append = edit(form, lemma)
    kept = form.encode()[: len(form.encode()) - cut].decode(errors="ignore")
    if (kept + append) == lemma:
        return KEEP
    low = kept.lower() + append
    return TITLE if low[:1].upper() + low[1:] == lemma else KEEP


def irregular():
    """tag -> [(form, lemma)]"""
    table = collections.defaultdict(list)
    for line in open(HERE / "irregular.tsv", encoding="utf8"):
        if not line.startswith("#"):
            tag, form, lemma = line.rstrip("\n").split("\t")
            table[tag].append((form, lemma))
    return table


def doubles(word, listed):
    one_syllable = re.fullmatch(r"(?:[^aeiou]*|.*qu)[aeiou][^aeiouwxy]", word) and len(word) > 2
    return word in listed or bool(one_syllable)


def regular(lemma, listed):
    """tag -> regular forms of a verb."""
    stems = [lemma]
    if doubles(lemma, listed):
        stems = [lemma + lemma[-1]] + ([lemma] if lemma.endswith("l") else [])
    if re.search(r"[^aeiou]y$", lemma):
        return {"VBZ": [lemma[:-1] + "ies"], "VBD": [lemma[:-1] + "ied"], "VBG": [lemma + "ing"]}
    if lemma.endswith("ie"):
        return {"VBZ": [lemma + "s"], "VBD": [lemma + "d"], "VBG": [lemma[:-2] + "ying"]}
    if lemma.endswith("e"):
        gerund = lemma if re.search(r"(ee|oe|ye|[^aeiou]inge)$", lemma) and not lemma.endswith("ringe") else lemma[:-1]
        return {"VBZ": [lemma + "s"], "VBD": [lemma + "d"], "VBG": [gerund + "ing"]}
    return {"VBZ": [s_form(lemma)], "VBD": [s + "ed" for s in stems], "VBG": [s + "ing" for s in stems]}


def s_form(lemma):
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if re.search(r"(s|x|z|ch|sh)$", lemma) else "s")


def compared(lemma):
    if lemma.endswith("e"):
        return lemma + "r", lemma + "st"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ier", lemma[:-1] + "iest"
    return lemma + "er", lemma + "est"


def made_forms(tokens):
    """(form, group, lemma, weight) of forms that the treebanks need not have, or have wrong."""
    lists = irregular()
    plain = lambda w: re.fullmatch(r"[a-z]{3,}", w)
    seen, count = collections.defaultdict(set), collections.Counter()
    for (form, name, lemma), n in tokens.items():
        count[name, lemma] += n
        if form.lower() != lemma:
            seen[name, lemma].add(form.lower())
    lemmas = lambda name, fewest: {l for (n, l), c in count.items() if n == name and c >= fewest and plain(l)}
    listed = {w for w, _ in lists["DOUBLE"]}
    listed |= {l for (name, l), forms in seen.items() if name == "VBG" and l + l[-1] + "ing" in forms}
    odd_plurals = {lemma for _, lemma in lists["NNS"]}
    for tag, names in (("VBD", ["VBD"]), ("VBN", ["VBD"]), ("NNS", ["NNS"]), ("JJR", ["JJR", "RBR"]), ("JJS", ["JJS", "RBS"])):
        for form, lemma in lists[tag]:
            for name in names:
                # The treebanks err on a few rare verbs ("fled").
                yield form, name, lemma, 5 if name == "VBD" else 0
    verbs = lemmas("VB", 2) | {w for w, _ in lists["VB"] + lists["DOUBLE"]}
    for lemma in sorted(verbs):
        yield lemma, "VB", lemma, 0
    # Many a noun is a verb too, though not in these treebanks.
    for lemma in sorted(verbs) + sorted(lemmas("NN", 1) - verbs):
        for name, forms in regular(lemma, listed).items():
            for form in forms:
                yield form, name, lemma, 0
    for lemma in sorted(lemmas("NN", 2) - odd_plurals):
        if not lemma.endswith("man") and not seen["NNS", lemma]:
            yield s_form(lemma), "NNS", lemma, 0
    for lemma in sorted({w for w, _ in lists["JJ"]} | {l for l in lemmas("JJ", 5) if len(l) < 6}):
        for name, form in zip(("JJR", "JJS", "RBR", "RBS"), compared(lemma) * 2):
            yield form, name, lemma, 0


class Tree:
    """Decisions by the longest suffix; a node is [counts of words, decision of a whole word, children by byte]."""

    def __init__(self, fewest):
        self.fewest, self.roots = fewest, {}

    def learn(self, name, examples, slips=()):
        """examples: bytes -> Counter of decisions; of `slips` only the whole word counts."""
        root = [collections.Counter(), None, {}]
        for key, counts in sorted(examples.items()):
            best = max(sorted(counts.items(), key=str), key=lambda item: item[1])[0]
            node = root
            weight = 0 if key in slips else 1
            node[0][best] += weight
            for byte in reversed(key):
                node = node[2].setdefault(byte, [collections.Counter(), None, {}])
                node[0][best] += weight
            node[2][ENTIRE] = [collections.Counter({best: 1}), best, {}]
        self.roots[name] = self.prune(root, None)

    def prune(self, node, above):
        """(decision, children that say something else); None instead of a node that says nothing new."""
        counts, entire, children = node
        if entire is not None:
            return None if entire == above else (entire, {})
        best = above
        if above is None or sum(counts.values()) >= self.fewest:
            top = max(counts.values())
            if counts[above] < top:
                best = min((rule for rule, n in counts.items() if n == top), key=str)
        kept = {byte: self.prune(child, best) for byte, child in sorted(children.items())}
        kept = {byte: child for byte, child in kept.items() if child}
        return (best, kept) if kept or best != above else None


def decide(root, key):
    decision, children = root
    for byte in [*reversed(key), ENTIRE]:
        if byte not in children:
            break
        decision, children = children[byte]
    return decision


def pack(edits, cases, n_cases, groups):
    """The bytes of the model file."""
    upos, xpos = labels()
    names = sorted(edits.roots)
    rules, nodes, queue = [], [], []
    for name in names:
        queue.append((0, edits.roots[name]))
    for name in names:
        for p in range(n_cases):
            queue.append((0, cases.roots[name, p]))
    n_roots, at, first = len(queue), 0, []
    while at < len(queue):
        byte, (decision, children) = queue[at]
        if decision not in rules:
            rules.append(decision)
        nodes.append((byte, rules.index(decision)))
        first.append(len(queue))
        queue.extend(sorted(children.items()))
        at += 1
    first.append(len(queue))
    appended = bytearray()
    table = bytearray()
    for rule in rules:
        if isinstance(rule, int):
            table += bytes([rule, 0, 0, 0])
            continue
        cut, append = rule[0], rule[1].encode()
        start = appended.find(append)
        if start < 0:
            start = len(appended)
            appended += append
        table += bytes([cut, len(append)]) + start.to_bytes(2, "little")
    assert len(rules) < 1 << 16 and len(queue) < 1 << 16
    pairs = bytes(names.index(group(u, x) if group(u, x) in names else "NN") for u in upos for x in xpos)
    numbers = [len(upos), len(xpos), len(names), n_cases, len(rules), len(appended), len(nodes)]
    wide = b"".join(n.to_bytes(2, "little") for n in first)
    ids = b"".join(r.to_bytes(2, "little") for _, r in nodes)
    return b"NGLEMMA1" + b"".join(n.to_bytes(4, "little") for n in numbers) + pairs + bytes(table) + bytes(appended) + bytes(b for b, _ in nodes) + ids + wide


def labels():
    text = LABELS.read_text(encoding="utf8")
    table = lambda name: re.findall(r'^\s+\w+ = "(.*)",$', text.split(f"    {name} {{", 1)[1].split("\n}\n")[0], re.M)
    return table("Upos"), table("Xpos")


def main():
    folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    dev = [a for a in sys.argv[3:] if a != "--dev"]
    tokens, slips = collections.Counter(), collections.Counter()
    for name in ("ewt_train", "gum_train"):
        for form, upos, xpos, lemma, slip in words(folder / f"{name}.conllu.gz"):
            if lemma != "_":
                (slips if slip else tokens)[form, group(upos, xpos), lemma] += 1
    ends, capitals = [collections.defaultdict(lambda: collections.defaultdict(collections.Counter)) for _ in range(2)]
    for (form, name, lemma), n in sorted(tokens.items()):
        if "," in form and form[0].isdigit():
            continue  # The engine takes the commas out of numbers before it looks here.
        ends[name][form.lower().encode()][edit(form, lemma)] += n
        capitals[name, pattern(form)][form.lower().encode()][casing(form, lemma)] += n
    for form, name, lemma, weight in made_forms(tokens):
        counts = ends[name][form.encode()]
        if weight or not counts:
            counts[edit(form, lemma)] += 1 + weight
    only_whole = collections.defaultdict(set)
    for (form, name, lemma), n in sorted(slips.items()):
        key = form.lower().encode()
        if n > 1 and key not in ends[name]:
            only_whole[name].add(key)
            ends[name][key][edit(form, lemma)] += n
    # Plural names end as plural nouns do, of which there are more.
    for key, counts in ends["NNS"].items():
        ends["plural name"].setdefault(key, counts)
    for line in open(PLACES, encoding="utf8"):
        place, kind = line.rstrip("\n").split("\t")[:2]
        if kind == "demonym":
            for p, how in ((0, TITLE), (1, KEEP), (2, TITLE), (3, TITLE)):
                capitals["JJ", p][place.lower().encode()][how] += 3
    edits, cases = Tree(3), Tree(6)
    for name, examples in sorted(ends.items()):
        edits.learn(name, examples, only_whole[name])
        for p in range(5):
            fallback = {b"": collections.Counter({KEEP if "name" in name else LOWER: 1})}
            cases.learn((name, p), capitals.get((name, p), fallback))
    packed = pack(edits, cases, 5, group)
    out.write_bytes(packed)
    print(f"{len(packed)} bytes, {len(gzip.compress(packed, 9, mtime=0))} gzipped")
    for path in dev:
        score(path, edits, cases, tokens)


def lemma_of(form, upos, xpos, edits, cases):
    name = group(upos, xpos) if group(upos, xpos) in edits.roots else "NN"
    key = form.lower().encode()
    cut, append = decide(edits.roots[name], key)
    p = pattern(form)
    case = decide(cases.roots[name, p], key)
    stem = key if case != KEEP else form.encode()
    lemma = stem[: len(stem) - cut].decode(errors="replace") + append if cut <= len(stem) else ""
    if not any(map(str.isalnum, lemma)) and (not lemma or any(map(str.isalnum, form))):
        lemma = stem.decode()
    return lemma[:1].upper() + lemma[1:] if case == TITLE else lemma


def score(path, edits, cases, tokens):
    known = {(f.lower(), name) for f, name, _ in tokens}
    total, right, new, new_right, wrong = 0, 0, 0, 0, collections.Counter()
    by_group = collections.Counter()
    for form, upos, xpos, lemma, _ in words(path):
        form = "".join(form.split(",")) if xpos == "CD" and len(form) > 1 else form
        found = lemma_of(form, upos, xpos, edits, cases)
        total += 1
        right += found == lemma
        if (form.lower(), group(upos, xpos)) not in known:
            new, new_right = new + 1, new_right + (found == lemma)
        if found != lemma:
            wrong[form, upos, xpos, lemma, found] += 1
            by_group[group(upos, xpos)] += 1
    print(f"{path}: {total} words, {100 * right / total:.2f} % right; {new} not in training, {100 * new_right / new:.2f} %")
    print(by_group.most_common(12))
    for item, n in wrong.most_common(100):
        print(n, *item)


if __name__ == "__main__":
    main()
