"""Outputs and gradients of torch's multi-head attention core. The loss is the sum of the output times values(99)."""
import math

import torch

from golden import values, write

outputs = {}


def attend(q, k, v, heads, allowed=None):
    def split(x):
        return x.reshape(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)

    scores = split(q) @ split(k).transpose(2, 3) / math.sqrt(q.shape[2] // heads)
    if allowed is not None:
        scores = scores.masked_fill(~allowed, -math.inf)
    y = scores.softmax(-1) @ split(v)
    return y.transpose(1, 2).reshape(q.shape)


def record(key, function, *inputs):
    inputs = [x.clone().requires_grad_() for x in inputs]
    y = function(*inputs)
    (y * values(99, *y.shape)).sum().backward()
    outputs[key] = torch.cat([y.flatten()] + [x.grad.flatten() for x in inputs])


causal = torch.ones(34, 34, dtype=torch.bool).tril()
mask = (torch.arange(2 * 9).reshape(2, 1, 1, 9) % 4) != 1
record("packed", lambda x: attend(*x.chunk(3, 2), 2), values(1, 2, 9, 3 * 2 * 8))
record("causal", lambda x: attend(*x.chunk(3, 2), 1, causal), values(1, 1, 34, 3 * 8))
record("cross", lambda q, k, v: attend(q, k, v, 3, mask), values(1, 2, 5, 21), values(2, 2, 9, 21), values(3, 2, 9, 21))
write("attention", outputs)
