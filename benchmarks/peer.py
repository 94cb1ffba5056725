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

    def __init__(self, module):
        self.module = module
        fill(module)
        self.parameters = sum(p.numel() for p in module.parameters())
        self.optimiser = torch.optim.AdamW(module.parameters(), lr=1e-3, weight_decay=0.01)

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
        super().__init__(ResNet18Model())
        self.x = numbers(1, 16, 3, 64, 64)
        self.labels = torch.tensor([i * 37 % 1000 for i in range(16)])

    def loss(self):
        return F.cross_entropy(self.module(self.x), self.labels)


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


class Mlp(nn.Module):
    def __init__(self, outputs):
        super().__init__()
        self.fc1, self.dropout, self.fc2 = nn.Linear(256, 512), nn.Dropout(0.3), nn.Linear(512, outputs)

    def forward(self, x):
        return self.fc2(self.dropout(F.relu(self.fc1(x))))


class MagvitModel(nn.Module):
    """The extractor and two heads on the mean over time."""

    def __init__(self):
        super().__init__()
        self.extractor = MagvitExtractor()
        self.dropout = nn.Dropout(0.3)
        self.class_head, self.position_head = Mlp(4), Mlp(3)

    def forward(self, clips):
        x = self.dropout(self.extractor(clips).mean(1))
        return self.class_head(x), self.position_head(x)


class Magvit(Optimised):
    def __init__(self):
        super().__init__(MagvitModel())
        self.x = numbers(1, 8, 16, 3, 64, 64)
        self.labels = torch.tensor([i % 4 for i in range(8)])
        self.positions = numbers(2, 8, 3)

    def loss(self):
        logits, positions = self.module(self.x)
        return F.cross_entropy(logits, self.labels) + F.mse_loss(positions, self.positions)


MODELS = {
    "encoder": lambda: Encoder(0.1),
    "encoder_no_dropout": lambda: Encoder(0.0),
    "magvit": Magvit,
    "conv3d": Conv3d,
    "resnet18": ResNet18,
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
