"""The networks of `src/engine/summarize/network.rs`, and how they are trained.

A sentence is scored against those that are chosen already, for the summary's next sentence. What is
learnt is the score's softmax over all sentences, towards the softmax of what each would make of the
summary's ROUGE; the summaries so far are the network's own or what would have been best.
"""
import math

import numpy as np
import torch

from articles import LENGTH, SEEN_OF_WORD

OF_SET, HIDDEN, STEP, WORD_HIDDEN = 16, 40, 24, 16
# How sharply the better sentence is preferred, by F1.
SHARPNESS = 0.03
# How much the first, second, … sentence counts.
STEPS = (1.0, 0.8, 1.6, 0.3)
# How much each is chosen with an eye on the summary of three.
AHEAD = (0.4, 0.6, 0.0, 0.0)
# How much an article of each set counts.
SHARES = {"cnn": 1.0, "mixed": 1.5, "descriptions": 0.5}
# Page descriptions are one sentence each: what follows it would be learnt to be short.
FIRST_ALONE = ("descriptions",)
# What ROUGE-1 and ROUGE-2 count.
GRAMS = (0.4, 0.6)
# How much the sentences of the best summary of three are aimed at, against the step's own reward.
BEST = 0.3


class Batch:
    """Articles side by side, padded."""

    def __init__(self, articles, mean, spread):
        n, columns = max(a.n for a in articles), articles[0].rows.shape[1]
        size = len(articles)
        self.ids = [a.id for a in articles]
        self.share = torch.tensor([SHARES[a.set] for a in articles])
        self.following = torch.tensor([a.set not in FIRST_ALONE for a in articles]).float()
        pad = lambda name, *shape: pad_all([getattr(a, name)[: a.n] for a in articles], (size, n, *shape))
        self.rows = pad_all([np.clip((a.rows[: a.n] - mean) / spread, -4, 4) for a in articles], (size, n, columns))
        self.tokens = pad_all([a.rows[: a.n, LENGTH] * 30 for a in articles], (size, n))
        self.allowed, self.waits, self.lengths = pad("allowed").bool(), pad("waits").bool(), pad("lengths")
        self.likeness = pad("likeness", n)
        width = lambda name: max(getattr(a, name).shape[1] for a in articles)
        self.unigrams, self.bigrams = pad("unigrams", width("unigrams")), pad("bigrams", width("bigrams"))
        self.of_unigrams = pad_all([a.of_unigrams for a in articles], (size, width("unigrams")))
        self.of_bigrams = pad_all([a.of_bigrams for a in articles], (size, width("bigrams")))
        self.reference = torch.tensor([a.reference_length for a in articles])
        self.total = torch.tensor([max(a.weights.sum(), 1e-6) for a in articles])
        self.weight = pad_all([(a.has * a.weights).sum(1) for a in articles], (size, n)).clamp(min=1e-6)
        self.count = pad_all([a.has.sum(1) for a in articles], (size, n)).clamp(min=1)
        # Only a term of two sentences can be said already.
        shared = [a.has[:, a.has.sum(0) > 1].astype(np.float32) for a in articles]
        weighed = [h * a.weights[a.has.sum(0) > 1] for h, a in zip(shared, articles)]
        widest = max(max(h.shape[1] for h in shared), 1)
        self.has, self.weighed = pad_all(shared, (size, n, widest)), pad_all(weighed, (size, n, widest))

    def free(self, chosen):
        """What can be chosen next: what waits for the sentence before it does."""
        before = torch.nn.functional.pad(chosen, (1, 0))[:, :-1] > 0
        return self.allowed & (chosen == 0) & (~self.waits | before)

    def reward(self, chosen):
        """F1 of the chosen with each further sentence."""
        length = (chosen * self.lengths).sum(1)[:, None] + self.lengths + self.reference[:, None]
        found = 0
        grams = (self.unigrams, self.of_unigrams, 0), (self.bigrams, self.of_bigrams, 2)
        for share, (own, reference, less) in zip(GRAMS, grams):
            sums = (chosen[:, :, None] * own).sum(1)[:, None] + own
            hits = torch.minimum(sums, reference[:, None]).sum(2)
            found = found + 2 * share * hits / (length - less).clamp(min=1)
        return found

    def best(self):
        """The greedy best summary of at most three sentences, reckoned once."""
        if not hasattr(self, "greedy"):
            chosen, before = torch.zeros_like(self.lengths), torch.zeros(len(self.ids))
            for _ in range(3):
                reward = self.reward(chosen).masked_fill(~self.free(chosen), -1e4)
                most, place = reward.max(1)
                better = (most > before).float()
                chosen[torch.arange(len(place)), place] += better * (1 - chosen[torch.arange(len(place)), place])
                before = torch.maximum(most, before)
            self.greedy = chosen
        return self.greedy

    def of_set(self, chosen, step):
        """How each sentence stands to the chosen, as in `select.rs`."""
        size, n = chosen.shape
        out = torch.zeros(size, n, OF_SET)
        out[..., min(step, 3)] = 1
        if step == 0:
            return out
        places = torch.arange(n)
        like = self.likeness * chosen[:, None, :]
        said = ((chosen[:, :, None] * self.has).sum(1) > 0).float()[:, None]
        covered = (self.weighed * said).sum(2)
        apart = (places[None, :] - places[:, None]).abs().float()[None]
        nearest = torch.where(chosen[:, None, :] > 0, apart, torch.tensor(99.0)).min(2).values
        first = torch.where(chosen > 0, places[None].float(), torch.tensor(999.0)).min(1).values[:, None]
        last = (chosen * places).max(1).values[:, None]
        mean = ((chosen * self.tokens).sum(1) / step)[:, None]
        out[..., 4], out[..., 5] = like.max(2).values, like.sum(2) / step
        out[..., 6], out[..., 7] = covered / self.weight, (self.weight - covered) / self.total[:, None] * 10
        out[:, 1:, 8], out[:, :-1, 9] = chosen[:, :-1], chosen[:, 1:]
        out[..., 10], out[..., 11] = torch.log1p(nearest), (places[None] > last).float()
        out[..., 12], out[..., 13] = mean / 25, self.tokens / mean.clamp(min=1)
        out[..., 14], out[..., 15] = (self.has * said).sum(2) / self.count, (places[None] < first).float()
        return out


