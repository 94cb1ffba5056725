"""Two small models in PyTorch: values, gradients and ten losses of training, for Saccade.Neural.Tests/Golden.

Initial weights come from one integer formula on both sides, so encoder.safetensors and convolution.safetensors hold outputs only.
encoder_weights.safetensors and convolution_weights.safetensors are the state dicts as a user of PyTorch would save them: the tests
load them, and expect to write the same bytes.
Run with Debian's python3-torch: python3 tests/golden/make_models.py (5 seconds)
"""
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

import safetensors_file
from golden import values

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Saccade.Neural.Tests" / "Golden"
STEPS = 10


def fill(model):
    """Parameter i is 0.15 x the formula with salt i + 1; the scales of norms are 1 more."""
    with torch.no_grad():
        for i, (name, parameter) in enumerate(model.named_parameters()):
            scale = parameter.ndim == 1 and name.endswith("weight")
            parameter.copy_(values(i + 1, *parameter.shape) * 0.15 + (1 if scale else 0))
    return model


def train(model, x, labels, golden):
    """AdamW with clipping, as Saccade's optimisers do it."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.05)
    losses = []
    for step in range(STEPS):
        optimizer.zero_grad()
        y = model(x)
        loss = F.cross_entropy(y.reshape(-1, y.shape[-1]), labels)
        loss.backward()
        if step == 0:
            golden["output"] = y
            for name, parameter in model.named_parameters():
                golden["gradient." + name] = parameter.grad.clone()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5)
        optimizer.step()
        losses.append(loss.item())
    golden["losses"] = torch.tensor(losses)


class Encoder(nn.Module):
    def __init__(self, norm_first=False):
        super().__init__()
        layer = nn.TransformerEncoderLayer(16, 4, 32, dropout=0, batch_first=True, norm_first=norm_first)
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Linear(16, 3)

    def forward(self, x, padding=None):
        return self.head(self.encoder(x, src_key_padding_mask=padding))


class Convolutions(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 3, stride=2, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(6)
        self.conv2 = nn.Conv2d(6, 6, 3, padding=1, groups=6)
        self.head = nn.Linear(6, 4)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        return self.head(F.relu(self.conv2(y)).mean((2, 3)))


x = values(100, 2, 5, 16)
golden = {"pre_norm": fill(Encoder(norm_first=True))(x)}
padding = torch.tensor([[False, False, False, False, False], [False, False, False, True, True]])
golden["padded"] = fill(Encoder())(x, padding)
encoder = fill(Encoder())
safetensors_file.write(FOLDER / "encoder_weights.safetensors", encoder.state_dict())
train(encoder, x, torch.tensor([i * 7 % 3 for i in range(10)]), golden)
safetensors_file.write(FOLDER / "encoder.safetensors", golden)

x = values(101, 4, 3, 9, 9)
golden = {}
convolutions = fill(Convolutions())
convolutions(x)
safetensors_file.write(FOLDER / "convolution_weights.safetensors", convolutions.state_dict())
golden["evaluation"] = convolutions.eval()(x)
convolutions = fill(Convolutions())
train(convolutions, x, torch.tensor([0, 1, 2, 3]), golden)
golden["evaluation_after_training"] = convolutions.eval()(x)
safetensors_file.write(FOLDER / "convolution.safetensors", golden)
