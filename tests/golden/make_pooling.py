"""Outputs and gradients of torch's pooling. The loss is the sum of the output times values(99)."""
import torch
import torch.nn.functional as F

from golden import values, write

outputs = {}


def record(key, function, *shape):
    x = values(1, *shape).requires_grad_()
    y = function(x)
    (y * values(99, *y.shape)).sum().backward()
    outputs[key] = torch.cat([y.flatten(), x.grad.flatten()])


record("max_1d", lambda x: F.max_pool1d(x, 3, 2, 1), 2, 3, 33)
record("max_2d", lambda x: F.max_pool2d(x, 3, 2, 1), 2, 2, 9, 7)
record("max_2d_halves", lambda x: F.max_pool2d(x, 2), 1, 2, 9, 8)
record("max_3d", lambda x: F.max_pool3d(x, (1, 3, 3), (1, 2, 2), (0, 1, 1)), 1, 2, 3, 7, 8)
record("average_1d", lambda x: F.avg_pool1d(x, 3, 2, 1), 2, 3, 9)
record("average_2d", lambda x: F.avg_pool2d(x, 3, 2, 1), 2, 2, 9, 7)
record("average_2d_inside", lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False), 2, 2, 9, 7)
record("average_3d", lambda x: F.avg_pool3d(x, 2), 1, 2, 4, 5, 8)
record("adaptive_average_2d", lambda x: F.adaptive_avg_pool2d(x, (3, 4)), 2, 2, 7, 9)
record("adaptive_average_up", lambda x: F.adaptive_avg_pool1d(x, 7), 1, 3, 3)
record("adaptive_average_3d", lambda x: F.adaptive_avg_pool3d(x, (2, 3, 1)), 1, 2, 5, 4, 3)
record("adaptive_max_2d", lambda x: F.adaptive_max_pool2d(x, (3, 4)), 2, 2, 7, 9)
record("global_average", lambda x: x.mean((2, 3)), 2, 3, 7, 9)
record("global_max", lambda x: x.amax((2, 3)), 2, 3, 5, 7)
write("pooling", outputs)