def pad_all(arrays, shape):
    out = torch.zeros(shape)
    for row, array in zip(out, arrays):
        row[tuple(slice(0, k) for k in array.shape)] = torch.from_numpy(np.asarray(array, np.float32))
    return out


def batches(articles, mean, spread, size=64):
    order = sorted(articles, key=lambda a: a.n)
    return [Batch(order[i : i + size], mean, spread) for i in range(0, len(order), size)]


class Network(torch.nn.Module):
    def __init__(self, columns):
        super().__init__()
        self.window = torch.nn.Linear(3 * columns, HIDDEN)
        self.own = torch.nn.Linear(HIDDEN, STEP)
        self.set = torch.nn.Linear(OF_SET, STEP, bias=False)
        self.out, self.direct = torch.nn.Linear(STEP, 1), torch.nn.Linear(HIDDEN, 1)
        self.drop = torch.nn.Dropout(0.15)
        with torch.no_grad():
            self.window.weight[:, :columns] *= 0.3
            self.window.weight[:, 2 * columns :] *= 0.3

    def read(self, rows):
        none = torch.zeros_like(rows[:, :1])
        around = [torch.cat([none, rows[:, :-1]], 1), rows, torch.cat([rows[:, 1:], none], 1)]
        return self.drop(torch.relu(self.window(self.drop(torch.cat(around, 2)))))

    def step(self, hidden, of_set):
        return (self.out(torch.relu(self.own(hidden) + self.set(of_set))) + self.direct(hidden)).squeeze(2)


def choose(networks, hiddens, batch, chosen, step):
    """Scores of what can be chosen next."""
    of_set = batch.of_set(chosen, step)
    score = sum(n.step(h, of_set) for n, h in zip(networks, hiddens)) / len(networks)
    return score.masked_fill(~batch.free(chosen), -1e4)


def add(chosen, places):
    chosen = chosen.clone()
    chosen[torch.arange(len(places)), places] = 1
    return chosen


@torch.no_grad()
def rank(networks, batch, steps):
    """The first sentences of every article's ranking: a tensor for each step."""
    hiddens, chosen, order = [n.read(batch.rows) for n in networks], torch.zeros_like(batch.lengths), []
    for step in range(steps):
        order.append(choose(networks, hiddens, batch, chosen, step).argmax(1))
        chosen = add(chosen, order[-1])
    return order


