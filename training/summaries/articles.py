"""Articles as `features.rs` writes them, and how much of the reference each sentence holds."""
import json, re
from collections import Counter
from functools import lru_cache

import numpy as np
from nltk.stem.porter import PorterStemmer

from prepare import WORD, stem

SEEN_OF_WORD, STATE = 26, 96
# Sentences that are looked at; a summary takes few from beyond.
CAP = 45
# Columns of a sentence's row that hang on the words' weights, and the one with its length.
WEIGHED, LENGTH = 41, 15
porter = PorterStemmer()


@lru_cache(None)
def rouge_stem(word):
    return porter.stem(word) if len(word) > 3 else word


def tokens(text):
    return [rouge_stem(t) for t in re.sub(r"[^a-z0-9]+", " ", text.lower()).split()]


def pairs(found):
    return list(zip(found, found[1:]))


class Article:
    """`rows`, `words`: what the engine sees. `unigrams`, `bigrams`: counts of the reference's in each sentence."""

    def __init__(self, row, rows, words):
        self.id, self.rows, self.words = row["id"], rows, words
        self.bags = [[term for term, _ in bag] for bag in row["bags"]]
        self.n = min(len(rows), CAP)
        sentences = [tokens(s) for s in row["sentences"][: self.n]]
        self.lengths = np.array([len(s) for s in sentences], np.float32)
        self.likeness = np.zeros((self.n, self.n), np.float32)
        for i, links in enumerate(row["links"][: self.n]):
            for j, cosine in links:
                if j < self.n:
                    self.likeness[i, j] = cosine
        reference = tokens(row["summary"])
        self.reference_length = float(len(reference))
        self.unigrams, self.of_unigrams = counts(reference, sentences)
        self.bigrams, self.of_bigrams = counts(pairs(reference), [pairs(s) for s in sentences])
        inside = {stem(w) for w in WORD.findall(row["summary"].lower())}
        self.inside = np.array([s in inside for s in row["stems"]], np.float32)
        self.allowed, self.waits = (np.array(row[name][: self.n], bool) for name in ("allowed", "waits"))

    def weigh(self, weights):
        """Takes up the words' weights, in place of those that the engine had."""
        self.weights = weights
        total, keys = max(weights.sum(), 1e-6), np.zeros(len(weights), bool)
        keys[np.argsort(-weights, kind="stable")[:10]] = True
        self.has = np.zeros((self.n, len(weights)), bool)
        for i in range(self.n):
            terms = self.bags[i]
            count, sum_, own = max(len(terms), 1), weights[terms].sum(), keys[terms].sum()
            most = weights[terms].max() if terms else 0
            length = self.rows[i, LENGTH] * 30
            self.has[i, terms] = True
            self.rows[i, WEIGHED : WEIGHED + 7] = [
                sum_ / count, sum_, sum_ / total * 10, sum_ / (length + 4), most, own, own / count]

    def score(self, chosen):
        """ROUGE-1 and ROUGE-2 F1 of a set of sentences."""
        length = self.lengths[chosen].sum()
        found = []
        for own, reference, less in (self.unigrams, self.of_unigrams, 0), (self.bigrams, self.of_bigrams, 1):
            hits = np.minimum(own[chosen].sum(0), reference).sum()
            found.append(200 * hits / max(length + self.reference_length - 2 * less, 1))
        return found


def counts(reference, sentences):
    """How often each gram of the reference is in each sentence, and in the reference."""
    known = Counter(reference)
    index = {gram: i for i, gram in enumerate(known)}
    table = np.zeros((len(sentences), max(len(index), 1)), np.float32)
    for row, sentence in zip(table, sentences):
        for gram in sentence:
            if gram in index:
                row[index[gram]] += 1
    return table, np.array(list(known.values()) or [0], np.float32)


def read(folder):
    """Articles of at least four sentences."""
    found = []
    with open(folder / "articles.f32", "rb") as numbers:
        for line in open(folder / "articles.jsonl", encoding="utf8"):
            row = json.loads(line)
            n, columns, n_words = len(row["sentences"]), row["columns"], len(row["stems"])
            sizes = [n * columns, n_words * SEEN_OF_WORD]
            values = np.frombuffer(numbers.read(4 * (sum(sizes) + n * STATE)), "<f4").copy()
            rows, words, _ = np.split(values, np.cumsum(sizes))
            if n >= 4:
                found.append(Article(row, rows.reshape(n, -1), words.reshape(-1, SEEN_OF_WORD)))
    return found
