"""The network that finds cues, sources and contents. It reads a paragraph from the language network's states.

usage: network.py train --gold PREFIX FILE [--silver PREFIX FILE LABELS.npz …] --dev PREFIX FILE --scorer DIR --out FILE.pt …
       network.py score --dev PREFIX FILE --scorer DIR --models FILE.pt …
       network.py label --silver PREFIX FILE - --models FILE.pt … --out LABELS.npz

PREFIX names what the example `claim-words` wrote for the articles in FILE. Two tasks: the words of cues; and for each
cue the words of its source and content. What the network sees beside the states is described in
`src/engine/claim/network/`, which computes the same. `label` writes what several networks together make of articles
without marks, from which a small one learns more than from the marked ones alone (Hinton, Vinyals & Dean 2015).
"""

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import articles as D

sys.path.insert(0, str(Path(__file__).parent.parent / "language"))
import features as L  # noqa: E402
from student import Maxout, Recurrence  # noqa: E402
import data as LD  # noqa: E402

RELATIONS = 64  # more than there are
WORD_ROWS, WORD_COLUMNS = 12000, 32
RELATION_COLUMNS = 16
FLAGS = 16
WORD_SEED = 7
DISTANCES = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50]
CHILDREN = ["nsubj", "nsubj:pass", "ccomp", "xcomp", "obj", "obl", "parataxis", "mark", "advcl", "aux"]
TABLES = {"distance": 3 * (len(DISTANCES) + 1), "path": 3 * RELATIONS + 2, "quotes": 40, "between": 48}
COMMAS = {",", ";", ":", "—", "–", "-", "--"}


def word_rows(word):
    norm = L.keys(word)[0].encode()
    h = L.fnv(norm, WORD_SEED)
    return [L.mix(h ^ (probe * 0x9E3779B9 & L.MASK)) % WORD_ROWS for probe in range(2)]


_rows = {}


class Seen:
    """What the network sees of a paragraph."""

    def __init__(self, p, relations):
        n = len(p.forms)
        self.paragraph = p
        for w in set(p.forms) - _rows.keys():
            _rows[w] = word_rows(w)
        self.words = np.array([_rows[w] for w in p.forms], dtype=np.int32).reshape(n, 2)
        self.heads = p.rows["head"].astype(np.int32)
        self.relations = p.rows["relation"].astype(np.int64)
        self.sentences = p.rows["sentence"].astype(int)
        quote = p.rows["quote"].astype(int)
        self.quote = quote
        flags = np.zeros((n, FLAGS), dtype=np.uint8)
        before, after = np.append(0, quote[:-1]), np.append(quote[1:], 0)
        flags[:, 0] = quote > 0
        flags[:, 1] = (quote > 0) & (quote != before)
        flags[:, 2] = (quote > 0) & (quote != after)
        flags[:, 3] = np.append(True, self.sentences[1:] != self.sentences[:-1])
        flags[:, 4] = self.heads < 0
        for k, name in enumerate(CHILDREN):
            r = relations.get(name)
            has = self.heads[(self.relations == r) & (self.heads >= 0)]
            flags[has, 5 + k] = 1
        self.flags = flags
        comma = np.array([f in COMMAS for f in p.forms], dtype=np.int64)
        self.commas = np.append(0, np.cumsum(comma))
        switches = np.append(0, np.cumsum(quote[1:] != quote[:-1])) if n else np.zeros(0, dtype=int)
        self.switches = switches
        self.chains = None

    def chain(self, j):
        """The places from `j` up to the root of its sentence."""
        if self.chains is None:
            self.chains = {}
        if j not in self.chains:
            up, at = [j], j
            while self.heads[at] >= 0 and len(up) < 60:
                at = int(self.heads[at])
                up.append(at)
            self.chains[j] = up
        return self.chains[j]


def cue_head(seen, cue):
    """The word of the cue that hangs on none of its others."""
    inside = set(cue)
    return next((i for i in cue if int(seen.heads[i]) not in inside), cue[0])


