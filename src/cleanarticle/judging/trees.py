"""The block model: which pieces of a page are its article, by two looks of oblivious trees.

A tree asks the same few questions of every piece, one a level; the answers, as bits, number its
leaf. All trees and all pieces are asked at once. The second look is told what the first said of
the pieces around. Source: Prokhorenkova et al., CatBoost (2018); `training/train_pages.py` makes
the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..reading.page import Page
from .blocks import BLOCK_FEATURES, Scores, Table, block_features
from .context import CONTEXT_FEATURES, context_features
from .decision import calibrated, sigmoid
from .features import Floats
from .page_columns import Hints
from .weights import Weights

__all__ = ["BlockModel", "Trees", "judge_page", "load_blocks", "trees_in", "use_blocks"]


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


@dataclass(frozen=True, slots=True)
class BlockModel:
    """Two looks, the scores of words and names, and how sure a result is."""

    scores: Scores
    first: Trees
    second: Trees
    confidence: NDArray[np.float64]  # weights of `decision.SIGNS`, then the bias


def _model_in(data: Mapping[str, Any]) -> BlockModel:
    names = str(data["names"]).split("\n")
    scores = Scores(
        data["words"],
        data["word_scores"].astype(np.float32) * data["scale"],
        dict(zip(names, (data["name_scores"] * data["scale"]).tolist(), strict=True)),
    )
    return BlockModel(scores, trees_in(data, "first"), trees_in(data, "second"), data["confidence"])


_WEIGHTS = Weights("blocks.npz", (*BLOCK_FEATURES, *CONTEXT_FEATURES), _model_in)
use_blocks, load_blocks = _WEIGHTS.use, _WEIGHTS.load


def trees_in(data: Mapping[str, Any], look: str) -> Trees:
    """Give the trees of one look that a file of weights holds."""
    return Trees(
        data[f"{look}/column"].astype(np.int64),
        data[f"{look}/border"].astype(np.float32),
        data[f"{look}/leaf"].astype(np.float32),
        float(data[f"{look}/bias"]),
    )


def judge_page(page: Page, hints: Hints) -> tuple[Floats, Table]:
    """Give for each piece the probability that it belongs to the article, and what was seen of it.

    There must be a piece.
    """
    model = _WEIGHTS.model()
    table = block_features(page, hints, model.scores)
    logits = model.first.logits(table.values)
    context = context_features(page, table, logits)
    logits = model.second.logits(np.concatenate([table.values, context], axis=1))
    return sigmoid(logits), table


def confidence_of(signs: Floats) -> float:
    """Give the calibrated probability that the word F1 is .9 or more."""
    return calibrated(signs, _WEIGHTS.model().confidence)
