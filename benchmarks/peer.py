"""The other side of benchmarks/compare: the same models in PyTorch, stepped on request.

Reads one command a line on standard input and answers with one line each:
  check    three training steps without dropout; their losses
  step     one training step; its milliseconds
  forward  one forward pass without gradients; its milliseconds
  memory   the process's peak resident memory in MB
The first line, written unasked, is a JSON object that describes the model. Weights and inputs come from the integer formula of
Saccade.Cli/Bench/FormulaNumbers.cs, so that both sides start from the same numbers.
"""
import argparse
import json
import math
import resource
import sys
import time

STARTED = time.perf_counter()

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def series(seed, count):
    """Element i of the series: a hash of (seed, i) in [-0.5, 0.5)."""
    index = np.arange(count, dtype=np.uint64)
    mask = np.uint64(0xFFFFFFFF)
    value = (((index + np.uint64(1)) * np.uint64(2654435761)) & mask) ^ np.uint64((seed * 2246822519) & 0xFFFFFFFF)
    value ^= value >> np.uint64(15)
    value = (value * np.uint64(2246822519)) & mask
    value ^= value >> np.uint64(13)
    return ((value >> np.uint64(8)).astype(np.float32) / np.float32(16777216)) - np.float32(0.5)


def numbers(seed, *shape, scale=2.0):
    return torch.from_numpy(series(seed, int(np.prod(shape))).reshape(shape) * np.float32(scale))


def seed_of(name):
    """FNV-1a."""
    value = 2166136261
    for letter in name.encode():
        value = ((value ^ letter) * 16777619) & 0xFFFFFFFF
    return value


def fill(module):
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            if parameter.dim() < 2:
                parameter.fill_(1.0 if name.endswith("weight") else 0.0)
            else:
                fan_in = int(np.prod(parameter.shape[1:]))
                parameter.copy_(numbers(seed_of(name), *parameter.shape, scale=2 / np.sqrt(fan_in)))


class Optimised:
    """A module, its loss, AdamW with PyTorch's defaults and clipping at a norm of 1."""

    def __init__(self, module, learning_rate=1e-3):
        self.module = module
        fill(module)
        self.parameters = sum(p.numel() for p in module.parameters())
        self.optimiser = torch.optim.AdamW(module.parameters(), lr=learning_rate, weight_decay=0.01)

    def step(self):
        self.optimiser.zero_grad(set_to_none=True)
        loss = self.loss()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.module.parameters(), 1.0)
        self.optimiser.step()
        return loss.item()

    def forward(self):
        with torch.no_grad():
            return self.loss()

    def check(self):
        # Dropout off; the fast path of evaluation does not run where gradients are wanted, so the rest is the same arithmetic.
        for module in self.module.modules():
            if isinstance(module, (nn.Dropout, nn.MultiheadAttention)):
                module.eval()
        for _ in range(3):
            yield self.step()
        self.module.train()


