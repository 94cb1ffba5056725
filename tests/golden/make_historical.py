"""The historical model of timelines in PyTorch, as its reports have it: answers, losses, three steps of training, learning rates.

Weights and inputs come from one integer formula on both sides (weights by a hash of their name), so historical.safetensors holds outputs only.
Run with Debian's python3-torch: python3 tests/golden/make_historical.py (10 seconds)
"""
import math
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

import safetensors_file
from golden import values

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Saccade.Editing.Tests" / "Golden"
TRACKS, WINDOWS, STEPS, REAL = 20, 2, 7, (7, 4)


def salt_of(name):
    """FNV-1a."""
    salt = 2166136261
    for letter in name.encode():
        salt = ((salt ^ letter) * 16777619) & 0xFFFFFFFF
    return salt


class Historical(nn.Module):
    """Projection, fixed sines, bidirectional post-norm encoder, one projection for all tracks, heads shared by all tracks."""

    def __init__(self, numbers=7, width=256, layers=4, heads=8, feed_forward=512, dropout=0.0):
        super().__init__()
        self.input_projection = nn.Linear(TRACKS * (2 + numbers), width)
        layer = nn.TransformerEncoderLayer(width, heads, feed_forward, dropout, batch_first=True)
        self.transformer_encoder = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.track_embedding = nn.Embedding(TRACKS, width)
        self.track_projection = nn.Linear(width, width)
        names = ["scale", "pos_x", "pos_y", "crop_l", "crop_r", "crop_t", "crop_b"]
        if numbers == 10:
            names[3:3] = ["anchor_x", "anchor_y", "rotation"]
        self.names = ["active", "asset"] + names
        for name, outputs in zip(self.names, [2, 10] + [1] * numbers):
            setattr(self, name + "_head", nn.Linear(width, outputs))
        place = torch.arange(STEPS).unsqueeze(1) * torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
        self.register_buffer("positions", torch.stack([place.sin(), place.cos()], 2).flatten(1), persistent=False)

    def forward(self, x, mask):
        h = self.transformer_encoder(self.input_projection(x) + self.positions, src_key_padding_mask=~mask)
        g = self.track_projection(h.unsqueeze(2) + self.track_embedding.weight)
        return [getattr(self, name + "_head")(g) for name in self.names]


def fill(model):
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            scale = 0.05 if parameter.ndim < 2 else 0.6 / math.sqrt(parameter.shape[1])
            start = 1 if parameter.ndim < 2 and "norm" in name and name.endswith("weight") else 0
            parameter.copy_(values(salt_of(name), *parameter.shape) * scale + start)
    return model


def losses(said, x, mask):
    """Sums over the whole batch; squared errors of position and crop are added up over axes and sides."""
    truth = x.view(WINDOWS, STEPS, TRACKS, -1)
    m = mask.unsqueeze(2).expand(-1, -1, TRACKS)
    a = m & (truth[..., 0] == 1)
    active, asset = truth[..., 0].long(), truth[..., 1].long()
    count = a.sum().clamp(min=1)

    def squares(places):
        return sum((((said[p].squeeze(3) - truth[..., p]) ** 2) * a).sum() for p in places) / count

    return [F.cross_entropy(said[0][m], active[m]), F.cross_entropy(said[1][m], asset[m]), squares([2]), squares([3, 4]), squares([5, 6, 7, 8])]


def rates(epochs, warmup=5):
    optimizer = torch.optim.Adam([nn.Parameter(torch.zeros(1))], lr=1e-4)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs - warmup, eta_min=1e-6)
    found = []
    for _ in range(epochs):
        optimizer.step()
        scheduler.step()
        found.append(optimizer.param_groups[0]["lr"])
    return torch.tensor(found)


def parameters(model):
    return sum(p.numel() for p in model.parameters())


mask = torch.tensor([[t < real for t in range(STEPS)] for real in REAL])
cells = values(100, WINDOWS, STEPS, TRACKS, 9)
cells[..., 0] = (cells[..., 0] > 0.5).float()
cells[..., 1] = torch.floor((cells[..., 1] + 2) * 2.49)
x = (cells * mask[:, :, None, None]).flatten(2)

model = fill(Historical())
said = model(x, mask)
golden = {"parameters": torch.tensor([float(parameters(m)) for m in (
    model, Historical(layers=6, feed_forward=1024), Historical(numbers=10), Historical(width=512, layers=6))])}
golden["active"], golden["asset"], golden["numbers"] = said[0], said[1], torch.cat(said[2:], 3)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4, weight_decay=1e-5)
course = []
for step in range(4):
    optimizer.zero_grad()
    terms = losses(model(x, mask), x, mask)
    total = sum(terms)
    total.backward()
    norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    course.append(torch.stack([total, *terms, norm]).detach())
golden["course"] = torch.stack(course)
golden["rates_10"], golden["rates_50"] = rates(10), rates(50)
FOLDER.mkdir(exist_ok=True)
safetensors_file.write(FOLDER / "historical.safetensors", golden)
print(golden["parameters"], golden["course"], golden["rates_10"], golden["rates_50"][-1])
