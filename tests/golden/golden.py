"""What the make_*.py scripts share: inputs from an integer formula, and the writer.

Both sides compute inputs from the same formula (GoldenFile.Values in the tests), so a golden file holds outputs only.
Run a script with Debian's python3-torch: python3 tests/golden/make_optimizers.py
"""
import json
import pathlib

import torch

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Saccade.Tensors.Tests" / "Golden"


def values(salt, *shape):
    """Numbers from -2 to 2 in steps of 0.001, scattered by an integer hash of (salt, position)."""
    count = 1
    for extent in shape:
        count *= extent
    numbers = []
    for i in range(count):
        h = (i * 2654435761 + salt * 2246822519) & 0xFFFFFFFF
        h ^= h >> 15
        h = (h * 3266489917) & 0xFFFFFFFF
        h ^= h >> 13
        numbers.append((h % 4001 - 2000) / 1000)
    return torch.tensor(numbers, dtype=torch.float32).reshape(shape)


def write(name, outputs):
    """Writes {key: flat list}, one key a line, with the nine digits that tell float32 numbers apart."""
    lines = []
    for key, tensor in outputs.items():
        numbers = ",".join(f"{v:.9g}" for v in tensor.detach().double().flatten().tolist())
        lines.append(f"{json.dumps(key)}: [{numbers}]")
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
