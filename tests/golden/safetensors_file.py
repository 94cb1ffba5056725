"""A plain reader and writer of the safetensors format (the package is not in Debian), independent of the one under test.

Layout as the format's own writer: 8-byte little-endian header length, compact JSON padded with spaces to a multiple of 8, data;
wider types first (I64 before F32), then by name.
"""
import json
import struct

import torch

TYPES = {"F32": torch.float32, "I64": torch.int64}
NAMES = {dtype: name for name, dtype in TYPES.items()}


def write(path, tensors):
    header, data = {}, b""
    for name, tensor in sorted(tensors.items(), key=lambda item: (NAMES[item[1].dtype] != "I64", item[0])):
        raw = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    length, = struct.unpack("<Q", content[:8])
    header = json.loads(content[8:8 + length])
    header.pop("__metadata__", None)
    data = bytearray(content[8 + length:])
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        dtype = TYPES[entry["dtype"]]
        count = (end - start) // torch.empty(0, dtype=dtype).element_size()
        tensors[name] = torch.frombuffer(data, dtype=dtype, offset=start, count=count).reshape(entry["shape"])
    return tensors