def ahead(batch, chosen, order, step):
    """F1 of three: the chosen, each further sentence, and what the network itself would take."""
    order = torch.stack(order, 1)
    taken = chosen.gather(1, order).long()
    others = order.gather(1, (taken * len(order[0]) + torch.arange(len(order[0]))).argsort(1))
    fill, following = others[:, : 2 - step], others[:, 2 - step, None]
    found = batch.reward(chosen.scatter(1, fill, 1.0))
    # A sentence that is taken already stands for itself, beside the next one.
    return found.scatter(1, fill, found.gather(1, following).expand(-1, 2 - step))


def train(batches, columns, seed, epochs, rate=2e-3):
    torch.manual_seed(seed)
    draw, network = np.random.default_rng(seed), Network(columns)
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=1e-4)
    done, total = 0, epochs * len(batches)
    for epoch in range(epochs):
        losses = 0.0
        for index in draw.permutation(len(batches)):
            batch = batches[index]
            done += 1
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1, done / 30) * (0.5 + 0.5 * math.cos(math.pi * done / total)) + 1e-5
            network.eval()
            own = rank([network], batch, 3)
            network.train()
            hidden, chosen = network.read(batch.rows), torch.zeros_like(batch.lengths)
            loss = 0.0
            for step, weight in enumerate(STEPS):
                score = choose([network], [hidden], batch, chosen, step)
                reward = batch.reward(chosen)
                if AHEAD[step] > 0:
                    reward = (1 - AHEAD[step]) * reward + AHEAD[step] * ahead(batch, chosen, own, step)
                free = batch.free(chosen)
                reward = reward.masked_fill(~free, -1e4)
                can = free.any(1).float()
                aim = torch.softmax(reward / SHARPNESS, 1)
                missing = batch.best() * free
                some = (missing.sum(1, keepdim=True) > 0).float() * BEST
                aim = (1 - some) * aim + some * missing / missing.sum(1, keepdim=True).clamp(min=1)
                each = -(aim * torch.log_softmax(score, 1)).sum(1)
                share = batch.share * batch.following if step > 0 else batch.share
                loss = loss + weight * (each * can * share).sum() / share.sum().clamp(min=1)
                with torch.no_grad():
                    noise = -torch.log(-torch.log(torch.rand_like(score).clamp(1e-9, 1 - 1e-7)))
                    mine = torch.where(torch.rand(len(can), 1) < 0.5, score, score + noise).argmax(1)
                    best = (reward + torch.rand_like(reward) * 0.02).argmax(1)
                    chosen = add(chosen, torch.where(torch.rand(len(can)) < 0.6, mine, best))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5)
            optimiser.step()
            losses += loss.item()
        print(f"seed {seed}, pass {epoch}: {losses / len(batches):.4f}", flush=True)
    return network.eval()


def train_words(articles, epochs=6, rate=3e-3):
    """How likely a word is in the summary: the network, and the mean and spread of what it sees."""
    torch.manual_seed(0)
    seen = np.concatenate([a.words for a in articles])
    inside = torch.from_numpy(np.concatenate([a.inside for a in articles]))
    mean, spread = seen.mean(0), seen.std(0) + 1e-3
    network = torch.nn.Sequential(
        torch.nn.Linear(SEEN_OF_WORD, WORD_HIDDEN), torch.nn.ReLU(), torch.nn.Linear(WORD_HIDDEN, 1))
    rows = torch.from_numpy(np.clip((seen - mean) / spread, -5, 5))
    optimiser = torch.optim.Adam(network.parameters(), rate, weight_decay=1e-5)
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = rate * (1 - epoch / epochs) + 1e-4
        for part in torch.randperm(len(rows)).split(4096):
            loss = torch.nn.functional.binary_cross_entropy_with_logits(network(rows[part]).squeeze(1), inside[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return network, mean, spread


@torch.no_grad()
def weigh(articles, words):
    network, mean, spread = words
    for article in articles:
        rows = torch.from_numpy(np.clip((article.words - mean) / spread, -5, 5))
        article.weigh(torch.sigmoid(network(rows).squeeze(1)).numpy())