def pair_features(seen, cue, cues):
    """Rows of the four tables for each word of the paragraph."""
    n = len(seen.paragraph.forms)
    first, last = cue[0], cue[-1]
    at = np.arange(n)
    away = np.where(at < first, first - at, np.where(at > last, at - last, 0))
    side = np.where(at < first, 0, np.where(at > last, 2, 1))
    bucket = np.searchsorted(DISTANCES, away, "right")
    distance = side * (len(DISTANCES) + 1) + bucket
    head = cue_head(seen, cue)
    up = {}
    for k, node in enumerate(seen.chain(head)):
        up[node] = k
    path = np.empty(n, dtype=np.int64)
    sentence = seen.sentences[head]
    for j in range(n):
        if seen.sentences[j] != sentence:
            path[j] = 3 * RELATIONS + (seen.sentences[j] > sentence)
            continue
        node, below = j, None
        while node not in up:
            below, parent = node, int(seen.heads[node])
            if parent < 0:
                break
            node = parent
        k = up.get(node)
        if k is None:
            path[j] = 3 * RELATIONS + 1
        elif k == 0:
            path[j] = seen.relations[below] if below is not None else RELATIONS - 1
        elif below is None:
            path[j] = RELATIONS + seen.relations[seen.chain(head)[k - 1]]
        else:
            path[j] = 2 * RELATIONS + seen.relations[below]
    apart = np.clip(seen.sentences - sentence, -2, 2) + 2
    switch = np.minimum(np.abs(seen.switches - seen.switches[head]), 3)
    quotes = (apart * 2 + (seen.quote > 0)) * 4 + switch
    other = np.zeros(n, dtype=np.int64)
    begins = np.zeros(n + 1, dtype=np.int64)
    for c in cues:
        if c != cue:
            other[c] = 1
            begins[c[0] + 1 :] += 1
    crossed = lambda sums: np.where(at < first, sums[first] - sums[np.minimum(at + 1, n)], np.where(at > last, sums[at] - sums[last + 1], 0))
    commas = np.clip(crossed(seen.commas), 0, 3)
    cues_between = np.clip(crossed(begins), 0, 2)
    between = ((cues_between * 2 + other) * 2 + (at > last)) * 4 + commas
    return np.stack([distance, path, quotes, between]).astype(np.int16)


class Student(nn.Module):
    def __init__(self, width=64, role_width=64, layers=2, role_layers=1, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(WORD_ROWS, WORD_COLUMNS)
        self.relation = nn.Embedding(RELATIONS, RELATION_COLUMNS)
        nn.init.normal_(self.word.weight, std=0.3)
        nn.init.normal_(self.relation.weight, std=0.3)
        self.mix = Maxout(2 * D.WIDTH + WORD_COLUMNS + RELATION_COLUMNS + FLAGS, width)
        self.mix_norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Recurrence(width) for _ in range(layers))
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(layers))
        self.cue = nn.Linear(width, len(D.CUES))
        self.mine, self.its = nn.Linear(width, role_width), nn.Linear(width, role_width, bias=False)
        self.tables = nn.ModuleList(nn.Embedding(n, role_width) for n in TABLES.values())
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.3)
        self.role_norm = nn.LayerNorm(role_width)
        self.role_layers = nn.ModuleList(Recurrence(role_width) for _ in range(role_layers))
        self.role_norms = nn.ModuleList(nn.LayerNorm(role_width) for _ in range(role_layers))
        self.role = nn.Linear(role_width, len(D.ROLES))
        self.dropout = nn.Dropout(dropout)

    def read(self, b):
        """The words of paragraphs."""
        states = b["states"]
        heads = b["heads"].clamp(min=0)[..., None].expand(-1, -1, states.shape[-1])
        of_head = states.gather(1, heads) * (b["heads"] >= 0)[..., None]
        word = self.word(b["words"]).sum(2)
        if self.training:
            word = word * (torch.rand(word.shape[:2]) > 0.1)[..., None]
        x = torch.cat([self.dropout(states), self.dropout(of_head), word, self.relation(b["relations"]), b["flags"]], -1)
        live = b["live"][..., None].float()
        x = self.mix_norm(self.mix(x)) * live
        for layer, norm in zip(self.layers, self.norms):
            x = norm(x + layer(self.dropout(x), b["live"])) * live
        return self.dropout(x)

    def roles(self, x, b):
        """Scores of the roles, for each cue of the batch: `of` its paragraph, `mean` the weights of its words."""
        mine, its = self.mine(x), self.its(x)
        its = torch.einsum("ct,ctw->cw", b["mean"], its[b["of"]])
        z = mine[b["of"]] + its[:, None]
        for k, table in enumerate(self.tables):
            z = z + table(b["pairs"][:, k])
        live = b["live"][b["of"]]
        z = self.role_norm(torch.relu(z)) * live[..., None]
        for layer, norm in zip(self.role_layers, self.role_norms):
            z = norm(z + layer(self.dropout(z), live)) * live[..., None]
        return self.role(self.dropout(z))


