"""Writes a trained student as `models/claims.bin`, in 8 bits.

usage: export.py NETWORK.pt[,NETWORK.pt…] BIAS OUT.bin

Of several networks that went on from the same one the mean of their weights is written (Wortsman et al. 2022). The
layout is described in `src/engine/model/claims.rs`.
"""

import struct
import sys
from pathlib import Path

import numpy as np
import torch

import network as S

sys.path.insert(0, str(Path(__file__).parent.parent / "language"))
from export import STEPS, Writer, maxout, table_scale  # noqa: E402
import data as LD  # noqa: E402


def table(w, weight, whole=False):
    """Bytes and their scale; of `whole` ones the scale counts 1/1024 and is a whole number."""
    values = weight.detach().double().numpy()
    scale = table_scale(values)
    stated = scale
    if whole:
        stated = max(1.0, np.rint(scale * STEPS))
        scale = stated / STEPS
    w.bytes.append(np.clip(np.rint(values / scale), -127, 127).astype(np.int8).ravel())
    w.float(stated)


def recurrence(w, layer, norm):
    w.linear(layer.gates.weight, layer.gates.bias)
    w.linear(layer.out.weight, layer.out.bias)
    w.norm(norm)


def export(model, args, bias, path):
    w = Writer()
    w.float(bias)
    table(w, model.word.weight, whole=True)
    table(w, model.relation.weight, whole=True)
    w.linear(*maxout(model.mix))
    w.norm(model.mix_norm)
    for layer, norm in zip(model.layers, model.norms):
        recurrence(w, layer, norm)
    w.linear(model.cue.weight, model.cue.bias)
    w.linear(model.mine.weight, model.mine.bias)
    w.linear(model.its.weight, torch.zeros(args["role_width"]))
    for t in model.tables:
        table(w, t.weight)
    w.norm(model.role_norm)
    for layer, norm in zip(model.role_layers, model.role_norms):
        recurrence(w, layer, norm)
    w.linear(model.role.weight, model.role.bias)
    floats = np.concatenate(w.floats)
    sizes = [model.mix.linear.weight.shape[1], S.WORD_ROWS, S.RELATIONS, S.FLAGS, sum(S.TABLES.values()), len(LD.RELATIONS)]
    sizes += [args["width"], args["role_width"], args["layers"], args["role_layers"], len(floats)]
    with open(path, "wb") as out:
        out.write(b"NGCLAIM1" + struct.pack(f"<{len(sizes)}I", *sizes) + floats.tobytes() + np.concatenate(w.bytes).tobytes())


if __name__ == "__main__":
    kept = [torch.load(path) for path in sys.argv[1].split(",")]
    a = kept[0]["args"]
    model = S.Student(a["width"], a["role_width"], a["layers"], a["role_layers"])
    model.load_state_dict({name: sum(k["state"][name] for k in kept) / len(kept) for name in kept[0]["state"]})
    export(model.eval(), a, float(sys.argv[2]), sys.argv[3])
