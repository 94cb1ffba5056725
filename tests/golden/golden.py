"""What the make_*.py scripts share: inputs from an integer formula, and the writer.

Both sides compute inputs from the same formula (GoldenFile.Values in the tests), so a golden file holds outputs only.
Run a script with Debian's python3-torch: python3 tests/golden/make_optimizers.py
"""
import json
import pathlib

import numpy as np
import torch

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Saccade.Tensors.Tests" / "Golden"


def values(salt, *shape):
    """Numbers from -2 to 2 in steps of 0.001, scattered by an integer hash of (salt, position)."""
    mask = np.uint64(0xFFFFFFFF)
    h = (np.arange(int(np.prod(shape)), dtype=np.uint64) * np.uint64(2654435761) + np.uint64(salt * 2246822519)) & mask
    h ^= h >> np.uint64(15)
    h = (h * np.uint64(3266489917)) & mask
    h ^= h >> np.uint64(13)
    numbers = ((h % np.uint64(4001)).astype(np.float64) - 2000) / 1000
    return torch.from_numpy(numbers.astype(np.float32)).reshape(shape)


def write(name, outputs):
    """Writes {key: flat list}, one key a line, with the nine digits that tell float32 numbers apart."""
    lines = []
    for key, tensor in outputs.items():
        numbers = ",".join(f"{v:.9g}" for v in tensor.detach().double().flatten().tolist())
        lines.append(f"{json.dumps(key)}: [{numbers}]")
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
