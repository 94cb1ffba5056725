"""Small files as torch.save writes them, for Saccade.Neural.Tests/Golden/*.pth: what the tests read, and one that they must refuse.

Run with Debian's python3-torch: python3 tests/golden/make_checkpoints.py (3 seconds)
"""
import collections
import pathlib

import torch
from torch import nn

from golden import values

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Saccade.Neural.Tests" / "Golden"


def save(name, content, **options):
    torch.save(content, FOLDER / f"{name}.pth", **options)


linear = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))
with torch.no_grad():
    for i, parameter in enumerate(linear.parameters()):
        parameter.copy_(values(i + 1, *parameter.shape))
save("linear", linear.state_dict())
save("linear_legacy", linear.state_dict(), _use_new_zipfile_serialization=False)
save("linear_protocol4", linear.state_dict(), pickle_protocol=4)
save("linear_module", linear)
save("nested", {
    "epoch": 3, "learning_rate": 0.1, "name": "a run", "best": None, "done": True,
    "state_dict": collections.OrderedDict((f"module.{name}", tensor) for name, tensor in linear.state_dict().items()),
    "optimiser": {"state": {0: {"step": torch.tensor(7.0)}}, "rates": [0.1, torch.tensor([0.25, 0.5])]},
})
grid = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4)
save("views", {
    "whole": grid, "turned": grid.permute(2, 0, 1), "part": grid[1, 1:, ::2], "column": grid[:, :, 3], "scalar": grid[1, 2, 3],
    "empty": grid[:, :0], "parameter": nn.Parameter(grid[0].t()),
})
save("expanded", {"row": torch.arange(3, dtype=torch.float32).expand(1000, 3)})
save("types", {str(dtype).split(".")[1]: torch.tensor([0, 1, 3, 100]).to(dtype) for dtype in (
    torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool)})
save("complex", {"z": torch.tensor([1j])})
