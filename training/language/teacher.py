"""The teacher: MiniLM-L6 (Apache-2.0) tuned on the treebanks, too large for a browser, which labels raw news.

usage: teacher.py train --data DIR --minilm DIR --out FILE [--seed N] [--epochs N]
       teacher.py label --sentences FILE.conllu --teachers FILE… --minilm DIR --out FILE.npz [--limit N]

Words enter as their word pieces plus an embedding of their casing (the pieces are lower-cased); a word is the mean of
its pieces in the last layers. Heads: biaffine arcs and relations (Dozat & Manning 2017), parts of speech, names.
"""

import argparse
import random
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from tokenizers import Tokenizer
from transformers import AutoModel

import data as D
from features import casing
from score import Tally

WIDTH = 384


class Biaffine(nn.Module):
    """Scores of every head for every word, and of every relation for one head of each word."""

    def __init__(self, width, arc, rel, dropout):
        super().__init__()
        self.arc_dep, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.rel_dep, self.rel_head = nn.Linear(width, rel), nn.Linear(width, rel)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Parameter(torch.zeros(len(D.RELATIONS), rel + 1, rel + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.rel)
        self.dropout = nn.Dropout(dropout)

    def arcs(self, x):
        dep = self.dropout(F.gelu(self.arc_dep(x[:, 1:])))
        head = self.dropout(F.gelu(self.arc_head(x)))
        dep = F.pad(dep, (0, 1), value=1.0)
        return dep @ self.arc @ head.transpose(1, 2)

    def relations(self, x, heads):
        dep = F.pad(self.dropout(F.gelu(self.rel_dep(x[:, 1:]))), (0, 1), value=1.0)
        head = F.pad(self.dropout(F.gelu(self.rel_head(x))), (0, 1), value=1.0)
        chosen = head.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, head.shape[-1]))
        return torch.einsum("bni,rij,bnj->bnr", dep, self.rel, chosen)


class Teacher(nn.Module):
    def __init__(self, minilm):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(minilm, attn_implementation="sdpa")
        self.casing = nn.Embedding(8, WIDTH)
        nn.init.zeros_(self.casing.weight)
        self.mix = nn.Parameter(torch.zeros(4))
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.dropout = nn.Dropout(0.2)
        self.parse = Biaffine(WIDTH, 256, 96, 0.25)
        self.upos = nn.Linear(WIDTH, len(D.UPOS))
        self.xpos = nn.Linear(WIDTH, len(D.XPOS))
        self.names = nn.Linear(WIDTH, len(D.NAMES))

    def forward(self, batch):
        inputs = self.encoder.embeddings.word_embeddings(batch["pieces"]) + self.casing(batch["casing"])
        out = self.encoder(inputs_embeds=inputs, attention_mask=batch["mask"], output_hidden_states=True)
        weights = torch.softmax(self.mix, 0)
        x = sum(w * h for w, h in zip(weights, out.hidden_states[-4:]))
        words = batch["pool"].to(x.dtype) @ x  # mean of each word's pieces
        root = self.root.to(x.dtype).expand(x.shape[0], 1, -1)
        return self.dropout(torch.cat([root, words], 1))


