#!/usr/bin/env python3
"""Train `models/summary.bin`.

usage: train.py WORK blank OUT                a file of words alone, for features.rs
       train.py WORK words                    the words' network, first
       train.py WORK networks SEED…           the sentences' networks, side by side
       train.py WORK export OUT SEED…         the file, and the gain over the lead on what is held out

WORK holds what `prepare.py` and `features.rs` wrote: words.bin, and of each of {cnn,mixed,descriptions}
_{train,dev,test} a folder. Gains are in ROUGE-1 / ROUGE-2 F1 over as many first sentences, without what
`select.rs` and `readable.rs` ask for beyond the networks' scores.
"""
import os, struct, sys
from pathlib import Path

import numpy as np
import torch

import articles as data
from network import HIDDEN, OF_SET, STEP, WORD_HIDDEN, Network, batches, rank, train, train_words, weigh

SETS = ("cnn", "mixed", "descriptions")
# Columns of a sentence's row as the engine pads it, and units of its 16-bit numbers.
SEEN, STEPS_OF_UNIT = 128, 1024
LENGTHS = (1, 2, 3, 5)
PASSES = 7


def read(work, part):
    found = []
    for name in SETS:
        own = data.read(work / f"{name}_{part}")
        for article in own:
            article.set = name
        found += own
    return found


def scale(articles):
    rows = np.concatenate([a.rows for a in articles])
    return rows.mean(0), np.maximum(rows.std(0), 0.02)


def gains(networks, articles, mean, spread):
    for name in SETS:
        own = [a for a in articles if a.set == name]
        by_id = {a.id: a for a in own}
        found = {length: [] for length in LENGTHS}
        for batch in batches(own, mean, spread):
            order = torch.stack(rank(networks, batch, max(LENGTHS)), 1).tolist()
            for article_id, places in zip(batch.ids, order):
                article = by_id[article_id]
                for length in LENGTHS:
                    if article.n > length:
                        mine = article.score(sorted(set(p for p in places[:length] if p < article.n)))
                        found[length].append(np.subtract(mine, article.score(list(range(length)))))
        shown = "  ".join(f"{n}: {np.mean(g, 0)[0]:+.2f} / {np.mean(g, 0)[1]:+.2f}" for n, g in found.items() if g)
        print(f"{name:12} {len(own)} articles  {shown}", flush=True)


def export(path, words_bin, words, mean, spread, networks):
    network, word_mean, word_spread = words
    weights = [p.detach().numpy() for p in network.parameters()]
    columns = len(mean)
    pad = lambda values: np.pad(values, (0, SEEN - columns))
    floats = [word_mean, 1 / word_spread, weights[0], weights[1], weights[2], weights[3], pad(mean), pad(1 / spread)]
    small = b""
    for net in networks:
        state = {k: v.numpy() for k, v in net.state_dict().items()}
        window = np.zeros((HIDDEN, 3 * SEEN), np.float32)
        for part in range(3):
            own = state["window.weight"][:, part * columns : (part + 1) * columns]
            window[:, part * SEEN : part * SEEN + columns] = own
        steps = np.abs(window).max(1) / 127
        small += np.round(window / steps[:, None]).astype(np.int8).tobytes()
        floats += [steps / STEPS_OF_UNIT, state["window.bias"], state["own.weight"], state["own.bias"],
                   state["set.weight"].T, state["out.weight"], state["direct.weight"],
                   state["direct.bias"] + state["out.bias"]]
    table = words_bin.read_bytes()
    sizes = [SEEN, data.SEEN_OF_WORD, OF_SET, HIDDEN, STEP, WORD_HIDDEN, len(networks), len(table) // 6]
    numbers = np.concatenate([np.ravel(f) for f in floats]).astype("<f4").tobytes()
    path.write_bytes(b"NGSUMM1\0" + struct.pack("<8I", *sizes) + numbers + small + table)
    print(f"{path}: {path.stat().st_size} bytes")


def train_one(work, learn, mean, spread, seed):
    net = train(learn, len(mean), seed, PASSES)
    torch.save((net.state_dict(), mean, spread), work / f"network{seed}.pt")


def beside(work):
    """Does `work` in a process of its own, which has all that is in memory."""
    process = os.fork()
    if process == 0:
        work()
        os._exit(0)
    return process


def main():
    torch.set_num_threads(1)
    work, command, *rest = Path(sys.argv[1]), *sys.argv[2:]
    if command == "blank":
        blank = torch.nn.Sequential(
            torch.nn.Linear(data.SEEN_OF_WORD, WORD_HIDDEN), torch.nn.ReLU(), torch.nn.Linear(WORD_HIDDEN, 1))
        none = np.zeros(data.SEEN_OF_WORD, np.float32)
        export(Path(rest[0]), work / "words.bin", (blank, none, none + 1), np.zeros(1), np.ones(1), [])
        return
    if command == "words":
        torch.save(train_words(read(work, "train")), work / "words.pt")
        return
    words = torch.load(work / "words.pt", weights_only=False)
    if command == "networks":
        learn = read(work, "train")
        weigh(learn, words)
        mean, spread = scale(learn)
        learn = batches(learn, mean, spread)
        started = [beside(lambda: train_one(work, learn, mean, spread, int(seed))) for seed in rest]
        sys.exit(any(os.waitpid(process, 0)[1] for process in started))
    out, seeds = Path(rest[0]), rest[1:]
    networks = []
    for seed in seeds:
        state, mean, spread = torch.load(work / f"network{seed}.pt", weights_only=False)
        networks.append(Network(len(mean)).eval())
        networks[-1].load_state_dict(state)
    for part in "dev", "test":
        check = read(work, part)
        weigh(check, words)
        print(part)
        gains(networks, check, mean, spread)
    export(out, work / "words.bin", words, mean, spread, networks)


if __name__ == "__main__":
    main()
