"""The student: the small encoder, tagger, parser and name tagger that ship.

usage: student.py train --data DIR --silver FILE.npz --out FILE.pt [--layers SPEC] [--epochs N] …

Layers by letter: `c` a convolution over a word and its neighbours with maxout (Goodfellow et al. 2013), `g` two
minimal gated recurrences in either direction (minGRU, Feng et al. 2024).
"""

import argparse
import random
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import data as D
import features
from score import Tally

PIECES = 3
EDGES = [1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 24, 36]
BUCKETS = 2 * len(EDGES) + 1


def buckets(n):
    """For each of `n` words and each head (the root first): 0 for the root, then classes of signed distance."""
    apart = torch.arange(n)[None] - torch.arange(n)[:, None]
    size = torch.bucketize(apart.abs(), torch.tensor(EDGES), right=True).clamp(min=1)
    return F.pad(torch.where(apart < 0, size, size + len(EDGES)), (1, 0), value=0)


class Maxout(nn.Module):
    def __init__(self, inputs, width, pieces=PIECES):
        super().__init__()
        self.linear = nn.Linear(inputs, width * pieces)
        self.pieces = pieces

    def forward(self, x):
        return self.linear(x).unflatten(-1, (-1, self.pieces)).amax(-1)


class Convolution(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.maxout = Maxout(3 * width, width)

    def forward(self, x, valid):
        left = F.pad(x, (0, 0, 1, 0))[:, :-1]
        right = F.pad(x, (0, 0, 0, 1))[:, 1:]
        return self.maxout(torch.cat([left, x, right], -1))


def gate(x):
    """From 0 to 1 like a sigmoid, in arithmetic that every machine does alike."""
    return 0.5 + 0.5 * x / (1 + x.abs())


class Recurrence(nn.Module):
    """h = f * h_before + (1 - f) * z, from the left and from the right."""

    def __init__(self, width):
        super().__init__()
        self.inner = width
        self.gates = nn.Linear(width, 4 * self.inner)
        self.out = nn.Linear(2 * self.inner, width)

    def scan(self, keep, new):
        n, step = keep.shape[1], 1
        while step < n:
            new = torch.cat([new[:, :step], new[:, step:] + keep[:, step:] * new[:, :-step]], 1)
            keep = torch.cat([keep[:, :step], keep[:, step:] * keep[:, :-step]], 1)
            step *= 2
        return new

    def forward(self, x, valid):
        f, z, fb, zb = self.gates(x).float().split(self.inner, -1)
        f, fb = gate(f), gate(fb)
        live = valid[..., None].float()
        forth = self.scan(f, (1 - f) * z)
        back = self.scan(fb.flip(1), ((1 - fb) * zb * live).flip(1)).flip(1)
        return self.out(torch.cat([forth, back], -1))


class Student(nn.Module):
    def __init__(self, layers="cccc", width=96, arc=96, rel=40, dropout=0.2, word_dropout=0.1):
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(n, d) for _, n, d, _ in features.TABLES)
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.3)
        joined = sum(d for _, _, d, _ in features.TABLES)
        self.mix = Maxout(joined, width)
        self.mix_norm = nn.LayerNorm(width)
        make = {"c": Convolution, "g": Recurrence}
        self.layers = nn.ModuleList(make[k](width) for k in layers)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in layers)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.dropout, self.word_dropout = nn.Dropout(dropout), word_dropout
        self.arc_dep, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.arc = nn.Linear(arc, arc)
        self.distance = nn.Linear(arc, BUCKETS)
        self.rel_dep, self.rel_head = nn.Linear(width, rel), nn.Linear(width, rel)
        self.rel = nn.Linear(rel, len(D.RELATIONS))
        self.upos = nn.Linear(width, len(D.UPOS))
        self.xpos = nn.Linear(width, len(D.XPOS))
        self.names = nn.Linear(width, len(D.NAMES))

    def forward(self, batch):
        rows, valid = batch["rows"], batch["valid"]
        parts, at = [], 0
        for table, (name, _, _, probes) in zip(self.tables, features.TABLES):
            e = table(rows[..., at])
            for p in range(1, probes):
                e = e + table(rows[..., at + p])
            at += probes
            if self.training and name != "shape":
                e = e * (torch.rand(e.shape[:2]) >= self.word_dropout)[..., None]
            parts.append(e)
        x = self.mix_norm(self.mix(self.dropout(torch.cat(parts, -1))))
        live = valid[..., None]
        x = x * live
        for layer, norm in zip(self.layers, self.norms):
            x = norm(x + self.dropout(layer(x, valid))) * live
        return self.dropout(x)

    def with_root(self, x):
        return torch.cat([self.root.to(x.dtype).expand(x.shape[0], 1, -1), x], 1)

    def arcs(self, x):
        dep = self.dropout(F.relu(self.arc_dep(x)))
        head = self.dropout(F.relu(self.arc_head(self.with_root(x))))
        n = x.shape[1]
        near = self.distance(dep).gather(2, buckets(n)[None].expand(x.shape[0], -1, -1))
        return self.arc(dep) @ head.transpose(1, 2) + near

    def relations(self, x, heads):
        head = self.rel_head(self.with_root(x))
        chosen = head.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, head.shape[-1]))
        return self.rel(self.dropout(F.relu(self.rel_dep(x) + chosen)))