class Example:
    """A paragraph with the labels that it is to get: chances of cues, and for each cue the chances of roles."""

    def __init__(self, seen, cues, asked):
        self.seen, self.cues, self.asked = seen, cues, asked  # asked: [(cue, pairs, chances)]


def batch(examples):
    n, longest = len(examples), max(len(e.seen.paragraph.forms) for e in examples)
    words = np.zeros((n, longest, 2), dtype=np.int64)
    heads = np.full((n, longest), -1)
    relations = np.zeros((n, longest), dtype=np.int64)
    states = np.zeros((n, longest, D.WIDTH), dtype=np.float32)
    flags = np.zeros((n, longest, FLAGS), dtype=np.float32)
    live = np.zeros((n, longest), dtype=bool)
    cues = np.zeros((n, longest, 3), dtype=np.float32)
    asked = [(r, *a) for r, e in enumerate(examples) for a in e.asked]
    pairs = np.zeros((len(asked), len(TABLES), longest), dtype=np.int64)
    roles = np.zeros((len(asked), longest, 5), dtype=np.float32)
    mean = np.zeros((len(asked), longest), dtype=np.float32)
    for r, e in enumerate(examples):
        s, k = e.seen, len(e.seen.paragraph.forms)
        words[r, :k], heads[r, :k], relations[r, :k], flags[r, :k], live[r, :k] = s.words, s.heads, s.relations, s.flags, True
        states[r, :k] = s.paragraph.states
        if e.cues is not None:
            cues[r, :k] = e.cues
    for c, (r, cue, p, chances) in enumerate(asked):
        pairs[c, :, : p.shape[1]] = p
        mean[c, cue] = 1 / len(cue)
        if chances is not None:
            roles[c, : len(chances)] = chances
    out = dict(words=words, heads=heads, relations=relations, states=states / 1024, flags=flags, live=live, cues=cues,
               pairs=pairs, roles=roles, mean=mean, of=np.array([a[0] for a in asked], dtype=np.int64))
    return {k: torch.from_numpy(v) for k, v in out.items()}


def one_hot(y, kinds):
    return np.eye(kinds, dtype=np.float32)[y]


def gold_examples(prefix, texts, relations):
    out = []
    for p in D.read(prefix, texts):
        seen = Seen(p, relations)
        cues = [a.cue for a in p.attributions]
        asked = [(a.cue, pair_features(seen, a.cue, cues), one_hot(D.role_labels(p, a), 5)) for a in p.attributions]
        seen.chains = None
        out.append(Example(seen, one_hot(D.cue_labels(p), 3), asked))
    return out


def silver_examples(prefix, texts, labels, relations):
    kept = np.load(labels)
    cues, roles = kept["cues"], kept["roles"]
    paragraphs = D.read(prefix, texts)
    out, at = [], 0
    for p in paragraphs:
        n = len(p.forms)
        out.append(Example(Seen(p, relations), cues[at : at + n], []))
        at += n
    found = {}
    for i, first, last in zip(kept["paragraph"], kept["first"], kept["last"]):
        found.setdefault(int(i), []).append(list(range(first, last + 1)))
    lengths = np.array([len(p.forms) for p in paragraphs])
    offsets = np.append(0, np.cumsum(lengths[kept["paragraph"]]))
    for k, (i, first, last) in enumerate(zip(kept["paragraph"], kept["first"], kept["last"])):
        e, cue = out[i], list(range(first, last + 1))
        e.asked.append((cue, pair_features(e.seen, cue, found[int(i)]), roles[offsets[k] : offsets[k + 1]]))
    for e in out:
        e.seen.chains = None
        e.cues = e.cues.astype(np.float32) / 255
    # Paragraphs where nobody says anything teach little, those without labels nothing.
    rng = random.Random(5)
    return [e for e in out if e.cues.any() and (e.asked or rng.random() < 0.5)]


def loss_of(model, b):
    x = model.read(b)
    live = b["live"]
    cue = -(b["cues"] * model.cue(x).float().log_softmax(-1)).sum(-1)[live].mean()
    if not len(b["of"]):
        return cue, torch.zeros(())
    roles = model.roles(x, b).float().log_softmax(-1)
    inside = live[b["of"]]
    return cue, -(b["roles"] * roles).sum(-1)[inside].mean()