class EncoderModel(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.input = nn.Linear(180, 256)
        layer = nn.TransformerEncoderLayer(256, 8, 512, dropout, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 4)
        self.output = nn.Linear(256, 180)

    def forward(self, x):
        return self.output(self.encoder(self.input(x)))


class Encoder(Optimised):
    def __init__(self, dropout):
        super().__init__(EncoderModel(dropout))
        self.x = numbers(1, 16, 100, 180)
        self.target = numbers(2, 16, 100, 180)

    def loss(self):
        return F.mse_loss(self.module(self.x), self.target)


class MultiTrackModel(nn.Module):
    """The historical model of timelines. Naive: each track's own vector through projection and heads; factored: the same numbers from two small products."""

    def __init__(self, factored, dropout=0.1, width=256, tracks=20):
        super().__init__()
        self.factored = factored
        self.input_projection, self.dropout = nn.Linear(tracks * 9, width), nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(width, 8, 512, dropout, batch_first=True)
        self.transformer_encoder = nn.TransformerEncoder(layer, 4, enable_nested_tensor=False)
        self.track_embedding, self.track_projection = nn.Embedding(tracks, width), nn.Linear(width, width)
        names = ("active", "asset", "scale", "pos_x", "pos_y", "crop_l", "crop_r", "crop_t", "crop_b")
        for name, outputs in zip(names, (2, 10, 1, 1, 1, 1, 1, 1, 1)):
            setattr(self, name + "_head", nn.Linear(width, outputs))
        self.heads = [getattr(self, name + "_head") for name in names]
        place = torch.arange(100).unsqueeze(1) * torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
        self.register_buffer("positions", torch.stack([place.sin(), place.cos()], 2).flatten(1), persistent=False)

    def forward(self, x, padding):
        h = self.dropout(self.input_projection(x) + self.positions)
        h = self.transformer_encoder(h, src_key_padding_mask=padding)
        if not self.factored:
            g = self.track_projection(h.unsqueeze(2) + self.track_embedding.weight)
            return torch.cat([head(g) for head in self.heads], 3)
        weight, bias = torch.cat([head.weight for head in self.heads]), torch.cat([head.bias for head in self.heads])
        of_track = F.linear(self.track_projection(self.track_embedding.weight), weight, bias)
        return F.linear(h, weight @ self.track_projection.weight).unsqueeze(2) + of_track


class MultiTrack(Optimised):
    """Its five losses on a batch whose last window has 60 steps; it is asked for what it is handed."""

    def __init__(self, factored):
        super().__init__(MultiTrackModel(factored), 1e-4)
        cells = numbers(1, 16, 100, 20, 9)
        cells[..., 0] = (cells[..., 0] > 0.7).float()
        cells[..., 1] = torch.floor((cells[..., 1] + 1) * 2)
        self.padding = torch.zeros(16, 100, dtype=torch.bool)
        self.padding[15, 60:] = True
        cells[15, 60:] = 0
        self.x, self.numbers = cells.flatten(2), cells[..., 2:].contiguous()
        self.active, self.asset = cells[..., 0].long(), cells[..., 1].long()
        self.active[15, 60:] = self.asset[15, 60:] = -100
        self.weights = (self.active == 1).float().unsqueeze(3)
        self.count = self.weights.sum().clamp(min=1)

    def loss(self):
        said = self.module(self.x, self.padding)
        squares = ((said[..., 12:] - self.numbers) ** 2 * self.weights).sum() / self.count
        return F.cross_entropy(said[..., :2].reshape(-1, 2), self.active.view(-1)) + F.cross_entropy(said[..., 2:12].reshape(-1, 10), self.asset.view(-1)) + squares


class BasicBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet18Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        inputs = 64
        for i, width in enumerate((64, 128, 256, 512)):
            setattr(self, f"layer{i + 1}", nn.Sequential(BasicBlock(inputs, width, 1 if i == 0 else 2), BasicBlock(width, width, 1)))
            inputs = width
        self.fc = nn.Linear(512, 1000)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


class ResNet18(Optimised):
    def __init__(self):
        super().__init__(ResNet18Model(), 1e-5)
        self.x = numbers(1, 16, 3, 64, 64)
        self.labels = torch.tensor([i * 37 % 1000 for i in range(16)])

    def loss(self):
        return F.cross_entropy(self.module(self.x), self.labels)


class Features:
    """Pooled features of ResNet-18 in evaluation, without gradients. The check looks along three random directions, in units of the features' length."""

    def __init__(self, size, batch):
        self.module = ResNet18Model().eval()
        self.module.fc = nn.Identity()
        self.parameters = sum(p.numel() for p in self.module.parameters())
        with torch.no_grad():
            for name, tensor in self.module.state_dict().items():
                if tensor.dim() > 1:
                    tensor.copy_(numbers(seed_of(name), *tensor.shape, scale=4.9 / np.sqrt(np.prod(tensor.shape[1:]))))
                elif tensor.dim() == 1:
                    start = 1.0 if name.endswith(("weight", "running_var")) else 0.0
                    tensor.copy_(numbers(seed_of(name), *tensor.shape, scale=0.6) + start)
        self.x = numbers(1, batch, 3, size, size, scale=4)

    def step(self):
        with torch.no_grad():
            return self.module(self.x)

    forward = step

    def check(self):
        for direction in range(3):
            features = self.step().flatten().double()
            yield float(features @ torch.from_numpy(series(10 + direction, features.numel())).double() / features.norm())


class Conv3d:
    def __init__(self):
        self.x = numbers(1, 8, 32, 16, 32, 32).requires_grad_()
        self.weight = numbers(seed_of("weight"), 64, 32, 3, 3, 3, scale=2 / np.sqrt(32 * 27)).requires_grad_()
        self.gradient = numbers(2, 8, 64, 16, 32, 32)
        self.parameters = self.weight.numel()

    def step(self):
        self.x.grad = self.weight.grad = None
        y = F.conv3d(self.x, self.weight, padding=1)
        y.backward(self.gradient)
        return y.view(-1)[0].item() + 1e-3 * (self.weight.grad.view(-1)[0].item() + self.x.grad.view(-1)[-1].item())

    def forward(self):
        with torch.no_grad():
            return F.conv3d(self.x, self.weight, padding=1)

    def check(self):
        for _ in range(3):
            yield self.step()


class MagvitExtractor(nn.Module):
    """Per frame a small CNN, over time two convolutions and self-attention."""

    def __init__(self):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(3, 64, 7, 2, 3), nn.BatchNorm2d(64)
        self.conv2, self.norm2 = nn.Conv2d(64, 128, 3, 2, 1), nn.BatchNorm2d(128)
        self.conv3, self.norm3 = nn.Conv2d(128, 256, 3, 1, 1), nn.BatchNorm2d(256)
        self.frame, self.frame_dropout = nn.Linear(4096, 512), nn.Dropout(0.1)
        self.time1, self.time_norm1, self.time_dropout = nn.Conv1d(512, 512, 3, 1, 1), nn.BatchNorm1d(512), nn.Dropout(0.1)
        self.time2, self.time_norm2 = nn.Conv1d(512, 256, 3, 1, 1), nn.BatchNorm1d(256)
        self.attention = nn.MultiheadAttention(256, 4, 0.1, batch_first=True)
        self.norm = nn.LayerNorm(256)

    def forward(self, clips):
        batch, frames = clips.shape[:2]
        x = F.max_pool2d(F.relu(self.norm1(self.conv1(clips.flatten(0, 1)))), 2)
        x = F.max_pool2d(F.relu(self.norm2(self.conv2(x))), 2)
        x = F.relu(self.norm3(self.conv3(x)))
        x = self.frame_dropout(F.relu(self.frame(x.flatten(1)))).view(batch, frames, 512).transpose(1, 2)
        x = self.time_dropout(F.relu(self.time_norm1(self.time1(x))))
        x = F.relu(self.time_norm2(self.time2(x))).transpose(1, 2)
        return self.norm(x + self.attention(x, x, x, need_weights=False)[0])


class ConvolutionUnit(nn.Module):
    """A 3-D convolution without bias, group norm in groups of eight channels, and a ReLU unless told otherwise."""

    def __init__(self, inputs, outputs, kernel, stride=(1, 1, 1), relu=True):
        super().__init__()
        self.conv = nn.Conv3d(inputs, outputs, kernel, stride, [k // 2 for k in kernel], bias=False)
        self.norm, self.relu = nn.GroupNorm(outputs // math.gcd(outputs, 8), outputs), relu

    def forward(self, x):
        x = self.norm(self.conv(x))
        return F.relu(x) if self.relu else x


class InceptionBlock(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        one, three = (1, 1, 1), (3, 3, 3)
        self.one = ConvolutionUnit(inputs, outputs // 4, one)
        self.narrow3 = ConvolutionUnit(inputs, outputs // 4, one)
        self.window3 = ConvolutionUnit(outputs // 4, outputs // 2, three)
        self.narrow5 = ConvolutionUnit(inputs, outputs // 8, one)
        self.window5_first = ConvolutionUnit(outputs // 8, outputs // 8, three)
        self.window5_second = ConvolutionUnit(outputs // 8, outputs // 8, three)
        self.pooled = ConvolutionUnit(inputs, outputs // 8, one)

    def forward(self, x):
        return torch.cat((
            self.one(x), self.window3(self.narrow3(x)), self.window5_second(self.window5_first(self.narrow5(x))),
            self.pooled(F.max_pool3d(x, 3, 1, 1))), 1)


class I3dExtractor(nn.Module):
    """An inception network with windows in space and time; features of two frames from each time step."""

    def __init__(self):
        super().__init__()
        self.stem = ConvolutionUnit(3, 32, (3, 7, 7), (2, 4, 4))
        self.mixed1, self.mixed2, self.mixed3 = InceptionBlock(32, 64), InceptionBlock(64, 128), InceptionBlock(128, 256)
        self.merge = nn.Linear(256 * 16, 2 * 192)

    def forward(self, clips):
        batch, frames = clips.shape[:2]
        x = self.stem(clips.transpose(1, 2))
        x = F.max_pool3d(self.mixed1(x), 3, (1, 2, 2), 1)
        x = F.max_pool3d(self.mixed2(x), 3, (1, 2, 2), 1)
        x = self.mixed3(x).transpose(1, 2)
        return self.merge(x.reshape(batch, frames // 2, -1)).view(batch, frames, -1)


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs, time):
        super().__init__()
        self.first = ConvolutionUnit(inputs, outputs, (time, 3, 3))
        self.second = ConvolutionUnit(outputs, outputs, (1, 3, 3), relu=False)
        self.around = ConvolutionUnit(inputs, outputs, (1, 1, 1), relu=False)

    def forward(self, x):
        x = F.max_pool3d(x, (1, 2, 2))
        return F.relu(self.second(self.first(x)) + self.around(x))


class SlowFastExtractor(nn.Module):
    """Every fourth frame through a wide pathway, every frame through a thin one, joined after each stage."""

    def __init__(self):
        super().__init__()
        slow, fast = 32, 8

        def lateral(channels):
            return ConvolutionUnit(channels, 2 * channels, (5, 1, 1), (4, 1, 1))

        self.slow_stem, self.fast_stem = ConvolutionUnit(3, slow, (1, 7, 7), (1, 4, 4)), ConvolutionUnit(3, fast, (5, 7, 7), (1, 4, 4))
        self.lateral0 = lateral(fast)
        self.slow1, self.fast1 = ResidualBlock(slow + 2 * fast, 2 * slow, 1), ResidualBlock(fast, 2 * fast, 3)
        self.lateral1 = lateral(2 * fast)
        self.slow2, self.fast2 = ResidualBlock(2 * slow + 4 * fast, 4 * slow, 3), ResidualBlock(2 * fast, 4 * fast, 3)
        self.lateral2 = lateral(4 * fast)
        self.slow_merge = nn.Linear((4 * slow + 8 * fast) * 16, 4 * 96)
        self.fast_merge = nn.Linear(4 * fast * 16, 96)

    def forward(self, clips):
        batch, frames = clips.shape[:2]
        x = clips.transpose(1, 2)
        slow, fast = self.slow_stem(x[:, :, ::4]), self.fast_stem(x)
        slow, fast = self.slow1(torch.cat((slow, self.lateral0(fast)), 1)), self.fast1(fast)
        slow, fast = self.slow2(torch.cat((slow, self.lateral1(fast)), 1)), self.fast2(fast)
        slow = torch.cat((slow, self.lateral2(fast)), 1)
        slow = self.slow_merge(slow.transpose(1, 2).flatten(2)).view(batch, frames, -1)
        return torch.cat((slow, self.fast_merge(fast.transpose(1, 2).flatten(2))), 2)


class Mlp(nn.Module):
    def __init__(self, inputs, outputs, dropout):
        super().__init__()
        self.fc1, self.dropout, self.fc2 = nn.Linear(inputs, 512), nn.Dropout(dropout), nn.Linear(512, outputs)

    def forward(self, x):
        return self.fc2(self.dropout(F.relu(self.fc1(x))))


class TrajectoryModel(nn.Module):
    """An extractor and two heads, on the mean over time or on the features of all 16 frames side by side."""

    def __init__(self, extractor, width, mean, dropout):
        super().__init__()
        self.extractor, self.mean = extractor, mean
        self.dropout = nn.Dropout(dropout)
        self.class_head, self.position_head = Mlp(width, 4, dropout), Mlp(width, 3, dropout)

    def forward(self, clips):
        x = self.extractor(clips)
        x = self.dropout(x.mean(1) if self.mean else x.flatten(1))
        return self.class_head(x), self.position_head(x)


class Trajectory(Optimised):
    def __init__(self, model):
        super().__init__(model, 1e-4)
        self.x = numbers(1, 8, 16, 3, 64, 64)
        self.labels = torch.tensor([i % 4 for i in range(8)])
        self.positions = numbers(2, 8, 3)

    def loss(self):
        logits, positions = self.module(self.x)
        return F.cross_entropy(logits, self.labels) + F.mse_loss(positions, self.positions)


class PointingBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.GroupNorm(channels // 8, channels)
        self.conv2, self.norm2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.GroupNorm(channels // 8, channels)

    def forward(self, x):
        return F.relu(self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x))))) + x)


class SceneEncoder(nn.Module):
    """One look at pictures, told what is asked for: [B, 3, S, S] -> [B, P, 64]."""

    def __init__(self, size, categories, c=48, width=128):
        super().__init__()
        self.stem = nn.Conv2d(3, c // 2, 5, stride=2, padding=2)
        self.quarter, self.quarter_norm = nn.Conv2d(c // 2, c, 3, stride=2, padding=1, bias=False), nn.GroupNorm(c // 8, c)
        self.fine = PointingBlock(c)
        self.eighth, self.eighth_norm = nn.Conv2d(c, 2 * c, 3, stride=2, padding=1, bias=False), nn.GroupNorm(2 * c // 8, 2 * c)
        self.coarse1, self.coarse2 = PointingBlock(2 * c), PointingBlock(2 * c)
        self.sixteenth = nn.Conv2d(2 * c, width, 3, stride=2, padding=1)
        self.asked_of_tokens, self.asked_of_cells = nn.Embedding(categories, width), nn.Embedding(categories, c)
        self.places = nn.Parameter(torch.zeros((size // 16) ** 2, width))
        layer = nn.TransformerEncoderLayer(width, 4, 256, 0.0, batch_first=True, norm_first=True)
        self.transformer = nn.TransformerEncoder(layer, 2, norm=nn.LayerNorm(width), enable_nested_tensor=False)
        self.down, self.up = nn.Linear(width, 2 * c), nn.Conv2d(2 * c, c, 1)
        self.joined, self.cells = PointingBlock(c), nn.Linear(c, 64)

    def forward(self, pictures, asked):
        fine = self.fine(F.relu(self.quarter_norm(self.quarter(F.relu(self.stem(pictures))))))
        coarse = self.coarse2(self.coarse1(F.relu(self.eighth_norm(self.eighth(fine)))))
        tokens = self.sixteenth(coarse)
        batch, _, side, _ = tokens.shape
        tokens = self.transformer(tokens.flatten(2).transpose(1, 2) + self.places + self.asked_of_tokens(asked).unsqueeze(1))
        whole = self.down(tokens).transpose(1, 2).reshape(batch, -1, side, side)
        coarse = F.relu(coarse + F.interpolate(whole, scale_factor=2))
        fine = F.relu(fine + F.interpolate(self.up(coarse), scale_factor=2) + self.asked_of_cells(asked)[:, :, None, None])
        return self.cells(self.joined(fine).flatten(2).transpose(1, 2))


class PointingModel(nn.Module):
    def __init__(self, size, categories):
        super().__init__()
        self.encoder = SceneEncoder(size, categories)
        self.thing, self.rarely, self.place = nn.Linear(64, 1, bias=False), nn.Parameter(torch.zeros(1)), nn.Linear(64, 2)
        self.visited, self.hidden = nn.Linear(6, 64, bias=False), nn.Linear(64, 64)
        self.score, self.end, self.no_more = nn.Linear(64, 1), nn.Linear(64, 1, bias=False), nn.Parameter(torch.zeros(1))

    def forward(self, pictures, asked, images, visited, outside):
        seen = self.encoder(pictures, asked)
        things, offsets = self.thing(seen).squeeze(2) + self.rarely, self.place(seen)
        x = F.relu(self.hidden(F.relu(seen[images] + self.visited(visited))))
        scores = (self.score(x).squeeze(2) + things[images]).masked_fill(outside, -1e4)
        return torch.cat([scores, self.end(x.mean(1)) + self.no_more], 1), things, offsets


class Counting(Optimised):
    """One look at 8 pictures and eight steps of each, with fixed targets."""

    def __init__(self):
        super().__init__(PointingModel(160, 7))
        self.pictures, self.asked = numbers(1, 8, 3, 160, 160), torch.arange(8) % 7
        self.images, self.visited = torch.arange(64) // 8, numbers(2, 64, 1600, 6)
        self.next, self.outside = torch.arange(64) * 25 % 1601, torch.zeros(64, 1600, dtype=torch.bool)
        self.targets, self.offsets = torch.zeros(8, 1600), numbers(3, 8, 1600, 2, scale=1.0)
        self.targets.view(-1)[::100] = 1

    def loss(self):
        scores, things, offsets = self.module(self.pictures, self.asked, self.images, self.visited, self.outside)
        return F.cross_entropy(scores, self.next) + F.binary_cross_entropy_with_logits(things, self.targets) + F.huber_loss(offsets, self.offsets, delta=0.25)


MODELS = {
    "encoder": lambda: Encoder(0.1),
    "encoder_no_dropout": lambda: Encoder(0.0),
    "multi_track": lambda: MultiTrack(factored=True),
    "multi_track_naive": lambda: MultiTrack(factored=False),
    "magvit": lambda: Trajectory(TrajectoryModel(MagvitExtractor(), 256, True, 0.3)),
    "i3d": lambda: Trajectory(TrajectoryModel(I3dExtractor(), 16 * 192, False, 0.1)),
    "slowfast": lambda: Trajectory(TrajectoryModel(SlowFastExtractor(), 16 * 192, False, 0.1)),
    "counting": Counting,
    "conv3d": Conv3d,
    "resnet18": ResNet18,
    "features_64": lambda: Features(64, 128),
    "features_224": lambda: Features(224, 8),
}


def blas():
    with open("/proc/self/maps") as maps:
        text = maps.read()
    return "openblas" if "openblas" in text else "reference"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--model", choices=MODELS, required=True)
    arguments.add_argument("--threads", type=int, required=True)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    model = MODELS[options.model]()
    losses, first = [], None
    for loss in model.check():
        losses.append(loss)
        first = first or time.perf_counter() - STARTED
    print(json.dumps({
        "name": f"PyTorch {torch.__version__}", "parameters": model.parameters, "threads": torch.get_num_threads(),
        "blas": blas(), "seconds_to_first_step": first}), flush=True)
    for line in sys.stdin:
        command = line.strip()
        if command == "check":
            print(" ".join(repr(float(loss)) for loss in losses), flush=True)
        elif command in ("step", "forward"):
            begun = time.perf_counter()
            getattr(model, command)()
            print((time.perf_counter() - begun) * 1000, flush=True)
        elif command == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


if __name__ == "__main__":
    main()
