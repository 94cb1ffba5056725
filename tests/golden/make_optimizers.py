"""Values after four steps of torch.optim's optimisers on two parameters with different weight decay."""
import torch

from golden import values, write

STEPS = 4


def run(make):
    first = torch.nn.Parameter(values(1, 3, 7))
    second = torch.nn.Parameter(values(2, 5))
    optimizer = make([{"params": [first], "weight_decay": 0.1}, {"params": [second], "weight_decay": 0.0}])
    for step in range(STEPS):
        first.grad = values(10 + step, 3, 7)
        second.grad = values(20 + step, 5)
        optimizer.step()
    return torch.cat([first.flatten(), second.flatten()])


write("optimizers", {
    "adamw": run(lambda groups: torch.optim.AdamW(groups, lr=0.01)),
    "adamw_betas": run(lambda groups: torch.optim.AdamW(groups, lr=0.003, betas=(0.8, 0.95), eps=1e-3)),
    "adam": run(lambda groups: torch.optim.Adam(groups, lr=0.01)),
    "sgd": run(lambda groups: torch.optim.SGD(groups, lr=0.05)),
    "sgd_momentum": run(lambda groups: torch.optim.SGD(groups, lr=0.05, momentum=0.9)),
    "sgd_nesterov": run(lambda groups: torch.optim.SGD(groups, lr=0.05, momentum=0.9, nesterov=True)),
})