def batches(examples, words, shuffle=None):
    size = lambda e: len(e.seen.paragraph.forms)
    order = sorted(range(len(examples)), key=lambda i: size(examples[i]) + (shuffle.random() * 4 if shuffle else 0))
    out, current, longest, rows = [], [], 0, 0
    for i in order:
        longest = max(longest, size(examples[i]))
        rows += 1 + len(examples[i].asked)
        if current and longest * rows > words:
            out.append(current)
            current, longest, rows = [], size(examples[i]), 1 + len(examples[i].asked)
        current.append(i)
    out.append(current)
    if shuffle:
        shuffle.shuffle(out)
    return out


def find_cues(scores, bias):
    scores = scores.copy()
    scores[:, 1:] += bias
    return D.spans(D.begin_inside(scores, D.CUES), 1)


def mean_chances(models, scores_of):
    """Logarithm of the mean of several networks' chances."""
    return torch.stack([scores_of(m).float().log_softmax(-1) for m in models]).logsumexp(0).sub(np.log(len(models))).numpy()


@torch.no_grad()
def predict(models, examples, bias):
    """For each paragraph the log-chances of cues, and `[(cue, log-chances of roles)]`."""
    for m in models:
        m.eval()
    blank = [Example(e.seen, None, []) for e in examples]
    found, chances = [[] for _ in examples], [None] * len(examples)
    for index in batches(blank, 8000):
        b = batch([blank[i] for i in index])
        scores = mean_chances(models, lambda m: m.cue(m.read(b)))
        for r, i in enumerate(index):
            chances[i] = scores[r, : len(examples[i].seen.paragraph.forms)]
            cues = find_cues(chances[i], bias)
            blank[i].asked = [(c, pair_features(examples[i].seen, c, cues), None) for c in cues]
            examples[i].seen.chains = None
    asked = [i for i, e in enumerate(blank) if e.asked]
    for index in batches([blank[i] for i in asked], 16000) if asked else []:
        index = [asked[i] for i in index]
        b = batch([blank[i] for i in index])
        scores = mean_chances(models, lambda m: m.roles(m.read(b), b))
        at = 0
        for i in index:
            k = len(examples[i].seen.paragraph.forms)
            found[i] = [(c, scores[at + j, :k]) for j, (c, _, _) in enumerate(blank[i].asked)]
            at += len(found[i])
    for m in models:
        m.train()
    return chances, found


def attributions(paragraph, found, source_bias=0.0):
    out = []
    for cue, scores in found:
        scores = scores.copy()
        scores[:, 1:3] += source_bias
        scores[cue, 1:] = -50
        y = D.begin_inside(scores, D.ROLES)
        content = [D.trim(s, paragraph.forms) for s in D.spans(y, 3)]
        content = [s for s in content if s]
        sources = [s for s in (D.trim(s, paragraph.forms) for s in D.spans(y, 1)) if s]
        source = max(sources, key=lambda s: np.logaddexp(scores[s, 1], scores[s, 2]).mean()) if sources else []
        if content:
            out.append((cue, source, content))
    return out


def evaluate(models, examples, gold, scorer, biases, source_bias=0.0):
    for bias in biases:
        _, found = predict(models, examples, bias)
        rows = {}
        for e, f in zip(examples, found):
            p = e.seen.paragraph
            span = lambda s: [int(p.rows["start"][s[0]]), int(p.rows["end"][s[-1]])]
            row = rows.setdefault(p.article, {"id": p.article, "attributions": []})
            for cue, source, content in attributions(p, f, source_bias):
                row["attributions"].append({"cue": [span(cue)], "source": [span(source)] if source else [], "content": [span(c) for c in content]})
        r = scorer.score(gold, rows)
        t = r["recall_by_tier"]["ATTR80"]
        print(f"  bias {bias}: speech {r['speech.ATTR80']['p']:.3f}/{r['speech.ATTR80']['r']:.3f}/{r['speech.ATTR80']['f']:.4f} all {r['all.ATTR80']['f']:.4f}"
              f" d/m/i/o {t['direct']:.2f} {t['mixed']:.2f} {t['speech']:.2f} {t['other']:.2f} token {r['content.token']['f']:.3f} source {r['srcacc|J50']['p']:.3f}"
              f" piece s/q/c {r['source.piece']['f']:.3f} {r['cue.piece']['f']:.3f} {r['content.piece']['f']:.3f}", flush=True)