class Batcher:
    def __init__(self, minilm):
        self.tokenizer = Tokenizer.from_file(f"{minilm}/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def encode(self, sentence):
        pieces, cases, owner = [101], [0], [-1]
        for i, word in enumerate(sentence.words):
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids or [100]
            for p in ids[:12]:
                pieces.append(p)
                cases.append(casing(word))
                owner.append(i)
        return pieces + [102], cases + [0], owner + [-1]

    def batch(self, sentences):
        coded = [self.encode(s) for s in sentences]
        rows, longest = len(sentences), max(len(c[0]) for c in coded)
        words = max(len(s.words) for s in sentences)
        out = {k: np.zeros((rows, longest), dtype=np.int64) for k in ("pieces", "casing", "mask")}
        pool = np.zeros((rows, words, longest), dtype=np.float32)
        labels = {k: np.full((rows, words), -100, dtype=np.int64) for k in ("upos", "xpos", "heads", "relations", "names")}
        valid = np.zeros((rows, words + 1), dtype=bool)
        for r, (s, (pieces, cases, owner)) in enumerate(zip(sentences, coded)):
            n = len(pieces)
            out["pieces"][r, :n], out["casing"][r, :n], out["mask"][r, :n] = pieces, cases, 1
            for p, w in enumerate(owner):
                if w >= 0:
                    pool[r, w, p] = 1
            valid[r, : len(s.words) + 1] = True
            for k in labels:
                value = getattr(s, k)
                if value is not None:
                    labels[k][r, : len(s.words)] = value
        pool /= np.maximum(pool.sum(-1, keepdims=True), 1)
        out = {k: torch.from_numpy(v) for k, v in {**out, **labels}.items()}
        out["pool"], out["valid"] = torch.from_numpy(pool), torch.from_numpy(valid)
        return out


def batches(sentences, pieces=1500, shuffle=None):
    """Lists of indices of sentences of like length, about `pieces` words each."""
    order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i].words), shuffle.random() if shuffle else i))
    out, current, longest = [], [], 0
    for i in order:
        longest = max(longest, len(sentences[i].words) + 2)
        if current and longest * (len(current) + 1) > pieces:
            out.append(current)
            current, longest = [], len(sentences[i].words) + 2
        current.append(i)
    out.append(current)
    if shuffle:
        shuffle.shuffle(out)
    return out


def losses(model, batch, x):
    arcs = model.parse.arcs(x).float().masked_fill(~batch["valid"][:, None, :], -1e4)
    out = F.cross_entropy(arcs.flatten(0, 1), batch["heads"].flatten(), ignore_index=-100, reduction="sum")
    rels = model.parse.relations(x, batch["heads"]).float()
    out = out + F.cross_entropy(rels.flatten(0, 1), batch["relations"].flatten(), ignore_index=-100, reduction="sum")
    for task, weight in (("upos", 0.5), ("xpos", 0.5), ("names", 1.0)):
        scores = getattr(model, task)(x[:, 1:]).float()
        out = out + weight * F.cross_entropy(scores.flatten(0, 1), batch[task].flatten(), ignore_index=-100, reduction="sum")
    return out / (batch["valid"].sum() - len(batch["valid"]))


@torch.no_grad()
def evaluate(model, batcher, sentences, show):
    model.eval()
    tally = Tally()
    for index in batches(sentences, 6000):
        group = [sentences[i] for i in index]
        b = batcher.batch(group)
        with torch.autocast("cpu", torch.bfloat16):
            x = model(b)
            heads = model.parse.arcs(x).float().masked_fill(~b["valid"][:, None, :], -1e4).argmax(-1)
            relations = model.parse.relations(x, heads).argmax(-1)
            tags = {k: getattr(model, k)(x[:, 1:]).argmax(-1) for k in ("upos", "xpos", "names")}
        tally.add(group, b, heads, relations, tags)
    model.train()
    print(f"    {show}: {tally}", flush=True)


def train(args):
    torch.manual_seed(args.seed)
    shuffle = random.Random(args.seed)
    sentences, names, dev = D.splits(args.data)
    sentences = sentences + names
    model, batcher = Teacher(args.minilm), Batcher(args.minilm)
    body = set(map(id, model.encoder.parameters()))
    groups = [
        {"params": [p for p in model.parameters() if id(p) in body], "peak": 2e-4},
        {"params": [p for p in model.parameters() if id(p) not in body], "peak": 2e-3},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, betas=(0.9, 0.98))
    total = args.epochs * len(batches(sentences))
    step, begun = 0, time.time()
    for epoch in range(args.epochs):
        model.train()
        seen = 0.0
        order = batches(sentences, shuffle=shuffle)
        for index in order:
            b = batcher.batch([sentences[i] for i in index])
            rate = min(1.0, step / (0.06 * total)) * max(0.0, (total - step) / total)
            for g in optimizer.param_groups:
                g["lr"] = g["peak"] * rate
            with torch.autocast("cpu", torch.bfloat16):
                loss = losses(model, b, model(b))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            seen += float(loss.detach())
            step += 1
            if step % 100 == 0:
                print(f"  step {step}/{total} loss {seen / 100:.3f} {time.time() - begun:.0f}s", flush=True)
                seen = 0.0
        print(f"epoch {epoch} {time.time() - begun:.0f}s", flush=True)
        for name, group in dev.items():
            evaluate(model, batcher, group, name)
    torch.save(model.state_dict(), args.out)


