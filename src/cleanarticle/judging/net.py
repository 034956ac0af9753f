"""A small net over the rows of a text: dilated convolutions, in numpy.

Each layer looks at a row and at one some rows above and below it, each further than the last;
after some of them every row is told the mean and the greatest of the whole text. Source: Yu and
Koltun, Multi-Scale Context Aggregation by Dilated Convolutions (2016).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import Floats

__all__ = ["CLIP", "OF_LINES", "Net", "Shape", "net_in"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How far each layer looks, in rows, and the one after which rows are told of the whole text."""

    reaches: tuple[int, ...]
    pooled_after: int


#: The net over a text's lines.
OF_LINES = Shape((1, 2, 4, 8, 16, 1), 2)
#: Columns are cut off at so many standard deviations.
CLIP = 4.0

#: Rows that are multiplied at once. So few stay on one thread: others would only wait for their
#: turn, in a pool of processes most of all.
_ROWS = 32


@dataclass(frozen=True, slots=True)
class Net:
    """Arrays of float32: `layers` and `pool` are channels in × channels out, each with its bias.

    `mean` and `spread` are those of the columns in training.
    """

    shape: Shape
    mean: Floats
    spread: Floats
    entry: tuple[Floats, Floats]
    layers: tuple[tuple[Floats, Floats], ...]
    pool: tuple[Floats, Floats]
    exit: tuple[Floats, Floats]

    def logits(self, table: Floats) -> Floats:
        """Give the log-odds of each row, rows × what is asked of them, from rows × columns."""
        n = len(table)
        rows = np.zeros((-(-n // _ROWS) * _ROWS, len(self.mean)), np.float32)
        told = rows[:n]
        np.subtract(table, self.mean, out=told)
        told /= self.spread
        np.clip(told, -CLIP, CLIP, out=told)
        state = _relu(_times(rows, *self.entry))
        state[n:] = 0
        for i, (reach, layer) in enumerate(zip(self.shape.reaches, self.layers, strict=True)):
            state[:n] += _relu(_times(_beside(state, reach), *layer))[:n]
            if i == self.shape.pooled_after:
                whole = np.concatenate([state[:n].mean(0), state[:n].max(0)])
                state[:n] += whole @ self.pool[0] + self.pool[1]
        return _times(state, *self.exit)[:n]


def net_in(data: Mapping[str, Any], shape: Shape = OF_LINES) -> Net:
    """Give the net that a file of weights holds."""

    def pair(name: str) -> tuple[Floats, Floats]:
        weight, bias = data[f"{name}/weight"], data[f"{name}/bias"]
        return weight.astype(np.float32), bias.astype(np.float32)

    return Net(
        shape,
        data["mean"].astype(np.float32),
        data["spread"].astype(np.float32),
        pair("entry"),
        tuple(pair(f"layer {i}") for i in range(len(shape.reaches))),
        pair("pool"),
        pair("exit"),
    )


def _times(rows: Floats, weight: Floats, bias: Floats) -> Floats:
    """Multiply by a layer, some rows at a time."""
    parts = rows.reshape(-1, _ROWS, rows.shape[1]) @ weight
    parts += bias
    return parts.reshape(len(rows), -1)


def _beside(state: Floats, reach: int) -> Floats:
    """Give each row with the one so far above and the one so far below, zero outside."""
    n, channels = state.shape
    wide = np.zeros((n, 3 * channels), np.float32)
    wide[:, channels : 2 * channels] = state
    if reach < n:
        wide[reach:, :channels] = state[:-reach]
        wide[:-reach, 2 * channels :] = state[reach:]
    return wide


def _relu(values: NDArray[np.float32]) -> Floats:
    return np.maximum(values, 0, out=values)
