"""The teacher: MiniLM-L6 (Apache-2.0) tuned on the marked articles, too large for a browser. It labels raw news.

usage: teacher.py train --gold PREFIX FILE --minilm DIR --start LANGUAGE_TEACHER.pt --out FILE.pt
       teacher.py label --raw PREFIX FILE --minilm DIR --teacher FILE.pt --out LABELS.npz

It starts from the encoder that was tuned on treebanks (`training/language/teacher.py`) and learns two tasks: the words
of cues in a paragraph; and, with one cue marked, the words of its source and content. `label` writes what `network.py
label` writes, of the paragraphs up to `LONGEST` words; longer ones take too long, since every cue asks for a passage.
"""

import argparse
import random
import time

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F
from transformers import AutoModel

import articles as D
import network as N  # puts training/language on the path
from features import casing

WIDTH = 384
PIECES = 500
LONGEST = 140  # words of a raw paragraph that is labelled
LEAST_CUE = 0.3  # chance of its best word from which a cue is asked about
PLAIN, OTHER, THIS_CUE, OTHER_CUE = range(4)


class Teacher(nn.Module):
    def __init__(self, minilm):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(minilm, attn_implementation="sdpa")
        self.casing = nn.Embedding(8, WIDTH)
        self.mark = nn.Embedding(4, WIDTH)
        nn.init.zeros_(self.casing.weight)
        nn.init.normal_(self.mark.weight, std=0.05)
        self.dropout = nn.Dropout(0.1)
        self.cue = nn.Linear(WIDTH, len(D.CUES))
        self.role = nn.Linear(WIDTH, len(D.ROLES))

    def forward(self, batch):
        e = self.encoder.embeddings.word_embeddings(batch["pieces"]) + self.casing(batch["casing"]) + self.mark(batch["marks"])
        out = self.encoder(inputs_embeds=e, attention_mask=batch["mask"]).last_hidden_state
        return self.dropout(batch["pool"].to(out.dtype) @ out)


class Batcher:
    def __init__(self, minilm):
        self.tokenizer = Tokenizer.from_file(f"{minilm}/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known = {}

    def pieces(self, word):
        if word not in self.known:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:8] or [100]
            self.known[word] = (ids, casing(word))
        return self.known[word]

    def batch(self, examples):
        """Examples: `(forms, None)` for the cues, `(forms, marks)` for one cue's roles."""
        coded = []
        for forms, marks in examples:
            pieces, cases, owner = [101], [0], [-1]
            for i, word in enumerate(forms):
                ids, case = self.pieces(word)
                if len(pieces) + len(ids) >= PIECES:
                    break
                pieces += ids
                cases += [case] * len(ids)
                owner += [i] * len(ids)
            coded.append((pieces + [102], cases + [0], owner + [-1], marks))
        rows, longest = len(coded), max(len(c[0]) for c in coded)
        words = max(len(forms) for forms, _ in examples)
        out = {k: np.zeros((rows, longest), dtype=np.int64) for k in ("pieces", "casing", "mask", "marks")}
        pool = np.zeros((rows, words, longest), dtype=np.float32)
        for r, (pieces, cases, owner, marks) in enumerate(coded):
            n = len(pieces)
            out["pieces"][r, :n], out["casing"][r, :n], out["mask"][r, :n] = pieces, cases, 1
            owner = np.array(owner)
            at = np.flatnonzero(owner >= 0)
            pool[r, owner[at], at] = 1
            if marks is not None:
                out["marks"][r, :n] = OTHER
                out["marks"][r, at] = marks[owner[at]]
        pool /= np.maximum(pool.sum(-1, keepdims=True), 1)
        out = {k: torch.from_numpy(v) for k, v in out.items()}
        out["pool"] = torch.from_numpy(pool)
        return out


def marks(paragraph, cue, cues):
    out = np.full(len(paragraph.forms), OTHER)
    for other in cues:
        out[other] = OTHER_CUE
    out[cue] = THIS_CUE
    return out


def batches(lengths, words, shuffle=None):
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i] + (shuffle.random() * 4 if shuffle else 0)))
    out, current, longest = [], [], 0
    for i in order:
        longest = max(longest, lengths[i] + 2)
        if current and longest * (len(current) + 1) > words:
            out.append(current)
            current, longest = [], lengths[i] + 2
        current.append(i)
    out.append(current)
    if shuffle:
        shuffle.shuffle(out)
    return out


