"""Learning rates of torch.optim.lr_scheduler over 20 steps from a peak of 1, for Saccade.Neural.Tests/Golden/schedules.json.

Run with Debian's python3-torch: python3 tests/golden/make_schedules.py
"""
import json
import pathlib

import torch
from torch.optim import lr_scheduler as s

STEPS = 20
METRICS = [1.0, 0.9, 0.9, 0.95, 0.91, 0.9, 0.5, 0.49999, 0.6, 0.7, 0.8, 0.4, 0.41, 0.42, 0.43, 0.44, 0.45, 0.46, 0.47, 0.48]


def rates(make, metric=False):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = make(optimizer)
    found = []
    for step in range(STEPS):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step(METRICS[step]) if metric else scheduler.step()
    return found


def warm_cosine(o):
    return s.SequentialLR(o, [s.LinearLR(o, 0.1, total_iters=5), s.CosineAnnealingLR(o, STEPS - 5, eta_min=0.05)], milestones=[5])


golden = {
    "metrics": METRICS,
    "cosine": rates(lambda o: s.CosineAnnealingLR(o, STEPS)),
    "warm_cosine": rates(warm_cosine),
    "step": rates(lambda o: s.StepLR(o, 6, gamma=0.1)),
    "one_cycle": rates(lambda o: s.OneCycleLR(o, 1.0, total_steps=STEPS + 1)),
    "plateau": rates(lambda o: s.ReduceLROnPlateau(o, factor=0.5, patience=2, cooldown=1, min_lr=0.2), metric=True),
}
path = pathlib.Path(__file__).resolve().parent.parent / "Saccade.Neural.Tests" / "Golden" / "schedules.json"
path.parent.mkdir(exist_ok=True)
path.write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in golden.items()) + "\n}\n")
