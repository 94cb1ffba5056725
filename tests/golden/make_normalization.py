"""Outputs and gradients of torch's normalisation layers. The loss is the sum of the output times values(99)."""
import torch
import torch.nn.functional as F

from golden import values, write

outputs = {}


def record(key, function, *inputs):
    inputs = [x.clone().requires_grad_() for x in inputs]
    y = function(*inputs)
    (y * values(99, *y.shape)).sum().backward()
    outputs[key] = torch.cat([y.flatten()] + [x.grad.flatten() for x in inputs])


record("layer_norm", lambda x, w, b: F.layer_norm(x, (33,), w, b), values(1, 3, 33), values(2, 33), values(3, 33))
record("layer_norm_plain", lambda x: F.layer_norm(x, (9,), eps=1e-3), values(1, 5, 9))
mean, variance = values(4, 5) * 0.1, values(5, 5).abs() + 0.5
record("batch_norm_train", lambda x, w, b: F.batch_norm(x, mean, variance, w, b, training=True), values(1, 3, 5, 7), values(2, 5), values(3, 5))
outputs["batch_norm_running"] = torch.cat([mean, variance])
record("batch_norm_evaluate", lambda x, w, b: F.batch_norm(x, mean, variance, w, b), values(1, 3, 5, 7), values(2, 5), values(3, 5))
record("batch_norm_relu", lambda x, w, b: F.relu(F.batch_norm(x, None, None, w, b, training=True)), values(1, 3, 5, 2, 3), values(2, 5), values(3, 5))
record("group_norm", lambda x, w, b: F.group_norm(x, 3, w, b), values(1, 2, 6, 9), values(2, 6), values(3, 6))
record("instance_norm", lambda x, w, b: F.group_norm(x, 4, w, b), values(1, 2, 4, 3, 3), values(2, 4), values(3, 4))
write("normalization", outputs)