def padded(labels, width):
    out = np.full((len(labels), width), -100)
    for r, y in enumerate(labels):
        out[r, : len(y)] = y
    return torch.from_numpy(out)


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    shuffle = random.Random(args.seed)
    model, batcher = Teacher(args.minilm), Batcher(args.minilm)
    state = {k: v for k, v in torch.load(args.start).items() if k.startswith(("encoder.", "casing."))}
    model.load_state_dict(state, strict=False)
    model.encoder.embeddings.word_embeddings.requires_grad_(False)
    tasks = []
    for p in D.read(*args.gold, keep_states=False):
        tasks.append((p.forms, None, D.cue_labels(p)))
        cues = [a.cue for a in p.attributions]
        tasks += [(p.forms, marks(p, a.cue, cues), D.role_labels(p, a)) for a in p.attributions]
    lengths = [len(forms) * 1.25 for forms, _, _ in tasks]
    kinds = [[i for i, t in enumerate(tasks) if (t[1] is None) == first] for first in (True, False)]
    body = set(map(id, model.encoder.parameters()))
    learned = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in learned if id(p) in body], "peak": args.rate},
        {"params": [p for p in learned if id(p) not in body], "peak": 10 * args.rate},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    plan = lambda: [[kind[i] for i in b] for kind in kinds for b in batches([lengths[i] for i in kind], args.batch, shuffle)]
    total, step, begun, seen = args.epochs * len(plan()), 0, time.time(), [0.0, 0.0]
    print(len(tasks), "tasks", total, "steps", flush=True)
    model.train()
    for _ in range(args.epochs):
        order = plan()
        shuffle.shuffle(order)
        for index in order:
            group = [tasks[i] for i in index]
            b = batcher.batch([t[:2] for t in group])
            rate = min(1.0, step / (0.06 * total)) * max(0.0, (total - step) / total)
            for g in optimizer.param_groups:
                g["lr"] = g["peak"] * rate
            roles = group[0][1] is not None
            with torch.autocast("cpu", torch.bfloat16):
                x = model(b)
                scores = (model.role if roles else model.cue)(x).float()
            gold = padded([t[2] for t in group], scores.shape[1])
            loss = F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            seen[roles] = 0.98 * seen[roles] + 0.02 * float(loss.detach())
            step += 1
            if step % 100 == 0:
                print(f"  step {step}/{total} cue {seen[0]:.4f} role {seen[1]:.4f} {time.time() - begun:.0f}s", flush=True)
    torch.save(model.state_dict(), args.out)


@torch.no_grad()
def label(args):
    torch.set_num_threads(args.threads)
    model, batcher = Teacher(args.minilm), Batcher(args.minilm)
    model.load_state_dict(torch.load(args.teacher))
    model.eval()
    byte = lambda x: np.rint(x * 255).astype(np.uint8)
    paragraphs, begun = D.read(*args.raw, keep_states=False), time.time()
    cues, place, first, last, roles = [], [], [], [], []
    for k in range(0, len(paragraphs), 4000):
        part = paragraphs[k : k + 4000]
        read = [i for i, p in enumerate(part) if len(p.forms) <= LONGEST]
        chances = chances_of(model, batcher, [(part[i].forms, None) for i in read])
        of_cues = [np.zeros((len(p.forms), len(D.CUES))) for p in part]
        asked = []
        for i, c in zip(read, chances):
            of_cues[i] = c
            found = N.find_cues(np.log(c + 1e-6), np.log((1 - LEAST_CUE) / LEAST_CUE))
            asked += [(i, cue, marks(part[i], cue, found)) for cue in found]
        cues += [byte(c) for c in of_cues]
        for (i, cue, _), c in zip(asked, chances_of(model, batcher, [(part[i].forms, m) for i, _, m in asked])):
            place.append(k + i)
            first.append(cue[0])
            last.append(cue[-1])
            roles.append(byte(c))
        print(f"{k} of {len(paragraphs)} paragraphs, {len(place)} cues, {time.time() - begun:.0f}s", flush=True)
    np.savez(args.out, cues=np.concatenate(cues), paragraph=np.array(place), first=np.array(first), last=np.array(last), roles=np.concatenate(roles))


def chances_of(model, batcher, examples):
    """Of each example, which all have marks or none, the chances of the labels: words × labels."""
    out = [None] * len(examples)
    for index in batches([len(forms) * 1.25 for forms, _ in examples], 5000) if examples else []:
        group = [examples[i] for i in index]
        with torch.autocast("cpu", torch.bfloat16):
            x = model(batcher.batch(group))
            scores = (model.cue if group[0][1] is None else model.role)(x)
        for r, i in enumerate(index):
            out[i] = scores[r, : len(examples[i][0])].float().softmax(-1).numpy()
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["train", "label"])
    parser.add_argument("--gold", nargs=2)
    parser.add_argument("--raw", nargs=2)
    parser.add_argument("--minilm", required=True)
    parser.add_argument("--start")
    parser.add_argument("--teacher")
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=2400)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    {"train": train, "label": label}[args.command](args)