def read_forms(path):
    """Sentences of a CoNLL-U file, words only; over-long ones are left out."""
    words = []
    with open(path, encoding="utf8") as lines:
        for line in lines:
            if line[0].isdigit():
                words.append(line.split("\t")[1])
            elif words and not line.strip():
                if 2 <= len(words) <= 80:
                    yield words
                words = []


@torch.no_grad()
def label(args):
    """Writes the teachers' labels for raw sentences: of every word the four likeliest heads with their shares, the
    likeliest tags and relation; several teachers' scores are averaged. Equal sentences are kept once."""
    models = []
    for path in args.teachers:
        model = Teacher(args.minilm)
        model.load_state_dict(torch.load(path))
        models.append(model.eval())
    batcher = Batcher(args.minilm)
    sentences = [D.Sentence(words=list(w)) for w in dict.fromkeys(tuple(w) for w in read_forms(args.sentences))]
    random.Random(1).shuffle(sentences)
    sentences = sentences[: args.limit]
    results, begun, done = [None] * len(sentences), time.time(), 0
    for n, index in enumerate(batches(sentences, 4000)):
        group = [sentences[i] for i in index]
        b = batcher.batch(group)
        with torch.autocast("cpu", torch.bfloat16):
            states = [m(b) for m in models]
            mean = lambda scores: sum(s.float().softmax(-1) for s in scores) / len(models)
            mask = ~b["valid"][:, None, :]
            arcs = mean([m.parse.arcs(x).float().masked_fill(mask, -1e4) for m, x in zip(models, states)])
            shares, heads = F.pad(arcs, (0, 3)).topk(4, -1)
            heads = torch.where(shares > 0.01, heads, 0)
            rels = mean([m.parse.relations(x, heads[..., 0]) for m, x in zip(models, states)]).argmax(-1)
            tags = [mean([getattr(m, k)(x[:, 1:]) for m, x in zip(models, states)]).argmax(-1) for k in ("upos", "xpos", "names")]
        shares = torch.where(shares > 0.01, shares, 0.0)
        shares = (shares / shares.sum(-1, keepdim=True)).half().numpy()
        heads, rels, tags = heads.numpy().astype(np.uint8), rels.numpy(), [t.numpy() for t in tags]
        for r, i in enumerate(index):
            k = len(sentences[i].words)
            results[i] = (heads[r, :k], shares[r, :k], rels[r, :k], *(t[r, :k] for t in tags))
            done += k
        if n % 50 == 0:
            print(f"{done} words {time.time() - begun:.0f}s", flush=True)
    vocabulary = sorted({w for s in sentences for w in s.words})
    number = {w: i for i, w in enumerate(vocabulary)}
    join = lambda at: np.concatenate([r[at] for r in results])
    np.savez(
        args.out,
        vocabulary=np.array(vocabulary),
        forms=np.array([number[w] for s in sentences for w in s.words], dtype=np.int32),
        starts=np.cumsum([0] + [len(s.words) for s in sentences]),
        heads=join(0), shares=join(1),
        relations=join(2).astype(np.uint8), upos=join(3).astype(np.uint8), xpos=join(4).astype(np.uint8), names=join(5).astype(np.uint8),
    )
    print(len(sentences), "sentences", done, "words", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("train")
    one.add_argument("--data", required=True)
    one.add_argument("--minilm", required=True)
    one.add_argument("--out", required=True)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--epochs", type=int, default=6)
    two = commands.add_parser("label")
    two.add_argument("--sentences", required=True)
    two.add_argument("--teachers", nargs="+", required=True)
    two.add_argument("--minilm", required=True)
    two.add_argument("--out", required=True)
    two.add_argument("--limit", type=int, default=100000)
    args = parser.parse_args()
    {"train": train, "label": label}[args.command](args)
