"""What the student sees of a word: hashes of its form, prefix, suffixes and shape.

The engine computes the same numbers (`src/engine/encode/features.rs`, whose tests hold rows that were printed here).
"""

# Name, rows of the table, columns, probes.
TABLES = [
    ("word", 14000, 96, 2),
    ("prefix3", 2500, 32, 1),
    ("suffix2", 1500, 32, 1),
    ("suffix3", 4000, 48, 1),
    ("suffix4", 5000, 48, 1),
    ("shape", 1000, 32, 1),
]
SAME = str.maketrans({**dict.fromkeys("’‘‚‹›", "'"), **dict.fromkeys("“”„‟«»「」『』", '"'), **dict.fromkeys("—–―", "-")})
MASK = 0xFFFFFFFF


def mix(h):
    """The finaliser of MurmurHash3 (Appleby 2011)."""
    h ^= h >> 16
    h = h * 0x85EBCA6B & MASK
    h ^= h >> 13
    h = h * 0xC2B2AE35 & MASK
    return h ^ h >> 16


def fnv(data, seed):
    """FNV-1a over bytes."""
    h = 0x811C9DC5 ^ seed
    for byte in data:
        h = (h ^ byte) * 0x01000193 & MASK
    return h


def shape(word):
    """Capitals as X, small letters as x, digits as d, at most four of a kind in a row."""
    out, run, last = [], 0, ""
    for c in word:
        kind = "d" if "0" <= c <= "9" else "X" if c.isupper() else "x" if c.islower() else c
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 4:
            out.append(kind)
    return "".join(out)


def casing(word):
    """How a word is written, in 8 classes: what the teachers see beside its pieces."""
    if not any(c.isalpha() for c in word):
        return 1 if any(c.isdigit() for c in word) else 0
    if word.islower():
        return 2
    if word.isupper():
        return 3 if len(word) == 1 else 4
    if word[0].isupper() and word[1:].islower():
        return 5
    return 6 if word[0].isupper() else 7


def keys(word):
    form = word.translate(SAME)
    norm = "".join("0" if "0" <= c <= "9" else c for c in form.lower())
    return [norm, norm[:3], norm[-2:], norm[-3:], norm[-4:], shape(form)]


_cache = {}


def rows(word):
    """Rows of a word in all tables, the probes of a table after each other."""
    if word not in _cache:
        out = []
        for seed, ((_, size, _, probes), key) in enumerate(zip(TABLES, keys(word)), 1):
            h = fnv(key.encode(), seed)
            for probe in range(probes):
                out.append(mix(h ^ (probe * 0x9E3779B9 & MASK)) % size)
        _cache[word] = out
    return _cache[word]
