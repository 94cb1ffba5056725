"""Layers in PyTorch beside those of Saccade.Neural: values and gradients, for Saccade.Neural.Tests/Golden/layers.safetensors.

Inputs and weights come from one integer formula on both sides, so the file holds outputs only. The loss is the sum of the
output times the formula with salt 200.
Run with Debian's python3-torch: python3 tests/golden/make_layers.py (3 seconds)
"""
import pathlib

import torch
from torch import nn

import safetensors_file
from golden import values

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Saccade.Neural.Tests" / "Golden"


def fill(model):
    """Parameter i is 0.15 x the formula with salt i + 1; the scales of norms are 1 more."""
    with torch.no_grad():
        for i, (name, parameter) in enumerate(model.named_parameters()):
            scale = parameter.ndim == 1 and name.endswith("weight")
            parameter.copy_(values(i + 1, *parameter.shape) * 0.15 + (1 if scale else 0))
    return model


def keep(golden, name, model, output, inputs=()):
    (output * values(200, *output.shape)).sum().backward()
    golden[name] = output
    for parameter, tensor in model.named_parameters():
        golden[f"{name}.gradient.{parameter}"] = tensor.grad
    for i, tensor in enumerate(inputs):
        golden[f"{name}.input.{i}"] = tensor.grad


golden = {}
x = values(100, 2, 5, 16)
layer = nn.TransformerEncoderLayer(16, 4, 32, dropout=0, activation="gelu", batch_first=True, norm_first=True)
encoder = fill(nn.TransformerEncoder(layer, 2, enable_nested_tensor=False))
keep(golden, "gelu_encoder", encoder, encoder(x))

attention = fill(nn.MultiheadAttention(16, 4, batch_first=True))
queries, memory = values(101, 2, 3, 16).requires_grad_(), values(102, 2, 5, 16).requires_grad_()
padding = torch.tensor([[False, False, False, False, False], [False, False, False, True, True]])
keep(golden, "cross_attention", attention, attention(queries, memory, memory, key_padding_mask=padding)[0], (queries, memory))

embedding = fill(nn.Embedding(7, 6))
keep(golden, "embedding", embedding, embedding(torch.tensor([[3, 0, 6], [3, 3, 1]])))

for name, activation in (("gelu", nn.GELU()), ("silu", nn.SiLU())):
    model = fill(nn.Sequential(nn.Conv2d(3, 6, 3, padding=1), activation, nn.Flatten(), nn.Linear(150, 4), activation))
    keep(golden, name, model, model(values(103, 2, 3, 5, 5)))
safetensors_file.write(FOLDER / "layers.safetensors", golden)
