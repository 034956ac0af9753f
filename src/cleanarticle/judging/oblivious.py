"""Oblivious trees: what the block model and the model of torn paragraphs judge by.

A tree asks the same few questions of every row, one a level; the answers, as bits, number its leaf. All
trees and all rows are asked at once. Source: Prokhorenkova et al., CatBoost (2018).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import Floats

__all__ = ["Trees", "trees_in"]

#: Rows that are asked at once: what is known of them stays in the processor's cache.
ROWS = 512


@dataclass(frozen=True, slots=True)
class Trees:
    """`column` and `border` are trees × depth, `leaf` trees × 2 ** depth; a sum of leaves."""

    column: NDArray[np.int64]
    border: Floats
    leaf: Floats
    bias: float

    def logits(self, table: Floats) -> Floats:
        """Give the log-odds of each row."""
        columns = np.ascontiguousarray(table.T)
        parts = [self._logits(columns[:, at : at + ROWS]) for at in range(0, len(table), ROWS)]
        return np.concatenate(parts) if len(parts) > 1 else parts[0]

    def _logits(self, columns: Floats) -> Floats:
        trees, depth = self.column.shape
        at = np.zeros((trees, columns.shape[1]), np.uint8)
        for level in range(depth):
            passed = columns[self.column[:, level]] > self.border[:, level, None]
            at |= passed.view(np.uint8) << np.uint8(level)
        first = np.arange(0, self.leaf.size, 2**depth)[:, None]
        leaves = self.leaf.take(at + first)
        return np.asarray(leaves.sum(axis=0, dtype=np.float64) + self.bias, np.float32)


def trees_in(data: Mapping[str, Any], look: str) -> Trees:
    """Give the trees of one look that a file of weights holds."""
    return Trees(
        data[f"{look}/column"].astype(np.int64),
        data[f"{look}/border"].astype(np.float32),
        data[f"{look}/leaf"].astype(np.float32),
        float(data[f"{look}/bias"]),
    )