TASKS = ("upos", "xpos", "heads", "relations", "names")


class Silver:
    """Raw sentences with the teacher's labels, in flat arrays (see `teacher.py label`)."""

    def __init__(self, path):
        kept = np.load(path)
        self.starts, self.forms = kept["starts"], kept["forms"]
        self.rows = np.array([features.rows(w) for w in kept["vocabulary"]], dtype=np.int32)
        self.labels = {k: kept[k] for k in ("upos", "xpos", "relations", "names")}
        self.heads, self.shares = kept["heads"], kept["shares"]

    def __len__(self):
        return len(self.starts) - 1

    def lengths(self):
        return np.diff(self.starts)

    def batch(self, index):
        rows, words = len(index), int(self.lengths()[index].max())
        out = {k: np.full((rows, words), -100, dtype=np.int64) for k in TASKS}
        ids = np.zeros((rows, words, self.rows.shape[1]), dtype=np.int64)
        valid = np.zeros((rows, words), dtype=bool)
        soft = np.zeros((rows, words, words + 1), dtype=np.float32)
        for r, i in enumerate(index):
            a, b = self.starts[i], self.starts[i + 1]
            ids[r, : b - a] = self.rows[self.forms[a:b]]
            valid[r, : b - a] = True
            for k in self.labels:
                out[k][r, : b - a] = self.labels[k][a:b]
            out["heads"][r, : b - a] = self.heads[a:b, 0]
            np.put_along_axis(soft[r, : b - a], self.heads[a:b].astype(np.int64), self.shares[a:b].astype(np.float32), 1)
        out = {k: torch.from_numpy(v) for k, v in out.items()}
        out["rows"], out["valid"], out["soft"] = torch.from_numpy(ids), torch.from_numpy(valid), torch.from_numpy(soft)
        return out


def make_batch(sentences):
    rows, words = len(sentences), max(len(s.words) for s in sentences)
    probes = sum(t[3] for t in features.TABLES)
    ids = np.zeros((rows, words, probes), dtype=np.int64)
    valid = np.zeros((rows, words), dtype=bool)
    labels = {k: np.full((rows, words), -100, dtype=np.int64) for k in TASKS}
    for r, s in enumerate(sentences):
        n = len(s.words)
        ids[r, :n] = s.rows if hasattr(s, "rows") else [features.rows(w) for w in s.words]
        valid[r, :n] = True
        for k in TASKS:
            value = getattr(s, k)
            if value is not None:
                labels[k][r, :n] = value
    out = {k: torch.from_numpy(v) for k, v in labels.items()}
    out["rows"], out["valid"] = torch.from_numpy(ids), torch.from_numpy(valid)
    return out