def train(args):
    sys.path.insert(0, args.scorer)
    import score_claims as scorer

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    shuffle = random.Random(args.seed)
    relations = {name: i for i, name in enumerate(LD.RELATIONS)}
    begun = time.time()
    gold = gold_examples(*args.gold, relations)
    dev, dev_gold = gold_examples(*args.dev, relations), scorer.load(args.dev[1])
    silver = [e for s in args.silver or [] for e in silver_examples(*s, relations)]
    print(len(gold), "paragraphs", len(silver), "silver", f"{time.time() - begun:.0f}s", flush=True)
    model = Student(args.width, args.role_width, args.layers, args.role_layers, args.dropout)
    if args.start:
        model.load_state_dict(torch.load(args.start)["state"])
    print(sum(p.numel() for p in model.parameters()), "parameters", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=args.decay, betas=(0.9, 0.95), fused=True)
    plan = lambda: [(gold, b) for _ in range(args.gold_times) for b in batches(gold, args.batch, shuffle)] + (
        [(silver, b) for b in batches(silver, args.batch, shuffle)] if silver else [])
    total, step, begun, seen = args.epochs * len(plan()), 0, time.time(), [0.0, 0.0]
    for epoch in range(args.epochs):
        order = plan()
        shuffle.shuffle(order)
        for examples, index in order:
            b = batch([examples[i] for i in index])
            if examples is silver:
                b["roles"] /= 255
            rate = args.rate * min(1.0, (step + 1) / 200) * max(0.01, (total - step) / total)
            for g in optimizer.param_groups:
                g["lr"] = rate
            cue, role = loss_of(model, b)
            optimizer.zero_grad()
            (3 * cue + role).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            seen = [0.99 * s + 0.01 * float(l.detach()) for s, l in zip(seen, (cue, role))]
            if step % 500 == 0:
                print(f"  step {step}/{total} cue {seen[0]:.4f} role {seen[1]:.4f} {time.time() - begun:.0f}s", flush=True)
        print(f"epoch {epoch} cue {seen[0]:.4f} role {seen[1]:.4f} {time.time() - begun:.0f}s", flush=True)
        if (epoch + 1) % args.show == 0 or epoch + 1 == args.epochs:
            evaluate([model], dev, dev_gold, scorer, (0.0, 0.5))
            torch.save({"state": model.state_dict(), "args": vars(args)}, args.out)


def load(paths):
    out = []
    for path in paths:
        kept = torch.load(path)
        a = kept["args"]
        model = Student(a["width"], a["role_width"], a["layers"], a["role_layers"])
        model.load_state_dict(kept["state"])
        out.append(model.eval())
    return out


def score(args):
    sys.path.insert(0, args.scorer)
    import score_claims as scorer

    torch.set_num_threads(args.threads)
    relations = {name: i for i, name in enumerate(LD.RELATIONS)}
    dev = gold_examples(*args.dev, relations)
    evaluate(load(args.models), dev, scorer.load(args.dev[1]), scorer, (-0.5, -0.25, 0.0, 0.25, 0.5))


def label(args):
    """Writes, for every word, the chances of the cue labels, and for each likely cue those of the roles, in 8 bits."""
    torch.set_num_threads(args.threads)
    relations = {name: i for i, name in enumerate(LD.RELATIONS)}
    models, byte = load(args.models), lambda x: np.rint(np.exp(x) * 255).astype(np.uint8)
    prefix, texts, _ = args.silver[0]
    paragraphs = D.read(prefix, texts)
    cues, place, first, last, roles, begun = [], [], [], [], [], time.time()
    for k in range(0, len(paragraphs), 4000):
        part = [Example(Seen(p, relations), None, []) for p in paragraphs[k : k + 4000]]
        chances, found = predict(models, part, 0.5)
        cues += [byte(c) for c in chances]
        for i, f in enumerate(found):
            for cue, x in f:
                place.append(k + i)
                first.append(cue[0])
                last.append(cue[-1])
                roles.append(byte(x))
        print(f"{k} of {len(paragraphs)} paragraphs, {len(place)} cues, {time.time() - begun:.0f}s", flush=True)
    np.savez(args.out, cues=np.concatenate(cues), paragraph=np.array(place), first=np.array(first), last=np.array(last), roles=np.concatenate(roles))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["train", "score", "label"])
    parser.add_argument("--gold", nargs=2)
    parser.add_argument("--silver", nargs=3, action="append")
    parser.add_argument("--dev", nargs=2)
    parser.add_argument("--scorer")
    parser.add_argument("--out", default="student.pt")
    parser.add_argument("--start")
    parser.add_argument("--models", nargs="+")
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--role-width", type=int, default=64)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--role-layers", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--decay", type=float, default=0.02)
    parser.add_argument("--batch", type=int, default=4000)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--show", type=int, default=2)
    parser.add_argument("--gold-times", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    {"train": train, "score": score, "label": label}[args.command](args)
