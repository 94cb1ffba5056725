"""torchvision's ResNet-18 with weights from the integer formula: pooled features, for Saccade.Neural.Tests/Golden/resnet18.safetensors.

Element i of the state dict has salt i + 1: convolutions and fc are the formula times 1.2 / sqrt(fan-in), scales of norms and running variances
1 + 0.15 of it, their shifts and running means 0.15 of it. Pictures are bytes of another formula, normalised as ImageNet's. The file
holds outputs only.
Run with Debian's python3-torchvision (apt-get install python3-torchvision): python3 tests/golden/make_resnet.py (10 seconds)
"""
import pathlib

import numpy as np
import torch
import torchvision

import safetensors_file
from golden import values

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Saccade.Neural.Tests" / "Golden"


def fill(model):
    with torch.no_grad():
        for i, (name, tensor) in enumerate(model.state_dict().items()):
            if name.endswith("num_batches_tracked"):
                continue
            numbers = values(i + 1, *tensor.shape).double()
            if tensor.ndim > 1:
                numbers *= 1.2 / np.sqrt(np.prod(tensor.shape[1:]))
            else:
                numbers = numbers * 0.15 + (1 if name.endswith("running_var") or (name.endswith("weight") and tensor.ndim == 1) else 0)
            tensor.copy_(numbers.float())
    return model.eval()


def pictures(count, size):
    """Bytes (N, S, S, 3), normalised: [N, 3, S, S]."""
    n, y, x, c = np.meshgrid(*(np.arange(extent) for extent in (count, size, size, 3)), indexing="ij")
    pixels = (7 * x * (c + 1) + 5 * y * (n + 1) + x * y) % 256
    mean, deviation = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    return torch.from_numpy(((pixels / 255 - mean) / deviation).astype(np.float32)).permute(0, 3, 1, 2).contiguous()


model = fill(torchvision.models.resnet18(weights=None))
golden = {}
with torch.no_grad():
    golden["logits_64"] = model(pictures(1, 64))
    model.fc = torch.nn.Identity()
    golden["features_64"] = model(pictures(3, 64))
    golden["features_224"] = model(pictures(2, 224))
    golden["features_50"] = model(pictures(2, 50))
safetensors_file.write(FOLDER / "resnet18.safetensors", golden)
for name, tensor in golden.items():
    print(name, tuple(tensor.shape), "largest", tensor.abs().max().item(), "mean", tensor.abs().mean().item())