def batches(lengths, words, shuffle=None):
    """Lists of indices of sentences of like length, about `words` words each."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + (shuffle.random() * 3 if shuffle else 0))
    out, current, longest = [], [], 0
    for i in order:
        longest = max(longest, lengths[i])
        if current and longest * (len(current) + 1) > words:
            out.append(current)
            current, longest = [], lengths[i]
        current.append(i)
    out.append(current)
    if shuffle:
        shuffle.shuffle(out)
    return out


def loss_of(model, batch, x):
    ce = lambda scores, gold: F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=-100, reduction="sum")
    arcs = model.arcs(x).float()
    mask = F.pad(batch["valid"], (1, 0), value=True)
    arcs = arcs.masked_fill(~mask[:, None, :], -1e4)
    if "soft" in batch:
        out = -(batch["soft"] * arcs.log_softmax(-1)).sum()
    else:
        out = ce(arcs, batch["heads"])
    out = out + ce(model.relations(x, batch["heads"]), batch["relations"])
    for task, weight in (("upos", 0.5), ("xpos", 0.5), ("names", 1.0)):
        out = out + weight * ce(getattr(model, task)(x), batch[task])
    return out / batch["valid"].sum()


@torch.no_grad()
def evaluate(model, sentences, show):
    model.eval()
    tally = Tally()
    for index in batches([len(s.words) for s in sentences], 6000):
        group = [sentences[i] for i in index]
        b = make_batch(group)
        x = model(b)
        mask = F.pad(b["valid"], (1, 0), value=True)
        heads = model.arcs(x).masked_fill(~mask[:, None, :], -1e4).argmax(-1)
        tags = {k: getattr(model, k)(x).argmax(-1) for k in ("upos", "xpos", "names")}
        tally.add(group, b, heads, model.relations(x, heads).argmax(-1), tags)
    model.train()
    print(f"    {show}: {tally}", flush=True)


def plan(gold, silver, args, shuffle):
    """The batches of an epoch: `(False, index)` of marked sentences, `(True, index)` of the teacher's."""
    lengths = [len(s.words) for s in gold]
    out = [(False, b) for _ in range(args.gold_times) for b in batches(lengths, args.batch, shuffle)]
    if silver:
        lengths = silver.lengths()
        out += [(True, b) for b in batches(lengths, args.batch, shuffle)]
    shuffle.shuffle(out)
    return out


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    shuffle = random.Random(args.seed)
    gold, names, dev = D.splits(args.data)
    gold = gold + names
    silver = Silver(args.silver) if args.silver else None
    model = Student(args.layers, args.width, args.arc, args.rel, args.dropout, args.word_dropout)
    if args.start:
        model.load_state_dict(torch.load(args.start)["state"])
    count = lambda keep: sum(p.numel() for n, p in model.named_parameters() if keep(n))
    print(count(lambda n: True), "parameters,", count(lambda n: "tables" not in n), "outside the tables", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=args.decay, betas=(0.9, 0.95), fused=True)
    total, step, begun = args.epochs * len(plan(gold, silver, args, shuffle)), 0, time.time()
    for epoch in range(args.epochs):
        seen, order = 0.0, plan(gold, silver, args, shuffle)
        for from_teacher, index in order:
            b = silver.batch(index) if from_teacher else make_batch([gold[i] for i in index])
            rate = args.rate * min(1.0, (step + 1) / 200) * max(0.01, (total - step) / total)
            for g in optimizer.param_groups:
                g["lr"] = rate
            loss = loss_of(model, b, model(b))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            seen += float(loss.detach())
            step += 1
            if step % 200 == 0:
                print(f"  step {step}/{total} {time.time() - begun:.0f}s", flush=True)
        print(f"epoch {epoch} loss {seen / len(order):.3f} {time.time() - begun:.0f}s", flush=True)
        if (epoch + 1) % args.show == 0 or epoch + 1 == args.epochs:
            for name, group in dev.items():
                evaluate(model, group, name)
            torch.save({"state": model.state_dict(), "args": vars(args)}, args.out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["train"])
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--layers", default="cccc")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--arc", type=int, default=96)
    parser.add_argument("--rel", type=int, default=128)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--word-dropout", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--batch", type=int, default=1500)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--show", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--silver")
    parser.add_argument("--gold-times", type=int, default=1)
    parser.add_argument("--start")
    parser.add_argument("--threads", type=int, default=1)
    train(parser.parse_args())
