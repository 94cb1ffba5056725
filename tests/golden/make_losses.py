"""Losses and gradients of torch's loss functions."""
import torch
import torch.nn.functional as F

from golden import values, write

outputs = {}
labels = torch.tensor([0, 4, 2, -100, 1, 1, 3])
weights = values(7, 5).abs() + 0.25


def record(key, function, *inputs):
    inputs = [x.clone().requires_grad_() for x in inputs]
    y = function(*inputs)
    y.backward()
    outputs[key] = torch.cat([y.flatten()] + [x.grad.flatten() for x in inputs])


logits = values(1, 7, 5)
record("cross_entropy", lambda x: F.cross_entropy(x, labels), logits)
record("cross_entropy_smoothed", lambda x: F.cross_entropy(x, labels, label_smoothing=0.1), logits)
record("cross_entropy_weighted", lambda x: F.cross_entropy(x, labels, weights), logits)
record("cross_entropy_both", lambda x: F.cross_entropy(x, labels, weights, label_smoothing=0.1), logits)
targets = values(8, 3, 11).abs() / 2
element = values(9, 3, 11).abs()
record("binary", lambda x: F.binary_cross_entropy_with_logits(x * 20, targets), values(1, 3, 11))
record("binary_weighted", lambda x: F.binary_cross_entropy_with_logits(x, targets, element, pos_weight=torch.tensor(3.0)), values(1, 3, 11))
record("squared", lambda x, t: F.mse_loss(x, t), values(1, 3, 11), values(2, 3, 11))
record("huber", lambda x, t: F.huber_loss(x, t, delta=0.7), values(1, 3, 11), values(2, 3, 11))
write("losses", outputs)
