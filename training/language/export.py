"""Writes a trained student as `models/language.bin`, in 8 bits.

usage: export.py STUDENT.pt OUT.bin

The layout is described in `src/engine/model/language.rs`. Weights have one scale a row, tables one scale each.
"""

import struct
import sys

import numpy as np
import torch

import data as D
import features
import student as S

STEPS = 1024.0  # of one unit, in the 16-bit numbers between layers


class Writer:
    def __init__(self):
        self.floats, self.bytes = [], []

    def float(self, values):
        self.floats.append(np.asarray(values, dtype="<f4").ravel())

    def linear(self, weight, bias, unit=STEPS):
        """A matrix whose input is in `unit` steps of one."""
        weight = weight.detach().double().numpy()
        scale = np.maximum(np.abs(weight).max(1), 1e-9) / 127
        self.bytes.append(np.rint(weight / scale[:, None]).astype(np.int8).ravel())
        self.float(scale / unit)
        self.float(bias.detach().numpy())

    def norm(self, norm):
        self.float(norm.weight.detach())
        self.float(norm.bias.detach())


def maxout(layer):
    """Weight and bias with the pieces of all numbers after each other, not each number's together."""
    apart = lambda v: v.unflatten(0, (-1, layer.pieces)).transpose(0, 1).flatten(0, 1)
    return apart(layer.linear.weight), apart(layer.linear.bias)


def table_scale(weight):
    """The step that loses least when a table is rounded to 8 bits and cut off."""
    best, values = None, weight.ravel()
    values = values[:: max(1, len(values) // 200000)]
    for share in np.linspace(0.3, 1.0, 15):
        scale = np.abs(values).max() * share / 127
        lost = ((np.clip(np.rint(values / scale), -127, 127) * scale - values) ** 2).mean()
        if best is None or lost < best[0]:
            best = (lost, scale)
    return best[1]


def export(model, layers, path):
    w = Writer()
    tables = [t.weight.detach().double().numpy() for t in model.tables]
    scales = np.array([table_scale(t) for t in tables])
    # All tables in whole multiples of one small step, so that their sums stay integers.
    probes = np.array([t[3] for t in features.TABLES])
    step = (scales * 127 * probes).max() / 32000
    factors = np.maximum(1, np.rint(scales / step))
    for table, factor in zip(tables, factors):
        w.bytes.append(np.clip(np.rint(table / (factor * step)), -127, 127).astype(np.int8).ravel())
        w.float(factor)
    w.linear(*maxout(model.mix), 1 / step)
    w.norm(model.mix_norm)
    for layer, norm in zip(model.layers, model.norms):
        if isinstance(layer, S.Convolution):
            w.linear(*maxout(layer.maxout))
        else:
            w.linear(layer.gates.weight, layer.gates.bias)
            w.linear(layer.out.weight, layer.out.bias)
        w.norm(norm)
    for head in (model.upos, model.xpos, model.names, model.arc_dep, model.arc_head, model.arc, model.distance):
        w.linear(head.weight, head.bias)
    w.float(torch.relu(model.arc_head(model.root)).detach())
    w.linear(model.rel_dep.weight, model.rel_dep.bias)
    w.linear(model.rel_head.weight, model.rel_head.bias)
    w.float(model.rel_head(model.root).detach())
    w.linear(model.rel.weight, model.rel.bias)
    width, pieces = model.mix_norm.weight.numel(), S.PIECES
    sizes = [width, pieces, len(tables), sum(t[2] for t in features.TABLES), model.arc.weight.shape[0], S.BUCKETS,
             model.rel.weight.shape[1], len(D.UPOS), len(D.XPOS) << 16 | len(D.RELATIONS), len(D.NAMES)]
    floats = np.concatenate(w.floats)
    kinds = ["cg".index(k) for k in layers]
    head = struct.pack(f"<{len(sizes) + len(kinds) + 2}I", *sizes, len(kinds), *kinds, len(floats))
    with open(path, "wb") as out:
        out.write(b"NGLANG1\0" + head + floats.tobytes() + np.concatenate(w.bytes).tobytes())


if __name__ == "__main__":
    kept = torch.load(sys.argv[1])
    a = kept["args"]
    model = S.Student(a["layers"], a["width"], a["arc"], a["rel"])
    model.load_state_dict(kept["state"])
    export(model.eval(), a["layers"], sys.argv[2])
