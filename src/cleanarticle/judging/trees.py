"""The block model: which pieces of a page are its article, by two looks of oblivious trees.

The second look is told what the first said of the pieces around (`oblivious.py` has the trees);
`training/train_pages.py` makes the weights.
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
from .oblivious import Trees, trees_in
from .page_columns import Hints
from .weights import Weights

__all__ = ["BlockModel", "judge_page", "load_blocks", "use_blocks"]


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
