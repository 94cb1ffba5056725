"""Outputs and gradients of torch's interpolate. The loss is the sum of the output times values(99)."""
import torch
import torch.nn.functional as F

from golden import values, write

outputs = {}


def record(key, function, *shape):
    x = values(1, *shape).requires_grad_()
    y = function(x)
    (y * values(99, *y.shape)).sum().backward()
    outputs[key] = torch.cat([y.flatten(), x.grad.flatten()])


def bilinear(height, width, corners):
    return lambda x: F.interpolate(x, (height, width), mode="bilinear", align_corners=corners)


record("bilinear_up", bilinear(9, 16, False), 1, 2, 5, 7)
record("bilinear_down", bilinear(4, 5, False), 2, 1, 9, 13)
record("bilinear_corners", bilinear(9, 16, True), 1, 2, 5, 7)
record("bilinear_corners_one", bilinear(1, 3, True), 1, 2, 5, 7)
record("bilinear_from_one", bilinear(3, 4, False), 1, 2, 1, 1)
record("nearest_2d", lambda x: F.interpolate(x, scale_factor=2), 1, 2, 5, 7)
record("nearest_3d", lambda x: F.interpolate(x, scale_factor=3), 1, 2, 2, 3, 3)
record("nearest_size", lambda x: F.interpolate(x, (7, 16)), 1, 2, 5, 9)
record("nearest_down", lambda x: F.interpolate(x, (3, 4)), 1, 2, 8, 9)
write("resizing", outputs)
