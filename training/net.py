"""The net over a text's lines by PyTorch, and its arrays for the weights' file.

The same net as `cleanarticle.judging.net`, which runs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from cleanarticle.judging.features import Floats
from cleanarticle.judging.line_table import LINE_COLUMNS
from cleanarticle.judging.net import CLIP, OF_LINES, Shape

CHANNELS, EPOCHS, RATE, DECAY = 48, 10, 4e-3, 0.05
#: Chances that a number between the layers, a column of a text and all that is known of its
#: phrases are hidden: other sites, and other languages, lack them.
DROPOUT, HIDDEN, WORDLESS = 0.2, 0.1, 0.1
#: Lines of a text that are shown at once, and of all texts that are shown together.
MAX_LINES, BATCH_LINES = 500, 6000

_PHRASES = slice(LINE_COLUMNS.index("phrases"), LINE_COLUMNS.index("sum of phrases") + 1)


@dataclass(slots=True)
class Example:
    """A text to learn from: its table, the share of each line that is gold, and their weights."""

    table: NDArray[np.float16]
    label: NDArray[np.float32]
    weight: NDArray[np.float32]


class Layers(nn.Module):
    """The net that `cleanarticle.judging.net.Net` runs, of so many columns, channels and answers."""

    def __init__(self, shape: Shape, columns: int, channels: int, answers: int) -> None:
        super().__init__()
        self.shape = shape
        self.entry = nn.Linear(columns, channels)
        self.layers = nn.ModuleList(
            nn.Conv1d(channels, channels, 3, padding=reach, dilation=reach)
            for reach in shape.reaches
        )
        self.pool = nn.Linear(2 * channels, channels)
        self.exit = nn.Linear(channels, answers)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, rows: Tensor, there: Tensor) -> Tensor:
        """Give texts × rows × answers from texts × rows × columns; `there` is 0 past a text's end."""
        mask = there[:, None]
        state = functional.relu(self.entry(rows)).transpose(1, 2) * mask
        for i, layer in enumerate(self.layers):
            state = state + functional.relu(layer(self.drop(state))) * mask
            if i == self.shape.pooled_after:
                mean = state.sum(2) / there.sum(1, keepdim=True)
                greatest = (state - 1e4 * (1 - mask)).max(2).values
                whole = self.pool(torch.cat([mean, greatest], 1))
                state = state + whole[:, :, None] * mask
        out: Tensor = self.exit(self.drop(state.transpose(1, 2)))
        return out


def fit(examples: Sequence[Example], seed: int) -> dict[str, Any]:
    """Fit a net; give its arrays as `net_in` reads them."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # two folds are trained side by side
    rng = np.random.default_rng(seed)
    some = [e.table[:: max(1, len(e.table) // 60)] for e in examples]
    seen = np.concatenate(some).astype(np.float32)
    mean, spread = seen.mean(0), seen.std(0) + 1e-3
    net = Layers(OF_LINES, len(mean), CHANNELS, 1)
    optimizer = torch.optim.AdamW(net.parameters(), weight_decay=DECAY)
    dealt = [_batches(examples, rng) for _ in range(EPOCHS)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=sum(map(len, dealt)) + 1
    )
    net.train()
    for batches in dealt:
        for batch in batches:
            rows, label, weight, there = _stacked([examples[i] for i in batch], rng)
            rows = torch.from_numpy(np.clip((rows - mean) / spread, -CLIP, CLIP))
            logits = net(_hidden(rows), there)[..., 0]
            losses = functional.binary_cross_entropy_with_logits(logits, label, reduction="none")
            loss = (losses * weight).sum() / weight.sum().clamp(min=1e-6)  # a stretch all cut
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return {"mean": mean, "spread": spread, **exported(net)}


def _batches(examples: Sequence[Example], rng: np.random.Generator) -> list[list[int]]:
    """Deal texts of about the same length into batches, in any order."""
    sizes = [min(len(e.table), MAX_LINES) for e in examples]
    order = np.argsort(np.array(sizes) + rng.random(len(sizes)) * 40, kind="stable").tolist()
    batches: list[list[int]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, sizes[i])
        if batches[-1] and longest * (len(batches[-1]) + 1) > BATCH_LINES:
            batches.append([])
            longest = sizes[i]
        batches[-1].append(i)
    rng.shuffle(batches)  # type: ignore[arg-type] # lists are shuffled too
    return batches


def _stacked(
    batch: Sequence[Example], rng: np.random.Generator
) -> tuple[Floats, Tensor, Tensor, Tensor]:
    """Give the texts side by side: rows, labels, weights, and where a text has a line."""
    n = min(max(len(e.table) for e in batch), MAX_LINES)
    rows = np.zeros((len(batch), n, batch[0].table.shape[1]), np.float32)
    label, weight, there = np.zeros((3, len(batch), n), np.float32)
    for k, e in enumerate(batch):
        size = min(len(e.table), n)
        at = int(rng.integers(0, len(e.table) - size + 1))
        rows[k, :size] = e.table[at : at + size]
        label[k, :size] = np.maximum(e.label[at : at + size], 0)
        weight[k, :size] = e.weight[at : at + size]
        there[k, :size] = 1
    return rows, torch.from_numpy(label), torch.from_numpy(weight), torch.from_numpy(there)


def _hidden(rows: Tensor) -> Tensor:
    """Hide some columns of each text, and of some texts what is known of their phrases."""
    stays = torch.rand(rows.shape[0], 1, rows.shape[2]) > HIDDEN
    wordless = torch.rand(rows.shape[0]) < WORDLESS
    stays[wordless, :, _PHRASES] = False
    return rows * stays


def half(values: Tensor) -> NDArray[np.float16]:
    """Give numbers as the weights' file keeps them."""
    return values.detach().numpy().astype(np.float16)


def exported(net: Layers) -> dict[str, Any]:
    """Give the arrays of a net as `net_in` reads them."""
    out: dict[str, Any] = {}
    for name in ("entry", "pool", "exit"):
        linear = getattr(net, name)
        out[f"{name}/weight"], out[f"{name}/bias"] = half(linear.weight.T), half(linear.bias)
    for i, layer in enumerate(net.layers):
        # out × in × place to place and in × out, as the rows beside each other stand
        weight = layer.weight.permute(2, 1, 0).flatten(0, 1)
        out[f"layer {i}/weight"], out[f"layer {i}/bias"] = half(weight), half(layer.bias)
    return out
